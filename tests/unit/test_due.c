/*
 * test_due.c - what is asked on a day, and in which order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "learner.h"
#include "quizctl/due.h"

enum { ROOM = 128 };

/* One picking: a bank, answers, a day; due.places as text in `order`: "3 0 5". */
struct fixture {
    struct bank bank;
    struct history h;
    struct due due;
    char order[ROOM];
};

static void pick(struct fixture *x, int day, size_t new_limit, size_t limit)
{
    struct schedule s;
    const struct schedule_rule rule = schedule_default_rule();
    uint32_t places[ROOM];
    for (uint32_t i = 0; i < x->bank.question_count; i++)
        places[i] = i;
    const struct due_query query = {.places = places,
                                    .place_count = x->bank.question_count,
                                    .day = day,
                                    .new_limit = new_limit,
                                    .limit = limit};
    schedule_init(&s, &x->bank, &x->h, &rule, learner_day);
    due_release(&x->due);
    due_pick(&x->due, &s, &query);
    schedule_release(&s);
    x->order[0] = '\0';
    for (size_t i = 0, len = 0; i < x->due.count && len < ROOM; i++)
        len += (size_t)snprintf(x->order + len, ROOM - len, "%s%u", i > 0 ? " " : "",
                                x->due.places[i]);
}

static void end(struct fixture *x)
{
    due_release(&x->due);
    history_release(&x->h);
    bank_release(&x->bank);
}

static const struct learner_row plain[] = {
    {.domain = "d1"}, {.domain = "d1"}, {.domain = "d1"}, {.domain = "d1"},
    {.domain = "d2"}, {.domain = "d2"}, {.domain = "d2"}, {.domain = "d2"},
};

static void due_pick__asks_the_least_remembered_first(void **state)
{
    (void)state;
    struct fixture x = {.bank = learner_bank(plain, COUNT(plain))};
    learner_answers(&x.h, 5, 100, true);
    learner_answers(&x.h, 2, 100, false);
    learner_answers(&x.h, 6, 90, true);
    learner_answers(&x.h, 1, 104, true); /* not due yet */
    pick(&x, 105, 0, 0);
    assert_string_equal(x.order, "2 6 5");
    assert_int_equal(x.due.reviews, 3);
    assert_int_equal(x.due.unmet, 4);
    end(&x);
}

static void due_pick__then_new_ones_by_the_weight_of_their_domain(void **state)
{
    (void)state;
    struct fixture x = {.bank = learner_bank(plain, COUNT(plain))};
    pick(&x, 100, 6, 0); /* d1 weighs three times d2 and has four questions */
    assert_string_equal(x.order, "0 1 2 4 3 5");
    assert_int_equal(x.due.fresh, 6);
    end(&x);
}

static void due_pick__counts_the_new_ones_met_today(void **state)
{
    (void)state;
    struct fixture x = {.bank = learner_bank(plain, COUNT(plain))};
    learner_answers(&x.h, 0, 100, true);
    learner_answers(&x.h, 1, 100, false);
    pick(&x, 100, 3, 0);
    assert_string_equal(x.order, "2");
    pick(&x, 100, 2, 0);
    assert_int_equal(x.due.count, 0);
    pick(&x, 101, 2, 0); /* the next day: one is due again, and two new */
    assert_string_equal(x.order, "1 2 4");
    end(&x);
}

static void due_pick__stops_at_the_limit(void **state)
{
    (void)state;
    struct fixture x = {.bank = learner_bank(plain, COUNT(plain))};
    learner_answers(&x.h, 0, 100, false);
    pick(&x, 101, 5, 3);
    assert_string_equal(x.order, "0 1 2");
    assert_int_equal(x.due.reviews, 1);
    assert_int_equal(x.due.fresh, 2);
    end(&x);
}

static void due_pick__says_when_something_is_due_next(void **state)
{
    (void)state;
    struct fixture x = {.bank = learner_bank(plain, COUNT(plain))};
    pick(&x, 100, 0, 0);
    assert_int_equal(x.due.next_count, 0);
    learner_answers(&x.h, 0, 100, true); /* due on day 103 */
    learner_answers(&x.h, 1, 100, true);
    learner_answers(&x.h, 2, 102, true);
    pick(&x, 102, 0, 0);
    assert_int_equal(x.due.count, 0);
    assert_int_equal(x.due.next_day, 103);
    assert_int_equal(x.due.next_count, 2);
    end(&x);
}

static void due_pick__keeps_siblings_on_one_clue_apart(void **state)
{
    (void)state;
    static const struct learner_row rows[] = {
        {.domain = "d1",         .property = "latency"},
        {.domain = "d1",                      .property = "latency"},
        {.domain = "d1",.property = "latency"},
        {.domain = "d1",         .property = "sharing"},
        {.domain = "d1"                     },
        {.domain = "d1"},
    };
    struct fixture x = {.bank = learner_bank(rows, COUNT(rows))};
    pick(&x, 100, 6, 0);
    assert_string_equal(x.order, "0 3 4 1 5 2");
    pick(&x, 100, 3, 0); /* nothing but siblings: all the same */
    assert_string_equal(x.order, "0 1 2");
    end(&x);
}

static void due_pick__keeps_a_case_together(void **state)
{
    (void)state;
    static const struct learner_row rows[] = {
        {.domain = "d1",    .case_number = 1},
        {.domain = "d1"   },
        {.domain = "d1", .case_number = 1                },
        {.domain = "d1"                },
        {.domain = "d1",                 .case_number = 1},
    };
    struct fixture x = {.bank = learner_bank(rows, COUNT(rows))};
    learner_answers(&x.h, 2, 100, false);
    learner_answers(&x.h, 1, 100, false);
    learner_answers(&x.h, 1, 100, false); /* forgotten twice: the most urgent */
    pick(&x, 101, 9, 0);
    assert_string_equal(x.order, "1 0 2 4 3");
    end(&x);
}

/* Whatever is known, every question comes once. */
static void due_pick__asks_nothing_twice(void **state)
{
    (void)state;
    static const char *const properties[] = {NULL, "latency", "sharing", "protocol"};
    struct learner_row rows[40];
    uint32_t chance = 1;
    for (int round = 0; round < 200; round++) {
        for (size_t i = 0; i < COUNT(rows); i++) {
            chance = chance * 1664525 + 1013904223;
            rows[i] = (struct learner_row){
                .domain = chance >> 30 & 1 ? "d1" : "d2",
                .property = properties[chance >> 28 & 3],
                .case_number = (chance >> 20 & 7) == 0   ? 1
                               : (chance >> 20 & 7) == 1 ? 2
                                                         : 0,
            };
        }
        struct fixture x = {.bank = learner_bank(rows, COUNT(rows))};
        for (size_t i = 0; i < COUNT(rows); i++) {
            chance = chance * 1664525 + 1013904223;
            if (chance >> 31)
                learner_answers(&x.h, i, 50 + (int)(chance >> 24 & 15), chance >> 23 & 1);
        }
        pick(&x, 60, 40, 0);
        bool seen[COUNT(rows)] = {false};
        for (size_t i = 0; i < x.due.count; i++) {
            assert_false(seen[x.due.places[i]]);
            seen[x.due.places[i]] = true;
        }
        assert_int_equal(x.due.count, x.due.reviews + x.due.fresh);
        assert_int_equal(x.due.fresh, x.due.unmet);
        end(&x);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(due_pick__asks_the_least_remembered_first),
        cmocka_unit_test(due_pick__then_new_ones_by_the_weight_of_their_domain),
        cmocka_unit_test(due_pick__counts_the_new_ones_met_today),
        cmocka_unit_test(due_pick__stops_at_the_limit),
        cmocka_unit_test(due_pick__says_when_something_is_due_next),
        cmocka_unit_test(due_pick__keeps_siblings_on_one_clue_apart),
        cmocka_unit_test(due_pick__keeps_a_case_together),
        cmocka_unit_test(due_pick__asks_nothing_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
