/*
 * due.h - which questions are asked today, and in which order. Pure: a schedule and a day
 * in, places in the bank out.
 *
 *  first   what is due, the least likely to be recalled first
 *  then    new ones: by domain, so that each has its share of those met (schedule_turn);
 * in a domain in the bank's order order   questions of a case come together, in the
 * bank's order, behind the first of them; others that share a clue (a property that they
 * require or prefer) have two between them where what is near in urgency allows it
 */
#ifndef QUIZCTL_DUE_H
#define QUIZCTL_DUE_H

#include "quizctl/schedule.h"

struct due_query {
    const uint32_t *places; /* of these only, in the bank's order ... */
    size_t place_count;
    int64_t day;
    size_t new_limit; /* new ones on this day, those met on it already among them */
    size_t limit;     /* in all; 0: no limit */
};

struct due {
    uint32_t *places; /* in the order to ask */
    size_t count;
    size_t reviews, fresh; /* of these; the rest was left out by the limit */
    size_t unmet;          /* of all asked for */
    int64_t next_day;      /* the first day behind this one with something due ... */
    size_t next_count;     /* ... and how much; 0: there is none */
};

void due_pick(struct due *due, const struct schedule *s, const struct due_query *query);
void due_release(struct due *due);

#endif
