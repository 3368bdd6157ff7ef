/*
 * report_findings_github.c - findings as annotations of GitHub Actions: workflow commands
 * that its runner reads from the log.
 *
 *     ::warning file=my.json,line=4,col=5,title=quizctl key-place::what was found
 *
 * What comes from a bank passes text_clean first, so that it stays in one line and holds
 * no "##["; then what the runner would take for the end of a value is escaped. A line of
 * ours begins with a command of ours, or with a path that cannot be one.
 * Source: actions/runner, ActionCommand.cs.
 */
#include <string.h>

#include "quizctl/text.h"
#include "report_findings.h"

/* TEXT with each of SPECIAL as %XX. */
static void escaped(struct buf *out, const char *text, const char *special)
{
    struct buf clean = {0};
    text_clean(&clean, text, strlen(text), TEXT_LINE);
    for (const char *c = buf_str(&clean); *c != '\0'; c++) {
        if (strchr(special, *c) != NULL)
            buf_printf(out, "%%%02X", (unsigned char)*c);
        else
            buf_char(out, *c);
    }
    buf_release(&clean);
}

static void data(struct buf *out, const char *text)
{
    escaped(out, text, "%\r\n");
}

static void property(struct buf *out, const char *text)
{
    escaped(out, text, "%\r\n:,");
}

static void annotation(struct buf *out, const struct finding *f)
{
    buf_printf(out, "::%s file=", findings_level(f->level));
    property(out, f->at.path);
    if (f->at.line > 0)
        buf_printf(out, ",line=%u", f->at.line);
    if (f->at.line > 0 && f->at.col > 0)
        buf_printf(out, ",col=%u", f->at.col);
    buf_printf(out, ",title=quizctl %s::", f->rule);
    data(out, f->what);
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
            property(&p->out, c->path);
            buf_text(&p->out, ",title=quizctl::");
            data(&p->out, c->why.what);
            buf_char(&p->out, '\n');
        } else {
            findings_closing_line(c, p);
        }
    }
}
