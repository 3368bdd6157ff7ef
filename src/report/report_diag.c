/*
 * report_diag.c - set a finding or an error as a line. Its form: findings.h.
 */
#include <string.h>

#include "quizctl/findings.h"
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

void report_diag(struct page *p, const struct diag *d)
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

void report_err(struct page *p, const struct err *err)
{
    line(p, err->where[0] != '\0' ? err->where : "quizctl", DIAG_ERROR, err->what);
    buf_char(&p->out, '\n');
}
