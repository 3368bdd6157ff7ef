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

#include "prefer.h"
#include "quizctl/mem.h"

const char *truth_name(enum truth t)
{
    static const char *const names[] = {"fails", "unknown", "holds"};
    return names[t];
}

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

const struct fact *proof_option_fact(const struct proof *p, size_t option,
                                     size_t property)
{
    const struct fact_table *table = &p->bank->facts;
    long subject = facts_subject(table, p->question->options[option].subject);
    return subject < 0 ? NULL : table->subjects[subject].fact[property];
}

const struct fact *proof_fact(const struct proof *p, size_t option, size_t requirement)
{
    return proof_option_fact(p, option,
                             p->question->requirements[requirement].property_at);
}

enum truth proof_cell(const struct proof *p, size_t option, size_t requirement)
{
    return p->cells[option * p->question->requirement_count + requirement];
}

long proof_broken(const struct proof *p, size_t option)
{
    if (p->cells == NULL)
        return -1;
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
            enum truth cell =
                proof_meets(&p->bank->facts.properties[want->property_at],
                            proof_option_fact(p, o, want->property_at), want);
            p->cells[o * q->requirement_count + r] = cell;
            worst = cell < worst ? cell : worst;
        }
        p->option[o] = worst;
        if (worst == TRUTH_HOLDS)
            p->staying |= (uint32_t)1 << o;
    }
}

/* Is value A better than B under preference R? */
static bool is_better(const struct preference *r, int64_t a, int64_t b)
{
    return r->order == PREFER_MOST ? a > b : a < b;
}

static bool is_in(uint32_t set, size_t option)
{
    return (set >> option & 1) != 0;
}

/* The fact that is best under R among the options STAYING, or NULL. */
static const struct fact *best_of(const struct proof *p, const struct preference *r,
                                  uint32_t staying)
{
    const struct fact *best = NULL;
    for (size_t o = 0; o < p->question->option_count; o++) {
        const struct fact *f = proof_option_fact(p, o, r->property_at);
        if (is_in(staying, o) && f != NULL &&
            (best == NULL || is_better(r, f->value.number, best->value.number)))
            best = f;
    }
    return best;
}

uint32_t prefer(const struct proof *p, uint32_t staying, struct preferred *told)
{
    const struct question *q = p->question;
    *told = (struct preferred){0};
    for (size_t o = 0; o < q->option_count; o++)
        told->lost_by[o] = -1;
    for (size_t i = 0; i < q->preference_count; i++) {
        const struct preference *r = &q->preferences[i];
        if ((staying & (staying - 1)) == 0)
            break; /* one alone is the best whatever its fact */
        const struct fact *best = best_of(p, r, staying);
        for (size_t o = 0; o < q->option_count; o++) {
            const struct fact *f = proof_option_fact(p, o, r->property_at);
            if (!is_in(staying, o))
                continue;
            if (f == NULL) {
                told->unknown |= (uint32_t)1 << o;
            } else if (f->value.number != best->value.number) {
                told->lost_by[o] = (long)i;
                staying &= ~((uint32_t)1 << o);
            }
        }
    }
    return staying;
}

/* Let the preferences choose among the options that hold. */
static void choose(struct proof *p)
{
    struct preferred told;
    p->staying = prefer(p, p->staying, &told);
    for (size_t o = 0; o < p->question->option_count; o++) {
        p->lost_by[o] = told.lost_by[o];
        if (is_in(told.unknown, o))
            p->option[o] = TRUTH_UNKNOWN;
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
    for (size_t o = 0; o < COUNT(p->lost_by); o++)
        p->lost_by[o] = -1;
    /* Of an order or a match the proof would show only which options belong to it. */
    if (q->kind != QUESTION_CHOICE || q->requirement_count + q->preference_count == 0) {
        p->state = *q->unproved != '\0' ? PROOF_GIVEN_UP : PROOF_MISSING;
        return;
    }
    p->cells = mem_get(q->option_count * q->requirement_count * sizeof *p->cells);
    fill_cells(p);
    choose(p);
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

/* "latency of efs" */
static void add_missing(struct buf *list, const struct proof *p, size_t option,
                        size_t property)
{
    buf_printf(list, "%s%s of %s", list->len > 0 ? ", " : "",
               p->bank->facts.properties[property].id,
               p->question->options[option].subject);
}

/* Several clues may ask for one property: is requirement R the first that does? */
static bool is_first_on_property(const struct question *q, size_t r)
{
    size_t first = 0;
    while (q->requirements[first].property_at != q->requirements[r].property_at)
        first++;
    return first == r;
}

static void unknown_reason(const struct proof *p, struct buf *out)
{
    const struct question *q = p->question;
    struct buf list = {0};
    for (size_t o = 0; o < q->option_count; o++) {
        if (p->option[o] != TRUTH_UNKNOWN)
            continue;
        for (size_t r = 0; r < q->requirement_count; r++)
            if (proof_cell(p, o, r) == TRUTH_UNKNOWN && is_first_on_property(q, r))
                add_missing(&list, p, o, q->requirements[r].property_at);
        for (size_t i = 0; i < q->preference_count; i++)
            if (is_in(p->staying, o) &&
                proof_option_fact(p, o, q->preferences[i].property_at) == NULL)
                add_missing(&list, p, o, q->preferences[i].property_at);
    }
    buf_printf(out, "not known: %s", buf_str(&list));
    buf_release(&list);
}

/* "efs (latency)": the option, and the property that it fails or loses by. */
static void add_loser(struct buf *list, const struct proof *p, size_t option)
{
    const struct question *q = p->question;
    long r = proof_broken(p, option);
    size_t property = r >= 0 ? q->requirements[r].property_at
                             : q->preferences[p->lost_by[option]].property_at;
    buf_printf(list, "%s%s (%s)", list->len > 0 ? ", " : "", q->options[option].id,
               p->bank->facts.properties[property].id);
}

static void refuted_reason(const struct proof *p, struct buf *out)
{
    struct buf extra = {0}, failing = {0};
    for (size_t o = 0; o < p->question->option_count; o++) {
        bool is_key = is_in(p->question->key, o), stays = is_in(p->staying, o);
        if (stays && !is_key)
            buf_printf(&extra, "%s%s", extra.len > 0 ? ", " : "",
                       p->question->options[o].id);
        if (!stays && is_key)
            add_loser(&failing, p, o);
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
        buf_printf(out, "exactly the key meets every requirement%s",
                   p->question->preference_count > 0 ? " and is preferred" : "");
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

/* "lustre, nfs and smb", or "none". */
static void set_text(struct buf *out, const struct property *property, uint64_t set)
{
    if (set == 0)
        buf_text(out, "none");
    for (size_t i = 0; i < property->values.count; i++) {
        if ((set >> i & 1) == 0)
            continue;
        set &= set - 1; /* those behind it are left */
        buf_printf(out, "%s%s", property->values.text[i],
                   set == 0                 ? ""
                   : (set & (set - 1)) == 0 ? " and "
                                            : ", ");
    }
}

void proof_value_text(struct buf *out, const struct property *property,
                      const struct value *value)
{
    switch (property->kind) {
    case PROPERTY_FLAG:
        buf_text(out, value->number != 0 ? "yes" : "no");
        break;
    case PROPERTY_ONE:
    case PROPERTY_SCALE:
        buf_text(out, property->values.text[value->number]);
        break;
    case PROPERTY_SET:
        set_text(out, property, value->set);
        break;
    case PROPERTY_QUANTITY:
        if (value->number == VALUE_UNLIMITED) {
            buf_text(out, "unlimited");
            break;
        }
        buf_decimal(out, value->number, VALUE_PLACES);
        buf_printf(out, " %s", property->unit);
        break;
    }
}

/* How fact F misses requirement WANT. */
static void missed_text(struct buf *out, const struct property *property,
                        const struct fact *f, const struct requirement *want)
{
    static const char *const needs[] = {
        [OPERATOR_IS] = "",
        [OPERATOR_HAS] = "",
        [OPERATOR_NOT] = "anything but ",
        [OPERATOR_AT_LEAST] = "at least ",
        [OPERATOR_AT_MOST] = "at most ",
    };
    if (property->kind == PROPERTY_FLAG) {
        buf_printf(out, "%s: \"%s\"",
                   f->value.number != 0 ? "so here, but ruled out"
                                        : "not so here, but needed",
                   property->text);
        return;
    }
    buf_text(out, "it has ");
    proof_value_text(out, property, &f->value);
    buf_printf(out, "; the need is %s", needs[want->op]);
    proof_value_text(out, property, &want->value);
    buf_printf(out, " (%s)", property->text);
}

void proof_broken_text(struct buf *out, const struct proof *p, size_t option)
{
    const struct question *q = p->question;
    long r = proof_broken(p, option), lost = p->lost_by[option];
    if (r >= 0) {
        const struct requirement *want = &q->requirements[r];
        missed_text(out, &p->bank->facts.properties[want->property_at],
                    proof_fact(p, option, (size_t)r), want);
    } else if (lost >= 0) {
        const struct preference *want = &q->preferences[lost];
        const struct property *property = &p->bank->facts.properties[want->property_at];
        const struct fact *best = best_of(p, want, p->staying);
        buf_text(out, "it has ");
        proof_value_text(out, property,
                         &proof_option_fact(p, option, want->property_at)->value);
        if (best != NULL) {
            buf_text(out, "; the best option has ");
            proof_value_text(out, property, &best->value);
        }
        buf_printf(out, " (%s)", property->text);
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

/* The clues that the options of Q go past, into CLUES[LIMIT_OPTIONS]. */
static void clues_of_question(const struct bank *bank, const struct question *q,
                              const char **clues)
{
    struct proof p;
    for (size_t o = 0; o < LIMIT_OPTIONS; o++)
        clues[o] = "";
    if (q->requirement_count + q->preference_count == 0)
        return;
    proof_make(&p, bank, q);
    for (size_t o = 0; o < q->option_count; o++)
        if ((q->key >> o & 1) == 0)
            clues[o] = clue_of(&p, o);
    proof_release(&p);
}

const char *proof_missed_clue(const struct bank *bank, const struct question *q,
                              const struct answer *a)
{
    const char *clues[LIMIT_OPTIONS];
    clues_of_question(bank, q, clues);
    for (size_t o = 0; o < q->option_count; o++)
        if ((a->picked >> o & 1) != 0 && *clues[o] != '\0')
            return clues[o];
    return "";
}

const char **proof_clues(const struct bank *bank)
{
    const char **clues = mem_get(bank->question_count * LIMIT_OPTIONS * sizeof *clues);
    for (size_t i = 0; i < bank->question_count; i++)
        clues_of_question(bank, &bank->questions[i], clues + i * LIMIT_OPTIONS);
    return clues;
}
