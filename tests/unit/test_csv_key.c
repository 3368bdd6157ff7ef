/*
 * test_csv_key.c - how people write which option is right.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "format/csv_key.h"
#include "quizctl/mem.h"

static struct csv_options given(const struct option *options, size_t count)
{
    struct csv_options o = {.options = options, .count = count};
    for (size_t i = 0; i < LIMIT_OPTIONS; i++)
        o.column[i] = i < count ? (int)i : -1;
    return o;
}

static void csv_key_read__takes_what_makes_sense_of_the_whole(void **state)
{
    (void)state;
    static const struct option options[] = {
        {.text = "red"}, {.text = "Green, dark"}, {.text = "b"}, {.text = "4"}};
    const struct csv_options o = given(options, COUNT(options));
    static const struct {
        const char *why, *text, *picks; /* places of options, from 0 */
    } row[] = {
        {"a letter",                           "A",                "0"  },
        {"in any case, with a mark",           " d. ",             "3"  },
        {"several letters",                    "A, C",             "02" },
        {"in words",                           "A and D",          "03" },
        {"glued",                              "ADB",              "031"},
        {"its letter and a text of another",   "b",                NULL },
        {"the text in any case",               "RED",              "0"  },
        {"a text with a comma",                "green, dark",      "1"  },
        {"texts on lines",                     "red\nGreen, dark", "01" },
        {"a number and a text agree",          "4",                "3"  },
        {"else a place",                       "2",                "1"  },
        {"several places",                     "1;3",              "02" },
        {"a letter and its text",              "B) Green, dark",   "1"  },
        {"with a word before",                 "Option B",         "1"  },
        {"a letter and another's text",        "A) Green, dark",   NULL },
        {"a letter and its text shortened",    "B) Green",         "1"  },
        {"a letter and other words",           "B) The sea",       NULL },
        {"nothing",                            "",                 NULL },
        {"no letter of an option",             "E",                NULL },
        {"a letter twice and glued is a word", "ADA",              NULL },
        {"small letters glued are a word",     "ad",               NULL },
        {"one of them is none",                "A, E",             NULL },
        {"no place of an option",              "5",                NULL },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct csv_picks picks;
        bool is_read = csv_key_read(&o, row[i].text, &picks) == CSV_SENSE_WHOLE;
        if (is_read != (row[i].picks != NULL))
            fail_msg("%s: '%s'", row[i].why, row[i].text);
        for (size_t k = 0; is_read && k < picks.count; k++)
            if (picks.count != strlen(row[i].picks) ||
                picks.option[k] != row[i].picks[k] - '0')
                fail_msg("%s: '%s' gives %u", row[i].why, row[i].text, picks.option[k]);
    }
}

static void csv_key_write__is_read_as_it_was_meant(void **state)
{
    (void)state;
    static const struct option options[] = {
        {.text = "B"}, {.text = "A"}, {.text = "A, B"}, {.text = "none"}};
    const struct csv_options o = given(options, COUNT(options));
    for (unsigned set = 1; set < 16; set++) {
        struct csv_picks picks = {.count = 0}, again;
        struct buf cell = {0};
        for (uint8_t i = 0; i < 4; i++)
            if (set >> i & 1)
                picks.option[picks.count++] = i;
        if (csv_key_write(&cell, &o, &picks)) {
            assert_int_equal(csv_key_read(&o, cell.bytes, &again), CSV_SENSE_WHOLE);
            assert_true(csv_key_is_same(&again, &picks));
        } else {
            fail_msg("%s cannot be written", cell.bytes);
        }
        buf_release(&cell);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_key_read__takes_what_makes_sense_of_the_whole),
        cmocka_unit_test(csv_key_write__is_read_as_it_was_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
