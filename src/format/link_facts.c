/*
 * link_facts.c - make names in facts and requirements into places and values.
 *
 * In:   a bank whose files are all read: entries of subjects, properties, sources, and
 *       what questions require, every name still text.
 * Out:  fact_table.subjects, each with a row of facts by property; values as numbers and
 *       sets. After this the solver (proof) meets no name that it does not know.
 *
 * Facts of one subject may stand in several entries and be taken over from another
 * subject (`extends`); what a subject says itself comes first. A name or value that could
 * not be read is "" or RAW_NONE here: it was told where it was read, and is passed over.
 */
#include "link_facts.h"

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
    const struct source **sources; /* sorted by id */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

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
        diag_error(
            l->sink, at, "bad-value",
            "'%s' is a number with its unit, as in \"2.5 %s\", at most 9 digits on "
            "each side of the point; or \"unlimited\"",
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
    for (; is_digit(*text) && digits < 9; text++, digits++)
        *number = *number * 10 + (*text - '0');
    if (digits == 0)
        return NULL;
    if (text[0] == '.' && is_digit(text[1]))
        for (text++; is_digit(*text) && places < VALUE_PLACES; text++, places++)
            *number = *number * 10 + (*text - '0');
    for (; places < VALUE_PLACES; places++)
        *number *= 10;
    return is_digit(*text) ? NULL : text;
}

static int read_quantity(struct linker *l, struct place at, const struct property *p,
                         const struct raw_value *raw, struct value *v)
{
    if (*p->unit == '\0')
        return -1; /* which was told */
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
    if (raw->kind == RAW_NONE)
        return -1;
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

static void check_values_differ(struct linker *l, const struct property *p)
{
    for (size_t i = 0; i < p->values.count; i++)
        if (named_value(p, p->values.text[i]) != (long)i)
            diag_error(l->sink, p->at, "duplicate-id",
                       "'%s' names the value '%s' twice; remove one", p->id,
                       p->values.text[i]);
}

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
    check_values_differ(l, p);
    if (!has_names && p->values.count > 0)
        diag_error(l->sink, p->at, "value-count", "a %s has no \"values\"; remove them",
                   property_kind_name(p->kind));
    if (p->kind != PROPERTY_QUANTITY && *p->unit != '\0')
        diag_error(l->sink, p->at, "wrong-kind", "a %s has no \"unit\"; remove it",
                   property_kind_name(p->kind));
    if (p->kind == PROPERTY_QUANTITY && *p->unit == '\0')
        diag_error(l->sink, p->at, "missing-field", "'%s' has no \"unit\"; add it",
                   p->id);
}

static int by_source_id(const void *a, const void *b)
{
    const struct source *one = *(const struct source *const *)a;
    const struct source *two = *(const struct source *const *)b;
    int order = strcmp(one->id, two->id);
    return order != 0 ? order : (one > two) - (one < two); /* both of one array */
}

static void sort_sources(struct linker *l)
{
    struct fact_table *t = l->table;
    l->sources = mem_get(t->source_count * sizeof(const struct source *));
    for (size_t i = 0; i < t->source_count; i++)
        l->sources[i] = &t->sources[i];
    qsort(l->sources, t->source_count, sizeof(const struct source *), by_source_id);
    for (size_t i = 1; i < t->source_count; i++)
        if (strcmp(l->sources[i]->id, l->sources[i - 1]->id) == 0)
            diag_error(l->sink, l->sources[i]->at, "duplicate-id",
                       "source '%s' is given twice; remove one", l->sources[i]->id);
}

static void check_properties(struct linker *l)
{
    struct fact_table *t = l->table;
    for (size_t i = 0; i < t->property_count; i++) {
        check_property(l, &t->properties[i]);
        if ((size_t)facts_property(t, t->properties[i].id) != i)
            diag_error(l->sink, t->properties[i].at, "duplicate-id",
                       "property '%s' is declared twice; remove one",
                       t->properties[i].id);
    }
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
            (struct subject){.id = t->entries[i].id, .title = "", .text = "", .base = -1};
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

static int source_id_order(const void *id, const void *source)
{
    return strcmp(id, (*(const struct source *const *)source)->id);
}

static void link_source(struct linker *l, struct fact *f)
{
    const struct source **found = bsearch(f->source, l->sources, l->table->source_count,
                                          sizeof(const struct source *), source_id_order);
    if (found != NULL)
        f->source_at = (size_t)(*found - l->table->sources);
    else if (*f->source != '\0')
        unknown(l, f->at, "source", f->source, source_name, l->table->source_count);
}

/* A fact's list is complete, so it is written as one even when it holds one value. */
static int read_fact_value(struct linker *l, const struct property *p, struct fact *f)
{
    if (p->kind == PROPERTY_SET && f->raw.kind == RAW_TEXT) {
        diag_error(l->sink, f->at, "bad-value",
                   "'%s' takes a list, as in [\"%s\"]: all that is so", p->id,
                   text_excerpt(f->raw.text, strlen(f->raw.text)).text);
        return -1;
    }
    return read_value(l, f->at, p, &f->raw, &f->value);
}

static void link_fact(struct linker *l, struct subject *s, struct fact *f)
{
    struct fact_table *t = l->table;
    long property = facts_property(t, f->property);

    link_source(l, f);
    if (property < 0) {
        if (*f->property != '\0')
            unknown(l, f->at, "property", f->property, property_name, t->property_count);
        return;
    }
    if (read_fact_value(l, &t->properties[property], f) != 0)
        return;
    const struct fact *before = s->fact[property];
    if (before == NULL)
        s->fact[property] = f;
    else if (before->value.number != f->value.number || before->value.set != f->value.set)
        diag_error(l->sink, f->at, "contradiction",
                   "'%s' of '%s' has another value at %s:%u:%u; only one can be true",
                   f->property, s->id, before->at.path, before->at.line, before->at.col);
}

/* What an entry says of its subject beside facts; nothing may be said in two ways. */
static void link_extends(struct linker *l, struct subject *s,
                         const struct subject_entry *e)
{
    struct fact_table *t = l->table;
    long base = facts_subject(t, e->extends);
    if (*e->extends == '\0')
        return;
    if (base < 0)
        unknown(l, e->at, "subject", e->extends, subject_name, t->subject_count);
    else if (s->base >= 0 && s->base != base)
        diag_error(l->sink, e->at, "given-twice",
                   "'%s' extends '%s' already; it can extend one subject", s->id,
                   t->subjects[s->base].id);
    else
        s->base = base;
}

static void link_entry(struct linker *l, struct subject_entry *e)
{
    struct subject *s = &l->table->subjects[facts_subject(l->table, e->id)];
    if (*e->title != '\0' && *s->title != '\0' && strcmp(e->title, s->title) != 0)
        diag_error(l->sink, e->at, "given-twice", "'%s' has another title already: '%s'",
                   e->id, s->title);
    s->title = *e->title != '\0' ? e->title : s->title;
    s->text = *e->text != '\0' ? e->text : s->text;
    link_extends(l, s, e);
    for (size_t i = 0; i < e->fact_count; i++)
        link_fact(l, s, &e->facts[i]);
}

/* The entry that speaks of S first, or the first that says what it extends. */
static struct place place_of(const struct fact_table *t, const struct subject *s,
                             bool of_extends)
{
    size_t i = 0;
    while (strcmp(t->entries[i].id, s->id) != 0 ||
           (of_extends && *t->entries[i].extends == '\0'))
        i++;
    return t->entries[i].at;
}

/* How far taking over has come with a subject. */
enum progress { TAKE_OPEN, TAKE_AT_WORK, TAKE_DONE };

/* Fill S with what it takes over, its base first. Coming back to one that is at work is
 * a circle, told once and cut there. LIMIT_SUBJECTS bounds the recursion. */
static void take_over(struct linker *l, struct subject *s, enum progress *progress)
{
    struct fact_table *t = l->table;
    enum progress *mine = &progress[s - t->subjects];
    if (*mine != TAKE_OPEN)
        return;
    *mine = TAKE_AT_WORK;
    if (s->base >= 0 && progress[s->base] == TAKE_AT_WORK) {
        diag_error(l->sink, place_of(t, s, true), "circle",
                   "'%s' extends itself in a circle; remove one \"extends\"", s->id);
        s->base = -1;
    }
    if (s->base >= 0) {
        struct subject *base = &t->subjects[s->base];
        take_over(l, base, progress);
        for (size_t p = 0; p < t->property_count; p++)
            if (s->fact[p] == NULL)
                s->fact[p] = base->fact[p];
    }
    for (size_t p = 0; p < t->property_count; p++)
        s->fact_count += s->fact[p] != NULL;
    *mine = TAKE_DONE;
}

static void link_subjects(struct linker *l)
{
    struct fact_table *t = l->table;
    enum progress *progress;
    make_subjects(l);
    for (size_t i = 0; i < t->entry_count; i++)
        link_entry(l, &t->entries[i]);
    progress = mem_get(t->subject_count * sizeof *progress);
    for (size_t i = 0; i < t->subject_count; i++) {
        struct subject *s = &t->subjects[i];
        take_over(l, s, progress);
        if (*s->title == '\0')
            diag_error(l->sink, place_of(t, s, false), "missing-field",
                       "subject '%s' has no \"title\"; add it to one of its entries",
                       s->id);
    }
    free(progress);
}

/* --- questions --- */

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The next letter of TEXT that counts for a clue: lower case, white space one blank,
 * marks of Markdown left out. 0 at the end. */
static int clue_char(const char **text)
{
    while (**text == '*' || **text == '`' || **text == '\\')
        (*text)++;
    char c = **text;
    if (c == '\0')
        return 0;
    if (is_space(c)) {
        while (is_space(**text))
            (*text)++;
        return ' ';
    }
    (*text)++;
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* White space at the end of the clue does not count. */
static bool starts_with_clue(const char *text, const char *clue)
{
    for (;;) {
        int want = clue_char(&clue);
        if (want == 0 || (want == ' ' && *clue == '\0'))
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
    const char *words = clue + strspn(clue, " \t\r\n*`\\");
    bool is_said = says(q->scenario, words) || says(q->prompt, words) ||
                   (q->case_study != NULL && says(q->case_study->scenario, words));
    if (*clue != '\0' && (*words == '\0' || !is_said))
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

/* The place of the property that a question names, or -1 after a message. */
static long asked_property(struct linker *l, const char *name, struct place at)
{
    long property = facts_property(l->table, name);
    if (property < 0 && *name != '\0')
        unknown(l, at, "property", name, property_name, l->table->property_count);
    return property;
}

static void link_requirement(struct linker *l, const struct question *q,
                             struct requirement *r)
{
    long property = asked_property(l, r->property, r->at);
    check_clue(l, q, r->clue, r->at);
    if (property < 0)
        return;
    const struct property *p = &l->table->properties[property];
    r->property_at = (size_t)property;
    if (!fits(r->op, p->kind))
        diag_error(l->sink, r->at, "operator",
                   "\"%s\" does not go with '%s', which is of kind \"%s\"",
                   operator_name(r->op), p->id, property_kind_name(p->kind));
    else if (read_value(l, r->at, p, &r->raw, &r->value) == 0 &&
             p->kind == PROPERTY_SET && r->value.set == 0)
        diag_error(l->sink, r->at, "bad-value",
                   "an empty list asks for nothing; name a value of '%s'", p->id);
}

static void link_preference(struct linker *l, const struct question *q,
                            struct preference *r)
{
    long property = asked_property(l, r->property, r->at);
    check_clue(l, q, r->clue, r->at);
    if (property < 0)
        return;
    const struct property *p = &l->table->properties[property];
    r->property_at = (size_t)property;
    if (p->kind != PROPERTY_SCALE && p->kind != PROPERTY_QUANTITY)
        diag_error(l->sink, r->at, "operator",
                   "\"prefer\" needs an order; '%s' is of kind \"%s\"", p->id,
                   property_kind_name(p->kind));
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
    bool is_given_up = *q->unproved != '\0';
    if (is_given_up && q->reference_count < 2)
        diag_error(l->sink, q->at, "unproved",
                   "question '%s' is \"unproved\", so it needs two references; add one",
                   q->id);
    if (!is_proved)
        return;
    if (is_given_up)
        diag_error(l->sink, q->at, "unproved",
                   "question '%s' has \"requires\" and \"unproved\"; remove one", q->id);
    if (q->kind != QUESTION_CHOICE) {
        diag_error(l->sink, q->at, "wrong-kind",
                   "only a choice can be proved; say \"unproved\" in question '%s'",
                   q->id);
        return;
    }
    for (size_t i = 0; i < q->requirement_count; i++)
        link_requirement(l, q, &q->requirements[i]);
    for (size_t i = 0; i < q->preference_count; i++)
        link_preference(l, q, &q->preferences[i]);
    check_option_subjects(l, q);
}

void link_facts(struct bank *bank, struct diag_sink *sink)
{
    struct linker l = {.bank = bank, .table = &bank->facts, .sink = sink};
    struct fact_table *t = &bank->facts;
    if (t->property_count > LIMIT_PROPERTIES || t->entry_count > LIMIT_SUBJECTS) {
        diag_error(sink, t->property_count > 0 ? t->properties[0].at : t->entries[0].at,
                   "fact-count", "more than %d properties or %d subjects",
                   LIMIT_PROPERTIES, LIMIT_SUBJECTS);
        return;
    }
    check_properties(&l);
    sort_sources(&l);
    link_subjects(&l);
    for (size_t i = 0; i < bank->question_count; i++)
        link_question(&l, &bank->questions[i]);
    free(l.sources);
}
