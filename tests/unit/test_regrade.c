/*
 * test_regrade.c - answers carried to a bank that says the same in another order earn the
 * same; what is gone earns nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grading.h"
#include "quizctl/regrade.h"
#include "quizctl/rng.h"

/* BANK with its questions, options and prompts from last to first. */
static struct bank turned_round(const struct bank *bank)
{
    struct bank out = {.id = bank->id, .title = bank->title, .exam = bank->exam};
    out.question_count = bank->question_count;
    out.questions = arena_get(&out.arena, out.question_count * sizeof *out.questions);
    for (size_t i = 0; i < out.question_count; i++) {
        const struct question *from = &bank->questions[out.question_count - 1 - i];
        struct question *q = &out.questions[i];
        size_t n = from->option_count, p = from->prompt_count;
        struct option *options = arena_get(&out.arena, n * sizeof *options);
        struct prompt *prompts = arena_get(&out.arena, (p + 1) * sizeof *prompts);
        *q = *from;
        q->key = 0;
        for (size_t o = 0; o < n; o++) {
            options[o] = from->options[n - 1 - o];
            q->key |= (from->key >> (n - 1 - o) & 1) << o;
        }
        for (size_t k = 0; k < p; k++)
            prompts[k] = from->prompts[p - 1 - k];
        for (size_t k = 0; k < from->select; k++) {
            size_t place = from->kind == QUESTION_MATCHING ? p - 1 - k : k;
            q->solution[place] = (uint8_t)(n - 1 - from->solution[k]);
        }
        q->options = options;
        q->prompts = prompts;
    }
    bank_seal(&out);
    return out;
}

static struct answer any_answer(const struct question *q, struct rng *rng)
{
    struct answer a = {0};
    size_t picks = rng_below(rng, (uint32_t)q->select + 1);
    for (size_t i = 0; i < picks; i++) {
        uint32_t option = rng_below(rng, (uint32_t)q->option_count);
        if (q->kind == QUESTION_CHOICE)
            a.picked |= (uint32_t)1 << option;
        else if (q->kind == QUESTION_ORDERING || rng_below(rng, 2) == 0)
            answer_put(&a, i, option);
    }
    return a;
}

static void regrade_sheet__gives_the_same_for_the_same_in_another_order(void **state)
{
    (void)state;
    struct bank old = small_bank(), new = turned_round(&old);
    const struct bank *banks[] = {&old, &new};
    struct rng rng;
    rng_init(&rng, "regrade", "");
    for (int p = 0; p < POLICY_COUNT; p++) {
        for (size_t b = 0; b < COUNT(banks); b++) {
            struct regrade r;
            struct err err = {0};
            assert_int_equal(regrade_init(&r, &old, banks[b], (enum policy)p, &err), 0);
            for (size_t i = 0; i < old.question_count; i++)
                assert_int_equal(r.questions[i].change, REGRADE_SAME);
            assert_int_equal(r.added_count, 0);
            for (size_t n = 0; n < 2000; n++) {
                struct answer answers[5];
                struct tally before = {0};
                for (size_t i = 0; i < old.question_count; i++) {
                    answers[i] = any_answer(&old.questions[i], &rng);
                    tally_add(&before,
                              score(&old.questions[i], answers[i], (enum policy)p));
                }
                struct tally after = regrade_sheet(&r, answers);
                assert_memory_equal(&before, &after, sizeof before);
                assert_int_equal(regrade_direction(&before, &after), 0);
            }
            regrade_release(&r);
        }
    }
    bank_release(&old);
    bank_release(&new);
}

static void regrade_init__tells_keys_that_changed_and_refuses_other_types(void **state)
{
    (void)state;
    struct bank old = small_bank(), new = small_bank();
    struct regrade r;
    struct err err = {0};
    new.questions[0].key = 0x2;
    new.questions[3].solution[0] = 2;
    new.questions[4].solution[0] = 1;
    assert_int_equal(regrade_init(&r, &old, &new, POLICY_AWS, &err), 0);
    assert_int_equal(r.questions[0].change, REGRADE_KEY);
    assert_int_equal(r.questions[1].change, REGRADE_SAME);
    assert_int_equal(r.questions[3].change, REGRADE_KEY);
    assert_int_equal(r.questions[4].change, REGRADE_KEY);
    regrade_release(&r);
    new.questions[0].kind = QUESTION_ORDERING;
    assert_int_equal(regrade_init(&r, &old, &new, POLICY_AWS, &err), -1);
    assert_string_equal(err.what,
                        "question 'where' is of type choice in the old bank and of type "
                        "ordering in the new one; answers to it cannot be carried over");
    assert_null(r.questions);
    bank_release(&old);
    bank_release(&new);
}

static void regrade_direction__compares_shares(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        int64_t points, possible, new_points, new_possible;
        int direction;
    } row[] = {
        {"more of the same",         1000, 3000, 2000, 3000, 1 },
        {"less of the same",         2000, 3000, 1000, 3000, -1},
        {"all, of fewer",            3000, 3000, 2000, 2000, 0 },
        {"fewer marks, more of all", 2000, 4000, 1000, 1000, 1 },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct tally before = {.points = row[i].points, .possible = row[i].possible};
        struct tally after = {.points = row[i].new_points,
                              .possible = row[i].new_possible};
        if (regrade_direction(&before, &after) != row[i].direction)
            fail_msg("%s", row[i].why);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(regrade_sheet__gives_the_same_for_the_same_in_another_order),
        cmocka_unit_test(regrade_init__tells_keys_that_changed_and_refuses_other_types),
        cmocka_unit_test(regrade_direction__compares_shares),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
