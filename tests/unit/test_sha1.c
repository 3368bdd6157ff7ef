/*
 * test_sha1.c - the vectors of FIPS 180-4, and one of Anki's.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "format/sha1.h"

static void sha1_start__gives_the_start_of_the_digest(void **state)
{
    (void)state;
    static const struct {
        const char *why, *text;
        uint32_t start;
    } row[] = {
        {"nothing",               "",                                                         0xda39a3eeu},
        {"one block",             "abc",                                                      0xa9993e36u},
        {"two blocks",            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         0x84983e44u                                                                                     },
        {"what Anki keeps of it", "test",                                                     2840236005u},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++)
        if (sha1_start(row[i].text, strlen(row[i].text)) != row[i].start)
            fail_msg("%s: %08x", row[i].why,
                     sha1_start(row[i].text, strlen(row[i].text)));
}

static void sha1_start__takes_a_million_bytes(void **state)
{
    (void)state;
    char *a = malloc(1000000);
    memset(a, 'a', 1000000);
    assert_int_equal(sha1_start(a, 1000000), 0x34aa973cu);
    free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha1_start__gives_the_start_of_the_digest),
        cmocka_unit_test(sha1_start__takes_a_million_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
