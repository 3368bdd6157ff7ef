/*
 * report_findings_github.c - findings as annotations of GitHub Actions: workflow commands
 * that its runner reads from the log.
 *
 *     ::warning file=my.json,line=4,col=5,title=quizctl key-place::what was found
 *
 * What comes from a bank is escaped by report_github.c. A line of ours begins with a
 * command of ours, or with a path that cannot be one.
 */
#include "report_findings.h"
#include "report_github.h"

static void annotation(struct buf *out, const struct finding *f)
{
    buf_printf(out, "::%s file=", findings_level(f->level));
    github_property(out, f->at.path);
    if (f->at.line > 0)
        buf_printf(out, ",line=%u", f->at.line);
    if (f->at.line > 0 && f->at.col > 0)
        buf_printf(out, ",col=%u", f->at.col);
    buf_printf(out, ",title=quizctl %s::", f->rule);
    github_data(out, f->what);
    buf_char(out, '\n');
}

void findings_write_github(const struct findings *f, struct page *p)
{
    for (size_t b = 0; b < f->bank_count; b++) {
        const struct checked *c = &f->banks[b];
        for (size_t i = 0; i < c->count; i++)
            annotation(&p->out, &c->found[i]);
        if (c->is_unread) {
            buf_text(&p->out, "::error file=");
            github_property(&p->out, c->path);
            buf_text(&p->out, ",title=quizctl::");
            github_data(&p->out, c->why.what);
            buf_char(&p->out, '\n');
        } else {
            findings_closing_line(c, p);
        }
    }
}
