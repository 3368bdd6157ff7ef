/*
 * test_page.c - text set in lines, letter by letter.
 *
 * In what is expected, ~ stands for the escape character.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/page.h"
#include "quizctl/text.h"

#define FAMILY "👩‍👩‍👧" /* seven code points, two columns */

/* What stands on P, with ~ for the escape character. P starts anew. */
static void take(struct page *p, struct buf *into)
{
    buf_clear(into);
    buf_text(into, buf_str(&p->out));
    for (size_t i = 0; i < into->len; i++)
        if (into->bytes[i] == '\033')
            into->bytes[i] = '~';
    buf_clear(&p->out);
}

static void expect(struct page *p, const char *why, const char *want)
{
    struct buf got = {0};
    take(p, &got);
    if (strcmp(buf_str(&got), want) != 0)
        fail_msg("%s: got\n%s\nwant\n%s", why, buf_str(&got), want);
    buf_release(&got);
}

static void page_text__shows_the_same_words_at_every_width(void **state)
{
    (void)state;
    static const char text[] =
        "A weather model trains on **millions of small satellite images**. Many GPU "
        "instances read them *at the same time*, by file name, through `POSIX` calls.";
    static const struct {
        const char *why;
        int columns;
        const char *want;
    } row[] = {
        {"a narrow screen", 40,
         "  A. A weather model trains on millions\n"
         "     of small satellite images. Many GPU\n"
         "     instances read them at the same\n"
         "     time, by file name, through `POSIX`\n"
         "     calls.\n"                                                               },
        {"a usual screen",  80,
         "  A. A weather model trains on millions of small satellite images. Many GPU\n"
         "     instances read them at the same time, by file name, through `POSIX` "
         "calls.\n"                                                                    },
        {"the widest text", 100,
         "  A. A weather model trains on millions of small satellite images. Many GPU "
         "instances read them at\n"
         "     the same time, by file name, through `POSIX` calls.\n"                  },
        {"a pipe",          0,
         "  A. A weather model trains on millions of small satellite images. Many GPU "
         "instances read them at the same time, by file name, through `POSIX` calls.\n"},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct page p = {.columns = row[i].columns};
        page_text(&p, "  A. ", 5, text);
        expect(&p, row[i].why, row[i].want);
        page_release(&p);
    }
}

static void page_text__breaks_lines_at_spaces(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        int columns;
        const char *first;
        int rest;
        const char *text;
        const char *want;
    } row[] = {
        {"a word that just fits",               10, "",                0,  "1234 67890",            "1234 67890\n"                                            },
        {"a word that just does not",           10, "",                0,  "1234 678901",           "1234\n678901\n"                                          },
        {"spaces inside a line stay",           10, "",                0,  "a  b",                  "a  b\n"                                                  },
        {"spaces at a break go",                10, "",                0,  "12345   67890",         "12345\n67890\n"                                          },
        {"spaces at the end go",                10, "",                0,  "abc  ",                 "abc\n"                                                   },
        {"an indent in the text stays",         10, "",                0,  "a\n  b",                "a\n  b\n"                                                },
        {"unless it does not fit",              10, "",                0,  "   12345678",           "12345678\n"                                              },
        {"a tab is a space",                    10, "",                0,  "a\tb",                  "a b\n"                                                   },
        {"a no-break space holds",              10, "",                0,  "1234 67\u00A0901",      "1234\n67 901\n"                                          },
        {"newlines end lines",                  12, "- ",              2,  "a\nb",                  "- a\n  b\n"                                              },
        {"an empty line has no indent",         12, "- ",              2,  "a\n\nb",                "- a\n\n  b\n"                                            },
        {"newlines at the end go",              12, "- ",              2,  "a\n\n",                 "- a\n"                                                   },
        {"nothing leaves the start",            10, "- ",              2,  "",                      "-\n"                                                     },
        {"nothing at all is an empty line",     10, "",                2,  " ",                     "\n"                                                      },
        {"no break behind a hyphen or a slash", 10, "",                0,  "go far-off and/or",
         "go far-off\nand/or\n"                                                                                                                               },
        {"a long word stands alone",            10, "",                0,  "see 12345678901234 so",
         "see\n1234567890\n1234\nso\n"                                                                                                                        },
        {"a long word starts behind the start", 12, "- ",              2,  "12345678901234",
         "- 1234567890\n  1234\n"                                                                                                                             },
        {"a long URL is cut where it must be",  40, "[1] ",            4,
         "https://docs.aws.amazon.com/fsx/latest/LustreGuide/what-is.html",                         "[1] https://docs.aws.amazon.com/fsx/late\n"
         "    st/LustreGuide/what-is.html\n"                                       },
        {"no URL is cut without need",          40, "",                0,
         "The guide is at https://docs.aws.amazon.com/fsx/ now.",                                   "The guide is at\nhttps://docs.aws.amazon.com/fsx/ now.\n"},
        {"a wide start keeps its line",         20, "Subject of it: ", 2,  "satellites",
         "Subject of it:\n  satellites\n"                                                                                                                     },
        {"but not for a word too long anyway",  20, "Subject: ",       2,  "1234567890123456789",
         "Subject: 12345678901\n  23456789\n"                                                                                                                 },
        {"nor is a sliver of a line used",      20, "Subject of it: ", 2,
         "1234567890123456789",                                                                     "Subject of it:\n  123456789012345678\n  9\n"             },
        {"a deep indent gives way",             20, "",                15, "1234567890 1234567890",
         "1234567890\n          1234567890\n"                                                                                                                 },
        {"so does a blank start",               12, "        ",        8,  "12345678 xy",           "  12345678\n  xy\n"                                      },
        {"a start wider than the line",         5,  "1234567 ",        0,  "ab cd",                 "1234567\nab cd\n"                                        },
        {"one column",                          1,  "",                4,  "ab",                    "a\nb\n"                                                  },
        {"a cluster wider than the line",       1,  "",                0,  "深b",                  "深\nb\n"                                                },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct page p = {.columns = row[i].columns};
        page_text(&p, row[i].first, row[i].rest, row[i].text);
        expect(&p, row[i].why, row[i].want);
        page_release(&p);
    }
}

static void page_text__measures_what_a_terminal_shows(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        const char *text;
        const char *want;
    } row[] = {
        {"wide characters take two columns", "12345678 深",                                          "12345678\n深\n"                },
        {"and are cut between them",         "深度学习模型的数据",                           "深度学习模\n型的数据\n"},
        {"an odd column stays free",         "1深度学习模型",                                   "1深度学习\n模型\n"        },
        {"a family is one and takes two",    FAMILY FAMILY FAMILY FAMILY " a",
         FAMILY FAMILY FAMILY FAMILY " a\n"                                                                                            },
        {"no cut goes through a family",     "1" FAMILY FAMILY FAMILY FAMILY FAMILY,
         "1" FAMILY FAMILY FAMILY FAMILY "\n" FAMILY "\n"                                                                              },
        {"marks take nothing",               "e\u0301e\u0301e\u0301e\u0301 e\u0301e\u0301 e\u0301 a",
         "e\u0301e\u0301e\u0301e\u0301 e\u0301e\u0301 e\u0301\na\n"                                                                    },
        {"no cut goes through a mark",       "1234567890e\u0301",                                     "1234567890\ne\u0301\n"          },
        {"an escape takes its signs",        "12345 \033",                                            "12345\n\\u{1b}\n"               },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct page p = {.columns = 10};
        page_text(&p, "", 0, row[i].text);
        expect(&p, row[i].why, row[i].want);
        page_release(&p);
    }
}

static void page_text__is_no_command_to_a_ci_runner(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        int columns;
        const char *first;
        const char *text;
        const char *want;
    } row[] = {
        {"a command",              80, "",    "::error::x",   "\\u{3a}:error::x\n"   },
        {"behind spaces too",      80, "  ",  " ::error::x",  "   \\u{3a}:error::x\n"},
        {"on a line that wraps",   12, "",    "1234567 ::a",  "1234567 ::a\n"        },
        {"where wrapping puts it", 11, "",    "12345678 ::a", "12345678\n\\u{3a}:a\n"},
        {"cut to pieces",          10, "",    "::a12345678",  "\\u{3a}:a1234567\n8\n"},
        {"not behind a letter",    80, "A. ", "::error::x",   "A. ::error::x\n"      },
        {"an address is none",     80, "",    "::/0 ::1 ::",  "::/0 ::1 ::\n"        },
        {"a mark in a line",       80, "A. ", "x##[group]",   "A. x#\\u{23}[group]\n"},
        {"joined by Markdown",     80, "",    "#\\#[group]",  "#\\u{23}[group]\n"    },
        {"other signs",            80, "",    "# ## #[ [##",  "# ## #[ [##\n"        },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct page p = {.columns = row[i].columns};
        page_text(&p, row[i].first, 0, row[i].text);
        expect(&p, row[i].why, row[i].want);
        page_release(&p);
    }
}

static void page_text__knows_a_little_markdown(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        const char *text;
        const char *plain;
        const char *color;
    } row[] = {
        {"strong",                              "a **b** c",            "a b c\n",             "a ~[1mb~[0m c\n"         },
        {"emphasis",                            "a *b* c",              "a b c\n",             "a ~[4mb~[0m c\n"         },
        {"code keeps its quotes in a pipe",     "run `lfs df`.",        "run `lfs df`.\n",
         "run ~[36mlfs df~[0m.\n"                                                                                        },
        {"both",                                "***b***",              "b\n",                 "~[1;4mb~[0m\n"           },
        {"emphasis in strong",                  "**a *b* c**",          "a b c\n",
         "~[1ma ~[0m~[1;4mb~[0m~[1m c~[0m\n"                                                                             },
        {"both start, one by one they end",     "***a** b*",            "a b\n",
         "~[1;4ma~[0m~[4m b~[0m\n"                                                                                       },
        {"both start, the other ends first",    "***a* b**",            "a b\n",
         "~[1;4ma~[0m~[1m b~[0m\n"                                                                                       },
        {"one by one they start, both end",     "*a **b***",            "a b\n",
         "~[4ma ~[0m~[1;4mb~[0m\n"                                                                                       },
        {"code in strong",                      "**a `b`**",            "a `b`\n",             "~[1ma ~[0m~[1;36mb~[0m\n"},
        {"in the middle of a word",             "re*do*ne",             "redone\n",            "re~[4mdo~[0mne\n"        },
        {"two of them",                         "*a* *b*",              "a b\n",               "~[4ma~[0m ~[4mb~[0m\n"   },
        {"nothing nests in code",               "`a **b** \\*`",        "`a **b** \\*`\n",
         "~[36ma **b** \\*~[0m\n"                                                                                        },
        {"a star alone is text",                "2 * 3 * 4",            "2 * 3 * 4\n",         "2 * 3 * 4\n"             },
        {"white space inside: no marker",       "a* b *c",              "a* b *c\n",           "a* b *c\n"               },
        {"no partner",                          "*a and **b and `c",    "*a and **b and `c\n", "*a and **b and `c\n"     },
        {"the last one that opens counts",      "*a *b*",               "*a b\n",              "*a ~[4mb~[0m\n"          },
        {"a pair of another kind is none",      "**a*",                 "**a*\n",              "**a*\n"                  },
        {"three close what is open",            "**a*** b",             "a* b\n",              "~[1ma~[0m* b\n"          },
        {"three open what gets closed",         "***a** b",             "*a b\n",              "*~[1ma~[0m b\n"          },
        {"four stars are text",                 "****a****",            "****a****\n",         "****a****\n"             },
        {"stars at the end",                    "a **",                 "a **\n",              "a **\n"                  },
        {"nothing is no code",                  "a `` b",               "a `` b\n",            "a `` b\n"                },
        {"underscores are text",                "_a_ __b__ c_d_e",      "_a_ __b__ c_d_e\n",
         "_a_ __b__ c_d_e\n"                                                                                             },
        {"escapes",                             "\\*a\\* \\`b\\` \\\\", "*a* `b` \\\n",        "*a* `b` \\\n"            },
        {"an escaped marker closes nothing",    "*a\\* b*",             "a* b\n",              "~[4ma* b~[0m\n"          },
        {"a backslash before a letter is text", "C:\\temp \\",          "C:\\temp \\\n",
         "C:\\temp \\\n"                                                                                                 },
        {"over a line end",                     "**a\nb**",             "a\nb\n",              "~[1ma~[0m\n~[1mb~[0m\n"  },
        {"a hidden escape shows",               "a\033[31mb",           "a\\u{1b}[31mb\n",     "a\\u{1b}[31mb\n"         },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct page p = {.columns = 40};
        page_text(&p, "", 0, row[i].text);
        expect(&p, row[i].why, row[i].plain);
        p.has_color = true;
        page_text(&p, "", 0, row[i].text);
        expect(&p, row[i].why, row[i].color);
        page_release(&p);
    }
}

static void page_text__closes_a_style_at_the_end_of_each_line(void **state)
{
    (void)state;
    struct page p = {.columns = 16, .has_color = true};
    page_text(&p, "  A. ", 5,
              "It needs **many readers at once** and `lfs hsm_archive_all`.");
    expect(&p, "strong and code over lines",
           "  A. It needs\n"
           "     ~[1mmany~[0m\n"
           "     ~[1mreaders at~[0m\n"
           "     ~[1monce~[0m and\n"
           "     ~[36mlfs~[0m\n"
           "     ~[36mhsm_archive~[0m\n"
           "     ~[36m_all~[0m.\n");
    page_release(&p);
}

static void page_text__is_linear(void **state)
{
    (void)state;
    static const char *const part[] = {"*a ", "**a ", "`a", "*a**",
                                       "a*",  "\\",   "``", "a "};
    for (size_t i = 0; i < COUNT(part); i++) {
        struct page p = {.columns = 80, .has_color = true};
        struct buf text = {0};
        while (text.len < 300 * 1000)
            buf_text(&text, part[i]);
        page_text(&p, "", 0, text.bytes); /* ends before the test times out */
        assert_true(p.out.len > 0);
        buf_release(&text);
        page_release(&p);
    }
}

/* TEXT without escape sequences; ours end in 'm' or in ESC \. */
static void strip(struct buf *into, const char *text)
{
    buf_clear(into);
    buf_text(into, "");
    while (*text != '\0') {
        if (*text != '\033')
            buf_char(into, *text++);
        else if (text[1] == ']')
            text = strstr(text + 1, "\033\\") + 2;
        else
            text = strchr(text, 'm') + 1;
    }
}

static void drop_space(struct buf *text)
{
    size_t kept = 0;
    for (size_t i = 0; i < text->len; i++)
        if (text->bytes[i] != ' ' && text->bytes[i] != '\n')
            text->bytes[kept++] = text->bytes[i];
    text->bytes[kept] = '\0';
    text->len = kept;
}

/* Whether the last escape sequence of LINE switches something on. */
static bool leaves_on(const char *line)
{
    const char *last = strrchr(line, '\033');
    return last != NULL && strncmp(last, "\033[0m", 4) != 0;
}

/* What is wrong with the lines of OUT; NULL when nothing is. */
static const char *fault_of(const char *out, int columns)
{
    const char *fault = NULL;
    struct buf line = {0};
    struct buf bare = {0};
    for (const char *end; fault == NULL && *out != '\0'; out = end + 1) {
        end = strchr(out, '\n');
        if (end == NULL) {
            fault = "the last line has no end";
            break;
        }
        buf_clear(&line);
        buf_add(&line, out, (size_t)(end - out));
        strip(&bare, line.bytes);
        if (leaves_on(line.bytes))
            fault = "a style is left on";
        if (bare.len > 0 && bare.bytes[bare.len - 1] == ' ')
            fault = "a line ends in a space";
        if (text_width(bare.bytes, bare.len) > columns)
            fault = "a line is too wide";
    }
    buf_release(&bare);
    buf_release(&line);
    return fault;
}

static void page_text__keeps_words_and_width_on_random_texts(void **state)
{
    (void)state;
    static const char *const part[] = {
        "FSx ", "a",  " ",  "  ",   "*",      "**", "`",  "\n",
        "\\",   "深", "é ", FAMILY, "lustre", "🇫🇷", "- ", "\033[1m",
    };
    struct buf text = {0};
    struct buf wide = {0};
    struct buf narrow = {0};
    uint32_t dice = 7;
    for (int round = 0; round < 20000; round++) {
        buf_clear(&text);
        buf_text(&text, "");
        for (int parts = round % 40; parts > 0; parts--) {
            dice = dice * 1664525 + 1013904223;
            buf_text(&text, part[dice >> 28]);
        }
        struct page p = {.has_color = round % 2 == 0};
        page_text(&p, "- ", 2, text.bytes);
        strip(&wide, p.out.bytes);
        buf_clear(&p.out);

        p.columns = 12 + round % 29;
        page_text(&p, "- ", 2, text.bytes);
        const char *fault = fault_of(p.out.bytes, p.columns);
        strip(&narrow, p.out.bytes);
        drop_space(&wide);
        drop_space(&narrow);
        if (fault == NULL && strcmp(wide.bytes, narrow.bytes) != 0)
            fault = "wrapping changed the text";
        if (fault != NULL)
            fail_msg("'%s' at %d columns: %s\n%s", text.bytes, p.columns, fault,
                     p.out.bytes);
        page_release(&p);
    }
    buf_release(&text);
    buf_release(&wide);
    buf_release(&narrow);
}

static void page_words__show_a_style_and_no_markdown(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        enum page_style style;
        const char *plain;
        const char *color;
    } row[] = {
        {"plain",     PAGE_PLAIN, "+ a *b* `c`\n",   "+ a *b* `c`\n"           },
        {"a title",   PAGE_TITLE, "+ a *b* `c`\n",   "~[1m+ a *b* `c`~[0m\n"   },
        {"right",     PAGE_GOOD,  "+ a *b* `c`\n",   "~[1;32m+ a *b* `c`~[0m\n"},
        {"wrong",     PAGE_BAD,   "+ a *b* `c`\n",   "~[1;31m+ a *b* `c`~[0m\n"},
        {"a warning", PAGE_WARN,  "+ a *b* `c`\n",   "~[33m+ a *b* `c`~[0m\n"  },
        {"quiet",     PAGE_QUIET, "+ a *b* `c`\n",   "~[2m+ a *b* `c`~[0m\n"   },
        {"code",      PAGE_CODE,  "+ `a *b* `c``\n", "~[36m+ a *b* `c`~[0m\n"  },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct page p = {.columns = 40};
        page_words(&p, row[i].style, "+ ", 2, "a *b* `c`");
        expect(&p, row[i].why, row[i].plain);
        p.has_color = true;
        page_words(&p, row[i].style, "+ ", 2, "a *b* `c`");
        expect(&p, row[i].why, row[i].color);
        page_release(&p);
    }
}

static void page_words__clean_what_they_show(void **state)
{
    (void)state;
    struct page p = {.columns = 0, .has_color = true};
    page_words(&p, PAGE_PLAIN, "\033[1m ", 2, "a\x9B");
    expect(&p, "the start too", "\\u{1b}[1m a\\x{9b}\n");
    page_release(&p);
}

static void page_part__is_a_piece_of_a_line(void **state)
{
    (void)state;
    struct page p = {.columns = 4, .has_color = true};
    buf_text(&p.out, "bank.json:14:3: ");
    page_part(&p, PAGE_BAD, "error: \n");
    page_part(&p, PAGE_PLAIN, " why ");
    expect(&p, "with colour", "bank.json:14:3: ~[1;31merror: \\u{a}~[0m why ");
    p.has_color = false;
    page_part(&p, PAGE_BAD, "error:");
    expect(&p, "without", "error:");
    page_release(&p);
}

static void page_heading__has_one_empty_line_before_it(void **state)
{
    (void)state;
    struct page p = {.columns = 40};
    page_heading(&p, "First");
    page_heading(&p, "Second");
    page_blank(&p);
    page_blank(&p);
    page_heading(&p, "Third");
    page_blank(&p);
    expect(&p, "blank lines", "First\n\nSecond\n\nThird\n\n");

    page_blank(&p);
    page_blank(&p);
    page_heading(&p, "Behind a blank");
    expect(&p, "at the start", "\nBehind a blank\n");

    p.has_color = true;
    page_heading(&p, "Bold");
    expect(&p, "with colour", "~[1mBold~[0m\n");
    page_release(&p);
}

static void page_link__is_a_link_where_it_can_be(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        bool has_links;
        const char *title;
        const char *url;
        const char *want;
    } row[] = {
        {"a link",                               true,  "FSx",                     "https://a.example/b?c=d#e",
         "[1] ~]8;;https://a.example/b?c=d#e~\\FSx~]8;;~\\\n"                                                                                       },
        {"http too",                             true,  "FSx",                     "http://a.example",
         "[1] ~]8;;http://a.example~\\FSx~]8;;~\\\n"                                                                                                },
        {"over a line end",                      true,  "What is FSx for Lustre?", "https://a.example",
         "[1] ~]8;;https://a.example~\\What is FSx for~]8;;~\\\n"
         "    ~]8;;https://a.example~\\Lustre?~]8;;~\\\n"                                                                                           },
        {"a pipe",                               false, "What is FSx for Lustre?", "https://a.example/long/address",
         "[1] What is FSx for\n    Lustre?\n    https://a.example/long/address\n"                                                                   },
        {"another scheme is only shown",         true,  "x",                       "file:///etc/passwd",
         "[1] x\n    file:///etc/passwd\n"                                                                                                          },
        {"so is a script",                       true,  "x",                       "javascript:a()",                 "[1] x\n    javascript:a()\n"  },
        {"an escape does not get in",            true,  "x",                       "https://a\033\\b",
         "[1] x\n    https://a\\u{1b}\\b\n"                                                                                                         },
        {"nor does a delete",                    true,  "x",                       "https://a\x7F",
         "[1] x\n    https://a\\u{7f}\n"                                                                                                            },
        {"nor does a space",                     true,  "x",                       "https://a b",                    "[1] x\n    https://a b\n"     },
        {"nor what is not ASCII",                true,  "x",                       "https://ä",                     "[1] x\n    https://ä\n"      },
        {"nor a line end",                       true,  "x",                       "https://a\nb",                   "[1] x\n    https://a\\u{a}b\n"},
        {"a title is one line without Markdown", false, "*a*\nb",                  "https://a",
         "[1] *a*\\u{a}b\n    https://a\n"                                                                                                          },
        {"no title: nothing to click",           true,  "",                        "https://a",                      "[1]\n    https://a\n"         },
        {"no URL",                               true,  "a",                       "",                               "[1] a\n"                      },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct page p = {.columns = 20, .has_links = row[i].has_links};
        page_link(&p, "[1] ", 4, row[i].title, row[i].url);
        expect(&p, row[i].why, row[i].want);
        page_release(&p);
    }
}

static void page_screen__ends_behind_a_line(void **state)
{
    (void)state;
    static const struct {
        const char *why, *text;
        int columns;
        size_t from;
        int rows;
        size_t want;
    } row[] = {
        {"what fits is one screen",       "a\nb\nc\n",                           10, 0, 3, 6 },
        {"behind a line",                 "a\nb\nc\nd\n",                        10, 0, 3, 6 },
        {"from where the last one ended", "a\nb\nc\nd\n",                        10, 6, 3, 8 },
        {"a line in two rows counts two", "12345678901\nb\nc\n",                 10, 0, 3, 14},
        {"colours and links take none",
         "\033[1ma\033[0m\n\033]8;;https://e.org/123\033\\b\033]8;;\033\\\nc\n", 10, 0, 3,
         45                                                                                  },
        {"an empty line late is better",  "a\nb\n\nd\ne\n",                      10, 0, 4, 5 },
        {"but not an early one",          "a\n\nc\nd\ne\n",                      10, 0, 4, 7 },
        {"a line higher than the screen", "1234567890123\nb\n",                  5,  0, 2, 14},
        {"the end",                       "a\n",                                 10, 2, 3, 2 },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct page p = {.columns = row[i].columns};
        buf_text(&p.out, row[i].text);
        size_t got = page_screen(&p, row[i].from, row[i].rows);
        if (got != row[i].want)
            fail_msg("%s: got %zu, want %zu", row[i].why, got, row[i].want);
        page_release(&p);
    }
}

static void page_sign__has_a_stand_in(void **state)
{
    (void)state;
    struct page p = {.has_utf8 = true};
    assert_string_equal(page_sign(&p, "✓", "+"), "✓");
    p.has_utf8 = false;
    assert_string_equal(page_sign(&p, "✓", "+"), "+");
    page_text(&p, "", 0, "Größe");
    expect(&p, "a bank's text stays UTF-8", "Größe\n");
    page_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_text__shows_the_same_words_at_every_width),
        cmocka_unit_test(page_text__breaks_lines_at_spaces),
        cmocka_unit_test(page_text__measures_what_a_terminal_shows),
        cmocka_unit_test(page_text__is_no_command_to_a_ci_runner),
        cmocka_unit_test(page_text__knows_a_little_markdown),
        cmocka_unit_test(page_text__closes_a_style_at_the_end_of_each_line),
        cmocka_unit_test(page_text__is_linear),
        cmocka_unit_test(page_text__keeps_words_and_width_on_random_texts),
        cmocka_unit_test(page_words__show_a_style_and_no_markdown),
        cmocka_unit_test(page_words__clean_what_they_show),
        cmocka_unit_test(page_part__is_a_piece_of_a_line),
        cmocka_unit_test(page_heading__has_one_empty_line_before_it),
        cmocka_unit_test(page_link__is_a_link_where_it_can_be),
        cmocka_unit_test(page_screen__ends_behind_a_line),
        cmocka_unit_test(page_sign__has_a_stand_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
