/*
 * without_key.h - a bank for those who are to answer: in no place does an order tell the
 * key.
 *
 * The steps of an ordering often stand in a bank as they belong, and what is matched
 * beside its match. Every format that can be written without the key is given this copy.
 */
#ifndef QUIZCTL_WITHOUT_KEY_H
#define QUIZCTL_WITHOUT_KEY_H

#include "quizctl/bank.h"

/* A copy of BANK whose orderings and matchings have their options in an order made from
 * the question's id. It borrows from BANK and SPACE; do not release it. */
struct bank without_key(const struct bank *bank, struct arena *space);

#endif
