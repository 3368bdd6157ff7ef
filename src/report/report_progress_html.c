/*
 * report_progress_html.c - progress as a page: what to do next, how it stands and where
 * it is going, days past and to come, how far "sure" can be trusted. The numbers are
 * those of `progress --format json`.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chart.h"
#include "html_style.h"
#include "quizctl/html.h"
#include "quizctl/mem.h"
#include "quizctl/stamp.h"
#include "report_progress.h"

struct progress_page {
    struct html html;
    const struct progress_view *view;
    const struct mastery *mastery;
};

/* <tag class=CLASS> with what is in WORDS, which is empty afterwards. */
static void put_leaf(struct progress_page *p, const char *tag, const char *class,
                     struct buf *words)
{
    html_leaf(&p->html, tag, buf_str(words), "class", class, NULL);
    buf_clear(words);
}

static void put_command(struct progress_page *p, const char *option, const char *value)
{
    struct buf command = {0};
    progress_command(&command, p->view, option, value);
    put_leaf(p, "p", "command", &command);
    buf_release(&command);
}

/* --- what is read first --- */

static void put_tile(struct progress_page *p, const char *what, const char *value,
                     const char *of)
{
    html_open(&p->html, "div", NULL);
    html_leaf(&p->html, "dt", what, NULL);
    html_open(&p->html, "dd", NULL);
    html_text(&p->html, value);
    if (of != NULL)
        html_leaf(&p->html, "small", of, NULL);
    html_close(&p->html);
    html_close(&p->html);
}

static void put_tiles(struct progress_page *p)
{
    const struct mastery *m = p->mastery;
    struct buf of = {0};
    html_open(&p->html, "dl", "class", "tiles", NULL);
    buf_printf(&of, " of %zu", m->all.questions);
    put_tile(p, "questions seen", html_count(m->all.seen).text, buf_str(&of));
    buf_clear(&of);
    buf_printf(&of, " of %zu", m->all.all.answers);
    put_tile(p, "answered right", progress_share(mastery_share(m->all.all)).text,
             buf_str(&of));
    put_tile(p, "recall today", progress_share(m->all.recall).text, NULL);
    put_tile(p, m->streak == 1 ? "day in a row" : "days in a row",
             html_count(m->streak).text, NULL);
    html_close(&p->html);
    buf_release(&of);
}

static void put_next(struct progress_page *p)
{
    const struct mastery_group *weakest = mastery_weakest_clue(p->mastery);
    struct buf words = {0};
    html_leaf(&p->html, "h2", "Next", NULL);
    progress_due_text(&words, p->mastery);
    put_leaf(p, "p", NULL, &words);
    if (p->mastery->forecast[0] > 0)
        put_command(p, "--due", NULL);
    if (weakest != NULL) {
        progress_weakest_text(&words, weakest);
        put_leaf(p, "p", NULL, &words);
        put_command(p, mastery_kind_option(MASTERY_CLUE), weakest->id);
    }
    buf_release(&words);
}

/* --- by week --- */

/* "2 Nov": the first day of a week of the trend. */
static struct progress_day week_start(const struct mastery *m, size_t week)
{
    int64_t ago = (int64_t)(MASTERY_WEEKS - week) * WEEK_DAYS - 1;
    struct progress_day d = progress_day(m->today - ago);
    memmove(d.text, d.text + 4, strlen(d.text + 4) + 1);
    return d;
}

static void put_week_table(struct progress_page *p)
{
    static const char *const heads[] = {"seven days from", "answers", "right", "share"};
    struct html_table t;
    chart_numbers_begin(&p->html);
    html_table_begin(&t, &p->html, "Right by week", "lrrr", heads);
    for (size_t i = 0; i < MASTERY_WEEKS; i++) {
        struct mastery_count c = p->mastery->all.trend[i];
        html_table_cell(&t, week_start(p->mastery, i).text);
        html_table_cell(&t, html_count(c.answers).text);
        html_table_cell(&t, html_count(c.right).text);
        html_table_cell(&t, progress_share(mastery_share(c)).text);
    }
    html_table_end(&t);
    chart_numbers_end(&p->html);
}

static void put_weeks(struct progress_page *p)
{
    struct chart_axis up = chart_axis_share("share of answers that were right");
    struct chart_column weeks[MASTERY_WEEKS];
    struct progress_day labels[MASTERY_WEEKS];
    for (size_t i = 0; i < MASTERY_WEEKS; i++) {
        labels[i] = week_start(p->mastery, i);
        weeks[i] = (struct chart_column){
            .label = labels[i].text, .value = mastery_share(p->mastery->all.trend[i])};
    }
    html_leaf(&p->html, "h2", "Right by week", NULL);
    chart_line(
        &p->html, "Right by week",
        "The share of right answers in each of the last eight weeks, the latest on "
        "the right. A week without answers breaks the line.",
        &up, weeks, MASTERY_WEEKS);
    put_week_table(p);
}

/* --- groups --- */

static void put_group(struct progress_page *p, struct html_table *t,
                      const struct mastery_group *g)
{
    double trend[MASTERY_WEEKS];
    for (size_t i = 0; i < MASTERY_WEEKS; i++)
        trend[i] = mastery_share(g->trend[i]);
    html_table_cell_begin(t);
    html_text(&p->html, g->id);
    if (*g->title != '\0')
        html_leaf(&p->html, "small", g->title, "class", "title", NULL);
    html_table_cell_end(t);
    html_table_cell(t, progress_share(g->recall).text);
    html_table_cell_begin(t);
    chart_bar(&p->html, g->recall, CHART_DOT);
    html_table_cell_end(t);
    html_table_cell(t, progress_share(mastery_share(g->all)).text);
    html_table_cell_begin(t);
    chart_spark(&p->html, trend, MASTERY_WEEKS);
    html_table_cell_end(t);
    html_table_cell_begin(t);
    html_printf(&p->html, "%zu of %zu", g->seen, g->questions);
    html_table_cell_end(t);
    html_table_cell(t, html_count(g->all.answers).text);
}

/* From FROM up to END; those behind them are asked for by a click. */
static void put_group_rows(struct progress_page *p, enum mastery_kind kind,
                           const char *caption, size_t from, size_t end)
{
    const char *heads[] = {
        mastery_kind_name(kind), "recall", "", "right", "8 weeks", "seen", "answers"};
    struct html_table t;
    html_table_begin(&t, &p->html, caption, "lrbrlrr", heads);
    for (size_t i = from; i < end; i++)
        put_group(p, &t, &p->mastery->groups[kind][i]);
    html_table_end(&t);
}

static void put_groups(struct progress_page *p, enum mastery_kind kind)
{
    const struct mastery *m = p->mastery;
    size_t count = m->group_count[kind];
    size_t first =
        kind == MASTERY_DOMAIN || count <= 2 * PROGRESS_FEW ? count : PROGRESS_FEW;
    struct buf words = {0};
    if (count == 0)
        return;
    html_open(&p->html, "section", "class", "groups", NULL);
    buf_printf(&words, "By %s", mastery_kind_name(kind));
    put_leaf(p, "h2", NULL, &words);
    if (first < count)
        buf_printf(&words, "The weakest %zu of %zu %s", first, count,
                   mastery_kind_plural(kind));
    else
        buf_printf(&words, "All %zu %s", count, mastery_kind_plural(kind));
    put_group_rows(p, kind, buf_str(&words), 0, first);
    buf_clear(&words);
    if (first < count) {
        html_open(&p->html, "details", NULL);
        buf_printf(&words, "The other %zu %s", count - first, mastery_kind_plural(kind));
        html_leaf(&p->html, "summary", buf_str(&words), NULL);
        put_group_rows(p, kind, buf_str(&words), first, count);
        html_close(&p->html);
    }
    html_close(&p->html);
    buf_release(&words);
}

/* --- days --- */

static void put_calendar_table(struct progress_page *p)
{
    static const char *const heads[] = {"week of", "Mon", "Tue", "Wed",
                                        "Thu",     "Fri", "Sat", "Sun"};
    const struct mastery *m = p->mastery;
    struct html_table t;
    chart_numbers_begin(&p->html);
    html_table_begin(&t, &p->html, "Answers by day", "lrrrrrrr", heads);
    for (int64_t week = 0; week < MASTERY_CALENDAR; week++) {
        html_table_cell(&t, progress_day(m->first_day + week * WEEK_DAYS).text + 4);
        for (int64_t day = 0; day < WEEK_DAYS; day++) {
            int64_t at = week * WEEK_DAYS + day;
            bool is_past = m->first_day + at <= m->today;
            html_table_cell(&t, is_past ? html_count(m->calendar[at]).text : "");
        }
    }
    html_table_end(&t);
    chart_numbers_end(&p->html);
}

static void put_calendar(struct progress_page *p)
{
    const struct mastery *m = p->mastery;
    struct chart_day days[MASTERY_CALENDAR * WEEK_DAYS];
    const char *weeks[MASTERY_CALENDAR];
    struct progress_day months[MASTERY_CALENDAR];
    struct arena texts = {0};
    struct buf text = {0};
    for (int64_t i = 0; i < MASTERY_CALENDAR * WEEK_DAYS; i++) {
        buf_clear(&text);
        buf_printf(&text, "%s: %zu", progress_day(m->first_day + i).text, m->calendar[i]);
        bool is_past = m->first_day + i <= m->today;
        days[i] = (struct chart_day){arena_text(&texts, text.bytes, text.len),
                                     is_past ? (long)m->calendar[i] : -1};
    }
    for (int64_t w = 0; w < MASTERY_CALENDAR; w++) {
        int64_t last = m->first_day + w * WEEK_DAYS + WEEK_DAYS - 1;
        months[w] = progress_month(last);
        bool is_new = strcmp(months[w].text, progress_month(last - WEEK_DAYS).text) != 0;
        weeks[w] = is_new ? months[w].text : "";
    }
    html_leaf(&p->html, "h2", "Days with practice", NULL);
    buf_clear(&text);
    progress_streak_text(&text, m);
    put_leaf(p, "p", NULL, &text);
    chart_calendar(&p->html, "Answers by day",
                   "A square for each day of the last twelve weeks, the darker the more "
                   "answers.",
                   days, weeks, MASTERY_CALENDAR);
    put_calendar_table(p);
    buf_release(&text);
    arena_release(&texts);
}

static void put_forecast_table(struct progress_page *p)
{
    static const char *const heads[] = {"day", "reviews"};
    struct html_table t;
    chart_numbers_begin(&p->html);
    html_table_begin(&t, &p->html, "Reviews by day", "lr", heads);
    for (int i = 0; i < MASTERY_FORECAST; i++) {
        html_table_cell(&t, progress_day(p->mastery->today + i).text);
        html_table_cell(&t, html_count(p->mastery->forecast[i]).text);
    }
    html_table_end(&t);
    chart_numbers_end(&p->html);
}

static void put_forecast(struct progress_page *p)
{
    const struct mastery *m = p->mastery;
    struct chart_column days[MASTERY_FORECAST];
    struct progress_day labels[MASTERY_FORECAST];
    size_t most = 0;
    for (int i = 0; i < MASTERY_FORECAST; i++) {
        labels[i] = progress_day(m->today + i);
        days[i] = (struct chart_column){.label = i == 0 ? "today" : labels[i].text + 4,
                                        .value = (double)m->forecast[i]};
        most = m->forecast[i] > most ? m->forecast[i] : most;
    }
    struct chart_axis up = chart_axis_counts("questions", (double)most);
    html_leaf(&p->html, "h2", "Reviews to come", NULL);
    html_open(&p->html, "p", NULL);
    html_printf(&p->html,
                "When the schedule asks the questions seen again; what is overdue stands "
                "under today. %zu come later than this. Every answer moves them.",
                m->later);
    html_close(&p->html);
    chart_columns(&p->html, "Reviews by day",
                  "How many questions are due on each of the next fourteen days.", &up,
                  days, MASTERY_FORECAST);
    put_forecast_table(p);
}

/* --- confidence --- */

static void put_level_table(struct progress_page *p)
{
    static const char *const heads[] = {"", "stands for", "was right", "95 % interval",
                                        "answers"};
    struct html_table t;
    html_table_begin(&t, &p->html, "What was said, and how it turned out", "lrrrr",
                     heads);
    for (int c = CONFIDENCE_GUESS; c <= CONFIDENCE_SURE; c++) {
        const struct mastery_level *l = &p->mastery->levels[c];
        html_table_cell(&t, confidence_name((enum confidence)c));
        html_table_cell(&t, progress_share(l->said).text);
        html_table_cell(&t, progress_share(mastery_share(l->count)).text);
        html_table_cell_begin(&t);
        if (l->count.answers > 0)
            html_printf(&p->html, "%s to %s", progress_share(l->low).text,
                        progress_share(l->high).text);
        html_table_cell_end(&t);
        html_table_cell(&t, html_count(l->count.answers).text);
    }
    html_table_end(&t);
}

static void put_reliability(struct progress_page *p)
{
    struct chart_axis across = chart_axis_share("what was said");
    struct chart_axis up = chart_axis_share("what was right");
    struct chart_point points[CONFIDENCE_SURE];
    size_t count = 0;
    for (int c = CONFIDENCE_GUESS; c <= CONFIDENCE_SURE; c++) {
        const struct mastery_level *l = &p->mastery->levels[c];
        if (l->count.answers == 0)
            continue;
        points[count++] = (struct chart_point){
            .x = l->said,
            .y = mastery_share(l->count),
            .low = l->low,
            .high = l->high,
            .about = confidence_name((enum confidence)c),
            .label = confidence_name((enum confidence)c),
        };
    }
    chart_points(
        &p->html, "Reliability diagram",
        "For guess, unsure and sure: the probability it stands for across, the "
        "share that was right up, with its 95 % interval. On the diagonal the two "
        "agree; below it there was more confidence than knowledge.",
        &across, &up, true, points, count);
}

static void put_confidence(struct progress_page *p)
{
    const struct mastery *m = p->mastery;
    if (m->said.answers == 0)
        return;
    html_leaf(&p->html, "h2", "How sure, and how right", NULL);
    html_open(&p->html, "p", NULL);
    html_printf(&p->html,
                "Brier score %s of %zu answers: 0 is best, always saying 50 %% would be "
                "0.25. Points below the line: more confidence than knowledge.",
                html_number(m->brier, 3).text, m->said.answers);
    html_close(&p->html);
    put_reliability(p);
    put_level_table(p);
}

static void put_surprises(struct progress_page *p, const char *head, const char *note,
                          const struct mastery_surprise *list, size_t count)
{
    if (count == 0)
        return;
    html_leaf(&p->html, "h2", head, NULL);
    html_leaf(&p->html, "p", note, "class", "note", NULL);
    html_open(&p->html, "ul", NULL);
    for (size_t i = 0; i < count; i++) {
        html_open(&p->html, "li", NULL);
        html_text(&p->html, list[i].answer->question);
        if (*list[i].clue != '\0') {
            html_text(&p->html, ": ");
            html_leaf(&p->html, "q", list[i].clue, NULL);
        }
        html_close(&p->html);
    }
    html_close(&p->html);
}

/* --- all of it --- */

static void put_nothing(struct progress_page *p)
{
    html_leaf(&p->html, "p",
              "No answer to this bank is recorded yet. Practise, and come back:", NULL);
    put_command(p, "-n", "10");
}

static void put_all(struct progress_page *p)
{
    const struct mastery *m = p->mastery;
    put_tiles(p);
    put_next(p);
    put_weeks(p);
    for (int k = 0; k < MASTERY_KINDS; k++)
        put_groups(p, (enum mastery_kind)k);
    html_leaf(&p->html, "p",
              "recall: how likely what was seen is answered right today, by the review "
              "schedule. right: of all answers. 8 weeks: the share right by week.",
              "class", "note", NULL);
    put_calendar(p);
    put_forecast(p);
    put_confidence(p);
    put_surprises(p, "Lucky guesses",
                  "Right at last, but a guess. Beside each the words that decide it.",
                  m->lucky, m->lucky_count);
    put_surprises(p, "Misconceptions",
                  "Sure at last, but not right. Beside each the words that were missed.",
                  m->misconceptions, m->misconception_count);
    if (m->misconception_count > 0)
        put_command(p, "--missed", NULL);
}

void progress_html_write(struct page *out, const struct progress_view *view)
{
    struct progress_page p = {
        .html = {.out = &out->out}, .view = view, .mastery = view->mastery};
    char day[STAMP_DAY];
    stamp_day_text(day, view->mastery->today);
    html_begin(&p.html,
               &(struct html_head){.title = view->bank->title, .style = html_style});
    html_open(&p.html, "p", "class", "quiet", NULL);
    html_printf(&p.html, "Progress on %.3s %s", progress_day(view->mastery->today).text,
                day);
    html_close(&p.html);
    if (view->mastery->active_days == 0)
        put_nothing(&p);
    else
        put_all(&p);
    html_end(&p.html);
}
