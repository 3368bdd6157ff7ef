/*
 * tally.c - sums of verdicts, percent, and the pass mark.
 *
 * Whole numbers only: sums do not depend on their order, and "reached" is decided by
 * multiplying, so the printed verdict and the exit status cannot differ by a rounding.
 */
#include <assert.h>

#include "quizctl/score.h"

/* A whole per 100 %, in the units of a pass mark and of tally_percent. */
enum { WHOLE_PASS = 100000, WHOLE_PRINTED = 10000 };

void tally_add(struct tally *t, struct verdict v)
{
    t->points += v.points;
    t->possible += MARK;
    t->questions++;
    if (v.is_right)
        t->right++;
    else if (v.is_blank)
        t->blank++;
    else
        t->wrong++;
}

void tally_merge(struct tally *t, const struct tally *other)
{
    t->points += other->points;
    t->possible += other->possible;
    t->questions += other->questions;
    t->right += other->right;
    t->wrong += other->wrong;
    t->blank += other->blank;
}

int32_t tally_percent(const struct tally *t)
{
    assert(t->points <= INT64_MAX / WHOLE_PRINTED); /* 9e11 questions */
    if (t->possible == 0)
        return 0;
    return (int32_t)(t->points * WHOLE_PRINTED / t->possible);
}

/* Digits from *TEXT on into *VALUE, at most MOST of them; how many there were. */
static int read_digits(const char **text, int most, int64_t *value)
{
    int count = 0;
    for (; **text >= '0' && **text <= '9' && count <= most; (*text)++, count++)
        *value = *value * 10 + (**text - '0');
    return count;
}

int pass_read(struct pass_mark *mark, const char *text)
{
    enum { MOST_WHOLE = 9, MOST_FRACTION = 3 };
    int64_t value = 0;
    int whole = read_digits(&text, MOST_WHOLE, &value);
    int fraction = 0;
    if (*text == '.') {
        text++;
        fraction = read_digits(&text, MOST_FRACTION, &value);
        if (fraction == 0)
            return -1;
    }
    if (whole == 0 || whole > MOST_WHOLE || fraction > MOST_FRACTION)
        return -1;
    for (; fraction < MOST_FRACTION; fraction++)
        value *= 10;

    bool is_percent = *text == '%';
    if (is_percent)
        text++;
    if (*text != '\0' || (is_percent && value > WHOLE_PASS))
        return -1;
    *mark = (struct pass_mark){is_percent ? PASS_PERCENT : PASS_MARKS, value};
    return 0;
}

bool pass_reached(const struct pass_mark *mark, const struct tally *t)
{
    switch (mark->kind) {
    case PASS_PERCENT:
        assert(t->possible <= INT64_MAX / WHOLE_PASS);
        if (t->possible == 0) /* 0 of 0 is 0 % */
            return mark->value == 0;
        return t->points * WHOLE_PASS >= mark->value * t->possible;
    case PASS_MARKS:
        return t->points >= mark->value;
    case PASS_NONE:
        break;
    }
    return true;
}
