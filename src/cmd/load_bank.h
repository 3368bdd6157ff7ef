/*
 * load_bank.h - the bank that --bank names, its problems printed.
 */
#ifndef LOAD_BANK_H
#define LOAD_BANK_H

#include "cmd.h"
#include "quizctl/bank.h"

/* Load the bank of --bank, the built-in one without it. Its problems are printed; -1 when
 * one of them is an error. */
int load_bank(struct bank *bank, const struct call *call, struct err *err);
/* The same where answers come from standard input: the bank cannot. */
int load_bank_beside_answers(struct bank *bank, const struct call *call, struct err *err);
/* The same from PATH. */
int load_bank_at(struct bank *bank, const char *path, const struct call *call,
                 struct err *err);

#endif
