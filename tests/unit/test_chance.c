/*
 * test_chance.c - the tail of hits, against all outcomes counted one by one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "lint/chance.h"
#include "quizctl/mem.h"

static void assert_near(double got, double want, const char *why)
{
    if (fabs(got - want) > 1e-12 * fmax(want, 1e-12))
        fail_msg("%s: got %.17g, want %.17g", why, got, want);
}

static void chance_tail__is_the_plain_one_for_all_small_cases(void **state)
{
    (void)state;
    static const double some[] = {0, 0.2, 1.0 / 3, 0.5, 1};
    for (size_t count = 0; count <= 6; count++) {
        size_t cases = 1;
        for (size_t i = 0; i < count; i++)
            cases *= COUNT(some);
        for (size_t c = 0; c < cases; c++) {
            double chance[6];
            for (size_t i = 0, rest = c; i < count; i++, rest /= COUNT(some))
                chance[i] = some[rest % COUNT(some)];
            for (size_t k = 0; k <= count + 1; k++)
                assert_near(chance_tail(chance, count, k),
                            chance_tail_plain(chance, count, k), "a small case");
        }
    }
}

/* n choose k, exact as long as it fits in 53 bits. */
static double choose(unsigned n, unsigned k)
{
    double ways = 1;
    for (unsigned i = 1; i <= k; i++)
        ways = ways * (n - k + i) / i;
    return ways;
}

static void chance_tail__is_the_binomial_one_for_equal_chances(void **state)
{
    (void)state;
    double quarter[40];
    for (size_t i = 0; i < COUNT(quarter); i++)
        quarter[i] = 0.25;
    for (unsigned k = 0; k <= COUNT(quarter); k++) {
        double want = 0;
        for (unsigned hits = COUNT(quarter); hits + 1 > k; hits--) {
            want += choose(40, hits) * pow(0.25, hits) * pow(0.75, 40 - hits);
            if (hits == 0)
                break;
        }
        assert_near(chance_tail(quarter, COUNT(quarter), k), want, "40 times a quarter");
    }
}

static void chance_tail__knows_the_ends(void **state)
{
    (void)state;
    static const double half[] = {0.5, 0.5, 0.5};
    assert_near(chance_tail(half, 3, 0), 1, "no hit is always reached");
    assert_near(chance_tail(half, 3, 3), 0.125, "all three");
    assert_near(chance_tail(half, 3, 4), 0, "more than there are trials");
    assert_near(chance_tail(NULL, 0, 0), 1, "nothing of nothing");
}

static void chance_tail__has_small_tails_to_full_precision(void **state)
{
    (void)state;
    double quarter[200];
    for (size_t i = 0; i < COUNT(quarter); i++)
        quarter[i] = 0.25;
    double got = chance_tail(quarter, COUNT(quarter), COUNT(quarter));
    assert_true(fabs(got / pow(0.25, 200) - 1) < 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chance_tail__is_the_plain_one_for_all_small_cases),
        cmocka_unit_test(chance_tail__is_the_binomial_one_for_equal_chances),
        cmocka_unit_test(chance_tail__knows_the_ends),
        cmocka_unit_test(chance_tail__has_small_tails_to_full_precision),
    };
    return cmocka_run_group_tests_name("chance", tests, NULL, NULL);
}
