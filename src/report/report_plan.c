/*
 * report_plan.c - a plan until the exam, for a person.
 *
 * In:   a plan (plan.h) and the command that carries it out.
 * Out:  today first, then the days until the exam, then what is expected on the day.
 *
 * Expected values are shown whole: reviews rounded, shares cut. For a program:
 * report_plan_json.c.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "quizctl/report.h"
#include "quizctl/stamp.h"

enum {
    WEEK = 7,
    DAILY_MAX = 14 /* days that get a row each; more are shown by the week */
};

struct cell {
    char text[32];
};

static struct cell count(size_t n)
{
    struct cell c;
    snprintf(c.text, sizeof c.text, "%zu", n);
    return c;
}

static size_t whole(double expected)
{
    return (size_t)llround(expected);
}

/* 0.58 * 100 is a little less than 58. */
static int percent_of(double share)
{
    return (int)(share * 100 + 1e-9);
}

static struct cell percent(double share)
{
    struct cell c;
    snprintf(c.text, sizeof c.text, "%d %%", percent_of(share));
    return c;
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

static void put_line(struct page *p, enum page_style style, struct buf *line)
{
    page_words(p, style, "", 0, buf_str(line));
    buf_clear(line);
}

/* --- where it stands --- */

static void put_head(struct page *p, const struct plan_view *view)
{
    const struct plan *plan = view->plan;
    const int64_t days = plan->query.exam_day - plan->query.today;
    struct buf line = {0};
    char date[STAMP_DAY];
    stamp_day_text(date, plan->query.exam_day);

    page_heading(p, view->bank->title);
    if (days > 1)
        buf_printf(&line, "Exam on %s, in %" PRId64 " days. ", date, days);
    else if (days == 1)
        buf_printf(&line, "Exam tomorrow, %s. ", date);
    else if (days == 0)
        buf_printf(&line, "The exam is today, %s. ", date);
    else
        buf_printf(&line, "The exam was on %s, %" PRId64 " day%s ago. ", date, -days,
                   plural((size_t)-days));
    buf_printf(&line, "%zu of %zu question%s met.", plan->met, plan->questions,
               plural(plan->questions));
    put_line(p, PAGE_PLAIN, &line);
    buf_release(&line);
}

/* A command, not wrapped: it is to be copied. */
static void put_command(struct page *p, const char *command)
{
    int columns = p->columns;
    p->columns = 0;
    page_words(p, PAGE_PLAIN, "  ", 4, command);
    p->columns = columns;
}

/* "5 reviews and 2 new questions" */
static void put_work(struct buf *line, size_t reviews, size_t fresh)
{
    if (reviews > 0)
        buf_printf(line, "%zu review%s", reviews, plural(reviews));
    if (reviews > 0 && fresh > 0)
        buf_text(line, " and ");
    if (fresh > 0)
        buf_printf(line, "%zu new question%s", fresh, plural(fresh));
    if (reviews + fresh == 0)
        buf_text(line, "nothing");
}

static void put_enough(struct page *p, const struct plan *plan)
{
    struct buf line = {0};
    buf_text(&line, plan->done_today > 0 ? "Enough for today: " : "Nothing for today.");
    if (plan->done_today > 0)
        buf_printf(&line, "%zu question%s done.", plan->done_today,
                   plural(plan->done_today));
    put_line(p, PAGE_GOOD, &line);
    if (plan->day_count > 1) {
        buf_text(&line, "Tomorrow: ");
        put_work(&line, whole(plan->days[1].reviews), plan->days[1].fresh);
        buf_char(&line, '.');
        put_line(p, PAGE_PLAIN, &line);
    }
    buf_release(&line);
}

static void put_today(struct page *p, const struct plan_view *view)
{
    const struct plan *plan = view->plan;
    struct buf line = {0};
    page_heading(p, "Today");
    if (plan->reviews_today + plan->days[0].fresh == 0) {
        put_enough(p, plan);
        return;
    }
    put_work(&line, plan->reviews_today, plan->days[0].fresh);
    if (plan->done_today > 0)
        buf_printf(&line, "; %zu done", plan->done_today);
    buf_text(&line, ".");
    put_line(p, PAGE_PLAIN, &line);
    buf_printf(&line, "%s --due --new-limit %zu", view->practice, plan->new_today);
    put_command(p, buf_str(&line));
    buf_release(&line);
}

/* What will not be met, and what it would take. */
static void put_unseen(struct page *p, const struct plan *plan)
{
    struct buf line = {0};
    if (plan->unseen == 0)
        return;
    page_blank(p);
    buf_printf(&line,
               "Too little time to see everything: at %zu new question%s a day "
               "(--new-limit) %zu of %zu will not be met. To meet them all takes %zu a "
               "day.",
               plan->query.new_limit, plural(plan->query.new_limit), plan->unseen,
               plan->questions, plan->wanted);
    put_line(p, PAGE_WARN, &line);
    buf_release(&line);
}

/* --- the days --- */

/* Days FROM and on, COUNT of them, as one row. */
static void put_days(struct page_table *rows, const struct plan *plan, size_t from,
                     size_t days)
{
    struct plan_day sum = plan_sum(plan, from, days);
    char date[STAMP_DAY];
    stamp_day_text(date, plan->query.today + (int64_t)from);
    page_table_cell(rows, date);
    page_table_cell(rows, count(sum.fresh).text);
    page_table_cell(rows, count(whole(sum.reviews)).text);
    if (rows->columns > 3)
        page_table_cell(
            rows, count(whole(((double)sum.fresh + sum.reviews) / (double)days)).text);
}

static void put_table(struct page *p, const struct plan *plan)
{
    bool by_week = plan->day_count > DAILY_MAX;
    size_t step = by_week ? WEEK : 1;
    struct page_table rows = {.page = p, .align = "lrrr", .columns = by_week ? 4 : 3};
    page_table_cell(&rows, by_week ? "week of" : "day");
    page_table_cell(&rows, "new");
    page_table_cell(&rows, "reviews");
    if (by_week)
        page_table_cell(&rows, "a day");
    for (size_t k = 0; k < plan->day_count; k += step) {
        size_t left = plan->day_count - k;
        put_days(&rows, plan, k, left < step ? left : step);
    }
    page_table_finish(&rows);
}

static void put_until(struct page *p, const struct plan *plan)
{
    struct plan_day sum = plan_sum(plan, 0, plan->day_count);
    double most = 0;
    size_t most_at = 0;
    struct buf line = {0};
    char date[STAMP_DAY];

    for (size_t k = 0; k < plan->day_count; k++) {
        double n = (double)plan->days[k].fresh + plan->days[k].reviews;
        if (whole(n) > whole(most)) {
            most = n;
            most_at = k;
        }
    }
    stamp_day_text(date, plan->query.today + (int64_t)most_at);
    page_heading(p, "Until the exam");
    put_table(p, plan);
    page_blank(p);
    size_t mean = whole(((double)sum.fresh + sum.reviews) / (double)plan->day_count);
    buf_printf(&line, "About %zu question%s a day, at most %zu (%s).", mean, plural(mean),
               whole(most), date);
    put_line(p, PAGE_PLAIN, &line);
    buf_release(&line);
}

/* --- on the day --- */

static void put_row(struct page_table *rows, const struct plan *plan, size_t met,
                    size_t questions, double now, double then, const char *name)
{
    struct cell of;
    snprintf(of.text, sizeof of.text, "%zu/%zu", met, questions);
    page_table_cell(rows, of.text);
    page_table_cell(rows, percent(now).text);
    if (plan->day_count > 0)
        page_table_cell(rows, percent(then).text);
    page_table_cell(rows, name);
}

static void put_domains(struct page *p, const struct plan_view *view)
{
    const struct plan *plan = view->plan;
    bool has_days = plan->day_count > 0;
    struct page_table rows = {
        .page = p, .align = has_days ? "rrrl" : "rrl", .columns = has_days ? 4 : 3};
    struct buf name = {0};
    page_table_cell(&rows, "met");
    page_table_cell(&rows, "now");
    if (has_days)
        page_table_cell(&rows, "exam");
    page_table_cell(&rows, "domain");
    for (size_t i = 0; i < plan->domain_count; i++) {
        const struct plan_domain *d = &plan->domains[i];
        buf_clear(&name);
        if (d->domain != NULL)
            report_domain(&name, view->bank, d->domain->id);
        else
            buf_text(&name, "of no domain");
        put_row(&rows, plan, d->met, d->questions, d->now, d->then, buf_str(&name));
    }
    put_row(&rows, plan, plan->met, plan->questions, plan->now, plan->then,
            "all, by weight");
    page_table_finish(&rows);
    buf_release(&name);
}

static void put_meaning(struct page *p, const struct plan_view *view)
{
    struct buf line = {0};
    page_blank(p);
    buf_printf(
        &line,
        "The expected share of right answers, weakest first: what was met as the "
        "review schedule has it (asked again at %d\u00a0%%), what was not as your "
        "first answers were (%d\u00a0%%). It is about these questions and no score "
        "of the exam.",
        percent_of(view->retention), percent_of(view->plan->first_share));
    put_line(p, PAGE_QUIET, &line);
    buf_release(&line);
}

static void put_past(struct page *p, const struct plan_view *view)
{
    struct buf line = {0};
    buf_text(&line, "Give the next one with --exam-date. Reviews go on as before:");
    put_line(p, PAGE_PLAIN, &line);
    buf_printf(&line, "%s --due", view->practice);
    put_command(p, buf_str(&line));
    buf_release(&line);
}

void report_plan(struct page *p, const struct plan_view *view)
{
    const struct plan *plan = view->plan;
    put_head(p, view);
    if (plan->query.exam_day < plan->query.today) {
        put_past(p, view);
        return;
    }
    if (plan->day_count > 0) {
        put_today(p, view);
        put_unseen(p, plan);
        if (plan->day_count > 1)
            put_until(p, plan);
        page_heading(p, "On the day");
    } else {
        page_words(p, PAGE_GOOD, "", 0, "Nothing new today. Good luck!");
        page_blank(p);
    }
    put_domains(p, view);
    put_meaning(p, view);
}
