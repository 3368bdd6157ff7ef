/*
 * scaled.h - what a scaled score may be, and whether it passes. Pure, integers out.
 *
 * The body that sets an exam equates its forms: how many right answers make a score
 * depends on the form, and AWS does not publish its conversion. So this is an estimate:
 *
 *  line      nothing right is the bottom of the scale, everything right its top, and
 *            what lies between is on the straight line
 *  interval  the 95 % score interval of Wilson for the share of right answers, mapped by
 *            the same line and rounded outwards. It says how far chance moves a score
 * when other questions of this kind are asked. It says nothing about the line. cut the
 * estimate is cut, not rounded: it never shows a mark that was missed source    E. B.
 * Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal
 * of the American Statistical Association 22 (1927); L. D. Brown, T. T. Cai, A. DasGupta,
 * "Interval Estimation for a Binomial Proportion", Statistical Science 16 (2001), for its
 * use with few trials
 */
#ifndef QUIZCTL_SCALED_H
#define QUIZCTL_SCALED_H

#include "quizctl/bank.h"
#include "quizctl/score.h"

struct scaled {
    int estimate, low, high;
};

/* Of T's right answers among its questions; of none, the whole scale is possible. */
struct scaled scaled_estimate(const struct scale *scale, const struct tally *t);

/* The pass mark of EXAM for POSSIBLE thousandths of a mark: the fewest that reach it on
 * the line. PASS_NONE where the exam does not say. */
struct pass_mark scaled_pass(const struct exam *exam, int64_t possible);

#endif
