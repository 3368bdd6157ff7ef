/*
 * test_stats.c - figures worked out by hand, what is not defined, and findings. Against
 * an independent program on thousands of sheets: tests/stats/.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>

#include "cohort.h"
#include "quizctl/stats.h"

static const uint32_t keys[] = {0x1, 0x1, 0x1, 0x1}; /* a everywhere */

static void near(struct figure f, double wanted)
{
    if (f.why != NULL)
        fail_msg("not defined: %s", f.why);
    if (fabs(f.value - wanted) > 1e-12)
        fail_msg("got %.15g, want %.15g", f.value, wanted);
}

static void not_defined(struct figure f, const char *why)
{
    assert_non_null(f.why);
    assert_string_equal(f.why, why);
    assert_true(f.value == 0);
}

/* Sheets "picks" until NULL, of a test of QUESTIONS. */
static struct summary cohort(size_t questions, const char *const *sheets)
{
    struct bank bank = cohort_bank(questions, keys);
    struct summary s;
    char name[] = "c0";
    summary_init(&s, &bank, cohort_digest, POLICY_AWS);
    for (; *sheets != NULL; sheets++, name[1]++)
        cohort_add(&s, &bank, name, *sheets);
    bank_release(&bank);
    return s;
}

/* Totals 4, 3, 2, 1, 0: a Guttman scale. Variance of the total 2, of the items .16, .24,
 * .24, .16, so KR-20 is 4/3 * (1 - .8/2) = .8. */
static void stats__are_those_worked_out_by_hand(void **state)
{
    (void)state;
    static const char *const sheets[] = {"a a a a", "a a a b", "a a b c",
                                         "a b b d", "b b b -", NULL};
    struct summary s = cohort(4, sheets);
    struct stats_test t = stats_test(&s);
    near(t.mean, 2);
    near(t.sd, sqrt(2));
    near(t.alpha, 0.8);
    near(t.sem, sqrt(2) * sqrt(0.2));
    assert_true(t.is_kr20);
    assert_true(t.is_rough);

    /* q1: 1 1 1 1 0, total 4 3 2 1 0, rest 3 2 1 0 0 */
    struct stats_question q = stats_question(&s, 0);
    near(q.facility, 0.8);
    near(q.item_total, (2 - 0.8 * 2) / sqrt(0.16 * 2));
    near(q.item_rest, (6.0 / 5 - 0.8 * 1.2) / sqrt(0.16 * (14.0 / 5 - 1.44)));
    /* 1.35 sheets: the best and .35 of the next earn 1 each; the worst 0, the next 1 */
    near(q.discrimination, (1.35 - 0.35) / 1.35);

    /* q4: picked a by the sheet of 4 marks, d by the one of 1 */
    struct stats_option d = stats_option(&s, 3, 3);
    near(d.share, 0.2);
    near(d.mean_total, 1);
    near(d.rest, (1.0 / 5 - 0.2 * 1.8) / sqrt(0.16 * (23.0 / 5 - 1.8 * 1.8)));
    summary_release(&s);
}

static void stats__are_null_with_a_reason(void **state)
{
    (void)state;
    static const char *const none[] = {NULL}, *const one[] = {"a b", NULL},
                             *const same[] = {"a b", "a b", NULL},
                             *const short_test[] = {"a", "b", NULL};
    struct summary s = cohort(2, none);
    struct stats_test t = stats_test(&s);
    struct stats_question q = stats_question(&s, 0);
    not_defined(t.mean, "no sheet was graded");
    not_defined(t.sd, "no sheet was graded");
    not_defined(t.alpha, "no sheet was graded");
    not_defined(t.sem, "no sheet was graded");
    not_defined(q.facility, "no sheet was graded");
    not_defined(q.item_rest, "no sheet was graded");
    not_defined(q.discrimination, "no sheet was graded");
    not_defined(stats_option(&s, 0, 1).mean_total, "nobody picked it");
    summary_release(&s);

    s = cohort(2, one);
    near(stats_test(&s).sd, 0);
    not_defined(stats_test(&s).alpha, "all sheets have the same total");
    summary_release(&s);

    s = cohort(2, same);
    q = stats_question(&s, 0);
    not_defined(q.item_rest, "all sheets earned the same here");
    not_defined(q.item_total, "all sheets earned the same here");
    not_defined(q.discrimination, "all sheets have the same total");
    not_defined(stats_option(&s, 0, 0).rest, "all picked it");
    not_defined(stats_option(&s, 0, 1).rest, "nobody picked it");
    summary_release(&s);

    s = cohort(1, short_test);
    q = stats_question(&s, 0);
    not_defined(stats_test(&s).alpha, "the test has a single question");
    not_defined(q.item_rest, "all sheets earned the same in the other questions");
    near(q.item_total, 1);
    summary_release(&s);
}

static void stats_has__finds_what_is_wrong(void **state)
{
    (void)state;
    /* q4: the good sheets say b. q3: d is taken by one bad sheet, c by nobody. */
    static const char *const sheets[] = {"a a a b", "a a a b", "a b b a",
                                         "b a d a", "b b b a", NULL};
    struct summary s = cohort(4, sheets);
    size_t option = 99;
    assert_true(stats_has(&s, 3, STATS_SUSPECT_KEY, &option));
    assert_int_equal(option, 1);
    assert_true(stats_has(&s, 3, STATS_NEGATIVE_DISCRIMINATION, NULL));
    assert_false(stats_has(&s, 0, STATS_SUSPECT_KEY, NULL));
    assert_false(stats_has(&s, 0, STATS_NEGATIVE_DISCRIMINATION, NULL));
    assert_true(stats_has(&s, 2, STATS_UNUSED_DISTRACTOR, &option));
    assert_int_equal(option, 2);
    summary_release(&s);
}

/* One sheet that shines elsewhere is no evidence against a key. */
static void stats_has__wants_two_sheets_against_a_key(void **state)
{
    (void)state;
    static const char *const sheets[] = {"a a a b", "b a b a", "b b a a", "b b b a",
                                         NULL};
    struct summary s = cohort(4, sheets);
    assert_false(stats_has(&s, 3, STATS_SUSPECT_KEY, NULL));
    assert_true(stats_has(&s, 3, STATS_NEGATIVE_DISCRIMINATION, NULL));
    summary_release(&s);
}

static void stats_finding_find__knows_each_name(void **state)
{
    (void)state;
    for (int f = 0; f < STATS_FINDINGS; f++) {
        const char *name = stats_finding_name((enum stats_finding)f);
        assert_int_equal(stats_finding_find(name, strlen(name)), f);
        assert_int_equal(stats_finding_find(name, strlen(name) - 1), -1);
    }
}

/* Sums that 64 bits could not hold: 138 thousand million sheets, half of them perfect. */
static void stats__do_not_overflow(void **state)
{
    (void)state;
    static const char *const sheets[] = {"a a a a", "b b b b", NULL};
    struct summary s = cohort(4, sheets), other = cohort(4, sheets);
    while (
        summary_has_room(&s, s.graded)) { /* the sample of hashes does not matter here */
        summary_merge(&s, &other);
        summary_merge(&other, &s);
    }
    assert_null(summary_fault(&s));
    assert_true(s.graded > 500000000000);
    near(stats_test(&s).alpha, 1);
    near(stats_test(&s).sd, 2);
    near(stats_question(&s, 2).item_rest, 1);
    near(stats_question(&s, 2).discrimination, 1);
    summary_release(&s);
    summary_release(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stats__are_those_worked_out_by_hand),
        cmocka_unit_test(stats__are_null_with_a_reason),
        cmocka_unit_test(stats_has__finds_what_is_wrong),
        cmocka_unit_test(stats_has__wants_two_sheets_against_a_key),
        cmocka_unit_test(stats_finding_find__knows_each_name),
        cmocka_unit_test(stats__do_not_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
