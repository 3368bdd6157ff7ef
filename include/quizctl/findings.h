/*
 * findings.h - what `quizctl check` found, and the ways to write it down.
 *
 * Findings are kept until their bank has been looked at from all sides: then those of the
 * reader and those of the lint can stand in one order, that of the files.
 */
#ifndef QUIZCTL_FINDINGS_H
#define QUIZCTL_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/diag.h"
#include "quizctl/err.h"
#include "quizctl/mem.h"
#include "quizctl/page.h"

struct finding {
    enum diag_level level;
    struct place at;
    const char *rule, *what;
    size_t turn; /* it came as the n-th */
};

/* What came of one bank. */
struct checked {
    struct diag_sink sink; /* keeps what it takes: the bank may go before this does */
    const char *path;      /* as it was named */
    size_t questions;      /* 0 when it has errors */
    bool is_unread;        /* it could not be read at all: WHY says it */
    struct err why;
    struct finding *found;
    size_t count, cap;
    struct arena arena;
};

void checked_init(struct checked *c, const char *path);
void checked_sort(struct checked *c); /* by file, line, column, and as they came */
void checked_release(struct checked *c);

struct findings {
    const char *version; /* of quizctl */
    bool is_strict;      /* the rules of lint.h were applied */
    const struct checked *banks;
    size_t bank_count;
};

/* A way to write findings. To add one: report_findings_<name>.c, a row in
 * findings_formats, a case in tests/cli/check/. Help and completion walk the table. */
struct findings_format {
    const char *name;
    void (*write)(const struct findings *f, struct page *p);
};

extern const struct findings_format
    findings_formats[]; /* ends with a NULL name; text first */
const struct findings_format *findings_format_find(const char *name); /* or NULL */

/* A finding and an error as lines that a person and an editor read:
 *
 *     bank.json:14:3: error: question 'q7' has no key [no-key]
 *     quizctl: error: unknown command 'lst'; did you mean 'list'?
 *
 * The place comes first, quizctl's name where there is none. An editor can jump to it,
 * and no CI runner takes it for a command: text from outside is escaped (text_clean). */
void report_diag(struct page *p, const struct diag *d);
void report_err(struct page *p, const struct err *err);

#endif
