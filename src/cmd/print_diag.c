/*
 * print_diag.c - set findings and errors as lines. See print_diag.h for their form.
 */
#include "print_diag.h"

#include <stdio.h>
#include <string.h>

#include "quizctl/text.h"

/* "where: error: what" up to the end of what. */
static void line(struct page *p, const char *where, enum diag_level level,
                 const char *what)
{
    bool is_error = level == DIAG_ERROR;
    text_clean_path(&p->out, where);
    buf_text(&p->out, ": ");
    page_part(p, is_error ? PAGE_BAD : PAGE_WARN, is_error ? "error:" : "warning:");
    buf_char(&p->out, ' ');
    text_clean(&p->out, what, strlen(what), TEXT_LINE);
}

void print_diag(struct page *p, const struct diag *d)
{
    struct buf where = {0};
    buf_text(&where, d->at.path);
    if (d->at.line > 0)
        buf_printf(&where, ":%u", d->at.line);
    if (d->at.line > 0 && d->at.col > 0)
        buf_printf(&where, ":%u", d->at.col);
    line(p, buf_str(&where), d->level, d->what);
    if (d->rule != NULL && d->rule[0] != '\0')
        buf_printf(&p->out, " [%s]", d->rule);
    buf_char(&p->out, '\n');
    buf_release(&where);
}

void print_err(struct page *p, const struct err *err)
{
    line(p, err->where[0] != '\0' ? err->where : "quizctl", DIAG_ERROR, err->what);
    buf_char(&p->out, '\n');
}

static void take(struct diag_sink *sink, const struct diag *d)
{
    struct diag_printer *printer = (struct diag_printer *)sink;
    print_diag(&printer->page, d);
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
