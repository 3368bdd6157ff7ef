/*
 * stats.c - figures of a summary; the formulas and their sources stand in stats.h.
 *
 * In:   a summary, whose sums are exact.
 * Out:  figures, each with its reason where it is not defined; findings.
 *
 * N * sum(xy) - sum(x) * sum(y) is N^2 times a covariance and is computed in 128 bits, so
 * nothing cancels. Floating point begins behind it, and every figure takes a handful of
 * operations that IEEE 754 rounds in one way: the same bytes on every machine.
 */
#include "quizctl/stats.h"

#include <assert.h>
#include <math.h>
#include <string.h>

__extension__ typedef __int128 signed_wide;

static const char no_sheets[] = "no sheet was graded";

static struct figure undefined(const char *why)
{
    return (struct figure){.why = why};
}

static struct figure defined(double value)
{
    return (struct figure){.value = value};
}

/* Sums over N sheets of two numbers each, a and b. */
struct pair_sums {
    uint64_t n;
    int64_t a, b;
    wide aa, bb, ab;
};

/* N^2 times the covariance. */
static double spread(uint64_t n, wide product, int64_t a, int64_t b)
{
    return (double)((signed_wide)(product * n) - (signed_wide)a * b);
}

/* Pearson's r. WHY_A, WHY_B: what it is when a or b never varies. */
static struct figure correlation(const struct pair_sums *s, const char *why_a,
                                 const char *why_b)
{
    if (s->n == 0)
        return undefined(no_sheets);
    double aa = spread(s->n, s->aa, s->a, s->a), bb = spread(s->n, s->bb, s->b, s->b);
    if (aa <= 0)
        return undefined(why_a);
    if (bb <= 0)
        return undefined(why_b);
    double r = spread(s->n, s->ab, s->a, s->b) / (sqrt(aa) * sqrt(bb));
    return defined(r > 1 ? 1 : r < -1 ? -1 : r); /* a rounding past the end */
}

/* --- the test --- */

static bool gives_whole_marks(const struct summary *s)
{
    bool is_whole = true;
    for (size_t i = 0; i < s->question_count && is_whole; i++)
        is_whole = s->questions[i].squares == MARK * s->questions[i].points;
    return is_whole;
}

static struct figure alpha(const struct summary *s, double total_spread)
{
    double items = 0;
    size_t k = s->question_count;
    if (s->graded == 0)
        return undefined(no_sheets);
    if (k < 2)
        return undefined("the test has a single question");
    if (total_spread <= 0)
        return undefined("all sheets have the same total");
    for (size_t i = 0; i < k; i++) {
        const struct summary_question *q = &s->questions[i];
        items += spread(s->graded, (wide)q->squares, q->points, q->points);
    }
    return defined((double)k / (double)(k - 1) * (1 - items / total_spread));
}

struct stats_test stats_test(const struct summary *s)
{
    double n = (double)s->graded;
    double total_spread = spread(s->graded, s->squares, s->total, s->total);
    struct stats_test t = {
        .alpha = alpha(s, total_spread),
        .is_kr20 = gives_whole_marks(s),
        .is_rough = s->graded < STATS_FEW,
    };
    if (s->graded == 0) {
        t.mean = t.sd = t.sem = t.noise = undefined(no_sheets);
        return t;
    }
    t.mean = defined((double)s->total / n / MARK);
    t.sd = defined(sqrt(total_spread) / n / MARK);
    t.noise = defined(s->graded > 4 ? 2 / sqrt(n) : 1);
    double error = 1 - t.alpha.value; /* never below 0 but by rounding, or by forgery */
    t.sem = t.alpha.why != NULL ? undefined(t.alpha.why)
                                : defined(t.sd.value * sqrt(error > 0 ? error : 0));
    return t;
}

/* --- a question --- */

/* What the upper (or lower) 27 % of the sheets earned here, in thousandths. */
static double group_points(const struct summary *s, const struct summary_question *q,
                           bool is_upper)
{
    enum { PERCENT = 27 };
    wide left = (wide)s->graded * PERCENT; /* hundredths of a sheet */
    int64_t whole = 0;
    for (size_t i = 0; i < s->bin_count; i++) {
        size_t bin = is_upper ? s->bin_count - 1 - i : i;
        wide sheets = (wide)s->bins[bin] * 100;
        if (sheets > left) /* the limit cuts through this bin: a part of it counts */
            return (double)whole + (double)q->by_bin[bin] * (double)left / (double)sheets;
        whole += q->by_bin[bin];
        left -= sheets;
    }
    return (double)whole;
}

static struct figure discrimination(const struct summary *s,
                                    const struct summary_question *q)
{
    if (s->graded == 0)
        return undefined(no_sheets);
    if (spread(s->graded, s->squares, s->total, s->total) <= 0)
        return undefined("all sheets have the same total");
    double upper = group_points(s, q, true), lower = group_points(s, q, false);
    return defined((upper - lower) / (0.27 * (double)s->graded) / MARK);
}

struct stats_question stats_question(const struct summary *s, size_t question)
{
    static const char same[] = "all sheets earned the same here";
    const struct summary_question *q = &s->questions[question];
    const struct pair_sums with_total = {
        .n = s->graded,
        .a = q->points,
        .aa = (wide)q->squares,
        .b = s->total,
        .bb = s->squares,
        .ab = (wide)q->products,
    };
    struct pair_sums with_rest = with_total;
    with_rest.b -= q->points;
    with_rest.bb = s->squares + (wide)q->squares - 2 * (wide)q->products;
    with_rest.ab -= (wide)q->squares;
    return (struct stats_question){
        .facility = s->graded > 0
                        ? defined((double)q->points / ((double)s->graded * MARK))
                        : undefined(no_sheets),
        .item_total = correlation(&with_total, same, "all sheets have the same total"),
        .item_rest = correlation(&with_rest, same,
                                 "all sheets earned the same in the other questions"),
        .discrimination = discrimination(s, q),
    };
}

/* --- an option --- */

struct stats_option stats_option(const struct summary *s, size_t question, size_t option)
{
    const struct summary_question *q = &s->questions[question];
    const struct summary_option *o = &q->options[option];
    assert(option < q->option_count);
    const struct pair_sums sums = {
        .n = s->graded,
        .a = (int64_t)o->picked,
        .aa = o->picked,
        .b = s->total - q->points,
        .bb = s->squares + (wide)q->squares - 2 * (wide)q->products,
        .ab = (wide)(o->total - o->own),
    };
    return (struct stats_option){
        .share = s->graded > 0 ? defined((double)o->picked / (double)s->graded)
                               : undefined(no_sheets),
        .mean_total = o->picked > 0 ? defined((double)o->total / (double)o->picked / MARK)
                                    : undefined("nobody picked it"),
        .rest = correlation(&sums, o->picked == 0 ? "nobody picked it" : "all picked it",
                            "all sheets earned the same in the other questions"),
    };
}

/* --- findings --- */

/* The least that a right option correlates; 2 where none does. */
static double weakest_key(const struct summary *s, size_t question)
{
    const struct summary_question *q = &s->questions[question];
    double least = 2;
    for (size_t i = 0; i < q->option_count; i++) {
        struct figure r = stats_option(s, question, i).rest;
        if (q->options[i].is_key && r.why == NULL && r.value < least)
            least = r.value;
    }
    return least;
}

static bool is_suspect_key(const struct summary *s, size_t question, size_t *option)
{
    enum { LEAST_PICKED = 2 }; /* one sheet is no evidence */
    const struct summary_question *q = &s->questions[question];
    double best = weakest_key(s, question);
    bool has = false;
    if (best < 0)
        best = 0;
    for (size_t i = 0; i < q->option_count; i++) {
        struct figure r = stats_option(s, question, i).rest;
        if (q->options[i].is_key || q->options[i].picked < LEAST_PICKED ||
            r.why != NULL || r.value <= best)
            continue;
        has = true;
        best = r.value;
        *option = i;
    }
    return has;
}

static bool is_negative(const struct summary *s, size_t question, size_t *option)
{
    (void)option;
    struct figure r = stats_question(s, question).item_rest;
    return r.why == NULL && r.value < 0;
}

static bool has_unused(const struct summary *s, size_t question, size_t *option)
{
    const struct summary_question *q = &s->questions[question];
    for (size_t i = 0; i < q->option_count && s->graded > 0; i++) {
        if (q->options[i].is_key || q->options[i].picked > 0)
            continue;
        *option = i;
        return true;
    }
    return false;
}

static const struct {
    const char *name, *about;
    bool (*has)(const struct summary *s, size_t question, size_t *option);
} finding_table[STATS_FINDINGS] = {
    [STATS_SUSPECT_KEY] = {"suspect-key",
                           "a wrong option goes with good sheets more than a right one", is_suspect_key},
    [STATS_NEGATIVE_DISCRIMINATION] = {"negative-discrimination",
                           "who does well elsewhere does worse here",                    is_negative   },
    [STATS_UNUSED_DISTRACTOR] = {"unused-distractor",       "nobody picked a wrong option",
                           has_unused                                                                  },
};

const char *stats_finding_name(enum stats_finding f)
{
    assert(f < STATS_FINDINGS);
    return finding_table[f].name;
}

const char *stats_finding_about(enum stats_finding f)
{
    assert(f < STATS_FINDINGS);
    return finding_table[f].about;
}

long stats_finding_find(const char *name, size_t len)
{
    for (size_t i = 0; i < COUNT(finding_table); i++)
        if (strlen(finding_table[i].name) == len &&
            memcmp(finding_table[i].name, name, len) == 0)
            return (long)i;
    return -1;
}

bool stats_has(const struct summary *s, size_t question, enum stats_finding f,
               size_t *option)
{
    size_t ignored;
    assert(f < STATS_FINDINGS);
    return finding_table[f].has(s, question, option != NULL ? option : &ignored);
}
