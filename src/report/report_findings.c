/*
 * report_findings.c - keep findings, put them in order, and write them as text.
 *
 * The other ways to write them: report_findings_<name>.c.
 */
#include "report_findings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/text.h"

/* --- keeping --- */

static const char *kept(struct checked *c, const char *text)
{
    return arena_text(&c->arena, text, strlen(text));
}

/* One file has many findings, and its name is kept once for a run of them. */
static const char *kept_path(struct checked *c, const char *path)
{
    const char *last = c->count > 0 ? c->found[c->count - 1].at.path : NULL;
    return last != NULL && strcmp(last, path) == 0 ? last : kept(c, path);
}

static void take(struct diag_sink *sink, const struct diag *d)
{
    struct checked *c = (struct checked *)sink;
    struct finding f = {
        .level = d->level,
        .at = {kept_path(c, d->at.path), d->at.line, d->at.col},
        .rule = kept(c, d->rule != NULL ? d->rule : ""),
        .what = kept(c, d->what),
        .turn = c->count,
    };
    MEM_ROOM(c->found, c->count, c->cap);
    c->found[c->count++] = f;
}

void checked_init(struct checked *c, const char *path)
{
    *c = (struct checked){.sink.take = take, .path = path};
}

static int by_place(const void *a, const void *b)
{
    const struct finding *x = a, *y = b;
    int order = strcmp(x->at.path, y->at.path);
    if (order != 0)
        return order;
    if (x->at.line != y->at.line)
        return x->at.line < y->at.line ? -1 : 1;
    if (x->at.col != y->at.col)
        return x->at.col < y->at.col ? -1 : 1;
    return (x->turn > y->turn) - (x->turn < y->turn);
}

void checked_sort(struct checked *c)
{
    if (c->count > 0)
        qsort(c->found, c->count, sizeof *c->found, by_place);
}

void checked_release(struct checked *c)
{
    free(c->found);
    arena_release(&c->arena);
    *c = (struct checked){0};
}

/* --- writing --- */

const char *findings_level(enum diag_level level)
{
    return level == DIAG_ERROR ? "error" : "warning";
}

static void add_count(struct buf *line, size_t n, const char *one)
{
    buf_printf(line, ", %zu %s%s", n, one, n == 1 ? "" : "s");
}

void findings_closing_line(const struct checked *c, struct page *p)
{
    struct buf line = {0};
    if (c->is_unread) {
        report_err(p, &c->why);
        return;
    }
    if (c->sink.errors == 0)
        add_count(&line, c->questions, "question");
    add_count(&line, c->sink.errors, "error");
    add_count(&line, c->sink.warnings, "warning");
    text_clean_path(&p->out, c->path);
    buf_printf(&p->out, ": %s\n", buf_str(&line) + 2);
    buf_release(&line);
}

void findings_write_text(const struct findings *f, struct page *p)
{
    for (size_t b = 0; b < f->bank_count; b++) {
        const struct checked *c = &f->banks[b];
        for (size_t i = 0; i < c->count; i++) {
            struct diag d = {.level = c->found[i].level,
                             .at = c->found[i].at,
                             .rule = c->found[i].rule};
            snprintf(d.what, sizeof d.what, "%s", c->found[i].what);
            report_diag(p, &d);
        }
        if (!c->is_unread || f->bank_count > 1) /* else main says it */
            findings_closing_line(c, p);
    }
}

const struct findings_format findings_formats[] = {
    {"text",   findings_write_text  },
    {"json",   findings_write_json  },
    {"sarif",  findings_write_sarif },
    {"github", findings_write_github},
    {NULL,     NULL                 },
};

const struct findings_format *findings_format_find(const char *name)
{
    for (const struct findings_format *f = findings_formats; f->name != NULL; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}
