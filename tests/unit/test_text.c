/*
 * test_text.c - UTF-8, clusters, columns, ids and near misses.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/text.h"

static void text_utf8__knows_well_formed_sequences(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        const char *text;
        size_t len, used;
        uint32_t code_point;
    } row[] = {
        {"ASCII",                    "az",                   2, 1, 'a'     },
        {"NUL is a code point",      "\0z",                  2, 1, 0       },
        {"two bytes",                "\xC3\xB6z",            3, 2, 0xF6    },
        {"three bytes",              "\xE6\xB7\xB1z",        4, 3, 0x6DF1  },
        {"four bytes",               "\xF0\x9F\x91\xA9z",    5, 4, 0x1F469 },
        {"the last code point",      "\xF4\x8F\xBF\xBF",     4, 4, 0x10FFFF},
        {"nothing",                  "",                     0, 0, 0       },
        {"a tail byte",              "\x80",                 1, 0, 0       },
        {"two bytes cut off",        "\xC3\xB6",             1, 0, 0       },
        {"three bytes cut off",      "\xE6\xB7\xB1",         2, 0, 0       },
        {"four bytes cut off",       "\xF0\x9F\x91\xA9",     3, 0, 0       },
        {"a lead byte and ASCII",    "\xC3z",                2, 0, 0       },
        {"overlong slash",           "\xC0\xAF",             2, 0, 0       },
        {"overlong in three",        "\xE0\x80\xAF",         3, 0, 0       },
        {"overlong in four",         "\xF0\x80\x80\xAF",     4, 0, 0       },
        {"a surrogate",              "\xED\xA0\x80",         3, 0, 0       },
        {"past the last code point", "\xF4\x90\x80\x80",     4, 0, 0       },
        {"five bytes",               "\xF8\x88\x80\x80\x80", 5, 0, 0       },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        uint32_t code_point = 0;
        size_t used = text_utf8(row[i].text, row[i].len, &code_point);
        if (used != row[i].used || code_point != row[i].code_point)
            fail_msg("%s: got %zu bytes of U+%04X", row[i].why, used,
                     (unsigned)code_point);
    }
}

/* Texts that a terminal shows as one thing, and the columns it takes. */
static void text_cluster__is_what_one_sees_as_one(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        const char *text;
        int columns;
    } row[] = {
        {"a letter",                     "a",                  1},
        {"a Han character",              "深",                2},
        {"a Hangul syllable",            "한",                2},
        {"the same in parts",            "\u1112\u1161\u11AB", 2},
        {"a full-width sign",            "＝",                2},
        {"a half-width kana",            "ｱ",                1},
        {"a letter with two marks",      "e\u0323\u0301",      1},
        {"Devanagari with a vowel sign", "नि",             1},
        {"an emoji",                     "👍",               2},
        {"with a skin tone",             "👍🏽",           2},
        {"a family of three",            "👩‍👩‍👧", 2},
        {"a flag",                       "🇫🇷",           2},
        {"half a flag",                  "🇫",               1},
        {"a text sign",                  "❤",                1},
        {"shown as an emoji",            "❤️",             2},
        {"a key cap",                    "1️⃣",            2},
        {"a line end of two bytes",      "\r\n",               0},
        {"a control",                    "\033",               0},
        {"a soft hyphen",                "\xC2\xAD",           0},
        {"a zero-width space",           "\xE2\x80\x8B",       0},
        {"a byte that is no UTF-8",      "\xFF",               1},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        char text[64];
        size_t len = strlen(row[i].text);
        memcpy(text, row[i].text, len);
        memcpy(text + len, "x", 2); /* something that must not be taken along */
        int columns = -1;
        size_t used = text_cluster(text, len + 1, &columns);
        if (used != len || columns != row[i].columns)
            fail_msg("%s: got %zu bytes in %d columns, want %zu in %d", row[i].why, used,
                     columns, len, row[i].columns);
    }
}

static void text_cluster__of_nothing_is_nothing(void **state)
{
    (void)state;
    int columns = -1;
    assert_int_equal(text_cluster("", 0, &columns), 0);
    assert_int_equal(columns, 0);
}

static void text_width__adds_up_clusters(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        const char *text;
        int columns;
    } row[] = {
        {"nothing",                    "",                     0 },
        {"ASCII",                      "FSx for Lustre",       14},
        {"Han characters",             "深度学习",         8 },
        {"two flags are two clusters", "🇫🇷🇩🇪",     4 },
        {"a mix",                      "a👩‍👩‍👧b", 4 },
        {"marks take nothing",         "Größe",              5 },
        {"broken bytes are counted",   "a\xFF\xC3",            3 },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        int got = text_width(row[i].text, strlen(row[i].text));
        if (got != row[i].columns)
            fail_msg("%s: got %d, want %d", row[i].why, got, row[i].columns);
    }
}

static void text_is_id__follows_the_rule_table(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        const char *text;
        bool is_id;
    } row[] = {
        {"a usual id",                 "lustre-satellite",                                                  true },
        {"one letter",                 "a",                                                                 true },
        {"a digit first",              "2-of_5.x",                                                          true },
        {"64 bytes",                   "a123456789a123456789a123456789a123456789a123456789a123456789abcd",
         true                                                                                                    },
        {"65 bytes",                   "a123456789a123456789a123456789a123456789a123456789a123456789abcde",
         false                                                                                                   },
        {"nothing",                    "",                                                                  false},
        {"a hyphen first",             "-a",                                                                false},
        {"a dot first",                ".a",                                                                false},
        {"an upper-case letter",       "aB",                                                                false},
        {"a space behind",             "a ",                                                                false},
        {"a line end behind",          "a\n",                                                               false},
        {"a letter that is not ASCII", "größe",                                                           false},
        {"a path",                     "a/b",                                                               false},
    };
    for (size_t i = 0; i < COUNT(row); i++)
        if (text_is_id(row[i].text) != row[i].is_id)
            fail_msg("%s: '%s'", row[i].why, row[i].text);
}

static void text_nearest__suggests_what_was_meant(void **state)
{
    (void)state;
    static const char *const names[] = {"practice", "exam",  "grade", "check",
                                        "export",   "prove", "bank",  "id"};
    static const struct {
        const char *why;
        const char *word;
        const char *want;
    } row[] = {
        {"a letter left out",                   "practce",   "practice"},
        {"a letter too many",                   "gradde",    "grade"   },
        {"a wrong letter",                      "chekk",     "check"   },
        {"two neighbours swapped are one edit", "pratcice",  "practice"},
        {"two edits",                           "pracctise", "practice"},
        {"case is no edit",                     "EXPROT",    "export"  },
        {"the word itself",                     "bank",      "bank"    },
        {"the nearer one wins",                 "prove",     "prove"   },
        {"three edits are too many",            "praxxxce",  NULL      },
        {"a short word: one edit",              "idd",       "id"      },
        {"a short word: two are too many",      "xyd",       NULL      },
        {"nothing alike",                       "zzzzzz",    NULL      },
        {"nothing at all",                      "",          NULL      },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        const char *got = text_nearest(row[i].word, names, COUNT(names));
        if ((got == NULL) != (row[i].want == NULL) ||
            (got != NULL && strcmp(got, row[i].want) != 0))
            fail_msg("%s: got %s", row[i].why, got != NULL ? got : "nothing");
    }
}

static void text_nearest__takes_the_first_of_equals(void **state)
{
    (void)state;
    static const char *const names[] = {"colour", "colours"};
    assert_string_equal(text_nearest("colourx", names, 2), "colour");
    assert_string_equal(text_nearest("colourss", names, 2), "colours");
    assert_null(text_nearest("colour", names, 0));
}

static void text_nearest__leaves_out_words_over_64_bytes(void **state)
{
    (void)state;
    char longest[65], longer[66];
    memset(longest, 'a', sizeof longest);
    memset(longer, 'a', sizeof longer);
    longest[64] = '\0';
    longer[65] = '\0';
    const char *name = longest;
    assert_ptr_equal(text_nearest(longest, &name, 1), name);
    assert_null(text_nearest(longer, &name, 1));
    name = longer;
    assert_null(text_nearest(longest, &name, 1));
}

static int plain_least(int a, int b)
{
    return a < b ? a : b;
}

/* The distance by its definition: slow and obviously right. */
static int plain_edits(const char *a, const char *b)
{
    if (*a == '\0' || *b == '\0')
        return (int)(strlen(a) + strlen(b));
    int best = plain_edits(a + 1, b + 1) + (*a != *b);
    best = plain_least(best, plain_edits(a + 1, b) + 1);
    best = plain_least(best, plain_edits(a, b + 1) + 1);
    if (a[1] != '\0' && a[0] == b[1] && a[1] == b[0])
        best = plain_least(best, plain_edits(a + 2, b + 2) + 1);
    return best;
}

/* The word of LEN letters a and b that the bits of NUMBER spell. */
static void spell(char *into, int len, int number)
{
    for (int i = 0; i < len; i++)
        into[i] = (number >> i & 1) != 0 ? 'b' : 'a';
    into[len] = '\0';
}

static void text_nearest__agrees_with_the_definition_on_all_short_words(void **state)
{
    (void)state;
    for (int word_len = 0; word_len <= 5; word_len++)
        for (int word = 0; word < 1 << word_len; word++)
            for (int name_len = 0; name_len <= 5; name_len++)
                for (int name = 0; name < 1 << name_len; name++) {
                    char a[8], b[8];
                    spell(a, word_len, word);
                    spell(b, name_len, name);
                    const char *names = b;
                    bool is_near = text_nearest(a, &names, 1) != NULL;
                    if (is_near != (plain_edits(a, b) <= (word_len < 4 ? 1 : 2)))
                        fail_msg("'%s' and '%s'", a, b);
                }
}

static void text_excerpt__cuts_between_characters(void **state)
{
    (void)state;
    char a64[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    char long_one[EXCERPT_BYTES * 4];

    assert_string_equal(text_excerpt("", 0).text, "");
    assert_string_equal(text_excerpt("abc", 2).text, "ab");
    assert_int_equal(strlen(a64), EXCERPT_BYTES);
    assert_string_equal(text_excerpt(a64, EXCERPT_BYTES).text, a64);
    for (size_t before = 0; before < 4; before++) {
        size_t len = before;
        memset(long_one, 'a', before);
        while (len + 4 <= sizeof long_one) {
            memcpy(long_one + len, "\xF0\x9F\x98\x80", 4);
            len += 4;
        }
        struct excerpt e = text_excerpt(long_one, len);
        size_t shown = strlen(e.text) - 3;
        assert_string_equal(e.text + shown, "...");
        assert_int_equal((shown - before) % 4, 0);
        assert_in_range(shown, EXCERPT_BYTES - 6, EXCERPT_BYTES - 3);
        assert_memory_equal(e.text, long_one, shown);
    }
}

static void text_beyond_ascii__tells_the_first(void **state)
{
    (void)state;
    static const struct {
        const char *why, *text;
        uint32_t code_point;
    } row[] = {
        {"all of it is ASCII",                     "a~\x7f",             0    },
        {"a Cyrillic letter that looks like ours", "s\xD0\xB0t\xC3\xA9", 0x430},
        {"a byte that is no UTF-8 is passed over", "\xFF\xC3\xA9",       0xE9 },
        {"a character that is cut off is none",    "a\xE2\x82",          0    },
    };
    for (size_t i = 0; i < COUNT(row); i++)
        if (text_beyond_ascii(row[i].text, strlen(row[i].text)) != row[i].code_point)
            fail_msg("%s", row[i].why);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_utf8__knows_well_formed_sequences),
        cmocka_unit_test(text_cluster__is_what_one_sees_as_one),
        cmocka_unit_test(text_cluster__of_nothing_is_nothing),
        cmocka_unit_test(text_width__adds_up_clusters),
        cmocka_unit_test(text_is_id__follows_the_rule_table),
        cmocka_unit_test(text_nearest__suggests_what_was_meant),
        cmocka_unit_test(text_nearest__takes_the_first_of_equals),
        cmocka_unit_test(text_nearest__leaves_out_words_over_64_bytes),
        cmocka_unit_test(text_nearest__agrees_with_the_definition_on_all_short_words),
        cmocka_unit_test(text_excerpt__cuts_between_characters),
        cmocka_unit_test(text_beyond_ascii__tells_the_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
