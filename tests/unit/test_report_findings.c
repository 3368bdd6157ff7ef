/*
 * test_report_findings.c - findings in each format: no text from a bank becomes a
 * command, a link or a line of its own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "quizctl/findings.h"
#include "quizctl/json.h"

static struct page written(const struct checked *c, const char *format)
{
    struct page p = {0};
    struct findings f = {"0.1.0", true, c, 1};
    findings_format_find(format)->write(&f, &p);
    return p;
}

static void assert_written(const struct checked *c, const char *format, const char *want)
{
    struct page p = written(c, format);
    assert_string_equal(buf_str(&p.out), want);
    page_release(&p);
}

static void checked_sort__puts_findings_in_the_order_of_the_files(void **state)
{
    (void)state;
    struct checked c;
    checked_init(&c, "b");
    diag_warning(&c.sink, (struct place){"b/2.json", 1, 1}, "r", "five");
    diag_warning(&c.sink, (struct place){"b/1.json", 10, 2}, "r", "four");
    diag_error(&c.sink, (struct place){"b/1.json", 9, 5}, "r", "two");
    diag_warning(&c.sink, (struct place){"b/1.json", 9, 5}, "r", "three");
    diag_warning(&c.sink, (struct place){"b", 0, 0}, "r", "one");
    checked_sort(&c);
    assert_written(&c, "text",
                   "b: warning: one [r]\n"
                   "b/1.json:9:5: error: two [r]\n"
                   "b/1.json:9:5: warning: three [r]\n"
                   "b/1.json:10:2: warning: four [r]\n"
                   "b/2.json:1:1: warning: five [r]\n"
                   "b: 1 error, 4 warnings\n");
    checked_release(&c);
}

static void take__keeps_texts_that_go(void **state)
{
    (void)state;
    char path[] = "a.json", rule[] = "some-rule";
    struct checked c;
    checked_init(&c, "a.json");
    diag_warning(&c.sink, (struct place){path, 1, 1}, rule, "kept");
    memset(path, 'x', sizeof path - 1);
    memset(rule, 'x', sizeof rule - 1);
    c.questions = 1;
    assert_written(&c, "text",
                   "a.json:1:1: warning: kept [some-rule]\n"
                   "a.json: 1 question, 0 errors, 1 warning\n");
    checked_release(&c);
}

static const struct hostile {
    const char *why, *path, *what, *line;
} hostile[] = {
    {"a line of its own",                       "a.json",         "x\n::stop-commands::y\r\n::error::z",
     "file=a.json,line=1,col=2,title=quizctl r::x\\u{a}::stop-commands::y\\u{d}\\u{a}"
     "::error::z\n"                                                          },
    {"another property",                        "a,title=b.json", "x",
     "file=a%2Ctitle=b.json,line=1,col=2,title=quizctl r::x\n"               },
    {"the end of the properties",               "a::b.json",      "x",
     "file=a%3A%3Ab.json,line=1,col=2,title=quizctl r::x\n"                  },
    {"an escape that is one already",           "a%0Ab.json",     "100 %0A::error::",
     "file=a%250Ab.json,line=1,col=2,title=quizctl r::100 %250A::error::\n"  },
    {"the other kind of command",               "##[x].json",     "##[error]y",
     "file=#\\u{23}[x].json,line=1,col=2,title=quizctl r::#\\u{23}[error]y\n"},
    {"white space of Unicode before a command", "a.json",         "\xE2\x80\xA8::error::y",
     "file=a.json,line=1,col=2,title=quizctl r::\\u{2028}::error::y\n"       },
    {"escapes for a terminal",                  "\x1b[2J.json",   "\x1b]0;x\x07",
     "file=\\u{1b}[2J.json,line=1,col=2,title=quizctl r::\\u{1b}]0;x\\u{7}\n"},
};

/* A finding of HOSTILE, in C. */
static void find(struct checked *c, const struct hostile *h)
{
    checked_init(c, h->path);
    diag_warning(&c->sink, (struct place){h->path, 1, 2}, "r", "%s", h->what);
}

static void findings_write_github__lets_no_text_forge_a_command(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(hostile); i++) {
        struct checked c;
        find(&c, &hostile[i]);
        struct page p = written(&c, "github");
        struct buf want = {0};
        buf_printf(&want, "::warning %s", hostile[i].line);
        if (strncmp(buf_str(&p.out), buf_str(&want), want.len) != 0)
            fail_msg("%s: %s", hostile[i].why, buf_str(&p.out));
        const char *rest = p.out.bytes + want.len; /* the closing line */
        if (strchr(rest, '\n') != rest + strlen(rest) - 1 || strncmp(rest, "::", 2) == 0)
            fail_msg("%s: %s", hostile[i].why, rest);
        buf_release(&want);
        page_release(&p);
        checked_release(&c);
    }
}

static void findings_write_json__is_json_and_no_command(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(hostile); i++) {
        struct checked c;
        struct json_fault fault;
        find(&c, &hostile[i]);
        struct page p = written(&c, "json");
        if (json_gate(p.out.bytes, p.out.len, JSON_RFC, NULL, &fault) != 0)
            fail_msg("%s: %s", hostile[i].why, fault.what);
        assert_null(strstr(buf_str(&p.out), "##["));
        page_release(&p);
        checked_release(&c);
    }
}

static void findings_write_sarif__has_no_links_and_no_odd_uris(void **state)
{
    (void)state;
    struct checked c;
    checked_init(&c, "b");
    diag_warning(&c.sink, (struct place){"a b%:\xC3\xA4.json", 1, 2}, "r",
                 "see [this](https://example.org/) \\[that\\](1)");
    diag_warning(&c.sink, (struct place){"/x.json", 0, 0}, "r", "whole");
    struct page p = written(&c, "sarif");
    const char *out = buf_str(&p.out);
    assert_non_null(strstr(out, "[this] (https://example.org/) \\\\[that\\\\] (1)"));
    assert_null(strstr(out, "]("));
    assert_non_null(strstr(out, "\"uri\":\"a%20b%25%3A%C3%A4.json\""));
    assert_non_null(strstr(out, "{\"startLine\":1,\"startColumn\":2}"));
    assert_non_null(
        strstr(out, "{\"uri\":\"file:///x.json\"},\"region\":{\"startLine\":1}}"));
    page_release(&p);
    checked_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checked_sort__puts_findings_in_the_order_of_the_files),
        cmocka_unit_test(take__keeps_texts_that_go),
        cmocka_unit_test(findings_write_github__lets_no_text_forge_a_command),
        cmocka_unit_test(findings_write_json__is_json_and_no_command),
        cmocka_unit_test(findings_write_sarif__has_no_links_and_no_odd_uris),
    };
    return cmocka_run_group_tests_name("report_findings", tests, NULL, NULL);
}
