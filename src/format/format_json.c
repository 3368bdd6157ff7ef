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

/* What a value that could not be read leaves unknown. The rules that need it keep silent:
 * one slip makes one message. */
enum doubt {
    DOUBT_OPTIONS = 1, /* which options there are */
    DOUBT_KIND = 2,    /* of a question */
    DOUBT_KEY = 4,     /* which options are right, in which order, for what */
    DOUBT_LINKS = 8,   /* where it can be read */
    DOUBT_WEIGHTS = 16,
    DOUBT_COUNTS = 32,
    DOUBT_SCALE = 64,
    DOUBT_WHOLE = 128, /* what all files together hold */
};

struct object_type;

struct field {
    const char *name;
    const char *what, *entry; /* for messages: "id" in quotes, and what a list holds */
    unsigned doubt;           /* what is unknown when this cannot be read */
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
    unsigned doubts; /* about the object that is being read */
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

/* A text that was given but could not be read: nobody must say that it is missing. */
static const char unread[] = "";

static const char *article(const char *noun)
{
    return strchr("aeiou", *noun) != NULL ? "an" : "a";
}

static bool has_kind(struct reader *r, const struct json *v, enum json_kind want,
                     const char *what)
{
    if (json_kind(v) == want)
        return true;
    diag_error(r->sink, json_place(r->doc, v), "wrong-type", "%s must be %s, not %s",
               what, json_kind_name(want), json_kind_name(json_kind(v)));
    return false;
}

static bool is_object(struct reader *r, const struct json *v, const char *noun)
{
    char what[80];
    snprintf(what, sizeof what, "%s %s", article(noun), noun);
    return has_kind(r, v, JSON_OBJECT, what);
}

/* WORDS with commas between, as many as there is room for. */
struct words {
    char text[160];
};

static struct words listed(const char *const *words, size_t count)
{
    struct words all = {""};
    size_t len = 0;
    for (size_t i = 0; i < count; i++) {
        if (len + strlen(words[i]) + sizeof ", , ..." > sizeof all.text) {
            snprintf(all.text + len, sizeof all.text - len, ", ...");
            break;
        }
        len += (size_t)snprintf(all.text + len, sizeof all.text - len, "%s%s",
                                len > 0 ? ", " : "", words[i]);
    }
    return all;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* What is wrong with a URL; NULL when nothing is. */
static const char *url_fault(const char *text)
{
    size_t scheme = strncmp(text, "https://", 8) == 0  ? 8
                    : strncmp(text, "http://", 7) == 0 ? 7
                                                       : 0;
    if (scheme == 0)
        return "it starts with https://";
    if (text[scheme] == '\0')
        return "the name of the host is missing";
    for (const char *c = text; *c != '\0'; c++)
        if (*c <= ' ' || *c >= 0x7f || strchr("\"<>\\^`{|}", *c) != NULL)
            return "spaces, quotes and what is not ASCII are written like %20";
    return NULL;
}

/* Two letters may look the same: say which one is not ours. */
static void bad_id(struct reader *r, struct place at, const char *text)
{
    char culprit[40] = "";
    uint32_t code_point = text_beyond_ascii(text, strlen(text));
    if (code_point != 0)
        snprintf(culprit, sizeof culprit, ": it holds U+%04X", (unsigned)code_point);
    diag_error(r->sink, at, "bad-id",
               "\"%s\" is no id%s; use a-z, 0-9, '.', '_' and '-', a letter or digit "
               "first, at most %d",
               text_excerpt(text, strlen(text)).text, culprit, LIMIT_ID);
}

/* A copy of the string V, the value of F or (WHAT is f->entry) one of its entries; or
 * `unread` after a message. */
static const char *read_text(struct reader *r, const struct json *v,
                             const struct field *f, const char *what)
{
    if (!has_kind(r, v, JSON_STRING, what))
        return unread;
    const char *text = json_string(v);
    struct place at = json_place(r->doc, v);
    if (is_blank(text)) {
        diag_error(r->sink, at, "empty", "%s is empty; write something%s", what,
                   f->is_required && what == f->what ? "" : " or remove it");
        return unread;
    }
    if ((f->kind == FIELD_ID || f->kind == FIELD_IDS) && !text_is_id(text)) {
        bad_id(r, at, text);
        return unread;
    }
    if (f->kind == FIELD_URL && url_fault(text) != NULL) {
        diag_error(r->sink, at, "bad-url", "\"%s\" is no URL; %s",
                   text_excerpt(text, strlen(text)).text, url_fault(text));
        return unread;
    }
    return arena_text(r->arena, text, strlen(text));
}

static void read_texts(struct reader *r, const struct json *v, const struct field *f,
                       struct text_list *list)
{
    if (!has_kind(r, v, JSON_ARRAY, f->what))
        return;
    list->text = arena_get(r->arena, json_count(v) * sizeof *list->text);
    for (const struct json *c = json_first(v); c != NULL; c = json_next(c)) {
        const char *text = read_text(r, c, f, f->entry);
        if (text != unread)
            list->text[list->count++] = text;
    }
}

static bool read_int(struct reader *r, const struct json *v, const struct field *f,
                     int *into)
{
    if (!has_kind(r, v, JSON_NUMBER, f->what))
        return false;
    double number = json_number(v);
    if (number != floor(number) || number < 0 || number > 1000000) {
        diag_error(r->sink, json_place(r->doc, v), "bad-number",
                   "%s must be a whole number from 0 to 1000000", f->what);
        return false;
    }
    *into = (int)number;
    return true;
}

static bool read_name(struct reader *r, const struct json *v, const struct field *f,
                      void *into)
{
    const char *words[16];
    size_t count = 0;

    if (!has_kind(r, v, JSON_STRING, f->what))
        return false;
    for (unsigned i = 0; f->word(i) != NULL && count < COUNT(words); i++) {
        if (*f->word(i) == '\0')
            continue; /* what is meant when it is left out */
        words[count++] = f->word(i);
        if (strcmp(f->word(i), json_string(v)) == 0) {
            int value = (int)i;
            memcpy(into, &value, sizeof value);
            return true;
        }
    }
    const char *text = json_string(v), *near = text_nearest(text, words, count);
    diag_error(r->sink, json_place(r->doc, v), "unknown-name", "\"%s\" is no %s; %s%s%s",
               text_excerpt(text, strlen(text)).text, f->name,
               near ? "did you mean \"" : "known: ",
               near ? near : listed(words, count).text, near ? "\"?" : "");
    return false;
}

/* False when one of them is no object: how many there are meant to be is not known. */
static bool read_objects(struct reader *r, const struct json *v, const struct field *f,
                         void *object)
{
    if (!has_kind(r, v, JSON_ARRAY, f->what))
        return false;
    void **items = slot(f, object);
    size_t *count = (size_t *)(void *)((char *)object + f->count_offset);
    size_t size = f->type->size, more = json_count(v);
    bool are_objects = true;

    char *all = arena_get(r->arena, (*count + more) * size);
    if (*count > 0)
        memcpy(all, *items, *count * size);
    *items = all;
    for (const struct json *c = json_first(v); c != NULL; c = json_next(c)) {
        if (is_object(r, c, f->type->noun))
            read_object(r, f->type, c, all + (*count)++ * size);
        else
            are_objects = false;
    }
    return are_objects;
}

static void read_raw(struct reader *r, const struct json *v, const struct field *f,
                     struct raw_value *raw)
{
    switch (json_kind(v)) {
    case JSON_BOOL:
        *raw = (struct raw_value){.kind = RAW_FLAG, .flag = json_bool(v)};
        break;
    case JSON_ARRAY:
        read_texts(r, v, f, &raw->list);
        raw->kind = raw->list.count == json_count(v) ? RAW_LIST : RAW_NONE;
        break;
    case JSON_STRING:
        raw->text = read_text(r, v, f, f->what);
        raw->kind = raw->text != unread ? RAW_TEXT : RAW_NONE;
        break;
    default:
        diag_error(
            r->sink, json_place(r->doc, v), "wrong-type",
            "%s must be true, false, a string or an array, not %s; write a quantity "
            "as \"2.5 ms\"",
            f->what, json_kind_name(json_kind(v)));
    }
}

/* Does OBJECT hold a text already? Another file may have given it. */
static bool is_given(const struct object_type *type, const void *object)
{
    for (size_t i = 0; i < type->count; i++)
        if (is_text(type->fields[i].kind) &&
            *(const char *const *)const_slot(&type->fields[i], object) != NULL)
            return true;
    return false;
}

static void given_twice(struct reader *r, const struct json *v, const struct field *f)
{
    diag_error(r->sink, json_key_place(r->doc, v), "given-twice",
               "another file of this bank gives %s already; remove one", f->what);
}

/* False when it could not be read. */
static bool read_value(struct reader *r, const struct field *f, const struct json *v,
                       void *object)
{
    void *into = slot(f, object);
    const char **text = into;

    switch (f->kind) {
    case FIELD_TEXT:
    case FIELD_ID:
    case FIELD_URL:
        if (*text != NULL)
            given_twice(r, v, f);
        else
            *text = read_text(r, v, f, f->what);
        return *text != unread;
    case FIELD_TEXTS:
    case FIELD_IDS:
        read_texts(r, v, f, into);
        return true;
    case FIELD_BOOL:
        *(bool *)into = json_bool(v);
        return has_kind(r, v, JSON_BOOL, f->what);
    case FIELD_INT:
        return read_int(r, v, f, into);
    case FIELD_NAME:
        return read_name(r, v, f, into);
    case FIELD_OBJECT:
        if (!has_kind(r, v, JSON_OBJECT, f->what))
            return false;
        if (is_given(f->type, into))
            given_twice(r, v, f);
        else
            read_object(r, f->type, v, into);
        return true;
    case FIELD_OBJECTS:
        return read_objects(r, v, f, object);
    case FIELD_VALUE:
        read_raw(r, v, f, into);
        return true;
    case FIELD_FORMAT:
        return true; /* see is_bank */
    }
    return true;
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
                 "%s %s has no \"%s\"; %s%s%s", article(type->noun), type->noun,
                 text_excerpt(json_key(v), strlen(json_key(v))).text,
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
        if (i == type->count)
            unknown_field(r, type, c);
        else if (!read_value(r, &type->fields[i], c, object))
            r->doubts |= type->fields[i].doubt;
    }
}

static void read_object(struct reader *r, const struct object_type *type,
                        const struct json *v, void *object)
{
    struct place at = json_place(r->doc, v);
    unsigned outer_doubts = r->doubts;
    if (type->has_place)
        memcpy((char *)object + type->place_offset, &at, sizeof at);
    r->doubts = 0;
    read_members(r, type, v, object);
    for (size_t i = 0; i < type->count; i++) {
        const struct field *f = &type->fields[i];
        if (!f->is_required || json_get(v, f->name) != NULL)
            continue;
        diag_error(r->sink, at, "missing-field", "this %s has no %s; add it", type->noun,
                   f->what);
        r->doubts |= f->doubt;
    }
    fill_texts(type, object);
    if (type->check != NULL)
        type->check(r, object, at);
    r->doubts |= outer_doubts; /* what is unknown of a part is unknown of the whole */
}

/* --- rules across members --- */

static void check_option_ids(struct reader *r, const struct question *q)
{
    for (size_t i = 0; i < q->option_count; i++) {
        const struct option *o = &q->options[i];
        size_t first = 0;
        while (strcmp(o->id, q->options[first].id) != 0)
            first++;
        if (*o->id != '\0' && first < i)
            diag_error(r->sink, o->at, "duplicate-id",
                       "option id '%s' is used twice in this question; rename one",
                       o->id);
        bool is_letter = o->id[0] >= 'a' && o->id[0] <= 'z' && o->id[1] == '\0';
        size_t place = (size_t)(o->id[0] - 'a');
        if (is_letter && place < q->option_count && place != i)
            diag_error(r->sink, o->at, "letter-id",
                       "option id '%s' is the letter of another option; use a word, or "
                       "'%c'",
                       o->id, (char)('a' + i));
    }
}

/* Every option says why; of a matching the prompts do. */
static void check_whys(struct reader *r, const struct question *q)
{
    for (size_t i = 0; i < q->option_count; i++) {
        const char *why = q->options[i].why;
        if (*why == '\0' && why != unread && q->kind != QUESTION_MATCHING)
            diag_error(r->sink, q->options[i].at, "missing-field",
                       "this option has no \"why\"; say why it is right, or why not");
    }
}

static void check_choice(struct reader *r, struct question *q, struct place at)
{
    for (size_t i = 0; i < q->option_count; i++)
        q->key |= (uint32_t)q->options[i].is_key << i;
    for (uint32_t rest = q->key; rest != 0; rest &= rest - 1)
        q->select++;
    if (q->select == 0)
        diag_error(r->sink, at, "no-key",
                   "no option of this question is right; give one \"correct\": true");
    if (q->select == q->option_count)
        diag_error(r->sink, at, "no-distractor",
                   "every option of this question is right; one must be wrong");
}

/* The options of the steps 1, 2, ... each once. */
static void check_ordering(struct reader *r, struct question *q, struct place at)
{
    for (size_t i = 0; i < q->option_count; i++)
        q->select += q->options[i].position > 0;
    if (q->select < 2)
        diag_error(r->sink, at, "no-key",
                   "this question orders fewer than two options; give them "
                   "\"position\": 1, 2, ...");
    for (size_t i = 0; i < q->option_count; i++) {
        const struct option *o = &q->options[i];
        size_t step = (size_t)o->position, first = 0;
        if (step == 0)
            continue;
        while (q->options[first].position != o->position)
            first++;
        if (first < i)
            diag_error(r->sink, o->at, "position",
                       "position %zu is given twice; number the options 1 to %zu", step,
                       q->select);
        if (step > q->select) {
            diag_error(r->sink, o->at, "position",
                       "position %zu leaves a gap; number the options 1 to %zu", step,
                       q->select);
            continue;
        }
        q->solution[step - 1] = (uint8_t)i;
        q->key |= (uint32_t)1 << i;
    }
}

static void check_matching(struct reader *r, struct question *q, struct place at)
{
    if (q->prompt_count < 2 || q->prompt_count > LIMIT_OPTIONS) {
        diag_error(r->sink, at, "prompt-count",
                   "this question has %zu prompt%s; a matching needs 2 to %d",
                   q->prompt_count, q->prompt_count == 1 ? "" : "s", LIMIT_OPTIONS);
        return;
    }
    q->select = q->prompt_count;
    for (size_t i = 0; i < q->prompt_count; i++) {
        const struct prompt *p = &q->prompts[i];
        long option = question_option(q, p->match, strlen(p->match));
        size_t first = 0;
        while (strcmp(p->id, q->prompts[first].id) != 0)
            first++;
        if (*p->id != '\0' && first < i)
            diag_error(r->sink, p->at, "duplicate-id",
                       "prompt id '%s' is used twice in this question; rename one",
                       p->id);
        if (option < 0) {
            if (*p->match != '\0')
                diag_error(r->sink, p->at, "unknown-option",
                           "\"match\" names option '%s', which this question does not "
                           "have",
                           p->match);
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
        diag_error(r->sink, at, "wrong-kind", "%s %s has no \"prompts\"; remove them",
                   article(kind), kind);
    for (size_t i = 0; i < q->option_count; i++) {
        const struct option *o = &q->options[i];
        if (q->kind != QUESTION_ORDERING && o->position != 0)
            diag_error(r->sink, o->at, "wrong-kind",
                       "an option of %s %s has no \"position\"; remove it", article(kind),
                       kind);
        if (q->kind != QUESTION_CHOICE && o->is_key)
            diag_error(r->sink, o->at, "wrong-kind",
                       "an option of %s %s has no \"correct\"; remove it", article(kind),
                       kind);
    }
}

static void check_key(struct reader *r, struct question *q, struct place at)
{
    static void (*const by_kind[])(struct reader *, struct question *, struct place) = {
        [QUESTION_CHOICE] = check_choice,
        [QUESTION_ORDERING] = check_ordering,
        [QUESTION_MATCHING] = check_matching,
    };
    if ((r->doubts & DOUBT_KIND) != 0)
        return;
    check_strangers(r, q, at);
    check_whys(r, q);
    if ((r->doubts & DOUBT_KEY) == 0)
        by_kind[q->kind](r, q, at);
}

/* Are there as many options as the arrays of a question have room for? */
static bool check_option_count(struct reader *r, const struct question *q,
                               struct place at)
{
    bool is_good = q->option_count >= 2 && q->option_count <= LIMIT_OPTIONS;
    if (!is_good && (r->doubts & DOUBT_OPTIONS) == 0)
        diag_error(r->sink, at, "option-count",
                   "this question has %zu option%s; it needs 2 to %d", q->option_count,
                   q->option_count == 1 ? "" : "s", LIMIT_OPTIONS);
    return is_good;
}

static void check_references(struct reader *r, const struct question *q, struct place at)
{
    for (size_t i = 0; i < q->reference_count; i++)
        if (strncmp(q->references[i].url, "https://", 8) == 0)
            return;
    if ((r->doubts & DOUBT_LINKS) == 0)
        diag_error(r->sink, at, "no-reference",
                   "this question has no reference with an https URL; add one");
}

static void check_question(struct reader *r, void *object, struct place at)
{
    struct question *q = object;
    if (check_option_count(r, q, at)) {
        check_option_ids(r, q);
        check_key(r, q, at);
    }
    check_references(r, q, at);
}

static void check_domains(struct reader *r, const struct exam *exam, struct place at)
{
    int weight = 0;
    if (exam->domain_count > LIMIT_DOMAINS) {
        diag_error(r->sink, at, "domain-count", "this exam has more than %d domains",
                   LIMIT_DOMAINS);
        return;
    }
    for (size_t i = 0; i < exam->domain_count; i++) {
        const struct domain *d = &exam->domains[i];
        size_t first = 0;
        weight += d->weight;
        while (strcmp(d->id, exam->domains[first].id) != 0)
            first++;
        if (*d->id != '\0' && first < i)
            diag_error(r->sink, d->at, "duplicate-id",
                       "domain id '%s' is used twice; rename one", d->id);
    }
    if (weight != 0 && weight != 100 && (r->doubts & DOUBT_WEIGHTS) == 0)
        diag_error(r->sink, at, "weights",
                   "the weights of the domains add up to %d; they must make 100", weight);
}

static void check_counts(struct reader *r, const struct exam *exam, struct place at)
{
    if ((r->doubts & DOUBT_COUNTS) != 0 || exam->scored <= exam->questions)
        return;
    if (exam->questions == 0)
        diag_error(r->sink, at, "exam-count",
                   "\"scored\" counts some of the \"questions\"; say how many these are");
    else
        diag_error(r->sink, at, "exam-count",
                   "\"scored\" is %d, and \"questions\" only %d; mend one", exam->scored,
                   exam->questions);
}

static void check_scale(struct reader *r, const struct exam *exam, struct place at)
{
    const struct scale *scale = &exam->scale;
    if ((r->doubts & DOUBT_SCALE) != 0)
        return;
    if (scale->min > scale->max)
        diag_error(r->sink, at, "exam-scale",
                   "the scale begins at %d and ends at %d; \"min\" must be the smaller",
                   scale->min, scale->max);
    else if (exam->pass != 0 && scale->max == 0)
        diag_error(r->sink, at, "exam-scale",
                   "\"pass\" is a mark on a scale; add \"scale\" with \"min\" and "
                   "\"max\"");
    else if (exam->pass != 0 && (exam->pass < scale->min || exam->pass > scale->max))
        diag_error(r->sink, at, "exam-scale",
                   "\"pass\" is %d; it must lie on the scale, from %d to %d", exam->pass,
                   scale->min, scale->max);
}

static void check_exam(struct reader *r, void *object, struct place at)
{
    check_domains(r, object, at);
    check_counts(r, object, at);
    check_scale(r, object, at);
}

static void check_source(struct reader *r, void *object, struct place at)
{
    const struct source *s = object;
    int64_t day;
    if (*s->read != '\0' && (strlen(s->read) != 10 || stamp_read(s->read, &day) != 0))
        diag_error(r->sink, at, "bad-date", "\"%s\" is no day; write it as 2026-11-23",
                   text_excerpt(s->read, strlen(s->read)).text);
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
        .name = (name_), .what = "\"" name_ "\"", .entry = "an entry of \"" name_ "\"",  \
        .kind = (kind_), .offset = offsetof(struct struct_, member), __VA_ARGS__         \
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
    FIELD(reference, url,   "url",   FIELD_URL,  REQUIRED, .doubt = DOUBT_LINKS),
};
static const struct object_type reference_type = TYPE("reference", reference, reference_fields, .check = NULL);

static const struct field option_fields[] = {
    FIELD(option, id,      "id",      FIELD_ID,   REQUIRED),
    FIELD(option, text,    "text",    FIELD_TEXT, REQUIRED),
    FIELD(option, is_key,  "correct", FIELD_BOOL, OPTIONAL, .doubt = DOUBT_KEY),
    FIELD(option, position, "position", FIELD_INT, OPTIONAL, .doubt = DOUBT_KEY),
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
    FIELD(requirement, op,       "operator", FIELD_NAME,  REQUIRED, .word = operator_word, .doubt = DOUBT_WHOLE),
    FIELD(requirement, raw,      "value",    FIELD_VALUE, REQUIRED),
};
static const struct object_type requirement_type = TYPE("requirement", requirement, requirement_fields, AT(requirement));

static const struct field preference_fields[] = {
    FIELD(preference, clue,     "clue",     FIELD_TEXT, REQUIRED),
    FIELD(preference, property, "property", FIELD_ID,   REQUIRED),
    FIELD(preference, order,    "order",    FIELD_NAME, REQUIRED, .word = order_word, .doubt = DOUBT_WHOLE),
};
static const struct object_type preference_type = TYPE("preference", preference, preference_fields, AT(preference));

static const struct field question_fields[] = {
    FIELD(question, id,          "id",          FIELD_ID,      REQUIRED),
    FIELD(question, kind,        "type",        FIELD_NAME,    OPTIONAL, .word = kind_word, .doubt = DOUBT_KIND),
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
          .count_offset = offsetof(struct question, prompt_count), .doubt = DOUBT_KEY),
    FIELD(question, options,     "options",     FIELD_OBJECTS, REQUIRED, .type = &option_type,
          .count_offset = offsetof(struct question, option_count), .doubt = DOUBT_OPTIONS | DOUBT_KEY),
    FIELD(question, requirements, "requires",   FIELD_OBJECTS, OPTIONAL, .type = &requirement_type,
          .count_offset = offsetof(struct question, requirement_count)),
    FIELD(question, preferences, "prefer",      FIELD_OBJECTS, OPTIONAL, .type = &preference_type,
          .count_offset = offsetof(struct question, preference_count)),
    FIELD(question, unproved,    "unproved",    FIELD_TEXT,    OPTIONAL),
    FIELD(question, explanation, "explanation", FIELD_OBJECT,  OPTIONAL, .type = &explanation_type),
    FIELD(question, references,  "references",  FIELD_OBJECTS, REQUIRED, .type = &reference_type,
          .count_offset = offsetof(struct question, reference_count), .doubt = DOUBT_LINKS),
};
static const struct object_type question_type = TYPE("question", question, question_fields, AT(question), .check = check_question);

static const struct field domain_fields[] = {
    FIELD(domain, id,     "id",     FIELD_ID,   REQUIRED),
    FIELD(domain, title,  "title",  FIELD_TEXT, REQUIRED),
    FIELD(domain, weight, "weight", FIELD_INT,  OPTIONAL, .doubt = DOUBT_WEIGHTS),
};
static const struct object_type domain_type = TYPE("domain", domain, domain_fields, AT(domain));

static const struct field scale_fields[] = {
    FIELD(scale, min, "min", FIELD_INT, REQUIRED, .doubt = DOUBT_SCALE),
    FIELD(scale, max, "max", FIELD_INT, REQUIRED, .doubt = DOUBT_SCALE),
};
static const struct object_type scale_type = TYPE("scale", scale, scale_fields, .check = NULL);

static const struct field exam_fields[] = {
    FIELD(exam, code,      "code",      FIELD_TEXT,    REQUIRED),
    FIELD(exam, title,     "title",     FIELD_TEXT,    REQUIRED),
    FIELD(exam, questions, "questions", FIELD_INT,     OPTIONAL, .doubt = DOUBT_COUNTS),
    FIELD(exam, scored,    "scored",    FIELD_INT,     OPTIONAL, .doubt = DOUBT_COUNTS),
    FIELD(exam, minutes,   "minutes",   FIELD_INT,     OPTIONAL),
    FIELD(exam, scale,     "scale",     FIELD_OBJECT,  OPTIONAL, .type = &scale_type, .doubt = DOUBT_SCALE),
    FIELD(exam, pass,      "pass",      FIELD_INT,     OPTIONAL, .doubt = DOUBT_SCALE),
    FIELD(exam, domains,   "domains",   FIELD_OBJECTS, REQUIRED, .type = &domain_type,
          .count_offset = offsetof(struct exam, domain_count), .doubt = DOUBT_WEIGHTS),
    FIELD(exam, source,    "source",    FIELD_OBJECT,  OPTIONAL, .type = &reference_type),
};
static const struct object_type exam_type = TYPE("exam", exam, exam_fields, .check = check_exam);

static const struct field source_fields[] = {
    FIELD(source, id,    "id",    FIELD_ID,   REQUIRED, .doubt = DOUBT_WHOLE),
    FIELD(source, title, "title", FIELD_TEXT, REQUIRED),
    FIELD(source, url,   "url",   FIELD_URL,  REQUIRED),
    FIELD(source, read,  "read",  FIELD_TEXT, REQUIRED),
};
static const struct object_type source_type = TYPE("source", source, source_fields, AT(source), .check = check_source);

static const struct field property_fields[] = {
    FIELD(property, id,     "id",     FIELD_ID,   REQUIRED, .doubt = DOUBT_WHOLE),
    FIELD(property, kind,   "kind",   FIELD_NAME, REQUIRED, .word = property_kind_word, .doubt = DOUBT_WHOLE),
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
    FIELD(subject_entry, id,      "id",      FIELD_ID,      REQUIRED, .doubt = DOUBT_WHOLE),
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
    {.name = "format", .what = "\"format\"", .kind = FIELD_FORMAT},
    FIELD(bank, id,        "id",        FIELD_ID,      OPTIONAL),
    FIELD(bank, title,     "title",     FIELD_TEXT,    OPTIONAL),
    FIELD(bank, language,  "language",  FIELD_TEXT,    OPTIONAL),
    FIELD(bank, license,   "license",   FIELD_TEXT,    OPTIONAL),
    FIELD(bank, exam,      "exam",      FIELD_OBJECT,  OPTIONAL, .type = &exam_type, .doubt = DOUBT_WHOLE),
    FIELD(bank, facts,     "facts",     FIELD_OBJECT,  OPTIONAL, .type = &facts_type, .doubt = DOUBT_WHOLE),
    FIELD(bank, cases,     "cases",     FIELD_OBJECTS, OPTIONAL, .type = &case_type,
          .count_offset = offsetof(struct bank, case_count), .doubt = DOUBT_WHOLE),
    FIELD(bank, questions, "questions", FIELD_OBJECTS, OPTIONAL, .type = &question_type,
          .count_offset = offsetof(struct bank, question_count), .doubt = DOUBT_WHOLE),
};
static const struct object_type bank_type = TYPE("bank", bank, bank_fields, .check = NULL);
/* clang-format on */

/* --- in: a file, then all of them --- */

/* Is it one of ours, by its "format"? A file without is read when it has questions. */
static bool is_bank(struct reader *r, const struct json *root)
{
    const struct json *format = json_get(root, "format");
    if (format == NULL) {
        diag_error(r->sink, json_place(r->doc, root), "format",
                   "this file does not say \"format\": \"%s\"; add it%s", bank_format,
                   json_get(root, "questions") ? "" : ", if this is a part of a bank");
        return json_get(root, "questions") != NULL;
    }
    if (!has_kind(r, format, JSON_STRING, "\"format\""))
        return false;
    const char *text = json_string(format);
    if (strcmp(text, bank_format) == 0)
        return true;
    size_t stem = sizeof "quizctl.bank/" - 1, digits;
    bool is_ours = strncmp(text, bank_format, stem) == 0 &&
                   (digits = strspn(text + stem, "0123456789")) > 0 &&
                   text[stem + digits] == '\0';
    diag_error(r->sink, json_place(r->doc, format), "format",
               is_ours ? "this quizctl reads \"%s\", not \"%s\"; update quizctl"
                       : "a bank's format is \"%s\", not \"%s\"",
               bank_format, text_excerpt(text, strlen(text)).text);
    return false;
}

bool format_json_read(struct bank *bank, const char *path, const char *text, size_t len,
                      struct diag_sink *sink)
{
    struct json_doc doc = {0};
    struct reader r = {.arena = &bank->arena, .doc = &doc, .sink = sink};

    if (json_parse(&doc, (struct place){path, 1, 1}, text, len, sink) != 0)
        return false;
    bool is_read = is_object(&r, doc.root, bank_type.noun) && is_bank(&r, doc.root);
    if (is_read)
        read_members(&r, &bank_type, doc.root, bank);
    json_release(&doc);
    return is_read && (r.doubts & DOUBT_WHOLE) == 0;
}

static void check_place_in_exam(const struct bank *bank, const struct question *q,
                                struct diag_sink *sink)
{
    const char *names[LIMIT_DOMAINS];
    size_t count = 0;
    if (bank->exam.domain_count == 0 || q->domain == unread ||
        bank_domain(bank, q->domain) >= 0)
        return;
    for (; count < bank->exam.domain_count && count < COUNT(names); count++)
        names[count] = bank->exam.domains[count].id;
    const char *near = text_nearest(q->domain, names, count);
    if (*q->domain == '\0')
        diag_error(sink, q->at, "missing-field",
                   "this question has no \"domain\"; the exam has %s",
                   listed(names, count).text);
    else
        diag_error(sink, q->at, "unknown-domain", "the exam has no domain '%s'; %s%s%s",
                   q->domain, near ? "did you mean '" : "it has ",
                   near ? near : listed(names, count).text, near ? "'?" : "");
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
    diag_error(sink, q->at, "unknown-case", "the bank has no case '%s'; %s%s%s",
               q->case_id, near ? "did you mean '" : "describe it in \"cases\"",
               near ? near : "", near ? "'?" : "");
}

static void check_cases(const struct bank *bank, struct diag_sink *sink)
{
    if (bank->case_count > LIMIT_CASES)
        diag_error(sink, bank->cases[LIMIT_CASES].at, "case-count",
                   "this bank has more than %d cases", LIMIT_CASES);
    for (size_t i = 0; i < bank->case_count && i < LIMIT_CASES; i++) {
        const struct case_study *c = &bank->cases[i];
        size_t first = 0;
        while (strcmp(bank->cases[first].id, c->id) != 0)
            first++;
        if (*c->id != '\0' && first < i)
            diag_error(sink, c->at, "duplicate-id",
                       "case id '%s' is used twice; rename one", c->id);
    }
}

static void check_head(const struct bank *bank, const char *path, struct diag_sink *sink)
{
    struct place whole = {path, 0, 0};
    if (bank->id == NULL)
        diag_error(sink, whole, "missing-field", "this bank has no \"id\"; add it");
    if (bank->title == NULL)
        diag_error(sink, whole, "missing-field", "this bank has no \"title\"; add it");
    if (bank->question_count == 0)
        diag_error(sink, whole, "no-questions",
                   "this bank has no questions; add \"questions\"");
}

static void check_ids_differ(const struct bank *bank, struct diag_sink *sink)
{
    for (size_t i = 0; i < bank->question_count; i++) {
        const struct question *q = &bank->questions[i];
        long first = bank_find(bank, q->id, strlen(q->id));
        if (*q->id == '\0' || (size_t)first == i)
            continue;
        const struct place *at = &bank->questions[first].at;
        diag_error(sink, q->at, "duplicate-id",
                   "question id '%s' is used twice, first at %s:%u:%u; rename one", q->id,
                   at->path, at->line, at->col);
    }
}

void format_json_finish(struct bank *bank, const char *path, bool is_whole,
                        struct diag_sink *sink)
{
    if (is_whole)
        check_head(bank, path, sink);
    fill_texts(&bank_type, bank);
    bank_seal(bank);
    check_ids_differ(bank, sink);
    check_cases(bank, sink);
    if (!is_whole)
        return;
    for (size_t i = 0; i < bank->question_count; i++) {
        if (bank->case_count <= LIMIT_CASES)
            link_case(bank, &bank->questions[i], sink);
        check_place_in_exam(bank, &bank->questions[i], sink);
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
