/*
 * cohort.h - a bank of choices and sheets written as text, for tests of sums.
 */
#ifndef TESTS_COHORT_H
#define TESTS_COHORT_H

#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/rng.h"
#include "quizctl/summary.h"

static const char cohort_digest[] =
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/* COUNT questions with options a to d; KEYS are their keys as bits. */
static struct bank cohort_bank(size_t count, const uint32_t *keys)
{
    static const struct option options[] = {
        {.id = "a"}, {.id = "b"}, {.id = "c"}, {.id = "d"}};
    struct bank bank = {.id = "cohort", .title = "Cohort"};
    bank.questions = arena_get(&bank.arena, count * sizeof *bank.questions);
    bank.question_count = count;
    for (size_t i = 0; i < count; i++) {
        char id[] = {'q', (char)('1' + i), '\0'};
        struct question *q = &bank.questions[i];
        *q = (struct question){.id = arena_text(&bank.arena, id, 2),
                               .options = options,
                               .option_count = COUNT(options),
                               .key = keys[i]};
        for (uint32_t key = keys[i]; key != 0; key &= key - 1)
            q->select++;
    }
    return bank;
}

/* Count the sheet of NAME: "a bc - d" are its picks in each question, - is a blank. */
static void cohort_add(struct summary *s, const struct bank *bank, const char *name,
                       const char *picks)
{
    struct answer *answers = mem_get(bank->question_count * sizeof *answers);
    struct verdict *verdicts = mem_get(bank->question_count * sizeof *verdicts);
    struct summary_sheet sheet = {name, strlen(name), answers, verdicts, 0};
    for (size_t i = 0; i < bank->question_count; i++) {
        for (; *picks != ' ' && *picks != '\0'; picks++)
            if (*picks != '-')
                answers[i].picked |= (uint32_t)1 << (*picks - 'a');
        picks += *picks == ' ';
        verdicts[i] = score(&bank->questions[i], answers[i], s->policy);
        sheet.total += verdicts[i].points;
    }
    summary_add(s, &sheet);
    free(answers);
    free(verdicts);
}

/* A sheet by chance, of as many picks as are asked for at most. */
static inline void cohort_add_any(struct summary *s, const struct bank *bank,
                                  struct rng *rng, size_t number)
{
    char name[32], picks[64], *at = picks;
    snprintf(name, sizeof name, "c%zu", number);
    for (size_t i = 0; i < bank->question_count; i++) {
        if (i > 0)
            *at++ = ' ';
        *at++ = "abcd-"[rng_below(rng, 5)];
        if (bank->questions[i].select == 2 && at[-1] != '-')
            *at++ = "abcd"[rng_below(rng, 4)];
    }
    *at = '\0';
    cohort_add(s, bank, name, picks);
}

#endif
