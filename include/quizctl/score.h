/*
 * score.h - what an answer is worth. Pure: no clock, no files, no allocation.
 *
 * How marks are given (README, same words):
 *   1. A question is worth 1 mark. Inside, marks are integers: thousandths.
 *   2. A blank earns 0 under every policy. Nothing is worth less than 0.
 *   3. The policy says what lies between; a share is cut to whole thousandths.
 *
 * With c right options, w wrong options, t right ones picked, f wrong ones picked:
 *
 *   aws       1 when exactly the right set is picked, else 0. Source: AWS exam guides,
 *             "multiple response: you must select all correct responses".
 *   partial   max(0, t/c - f/max(w,2)). Source: R/exams, exams_eval(), rule "false2".
 *   net       max(0, (t - f)/c). Source: PrairieLearn, pl-checkbox, net-correct.
 *   coverage  (t/c) * (t/(t + f)). Source: PrairieLearn, pl-checkbox, coverage.
 *
 * An ordering or a matching counts places in the same formulas: c is how many places the
 * key has, t how many hold what the key holds there, f how many hold something else, w =
 * c. Under aws that is: the right steps in the right order, all pairs right.
 */
#ifndef QUIZCTL_SCORE_H
#define QUIZCTL_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/answer.h"
#include "quizctl/bank.h"

#define MARK 1000 /* one mark in thousandths */

/* To add a policy: a row in policy_table (score.c), golden vectors in
 * tests/unit/test_score_choice.c, a line above. */
enum policy { POLICY_AWS, POLICY_PARTIAL, POLICY_NET, POLICY_COVERAGE, POLICY_COUNT };

const char *policy_name(enum policy p);
const char *policy_summary(enum policy p); /* one line for help */
long policy_find(const char *name);        /* or -1 */

struct verdict {
    int32_t points; /* thousandths, 0 to MARK */
    bool is_right;  /* the exact set, whatever the policy gives */
    bool is_blank;
};

/*
 * Judge answer A to Q.
 *  shape   bits of A past Q's options are ignored
 *  errors  none: a blank is an answer, worth 0
 */
struct verdict score(const struct question *q, struct answer a, enum policy p);

/* The same for a choice, and bit by bit: slow and obviously right. Tests compare the two.
 */
struct verdict score_choice(const struct question *q, struct answer a, enum policy p);
struct verdict score_choice_plain(const struct question *q, struct answer a,
                                  enum policy p);

/* The same for an ordering or a matching, place by place. */
struct verdict score_places(const struct question *q, struct answer a, enum policy p);

/* Sums over questions. All-zero is empty; adding is associative and commutative. */
struct tally {
    int64_t points;   /* thousandths earned */
    int64_t possible; /* thousandths there were */
    uint64_t questions;
    uint64_t right, wrong, blank; /* add up to questions */
};

void tally_add(struct tally *t, struct verdict v);
void tally_merge(struct tally *t, const struct tally *other);

/* Percent earned in hundredths (7385 is 73.85 %), cut and not rounded, so that a printed
 * percentage never reaches a pass mark that it missed. 0 of 0 is 0. */
int32_t tally_percent(const struct tally *t);

/* A pass mark: none, percent in thousandths of a percent, or marks in thousandths. */
struct pass_mark {
    enum { PASS_NONE, PASS_PERCENT, PASS_MARKS } kind;
    int64_t value;
};

/* "72%", "72.5%", "47", "8.5": up to three decimals, at most 100%. 0, or -1. */
int pass_read(struct pass_mark *mark, const char *text);
/* Exact, and true when there is no mark to reach. */
bool pass_reached(const struct pass_mark *mark, const struct tally *t);

#endif
