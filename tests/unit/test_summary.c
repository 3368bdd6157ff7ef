/*
 * test_summary.c - sums of sheets: what is counted, and that no split changes them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "cohort.h"
#include "quizctl/report.h"

static const uint32_t keys[] = {0x1, 0x1, 0x3}; /* a; a; a and b */

static struct buf bytes_of(const struct summary *s)
{
    struct buf text = {0};
    report_summary(&text, s);
    return text;
}

static void assert_same(const struct summary *a, const struct summary *b)
{
    struct buf x = bytes_of(a), y = bytes_of(b);
    assert_string_equal(x.bytes, y.bytes);
    buf_release(&x);
    buf_release(&y);
}

static void summary_add__counts_picks_and_points(void **state)
{
    (void)state;
    struct bank bank = cohort_bank(3, keys);
    struct summary s;
    summary_init(&s, &bank, cohort_digest, POLICY_PARTIAL);
    cohort_add(&s, &bank, "ada", "a a ab"); /* 3000 */
    cohort_add(&s, &bank, "bob", "b - ac"); /* 1/2 - 1/2: 0 */
    cohort_add(&s, &bank, "eve", "a b a");  /* 1500 */
    assert_int_equal(s.graded, 3);
    assert_int_equal(s.total, 4500);
    assert_true(s.squares == 9000000 + 2250000);
    assert_int_equal(s.step, 100);
    assert_int_equal(s.bin_count, 31);
    assert_int_equal(s.bins[30], 1);
    assert_int_equal(s.bins[15], 1);
    assert_int_equal(s.bins[0], 1);
    const struct summary_question *q = &s.questions[2];
    assert_int_equal(q->blank, 0);
    assert_int_equal(s.questions[1].blank, 1);
    assert_int_equal(q->right, 1);
    assert_int_equal(q->points, 1500);
    assert_int_equal(q->squares, 1250000);
    assert_int_equal(q->products, 1000 * 3000 + 500 * 1500);
    assert_int_equal(q->by_bin[30], 1000);
    assert_int_equal(q->by_bin[15], 500);
    assert_int_equal(q->options[0].picked, 3);
    assert_int_equal(q->options[0].total, 4500);
    assert_int_equal(q->options[0].own, 1500);
    assert_int_equal(q->options[1].picked, 1);
    assert_int_equal(q->options[3].picked, 0);
    assert_null(summary_fault(&s));
    summary_release(&s);
    bank_release(&bank);
}

/* Sheets dealt to three summaries by chance, merged in any order, are as one. */
static void summary_merge__gives_what_no_split_gives(void **state)
{
    (void)state;
    static const size_t orders[][3] = {
        {0, 1, 2},
        {0, 2, 1},
        {1, 0, 2},
        {1, 2, 0},
        {2, 0, 1},
        {2, 1, 0}
    };
    for (int policy = 0; policy < POLICY_COUNT; policy++) {
        struct bank bank = cohort_bank(3, keys);
        struct summary whole, part[3], merged;
        struct rng sheets, again, deal;
        rng_init(&sheets, "merge", "sheets");
        rng_init(&again, "merge", "sheets");
        rng_init(&deal, "merge", "deal");
        summary_init(&whole, &bank, cohort_digest, (enum policy)policy);
        for (size_t p = 0; p < 3; p++)
            summary_init(&part[p], &bank, cohort_digest, (enum policy)policy);
        for (size_t i = 0; i < 3000; i++) { /* more than are in the sample */
            cohort_add_any(&whole, &bank, &sheets, i);
            cohort_add_any(&part[rng_below(&deal, 3)], &bank, &again, i);
        }
        summary_add_rejected(&whole);
        summary_add_rejected(&part[1]);
        for (size_t o = 0; o < COUNT(orders); o++) {
            summary_init(&merged, &bank, cohort_digest, (enum policy)policy);
            for (size_t p = 0; p < 3; p++)
                summary_merge(&merged, &part[orders[o][p]]);
            assert_same(&merged, &whole);
            summary_release(&merged);
        }
        assert_null(summary_fault(&whole));
        for (size_t p = 0; p < 3; p++)
            summary_release(&part[p]);
        summary_release(&whole);
        bank_release(&bank);
    }
}

static void summary_overlap__tells_a_shard_that_is_in_already(void **state)
{
    (void)state;
    struct bank bank = cohort_bank(3, keys);
    struct summary whole, part[16];
    struct rng rng;
    rng_init(&rng, "overlap", "");
    summary_init(&whole, &bank, cohort_digest, POLICY_AWS);
    for (size_t p = 0; p < 16; p++) {
        summary_init(&part[p], &bank, cohort_digest, POLICY_AWS);
        for (size_t i = 0; i < 500; i++)
            cohort_add_any(&part[p], &bank, &rng, p * 500 + i);
        assert_int_equal(summary_overlap(&whole, &part[p]), 0);
        summary_merge(&whole, &part[p]);
    }
    for (size_t p = 0; p < 16; p++) {
        assert_true(summary_overlap(&whole, &part[p]) > 20);
        summary_release(&part[p]);
    }
    summary_release(&whole);
    bank_release(&bank);
}

static void summary_step__keeps_the_cells_in_bounds(void **state)
{
    (void)state;
    static const struct {
        size_t questions;
        bool is_whole;
        int64_t step;
    } row[] = {
        {0,       true,  1000    },
        {65,      true,  1000    },
        {65,      false, 100     },
        {1000,    true,  1000    },
        {1000,    false, 1000    },
        {1100,    true,  2000    },
        {100000,  true,  20000000},
        {5000000, true,  0       }, /* any: it ends */
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        int64_t step = summary_step(row[i].questions, row[i].is_whole);
        size_t bins = summary_bins(row[i].questions, step);
        if (row[i].step != 0 && step != row[i].step)
            fail_msg("%zu questions: step %lld", row[i].questions, (long long)step);
        assert_true(bins == 1 || bins * row[i].questions <= SUMMARY_CELLS);
    }
}

static void summary_differs__says_how(void **state)
{
    (void)state;
    static const uint32_t other_keys[] = {0x1, 0x2, 0x3};
    struct bank bank = cohort_bank(3, keys), other = cohort_bank(3, other_keys);
    struct summary a, b;
    summary_init(&a, &bank, cohort_digest, POLICY_AWS);
    summary_init(&b, &bank, cohort_digest, POLICY_NET);
    assert_string_equal(summary_differs(&a, &b),
                        "marks were given by different policies");
    summary_release(&b);
    summary_init(&b, &other, cohort_digest, POLICY_AWS);
    assert_string_equal(summary_differs(&a, &b),
                        "they name one bank, and their questions differ");
    b.bank_digest = "other";
    assert_string_equal(summary_differs(&a, &b),
                        "the bank was changed between them; their digests differ");
    b.bank_id = "other";
    assert_string_equal(summary_differs(&a, &b), "they are of different banks");
    summary_release(&b);
    summary_init(&b, &bank, cohort_digest, POLICY_AWS);
    assert_null(summary_differs(&a, &b));
    summary_release(&a);
    summary_release(&b);
    bank_release(&bank);
    bank_release(&other);
}

static void summary_has_room__ends_where_sums_would_not_fit(void **state)
{
    (void)state;
    struct bank bank = cohort_bank(3, keys);
    struct summary s;
    summary_init(&s, &bank, cohort_digest, POLICY_AWS);
    uint64_t most = SUMMARY_SUM / 3000;
    assert_true(summary_has_room(&s, most));
    assert_false(summary_has_room(&s, most + 1));
    s.graded = most - 1;
    assert_true(summary_has_room(&s, 1));
    assert_false(summary_has_room(&s, 2));
    assert_false(summary_has_room(&s, UINT64_MAX));
    summary_release(&s);
    bank_release(&bank);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(summary_add__counts_picks_and_points),
        cmocka_unit_test(summary_merge__gives_what_no_split_gives),
        cmocka_unit_test(summary_overlap__tells_a_shard_that_is_in_already),
        cmocka_unit_test(summary_step__keeps_the_cells_in_bounds),
        cmocka_unit_test(summary_differs__says_how),
        cmocka_unit_test(summary_has_room__ends_where_sums_would_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
