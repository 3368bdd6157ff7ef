/*
 * session.h - a quiz in progress: a struct and a step. No clock, no dice, no terminal:
 * seed, answers and times are arguments, so a terminal, a pipe and a test drive it alike.
 *
 * A session goes through its questions in order. A place waits for an answer (ASK) or
 * shows the one it has (REVIEW): the first answer stands. `back` goes to the place
 * before, answered or not. Going on leads to the next place without an answer; what was
 * skipped once comes again at the end; when nothing is left, or on `quit`, the session is
 * OVER.
 */
#ifndef QUIZCTL_SESSION_H
#define QUIZCTL_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/answer.h"
#include "quizctl/bank.h"
#include "quizctl/buf.h"
#include "quizctl/limits.h"
#include "quizctl/score.h"

/* Which questions: one of each list, all lists together. An empty list does not restrict.
 * A domain is named by its id, or by its number in the exam ("1"). */
struct session_filter {
    struct text_list domains, topics, difficulties, ids;
    struct text_list services; /* what a key stands for, or what that extends */
    struct text_list clues;    /* properties that a question requires or prefers */
};

struct session_plan {
    const char *seed; /* any text: the same one gives the same order */
    bool keep_order;  /* --no-shuffle: questions and options as written */
    enum policy policy;
    size_t limit; /* at most so many questions, of the order asked in; 0: no limit */
};

struct session_item {
    const struct question *question;
    uint8_t shown[LIMIT_OPTIONS]; /* shown[i]: the option at letter i */
    struct answer answer;
    struct verdict verdict;
    bool is_answered, is_flagged;
    bool is_edited; /* after it was answered: the verdict is of how it was asked then */
    uint8_t skips;  /* skipped once: comes again at the end; twice: left out */
    size_t place;   /* among those of the attempt: some of them may be gone by now */
};

enum session_state { SESSION_ASK, SESSION_REVIEW, SESSION_OVER };

struct session {
    const struct bank *bank;
    struct session_plan plan;
    char *seed; /* of its own */
    struct session_item *items;
    size_t count;
    size_t at; /* the current place */
    enum session_state state;
};

/* The places in the bank that F lets through, in the bank's order. -1 with ERR_USAGE when
 * one of its words names nothing, or when nothing is left. */
int session_filter_apply(const struct bank *bank, const struct session_filter *f,
                         uint32_t **places, size_t *count, struct err *err);

/*
 * Choose and order the questions. 0, or -1 when the filter leaves none (ERR_USAGE, naming
 * the condition that no question meets, with the nearest known name).
 */
int session_init(struct session *s, const struct bank *bank,
                 const struct session_filter *f, const struct session_plan *plan,
                 struct err *err);
/* The same for questions chosen elsewhere: COUNT places in the bank (at least one), in
 * the order to ask. The seed orders their options; the plan's limit does not matter. */
void session_init_places(struct session *s, const struct bank *bank,
                         const uint32_t *places, size_t count,
                         const struct session_plan *plan);

/*
 * Go on with COUNT questions as they were left, in that order: at the first that is not
 * answered, then at those skipped once. OVER when nothing is left to ask. PLAN is the one
 * that they were chosen by. ITEMS are copied.
 */
void session_resume(struct session *s, const struct bank *bank,
                    const struct session_plan *plan, const struct session_item *items,
                    size_t count);
/* The order in which PLAN shows the options of Q. */
void session_order(const struct session_plan *plan, const struct question *q,
                   uint8_t shown[LIMIT_OPTIONS]);

void session_release(struct session *s);

/* Read what was typed for Q, whose options stand in the order SHOWN: letters, in any case
 * and separation ("D", "ac", "A, C"). 0, or -1 with a friendly sentence in COMPLAINT. */
int session_read(const struct question *q, const uint8_t *shown, const char *typed,
                 struct answer *answer, struct buf *complaint);

enum session_event_kind {
    SESSION_ANSWER, /* the current question; its verdict stands from now on */
    SESSION_SKIP,   /* leave it for later, or leave its review */
    SESSION_BACK,
    SESSION_FLAG, /* turn the flag of the current question on or off */
    SESSION_QUIT,
};

struct session_event {
    enum session_event_kind kind;
    struct answer answer; /* SESSION_ANSWER only */
};

/* Take one event. Returns the state afterwards; `at` says where. */
enum session_state session_step(struct session *s, const struct session_event *event);

/* What the answer to the current question would be worth, without taking it: the store
 * commits a verdict before the session, and so the learner, learns of it. */
struct verdict session_judge(const struct session *s, struct answer answer);

size_t session_left(const struct session *s); /* places not answered yet */
struct tally session_tally(const struct session *s);
/* Of the questions of one domain (its id). */
struct tally session_domain_tally(const struct session *s, const char *domain);

#endif
