/*
 * report_scores_csv.c - scores for a spreadsheet: a header and a row for each candidate.
 *
 * Safe before lossless, for it is opened by a person and printed in logs: text passes
 * the sanitiser and csv_put_text, which disarms formulas. The name is always in quotes,
 * so a line never begins with what a CI runner would take for a command. The lossless
 * way is JSON. Attempts have columns of their own behind those of sheets.
 */
#include <inttypes.h>
#include <string.h>

#include "quizctl/csv.h"
#include "quizctl/stamp.h"
#include "quizctl/text.h"
#include "report_scores.h"

static const char *const columns[] = {
    "candidate", "status", "points", "possible", "percent", "passed",
    "right",     "wrong",  "blank",  "file",     "line",    "problem",
};

/* Behind them where attempts are written: how many answers were how sure, and the time
 * that all of those took whose time is known. */
static const char *const attempt_columns[] = {
    "attempt", "mode",   "bank", "started", "finished",
    "guess",   "unsure", "sure", "took_ms",
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

static void put_stamp(struct buf *out, int64_t at_ms)
{
    char text[STAMP_TEXT];
    stamp_text(text, at_ms);
    csv_next(out);
    buf_text(out, at_ms != 0 ? text : "");
}

static void put_attempt(struct buf *out, const struct result *r)
{
    const struct result_attempt *a = r->attempt;
    uint64_t sure[CONFIDENCE_SURE + 1] = {0};
    int64_t took_ms = 0;
    for (size_t i = 0; i < r->item_count; i++) {
        const struct result_asked *asked = r->items[i].asked;
        sure[asked->confidence]++;
        took_ms += asked->took_ms > 0 ? asked->took_ms : 0;
    }
    csv_next(out);
    buf_count(out, (uint64_t)a->id);
    csv_next(out);
    put_text(out, a->mode);
    csv_next(out);
    put_text(out, a->bank_id);
    put_stamp(out, a->started_ms);
    put_stamp(out, a->finished_ms);
    for (size_t i = CONFIDENCE_GUESS; i < COUNT(sure); i++) {
        csv_next(out);
        buf_count(out, sure[i]);
    }
    csv_next(out);
    buf_count(out, (uint64_t)took_ms);
}

void scores_csv_begin(struct scores_state *s)
{
    struct buf *out = &s->page->out;
    for (size_t i = 0; i < COUNT(columns); i++) {
        if (i > 0)
            csv_next(out);
        csv_put_text(out, columns[i]);
    }
    for (size_t i = 0; s->head->of_attempts && i < COUNT(attempt_columns); i++) {
        csv_next(out);
        csv_put_text(out, attempt_columns[i]);
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
    if (s->head->of_attempts)
        put_attempt(out, r);
    csv_end(out);
}

void scores_csv_end(struct scores_state *s)
{
    (void)s;
}
