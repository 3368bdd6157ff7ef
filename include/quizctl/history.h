/*
 * history.h - what one learner answered, as it was recorded: pure data, from the store to
 * the schedule, the plan and the reports.
 *
 * Whatever is shown of progress is computed from these rows and nothing else, so it can
 * be computed once more from `quizctl export`.
 */
#ifndef QUIZCTL_HISTORY_H
#define QUIZCTL_HISTORY_H

#include <stddef.h>
#include <stdint.h>

#include "quizctl/mem.h"
#include "quizctl/score.h"

/* How sure the learner was, said before the feedback; never part of a mark. */
enum confidence {
    CONFIDENCE_NONE, /* not asked */
    CONFIDENCE_GUESS,
    CONFIDENCE_UNSURE,
    CONFIDENCE_SURE,
};

const char *confidence_name(enum confidence c); /* "guess"; "" for none */
long confidence_find(const char *name);         /* or -1 */

/* One recorded answer. */
struct history_answer {
    int64_t attempt;      /* its number in the store */
    const char *mode;     /* "practice" or "exam" */
    const char *question; /* its id ... */
    const char *domain;
    const char *digest; /* ... and format_question_digest, as it was asked */
    const char *given;  /* option ids, a space between; "" is blank */
    const char *key;    /* the same for what was right that day */
    const char *missed; /* the clue that a wrong pick went past; "" where none is known */
    int64_t at_ms;      /* UTC */
    int64_t took_ms;    /* from the question on the screen to the answer; -1: not known */
    enum confidence confidence;
    struct verdict verdict; /* as told that day; never judged again */
};

/* Answers, the oldest first; of one instant, in the order recorded. All-zero is empty. */
struct history {
    struct history_answer *answers;
    size_t count, cap;
    struct arena texts;
};

void history_release(struct history *h);

#endif
