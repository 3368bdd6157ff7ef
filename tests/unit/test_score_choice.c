/*
 * test_score_choice.c - the policies against published vectors, and the two ways to
 * judge a choice against one another over every small input.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/score.h"

/* "10101": a 1 at place i is bit i, as the published vectors are written. */
static uint32_t bits(const char *pattern)
{
    uint32_t all = 0;
    for (size_t i = 0; pattern[i] != '\0'; i++)
        if (pattern[i] == '1')
            all |= (uint32_t)1 << i;
    return all;
}

static struct question choice(size_t options, uint32_t key)
{
    return (struct question){.id = "q", .option_count = options, .key = key};
}

/*
 * Sources:
 *  aws       AWS exam guides, multiple response: every right option and no other, else
 *            nothing; a blank is wrong; there is no penalty. PrairieLearn's
 *            partial-credit "off" is the same rule (test_checkbox.py, no_pc_*).
 *  partial   R/exams, man/exams_eval.Rd, examples "default evaluation policy with
 *            partial points": pointsum("10101", ...). The values follow from
 *            R/exams_eval.R, rule "false2", negative = FALSE: each right pick 1/3,
 *            each wrong one -1/2.
 *  net, coverage   PrairieLearn, docs/elements/pl-checkbox.md for the formulas and
 *            elements/pl-checkbox/test_checkbox.py for the vectors (pc_*, cov_*).
 */
static void score_choice__gives_what_the_published_vectors_say(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        enum policy policy;
        const char *key, *picked;
        int32_t points;
    } row[] = {
        {"aws: the exact set",                        POLICY_AWS,      "10101",  "10101",  1000},
        {"aws: one of three is missing",              POLICY_AWS,      "10101",  "10100",  0   },
        {"aws: one too many",                         POLICY_AWS,      "10101",  "10111",  0   },
        {"aws: blank",                                POLICY_AWS,      "10101",  "00000",  0   },
        {"aws: one of four, right",                   POLICY_AWS,      "0001",   "0001",   1000},
        {"aws: one of four, wrong",                   POLICY_AWS,      "0001",   "0010",   0   },
        {"off: no_pc_perfect",                        POLICY_AWS,      "1100",   "1100",   1000},
        {"off: no_pc_imperfect",                      POLICY_AWS,      "1100",   "1000",   0   },

        {"false2: all right",                         POLICY_PARTIAL,  "10101",  "10101",  1000},
        {"false2: 2/3",                               POLICY_PARTIAL,  "10101",  "10100",  666 },
        {"false2: 2/3 - 1/2",                         POLICY_PARTIAL,  "10101",  "11100",  166 },
        {"false2: -1, bounded by 0",                  POLICY_PARTIAL,  "10101",  "01010",  0   },
        {"false2: blank",                             POLICY_PARTIAL,  "10101",  "00000",  0   },
        {"false2: one wrong option still costs 1/2",  POLICY_PARTIAL,  "1101",   "1111",   500 },
        {"false2: 1/2 - 1/3",                         POLICY_PARTIAL,  "11000",  "10100",  166 },

        {"net: pc_perfect",                           POLICY_NET,      "1100",   "1100",   1000},
        {"net: pc_partial, (2 - 1)/2",                POLICY_NET,      "1100",   "1110",   500 },
        {"net: pc_zero",                              POLICY_NET,      "1100",   "0011",   0   },
        {"net: 2/3",                                  POLICY_NET,      "110100", "110000", 666 },
        {"net: (2 - 1)/3",                            POLICY_NET,      "110100", "111000", 333 },

        {"coverage: cov_perfect",                     POLICY_COVERAGE, "1100",   "1100",   1000},
        {"coverage: cov_guessing_penalty, 2/2 * 2/3", POLICY_COVERAGE, "1100",   "1110",
         666                                                                                   },
        {"coverage: 2/3 * 2/3",                       POLICY_COVERAGE, "110100", "111000", 444 },
        {"coverage: 1/2 * 1/1",                       POLICY_COVERAGE, "1100",   "1000",   500 },
        {"coverage: everything picked, 2/2 * 2/4",    POLICY_COVERAGE, "1100",   "1111",   500 },
        {"coverage: only wrong ones",                 POLICY_COVERAGE, "1100",   "0011",   0   },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct question q = choice(strlen(row[i].key), bits(row[i].key));
        struct answer a = {.picked = bits(row[i].picked)};
        int32_t got = score_choice(&q, a, row[i].policy).points;
        int32_t plain = score_choice_plain(&q, a, row[i].policy).points;
        if (got != row[i].points || plain != row[i].points)
            fail_msg("%s: got %d and plainly %d, want %d", row[i].why, got, plain,
                     row[i].points);
    }
}

static void score_choice__agrees_with_its_plain_twin_on_every_small_input(void **state)
{
    (void)state;
    size_t compared = 0;
    for (size_t options = 2; options <= 6; options++) {
        for (uint32_t key = 0; key < (uint32_t)1 << options; key++) {
            struct question q = choice(options, key);
            /* one bit more than there are options: it must be ignored */
            for (uint32_t picked = 0; picked < (uint32_t)2 << options; picked++) {
                for (int p = 0; p < POLICY_COUNT; p++, compared++) {
                    struct answer a = {.picked = picked};
                    struct verdict one = score_choice(&q, a, (enum policy)p);
                    struct verdict two = score_choice_plain(&q, a, (enum policy)p);
                    if (one.points != two.points || one.is_right != two.is_right ||
                        one.is_blank != two.is_blank)
                        fail_msg("%zu options, key %x, picked %x, %s: %d %d %d and "
                                 "plainly %d %d %d",
                                 options, key, picked, policy_name((enum policy)p),
                                 one.points, one.is_right, one.is_blank, two.points,
                                 two.is_right, two.is_blank);
                }
            }
        }
    }
    assert_int_equal(compared, 4 * 2 * (16 + 64 + 256 + 1024 + 4096));
}

/* What must hold of every policy, whatever its formula. */
static void score_choice__keeps_the_promises_of_every_policy(void **state)
{
    (void)state;
    enum { OPTIONS = 6, ALL = (1 << OPTIONS) - 1 };
    for (uint32_t key = 1; key < ALL; key++) {
        struct question q = choice(OPTIONS, key);
        for (uint32_t picked = 0; picked <= ALL; picked++) {
            for (int p = 0; p < POLICY_COUNT; p++) {
                struct verdict v =
                    score(&q, (struct answer){.picked = picked}, (enum policy)p);
                assert_in_range(v.points, 0, MARK);
                assert_int_equal(v.is_right, picked == key);
                assert_int_equal(v.is_blank, picked == 0);
                assert_int_equal(v.points == MARK, picked == key);
                if (v.is_blank)
                    assert_int_equal(v.points, 0);
            }
        }
    }
}

static void score_choice__judges_the_most_options_there_can_be(void **state)
{
    (void)state;
    uint32_t all = ((uint32_t)1 << 26) - 1;
    struct question q = choice(26, all & ~(uint32_t)1);
    struct verdict v =
        score_choice(&q, (struct answer){.picked = UINT32_MAX}, POLICY_COVERAGE);
    assert_int_equal(v.points, 961); /* 25/25 * 25/26 */
    assert_int_equal(
        score_choice(&q, (struct answer){.picked = q.key}, POLICY_AWS).points, MARK);
}

static void policy_find__knows_each_name_and_no_other(void **state)
{
    (void)state;
    for (int p = 0; p < POLICY_COUNT; p++) {
        assert_int_equal(policy_find(policy_name((enum policy)p)), p);
        assert_true(strlen(policy_summary((enum policy)p)) > 10);
    }
    assert_int_equal(policy_find("AWS"), -1);
    assert_int_equal(policy_find(""), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(score_choice__gives_what_the_published_vectors_say),
        cmocka_unit_test(score_choice__agrees_with_its_plain_twin_on_every_small_input),
        cmocka_unit_test(score_choice__keeps_the_promises_of_every_policy),
        cmocka_unit_test(score_choice__judges_the_most_options_there_can_be),
        cmocka_unit_test(policy_find__knows_each_name_and_no_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
