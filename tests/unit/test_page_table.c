/*
 * test_page_table.c - cells in columns, wherever they fit.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/page.h"

/* P starts anew. */
static void expect(struct page *p, const char *why, const char *want)
{
    if (strcmp(buf_str(&p->out), want) != 0)
        fail_msg("%s: got\n%s\nwant\n%s", why, buf_str(&p->out), want);
    buf_clear(&p->out);
}

static void set_table(struct page *p, const char *align, const char *const *cells,
                      size_t count)
{
    struct page_table t = {.page = p, .align = align, .columns = strlen(align)};
    for (size_t i = 0; i < count; i++)
        page_table_cell(&t, cells[i]);
    page_table_finish(&t);
    assert_null(t.cells);
    assert_int_equal(t.len, 0);
}

static void page_table__sets_columns(void **state)
{
    (void)state;
    static const char *const cells[] = {
        "storage", "points",
        "why",     "FSx for Lustre",
        "1000",    "many clients share one fast file system",
        "S3",      "0",
        "",        "深度",
        "-250",    "wide names",
    };
    static const struct {
        const char *why;
        int columns;
        const char *want;
    } row[] = {
        {"a pipe",                   0,
         "storage         points  why\n"
         "FSx for Lustre    1000  many clients share one fast file system\n"
         "S3                   0\n"
         "深度              -250  wide names\n"},
        {"it just fits",             63,
         "storage         points  why\n"
         "FSx for Lustre    1000  many clients share one fast file system\n"
         "S3                   0\n"
         "深度              -250  wide names\n"},
        {"the last column wraps",    44,
         "storage         points  why\n"
         "FSx for Lustre    1000  many clients share\n"
         "                        one fast file system\n"
         "S3                   0\n"
         "深度              -250  wide names\n"},
        {"down to ten columns",      34,
         "storage         points  why\n"
         "FSx for Lustre    1000  many\n"
         "                        clients\n"
         "                        share one\n"
         "                        fast file\n"
         "                        system\n"
         "S3                   0\n"
         "深度              -250  wide names\n"},
        {"then each cell is a line", 33,
         "storage\n"
         "  points\n"
         "  why\n"
         "FSx for Lustre\n"
         "  1000\n"
         "  many clients share one fast\n"
         "    file system\n"
         "S3\n"
         "  0\n"
         "深度\n"
         "  -250\n"
         "  wide names\n"                        },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct page p = {.columns = row[i].columns};
        set_table(&p, "lrl", cells, COUNT(cells));
        expect(&p, row[i].why, row[i].want);
        page_release(&p);
    }
}

static void page_table__takes_what_it_gets(void **state)
{
    (void)state;
    struct page p = {.columns = 40};
    static const char *const numbers[] = {"correct", "12", "wrong", "3"};
    set_table(&p, "lr", numbers, COUNT(numbers));
    expect(&p, "numbers in the last column", "correct  12\nwrong     3\n");

    p.columns = 11;
    set_table(&p, "lr", numbers, COUNT(numbers));
    expect(&p, "a narrow last column that just fits", "correct  12\nwrong     3\n");
    p.columns = 20;
    static const char *const words[] = {"correct", "all of them are", "wrong", "none"};
    set_table(&p, "lr", words, COUNT(words));
    expect(&p, "a right-aligned last column wraps",
           "correct  all of them\n         are\nwrong           none\n");
    p.columns = 40;

    static const char *const dirty[] = {"a\033[1m\n\t", "*b*\nc"};
    set_table(&p, "ll", dirty, COUNT(dirty));
    expect(&p, "cells are cleaned lines", "a\\u{1b}[1m\\u{a}\\u{9}  *b*\\u{a}c\n");

    static const char *const part[] = {"a", "b", "c"};
    set_table(&p, "ll", part, COUNT(part));
    expect(&p, "a last row that is not full", "a  b\nc\n");

    static const char *const names[] = {"a name as wide as most of the screen", "x", "",
                                        "y"};
    set_table(&p, "ll", names, COUNT(names));
    expect(&p, "an empty cell keeps its column",
           "a name as wide as most of the screen  x\n"
           "                                      y\n");

    set_table(&p, "ll", part, 0);
    expect(&p, "no cells", "");

    set_table(&p, "l", part, COUNT(part));
    expect(&p, "one column", "a\nb\nc\n");
    page_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_table__sets_columns),
        cmocka_unit_test(page_table__takes_what_it_gets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
