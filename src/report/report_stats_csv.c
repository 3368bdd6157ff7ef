/*
 * report_stats_csv.c - statistics for a spreadsheet: a row for each question, and below
 * it one for each of its options, told apart by the column `option`.
 *
 * A cell is empty where a figure is not defined or none of the row's kind.
 */
#include <inttypes.h>

#include "quizctl/csv.h"
#include "report_stats.h"

static const char *const columns[] = {
    "question", "option", "count",          "blank",    "share",  "mean_total",
    "rest",     "total",  "discrimination", "findings", "sheets",
};

static void put_count(struct buf *out, uint64_t n)
{
    buf_printf(out, "%" PRIu64, n);
    csv_next(out);
}

static void put_figure(struct buf *out, struct figure f)
{
    int places = FIGURE_PLACES;
    int64_t n = figure_decimal(f, &places);
    if (f.why == NULL)
        buf_decimal(out, n, places);
    csv_next(out);
}

static void put_findings(struct buf *out, const struct summary *s, size_t question)
{
    struct buf all = {0};
    for (int f = 0; f < STATS_FINDINGS; f++)
        if (stats_has(s, question, (enum stats_finding)f, NULL))
            buf_printf(&all, "%s%s", all.len > 0 ? " " : "",
                       stats_finding_name((enum stats_finding)f));
    csv_put_text(out, buf_str(&all));
    csv_next(out);
    buf_release(&all);
}

static void put_question(struct buf *out, const struct summary *s, size_t i)
{
    struct stats_question f = stats_question(s, i);
    csv_put_text(out, s->questions[i].id);
    csv_next(out);
    csv_next(out);
    put_count(out, s->graded - s->questions[i].blank);
    put_count(out, s->questions[i].blank);
    put_figure(out, f.facility);
    csv_next(out);
    put_figure(out, f.item_rest);
    put_figure(out, f.item_total);
    put_figure(out, f.discrimination);
    put_findings(out, s, i);
    buf_printf(out, "%" PRIu64, s->graded);
    csv_end(out);
}

static void put_option(struct buf *out, const struct stats_view *view, size_t question,
                       size_t i)
{
    const struct summary_question *q = &view->summary->questions[question];
    struct stats_option f = stats_option(view->summary, question, i);
    csv_put_text(out, q->id);
    csv_next(out);
    csv_put_text(out, q->options[i].id);
    csv_next(out);
    put_count(out, q->options[i].picked);
    csv_next(out);
    put_figure(out, f.share);
    put_figure(out, f.mean_total);
    put_figure(out, f.rest);
    csv_next(out);
    csv_next(out);
    if (view->show_key && q->options[i].is_key)
        csv_put_text(out, "key");
    csv_next(out);
    buf_printf(out, "%" PRIu64, view->summary->graded);
    csv_end(out);
}

void stats_csv_write(struct page *p, const struct stats_view *view)
{
    struct buf *out = &p->out;
    for (size_t i = 0; i < COUNT(columns); i++) {
        if (i > 0)
            csv_next(out);
        csv_put_text(out, columns[i]);
    }
    csv_end(out);
    for (size_t i = 0; i < view->summary->question_count; i++) {
        put_question(out, view->summary, i);
        for (size_t k = 0; k < view->summary->questions[i].option_count; k++)
            put_option(out, view, i, k);
    }
}
