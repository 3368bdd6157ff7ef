/*
 * stamp.h - time, from one place: points in time as UTC milliseconds since 1970, their
 * text, time gone by, and the learner's days.
 *
 * The environment can say what time it is, for tests and simulation:
 *
 *   QUIZCTL_NOW=2026-11-23T09:00:00Z      it is then, and stays then
 *   QUIZCTL_NOW=2026-11-23T09:00:00Z+     it was then at the first look, and time goes on
 *   QUIZCTL_NOW=2026-11-23T09:00:00Z+60   the same, sixty times as fast
 */
#ifndef QUIZCTL_STAMP_H
#define QUIZCTL_STAMP_H

#include <stdbool.h>
#include <stdint.h>

#define STAMP_TEXT  25 /* "2026-11-23T09:08:02.123Z" and NUL */
#define STAMP_LOCAL 17 /* "2026-11-23 10:08" and NUL */
#define STAMP_DAY   11 /* "2026-11-23" and NUL */

int64_t stamp_now(void);
/* Milliseconds from some moment on, for differences: never goes back, does not count the
 * sleep of a closed lid. Stands still, or goes on as fast, under QUIZCTL_NOW. */
int64_t stamp_ticks(void);
/* Is TEXT what QUIZCTL_NOW may be? */
bool stamp_is_clock(const char *text);

void stamp_text(char text[STAMP_TEXT], int64_t at_ms);
/* The same by the learner's clock, to the minute. The zone is TZ as it was at the last
 * tzset(), which main() calls. */
void stamp_local(char text[STAMP_LOCAL], int64_t at_ms);
/* "2026-11-23", "2026-11-23T09:08:02Z", with or without fraction. 0, or -1. */
int stamp_read(const char *text, int64_t *at_ms);

/*
 * The learner's day at a moment: who practises past midnight still has the same day. It
 * begins when the clock on the wall (TZ) shows 04:00, or QUIZCTL_DAY_START ("05:30"), so
 * it may have 23 or 25 hours. Days are numbered from 1970-01-01, which is 0.
 */
int64_t stamp_day(int64_t at_ms);
void stamp_day_text(char text[STAMP_DAY], int64_t day);
/* "2026-11-23" as a day. 0, or -1. */
int stamp_day_read(const char *text, int64_t *day);
/* Is TEXT what QUIZCTL_DAY_START may be, a time of day as "04:00"? */
bool stamp_is_day_start(const char *text);

#endif
