/*
 * timekeeper.c - the time of an exam; see timekeeper.h.
 *
 * In:   a clock that never goes back, looked at whenever the terminal waits.
 * Out:  the time gone by, saved; what stands beside the prompt; a warning when it is due.
 *
 * What happens when the time is up: sitting.c.
 */
#include "timekeeper.h"

#include <inttypes.h>

#include "quizctl/mem.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND, SHOW_SECONDS = 10 * MINUTE };

/* With how much left one is told so, the last one first. */
static const int64_t warnings[] = {5 * MINUTE, 10 * MINUTE};

static int64_t left_ms(const struct timekeeper *k)
{
    return k->spent_ms < k->limit_ms ? k->limit_ms - k->spent_ms : 0;
}

/* The warning that LEFT has reached: the least one at or above it; INT64_MAX: none. */
static int64_t reached(int64_t left)
{
    for (size_t i = 0; i < COUNT(warnings); i++)
        if (left <= warnings[i])
            return warnings[i];
    return INT64_MAX;
}

static int64_t ceiling(int64_t ms, int64_t unit)
{
    return (ms + unit - 1) / unit;
}

/* --- counting and saving --- */

int64_t timekeeper_spent(struct timekeeper *k)
{
    int64_t now = k->now();
    if (now > k->last_ms)
        k->spent_ms += now - k->last_ms;
    k->last_ms = now;
    return k->spent_ms;
}

void timekeeper_saved(struct timekeeper *k)
{
    k->saved_ms = k->spent_ms;
}

int timekeeper_save(struct timekeeper *k, struct err *err)
{
    if (k->record != NULL && k->saved_ms != k->spent_ms &&
        k->record->spent(k->record, k->spent_ms, err) != 0)
        return -1;
    timekeeper_saved(k);
    return 0;
}

/* --- what the terminal asks --- */

static bool keep(struct timekeeper *k)
{
    if (!k->has_failed && k->spent_ms - k->saved_ms >= TIMEKEEPER_SAVE_MS)
        k->has_failed = timekeeper_save(k, &k->failure) != 0;
    return !k->has_failed;
}

static void warn(struct timekeeper *k, int64_t left, struct buf *notice)
{
    int64_t due = reached(left);
    if (due >= k->warned_ms)
        return;
    int64_t minutes = ceiling(left, MINUTE);
    buf_printf(notice, "%" PRId64 " minute%s left.", minutes, minutes == 1 ? "" : "s");
    k->warned_ms = due;
}

/* How long until timekeeper_text says something else. */
static int64_t until_change(int64_t left)
{
    int64_t unit = left > SHOW_SECONDS ? MINUTE : SECOND;
    return (left - 1) % unit + 1;
}

static int64_t look(struct term_clock *clock, struct buf *right, struct buf *notice)
{
    struct timekeeper *k = (struct timekeeper *)clock;
    timekeeper_spent(k);
    int64_t left = left_ms(k);
    if ((k->limit_ms > 0 && left == 0) || !keep(k))
        return 0;
    int64_t wait = TIMEKEEPER_SAVE_MS - (k->spent_ms - k->saved_ms);
    if (k->limit_ms > 0) {
        warn(k, left, notice);
        timekeeper_text(right, left);
        if (until_change(left) < wait)
            wait = until_change(left);
    }
    return wait;
}

static void stop(struct term_clock *clock, bool is_stopping)
{
    struct timekeeper *k = (struct timekeeper *)clock;
    if (!is_stopping) {
        k->last_ms = k->now(); /* what went by meanwhile does not count */
        return;
    }
    timekeeper_spent(k);
    k->has_failed = k->has_failed || timekeeper_save(k, &k->failure) != 0;
}

void timekeeper_init(struct timekeeper *k, struct exam_record *record,
                     int64_t (*now)(void), int64_t limit_ms, int64_t spent_ms)
{
    *k = (struct timekeeper){
        .clock = {look, stop},
        .now = now,
        .record = record,
        .limit_ms = limit_ms,
        .spent_ms = spent_ms,
        .saved_ms = spent_ms,
        .last_ms = now(),
    };
    k->warned_ms = reached(left_ms(k)); /* no news to one who begins with so little */
}

/* --- words --- */

void timekeeper_text(struct buf *out, int64_t left)
{
    int64_t seconds = ceiling(left, SECOND);
    if (left > SHOW_SECONDS)
        buf_printf(out, "%" PRId64 " min left", ceiling(left, MINUTE));
    else
        buf_printf(out, "%" PRId64 ":%02" PRId64 " left", seconds / 60, seconds % 60);
}

static void count_of(struct buf *out, int64_t n, const char *noun)
{
    if (n > 0)
        buf_printf(out, "%s%" PRId64 " %s%s", out->len > 0 ? " " : "", n, noun,
                   n == 1 ? "" : "s");
}

void exam_time_words(struct buf *out, int64_t ms)
{
    int64_t seconds = ceiling(ms, SECOND);
    struct buf words = {0};
    count_of(&words, seconds / 3600, "hour");
    count_of(&words, seconds / 60 % 60, "minute");
    if (seconds < 3600)
        count_of(&words, seconds % 60, "second");
    buf_text(out, words.len > 0 ? words.bytes : "no time");
    buf_release(&words);
}
