/*
 * report_facts.c - what is known of subjects, with where and when it was read.
 *
 * In:   the linked facts of a bank and which of them are asked for.
 * Out:  text or JSON. What was read too long ago is in report_stale.c, what follows from
 *       facts in report_proof.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"
#include "report_facts.h"

bool facts_asked_for(const struct facts_query *q, const char *subject,
                     const char *property)
{
    bool is_named = q->subjects.count == 0;
    for (size_t i = 0; i < q->subjects.count && !is_named; i++)
        is_named = strcmp(q->subjects.text[i], subject) == 0;
    return is_named && (q->property == NULL || strcmp(q->property, property) == 0);
}

const struct subject *facts_owner(const struct fact_table *table, const struct subject *s,
                                  size_t property)
{
    while (s->base >= 0 && table->subjects[s->base].fact[property] == s->fact[property])
        s = &table->subjects[s->base];
    return s;
}

/* --- the list --- */

void report_subjects(struct page *p, const struct bank *bank)
{
    struct page_table rows = {.page = p, .align = "lrl", .columns = 3};
    for (size_t i = 0; i < bank->facts.subject_count; i++) {
        const struct subject *s = &bank->facts.subjects[i];
        char count[40];
        snprintf(count, sizeof count, "%zu fact%s", s->fact_count,
                 s->fact_count == 1 ? " " : "s");
        page_table_cell(&rows, s->id);
        page_table_cell(&rows, count);
        page_table_cell(&rows, s->title);
    }
    page_table_finish(&rows);
    if (bank->facts.subject_count == 0)
        page_words(p, PAGE_PLAIN, "", 0, "This bank has no facts.");
}

/* --- facts with their sources --- */

size_t cited_number(struct cited *c, const struct fact *f)
{
    size_t i = 0;
    while (i < c->count && c->sources[i] != f->source_at)
        i++;
    if (i == c->count) {
        MEM_ROOM(c->sources, c->count, c->cap);
        c->sources[c->count++] = f->source_at;
    }
    return i + 1;
}

/* A row: FIRST, and "sub-ms [1] SSD storage class (from fsx-lustre)". */
static void fact_row(struct page_table *rows, struct cited *c, const char *first,
                     const struct subject *s, size_t property)
{
    const struct fact *f = s->fact[property];
    const struct subject *owner = facts_owner(c->table, s, property);
    struct buf cell = {0};
    page_table_cell(rows, first);
    proof_value_text(&cell, &c->table->properties[property], &f->value);
    buf_printf(&cell, " [%zu]%s%s", cited_number(c, f), *f->note != '\0' ? " " : "",
               f->note);
    if (owner != s)
        buf_printf(&cell, " (from %s)", owner->id);
    page_table_cell(rows, cell.bytes);
    buf_release(&cell);
}

static void one_subject(struct page *p, struct cited *c, const struct facts_query *q,
                        const struct subject *s)
{
    struct page_table rows = {.page = p, .align = "ll", .columns = 2};
    struct buf line = {0};
    if (p->out.len > 0)
        page_blank(p);
    buf_printf(&line, "%s: %s", s->id, s->title);
    page_words(p, PAGE_TITLE, "", 0, line.bytes);
    if (*s->text != '\0')
        page_words(p, PAGE_PLAIN, "", 0, s->text);
    if (s->base >= 0) {
        buf_clear(&line);
        buf_printf(&line, "What it does not say itself it takes over from %s.",
                   c->table->subjects[s->base].id);
        page_words(p, PAGE_QUIET, "", 0, line.bytes);
    }
    for (size_t i = 0; i < c->table->property_count; i++)
        if (s->fact[i] != NULL && facts_asked_for(q, s->id, c->table->properties[i].id))
            fact_row(&rows, c, c->table->properties[i].id, s, i);
    if (rows.len == 0)
        page_words(p, PAGE_WARN, "", 0, "Nothing is known.");
    page_table_finish(&rows);
    buf_release(&line);
}

/* "latency (scale): time until a small read is answered" and its values. */
static void property_head(struct page *p, const struct property *property)
{
    struct buf line = {0};
    buf_printf(&line, "%s (%s): %s", property->id, property_kind_name(property->kind),
               property->text);
    page_words(p, PAGE_TITLE, "", 0, line.bytes);
    buf_clear(&line);
    for (size_t i = 0; i < property->values.count; i++)
        buf_printf(&line, "%s%s", i > 0 ? ", " : "", property->values.text[i]);
    if (line.len > 0)
        page_words(p, PAGE_QUIET,
                   property->kind == PROPERTY_SCALE ? "From worst to best: " : "Values: ",
                   2, line.bytes);
    page_blank(p);
    buf_release(&line);
}

static void one_property(struct page *p, struct cited *c, const char *id)
{
    struct page_table rows = {.page = p, .align = "ll", .columns = 2};
    size_t property = (size_t)facts_property(c->table, id);
    property_head(p, &c->table->properties[property]);
    for (size_t i = 0; i < c->table->subject_count; i++) {
        const struct subject *s = &c->table->subjects[i];
        if (s->fact[property] != NULL)
            fact_row(&rows, c, s->id, s, property);
    }
    page_table_finish(&rows);
}

static void sources(struct page *p, const struct cited *c)
{
    if (c->count > 0)
        page_heading(p, "Sources");
    for (size_t i = 0; i < c->count; i++)
        facts_source(p, &c->table->sources[c->sources[i]], i + 1);
}

void facts_source(struct page *p, const struct source *s, size_t number)
{
    struct buf title = {0};
    char first[32];
    int width = snprintf(first, sizeof first, "  [%zu] ", number);
    buf_printf(&title, "%s, read %s", s->title, s->read);
    page_link(p, first, width, title.bytes, s->url);
    buf_release(&title);
}

void report_facts(struct page *p, const struct bank *bank, const struct facts_query *q)
{
    struct cited c = {.table = &bank->facts};
    for (size_t i = 0; i < q->subjects.count; i++)
        one_subject(p, &c, q,
                    &bank->facts.subjects[facts_subject(c.table, q->subjects.text[i])]);
    if (q->subjects.count == 0 && q->property != NULL)
        one_property(p, &c, q->property);
    sources(p, &c);
    free(c.sources);
}

/* --- JSON --- */

static void put_fact(struct json_writer *w, const struct fact_table *table,
                     const struct subject *s, size_t property)
{
    const struct fact *f = s->fact[property];
    const struct subject *owner = facts_owner(table, s, property);
    json_open(w, '{');
    json_member_string(w, "property", table->properties[property].id);
    report_value_json(w, "value", &table->properties[property], &f->value);
    json_member_string(w, "note", *f->note != '\0' ? f->note : NULL);
    json_member_string(w, "from", owner != s ? owner->id : NULL);
    report_source_json(w, &table->sources[f->source_at]);
    json_close(w, '}');
}

static void put_subject(struct json_writer *w, const struct fact_table *table,
                        const struct facts_query *q, const struct subject *s)
{
    json_open(w, '{');
    json_member_string(w, "id", s->id);
    json_member_string(w, "title", s->title);
    json_member_string(w, "text", *s->text != '\0' ? s->text : NULL);
    json_member_string(w, "extends", s->base >= 0 ? table->subjects[s->base].id : NULL);
    json_put_key(w, "facts");
    json_open(w, '[');
    for (size_t i = 0; i < table->property_count; i++)
        if (s->fact[i] != NULL && facts_asked_for(q, s->id, table->properties[i].id))
            put_fact(w, table, s, i);
    json_close(w, ']');
    json_close(w, '}');
}

void facts_json_open(struct json_writer *w, const struct bank *bank, const char *digest)
{
    json_open(w, '{');
    json_member_string(w, "format", "quizctl.facts/1");
    report_bank_json(w, bank, digest);
}

void report_facts_json(struct buf *out, const struct bank *bank,
                       const struct facts_query *q, const char *digest)
{
    struct json_writer w = {.out = out, .indent = 2};
    facts_json_open(&w, bank, digest);
    json_put_key(&w, "subjects");
    json_open(&w, '[');
    for (size_t i = 0; i < bank->facts.subject_count; i++) {
        const struct subject *s = &bank->facts.subjects[i];
        if (facts_asked_for(q, s->id, q->property != NULL ? q->property : ""))
            put_subject(&w, &bank->facts, q, s);
    }
    json_close(&w, ']');
    json_close(&w, '}');
    buf_char(out, '\n');
}
