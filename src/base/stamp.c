/*
 * stamp.c - what time it is, points in time and their ISO 8601 text, the learner's days.
 *
 * UTC and its text need neither locale nor time zone. Only what is shown to a learner as
 * a local time, and where their days begin, asks the C library, which honours TZ.
 */
#include "quizctl/stamp.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DAY_MS = 24 * 60 * 60 * 1000 };

/* Days since 1970-01-01 of a date of the Gregorian calendar.
 * Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil. */
static int64_t days_of_date(int64_t year, int month, int day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
           day_of_year - 719468;
}

/* The way back: civil_from_days of the same source. */
static void date_of_days(int64_t days, int64_t *year, int *month, int *day)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t m = (5 * day_of_year + 2) / 153;
    *day = (int)(day_of_year - (153 * m + 2) / 5 + 1);
    *month = (int)(m < 10 ? m + 3 : m - 9);
    *year = year_of_era + era * 400 + (*month <= 2);
}

void stamp_text(char text[STAMP_TEXT], int64_t at_ms)
{
    int64_t days = at_ms / DAY_MS, ms = at_ms % DAY_MS, year;
    int month, day;
    if (ms < 0) {
        days--;
        ms += DAY_MS;
    }
    date_of_days(days, &year, &month, &day);
    char wide[64]; /* a year of more than four digits is cut, not overrun */
    snprintf(wide, sizeof wide, "%04" PRId64 "-%02d-%02dT%02d:%02d:%02d.%03dZ", year,
             month, day, (int)(ms / 3600000), (int)(ms / 60000 % 60),
             (int)(ms / 1000 % 60), (int)(ms % 1000));
    snprintf(text, STAMP_TEXT, "%.24s", wide);
}

/* COUNT digits at *TEXT, which moves behind them. */
static bool take_digits(const char **text, int count, int *value)
{
    *value = 0;
    for (; count > 0; count--, (*text)++) {
        if (**text < '0' || **text > '9')
            return false;
        *value = *value * 10 + (**text - '0');
    }
    return true;
}

static bool take_char(const char **text, char c)
{
    if (**text != c)
        return false;
    (*text)++;
    return true;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && is_leap);
}

/* Milliseconds behind the 'T'. */
static bool take_time(const char **text, int64_t *ms)
{
    int hour, minute, second, digit, unit = 100, fraction = 0;
    if (!take_digits(text, 2, &hour) || !take_char(text, ':') ||
        !take_digits(text, 2, &minute) || !take_char(text, ':') ||
        !take_digits(text, 2, &second) || hour > 23 || minute > 59 || second > 59)
        return false;
    if (take_char(text, '.')) {
        if (!take_digits(text, 1, &digit))
            return false;
        do {
            fraction += digit * unit;
            unit /= 10;
        } while (take_digits(text, 1, &digit));
    }
    *ms = ((int64_t)hour * 60 + minute) * 60000 + second * 1000 + fraction;
    return take_char(text, 'Z');
}

int stamp_read(const char *text, int64_t *at_ms)
{
    int year, month, day;
    int64_t ms = 0;
    if (!take_digits(&text, 4, &year) || !take_char(&text, '-') ||
        !take_digits(&text, 2, &month) || !take_char(&text, '-') ||
        !take_digits(&text, 2, &day) || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month))
        return -1;
    if (take_char(&text, 'T') && !take_time(&text, &ms))
        return -1;
    if (*text != '\0')
        return -1;
    *at_ms = days_of_date(year, month, day) * DAY_MS + ms;
    return 0;
}

/* --- the clock --- */

/* What QUIZCTL_NOW says: where the clock starts, and how many times as fast as the real
 * one it goes; 0 stands still. */
struct given_clock {
    int64_t start_ms, speed;
};

enum { SPEED_MOST = 1000000 };

static bool read_clock(const char *text, struct given_clock *clock)
{
    char start[64];
    size_t len = strcspn(text, "+");
    if (len >= sizeof start)
        return false;
    memcpy(start, text, len);
    start[len] = '\0';
    if (stamp_read(start, &clock->start_ms) != 0)
        return false;
    clock->speed = text[len] == '+';
    if (!clock->speed || text[len + 1] == '\0')
        return true;
    text += len + 1;
    clock->speed = strspn(text, "0123456789") == strlen(text) && strlen(text) <= 7
                       ? strtol(text, NULL, 10)
                       : 0;
    return clock->speed >= 1 && clock->speed <= SPEED_MOST;
}

bool stamp_is_clock(const char *text)
{
    struct given_clock clock;
    return read_clock(text, &clock);
}

static int64_t system_ms(clockid_t id)
{
    struct timespec now;
    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Real milliseconds since the first look at a clock that was given. */
static int64_t since_first_look(void)
{
    static int64_t first_ms = -1; /* the one thing this file remembers */
    int64_t now_ms = system_ms(CLOCK_MONOTONIC);
    if (first_ms < 0)
        first_ms = now_ms;
    return now_ms - first_ms;
}

/* The clock that was given, if one was. */
static bool given_now(int64_t *at_ms)
{
    struct given_clock clock;
    const char *given = getenv("QUIZCTL_NOW");
    if (given == NULL || !read_clock(given, &clock))
        return false;
    *at_ms = clock.start_ms;
    if (clock.speed > 0)
        *at_ms += since_first_look() * clock.speed;
    return true;
}

int64_t stamp_now(void)
{
    int64_t at_ms;
    return given_now(&at_ms) ? at_ms : system_ms(CLOCK_REALTIME);
}

int64_t stamp_ticks(void)
{
    int64_t at_ms;
    return given_now(&at_ms) ? at_ms : system_ms(CLOCK_MONOTONIC);
}

/* --- the learner's days --- */

/* "04:00" as minutes; -1 for anything else. */
static int read_day_start(const char *text)
{
    int hour, minute;
    if (!take_digits(&text, 2, &hour) || !take_char(&text, ':') ||
        !take_digits(&text, 2, &minute) || *text != '\0' || hour > 23 || minute > 59)
        return -1;
    return hour * 60 + minute;
}

bool stamp_is_day_start(const char *text)
{
    return read_day_start(text) >= 0;
}

static int day_start(void)
{
    enum { FOUR = 4 * 60 };
    const char *given = getenv("QUIZCTL_DAY_START");
    int minutes = given != NULL ? read_day_start(given) : -1;
    return minutes >= 0 ? minutes : FOUR;
}

/* Whole seconds, down. A moment that no clock shows is moved to one that does. */
static struct tm local_time(int64_t at_ms)
{
    static const int64_t most_s = INT64_C(253402300799); /* the end of the year 9999 */
    struct tm tm = {0};
    int64_t seconds = at_ms / 1000 - (at_ms % 1000 < 0);
    if (seconds > most_s || seconds < -most_s)
        seconds = seconds > 0 ? most_s : -most_s;
    time_t t = (time_t)seconds;
    tzset();
    localtime_r(&t, &tm);
    return tm;
}

/* Has the clock on the wall shown the start of TM's day before, and was then put back
 * past it? Only where a day begins in the hour (or two) that summer time's end repeats.
 */
static bool has_begun_before(struct tm tm, int to_go, int64_t at_ms)
{
    enum { MOST_PUT_BACK = 120 };
    if (to_go > MOST_PUT_BACK || tm.tm_isdst > 0)
        return false;
    struct tm begin = tm;
    begin.tm_min += to_go;
    begin.tm_sec = 0;
    begin.tm_isdst = 1; /* the first of the two hours */
    time_t t = mktime(&begin);
    struct tm shown = local_time((int64_t)t * 1000);
    int minutes = tm.tm_hour * 60 + tm.tm_min + to_go;
    return shown.tm_isdst > 0 && shown.tm_mday == tm.tm_mday &&
           shown.tm_hour * 60 + shown.tm_min == minutes && (int64_t)t * 1000 <= at_ms;
}

int64_t stamp_day(int64_t at_ms)
{
    struct tm tm = local_time(at_ms);
    int to_go = day_start() - (tm.tm_hour * 60 + tm.tm_min);
    int64_t day = days_of_date((int64_t)tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
    return to_go <= 0 || has_begun_before(tm, to_go, at_ms) ? day : day - 1;
}

void stamp_day_text(char text[STAMP_DAY], int64_t day)
{
    char whole[STAMP_TEXT];
    stamp_text(whole, day * DAY_MS);
    snprintf(text, STAMP_DAY, "%.10s", whole);
}

int stamp_day_read(const char *text, int64_t *day)
{
    int64_t at_ms;
    if (strlen(text) != STAMP_DAY - 1 || stamp_read(text, &at_ms) != 0)
        return -1;
    *day = at_ms >= 0 ? at_ms / DAY_MS : -((-at_ms + DAY_MS - 1) / DAY_MS);
    return 0;
}

void stamp_local(char text[STAMP_LOCAL], int64_t at_ms)
{
    struct tm tm = local_time(at_ms);
    char wide[64];
    snprintf(wide, sizeof wide, "%04d-%02d-%02d %02d:%02d", tm.tm_year + 1900,
             tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min);
    snprintf(text, STAMP_LOCAL, "%.16s", wide);
}
