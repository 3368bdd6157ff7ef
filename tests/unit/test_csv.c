/*
 * test_csv.c - RFC 4180 in and out.
 *
 * csv_read is held against a plain reader that goes byte by byte, over every text of up
 * to seven bytes from the alphabet that matters, each cut at every place.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <string.h>

#include "quizctl/csv.h"
#include "quizctl/mem.h"

/* What a reading came to, as a text: cells in brackets, then the bytes taken. */
static void describe(struct buf *into, const struct csv_record *r, size_t taken,
                     enum csv_fault fault, size_t fault_at)
{
    buf_clear(into);
    for (size_t i = 0; i < r->count; i++) {
        buf_char(into, '[');
        buf_add(into, csv_cell(r, i), r->len[i]);
        buf_char(into, ']');
    }
    buf_printf(into, " %zu", taken);
    if (fault != CSV_OK)
        buf_printf(into, " %s at %zu",
                   fault == CSV_OPEN_QUOTE ? "open quote" : "stray quote", fault_at);
}

static size_t read_one(struct buf *into, struct csv_record *r, const char *text,
                       size_t len, bool is_last)
{
    enum csv_fault fault;
    size_t fault_at;
    size_t taken = csv_read(r, text, len, is_last, &fault, &fault_at);
    describe(into, r, taken, fault, fault_at);
    return taken;
}

static void csv_read__follows_the_rule_table(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        const char *text;
        const char *want;
    } row[] = {
        {"cells of a line",                   "ada,D,B C\nbob",      "[ada][D][B C] 10"       },
        {"CRLF ends a line",                  "a,b\r\nc",            "[a][b] 5"               },
        {"a bare CR ends a line",             "a,b\rc",              "[a][b] 4"               },
        {"the last line needs no end",        "a,b",                 "[a][b] 3"               },
        {"an empty line is one empty cell",   "\na",                 "[] 1"                   },
        {"a comma at the end starts a cell",  "a,\n",                "[a][] 3"                },
        {"also at the end of the text",       "a,",                  "[a][] 2"                },
        {"commas alone",                      ",,\n",                "[][][] 3"               },
        {"nothing is trimmed",                " a , b \n",           "[ a ][ b ] 8"           },
        {"quotes keep commas and lines",      "\"a,\r\nb\",c\n",     "[a,\r\nb][c] 10"        },
        {"a doubled quote is a quote",        "\"say \"\"D\"\"\"\n", "[say \"D\"] 12"         },
        {"empty quotes are an empty cell",    "\"\",\"\"\n",         "[][] 6"                 },
        {"four quotes are one",               "\"\"\"\"",            "[\"] 4"                 },
        {"UTF-8 passes",                      "Größe,深\n",       "[Größe][深] 12"      },
        {"a byte order mark is the caller's", "\xEF\xBB\xBFid\n",    "[\xEF\xBB\xBFid] 6"     },
        {"nothing is no record",              "",                    " 0"                     },
        {"an open quote goes to the end",     "a,\"b\nc",            "[a] 6 open quote at 2"  },
        {"a quote in a bare cell",            "a,b\"c,d\ne\n",       "[a] 8 stray quote at 3" },
        {"text behind a quote",               "a,\"b\"c,d\r\ne",     "[a] 10 stray quote at 5"},
        {"a space before a quote",            "a, \"b\"\n",          "[a] 7 stray quote at 3" },
        {"a stray quote in the last line",    "a\"",                 " 2 stray quote at 1"    },
    };
    struct csv_record r = {0};
    struct buf got = {0};
    for (size_t i = 0; i < COUNT(row); i++) {
        read_one(&got, &r, row[i].text, strlen(row[i].text), true);
        if (strcmp(got.bytes, row[i].want) != 0)
            fail_msg("%s: got '%s', want '%s'", row[i].why, got.bytes, row[i].want);
    }
    buf_release(&got);
    csv_release(&r);
}

static void csv_read__waits_for_what_may_still_come(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        const char *text;
        const char *taken;
    } row[] = {
        {"nothing",                               "",       " 0"},
        {"half a cell",                           "a,b",    " 0"},
        {"a cell may follow",                     "a,",     " 0"},
        {"LF may follow CR",                      "a\r",    " 0"},
        {"the quote may close",                   "\"a\n",  " 0"},
        {"the quote may be doubled",              "\"a\"",  " 0"},
        {"the broken line may go on",             "a\"b",   " 0"},
        {"LF may follow the CR of a broken line", "a\"b\r", " 0"},
        {"a line end is enough",                  "a\n",    " 2"},
        {"so is a byte behind CR",                "a\rb",   " 2"},
    };
    struct csv_record r = {0};
    struct buf got = {0};
    for (size_t i = 0; i < COUNT(row); i++) {
        read_one(&got, &r, row[i].text, strlen(row[i].text), false);
        if (strcmp(strchr(got.bytes, ' '), row[i].taken) != 0)
            fail_msg("%s: got '%s', want '%s'", row[i].why, got.bytes, row[i].taken);
    }
    buf_release(&got);
    csv_release(&r);
}

/* The rules once more, byte by byte, for a text that is all there. */
static void read_plain(struct buf *into, const char *text, size_t len)
{
    struct buf cell = {0};
    enum { START, BARE, QUOTED, CLOSED, BROKEN } where = START;
    size_t at = 0, fault_at = 0, opened_at = 0;
    bool is_over = len == 0;
    buf_clear(into);
    for (; at < len && !is_over; at++) {
        char c = text[at];
        bool is_line_end = c == '\n' || c == '\r';
        if (where == QUOTED) {
            if (c == '"')
                where = CLOSED;
            else
                buf_char(&cell, c);
        } else if (is_line_end) {
            is_over = true;
            if (c == '\r' && at + 1 < len && text[at + 1] == '\n')
                at++;
        } else if (where == BROKEN) {
            continue;
        } else if (c == ',') {
            buf_printf(into, "[%s]", buf_str(&cell));
            buf_clear(&cell);
            where = START;
        } else if (c == '"' && where == CLOSED) {
            buf_char(&cell, '"');
            where = QUOTED;
        } else if (c == '"' && where == START) {
            opened_at = at;
            where = QUOTED;
        } else if (c == '"' || where == CLOSED) {
            fault_at = at;
            where = BROKEN;
        } else {
            buf_char(&cell, c);
            where = BARE;
        }
    }
    if (len != 0 && where != BROKEN && where != QUOTED)
        buf_printf(into, "[%s]", buf_str(&cell));
    buf_printf(into, " %zu", at);
    if (where == BROKEN)
        buf_printf(into, " stray quote at %zu", fault_at);
    if (where == QUOTED)
        buf_printf(into, " open quote at %zu", opened_at);
    buf_release(&cell);
}

static void csv_read__agrees_with_a_plain_reader_however_cut(void **state)
{
    (void)state;
    static const char alphabet[] = {'a', ',', '"', '\r', '\n'};
    enum { LONGEST = 7 };
    struct csv_record r = {0};
    struct buf want = {0};
    struct buf got = {0};
    int texts = 1;
    for (size_t len = 0; len <= LONGEST; len++, texts *= (int)COUNT(alphabet)) {
        for (int number = 0; number < texts; number++) {
            char text[LONGEST + 1] = "";
            int rest = number;
            for (size_t i = 0; i < len; i++, rest /= (int)COUNT(alphabet))
                text[i] = alphabet[rest % (int)COUNT(alphabet)];

            read_plain(&want, text, len);
            size_t whole = read_one(&got, &r, text, len, true);
            if (strcmp(got.bytes, want.bytes) != 0)
                fail_msg("'%s': got '%s', want '%s'", text, got.bytes, want.bytes);
            for (size_t cut = 0; cut <= len; cut++) {
                size_t taken = read_one(&got, &r, text, cut, false);
                bool may_wait = cut <= whole; /* the byte behind it is not there yet */
                if (taken == 0 ? !may_wait || strstr(got.bytes, "quote") != NULL
                               : strcmp(got.bytes, want.bytes) != 0)
                    fail_msg("'%s' cut at %zu: got '%s', want '%s'", text, cut, got.bytes,
                             want.bytes);
            }
        }
    }
    buf_release(&got);
    buf_release(&want);
    csv_release(&r);
}

static void csv_read__keeps_nul_and_gives_nothing_past_the_last_cell(void **state)
{
    (void)state;
    struct csv_record r = {0};
    enum csv_fault fault;
    size_t fault_at;
    assert_int_equal(csv_read(&r, "a\0b,c\n", 6, true, &fault, &fault_at), 6);
    assert_int_equal(r.count, 2);
    assert_int_equal(r.len[0], 3);
    assert_memory_equal(csv_cell(&r, 0), "a\0b", 4);
    assert_string_equal(csv_cell(&r, 1), "c");
    assert_string_equal(csv_cell(&r, 2), "");
    csv_release(&r);
    assert_int_equal(r.cap, 0);
}

static void csv_read__reuses_its_room(void **state)
{
    (void)state;
    struct csv_record r = {0};
    struct buf got = {0};
    struct buf wide = {0};
    for (int i = 0; i < 1000; i++)
        buf_text(&wide, "cell,");
    read_one(&got, &r, wide.bytes, wide.len, true);
    assert_int_equal(r.count, 1001);

    const char *text = r.text.bytes;
    const size_t *at = r.at;
    for (int i = 0; i < 10; i++)
        read_one(&got, &r, wide.bytes, wide.len, true);
    assert_ptr_equal(r.text.bytes, text);
    assert_ptr_equal(r.at, at);
    buf_release(&wide);
    buf_release(&got);
    csv_release(&r);
}

static void csv_put_text__quotes_and_disarms(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        const char *text;
        const char *want;
    } row[] = {
        {"plain text is bare",        "FSx for Lustre",    "FSx for Lustre"            },
        {"nothing is nothing",        "",                  ""                          },
        {"a comma",                   "a,b",               "\"a,b\""                   },
        {"a quote",                   "the \"D\"",         "\"the \"\"D\"\"\""         },
        {"a line end",                "a\nb",              "\"a\nb\""                  },
        {"a bare CR",                 "a\rb",              "\"a\rb\""                  },
        {"a formula",                 "=1+1",              "'=1+1"                     },
        {"a formula with quotes",     "=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""},
        {"plus",                      "+1",                "'+1"                       },
        {"minus",                     "-1",                "'-1"                       },
        {"a function of old",         "@SUM(A1)",          "'@SUM(A1)"                 },
        {"behind a tab",              "\t=1",              "'\t=1"                     },
        {"behind CR",                 "\r=1",              "\"'\r=1\""                 },
        {"behind LF",                 "\n=1",              "\"'\n=1\""                 },
        {"full-width equals",         "＝1",              "'＝1"                     },
        {"full-width plus",           "＋1",              "'＋1"                     },
        {"full-width minus",          "－1",              "'－1"                     },
        {"full-width at",             "＠x",              "'＠x"                     },
        {"another full-width letter", "Ａ",               "Ａ"                       },
        {"not at the start",          "a=1",               "a=1"                       },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf out = {0};
        csv_put_text(&out, row[i].text);
        if (strcmp(buf_str(&out), row[i].want) != 0)
            fail_msg("%s: got '%s', want '%s'", row[i].why, buf_str(&out), row[i].want);
        buf_release(&out);
    }
}

static void csv_bare__takes_off_what_was_added(void **state)
{
    (void)state;
    static const char *const texts[] = {"=1+1", "'=1", "''@x", "'quoted'", "-", "it's",
                                        "",     "'",   "+\n",  "\tx",      "x"};
    for (size_t i = 0; i < COUNT(texts); i++)
        for (const char *separator = ",;\t"; *separator != '\0'; separator++) {
            struct csv_record r = {.separator = *separator};
            struct buf out = {0};
            enum csv_fault fault;
            size_t at;
            csv_put_between(&out, texts[i], *separator);
            buf_char(&out, *separator);
            csv_put_between(&out, "a,b;c\td", *separator);
            csv_read(&r, out.bytes, out.len, true, &fault, &at);
            assert_int_equal(r.count, 2);
            assert_string_equal(csv_bare(csv_cell(&r, 0)), texts[i]);
            assert_string_equal(csv_cell(&r, 1), "a,b;c\td");
            csv_release(&r);
            buf_release(&out);
        }
}

static void csv_put__is_read_back_as_it_was(void **state)
{
    (void)state;
    struct buf out = {0};
    csv_put_text(&out, "ada, \"the\"\r\nfirst");
    csv_next(&out);
    csv_put_number(&out, "-1.5");
    csv_next(&out);
    csv_put_text(&out, "");
    csv_end(&out);
    assert_string_equal(out.bytes, "\"ada, \"\"the\"\"\r\nfirst\",-1.5,\r\n");

    struct csv_record r = {0};
    struct buf got = {0};
    read_one(&got, &r, out.bytes, out.len, false);
    assert_string_equal(got.bytes, "[ada, \"the\"\r\nfirst][-1.5][] 29");
    buf_release(&got);
    csv_release(&r);
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_read__follows_the_rule_table),
        cmocka_unit_test(csv_read__waits_for_what_may_still_come),
        cmocka_unit_test(csv_read__agrees_with_a_plain_reader_however_cut),
        cmocka_unit_test(csv_read__keeps_nul_and_gives_nothing_past_the_last_cell),
        cmocka_unit_test(csv_read__reuses_its_room),
        cmocka_unit_test(csv_put_text__quotes_and_disarms),
        cmocka_unit_test(csv_bare__takes_off_what_was_added),
        cmocka_unit_test(csv_put__is_read_back_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
