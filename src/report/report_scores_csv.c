/*
 * report_scores_csv.c - scores for a spreadsheet: a header and a row for each candidate.
 *
 * Safe before lossless, for it is opened by a person and printed in logs: text passes
 * the sanitiser and csv_put_text, which disarms formulas. The name is always in quotes,
 * so a line never begins with what a CI runner would take for a command. The lossless
 * way is JSON.
 */
#include <inttypes.h>
#include <string.h>

#include "quizctl/csv.h"
#include "quizctl/text.h"
#include "report_scores.h"

static const char *const columns[] = {
    "candidate", "status", "points", "possible", "percent", "passed",
    "right",     "wrong",  "blank",  "file",     "line",    "problem",
};

enum { FIGURES = 7 }; /* columns from points to blank */

/* Is it written as it is? A no only means that it needs a closer look. */
static bool is_plain(const char *text)
{
    size_t len = 0;
    while (text[len] > '#' && text[len] <= '~' && text[len] != ',')
        len++;
    return text[len] == '\0' && strchr("+-=@", text[0]) == NULL;
}

static void put_text(struct buf *out, const char *text)
{
    if (is_plain(text)) {
        buf_text(out, text);
        return;
    }
    struct buf clean = {0};
    text_clean(&clean, text, strlen(text), TEXT_LINE);
    csv_put_text(out, buf_str(&clean));
    buf_release(&clean);
}

/* The same, always in quotes. */
static void put_quoted(struct buf *out, const char *text)
{
    struct buf cell = {0};
    if (is_plain(text)) {
        buf_char(out, '"');
        buf_text(out, text);
        buf_char(out, '"');
        return;
    }
    put_text(&cell, text);
    const char *around = buf_str(&cell)[0] == '"' ? "" : "\"";
    buf_printf(out, "%s%s%s", around, buf_str(&cell), around);
    buf_release(&cell);
}

static void put_decimal(struct buf *out, int64_t n, int places)
{
    buf_decimal(out, n, places);
    csv_next(out);
}

static void put_count(struct buf *out, uint64_t n)
{
    buf_count(out, n);
    csv_next(out);
}

static void put_figures(struct scores_state *s, struct buf *out, const struct result *r)
{
    const struct tally *t = &r->tally;
    put_decimal(out, t->points, 3);
    put_decimal(out, t->possible, 3);
    put_decimal(out, tally_percent(t), 2);
    if (scores_has_mark(s))
        buf_text(out, scores_passed(s, r) ? "true" : "false");
    csv_next(out);
    put_count(out, t->right);
    put_count(out, t->wrong);
    put_count(out, t->blank);
}

/* "3:14 [rule] message | 3:20 [rule] message". */
static void put_problems(struct buf *out, const struct result *r)
{
    struct buf all = {0};
    for (size_t i = 0; i < r->problem_count; i++) {
        const struct diag *d = &r->problems[i];
        buf_text(&all, i > 0 ? " | " : "");
        if (d->at.line > 0)
            buf_printf(&all, "%" PRIu32 ":%" PRIu32 " ", d->at.line, d->at.col);
        buf_printf(&all, "[%s] %s", d->rule, d->what);
    }
    put_text(out, buf_str(&all));
    buf_release(&all);
}

void scores_csv_begin(struct scores_state *s)
{
    struct buf *out = &s->page->out;
    for (size_t i = 0; i < COUNT(columns); i++) {
        if (i > 0)
            csv_next(out);
        csv_put_text(out, columns[i]);
    }
    csv_end(out);
}

void scores_csv_result(struct scores_state *s, const struct result *r)
{
    struct buf *out = &s->page->out;
    bool is_graded = r->status == RESULT_GRADED;

    put_quoted(out, r->candidate != NULL ? r->candidate : "");
    csv_next(out);
    csv_put_text(out, is_graded ? "graded" : "rejected");
    csv_next(out);
    if (is_graded)
        put_figures(s, out, r);
    else
        buf_fill(out, ',', FIGURES);
    put_text(out, r->at.path != NULL ? r->at.path : "");
    csv_next(out);
    if (r->at.line > 0)
        buf_count(out, r->at.line);
    csv_next(out);
    if (!is_graded)
        put_problems(out, r);
    csv_end(out);
}

void scores_csv_end(struct scores_state *s)
{
    (void)s;
}
