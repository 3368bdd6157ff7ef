/*
 * test_score_places.c - orders and pairs are judged place by place.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "quizctl/mem.h"
#include "quizctl/score.h"

enum { OPEN = ANSWER_OPEN };

/* Options 2, 0, 3 in this order; option 1 does not belong. */
static const struct question order = {
    .kind = QUESTION_ORDERING,
    .option_count = 4,
    .select = 3,
    .key = 0xD,
    .solution = {2, 0, 3}
};

static struct answer places(size_t count, const uint8_t *place)
{
    struct answer a = {0};
    for (size_t i = 0; i < count; i++)
        if (place[i] != OPEN)
            answer_put(&a, i, place[i]);
    return a;
}

static void score_places__follows_the_rule_table(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        size_t count;
        uint8_t place[4];
        bool is_right, is_blank;
        int32_t points[POLICY_COUNT]; /* aws, partial, net, coverage */
    } row[] = {
        {"the right steps in the right order",
         3,                                       {2, 0, 3},
         true,                                                         false,
         {1000, 1000, 1000, 1000}                                                               },
        {"a blank is worth nothing",           0, {0},          false, true,  {0, 0, 0, 0}      },
        {"two steps changed over",             3, {0, 2, 3},    false, false, {0, 0, 0, 111}    },
        {"one step wrong",                     3, {2, 0, 1},    false, false, {0, 333, 333, 444}},
        {"one step missing",                   2, {2, 0},       false, false, {0, 666, 666, 666}},
        {"one step too many",                  4, {2, 0, 3, 1}, false, false, {0, 666, 666, 750}},
        {"a prompt left open",                 3, {2, OPEN, 3}, false, false, {0, 666, 666, 666}},
        {"all steps wrong",                    3, {0, 3, 2},    false, false, {0, 0, 0, 0}      },
    };
    for (size_t i = 0; i < COUNT(row); i++)
        for (int p = 0; p < POLICY_COUNT; p++) {
            struct answer a = places(row[i].count, row[i].place);
            struct verdict v = score(&order, a, (enum policy)p);
            if (v.points != row[i].points[p] || v.is_right != row[i].is_right ||
                v.is_blank != row[i].is_blank)
                fail_msg("%s, %s: %d points, right %d, blank %d", row[i].why,
                         policy_name((enum policy)p), (int)v.points, v.is_right,
                         v.is_blank);
        }
}

/* Every answer of up to four places over four options and a gap, against the definition:
 * right is what stands where the key has it. */
static void score_places__agrees_with_the_definition_on_all_small_answers(void **state)
{
    (void)state;
    static const uint8_t values[] = {0, 1, 2, 3, OPEN};
    for (size_t code = 0; code < 5 * 5 * 5 * 5; code++) {
        uint8_t place[4];
        int right = 0, wrong = 0;
        size_t rest = code;
        for (size_t i = 0; i < 4; i++, rest /= 5) {
            place[i] = values[rest % 5];
            bool is_there = i < 3 && place[i] == order.solution[i];
            right += is_there;
            wrong += !is_there && place[i] != OPEN;
        }
        struct verdict v = score_places(&order, places(4, place), POLICY_NET);
        int net = right > wrong ? MARK * (right - wrong) / 3 : 0;
        assert_int_equal(v.points, net);
        assert_int_equal(v.is_right, right == 3 && wrong == 0);
        assert_int_equal(v.is_blank, right + wrong == 0);
    }
}

static void answer_ids__writes_each_kind_its_way(void **state)
{
    (void)state;
    static const struct option options[] = {{.id = "a"}, {.id = "b"}, {.id = "c"}};
    static const struct prompt prompts[] = {{.id = "p"}, {.id = "q"}, {.id = "r"}};
    static const struct {
        enum question_kind kind;
        struct answer answer;
        const char *ids;
    } row[] = {
        {QUESTION_CHOICE,   {.picked = 5},                       "a c"    },
        {QUESTION_CHOICE,   {0},                                 ""       },
        {QUESTION_ORDERING, {.count = 3, .place = {2, 0, 1}},    "c a b"  },
        {QUESTION_MATCHING, {.count = 3, .place = {2, OPEN, 2}}, "p:c r:c"},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        const struct question q = {.kind = row[i].kind,
                                   .options = options,
                                   .option_count = 3,
                                   .prompts = prompts,
                                   .prompt_count = 3};
        struct buf out = {0};
        answer_ids(&out, &q, row[i].answer, " ");
        assert_string_equal(out.bytes, row[i].ids);
        assert_int_equal(answer_is_blank(&row[i].answer), row[i].ids[0] == '\0');
        buf_release(&out);
    }
}

static void question_prompt__takes_ids_and_numbers(void **state)
{
    (void)state;
    static const struct prompt prompts[] = {{.id = "disk"}, {.id = "3"}, {.id = "lake"}};
    const struct question q = {.prompts = prompts, .prompt_count = 3};
    assert_int_equal(question_prompt(&q, "lake", 4), 2);
    assert_int_equal(question_prompt(&q, "1", 1), 0);
    assert_int_equal(question_prompt(&q, "3", 1), 1); /* an id comes before a number */
    assert_int_equal(question_prompt(&q, "0", 1), -1);
    assert_int_equal(question_prompt(&q, "4", 1), -1);
    assert_int_equal(question_prompt(&q, "999", 3), -1);
    assert_int_equal(question_prompt(&q, "", 0), -1);
    assert_int_equal(question_prompt(&q, "-1", 2), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(score_places__follows_the_rule_table),
        cmocka_unit_test(score_places__agrees_with_the_definition_on_all_small_answers),
        cmocka_unit_test(answer_ids__writes_each_kind_its_way),
        cmocka_unit_test(question_prompt__takes_ids_and_numbers),
    };
    return cmocka_run_group_tests_name("score_places", tests, NULL, NULL);
}
