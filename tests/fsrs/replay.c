/*
 * replay.c - hold fsrs.c against review histories that oracle.mjs wrote. In: its lines on
 * standard input. Out: the first difference and status 1, or a count and 0.
 *
 * Stabilities and difficulties agree within 1e-6 of their size, days, minutes and states
 * are the same.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "quizctl/fsrs.h"

enum { HISTORIES_MIN = 10000 };

/* What the reference makes of one review. */
struct review {
    int g, elapsed;
    struct fsrs_card card;
};

static bool read_history(struct fsrs *f)
{
    int steps;
    *f = (struct fsrs){.version = FSRS_VERSION};
    if (scanf(" history %lf %d", &f->retention, &steps) != 2)
        return false;
    f->has_steps = steps != 0;
    for (int i = 0; i < FSRS_WEIGHTS; i++)
        if (scanf("%lf", &f->w[i]) != 1)
            return false;
    return true;
}

static bool read_review(struct review *r)
{
    int state;
    struct fsrs_card *c = &r->card;
    if (scanf("%d %d %d %lf %lf %d %d", &r->g, &r->elapsed, &state, &c->stability,
              &c->difficulty, &c->days, &c->minutes) != 7)
        return false;
    c->state = (enum fsrs_state)state;
    return true;
}

static bool near(double a, double b)
{
    return fabs(a - b) <= 1e-6 * fabs(b);
}

static bool is_same(const struct fsrs_card *a, const struct fsrs_card *b)
{
    return a->state == b->state && near(a->stability, b->stability) &&
           near(a->difficulty, b->difficulty) && a->days == b->days &&
           a->minutes == b->minutes;
}

static void put_card(const char *name, const struct fsrs_card *c)
{
    printf("%s: state %d, S %.10g, D %.10g, %d days, %d minutes\n", name, c->state,
           c->stability, c->difficulty, c->days, c->minutes);
}

int main(void)
{
    struct fsrs f;
    struct review r;
    long histories = 0, reviews = 0;
    for (; read_history(&f); histories++) {
        struct fsrs_card card = {0};
        for (; read_review(&r); reviews++) {
            card = fsrs_review(&f, card, (enum fsrs_rating)r.g, r.elapsed);
            if (is_same(&card, &r.card))
                continue;
            printf("history %ld, retention %g, steps %d, rating %d after %d days\n",
                   histories + 1, f.retention, f.has_steps, r.g, r.elapsed);
            put_card("got", &card);
            put_card("want", &r.card);
            return 1;
        }
    }
    printf("%ld histories, %ld reviews agree\n", histories, reviews);
    return histories < HISTORIES_MIN || !feof(stdin);
}
