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

/* --- a clock that is given --- */

static void stamp_is_clock__takes_these_forms(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_good;
    } row[] = {
        {"2026-11-23",                                                           true },
        {"2026-11-23T09:08:02Z",                                                 true },
        {"2026-11-23T09:08:02.5Z+",                                              true },
        {"2026-11-23+60",                                                        true },
        {"2026-11-23+1000000",                                                   true },
        {"2026-11-23+1000001",                                                   false},
        {"2026-11-23+99999999999999999",                                         false},
        {"2026-11-23+0",                                                         false},
        {"2026-11-23+-1",                                                        false},
        {"2026-11-23+ 1",                                                        false},
        {"2026-11-23+1x",                                                        false},
        {"2026-11-23++",                                                         false},
        {"2026-11-23T09:08:02+01:00",                                            false},
        {"tomorrow",                                                             false},
        {"+",                                                                    false},
        {"",                                                                     false},
        {"2026-11-23T09:08:02.00000000000000000000000000000000000000000000000Z", false},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        if (stamp_is_clock(row[i].text) != row[i].is_good)
            fail_msg("'%s'", row[i].text);
    }
}

static void sleep_ms(int ms)
{
    const struct timespec pause = {0, ms * 1000000L};
    nanosleep(&pause, NULL);
}

static void stamp_ticks__stand_still_or_go_on_as_now_does(void **state)
{
    (void)state;
    assert_int_equal(setenv("QUIZCTL_NOW", "2026-11-23T09:08:02.123Z", 1), 0);
    int64_t fixed = stamp_ticks();
    sleep_ms(5);
    assert_int_equal(stamp_ticks(), fixed);
    assert_int_equal(stamp_now(), 1795424882123);

    assert_int_equal(setenv("QUIZCTL_NOW", "2026-11-23T09:08:02.123Z+", 1), 0);
    int64_t now = stamp_now(), ticks = stamp_ticks();
    assert_true(now >= 1795424882123 && now < 1795424882123 + 60000);
    sleep_ms(20);
    assert_true(stamp_now() >= now + 20);
    assert_true(stamp_ticks() >= ticks + 20);
    assert_true(stamp_ticks() < ticks + 60000);

    assert_int_equal(setenv("QUIZCTL_NOW", "2026-11-23T09:08:02.123Z+10000", 1), 0);
    ticks = stamp_ticks();
    sleep_ms(20);
    assert_true(stamp_ticks() >= ticks + 200000); /* 20 ms are 200 s */

    assert_int_equal(unsetenv("QUIZCTL_NOW"), 0);
    ticks = stamp_ticks();
    sleep_ms(5);
    assert_true(stamp_ticks() >= ticks + 5 && stamp_ticks() < ticks + 60000);
}

/* --- the learner's days --- */

static void set_zone(const char *zone)
{
    assert_int_equal(zone != NULL ? setenv("TZ", zone, 1) : unsetenv("TZ"), 0);
    tzset();
}

struct day_row {
    const char *why, *at, *day;
};

static void assert_days(const char *zone, const char *start, const struct day_row *row,
                        size_t count)
{
    set_zone(zone);
    if (start != NULL)
        assert_int_equal(setenv("QUIZCTL_DAY_START", start, 1), 0);
    for (size_t i = 0; i < count; i++) {
        int64_t at_ms, back;
        char day[STAMP_DAY];
        assert_int_equal(stamp_read(row[i].at, &at_ms), 0);
        stamp_day_text(day, stamp_day(at_ms));
        if (strcmp(day, row[i].day) != 0)
            fail_msg("%s, %s: %s is in %s, want %s", zone, row[i].why, row[i].at, day,
                     row[i].day);
        assert_int_equal(stamp_day_read(day, &back), 0);
        assert_int_equal(back, stamp_day(at_ms));
    }
    assert_int_equal(unsetenv("QUIZCTL_DAY_START"), 0);
    set_zone(NULL);
}

/* Without the system's table of zones every zone is UTC, and nothing could be tested. */
static void need_zones(void)
{
    char text[STAMP_LOCAL];
    set_zone("Europe/Berlin");
    stamp_local(text, 1795424882123);
    set_zone(NULL);
    if (strcmp(text, "2026-11-23 10:08") != 0)
        fail_msg("no time zones here (%s); install tzdata", text);
}

static void stamp_day__begins_at_four_by_the_clock_on_the_wall(void **state)
{
    (void)state;
    static const struct day_row berlin[] = {
        {"winter, before four",                     "2026-11-23T02:59:59.999Z", "2026-11-22"},
        {"winter, at four",                         "2026-11-23T03:00:00Z",     "2026-11-23"},
        {"winter, past midnight",                   "2026-11-23T23:30:00Z",     "2026-11-23"},
        {"summer, before four",                     "2026-07-01T01:59:59Z",     "2026-06-30"},
        {"summer, at four",                         "2026-07-01T02:00:00Z",     "2026-07-01"},
        {"the night that loses an hour, before it", "2026-03-29T00:59:59Z",     "2026-03-28"},
        {"the same, after it",                      "2026-03-29T01:00:00Z",     "2026-03-28"},
        {"the same, before four",                   "2026-03-29T01:59:59Z",     "2026-03-28"},
        {"the same, at four",                       "2026-03-29T02:00:00Z",     "2026-03-29"},
        {"the night of two twos, the first",        "2026-10-25T00:30:00Z",     "2026-10-24"},
        {"the same, the second",                    "2026-10-25T01:30:00Z",     "2026-10-24"},
        {"the same, before four",                   "2026-10-25T02:59:59Z",     "2026-10-24"},
        {"the same, at four",                       "2026-10-25T03:00:00Z",     "2026-10-25"},
        {"the turn of a year",                      "2027-01-01T02:59:59Z",     "2026-12-31"},
    };
    static const struct day_row new_york[] = {
        {"winter, before four",                       "2026-11-23T08:59:59Z", "2026-11-22"},
        {"winter, at four",                           "2026-11-23T09:00:00Z", "2026-11-23"},
        {"the evening, UTC a day ahead",              "2026-11-24T02:00:00Z", "2026-11-23"},
        {"the night that loses an hour, before four", "2026-03-08T07:59:59Z",
         "2026-03-07"                                                                     },
        {"the same, at four",                         "2026-03-08T08:00:00Z", "2026-03-08"},
        {"the night of two ones, the second",         "2026-11-01T06:30:00Z", "2026-10-31"},
        {"the same, before four",                     "2026-11-01T08:59:59Z", "2026-10-31"},
        {"the same, at four",                         "2026-11-01T09:00:00Z", "2026-11-01"},
    };
    static const struct day_row utc[] = {
        {"before four", "2026-11-23T03:59:59Z", "2026-11-22"},
        {"at four",     "2026-11-23T04:00:00Z", "2026-11-23"},
        {"before 1970", "1970-01-01T03:00:00Z", "1969-12-31"},
        {"long before", "1960-02-29T05:00:00Z", "1960-02-29"},
    };
    need_zones();
    assert_days("Europe/Berlin", NULL, berlin, COUNT(berlin));
    assert_days("America/New_York", NULL, new_york, COUNT(new_york));
    assert_days("UTC", NULL, utc, COUNT(utc));
    assert_days("UTC", "nonsense", utc, COUNT(utc));
}

static void stamp_day__begins_where_it_is_told(void **state)
{
    (void)state;
    static const struct day_row midnight[] = {
        {"before midnight", "2026-11-22T22:59:59Z", "2026-11-22"},
        {"at midnight",     "2026-11-22T23:00:00Z", "2026-11-23"},
    };
    static const struct day_row in_the_gap[] = {
        {"before the gap",          "2026-03-29T00:59:59Z", "2026-03-28"},
        {"02:30 never comes: 3:00", "2026-03-29T01:00:00Z", "2026-03-29"},
        {"02:29 of the first two",  "2026-10-25T00:29:59Z", "2026-10-24"},
        {"02:30 of the first two",  "2026-10-25T00:30:00Z", "2026-10-25"},
        {"02:00 once more",         "2026-10-25T01:00:00Z", "2026-10-25"},
        {"02:30 once more",         "2026-10-25T01:30:00Z", "2026-10-25"},
        {"the day before",          "2026-10-24T00:29:59Z", "2026-10-23"},
    };
    need_zones();
    assert_days("Europe/Berlin", "00:00", midnight, COUNT(midnight));
    assert_days("Europe/Berlin", "02:30", in_the_gap, COUNT(in_the_gap));
}

static void stamp_day__never_goes_back_and_misses_none(void **state)
{
    (void)state;
    static const char *const zones[] = {"Europe/Berlin", "America/New_York",
                                        "Australia/Lord_Howe"};
    static const char *const starts[] = {"00:00", "01:30", "04:00"};
    enum { STEP_MS = 30 * 60 * 1000 };
    need_zones();
    for (size_t z = 0; z < COUNT(zones); z++)
        for (size_t k = 0; k < COUNT(starts); k++) {
            set_zone(zones[z]);
            assert_int_equal(setenv("QUIZCTL_DAY_START", starts[k], 1), 0);
            int64_t at_ms = INT64_C(1767225600000), day = stamp_day(at_ms); /* 2026 */
            for (int i = 0; i < 366 * 48; i++, at_ms += STEP_MS) {
                int64_t now = stamp_day(at_ms);
                if (now != day && now != day + 1)
                    fail_msg("%s, %s: from day %" PRId64 " to %" PRId64, zones[z],
                             starts[k], day, now);
                day = now;
            }
        }
    assert_int_equal(unsetenv("QUIZCTL_DAY_START"), 0);
    set_zone(NULL);
}

/* A hostile file of progress may hold any number. */
static void stamp_day__stays_in_its_bounds(void **state)
{
    (void)state;
    static const int64_t far[] = {INT64_MIN, INT64_MAX, -62167219200001, 253402300800000};
    for (size_t i = 0; i < COUNT(far); i++) {
        char day[STAMP_DAY + 1], local[STAMP_LOCAL + 1];
        memset(day, '#', sizeof day);
        memset(local, '#', sizeof local);
        stamp_day_text(day, stamp_day(far[i]));
        stamp_local(local, far[i]);
        assert_true(strlen(day) < STAMP_DAY && day[STAMP_DAY] == '#');
        assert_true(strlen(local) < STAMP_LOCAL && local[STAMP_LOCAL] == '#');
    }
}

static void stamp_is_day_start__is_a_time_of_day(void **state)
{
    (void)state;
    static const char *const bad[] = {"",      "4",      "4:00",   "04",       "24:00",
                                      "04:60", "04:00Z", " 04:00", "04:00:00", "-1:00"};
    assert_true(stamp_is_day_start("00:00"));
    assert_true(stamp_is_day_start("23:59"));
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(stamp_is_day_start(bad[i]));
}

static void stamp_local__is_the_clock_on_the_wall(void **state)
{
    (void)state;
    char text[STAMP_LOCAL];
    need_zones();
    set_zone("America/New_York");
    stamp_local(text, 1795424882123);
    assert_string_equal(text, "2026-11-23 04:08");
    stamp_local(text, -1);
    assert_string_equal(text, "1969-12-31 18:59");
    set_zone(NULL);
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
        cmocka_unit_test(stamp_is_clock__takes_these_forms),
        cmocka_unit_test(stamp_ticks__stand_still_or_go_on_as_now_does),
        cmocka_unit_test(stamp_day__begins_at_four_by_the_clock_on_the_wall),
        cmocka_unit_test(stamp_day__begins_where_it_is_told),
        cmocka_unit_test(stamp_day__never_goes_back_and_misses_none),
        cmocka_unit_test(stamp_day__stays_in_its_bounds),
        cmocka_unit_test(stamp_is_day_start__is_a_time_of_day),
        cmocka_unit_test(stamp_local__is_the_clock_on_the_wall),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
