/*
 * schedule.h - what a learner remembers of each question of a bank, and when to ask it
 * again: replayed from the recorded answers each time, stored nowhere, so that nothing
 * can disagree with them. The formulas: fsrs.h.
 *
 * How an answer is rated:
 *
 *  answer                                            rating
 *  blank                                             none: it is not counted
 *  wrong, wholly or in part                          again
 *  right, but a guess, or it took over slow_ms       hard
 *  right                                             good
 *  right, sure, and in at most half of slow_ms       easy
 *
 * A time or a confidence that is not known never lifts a rating and never lowers it.
 *
 * Days are local ones, counted from 1970-01-01. Questions are known by id: one that was
 * edited is remembered as before, one that is gone from the bank does not count.
 */
#ifndef QUIZCTL_SCHEDULE_H
#define QUIZCTL_SCHEDULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/bank.h"
#include "quizctl/fsrs.h"
#include "quizctl/history.h"

struct schedule_rule {
    struct fsrs fsrs; /* its retention: ask again when recall has fallen to it */
    int64_t slow_ms;
};

/* Recall of 90 %, long-term mode (a question is due on a day, not at an hour); slow is
 * over two minutes. */
struct schedule_rule schedule_default_rule(void);

/* What is known of one question. */
struct schedule_card {
    struct fsrs_card memory;     /* FSRS_NEW: not met yet; then the rest is 0 */
    int64_t first_day, last_day; /* met */
    int64_t due_day;
    size_t met;           /* answers counted */
    bool was_right_first; /* the first of them */
};

struct schedule {
    const struct bank *bank;
    struct schedule_rule rule;
    struct schedule_card *cards; /* one for each question, at its place in the bank */
    /* The share of questions that were answered right when first met, one right and one
     * wrong added (Laplace's rule), so that few answers do not say much. */
    double first_share;
};

/* The rating of an answer, 0 where it is not counted. */
int schedule_rating(const struct schedule_rule *rule, const struct history_answer *a);

/* Replay H for BANK, which stays the caller's. DAY_OF tells the local day of an instant.
 */
void schedule_init(struct schedule *s, const struct bank *bank, const struct history *h,
                   const struct schedule_rule *rule, int64_t (*day_of)(int64_t at_ms));
void schedule_release(struct schedule *s);

/* How likely the question at PLACE is answered right on DAY, 0 to 1; for one not met yet,
 * first_share. */
double schedule_recall(const struct schedule *s, size_t place, int64_t day);

bool schedule_is_due(const struct schedule *s, size_t place, int64_t day);
size_t schedule_met_on(const struct schedule *s, int64_t day); /* for the first time */

/* The place of Q's domain in the exam; exam.domain_count where the exam has no such one.
 */
size_t schedule_domain(const struct bank *bank, const struct question *q);

/* The domain whose turn it is for a new question: of those with LEFT, the one with the
 * fewest MET for its weight; those without a weight, and questions outside the exam's
 * domains, come last. MET and LEFT are by schedule_domain. -1 when nothing is left. */
long schedule_turn(const struct exam *exam, const size_t *met, const size_t *left);

#endif
