/*
 * test_proof.c - the solver against a slow twin.
 *
 * The twin is written from the definition in other words: per option and requirement, on
 * the raw facts, with the names of the file, and nothing shared with proof.c or
 * link_facts.c. It answers the same question; where the two differ, one of them is wrong.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "facts_world.h"
#include "quizctl/proof.h"

/* --- the twin --- */

enum answer_of_twin { NO, PERHAPS, YES };

/* What the entries say of SUBJECT on PROPERTY, else what they say of whom it extends. */
static const struct raw_value *twin_look_up(const struct fact_table *t,
                                            const char *subject, const char *property)
{
    const char *extended = NULL;
    for (size_t e = 0; e < t->entry_count; e++) {
        if (strcmp(t->entries[e].id, subject) != 0)
            continue;
        if (t->entries[e].extends[0] != '\0')
            extended = t->entries[e].extends;
        for (size_t f = 0; f < t->entries[e].fact_count; f++)
            if (strcmp(t->entries[e].facts[f].property, property) == 0)
                return &t->entries[e].facts[f].raw;
    }
    return extended == NULL ? NULL : twin_look_up(t, extended, property);
}

static const struct property *twin_property(const struct fact_table *t, const char *id)
{
    const struct property *p = t->properties;
    while (strcmp(p->id, id) != 0)
        p++;
    return p;
}

static bool twin_lists(const struct text_list *list, const char *word)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->text[i], word) == 0)
            return true;
    return false;
}

/* A value of a scale or quantity as a number that grows the same way. */
static double twin_number(const struct property *p, const struct raw_value *raw)
{
    if (p->kind == PROPERTY_QUANTITY)
        return strcmp(raw->text, "unlimited") == 0 ? 1e300 : strtod(raw->text, NULL);
    double place = 0;
    for (size_t i = 0; strcmp(p->values.text[i], raw->text) != 0; i++)
        place++;
    return place;
}

static bool twin_equal(const struct property *p, const struct raw_value *a,
                       const struct raw_value *b)
{
    if (p->kind == PROPERTY_FLAG)
        return a->flag == b->flag;
    if (p->kind == PROPERTY_QUANTITY) /* "2 MB/s" and "2.0 MB/s" are one value */
        return !(twin_number(p, a) < twin_number(p, b)) &&
               !(twin_number(p, b) < twin_number(p, a));
    return strcmp(a->text, b->text) == 0;
}

static enum answer_of_twin twin_cell(const struct fact_table *t, const char *subject,
                                     const struct requirement *r)
{
    const struct property *p = twin_property(t, r->property);
    const struct raw_value *is = twin_look_up(t, subject, r->property);
    size_t common = 0;
    if (is == NULL)
        return PERHAPS;
    if (p->kind == PROPERTY_SET)
        for (size_t i = 0; i < r->raw.list.count; i++)
            common += twin_lists(&is->list, r->raw.list.text[i]);
    switch (r->op) {
    case OPERATOR_IS:
        return twin_equal(p, is, &r->raw) ? YES : NO;
    case OPERATOR_HAS:
        return common == r->raw.list.count ? YES : NO;
    case OPERATOR_NOT:
        if (p->kind == PROPERTY_SET)
            return common > 0 ? NO : YES;
        return twin_equal(p, is, &r->raw) ? NO : YES;
    case OPERATOR_AT_LEAST:
        return twin_number(p, is) < twin_number(p, &r->raw) ? NO : YES;
    case OPERATOR_AT_MOST:
        return twin_number(p, is) > twin_number(p, &r->raw) ? NO : YES;
    }
    return PERHAPS;
}

struct twin {
    enum answer_of_twin option[LIMIT_OPTIONS];
    long lost_by[LIMIT_OPTIONS];
    bool is_there[LIMIT_OPTIONS]; /* it holds and has lost by nothing */
    enum proof_state state;
};

static void twin_judge_options(struct twin *twin, const struct bank *bank,
                               const struct question *q)
{
    for (size_t o = 0; o < q->option_count; o++) {
        bool has_no = false, has_perhaps = false;
        for (size_t r = 0; r < q->requirement_count; r++) {
            enum answer_of_twin a =
                twin_cell(&bank->facts, q->options[o].subject, &q->requirements[r]);
            has_no = has_no || a == NO;
            has_perhaps = has_perhaps || a == PERHAPS;
        }
        twin->option[o] = has_no ? NO : has_perhaps ? PERHAPS : YES;
        twin->is_there[o] = twin->option[o] == YES;
        twin->lost_by[o] = -1;
    }
}

/* Among several: who has no fact is undecided, who has a better one beside it loses. */
static void twin_prefer(struct twin *twin, const struct bank *bank,
                        const struct question *q, size_t nth)
{
    const struct preference *want = &q->preferences[nth];
    const struct property *p = twin_property(&bank->facts, want->property);
    const struct raw_value *of[LIMIT_OPTIONS];
    bool loses[LIMIT_OPTIONS] = {false};
    size_t there = 0;
    for (size_t o = 0; o < q->option_count; o++) {
        of[o] = twin_look_up(&bank->facts, q->options[o].subject, want->property);
        there += twin->is_there[o];
    }
    if (there < 2)
        return;
    for (size_t o = 0; o < q->option_count; o++) {
        if (twin->is_there[o] && of[o] == NULL)
            twin->option[o] = PERHAPS;
        for (size_t other = 0; other < q->option_count; other++) {
            if (!twin->is_there[o] || !twin->is_there[other] || of[o] == NULL ||
                of[other] == NULL)
                continue;
            double mine = twin_number(p, of[o]), its = twin_number(p, of[other]);
            loses[o] = loses[o] || (want->order == PREFER_MOST ? its > mine : its < mine);
        }
    }
    for (size_t o = 0; o < q->option_count; o++)
        if (loses[o]) {
            twin->is_there[o] = false;
            twin->lost_by[o] = (long)nth;
        }
}

static struct twin twin_prove(const struct bank *bank, const struct question *q)
{
    struct twin twin;
    bool is_undecided = false, is_key = true;
    twin_judge_options(&twin, bank, q);
    for (size_t i = 0; i < q->preference_count; i++)
        twin_prefer(&twin, bank, q, i);
    for (size_t o = 0; o < q->option_count; o++) {
        is_undecided = is_undecided || twin.option[o] == PERHAPS;
        is_key = is_key && twin.is_there[o] == ((q->key >> o & 1) != 0);
    }
    twin.state = q->requirement_count == 0 && q->preference_count == 0 ? PROOF_MISSING
                 : is_undecided                                        ? PROOF_UNKNOWN
                 : is_key                                              ? PROOF_PROVED
                                                                       : PROOF_REFUTED;
    return twin;
}

/* --- the two compared --- */

static void compare_options(const struct proof *p, const struct twin *twin, unsigned n)
{
    for (size_t o = 0; o < p->question->option_count; o++) {
        if ((int)p->option[o] != (int)twin->option[o])
            fail_msg("case %u, option %zu: %d, the twin says %d", n, o, p->option[o],
                     twin->option[o]);
        if (p->lost_by[o] != twin->lost_by[o])
            fail_msg("case %u, option %zu: lost by %ld, the twin says %ld", n, o,
                     p->lost_by[o], twin->lost_by[o]);
        if (((p->staying >> o & 1) != 0) != twin->is_there[o])
            fail_msg("case %u, option %zu: the two disagree on who stays", n, o);
        for (size_t r = 0; r < p->question->requirement_count; r++)
            if ((int)proof_cell(p, o, r) !=
                (int)twin_cell(&p->bank->facts, p->question->options[o].subject,
                               &p->question->requirements[r]))
                fail_msg("case %u, option %zu, requirement %zu", n, o, r);
    }
}

/* Both prove the question of W; the state on which they agree. */
static enum proof_state compare(struct world *w, unsigned n)
{
    struct proof p;
    struct twin twin = twin_prove(&w->bank, &w->question);
    proof_make(&p, &w->bank, &w->question);
    enum proof_state state = p.state;
    if (state != twin.state)
        fail_msg("case %u: %s, the twin says %s", n, proof_state_name(state),
                 proof_state_name(twin.state));
    if (p.cells != NULL)
        compare_options(&p, &twin, n);
    proof_release(&p);
    return state;
}

/* --- all small cases --- */

/* A number as digits: take the lowest to base BASE. */
static unsigned digit(unsigned *n, unsigned base)
{
    unsigned d = *n % base;
    *n /= base;
    return d;
}

/* Case N of questions with so many options and requirements: each fact true, false or
 * unknown, each requirement `is` or `not`, true or false, and every key. */
static bool small_case(struct world *w, size_t options, size_t requirements, unsigned n)
{
    unsigned keys = (1u << options) - 2, rest = n;
    world_init(w);
    for (size_t o = 0; o < options; o++) {
        bool has_fact = false;
        world_option(w, world_subjects[o]);
        for (size_t r = 0; r < requirements; r++) {
            unsigned known = digit(&rest, 3);
            if (known < 2)
                world_fact(w, o, r * 5, world_flag(known == 1)); /* flag-0, flag-1 */
            has_fact = has_fact || known < 2;
        }
        if (!has_fact) /* nobody asks for this one */
            world_fact(w, o, 1, world_text(w, "v0"));
    }
    for (size_t r = 0; r < requirements; r++) {
        enum operator_kind op = digit(&rest, 2) == 0 ? OPERATOR_IS : OPERATOR_NOT;
        world_require(w, r * 5, op, world_flag(digit(&rest, 2) == 1));
    }
    world_key(w, 1 + digit(&rest, keys));
    return rest == 0;
}

static void proof_make__agrees_with_its_twin_on_all_small_questions(void **state)
{
    (void)state;
    size_t seen[PROOF_REFUTED + 1] = {0}, cases = 0;
    for (size_t options = 2; options <= 3; options++)
        for (size_t requirements = 1; requirements <= 2; requirements++) {
            static struct world w;
            for (unsigned n = 0; small_case(&w, options, requirements, n); n++) {
                assert_int_equal(world_link(&w), 0);
                seen[compare(&w, n)]++;
                world_release(&w);
                cases++;
            }
            world_release(&w);
        }
    /* 3^(o*r) facts, 4^r requirements, 2^o - 2 keys */
    assert_int_equal(cases, 9 * 4 * 2 + 81 * 16 * 2 + 27 * 4 * 6 + 729 * 16 * 6);
    assert_true(seen[PROOF_PROVED] > 100 && seen[PROOF_REFUTED] > 100 &&
                seen[PROOF_UNKNOWN] > 100);
}

/* --- cases by chance --- */

/* Every second world gets the key that the twin finds, where there is one: else proved
 * questions would be rare. */
static void mend_key(struct world *w, unsigned n)
{
    struct twin twin = twin_prove(&w->bank, &w->question);
    uint32_t key = 0;
    for (size_t o = 0; o < w->question.option_count; o++)
        key |= (uint32_t)twin.is_there[o] << o;
    if (n % 2 == 0 && key != 0 && key != (1u << w->question.option_count) - 1)
        world_key(w, key);
}

static void proof_make__agrees_with_its_twin_on_random_tables(void **state)
{
    (void)state;
    size_t seen[PROOF_REFUTED + 1] = {0}, lost = 0;
    for (unsigned n = 0; n < 4000; n++) {
        static struct world w;
        world_random(&w, n, 50 + n % 51);
        assert_int_equal(world_link(&w), 0);
        mend_key(&w, n);
        seen[compare(&w, n)]++;
        for (size_t o = 0; o < w.question.option_count; o++)
            lost += twin_prove(&w.bank, &w.question).lost_by[o] >= 0;
        world_release(&w);
    }
    assert_true(seen[PROOF_PROVED] >= 200 && seen[PROOF_REFUTED] >= 200 &&
                seen[PROOF_UNKNOWN] >= 200 && seen[PROOF_MISSING] >= 20);
    assert_true(lost >= 200);
}

/* --- single rules --- */

static void proof_make__needs_no_fact_where_one_option_alone_is_left(void **state)
{
    (void)state;
    static struct world w;
    struct proof p;
    world_init(&w);
    world_fact(&w, 0, 0, world_flag(true));
    world_fact(&w, 1, 0, world_flag(false));
    world_option(&w, "s0");
    world_option(&w, "s1");
    world_require(&w, 0, OPERATOR_IS, world_flag(true));
    world_prefer(&w, 4, PREFER_LEAST);
    world_key(&w, 1);
    assert_int_equal(world_link(&w), 0);
    proof_make(&p, &w.bank, &w.question);
    assert_int_equal(p.state, PROOF_PROVED);
    proof_release(&p);
    world_release(&w);
}

static void proof_make__never_proves_an_order_or_a_match(void **state)
{
    (void)state;
    static const enum question_kind kinds[] = {QUESTION_ORDERING, QUESTION_MATCHING};
    for (size_t i = 0; i < COUNT(kinds); i++) {
        static struct world w;
        struct proof p;
        world_init(&w);
        world_fact(&w, 0, 0, world_flag(true));
        world_fact(&w, 1, 0, world_flag(false));
        world_option(&w, "s0");
        world_option(&w, "s1");
        world_require(&w, 0, OPERATOR_IS, world_flag(true));
        world_key(&w, 1);
        w.question.kind = kinds[i];
        assert_int_equal(world_link(&w), 1); /* and a bank with it is refused */
        proof_make(&p, &w.bank, &w.question);
        assert_int_equal(p.state, PROOF_MISSING);
        assert_int_equal(proof_broken(&p, 1), -1);
        proof_release(&p);
        world_release(&w);
    }
}

/* --- in words --- */

static const char *text_of(struct buf *b)
{
    static char text[512];
    snprintf(text, sizeof text, "%s", buf_str(b));
    buf_release(b);
    return text;
}

static void proof_value_text__reads_as_a_list_of_words(void **state)
{
    (void)state;
    static struct world w;
    world_init(&w);
    const struct {
        size_t property;
        struct value value;
        const char *text;
    } row[] = {
        {0, {.number = 1},               "yes"              },
        {0, {.number = 0},               "no"               },
        {1, {.number = 2},               "v2"               },
        {2, {.set = 0},                  "none"             },
        {2, {.set = 1},                  "v0"               },
        {2, {.set = 9},                  "v0 and v3"        },
        {2, {.set = 15},                 "v0, v1, v2 and v3"},
        {3, {.number = 3},               "v3"               },
        {4, {.number = 2500000000},      "2.5 MB/s"         },
        {4, {.number = VALUE_UNLIMITED}, "unlimited"        },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf b = {0};
        proof_value_text(&b, &w.properties[row[i].property], &row[i].value);
        assert_string_equal(text_of(&b), row[i].text);
    }
    world_release(&w);
}

/* A world in which s0 is right; s1 to s4 fail in one way each, or lose. */
static void make_losers(struct world *w)
{
    world_init(w);
    for (size_t s = 0; s < 5; s++) {
        world_fact(w, s, 0, world_flag(s != 1));
        world_fact(w, s, 7, world_list(w, s == 2 ? 6 : 1));
        world_fact(w, s, 9, world_text(w, s == 3 ? "10 MB/s" : "20 MB/s"));
        world_fact(w, s, 8, world_text(w, s == 4 ? "v1" : "v3"));
        world_option(w, world_subjects[s]);
    }
    world_require(w, 0, OPERATOR_NOT, world_flag(false));
    world_require(w, 7, OPERATOR_NOT, world_list(w, 4));
    world_require(w, 9, OPERATOR_AT_LEAST, world_text(w, "12.5 MB/s"));
    world_prefer(w, 8, PREFER_MOST);
    world_key(w, 1);
    assert_int_equal(world_link(w), 0);
}

static void proof_broken_text__names_the_value_and_the_need(void **state)
{
    (void)state;
    static struct world w;
    static const char *const texts[] = {
        "",
        "not so here, but needed: \"flag\"",
        "it has v1 and v2; the need is anything but v2 (set)",
        "it has 10 MB/s; the need is at least 12.5 MB/s (quantity)",
        "it has v1; the best option has v3 (scale)",
    };
    struct proof p;
    make_losers(&w);
    proof_make(&p, &w.bank, &w.question);
    assert_int_equal(p.state, PROOF_PROVED);
    for (size_t o = 0; o < COUNT(texts); o++) {
        struct buf b = {0};
        proof_broken_text(&b, &p, o);
        assert_string_equal(text_of(&b), texts[o]);
    }
    proof_release(&p);
    world_release(&w);
}

static void proof_reason__says_what_is_missing_or_wrong(void **state)
{
    (void)state;
    static struct world w;
    struct proof p;
    struct buf b = {0};
    make_losers(&w);

    proof_make(&p, &w.bank, &w.question);
    proof_reason(&p, &b);
    assert_string_equal(text_of(&b),
                        "exactly the key meets every requirement and is preferred");
    proof_release(&p);

    world_key(&w, 2);
    proof_make(&p, &w.bank, &w.question);
    proof_reason(&p, &b);
    assert_string_equal(text_of(&b),
                        "keyed but not right: b (flag-0); right but not keyed: a");
    proof_release(&p);

    world_key(&w, 1 | 16);
    proof_make(&p, &w.bank, &w.question);
    proof_reason(&p, &b);
    assert_string_equal(text_of(&b), "keyed but not right: e (scale-1)");
    proof_release(&p);

    w.bank.facts.subjects[0].fact[9] = NULL;
    proof_make(&p, &w.bank, &w.question);
    proof_reason(&p, &b);
    assert_string_equal(text_of(&b), "not known: quantity-1 of s0");
    proof_release(&p);
    world_release(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(proof_make__agrees_with_its_twin_on_all_small_questions),
        cmocka_unit_test(proof_make__agrees_with_its_twin_on_random_tables),
        cmocka_unit_test(proof_make__needs_no_fact_where_one_option_alone_is_left),
        cmocka_unit_test(proof_make__never_proves_an_order_or_a_match),
        cmocka_unit_test(proof_value_text__reads_as_a_list_of_words),
        cmocka_unit_test(proof_broken_text__names_the_value_and_the_need),
        cmocka_unit_test(proof_reason__says_what_is_missing_or_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
