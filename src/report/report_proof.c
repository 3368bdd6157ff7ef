/*
 * report_proof.c - a proof set on a page: what each option is to each requirement, the
 * facts behind it with where they were read, the verdict, and what would have to change.
 *
 * One question is a table, option by requirement, where the page has the columns for it;
 * else a block of lines for each option. Several questions are a line each. A fact is
 * named by the number of its source, [1], as in the list below the table.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/proof.h"
#include "report_facts.h"

/* A proof, and the sources that its facts are from so far. */
struct told {
    const struct proof *proof;
    struct cited cited;
};

static const struct property *property_at(const struct told *t, size_t property)
{
    return &t->proof->bank->facts.properties[property];
}

static const char *truth_sign(const struct page *p, enum truth t)
{
    return t == TRUTH_HOLDS   ? page_sign(p, "\u2713", "+")
           : t == TRUTH_FAILS ? page_sign(p, "\u2717", "-")
                              : "?";
}

static enum page_style truth_style(enum truth t)
{
    return t == TRUTH_HOLDS ? PAGE_GOOD : t == TRUTH_FAILS ? PAGE_BAD : PAGE_WARN;
}

/* "tens-of-ms [2]", or "not known". */
static void fact_text(struct buf *out, struct told *t, const struct fact *f,
                      size_t property)
{
    if (f == NULL) {
        buf_text(out, "not known");
        return;
    }
    proof_value_text(out, property_at(t, property), &f->value);
    buf_printf(out, " [%zu]", cited_number(&t->cited, f));
}

/* "at least sub-ms" */
static void needed_text(struct buf *out, const struct told *t,
                        const struct requirement *r)
{
    buf_printf(out, "%s ", operator_name(r->op));
    proof_value_text(out, property_at(t, r->property_at), &r->value);
}

/* "most client-throughput" */
static void preference_text(struct buf *out, const struct preference *r)
{
    buf_printf(out, "%s %s", preference_order_name(r->order), r->property);
}

/* Does OPTION come as far as preference NTH? */
static bool comes_to(const struct proof *p, size_t option, size_t nth)
{
    for (size_t r = 0; r < p->question->requirement_count; r++)
        if (proof_cell(p, option, r) != TRUTH_HOLDS)
            return false;
    return p->lost_by[option] < 0 || (size_t)p->lost_by[option] >= nth;
}

/* Does preference NTH choose among several, OPTION one of them? */
static bool is_compared(const struct proof *p, size_t option, size_t nth)
{
    size_t count = 0;
    for (size_t o = 0; o < p->question->option_count; o++)
        count += comes_to(p, o, nth);
    return count > 1 && comes_to(p, option, nth);
}

/* What OPTION is after all: the truth of its requirements, but a loser fails. */
static enum truth outcome(const struct proof *p, size_t option)
{
    return p->lost_by[option] >= 0 ? TRUTH_FAILS : p->option[option];
}

static void outcome_text(struct buf *out, const struct proof *p, size_t option)
{
    if (p->lost_by[option] >= 0)
        buf_printf(out, "loses: %s",
                   p->question->preferences[p->lost_by[option]].property);
    else
        buf_text(out, truth_name(p->option[option]));
}

/* --- the table --- */

static void name_text(struct buf *out, const struct proof *p, size_t option)
{
    bool is_key = (p->question->key >> option & 1) != 0;
    buf_printf(out, "%s%s", p->question->options[option].id, is_key ? " (key)" : "");
}

static void cell_text(struct buf *out, const struct page *p, struct told *t,
                      size_t option, size_t r)
{
    enum truth cell = proof_cell(t->proof, option, r);
    buf_printf(out, "%s %s: ", truth_sign(p, cell), truth_name(cell));
    fact_text(out, t, proof_fact(t->proof, option, r),
              t->proof->question->requirements[r].property_at);
}

static void compared_text(struct buf *out, struct told *t, size_t option, size_t nth)
{
    size_t property = t->proof->question->preferences[nth].property_at;
    if (is_compared(t->proof, option, nth))
        fact_text(out, t, proof_option_fact(t->proof, option, property), property);
}

/* Columns: the option, each requirement, each preference, what it comes to. */
static size_t column_count(const struct proof *p)
{
    return p->question->requirement_count + p->question->preference_count + 2;
}

/* Take the text of one cell, and leave the buffer empty for the next. */
static void take(struct page_table *table, struct buf *cell)
{
    page_table_cell(table, buf_str(cell));
    buf_clear(cell);
}

static void table_head(struct page_table *table, struct told *t)
{
    const struct question *q = t->proof->question;
    struct buf cell = {0};
    take(table, &cell);
    for (size_t r = 0; r < q->requirement_count; r++) {
        buf_text(&cell, q->requirements[r].property);
        take(table, &cell);
    }
    for (size_t i = 0; i < q->preference_count; i++) {
        preference_text(&cell, &q->preferences[i]);
        take(table, &cell);
    }
    take(table, &cell);
    buf_text(&cell, "needed");
    take(table, &cell);
    for (size_t r = 0; r < q->requirement_count; r++) {
        needed_text(&cell, t, &q->requirements[r]);
        take(table, &cell);
    }
    for (size_t i = 0; i <= q->preference_count; i++)
        take(table, &cell);
    buf_release(&cell);
}

static void table_row(struct page_table *table, struct told *t, size_t option)
{
    const struct question *q = t->proof->question;
    struct buf cell = {0};
    name_text(&cell, t->proof, option);
    take(table, &cell);
    for (size_t r = 0; r < q->requirement_count; r++) {
        cell_text(&cell, table->page, t, option, r);
        take(table, &cell);
    }
    for (size_t i = 0; i < q->preference_count; i++) {
        compared_text(&cell, t, option, i);
        take(table, &cell);
    }
    buf_printf(&cell, "%s ", truth_sign(table->page, outcome(t->proof, option)));
    outcome_text(&cell, t->proof, option);
    take(table, &cell);
    buf_release(&cell);
}

static void fill_table(struct page_table *table, struct told *t)
{
    table_head(table, t);
    for (size_t o = 0; o < t->proof->question->option_count; o++)
        table_row(table, t, o);
}

/* --- the same as lines --- */

static void line(struct page *p, enum truth cell, const struct buf *text)
{
    struct buf first = {0};
    buf_printf(&first, "  %s %s: ", truth_sign(p, cell), truth_name(cell));
    page_words(p, PAGE_PLAIN, first.bytes, 6, buf_str(text));
    buf_release(&first);
}

/* "  x fails: latency is tens-of-ms [2], needed at least sub-ms" */
static void requirement_line(struct page *p, struct told *t, size_t option, size_t r)
{
    const struct requirement *want = &t->proof->question->requirements[r];
    struct buf text = {0};
    buf_printf(&text, "%s ", want->property);
    fact_text(&text, t, proof_fact(t->proof, option, r), want->property_at);
    buf_text(&text, ", needed ");
    needed_text(&text, t, want);
    line(p, proof_cell(t->proof, option, r), &text);
    buf_release(&text);
}

static void preference_line(struct page *p, struct told *t, size_t option, size_t nth)
{
    const struct preference *want = &t->proof->question->preferences[nth];
    const struct fact *f = proof_option_fact(t->proof, option, want->property_at);
    struct buf text = {0};
    if (!is_compared(t->proof, option, nth))
        return;
    buf_printf(&text, "%s ", want->property);
    fact_text(&text, t, f, want->property_at);
    buf_text(&text, ", preferred ");
    preference_text(&text, want);
    line(p,
         f == NULL                                ? TRUTH_UNKNOWN
         : t->proof->lost_by[option] == (long)nth ? TRUTH_FAILS
                                                  : TRUTH_HOLDS,
         &text);
    buf_release(&text);
}

static void option_lines(struct page *p, struct told *t, size_t option)
{
    const struct question *q = t->proof->question;
    enum truth all = outcome(t->proof, option);
    struct buf text = {0};
    name_text(&text, t->proof, option);
    buf_text(&text, ": ");
    outcome_text(&text, t->proof, option);
    char first[8];
    snprintf(first, sizeof first, "%s ", truth_sign(p, all));
    page_words(p, truth_style(all), first, 2, text.bytes);
    for (size_t r = 0; r < q->requirement_count; r++)
        requirement_line(p, t, option, r);
    for (size_t i = 0; i < q->preference_count; i++)
        preference_line(p, t, option, i);
    buf_release(&text);
}

/* --- all of it --- */

static void options_by_requirements(struct page *p, struct told *t)
{
    size_t columns = column_count(t->proof);
    char *align = mem_get(columns + 1);
    struct page_table table = {.page = p, .columns = columns};
    table.align = memset(align, 'l', columns);
    fill_table(&table, t);
    if (p->columns == 0 || page_table_width(&table) <= p->columns) {
        page_table_finish(&table);
    } else {
        page_table_drop(&table);
        for (size_t o = 0; o < t->proof->question->option_count; o++)
            option_lines(p, t, o);
    }
    free(align);
}

/* latency at least sub-ms: "each read has to take less than a millisecond" */
static void clues(struct page *p, const struct told *t)
{
    const struct question *q = t->proof->question;
    struct buf text = {0};
    for (size_t r = 0; r < q->requirement_count; r++) {
        const struct requirement *want = &q->requirements[r];
        buf_printf(&text, "%s ", want->property);
        needed_text(&text, t, want);
        buf_printf(&text, ": \"%s\"", want->clue);
        page_words(p, PAGE_PLAIN, "  ", 4, text.bytes);
        buf_clear(&text);
    }
    for (size_t i = 0; i < q->preference_count; i++) {
        buf_text(&text, "of those that hold, ");
        preference_text(&text, &q->preferences[i]);
        buf_printf(&text, ": \"%s\"", q->preferences[i].clue);
        page_words(p, PAGE_PLAIN, "  ", 4, text.bytes);
        buf_clear(&text);
    }
    buf_release(&text);
}

static bool is_asked(const struct question *q, size_t property)
{
    for (size_t r = 0; r < q->requirement_count; r++)
        if (q->requirements[r].property_at == property)
            return true;
    for (size_t i = 0; i < q->preference_count; i++)
        if (q->preferences[i].property_at == property)
            return true;
    return false;
}

/* Two options may stand for one subject: is OPTION the first that does? */
static bool is_first_of_subject(const struct question *q, size_t option)
{
    size_t first = 0;
    while (strcmp(q->options[first].subject, q->options[option].subject) != 0)
        first++;
    return first == option;
}

/* The conditions under which the facts from SOURCE hold, each subject's once. */
static void notes(struct page *p, const struct told *t, size_t source)
{
    const struct bank *bank = t->proof->bank;
    const struct question *q = t->proof->question;
    struct buf text = {0};
    for (size_t o = 0; o < q->option_count; o++)
        for (size_t i = 0; i < bank->facts.property_count; i++) {
            const struct fact *f = is_asked(q, i) && is_first_of_subject(q, o)
                                       ? proof_option_fact(t->proof, o, i)
                                       : NULL;
            if (f == NULL || f->source_at != source || *f->note == '\0')
                continue;
            buf_printf(&text, "%s of %s: %s", f->property, q->options[o].subject,
                       f->note);
            page_words(p, PAGE_QUIET, "      ", 8, text.bytes);
            buf_clear(&text);
        }
    buf_release(&text);
}

static void sources(struct page *p, const struct told *t)
{
    if (t->cited.count > 0)
        page_heading(p, "Facts from");
    for (size_t i = 0; i < t->cited.count; i++) {
        size_t source = t->cited.sources[i];
        facts_source(p, &t->proof->bank->facts.sources[source], i + 1);
        notes(p, t, source);
    }
}

static void counterfactuals(struct page *p, const struct proof *proof)
{
    bool has_heading = false;
    for (size_t o = 0; o < proof->question->option_count; o++) {
        struct counterfactual c = {0};
        struct buf text = {0};
        if ((proof->question->key >> o & 1) == 0)
            counterfactual_find(&c, proof, o);
        if (c.is_found && !has_heading) {
            page_heading(p, "What would have to change");
            has_heading = true;
        }
        if (c.is_found) {
            buf_printf(&text, "%s: ", proof->question->options[o].id);
            counterfactual_text(&text, proof, &c);
            page_words(p, PAGE_PLAIN, "  ", 4, text.bytes);
        }
        buf_release(&text);
    }
}

static enum truth state_truth(enum proof_state state)
{
    return state == PROOF_PROVED                              ? TRUTH_HOLDS
           : state == PROOF_REFUTED || state == PROOF_MISSING ? TRUTH_FAILS
                                                              : TRUTH_UNKNOWN;
}

/* "+ proved", with a sign of its own for what was given up. */
static void state_text(struct buf *out, const struct page *p, enum proof_state state)
{
    buf_printf(out, "%s %s",
               state == PROOF_GIVEN_UP ? "~" : truth_sign(p, state_truth(state)),
               proof_state_name(state));
}

static void verdict(struct page *p, const struct proof *proof)
{
    struct buf text = {0};
    state_text(&text, p, proof->state);
    buf_text(&text, ": ");
    proof_reason(proof, &text);
    page_words(p, truth_style(state_truth(proof->state)), "", 2, text.bytes);
    buf_release(&text);
}

void report_proof(struct page *p, const struct proof *proof)
{
    struct told t = {.proof = proof};
    page_words(p, PAGE_TITLE, "", 0, proof->question->id);
    verdict(p, proof);
    if (proof->cells == NULL)
        return;
    page_heading(p, "What the scenario says");
    clues(p, &t);
    page_heading(p, "Option by requirement");
    options_by_requirements(p, &t);
    sources(p, &t);
    counterfactuals(p, proof);
    free(t.cited.sources);
}

/* --- several --- */

size_t report_proof_count(const struct proof_list *list, enum proof_state state)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += list->proofs[i].state == state;
    return count;
}

static void totals_line(struct page *p, const struct proof_list *list)
{
    static const enum proof_state order[] = {PROOF_PROVED, PROOF_GIVEN_UP, PROOF_UNKNOWN,
                                             PROOF_REFUTED, PROOF_MISSING};
    struct buf line = {0};
    for (size_t i = 0; i < COUNT(order); i++)
        buf_printf(&line, "%s%zu %s", i > 0 ? ", " : "",
                   report_proof_count(list, order[i]), proof_state_name(order[i]));
    page_words(p, PAGE_PLAIN, "", 0, line.bytes);
    buf_release(&line);
}

void report_proofs(struct page *p, const struct proof_list *list)
{
    struct page_table rows = {.page = p, .align = "lll", .columns = 3};
    for (size_t i = 0; i < list->count; i++) {
        const struct proof *proof = &list->proofs[i];
        struct buf cell = {0};
        state_text(&cell, p, proof->state);
        take(&rows, &cell);
        page_table_cell(&rows, proof->question->id);
        if (proof->state != PROOF_PROVED)
            proof_reason(proof, &cell);
        take(&rows, &cell);
        buf_release(&cell);
    }
    page_table_finish(&rows);
    page_blank(p);
    totals_line(p, list);
}
