/*
 * report_stats.c - the table of ways to write statistics, and the one for a person.
 *
 * In:   a summary.
 * Out:  the test as a whole, its totals, a line for each question, and what was found.
 *
 * A table where the page is wide enough, else a few words for each question, so that
 * nothing has to be looked up in a header that has scrolled away. What the figures mean
 * is in stats.h; that there are few sheets is said beside them.
 */
#include "report_stats.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

const struct stats_format stats_formats[] = {
    {"text",            stats_text_write},
    {"json",                 stats_json_write},
    {"csv",stats_csv_write},
    {"html",             stats_html_write},
    {0                },
};

const struct stats_format *stats_format_find(const char *name)
{
    for (const struct stats_format *f = stats_formats; f->name != NULL; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}

static double power_of_ten(int exponent)
{
    double power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

int64_t figure_decimal(struct figure f, int *places)
{
    while (*places > 0 && fabs(f.value) * power_of_ten(*places) >= 9e15)
        --*places;
    return (int64_t)llround(f.value * power_of_ten(*places));
}

/* --- figures as text --- */

static struct stats_cell count_cell(uint64_t n)
{
    struct stats_cell c;
    snprintf(c.text, sizeof c.text, "%" PRIu64, n);
    return c;
}

struct stats_cell stats_fixed(struct figure f, int places)
{
    struct stats_cell c = {"-"};
    if (f.why != NULL)
        return c;
    int64_t n = figure_decimal(f, &places), size = n < 0 ? -n : n;
    int64_t scale = (int64_t)power_of_ten(places);
    char tail[24]; /* a 1 before the decimals keeps their zeros; the point replaces it */
    snprintf(tail, sizeof tail, "%" PRId64, scale + size % scale);
    tail[0] = places > 0 ? '.' : '\0';
    snprintf(c.text, sizeof c.text, "%s%" PRId64 "%s", n < 0 ? "-" : "", size / scale,
             tail);
    return c;
}

struct stats_cell stats_percent(struct figure share)
{
    share.value *= 100;
    return stats_fixed(share, 1);
}

/* --- the test --- */

static void put_head(struct page *p, const struct summary *s)
{
    struct buf line = {0};
    page_heading(p, s->bank_title);
    buf_printf(&line, "%" PRIu64 " sheet%s", s->graded, s->graded == 1 ? "" : "s");
    if (s->rejected > 0)
        buf_printf(&line, " (%" PRIu64 " more rejected and not in the figures)",
                   s->rejected);
    buf_printf(&line, ", %zu question%s of bank %s, policy %s.", s->question_count,
               s->question_count == 1 ? "" : "s", s->bank_id, policy_name(s->policy));
    page_words(p, PAGE_PLAIN, "", 0, buf_str(&line));
    buf_release(&line);
}

static void put_rough(struct page *p, const struct summary *s, const struct stats_test *t)
{
    struct buf line = {0};
    if (!t->is_rough || t->noise.why != NULL)
        return;
    buf_printf(&line,
               "%" PRIu64 " sheet%s: rough. By chance alone a correlation may be off by "
               "%s. From %d sheets on figures begin to hold.",
               s->graded, s->graded == 1 ? "" : "s", stats_fixed(t->noise, 2).text,
               STATS_FEW);
    page_words(p, PAGE_WARN, "", 0, buf_str(&line));
    buf_release(&line);
}

/* "mean  41.20 of 65 marks" or "alpha  -  the test has a single question". */
static void put_row(struct page_table *t, const char *name, struct figure f,
                    const char *unit, bool is_rough)
{
    struct buf tail = {0};
    page_table_cell(t, name);
    page_table_cell(t, stats_fixed(f, 2).text);
    buf_text(&tail, f.why != NULL ? f.why : unit);
    if (f.why == NULL && is_rough)
        buf_text(&tail, *unit != '\0' ? " (rough)" : "(rough)");
    page_table_cell(t, buf_str(&tail));
    buf_release(&tail);
}

static void put_test(struct page *p, const struct summary *s, const struct stats_test *t)
{
    struct page_table rows = {.page = p, .align = "lrl", .columns = 3};
    struct buf unit = {0};
    buf_printf(&unit, "of %zu marks", s->question_count);
    page_blank(p);
    put_row(&rows, "Mean", t->mean, buf_str(&unit), t->is_rough);
    put_row(&rows, "Standard deviation", t->sd, "marks", t->is_rough);
    put_row(&rows, t->is_kr20 ? "Reliability, KR-20" : "Reliability, alpha", t->alpha, "",
            t->is_rough);
    put_row(&rows, "Error of measurement", t->sem, "marks", t->is_rough);
    page_table_finish(&rows);
    buf_release(&unit);
}

/* --- totals --- */

enum { TABLE_COLUMNS = 72 }; /* a narrower page has no room for tables of figures */
enum { MOST_ROWS = 20, BAR_COLUMNS = 30, LEAST_BAR = 8 };

uint64_t stats_sheets(const struct summary *s, size_t from, size_t count)
{
    uint64_t sheets = 0;
    for (size_t b = from; b < from + count && b < s->bin_count; b++)
        sheets += s->bins[b];
    return sheets;
}

void stats_range(struct buf *range, const struct summary *s, size_t from, size_t count)
{
    int64_t most = (int64_t)s->question_count * MARK;
    int64_t low = (int64_t)from * s->step, high = low + (int64_t)count * s->step;
    int64_t least_part = s->step >= MARK ? MARK : MARK / 10;
    high = high - least_part < most ? high - least_part : most;
    buf_decimal(range, low, 3);
    if (high > low) {
        buf_text(range, " to ");
        buf_decimal(range, high, 3);
    }
}

size_t stats_row_bins(const struct summary *s)
{
    return (s->bin_count + MOST_ROWS - 1) / MOST_ROWS;
}

static void put_totals(struct page *p, const struct summary *s)
{
    struct page_table rows = {.page = p, .align = "rrl", .columns = 3};
    struct buf bar = {0}, range = {0};
    size_t width = stats_row_bins(s);
    int bar_columns =
        p->columns == 0 || p->columns >= TABLE_COLUMNS ? BAR_COLUMNS : LEAST_BAR;
    uint64_t most = 1;
    for (size_t b = 0; b < s->bin_count; b += width)
        if (stats_sheets(s, b, width) > most)
            most = stats_sheets(s, b, width);

    page_heading(p, "Totals in marks");
    page_table_cell(&rows, "marks");
    page_table_cell(&rows, "sheets");
    page_table_cell(&rows, "");
    for (size_t b = 0; b < s->bin_count; b += width) {
        uint64_t sheets = stats_sheets(s, b, width);
        buf_clear(&range);
        stats_range(&range, s, b, width);
        page_table_cell(&rows, buf_str(&range));
        page_table_cell(&rows, count_cell(sheets).text);
        buf_clear(&bar);
        buf_fill(&bar, '#', (size_t)((double)sheets / (double)most * bar_columns + 0.5));
        page_table_cell(&rows, buf_str(&bar));
    }
    page_table_finish(&rows);
    buf_release(&bar);
    buf_release(&range);
}

/* --- questions --- */

static void put_question_table(struct page *p, const struct summary *s)
{
    static const char *const head[] = {"answered", "blank", "p",       "rest",
                                       "total",    "D",     "question"};
    struct page_table rows = {.page = p, .align = "rrrrrrl", .columns = COUNT(head)};
    for (size_t i = 0; i < COUNT(head); i++)
        page_table_cell(&rows, head[i]);
    for (size_t i = 0; i < s->question_count; i++) {
        struct stats_question q = stats_question(s, i);
        page_table_cell(&rows, count_cell(s->graded - s->questions[i].blank).text);
        page_table_cell(&rows, count_cell(s->questions[i].blank).text);
        page_table_cell(&rows, stats_fixed(q.facility, 2).text);
        page_table_cell(&rows, stats_fixed(q.item_rest, 2).text);
        page_table_cell(&rows, stats_fixed(q.item_total, 2).text);
        page_table_cell(&rows, stats_fixed(q.discrimination, 2).text);
        page_table_cell(&rows, s->questions[i].id);
    }
    page_table_finish(&rows);
}

static void put_question_words(struct page *p, const struct summary *s)
{
    struct buf line = {0};
    for (size_t i = 0; i < s->question_count; i++) {
        struct stats_question q = stats_question(s, i);
        buf_clear(&line);
        buf_printf(
            &line,
            "%" PRIu64 " answered, %" PRIu64 " blank, p %s, rest %s, total %s, D %s",
            s->graded - s->questions[i].blank, s->questions[i].blank,
            stats_fixed(q.facility, 2).text, stats_fixed(q.item_rest, 2).text,
            stats_fixed(q.item_total, 2).text, stats_fixed(q.discrimination, 2).text);
        page_words(p, PAGE_PLAIN, "", 2, s->questions[i].id);
        page_words(p, PAGE_PLAIN, "  ", 2, buf_str(&line));
    }
    buf_release(&line);
}

/* Is a figure of some question not defined? */
static bool has_undefined(const struct summary *s)
{
    for (size_t i = 0; i < s->question_count; i++) {
        struct stats_question q = stats_question(s, i);
        if (q.item_rest.why != NULL || q.item_total.why != NULL)
            return true;
    }
    return false;
}

static void put_questions(struct page *p, const struct summary *s)
{
    page_heading(p, "Questions");
    if (p->columns == 0 || p->columns >= TABLE_COLUMNS)
        put_question_table(p, s);
    else
        put_question_words(p, s);
    page_blank(p);
    page_words(p, PAGE_QUIET, "", 0,
               "p: mean share of the mark. rest: correlation with the rest of the test. "
               "total: with the whole test. D: upper minus lower 27 %.");
    if (has_undefined(s))
        page_words(p, PAGE_QUIET, "", 0, "-: not defined; --format json says why.");
}

/* --- options --- */

static void put_options(struct page *p, const struct stats_view *view, size_t question)
{
    const struct summary_question *q = &view->summary->questions[question];
    for (size_t i = 0; i < q->option_count; i++) {
        const struct summary_option *o = &q->options[i];
        struct stats_option f = stats_option(view->summary, question, i);
        struct buf line = {0};
        buf_printf(&line, "%s%s: picked by %" PRIu64 " (%s %%), mean total %s, rest %s",
                   o->id, view->show_key && o->is_key ? " (right)" : "", o->picked,
                   stats_percent(f.share).text, stats_fixed(f.mean_total, 2).text,
                   stats_fixed(f.rest, 2).text);
        page_words(p, PAGE_PLAIN, "  ", 4, buf_str(&line));
        buf_release(&line);
    }
}

static void put_all_options(struct page *p, const struct stats_view *view)
{
    page_heading(p, "Options");
    for (size_t i = 0; i < view->summary->question_count; i++) {
        if (view->summary->questions[i].option_count == 0)
            continue;
        page_words(p, PAGE_PLAIN, "", 2, view->summary->questions[i].id);
        put_options(p, view, i);
    }
}

/* --- findings --- */

static void put_finding(struct page *p, const struct stats_view *view, size_t question,
                        enum stats_finding f, size_t option)
{
    const struct summary_question *q = &view->summary->questions[question];
    struct buf line = {0};
    buf_printf(&line, "%s: %s", stats_finding_name(f), stats_finding_about(f));
    if (f != STATS_NEGATIVE_DISCRIMINATION)
        buf_printf(&line, ": %s", q->options[option].id);
    if (view->summary->graded < STATS_FEW)
        buf_printf(&line, " (%" PRIu64 " sheet%s: rough)", view->summary->graded,
                   view->summary->graded == 1 ? "" : "s");
    page_words(p, f == STATS_SUSPECT_KEY ? PAGE_BAD : PAGE_WARN, "  ", 4, buf_str(&line));
    buf_release(&line);
}

static void put_findings(struct page *p, const struct stats_view *view)
{
    const struct summary *s = view->summary;
    size_t option = 0, found = 0;
    page_heading(p, "Findings");
    for (size_t i = 0; i < s->question_count; i++) {
        bool is_named = false;
        for (int f = 0; f < STATS_FINDINGS; f++) {
            if (!stats_has(s, i, (enum stats_finding)f, &option))
                continue;
            if (!is_named)
                page_words(p, PAGE_PLAIN, "", 2, s->questions[i].id);
            put_finding(p, view, i, (enum stats_finding)f, option);
            is_named = true;
            found++;
        }
        if (is_named && !view->all_options)
            put_options(p, view, i);
    }
    if (found == 0)
        page_words(p, PAGE_GOOD, "", 0, s->graded > 0 ? "None." : "No sheet was graded.");
}

void stats_text_write(struct page *p, const struct stats_view *view)
{
    const struct summary *s = view->summary;
    const struct stats_test t = stats_test(s);
    put_head(p, s);
    put_rough(p, s, &t);
    put_test(p, s, &t);
    put_totals(p, s);
    put_questions(p, s);
    if (view->all_options)
        put_all_options(p, view);
    put_findings(p, view);
}
