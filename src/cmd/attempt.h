/*
 * attempt.h - an attempt between the store's ids and a session's places: what is recorded
 * of a question when it is asked, and the same read back.
 */
#ifndef ATTEMPT_H
#define ATTEMPT_H

#include "quizctl/bank.h"
#include "quizctl/store.h"

/* What is recorded of Q, asked with its options in the order SHOWN. Lives in ARENA. */
struct store_item attempt_item(struct arena *arena, const struct question *q,
                               const uint8_t *shown);

/* The order SHOWN that was recorded of Q. -1 when Q has other options by now. */
int attempt_shown(const struct question *q, const char *recorded, uint8_t *shown);

/* The command NAME with the bank of this call, for a shell: "quizctl practice --bank
 * 'my bank.json'". */
struct call;
void attempt_command(struct buf *line, const char *name, const struct call *call);

#endif
