/*
 * test_markup_block.c - which lines begin a block, and how long their mark is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "quizctl/markup.h"
#include "quizctl/mem.h"

static void markup_block__tells_a_block_by_its_mark(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        enum markup_block block;
        size_t mark;
    } row[] = {
        {"",              BLOCK_TEXT,    0 },
        {"text",          BLOCK_TEXT,    0 },
        {"```",           BLOCK_FENCE,   3 },
        {"~~~~ sh",       BLOCK_FENCE,   4 },
        {"``code``",      BLOCK_TEXT,    0 },
        {"# a",           BLOCK_HEADING, 2 },
        {"###### a",      BLOCK_HEADING, 7 },
        {"####### a",     BLOCK_TEXT,    0 },
        {"#tag",          BLOCK_TEXT,    0 },
        {"##",            BLOCK_TEXT,    0 },
        {"---",           BLOCK_RULE,    3 },
        {"*****",         BLOCK_RULE,    5 },
        {"___",           BLOCK_RULE,    3 },
        {"+++",           BLOCK_TEXT,    0 },
        {"--",            BLOCK_TEXT,    0 },
        {"---x",          BLOCK_TEXT,    0 },
        {"- a",           BLOCK_ENTRY,   2 },
        {"* a",           BLOCK_ENTRY,   2 },
        {"+ a",           BLOCK_ENTRY,   2 },
        {"_ a",           BLOCK_TEXT,    0 },
        {"-5 degrees",    BLOCK_TEXT,    0 },
        {"**bold** a",    BLOCK_TEXT,    0 },
        {"-",             BLOCK_TEXT,    0 },
        {"1. a",          BLOCK_NUMBER,  3 },
        {"12) a",         BLOCK_NUMBER,  4 },
        {"1.5 TB",        BLOCK_TEXT,    0 },
        {"1.",            BLOCK_TEXT,    0 },
        {"2024 was",      BLOCK_TEXT,    0 },
        {"123456789. a",  BLOCK_NUMBER,  11},
        {"1234567890. a", BLOCK_TEXT,    0 },
        {"> a",           BLOCK_QUOTE,   2 },
        {">5 ms",         BLOCK_TEXT,    0 },
        {">> a",          BLOCK_TEXT,    0 },
        {"| a |",         BLOCK_ROW,     1 },
        {"||",            BLOCK_ROW,     1 },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        size_t mark = 99;
        print_message("%s\n", row[i].line);
        assert_int_equal(markup_block(row[i].line, strlen(row[i].line), &mark),
                         row[i].block);
        assert_int_equal(mark, row[i].mark);
    }
}

static void markup_block__does_not_look_behind_its_line(void **state)
{
    (void)state;
    size_t mark;
    assert_int_equal(markup_block("1. a", 2, &mark), BLOCK_TEXT);
    assert_int_equal(markup_block("- a", 1, &mark), BLOCK_TEXT);
    assert_int_equal(markup_block("---", 2, &mark), BLOCK_TEXT);
    assert_int_equal(markup_block("# a", 1, &mark), BLOCK_TEXT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markup_block__tells_a_block_by_its_mark),
        cmocka_unit_test(markup_block__does_not_look_behind_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
