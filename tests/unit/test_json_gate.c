/*
 * test_json_gate.c - the gate takes what is JSON and nothing else.
 *
 * Three sources say what JSON is: our own small files in tests/unit/json (y_ both
 * profiles take, n_ both refuse, p_ is JSON that our profile refuses), Python's parser
 * over all short texts, and JSONTestSuite (github.com/nst/JSONTestSuite) where the
 * environment variable QUIZCTL_JSONSUITE names a folder with its test_parsing files.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/buf.h"
#include "quizctl/file.h"
#include "quizctl/json.h"
#include "quizctl/limits.h"
#include "quizctl/mem.h"

/* The gate over a copy that ends where the text ends, so that a read past it is seen. */
static bool passes(const char *text, size_t len, enum json_profile profile)
{
    struct json_fault fault = {.at = SIZE_MAX};
    char *exact = malloc(len ? len : 1);
    assert_non_null(exact);
    memcpy(exact, text, len);
    int rc = json_gate(exact, len, profile, NULL, &fault);
    free(exact);
    if (rc != 0 && (fault.at > len || fault.rule == NULL || fault.what[0] == '\0'))
        fail_msg("refused without a place, a rule or a reason: %.*s", (int)len, text);
    return rc == 0;
}

static bool parses(const char *text, size_t len)
{
    struct buf copy = {0};
    struct json_doc doc = {0};
    struct diag_sink sink = {0};
    buf_add(&copy, text, len);
    int rc = json_parse(&doc, (struct place){"", 1, 1}, copy.bytes, copy.len, &sink);
    json_release(&doc);
    buf_release(&copy);
    return rc == 0;
}

/* --- files --- */

struct suite {
    const char *folder;
    char **names;
    size_t count;
};

static void suite_open(struct suite *s, const char *folder)
{
    struct err err = {0};
    s->folder = folder;
    if (file_list(folder, ".json", &s->names, &s->count, &err) != 0)
        fail_msg("%s: %s", err.where, err.what);
}

static void suite_release(struct suite *s)
{
    for (size_t i = 0; i < s->count; i++)
        free(s->names[i]);
    free(s->names);
}

static void suite_read(const struct suite *s, size_t i, struct buf *text)
{
    struct buf path = {0};
    struct err err = {0};
    buf_printf(&path, "%s/%s", s->folder, s->names[i]);
    if (file_read(text, path.bytes, 1024 * 1024, &err) != 0)
        fail_msg("%s: %s", err.where, err.what);
    buf_release(&path);
}

static void json_gate__agrees_with_our_own_files(void **state)
{
    (void)state;
    struct suite s;
    struct buf text = {0};
    suite_open(&s, TEST_SOURCE_DIR "/tests/unit/json");
    assert_true(s.count > 90);
    for (size_t i = 0; i < s.count; i++) {
        char kind = s.names[i][0];
        suite_read(&s, i, &text);
        if (passes(text.bytes, text.len, JSON_RFC) != (kind != 'n'))
            fail_msg("%s under RFC 8259", s.names[i]);
        if (passes(text.bytes, text.len, JSON_QUIZCTL) != (kind == 'y'))
            fail_msg("%s under our profile", s.names[i]);
        if (parses(text.bytes, text.len) != (kind == 'y'))
            fail_msg("%s as a document", s.names[i]);
    }
    buf_release(&text);
    suite_release(&s);
}

/* What our profile refuses of JSONTestSuite's valid files, and why. */
static bool is_outside_profile(const char *name)
{
    static const char *const outside[] = {
        "y_number.json",                          /* 123e65 is past 2^53-1 */
        "y_number_double_close_to_zero.json",     /* more than 32 characters */
        "y_number_real_capital_e.json",           /* 1E22 */
        "y_number_real_exponent.json",            /* 123e45 */
        "y_number_real_fraction_exponent.json",   /* 123.456e78 */
        "y_object_duplicated_key.json",           /* a name given twice */
        "y_object_duplicated_key_and_value.json", /* a name given twice */
        "y_object_escaped_null_in_key.json",      /* \u0000 */
        "y_object_extreme_numbers.json",          /* 1.0e+28 */
        "y_string_null_escape.json",              /* \u0000 */
    };
    for (size_t i = 0; i < COUNT(outside); i++)
        if (strcmp(name, outside[i]) == 0)
            return true;
    return false;
}

static void json_gate__agrees_with_JSONTestSuite(void **state)
{
    (void)state;
    const char *folder = getenv("QUIZCTL_JSONSUITE");
    if (folder == NULL)
        skip();
    struct suite s;
    struct buf text = {0};
    size_t valid = 0, invalid = 0, open = 0, outside = 0;
    suite_open(&s, folder);
    for (size_t i = 0; i < s.count; i++) {
        const char *name = s.names[i];
        suite_read(&s, i, &text);
        bool rfc = passes(text.bytes, text.len, JSON_RFC);
        bool ours = passes(text.bytes, text.len, JSON_QUIZCTL);
        valid += name[0] == 'y';
        invalid += name[0] == 'n';
        open += name[0] == 'i';
        outside += is_outside_profile(name);
        if ((name[0] == 'y' && !rfc) || (name[0] == 'n' && rfc))
            fail_msg("%s under RFC 8259", name);
        if (name[0] == 'y' ? ours == is_outside_profile(name) : ours && !rfc)
            fail_msg("%s under our profile", name);
        if (parses(text.bytes, text.len) != ours)
            fail_msg("%s as a document", name);
    }
    print_message("JSONTestSuite: %zu files y_, %zu n_, %zu i_\n", valid, invalid, open);
    assert_int_equal(valid, 95);
    assert_int_equal(invalid, 188);
    assert_int_equal(outside, 10);
    buf_release(&text);
    suite_release(&s);
}

/* --- all short texts --- */

/* Step TEXT to the next text over ALPHABET that is as long; false behind the last. */
static bool next_text(char *text, size_t len, const char *alphabet)
{
    while (len > 0) {
        const char *now = strchr(alphabet, text[--len]);
        if (now[1] != '\0') {
            text[len] = now[1];
            return true;
        }
        text[len] = alphabet[0];
    }
    return false;
}

/*
 * How many of all texts over an alphabet are JSON is Python's count:
 *
 *     import itertools, json
 *
 *     def no(word):
 *         raise ValueError
 *
 *     def is_json(text):
 *         try:
 *             json.loads(text, parse_constant=no)
 *         except ValueError:
 *             return False
 *         return True
 *
 *     def count(alphabet, longest):
 *         return sum(is_json("".join(t)) for n in range(longest + 1)
 *                    for t in itertools.product(alphabet, repeat=n))
 */
static void json_gate__takes_of_all_short_texts_what_Python_takes(void **state)
{
    (void)state;
    static const struct {
        const char *why, *alphabet;
        size_t longest, count;
    } row[] = {
        {"structure", "[]{}\",:1 \n", 6, 10123},
        {"numbers",   "01-+.eE",      7, 2944 },
        {"strings",   "\"\\u0d8n\n",  7, 9137 },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        size_t count = 0;
        for (size_t len = 0; len <= row[i].longest; len++) {
            char text[8];
            struct json_fault fault;
            memset(text, row[i].alphabet[0], sizeof text);
            do {
                bool rfc = json_gate(text, len, JSON_RFC, NULL, &fault) == 0;
                bool ours = json_gate(text, len, JSON_QUIZCTL, NULL, &fault) == 0;
                count += rfc;
                if (ours && !rfc)
                    fail_msg("only our profile takes %.*s", (int)len, text);
                if (ours && !parses(text, len))
                    fail_msg("no document is made of %.*s", (int)len, text);
            } while (next_text(text, len, row[i].alphabet));
        }
        if (count != row[i].count)
            fail_msg("%s: takes %zu texts, Python %zu", row[i].why, count, row[i].count);
    }
}

/* --- what it says --- */

static void json_gate__says_where_and_what(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t at;
        const char *rule, *what;
    } row[] = {
        {"",                                     0,  "json-syntax",   "there is nothing in it"                           },
        {" \n",                                  0,  "json-syntax",   "there is nothing in it"                           },
        {"\xEF\xBB\xBF{}",                       0,  "json-syntax",
         "a byte order mark stands first; save the file as UTF-8 without one"                                            },
        {"[1] x",                                4,  "json-syntax",   "'x' stands where the end of the text should"      },
        {"[1",                                   2,  "json-syntax",
         "the text ends where ',' or ']' should stand; it may be cut off"                                                },
        {"{\"a\":1",                             6,  "json-syntax",
         "the text ends where ',' or '}' should stand; it may be cut off"                                                },
        {"{\"a\" 1}",                            5,  "json-syntax",   "'1' stands where ':' should"                      },
        {"{a:1}",                                1,  "json-syntax",   "'a' stands where a name in double quotes should"  },
        {"{'a':1}",                              1,  "json-syntax",   "names stand in double quotes, not single"         },
        {"['a']",                                1,  "json-syntax",   "strings stand in double quotes, not single"       },
        {"[1, ]",                                2,  "json-syntax",   "a comma stands before ']'; remove it"             },
        {"{\"a\":1,}",                           6,  "json-syntax",   "a comma stands before '}'; remove it"             },
        {"[x]",                                  1,  "json-syntax",
         "'x' is no value; write true, false, null, a number, or a string in double "
         "quotes"                                                                                                        },
        {"[tru]",                                1,  "json-syntax",
         "'tru' is no value; write true, false, null, a number, or a string in double "
         "quotes"                                                                                                        },
        {"[1\f]",                                2,  "json-syntax",   "byte 0x0c stands where ',' or ']' should"         },
        {"[1\xC2\xA0]",                          2,  "json-syntax",
         "'\xC2\xA0' (U+00A0) stands where ',' or ']' should"                                                            },
        {"[1,,2]",                               3,  "json-syntax",   "a comma too many stands here; remove it"          },
        {"[,1]",                                 1,  "json-syntax",   "a comma too many stands here; remove it"          },
        {"[1 [2]]",                              3,  "json-syntax",   "',' or ']' is missing before this '['"            },
        {"{\"a\":1 \"b\":2}",                    7,  "json-syntax",   "',' or '}' is missing before this '\"'"           },
        {"[1, // two",                           4,  "json-syntax",
         "a comment stands here; JSON has none, so remove it"                                                            },
        {"{# one",                               1,  "json-syntax",
         "a comment stands here; JSON has none, so remove it"                                                            },
        {"[+1]",                                 1,  "json-number",   "a number starts with a digit or '-', not with '+'"},
        {"[.5]",                                 1,  "json-number",   "a number starts with a digit or '-', not with '.'"},
        {"[0x1E]",                               2,  "json-syntax",   "'x1E' stands where ',' or ']' should"             },
        {"[truely]",                             1,  "json-syntax",
         "'truely' is no value; write true, false, null, a number, or a string in double "
         "quotes"                                                                                                        },
        {"let a = {};",                          0,  "json-syntax",   "this is no JSON; it begins with 'let'"            },
        {"<html>",                               0,  "json-syntax",   "this is no JSON; it begins with '<'"              },
        {"\xFF\xFE[",                            0,  "bad-encoding",
         "this is UTF-16 or UTF-32; save the file as UTF-8"                                                              },
        {"[\"a\x1b\"]",                          3,  "json-syntax",
         "control character 0x1b inside a string; remove it, or write \\u001b"                                           },
        {"[\"a \"b\" c\"]",                      5,  "json-syntax",
         "a string ends before 'b'; write a quote inside a string as \\\""                                               },
        {"[\"abc",                               1,  "json-syntax",   "this string is never closed; put a \" at its end" },
        {"[\"a\nb\"]",                           3,  "json-syntax",
         "a line ends inside a string; write \\n, or close the string"                                                   },
        {"[\"a\tb\"]",                           3,  "json-syntax",   "a tab stands inside a string; write \\t"          },
        {"[\"a\\x\"]",                           3,  "bad-escape",
         "no escape starts like this; a backslash itself is written \\\\"                                                },
        {"[\"a\\u12g4\"]",                       3,  "bad-escape",
         "\\u needs four hexadecimal digits behind it, as in \\u00e9"                                                    },
        {"[\"a\\u0000\"]",                       3,  "bad-escape",
         "\\u0000 is not allowed in a text; remove it"                                                                   },
        {"[\"a\\ud800\"]",                       3,  "bad-escape",
         "half of a surrogate pair stands alone; write both halves or the character "
         "itself"                                                                                                        },
        {"[\"a\xFFz\"]",                         3,  "bad-utf8",      "byte 0xff is no UTF-8; save the file as UTF-8"    },
        {"[-]",                                  2,  "json-number",   "a digit must stand behind '-'"                    },
        {"[1.]",                                 3,  "json-number",   "a digit must stand behind '.'"                    },
        {"[1e+]",                                4,  "json-number",   "a digit must stand behind the exponent"           },
        {"[-01]",                                1,  "json-number",   "a number must not start with 0"                   },
        {"[1e16]",                               1,  "json-number",
         "this number is too large; it must lie within 2^53-1"                                                           },
        {"[0.1234567890123456789012345678901]",  1,  "json-number",
         "this number has more than 32 characters; write fewer digits"                                                   },
        {"{\"a\":1, \"b\":2, \"\\u0061\":3}",    15, "duplicate-key",
         "\"a\" stands twice in this object; remove one"                                                                 },
        {"{\"a\":1, \"b\":2, \"a\":3, \"b\":4}", 15, "duplicate-key",
         "\"a\" stands twice in this object; remove one"                                                                 },
        {"{\"b\":1, \"a\":2, \"b\":3, \"a\":4}", 15, "duplicate-key",
         "\"b\" stands twice in this object; remove one"                                                                 },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct json_fault f = {0};
        int rc = json_gate(row[i].text, strlen(row[i].text), JSON_QUIZCTL, NULL, &f);
        if (rc != -1)
            fail_msg("taken: %s", row[i].text);
        if (f.at != row[i].at || strcmp(f.rule, row[i].rule) != 0 ||
            strcmp(f.what, row[i].what) != 0)
            fail_msg("%s: got %zu %s: %s", row[i].text, f.at, f.rule, f.what);
    }
}

static void json_gate__refuses_every_beginning_of_a_text(void **state)
{
    (void)state;
    static const char text[] =
        "{\"a\\u00e9\\ud83d\\udcbe\": [-12.5e+3, true, false, null, "
        "{}, \"\xC3\xA9\xE6\xB7\xB1\xF0\x9F\x92\xBE\\n\"], \"b\": "
        "{\"\": \"\\\\\\\"\"}}";
    for (size_t len = 0; len < sizeof text - 1; len++)
        if (passes(text, len, JSON_RFC) || passes(text, len, JSON_QUIZCTL))
            fail_msg("taken: %.*s", (int)len, text);
    assert_true(passes(text, sizeof text - 1, JSON_RFC));
    assert_true(passes(text, sizeof text - 1, JSON_QUIZCTL));
}

/* --- offsets --- */

static void json_gate__tells_where_each_value_begins(void **state)
{
    (void)state;
    static const struct {
        const char *why, *text;
        size_t count;
        uint32_t at[8];
    } row[] = {
        {"one value behind space",       "  7",                       1, {2}         },
        {"a string, not what is in it",  "\"[1,2]\"",                 1, {0}         },
        {"a container and its children", "[1, [], {}]",               4, {0, 1, 4, 8}},
        {"values of members, not names", "{\"a\": 1, \"b\" : \"c\"}", 3, {0, 6, 15}  },
        {"depth before breadth",
         "[[1,[2]],{\"a\":{}},null]",                                 8,
         {0, 1, 2, 4, 5, 9, 14, 18}                                                  },
        {"names with escapes",           "{\"\\u0061\\\"\": [true]}", 3, {0, 13, 14} },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct json_offsets offsets = {0};
        struct json_fault fault;
        assert_int_equal(
            json_gate(row[i].text, strlen(row[i].text), JSON_QUIZCTL, &offsets, &fault),
            0);
        if (offsets.len != row[i].count)
            fail_msg("%s: %zu values", row[i].why, offsets.len);
        for (size_t k = 0; k < offsets.len; k++)
            if (offsets.at[k] != row[i].at[k])
                fail_msg("%s: value %zu at %u", row[i].why, k, (unsigned)offsets.at[k]);
        free(offsets.at);
    }
}

/* --- bounds --- */

static void nested(struct buf *text, size_t depth)
{
    buf_clear(text);
    buf_fill(text, '[', depth);
    buf_fill(text, ']', depth);
}

static void json_gate__bounds_depth(void **state)
{
    (void)state;
    struct buf text = {0};
    struct json_fault fault;
    nested(&text, LIMIT_JSON_DEPTH);
    assert_true(passes(text.bytes, text.len, JSON_QUIZCTL));
    nested(&text, LIMIT_JSON_DEPTH + 1);
    assert_int_equal(json_gate(text.bytes, text.len, JSON_QUIZCTL, NULL, &fault), -1);
    assert_string_equal(fault.what, "nested more than 64 deep");
    assert_int_equal(fault.at, LIMIT_JSON_DEPTH);
    nested(&text, 900);
    assert_true(passes(text.bytes, text.len, JSON_RFC));
    buf_clear(&text);
    buf_fill(&text, '[', 5000000); /* must not eat the stack */
    assert_false(passes(text.bytes, text.len, JSON_RFC));
    buf_release(&text);
}

/* "[0,0,...]" of COUNT values, the array counted too. */
static void values(struct buf *text, size_t count)
{
    buf_clear(text);
    buf_char(text, '[');
    for (size_t i = 2; i < count; i++)
        buf_text(text, "0,");
    buf_text(text, "0]");
}

static void json_gate__bounds_the_number_of_values(void **state)
{
    (void)state;
    struct buf text = {0};
    struct json_fault fault;
    /* N values take 2N-1 bytes and may be 65536 + (2N-1)/16. */
    size_t most = LIMIT_JSON_VALUES * 8 / 7;
    values(&text, most);
    assert_true(passes(text.bytes, text.len, JSON_QUIZCTL));
    values(&text, most + 1);
    assert_int_equal(json_gate(text.bytes, text.len, JSON_QUIZCTL, NULL, &fault), -1);
    assert_string_equal(fault.rule, "json-size");
    assert_string_equal(fault.what, "more than 74898 values; split the file");
    assert_true(passes(text.bytes, text.len, JSON_RFC));
    buf_release(&text);
}

static void json_gate__bounds_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool passes;
    } row[] = {
        {"9007199254740991",                  true },
        {"-9007199254740991",                 true },
        {"9007199254740992",                  false},
        {"-9007199254740992",                 false},
        {"9007199254740991.4",                true },
        {"9.007199254740991e15",              true },
        {"9.007199254740992e15",              false},
        {"1e-999",                            true },
        {"1e999",                             false},
        {"-1e999",                            false},
        {"12345678901234.56789012345678901",  true }, /* 32 characters */
        {"12345678901234.567890123456789012", false}, /* 33 */
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        size_t len = strlen(row[i].text);
        if (passes(row[i].text, len, JSON_QUIZCTL) != row[i].passes ||
            !passes(row[i].text, len, JSON_RFC))
            fail_msg("%s", row[i].text);
    }
}

/* --- names --- */

static void json_gate__finds_the_one_duplicate_among_many(void **state)
{
    (void)state;
    struct buf text = {0};
    struct json_fault fault;
    buf_char(&text, '{');
    for (int i = 0; i < 20000; i++)
        buf_printf(&text, "\"name-%d\": %d, ", i * 7919 % 20000, i);
    size_t at = text.len;
    buf_text(&text, "\"name-1\\u0032345\": 0}");
    assert_int_equal(json_gate(text.bytes, text.len, JSON_QUIZCTL, NULL, &fault), -1);
    assert_string_equal(fault.rule, "duplicate-key");
    assert_int_equal(fault.at, at);
    assert_true(passes(text.bytes, text.len, JSON_RFC));
    buf_release(&text);
}

static void json_gate__shows_a_long_name_cut_at_a_character(void **state)
{
    (void)state;
    struct buf text = {0};
    struct json_fault fault;
    for (int i = 0; i < 2; i++) {
        buf_text(&text, i == 0 ? "{\"x" : ",\"x");
        for (int k = 0; k < 50; k++)
            buf_text(&text, "\xC3\xA9");
        buf_text(&text, "\":0");
    }
    buf_char(&text, '}');
    assert_int_equal(json_gate(text.bytes, text.len, JSON_QUIZCTL, NULL, &fault), -1);
    assert_string_equal(fault.rule, "duplicate-key");
    struct buf quoted = {0};
    buf_printf(&quoted, "\"%s\"", fault.what);
    for (char *q = quoted.bytes + 1; q < quoted.bytes + quoted.len - 1; q++)
        if (*q == '"')
            *q = ' ';
    assert_true(passes(quoted.bytes, quoted.len, JSON_QUIZCTL)); /* it is UTF-8 */
    buf_release(&quoted);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_gate__agrees_with_our_own_files),
        cmocka_unit_test(json_gate__agrees_with_JSONTestSuite),
        cmocka_unit_test(json_gate__takes_of_all_short_texts_what_Python_takes),
        cmocka_unit_test(json_gate__says_where_and_what),
        cmocka_unit_test(json_gate__refuses_every_beginning_of_a_text),
        cmocka_unit_test(json_gate__tells_where_each_value_begins),
        cmocka_unit_test(json_gate__bounds_depth),
        cmocka_unit_test(json_gate__bounds_the_number_of_values),
        cmocka_unit_test(json_gate__bounds_numbers),
        cmocka_unit_test(json_gate__finds_the_one_duplicate_among_many),
        cmocka_unit_test(json_gate__shows_a_long_name_cut_at_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
