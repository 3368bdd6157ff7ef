/*
 * order.h - in which order questions and options come: a seed's business, shared by
 * practice and exam.
 */
#ifndef QUIZCTL_ORDER_H
#define QUIZCTL_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/bank.h"

/* Shuffle PLACES by SEED; LABEL tells one shuffle of a seed from another. */
void order_shuffle(uint32_t *places, size_t count, const char *seed, const char *label);

/* SHOWN[i] is the option at letter i. It depends on the seed and the question's id alone:
 * whatever else is asked, the same seed shows a question alike. */
void order_options(const struct question *q, const char *seed, bool keep_order,
                   uint8_t shown[LIMIT_OPTIONS]);

/* Bring the questions of a case together: behind its first one, in the bank's order. */
void order_gather_cases(const struct bank *bank, uint32_t *places, size_t count);

#endif
