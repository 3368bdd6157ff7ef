/*
 * fsrs.h - FSRS-6, the free spaced repetition scheduler: how well something is remembered
 * after a review, and when to ask again. Pure: days and ratings in, a card out.
 *
 *  S       stability: days until recall has fallen to 90 %; 0.001 to 36500
 *  D       difficulty, 1 to 10
 *  R(t,S)  recall after t days: (1 + F t/S)^-w20, where F = 0.9^(-1/w20) - 1
 *  I(r,S)  days until recall is r: S/F (r^(-1/w20) - 1); 1 to 36500, whole
 *
 * The first review gives S = w[G-1] (0.1 at least) and D = D0(G), kept within 1 and 10:
 *
 *  D0(G) = w4 - e^(w5 (G-1)) + 1
 *
 * A later one, with rating G, t days after the one before, R = R(t,S):
 *
 *  D'  = w7 D0(4) + (1-w7) (D - w6 (G-3) (10-D)/9), kept within 1 and 10
 *  S'  = S (1 + e^w8 (11-D) S^-w9 (e^(w10 (1-R)) - 1) h)    G >= 2; h: w15 for hard, w16
 *                                                           for easy, else 1
 *  S'  = min(w11 D^-w12 ((S+1)^w13 - 1) e^(w14 (1-R)), S/b)  G = 1; b: e^(w17 w18) with
 *                                                           steps, 1 without
 *  S'  = S m                                                t = 0, with steps; m:
 *                                                           e^(w17 (G-3+w18)) S^-w19, but
 *                                                           1 at least where G >= 2
 *
 * With steps a new card is asked after 1 and 10 minutes, a forgotten one after 10, before
 * days count. Without ("long-term mode") every interval is in days.
 *
 * What is computed is rounded to 8 decimals at each step, as the reference does:
 * intervals are the same, not only near.
 *
 * source  ts-fsrs 5.4.2, packages/fsrs/src (algorithm.ts and impl); the wiki page "The
 *         Algorithm" of open-spaced-repetition/fsrs4anki. Held against it by
 *         tests/fsrs/oracle.mjs.
 */
#ifndef QUIZCTL_FSRS_H
#define QUIZCTL_FSRS_H

#include <stdbool.h>

enum fsrs_rating { FSRS_AGAIN = 1, FSRS_HARD, FSRS_GOOD, FSRS_EASY };
enum { FSRS_RATINGS = FSRS_EASY + 1 };

enum fsrs_state { FSRS_NEW, FSRS_LEARNING, FSRS_REVIEW, FSRS_RELEARNING };

enum { FSRS_VERSION = 6, FSRS_WEIGHTS = 21, FSRS_DAYS_MAX = 36500 };

struct fsrs {
    int version; /* of the formulas that W belongs to: FSRS_VERSION */
    double w[FSRS_WEIGHTS];
    double retention; /* recall to ask again at: above 0, below 1 */
    bool has_steps;
};

/* The published weights, recall of 90 %, long-term mode. */
extern const struct fsrs fsrs_default;

/* What is known of one thing learned. All-zero is a new one. */
struct fsrs_card {
    enum fsrs_state state;
    double stability, difficulty;
    int step;    /* of (re)learning, from 0 */
    int days;    /* until it is asked again; 0: after so many ... */
    int minutes; /* ... of these */
};

/* R(t,S) of a card that is not new, DAYS (0 or more) after its last review. */
double fsrs_recall(const struct fsrs *f, double days, double stability);

/* I(r,S) for the retention of F. */
int fsrs_interval(const struct fsrs *f, double stability);

/*
 * CARD after a review rated G, DAYS (0 or more) after the one before; for a new card DAYS
 * does not matter. The four ratings never share an interval of days where the reference
 * keeps them apart: hard < good < easy, and again < hard in long-term mode.
 */
struct fsrs_card fsrs_review(const struct fsrs *f, struct fsrs_card card,
                             enum fsrs_rating g, int days);

#endif
