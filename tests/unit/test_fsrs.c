/*
 * test_fsrs.c - FSRS-6 against vectors of the reference implementation, ts-fsrs 5.4.2
 * with its default weights. Against the program itself, on thousands of histories:
 * tests/fsrs/.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "quizctl/fsrs.h"
#include "quizctl/mem.h"

static struct fsrs with_steps(void)
{
    struct fsrs f = fsrs_default;
    f.has_steps = true;
    return f;
}

static void near(const char *why, double got, double wanted)
{
    if (!(fabs(got - wanted) <= 1e-6 * fabs(wanted)))
        fail_msg("%s: got %.10g, want %.10g", why, got, wanted);
}

/* One card, each review on the day it is due. */
static const struct {
    enum fsrs_rating g;
    enum fsrs_state state; /* with steps; in long-term mode it is always REVIEW */
    double stability, difficulty;
    int days, minutes;
    double long_stability;
    int long_days;
} life[] = {
    {FSRS_GOOD,  FSRS_LEARNING,   2.3065,      2.11810397, 0,  10, 2.3065,       3  },
    {FSRS_GOOD,  FSRS_REVIEW,     2.3065,      2.11121424, 2,  0,  13.82690327,  14 },
    {FSRS_GOOD,  FSRS_REVIEW,     10.97104786, 2.1043314,  11, 0,  56.95670978,  57 },
    {FSRS_HARD,  FSRS_REVIEW,     32.22801722, 4.74371562, 32, 0,  140.71884337, 141},
    {FSRS_AGAIN, FSRS_RELEARNING, 2.40178967,  8.25752343, 0,  10, 4.25858647,   4  },
    {FSRS_GOOD,  FSRS_REVIEW,     2.40178967,  8.24449428, 2,  0,  8.98342473,   9  },
    {FSRS_EASY,  FSRS_REVIEW,     7.45120317,  7.64311445, 7,  0,  26.33285548,  26 },
    {FSRS_GOOD,  FSRS_REVIEW,     16.67097264, 7.6306997,  17, 0,  53.69965005,  54 },
};

static void fsrs_review__follows_a_card_with_steps(void **state)
{
    (void)state;
    const struct fsrs f = with_steps();
    struct fsrs_card card = {0};
    for (size_t i = 0; i < COUNT(life); i++) {
        card = fsrs_review(&f, card, life[i].g, card.days);
        assert_int_equal(card.state, life[i].state);
        near("S", card.stability, life[i].stability);
        near("D", card.difficulty, life[i].difficulty);
        assert_int_equal(card.days, life[i].days);
        assert_int_equal(card.minutes, life[i].minutes);
    }
}

static void fsrs_review__follows_a_card_in_long_term_mode(void **state)
{
    (void)state;
    struct fsrs_card card = {0};
    for (size_t i = 0; i < COUNT(life); i++) {
        card = fsrs_review(&fsrs_default, card, life[i].g, card.days);
        assert_int_equal(card.state, FSRS_REVIEW);
        near("S", card.stability, life[i].long_stability);
        near("D", card.difficulty, life[i].difficulty);
        assert_int_equal(card.days, life[i].long_days);
        assert_int_equal(card.minutes, 0);
    }
}

static void fsrs_review__begins_as_the_first_rating_says(void **state)
{
    (void)state;
    static const struct {
        enum fsrs_rating g;
        double stability, difficulty;
        enum fsrs_state state;
        int days, minutes;
    } row[] = {
        {FSRS_AGAIN, 0.212,  6.4133,     FSRS_LEARNING, 0, 1 },
        {FSRS_HARD,  1.2931, 5.11217071, FSRS_LEARNING, 0, 6 },
        {FSRS_GOOD,  2.3065, 2.11810397, FSRS_LEARNING, 0, 10},
        {FSRS_EASY,  8.2956, 1,          FSRS_REVIEW,   8, 0 },
    };
    const struct fsrs f = with_steps();
    for (size_t i = 0; i < COUNT(row); i++) {
        struct fsrs_card card = fsrs_review(&f, (struct fsrs_card){0}, row[i].g, 0);
        near("S", card.stability, row[i].stability);
        near("D", card.difficulty, row[i].difficulty);
        assert_int_equal(card.state, row[i].state);
        assert_int_equal(card.days, row[i].days);
        assert_int_equal(card.minutes, row[i].minutes);
    }
}

static void fsrs_review__moves_any_card_one_step(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        double difficulty, stability;
        int days;
        enum fsrs_rating g;
        double next_stability, next_difficulty;
    } row[] = {
        {"recalled when due",        5,   10,  10, FSRS_GOOD,  32.02672948, 4.99022837},
        {"forgotten the same day",   5,   10,  0,  FSRS_AGAIN, 3.05124894,  8.34176237},
        {"easy the same day",        5,   10,  0,  FSRS_EASY,  15.53430795, 3.31446137},
        {"a hard one long past due", 9.9, 0.5, 3,  FSRS_AGAIN, 0.22152743,  9.95235905},
    };
    const struct fsrs f = with_steps();
    for (size_t i = 0; i < COUNT(row); i++) {
        const struct fsrs_card card = {.state = FSRS_REVIEW,
                                       .stability = row[i].stability,
                                       .difficulty = row[i].difficulty};
        struct fsrs_card next = fsrs_review(&f, card, row[i].g, row[i].days);
        near(row[i].why, next.stability, row[i].next_stability);
        near(row[i].why, next.difficulty, row[i].next_difficulty);
    }
}

static void fsrs_recall__falls_along_the_curve(void **state)
{
    (void)state;
    near("after S days", fsrs_recall(&fsrs_default, 10, 10), 0.9);
    near("at once", fsrs_recall(&fsrs_default, 0, 10), 1);
    near("after three S", fsrs_recall(&fsrs_default, 30, 10), 0.8093881);
}

static void fsrs_interval__is_when_recall_is_what_was_asked_for(void **state)
{
    (void)state;
    struct fsrs f = fsrs_default;
    assert_int_equal(fsrs_interval(&f, 100), 100);
    f.retention = 0.8;
    assert_int_equal(fsrs_interval(&f, 100), 332);
    assert_int_equal(fsrs_interval(&f, 0.001), 1);
    assert_int_equal(fsrs_interval(&f, 36500), FSRS_DAYS_MAX);
}

static void fsrs_review__keeps_the_ratings_apart(void **state)
{
    (void)state;
    for (int steps = 0; steps <= 1; steps++) {
        struct fsrs f = fsrs_default;
        f.has_steps = steps != 0;
        for (int days = 0; days < 400; days += 7) {
            const struct fsrs_card card = {
                .state = FSRS_REVIEW, .stability = 0.4, .difficulty = 9};
            int of[FSRS_RATINGS];
            for (int g = FSRS_AGAIN; g <= FSRS_EASY; g++)
                of[g] = fsrs_review(&f, card, (enum fsrs_rating)g, days).days;
            assert_true(of[FSRS_AGAIN] < of[FSRS_HARD]);
            assert_true(of[FSRS_HARD] < of[FSRS_GOOD]);
            assert_true(of[FSRS_GOOD] < of[FSRS_EASY]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fsrs_review__follows_a_card_with_steps),
        cmocka_unit_test(fsrs_review__follows_a_card_in_long_term_mode),
        cmocka_unit_test(fsrs_review__begins_as_the_first_rating_says),
        cmocka_unit_test(fsrs_review__moves_any_card_one_step),
        cmocka_unit_test(fsrs_recall__falls_along_the_curve),
        cmocka_unit_test(fsrs_interval__is_when_recall_is_what_was_asked_for),
        cmocka_unit_test(fsrs_review__keeps_the_ratings_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
