/*
 * test_json.c - a text becomes a tree that knows its places, or one error with a place.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "child.h"
#include "fail_alloc.h"
#include "quizctl/buf.h"
#include "quizctl/json.h"
#include "quizctl/mem.h"

/* A sink that keeps the last finding. */
struct keeper {
    struct diag_sink sink;
    struct diag last;
};

static void keep(struct diag_sink *sink, const struct diag *d)
{
    ((struct keeper *)sink)->last = *d;
}

static struct json_doc parsed(const char *text)
{
    struct json_doc doc = {0};
    struct diag_sink sink = {0};
    struct place start = {"x.json", 1, 1};
    if (json_parse(&doc, start, text, strlen(text), &sink) != 0)
        fail_msg("refused: %s", text);
    return doc;
}

/* --- values --- */

static void json_parse__keeps_every_value(void **state)
{
    (void)state;
    struct json_doc doc = parsed("{\"n\":null, \"t\":true, \"f\":false, \"i\":-7, "
                                 "\"d\":12.25, \"s\":\"\\u00e9\\ud83d\\udcbe\\\"\", "
                                 "\"a\":[1,2,3], \"o\":{\"in\":0}}");
    const struct json *o = doc.root;
    assert_int_equal(json_kind(o), JSON_OBJECT);
    assert_int_equal(json_count(o), 8);
    assert_int_equal(json_kind(json_get(o, "n")), JSON_NULL);
    assert_int_equal(json_kind(json_get(o, "t")), JSON_BOOL);
    assert_true(json_bool(json_get(o, "t")));
    assert_int_equal(json_kind(json_get(o, "f")), JSON_BOOL);
    assert_false(json_bool(json_get(o, "f")));
    assert_int_equal(json_kind(json_get(o, "i")), JSON_NUMBER);
    assert_true(json_number(json_get(o, "i")) == -7);
    assert_true(json_number(json_get(o, "d")) == 12.25);
    assert_int_equal(json_kind(json_get(o, "s")), JSON_STRING);
    assert_string_equal(json_string(json_get(o, "s")), "\xC3\xA9\xF0\x9F\x92\xBE\"");
    assert_int_equal(json_kind(json_get(o, "a")), JSON_ARRAY);
    assert_int_equal(json_count(json_get(o, "a")), 3);
    assert_true(json_number(json_get(json_get(o, "o"), "in")) == 0);
    json_release(&doc);
}

static void json_string__and_the_like_are_empty_for_another_kind(void **state)
{
    (void)state;
    struct json_doc doc = parsed("[1, \"2\", true]");
    const struct json *one = json_first(doc.root), *two = json_next(one),
                      *three = json_next(two);
    assert_null(json_string(one));
    assert_false(json_bool(one));
    assert_true(json_number(two) == 0);
    assert_false(json_bool(two));
    assert_null(json_string(three));
    assert_null(json_next(three));
    assert_null(json_first(one));
    assert_int_equal(json_count(one), 0);
    assert_null(json_key(one));
    assert_null(json_key(doc.root));
    json_release(&doc);
}

static void json_get__minds_case(void **state)
{
    (void)state;
    struct json_doc doc = parsed("{\"ANSWER\": 1, \"answer\": 2, \"\\u0061b\": 3}");
    assert_true(json_number(json_get(doc.root, "answer")) == 2);
    assert_true(json_number(json_get(doc.root, "ANSWER")) == 1);
    assert_true(json_number(json_get(doc.root, "ab")) == 3);
    assert_null(json_get(doc.root, "Answer"));
    json_release(&doc);
}

static void json_first__and_next_walk_in_order(void **state)
{
    (void)state;
    struct json_doc doc = parsed("{\"c\":0,\"a\":1,\"b\":2}");
    char keys[4] = "";
    size_t count = 0;
    for (const struct json *c = json_first(doc.root); c != NULL; c = json_next(c))
        keys[count++] = json_key(c)[0];
    assert_string_equal(keys, "cab");
    json_release(&doc);
}

static void json_kind_name__reads_in_a_sentence(void **state)
{
    (void)state;
    assert_string_equal(json_kind_name(JSON_NULL), "null");
    assert_string_equal(json_kind_name(JSON_BOOL), "true or false");
    assert_string_equal(json_kind_name(JSON_NUMBER), "a number");
    assert_string_equal(json_kind_name(JSON_STRING), "a string");
    assert_string_equal(json_kind_name(JSON_ARRAY), "an array");
    assert_string_equal(json_kind_name(JSON_OBJECT), "an object");
}

static void json_release__of_an_empty_document_is_fine(void **state)
{
    (void)state;
    struct json_doc doc = parsed("[1]");
    json_release(&doc);
    assert_null(doc.root);
    json_release(&doc);
}

/* --- errors --- */

static void json_parse__reports_one_error_where_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *why, *text;
        struct place start;
        uint32_t line, col;
        const char *rule;
    } row[] = {
        {"the first byte",           "x",                  {"b", 1, 1},  1, 1,  "json-syntax"},
        {"the third line",           "[\n1,\n  x]",        {"b", 1, 1},  3, 3,  "json-syntax"},
        {"columns are code points",
         "[\"\xC3\xA9\xF0\x9F\x92\xBE\" x]",               {"b", 1, 1},
         1,                                                                 7,
         "json-syntax"                                                                       },
        {"a carriage return is one", "[\r\n\r\nx]",        {"b", 1, 1},  3, 1,  "json-syntax"},
        {"a start inside a line",    "[x]",                {"b", 7, 20}, 7, 21, "json-syntax"},
        {"and the line behind it",   "[\nx]",              {"b", 7, 20}, 8, 1,  "json-syntax"},
        {"the end of the text",      "[1,\n2",             {"b", 1, 1},  2, 2,  "json-syntax"},
        {"the second of two names",
         "{\"a\":1,\n \"a\":2}",                           {"b", 1, 1},
         2,                                                                 2,
         "duplicate-key"                                                                     },
        {"a byte that is no UTF-8",  "[\"\xC3\xA9\xFF\"]", {"b", 1, 1},  1, 4,  "bad-utf8"   },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct keeper k = {.sink.take = keep};
        struct json_doc doc = {0};
        int rc =
            json_parse(&doc, row[i].start, row[i].text, strlen(row[i].text), &k.sink);
        if (rc != -1 || doc.root != NULL || k.sink.errors != 1 || k.sink.warnings != 0)
            fail_msg("%s: %d, %zu errors", row[i].why, rc, k.sink.errors);
        if (strcmp(k.last.at.path, "b") != 0 || k.last.at.line != row[i].line ||
            k.last.at.col != row[i].col || strcmp(k.last.rule, row[i].rule) != 0)
            fail_msg("%s: got %u:%u %s", row[i].why, (unsigned)k.last.at.line,
                     (unsigned)k.last.at.col, k.last.rule);
    }
}

static void json_parse__sees_a_NUL_inside_the_text(void **state)
{
    (void)state;
    static const char text[] = "[1]\0[2]";
    struct diag_sink sink = {0};
    struct json_doc doc = {0};
    assert_int_equal(
        json_parse(&doc, (struct place){"b", 1, 1}, text, sizeof text - 1, &sink), -1);
    assert_int_equal(sink.errors, 1);
}

/* --- places --- */

/* Add "line:col " of V, its name's place before it in parentheses, and what is in it. */
static void list_places(struct buf *into, struct json_doc *doc, const struct json *v)
{
    if (json_key(v) != NULL) {
        struct place key = json_key_place(doc, v);
        buf_printf(into, "(%u:%u)", (unsigned)key.line, (unsigned)key.col);
    }
    struct place at = json_place(doc, v);
    assert_string_equal(at.path, "x.json");
    buf_printf(into, "%u:%u ", (unsigned)at.line, (unsigned)at.col);
    for (const struct json *c = json_first(v); c != NULL; c = json_next(c))
        list_places(into, doc, c);
}

static void json_place__is_where_value_and_name_begin(void **state)
{
    (void)state;
    static const struct {
        const char *why, *text, *places;
    } row[] = {
        {"a lone value",             " 7",                                                  "1:2 "                },
        {"an array over lines",      "[1,\n 2,\n\n  [3]]",                                  "1:1 1:2 2:2 4:3 4:4 "},
        {"a member",                 "{\"a\":1}",                                           "1:1 (1:2)1:6 "       },
        {"space around the colon",   "{\"a\" \n : \n 1}",                                   "1:1 (1:2)3:2 "       },
        {"a name with a quote",      "{\"a\\\"b\":1}",                                      "1:1 (1:2)1:9 "       },
        {"a name that is a quote",   "{\"\\\"\":1}",                                        "1:1 (1:2)1:7 "       },
        {"a name of quotes",         "{\"\\\"\\\"\\\"\": 1}",                               "1:1 (1:2)1:12 "      },
        {"a name ends in backslash", "{\"a\\\\\":1}",                                       "1:1 (1:2)1:8 "       },
        {"only backslashes",         "{\"\\\\\\\\\":1}",                                    "1:1 (1:2)1:9 "       },
        {"backslash, then quote",    "{\"\\\\\\\"\":1}",                                    "1:1 (1:2)1:9 "       },
        {"an empty name",            "{\"\":1}",                                            "1:1 (1:2)1:5 "       },
        {"a colon in the name",      "{\"a\\\": \": 1}",                                    "1:1 (1:2)1:11 "      },
        {"a name before a string",   "{\"a\":\"\\\"b\\\"\", \"c\":2}",
         "1:1 (1:2)1:6 (1:15)1:19 "                                                                               },
        {"names count code points",  "{\"\xC3\xA9\xF0\x9F\x92\xBE\":\"\xC3\xA9\",\"b\":2}",
         "1:1 (1:2)1:7 (1:11)1:15 "                                                                               },
        {"members of members",       "{\"a\":{\"b\":[true,\n{\"c\":-1}]}}",
         "1:1 (1:2)1:6 (1:7)1:11 1:12 2:1 (2:2)2:6 "                                                              },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct json_doc doc = parsed(row[i].text);
        struct buf places = {0};
        list_places(&places, &doc, doc.root);
        if (strcmp(places.bytes, row[i].places) != 0)
            fail_msg("%s: got %s", row[i].why, places.bytes);
        buf_release(&places);
        json_release(&doc);
    }
}

static void json_place__starts_where_the_text_does(void **state)
{
    (void)state;
    struct json_doc doc = {0};
    struct diag_sink sink = {0};
    const char *text = "{\"a\": 1,\n\"b\": 2}";
    struct place start = {"sheet.jsonl", 41, 9};
    assert_int_equal(json_parse(&doc, start, text, strlen(text), &sink), 0);
    const struct json *a = json_get(doc.root, "a"), *b = json_get(doc.root, "b");
    static const struct {
        const char *why;
        uint32_t line, col;
    } row[] = {
        {"the text",          41, 9 },
        {"on the first line", 41, 15},
        {"on the second",     42, 6 },
        {"its name",          42, 1 },
        {"back on the first", 41, 10},
    };
    struct place got[] = {json_place(&doc, doc.root), json_place(&doc, a),
                          json_place(&doc, b), json_key_place(&doc, b),
                          json_key_place(&doc, a)};
    for (size_t i = 0; i < COUNT(row); i++)
        if (got[i].line != row[i].line || got[i].col != row[i].col)
            fail_msg("%s: got %u:%u", row[i].why, (unsigned)got[i].line,
                     (unsigned)got[i].col);
    json_release(&doc);
}

/* A big file with a finding in each member must not cost a pass from the start for each.
 */
static void json_place__costs_no_more_than_the_way_from_the_last_one(void **state)
{
    (void)state;
    enum { MEMBERS = 60000 };
    for (int i = 0; i < 2; i++) { /* all on one line, then a line each */
        struct buf text = {0};
        buf_char(&text, '{');
        for (int k = 0; k < MEMBERS; k++)
            buf_printf(&text, "%s\"m%05d\":[\"\xC3\xA9 of some length\",%s0]",
                       k ? "," : "", k, i ? "\n" : "");
        buf_char(&text, '}');
        struct json_doc doc = parsed(text.bytes);
        uint32_t k = 0;
        for (const struct json *c = json_first(doc.root); c != NULL; c = json_next(c)) {
            struct place last = json_place(&doc, json_next(json_first(c)));
            struct place value = json_place(&doc, c), key = json_key_place(&doc, c);
            assert_int_equal(last.line, i ? k + 2 : 1);
            assert_int_equal(last.col, i ? 1 : 32 * k + 31);
            assert_int_equal(value.line, i ? k + 1 : 1);
            assert_int_equal(value.col, i ? 11 + 2 * (k > 0) : 32 * k + 11);
            assert_int_equal(key.line, value.line);
            assert_int_equal(key.col, value.col - 9);
            k++;
        }
        json_release(&doc);
        buf_release(&text);
    }
}

static void json_locate__counts_lines_and_code_points(void **state)
{
    (void)state;
    static const struct {
        const char *why, *text;
        size_t at;
        uint32_t line, col;
    } row[] = {
        {"the first byte",      "ab",                0, 5, 3},
        {"the second",          "ab",                1, 5, 4},
        {"the end",             "ab",                2, 5, 5},
        {"a line end is in it", "a\nb",              1, 5, 4},
        {"behind a line end",   "a\nb",              2, 6, 1},
        {"behind two bytes",    "\xC3\xA9z",         2, 5, 4},
        {"behind four bytes",   "\xF0\x9F\x92\xBEz", 4, 5, 4},
        {"a tab is one column", "\tz",               1, 5, 4},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct place got = json_locate((struct place){"p", 5, 3}, row[i].text, row[i].at);
        if (got.line != row[i].line || got.col != row[i].col)
            fail_msg("%s: got %u:%u", row[i].why, (unsigned)got.line, (unsigned)got.col);
    }
}

/* --- memory --- */

/* 3 when the file is blamed, 0 when all went well. */
static int parse_with_failing_alloc(void *arg)
{
    static const char text[] =
        "{\"format\":\"x\",\"\\u0061\":[1,2,{\"b\":null}],\"c\":\"\\n\","
        "\"d\":1,\"e\":2,\"f\":3,\"g\":4,\"h\":5,\"i\":6,\"j\":7}";
    struct diag_sink sink = {0};
    struct json_doc doc = {0};
    fail_alloc.left = *(const long *)arg;
    int rc = json_parse(&doc, (struct place){"b", 1, 1}, text, sizeof text - 1, &sink);
    fail_alloc.left = 0;
    return rc == 0 ? 0 : 3;
}

static void json_parse__never_blames_the_file_for_missing_memory(void **state)
{
    (void)state;
    if (!CAN_FAIL_ALLOC)
        skip();
    for (int for_ever = 0; for_ever < 2; for_ever++) {
        fail_alloc.for_ever = for_ever;
        long failed = 0;
        for (;; failed++) {
            long n = failed + 1;
            struct child_end end = child_run(parse_with_failing_alloc, &n);
            if (end.status == 0)
                break;
            if (end.status != 4 || strstr(end.told, "out of memory") == NULL)
                fail_msg("allocation %ld: status %d, told: %s", n, end.status, end.told);
        }
        assert_true(failed > 3); /* the gate's and the tree's */
    }
    fail_alloc.for_ever = false;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_parse__keeps_every_value),
        cmocka_unit_test(json_string__and_the_like_are_empty_for_another_kind),
        cmocka_unit_test(json_get__minds_case),
        cmocka_unit_test(json_first__and_next_walk_in_order),
        cmocka_unit_test(json_kind_name__reads_in_a_sentence),
        cmocka_unit_test(json_release__of_an_empty_document_is_fine),
        cmocka_unit_test(json_parse__reports_one_error_where_it_is),
        cmocka_unit_test(json_parse__sees_a_NUL_inside_the_text),
        cmocka_unit_test(json_place__is_where_value_and_name_begin),
        cmocka_unit_test(json_place__starts_where_the_text_does),
        cmocka_unit_test(json_place__costs_no_more_than_the_way_from_the_last_one),
        cmocka_unit_test(json_locate__counts_lines_and_code_points),
        cmocka_unit_test(json_parse__never_blames_the_file_for_missing_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
