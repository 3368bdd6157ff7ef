/*
 * answer.h - what a candidate picked in one question.
 *
 * Picks are places of options in the bank as written, never as shuffled on a screen:
 * whoever knows the shuffle translates before an answer is made.
 */
#ifndef QUIZCTL_ANSWER_H
#define QUIZCTL_ANSWER_H

#include <stddef.h>
#include <stdint.h>

#include "quizctl/bank.h"
#include "quizctl/buf.h"

struct answer {
    uint32_t picked; /* bit i: option i; 0 is blank */
};

/* Append the option ids picked, in the bank's order, SEPARATOR between: "s3 efs". */
void answer_ids(struct buf *out, const struct question *q, struct answer a,
                const char *separator);
struct answer answer_key(const struct question *q);

#endif
