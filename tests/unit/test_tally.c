/*
 * test_tally.c - sums, percent, the pass mark, and the totals of a whole run.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <inttypes.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/result.h"

static struct tally of(int64_t points, int64_t possible)
{
    return (struct tally){.points = points, .possible = possible};
}

static void tally_add__counts_each_verdict_once(void **state)
{
    (void)state;
    struct tally t = {0};
    tally_add(&t, (struct verdict){.points = 1000, .is_right = true});
    tally_add(&t, (struct verdict){.points = 500});
    tally_add(&t, (struct verdict){.is_blank = true});
    tally_add(&t, (struct verdict){.points = 0});
    assert_int_equal(t.points, 1500);
    assert_int_equal(t.possible, 4000);
    assert_int_equal(t.questions, 4);
    assert_int_equal(t.right, 1);
    assert_int_equal(t.wrong, 2);
    assert_int_equal(t.blank, 1);
}

static void tally_merge__gives_the_same_in_any_order(void **state)
{
    (void)state;
    struct tally a = {1500, 4000, 4, 1, 2, 1}, b = {333, 1000, 1, 0, 1, 0}, c = {0};
    struct tally ab = a, ba = b, abc = a;
    tally_merge(&ab, &b);
    tally_merge(&ba, &a);
    assert_memory_equal(&ab, &ba, sizeof ab);
    tally_merge(&abc, &c);
    assert_memory_equal(&abc, &a, sizeof a);
    tally_merge(&abc, &b);
    assert_memory_equal(&abc, &ab, sizeof ab);
}

static void tally_percent__is_cut_and_never_rounded_up(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        int64_t points, possible;
        int32_t percent;
    } row[] = {
        {"nothing of nothing",               0,              0,              0    },
        {"all",                              12000,          12000,          10000},
        {"9 of 12",                          9000,           12000,          7500 },
        {"2 of 3 is 66.66, not 66.67",       2000,           3000,           6666 },
        {"71.9999 % does not print as 72",   71999900,       100000000,      7199 },
        {"one thousandth short of all",      64999,          65000,          9999 },
        {"a billion sheets of 65 questions", 32500000000000, 65000000000000, 5000 },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct tally t = of(row[i].points, row[i].possible);
        int32_t got = tally_percent(&t);
        if (got != row[i].percent)
            fail_msg("%s: got %d, want %d", row[i].why, got, row[i].percent);
    }
}

static void pass_read__takes_percent_and_marks(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int rc, kind;
        int64_t value;
    } row[] = {
        {"72%",        0,  PASS_PERCENT, 72000       },
        {"72.5%",      0,  PASS_PERCENT, 72500       },
        {"0%",         0,  PASS_PERCENT, 0           },
        {"100%",       0,  PASS_PERCENT, 100000      },
        {"66.667%",    0,  PASS_PERCENT, 66667       },
        {"47",         0,  PASS_MARKS,   47000       },
        {"8.5",        0,  PASS_MARKS,   8500        },
        {"0.001",      0,  PASS_MARKS,   1           },
        {"999999999",  0,  PASS_MARKS,   999999999000},
        {"100.001%",   -1, 0,            0           },
        {"101%",       -1, 0,            0           },
        {"9999999999", -1, 0,            0           },
        {"1.2345",     -1, 0,            0           },
        {"",           -1, 0,            0           },
        {"%",          -1, 0,            0           },
        {"-1",         -1, 0,            0           },
        {"+1",         -1, 0,            0           },
        {" 1",         -1, 0,            0           },
        {"72 %",       -1, 0,            0           },
        {"72%%",       -1, 0,            0           },
        {"72.",        -1, 0,            0           },
        {".5",         -1, 0,            0           },
        {"72,5%",      -1, 0,            0           },
        {"1e2",        -1, 0,            0           },
        {"pass",       -1, 0,            0           },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct pass_mark mark = {0};
        int rc = pass_read(&mark, row[i].text);
        if (rc != row[i].rc || (int)mark.kind != row[i].kind ||
            mark.value != row[i].value)
            fail_msg("\"%s\": got %d, kind %d, %" PRId64, row[i].text, rc, (int)mark.kind,
                     mark.value);
    }
}

static void pass_reached__is_exact_at_the_edge(void **state)
{
    (void)state;
    static const struct {
        const char *why, *mark;
        int64_t points, possible;
        bool reached;
    } row[] = {
        {"exactly 72 %",                  "72%",     720,            1000,           true },
        {"a thousandth below",            "72%",     719,            1000,           false},
        {"36 of 50 is 72 %",              "72%",     36000,          50000,          true },
        {"2 of 3 is less than 66.667 %",  "66.667%", 2000,           3000,           false},
        {"2 of 3 is more than 66.666 %",  "66.666%", 2000,           3000,           true },
        {"marks: exactly",                "8.5",     8500,           12000,          true },
        {"marks: a thousandth below",     "8.5",     8499,           12000,          false},
        {"nothing of nothing is 0 %",     "72%",     0,              0,              false},
        {"and 0 % of nothing is reached", "0%",      0,              0,              true },
        {"0 % lets everyone pass",        "0%",      0,              1000,           true },
        {"100 % of a big cohort",         "100%",    65000000000000, 65000000000000, true },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct pass_mark mark = {0};
        struct tally t = of(row[i].points, row[i].possible);
        assert_int_equal(pass_read(&mark, row[i].mark), 0);
        if (pass_reached(&mark, &t) != row[i].reached)
            fail_msg("%s", row[i].why);
    }
}

/* A printed percentage that reaches the mark belongs to one who reached it. */
static void pass_reached__agrees_with_the_printed_percentage(void **state)
{
    (void)state;
    for (int64_t possible = 1; possible <= 60; possible++) {
        for (int64_t points = 0; points <= possible; points++) {
            struct tally t = of(points, possible);
            for (int64_t percent = 0; percent <= 100; percent++) {
                struct pass_mark mark = {PASS_PERCENT, percent * 1000};
                bool printed = tally_percent(&t) >= percent * 100;
                assert_int_equal(pass_reached(&mark, &t), printed);
            }
        }
    }
}

static void result_count__accounts_for_every_result(void **state)
{
    (void)state;
    static const struct pass_mark half = {PASS_PERCENT, 50000}, none = {PASS_NONE, 0};
    struct result pass = {
        .status = RESULT_GRADED, .tally = {2000, 3000, 3, 2, 1, 0}
    };
    struct result fail = {
        .status = RESULT_GRADED, .tally = {1000, 3000, 3, 1, 0, 2}
    };
    struct result bad = {.status = RESULT_REJECTED};

    struct result_totals t = {0};
    result_count(&t, &pass, &half);
    result_count(&t, &bad, &half);
    result_count(&t, &fail, &half);
    result_count(&t, &pass, &half);
    assert_int_equal(t.given, 4);
    assert_int_equal(t.graded, 3);
    assert_int_equal(t.rejected, 1);
    assert_int_equal(t.passed, 2);
    assert_int_equal(t.failed, 1);
    assert_int_equal(t.tally.points, 5000);
    assert_int_equal(t.tally.possible, 9000);

    t = (struct result_totals){0};
    result_count(&t, &pass, &none);
    assert_int_equal(t.passed + t.failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tally_add__counts_each_verdict_once),
        cmocka_unit_test(tally_merge__gives_the_same_in_any_order),
        cmocka_unit_test(tally_percent__is_cut_and_never_rounded_up),
        cmocka_unit_test(pass_read__takes_percent_and_marks),
        cmocka_unit_test(pass_reached__is_exact_at_the_edge),
        cmocka_unit_test(pass_reached__agrees_with_the_printed_percentage),
        cmocka_unit_test(result_count__accounts_for_every_result),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
