/*
 * fuzz_package.c - zip files of any bytes.
 *
 *  - what opens has only names that stay in it, each found by its name, and each is read
 *    to no more than was asked for, or told as an error;
 *  - what was read can be written, and reads as it was.
 *
 * -DQUIZCTL_FUZZ_PLANT takes a name as it comes, to see that the target finds it.
 */
#include <stdbool.h>
#include <string.h>

#include "../../src/format/package.h"
#include "fuzz.h"

enum { MOST = 100000 };

static void holds_name(const char *name)
{
#ifdef QUIZCTL_FUZZ_PLANT
    MUST(strchr(name, 'x') == NULL);
#endif
    MUST(*name != '/' && *name != '\0' && strchr(name, '\\') == NULL);
    MUST(strstr(name, "../") == NULL || strstr(name, "/../") == NULL);
    MUST(strncmp(name, "../", 3) != 0 && strcmp(name, "..") != 0);
}

/* BYTES alone in a package of ours. */
static void holds_round_trip(const char *name, const struct buf *bytes)
{
    struct diag_sink sink = {0};
    struct buf zip = {0}, again = {0};
    struct package p;
    const struct package_member one = {name, buf_str(bytes), bytes->len};
    if (package_write(&zip, &one, 1, NULL) != 0)
        return; /* a name that is no UTF-8 */
    MUST(package_open(&p, "x", zip.bytes, zip.len, &sink) == 0);
    MUST(package_read(&p, 0, bytes->len, &again) == 0);
    MUST(again.len == bytes->len);
    MUST(memcmp(buf_str(&again), buf_str(bytes), again.len) == 0);
    package_close(&p);
    buf_release(&zip);
    buf_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diag_sink sink = {0};
    struct buf text = {0};
    struct package p;
    package_is_one((const char *)data, size);
    if (package_open(&p, "x", (const char *)data, size, &sink) != 0) {
        MUST(sink.errors == 1);
        return 0;
    }
    for (size_t i = 0; i < p.count; i++) {
        size_t errors = sink.errors;
        holds_name(package_name(&p, i));
        MUST(package_find(&p, package_name(&p, i)) == (long)i);
        bool is_read = package_read(&p, i, MOST, &text) == 0;
        MUST(is_read == (sink.errors == errors));
        if (is_read)
            MUST(text.len <= MOST);
        if (is_read && i < 3)
            holds_round_trip(package_name(&p, i), &text);
    }
    package_close(&p);
    buf_release(&text);
    return 0;
}
