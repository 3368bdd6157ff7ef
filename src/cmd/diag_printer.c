/*
 * diag_printer.c - findings on standard error; how a line looks: report_diag.c.
 */
#include "diag_printer.h"

#include <stdio.h>

#include "quizctl/findings.h"

static void take(struct diag_sink *sink, const struct diag *d)
{
    struct diag_printer *printer = (struct diag_printer *)sink;
    report_diag(&printer->page, d);
    fwrite(buf_str(&printer->page.out), 1, printer->page.out.len, stderr);
    buf_clear(&printer->page.out);
}

void diag_printer_init(struct diag_printer *printer, enum term_when color)
{
    *printer = (struct diag_printer){
        .sink.take = take,
        .page.has_color = term_looks(2, color).has_color,
    };
}

void diag_printer_release(struct diag_printer *printer)
{
    page_release(&printer->page);
}
