/*
 * print_diag.h - findings and the one error, as lines that a person and an editor read:
 *
 *     bank.json:14:3: error: question 'q7' has no key [no-key]
 *     quizctl: error: unknown command 'lst'; did you mean 'list'?
 *
 * The place comes first, quizctl's name where there is none. An editor can jump to it,
 * and no CI runner takes it for a command: text from outside is escaped (text_clean).
 */
#ifndef PRINT_DIAG_H
#define PRINT_DIAG_H

#include "quizctl/diag.h"
#include "quizctl/err.h"
#include "quizctl/page.h"
#include "quizctl/term.h"

void print_diag(struct page *p, const struct diag *d);
void print_err(struct page *p, const struct err *err);

/* A sink that prints each finding on standard error as it comes. */
struct diag_printer {
    struct diag_sink sink;
    struct page page;
};
void diag_printer_init(struct diag_printer *printer, enum term_when color);
void diag_printer_release(struct diag_printer *printer);

#endif
