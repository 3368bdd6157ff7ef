/*
 * test_plan.c - the days until the exam, against what a slow and obvious computation
 * says.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "learner.h"
#include "quizctl/plan.h"

enum { TODAY = 100 };

static const struct learner_row four[] = {
    {.domain = "d1"}, {.domain = "d1"}, {.domain = "d1"}, {.domain = "d2"}};

/* A bank, answers, and what is planned of them. */
struct fixture {
    struct bank bank;
    struct history h;
    struct plan plan;
};

static struct plan *make(struct fixture *x, int exam_day, size_t new_limit)
{
    struct schedule s;
    const struct schedule_rule rule = schedule_default_rule();
    const struct plan_query query = {TODAY, exam_day, new_limit};
    schedule_init(&s, &x->bank, &x->h, &rule, learner_day);
    plan_release(&x->plan);
    plan_make(&x->plan, &s, &query);
    schedule_release(&s);
    return &x->plan;
}

static void end(struct fixture *x)
{
    plan_release(&x->plan);
    history_release(&x->h);
    bank_release(&x->bank);
}

static void near(const char *why, double got, double wanted)
{
    if (!(fabs(got - wanted) < 1e-9))
        fail_msg("%s: got %.10g, want %.10g", why, got, wanted);
}

static struct fsrs_card after(struct fsrs_card card, enum fsrs_rating g, int days)
{
    return fsrs_review(&fsrs_default, card, g, days);
}

static double recall(struct fsrs_card card, int days)
{
    return fsrs_recall(&fsrs_default, days, card.stability);
}

/* --- a question that is met --- */

/* Right on day 97 and due on day 100: both ways of that review, worked out by hand. */
static void plan_make__follows_a_review_both_ways(void **state)
{
    (void)state;
    struct fixture x = {.bank = learner_bank(four, 1)};
    learner_answers(&x.h, 0, 97, true);
    const struct plan *plan = make(&x, 101, 9);
    struct fsrs_card met = after((struct fsrs_card){0}, FSRS_GOOD, 0);
    double known = recall(met, 3);

    assert_int_equal(plan->day_count, 1);
    assert_int_equal(plan->reviews_today, 1);
    near("today's review", plan->days[0].reviews, 1);
    near("recall today", plan->now, known);
    near("recall on the day", plan->then,
         known * recall(after(met, FSRS_GOOD, 3), 1) +
             (1 - known) * recall(after(met, FSRS_AGAIN, 3), 1));
    end(&x);
}

/* The day after, who forgot is asked again: that share of a review, no more. */
static void plan_make__expects_shares_of_reviews(void **state)
{
    (void)state;
    struct fixture x = {.bank = learner_bank(four, 1)};
    learner_answers(&x.h, 0, 97, true);
    const struct plan *plan = make(&x, 102, 9);
    struct fsrs_card met = after((struct fsrs_card){0}, FSRS_GOOD, 0);
    near("today", plan->days[0].reviews, 1);
    near("tomorrow", plan->days[1].reviews, 1 - recall(met, 3));
    end(&x);
}

/* --- new ones --- */

static void plan_make__spreads_new_ones_evenly(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        int days;
        size_t limit, met_today;
        size_t wanted, fresh[5], unseen;
    } row[] = {
        {"one a day",                      4, 9, 0, 1, {1, 1, 1, 1},    0},
        {"the earlier days take the rest", 3, 9, 0, 2, {2, 1, 1},       0},
        {"all at once",                    1, 9, 0, 4, {4},             0},
        {"more days than questions",       5, 9, 0, 1, {1, 1, 1, 1, 0}, 0},
        {"too near at this limit",         2, 1, 0, 2, {1, 1},          2},
        {"no new ones at all",             2, 0, 0, 2, {0, 0},          4},
        {"today's part is half done",      2, 9, 1, 2, {1, 2},          0},
        {"today's part is done",           2, 9, 2, 2, {0, 2},          0},
        {"more than today's part is done", 2, 9, 3, 2, {0, 1},          0},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct fixture x = {.bank = learner_bank(four, COUNT(four))};
        for (size_t k = 0; k < row[i].met_today; k++)
            learner_answers(&x.h, k, TODAY, true);
        const struct plan *plan = make(&x, TODAY + row[i].days, row[i].limit);
        if (plan->wanted != row[i].wanted || plan->unseen != row[i].unseen)
            fail_msg("%s: wanted %zu, unseen %zu", row[i].why, plan->wanted,
                     plan->unseen);
        for (int d = 0; d < row[i].days; d++)
            if (plan->days[d].fresh != row[i].fresh[d])
                fail_msg("%s: %zu on day %d", row[i].why, plan->days[d].fresh, d);
        end(&x);
    }
}

/* Who does today's part finds tomorrow what was planned for tomorrow. */
static void plan_make__keeps_its_word(void **state)
{
    (void)state;
    enum { QUESTIONS = 23, DAYS = 9 };
    struct learner_row rows[QUESTIONS];
    for (size_t i = 0; i < QUESTIONS; i++)
        rows[i] = (struct learner_row){.domain = i % 3 ? "d1" : "d2"};
    struct fixture x = {.bank = learner_bank(rows, QUESTIONS)};
    size_t planned[DAYS], next = 0;
    for (int d = 0; d < DAYS; d++)
        planned[d] = make(&x, TODAY + DAYS, 9)->days[d].fresh;
    for (int d = 0; d < DAYS; d++) {
        struct schedule s;
        struct plan plan;
        const struct schedule_rule rule = schedule_default_rule();
        const struct plan_query query = {TODAY + d, TODAY + DAYS, 9};
        schedule_init(&s, &x.bank, &x.h, &rule, learner_day);
        plan_make(&plan, &s, &query);
        assert_int_equal(plan.days[0].fresh, planned[d]);
        plan_release(&plan);
        schedule_release(&s);
        for (size_t k = 0; k < planned[d]; k++)
            learner_answers(&x.h, next++, TODAY + d, true);
    }
    assert_int_equal(next, QUESTIONS);
    end(&x);
}

static void plan_make__is_of_use_without_any_history(void **state)
{
    (void)state;
    struct fixture x = {.bank = learner_bank(four, COUNT(four))};
    const struct plan *plan = make(&x, TODAY + 1, 9);
    near("first answers", plan->first_share, 0.5);
    near("now", plan->now, 0.5);
    /* all four met today, half of them right, asked the next day */
    double good = recall(after((struct fsrs_card){0}, FSRS_GOOD, 0), 1);
    double again = recall(after((struct fsrs_card){0}, FSRS_AGAIN, 0), 1);
    near("then", plan->then, (good + again) / 2);
    assert_int_equal(plan->domain_count, 2);
    end(&x);
}

/* --- domains --- */

static void plan_make__puts_the_weakest_domain_first(void **state)
{
    (void)state;
    struct fixture x = {.bank = learner_bank(four, COUNT(four))};
    for (size_t i = 0; i < 3; i++)
        learner_answers(&x.h, i, TODAY, true);
    learner_answers(&x.h, 3, TODAY, false);
    const struct plan *plan = make(&x, TODAY + 3, 9);
    assert_string_equal(plan->domains[0].domain->id, "d2");
    assert_string_equal(plan->domains[1].domain->id, "d1");
    assert_int_equal(plan->domains[1].questions, 3);
    assert_int_equal(plan->domains[1].met, 3);
    near("by weight, 75 and 25", plan->then,
         0.75 * plan->domains[1].then + 0.25 * plan->domains[0].then);
    end(&x);
}

static void plan_make__counts_what_no_domain_of_the_exam_has(void **state)
{
    (void)state;
    static const struct learner_row rows[] = {{.domain = ""}, {.domain = ""}};
    struct fixture x = {.bank = learner_bank(rows, COUNT(rows))};
    const struct plan *plan = make(&x, TODAY, 9);
    assert_int_equal(plan->domain_count, 1);
    assert_null(plan->domains[0].domain);
    near("a mean without weights", plan->then, 0.5);
    end(&x);
}

/* --- the end --- */

static void plan_make__has_no_days_left_on_the_day_and_later(void **state)
{
    (void)state;
    struct fixture x = {.bank = learner_bank(four, COUNT(four))};
    learner_answers(&x.h, 0, 97, true);
    for (int exam = TODAY; exam >= TODAY - 1; exam--) {
        const struct plan *plan = make(&x, exam, 9);
        assert_int_equal(plan->day_count, 0);
        assert_int_equal(plan->reviews_today, 1);
        assert_int_equal(plan->days[0].fresh, 0);
        assert_int_equal(plan->unseen, 3);
        near("as it is", plan->then, plan->now);
    }
    end(&x);
}

/* --- against dice --- */

/* One learner, who throws dice: reviews until DAYS are over, and is it known then? */
static int throw_dice(uint64_t *chance, struct fsrs_card card, int due, int days,
                      double *known)
{
    int reviews = 0, last = 0;
    for (; due < days; reviews++) {
        *chance = *chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        bool is_right = (double)(*chance >> 11) / 9007199254740992.0 <
                        fsrs_recall(&fsrs_default, due - last, card.stability);
        card = after(card, is_right ? FSRS_GOOD : FSRS_AGAIN, due - last);
        last = due;
        due += card.days;
    }
    *known += recall(card, days - last);
    return reviews;
}

/* 20,000 learners who throw dice agree with the expected values, within what chance does.
 */
static void plan_make__is_the_mean_of_many_throws(void **state)
{
    (void)state;
    enum { LEARNERS = 20000, DAYS = 60 };
    struct fixture x = {.bank = learner_bank(four, 1)};
    learner_answers(&x.h, 0, TODAY, false);
    const struct plan *plan = make(&x, TODAY + DAYS, 9);
    struct fsrs_card met = after((struct fsrs_card){0}, FSRS_AGAIN, 0);
    double known = 0, reviews = 0;
    uint64_t chance = 1;
    for (int i = 0; i < LEARNERS; i++)
        reviews += throw_dice(&chance, met, met.days, DAYS, &known);
    double expected = plan_sum(plan, 0, DAYS).reviews;
    if (fabs(expected - reviews / LEARNERS) > 0.05 * expected)
        fail_msg("%.4f reviews, dice say %.4f", expected, reviews / LEARNERS);
    if (fabs(plan->then - known / LEARNERS) > 0.005)
        fail_msg("recall %.4f, dice say %.4f", plan->then, known / LEARNERS);
    end(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plan_make__follows_a_review_both_ways),
        cmocka_unit_test(plan_make__expects_shares_of_reviews),
        cmocka_unit_test(plan_make__spreads_new_ones_evenly),
        cmocka_unit_test(plan_make__keeps_its_word),
        cmocka_unit_test(plan_make__is_of_use_without_any_history),
        cmocka_unit_test(plan_make__puts_the_weakest_domain_first),
        cmocka_unit_test(plan_make__counts_what_no_domain_of_the_exam_has),
        cmocka_unit_test(plan_make__has_no_days_left_on_the_day_and_later),
        cmocka_unit_test(plan_make__is_the_mean_of_many_throws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
