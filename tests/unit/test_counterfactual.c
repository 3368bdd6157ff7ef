/*
 * test_counterfactual.c - what is said to make a distractor right does so, and nothing
 * smaller does.
 *
 * Each change found is applied to a copy of the question, which is proved again. Then a
 * brute force tries every smaller number of added requirements, weaker ones too.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts_world.h"
#include "quizctl/proof.h"

/* A question whose requirements can be changed. */
struct draft {
    struct question question;
    struct requirement requirements[WORLD_REQUIREMENTS + CHANGES_ADDED_MOST];
};

static void draft_add(struct draft *d, const struct requirement *r)
{
    d->requirements[d->question.requirement_count++] = *r;
    d->question.requirements = d->requirements;
}

static void draft_start(struct draft *d, const struct question *q)
{
    d->question = *q;
    d->question.requirement_count = 0;
}

/* Is OPTION of D one of exactly as many right ones as are asked for? */
static bool is_right(const struct bank *bank, struct draft *d, size_t option)
{
    struct proof p;
    uint32_t staying;
    if (d->question.requirement_count + d->question.preference_count == 0)
        return false;
    proof_make(&p, bank, &d->question);
    staying = p.staying;
    proof_release(&p);
    d->question.key = staying;
    proof_make(&p, bank, &d->question);
    bool is_proved = p.state == PROOF_PROVED;
    proof_release(&p);
    size_t count = 0;
    for (uint32_t rest = staying; rest != 0; rest &= rest - 1)
        count++;
    return is_proved && (staying >> option & 1) != 0 && count == d->question.select;
}

/* --- applied, it is right --- */

static void apply(struct draft *d, const struct question *q,
                  const struct counterfactual *c)
{
    draft_start(d, q);
    for (size_t r = 0; r < q->requirement_count; r++) {
        const struct requirement *now = &q->requirements[r];
        for (size_t i = 0; i < c->count; i++)
            if (c->changes[i].kind != CHANGE_ADD && c->changes[i].requirement == r)
                now = c->changes[i].kind == CHANGE_DROP ? NULL : &c->changes[i].now;
        if (now != NULL)
            draft_add(d, now);
    }
    for (size_t i = 0; i < c->count; i++)
        if (c->changes[i].kind == CHANGE_ADD)
            draft_add(d, &c->changes[i].now);
}

static size_t count_added(const struct counterfactual *c)
{
    size_t count = 0;
    for (size_t i = 0; i < c->count; i++)
        count += c->changes[i].kind == CHANGE_ADD;
    return count;
}

/* --- and nothing smaller --- */

struct brute {
    const struct bank *bank;
    const struct question *question;
    const struct subject *subject; /* of the distractor */
    size_t option;
    struct requirement extra[400]; /* all that may be added */
    size_t count;
};

static void offer(struct brute *b, size_t property, enum operator_kind op,
                  struct value value)
{
    const struct requirement r = {.clue = "",
                                  .property = b->bank->facts.properties[property].id,
                                  .op = op,
                                  .property_at = property,
                                  .value = value};
    assert_true(b->count < COUNT(b->extra));
    if (proof_meets(&b->bank->facts.properties[property], b->subject->fact[property],
                    &r) == TRUTH_HOLDS)
        b->extra[b->count++] = r;
}

/* Every requirement on a fact of the distractor, with every value that occurs. */
static void offer_all(struct brute *b)
{
    const struct fact_table *t = &b->bank->facts;
    for (size_t p = 0; p < t->property_count; p++) {
        enum property_kind kind = t->properties[p].kind;
        for (uint64_t i = 0; kind == PROPERTY_SET && i < 4; i++)
            offer(b, p, OPERATOR_HAS, (struct value){.set = (uint64_t)1 << i});
        for (size_t s = 0; kind != PROPERTY_SET && s < t->subject_count; s++) {
            const struct fact *f = t->subjects[s].fact[p];
            if (f == NULL)
                continue;
            if (kind == PROPERTY_FLAG || kind == PROPERTY_ONE)
                offer(b, p, OPERATOR_IS, f->value);
            else
                offer(b, p, OPERATOR_AT_LEAST, f->value);
            if (kind == PROPERTY_QUANTITY)
                offer(b, p, OPERATOR_AT_MOST, f->value);
        }
    }
}

static bool add_up_to(const struct brute *b, const struct draft *d, size_t first,
                      size_t left)
{
    struct draft now = *d;
    now.question.requirements = now.requirements;
    if (is_right(b->bank, &now, b->option))
        return true;
    for (size_t i = first; left > 0 && i < b->count; i++) {
        now = *d;
        draft_add(&now, &b->extra[i]);
        if (add_up_to(b, &now, i + 1, left - 1))
            return true;
    }
    return false;
}

/* Change what is not met from requirement R on, in every way, and add up to LEFT. */
static bool solve_from(const struct brute *b, const struct draft *d, size_t r,
                       size_t left)
{
    const struct question *q = b->question;
    struct draft now = *d;
    if (r == q->requirement_count)
        return add_up_to(b, d, 0, left);
    const struct requirement *want = &q->requirements[r];
    const struct property *property = &b->bank->facts.properties[want->property_at];
    const struct fact *f = b->subject->fact[want->property_at];
    struct requirement changed = *want;
    if (f == NULL || (want->op == OPERATOR_HAS && f->value.set == 0))
        return solve_from(b, d, r + 1, left); /* it can only go */
    if (proof_meets(property, f, want) == TRUTH_HOLDS) {
        draft_add(&now, want);
        return solve_from(b, &now, r + 1, left);
    }
    changed.value = f->value;
    if (property->kind == PROPERTY_SET) {
        changed.op = OPERATOR_HAS;
        changed.value.set &= want->value.set;
    } else if (want->op == OPERATOR_NOT) {
        changed.op = OPERATOR_IS;
    }
    if (property->kind != PROPERTY_SET || changed.value.set != 0) {
        draft_add(&now, &changed);
        return solve_from(b, &now, r + 1, left);
    }
    for (uint64_t i = 0; i < 4; i++) {
        now = *d;
        changed.value.set = (uint64_t)1 << i & f->value.set;
        if (changed.value.set == 0)
            continue;
        draft_add(&now, &changed);
        if (solve_from(b, &now, r + 1, left))
            return true;
    }
    return false;
}

/* Can the distractor be made right with at most ADDED additions? */
static bool is_solvable(struct world *w, size_t option, size_t added)
{
    static struct brute b;
    struct draft d = {0};
    long subject = facts_subject(&w->bank.facts, w->options[option].subject);
    b = (struct brute){.bank = &w->bank,
                       .question = &w->question,
                       .subject = &w->bank.facts.subjects[subject],
                       .option = option};
    offer_all(&b);
    draft_start(&d, &w->question);
    return solve_from(&b, &d, 0, added);
}

struct found {
    size_t by_added[CHANGES_ADDED_MOST + 1], by_kind[CHANGE_ADD + 1], none;
};

static void check_one(struct world *w, unsigned n, const struct proof *p, size_t option,
                      struct found *found)
{
    struct counterfactual c;
    struct draft d;
    counterfactual_find(&c, p, option);
    if (!c.is_found) {
        found->none++;
        if (p->cells != NULL && is_solvable(w, option, 1))
            fail_msg("world %u, option %zu: a change of one addition exists", n, option);
        return;
    }
    size_t added = count_added(&c);
    found->by_added[added]++;
    for (size_t i = 0; i < c.count; i++)
        found->by_kind[c.changes[i].kind]++;
    apply(&d, &w->question, &c);
    if (!is_right(&w->bank, &d, option))
        fail_msg("world %u, option %zu: applied, it is not right", n, option);
    if (added > 0 && is_solvable(w, option, added - 1))
        fail_msg("world %u, option %zu: %zu additions are not the fewest", n, option,
                 added);
}

static void counterfactual_find__is_right_when_applied_and_smallest(void **state)
{
    (void)state;
    struct found found = {{0}, {0}, 0};
    for (unsigned n = 0; n < 3000; n++) {
        static struct world w;
        struct proof p;
        world_random(&w, n, 60 + n % 41);
        assert_int_equal(world_link(&w), 0);
        proof_make(&p, &w.bank, &w.question);
        for (size_t o = 0; o < w.question.option_count; o++)
            if ((w.question.key >> o & 1) == 0 && p.cells != NULL &&
                (p.staying >> o & 1) == 0)
                check_one(&w, n, &p, o, &found);
        proof_release(&p);
        world_release(&w);
    }
    for (size_t i = 0; i <= 2; i++)
        assert_true(found.by_added[i] >= 20);
    for (size_t i = 0; i <= CHANGE_ADD; i++)
        assert_true(found.by_kind[i] >= 20);
    assert_true(found.none >= 20);
}

/* --- sentences --- */

/* Subject s0 is right. What s1 has instead is up to the row. */
static void told(size_t property, enum operator_kind op, struct raw_value needed,
                 struct raw_value right, struct raw_value other, const char *sentence)
{
    static struct world w;
    struct counterfactual c;
    struct proof p;
    struct buf b = {0};
    world_init(&w);
    world_fact(&w, 0, property, right);
    world_fact(&w, 1, property, other);
    world_fact(&w, 0, 7, world_list(&w, 1));
    world_fact(&w, 1, 7, world_list(&w, 2));
    world_option(&w, "s0");
    world_option(&w, "s1");
    world_require(&w, property, op, needed);
    world_key(&w, 1);
    assert_int_equal(world_link(&w), 0);
    proof_make(&p, &w.bank, &w.question);
    assert_int_equal(p.state, PROOF_PROVED);
    counterfactual_find(&c, &p, 1);
    counterfactual_text(&b, &p, &c);
    assert_string_equal(buf_str(&b), sentence);
    buf_release(&b);
    proof_release(&p);
    world_release(&w);
}

static struct raw_value text(const char *word)
{
    return (struct raw_value){.kind = RAW_TEXT, .text = word};
}

static struct raw_value list(size_t first, size_t count)
{
    return (struct raw_value){
        .kind = RAW_LIST,
        .list = {(const char **)(uintptr_t)(world_names + first), count}
    };
}

static void counterfactual_text__is_one_plain_sentence(void **state)
{
    (void)state;
    told(0, OPERATOR_IS, world_flag(true), world_flag(true), world_flag(false),
         "It would be right if the scenario ruled out \"flag\".");
    told(0, OPERATOR_NOT, world_flag(true), world_flag(false), world_flag(true),
         "It would be right if the scenario asked for \"flag\".");
    told(1, OPERATOR_IS, text("v0"), text("v0"), text("v2"),
         "It would be right if the scenario asked for v2 (one).");
    told(1, OPERATOR_NOT, text("v2"), text("v0"), text("v2"),
         "It would be right if the scenario asked for v2 (one).");
    told(2, OPERATOR_HAS, list(0, 1), list(0, 1), list(2, 2),
         "It would be right if the scenario asked for v2 (set).");
    told(2, OPERATOR_HAS, list(0, 2), list(0, 2), list(0, 1),
         "It would be right if the scenario settled for v0 (set), and also asked for v1 "
         "(set).");
    told(2, OPERATOR_HAS, list(0, 1), list(0, 1), list(0, 0),
         "It would be right if the scenario did not ask for v0 (set), and also asked for "
         "v1 (set).");
    told(2, OPERATOR_NOT, list(1, 2), list(0, 1), list(2, 1),
         "It would be right if the scenario asked for v2 (set).");
    told(3, OPERATOR_AT_LEAST, text("v2"), text("v3"), text("v1"),
         "It would be right if the scenario settled for v1 (scale), and also asked for "
         "v1 (set).");
    told(4, OPERATOR_AT_LEAST, text("2.5 MB/s"), text("unlimited"), text("1 MB/s"),
         "It would be right if the scenario settled for 1 MB/s (quantity), and also "
         "asked for at most 1 MB/s (quantity).");
    told(4, OPERATOR_AT_MOST, text("2.5 MB/s"), text("1 MB/s"), text("unlimited"),
         "It would be right if the scenario allowed unlimited (quantity), and also asked "
         "for at least unlimited (quantity).");
}

/* What loses by a preference alone needs only a requirement that the winner fails. */
static void counterfactual_text__tells_what_a_loser_lacks(void **state)
{
    (void)state;
    static struct world w;
    struct counterfactual c;
    struct proof p;
    struct buf b = {0};
    world_init(&w);
    for (size_t s = 0; s < 2; s++) {
        world_fact(&w, s, 3, world_text(&w, s == 0 ? "v3" : "v1"));
        world_fact(&w, s, 5, world_flag(s == 0));
        world_option(&w, world_subjects[s]);
    }
    world_prefer(&w, 3, PREFER_MOST);
    world_key(&w, 1);
    assert_int_equal(world_link(&w), 0);
    proof_make(&p, &w.bank, &w.question);
    assert_int_equal(p.state, PROOF_PROVED);
    counterfactual_find(&c, &p, 1);
    counterfactual_text(&b, &p, &c);
    assert_string_equal(buf_str(&b),
                        "It would be right if the scenario also ruled out \"flag\".");
    buf_release(&b);
    proof_release(&p);
    world_release(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counterfactual_find__is_right_when_applied_and_smallest),
        cmocka_unit_test(counterfactual_text__is_one_plain_sentence),
        cmocka_unit_test(counterfactual_text__tells_what_a_loser_lacks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
