/*
 * test_clean.c - nothing that steers a terminal, a log or a CI runner passes text_clean.
 *
 * Three properties are held against every scalar value, every byte, every pair of bytes
 * and many random texts: the result has nothing hidden in it by a second opinion
 * (clean_categories.h), it can be turned back into what came in, and cleaning it again
 * changes nothing.
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

#include "clean_categories.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"

/* Unassigned or private in every version of Unicode, for ever. */
static bool is_never_text(uint32_t code_point)
{
    return (code_point & 0xFFFE) == 0xFFFE ||
           (code_point >= 0xFDD0 && code_point <= 0xFDEF) ||
           (code_point >= 0xE000 && code_point <= 0xF8FF) || code_point >= 0xF0000;
}

static bool is_joiner(uint32_t code_point)
{
    return code_point == 0x200C || code_point == 0x200D;
}

static size_t put_utf8(char *into, uint32_t c)
{
    if (c < 0x80) {
        into[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        into[0] = (char)(0xC0 | c >> 6);
        into[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        into[0] = (char)(0xE0 | c >> 12);
        into[1] = (char)(0x80 | (c >> 6 & 0x3F));
        into[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    into[0] = (char)(0xF0 | c >> 18);
    into[1] = (char)(0x80 | (c >> 12 & 0x3F));
    into[2] = (char)(0x80 | (c >> 6 & 0x3F));
    into[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* Plain UTF-8 decoding: a lead byte, its tail, and then a look at the value. */
static size_t get_utf8(const char *text, size_t len, uint32_t *code_point)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *byte = (const unsigned char *)text;
    size_t size = byte[0] < 0x80   ? 1
                  : byte[0] < 0xC0 ? 0
                  : byte[0] < 0xE0 ? 2
                  : byte[0] < 0xF0 ? 3
                  : byte[0] < 0xF8 ? 4
                                   : 0;
    if (size == 0 || size > len)
        return 0;
    uint32_t value = size == 1 ? byte[0] : byte[0] & (0xFFu >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if ((byte[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (byte[i] & 0x3F);
    }
    *code_point = value;
    return value < least[size] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)
               ? 0
               : size;
}

/* Takes the escapes back; only right when TEXT had no backslash of its own. */
static void restore(struct buf *into, const struct buf *text)
{
    const char *at = buf_str(text);
    const char *end = at + text->len;
    while (at < end) {
        char *behind = NULL;
        char bytes[4];
        if (*at != '\\') {
            buf_char(into, *at++);
        } else if (at[1] == 'u') {
            uint32_t code_point = (uint32_t)strtoul(at + 3, &behind, 16);
            buf_add(into, bytes, put_utf8(bytes, code_point));
            at = behind + 1;
        } else {
            buf_char(into, (char)strtoul(at + 3, &behind, 16));
            at = behind + 1;
        }
    }
}

static bool holds(const struct buf *text, const char *part)
{
    size_t len = strlen(part);
    for (size_t at = 0; at + len <= text->len; at++)
        if (memcmp(text->bytes + at, part, len) == 0)
            return true;
    return false;
}

/* What is wrong with OUT as a clean text in MODE; NULL when nothing is. */
static const char *fault_of(const struct buf *out, enum text_clean_mode mode)
{
    bool is_after_shown = false;
    for (size_t at = 0; at < out->len;) {
        uint32_t c, next;
        size_t used = get_utf8(out->bytes + at, out->len - at, &c);
        if (used == 0)
            return "is no UTF-8";
        at += used;
        if (is_never_text(c))
            return "holds what is no character";
        if (is_joiner(c)) {
            if (!is_after_shown || at == out->len ||
                get_utf8(out->bytes + at, out->len - at, &next) == 0 || is_hidden(next) ||
                next == ' ')
                return "joins nothing";
        } else if (is_hidden(c) && (mode == TEXT_LINE || (c != '\n' && c != '\t'))) {
            return "holds a hidden code point";
        }
        is_after_shown = !is_hidden(c) && c != ' ';
    }
    if (mode == TEXT_LINE && holds(out, "##["))
        return "holds a runner's mark";
    return NULL;
}

/* Cleans TEXT and holds the three properties against the result. */
static void clean(struct buf *out, const char *text, size_t len,
                  enum text_clean_mode mode)
{
    struct buf again = {0};
    struct buf back = {0};
    buf_clear(out);
    text_clean(out, text, len, mode);
    const char *fault = fault_of(out, mode);
    if (fault == NULL) {
        text_clean(&again, buf_str(out), out->len, mode);
        if (again.len != out->len || memcmp(buf_str(&again), buf_str(out), out->len) != 0)
            fault = "is not clean by its own measure";
    }
    if (fault == NULL && memchr(text, '\\', len) == NULL) {
        restore(&back, out);
        if (back.len != len || memcmp(buf_str(&back), text, len) != 0)
            fault = "says less than the text";
    }
    if (fault != NULL)
        fail_msg("in mode %d '%s' %s", (int)mode, buf_str(out), fault);
    buf_release(&again);
    buf_release(&back);
}

static void text_clean__passes_or_escapes_every_scalar_value(void **state)
{
    (void)state;
    struct buf out = {0};
    for (enum text_clean_mode mode = TEXT_BLOCK; mode <= TEXT_LINE; mode++) {
        size_t shown = 0;
        for (uint32_t c = 0; c <= 0x10FFFF; c++) {
            if (c >= 0xD800 && c <= 0xDFFF)
                continue;
            char text[8] = "a";
            char escape[16];
            size_t len = put_utf8(text + 1, c);
            snprintf(escape, sizeof escape, "\\u{%x}", (unsigned)c);

            clean(&out, text + 1, len, mode);
            bool is_same = out.len == len && memcmp(out.bytes, text + 1, len) == 0;
            if (!is_same && strcmp(out.bytes, escape) != 0)
                fail_msg("U+%04X became '%s'", (unsigned)c, out.bytes);
            shown += is_same && c != '\n' && c != '\t';

            text[1 + len] = 'b';
            clean(&out, text, len + 2, mode);
            bool stays = out.len == len + 2 && memcmp(out.bytes, text, len + 2) == 0;
            if (stays != (is_same || is_joiner(c)))
                fail_msg("U+%04X between letters became '%s'", (unsigned)c, out.bytes);
        }
        if (shown < SHOWN_CODE_POINTS)
            fail_msg("%zu code points pass, at least %d should", shown,
                     SHOWN_CODE_POINTS);
    }
    buf_release(&out);
}

static void text_clean__passes_or_escapes_every_byte_and_pair(void **state)
{
    (void)state;
    struct buf out = {0};
    for (enum text_clean_mode mode = TEXT_BLOCK; mode <= TEXT_LINE; mode++) {
        for (unsigned pair = 0; pair < 0x10000; pair++) {
            char text[2] = {(char)(pair & 0xFF), (char)(pair >> 8)};
            clean(&out, text, 2, mode);
            if (pair >= 0x100)
                continue;
            clean(&out, text, 1, mode);
            if (pair >= 0x80) {
                char escape[16];
                snprintf(escape, sizeof escape, "\\x{%02x}", pair);
                assert_string_equal(out.bytes, escape);
            }
        }
    }
    buf_release(&out);
}

static void text_clean__holds_its_properties_on_random_texts(void **state)
{
    (void)state;
    static const char *const part[] = {
        "a",
        " ",
        "#",
        "[",
        "\n",
        "\t",
        "\r",
        "\033",
        "\xC2\x9B",
        "\x9B",
        "\xE2\x80\x8C", /* ZWNJ */
        "\xE2\x80\x8D", /* ZWJ */
        "\xE2\x80\xAE", /* right-to-left override */
        "\xEF\xB8\x8F", /* VS16 */
        "\xE3\x80\x80", /* ideographic space */
        "\xCC\x81",     /* combining acute */
        "\xF0\x9F\x91\xA9",
        "\xF0\x9F\x91",
        "\xED\xA0\x80", /* half a surrogate pair */
    };
    struct buf out = {0};
    struct buf text = {0};
    uint32_t dice = 1;
    for (int round = 0; round < 200000; round++) {
        buf_clear(&text);
        buf_text(&text, "");
        for (uint32_t parts = dice >> 8 & 7; parts > 0; parts--) {
            dice = dice * 1664525 + 1013904223;
            buf_text(&text, part[(dice >> 16) % COUNT(part)]);
        }
        dice = dice * 1664525 + 1013904223;
        clean(&out, text.bytes, text.len, round % 2 == 0 ? TEXT_BLOCK : TEXT_LINE);
    }
    buf_release(&text);
    buf_release(&out);
}

static void text_clean__follows_its_rules(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        enum text_clean_mode mode;
        const char *text;
        const char *want;
    } row[] = {
        {"plain text stays",             TEXT_LINE,  "FSx for Lustre (50%)",       "FSx for Lustre (50%)"        },
        {"nothing stays nothing",        TEXT_LINE,  "",                           ""                            },
        {"a backslash is text",          TEXT_LINE,  "C:\\u{1b}",                  "C:\\u{1b}"                   },
        {"other scripts stay",           TEXT_LINE,  "Größe Ж 深 ﷽",         "Größe Ж 深 ﷽"          },
        {"a block keeps its lines",      TEXT_BLOCK, "a\n\tb",                     "a\n\tb"                      },
        {"a line is one line",           TEXT_LINE,  "a\n\tb",                     "a\\u{a}\\u{9}b"              },
        {"CR would write over the line", TEXT_BLOCK, "right\rwrong",               "right\\u{d}wrong"            },
        {"set the clipboard",            TEXT_BLOCK, "\033]52;c;aA==\a",           "\\u{1b}]52;c;aA==\\u{7}"     },
        {"C1 in UTF-8",                  TEXT_BLOCK, "\xC2\x9BJ",                  "\\u{9b}J"                    },
        {"C1 as a bare byte",            TEXT_BLOCK, "\x9BJ",                      "\\x{9b}J"                    },
        {"next line",                    TEXT_BLOCK, "a\xC2\x85",                  "a\\u{85}"                    },
        {"delete",                       TEXT_BLOCK, "a\x7F",                      "a\\u{7f}"                    },
        {"bidi override",                TEXT_BLOCK, "\xE2\x80\xAE",               "\\u{202e}"                   },
        {"bidi isolate",                 TEXT_BLOCK, "\xE2\x81\xA6",               "\\u{2066}"                   },
        {"zero-width space",             TEXT_BLOCK, "a\xE2\x80\x8B",              "a\\u{200b}"                  },
        {"line separator",               TEXT_BLOCK, "\xE2\x80\xA8",               "\\u{2028}"                   },
        {"a tag hides text",             TEXT_BLOCK, "\xF3\xA0\x81\x81",           "\\u{e0041}"                  },
        {"soft hyphen",                  TEXT_BLOCK, "a\xC2\xAD",                  "a\\u{ad}"                    },
        {"byte order mark",              TEXT_BLOCK, "\xEF\xBB\xBF{",              "\\u{feff}{"                  },
        {"private use",                  TEXT_BLOCK, "\xEE\x80\x80",               "\\u{e000}"                   },
        {"noncharacter",                 TEXT_BLOCK, "\xEF\xBF\xBF",               "\\u{ffff}"                   },
        {"surrogate",                    TEXT_BLOCK, "\xED\xA0\x80",               "\\x{ed}\\x{a0}\\x{80}"       },
        {"overlong",                     TEXT_BLOCK, "\xC0\xAF",                   "\\x{c0}\\x{af}"              },
        {"past U+10FFFF",                TEXT_BLOCK, "\xF4\x90\x80\x80",           "\\x{f4}\\x{90}\\x{80}\\x{80}"},
        {"cut off",                      TEXT_BLOCK, "a\xE2\x82",                  "a\\x{e2}\\x{82}"             },
        {"a heart with VS16 stays",      TEXT_LINE,  "❤️",                     "❤️"                      },
        {"a family stays one",           TEXT_LINE,  "👩‍👩‍👧",         "👩‍👩‍👧"          },
        {"Persian needs ZWNJ",           TEXT_LINE,  "می‌خواهم",          "می‌خواهم"           },
        {"a joiner at the start",        TEXT_LINE,  "\xE2\x80\x8Dz",              "\\u{200d}z"                  },
        {"a joiner at the end",          TEXT_LINE,  "a\xE2\x80\x8D",              "a\\u{200d}"                  },
        {"a joiner beside a space",      TEXT_LINE,  "a\xE2\x80\x8C b",            "a\\u{200c} b"                },
        {"two joiners",                  TEXT_LINE,  "a\xE2\x80\x8D\xE2\x80\x8Dz", "a\\u{200d}\\u{200d}z"        },
        {"a joiner behind an escape",    TEXT_LINE,  "a\xFF\xE2\x80\x8Dz",
         "a\\x{ff}\\u{200d}z"                                                                                    },
        {"a joiner before an escape",    TEXT_LINE,  "a\xE2\x80\x8D\033",
         "a\\u{200d}\\u{1b}"                                                                                     },
        {"a runner's command",           TEXT_LINE,  "x ##[add-mask]A",            "x #\\u{23}[add-mask]A"       },
        {"more of its signs",            TEXT_LINE,  "###[",                       "##\\u{23}["                  },
        {"two of them",                  TEXT_LINE,  "##[##[",                     "#\\u{23}[#\\u{23}["          },
        {"a heading is none",            TEXT_LINE,  "## [a]",                     "## [a]"                      },
        {"a block is for people",        TEXT_BLOCK, "##[a]",                      "##[a]"                       },
    };
    struct buf out = {0};
    for (size_t i = 0; i < COUNT(row); i++) {
        clean(&out, row[i].text, strlen(row[i].text), row[i].mode);
        if (strcmp(buf_str(&out), row[i].want) != 0)
            fail_msg("%s: got '%s', want '%s'", row[i].why, buf_str(&out), row[i].want);
    }
    buf_release(&out);
}

static void text_clean__appends_and_takes_a_nul_for_a_control(void **state)
{
    (void)state;
    struct buf out = {0};
    buf_text(&out, "> ");
    text_clean(&out, "a\0b", 3, TEXT_BLOCK);
    assert_string_equal(out.bytes, "> a\\u{0}b");
    buf_release(&out);
}

static void text_clean_path__starts_no_command(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        const char *path;
        const char *want;
    } row[] = {
        {"a usual path stays",      "answers/a:b.json",      "answers/a:b.json"       },
        {"so does a full one",      "/tmp/a b",              "/tmp/a b"               },
        {"standard input",          "-",                     "-"                      },
        {"nothing",                 "",                      ""                       },
        {"a runner's command",      "::error::x",            "./::error::x"           },
        {"behind a space",          " ::error::x",           "./ ::error::x"          },
        {"behind a wide space",     "　::stop-commands::t", "./　::stop-commands::t"},
        {"behind a no-break space", "\xC2\xA0::x",           "./\xC2\xA0::x"          },
        {"behind a tab",            "\t::x",                 "./\\u{9}::x"            },
        {"behind CR",               "\r::x",                 "./\\u{d}::x"            },
        {"a name with a line end",  "a\n::error::x",         "a\\u{a}::error::x"      },
        {"no UTF-8",                "\xFF::x",               "\\x{ff}::x"             },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf out = {0};
        text_clean_path(&out, row[i].path);
        if (strcmp(buf_str(&out), row[i].want) != 0)
            fail_msg("%s: got '%s', want '%s'", row[i].why, buf_str(&out), row[i].want);
        buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_clean__passes_or_escapes_every_scalar_value),
        cmocka_unit_test(text_clean__passes_or_escapes_every_byte_and_pair),
        cmocka_unit_test(text_clean__holds_its_properties_on_random_texts),
        cmocka_unit_test(text_clean__follows_its_rules),
        cmocka_unit_test(text_clean__appends_and_takes_a_nul_for_a_control),
        cmocka_unit_test(text_clean_path__starts_no_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
