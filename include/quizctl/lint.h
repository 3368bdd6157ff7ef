/*
 * lint.h - faults of writing: what makes a question guessable, unclear or unsupported.
 * Pure: a loaded bank in, findings out; the same ones for the same bank.
 *
 * What a bank must hold to be used at all is checked by format.h; a finding here is a
 * warning, and the bank works with it. Sources for the rules: the item-writing
 * guidelines of Haladyna, Downing and Rodriguez (2002) for wording and cues; what a
 * question must have and prove are rules of this project (questions/FORMAT.md).
 */
#ifndef QUIZCTL_LINT_H
#define QUIZCTL_LINT_H

#include <stdbool.h>

#include "quizctl/bank.h"
#include "quizctl/diag.h"

struct lint; /* one run; src/lint/lint_rules.h */

/* One rule. To add one: its function in src/lint/, declared in lint_rules.h; a row in
 * lint_table (lint.c); a bank tests/cases/lint/<name>.json that breaks this rule and no
 * other. `--disable`, `quizctl help check`, SARIF and the tests walk the table. */
struct lint_rule {
    const char *name;    /* "key-place" */
    const char *summary; /* what it finds: one line, lower case, no full stop */
    const char *mend;    /* what to do: the end of each message */
    bool is_english;     /* knows English words: runs on banks in English only */
    /* one of the two: */
    void (*question)(struct lint *l, const struct question *q);
    void (*bank)(struct lint *l);
};

extern const struct lint_rule lint_table[];          /* ends with a NULL name */
const struct lint_rule *lint_find(const char *name); /* or NULL */

/*
 * Hold BANK against every rule but those named in OFF. PATH is where findings stand that
 * are of the bank as a whole.
 *  speed   n log n in the words of the bank, n * n in its questions for the statistics:
 *          two seconds for 10,000 questions
 */
void lint_bank(const struct bank *bank, const char *path, const struct text_list *off,
               struct diag_sink *sink);

#endif
