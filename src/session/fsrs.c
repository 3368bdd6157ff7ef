/*
 * fsrs.c - FSRS-6. The formulas, their names and their source: fsrs.h.
 *
 * In:   weights, a card, a rating, days gone by.
 * Out:  the card afterwards. What a quiz answer is rated: schedule.c.
 */
#include "quizctl/fsrs.h"

#include <assert.h>
#include <math.h>

#include "quizctl/mem.h"

static const double stability_min = 0.001, stability_max = FSRS_DAYS_MAX;
static const double first_stability_min = 0.1;

const struct fsrs fsrs_default = {
    .version = FSRS_VERSION,
    .w = {0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194,
          0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
          1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542},
    .retention = 0.9,
};

static double clamp(double x, double least, double most)
{
    return fmin(fmax(x, least), most);
}

/* To 8 decimals, halves up. */
static double round8(double x)
{
    return floor(x * 1e8 + 0.5) / 1e8;
}

/* --- the curve --- */

static double factor(const struct fsrs *f)
{
    return round8(exp(log(0.9) / -f->w[20]) - 1);
}

double fsrs_recall(const struct fsrs *f, double days, double stability)
{
    return round8(pow(1 + factor(f) * days / stability, -f->w[20]));
}

int fsrs_interval(const struct fsrs *f, double stability)
{
    double of_stability = round8((pow(f->retention, 1 / -f->w[20]) - 1) / factor(f));
    return (int)clamp(floor(stability * of_stability + 0.5), 1, FSRS_DAYS_MAX);
}

/* --- difficulty and stability --- */

static double first_difficulty(const struct fsrs *f, enum fsrs_rating g)
{
    return round8(f->w[4] - exp(f->w[5] * (g - 1)) + 1);
}

static double next_difficulty(const struct fsrs *f, double d, enum fsrs_rating g)
{
    double damped = d + round8(-f->w[6] * ((int)g - 3) * (10 - d) / 9);
    double w7 = f->w[7];
    return clamp(round8(w7 * first_difficulty(f, FSRS_EASY) + (1 - w7) * damped), 1, 10);
}

static double bounded_stability(double s)
{
    return round8(clamp(s, stability_min, stability_max));
}

static double same_day_stability(const struct fsrs *f, double s, enum fsrs_rating g)
{
    const double *w = f->w;
    double grows = pow(s, -w[19]) * exp(w[17] * ((int)g - 3 + w[18]));
    return bounded_stability(s * (g >= FSRS_HARD ? fmax(grows, 1) : grows));
}

static double recalled_stability(const struct fsrs *f, double d, double s, double r,
                                 enum fsrs_rating g)
{
    const double *w = f->w;
    double rated = g == FSRS_HARD ? w[15] : g == FSRS_EASY ? w[16] : 1;
    return bounded_stability(s * (1 + exp(w[8]) * (11 - d) * pow(s, -w[9]) *
                                          (exp((1 - r) * w[10]) - 1) * rated));
}

static double forgotten_stability(const struct fsrs *f, double d, double s, double r)
{
    const double *w = f->w;
    double after = bounded_stability(w[11] * pow(d, -w[12]) * (pow(s + 1, w[13]) - 1) *
                                     exp((1 - r) * w[14]));
    double before = round8(f->has_steps ? s / exp(w[17] * w[18]) : s);
    return fmin(fmax(before, stability_min), after);
}

/* S and D of CARD after a review; the rest stays. */
static struct fsrs_card remember(const struct fsrs *f, struct fsrs_card card,
                                 enum fsrs_rating g, int days)
{
    double d = card.difficulty, s = card.stability;
    if (card.state == FSRS_NEW) {
        card.difficulty = clamp(first_difficulty(f, g), 1, 10);
        card.stability = fmax(f->w[g - 1], first_stability_min);
        return card;
    }
    card.difficulty = next_difficulty(f, d, g);
    double r = fsrs_recall(f, days, s);
    if (days == 0 && f->has_steps)
        card.stability = same_day_stability(f, s, g);
    else if (g == FSRS_AGAIN)
        card.stability = forgotten_stability(f, d, s, r);
    else
        card.stability = recalled_stability(f, d, s, r, g);
    return card;
}

/* --- days --- */

static int max_int(int a, int b)
{
    return a > b ? a : b;
}

static int min_int(int a, int b)
{
    return a < b ? a : b;
}

/* Days for rating G, apart from those of the other ratings. */
static int days_apart(const struct fsrs *f, struct fsrs_card card, enum fsrs_rating g,
                      int days)
{
    int of[FSRS_RATINGS];
    for (int i = FSRS_AGAIN; i <= FSRS_EASY; i++)
        of[i] = fsrs_interval(f, remember(f, card, (enum fsrs_rating)i, days).stability);
    if (f->has_steps) {
        of[FSRS_HARD] = min_int(of[FSRS_HARD], of[FSRS_GOOD]);
    } else {
        of[FSRS_AGAIN] = min_int(of[FSRS_AGAIN], of[FSRS_HARD]);
        of[FSRS_HARD] = max_int(of[FSRS_HARD], of[FSRS_AGAIN] + 1);
    }
    of[FSRS_GOOD] = max_int(of[FSRS_GOOD], of[FSRS_HARD] + 1);
    of[FSRS_EASY] = max_int(of[FSRS_EASY], of[FSRS_GOOD] + 1);
    return of[g];
}

/* --- steps --- */

static const int learning_minutes[] = {1, 10}, relearning_minutes[] = {10};

/* Minutes until CARD is asked again and the step it is then on; 0: no step is left. */
static int step_minutes(struct fsrs_card card, enum fsrs_rating g, int *step)
{
    bool is_learning = card.state == FSRS_NEW || card.state == FSRS_LEARNING;
    const int *minutes = is_learning ? learning_minutes : relearning_minutes;
    int count =
        is_learning ? (int)COUNT(learning_minutes) : (int)COUNT(relearning_minutes);
    *step = 0;
    switch (g) {
    case FSRS_AGAIN:
        return minutes[0];
    case FSRS_HARD: /* between this step and the next */
        *step = card.step;
        return count > 1 ? (minutes[0] + minutes[1] + 1) / 2 : minutes[0] * 3 / 2;
    case FSRS_GOOD:
        if (card.step + 1 >= count)
            return 0;
        *step = card.step + 1;
        return minutes[*step];
    case FSRS_EASY:
        break;
    }
    return 0;
}

struct fsrs_card fsrs_review(const struct fsrs *f, struct fsrs_card card,
                             enum fsrs_rating g, int days)
{
    assert(f->version == FSRS_VERSION && days >= 0 && g >= FSRS_AGAIN && g <= FSRS_EASY);
    struct fsrs_card next = remember(f, card, g, days);
    bool is_recalled = card.state == FSRS_REVIEW && g != FSRS_AGAIN;

    next.step = next.minutes = 0;
    if (f->has_steps && !is_recalled)
        next.minutes = step_minutes(card, g, &next.step);
    if (next.minutes > 0) {
        bool is_learning = card.state == FSRS_NEW || card.state == FSRS_LEARNING;
        next.state = is_learning ? FSRS_LEARNING : FSRS_RELEARNING;
        next.days = 0;
        return next;
    }
    next.state = FSRS_REVIEW;
    next.days = f->has_steps && !is_recalled ? fsrs_interval(f, next.stability)
                                             : days_apart(f, card, g, days);
    return next;
}
