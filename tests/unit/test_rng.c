/*
 * test_rng.c - the same seed gives the same numbers for ever, and each is as likely as
 * any other.
 *
 * The expected numbers come from this Python, written from rng.h and not from rng.c:
 *
 *     from hashlib import blake2b
 *
 *     def numbers(s):
 *         def rotl(x, k):
 *             return (x << k | x >> (64 - k)) % 2**64
 *         while True:
 *             yield rotl(s[1] * 5 % 2**64, 7) * 9 % 2**64
 *             t = s[1] * 2**17 % 2**64
 *             s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]
 *             s[2] ^= t
 *             s[3] = rotl(s[3], 45)
 *
 *     def generator(seed, label):
 *         text = b"quizctl.rng/1\0" + seed.encode() + b"\0" + label.encode()
 *         raw = blake2b(text, digest_size=32).digest()
 *         return numbers([int.from_bytes(raw[i:i + 8], "little") for i in (0, 8, 16,
 * 24)])
 *
 *     def below(g, bound):
 *         while True:
 *             product = (next(g) >> 32) * bound
 *             if product % 2**32 >= 2**32 % bound:
 *                 return product >> 32
 *
 *     def shuffled(g, count):
 *         items = list(range(count))
 *         for i in range(count - 1, 0, -1):
 *             j = below(g, i + 1)
 *             items[i], items[j] = items[j], items[i]
 *         return items
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/rng.h"

/* --- the same for ever --- */

static void rng_next__is_xoshiro256_starstar(void **state)
{
    (void)state;
    struct rng r = {
        {1, 2, 3, 4}
    };
    static const uint64_t want[] = {11520,
                                    0,
                                    1509978240,
                                    1215971899390074240,
                                    1216172134540287360,
                                    607988272756665600};
    for (size_t i = 0; i < COUNT(want); i++)
        assert_int_equal(rng_next(&r), want[i]);
}

static void rng_init__makes_these_numbers_of_a_seed_and_a_label(void **state)
{
    (void)state;
    static const struct {
        const char *seed, *label;
        uint64_t want[4];
    } row[] = {
        {"1",
         "options",          {0x2cc614ed876a07b8, 0x209b4c0ac27831cc, 0x823b4bdc3a0a49fb,
          0x3524c0840b2a9c97}  },
        {"",
         "",                 {0xa8edee01baf56fda, 0x3b76d573b547f22b, 0x59268d510e7241a8,
          0x9f1b7f06a8898d6e}         },
        {"7",
         "questions",        {0xacb08d3f23de7fba, 0x07750d0b0c0d519c, 0xdbaadcb3a1731647,
          0x56143799b94d0ac6}},
        {"12345678",
         "q-1",              {0x1c0bf886a73bbdd0, 0xcf97e1130cdc642c, 0x59d6df4ddf88b791,
          0xc632e71100a73f0f}      },
        {"s\xC3\xA9"
         "ed", "l",
         {0xe3b31e7698de57df, 0xd3f31fa6c24b8207, 0x4a1d3da6393b2e6c,
          0x9f08ab0ad212cecf}                     },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct rng r;
        rng_init(&r, row[i].seed, row[i].label);
        for (size_t k = 0; k < 4; k++) {
            uint64_t got = rng_next(&r);
            if (got != row[i].want[k])
                fail_msg("'%s' '%s', number %zu: got %" PRIx64, row[i].seed, row[i].label,
                         k, got);
        }
    }
}

static void rng_init__keeps_seed_and_label_apart(void **state)
{
    (void)state;
    struct rng a, b;
    rng_init(&a, "1", "2x");
    rng_init(&b, "12", "x");
    assert_memory_not_equal(&a, &b, sizeof a);
}

static void rng_next__is_the_same_far_along(void **state)
{
    (void)state;
    struct rng r;
    uint64_t all = 0;
    rng_init(&r, "long", "run");
    for (int i = 0; i < 100000; i++)
        all ^= rng_next(&r);
    assert_int_equal(all, 0x7448cfb7fcd45438);
}

static void rng_below__makes_these_numbers_of_a_seed(void **state)
{
    (void)state;
    static const struct {
        uint32_t bound, want[8];
    } row[] = {
        {1,          {0, 0, 0, 0, 0, 0, 0, 0}            },
        {2,          {0, 1, 0, 0, 0, 1, 0, 0}            },
        {3,          {0, 2, 0, 1, 1, 2, 0, 0}            },
        {10,         {0, 9, 0, 3, 4, 6, 0, 0}            },
        {1000,       {23, 987, 65, 337, 482, 681, 23, 37}},
 /* every second number is thrown away here */
        {2147483649,
         {50379160, 140579172, 724012596, 1036467980, 1463131605, 50474528, 1843890035,
          817654667}                                     },
        {4294967295,
         {100758320, 4239327038, 281158344, 1448025192, 2072935960, 2926263209, 100949056,
          159208115}                                     },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct rng r;
        rng_init(&r, "below", "x");
        for (size_t k = 0; k < 8; k++) {
            uint32_t got = rng_below(&r, row[i].bound);
            if (got != row[i].want[k])
                fail_msg("below %" PRIu32 ", number %zu: got %" PRIu32, row[i].bound, k,
                         got);
        }
    }
}

static void rng_shuffle__makes_this_order_of_a_seed(void **state)
{
    (void)state;
    static const struct {
        size_t count;
        uint32_t want[20];
    } row[] = {
        {0,  {0}                                                                   },
        {1,  {0}                                                                   },
        {2,  {1, 0}                                                                },
        {4,  {3, 2, 0, 1}                                                          },
        {5,  {2, 4, 3, 0, 1}                                                       },
        {12, {7, 5, 4, 2, 11, 10, 6, 9, 8, 1, 0, 3}                                },
        {20, {15, 3, 7, 10, 14, 18, 12, 11, 19, 4, 9, 6, 8, 0, 13, 17, 16, 2, 1, 5}},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct rng r;
        uint32_t items[20];
        for (uint32_t k = 0; k < COUNT(items); k++)
            items[k] = k;
        rng_init(&r, "7", "shuffle");
        rng_shuffle(&r, items, row[i].count);
        if (memcmp(items, row[i].want, row[i].count * sizeof *items) != 0)
            fail_msg("%zu items", row[i].count);
        for (uint32_t k = (uint32_t)row[i].count; k < COUNT(items); k++)
            assert_int_equal(items[k], k); /* what stands behind is left alone */
    }
}

/* --- as likely as any other --- */

/* Pearson's chi square of COUNTS, which should all be the same. */
static double chi_square(const uint32_t *counts, size_t len)
{
    double total = 0, sum = 0;
    for (size_t i = 0; i < len; i++)
        total += counts[i];
    for (size_t i = 0; i < len; i++) {
        double off = counts[i] - total / (double)len;
        sum += off * off / (total / (double)len);
    }
    return sum;
}

static void rng_below__is_uniform(void **state)
{
    (void)state;
    static const struct {
        uint32_t bound, bins;
        double most; /* one fair generator in 1000 is past it */
    } row[] =
        {
            {2,          2,   10.83 },
            {3,          3,   13.82 },
            {4,          4,   16.27 },
            {5,          5,   18.47 },
            {26,         26,  52.62 },
            {100,        100, 148.23},
            {3u << 30,   3,   13.82 }, /* by modulo the first third would come twice as often
  */
            {4294967295, 5,   18.47 },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct rng r;
        uint32_t counts[100] = {0};
        rng_init(&r, "uniform", "below");
        for (int k = 0; k < 200000; k++) {
            uint32_t got = rng_below(&r, row[i].bound);
            assert_true(got < row[i].bound);
            counts[(uint64_t)got * row[i].bins / row[i].bound]++;
        }
        double chi = chi_square(counts, row[i].bins);
        if (chi > row[i].most)
            fail_msg("below %" PRIu32 ": %.2f", row[i].bound, chi);
    }
}

/* The place of ITEMS among the 24 orders of four things. */
static uint32_t order_number(const uint32_t items[4])
{
    uint32_t number = 0;
    for (int i = 0; i < 4; i++) {
        uint32_t smaller = 0;
        for (int k = i + 1; k < 4; k++)
            smaller += items[k] < items[i];
        number = number * (uint32_t)(4 - i) + smaller;
    }
    return number;
}

static void rng_shuffle__makes_every_order_as_often(void **state)
{
    (void)state;
    enum { ORDERS = 24, TIMES = 48000 };
    const double most = 49.73; /* one fair shuffle in 1000 is past it */
    struct rng r;
    uint32_t fair[ORDERS] = {0}, naive[ORDERS] = {0};
    rng_init(&r, "uniform", "shuffle");
    for (int i = 0; i < TIMES; i++) {
        uint32_t items[] = {0, 1, 2, 3}, other[] = {0, 1, 2, 3};
        rng_shuffle(&r, items, 4);
        fair[order_number(items)]++;
        for (uint32_t k = 0; k < 4; k++) { /* a known bad one, which must be noticed */
            uint32_t j = rng_below(&r, 4), moved = other[k];
            other[k] = other[j];
            other[j] = moved;
        }
        naive[order_number(other)]++;
    }
    double chi = chi_square(fair, ORDERS);
    if (chi > most)
        fail_msg("%.2f", chi);
    assert_true(chi_square(naive, ORDERS) > most);
}

static void rng_shuffle__puts_the_first_everywhere_as_often(void **state)
{
    (void)state;
    static const struct {
        size_t count;
        double most;
    } row[] = {
        {4,  16.27},
        {5,  18.47},
        {26, 52.62},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct rng r;
        uint32_t counts[26] = {0};
        rng_init(&r, "uniform", "first");
        for (int k = 0; k < 50000; k++) {
            uint32_t items[26], at = 0;
            for (uint32_t n = 0; n < row[i].count; n++)
                items[n] = n;
            rng_shuffle(&r, items, row[i].count);
            while (items[at] != 0)
                at++;
            counts[at]++;
        }
        double chi = chi_square(counts, row[i].count);
        if (chi > row[i].most)
            fail_msg("%zu items: %.2f", row[i].count, chi);
    }
}

static void rng_fresh_seed__is_eight_digits_and_new_each_time(void **state)
{
    (void)state;
    char seed[9], before[9] = "";
    int same = 0;
    for (int i = 0; i < 100; i++) {
        rng_fresh_seed(seed);
        assert_int_equal(strlen(seed), 8);
        assert_int_equal(strspn(seed, "0123456789"), 8);
        same += strcmp(seed, before) == 0;
        memcpy(before, seed, sizeof seed);
    }
    assert_true(same < 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rng_next__is_xoshiro256_starstar),
        cmocka_unit_test(rng_init__makes_these_numbers_of_a_seed_and_a_label),
        cmocka_unit_test(rng_init__keeps_seed_and_label_apart),
        cmocka_unit_test(rng_next__is_the_same_far_along),
        cmocka_unit_test(rng_below__makes_these_numbers_of_a_seed),
        cmocka_unit_test(rng_shuffle__makes_this_order_of_a_seed),
        cmocka_unit_test(rng_below__is_uniform),
        cmocka_unit_test(rng_shuffle__makes_every_order_as_often),
        cmocka_unit_test(rng_shuffle__puts_the_first_everywhere_as_often),
        cmocka_unit_test(rng_fresh_seed__is_eight_digits_and_new_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
