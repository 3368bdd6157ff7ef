/*
 * test_digest.c - BLAKE2b-256 as everybody else computes it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "grade/grade_seen.h"
#include "quizctl/buf.h"
#include "quizctl/digest.h"
#include "quizctl/mem.h"

/* Expected: Python's hashlib.blake2b(data, digest_size=32).hexdigest() */
static void digest_hex__is_BLAKE2b_256(void **state)
{
    (void)state;
    static const struct {
        const char *text, *hex;
    } row[] = {
        {"",        "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"},
        {"abc",     "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"},
        {"quizctl", "3964d8f226a15af342f8db99c82aece6ccb03a50460d41db945ae9fab4321346"},
    };
    char hex[DIGEST_HEX];
    for (size_t i = 0; i < COUNT(row); i++) {
        digest_hex(hex, row[i].text, strlen(row[i].text));
        assert_string_equal(hex, row[i].hex);
    }
    unsigned char all[256];
    for (size_t i = 0; i < sizeof all; i++)
        all[i] = (unsigned char)i;
    digest_hex(hex, all, sizeof all);
    assert_string_equal(
        hex, "39a7eb9fedc19aabc83425c6755dd90e6f9d0c804964a1f4aaeea3b9fb599835");

    struct buf million = {0};
    buf_fill(&million, 'a', 1000000);
    digest_hex(hex, million.bytes, million.len);
    buf_release(&million);
    assert_string_equal(
        hex, "0741850f36cba4259628355d1073e24ddb9ca0e1bfac36fd39ae5dc2101e23a4");
}

static void digest_bytes__is_the_same_in_bytes(void **state)
{
    (void)state;
    static const uint8_t first[] = {0xbd, 0xdd, 0x81, 0x3c};
    uint8_t raw[32];
    digest_bytes(raw, "abc", 3);
    assert_memory_equal(raw, first, sizeof first);
    assert_int_equal(raw[31], 0x19);
}

/* The vectors of the paper have one key of bytes 0 to 15, which is no text; so the key is
 * another, and the twin is the one that grade has of its own. */
static void digest_short__is_SipHash_2_4(void **state)
{
    (void)state;
    static const char key[] = "0123456789abcdef",
                      text[] = "a text of forty bytes, or nearly so...";
    uint64_t words[2] = {0};
    for (size_t i = 0; i < 16; i++)
        words[i / 8] |= (uint64_t)(unsigned char)key[i] << (8 * (i % 8));
    for (size_t len = 0; len < sizeof text; len++)
        assert_true(digest_short(key, text, len) == seen_hash(words, text, len));
}

static void digest_random__fills_all_of_it_and_no_more(void **state)
{
    (void)state;
    uint8_t bytes[34], seen[32] = {0};
    for (int i = 0; i < 20; i++) {
        memset(bytes, 0, sizeof bytes);
        digest_random(bytes + 1, 32);
        assert_int_equal(bytes[0] | bytes[33], 0);
        for (size_t k = 0; k < 32; k++)
            seen[k] |= bytes[k + 1];
    }
    for (size_t k = 0; k < 32; k++)
        assert_int_not_equal(seen[k], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digest_hex__is_BLAKE2b_256),
        cmocka_unit_test(digest_bytes__is_the_same_in_bytes),
        cmocka_unit_test(digest_short__is_SipHash_2_4),
        cmocka_unit_test(digest_random__fills_all_of_it_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
