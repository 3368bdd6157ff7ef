/*
 * test_package.c - zip files come back as written, and hostile ones not at all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "format/package.h"
#include "quizctl/limits.h"
#include "quizctl/mem.h"

/* The last error. */
struct told {
    struct diag_sink sink;
    char what[400];
};

static void take(struct diag_sink *sink, const struct diag *d)
{
    struct told *told = (struct told *)sink;
    assert_string_equal(d->at.path, "x.zip");
    snprintf(told->what, sizeof told->what, "%s", d->what);
}

static struct package_member member(const char *name, const char *text)
{
    return (struct package_member){name, text, strlen(text)};
}

static struct buf zipped(const struct package_member *members, size_t count)
{
    struct buf zip = {0};
    struct err err = {0};
    assert_int_equal(package_write(&zip, members, count, &err), 0);
    return zip;
}

/* Replace OLD by NEW wherever it stands. */
static void patch(struct buf *zip, const char *old, const char *new, size_t len)
{
    for (size_t i = 0; i + len <= zip->len; i++)
        if (memcmp(zip->bytes + i, old, len) == 0)
            memcpy(zip->bytes + i, new, len);
}

/* The nth header of a kind: 1 is a local one, "PK\1\2" that of the directory. */
static char *header(struct buf *zip, const char *mark)
{
    for (size_t i = 0; i + 46 <= zip->len; i++)
        if (memcmp(zip->bytes + i, mark, 4) == 0)
            return zip->bytes + i;
    fail();
    return zip->bytes;
}

static void package_read__gives_what_was_written(void **state)
{
    (void)state;
    const struct package_member members[] = {
        member("imsmanifest.xml", "<manifest/>"),
        member("items/B.xml", "b"),
        member("items/a.xml", ""),
    };
    struct buf zip = zipped(members, 3), got = {0};
    struct told told = {.sink.take = take};
    struct package p;
    assert_true(package_is_one(zip.bytes, zip.len));
    assert_int_equal(package_open(&p, "x.zip", zip.bytes, zip.len, &told.sink), 0);
    assert_int_equal(p.count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(package_name(&p, i), members[i].name);
        assert_int_equal(package_find(&p, members[i].name), i);
        assert_int_equal(package_read(&p, i, 100, &got), 0);
        assert_string_equal(buf_str(&got), members[i].bytes);
    }
    assert_int_equal(package_find(&p, "items/c.xml"), -1);
    assert_int_equal(package_read(&p, 0, 5, &got), -1);
    assert_string_equal(told.what, "'imsmanifest.xml' in this zip file is too long");
    package_close(&p);
    buf_release(&got);
    buf_release(&zip);
}

static void package_write__knows_no_time(void **state)
{
    (void)state;
    const struct package_member one = member("a", "text");
    setenv("TZ", "Asia/Tokyo", 1);
    tzset();
    struct buf a = zipped(&one, 1);
    setenv("TZ", "America/Lima", 1);
    tzset();
    struct buf b = zipped(&one, 1);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.bytes, b.bytes, a.len);
    buf_release(&a);
    buf_release(&b);
}

static void must_refuse(const char *why, const struct buf *zip, const char *what)
{
    struct told told = {.sink.take = take};
    struct package p;
    if (package_open(&p, "x.zip", buf_str(zip), zip->len, &told.sink) == 0)
        fail_msg("%s: opened", why);
    if (strcmp(told.what, what) != 0)
        fail_msg("%s: \"%s\"", why, told.what);
    assert_int_equal(told.sink.errors, 1);
}

static void package_open__refuses_names_that_lead_astray(void **state)
{
    (void)state;
    static const struct {
        const char *name, *shown; /* with '/' for '\\' */
    } row[] = {
        {"../x",      "../x"     },
        {"/etc/x",    "/etc/x"   },
        {"a/../../x", "a/../../x"},
        {"a\\..\\x",  "a/../x"   },
        {"C:/x",      "C:/x"     },
        {"a/..",      "a/.."     },
        {"\\x",       "/x"       },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        const struct package_member one = member(row[i].name, "x");
        struct buf zip = zipped(&one, 1);
        char want[100];
        snprintf(want, sizeof want,
                 "'%s' in this zip file has a name that leads out of it", row[i].shown);
        must_refuse(row[i].name, &zip, want);
        buf_release(&zip);
    }
    const struct package_member fine = member("a..b/..c", "x");
    struct buf zip = zipped(&fine, 1);
    struct told told = {.sink.take = take};
    struct package p;
    assert_int_equal(package_open(&p, "x.zip", zip.bytes, zip.len, &told.sink), 0);
    package_close(&p);
    buf_release(&zip);
}

static void package_open__refuses_a_name_twice(void **state)
{
    (void)state;
    const struct package_member fold[] = {member("Item.xml", "1"), member("b", "2"),
                                          member("item.XML", "3")};
    struct buf zip = zipped(fold, 3);
    must_refuse("but for case", &zip, "'item.XML' in this zip file stands there twice");
    buf_release(&zip);

    const struct package_member twice[] = {member("item1", "1"), member("item2", "2")};
    zip = zipped(twice, 2);
    patch(&zip, "item2", "item1", 5);
    must_refuse("the same", &zip, "a name stands twice in this zip file");
    buf_release(&zip);
}

static void package_open__refuses_what_is_no_file(void **state)
{
    (void)state;
    const struct package_member one = member("link", "/etc/passwd");
    struct buf zip = zipped(&one, 1);
    char *central = header(&zip, "PK\1\2");
    central[5] = 3; /* made by Unix: the mode stands in the upper half */
    memcpy(central + 38, "\0\0\xff\xa1", 4);
    must_refuse("a link", &zip,
                "'link' in this zip file is a link or a device, and no file");
    buf_release(&zip);
}

static void package_open__refuses_what_is_no_zip_file(void **state)
{
    (void)state;
    struct buf zip = {0};
    buf_text(&zip, "PK\3\4 and nothing more");
    must_refuse("a beginning", &zip,
                "this zip file cannot be opened; it may be cut off: Not a zip archive");
    buf_release(&zip);
    const struct package_member one = member("a", "some text of some length");
    zip = zipped(&one, 1);
    zip.len -= 10;
    must_refuse("cut off", &zip,
                "this zip file cannot be opened; it may be cut off: Not a zip archive");
    buf_release(&zip);
}

/* Open ZIP, read its first member, and tell what was said. */
static void must_not_read(const char *why, const struct buf *zip, size_t most,
                          const char *what)
{
    struct told told = {.sink.take = take};
    struct buf got = {0};
    struct package p;
    if (package_open(&p, "x.zip", zip->bytes, zip->len, &told.sink) == 0) {
        if (package_read(&p, 0, most, &got) == 0)
            fail_msg("%s: read", why);
        package_close(&p);
    }
    if (strcmp(told.what, what) != 0)
        fail_msg("%s: \"%s\"", why, told.what);
    buf_release(&got);
}

static void package_read__counts_bytes_itself(void **state)
{
    (void)state;
    enum { MANY = 8 * 1024 * 1024 };
    struct buf zeros = {0};
    buf_fill(&zeros, ' ', MANY);
    const struct package_member one = {"a", zeros.bytes, zeros.len};
    struct buf zip = zipped(&one, 1);
    assert_true(zip.len < MANY / 200);
    must_not_read("a bomb", &zip, LIMIT_PACKAGE_BYTES,
                  "'a' in this zip file is too long");
    must_not_read("more than asked for", &zip, 1000, "'a' in this zip file is too long");

    memcpy(header(&zip, "PK\3\4") + 22, "\12\0\0\0", 4); /* "I have 10 bytes" */
    memcpy(header(&zip, "PK\1\2") + 24, "\12\0\0\0", 4);
    must_not_read("a lie", &zip, 1000, "'a' in this zip file is too long");
    buf_release(&zip);
    buf_release(&zeros);
}

static void package_read__refuses_what_is_not_plain(void **state)
{
    (void)state;
    const struct package_member one = member("a", "some text of some length, and more");
    struct buf zip = zipped(&one, 1);
    header(&zip, "PK\3\4")[6] |= 1;
    header(&zip, "PK\1\2")[8] |= 1;
    must_not_read("encrypted", &zip, 1000, "'a' in this zip file is encrypted");
    buf_release(&zip);

    zip = zipped(&one, 1);
    header(&zip, "PK\3\4")[32] ^= 0x55; /* the text itself */
    must_not_read("damaged", &zip, 1000, "'a' in this zip file is damaged");
    buf_release(&zip);

    zip = zipped(&one, 1);
    header(&zip, "PK\3\4")[8] = 97;
    header(&zip, "PK\1\2")[10] = 97;
    must_not_read("packed in another way", &zip, 1000,
                  "'a' in this zip file cannot be unpacked");
    buf_release(&zip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(package_read__gives_what_was_written),
        cmocka_unit_test(package_write__knows_no_time),
        cmocka_unit_test(package_open__refuses_names_that_lead_astray),
        cmocka_unit_test(package_open__refuses_a_name_twice),
        cmocka_unit_test(package_open__refuses_what_is_no_file),
        cmocka_unit_test(package_open__refuses_what_is_no_zip_file),
        cmocka_unit_test(package_read__counts_bytes_itself),
        cmocka_unit_test(package_read__refuses_what_is_not_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
