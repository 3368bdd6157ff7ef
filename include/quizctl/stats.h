/*
 * stats.h - item statistics: figures made of a summary's sums, in the last step.
 *
 * Differences and products are exact (128 bits); floating point begins with the division.
 * A figure that is not defined says why and is never NaN. With x_i the marks of one sheet
 * in question i, T its total, N sheets, K questions, and population variances and
 * covariances (divided by N):
 *
 *   facility        mean(x) / 1 mark. Lord, Novick, "Statistical theories of mental test
 *                   scores" (1968), 15.2
 *   item-total      r(x, T). The question is part of the total, which makes it look
 *                   better, the more so the shorter the test. Lord, Novick, 15.3
 *   item-rest       r(x, T - x). Henrysson, "Correction of item-total correlations in
 * item analysis", Psychometrika 28 (1963) discrimination  mean mark here of the upper 27
 * % by total, minus that of the lower. Kelley, "The selection of upper and lower groups
 * for the validation of test items", J. Educational Psychology 30 (1939). Groups are
 * exactly 0.27 N sheets: the bin that the limit cuts through counts in part, so the order
 * of equal sheets decides nothing. alpha           K/(K-1) * (1 - sum var(x_i) / var(T)).
 * Cronbach, "Coefficient alpha and the internal structure of tests", Psychometrika 16
 * (1951). Where marks are 0 or 1 it is formula 20 of Kuder, Richardson, "The theory of
 * the estimation of test reliability", Psychometrika 2 (1937) sem             sd(T) *
 * sqrt(1 - alpha): the standard error of measurement. Lord, Novick, 3.3 option r(picked,
 * T - x): as item-rest, for one option
 */
#ifndef QUIZCTL_STATS_H
#define QUIZCTL_STATS_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/summary.h"

enum { STATS_FEW = 100 }; /* with fewer sheets every figure is rough */

struct figure {
    double value;    /* 0 where it is not defined */
    const char *why; /* not defined: why, a sentence without capital; else NULL */
};

struct stats_test {
    struct figure mean, sd, sem; /* in marks */
    struct figure alpha;
    bool is_kr20; /* alpha is KR-20: every mark is 0 or 1 */
    bool is_rough;
    struct figure noise; /* a correlation may be off by so much by chance: 2/sqrt(N) */
};

struct stats_question {
    struct figure facility, item_rest, item_total, discrimination;
};

struct stats_option {
    struct figure share;      /* of all sheets that picked it */
    struct figure mean_total; /* of those, in marks */
    struct figure rest;
};

struct stats_test stats_test(const struct summary *s);
struct stats_question stats_question(const struct summary *s, size_t question);
struct stats_option stats_option(const struct summary *s, size_t question, size_t option);

/* What a question may have against it. To add one: a row in finding_table (stats.c), a
 * line here, a case in tests/unit/test_stats.c. Help, --fail-on and reports walk it. */
enum stats_finding {
    /* A wrong option that at least two picked correlates with the rest of the test above
     * 0, and better than a right option does. */
    STATS_SUSPECT_KEY,
    STATS_NEGATIVE_DISCRIMINATION, /* item-rest is below 0 */
    STATS_UNUSED_DISTRACTOR,       /* nobody picked a wrong option */
    STATS_FINDINGS,
};
const char *stats_finding_name(enum stats_finding f);  /* "suspect-key" */
const char *stats_finding_about(enum stats_finding f); /* for a person */
long stats_finding_find(const char *name, size_t len); /* or -1 */

/* Does QUESTION have finding F? *OPTION is the worst option of it, where it is one. */
bool stats_has(const struct summary *s, size_t question, enum stats_finding f,
               size_t *option);

#endif
