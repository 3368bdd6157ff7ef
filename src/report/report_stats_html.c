/*
 * report_stats_html.c - statistics as a page: what was found, the test as a whole, its
 * totals, all questions in one picture, then each question with its options.
 *
 * Findings come first: they are what somebody has to act on. The numbers are those of
 * the other formats.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chart.h"
#include "html_style.h"
#include "quizctl/html.h"
#include "quizctl/mem.h"
#include "report_stats.h"

/* What is written of a summary, and where. */
struct stats_page {
    struct html html;
    const struct stats_view *view;
    const struct summary *summary;
};

/* The place of a question in the page, for links: "#q12". */
struct anchor {
    char link[24];
};

static struct anchor anchor(size_t question)
{
    struct anchor a;
    snprintf(a.link, sizeof a.link, "#q%zu", question + 1);
    return a;
}

/* The name of QUESTION, leading to its options where it has some. */
static void put_name(struct stats_page *p, size_t question)
{
    const struct summary_question *q = &p->summary->questions[question];
    if (q->option_count > 0)
        html_leaf(&p->html, "a", q->id, "href", anchor(question).link, NULL);
    else
        html_text(&p->html, q->id);
}

static const char *plural(uint64_t n)
{
    return n == 1 ? "" : "s";
}

/* --- head --- */

static void put_head(struct stats_page *p)
{
    const struct summary *s = p->summary;
    const struct stats_test t = stats_test(s);
    html_open(&p->html, "p", "class", "quiet", NULL);
    html_printf(&p->html, "Item statistics of %" PRIu64 " sheet%s", s->graded,
                plural(s->graded));
    if (s->rejected > 0)
        html_printf(&p->html, " (%" PRIu64 " more rejected and not in the figures)",
                    s->rejected);
    html_printf(&p->html, ", %zu question%s of bank %s, policy %s.", s->question_count,
                plural(s->question_count), s->bank_id, policy_name(s->policy));
    html_close(&p->html);
    if (!t.is_rough || t.noise.why != NULL)
        return;
    html_open(&p->html, "p", NULL);
    html_leaf(&p->html, "b", "Few sheets:", "class", "warn", NULL);
    html_printf(&p->html,
                " every figure is rough. By chance alone a correlation may be off by %s. "
                "From %d sheets on figures begin to hold.",
                stats_fixed(t.noise, 2).text, STATS_FEW);
    html_close(&p->html);
}

static void put_tile(struct stats_page *p, const char *name, struct figure f,
                     const char *unit)
{
    html_open(&p->html, "div", NULL);
    html_leaf(&p->html, "dt", name, NULL);
    if (f.why != NULL) {
        html_leaf(&p->html, "dd", f.why, "class", "why", NULL);
    } else {
        html_open(&p->html, "dd", NULL);
        html_printf(&p->html, "%s%s", stats_fixed(f, 2).text, unit);
        html_close(&p->html);
    }
    html_close(&p->html);
}

static void put_test(struct stats_page *p)
{
    const struct stats_test t = stats_test(p->summary);
    struct buf unit = {0};
    buf_printf(&unit, " of %zu", p->summary->question_count);
    html_open(&p->html, "dl", "class", "tiles", NULL);
    put_tile(p, "mean, in marks", t.mean, buf_str(&unit));
    put_tile(p, "standard deviation", t.sd, "");
    put_tile(p, t.is_kr20 ? "reliability, KR-20" : "reliability, alpha", t.alpha, "");
    put_tile(p, "error of measurement", t.sem, "");
    html_close(&p->html);
    buf_release(&unit);
}

/* --- findings --- */

static bool has_any(const struct summary *s, size_t question)
{
    for (int f = 0; f < STATS_FINDINGS; f++)
        if (stats_has(s, question, (enum stats_finding)f, NULL))
            return true;
    return false;
}

static bool is_suspect(const struct summary *s, size_t question)
{
    return stats_has(s, question, STATS_SUSPECT_KEY, NULL);
}

/* A suspect key is a cross, what else was found a diamond. */
static enum chart_mark mark_of(const struct summary *s, size_t question)
{
    return is_suspect(s, question) ? CHART_CROSS
           : has_any(s, question)  ? CHART_DIAMOND
                                   : CHART_DOT;
}

/* All that QUESTION has against it, a paragraph each. */
static void put_reasons(struct stats_page *p, size_t question)
{
    const struct summary_question *q = &p->summary->questions[question];
    for (int f = 0; f < STATS_FINDINGS; f++) {
        size_t option = q->option_count;
        if (!stats_has(p->summary, question, (enum stats_finding)f, &option))
            continue;
        html_open(&p->html, "p", NULL);
        html_leaf(&p->html, "b", stats_finding_name((enum stats_finding)f), "class",
                  f == STATS_SUSPECT_KEY ? "bad" : "warn", NULL);
        html_printf(&p->html, ": %s", stats_finding_about((enum stats_finding)f));
        if (option < q->option_count) {
            html_text(&p->html, ": ");
            html_leaf(&p->html, "code", q->options[option].id, NULL);
        }
        html_close(&p->html);
    }
}

/* The gravest first: those with a suspect key, then the others. */
static void put_findings(struct stats_page *p)
{
    const struct summary *s = p->summary;
    size_t found = 0;
    html_leaf(&p->html, "h2", "Findings", NULL);
    html_open(&p->html, "ul", "class", "findings", NULL);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < s->question_count; i++) {
            if (!has_any(s, i) || is_suspect(s, i) != (pass == 0))
                continue;
            html_open(&p->html, "li", "class", pass == 0 ? "bad" : NULL, NULL);
            put_name(p, i);
            put_reasons(p, i);
            html_close(&p->html);
            found++;
        }
    }
    if (found == 0)
        html_leaf(&p->html, "li",
                  s->graded > 0 ? "None: no question has a suspect key, a negative "
                                  "discrimination or an option that nobody picked."
                                : "No sheet was graded.",
                  NULL);
    html_close(&p->html);
}

/* --- totals --- */

static void put_total_table(struct stats_page *p, const struct chart_column *columns,
                            size_t count)
{
    static const char *const heads[] = {"marks", "sheets"};
    struct html_table t;
    chart_numbers_begin(&p->html);
    html_table_begin(&t, &p->html, "Sheets by total", "lr", heads);
    for (size_t i = 0; i < count; i++) {
        html_table_cell(&t, columns[i].label);
        html_table_cell(&t, html_number(columns[i].value, 0).text);
    }
    html_table_end(&t);
    chart_numbers_end(&p->html);
}

static void put_totals(struct stats_page *p)
{
    const struct summary *s = p->summary;
    size_t width = stats_row_bins(s), count = 0;
    struct chart_column *columns = mem_get((s->bin_count + 1) * sizeof *columns);
    struct arena labels = {0};
    struct buf text = {0};
    uint64_t most = 0;
    for (size_t b = 0; b < s->bin_count; b += width) {
        uint64_t sheets = stats_sheets(s, b, width);
        buf_clear(&text);
        stats_range(&text, s, b, width);
        columns[count].label = arena_text(&labels, buf_str(&text), text.len);
        columns[count++].value = (double)sheets;
        most = sheets > most ? sheets : most;
    }

    struct chart_axis up = chart_axis_counts("sheets", (double)most);
    buf_clear(&text);
    buf_printf(&text,
               "How many of %" PRIu64 " sheets have which total, in marks. Most, "
               "%" PRIu64 ", stand in one column.",
               s->graded, most);
    html_leaf(&p->html, "h2", "Totals in marks", NULL);
    chart_columns(&p->html, "Sheets by total", buf_str(&text), &up, columns, count);
    put_total_table(p, columns, count);
    buf_release(&text);
    arena_release(&labels);
    free(columns);
}

/* --- all questions in one picture --- */

static void put_legend(struct stats_page *p)
{
    static const char *const words[] = {"nothing found", "a finding", "suspect key"};
    html_open(&p->html, "ul", "class", "legend", NULL);
    for (int i = 0; i < (int)COUNT(words); i++) {
        html_open(&p->html, "li", NULL);
        chart_sign(&p->html, (enum chart_mark)i);
        html_text(&p->html, words[i]);
        html_close(&p->html);
    }
    html_close(&p->html);
}

/* Numbers stand beside those that something was found of. */
static void put_picture(struct stats_page *p)
{
    const struct summary *s = p->summary;
    struct chart_axis across = {"facility: mean share of the mark", 0, 1, 0.25, 2};
    struct chart_axis up = {"correlation with the rest of the test", -0.5, 1, 0.5, 1};
    struct chart_point *points = mem_get((s->question_count + 1) * sizeof *points);
    struct arena texts = {0};
    size_t count = 0;
    for (size_t i = 0; i < s->question_count; i++) {
        struct stats_question q = stats_question(s, i);
        struct buf about = {0};
        if (q.facility.why != NULL || q.item_rest.why != NULL)
            continue;
        if (q.item_rest.value < up.from)
            up.from = -1;
        buf_printf(&about, "%zu. %s: facility %s, rest %s", i + 1, s->questions[i].id,
                   stats_fixed(q.facility, 2).text, stats_fixed(q.item_rest, 2).text);
        points[count++] = (struct chart_point){
            .x = q.facility.value,
            .y = q.item_rest.value,
            .mark = mark_of(s, i),
            .about = arena_text(&texts, buf_str(&about), about.len),
            .label = has_any(s, i) ? arena_text(&texts, anchor(i).link + 2,
                                                strlen(anchor(i).link + 2))
                                   : NULL,
        };
        buf_release(&about);
    }
    html_leaf(&p->html, "h2", "Facility by discrimination", NULL);
    html_leaf(
        &p->html, "p",
        "On the left what few can, on the right what all can. High up who does well "
        "elsewhere does well here too; below 0 it is the other way round.",
        "class", "note", NULL);
    chart_points(&p->html, "Facility by discrimination",
                 "Each question by its mean share of the mark and its correlation with "
                 "the rest of the test. The table of questions has the same numbers.",
                 &across, &up, false, points, count);
    put_legend(p);
    arena_release(&texts);
    free(points);
}

/* --- questions --- */

static void put_question_table(struct stats_page *p)
{
    static const char *const heads[] = {"question", "p", "",         "rest",
                                        "total",    "D", "answered", "blank"};
    const struct summary *s = p->summary;
    struct html_table t;
    html_leaf(&p->html, "h2", "Questions", NULL);
    html_leaf(&p->html, "p",
              "p: mean share of the mark. rest: correlation with the rest of the test. "
              "total: with the whole test. D: upper minus lower 27 %. "
              "-: not defined; --format json says why.",
              "class", "note", NULL);
    html_table_begin(&t, &p->html, "Figures of each question", "lrbrrrrr", heads);
    for (size_t i = 0; i < s->question_count; i++) {
        struct stats_question q = stats_question(s, i);
        html_table_cell_begin(&t);
        html_printf(&p->html, "%zu. ", i + 1);
        put_name(p, i);
        html_table_cell_end(&t);
        html_table_cell(&t, stats_fixed(q.facility, 2).text);
        html_table_cell_begin(&t);
        chart_bar(&p->html, q.facility.value, mark_of(s, i));
        html_table_cell_end(&t);
        html_table_cell(&t, stats_fixed(q.item_rest, 2).text);
        html_table_cell(&t, stats_fixed(q.item_total, 2).text);
        html_table_cell(&t, stats_fixed(q.discrimination, 2).text);
        html_table_cell(&t, html_count(s->graded - s->questions[i].blank).text);
        html_table_cell(&t, html_count(s->questions[i].blank).text);
    }
    html_table_end(&t);
}

/* Its options as bars: how many sheets picked each. */
static void put_options(struct stats_page *p, size_t question)
{
    static const char *const heads[] = {"option", "picked",     "share",
                                        "",       "mean total", "rest"};
    const struct summary_question *q = &p->summary->questions[question];
    struct html_table t;
    struct buf caption = {0};
    size_t suspect = q->option_count;
    stats_has(p->summary, question, STATS_SUSPECT_KEY, &suspect);
    buf_printf(&caption, "Who picked what in question %zu", question + 1);
    html_table_begin(&t, &p->html, buf_str(&caption), "lrrbrr", heads);
    for (size_t i = 0; i < q->option_count; i++) {
        struct stats_option o = stats_option(p->summary, question, i);
        html_table_cell_begin(&t);
        html_text(&p->html, q->options[i].id);
        if (p->view->show_key && q->options[i].is_key)
            html_leaf(&p->html, "b", " right", "class", "good", NULL);
        html_table_cell_end(&t);
        html_table_cell(&t, html_count(q->options[i].picked).text);
        html_table_cell_begin(&t);
        html_printf(&p->html, "%s %%", stats_percent(o.share).text);
        html_table_cell_end(&t);
        html_table_cell_begin(&t);
        chart_bar(&p->html, o.share.value, i == suspect ? CHART_CROSS : CHART_DOT);
        html_table_cell_end(&t);
        html_table_cell(&t, stats_fixed(o.mean_total, 2).text);
        html_table_cell(&t, stats_fixed(o.rest, 2).text);
    }
    html_table_end(&t);
    buf_release(&caption);
}

static void put_question(struct stats_page *p, size_t i)
{
    html_open(&p->html, "section", "class", "question", "id", anchor(i).link + 1, NULL);
    html_open(&p->html, "h3", NULL);
    html_printf(&p->html, "%zu. %s", i + 1, p->summary->questions[i].id);
    html_close(&p->html);
    put_reasons(p, i);
    put_options(p, i);
    html_close(&p->html);
}

/* Of every question that has some: an ordering or a matching has none. */
static void put_all_options(struct stats_page *p)
{
    html_leaf(&p->html, "h2", "Options", NULL);
    html_leaf(&p->html, "p",
              "Who picked what. mean total: of those who picked it, in marks. rest: "
              "correlation of picking it with the rest of the test; of a right option it "
              "is above 0, of a wrong one below.",
              "class", "note", NULL);
    for (size_t i = 0; i < p->summary->question_count; i++)
        if (p->summary->questions[i].option_count > 0)
            put_question(p, i);
}

static void put_figures(struct stats_page *p)
{
    html_leaf(&p->html, "h2", "The test", NULL);
    put_test(p);
    put_totals(p);
    put_picture(p);
    put_question_table(p);
    put_all_options(p);
}

void stats_html_write(struct page *out, const struct stats_view *view)
{
    struct stats_page p = {
        .html = {.out = &out->out}, .view = view, .summary = view->summary};
    html_begin(&p.html,
               &(struct html_head){.title = p.summary->bank_title, .style = html_style});
    put_head(&p);
    put_findings(&p);
    if (p.summary->graded > 0)
        put_figures(&p);
    html_end(&p.html);
}
