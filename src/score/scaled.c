/*
 * scaled.c - from right answers to an estimate on a scale; the rules are in scaled.h.
 */
#include "quizctl/scaled.h"

#include <math.h>

/* The 97.5th percentile of the normal distribution. */
static const double z = 1.959963984540054;

/* Half the width of Wilson's interval, and where its middle is. */
static void wilson(double right, double count, double *middle, double *half)
{
    double share = right / count, z2 = z * z;
    double shrink = 1 + z2 / count;
    *middle = (share + z2 / (2 * count)) / shrink;
    *half = z / shrink * sqrt(share * (1 - share) / count + z2 / (4 * count * count));
}

struct scaled scaled_estimate(const struct scale *scale, const struct tally *t)
{
    int64_t width = (int64_t)scale->max - scale->min;
    double middle, half;
    if (t->questions == 0)
        return (struct scaled){scale->min, scale->min, scale->max};
    wilson((double)t->right, (double)t->questions, &middle, &half);
    /* At the ends the formula gives 0 and 1 exactly; a double may miss them. */
    double low = t->right == 0 ? 0 : middle - half;
    double high = t->right == t->questions ? 1 : middle + half;
    return (struct scaled){
        .estimate = scale->min + (int)(width * (int64_t)t->right / (int64_t)t->questions),
        .low = scale->min + (int)floor((double)width * low),
        .high = scale->min + (int)ceil((double)width * high),
    };
}

struct pass_mark scaled_pass(const struct exam *exam, int64_t possible)
{
    int64_t width = (int64_t)exam->scale.max - exam->scale.min;
    if (exam->pass == 0 || width <= 0)
        return (struct pass_mark){.kind = PASS_NONE};
    int64_t above = (int64_t)exam->pass - exam->scale.min;
    return (struct pass_mark){PASS_MARKS, (possible * above + width - 1) / width};
}
