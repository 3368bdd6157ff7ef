/*
 * plan.h - from today to the exam: what to do each day, and what will be remembered on
 * the day. Pure: a schedule and two days in, expected values out; no dice.
 *
 *  new      those not met are spread evenly: each day the share that sees all of them in
 *           the days left, up to a limit; by domain weight (schedule_turn)
 *  reviews  every question is asked when it is due. It is recalled with the likelihood
 *           that the schedule gives (then rated good) or not (again), and both ways are
 *           followed with their share
 *  first    a new question is right with schedule.first_share
 *  recall   of a domain: the mean of its questions, the unmet ones with first_share.
 *           Overall: of the domains by their weight in the exam
 *
 * The same rule is applied again tomorrow, so who does today's part finds tomorrow what
 * was planned for it. Shares of less than two hundredths of a question are not divided:
 * of them as many are forgotten as should be. That is within 3 % of the reviews over two
 * months and within 4 % over half a year; of recall within 0.002.
 */
#ifndef QUIZCTL_PLAN_H
#define QUIZCTL_PLAN_H

#include "quizctl/schedule.h"

enum { PLAN_DAYS_MAX = 366 };

struct plan_query {
    int64_t today, exam_day; /* at most PLAN_DAYS_MAX ahead */
    size_t new_limit;        /* new ones on a day */
};

struct plan_day {
    size_t fresh;
    double reviews; /* expected */
};

struct plan_domain {
    const struct domain *domain; /* NULL: questions outside the exam's domains */
    size_t questions, met;
    size_t unseen;    /* not met before the exam */
    double now, then; /* expected share of right answers */
};

struct plan {
    struct plan_query query;
    size_t questions, met, unseen; /* unseen: not met before the exam */
    double now, then;              /* as above, overall */
    double first_share;

    size_t done_today;    /* questions answered */
    size_t reviews_today; /* due and not done */
    size_t new_today;     /* today's part of new ones, done or not */
    size_t wanted;        /* new ones a day that it takes to see all */

    struct plan_day *days; /* from today (what is not done yet) to the day before */
    size_t day_count;      /* 0: the exam is today, or past */

    struct plan_domain *domains; /* with questions; the weakest on the day first */
    size_t domain_count;
};

void plan_make(struct plan *plan, const struct schedule *s,
               const struct plan_query *query);
void plan_release(struct plan *plan);

/* New and reviews of COUNT days from FROM on. */
struct plan_day plan_sum(const struct plan *plan, size_t from, size_t count);

#endif
