/*
 * report_plan_json.c - a plan for a program: quizctl.plan/1, described in
 * questions/schema/plan.schema.json.
 */
#include <math.h>

#include "quizctl/report.h"
#include "quizctl/stamp.h"

enum { INDENT = 2, PLACES = 4 };

/* An expected value, to four decimals. */
static void put_expected(struct json_writer *w, const char *key, double value)
{
    json_member_decimal(w, key, llround(value * 1e4), PLACES);
}

static void put_date(struct json_writer *w, const char *key, int64_t day)
{
    char date[STAMP_DAY];
    stamp_day_text(date, day);
    json_member_string(w, key, date);
}

static void put_head(struct json_writer *w, const struct plan_view *view)
{
    const struct plan *plan = view->plan;
    const struct plan_query *query = &plan->query;
    json_member_string(w, "format", "quizctl.plan/1");
    report_bank_json(w, view->bank, view->digest);
    put_date(w, "date", query->today);
    put_date(w, "exam_date", query->exam_day);
    json_member_string(w, "state",
                       query->exam_day > query->today    ? "ahead"
                       : query->exam_day == query->today ? "today"
                                                         : "past");
    put_expected(w, "retention", view->retention);
    put_expected(w, "first_share", plan->first_share);
    json_member_int(w, "new_limit", (int64_t)query->new_limit);
    json_member_int(w, "new_wanted", (int64_t)plan->wanted);
    json_member_int(w, "questions", (int64_t)plan->questions);
    json_member_int(w, "met", (int64_t)plan->met);
    json_member_int(w, "unseen", (int64_t)plan->unseen);
    put_expected(w, "now", plan->now);
    put_expected(w, "exam", plan->then);
}

static void put_today(struct json_writer *w, const struct plan *plan)
{
    json_put_key(w, "today");
    json_open(w, '{');
    json_member_int(w, "done", (int64_t)plan->done_today);
    json_member_int(w, "reviews", (int64_t)plan->reviews_today);
    json_member_int(w, "new", (int64_t)plan->days[0].fresh);
    json_member_bool(w, "enough", plan->reviews_today + plan->days[0].fresh == 0);
    json_close(w, '}');
}

static void put_days(struct json_writer *w, const struct plan *plan)
{
    json_put_key(w, "days");
    json_open(w, '[');
    for (size_t k = 0; k < plan->day_count; k++) {
        json_open(w, '{');
        w->indent = 0;
        put_date(w, "date", plan->query.today + (int64_t)k);
        json_member_int(w, "new", (int64_t)plan->days[k].fresh);
        put_expected(w, "reviews", plan->days[k].reviews);
        json_close(w, '}');
        w->indent = INDENT;
    }
    json_close(w, ']');
}

static void put_domains(struct json_writer *w, const struct plan *plan)
{
    json_put_key(w, "domains");
    json_open(w, '[');
    for (size_t i = 0; i < plan->domain_count; i++) {
        const struct plan_domain *d = &plan->domains[i];
        json_open(w, '{');
        json_member_string(w, "domain", d->domain != NULL ? d->domain->id : NULL);
        json_member_int(w, "weight", d->domain != NULL ? d->domain->weight : 0);
        json_member_int(w, "questions", (int64_t)d->questions);
        json_member_int(w, "met", (int64_t)d->met);
        json_member_int(w, "unseen", (int64_t)d->unseen);
        put_expected(w, "now", d->now);
        put_expected(w, "exam", d->then);
        json_close(w, '}');
    }
    json_close(w, ']');
}

void report_plan_json(struct buf *out, const struct plan_view *view)
{
    struct json_writer w = {.out = out, .indent = INDENT};
    json_open(&w, '{');
    put_head(&w, view);
    put_today(&w, view->plan);
    put_days(&w, view->plan);
    put_domains(&w, view->plan);
    json_close(&w, '}');
    buf_char(out, '\n');
}
