/*
 * format_json.c - a bank as JSON, in and out, by one set of tables.
 *
 * A struct of the model is described once: each member's name in the file, its kind, and
 * where it stands in the struct. Reading and writing walk the same tables, so they cannot
 * disagree, and the order of a table is the order of the canonical form. What a member
 * may hold is told in questions/FORMAT.md; rules across members are the check_*
 * functions.
 */
#include "format_json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "link_facts.h"
#include "quizctl/format.h"
#include "quizctl/json.h"
#include "quizctl/json_write.h"
#include "quizctl/limits.h"
#include "quizctl/stamp.h"
#include "quizctl/text.h"

static const char bank_format[] = "quizctl.bank/1";

enum field_kind {
    FIELD_TEXT,    /* const char *: not blank */
    FIELD_ID,      /* const char *: [a-z0-9][a-z0-9._-]{0,63} */
    FIELD_URL,     /* const char *: https://... (or http://) */
    FIELD_TEXTS,   /* struct text_list */
    FIELD_IDS,     /* struct text_list of ids */
    FIELD_BOOL,    /* bool: false when left out */
    FIELD_INT,     /* int: 0 when left out */
    FIELD_NAME,    /* an enum: one of `name` */
    FIELD_OBJECT,  /* a struct of `type` */
    FIELD_OBJECTS, /* pointer to structs of `type`, and a size_t `count` beside it */
    FIELD_VALUE,   /* struct raw_value: true, false, a text, or a list of texts */
    FIELD_FORMAT,  /* nothing: "quizctl.bank/1" */
};

struct object_type;

struct field {
    const char *name;
    enum field_kind kind;
    bool is_required;
    size_t offset;
    size_t count_offset;               /* FIELD_OBJECTS */
    const struct object_type *type;    /* FIELD_OBJECT, FIELD_OBJECTS */
    const char *(*word)(unsigned nth); /* FIELD_NAME: NULL past the last */
};

struct reader {
    struct arena *arena;
    struct json_doc *doc;
    struct diag_sink *sink;
};

struct object_type {
    const char *noun; /* "question", for messages */
    const struct field *fields;
    size_t count, size;
    bool has_place;
    size_t place_offset; /* of its struct place, when it has one */
    /* Rules across members. Runs on what could be read; text left out is "" by then. */
    void (*check)(struct reader *r, void *object, struct place at);
};

static void read_object(struct reader *r, const struct object_type *type,
                        const struct json *v, void *object);

static void *slot(const struct field *f, void *object)
{
    return (char *)object + f->offset;
}

static const void *const_slot(const struct field *f, const void *object)
{
    return (const char *)object + f->offset;
}

static bool is_text(enum field_kind kind)
{
    return kind == FIELD_TEXT || kind == FIELD_ID || kind == FIELD_URL;
}

/* --- in: one value --- */

static bool has_kind(struct reader *r, const struct json *v, enum json_kind want,
                     const char *name)
{
    if (json_kind(v) == want)
        return true;
    diag_error(r->sink, json_place(r->doc, v), "wrong-type", "\"%s\" must be %s, not %s",
               name, json_kind_name(want), json_kind_name(json_kind(v)));
    return false;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

static bool is_url(const char *text)
{
    size_t scheme = strncmp(text, "https://", 8) == 0  ? 8
                    : strncmp(text, "http://", 7) == 0 ? 7
                                                       : 0;
    if (scheme == 0 || text[scheme] == '\0')
        return false;
    for (const char *c = text; *c != '\0'; c++)
        if (*c <= ' ' || *c >= 0x7f || strchr("\"<>\\^`{|}", *c) != NULL)
            return false;
    return true;
}

/* A copy of the string V if it is one that KIND allows, else "" after a message: it was
 * given, so nobody must say that it is missing. */
static const char *read_text(struct reader *r, const struct json *v, enum field_kind kind,
                             const char *name)
{
    if (!has_kind(r, v, JSON_STRING, name))
        return "";
    const char *text = json_string(v);
    struct place at = json_place(r->doc, v);
    if (is_blank(text)) {
        diag_error(r->sink, at, "empty", "\"%s\" is empty; write something or remove it",
                   name);
        return "";
    }
    if (kind == FIELD_ID && !text_is_id(text)) {
        diag_error(r->sink, at, "bad-id",
                   "\"%s\" is no id; use a-z, 0-9, '.', '_' and '-', at most %d", text,
                   LIMIT_ID);
        return "";
    }
    if (kind == FIELD_URL && !is_url(text)) {
        diag_error(r->sink, at, "bad-url", "\"%s\" is no URL; it starts with https://",
                   text);
        return "";
    }
    return arena_text(r->arena, text, strlen(text));
}

static void read_texts(struct reader *r, const struct json *v, enum field_kind kind,
                       const char *name, struct text_list *list)
{
    if (!has_kind(r, v, JSON_ARRAY, name))
        return;
    list->text = arena_get(r->arena, json_count(v) * sizeof *list->text);
    for (const struct json *c = json_first(v); c != NULL; c = json_next(c)) {
        const char *text =
            read_text(r, c, kind == FIELD_IDS ? FIELD_ID : FIELD_TEXT, name);
        if (*text != '\0')
            list->text[list->count++] = text;
    }
}

static void read_int(struct reader *r, const struct json *v, const char *name, int *into)
{
    if (!has_kind(r, v, JSON_NUMBER, name))
        return;
    double number = json_number(v);
    if (number != floor(number) || number < 0 || number > 1000000) {
        diag_error(r->sink, json_place(r->doc, v), "bad-number",
                   "\"%s\" must be a whole number from 0 to 1000000", name);
        return;
    }
    *into = (int)number;
}

static void read_name(struct reader *r, const struct json *v, const struct field *f,
                      void *into)
{
    const char *words[16];
    unsigned count = 0;
    char all[160] = "";

    if (!has_kind(r, v, JSON_STRING, f->name))
        return;
    for (; count < COUNT(words) && f->word(count) != NULL; count++) {
        words[count] = f->word(count);
        if (strcmp(words[count], json_string(v)) == 0 && *words[count] != '\0') {
            int value = (int)count;
            memcpy(into, &value, sizeof value);
            return;
        }
        size_t len = strlen(all);
        snprintf(all + len, sizeof all - len, "%s%s", len ? ", " : "", words[count]);
    }
    const char *near = text_nearest(json_string(v), words, count);
    diag_error(r->sink, json_place(r->doc, v), "unknown-name", "\"%s\" is no %s; %s%s%s",
               json_string(v), f->name,
               near ? "did you mean \"" : "known: ", near ? near : all,
               near ? "\"?" : "");
}

static void read_objects(struct reader *r, const struct json *v, const struct field *f,
                         void *object)
{
    if (!has_kind(r, v, JSON_ARRAY, f->name))
        return;
    void **items = slot(f, object);
    size_t *count = (size_t *)(void *)((char *)object + f->count_offset);
    size_t size = f->type->size, more = json_count(v);

    char *all = arena_get(r->arena, (*count + more) * size);
    if (*count > 0)
        memcpy(all, *items, *count * size);
    *items = all;
    for (const struct json *c = json_first(v); c != NULL; c = json_next(c))
        if (has_kind(r, c, JSON_OBJECT, f->type->noun))
            read_object(r, f->type, c, all + (*count)++ * size);
}

static void read_raw(struct reader *r, const struct json *v, const char *name,
                     struct raw_value *raw)
{
    switch (json_kind(v)) {
    case JSON_BOOL:
        *raw = (struct raw_value){.kind = RAW_FLAG, .flag = json_bool(v)};
        break;
    case JSON_ARRAY:
        raw->kind = RAW_LIST;
        read_texts(r, v, FIELD_TEXTS, name, &raw->list);
        break;
    default:
        raw->kind = RAW_TEXT;
        raw->text = read_text(r, v, FIELD_TEXT, name);
    }
}

static void read_format(struct reader *r, const struct json *v)
{
    if (!has_kind(r, v, JSON_STRING, "format"))
        return;
    const char *text = json_string(v);
    if (strcmp(text, bank_format) == 0)
        return;
    bool is_ours = strncmp(text, bank_format, sizeof "quizctl.bank/" - 1) == 0;
    diag_error(r->sink, json_place(r->doc, v), "format",
               is_ours ? "this quizctl reads \"%s\", not \"%s\"; update quizctl"
                       : "a bank's format is \"%s\", not \"%s\"",
               bank_format, text);
}

static void read_field(struct reader *r, const struct field *f, const struct json *v,
                       void *object)
{
    void *into = slot(f, object);
    const char **text = into;

    switch (f->kind) {
    case FIELD_TEXT:
    case FIELD_ID:
    case FIELD_URL:
        if (*text != NULL)
            diag_error(r->sink, json_key_place(r->doc, v), "given-twice",
                       "another file of this bank has a \"%s\" already; remove one",
                       f->name);
        else
            *text = read_text(r, v, f->kind, f->name);
        break;
    case FIELD_TEXTS:
    case FIELD_IDS:
        read_texts(r, v, f->kind, f->name, into);
        break;
    case FIELD_BOOL:
        if (has_kind(r, v, JSON_BOOL, f->name))
            *(bool *)into = json_bool(v);
        break;
    case FIELD_INT:
        read_int(r, v, f->name, into);
        break;
    case FIELD_NAME:
        read_name(r, v, f, into);
        break;
    case FIELD_OBJECT:
        if (has_kind(r, v, JSON_OBJECT, f->name))
            read_object(r, f->type, v, into);
        break;
    case FIELD_OBJECTS:
        read_objects(r, v, f, object);
        break;
    case FIELD_VALUE:
        read_raw(r, v, f->name, into);
        break;
    case FIELD_FORMAT:
        read_format(r, v);
        break;
    }
}

/* --- in: one object --- */

static void unknown_field(struct reader *r, const struct object_type *type,
                          const struct json *v)
{
    const char *names[32];
    size_t count = 0;
    for (; count < type->count && count < COUNT(names); count++)
        names[count] = type->fields[count].name;
    const char *near = text_nearest(json_key(v), names, count);
    diag_warning(r->sink, json_key_place(r->doc, v), "unknown-field",
                 "a %s has no \"%s\"; %s%s%s", type->noun, json_key(v),
                 near ? "did you mean \"" : "it is not read", near ? near : "",
                 near ? "\"?" : "");
}

/* Text that was left out is "", so that nobody after us has to ask. */
static void fill_texts(const struct object_type *type, void *object)
{
    for (size_t i = 0; i < type->count; i++) {
        const char **text = slot(&type->fields[i], object);
        if (is_text(type->fields[i].kind) && *text == NULL)
            *text = "";
        if (type->fields[i].kind == FIELD_OBJECT)
            fill_texts(type->fields[i].type, text);
    }
}

static void read_members(struct reader *r, const struct object_type *type,
                         const struct json *v, void *object)
{
    for (const struct json *c = json_first(v); c != NULL; c = json_next(c)) {
        size_t i = 0;
        while (i < type->count && strcmp(type->fields[i].name, json_key(c)) != 0)
            i++;
        if (i < type->count)
            read_field(r, &type->fields[i], c, object);
        else
            unknown_field(r, type, c);
    }
}

static void read_object(struct reader *r, const struct object_type *type,
                        const struct json *v, void *object)
{
    struct place at = json_place(r->doc, v);
    if (type->has_place)
        memcpy((char *)object + type->place_offset, &at, sizeof at);
    read_members(r, type, v, object);
    for (size_t i = 0; i < type->count; i++)
        if (type->fields[i].is_required && json_get(v, type->fields[i].name) == NULL)
            diag_error(r->sink, at, "missing-field", "this %s has no \"%s\"; add it",
                       type->noun, type->fields[i].name);
    fill_texts(type, object);
    if (type->check != NULL)
        type->check(r, object, at);
}

/* --- rules across members --- */

static void check_option_ids(struct reader *r, const struct question *q)
{
    for (size_t i = 0; i < q->option_count; i++) {
        const struct option *o = &q->options[i];
        for (size_t k = 0; k < i; k++)
            if (*o->id != '\0' && strcmp(o->id, q->options[k].id) == 0)
                diag_error(r->sink, o->at, "duplicate-id",
                           "option id '%s' is used twice in question '%s'; rename one",
                           o->id, q->id);
        bool is_letter = o->id[0] >= 'a' && o->id[0] <= 'z' && o->id[1] == '\0';
        if (is_letter && o->id[0] != (char)('a' + i))
            diag_error(
                r->sink, o->at, "letter-id",
                "option id '%s' is the letter of another place; use a word, or '%c'",
                o->id, (char)('a' + i));
    }
}

/* Every option says why; of a matching the prompts do. */
static void check_whys(struct reader *r, const struct question *q)
{
    for (size_t i = 0; i < q->option_count; i++)
        if (*q->options[i].why == '\0' && q->kind != QUESTION_MATCHING)
            diag_error(r->sink, q->options[i].at, "missing-field",
                       "option '%s' has no \"why\"; say why it is right, or why not",
                       q->options[i].id);
}

static void check_choice(struct reader *r, struct question *q, struct place at)
{
    for (size_t i = 0; i < q->option_count; i++)
        q->key |= (uint32_t)q->options[i].is_key << i;
    for (uint32_t rest = q->key; rest != 0; rest &= rest - 1)
        q->select++;
    if (q->select == 0)
        diag_error(r->sink, at, "no-key",
                   "no option of question '%s' is right; give one \"correct\": true",
                   q->id);
    if (q->select == q->option_count)
        diag_error(r->sink, at, "no-distractor",
                   "every option of question '%s' is right; one must be wrong", q->id);
}

/* The options of the steps 1, 2, ... each once. */
static void check_ordering(struct reader *r, struct question *q, struct place at)
{
    for (size_t i = 0; i < q->option_count; i++)
        q->select += q->options[i].position > 0;
    if (q->select < 2)
        diag_error(r->sink, at, "no-key",
                   "question '%s' orders fewer than two options; give them \"position\": "
                   "1, 2, ...",
                   q->id);
    for (size_t i = 0; i < q->option_count; i++) {
        const struct option *o = &q->options[i];
        size_t step = (size_t)o->position;
        if (step == 0)
            continue;
        for (size_t k = 0; k < i; k++)
            if (q->options[k].position == o->position)
                diag_error(r->sink, o->at, "position",
                           "position %zu of question '%s' is given twice", step, q->id);
        if (step > q->select) {
            diag_error(r->sink, o->at, "position",
                       "position %zu of question '%s' leaves a gap; number them 1 to %zu",
                       step, q->id, q->select);
            continue;
        }
        q->solution[step - 1] = (uint8_t)i;
        q->key |= (uint32_t)1 << i;
    }
}

static void check_matching(struct reader *r, struct question *q, struct place at)
{
    q->select = q->prompt_count;
    if (q->prompt_count < 2 || q->prompt_count > LIMIT_OPTIONS) {
        diag_error(r->sink, at, "prompt-count",
                   "question '%s' has %zu prompts; a matching needs 2 to %d", q->id,
                   q->prompt_count, LIMIT_OPTIONS);
        q->select = 0;
        return;
    }
    for (size_t i = 0; i < q->prompt_count; i++) {
        const struct prompt *p = &q->prompts[i];
        long option = question_option(q, p->match, strlen(p->match));
        for (size_t k = 0; k < i; k++)
            if (*p->id != '\0' && strcmp(p->id, q->prompts[k].id) == 0)
                diag_error(r->sink, p->at, "duplicate-id",
                           "prompt id '%s' is used twice in question '%s'; rename one",
                           p->id, q->id);
        if (option < 0) {
            diag_error(
                r->sink, p->at, "unknown-option",
                "prompt '%s' matches option '%s', which question '%s' does not have",
                p->id, p->match, q->id);
            continue;
        }
        q->solution[i] = (uint8_t)option;
        q->key |= (uint32_t)1 << option;
    }
}

/* A member that belongs to another kind of question would be silently without effect. */
static void check_strangers(struct reader *r, const struct question *q, struct place at)
{
    const char *kind = question_kind_name(q->kind);
    if (q->kind != QUESTION_MATCHING && q->prompt_count > 0)
        diag_error(r->sink, at, "wrong-kind", "a %s has no \"prompts\"; remove them",
                   kind);
    for (size_t i = 0; i < q->option_count; i++) {
        const struct option *o = &q->options[i];
        if (q->kind != QUESTION_ORDERING && o->position != 0)
            diag_error(r->sink, o->at, "wrong-kind",
                       "an option of a %s has no \"position\"; remove it", kind);
        if (q->kind != QUESTION_CHOICE && o->is_key)
            diag_error(r->sink, o->at, "wrong-kind",
                       "an option of a %s has no \"correct\"; remove it", kind);
    }
}

static void check_key(struct reader *r, struct question *q, struct place at)
{
    static void (*const by_kind[])(struct reader *, struct question *, struct place) = {
        [QUESTION_CHOICE] = check_choice,
        [QUESTION_ORDERING] = check_ordering,
        [QUESTION_MATCHING] = check_matching,
    };
    if (q->option_count < 2 || q->option_count > LIMIT_OPTIONS) {
        diag_error(r->sink, at, "option-count",
                   "question '%s' has %zu options; it needs 2 to %d", q->id,
                   q->option_count, LIMIT_OPTIONS);
        return;
    }
    check_strangers(r, q, at);
    check_whys(r, q);
    by_kind[q->kind](r, q, at);
}

static void check_references(struct reader *r, const struct question *q, struct place at)
{
    for (size_t i = 0; i < q->reference_count; i++)
        if (strncmp(q->references[i].url, "https://", 8) == 0)
            return;
    diag_error(r->sink, at, "no-reference",
               "question '%s' has no reference with an https URL; add one", q->id);
}

static void check_question(struct reader *r, void *object, struct place at)
{
    struct question *q = object;
    check_option_ids(r, q);
    check_key(r, q, at);
    check_references(r, q, at);
}

static void check_exam(struct reader *r, void *object, struct place at)
{
    const struct exam *exam = object;
    int weight = 0;
    for (size_t i = 0; i < exam->domain_count; i++) {
        weight += exam->domains[i].weight;
        for (size_t k = 0; k < i; k++)
            if (strcmp(exam->domains[i].id, exam->domains[k].id) == 0)
                diag_error(r->sink, at, "duplicate-id",
                           "domain id '%s' is used twice; rename one",
                           exam->domains[i].id);
    }
    if (weight != 0 && weight != 100)
        diag_error(r->sink, at, "weights",
                   "the weights of the domains add up to %d, not to 100", weight);
    if (exam->scored > exam->questions)
        diag_error(r->sink, at, "exam-count", "%d questions cannot have %d scored ones",
                   exam->questions, exam->scored);
    if (exam->scale.min > exam->scale.max || exam->pass > exam->scale.max)
        diag_error(r->sink, at, "exam-scale",
                   "\"pass\" must lie on the scale, from \"min\" to \"max\"");
}

static void check_source(struct reader *r, void *object, struct place at)
{
    const struct source *s = object;
    int64_t day;
    if (*s->read != '\0' && (strlen(s->read) != 10 || stamp_read(s->read, &day) != 0))
        diag_error(r->sink, at, "bad-date", "\"%s\" is no day; write it as 2026-11-23",
                   s->read);
}

static const char *kind_word(unsigned nth)
{
    return nth < question_kind_count() ? question_kind_name((enum question_kind)nth)
                                       : NULL;
}

static const char *difficulty_word(unsigned nth)
{
    return nth <= DIFFICULTY_HARD ? difficulty_name((enum difficulty)nth) : NULL;
}

static const char *property_kind_word(unsigned nth)
{
    return nth <= PROPERTY_QUANTITY ? property_kind_name((enum property_kind)nth) : NULL;
}

static const char *operator_word(unsigned nth)
{
    return nth <= OPERATOR_AT_MOST ? operator_name((enum operator_kind)nth) : NULL;
}

static const char *order_word(unsigned nth)
{
    return nth <= PREFER_LEAST ? preference_order_name((enum preference_order)nth) : NULL;
}

/* --- the tables --- */

#define FIELD(struct_, member, name_, kind_, ...)                                        \
    {                                                                                    \
        .name = (name_), .kind = (kind_), .offset = offsetof(struct struct_, member),    \
        __VA_ARGS__                                                                      \
    }
#define TYPE(noun_, struct_, fields_, ...)                                               \
    {                                                                                    \
        .noun = (noun_), .fields = (fields_), .count = COUNT(fields_),                   \
        .size = sizeof(struct struct_), __VA_ARGS__                                      \
    }
#define AT(struct_) .has_place = true, .place_offset = offsetof(struct struct_, at)
#define REQUIRED    .is_required = true
#define OPTIONAL    .is_required = false

/* clang-format off */
static const struct field reference_fields[] = {
    FIELD(reference, title, "title", FIELD_TEXT, REQUIRED),
    FIELD(reference, url,   "url",   FIELD_URL,  REQUIRED),
};
static const struct object_type reference_type = TYPE("reference", reference, reference_fields, .check = NULL);

static const struct field option_fields[] = {
    FIELD(option, id,      "id",      FIELD_ID,   REQUIRED),
    FIELD(option, text,    "text",    FIELD_TEXT, REQUIRED),
    FIELD(option, is_key,  "correct", FIELD_BOOL, OPTIONAL),
    FIELD(option, position, "position", FIELD_INT, OPTIONAL),
    FIELD(option, subject, "subject", FIELD_ID,   OPTIONAL),
    FIELD(option, why,     "why",     FIELD_TEXT, OPTIONAL),
};
static const struct object_type option_type = TYPE("option", option, option_fields, AT(option));

static const struct field prompt_fields[] = {
    FIELD(prompt, id,    "id",    FIELD_ID,   REQUIRED),
    FIELD(prompt, text,  "text",  FIELD_TEXT, REQUIRED),
    FIELD(prompt, match, "match", FIELD_ID,   REQUIRED),
    FIELD(prompt, why,   "why",   FIELD_TEXT, REQUIRED),
};
static const struct object_type prompt_type = TYPE("prompt", prompt, prompt_fields, AT(prompt));

static const struct field explanation_fields[] = {
    FIELD(explanation, need,      "need",      FIELD_TEXT,  OPTIONAL),
    FIELD(explanation, why,       "why",       FIELD_TEXT,  OPTIONAL),
    FIELD(explanation, practice,  "practice",  FIELD_TEXTS, OPTIONAL),
    FIELD(explanation, exam,      "exam",      FIELD_TEXT,  OPTIONAL),
    FIELD(explanation, takeaways, "takeaways", FIELD_TEXTS, OPTIONAL),
};
static const struct object_type explanation_type = TYPE("explanation", explanation, explanation_fields, .check = NULL);

static const struct field requirement_fields[] = {
    FIELD(requirement, clue,     "clue",     FIELD_TEXT,  REQUIRED),
    FIELD(requirement, property, "property", FIELD_ID,    REQUIRED),
    FIELD(requirement, op,       "operator", FIELD_NAME,  REQUIRED, .word = operator_word),
    FIELD(requirement, raw,      "value",    FIELD_VALUE, REQUIRED),
};
static const struct object_type requirement_type = TYPE("requirement", requirement, requirement_fields, AT(requirement));

static const struct field preference_fields[] = {
    FIELD(preference, clue,     "clue",     FIELD_TEXT, REQUIRED),
    FIELD(preference, property, "property", FIELD_ID,   REQUIRED),
    FIELD(preference, order,    "order",    FIELD_NAME, REQUIRED, .word = order_word),
};
static const struct object_type preference_type = TYPE("preference", preference, preference_fields, AT(preference));

static const struct field question_fields[] = {
    FIELD(question, id,          "id",          FIELD_ID,      REQUIRED),
    FIELD(question, kind,        "type",        FIELD_NAME,    OPTIONAL, .word = kind_word),
    FIELD(question, title,       "title",       FIELD_TEXT,    OPTIONAL),
    FIELD(question, domain,      "domain",      FIELD_ID,      OPTIONAL),
    FIELD(question, skill,       "skill",       FIELD_TEXT,    OPTIONAL),
    FIELD(question, topics,      "topics",      FIELD_IDS,     OPTIONAL),
    FIELD(question, difficulty,  "difficulty",  FIELD_NAME,    OPTIONAL, .word = difficulty_word),
    FIELD(question, case_id,     "case",        FIELD_ID,      OPTIONAL),
    FIELD(question, keep_order,  "keep_order",  FIELD_BOOL,    OPTIONAL),
    FIELD(question, scenario,    "scenario",    FIELD_TEXT,    OPTIONAL),
    FIELD(question, prompt,      "prompt",      FIELD_TEXT,    REQUIRED),
    FIELD(question, prompts,     "prompts",     FIELD_OBJECTS, OPTIONAL, .type = &prompt_type,
          .count_offset = offsetof(struct question, prompt_count)),
    FIELD(question, options,     "options",     FIELD_OBJECTS, REQUIRED, .type = &option_type,
          .count_offset = offsetof(struct question, option_count)),
    FIELD(question, requirements, "requires",   FIELD_OBJECTS, OPTIONAL, .type = &requirement_type,
          .count_offset = offsetof(struct question, requirement_count)),
    FIELD(question, preferences, "prefer",      FIELD_OBJECTS, OPTIONAL, .type = &preference_type,
          .count_offset = offsetof(struct question, preference_count)),
    FIELD(question, unproved,    "unproved",    FIELD_TEXT,    OPTIONAL),
    FIELD(question, explanation, "explanation", FIELD_OBJECT,  OPTIONAL, .type = &explanation_type),
    FIELD(question, references,  "references",  FIELD_OBJECTS, REQUIRED, .type = &reference_type,
          .count_offset = offsetof(struct question, reference_count)),
};
static const struct object_type question_type = TYPE("question", question, question_fields, AT(question), .check = check_question);

static const struct field domain_fields[] = {
    FIELD(domain, id,     "id",     FIELD_ID,   REQUIRED),
    FIELD(domain, title,  "title",  FIELD_TEXT, REQUIRED),
    FIELD(domain, weight, "weight", FIELD_INT,  OPTIONAL),
};
static const struct object_type domain_type = TYPE("domain", domain, domain_fields, .check = NULL);

static const struct field scale_fields[] = {
    FIELD(scale, min, "min", FIELD_INT, REQUIRED),
    FIELD(scale, max, "max", FIELD_INT, REQUIRED),
};
static const struct object_type scale_type = TYPE("scale", scale, scale_fields, .check = NULL);

static const struct field exam_fields[] = {
    FIELD(exam, code,      "code",      FIELD_TEXT,    REQUIRED),
    FIELD(exam, title,     "title",     FIELD_TEXT,    REQUIRED),
    FIELD(exam, questions, "questions", FIELD_INT,     OPTIONAL),
    FIELD(exam, scored,    "scored",    FIELD_INT,     OPTIONAL),
    FIELD(exam, minutes,   "minutes",   FIELD_INT,     OPTIONAL),
    FIELD(exam, scale,     "scale",     FIELD_OBJECT,  OPTIONAL, .type = &scale_type),
    FIELD(exam, pass,      "pass",      FIELD_INT,     OPTIONAL),
    FIELD(exam, domains,   "domains",   FIELD_OBJECTS, REQUIRED, .type = &domain_type,
          .count_offset = offsetof(struct exam, domain_count)),
    FIELD(exam, source,    "source",    FIELD_OBJECT,  OPTIONAL, .type = &reference_type),
};
static const struct object_type exam_type = TYPE("exam", exam, exam_fields, .check = check_exam);

static const struct field source_fields[] = {
    FIELD(source, id,    "id",    FIELD_ID,   REQUIRED),
    FIELD(source, title, "title", FIELD_TEXT, REQUIRED),
    FIELD(source, url,   "url",   FIELD_URL,  REQUIRED),
    FIELD(source, read,  "read",  FIELD_TEXT, REQUIRED),
};
static const struct object_type source_type = TYPE("source", source, source_fields, AT(source), .check = check_source);

static const struct field property_fields[] = {
    FIELD(property, id,     "id",     FIELD_ID,   REQUIRED),
    FIELD(property, kind,   "kind",   FIELD_NAME, REQUIRED, .word = property_kind_word),
    FIELD(property, unit,   "unit",   FIELD_TEXT, OPTIONAL),
    FIELD(property, text,   "text",   FIELD_TEXT, REQUIRED),
    FIELD(property, values, "values", FIELD_IDS,  OPTIONAL),
};
static const struct object_type property_type = TYPE("property", property, property_fields, AT(property));

static const struct field fact_fields[] = {
    FIELD(fact, property, "property", FIELD_ID,    REQUIRED),
    FIELD(fact, raw,      "value",    FIELD_VALUE, REQUIRED),
    FIELD(fact, source,   "source",   FIELD_ID,    REQUIRED),
    FIELD(fact, note,     "note",     FIELD_TEXT,  OPTIONAL),
};
static const struct object_type fact_type = TYPE("fact", fact, fact_fields, AT(fact));

static const struct field subject_fields[] = {
    FIELD(subject_entry, id,      "id",      FIELD_ID,      REQUIRED),
    FIELD(subject_entry, title,   "title",   FIELD_TEXT,    OPTIONAL),
    FIELD(subject_entry, text,    "text",    FIELD_TEXT,    OPTIONAL),
    FIELD(subject_entry, extends, "extends", FIELD_ID,      OPTIONAL),
    FIELD(subject_entry, facts,   "facts",   FIELD_OBJECTS, OPTIONAL, .type = &fact_type,
          .count_offset = offsetof(struct subject_entry, fact_count)),
};
static const struct object_type subject_type = TYPE("subject", subject_entry, subject_fields, AT(subject_entry));

static const struct field facts_fields[] = {
    FIELD(fact_table, sources,    "sources",    FIELD_OBJECTS, OPTIONAL, .type = &source_type,
          .count_offset = offsetof(struct fact_table, source_count)),
    FIELD(fact_table, properties, "properties", FIELD_OBJECTS, OPTIONAL, .type = &property_type,
          .count_offset = offsetof(struct fact_table, property_count)),
    FIELD(fact_table, entries,    "subjects",   FIELD_OBJECTS, OPTIONAL, .type = &subject_type,
          .count_offset = offsetof(struct fact_table, entry_count)),
};
static const struct object_type facts_type = TYPE("table of facts", fact_table, facts_fields, .check = NULL);

static const struct field case_fields[] = {
    FIELD(case_study, id,       "id",       FIELD_ID,   REQUIRED),
    FIELD(case_study, title,    "title",    FIELD_TEXT, REQUIRED),
    FIELD(case_study, scenario, "scenario", FIELD_TEXT, REQUIRED),
};
static const struct object_type case_type = TYPE("case", case_study, case_fields, AT(case_study));

static const struct field bank_fields[] = {
    {.name = "format", .kind = FIELD_FORMAT},
    FIELD(bank, id,        "id",        FIELD_ID,      OPTIONAL),
    FIELD(bank, title,     "title",     FIELD_TEXT,    OPTIONAL),
    FIELD(bank, language,  "language",  FIELD_TEXT,    OPTIONAL),
    FIELD(bank, license,   "license",   FIELD_TEXT,    OPTIONAL),
    FIELD(bank, exam,      "exam",      FIELD_OBJECT,  OPTIONAL, .type = &exam_type),
    FIELD(bank, facts,     "facts",     FIELD_OBJECT,  OPTIONAL, .type = &facts_type),
    FIELD(bank, cases,     "cases",     FIELD_OBJECTS, OPTIONAL, .type = &case_type,
          .count_offset = offsetof(struct bank, case_count)),
    FIELD(bank, questions, "questions", FIELD_OBJECTS, OPTIONAL, .type = &question_type,
          .count_offset = offsetof(struct bank, question_count)),
};
static const struct object_type bank_type = TYPE("bank", bank, bank_fields, .check = NULL);
/* clang-format on */

/* --- in: a file, then all of them --- */

bool format_json_read(struct bank *bank, const char *path, const char *text, size_t len,
                      struct diag_sink *sink)
{
    struct json_doc doc = {0};
    struct reader r = {&bank->arena, &doc, sink};

    if (json_parse(&doc, (struct place){path, 1, 1}, text, len, sink) != 0)
        return false;
    if (!has_kind(&r, doc.root, JSON_OBJECT, "bank")) {
        json_release(&doc);
        return false;
    }
    if (json_get(doc.root, "format") == NULL)
        diag_error(sink, json_place(&doc, doc.root), "format",
                   "this file does not say \"format\": \"%s\"; add it", bank_format);
    read_members(&r, &bank_type, doc.root, bank);
    json_release(&doc);
    return true;
}

static void check_place_in_exam(const struct bank *bank, const struct question *q,
                                struct diag_sink *sink)
{
    const char *names[32];
    size_t count = 0;
    if (bank->exam.domain_count == 0 || bank_domain(bank, q->domain) >= 0)
        return;
    for (; count < bank->exam.domain_count && count < COUNT(names); count++)
        names[count] = bank->exam.domains[count].id;
    const char *near = text_nearest(q->domain, names, count);
    if (*q->domain == '\0')
        diag_error(sink, q->at, "missing-field",
                   "question '%s' has no \"domain\"; the exam has '%s' to '%s'", q->id,
                   names[0], names[count - 1]);
    else
        diag_error(sink, q->at, "unknown-domain",
                   "question '%s' names domain '%s', which the exam does not have%s%s%s",
                   q->id, q->domain, near ? "; did you mean '" : "", near ? near : "",
                   near ? "'?" : "");
}

/* Find the case that Q names. */
static void link_case(const struct bank *bank, struct question *q, struct diag_sink *sink)
{
    const char *names[32];
    size_t count = 0;
    if (*q->case_id == '\0')
        return;
    for (size_t i = 0; i < bank->case_count; i++) {
        if (strcmp(bank->cases[i].id, q->case_id) == 0) {
            q->case_study = &bank->cases[i];
            return;
        }
        if (count < COUNT(names))
            names[count++] = bank->cases[i].id;
    }
    const char *near = text_nearest(q->case_id, names, count);
    diag_error(sink, q->at, "unknown-case",
               "question '%s' belongs to case '%s', which \"cases\" does not have%s%s%s",
               q->id, q->case_id, near ? "; did you mean '" : "", near ? near : "",
               near ? "'?" : "");
}

static void check_cases(const struct bank *bank, struct diag_sink *sink)
{
    for (size_t i = 0; i < bank->case_count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(bank->cases[i].id, bank->cases[k].id) == 0)
                diag_error(sink, bank->cases[i].at, "duplicate-id",
                           "case id '%s' is used twice; rename one", bank->cases[i].id);
}

void format_json_finish(struct bank *bank, const char *path, struct diag_sink *sink)
{
    struct place whole = {path, 0, 0};
    if (bank->id == NULL)
        diag_error(sink, whole, "missing-field", "this bank has no \"id\"; add it");
    if (bank->title == NULL)
        diag_error(sink, whole, "missing-field", "this bank has no \"title\"; add it");
    if (bank->question_count == 0)
        diag_error(sink, whole, "no-questions", "this bank has no questions");
    fill_texts(&bank_type, bank);
    bank_seal(bank);
    check_cases(bank, sink);
    for (size_t i = 0; i < bank->question_count; i++) {
        struct question *q = &bank->questions[i];
        link_case(bank, q, sink);
        long first = bank_find(bank, q->id, strlen(q->id));
        if (*q->id != '\0' && (size_t)first != i) {
            const struct place *at = &bank->questions[first].at;
            diag_error(sink, q->at, "duplicate-id",
                       "question id '%s' is used twice, first at %s:%u:%u; rename one",
                       q->id, at->path, at->line, at->col);
        }
        check_place_in_exam(bank, q, sink);
    }
    link_facts(bank, sink);
}

/* --- out --- */

static void write_object(struct json_writer *w, const struct object_type *type,
                         const void *object);

static const struct text_list *texts_of(const struct field *f, const void *object)
{
    return const_slot(f, object);
}

static size_t count_of(const struct field *f, const void *object)
{
    return *(const size_t *)(const void *)((const char *)object + f->count_offset);
}

static int int_of(const struct field *f, const void *object)
{
    int value; /* an enum that we declare has the size of an int */
    memcpy(&value, const_slot(f, object), sizeof value);
    return value;
}

/* A member that holds what it would hold when left out is left out. */
static bool is_left_out(const struct field *f, const void *object)
{
    switch (f->kind) {
    case FIELD_TEXT:
    case FIELD_ID:
    case FIELD_URL:
        return **(const char *const *)const_slot(f, object) == '\0';
    case FIELD_TEXTS:
    case FIELD_IDS:
        return texts_of(f, object)->count == 0;
    case FIELD_BOOL:
        return !*(const bool *)const_slot(f, object);
    case FIELD_INT:
        return int_of(f, object) == 0;
    case FIELD_NAME:
        return *f->word((unsigned)int_of(f, object)) == '\0';
    case FIELD_OBJECTS:
        return count_of(f, object) == 0;
    case FIELD_OBJECT:
        for (size_t i = 0; i < f->type->count; i++)
            if (!is_left_out(&f->type->fields[i], const_slot(f, object)))
                return false;
        return true;
    case FIELD_VALUE:
    case FIELD_FORMAT:
        return false;
    }
    return false;
}

static void write_texts(struct json_writer *w, const struct text_list *list)
{
    json_open(w, '[');
    for (size_t i = 0; i < list->count; i++)
        json_put_string(w, list->text[i]);
    json_close(w, ']');
}

static void write_raw(struct json_writer *w, const struct raw_value *raw)
{
    if (raw->kind == RAW_FLAG)
        json_put_bool(w, raw->flag);
    else if (raw->kind == RAW_LIST)
        write_texts(w, &raw->list);
    else
        json_put_string(w, raw->text);
}

static void write_field(struct json_writer *w, const struct field *f, const void *object)
{
    json_put_key(w, f->name);
    switch (f->kind) {
    case FIELD_TEXT:
    case FIELD_ID:
    case FIELD_URL:
        json_put_string(w, *(const char *const *)const_slot(f, object));
        break;
    case FIELD_TEXTS:
    case FIELD_IDS:
        write_texts(w, texts_of(f, object));
        break;
    case FIELD_BOOL:
        json_put_bool(w, *(const bool *)const_slot(f, object));
        break;
    case FIELD_INT:
        json_put_int(w, int_of(f, object));
        break;
    case FIELD_NAME:
        json_put_string(w, f->word((unsigned)int_of(f, object)));
        break;
    case FIELD_OBJECT:
        write_object(w, f->type, const_slot(f, object));
        break;
    case FIELD_OBJECTS: {
        const char *items = *(const char *const *)const_slot(f, object);
        json_open(w, '[');
        for (size_t i = 0; i < count_of(f, object); i++)
            write_object(w, f->type, items + i * f->type->size);
        json_close(w, ']');
        break;
    }
    case FIELD_VALUE:
        write_raw(w, const_slot(f, object));
        break;
    case FIELD_FORMAT:
        json_put_string(w, bank_format);
        break;
    }
}

static void write_object(struct json_writer *w, const struct object_type *type,
                         const void *object)
{
    json_open(w, '{');
    for (size_t i = 0; i < type->count; i++)
        if (!is_left_out(&type->fields[i], object))
            write_field(w, &type->fields[i], object);
    json_close(w, '}');
}

void format_write_json(const struct bank *bank, int indent, struct buf *out)
{
    struct json_writer w = {.out = out, .indent = indent};
    write_object(&w, &bank_type, bank);
}

void format_write_question(const struct question *q, int indent, struct buf *out)
{
    struct json_writer w = {.out = out, .indent = indent};
    write_object(&w, &question_type, q);
}
