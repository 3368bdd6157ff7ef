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
        assert_int_equal(seen_add(&s, name, (size_t)len, NAMES + i), i);
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

static void seen_add__keeps_a_line_that_is_too_far_as_the_last_one(void **state)
{
    (void)state;
    struct seen s = {
        .key = {1, 2}
    };
    assert_int_equal(seen_add(&s, "ada", 3, (uint64_t)UINT32_MAX + 5), 0);
    assert_true(seen_add(&s, "ada", 3, 1) == UINT32_MAX);
    seen_release(&s);
}

static void seen_add__keeps_most_of_its_slots_filled(void **state)
{
    (void)state;
    enum { NAMES = 200000 };
    struct seen s = {
        .key = {1, 2}
    };
    size_t slots = 0;
    for (uint32_t i = 1; i <= NAMES; i++)
        seen_add(&s, (const char *)&i, sizeof i, i);
    for (size_t i = 0; i < SEEN_PARTS; i++)
        slots += s.parts[i].cap;
    assert_in_range(slots, NAMES, NAMES * 3 / 2);
    seen_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seen_hash__is_siphash_2_4),
        cmocka_unit_test(seen_add__finds_each_name_again_with_its_first_line),
        cmocka_unit_test(seen_add__tells_names_apart_by_every_byte),
        cmocka_unit_test(seen_add__keeps_a_line_that_is_too_far_as_the_last_one),
        cmocka_unit_test(seen_add__keeps_most_of_its_slots_filled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
