/*
 * chance.h - how likely is it that chance alone gives so many hits?
 */
#ifndef CHANCE_H
#define CHANCE_H

#include <stddef.h>

/*
 * The probability of AT_LEAST hits or more in COUNT independent trials, where trial i
 * hits with probability CHANCE[i]: the upper tail of the Poisson-binomial distribution,
 * which is the binomial one when all chances are equal.
 *
 *  exact   no approximation: the distribution is built trial by trial. All terms are
 *          positive, so nothing cancels, and the relative error is at most about
 *          3 * COUNT * 2^-53, as long as the tail is above COUNT * 1e-290
 *  speed   COUNT * AT_LEAST steps
 *  source  Y. H. Wang, "On the number of successes in independent trials", Statistica
 *          Sinica 3 (1993)
 */
double chance_tail(const double *chance, size_t count, size_t at_least);

/* The same by walking through all 2^COUNT outcomes: slow and obviously right. Tests
 * compare the two. */
double chance_tail_plain(const double *chance, size_t count, size_t at_least);

#endif
