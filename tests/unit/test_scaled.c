/*
 * test_scaled.c - the estimate on a scale, its interval, and the mark that passes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "quizctl/mem.h"
#include "quizctl/scaled.h"

static const struct scale aws = {100, 1000};

static struct tally tally(uint64_t right, uint64_t questions)
{
    return (struct tally){.right = right,
                          .wrong = questions - right,
                          .questions = questions,
                          .points = (int64_t)right * MARK,
                          .possible = (int64_t)questions * MARK};
}

/* The intervals were computed once more from the formula, in Python, put on the line and
 * rounded outwards. */
static void scaled_estimate__follows_the_table(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        uint64_t right, questions;
        struct scaled want;
    } row[] = {
        {"nothing right is the bottom",         0,  50, {100, 100, 165}  },
        {"everything right is the top",         50, 50, {1000, 935, 1000}},
        {"half: 0.3664, 0.6336",                25, 50, {550, 429, 671}  },
        {"35 of 50: 0.5625, 0.8090",            35, 50, {730, 606, 829}  },
        {"34 of 50 is cut to 712, not to 720",  34, 50, {712, 587, 814}  },
        {"one of two: 0.0945, 0.9055",          1,  2,  {550, 185, 915}  },
        {"of none the whole scale is possible", 0,  0,  {100, 100, 1000} },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        const struct tally t = tally(row[i].right, row[i].questions);
        struct scaled got = scaled_estimate(&aws, &t);
        if (got.estimate != row[i].want.estimate || got.low != row[i].want.low ||
            got.high != row[i].want.high)
            fail_msg("%s: got %d (%d to %d)", row[i].why, got.estimate, got.low,
                     got.high);
    }
}

static void scaled_pass__is_the_fewest_that_reach_the_mark(void **state)
{
    (void)state;
    struct exam exam = {.scale = aws, .pass = 720};
    for (int64_t n = 1; n <= 200; n++) { /* all small forms, against the line itself */
        struct pass_mark mark = scaled_pass(&exam, n * MARK);
        for (int64_t right = 0; right <= n; right++) {
            const struct tally t = tally((uint64_t)right, (uint64_t)n);
            bool passes = 100 * n + 900 * right >= 720 * n;
            assert_int_equal(pass_reached(&mark, &t), passes);
            /* what is printed and what is decided agree */
            assert_int_equal(scaled_estimate(&aws, &t).estimate >= 720, passes);
        }
    }
}

static void scaled_pass__is_none_where_nobody_says(void **state)
{
    (void)state;
    struct exam without_pass = {.scale = aws}, without_scale = {.pass = 0};
    assert_int_equal(scaled_pass(&without_pass, MARK).kind, PASS_NONE);
    assert_int_equal(scaled_pass(&without_scale, MARK).kind, PASS_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scaled_estimate__follows_the_table),
        cmocka_unit_test(scaled_pass__is_the_fewest_that_reach_the_mark),
        cmocka_unit_test(scaled_pass__is_none_where_nobody_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
