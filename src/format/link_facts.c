/*
 * link_facts.c - make names in facts and requirements into places and values.
 *
 * In:   a bank whose files are all read: entries of subjects, properties, sources, and
 * what questions require, every name still text. Out:  fact_table.subjects, each with a
 * row of facts by property; values as numbers and sets. After this the solver (proof)
 * meets no name that it does not know.
 *
 * Facts of one subject may stand in several entries and be taken over from another
 * subject
 * (`extends`); what a subject says itself comes first.
 */
#include "link_facts.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/limits.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"

struct linker {
    struct bank *bank;
    struct fact_table *table;
    struct diag_sink *sink;
};

/* --- did you mean --- */

/* NOUN 'word' is not known; with the nearest of COUNT names that NAME gives. */
static void unknown(struct linker *l, struct place at, const char *noun, const char *word,
                    const char *(*name)(const struct fact_table *t, size_t i),
                    size_t count)
{
    const char **names = mem_get(count * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = name(l->table, i);
    const char *near = text_nearest(word, names, count);
    char rule[32];
    snprintf(rule, sizeof rule, "unknown-%s", noun);
    diag_error(l->sink, at, rule, "no %s is named '%s'%s%s%s", noun, word,
               near ? "; did you mean '" : "; declare it in \"facts\"", near ? near : "",
               near ? "'?" : "");
    free(names);
}

static const char *property_name(const struct fact_table *t, size_t i)
{
    return t->properties[i].id;
}

static const char *source_name(const struct fact_table *t, size_t i)
{
    return t->sources[i].id;
}

static const char *subject_name(const struct fact_table *t, size_t i)
{
    return t->subjects[i].id;
}

/* --- values --- */

static void list_values(char *all, size_t size, const struct text_list *values)
{
    all[0] = '\0';
    for (size_t i = 0; i < values->count; i++) {
        size_t len = strlen(all);
        snprintf(all + len, size - len, "%s%s", i ? ", " : "", values->text[i]);
    }
}

static int value_error(struct linker *l, struct place at, const struct property *p,
                       const char *got)
{
    char all[200];
    const char *near = got ? text_nearest(got, p->values.text, p->values.count) : NULL;
    list_values(all, sizeof all, &p->values);
    switch (p->kind) {
    case PROPERTY_FLAG:
        diag_error(l->sink, at, "bad-value", "'%s' is true or false, nothing else",
                   p->id);
        break;
    case PROPERTY_QUANTITY:
        diag_error(l->sink, at, "bad-value",
                   "'%s' is a number with its unit, as in \"2.5 %s\", or \"unlimited\"",
                   p->id, p->unit);
        break;
    default:
        if (near != NULL)
            diag_error(l->sink, at, "bad-value",
                       "'%s' has no value '%s'; did you mean '%s'?", p->id, got, near);
        else
            diag_error(l->sink, at, "bad-value", "'%s' takes %s: %s", p->id,
                       p->kind == PROPERTY_SET ? "a list of these" : "one of these", all);
    }
    return -1;
}

/* Decimal text to billionths: at most 9 digits before the point, 9 behind. */
static const char *read_decimal(const char *text, int64_t *number)
{
    int digits = 0, places = 0;
    *number = 0;
    for (; isdigit((unsigned char)*text) && digits < 9; text++, digits++)
        *number = *number * 10 + (*text - '0');
    if (digits == 0)
        return NULL;
    if (*text == '.')
        for (text++; isdigit((unsigned char)*text) && places < VALUE_PLACES; text++, places++)
            *number = *number * 10 + (*text - '0');
    for (; places < VALUE_PLACES; places++)
        *number *= 10;
    return isdigit((unsigned char)*text) ? NULL : text;
}

static int read_quantity(struct linker *l, struct place at, const struct property *p,
                         const struct raw_value *raw, struct value *v)
{
    if (raw->kind != RAW_TEXT)
        return value_error(l, at, p, NULL);
    if (strcmp(raw->text, "unlimited") == 0) {
        v->number = VALUE_UNLIMITED;
        return 0;
    }
    const char *unit = read_decimal(raw->text, &v->number);
    if (unit == NULL || *unit != ' ')
        return value_error(l, at, p, NULL);
    if (strcmp(unit + 1, p->unit) != 0) {
        diag_error(l->sink, at, "bad-unit", "'%s' is measured in %s, not in %s", p->id,
                   p->unit, unit + 1);
        return -1;
    }
    return 0;
}

static long named_value(const struct property *p, const char *name)
{
    for (size_t i = 0; i < p->values.count; i++)
        if (strcmp(p->values.text[i], name) == 0)
            return (long)i;
    return -1;
}

static int read_set(struct linker *l, struct place at, const struct property *p,
                    const struct raw_value *raw, struct value *v)
{
    const struct text_list one = {(const char **)(uintptr_t)&raw->text, 1};
    const struct text_list *names = raw->kind == RAW_TEXT ? &one : &raw->list;
    if (raw->kind != RAW_TEXT && raw->kind != RAW_LIST)
        return value_error(l, at, p, NULL);
    for (size_t i = 0; i < names->count; i++) {
        long nth = named_value(p, names->text[i]);
        if (nth < 0)
            return value_error(l, at, p, names->text[i]);
        v->set |= (uint64_t)1 << nth;
    }
    return 0;
}

static int read_value(struct linker *l, struct place at, const struct property *p,
                      const struct raw_value *raw, struct value *v)
{
    *v = (struct value){0};
    switch (p->kind) {
    case PROPERTY_FLAG:
        if (raw->kind != RAW_FLAG)
            return value_error(l, at, p, NULL);
        v->number = raw->flag;
        return 0;
    case PROPERTY_ONE:
    case PROPERTY_SCALE: {
        long nth = raw->kind == RAW_TEXT ? named_value(p, raw->text) : -1;
        if (nth < 0)
            return value_error(l, at, p, raw->kind == RAW_TEXT ? raw->text : NULL);
        v->number = nth;
        return 0;
    }
    case PROPERTY_SET:
        return read_set(l, at, p, raw, v);
    case PROPERTY_QUANTITY:
        return read_quantity(l, at, p, raw, v);
    }
    return -1;
}

/* --- declarations --- */

static void check_property(struct linker *l, struct property *p)
{
    bool has_names =
        p->kind == PROPERTY_ONE || p->kind == PROPERTY_SET || p->kind == PROPERTY_SCALE;
    if (has_names && (p->values.count < 2 || p->values.count > LIMIT_VALUES)) {
        diag_error(l->sink, p->at, "value-count",
                   "'%s' needs 2 to %d \"values\"; it has %zu", p->id, LIMIT_VALUES,
                   p->values.count);
        p->values.count = p->values.count > LIMIT_VALUES ? LIMIT_VALUES : p->values.count;
    }
    if (!has_names && p->values.count > 0)
        diag_error(l->sink, p->at, "value-count", "a %s has no \"values\"; remove them",
                   property_kind_name(p->kind));
    if (p->kind == PROPERTY_QUANTITY && *p->unit == '\0')
        diag_error(l->sink, p->at, "missing-field", "'%s' has no \"unit\"; add it",
                   p->id);
}

static void check_declarations(struct linker *l)
{
    struct fact_table *t = l->table;
    for (size_t i = 0; i < t->property_count; i++) {
        check_property(l, &t->properties[i]);
        if ((size_t)facts_property(t, t->properties[i].id) != i)
            diag_error(l->sink, t->properties[i].at, "duplicate-id",
                       "property '%s' is declared twice; remove one",
                       t->properties[i].id);
    }
    for (size_t i = 0; i < t->source_count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(t->sources[i].id, t->sources[k].id) == 0)
                diag_error(l->sink, t->sources[i].at, "duplicate-id",
                           "source '%s' is given twice; remove one", t->sources[i].id);
}

/* --- subjects --- */

static int by_subject_id(const void *a, const void *b)
{
    return strcmp(((const struct subject *)a)->id, ((const struct subject *)b)->id);
}

/* One subject for each id that an entry names, sorted. */
static void make_subjects(struct linker *l)
{
    struct fact_table *t = l->table;
    struct arena *arena = &l->bank->arena;
    t->subjects = arena_get(arena, t->entry_count * sizeof *t->subjects);
    for (size_t i = 0; i < t->entry_count; i++)
        t->subjects[i] =
            (struct subject){.id = t->entries[i].id, .title = "", .text = ""};
    if (t->entry_count > 0)
        qsort(t->subjects, t->entry_count, sizeof *t->subjects, by_subject_id);
    for (size_t i = 0; i < t->entry_count; i++)
        if (t->subject_count == 0 ||
            strcmp(t->subjects[t->subject_count - 1].id, t->subjects[i].id) != 0)
            t->subjects[t->subject_count++] = t->subjects[i];
    for (size_t i = 0; i < t->subject_count; i++)
        t->subjects[i].fact =
            arena_get(arena, t->property_count * sizeof *t->subjects[i].fact);
}

static void link_fact(struct linker *l, struct subject *s, struct fact *f)
{
    struct fact_table *t = l->table;
    long property = facts_property(t, f->property);
    size_t source = 0;

    while (source < t->source_count && strcmp(t->sources[source].id, f->source) != 0)
        source++;
    if (source == t->source_count)
        unknown(l, f->at, "source", f->source, source_name, t->source_count);
    f->source_at = source;
    if (property < 0) {
        unknown(l, f->at, "property", f->property, property_name, t->property_count);
        return;
    }
    if (read_value(l, f->at, &t->properties[property], &f->raw, &f->value) != 0)
        return;
    const struct fact *before = s->fact[property];
    if (before == NULL)
        s->fact[property] = f;
    else if (before->value.number != f->value.number || before->value.set != f->value.set)
        diag_error(l->sink, f->at, "contradiction",
                   "'%s' of '%s' has another value at %s:%u:%u; only one can be true",
                   f->property, s->id, before->at.path, before->at.line, before->at.col);
}

static void link_entry(struct linker *l, struct subject_entry *e)
{
    struct subject *s = &l->table->subjects[facts_subject(l->table, e->id)];
    if (*e->title != '\0' && *s->title != '\0' && strcmp(e->title, s->title) != 0)
        diag_error(l->sink, e->at, "given-twice", "'%s' has another title already: '%s'",
                   e->id, s->title);
    s->title = *e->title != '\0' ? e->title : s->title;
    s->text = *e->text != '\0' ? e->text : s->text;
    for (size_t i = 0; i < e->fact_count; i++)
        link_fact(l, s, &e->facts[i]);
}

/* The entry in which subject S says what it extends, or NULL. */
static const struct subject_entry *extending(const struct fact_table *t,
                                             const struct subject *s)
{
    for (size_t i = 0; i < t->entry_count; i++)
        if (*t->entries[i].extends != '\0' && strcmp(t->entries[i].id, s->id) == 0)
            return &t->entries[i];
    return NULL;
}

/* Follow `extends` from S to its end; false and an error when it comes back to S. */
static bool is_line(struct linker *l, const struct subject *s)
{
    const struct subject *now = s;
    for (size_t steps = 0; steps <= l->table->subject_count; steps++) {
        const struct subject_entry *e = extending(l->table, now);
        long next = e != NULL ? facts_subject(l->table, e->extends) : -1;
        if (next < 0)
            return true;
        now = &l->table->subjects[next];
        if (now == s) {
            diag_error(l->sink, e->at, "circle",
                       "'%s' extends itself in a circle; remove one \"extends\"", s->id);
            return false;
        }
    }
    return false; /* into a circle of others, which is told there */
}

static void take_over(struct linker *l, struct subject *s)
{
    const struct subject *from = s;
    if (!is_line(l, s))
        return;
    for (const struct subject_entry *e = extending(l->table, from); e != NULL;
         e = extending(l->table, from)) {
        long next = facts_subject(l->table, e->extends);
        if (next < 0) {
            if (from == s)
                unknown(l, e->at, "subject", e->extends, subject_name,
                        l->table->subject_count);
            return;
        }
        from = &l->table->subjects[next];
        for (size_t p = 0; p < l->table->property_count; p++)
            if (s->fact[p] == NULL)
                s->fact[p] = from->fact[p];
    }
}

static void link_subjects(struct linker *l)
{
    struct fact_table *t = l->table;
    make_subjects(l);
    for (size_t i = 0; i < t->entry_count; i++)
        link_entry(l, &t->entries[i]);
    for (size_t i = 0; i < t->subject_count; i++)
        take_over(l, &t->subjects[i]);
    for (size_t i = 0; i < t->subject_count; i++)
        for (size_t p = 0; p < t->property_count; p++)
            t->subjects[i].fact_count += t->subjects[i].fact[p] != NULL;
}

/* --- questions --- */

/* The next letter of TEXT that counts for a clue: lower case, white space one blank,
 * marks of Markdown left out. 0 at the end. */
static int clue_char(const char **text)
{
    while (**text == '*' || **text == '`' || **text == '\\')
        (*text)++;
    int c = (unsigned char)**text;
    if (c == '\0')
        return 0;
    if (isspace(c)) {
        while (isspace((unsigned char)**text))
            (*text)++;
        return ' ';
    }
    (*text)++;
    return tolower(c);
}

static bool starts_with_clue(const char *text, const char *clue)
{
    for (;;) {
        int want = clue_char(&clue);
        if (want == 0)
            return true;
        if (clue_char(&text) != want)
            return false;
    }
}

static bool says(const char *text, const char *clue)
{
    for (; *text != '\0'; text++)
        if (starts_with_clue(text, clue))
            return true;
    return false;
}

static void check_clue(struct linker *l, const struct question *q, const char *clue,
                       struct place at)
{
    bool is_said = says(q->scenario, clue) || says(q->prompt, clue) ||
                   (q->case_study != NULL && says(q->case_study->scenario, clue));
    if (!is_said)
        diag_error(l->sink, at, "clue",
                   "question '%s' does not say \"%s\"; quote its words", q->id, clue);
}

static bool fits(enum operator_kind op, enum property_kind kind)
{
    switch (op) {
    case OPERATOR_IS:
        return kind != PROPERTY_SET;
    case OPERATOR_HAS:
        return kind == PROPERTY_SET;
    case OPERATOR_NOT:
        return kind == PROPERTY_FLAG || kind == PROPERTY_ONE || kind == PROPERTY_SET;
    case OPERATOR_AT_LEAST:
    case OPERATOR_AT_MOST:
        return kind == PROPERTY_SCALE || kind == PROPERTY_QUANTITY;
    }
    return false;
}

static void link_requirement(struct linker *l, const struct question *q,
                             struct requirement *r)
{
    long property = facts_property(l->table, r->property);
    check_clue(l, q, r->clue, r->at);
    if (property < 0) {
        unknown(l, r->at, "property", r->property, property_name,
                l->table->property_count);
        return;
    }
    const struct property *p = &l->table->properties[property];
    r->property_at = (size_t)property;
    if (!fits(r->op, p->kind))
        diag_error(l->sink, r->at, "operator",
                   "\"%s\" does not go with '%s', which is a %s", operator_name(r->op),
                   p->id, property_kind_name(p->kind));
    else
        read_value(l, r->at, p, &r->raw, &r->value);
}

static void link_preference(struct linker *l, const struct question *q,
                            struct preference *r)
{
    long property = facts_property(l->table, r->property);
    check_clue(l, q, r->clue, r->at);
    if (property < 0) {
        unknown(l, r->at, "property", r->property, property_name,
                l->table->property_count);
        return;
    }
    const struct property *p = &l->table->properties[property];
    r->property_at = (size_t)property;
    if (p->kind != PROPERTY_SCALE && p->kind != PROPERTY_QUANTITY)
        diag_error(l->sink, r->at, "operator", "\"prefer\" needs an order; '%s' is a %s",
                   p->id, property_kind_name(p->kind));
}

static void check_option_subjects(struct linker *l, const struct question *q)
{
    for (size_t i = 0; i < q->option_count; i++) {
        const struct option *o = &q->options[i];
        long subject = facts_subject(l->table, o->subject);
        if (*o->subject == '\0')
            diag_error(l->sink, o->at, "missing-field",
                       "option '%s' has no \"subject\"; a proof needs it", o->id);
        else if (subject < 0)
            unknown(l, o->at, "subject", o->subject, subject_name,
                    l->table->subject_count);
        else if (l->table->subjects[subject].fact_count == 0)
            diag_error(l->sink, o->at, "no-facts",
                       "there are no facts of '%s'; a proof needs some", o->subject);
    }
}

static void link_question(struct linker *l, struct question *q)
{
    bool is_proved = q->requirement_count + q->preference_count > 0;
    if (!is_proved)
        return;
    if (*q->unproved != '\0')
        diag_error(l->sink, q->at, "unproved",
                   "question '%s' has \"requires\" and \"unproved\"; remove one", q->id);
    for (size_t i = 0; i < q->requirement_count; i++)
        link_requirement(l, q, &q->requirements[i]);
    for (size_t i = 0; i < q->preference_count; i++)
        link_preference(l, q, &q->preferences[i]);
    check_option_subjects(l, q);
}

void link_facts(struct bank *bank, struct diag_sink *sink)
{
    struct linker l = {bank, &bank->facts, sink};
    struct fact_table *t = &bank->facts;
    if (t->property_count > LIMIT_PROPERTIES || t->entry_count > LIMIT_SUBJECTS) {
        diag_error(sink, t->property_count > 0 ? t->properties[0].at : t->entries[0].at,
                   "fact-count", "more than %d properties or %d subjects",
                   LIMIT_PROPERTIES, LIMIT_SUBJECTS);
        return;
    }
    check_declarations(&l);
    link_subjects(&l);
    for (size_t i = 0; i < bank->question_count; i++)
        link_question(&l, &bank->questions[i]);
}
