/*
 * diag_printer.h - a sink that prints each finding on standard error as it comes.
 */
#ifndef DIAG_PRINTER_H
#define DIAG_PRINTER_H

#include "quizctl/diag.h"
#include "quizctl/page.h"
#include "quizctl/term.h"

struct diag_printer {
    struct diag_sink sink;
    struct page page;
};
void diag_printer_init(struct diag_printer *printer, enum term_when color);
void diag_printer_release(struct diag_printer *printer);

#endif
