/*
 * counterfactual.c - the smallest change of the requirements that makes a distractor
 * right.
 *
 * In:   a proof and one of its distractors.
 * Out:  a list of changes, and the sentence that tells them.
 *
 * Each requirement that the distractor fails must change; how, follows from the value
 * that it has: a lower bar (RELAX), another value (TURN), or none (DROP). Then others may
 * still hold. Up to three requirements on the distractor's own facts are added to shut
 * them out: all ones, then all twos, then all threes are tried, so the first found is a
 * smallest. Of requirements that shut out the same options only the first is tried: the
 * others could do nothing that it cannot.
 */
#include <stdlib.h>
#include <string.h>

#include "prefer.h"
#include "quizctl/mem.h"
#include "quizctl/proof.h"

/* Requirements to try. Those that do the same count once, so only a bank made for it has
 * more; the rest is left out, so that time is bounded. */
enum { CANDIDATES_MOST = 64 };

/* A requirement that the distractor meets, and what the other options are under it. */
struct candidate {
    struct requirement now;
    uint32_t out;     /* bit i: option i fails it */
    uint32_t unknown; /* bit i: nobody knows whether it does */
};

struct search {
    const struct proof *proof;
    size_t option; /* the distractor */
    struct candidate candidates[CANDIDATES_MOST];
    size_t count;
    /* Once the broken requirements are changed: */
    uint32_t holding; /* the options that hold */
    uint32_t unknown; /* those of which it is not known */
};

static const struct fact *fact_of(const struct search *s, size_t option, size_t property)
{
    return proof_option_fact(s->proof, option, property);
}

static const struct property *property_of(const struct search *s, size_t property)
{
    return &s->proof->bank->facts.properties[property];
}

/* --- what the distractor's facts let one ask for --- */

static bool does_as(const struct candidate *a, const struct candidate *b)
{
    return a->out == b->out && a->unknown == b->unknown;
}

static void add_candidate(struct search *s, size_t property, enum operator_kind op,
                          struct value value)
{
    const struct property *p = property_of(s, property);
    struct candidate c = {
        .now = {.clue = "",
                .property = p->id,
                .op = op,
                .property_at = property,
                .value = value}
    };
    for (size_t o = 0; o < s->proof->question->option_count; o++) {
        enum truth t = proof_meets(p, fact_of(s, o, property), &c.now);
        c.out |= (uint32_t)(t == TRUTH_FAILS) << o;
        c.unknown |= (uint32_t)(t == TRUTH_UNKNOWN) << o;
    }
    c.out &= s->holding | s->unknown;
    c.unknown &= s->holding | s->unknown;
    if (c.out == 0 || s->count == CANDIDATES_MOST)
        return; /* shuts out nobody who is there */
    for (size_t i = 0; i < s->count; i++)
        if (does_as(&s->candidates[i], &c))
            return;
    s->candidates[s->count++] = c;
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
                add_candidate(s, property, OPERATOR_HAS,
                              (struct value){.set = (uint64_t)1 << i});
        break;
    case PROPERTY_SCALE:
        add_candidate(s, property, OPERATOR_AT_LEAST, f->value);
        break;
    case PROPERTY_QUANTITY: /* whether more is better only the scenario can say */
        add_candidate(s, property, OPERATOR_AT_LEAST, f->value);
        add_candidate(s, property, OPERATOR_AT_MOST, f->value);
        break;
    }
}

/* --- the requirements that it fails --- */

/* How many options fail a requirement for value I of set property PROPERTY. */
static size_t shut_out_by(const struct search *s, size_t property, size_t i)
{
    const struct requirement r = {.op = OPERATOR_HAS, .value.set = (uint64_t)1 << i};
    size_t count = 0;
    for (size_t o = 0; o < s->proof->question->option_count; o++)
        count += proof_meets(property_of(s, property), fact_of(s, o, property), &r) ==
                 TRUTH_FAILS;
    return count;
}

/* The value of set fact F that the fewest other options have. */
static uint64_t most_own(const struct search *s, size_t property, const struct fact *f)
{
    uint64_t own = 0;
    size_t most = 0;
    for (size_t i = 0; i < property_of(s, property)->values.count; i++) {
        if ((f->value.set >> i & 1) == 0)
            continue;
        size_t count = shut_out_by(s, property, i);
        if (own == 0 || count > most) {
            own = (uint64_t)1 << i;
            most = count;
        }
    }
    return own;
}

/* What requirement R becomes so that fact F meets it. */
static struct change change_for(const struct search *s, size_t r, const struct fact *f)
{
    const struct requirement *was = &s->proof->question->requirements[r];
    const struct property *p = property_of(s, was->property_at);
    struct change c = {.kind = CHANGE_TURN, .requirement = r, .now = *was};
    c.now.value = f->value;
    switch (was->op) {
    case OPERATOR_AT_LEAST:
    case OPERATOR_AT_MOST:
        c.kind = CHANGE_RELAX;
        break;
    case OPERATOR_HAS:
        c.now.value.set = was->value.set & f->value.set;
        if (c.now.value.set != 0)
            c.kind = CHANGE_RELAX; /* it has some of what is asked for */
        else if (f->value.set == 0)
            c = (struct change){.kind = CHANGE_DROP, .requirement = r, .now = *was};
        else
            c.now.value.set = most_own(s, was->property_at, f);
        break;
    case OPERATOR_NOT:
        c.now.op = p->kind == PROPERTY_SET ? OPERATOR_HAS : OPERATOR_IS;
        c.now.value.set = was->value.set & f->value.set;
        break;
    case OPERATOR_IS:
        break;
    }
    return c;
}

/* Change every requirement that the distractor fails. False when there are too many. */
static bool change_broken(struct search *s, struct counterfactual *c)
{
    const struct question *q = s->proof->question;
    for (size_t r = 0; r < q->requirement_count; r++) {
        if (proof_cell(s->proof, s->option, r) != TRUTH_FAILS)
            continue;
        if (c->count == CHANGES_MOST - CHANGES_ADDED_MOST)
            return false;
        c->changes[c->count++] =
            change_for(s, r, fact_of(s, s->option, q->requirements[r].property_at));
    }
    return true;
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

/* --- shutting out the others --- */

static size_t count_bits(uint32_t bits)
{
    size_t count = 0;
    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

/* Is the distractor right when added requirements shut OUT some options, and leave it
 * UNKNOWN whether they shut out some? */
static bool is_right(const struct search *s, uint32_t out, uint32_t unknown)
{
    struct preferred told;
    if (((s->unknown | unknown) & ~out) != 0)
        return false;
    uint32_t staying = prefer(s->proof, s->holding & ~out, &told);
    return told.unknown == 0 && (staying >> s->option & 1) != 0 &&
           count_bits(staying) == s->proof->question->select;
}

/* Add LEFT more candidates from FIRST on to those of C. */
static bool add_some(const struct search *s, struct counterfactual *c, uint32_t out,
                     uint32_t unknown, size_t first, int left)
{
    if (left == 0)
        return is_right(s, out, unknown);
    for (size_t i = first; i < s->count; i++) {
        const struct candidate *now = &s->candidates[i];
        if ((now->out & ~out) == 0)
            continue; /* it shuts out nobody who is still there */
        c->changes[c->count++] = (struct change){
            .kind = CHANGE_ADD, .requirement = (size_t)-1, .now = now->now};
        if (add_some(s, c, out | now->out, unknown | now->unknown, i + 1, left - 1))
            return true;
        c->count--;
    }
    return false;
}

void counterfactual_find(struct counterfactual *c, const struct proof *p, size_t option)
{
    struct search s = {.proof = p, .option = option};
    *c = (struct counterfactual){0};
    if (p->cells == NULL || p->option[option] == TRUTH_UNKNOWN || !change_broken(&s, c))
        return;
    for (size_t o = 0; o < p->question->option_count; o++) {
        enum truth t = holds_under(&s, c, o);
        s.holding |= (uint32_t)(t == TRUTH_HOLDS) << o;
        s.unknown |= (uint32_t)(t == TRUTH_UNKNOWN) << o;
    }
    for (size_t i = 0; i < p->bank->facts.property_count; i++)
        add_candidates(&s, i);
    for (int added = 0; added <= CHANGES_ADDED_MOST && !c->is_found; added++)
        c->is_found = add_some(&s, c, 0, 0, 0, added);
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

static void change_text(struct buf *out, const struct proof *p, const struct change *c)
{
    const struct requirement *now = &c->now;
    const struct property *property = &p->bank->facts.properties[now->property_at];
    bool is_no = property->kind == PROPERTY_FLAG && now->value.number == 0;
    struct requirement bare = *now;
    switch (c->kind) {
    case CHANGE_RELAX:
        bare.op = OPERATOR_IS;
        buf_text(out, now->op == OPERATOR_AT_MOST ? "allowed " : "settled for ");
        value_text(out, property, &bare);
        break;
    case CHANGE_DROP:
        buf_text(out, "did not ask for ");
        value_text(out, property, now);
        break;
    case CHANGE_TURN:
        buf_text(out, is_no ? "ruled out " : "asked for ");
        value_text(out, property, now);
        break;
    case CHANGE_ADD:
        buf_text(out, is_no ? "also ruled out " : "also asked for ");
        value_text(out, property, now);
        break;
    }
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

void counterfactual_text(struct buf *out, const struct proof *p,
                         const struct counterfactual *c)
{
    if (!c->is_found)
        return;
    buf_text(out, "It would be right if the scenario ");
    size_t left = 0;
    for (size_t i = 0; i < c->count; i++)
        left += !is_told(c, i);
    for (size_t i = 0; i < c->count; i++) {
        if (is_told(c, i))
            continue;
        change_text(out, p, &c->changes[i]);
        left--;
        buf_text(out, left == 0 ? "." : left == 1 ? ", and " : ", ");
    }
}
