/*
 * test_stamp.c - points in time: the calendar of the C library and ours agree.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "quizctl/mem.h"
#include "quizctl/stamp.h"

enum { DAY_MS = 24 * 60 * 60 * 1000 };

/* Days since 1970 of 0000-01-01 and 4000-12-31, from Python: date(4000, 12, 31) -
 * date(1970, 1, 1); the year 0 is a leap year that stands before Python's year 1. */
enum { FIRST_DAY = -719162 - 366, LAST_DAY = 741807 };

static void stamp_text__agrees_with_gmtime_for_four_thousand_years(void **state)
{
    (void)state;
    for (int64_t day = FIRST_DAY; day <= LAST_DAY; day++) {
        int64_t at_ms = day * DAY_MS + (day * 86399 % DAY_MS + DAY_MS) % DAY_MS, back;
        time_t seconds = (time_t)(at_ms / 1000 - (at_ms % 1000 < 0));
        struct tm tm;
        char text[STAMP_TEXT], want[80];
        gmtime_r(&seconds, &tm);
        snprintf(want, sizeof want, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ",
                 tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
                 tm.tm_sec, (int)(at_ms - (int64_t)seconds * 1000));
        stamp_text(text, at_ms);
        if (strcmp(text, want) != 0)
            fail_msg("%" PRId64 ": got %s, want %s", at_ms, text, want);
        if (stamp_read(text, &back) != 0 || back != at_ms)
            fail_msg("%s is not read back", text);
    }
}

static void stamp_text__writes_these_moments(void **state)
{
    (void)state;
    static const struct {
        int64_t at_ms;
        const char *text;
    } row[] = {
        {0,               "1970-01-01T00:00:00.000Z"},
        {1,               "1970-01-01T00:00:00.001Z"},
        {-1,              "1969-12-31T23:59:59.999Z"},
        {-86400000,       "1969-12-31T00:00:00.000Z"},
        {951782400000,    "2000-02-29T00:00:00.000Z"},
        {4107542399999,   "2100-02-28T23:59:59.999Z"},
        {4107542400000,   "2100-03-01T00:00:00.000Z"},
        {253402300799999, "9999-12-31T23:59:59.999Z"},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        char text[STAMP_TEXT];
        int64_t back;
        stamp_text(text, row[i].at_ms);
        assert_string_equal(text, row[i].text);
        assert_int_equal(stamp_read(text, &back), 0);
        assert_int_equal(back, row[i].at_ms);
    }
}

/* A hostile file of progress may hold any number. */
static void stamp_text__stays_in_its_bounds(void **state)
{
    (void)state;
    static const int64_t far[] = {INT64_MIN, INT64_MIN + 1, -62167219200001,
                                  253402300800000, INT64_MAX};
    for (size_t i = 0; i < COUNT(far); i++) {
        char text[STAMP_TEXT + 1];
        memset(text, '#', sizeof text);
        stamp_text(text, far[i]);
        assert_true(strlen(text) < STAMP_TEXT);
        assert_int_equal(text[STAMP_TEXT], '#');
    }
}

static void stamp_read__takes_these_forms(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t at_ms;
    } row[] = {
        {"1970-01-01",                     0            },
        {"1970-01-02T00:00:00Z",           DAY_MS       },
        {"1970-01-01T23:59:59Z",           86399000     },
        {"1970-01-01T00:00:00.5Z",         500          },
        {"1970-01-01T00:00:00.05Z",        50           },
        {"1970-01-01T00:00:00.123456789Z", 123          },
        {"1969-12-31T23:59:59.999Z",       -1           },
        {"2000-02-29",                     951782400000 },
        {"2024-02-29",                     1709164800000},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        int64_t at_ms = 42;
        if (stamp_read(row[i].text, &at_ms) != 0 || at_ms != row[i].at_ms)
            fail_msg("%s: got %" PRId64, row[i].text, at_ms);
    }
}

static void stamp_read__refuses_the_rest(void **state)
{
    (void)state;
    static const char *const row[] = {
        "",
        "2026",
        "2026-11",
        "2026-11-",
        "2026-11-2",
        "2026-11-233",
        "26-11-23",
        "02026-11-23",
        "-2026-11-23",
        "+2026-11-23",
        " 2026-11-23",
        "2026-11-23 ",
        "2026/11/23",
        "2026-1-23",
        "20261123",
        "2026-00-10",
        "2026-13-10",
        "2026-11-00",
        "2026-11-31",
        "2026-02-29",
        "2100-02-29",
        "2026-1a-23",
        "2026-11-23T",
        "2026-11-23T09",
        "2026-11-23T09:08",
        "2026-11-23T09:08:02",
        "2026-11-23T09:08:02+01:00",
        "2026-11-23T09:08:02z",
        "2026-11-23t09:08:02Z",
        "2026-11-23 09:08:02Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T09:60:00Z",
        "2026-11-23T09:08:60Z",
        "2026-11-23T9:08:02Z",
        "2026-11-23T09:08:02.Z",
        "2026-11-23T09:08:02.5",
        "2026-11-23T09:08:02,5Z",
        "2026-11-23T09:08:02ZZ",
        "2026-11-23T-9:08:02Z",
        "now",
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        int64_t at_ms = 42;
        if (stamp_read(row[i], &at_ms) != -1 || at_ms != 42)
            fail_msg("'%s': got %" PRId64, row[i], at_ms);
    }
}

static void stamp_now__is_the_clock_unless_it_is_given(void **state)
{
    (void)state;
    assert_int_equal(setenv("QUIZCTL_NOW", "2026-11-23T09:08:02.123Z", 1), 0);
    assert_int_equal(stamp_now(), 1795424882123);
    assert_int_equal(setenv("QUIZCTL_NOW", "tomorrow", 1), 0);
    int64_t clock_ms = (int64_t)time(NULL) * 1000, now = stamp_now();
    assert_true(now >= clock_ms - 1000 && now <= clock_ms + 60000);
    assert_int_equal(unsetenv("QUIZCTL_NOW"), 0);
    assert_true(stamp_now() >= now);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stamp_text__agrees_with_gmtime_for_four_thousand_years),
        cmocka_unit_test(stamp_text__writes_these_moments),
        cmocka_unit_test(stamp_text__stays_in_its_bounds),
        cmocka_unit_test(stamp_read__takes_these_forms),
        cmocka_unit_test(stamp_read__refuses_the_rest),
        cmocka_unit_test(stamp_now__is_the_clock_unless_it_is_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
