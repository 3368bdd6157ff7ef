/*
 * test_schedule.c - recorded answers become ratings, ratings become cards.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "learner.h"

enum { SLOW = 120000 };

static void schedule_rating__follows_the_table(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        bool is_right, is_blank;
        enum confidence confidence;
        int64_t took_ms;
        int rating;
    } row[] = {
        {"wrong is again",                 false, false, CONFIDENCE_NONE,   -1,           FSRS_AGAIN},
        {"wrong is again, sure and fast",  false, false, CONFIDENCE_SURE,   1000,
         FSRS_AGAIN                                                                                 },
        {"wrong is again, a guess or not", false, false, CONFIDENCE_GUESS,  SLOW + 1,
         FSRS_AGAIN                                                                                 },
        {"a blank is not counted",         false, true,  CONFIDENCE_NONE,   -1,           0         },
        {"right is good",                  true,  false, CONFIDENCE_NONE,   -1,           FSRS_GOOD },
        {"unsure is good",                 true,  false, CONFIDENCE_UNSURE, 1000,         FSRS_GOOD },
        {"a guess is hard",                true,  false, CONFIDENCE_GUESS,  1000,         FSRS_HARD },
        {"a guess is hard at any time",    true,  false, CONFIDENCE_GUESS,  -1,           FSRS_HARD },
        {"slow is hard",                   true,  false, CONFIDENCE_NONE,   SLOW + 1,     FSRS_HARD },
        {"slow is hard, even when sure",   true,  false, CONFIDENCE_SURE,   SLOW + 1,
         FSRS_HARD                                                                                  },
        {"up to the limit is not slow",    true,  false, CONFIDENCE_NONE,   SLOW,         FSRS_GOOD },
        {"sure and fast is easy",          true,  false, CONFIDENCE_SURE,   SLOW / 2,     FSRS_EASY },
        {"sure and not fast is good",      true,  false, CONFIDENCE_SURE,   SLOW / 2 + 1,
         FSRS_GOOD                                                                                  },
        {"no time never lifts",            true,  false, CONFIDENCE_SURE,   -1,           FSRS_GOOD },
        {"no confidence never lifts",      true,  false, CONFIDENCE_NONE,   1000,         FSRS_GOOD },
    };
    const struct schedule_rule rule = schedule_default_rule();
    assert_int_equal(rule.slow_ms, SLOW);
    for (size_t i = 0; i < COUNT(row); i++) {
        const struct history_answer a = {
            .took_ms = row[i].took_ms,
            .confidence = row[i].confidence,
            .verdict = {.is_right = row[i].is_right, .is_blank = row[i].is_blank},
        };
        int got = schedule_rating(&rule, &a);
        if (got != row[i].rating)
            fail_msg("%s: got %d, want %d", row[i].why, got, row[i].rating);
    }
}

static const struct learner_row three[] = {
    {.domain = "d1"}, {.domain = "d1"}, {.domain = "d2"}};

/* The schedule of H, which ends here, and of three questions. */
static struct schedule replay(struct bank *bank, struct history *h)
{
    struct schedule s;
    const struct schedule_rule rule = schedule_default_rule();
    *bank = learner_bank(three, COUNT(three));
    schedule_init(&s, bank, h, &rule, learner_day);
    history_release(h);
    return s;
}

static void schedule_init__replays_each_question_by_itself(void **state)
{
    (void)state;
    struct bank bank;
    struct history h = {0};
    learner_answers(&h, 0, 100, true);
    learner_answers(&h, 1, 100, false);
    learner_answers(&h, 0, 103, true);
    struct schedule s = replay(&bank, &h);

    struct fsrs_card first =
        fsrs_review(&fsrs_default, (struct fsrs_card){0}, FSRS_GOOD, 0);
    struct fsrs_card wanted = fsrs_review(&fsrs_default, first, FSRS_GOOD, 3);
    assert_true(s.cards[0].memory.stability == wanted.stability);
    assert_true(s.cards[0].memory.difficulty == wanted.difficulty);
    assert_int_equal(s.cards[0].first_day, 100);
    assert_int_equal(s.cards[0].last_day, 103);
    assert_int_equal(s.cards[0].due_day, 103 + wanted.days);
    assert_int_equal(s.cards[0].met, 2);
    assert_int_equal(s.cards[1].due_day, 101);
    assert_int_equal(s.cards[2].met, 0);
    assert_int_equal(s.cards[2].memory.state, FSRS_NEW);
    schedule_release(&s);
    bank_release(&bank);
}

static void schedule_init__leaves_out_what_is_blank_or_gone(void **state)
{
    (void)state;
    struct bank bank;
    struct history h = {0};
    learner_answers(&h, 0, 100, false)->verdict.is_blank = true;
    learner_answers(&h, 7, 100, true); /* not in the bank any more */
    struct schedule s = replay(&bank, &h);
    for (size_t i = 0; i < COUNT(three); i++)
        assert_int_equal(s.cards[i].met, 0);
    schedule_release(&s);
    bank_release(&bank);
}

static void schedule_init__bears_a_clock_that_goes_back(void **state)
{
    (void)state;
    struct bank bank;
    struct history h = {0};
    learner_answers(&h, 0, 100, true);
    learner_answers(&h, 0, 90, true);
    struct schedule s = replay(&bank, &h);
    assert_int_equal(s.cards[0].last_day, 100);
    assert_true(s.cards[0].due_day > 100);
    schedule_release(&s);
    bank_release(&bank);
}

static void schedule_recall__falls_day_by_day(void **state)
{
    (void)state;
    struct bank bank;
    struct history h = {0};
    learner_answers(&h, 0, 100, true);
    learner_answers(&h, 1, 100, false);
    struct schedule s = replay(&bank, &h);
    assert_true(schedule_recall(&s, 0, 100) == 1);
    assert_true(schedule_recall(&s, 0, 99) == 1); /* before it was met */
    assert_true(fabs(schedule_recall(&s, 0, 103) -
                     fsrs_recall(&fsrs_default, 3, 2.3065)) < 1e-12);
    assert_true(schedule_recall(&s, 1, 103) < schedule_recall(&s, 0, 103));
    assert_true(schedule_recall(&s, 2, 103) == 0.5); /* one of two was right at first */
    schedule_release(&s);
    bank_release(&bank);
}

static void schedule_is_due__from_its_day_on(void **state)
{
    (void)state;
    struct bank bank;
    struct history h = {0};
    learner_answers(&h, 0, 100, false);
    struct schedule s = replay(&bank, &h);
    assert_false(schedule_is_due(&s, 0, 100));
    assert_true(schedule_is_due(&s, 0, 101));
    assert_true(schedule_is_due(&s, 0, 200));
    assert_false(schedule_is_due(&s, 2, 200)); /* a new one is never due */
    assert_int_equal(schedule_met_on(&s, 100), 1);
    assert_int_equal(schedule_met_on(&s, 101), 0);
    schedule_release(&s);
    bank_release(&bank);
}

static void schedule_turn__gives_each_domain_its_share(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        size_t met[3], left[3];
        long turn;
    } row[] = {
        {"at first the heaviest",               {0, 0, 0}, {9, 9, 9}, 0 },
        {"three of four are of the heaviest",   {2, 0, 0}, {9, 9, 9}, 0 },
        {"then it is the other's turn",         {3, 0, 0}, {9, 9, 9}, 1 },
        {"one that is empty gives its turn up", {3, 0, 0}, {9, 0, 9}, 0 },
        {"what has no weight comes last",       {9, 9, 0}, {0, 0, 9}, 2 },
        {"nothing is left",                     {9, 9, 9}, {0, 0, 0}, -1},
    };
    struct bank bank = learner_bank(three, COUNT(three));
    for (size_t i = 0; i < COUNT(row); i++) {
        long got = schedule_turn(&bank.exam, row[i].met, row[i].left);
        if (got != row[i].turn)
            fail_msg("%s: got %ld, want %ld", row[i].why, got, row[i].turn);
    }
    bank_release(&bank);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(schedule_rating__follows_the_table),
        cmocka_unit_test(schedule_init__replays_each_question_by_itself),
        cmocka_unit_test(schedule_init__leaves_out_what_is_blank_or_gone),
        cmocka_unit_test(schedule_init__bears_a_clock_that_goes_back),
        cmocka_unit_test(schedule_recall__falls_day_by_day),
        cmocka_unit_test(schedule_is_due__from_its_day_on),
        cmocka_unit_test(schedule_turn__gives_each_domain_its_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
