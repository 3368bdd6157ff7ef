/*
 * report_progress.c - the table of ways to write progress, and the one for a terminal.
 *
 * In:   what the recorded answers say of a learner (mastery.h).
 * Out:  first what to do next, then how it stands, by domain, topic, service and clue,
 *       then days past and to come, then how far "sure" can be trusted.
 *
 * A table where the page is wide enough, else a few lines for each row. Lines and shades
 * are drawn with letters; where those are not there, with digits that say the same.
 */
#include "report_progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/stamp.h"

const struct progress_format progress_formats[] = {
    {"text",               progress_text_write},
    {"json",                    progress_json_write},
    {"html",progress_html_write},
    {0              },
};

const struct progress_format *progress_format_find(const char *name)
{
    for (const struct progress_format *f = progress_formats; f->name != NULL; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}

/* --- words that the page and the terminal share --- */

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

struct progress_share progress_share(double share)
{
    struct progress_share s = {"-"};
    if (share >= 0) /* 0.58 * 100 is a little less than 58 */
        snprintf(s.text, sizeof s.text, "%d %%", (int)(share * 100 + 1e-9));
    return s;
}

/* The same in running text: the sign is held to its figure. */
static void put_share(struct buf *out, double share)
{
    if (share >= 0)
        buf_printf(out, "%d\u00a0%%", (int)(share * 100 + 1e-9));
}

void progress_sum_text(struct buf *out, const struct mastery_group *g)
{
    buf_printf(out, "%zu of %zu question%s seen. ", g->seen, g->questions,
               plural(g->questions));
    if (g->seen == 0)
        return;
    buf_printf(out, "%zu answer%s, ", g->all.answers, plural(g->all.answers));
    put_share(out, mastery_share(g->all));
    buf_text(out, " right. Recall today ");
    put_share(out, g->recall);
    buf_text(out, " of what was seen.");
}

void progress_streak_text(struct buf *out, const struct mastery *m)
{
    if (m->streak == 0)
        buf_printf(out,
                   "No practice today or yesterday; the longest row of days was "
                   "%zu.",
                   m->longest_streak);
    else
        buf_printf(out, "%zu day%s in a row with practice; the longest row was %zu.",
                   m->streak, plural(m->streak), m->longest_streak);
}

void progress_due_text(struct buf *out, const struct mastery *m)
{
    if (m->forecast[0] > 0)
        buf_printf(out, "%zu question%s %s due for review.", m->forecast[0],
                   plural(m->forecast[0]), m->forecast[0] == 1 ? "is" : "are");
    else
        buf_text(out, "No review is due today.");
}

void progress_weakest_text(struct buf *out, const struct mastery_group *g)
{
    struct mastery_count c = mastery_recent(g);
    size_t missed = c.answers - c.right;
    buf_printf(out, "The weakest clue: %s", g->id);
    if (*g->title != '\0')
        buf_printf(out, " (%s)", g->title);
    buf_printf(out, ". %zu of %zu answer%s went past it in %d weeks", missed, c.answers,
               plural(c.answers), MASTERY_WEEKS);
    if (g->missed != NULL)
        buf_printf(out, ", last past \"%s\" in %s", g->missed->missed,
                   g->missed->question);
    buf_char(out, '.');
}

/* WORD for a shell: as it is where it can be, else in quotes. */
static void put_word(struct buf *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789._-/,+:@%=";
    if (*word != '\0' && strspn(word, plain) == strlen(word)) {
        buf_text(out, word);
        return;
    }
    buf_char(out, '\'');
    for (; *word != '\0'; word++)
        buf_text(out, *word == '\'' ? "'\\''" : (char[]){*word, '\0'});
    buf_char(out, '\'');
}

void progress_command(struct buf *out, const struct progress_view *view,
                      const char *option, const char *value)
{
    buf_printf(out, "quizctl practice %s", option);
    if (value != NULL) {
        buf_char(out, ' ');
        put_word(out, value);
    }
    if (view->bank_path != NULL) {
        buf_text(out, " --bank ");
        put_word(out, view->bank_path);
    }
}

struct progress_day progress_month(int64_t day)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct progress_day d;
    char text[STAMP_DAY];
    int month = 0;
    stamp_day_text(text, day);
    for (const char *c = text + 5; *c != '-'; c++)
        month = month * 10 + (*c - '0');
    snprintf(d.text, sizeof d.text, "%s", months[month - 1]);
    return d;
}

struct progress_day progress_day(int64_t day)
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    struct progress_day d;
    char text[STAMP_DAY];
    stamp_day_text(text, day);
    snprintf(d.text, sizeof d.text, "%s %.2s %.3s", names[mastery_weekday(day)], text + 8,
             progress_month(day).text);
    return d;
}

/* --- the terminal --- */

enum { TABLE_COLUMNS = 72 }; /* a narrower page has no room for a table */

static bool is_wide(const struct page *p)
{
    return p->columns == 0 || p->columns >= TABLE_COLUMNS;
}

static void put_words(struct page *p, enum page_style style, const char *first, int rest,
                      struct buf *words)
{
    page_words(p, style, first, rest, buf_str(words));
    buf_clear(words);
}

/* A line as it is, without the spaces at its end. */
static void put_line(struct page *p, struct buf *line)
{
    while (line->len > 0 && line->bytes[line->len - 1] == ' ')
        line->bytes[--line->len] = '\0';
    page_part(p, PAGE_PLAIN, buf_str(line));
    buf_char(&p->out, '\n');
    buf_clear(line);
}

/* On a line of its own and never wrapped, to be copied. */
static void put_command(struct page *p, const struct progress_view *view,
                        const char *option, const char *value)
{
    struct buf command = {0};
    progress_command(&command, view, option, value);
    buf_text(&p->out, "    ");
    page_part(p, PAGE_CODE, buf_str(&command));
    buf_char(&p->out, '\n');
    buf_release(&command);
}

static void put_next(struct page *p, const struct progress_view *view)
{
    const struct mastery *m = view->mastery;
    const struct mastery_group *weakest = mastery_weakest_clue(m);
    struct buf text = {0};
    page_heading(p, "Next");
    progress_due_text(&text, m);
    put_words(p, PAGE_PLAIN, "", 0, &text);
    if (m->forecast[0] > 0)
        put_command(p, view, "--due", NULL);
    if (weakest != NULL) {
        progress_weakest_text(&text, weakest);
        put_words(p, PAGE_PLAIN, "", 0, &text);
        put_command(p, view, mastery_kind_option(MASTERY_CLUE), weakest->id);
    }
    buf_release(&text);
}

/* Right by week: a bar for each, in eighths; in digits, tenths. */
static void put_trend(struct buf *out, const struct page *p,
                      const struct mastery_group *g)
{
    static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    for (size_t i = 0; i < MASTERY_WEEKS; i++) {
        double share = mastery_share(g->trend[i]);
        if (share < 0)
            buf_text(out, page_sign(p, "·", "."));
        else if (p->has_utf8)
            buf_text(out, bars[share < 1 ? (int)(share * 8) : 7]);
        else
            buf_printf(out, "%d", share < 1 ? (int)(share * 10 + 1e-9) : 9);
    }
}

static void put_group_name(struct buf *out, const struct mastery_group *g)
{
    buf_text(out, g->id);
    if (*g->title != '\0')
        buf_printf(out, ": %s", g->title);
}

static void put_group_row(struct page_table *t, const struct mastery_group *g)
{
    struct buf cell = {0};
    buf_printf(&cell, "%zu of %zu", g->seen, g->questions);
    page_table_cell(t, buf_str(&cell));
    page_table_cell(t, progress_share(mastery_share(g->all)).text);
    page_table_cell(t, progress_share(g->recall).text);
    buf_clear(&cell);
    put_trend(&cell, t->page, g);
    page_table_cell(t, buf_str(&cell));
    buf_clear(&cell);
    put_group_name(&cell, g);
    page_table_cell(t, buf_str(&cell));
    buf_release(&cell);
}

static void put_group_lines(struct page *p, const struct mastery_group *g)
{
    struct buf line = {0};
    put_group_name(&line, g);
    put_words(p, PAGE_PLAIN, "", 2, &line);
    buf_printf(&line, "%zu of %zu seen, %s right, recall %s", g->seen, g->questions,
               progress_share(mastery_share(g->all)).text,
               progress_share(g->recall).text);
    put_words(p, PAGE_PLAIN, "  ", 2, &line);
    buf_text(&line, "  ");
    put_trend(&line, p, g);
    put_line(p, &line);
    buf_release(&line);
}

static size_t count_seen(const struct mastery *m, enum mastery_kind kind)
{
    size_t seen = 0;
    for (size_t i = 0; i < m->group_count[kind]; i++)
        seen += m->groups[kind][i].seen > 0;
    return seen;
}

/* How many groups of KIND are listed: all domains; of the others the weakest. */
static size_t count_listed(const struct progress_view *view, enum mastery_kind kind)
{
    size_t seen = count_seen(view->mastery, kind);
    if (kind == MASTERY_DOMAIN || view->is_whole)
        return view->mastery->group_count[kind];
    return seen < PROGRESS_FEW ? seen : PROGRESS_FEW;
}

static void put_groups(struct page *p, const struct progress_view *view,
                       enum mastery_kind kind)
{
    static const char *const heads[] = {"seen", "right", "recall", "8 weeks"};
    const struct mastery *m = view->mastery;
    size_t listed = count_listed(view, kind), seen = count_seen(m, kind);
    struct page_table t = {.page = p, .align = "rrrll", .columns = 5};
    struct buf head = {0};
    if (listed == 0)
        return;
    buf_printf(&head, "By %s", mastery_kind_name(kind));
    if (listed < seen)
        buf_printf(&head, ", the weakest %zu of %zu", listed, seen);
    page_heading(p, buf_str(&head));
    buf_release(&head);
    for (size_t i = 0; is_wide(p) && i < COUNT(heads); i++)
        page_table_cell(&t, heads[i]);
    if (is_wide(p))
        page_table_cell(&t, mastery_kind_name(kind));
    for (size_t i = 0; i < listed; i++) {
        if (is_wide(p))
            put_group_row(&t, &m->groups[kind][i]);
        else
            put_group_lines(p, &m->groups[kind][i]);
    }
    page_table_finish(&t);
}

static void put_group_legend(struct page *p)
{
    page_blank(p);
    page_words(p, PAGE_QUIET, "", 0,
               p->has_utf8
                   ? "recall: how likely what was seen is answered right today. 8 weeks: "
                     "right by week, the higher the better; · is a week without answers."
                   : "recall: how likely what was seen is answered right today. 8 weeks: "
                     "right by week in tenths; . is a week without answers.");
}

/* --- days --- */

/* A count as a shade of four, or as a digit. */
static void put_shade(struct buf *out, const struct page *p, size_t n, size_t most)
{
    static const char *const shades[] = {"·", "░", "▒", "▓", "█"};
    if (p->has_utf8)
        buf_text(out, shades[most > 0 ? (n * 4 + most - 1) / most : 0]);
    else if (n > 9)
        buf_char(out, '+');
    else
        buf_char(out, n > 0 ? (char)('0' + n) : '.');
}

/* The name of a month above the week in which its first day is. */
static void put_months(struct page *p, const struct mastery *m)
{
    struct buf line = {0};
    buf_fill(&line, ' ', 5);
    for (int64_t week = 0; week < MASTERY_CALENDAR; week++) {
        int64_t last = m->first_day + week * WEEK_DAYS + WEEK_DAYS - 1;
        const char *name = progress_month(last).text;
        bool is_new = strcmp(name, progress_month(last - WEEK_DAYS).text) != 0;
        size_t at = 5 + (size_t)week * 2;
        if (is_new && line.len <= at) {
            buf_fill(&line, ' ', at - line.len);
            buf_text(&line, name);
        }
    }
    put_line(p, &line);
    buf_release(&line);
}

static void put_calendar(struct page *p, const struct mastery *m)
{
    struct buf line = {0};
    size_t most = 0;
    for (size_t i = 0; i < COUNT(m->calendar); i++)
        most = m->calendar[i] > most ? m->calendar[i] : most;
    page_heading(p, "Answers by day, the last 12 weeks");
    put_months(p, m);
    for (int day = 0; day < WEEK_DAYS; day++) {
        buf_printf(&line, "%.3s  ", progress_day(m->first_day + day).text);
        for (int week = 0; week < MASTERY_CALENDAR; week++) {
            int at = week * WEEK_DAYS + day;
            if (m->first_day + at <= m->today)
                put_shade(&line, p, m->calendar[at], most);
            buf_char(&line, ' ');
        }
        put_line(p, &line);
    }
    if (p->has_utf8)
        buf_printf(&line, "· none, █ up to %zu a day. ", most);
    else
        buf_text(&line, ". none, + over 9. ");
    buf_printf(&line, "%zu day%s with practice in all.", m->active_days,
               plural(m->active_days));
    page_blank(p);
    put_words(p, PAGE_QUIET, "", 0, &line);
    buf_release(&line);
}

static void put_forecast_row(struct page_table *t, const char *when, size_t n,
                             size_t most)
{
    struct buf bar = {0};
    enum { BAR = 20 };
    page_table_cell(t, when);
    buf_count(&bar, n);
    page_table_cell(t, buf_str(&bar));
    buf_clear(&bar);
    buf_fill(&bar, '#', most > 0 ? (n * BAR + most - 1) / most : 0);
    page_table_cell(t, buf_str(&bar));
    buf_release(&bar);
}

static void put_forecast(struct page *p, const struct mastery *m)
{
    struct page_table t = {.page = p, .align = "lrl", .columns = 3};
    struct buf line = {0};
    size_t most = 0, second_week = 0;
    for (size_t i = 0; i < WEEK_DAYS; i++) {
        most = m->forecast[i] > most ? m->forecast[i] : most;
        second_week += m->forecast[WEEK_DAYS + i];
    }
    page_heading(p, "Reviews to come");
    for (int i = 0; i < WEEK_DAYS; i++)
        put_forecast_row(&t, i == 0 ? "today" : progress_day(m->today + i).text,
                         m->forecast[i], most);
    page_table_finish(&t);
    buf_printf(&line, "%zu in the week behind these, %zu later. Every answer moves them.",
               second_week, m->later);
    page_blank(p);
    put_words(p, PAGE_QUIET, "", 0, &line);
    buf_release(&line);
}

/* --- confidence --- */

enum { SCALE = 21 }; /* marks from 0 to 100 %, one each 5 % */

static int on_scale(double share)
{
    return (int)(share * (SCALE - 1) + 0.5);
}

/* "guess  |--o--------..." : where a level was said to be, where it was, and how sure. */
static void put_level(struct page *p, enum confidence c, const struct mastery_level *l)
{
    struct buf line = {0};
    char scale[SCALE + 1];
    double share = mastery_share(l->count);
    memset(scale, '.', SCALE);
    scale[SCALE] = '\0';
    if (share >= 0)
        for (int i = on_scale(l->low); i <= on_scale(l->high); i++)
            scale[i] = '-';
    scale[on_scale(l->said)] = '|';
    if (share >= 0)
        scale[on_scale(share)] = scale[on_scale(share)] == '|' ? 'X' : 'o';
    buf_printf(&line, "%-6s %s ", confidence_name(c), scale);
    if (share >= 0)
        buf_printf(&line, "%s of %zu", progress_share(share).text, l->count.answers);
    else
        buf_text(&line, "not said");
    put_line(p, &line);
    buf_release(&line);
}

static void put_brier(struct page *p, const struct mastery *m)
{
    struct buf line = {0};
    buf_text(&line, "Brier score ");
    buf_decimal(&line, (int64_t)(m->brier * 1000 + 0.5), 3);
    buf_printf(&line, " of %zu answer%s: 0 is best, always saying 50 %% would be 0.25.",
               m->said.answers, plural(m->said.answers));
    put_words(p, PAGE_PLAIN, "", 0, &line);
    buf_release(&line);
}

static void put_confidence(struct page *p, const struct mastery *m)
{
    struct buf line = {0};
    if (m->said.answers == 0)
        return;
    page_heading(p, "How sure, and how right");
    put_brier(p, m);
    page_blank(p);
    buf_text(&line, "       0 %      50 %    100 %");
    put_line(p, &line);
    for (int c = CONFIDENCE_GUESS; c <= CONFIDENCE_SURE; c++)
        put_level(p, (enum confidence)c, &m->levels[c]);
    page_blank(p);
    page_words(p, PAGE_QUIET, "", 0,
               "| what was said, o share right, X both, - its 95 % interval.");
    buf_release(&line);
}

static void put_surprises(struct page *p, const struct progress_view *view,
                          const char *head, const struct mastery_surprise *list,
                          size_t count)
{
    size_t listed = view->is_whole || count < PROGRESS_FEW ? count : PROGRESS_FEW;
    struct buf line = {0};
    if (count == 0)
        return;
    page_heading(p, head);
    for (size_t i = 0; i < listed; i++) {
        buf_text(&line, list[i].answer->question);
        if (*list[i].clue != '\0')
            buf_printf(&line, ": \"%s\"", list[i].clue);
        put_words(p, PAGE_PLAIN, "", 2, &line);
    }
    if (listed < count) {
        buf_printf(&line, "and %zu more; --all lists them.", count - listed);
        put_words(p, PAGE_QUIET, "", 2, &line);
    }
    buf_release(&line);
}

/* --- all of it --- */

static void put_head(struct page *p, const struct progress_view *view)
{
    struct buf line = {0};
    page_heading(p, view->bank->title);
    progress_sum_text(&line, &view->mastery->all);
    put_words(p, PAGE_PLAIN, "", 0, &line);
    progress_streak_text(&line, view->mastery);
    put_words(p, PAGE_PLAIN, "", 0, &line);
    buf_release(&line);
}

/* Nothing was practised: what to do. */
static void put_nothing(struct page *p, const struct progress_view *view)
{
    page_heading(p, view->bank->title);
    page_words(p, PAGE_PLAIN, "", 0,
               "No answer to this bank is recorded yet. Practise, and come back:");
    put_command(p, view, "-n", "10");
}

void progress_text_write(struct page *p, const struct progress_view *view)
{
    const struct mastery *m = view->mastery;
    if (m->active_days == 0) {
        put_nothing(p, view);
        return;
    }
    put_head(p, view);
    put_next(p, view);
    for (int k = 0; k < MASTERY_KINDS; k++)
        put_groups(p, view, (enum mastery_kind)k);
    put_group_legend(p);
    put_calendar(p, m);
    put_forecast(p, m);
    put_confidence(p, m);
    put_surprises(p, view, "Lucky guesses: right at last, but a guess", m->lucky,
                  m->lucky_count);
    put_surprises(p, view, "Misconceptions: sure at last, but not right",
                  m->misconceptions, m->misconception_count);
    if (m->misconception_count > 0)
        put_command(p, view, "--missed", NULL);
}
