/*
 * test_form.c - which questions a form holds: weights, kinds, cases, repeats, too few.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/form.h"
#include "quizctl/mem.h"

enum { DOMAINS = 4 };

static const char *const domain_ids[DOMAINS] = {"d1", "d2", "d3", "d4"};

struct world {
    struct bank bank;
    struct domain domains[DOMAINS];
    struct exam exam;
    struct form form;
    struct err err;
};

/* A bank with COUNTS questions a domain, weights beside them. */
static struct world *world(void **state, const size_t counts[DOMAINS],
                           const int weights[DOMAINS])
{
    struct world *w = mem_get(sizeof *w);
    for (size_t d = 0; d < DOMAINS; d++) {
        w->domains[d] = (struct domain){.id = domain_ids[d], .weight = weights[d]};
        w->bank.question_count += counts[d];
    }
    w->exam = (struct exam){.code = "X", .domains = w->domains, .domain_count = DOMAINS};
    w->bank.exam = w->exam;
    w->bank.questions =
        arena_get(&w->bank.arena, w->bank.question_count * sizeof *w->bank.questions);
    struct question *q = w->bank.questions;
    for (size_t d = 0; d < DOMAINS; d++)
        for (size_t i = 0; i < counts[d]; i++) {
            char id[24];
            snprintf(id, sizeof id, "%s-%zu", domain_ids[d], i);
            *q++ = (struct question){
                .id = arena_text(&w->bank.arena, id, strlen(id)),
                .domain = domain_ids[d],
            };
        }
    bank_seal(&w->bank);
    *state = w;
    return w;
}

static int end(void **state)
{
    struct world *w = *state;
    form_release(&w->form);
    bank_release(&w->bank);
    free(w);
    return 0;
}

static const struct session_filter everything = {0};

static void draw(struct world *w, const char *seed, size_t questions, size_t scored)
{
    const struct form_plan plan = {
        .profile = &w->exam, .seed = seed, .questions = questions, .scored = scored};
    form_release(&w->form);
    if (form_draw(&w->form, &w->bank, &everything, &plan, &w->err) != 0)
        fail_msg("form_draw: %s", w->err.what);
}

/* "18/14 16/12 ...": drawn and scored of each domain, counted from the places. */
static const char *shape(const struct world *w)
{
    static char text[80];
    size_t drawn[DOMAINS] = {0}, scored[DOMAINS] = {0}, len = 0;
    for (size_t i = 0; i < w->form.count; i++) {
        const char *id = w->bank.questions[w->form.places[i]].domain;
        size_t d = (size_t)(id[1] - '1');
        drawn[d]++;
        scored[d] += w->form.is_scored[i];
    }
    for (size_t d = 0; d < DOMAINS; d++) {
        len += (size_t)snprintf(text + len, sizeof text - len, "%s%zu/%zu", d ? " " : "",
                                drawn[d], scored[d]);
        if (w->form.domain_count == DOMAINS) { /* what is told is what is so */
            assert_int_equal(w->form.domains[d].drawn, drawn[d]);
            assert_int_equal(w->form.domains[d].scored, scored[d]);
        }
    }
    return text;
}

static void form_draw__follows_the_table_of_shares(void **state)
{
    static const struct {
        const char *why;
        size_t counts[DOMAINS];
        int weights[DOMAINS];
        size_t questions, scored;
        const char *shape;
    } row[] = {
        {"MLA-C02, 14/12/12/12 of 50, 4/4/4/3 of 15",
         {99, 99, 99, 99},
         {28, 24, 24, 24},
         65, 50,
         "18/14 16/12 16/12 15/12"},
        {"MLA-C01, 14/13/11/12 of 50, 4/4/3/4 of 15",
         {99, 99, 99, 99},
         {28, 26, 22, 24},
         65, 50,
         "18/14 17/13 14/11 16/12"},
        {"the bank has just as many",
         {18, 16, 16, 15},
         {28, 24, 24, 24},
         65, 50,
         "18/14 16/12 16/12 15/12"},
        {"twenty, fifteen of them scored",
         {99, 99, 99, 99},
         {28, 24, 24, 24},
         20, 15,
         "6/4 5/4 5/4 4/3"        },
        {"one question goes to the heaviest domain",
         {99, 99, 99, 99},
         {10, 20, 60, 10},
         1,  1,
         "0/0 0/0 1/1 0/0"        },
        {"of equal remainders the earlier domain gets one",
         {99, 99, 99, 99},
         {25, 25, 25, 25},
         6,  6,
         "2/2 2/2 1/1 1/1"        },
        {"without weights all domains are alike",
         {99, 99, 99, 99},
         {0, 0, 0, 0},
         8,  8,
         "2/2 2/2 2/2 2/2"        },
        {"a domain without weight gets nothing",
         {99, 99, 99, 99},
         {50, 0, 50, 0},
         8,  8,
         "4/4 0/0 4/4 0/0"        },
        {"too few of a domain: all of them, and the form is shorter",
         {99, 4, 99, 99},
         {28, 24, 24, 24},
         65, 50,
         "18/14 4/3 16/12 15/12"  },
        {"none of a domain",
         {99, 0, 99, 99},
         {28, 24, 24, 24},
         65, 50,
         "18/14 0/0 16/12 15/12"  },
        {"one of each: it counts",
         {1, 1, 1, 1},
         {28, 24, 24, 24},
         65, 50,
         "1/1 1/1 1/1 1/1"        },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct world *w = world(state, row[i].counts, row[i].weights);
        draw(w, "7", row[i].questions, row[i].scored);
        if (strcmp(shape(w), row[i].shape) != 0)
            fail_msg("%s: got %s, want %s", row[i].why, shape(w), row[i].shape);
        assert_int_equal(w->form.wanted, row[i].questions);
        end(state);
    }
    world(state, row[0].counts, row[0].weights);
}

static void form_draw__asks_no_question_twice(void **state)
{
    static const size_t counts[DOMAINS] = {20, 20, 20, 20};
    static const int weights[DOMAINS] = {28, 24, 24, 24};
    struct world *w = world(state, counts, weights);
    for (int seed = 0; seed < 200; seed++) {
        char text[12];
        bool is_seen[80] = {false};
        snprintf(text, sizeof text, "%d", seed);
        draw(w, text, 65, 50);
        assert_int_equal(w->form.count, 65);
        for (size_t i = 0; i < w->form.count; i++) {
            assert_false(is_seen[w->form.places[i]]);
            is_seen[w->form.places[i]] = true;
        }
    }
}

static void form_draw__depends_on_the_seed_alone(void **state)
{
    static const size_t counts[DOMAINS] = {20, 20, 20, 20};
    static const int weights[DOMAINS] = {25, 25, 25, 25};
    struct world *w = world(state, counts, weights);
    uint32_t first[40];
    bool scored[40];
    draw(w, "7", 40, 30);
    memcpy(first, w->form.places, sizeof first);
    memcpy(scored, w->form.is_scored, sizeof scored);
    draw(w, "7", 40, 30);
    assert_memory_equal(first, w->form.places, sizeof first);
    assert_memory_equal(scored, w->form.is_scored, sizeof scored);
    draw(w, "8", 40, 30);
    assert_memory_not_equal(first, w->form.places, sizeof first);
}

/* Every question comes up, scored and unscored, at about the rate it should. */
static void form_draw__gives_every_question_its_chance(void **state)
{
    static const size_t counts[DOMAINS] = {20, 20, 20, 20};
    static const int weights[DOMAINS] = {25, 25, 25, 25};
    struct world *w = world(state, counts, weights);
    int drawn[80] = {0}, unscored[80] = {0};
    for (int seed = 0; seed < 1000; seed++) {
        char text[12];
        snprintf(text, sizeof text, "%d", seed);
        draw(w, text, 40, 20);
        for (size_t i = 0; i < w->form.count; i++) {
            drawn[w->form.places[i]]++;
            unscored[w->form.places[i]] += !w->form.is_scored[i];
        }
    }
    for (size_t i = 0; i < 80; i++) { /* 500 and 250 expected; 6 deviations are 95, 82 */
        if (drawn[i] < 405 || drawn[i] > 595)
            fail_msg("question %zu was drawn %d times of 1000", i, drawn[i]);
        if (unscored[i] < 168 || unscored[i] > 332)
            fail_msg("question %zu was unscored %d times of 1000", i, unscored[i]);
    }
}

static void form_draw__leaves_other_domains_alone_when_one_grows(void **state)
{
    static const size_t few[DOMAINS] = {20, 20, 20, 20}, more[DOMAINS] = {20, 20, 20, 30};
    static const int weights[DOMAINS] = {25, 25, 25, 25};
    uint32_t before[60], after[60];
    size_t counted[2] = {0};
    for (int round = 0; round < 2; round++) {
        struct world *w = world(state, round ? more : few, weights);
        bool is_drawn[90] = {false};
        draw(w, "7", 40, 40);
        for (size_t i = 0; i < 40; i++)
            is_drawn[w->form.places[i]] = true;
        for (uint32_t i = 0; i < 60; i++)
            if (is_drawn[i])
                (round ? after : before)[counted[round]++] = i;
        if (round == 0)
            end(state);
    }
    assert_int_equal(counted[0], 30);
    assert_int_equal(counted[1], 30);
    assert_memory_equal(before, after, 30 * sizeof *before);
}

static void form_draw__asks_only_the_kinds_of_its_profile(void **state)
{
    static const size_t counts[DOMAINS] = {12, 0, 0, 0};
    static const int weights[DOMAINS] = {100, 0, 0, 0};
    struct world *w = world(state, counts, weights);
    for (size_t i = 0; i < 12; i++)
        w->bank.questions[i].kind = (enum question_kind)(i % 3);
    w->exam.types = 1u << QUESTION_CHOICE | 1u << QUESTION_MATCHING;
    draw(w, "7", 12, 12);
    assert_int_equal(w->form.count, 8);
    assert_int_equal(w->form.domains[0].found, 8);
    for (size_t i = 0; i < w->form.count; i++)
        assert_int_not_equal(w->bank.questions[w->form.places[i]].kind,
                             QUESTION_ORDERING);
}

static void form_draw__shares_out_to_the_domains_that_are_named(void **state)
{
    static const size_t counts[DOMAINS] = {20, 20, 20, 20};
    static const int weights[DOMAINS] = {28, 24, 24, 24};
    static const char *words[] = {"d2", "4"};
    struct world *w = world(state, counts, weights);
    const struct session_filter f = {
        .domains = {words, 2}
    };
    const struct form_plan plan = {
        .profile = &w->exam, .seed = "7", .questions = 10, .scored = 10};
    assert_int_equal(form_draw(&w->form, &w->bank, &f, &plan, &w->err), 0);
    assert_string_equal(shape(w), "0/0 5/5 0/0 5/5");
}

static void form_draw__takes_one_heap_without_domains(void **state)
{
    static const size_t counts[DOMAINS] = {3, 3, 3, 3};
    static const int weights[DOMAINS] = {0};
    struct world *w = world(state, counts, weights);
    w->exam.domain_count = 0;
    draw(w, "7", 12, 12);
    assert_int_equal(w->form.count, 12);
    assert_int_equal(w->form.domain_count, 1);
}

/* How many of a case were drawn, and do they stand together? */
static size_t drawn_of(const struct world *w, const struct case_study *c)
{
    size_t count = 0, runs = 0;
    for (size_t i = 0; i < w->form.count; i++) {
        bool is_in = w->bank.questions[w->form.places[i]].case_study == c;
        bool was_in = i > 0 && w->bank.questions[w->form.places[i - 1]].case_study == c;
        count += is_in;
        runs += is_in && !was_in;
    }
    assert_true(runs <= 1);
    return count;
}

static void form_draw__keeps_cases_whole_while_they_fit(void **state)
{
    static const size_t counts[DOMAINS] = {12, 0, 0, 0};
    static const int weights[DOMAINS] = {100, 0, 0, 0};
    static const struct case_study cases[] = {{.id = "a"}, {.id = "b"}};
    struct world *w = world(state, counts, weights);
    size_t whole = 0;
    for (size_t i = 0; i < 6; i++) /* two cases of three, six that stand alone */
        w->bank.questions[i * 2].case_study = &cases[i % 2];
    for (int seed = 0; seed < 100; seed++) {
        char text[12];
        snprintf(text, sizeof text, "%d", seed);
        draw(w, text, 7, 7);
        assert_int_equal(w->form.count, 7);
        for (size_t c = 0; c < 2; c++) {
            size_t drawn = drawn_of(w, &cases[c]);
            if (drawn != 0 && drawn != 3)
                fail_msg("seed %d: %zu of 3 questions of a case", seed, drawn);
            whole += drawn == 3;
        }
    }
    assert_true(whole > 0);
}

static void form_draw__takes_a_part_of_a_case_when_nothing_else_is_left(void **state)
{
    static const size_t counts[DOMAINS] = {6, 0, 0, 0};
    static const int weights[DOMAINS] = {100, 0, 0, 0};
    static const struct case_study cases[] = {{.id = "a"}, {.id = "b"}};
    struct world *w = world(state, counts, weights);
    for (size_t i = 0; i < 6; i++)
        w->bank.questions[i].case_study = &cases[i / 3];
    draw(w, "7", 4, 4);
    assert_int_equal(drawn_of(w, &cases[0]) + drawn_of(w, &cases[1]), 4);
}

static void form_draw__refuses_a_form_of_nothing(void **state)
{
    static const size_t counts[DOMAINS] = {3, 0, 0, 0};
    static const int weights[DOMAINS] = {100, 0, 0, 0};
    struct world *w = world(state, counts, weights);
    const struct form_plan plan = {
        .profile = &w->exam, .seed = "7", .questions = 3, .scored = 3};
    w->exam.types = 1u << QUESTION_ORDERING;
    assert_int_equal(form_draw(&w->form, &w->bank, &everything, &plan, &w->err), -1);
    assert_int_equal(w->err.code, ERR_USAGE);
    assert_null(w->form.places);
}

static void form_scored__keeps_the_share(void **state)
{
    static const size_t counts[DOMAINS] = {1, 0, 0, 0};
    static const int weights[DOMAINS] = {100, 0, 0, 0};
    world(state, counts, weights);
    assert_int_equal(form_scored(65, 50, 65), 50);
    assert_int_equal(form_scored(20, 50, 65), 15); /* 15.4 */
    assert_int_equal(form_scored(1, 50, 65), 1);
    assert_int_equal(form_scored(0, 50, 65), 0);
    assert_int_equal(form_scored(2, 1, 4), 1); /* half of one is one */
    assert_int_equal(form_scored(9, 0, 0), 9); /* nothing said: all */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(form_draw__follows_the_table_of_shares, end),
        cmocka_unit_test_teardown(form_draw__asks_no_question_twice, end),
        cmocka_unit_test_teardown(form_draw__depends_on_the_seed_alone, end),
        cmocka_unit_test_teardown(form_draw__gives_every_question_its_chance, end),
        cmocka_unit_test_teardown(form_draw__leaves_other_domains_alone_when_one_grows,
                                  end),
        cmocka_unit_test_teardown(form_draw__asks_only_the_kinds_of_its_profile, end),
        cmocka_unit_test_teardown(form_draw__shares_out_to_the_domains_that_are_named,
                                  end),
        cmocka_unit_test_teardown(form_draw__takes_one_heap_without_domains, end),
        cmocka_unit_test_teardown(form_draw__keeps_cases_whole_while_they_fit, end),
        cmocka_unit_test_teardown(
            form_draw__takes_a_part_of_a_case_when_nothing_else_is_left, end),
        cmocka_unit_test_teardown(form_draw__refuses_a_form_of_nothing, end),
        cmocka_unit_test_teardown(form_scored__keeps_the_share, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
