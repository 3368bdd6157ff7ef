/*
 * test_stems.c - questions that ask the same: the index against all pairs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "lint_seen.h"
#include "quizctl/rng.h"

static const struct option two[] = {
    {.id = "x", .text = "X", .why = "", .subject = ""},
    {.id = "y", .text = "Y", .why = "", .subject = ""},
};

/* --- the plain twin: texts of words w0 w1 ..., shingles as numbers --- */

enum { WORDS_MOST = 16, TEXT = WORDS_MOST * 4 };

struct stem {
    size_t words;
    unsigned word[WORDS_MOST];
    char text[TEXT];
};

static unsigned shingle(const struct stem *s, size_t i)
{
    return s->word[i] * 10000 + s->word[i + 1] * 100 + s->word[i + 2];
}

static bool has(const struct stem *s, unsigned wanted, size_t before)
{
    for (size_t i = 0; i + 2 < s->words && i < before; i++)
        if (shingle(s, i) == wanted)
            return true;
    return false;
}

static bool is_alike_plain(const struct stem *a, const struct stem *b)
{
    size_t in_a = 0, in_b = 0, both = 0;
    for (size_t i = 0; i + 2 < a->words; i++) {
        if (has(a, shingle(a, i), i))
            continue;
        in_a++;
        both += has(b, shingle(a, i), b->words);
    }
    for (size_t i = 0; i + 2 < b->words; i++)
        in_b += !has(b, shingle(b, i), i);
    return both * 100 >= 60 * (in_a + in_b - both);
}

static void random_stem(struct stem *s, struct rng *rng, const struct stem *like)
{
    struct buf text = {0};
    s->words = 6 + rng_below(rng, (uint32_t)(WORDS_MOST - 6));
    for (size_t i = 0; i < s->words; i++)
        s->word[i] = (unsigned)rng_below(rng, 20);
    if (like != NULL) { /* the same with a word or two changed */
        *s = *like;
        for (size_t n = rng_below(rng, 3); n > 0; n--)
            s->word[rng_below(rng, (uint32_t)(s->words))] = (unsigned)rng_below(rng, 20);
    }
    for (size_t i = 0; i < s->words; i++)
        buf_printf(&text, "w%u ", s->word[i]);
    snprintf(s->text, sizeof s->text, "%s", buf_str(&text));
    buf_release(&text);
}

static void lint_near_duplicate__finds_what_all_pairs_find(void **state)
{
    (void)state;
    enum { STEMS = 40, ROUNDS = 200 };
    struct rng rng;
    size_t found = 0;
    rng_init(&rng, "stems", "test");
    for (size_t round = 0; round < ROUNDS; round++) {
        struct stem stems[STEMS];
        struct question questions[STEMS];
        char ids[STEMS][8];
        for (size_t i = 0; i < STEMS; i++) {
            bool is_new = i == 0 || rng_below(&rng, 3) > 0;
            random_stem(&stems[i], &rng,
                        is_new ? NULL : &stems[rng_below(&rng, (uint32_t)(i))]);
            snprintf(ids[i], sizeof ids[i], "q%zu", i);
            questions[i] = seen_question(ids[i], stems[i].text, two, 2, 1);
            questions[i].at.line = (uint32_t)i + 1;
        }
        struct bank bank = seen_bank(questions, STEMS);
        struct seen s = seen_in(&bank, "near-duplicate");
        size_t want = 0;
        for (size_t i = 0; i < STEMS; i++) {
            bool is_alike = false;
            for (size_t j = 0; j < i; j++)
                is_alike |= is_alike_plain(&stems[i], &stems[j]);
            want += is_alike;
        }
        assert_int_equal(s.sink.warnings, want);
        found += want;
        seen_release(&s);
    }
    assert_true(found > ROUNDS);
}

static void lint_near_duplicate__looks_beside_the_case_in_one_case(void **state)
{
    (void)state;
    static const struct case_study lab = {
        .id = "lab",
        .title = "Lab",
        .scenario = "A laboratory keeps the readings of many weather stations and trains "
                    "its models on a cluster of GPU instances every night",
    };
    struct question q[] = {
        seen_question("one", "Which storage class holds the readings best?", two, 2, 1),
        seen_question("two", "Where do checkpoints go when training is cut off?", two, 2,
                      1),
        seen_question("three", "Which storage class holds the readings best?", two, 2, 1),
    };
    for (size_t i = 0; i < COUNT(q); i++)
        q[i].case_study = &lab;
    struct bank bank = seen_bank(q, COUNT(q));
    struct seen s = seen_in(&bank, "near-duplicate");
    assert_int_equal(s.sink.warnings, 1);
    assert_non_null(strstr(buf_str(&s.text), "worded like 'one': they share 100 %"));
    seen_release(&s);
}

static void lint_contradiction__is_not_told_twice(void **state)
{
    (void)state;
    struct question q[] = {
        seen_question("one", "Which storage class holds the readings?", two, 2, 1),
        seen_question("two", "WHICH storage class holds *the* readings", two, 2, 2),
    };
    struct bank bank = seen_bank(q, COUNT(q));
    struct seen s = seen_in(&bank, "contradiction");
    assert_int_equal(s.sink.warnings, 1);
    seen_release(&s);
    s = seen_in(&bank, NULL);
    assert_non_null(strstr(buf_str(&s.text), "contradiction:"));
    assert_null(strstr(buf_str(&s.text), "near-duplicate:"));
    seen_release(&s);
}

static void lint_contradiction__compares_keys_by_their_words(void **state)
{
    (void)state;
    static const struct option turned[] = {
        {.id = "a", .text = "Y", .why = "", .subject = ""},
        {.id = "b", .text = "X", .why = "", .subject = ""},
    };
    struct question q[] = {
        seen_question("one", "Which storage class holds the readings?", two, 2, 1),
        seen_question("two", "Which storage class holds the readings?", turned, 2, 2),
    };
    struct bank bank = seen_bank(q, COUNT(q));
    struct seen s = seen_in(&bank, "contradiction");
    assert_int_equal(s.sink.warnings, 0);
    seen_release(&s);
}

/* n * n comparisons of these would outlast the test's time limit. */
static void lint_near_duplicate__ends_soon_on_large_banks(void **state)
{
    (void)state;
    enum { MANY = 20000, LENGTH = 400 };
    struct question *q = mem_get(MANY * sizeof *q);
    char(*texts)[LENGTH] = mem_get(MANY * sizeof *texts);
    struct rng rng;
    rng_init(&rng, "many", "test");
    for (size_t is_same = 0; is_same < 2; is_same++) {
        for (size_t i = 0; i < MANY; i++) {
            struct buf text = {0};
            for (size_t n = 0; n < 50; n++)
                buf_printf(&text, "w%u ", is_same ? 1 : (unsigned)rng_below(&rng, 500));
            buf_text(&text, "which option meets these requirements");
            snprintf(texts[i], LENGTH, "%s", buf_str(&text));
            buf_release(&text);
            q[i] = seen_question("q", texts[i], two, 2, 1);
        }
        struct bank bank = seen_bank(q, MANY);
        struct seen s = seen_in(&bank, "near-duplicate");
        assert_int_equal(s.sink.warnings, is_same ? MANY - 1 : 0);
        seen_release(&s);
    }
    free(texts);
    free(q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lint_near_duplicate__finds_what_all_pairs_find),
        cmocka_unit_test(lint_near_duplicate__looks_beside_the_case_in_one_case),
        cmocka_unit_test(lint_contradiction__is_not_told_twice),
        cmocka_unit_test(lint_contradiction__compares_keys_by_their_words),
        cmocka_unit_test(lint_near_duplicate__ends_soon_on_large_banks),
    };
    return cmocka_run_group_tests_name("stems", tests, NULL, NULL);
}
