/*
 * score_policy.h - from counts to points: what score.c offers to the kinds of question.
 */
#ifndef QUIZCTL_SCORE_POLICY_H
#define QUIZCTL_SCORE_POLICY_H

#include <stdint.h>

#include "quizctl/score.h"

/* The counts that every policy of score.h is a formula of. */
struct picks {
    int right_of, wrong_of; /* options there are: c and w */
    int right, wrong;       /* of these picked: t and f */
};

/* Thousandths, 0 to MARK. Nothing picked earns 0, and so does a key without an option. */
int32_t policy_points(enum policy p, struct picks n);

#endif
