/*
 * test_html_text.c - HTML as editors write it becomes the Markdown of a bank, and back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "format/html_text.h"
#include "quizctl/mem.h"

/* What was told, one line each: "- " for left out, "~ " for changed. */
struct told {
    struct html_sink sink;
    struct buf text;
};

static void take(struct html_sink *sink, enum loss_kind kind, const char *what)
{
    struct told *told = (struct told *)sink;
    buf_printf(&told->text, "%s %s\n", kind == LOSS_CHANGED ? "~" : "-", what);
}

struct row {
    const char *why, *from, *to;
};

static void same(const char *why, const struct buf *got, const char *want)
{
    if (strcmp(buf_str(got), want) != 0)
        fail_msg("%s:\n got \"%s\"\nwant \"%s\"", why, buf_str(got), want);
}

static void reads(const struct row *row, size_t count, enum html_shape shape)
{
    for (size_t i = 0; i < count; i++) {
        struct buf out = {0};
        html_read(&out, row[i].from, strlen(row[i].from), shape, NULL);
        same(row[i].why, &out, row[i].to);
        buf_release(&out);
    }
}

static void html_read__makes_markdown_of_what_has_a_place(void **state)
{
    (void)state;
    static const struct row row[] = {
        {"plain text",                  "a b",                                                         "a b"                                                 },
        {"white space is one space",    " a \n\t b ",                                                  "a b"                                                 },
        {"strong and emphasis",         "<b>a</b> <i>b</i> <strong>c</strong> <em>d</em>",
         "**a** *b* **c** *d*"                                                                                                                               },
        {"marks stand against words",   "x<b> a </b>y",                                                "x **a** y"                                           },
        {"both at once",                "<b><i>a</i></b>",                                             "***a***"                                             },
        {"styles that cross",           "<b>a<i>b</b>c</i>",                                           "**a*b**c*"                                           },
        {"two neighbours are one",      "<b>a</b><b>b</b>",                                            "**ab**"                                              },
        {"strong then emphasis",        "<b>a</b><i>b</i>",                                            "**a***b*"                                            },
        {"nothing is not marked",       "a<b></b><i> </i>b",                                           "a b"                                                 },
        {"code",                        "run <code>ls  -l</code> now",                                 "run `ls -l` now"                                     },
        {"held spaces in code",         "<code>a&nbsp;&nbsp;b</code>",                                 "`a  b`"                                              },
        {"a backquote is not in code",  "<code>a`b</code>",                                            "a\\`b"                                               },
        {"strong code",                 "<b><code>x</code></b>",                                       "**`x`**"                                             },
        {"no marks in code",            "<code><b>x</b></code>",                                       "`x`"                                                 },
        {"paragraphs",                  "<p>a</p><p>b</p>",                                            "a\n\nb"                                              },
        {"line breaks",                 "a<br>b<br/>c<br />d",                                         "a\nb\nc\nd"                                          },
        {"divs are lines",              "<div>a</div><div>b</div>",                                    "a\nb"                                                },
        {"empty ones are nothing",      "<p>&nbsp;</p><p>a</p><p></p>",                                "a"                                                   },
        {"a held space between words",  "10&nbsp;GB",                                                  "10\xC2\xA0GB"                                        },
        {"references",                  "&lt;b&gt; &amp; &eacute;&#233;&#xE9; &hellip;",
         "<b> & \xC3\xA9\xC3\xA9\xC3\xA9 \xE2\x80\xA6"                                                                                                       },
        {"unknown references stay",     "AT&T &foo; &",                                                "AT&T &foo; &"                                        },
        {"Windows numbers",             "&#147;x&#148;",                                               "\xE2\x80\x9Cx\xE2\x80\x9D"                           },
        {"numbers that are none",       "&#0;&#xD800;&#x110000;&#99999999999;",
         "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"                                                                                                  },
        {"stars of the text",           "2*3 * 4",                                                     "2\\*3 * 4"                                           },
        {"backslashes of the text",     "C:\\dir \\\\host a\\*b",
         "C:\\dir \\\\\\host a\\\\\\*b"                                                                                                                      },
        {"backquotes of the text",      "a `b` c",                                                     "a \\`b\\` c"                                         },
        {"an underscore is text",       "_a_ b_c",                                                     "_a_ b_c"                                             },
        {"a link to the web",           "see <a href=\"https://x.org/a\">the <b>page</b></a>.",
         "see [the page](https://x.org/a)."                                                                                                                  },
        {"a strong link",               "<b><a href='http://x.org/'>a</a></b>",
         "**[a](http://x.org/)**"                                                                                                                            },
        {"odd signs in a URL",          "<a href=\" https://x.org/a(b) c*d \">a</a>",
         "[a](<https://x.org/a(b)%20c%2Ad>)"                                                                                                                 },
        {"a link over a line break",    "<a href=https://x.org/>a<br>b</a>",
         "[a](https://x.org/)\n[b](https://x.org/)"                                                                                                          },
        {"no link without the web",     "<a href=\"#top\">a</a> <a name=x>b</a>",                      "a b"                                                 },
        {"superscript",                 "x<sup>2</sup> 10<sup>-3</sup> a<sup>b</sup> 2<sup>n+k</sup>",
         "x\xC2\xB2 10\xE2\x81\xBB\xC2\xB3 a^b 2^(n+k)"                                                                                                      },
        {"subscript",                   "H<sub>2</sub>O a<sub>i</sub>",                                "H\xE2\x82\x82O a_i"                                  },
        {"bullets",                     "<ul><li>a</li><li><p>b</p></li></ul>",                        "- a\n- b"                                            },
        {"numbers",                     "<ol><li>a<li>b</ol>",                                         "1. a\n2. b"                                          },
        {"numbers from another",        "<ol start=\"3\"><li>a</li></ol>",                             "3. a"                                                },
        {"lists in lists",              "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>",
         "- a\n  1. b\n  2. c\n- d"                                                                                                                          },
        {"text around a list",          "a<ul><li>b</li></ul>c",                                       "a\n\n- b\n\nc"                                       },
        {"paragraphs in an item",       "<ul><li><p>a</p><p>b</p></li></ul>",                          "- a\n\n  b"                                          },
        {"an item without a list",      "<li>a</li>",                                                  "- a"                                                 },
        {"empty items",                 "<ul><li></li><li>a</li></ul>",                                "- a"                                                 },
        {"a table",
         "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>x|y</td></tr></table>",                "| a | b |\n| --- | --- |\n| 1 | x\\|y |"             },
        {"cells that are not closed",   "<table><tr><td>a<td>b<tr><td>c<td></table>",
         "| a | b |\n| --- | --- |\n| c | |"                                                                                                                 },
        {"blocks in a cell",
         "<table><tr><td><p>a</p><ul><li>b</li></ul></td></tr></table>",                               "| a b |\n| --- |"                                    },
        {"a table in a table",
         "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table>d</td></tr></"
         "table>",                                                                                     "| a b c d |\n| --- |"                                },
        {"preformatted",                "a<pre>\nx  y\n  z\n</pre>b",                                  "a\n\n```\nx  y\n  z\n```\n\nb"                       },
        {"with a language",             "<pre><code class=\"hl language-sh\">ls &lt; x</code></pre>",
         "```sh\nls < x\n```"                                                                                                                                },
        {"code of several lines",       "<code>a<br>b</code>",                                         "```\na\nb\n```"                                      },
        {"backquotes in it",            "<pre>```\n</pre>",                                            "````\n```\n````"                                     },
        {"a heading",                   "<h3>A</h3>b",                                                 "### A\n\nb"                                          },
        {"a quotation",                 "a<blockquote><p>b</p><p>c</p></blockquote>d",
         "a\n\n> b\n>\n> c\n\nd"                                                                                                                             },
        {"a rule",                      "a<hr>b",                                                      "a\n\n---\n\nb"                                       },
        {"a prefix of the name",        "<p>a<o:p></o:p></p><xhtml:b>b</xhtml:b>",                     "a\n\n**b**"                                          },
        {"an image's words stay",       "<img src=\"x.png\" alt=\"a &amp; b\">",
         "(image: a & b)"                                                                                                                                    },
        {"text that looks like blocks",
         "<p># a</p><p>- b</p><p>1. c</p><p>&gt; d</p><p>* e</p><p>2024 f</p>",                        "\\# a\n\n\\- b\n\n1\\. c\n\n\\> d\n\n\\* e\n\n2024 f"},
    };
    reads(row, COUNT(row), HTML_BLOCKS);
}

static void html_read__keeps_inline_text_inline(void **state)
{
    (void)state;
    static const struct row row[] = {
        {"what would start a block is text", "# a<br>- b<br>1. c", "# a\n- b\n1. c"},
        {"code of one line is inline",       "<pre>ls</pre>",      "`ls`"          },
        {"a heading is strong",              "<h2>A</h2>b",        "**A**\n\nb"    },
        {"more is a block all the same",     "<pre>a\nb</pre>",    "```\na\nb\n```"},
    };
    reads(row, COUNT(row), HTML_INLINE);
}

static void html_write__writes_an_option_as_words_or_blocks(void **state)
{
    (void)state;
    static const struct row row[] = {
        {"words need no element",    "Amazon **EFS**",        "Amazon <strong>EFS</strong>"          },
        {"lines are ended",          "a\nb",                  "a<br />\nb"                           },
        {"a list is one",            "- a\n- b",              "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
        {"code is code",             "```\na\nb\n```",        "<pre><code>a\nb\n</code></pre>\n"     },
        {"words, then a list",       "a\n\n- b",              "a<ul>\n<li>b</li>\n</ul>\n"           },
        {"two paragraphs",           "a\n\nb",                "a<p>b</p>\n"                          },
        {"a table",                  "| a |\n| --- |\n| b |",
         "<table><tbody>\n<tr><th>a</th></tr>\n<tr><td>b</td></tr>\n</tbody></table>\n"              },
        {"words that look like one", "1\\. a",                "1. a"                                 },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf out = {0};
        if (!html_write_checked(&out, row[i].from, HTML_ENTRY))
            fail_msg("%s: it does not come back", row[i].why);
        same(row[i].why, &out, row[i].to);
        buf_release(&out);
    }
}

static void html_read__takes_any_bytes_and_runs_none(void **state)
{
    (void)state;
    static const struct row row[] = {
        {"a script",                  "a<script>alert('<b>')</script>b",         "ab"                         },
        {"a script that never ends",  "a<script>alert(1)",                       "a"                          },
        {"a style sheet",             "<style>p > a { }</style>b",               "b"                          },
        {"a comment",                 "a<!-- <b> -->b<!---->c",                  "abc"                        },
        {"a comment that never ends", "a<!-- <b> b>",                            "a"                          },
        {"a declaration",             "<!DOCTYPE html><?php x ?>a",              "a"                          },
        {"a handler",                 "<p onclick=\"x('>')\">a</p>",             "a"                          },
        {"a link that runs",          "<a href=\"java\tscript:alert(1)\">a</a>", "a"                          },
        {"the same in references",    "<a href=\"&#106;avascript:x\">a</a>",     "a"                          },
        {"a frame",                   "a<iframe src=x><b>no</b></iframe>b",      "ab"                         },
        {"a drawing in a drawing",    "<svg><svg>x</svg>y</svg>a",               "a"                          },
        {"tags left open",            "<p><b>a<i>b<p>c",                         "**a*b***\n\n***c***"        },
        {"ends of nothing",           "a</b></i></p></ul></li></td></a>b",       "a\n\nb"                     },
        {"a tag cut off",             "a <b",                                    "a <b"                       },
        {"a tag cut off in a value",  "a <b x=\"",                               "a <b x=\""                  },
        {"a value left open",         "<a href=\"x>a</a> <b>b</b>",              "a **b**"                    },
        {"less than",                 "a < b, 3 <4 and <> b",                    "a < b, 3 <4 and <> b"       },
        {"a quote in a name",         "<p it's>a</p>",                           "a"                          },
        {"bytes that are no UTF-8",   "a\xFF\xC3(b",                             "a\xEF\xBF\xBD\xEF\xBF\xBD(b"},
        {"control characters",        "a\x01\x1B[31mb&#27;",                     "a[31mb"                     },
        {"a title",                   "<head><title>no</title></head>a",         "a"                          },
        {"self-closing tags",         "<p/>a<b/>b<span/>c",                      "abc"                        },
    };
    reads(row, COUNT(row), HTML_INLINE);

    struct buf out = {0};
    html_read(&out, "a\0b<p\0>c", 8, HTML_INLINE, NULL);
    same("NUL", &out, "ab\n\nc");
    buf_release(&out);
}

static void html_read__tells_what_it_drops(void **state)
{
    (void)state;
    static const struct row row[] = {
        {"a script",                   "<script>x</script>",                       "- nothing of a question is run: <script>\n"    },
        {"a handler",                  "<p title=a ONCLICK=x>a</p>",
         "- nothing of a question is run: 'ONCLICK'\n"                                                                             },
        {"an image",                   "<img src=\"@@PLUGINFILE@@/a.png\">",
         "- a bank has no images: '@@PLUGINFILE@@/a.png'\n"                                                                        },
        {"an image in the text",       "<img src=\"data:image/png;base64,AAAA\">",
         "- a bank has no images: 'data:...'\n"                                                                                    },
        {"a link",                     "<a href=\"javascript:x\">a</a>",
         "- a link leads to http or https, not to 'javascript:x'; its text stays\n"                                                },
        {"a film",                     "<video src=x>a</video>",
         "- <video> and what stands in it have no place in a bank\n"                                                               },
        {"a field",                    "<input name=x>",                           "- <input> has no place in a bank\n"            },
        {"an element of others, once", "<foo>a</foo><foo>b</foo>",
         "~ <foo> is not known; what stands in it stays\n"                                                                         },
        {"struck out",                 "<s>a</s><del>b</del>",                     "~ struck-out text is plain text\n"             },
        {"what only looks otherwise",
         "<span style=x><font color=red><u>a</u></font></span>",                   ""                                              },
        {"controls",                   "\x01\x02",                                 "- control characters have no place in a bank\n"},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct told told = {.sink.take = take};
        struct buf out = {0};
        html_read(&out, row[i].from, strlen(row[i].from), HTML_INLINE, &told.sink);
        same(row[i].why, &told.text, row[i].to);
        buf_release(&told.text);
        buf_release(&out);
    }
}

static void html_read__is_bounded(void **state)
{
    (void)state;
    enum { MANY = 100000 };
    static const char *const piece[] = {
        "<ul><li>",
        "<b>",
        "<blockquote>",
        "<table><tr><td>",
        "<a <",
        "<!",
        "<!--",
        "<a href=\"",
        "<svg>",
        "<script>",
        "&#",
        "&amp",
        "<code>",
        "<pre>",
        "<li>",
        "*",
        "`",
        "\\",
        "<br>",
        "<sup>2",
        "<a href=http://x>",
        "</p",
        "<img src=x>",
        "1. ",
        "<a b='\"<a b=\"'>",
    };
    for (size_t i = 0; i < COUNT(piece); i++) {
        struct told told = {.sink.take = take};
        struct buf html = {0}, out = {0};
        for (size_t n = 0; n < MANY; n++)
            buf_text(&html, piece[i]);
        buf_text(&html, "x");
        html_read(&out, html.bytes, html.len, HTML_BLOCKS, &told.sink);
        if (out.len > html.len * 8)
            fail_msg("%s: %zu bytes became %zu", piece[i], html.len, out.len);
        assert_true(told.text.len < 20 * 200);
        struct buf again = {0};
        html_write(&again, out.bytes, out.len, HTML_BLOCKS);
        buf_release(&again);
        buf_release(&told.text);
        buf_release(&out);
        buf_release(&html);
    }
}

static void html_write__writes_safe_elements(void **state)
{
    (void)state;
    static const struct row row[] = {
        {"text",               "a < b & \"c\" 'd'",
         "<p>a &lt; b &amp; &quot;c&quot; &#39;d&#39;</p>\n"                                                 },
        {"its own tags",       "<script>x</script>",                "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"},
        {"styles",             "**a** *b* `c` \\*",
         "<p><strong>a</strong> <em>b</em> <code>c</code> *</p>\n"                                           },
        {"crossing styles",    "**a*b**c*",
         "<p><strong>a</strong><strong><em>b</em></strong><em>c</em></p>\n"                                  },
        {"a link",             "[a](https://x.org/?a=1&b=2)",
         "<p><a href=\"https://x.org/?a=1&amp;b=2\">a</a></p>\n"                                             },
        {"no link elsewhere",  "[a](javascript:x) [b](http://x y)",
         "<p>[a](javascript:x) [b](http://x y)</p>\n"                                                        },
        {"a link in code",     "`[a](https://x.org/)`",
         "<p><code>[a](https://x.org/)</code></p>\n"                                                         },
        {"an escaped link",    "\\[a](https://x.org/)",             "<p>[a](https://x.org/)</p>\n"           },
        {"control characters",
         "a\x01\x1B\xEF\xBF\xBF"
         "b",                                                       "<p>ab</p>\n"                            },
        {"lines",              "a\nb",                              "<p>a<br />\nb</p>\n"                    },
        {"a list",             "- a\n- b",                          "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"  },
        {"a fence",            "```sh\na < b\n```",
         "<pre><code class=\"language-sh\">a &lt; b\n</code></pre>\n"                                        },
        {"a fence left open",  "```\na",                            "<pre><code>a\n</code></pre>\n"          },
        {"a heading",          "## A",                              "<h2>A</h2>\n"                           },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf out = {0};
        html_write(&out, row[i].from, strlen(row[i].from), HTML_BLOCKS);
        same(row[i].why, &out, row[i].to);
        buf_release(&out);
    }
}

static void html_write__comes_back_as_it_was(void **state)
{
    (void)state;
    static const char *const text[] = {
        "a",
        "a\nb\n\nc",
        "**a** *b* `c  d` ***e***",
        "**a**b*c* 2\\*3 * 4",
        "[a](https://x.org/)",
        "[a \\[b\\] \\\\c](<https://x.org/(d)>)",
        "C:\\dir \\` [x\\](y)",
        "- a\n- b\n  1. c\n  2. d\n- e",
        "1. a\n\n   b\n2. c",
        "3. a\n4. b",
        "a\n\n```sh\nx  < y\n\n  z\n```\n\nb",
        "- a\n\n  ```\n  x\n    y\n  ```\n- b",
        "| a | b\\|c |\n| --- | --- |\n| **1** | |",
        "### A\n\nb\n\n---\n\n> c\n>\n> d\n>\n> - e",
        "\\# a\n\n1\\. b",
        "10\xC2\xA0GB, \xC3\xA9",
    };
    for (size_t i = 0; i < COUNT(text); i++) {
        struct buf html = {0}, back = {0};
        html_write(&html, text[i], strlen(text[i]), HTML_BLOCKS);
        html_read(&back, html.bytes, html.len, HTML_BLOCKS, NULL);
        if (strcmp(buf_str(&back), text[i]) != 0)
            fail_msg("\"%s\" became\n%s\nand came back as \"%s\"", text[i], html.bytes,
                     buf_str(&back));
        buf_release(&html);
        buf_release(&back);
    }
}

static void html_plain__marks_nothing(void **state)
{
    (void)state;
    static const struct row row[] = {
        {"marks are text",    "a *b* `c` 2 * 3",  "a \\*b\\* \\`c\\` 2 * 3"},
        {"tags are text",     "<b>a</b> &amp;",   "<b>a</b> &amp;"         },
        {"lines stay",        "a  b \n c\n\n\nd", "a b\nc\n\nd"            },
        {"a block is a line", "- a\n1. b",        "\\- a\n1\\. b"          },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf out = {0};
        html_plain(&out, row[i].from, strlen(row[i].from), HTML_BLOCKS);
        same(row[i].why, &out, row[i].to);
        buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html_read__makes_markdown_of_what_has_a_place),
        cmocka_unit_test(html_read__keeps_inline_text_inline),
        cmocka_unit_test(html_read__takes_any_bytes_and_runs_none),
        cmocka_unit_test(html_read__tells_what_it_drops),
        cmocka_unit_test(html_read__is_bounded),
        cmocka_unit_test(html_write__writes_safe_elements),
        cmocka_unit_test(html_write__writes_an_option_as_words_or_blocks),
        cmocka_unit_test(html_write__comes_back_as_it_was),
        cmocka_unit_test(html_plain__marks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
