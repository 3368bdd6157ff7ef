/*
 * test_grade_seen.c - the set of candidates: the published hash, every name once, and
 * the memory it takes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "grade/grade_seen.h"

/* Source: the SipHash paper, appendix A: key 00..0f, input 00..0e; and the first of the
 * reference implementation's vectors, the empty input. */
static void seen_hash__is_siphash_2_4(void **state)
{
    (void)state;
    static const uint64_t key[2] = {0x0706050403020100, 0x0f0e0d0c0b0a0908};
    static const char input[] =
        "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e";
    assert_true(seen_hash(key, input, 15) == 0xa129ca6149be45e5);
    assert_true(seen_hash(key, input, 0) == 0x726fdb47dd0e0e31);
}

static void seen_add__finds_each_name_again_with_its_first_line(void **state)
{
    (void)state;
    enum { NAMES = 50000 };
    struct seen s = {
        .key = {1, 2}
    };
    char name[32];
    for (uint32_t i = 1; i <= NAMES; i++) {
        int len = snprintf(name, sizeof name, "candidate-%u", (unsigned)i);
        assert_int_equal(seen_add(&s, name, (size_t)len, i), 0);
    }
    for (uint32_t i = 1; i <= NAMES; i++) {
        int len = snprintf(name, sizeof name, "candidate-%u", (unsigned)i);
        assert_true(seen_add(&s, name, (size_t)len, NAMES + i) == i);
    }
    seen_release(&s);
}

static void seen_add__tells_names_apart_by_every_byte(void **state)
{
    (void)state;
    struct seen s = {
        .key = {1, 2}
    };
    assert_int_equal(seen_add(&s, "ada", 3, 1), 0);
    assert_int_equal(seen_add(&s, "Ada", 3, 2), 0);
    assert_int_equal(seen_add(&s, "ada\0", 4, 3), 0);
    assert_int_equal(seen_add(&s, "ad", 2, 4), 0);
    assert_int_equal(seen_add(&s, "ada", 3, 5), 1);
    seen_release(&s);
}

/* Lines that need more bytes than those before, at each size. */
static void seen_add__keeps_lines_of_any_length(void **state)
{
    (void)state;
    static const uint64_t line[] = {1,
                                    255,
                                    256,
                                    65535,
                                    (1u << 24) - 1,
                                    1u << 24,
                                    UINT32_MAX,
                                    (uint64_t)1 << 32,
                                    ((uint64_t)1 << 40) - 1,
                                    (uint64_t)1 << 40,
                                    ((uint64_t)1 << 48) - 1};
    enum { LINES = sizeof line / sizeof line[0] };
    struct seen s = {
        .key = {1, 2}
    };
    for (size_t i = 0; i < LINES; i++)
        assert_true(seen_add(&s, (const char *)&line[i], sizeof line[i], line[i]) == 0);
    for (size_t i = 0; i < LINES; i++)
        assert_true(seen_add(&s, (const char *)&line[i], sizeof line[i], 7) == line[i]);
    seen_release(&s);
    assert_true(seen_add(&s, "far", 3, line[LINES - 1]) == 0);
    assert_true(seen_add(&s, "far", 3, 1) == line[LINES - 1]);
    seen_release(&s);
}

/* Hashes of one region, or of the first and last ones only, push all the others aside. */
static void seen_add__finds_names_whose_hashes_crowd(void **state)
{
    (void)state;
    enum { NAMES = 20000 };
    static const uint64_t region[] = {0, 1, 30000, 65534, 65535};
    struct seen s = {{0}, NULL, 0, NULL, 0, 0};
    for (uint64_t i = 1; i <= NAMES; i++)
        assert_true(seen_add_hash(&s, region[i % 5] << 48 | i / 5, i) == 0);
    for (uint64_t i = 1; i <= NAMES; i++)
        assert_true(seen_add_hash(&s, region[i % 5] << 48 | i / 5, 1) == i);
    seen_release(&s);
}

static void seen_add__takes_ten_bytes_and_a_half_a_name_of_many(void **state)
{
    (void)state;
    enum { NAMES = 1000000 };
    struct seen s = {
        .key = {1, 2}
    };
    for (uint32_t i = 1; i <= NAMES; i++) {
        assert_true(seen_add(&s, (const char *)&i, sizeof i, i) == 0);
        if (i >= 500000)
            assert_true(s.cap * s.slot_bytes <= (uint64_t)i * 105 / 10);
    }
    seen_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seen_hash__is_siphash_2_4),
        cmocka_unit_test(seen_add__finds_each_name_again_with_its_first_line),
        cmocka_unit_test(seen_add__tells_names_apart_by_every_byte),
        cmocka_unit_test(seen_add__keeps_lines_of_any_length),
        cmocka_unit_test(seen_add__finds_names_whose_hashes_crowd),
        cmocka_unit_test(seen_add__takes_ten_bytes_and_a_half_a_name_of_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
