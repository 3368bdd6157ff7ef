/*
 * test_json_write.c - what is written is JSON, and reads back as what went in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "clean_categories.h"
#include "quizctl/json.h"
#include "quizctl/json_write.h"
#include "quizctl/mem.h"

static void json_put_string__escapes_what_must_not_stand_in_a_file(void **state)
{
    (void)state;
    static const struct {
        const char *why, *text, *json;
    } row[] = {
        {"plain text",                  "S3 & EFS / 'FSx'",                     "\"S3 & EFS / 'FSx'\""         },
        {"nothing",                     "",                                     "\"\""                         },
        {"quote and backslash",         "a\"b\\c",                              "\"a\\\"b\\\\c\""              },
        {"controls with a short form",  "\b\f\n\r\t",                           "\"\\b\\f\\n\\r\\t\""          },
        {"controls without",            "\x01\x1b[0m\x1f",                      "\"\\u0001\\u001b[0m\\u001f\"" },
        {"DEL",                         "\x7f",                                 "\"\\u007f\""                  },
        {"C1",                          "\xC2\x80\xC2\x9B\xC2\x9F",             "\"\\u0080\\u009b\\u009f\""    },
        {"no-break space passes",       "\xC2\xA0",                             "\"\xC2\xA0\""                 },
        {"soft hyphen",                 "\xC2\xAD",                             "\"\\u00ad\""                  },
        {"right-to-left override",      "\xE2\x80\xAE",                         "\"\\u202e\""                  },
        {"line separator",              "\xE2\x80\xA8",                         "\"\\u2028\""                  },
        {"paragraph separator",         "\xE2\x80\xA9",                         "\"\\u2029\""                  },
        {"zero width joiner",           "\xE2\x80\x8D",                         "\"\\u200d\""                  },
        {"a tag, past the first plane", "\xF3\xA0\x81\x81",                     "\"\\udb40\\udc41\""           },
        {"letters of all lengths pass", "\xC3\xA9\xE6\xB7\xB1\xF0\x9F\x92\xBE",
         "\"\xC3\xA9\xE6\xB7\xB1\xF0\x9F\x92\xBE\""                                                            },
        {"a byte that is no UTF-8",     "a\xFFz",                               "\"a\xEF\xBF\xBDz\""           },
        {"each byte of a surrogate",    "\xED\xA0\x80",
         "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""                                                            },
        {"a sequence cut off",          "\xE6\xB7",                             "\"\xEF\xBF\xBD\xEF\xBF\xBD\"" },
        {"a command to a CI runner",    "##[x] #[ ###[",                        "\"#\\u0023[x] #[ ##\\u0023[\""},
        {"NULL",                        NULL,                                   "null"                         },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf out = {0};
        struct json_writer w = {.out = &out};
        json_put_string(&w, row[i].text);
        if (strcmp(out.bytes, row[i].json) != 0)
            fail_msg("%s: got %s", row[i].why, out.bytes);
        buf_release(&out);
    }
}

static void put_utf8(struct buf *out, uint32_t c)
{
    if (c < 0x80) {
        buf_char(out, (char)c);
    } else if (c < 0x800) {
        buf_char(out, (char)(0xC0 | c >> 6));
        buf_char(out, (char)(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        buf_char(out, (char)(0xE0 | c >> 12));
        buf_char(out, (char)(0x80 | (c >> 6 & 0x3F)));
        buf_char(out, (char)(0x80 | (c & 0x3F)));
    } else {
        buf_char(out, (char)(0xF0 | c >> 18));
        buf_char(out, (char)(0x80 | (c >> 12 & 0x3F)));
        buf_char(out, (char)(0x80 | (c >> 6 & 0x3F)));
        buf_char(out, (char)(0x80 | (c & 0x3F)));
    }
}

/* Every character there is, on its own: it reads back, and nothing hidden stands raw. */
static void json_put_string__gives_every_character_back(void **state)
{
    (void)state;
    struct buf text = {0}, out = {0};
    for (uint32_t c = 1; c < 0x110000; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        buf_clear(&text);
        buf_clear(&out);
        put_utf8(&text, c);
        struct json_writer w = {.out = &out};
        json_put_string(&w, text.bytes);
        if (is_hidden(c) && out.bytes[1] != '\\')
            fail_msg("U+%04X stands raw", (unsigned)c);
        struct json_doc doc = {0};
        struct diag_sink sink = {0};
        if (json_parse(&doc, (struct place){"x", 1, 1}, out.bytes, out.len, &sink) != 0 ||
            strcmp(json_string(doc.root), text.bytes) != 0)
            fail_msg("U+%04X became %s", (unsigned)c, out.bytes);
        json_release(&doc);
    }
    buf_release(&text);
    buf_release(&out);
}

static void json_put_decimal__is_exact(void **state)
{
    (void)state;
    static const struct {
        int64_t n;
        int places;
        const char *json;
    } row[] = {
        {0,         0,  "0"                    },
        {0,         3,  "0"                    },
        {9000,      3,  "9"                    },
        {8330,      3,  "8.33"                 },
        {8333,      3,  "8.333"                },
        {8003,      3,  "8.003"                },
        {8030,      3,  "8.03"                 },
        {5,         3,  "0.005"                },
        {-5,        3,  "-0.005"               },
        {-1500,     3,  "-1.5"                 },
        {-9000,     3,  "-9"                   },
        {100,       0,  "100"                  },
        {10,        1,  "1"                    },
        {INT64_MAX, 0,  "9223372036854775807"  },
        {INT64_MIN, 0,  "-9223372036854775808" },
        {INT64_MAX, 3,  "9223372036854775.807" },
        {INT64_MIN, 3,  "-9223372036854775.808"},
        {INT64_MAX, 18, "9.223372036854775807" },
        {INT64_MIN, 18, "-9.223372036854775808"},
        {1,         18, "0.000000000000000001" },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf out = {0};
        struct json_writer w = {.out = &out};
        json_put_decimal(&w, row[i].n, row[i].places);
        if (strcmp(out.bytes, row[i].json) != 0)
            fail_msg("%s: got %s", row[i].json, out.bytes);
        buf_release(&out);
    }
}

static void put_sample(struct json_writer *w)
{
    json_open(w, '{');
    json_member_string(w, "id", "q1");
    json_put_key(w, "empty");
    json_open(w, '[');
    json_close(w, ']');
    json_put_key(w, "none");
    json_open(w, '{');
    json_close(w, '}');
    json_put_key(w, "picks");
    json_open(w, '[');
    json_put_string(w, "a");
    json_open(w, '{');
    json_member_int(w, "n", INT64_MIN);
    json_member_bool(w, "right", true);
    json_close(w, '}');
    json_put_bool(w, false);
    json_put_null(w);
    json_put_int(w, -1);
    json_close(w, ']');
    json_member_decimal(w, "points", 1500, 3);
    json_close(w, '}');
}

static void json_open__indents_by_level(void **state)
{
    (void)state;
    static const struct {
        int indent;
        const char *json;
    } row[] = {
        {0, "{\"id\":\"q1\",\"empty\":[],\"none\":{},\"picks\":[\"a\",{\"n\":"
            "-9223372036854775808,\"right\":true},false,null,-1],\"points\":1.5}"},
        {2, "{\n"
            "  \"id\": \"q1\",\n"
            "  \"empty\": [],\n"
            "  \"none\": {},\n"
            "  \"picks\": [\n"
            "    \"a\",\n"
            "    {\n"
            "      \"n\": -9223372036854775808,\n"
            "      \"right\": true\n"
            "    },\n"
            "    false,\n"
            "    null,\n"
            "    -1\n"
            "  ],\n"
            "  \"points\": 1.5\n"
            "}"                                                                  },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf out = {0};
        struct json_fault fault;
        struct json_writer w = {.out = &out, .indent = row[i].indent};
        put_sample(&w);
        assert_string_equal(out.bytes, row[i].json);
        assert_int_equal(w.depth, 0);
        assert_int_equal(json_gate(out.bytes, out.len, JSON_RFC, NULL, &fault), 0);
        buf_release(&out);
    }
}

/* Write V and all that is in it; numbers as the integers they are. */
static void put_value(struct json_writer *w, const struct json *v)
{
    if (json_key(v) != NULL)
        json_put_key(w, json_key(v));
    switch (json_kind(v)) {
    case JSON_NULL:
        json_put_null(w);
        return;
    case JSON_BOOL:
        json_put_bool(w, json_bool(v));
        return;
    case JSON_NUMBER:
        json_put_int(w, (int64_t)json_number(v));
        return;
    case JSON_STRING:
        json_put_string(w, json_string(v));
        return;
    case JSON_ARRAY:
    case JSON_OBJECT:
        json_open(w, json_kind(v) == JSON_ARRAY ? '[' : '{');
        for (const struct json *c = json_first(v); c != NULL; c = json_next(c))
            put_value(w, c);
        json_close(w, json_kind(v) == JSON_ARRAY ? ']' : '}');
    }
}

static void json_write__gives_back_what_was_read(void **state)
{
    (void)state;
    static const char *const row[] = {
        "null",
        "[]",
        "{\"\":{\"\":{\"\":[[[]]]}}}",
        "[-9007199254740991,0,9007199254740991]",
        "{\"a\\\"\\\\\\n\":[true,false,null,{\"\\u0001\":\"\\u202e\"}],\"b\":\"\"}",
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct json_doc doc = {0};
        struct diag_sink sink = {0};
        struct buf out = {0};
        struct json_writer w = {.out = &out};
        assert_int_equal(
            json_parse(&doc, (struct place){"x", 1, 1}, row[i], strlen(row[i]), &sink),
            0);
        put_value(&w, doc.root);
        assert_string_equal(out.bytes, row[i]);
        buf_release(&out);
        json_release(&doc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_put_string__escapes_what_must_not_stand_in_a_file),
        cmocka_unit_test(json_put_string__gives_every_character_back),
        cmocka_unit_test(json_put_decimal__is_exact),
        cmocka_unit_test(json_open__indents_by_level),
        cmocka_unit_test(json_write__gives_back_what_was_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
