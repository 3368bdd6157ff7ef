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
 * smallest.
 */
#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/proof.h"

/* A requirement that the distractor meets, and which of the others it shuts out. */
struct candidate {
    struct requirement now;
    uint32_t out; /* bit i: option i fails it */
};

struct search {
    const struct proof *proof;
    size_t option; /* the distractor */
    struct candidate *candidates;
    size_t count, cap;
    uint32_t holding; /* the options that hold once the broken requirements are changed */
    struct counterfactual *best;
};

static const struct fact *fact_of(const struct search *s, size_t option, size_t property)
{
    const struct fact_table *table = &s->proof->bank->facts;
    long subject = facts_subject(table, s->proof->question->options[option].subject);
    return subject < 0 ? NULL : table->subjects[subject].fact[property];
}

static const struct property *property_of(const struct search *s, size_t property)
{
    return &s->proof->bank->facts.properties[property];
}

/* --- what the distractor's facts let one ask for --- */

static void add_candidate(struct search *s, size_t property, enum operator_kind op,
                          struct value value)
{
    const struct question *q = s->proof->question;
    struct candidate c = {
        .now = {.clue = "",
                .property = property_of(s, property)->id,
                .op = op,
                .property_at = property,
                .value = value}
    };
    for (size_t o = 0; o < q->option_count; o++)
        if (proof_meets(property_of(s, property), fact_of(s, o, property), &c.now) ==
            TRUTH_FAILS)
            c.out |= (uint32_t)1 << o;
    if (c.out == 0)
        return; /* shuts out nobody */
    MEM_ROOM(s->candidates, s->count, s->cap);
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
    case PROPERTY_QUANTITY:
        add_candidate(s, property, OPERATOR_AT_LEAST, f->value);
        break;
    }
}

/* --- the requirements that it fails --- */

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
        c.now.value.set = f->value.set & (~f->value.set + 1); /* its first value */
        if (f->value.set == 0)
            c.kind = CHANGE_DROP;
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

/* Of the options HOLDING, those that stay after the preferences of the question. */
static uint32_t after_preferences(const struct search *s, uint32_t holding)
{
    const struct question *q = s->proof->question;
    for (size_t i = 0; i < q->preference_count; i++) {
        const struct preference *r = &q->preferences[i];
        bool has_best = false;
        int64_t best = 0;
        for (size_t o = 0; o < q->option_count; o++) {
            const struct fact *f = fact_of(s, o, r->property_at);
            if ((holding >> o & 1) == 0)
                continue;
            if (f == NULL)
                return 0; /* not known: nothing can be said to be right */
            if (!has_best || (r->order == PREFER_MOST ? f->value.number > best
                                                      : f->value.number < best))
                best = f->value.number;
            has_best = true;
        }
        for (size_t o = 0; o < q->option_count; o++)
            if ((holding >> o & 1) != 0 &&
                fact_of(s, o, r->property_at)->value.number != best)
                holding &= ~((uint32_t)1 << o);
    }
    return holding;
}

static bool is_right(const struct search *s, uint32_t out)
{
    uint32_t staying = after_preferences(s, s->holding & ~out);
    return (staying >> s->option & 1) != 0 &&
           count_bits(staying) == s->proof->question->select;
}

/* Add LEFT more candidates from FIRST on to those of C. */
static bool add_some(struct search *s, struct counterfactual *c, uint32_t out,
                     size_t first, int left)
{
    if (left == 0)
        return is_right(s, out);
    for (size_t i = first; i < s->count; i++) {
        const struct candidate *now = &s->candidates[i];
        if ((now->out & s->holding & ~out) == 0)
            continue; /* it shuts out nobody who is still there */
        c->changes[c->count++] = (struct change){
            .kind = CHANGE_ADD, .requirement = (size_t)-1, .now = now->now};
        if (add_some(s, c, out | now->out, i + 1, left - 1))
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
        if (t == TRUTH_UNKNOWN)
            return; /* with these changes a fact would be missing */
        if (t == TRUTH_HOLDS)
            s.holding |= (uint32_t)1 << o;
    }
    for (size_t i = 0; i < p->bank->facts.property_count; i++)
        add_candidates(&s, i);
    for (int added = 0; added <= CHANGES_ADDED_MOST && !c->is_found; added++)
        c->is_found = add_some(&s, c, 0, 0, added);
    free(s.candidates);
}

/* --- in words --- */

static void asked_text(struct buf *out, const struct property *p,
                       const struct requirement *r)
{
    switch (r->op) {
    case OPERATOR_IS:
        if (p->kind == PROPERTY_FLAG) {
            buf_printf(out, "%s %s wanted", p->text,
                       r->value.number ? "were" : "were not");
            return;
        }
        buf_printf(out, "%s had to be ", p->text);
        break;
    case OPERATOR_HAS:
        buf_printf(out, "%s had to include ", p->text);
        break;
    case OPERATOR_NOT:
        buf_printf(out, "%s had to leave out ", p->text);
        break;
    case OPERATOR_AT_LEAST:
        buf_printf(out, "%s had to be at least ", p->text);
        break;
    case OPERATOR_AT_MOST:
        buf_printf(out, "%s had to be at most ", p->text);
        break;
    }
    proof_value_text(out, p, &r->value);
}

static void change_text(struct buf *out, const struct proof *p, const struct change *c)
{
    const struct property *property =
        &p->bank->facts
             .properties[c->kind == CHANGE_DROP
                             ? p->question->requirements[c->requirement].property_at
                             : c->now.property_at];
    switch (c->kind) {
    case CHANGE_RELAX:
        buf_printf(out, "%s of ", property->text);
        proof_value_text(out, property, &c->now.value);
        buf_text(out, " were enough");
        break;
    case CHANGE_DROP:
        buf_printf(out, "%s did not matter", property->text);
        break;
    case CHANGE_TURN:
    case CHANGE_ADD:
        asked_text(out, property, &c->now);
        break;
    }
}

void counterfactual_text(struct buf *out, const struct proof *p,
                         const struct counterfactual *c)
{
    if (!c->is_found)
        return;
    buf_text(out, "It would be right if ");
    for (size_t i = 0; i < c->count; i++) {
        buf_text(out, i == 0 ? "" : i + 1 == c->count ? " and " : ", ");
        change_text(out, p, &c->changes[i]);
    }
    buf_text(out, ".");
}
