/*
 * proof.c - the solver: facts and requirements to a table, and the table to a verdict.
 *
 * In:   a linked bank and one of its questions.
 * Out:  for each option and requirement whether it holds; what stays after the
 *       preferences; whether that is the key, and if not, why.
 *
 * What would have to change for a distractor to be right is in counterfactual.c.
 */
#include "quizctl/proof.h"

#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"

/* --- one cell --- */

static enum truth truth(bool holds)
{
    return holds ? TRUTH_HOLDS : TRUTH_FAILS;
}

enum truth proof_meets(const struct property *property, const struct fact *fact,
                       const struct requirement *r)
{
    if (fact == NULL)
        return TRUTH_UNKNOWN;
    const struct value *is = &fact->value, *want = &r->value;
    switch (r->op) {
    case OPERATOR_IS:
        return truth(is->number == want->number);
    case OPERATOR_HAS:
        return truth((is->set & want->set) == want->set);
    case OPERATOR_NOT:
        return truth(property->kind == PROPERTY_SET ? (is->set & want->set) == 0
                                                    : is->number != want->number);
    case OPERATOR_AT_LEAST:
        return truth(is->number >= want->number);
    case OPERATOR_AT_MOST:
        return truth(is->number <= want->number);
    }
    return TRUTH_UNKNOWN;
}

static const struct fact *fact_of(const struct proof *p, size_t option, size_t property)
{
    const struct fact_table *table = &p->bank->facts;
    long subject = facts_subject(table, p->question->options[option].subject);
    return subject < 0 ? NULL : table->subjects[subject].fact[property];
}

const struct fact *proof_fact(const struct proof *p, size_t option, size_t requirement)
{
    return fact_of(p, option, p->question->requirements[requirement].property_at);
}

enum truth proof_cell(const struct proof *p, size_t option, size_t requirement)
{
    return p->cells[option * p->question->requirement_count + requirement];
}

long proof_broken(const struct proof *p, size_t option)
{
    for (size_t r = 0; r < p->question->requirement_count; r++)
        if (proof_cell(p, option, r) == TRUTH_FAILS)
            return (long)r;
    return -1;
}

/* --- the table --- */

static void fill_cells(struct proof *p)
{
    const struct question *q = p->question;
    for (size_t o = 0; o < q->option_count; o++) {
        enum truth worst = TRUTH_HOLDS;
        for (size_t r = 0; r < q->requirement_count; r++) {
            const struct requirement *want = &q->requirements[r];
            enum truth cell = proof_meets(&p->bank->facts.properties[want->property_at],
                                          fact_of(p, o, want->property_at), want);
            p->cells[o * q->requirement_count + r] = cell;
            worst = cell < worst ? cell : worst;
        }
        p->option[o] = worst;
        p->lost_by[o] = -1;
        if (worst == TRUTH_HOLDS)
            p->staying |= (uint32_t)1 << o;
    }
}

static bool stays(const struct proof *p, size_t option)
{
    return (p->staying >> option & 1) != 0;
}

/* Is value A better than B under preference R? */
static bool is_better(const struct preference *r, int64_t a, int64_t b)
{
    return r->order == PREFER_MOST ? a > b : a < b;
}

/* Keep the best on preference NTH; an option whose fact is not known becomes unknown. */
static void prefer(struct proof *p, size_t nth)
{
    const struct preference *r = &p->question->preferences[nth];
    const struct fact *best = NULL;
    for (size_t o = 0; o < p->question->option_count; o++) {
        const struct fact *f = fact_of(p, o, r->property_at);
        if (!stays(p, o))
            continue;
        if (f == NULL)
            p->option[o] = TRUTH_UNKNOWN;
        else if (best == NULL || is_better(r, f->value.number, best->value.number))
            best = f;
    }
    for (size_t o = 0; o < p->question->option_count; o++) {
        const struct fact *f = fact_of(p, o, r->property_at);
        if (stays(p, o) && f != NULL && f->value.number != best->value.number) {
            p->lost_by[o] = (long)nth;
            p->staying &= ~((uint32_t)1 << o);
        }
    }
}

static bool has_unknown(const struct proof *p)
{
    for (size_t o = 0; o < p->question->option_count; o++)
        if (p->option[o] == TRUTH_UNKNOWN)
            return true;
    return false;
}

void proof_make(struct proof *p, const struct bank *bank, const struct question *q)
{
    *p = (struct proof){.bank = bank, .question = q};
    if (q->requirement_count + q->preference_count == 0) {
        p->state = *q->unproved != '\0' ? PROOF_GIVEN_UP : PROOF_MISSING;
        return;
    }
    p->cells = mem_get(q->option_count * q->requirement_count * sizeof *p->cells);
    fill_cells(p);
    for (size_t i = 0; i < q->preference_count; i++)
        prefer(p, i);
    p->state = has_unknown(p)         ? PROOF_UNKNOWN
               : p->staying == q->key ? PROOF_PROVED
                                      : PROOF_REFUTED;
}

void proof_release(struct proof *p)
{
    free(p->cells);
    *p = (struct proof){0};
}

/* --- in words --- */

const char *proof_state_name(enum proof_state state)
{
    static const char *const names[] = {"proved", "given up", "missing", "unknown",
                                        "refuted"};
    return names[state];
}

/* A list of names that grows by one. */
static void add_name(struct buf *list, const char *name)
{
    buf_printf(list, "%s%s", list->len > 0 ? ", " : "", name);
}

static void unknown_reason(const struct proof *p, struct buf *out)
{
    const struct question *q = p->question;
    const struct property *properties = p->bank->facts.properties;
    struct buf list = {0};
    for (size_t o = 0; o < q->option_count; o++) {
        if (p->option[o] != TRUTH_UNKNOWN)
            continue;
        for (size_t r = 0; r < q->requirement_count; r++)
            if (proof_cell(p, o, r) == TRUTH_UNKNOWN)
                buf_printf(&list, "%s%s of %s", list.len > 0 ? ", " : "",
                           properties[q->requirements[r].property_at].id,
                           q->options[o].subject);
        for (size_t i = 0; i < q->preference_count; i++)
            if (stays(p, o) && fact_of(p, o, q->preferences[i].property_at) == NULL)
                buf_printf(&list, "%s%s of %s", list.len > 0 ? ", " : "",
                           properties[q->preferences[i].property_at].id,
                           q->options[o].subject);
    }
    buf_printf(out, "not known: %s", buf_str(&list));
    buf_release(&list);
}

static void refuted_reason(const struct proof *p, struct buf *out)
{
    struct buf extra = {0}, failing = {0};
    for (size_t o = 0; o < p->question->option_count; o++) {
        const struct option *option = &p->question->options[o];
        bool is_key = (p->question->key >> o & 1) != 0;
        if (stays(p, o) && !is_key)
            add_name(&extra, option->id);
        if (!stays(p, o) && is_key)
            add_name(&failing, option->id);
    }
    if (failing.len > 0)
        buf_printf(out, "keyed but not right: %s", failing.bytes);
    if (extra.len > 0)
        buf_printf(out, "%sright but not keyed: %s", failing.len > 0 ? "; " : "",
                   extra.bytes);
    buf_release(&extra);
    buf_release(&failing);
}

void proof_reason(const struct proof *p, struct buf *out)
{
    switch (p->state) {
    case PROOF_PROVED:
        buf_text(out, "exactly the key meets every requirement");
        break;
    case PROOF_GIVEN_UP:
        buf_text(out, p->question->unproved);
        break;
    case PROOF_MISSING:
        buf_text(out, "it has neither \"requires\" nor \"unproved\"");
        break;
    case PROOF_UNKNOWN:
        unknown_reason(p, out);
        break;
    case PROOF_REFUTED:
        refuted_reason(p, out);
        break;
    }
}

void proof_value_text(struct buf *out, const struct property *property,
                      const struct value *value)
{
    size_t named = 0;
    switch (property->kind) {
    case PROPERTY_FLAG:
        buf_text(out, value->number != 0 ? "yes" : "no");
        break;
    case PROPERTY_ONE:
    case PROPERTY_SCALE:
        buf_text(out, property->values.text[value->number]);
        break;
    case PROPERTY_SET:
        for (size_t i = 0; i < property->values.count; i++)
            if ((value->set >> i & 1) != 0)
                buf_printf(out, "%s%s", named++ > 0 ? " and " : "",
                           property->values.text[i]);
        if (named == 0)
            buf_text(out, "none");
        break;
    case PROPERTY_QUANTITY:
        if (value->number == VALUE_UNLIMITED) {
            buf_text(out, "unlimited");
            break;
        }
        buf_decimal(out, value->number, 3);
        buf_printf(out, " %s", property->unit);
        break;
    }
}

void proof_broken_text(struct buf *out, const struct proof *p, size_t option)
{
    const struct question *q = p->question;
    long r = proof_broken(p, option);
    if (r >= 0) {
        const struct requirement *want = &q->requirements[r];
        const struct property *property = &p->bank->facts.properties[want->property_at];
        buf_printf(out, "%s: ", property->text);
        proof_value_text(out, property, &proof_fact(p, option, (size_t)r)->value);
        buf_printf(out, "; needed: %s%s",
                   want->op == OPERATOR_IS ? "" : operator_name(want->op),
                   want->op == OPERATOR_IS ? "" : " ");
        proof_value_text(out, property, &want->value);
    } else if (p->lost_by[option] >= 0) {
        const struct preference *want = &q->preferences[p->lost_by[option]];
        const struct property *property = &p->bank->facts.properties[want->property_at];
        buf_printf(out, "%s: ", property->text);
        proof_value_text(out, property, &fact_of(p, option, want->property_at)->value);
        buf_printf(out, "; another option has %s",
                   want->order == PREFER_MOST ? "more" : "less");
    }
}

/* --- what an answer overlooked --- */

static const char *clue_of(const struct proof *p, size_t option)
{
    long r = proof_broken(p, option);
    if (r >= 0)
        return p->question->requirements[r].clue;
    return p->lost_by[option] >= 0 ? p->question->preferences[p->lost_by[option]].clue
                                   : "";
}

const char *proof_missed_clue(const struct bank *bank, const struct question *q,
                              const struct answer *a)
{
    uint32_t wrong = a->picked & ~q->key;
    const char *clue = "";
    struct proof p;
    if (wrong == 0 || q->requirement_count + q->preference_count == 0)
        return clue;
    proof_make(&p, bank, q);
    for (size_t o = 0; o < q->option_count && *clue == '\0'; o++)
        if ((wrong >> o & 1) != 0)
            clue = clue_of(&p, o);
    proof_release(&p);
    return clue;
}
