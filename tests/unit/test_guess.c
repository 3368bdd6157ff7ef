/*
 * test_guess.c - what gives keys away is found, and chance is not blamed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lint_seen.h"
#include "quizctl/rng.h"

enum { QUESTIONS = 24, OPTIONS = 4 };

/* Questions with options of one length. */
struct made {
    struct question questions[QUESTIONS];
    struct option options[QUESTIONS][OPTIONS];
    struct bank bank;
};

static struct option option_of(const char *id, const char *text)
{
    return (struct option){
        .id = id, .text = text, .why = "", .subject = "", .at = {"bank.json", 2, 1}
    };
}

static void make(struct made *m)
{
    static const char *const ids[] = {"a", "b", "c", "d"};
    for (size_t i = 0; i < QUESTIONS; i++) {
        for (size_t o = 0; o < OPTIONS; o++)
            m->options[i][o] = option_of(ids[o], "wood");
        m->questions[i] = seen_question("q", "Which house burns down?", m->options[i],
                                        OPTIONS, (uint32_t)1 << i % OPTIONS);
    }
    m->bank = seen_bank(m->questions, QUESTIONS);
}

/* The key of question I stands at place AT(i). */
static void put_key(struct made *m, size_t i, size_t at)
{
    m->questions[i].key = (uint32_t)1 << at;
}

static struct option *key_of(struct made *m, size_t i)
{
    size_t at = 0;
    while ((m->questions[i].key >> at & 1) == 0)
        at++;
    return &m->options[i][at];
}

static void assert_seen(const struct made *m, const char *rule, const char *want)
{
    struct seen s = seen_in(&m->bank, rule);
    if (*want == '\0' ? s.text.len > 0 : strstr(buf_str(&s.text), want) == NULL)
        fail_msg("%s: got '%s', want '%s'", rule, buf_str(&s.text), want);
    seen_release(&s);
}

static void lint_key_place__is_silent_when_places_are_even(void **state)
{
    (void)state;
    struct made m;
    make(&m);
    assert_seen(&m, "key-place", "");
    assert_seen(&m, "key-length", "");
    assert_seen(&m, "guesser", "");
}

static void lint_key_place__names_the_place(void **state)
{
    (void)state;
    struct made m;
    make(&m);
    for (size_t i = 0; i < QUESTIONS; i += 2)
        put_key(&m, i, 3);
    assert_seen(&m, "key-place",
                "a right option stands at place D in 18 of 24 questions, where chance "
                "gives 6.0 (p under 0.0001)");
}

static void lint_key_place__counts_each_right_option(void **state)
{
    (void)state;
    struct made m;
    make(&m);
    for (size_t i = 0; i < QUESTIONS; i++) {
        m.questions[i].key = 1 | (uint32_t)1 << (1 + i % 3);
        m.questions[i].select = 2;
    }
    assert_seen(&m, "key-place",
                "place A in 24 of 24 questions, where chance gives 12.0");
}

static void lint_key_place__knows_that_few_options_have_few_places(void **state)
{
    (void)state;
    struct made m;
    make(&m);
    for (size_t i = 0; i < QUESTIONS; i++)
        m.questions[i].option_count = 2;
    for (size_t i = 0; i < QUESTIONS; i++)
        put_key(&m, i, i % 2);
    assert_seen(&m, "key-place", "");
}

static void lint_key_length__sees_long_and_short_keys(void **state)
{
    (void)state;
    struct made m;
    make(&m);
    for (size_t i = 0; i < QUESTIONS; i++)
        key_of(&m, i)->text = "wooden boards";
    assert_seen(&m, "key-length", "the right option is the longest in 24 of 24");
    for (size_t i = QUESTIONS / 2; i < QUESTIONS; i++)
        key_of(&m, i)->text = "wood";
    assert_seen(&m, "key-length", "in 12 of 12 questions"); /* those that differ */
    for (size_t i = 0; i < QUESTIONS; i++)
        key_of(&m, i)->text = "oak";
    assert_seen(&m, "key-length", "the right option is the shortest in 24 of 24");
}

static void lint_guesser__sees_words_of_the_question(void **state)
{
    (void)state;
    struct made m;
    make(&m);
    for (size_t i = 0; i < QUESTIONS; i++)
        key_of(&m, i)->text = "burn";
    assert_seen(&m, "guesser",
                "shares most words with the question has the right one in "
                "24 of 24 questions");
}

static void lint_guesser__narrows_down_by_absolute_words(void **state)
{
    (void)state;
    struct made m;
    make(&m);
    for (size_t i = 0; i < QUESTIONS; i++) { /* two fall away, two are left */
        m.options[i][(i + 1) % OPTIONS].text = "ever, always";
        m.options[i][(i + 2) % OPTIONS].text = "never";
    }
    assert_seen(&m, "guesser",
                "fewest absolute words has the right one in 24 of 24 "
                "questions, where chance gives 12.0");
}

static void lint_guesser__tells_of_length_and_place_when_no_other_rule_does(void **state)
{
    (void)state;
    struct made m;
    make(&m);
    for (size_t i = 0; i < QUESTIONS; i++) {
        put_key(&m, i, 1);
        key_of(&m, i)->text = "wooden boards";
    }
    assert_seen(&m, "guesser", "picks the longest option has the right one in 24");
    assert_seen(&m, "guesser", "always picks B has the right one in 24");
    struct seen s = seen_in(&m.bank, NULL);
    assert_null(strstr(buf_str(&s.text), "guesser:"));
    assert_non_null(strstr(buf_str(&s.text), "key-length:"));
    assert_non_null(strstr(buf_str(&s.text), "key-place:"));
    seen_release(&s);
}

static void lint_guesser__blames_chance_in_at_most_1_of_100_banks(void **state)
{
    (void)state;
    static const char *const words[] = {"wood",       "burn the house", "always",
                                        "an old oak", "never ever",     "house",
                                        "which one"};
    static const char *const rules[] = {"key-place", "key-length", "guesser"};
    enum { BANKS = 1000, MOST = 20 }; /* 10 are expected at most; 20 is 3 sigma more */
    size_t blamed[COUNT(rules)] = {0};
    struct rng rng;
    rng_init(&rng, "chance", "test");
    for (size_t b = 0; b < BANKS; b++) {
        struct made m;
        make(&m);
        for (size_t i = 0; i < QUESTIONS; i++) {
            put_key(&m, i, rng_below(&rng, OPTIONS));
            for (size_t o = 0; o < OPTIONS; o++)
                m.options[i][o].text = words[rng_below(&rng, (uint32_t)(COUNT(words)))];
        }
        for (size_t r = 0; r < COUNT(rules); r++) {
            struct seen s = seen_in(&m.bank, rules[r]);
            blamed[r] += s.text.len > 0;
            seen_release(&s);
        }
    }
    for (size_t r = 0; r < COUNT(rules); r++)
        if (blamed[r] > MOST)
            fail_msg("%s blames %zu of %d banks", rules[r], blamed[r], BANKS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lint_key_place__is_silent_when_places_are_even),
        cmocka_unit_test(lint_key_place__names_the_place),
        cmocka_unit_test(lint_key_place__counts_each_right_option),
        cmocka_unit_test(lint_key_place__knows_that_few_options_have_few_places),
        cmocka_unit_test(lint_key_length__sees_long_and_short_keys),
        cmocka_unit_test(lint_guesser__sees_words_of_the_question),
        cmocka_unit_test(lint_guesser__narrows_down_by_absolute_words),
        cmocka_unit_test(lint_guesser__tells_of_length_and_place_when_no_other_rule_does),
        cmocka_unit_test(lint_guesser__blames_chance_in_at_most_1_of_100_banks),
    };
    return cmocka_run_group_tests_name("guess", tests, NULL, NULL);
}
