/*
 * learner.h - a bank of questions q0, q1, ... and what somebody answered, in a few words.
 */
#ifndef LEARNER_H
#define LEARNER_H

#include <stdio.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/schedule.h"

/* One question of the bank. */
struct learner_row {
    const char *domain;   /* "d1", "d2", or "" */
    const char *property; /* of its one clue; NULL: none */
    int case_number;      /* 1 or 2; 0: it stands alone */
};

static inline struct bank learner_bank(const struct learner_row *rows, size_t count)
{
    static const struct domain domains[] = {
        {.id = "d1", .title = "One", .weight = 75},
        {.id = "d2", .title = "Two", .weight = 25},
    };
    static const struct case_study cases[2] = {{.id = "c1"}, {.id = "c2"}};
    struct bank bank = {
        .id = "b", .exam = {.domains = domains, .domain_count = 2}
    };
    bank.questions = arena_get(&bank.arena, count * sizeof *bank.questions);
    bank.question_count = count;
    for (size_t i = 0; i < count; i++) {
        struct question *q = &bank.questions[i];
        char id[24];
        int len = snprintf(id, sizeof id, "q%zu", i);
        q->id = arena_text(&bank.arena, id, (size_t)len);
        q->domain = rows[i].domain;
        if (rows[i].case_number > 0)
            q->case_study = &cases[rows[i].case_number - 1];
        if (rows[i].property == NULL)
            continue;
        q->requirements = arena_get(&bank.arena, sizeof *q->requirements);
        q->requirements->property = rows[i].property;
        q->requirement_count = 1;
    }
    bank_seal(&bank);
    return bank;
}

/* An answer to question QUESTION at noon of DAY. Change what comes back at will. */
static inline struct history_answer *learner_answers(struct history *h, size_t question,
                                                     int day, bool is_right)
{
    char id[24];
    int len = snprintf(id, sizeof id, "q%zu", question);
    MEM_ROOM(h->answers, h->count, h->cap);
    struct history_answer *a = &h->answers[h->count++];
    *a = (struct history_answer){
        .attempt = 1,
        .mode = "practice",
        .question = arena_text(&h->texts, id, (size_t)len),
        .given = "a",
        .at_ms = day * INT64_C(86400000) + 43200000,
        .took_ms = -1,
        .verdict = {.points = is_right ? MARK : 0, .is_right = is_right},
    };
    return a;
}

static inline int64_t learner_day(int64_t at_ms)
{
    return at_ms / 86400000;
}

#endif
