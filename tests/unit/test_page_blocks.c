/*
 * test_page_blocks.c - lists, code, tables and headings on a page.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/page.h"

static void page_blocks__sets_each_block_in_its_way(void **state)
{
    (void)state;
    static const struct {
        const char *why, *first;
        int columns, rest;
        const char *text, *want;
    } row[] = {
        {"a paragraph is as page_text sets it",        "  ",    14, 2, "one two three",
         "  one two\n  three\n"                                                                                                                 },
        {"lines of a paragraph end where they end",    "",      40, 0, "one\ntwo",                                "one\ntwo\n"                  },
        {"entries hang behind their sign",             "  ",    16, 2, "- one two three\n- four",
         "  * one two\n    three\n  * four\n"                                                                                                   },
        {"a list in a list is further in",             "",      40, 0, "- one\n  - two\n    - three",
         "* one\n  * two\n    * three\n"                                                                                                        },
        {"numbers stay",                               "",      40, 0, "3. three\n4. four",                       "3. three\n4. four\n"         },
        {"code is never wrapped",                      "",      12, 0, "```sh\na long line of code\n\n  in\n```",
         "  a long line of code\n\n    in\n"                                                                                                    },
        {"code that is not closed ends with the text", "",      40, 0, "~~~\na",                                  "  a\n"                       },
        {"code below a number",                        "",      40, 0, "1. ```\n   a\n   ```\n2. b",
         "1.\n     a\n2. b\n"                                                                                                                   },
        {"a fence within code is code",                "",      40, 0, "````\n```\n````",                         "  ```\n"                     },
        {"a table's rows, without their marks",        "",      40, 0,
         "| a | b |\n|---|:-:|\n| `x` | **yy** |",                                                                "a  b\nx  yy\n"               },
        {"a table keeps its indent",                   "  ",    40, 2, "| a | b |\n|---|---|",                    "  a  b\n"                    },
        {"a cell with a bar",                          "",      40, 0, "| a \\| b | c |\n|---|---|",              "a | b  c\n"                  },
        {"a heading is a line",                        "",      40, 0, "#### Costs\n\ntext",                      "Costs\n\ntext\n"             },
        {"a quote",                                    "",      40, 0, "> one",                                   "| one\n"                     },
        {"a label stays before its text",              "  A. ", 40, 5, "- 5 degrees",
         "  A. - 5 degrees\n"                                                                                                                   },
        {"code gets a line below its label",           "  A. ", 40, 5, "```\nx\n```",
         "  A.\n       x\n"                                                                                                                     },
        {"no CI runner takes code for a command",      "",      40, 0,
         "```\n::stop-commands::x\n```",                                                                          "  \\u{3a}:stop-commands::x\n"},
        {"nothing",                                    "",      40, 0, "",                                        ""                            },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct page p = {.columns = row[i].columns};
        page_blocks(&p, row[i].first, row[i].rest, row[i].text);
        if (strcmp(buf_str(&p.out), row[i].want) != 0)
            fail_msg("%s: got\n%swant\n%s", row[i].why, buf_str(&p.out), row[i].want);
        page_release(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_blocks__sets_each_block_in_its_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
