/*
 * counterfactual.c - the smallest change of the requirements that makes a distractor
 * right.
 *
 * In:   a proof and one of its distractors.
 * Out:  a list of changes, and the sentence that tells them.
 *
 * Each requirement that the distractor does not meet must change; how, follows from the
 * value that it has: a lower bar (RELAX), another value (TURN), or none (DROP). Then
 * others may still hold. Requirements on the distractor's own facts are added to shut
 * them out: none, then all ones, twos and threes are tried, each with all ways to change
 * the others, so the first found is a smallest. Of requirements that shut out the same
 * options only the first is tried: the others could do nothing that it cannot.
 */
#include <stdlib.h>
#include <string.h>

#include "prefer.h"
#include "quizctl/mem.h"
#include "quizctl/proof.h"

/* Requirements to add, and ways to change one. Those that do the same count once, so only
 * a bank made for it has more; the rest is left out, so that time is bounded. */
enum { CANDIDATES_MOST = 32, WAYS_MOST = 4 };

/* What a requirement does to the options, by bit. */
struct effect {
    uint32_t out;     /* these fail it */
    uint32_t unknown; /* nobody knows whether these do */
};

/* A requirement that the distractor meets. */
struct candidate {
    struct requirement now;
    struct effect effect;
};

struct search {
    const struct proof *proof;
    size_t option; /* the distractor */
    /* Once what it does not meet is changed: */
    uint32_t holding; /* the options that hold */
    uint32_t unknown; /* those of which it is not known */
    struct candidate candidates[CANDIDATES_MOST];
    size_t count;
};

static const struct fact *fact_of(const struct search *s, size_t option, size_t property)
{
    return proof_option_fact(s->proof, option, property);
}

static const struct property *property_of(const struct search *s, size_t property)
{
    return &s->proof->bank->facts.properties[property];
}

static struct effect effect_of(const struct search *s, const struct requirement *r)
{
    struct effect e = {0};
    for (size_t o = 0; o < s->proof->question->option_count; o++) {
        enum truth t =
            proof_meets(property_of(s, r->property_at), fact_of(s, o, r->property_at), r);
        e.out |= (uint32_t)(t == TRUTH_FAILS) << o;
        e.unknown |= (uint32_t)(t == TRUTH_UNKNOWN) << o;
    }
    return e;
}

static bool is_same(struct effect a, struct effect b)
{
    return a.out == b.out && a.unknown == b.unknown;
}

/* --- to change: the requirements that it does not meet --- */

static struct value one_of_set(size_t i)
{
    return (struct value){.set = (uint64_t)1 << i};
}

/* It has none of the values that requirement WAS asks for: ask for one that it has. */
static size_t other_values(const struct search *s, const struct change *was,
                           const struct fact *f, struct change *ways)
{
    struct effect effects[WAYS_MOST];
    size_t count = 0;
    for (size_t i = 0; i < property_of(s, was->now.property_at)->values.count; i++) {
        struct change now = *was;
        size_t same = 0;
        if ((f->value.set >> i & 1) == 0 || count == WAYS_MOST)
            continue;
        now.now.value = one_of_set(i);
        effects[count] = effect_of(s, &now.now);
        while (!is_same(effects[same], effects[count]))
            same++;
        if (same == count)
            ways[count++] = now;
    }
    return count;
}

/* The ways to change requirement R so that the distractor meets it. */
static size_t ways_to_meet(const struct search *s, size_t r, struct change *ways)
{
    const struct requirement *was = &s->proof->question->requirements[r];
    const struct property *p = property_of(s, was->property_at);
    const struct fact *f = fact_of(s, s->option, was->property_at);
    struct change c = {.kind = CHANGE_TURN, .requirement = r, .now = *was};

    ways[0] = c;
    ways[0].kind = CHANGE_DROP;
    if (f == NULL || (was->op == OPERATOR_HAS && f->value.set == 0))
        return 1;
    c.now.value = f->value;
    switch (was->op) {
    case OPERATOR_AT_LEAST:
    case OPERATOR_AT_MOST:
        c.kind = CHANGE_RELAX;
        break;
    case OPERATOR_HAS:
        if ((was->value.set & f->value.set) == 0)
            return other_values(s, &c, f, ways);
        c.kind = CHANGE_RELAX; /* it has some of what is asked for */
        c.now.value.set &= was->value.set;
        break;
    case OPERATOR_NOT:
        c.now.op = p->kind == PROPERTY_SET ? OPERATOR_HAS : OPERATOR_IS;
        c.now.value.set &= was->value.set;
        break;
    case OPERATOR_IS:
        break;
    }
    ways[0] = c;
    return 1;
}

/* Does OPTION hold under the requirements as C changes them? */
static enum truth holds_under(const struct search *s, const struct counterfactual *c,
                              size_t option)
{
    const struct question *q = s->proof->question;
    enum truth worst = TRUTH_HOLDS;
    for (size_t r = 0; r < q->requirement_count; r++) {
        const struct requirement *want = &q->requirements[r];
        for (size_t i = 0; i < c->count; i++)
            if (c->changes[i].requirement == r)
                want = c->changes[i].kind == CHANGE_DROP ? NULL : &c->changes[i].now;
        if (want == NULL)
            continue;
        enum truth cell = proof_meets(property_of(s, want->property_at),
                                      fact_of(s, option, want->property_at), want);
        worst = cell < worst ? cell : worst;
    }
    return worst;
}

/* --- to add: what the distractor's facts let one ask for --- */

static void add_candidate(struct search *s, size_t property, enum operator_kind op,
                          struct value value)
{
    struct candidate c = {
        .now = {.clue = "",
                .property = property_of(s, property)->id,
                .op = op,
                .property_at = property,
                .value = value}
    };
    c.effect = effect_of(s, &c.now);
    c.effect.out &= s->holding | s->unknown;
    c.effect.unknown &= s->holding | s->unknown;
    if (c.effect.out == 0 || s->count == CANDIDATES_MOST)
        return; /* it shuts out nobody who is there */
    for (size_t i = 0; i < s->count; i++)
        if (is_same(s->candidates[i].effect, c.effect))
            return;
    s->candidates[s->count++] = c;
}

/* The highest bar that it meets. Where several options are right, lower ones too, those
 * that others just meet: some of them have to stay. */
static void add_bars(struct search *s, size_t property, enum operator_kind op,
                     const struct fact *own)
{
    add_candidate(s, property, op, own->value);
    for (size_t o = 0;
         s->proof->question->select > 1 && o < s->proof->question->option_count; o++) {
        const struct fact *f = fact_of(s, o, property);
        struct requirement bar = {.op = op};
        if (f == NULL)
            continue;
        bar.value = f->value;
        if (proof_meets(property_of(s, property), own, &bar) == TRUTH_HOLDS)
            add_candidate(s, property, op, f->value);
    }
}

static void add_candidates(struct search *s, size_t property)
{
    const struct property *p = property_of(s, property);
    const struct fact *f = fact_of(s, s->option, property);
    if (f == NULL)
        return;
    switch (p->kind) {
    case PROPERTY_FLAG:
    case PROPERTY_ONE:
        add_candidate(s, property, OPERATOR_IS, f->value);
        break;
    case PROPERTY_SET:
        for (size_t i = 0; i < p->values.count; i++)
            if ((f->value.set >> i & 1) != 0)
                add_candidate(s, property, OPERATOR_HAS, one_of_set(i));
        break;
    case PROPERTY_SCALE:
        add_bars(s, property, OPERATOR_AT_LEAST, f);
        break;
    case PROPERTY_QUANTITY: /* whether more is better only the scenario can say */
        add_bars(s, property, OPERATOR_AT_LEAST, f);
        add_bars(s, property, OPERATOR_AT_MOST, f);
        break;
    }
}

/* Is the distractor right when what is added has effect ADDED? */
static bool is_right(const struct search *s, struct effect added)
{
    struct preferred told;
    if (((s->unknown | added.unknown) & ~added.out) != 0)
        return false;
    uint32_t staying = prefer(s->proof, s->holding & ~added.out, &told);
    return told.unknown == 0 && (staying >> s->option & 1) != 0 &&
           options_in(staying) == s->proof->question->select;
}

/* Add LEFT more candidates from FIRST on to those of C, which have effect ADDED. */
static bool add_some(const struct search *s, struct counterfactual *c,
                     struct effect added, size_t first, int left)
{
    if (left == 0)
        return is_right(s, added);
    for (size_t i = first; i < s->count; i++) {
        const struct candidate *now = &s->candidates[i];
        struct effect both = {added.out | now->effect.out,
                              added.unknown | now->effect.unknown};
        if (both.out == added.out)
            continue; /* it shuts out nobody who is still there */
        c->changes[c->count++] = (struct change){
            .kind = CHANGE_ADD, .requirement = (size_t)-1, .now = now->now};
        if (add_some(s, c, both, i + 1, left - 1))
            return true;
        c->count--;
    }
    return false;
}

/* C changes all that the distractor does not meet; does it take ADDED more? */
static bool add_to(struct search *s, struct counterfactual *c, int added)
{
    s->holding = s->unknown = 0;
    s->count = 0;
    for (size_t o = 0; o < s->proof->question->option_count; o++) {
        enum truth t = holds_under(s, c, o);
        s->holding |= (uint32_t)(t == TRUTH_HOLDS) << o;
        s->unknown |= (uint32_t)(t == TRUTH_UNKNOWN) << o;
    }
    if (added > 0)
        for (size_t i = 0; i < s->proof->bank->facts.property_count; i++)
            add_candidates(s, i);
    return add_some(s, c, (struct effect){0}, 0, added);
}

/* Change the requirements from R on that the distractor does not meet, in every way, and
 * add ADDED. */
static bool change_from(struct search *s, struct counterfactual *c, size_t r, int added)
{
    const struct question *q = s->proof->question;
    struct change ways[WAYS_MOST];
    while (r < q->requirement_count && proof_cell(s->proof, s->option, r) == TRUTH_HOLDS)
        r++;
    if (r == q->requirement_count)
        return add_to(s, c, added);
    if (c->count == CHANGES_MOST - CHANGES_ADDED_MOST)
        return false;
    size_t count = ways_to_meet(s, r, ways);
    for (size_t i = 0; i < count; i++) {
        c->changes[c->count++] = ways[i];
        if (change_from(s, c, r + 1, added))
            return true;
        c->count--;
    }
    return false;
}

void counterfactual_find(struct counterfactual *c, const struct proof *p, size_t option)
{
    struct search s = {.proof = p, .option = option};
    *c = (struct counterfactual){0};
    if (p->cells == NULL)
        return;
    for (int added = 0; added <= CHANGES_ADDED_MOST && !c->is_found; added++)
        c->is_found = change_from(&s, c, 0, added) && c->count > 0;
}

/* --- in words --- */

/* "at least 500 MB/s (the most that one client reads)"; of a flag what it says. */
static void value_text(struct buf *out, const struct property *p,
                       const struct requirement *r)
{
    if (p->kind == PROPERTY_FLAG) {
        buf_printf(out, "\"%s\"", p->text);
        return;
    }
    if (r->op == OPERATOR_AT_LEAST)
        buf_text(out, "at least ");
    if (r->op == OPERATOR_AT_MOST)
        buf_text(out, "at most ");
    proof_value_text(out, p, &r->value);
    buf_printf(out, " (%s)", p->text);
}

enum verb { SETTLED, ALLOWED, ASKED, RULED_OUT, NOT_ASKED, ALSO_ASKED, ALSO_RULED_OUT };

static enum verb verb_of(const struct proof *p, const struct change *c)
{
    const struct property *property = &p->bank->facts.properties[c->now.property_at];
    bool is_no = property->kind == PROPERTY_FLAG && c->now.value.number == 0;
    switch (c->kind) {
    case CHANGE_RELAX:
        return c->now.op == OPERATOR_AT_MOST ? ALLOWED : SETTLED;
    case CHANGE_DROP:
        return NOT_ASKED;
    case CHANGE_TURN:
        return is_no ? RULED_OUT : ASKED;
    case CHANGE_ADD:
        break;
    }
    return is_no ? ALSO_RULED_OUT : ALSO_ASKED;
}

/* What the verb speaks of. To settle for a value is to ask for no more. */
static void object_text(struct buf *out, const struct proof *p, const struct change *c)
{
    struct requirement r = c->now;
    if (c->kind == CHANGE_RELAX)
        r.op = OPERATOR_IS;
    value_text(out, &p->bank->facts.properties[r.property_at], &r);
}

/* Does a change before the NTH say the same? Two clues may ask for one property. */
static bool is_told(const struct counterfactual *c, size_t nth)
{
    const struct change *now = &c->changes[nth];
    for (size_t i = 0; i < nth; i++) {
        const struct change *before = &c->changes[i];
        if (before->kind == now->kind &&
            before->now.property_at == now->now.property_at &&
            before->now.op == now->now.op &&
            before->now.value.number == now->now.value.number &&
            before->now.value.set == now->now.value.set)
            return true;
    }
    return false;
}

/* How many things change C says with VERB. */
static size_t count_said(const struct proof *p, const struct counterfactual *c,
                         enum verb verb)
{
    size_t count = 0;
    for (size_t i = 0; i < c->count; i++)
        count += !is_told(c, i) && verb_of(p, &c->changes[i]) == verb;
    return count;
}

/* "settled for A and B" */
static void verb_text(struct buf *out, const struct proof *p,
                      const struct counterfactual *c, enum verb verb)
{
    static const char *const words[] = {
        [SETTLED] = "settled for ",
        [ALLOWED] = "allowed ",
        [ASKED] = "asked for ",
        [RULED_OUT] = "ruled out ",
        [NOT_ASKED] = "did not ask for ",
        [ALSO_ASKED] = "also asked for ",
        [ALSO_RULED_OUT] = "also ruled out ",
    };
    const char *last = verb == NOT_ASKED ? " or " : " and ";
    size_t left = count_said(p, c, verb);
    buf_text(out, words[verb]);
    for (size_t i = 0; i < c->count; i++) {
        if (is_told(c, i) || verb_of(p, &c->changes[i]) != verb)
            continue;
        object_text(out, p, &c->changes[i]);
        left--;
        buf_text(out, left == 0 ? "" : left == 1 ? last : ", ");
    }
}

void counterfactual_text(struct buf *out, const struct proof *p,
                         const struct counterfactual *c)
{
    size_t left = 0;
    if (!c->is_found)
        return;
    for (int verb = SETTLED; verb <= ALSO_RULED_OUT; verb++)
        left += count_said(p, c, (enum verb)verb) > 0;
    buf_text(out, "It would be right if the scenario ");
    for (int verb = SETTLED; verb <= ALSO_RULED_OUT; verb++) {
        if (count_said(p, c, (enum verb)verb) == 0)
            continue;
        verb_text(out, p, c, (enum verb)verb);
        left--;
        buf_text(out, left == 0 ? "." : left == 1 ? ", and " : ", ");
    }
}
