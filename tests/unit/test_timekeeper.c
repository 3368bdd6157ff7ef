/*
 * test_timekeeper.c - what counts, what is saved, what is said, and when.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "practice/timekeeper.h"
#include "quizctl/mem.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND };

static int64_t now_ms;

static int64_t now(void)
{
    return now_ms;
}

/* A record that remembers the last time saved; or fails. */
static int64_t saved_ms;
static int saves;
static bool is_full;

static int save(struct exam_record *self, int64_t spent_ms, struct err *err)
{
    (void)self;
    if (is_full)
        return err_set(err, ERR_MACHINE, "", "the disk is full");
    saved_ms = spent_ms;
    saves++;
    return 0;
}

static struct exam_record record = {.spent = save};
static struct timekeeper k;

static void begin(int64_t limit_ms, int64_t spent_ms)
{
    now_ms = 123456;
    saved_ms = spent_ms;
    saves = 0;
    is_full = false;
    timekeeper_init(&k, &record, now, limit_ms, spent_ms);
}

/* Look after MS more: what stands at the right, and the notice. */
static int64_t look(int64_t ms, const char *right, const char *notice)
{
    struct buf r = {0}, n = {0};
    now_ms += ms;
    int64_t wait_ms = k.clock.look(&k.clock, &r, &n);
    if (strcmp(buf_str(&r), right) != 0 || strcmp(buf_str(&n), notice) != 0)
        fail_msg("got \"%s\" and \"%s\", want \"%s\" and \"%s\"", buf_str(&r),
                 buf_str(&n), right, notice);
    buf_release(&r);
    buf_release(&n);
    return wait_ms;
}

static void timekeeper__counts_from_where_it_was(void **state)
{
    (void)state;
    begin(60 * MINUTE, 10 * MINUTE);
    now_ms += 1500;
    assert_int_equal(timekeeper_spent(&k), 10 * MINUTE + 1500);
    assert_int_equal(timekeeper_spent(&k), 10 * MINUTE + 1500);
    now_ms -= 99999; /* a clock that goes back takes nothing back, and gives nothing */
    assert_int_equal(timekeeper_spent(&k), 10 * MINUTE + 1500);
    now_ms += 10;
    assert_int_equal(timekeeper_spent(&k), 10 * MINUTE + 1510);
}

static void timekeeper__does_not_count_while_stopped(void **state)
{
    (void)state;
    begin(60 * MINUTE, 0);
    now_ms += 2000;
    k.clock.stop(&k.clock, true);
    assert_int_equal(saved_ms, 2000); /* it may be killed while it is stopped */
    now_ms += 30 * MINUTE;
    k.clock.stop(&k.clock, false);
    now_ms += 500;
    assert_int_equal(timekeeper_spent(&k), 2500);
}

static void timekeeper__is_never_further_from_what_is_saved_than_it_says(void **state)
{
    (void)state;
    begin(3 * 60 * MINUTE, 0);
    int64_t wait_ms = 1;
    for (int i = 0; i < 5000; i++) {
        struct buf r = {0}, n = {0};
        now_ms += wait_ms;
        wait_ms = k.clock.look(&k.clock, &r, &n);
        buf_release(&r);
        buf_release(&n);
        if (wait_ms == 0)
            break;
        assert_true(wait_ms <= TIMEKEEPER_SAVE_MS);
        assert_true(k.spent_ms - saved_ms + wait_ms <= TIMEKEEPER_SAVE_MS);
    }
    assert_int_equal(k.spent_ms, 3 * 60 * MINUTE); /* it woke at the very end */
    assert_int_equal(saves, 3 * 60 * 60 / 5 - 1);
}

static void timekeeper__asks_to_end_when_it_cannot_save(void **state)
{
    struct err err;
    (void)state;
    begin(60 * MINUTE, 0);
    is_full = true;
    look(4999, "60 min left", "");
    assert_false(k.has_failed);
    assert_int_equal(look(1, "", ""), 0);
    assert_true(k.has_failed);
    assert_string_equal(k.failure.what, "the disk is full");
    assert_int_equal(timekeeper_save(&k, &err), -1);
}

static void timekeeper__warns_once_at_ten_and_five_minutes(void **state)
{
    (void)state;
    begin(60 * MINUTE, 49 * MINUTE);
    look(0, "11 min left", "");
    look(MINUTE - 1, "11 min left", "");
    look(1, "10:00 left", "10 minutes left.");
    look(1, "10:00 left", "");
    look(999, "9:59 left", "");
    look(5 * MINUTE - 1000, "5:00 left", "5 minutes left.");
    look(4 * MINUTE + 59 * SECOND, "0:01 left", "");
    assert_int_equal(look(SECOND, "", ""), 0);
}

static void timekeeper__says_only_the_last_warning_that_was_missed(void **state)
{
    (void)state;
    begin(60 * MINUTE, 0);
    look(57 * MINUTE, "3:00 left", "3 minutes left.");
    look(0, "3:00 left", "");
    begin(60 * MINUTE, 0);
    look(53 * MINUTE, "7:00 left", "7 minutes left.");
}

static void timekeeper__is_silent_to_one_who_begins_with_less(void **state)
{
    (void)state;
    begin(8 * MINUTE, 0);
    look(0, "8:00 left", "");
    look(3 * MINUTE, "5:00 left", "5 minutes left.");
    begin(60 * MINUTE, 56 * MINUTE); /* gone on with */
    look(0, "4:00 left", "");
    look(MINUTE, "3:00 left", "");
}

static void timekeeper__has_nothing_to_say_without_a_limit(void **state)
{
    (void)state;
    begin(0, 0);
    assert_int_equal(look(1000, "", ""), 4000); /* but saves */
    look(4000, "", "");
    assert_int_equal(saved_ms, 5000);
}

static void exam_time_words__follow_the_table(void **state)
{
    (void)state;
    static const struct {
        int64_t ms;
        const char *words;
    } row[] = {
        {0,                         "no time"             },
        {1,                         "1 second"            },
        {61 * SECOND,               "1 minute 1 second"   },
        {41 * MINUTE + 7 * SECOND,  "41 minutes 7 seconds"},
        {130 * MINUTE,              "2 hours 10 minutes"  },
        {60 * MINUTE + 59 * SECOND, "1 hour"              },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf words = {0};
        exam_time_words(&words, row[i].ms);
        assert_string_equal(words.bytes, row[i].words);
        buf_release(&words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(timekeeper__counts_from_where_it_was),
        cmocka_unit_test(timekeeper__does_not_count_while_stopped),
        cmocka_unit_test(timekeeper__is_never_further_from_what_is_saved_than_it_says),
        cmocka_unit_test(timekeeper__asks_to_end_when_it_cannot_save),
        cmocka_unit_test(timekeeper__warns_once_at_ten_and_five_minutes),
        cmocka_unit_test(timekeeper__says_only_the_last_warning_that_was_missed),
        cmocka_unit_test(timekeeper__is_silent_to_one_who_begins_with_less),
        cmocka_unit_test(timekeeper__has_nothing_to_say_without_a_limit),
        cmocka_unit_test(exam_time_words__follow_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
