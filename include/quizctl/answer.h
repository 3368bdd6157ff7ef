/*
 * answer.h - what a candidate picked in one question, of any kind.
 *
 * Picks are places of options in the bank as written, never as shuffled on a screen:
 * whoever knows the shuffle translates before an answer is made.
 */
#ifndef QUIZCTL_ANSWER_H
#define QUIZCTL_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/bank.h"
#include "quizctl/buf.h"
#include "quizctl/limits.h"

enum { ANSWER_OPEN = 0xFF };

/* All-zero is a blank. */
struct answer {
    uint32_t picked; /* CHOICE: bit i is option i */
    uint8_t count;   /* ORDERING, MATCHING: places up to the last one filled */
    uint8_t
        place[LIMIT_OPTIONS]; /* the option at step i or for prompt i, or ANSWER_OPEN */
};

bool answer_is_blank(const struct answer *a);
/* Fill place I (below LIMIT_OPTIONS); those before it that are not filled stay open. */
void answer_put(struct answer *a, size_t i, size_t option);

/* Append the answer as ids, SEPARATOR between: of a choice in the bank's order ("s3
 * efs"), of an ordering in the order given, of a matching "prompt:option" by prompt. */
void answer_ids(struct buf *out, const struct question *q, struct answer a,
                const char *separator);
/* The same read back: ids with spaces between, as they were recorded ("" is blank). -1,
 * and A untouched, when Q has no such option or prompt, or one stands there twice. */
int answer_read(struct answer *a, const struct question *q, const char *ids);
struct answer answer_key(const struct question *q);

#endif
