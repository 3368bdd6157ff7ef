/*
 * stamp.c - points in time and their ISO 8601 text, without locale or time zone.
 */
#include "quizctl/stamp.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
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

int64_t stamp_now(void)
{
    int64_t at_ms;
    const char *given = getenv("QUIZCTL_NOW");
    if (given != NULL && stamp_read(given, &at_ms) == 0)
        return at_ms;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
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
