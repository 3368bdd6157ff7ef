/*
 * test_html.c - elements, escaping, numbers and tables, letter by letter.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <string.h>

#include "format/bank_page_style.h"
#include "quizctl/digest.h"
#include "quizctl/html.h"
#include "quizctl/mem.h"
#include "report/html_style.h"

/* What stands in H's buffer; it starts anew. */
static void expect(struct html *h, const char *why, const char *want)
{
    if (strcmp(buf_str(h->out), want) != 0)
        fail_msg("%s: got\n%s\nwant\n%s", why, buf_str(h->out), want);
    buf_clear(h->out);
}

static void html_text__lets_no_markup_through(void **state)
{
    (void)state;
    static const struct {
        const char *why, *text, *want;
    } row[] = {
        {"a tag",                                "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
        {"both quotes",                          "\" onload='x'",             "&quot; onload=&#39;x&#39;"            },
        {"an entity stays what it was typed as", "&lt;",                      "&amp;lt;"                             },
        {"a comment",                            "<!-- x -->",                "&lt;!-- x --&gt;"                     },
        {"an escape sequence is seen",           "\033[31m",                  "\\u{1b}[31m"                          },
        {"text that turns is seen",              "a\u202eb",                  "a\\u{202e}b"                          },
        {"what is no UTF-8 is seen",             "a\xff",                     "a\\x{ff}"                             },
        {"nothing",                              "",                          ""                                     },
        {"what is plain stays",                  "10 % of 2 \u00d7 3 \u2713", "10 % of 2 \u00d7 3 \u2713"            },
    };
    struct buf out = {0};
    struct html h = {.out = &out};
    for (size_t i = 0; i < COUNT(row); i++) {
        html_text(&h, row[i].text);
        expect(&h, row[i].why, row[i].want);
    }
    buf_release(&out);
}

static void html_markup__closes_what_it_opens(void **state)
{
    (void)state;
    static const struct {
        const char *why, *text, *want;
    } row[] = {
        {"plain",                                "a < b",           "a &lt; b"                     },
        {"code",                                 "say `a<b` twice", "say <code>a&lt;b</code> twice"},
        {"strong and emphasis",                  "**a** *b*",       "<strong>a</strong> <em>b</em>"},
        {"pairs that cross",                     "**a *b** c*",
         "<strong>a </strong><strong><em>b</em></strong><em> c</em>"                               },
        {"a marker without its partner is text", "2 * 3 = `6",      "2 * 3 = `6"                   },
        {"a backslash makes text",               "\\*a\\*",         "*a*"                          },
        {"markup in code is text",               "`**a**`",         "<code>**a**</code>"           },
        {"nothing",                              "",                ""                             },
    };
    struct buf out = {0};
    struct html h = {.out = &out};
    for (size_t i = 0; i < COUNT(row); i++) {
        html_markup(&h, row[i].text);
        expect(&h, row[i].why, row[i].want);
    }
    buf_release(&out);
}

static void html_attributes__are_escaped_or_left_out(void **state)
{
    (void)state;
    struct buf out = {0};
    struct html h = {.out = &out};
    html_leaf(&h, "a", "x", "href", "#\"><script>", NULL);
    expect(&h, "escaped", "<a href=\"#&quot;&gt;&lt;script&gt;\">x</a>");
    html_leaf(&h, "a", "x", "href", NULL, "class", "n", NULL);
    expect(&h, "one without a value is left out", "<a class=\"n\">x</a>");
    html_empty(&h, "rect", "x", "1", NULL);
    expect(&h, "without content", "<rect x=\"1\"/>");
    buf_release(&out);
}

static void html_close__ends_what_was_opened_last(void **state)
{
    (void)state;
    struct buf out = {0};
    struct html h = {.out = &out};
    html_open(&h, "ul", "class", "a", NULL);
    html_open(&h, "li", NULL);
    html_printf(&h, "%d < %s", 1, "2 & 3");
    html_close(&h);
    html_close(&h);
    expect(&h, "nested", "\n<ul class=\"a\">\n<li>1 &lt; 2 &amp; 3</li></ul>");
    buf_release(&out);
}

static void html_begin__lets_in_its_own_style_and_nothing_else(void **state)
{
    (void)state;
    struct buf out = {0}, policy = {0};
    struct html h = {.out = &out};
    char hash[DIGEST_SHA256];
    html_begin(
        &h, &(struct html_head){.title = "Tom & Jerry's </title>", .style = html_style});
    html_end(&h);

    const char *style = strstr(buf_str(&out), "<style>");
    const char *style_end = strstr(buf_str(&out), "</style>");
    assert_non_null(style);
    assert_non_null(style_end);
    style += strlen("<style>");
    digest_sha256(hash, style, (size_t)(style_end - style));
    buf_printf(&policy,
               "content=\"default-src &#39;none&#39;; style-src &#39;sha256-%s&#39;; "
               "base-uri &#39;none&#39;; form-action &#39;none&#39;\"",
               hash);
    assert_non_null(strstr(buf_str(&out), buf_str(&policy)));
    assert_non_null(
        strstr(buf_str(&out), "<title>Tom &amp; Jerry&#39;s &lt;/title&gt;</title>"));
    const char *const styles[] = {html_style, bank_page_style};
    for (size_t i = 0; i < COUNT(styles); i++) {
        assert_null(strstr(styles[i], "</"));
        assert_null(strstr(styles[i], "url("));
        assert_null(strstr(styles[i], "@import"));
    }
    assert_int_equal(h.depth, 0);
    buf_release(&out);
    buf_release(&policy);
}

static void html_number__rounds_once_and_knows_no_locale(void **state)
{
    (void)state;
    static const struct {
        double value;
        int places;
        const char *want;
    } row[] = {
        {0,      2, "0"               },
        {12.345, 1, "12.3"            },
        {-0.5,   0, "-1"              },
        {0.5,    0, "1"               },
        {-2.25,  2, "-2.25"           },
        {100,    2, "100"             },
        {1e15,   0, "1000000000000000"},
    };
    setlocale(LC_ALL, "de_DE.UTF-8"); /* where there is one, it has a decimal comma */
    for (size_t i = 0; i < COUNT(row); i++)
        assert_string_equal(html_number(row[i].value, row[i].places).text, row[i].want);
    assert_string_equal(html_percent(0.625, 1).text, "62.5%");
    assert_string_equal(html_percent(1, 0).text, "100%");
    assert_string_equal(html_count(UINT64_MAX).text, "18446744073709551615");
    setlocale(LC_ALL, "C");
}

static void html_table__has_heads_for_columns_and_rows(void **state)
{
    (void)state;
    static const char *const heads[] = {"domain", "right"};
    struct buf out = {0};
    struct html h = {.out = &out};
    struct html_table t;
    html_table_begin(&t, &h, "By <domain>", "lr", heads);
    html_table_cell(&t, "d1");
    html_table_cell(&t, "7");
    html_table_end(&t);
    expect(&h, "one row",
           "\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"By "
           "&lt;domain&gt;\">\n<table><caption>By &lt;domain&gt;</caption>\n<thead>\n<tr>"
           "<th scope=\"col\">domain</th><th scope=\"col\" class=\"n\">right</th></tr>"
           "</thead>\n<tbody>\n<tr>\n<th scope=\"row\">d1</th>\n<td class=\"n\">7</td>"
           "</tr></tbody></table></div>");
    assert_int_equal(h.depth, 0);
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html_text__lets_no_markup_through),
        cmocka_unit_test(html_markup__closes_what_it_opens),
        cmocka_unit_test(html_attributes__are_escaped_or_left_out),
        cmocka_unit_test(html_close__ends_what_was_opened_last),
        cmocka_unit_test(html_begin__lets_in_its_own_style_and_nothing_else),
        cmocka_unit_test(html_number__rounds_once_and_knows_no_locale),
        cmocka_unit_test(html_table__has_heads_for_columns_and_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
