/*
 * regrade.h - one sheet under two banks: what a new key does to marks. Pure.
 *
 * Answers were given to the old bank, so picks are read by it, letters too, and carried
 * over by id. A question of the new bank counts when the old one has it; nobody was
 * asked the others. A question that the new bank has no more counts in the old marks
 * only. An answer that picks an option which is gone earns nothing.
 */
#ifndef QUIZCTL_REGRADE_H
#define QUIZCTL_REGRADE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/answer.h"
#include "quizctl/bank.h"
#include "quizctl/err.h"
#include "quizctl/score.h"

enum regrade_change { REGRADE_SAME, REGRADE_KEY, REGRADE_DROPPED };

struct regrade_question { /* of the old bank, in its order */
    enum regrade_change change;
    const struct question *old, *new; /* new: NULL where it is dropped */
    uint8_t option[LIMIT_OPTIONS];    /* the place in new, or ANSWER_OPEN: it is gone */
    uint8_t prompt[LIMIT_OPTIONS];
};

/* Both banks stay the caller's. All-zero is empty. */
struct regrade {
    const struct bank *old, *new;
    enum policy policy;
    struct regrade_question *questions; /* of the old bank */
    const struct question **added;      /* those of the new bank alone */
    size_t added_count;
};

/* -1 when the banks have nothing in common, or a question has become of another type. */
int regrade_init(struct regrade *r, const struct bank *old, const struct bank *new,
                 enum policy policy, struct err *err);
void regrade_release(struct regrade *r);

/* What ANSWERS, to every question of the old bank, earn under the new one. */
struct tally regrade_sheet(const struct regrade *r, const struct answer *answers);

/* Below, at or above 0 as AFTER is a smaller, the same or a greater share than BEFORE. */
int regrade_direction(const struct tally *before, const struct tally *after);

#endif
