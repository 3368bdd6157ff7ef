/*
 * fields.c - walk a table of fields: JSON to a struct and back.
 *
 * In:   a table, a value that passed the gate; or a table and a struct.
 * Out:  the struct, with a message for each member that is not as its row says; or JSON.
 *
 * One slip makes one message: what could not be read is told to the rules across members
 * (check_bank.c) as a doubt.
 */
#include "fields.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "quizctl/bank.h"
#include "quizctl/limits.h"
#include "quizctl/parallel.h"
#include "quizctl/text.h"

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

const char field_unread[] = "";

const char *words_article(const char *noun)
{
    return strchr("aeiou", *noun) != NULL ? "an" : "a";
}

bool fields_has_kind(struct reader *r, const struct json *v, enum json_kind want,
                     const char *what)
{
    if (json_kind(v) == want)
        return true;
    diag_error(r->sink, json_place(r->doc, v), "wrong-type", "%s must be %s, not %s",
               what, json_kind_name(want), json_kind_name(json_kind(v)));
    return false;
}

bool fields_is_object(struct reader *r, const struct json *v, const char *noun)
{
    char what[80];
    if (json_kind(v) == JSON_OBJECT)
        return true; /* most are, and need no words */
    snprintf(what, sizeof what, "%s %s", words_article(noun), noun);
    return fields_has_kind(r, v, JSON_OBJECT, what);
}

struct words words_listed(const char *const *words, size_t count)
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

const char *url_fault(const char *text)
{
    size_t scheme = strncmp(text, "https://", 8) == 0  ? 8
                    : strncmp(text, "http://", 7) == 0 ? 7
                                                       : 0;
    if (scheme == 0)
        return "it starts with https://";
    if (text[scheme] == '\0')
        return "the name of the host is missing";
    const char *bad = strpbrk(text, "\"<>\\^`{|}");
    for (const char *c = text; bad == NULL && *c != '\0'; c++)
        bad = *c <= ' ' || *c >= 0x7f ? c : NULL;
    return bad != NULL ? "spaces, quotes and what is not ASCII are written like %20"
                       : NULL;
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

/* The string V, the value of F or (WHAT is f->entry) one of its entries; or
 * `field_unread` after a message. */
static const char *read_text(struct reader *r, const struct json *v,
                             const struct field *f, const char *what)
{
    if (!fields_has_kind(r, v, JSON_STRING, what))
        return field_unread;
    const char *text = json_string(v);
    if (is_blank(text)) {
        diag_error(r->sink, json_place(r->doc, v), "empty",
                   "%s is empty; write something%s", what,
                   f->is_required && what == f->what ? "" : " or remove it");
        return field_unread;
    }
    if ((f->kind == FIELD_ID || f->kind == FIELD_IDS) && !text_is_id(text)) {
        bad_id(r, json_place(r->doc, v), text);
        return field_unread;
    }
    if (f->kind == FIELD_URL && url_fault(text) != NULL) {
        diag_error(r->sink, json_place(r->doc, v), "bad-url", "\"%s\" is no URL; %s",
                   text_excerpt(text, strlen(text)).text, url_fault(text));
        return field_unread;
    }
    return text;
}

static void read_texts(struct reader *r, const struct json *v, const struct field *f,
                       struct text_list *list)
{
    if (!fields_has_kind(r, v, JSON_ARRAY, f->what))
        return;
    list->text = arena_get(r->arena, json_count(v) * sizeof *list->text);
    for (const struct json *c = json_first(v); c != NULL; c = json_next(c)) {
        const char *text = read_text(r, c, f, f->entry);
        if (text != field_unread)
            list->text[list->count++] = text;
    }
}

static bool read_int(struct reader *r, const struct json *v, const struct field *f,
                     int *into)
{
    if (!fields_has_kind(r, v, JSON_NUMBER, f->what))
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

/* The number of the word that V, the value of F or (WHAT is f->entry) one of its entries,
 * is; or -1. */
static int read_word(struct reader *r, const struct json *v, const struct field *f,
                     const char *what)
{
    const char *words[16];
    size_t count = 0;

    if (!fields_has_kind(r, v, JSON_STRING, what))
        return -1;
    for (unsigned i = 0; f->word(i) != NULL && count < COUNT(words); i++) {
        if (*f->word(i) == '\0')
            continue; /* what is meant when it is left out */
        words[count++] = f->word(i);
        if (strcmp(f->word(i), json_string(v)) == 0)
            return (int)i;
    }
    const char *text = json_string(v), *near = text_nearest(text, words, count);
    diag_error(r->sink, json_place(r->doc, v), "unknown-name",
               what == f->what ? "\"%s\" is no %s; %s%s%s"
                               : "\"%s\" is none of the %s; %s%s%s",
               text_excerpt(text, strlen(text)).text, f->name,
               near ? "did you mean \"" : "known: ",
               near ? near : words_listed(words, count).text, near ? "\"?" : "");
    return -1;
}

static bool read_name(struct reader *r, const struct json *v, const struct field *f,
                      void *into)
{
    int value = read_word(r, v, f, f->what);
    if (value >= 0)
        memcpy(into, &value, sizeof value);
    return value >= 0;
}

static bool read_names(struct reader *r, const struct json *v, const struct field *f,
                       unsigned *into)
{
    bool are_known = fields_has_kind(r, v, JSON_ARRAY, f->what);
    for (const struct json *c = are_known ? json_first(v) : NULL; c != NULL;
         c = json_next(c)) {
        int value = read_word(r, c, f, f->entry);
        if (value < 0)
            are_known = false;
        else
            *into |= 1U << value;
    }
    return are_known;
}

/* False when one of them is no object: how many there are meant to be is not known. */
static bool read_objects(struct reader *r, const struct json *v, const struct field *f,
                         void *object)
{
    if (!fields_has_kind(r, v, JSON_ARRAY, f->what))
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
        if (fields_is_object(r, c, f->type->noun))
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
        raw->kind = raw->text != field_unread ? RAW_TEXT : RAW_NONE;
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
        return *text != field_unread;
    case FIELD_TEXTS:
    case FIELD_IDS:
        read_texts(r, v, f, into);
        return true;
    case FIELD_BOOL:
        *(bool *)into = json_bool(v);
        return fields_has_kind(r, v, JSON_BOOL, f->what);
    case FIELD_INT:
        return read_int(r, v, f, into);
    case FIELD_NAME:
        return read_name(r, v, f, into);
    case FIELD_NAMES:
        return read_names(r, v, f, into);
    case FIELD_OBJECT:
        if (!fields_has_kind(r, v, JSON_OBJECT, f->what))
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
                 "%s %s has no \"%s\"; %s%s%s", words_article(type->noun), type->noun,
                 text_excerpt(json_key(v), strlen(json_key(v))).text,
                 near ? "did you mean \"" : "it is not read", near ? near : "",
                 near ? "\"?" : "");
}

/* Text that was left out is "", so that nobody after us has to ask. */
void fields_fill(const struct object_type *type, void *object)
{
    for (size_t i = 0; i < type->count; i++) {
        const char **text = slot(&type->fields[i], object);
        if (is_text(type->fields[i].kind) && *text == NULL)
            *text = "";
        if (type->fields[i].kind == FIELD_OBJECT)
            fields_fill(type->fields[i].type, text);
    }
}

/* The place of the field NAME, first looked for at FROM: members mostly stand in the
 * order of the table. type->count when there is none. */
static size_t find_field(const struct object_type *type, const char *name, size_t from)
{
    for (size_t tried = 0; tried < type->count; tried++) {
        size_t i = from + tried < type->count ? from + tried : from + tried - type->count;
        if (strcmp(type->fields[i].name, name) == 0)
            return i;
    }
    return type->count;
}

/* Bit i of the result: field i is there. A table has at most 64 rows. */
static uint64_t read_members(struct reader *r, const struct object_type *type,
                             const struct json *v, void *object)
{
    uint64_t seen = 0;
    size_t next = 0;
    for (const struct json *c = json_first(v); c != NULL; c = json_next(c)) {
        size_t i = find_field(type, json_key(c), next);
        if (i == type->count) {
            unknown_field(r, type, c);
            continue;
        }
        seen |= (uint64_t)1 << i;
        next = i + 1 < type->count ? i + 1 : 0;
        if (!read_value(r, &type->fields[i], c, object))
            r->doubts |= type->fields[i].doubt;
    }
    return seen;
}

void fields_read(struct reader *r, const struct object_type *type, const struct json *v,
                 void *object)
{
    read_members(r, type, v, object);
}

static void read_object(struct reader *r, const struct object_type *type,
                        const struct json *v, void *object)
{
    struct place at = {0};
    unsigned outer_doubts = r->doubts;
    if (type->has_place) {
        at = json_place(r->doc, v);
        memcpy((char *)object + type->place_offset, &at, sizeof at);
    }
    r->doubts = 0;
    uint64_t seen = read_members(r, type, v, object);
    for (size_t i = 0; i < type->count; i++) {
        const struct field *f = &type->fields[i];
        if (!f->is_required || (seen >> i & 1) != 0)
            continue;
        diag_error(r->sink, json_place(r->doc, v), "missing-field",
                   "this %s has no %s; add it", type->noun, f->what);
        r->doubts |= f->doubt;
    }
    fields_fill(type, object);
    if (type->check != NULL)
        type->check(r, object, type->has_place ? at : json_place(r->doc, v));
    r->doubts |= outer_doubts; /* what is unknown of a part is unknown of the whole */
}

/* --- out --- */

static const struct text_list *texts_of(const struct field *f, const void *object)
{
    return const_slot(f, object);
}

static size_t count_of(const struct field *f, const void *object)
{
    return *(const size_t *)(const void *)((const char *)object + f->count_offset);
}

static unsigned names_of(const struct field *f, const void *object)
{
    return *(const unsigned *)const_slot(f, object);
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
    case FIELD_NAMES:
        return names_of(f, object) == 0;
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

static void write_names(struct json_writer *w, const struct field *f, unsigned names)
{
    json_open(w, '[');
    for (unsigned i = 0; f->word(i) != NULL; i++)
        if ((names >> i & 1) != 0)
            json_put_string(w, f->word(i));
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

/* --- out: a list of objects --- */

enum {
    OBJECTS_OF_A_PIECE = 128,
    PIECES = 16 /* that are written and not joined: their room is used again */
};

struct pieces {
    struct json_writer *w;
    const struct object_type *type;
    const char *items;
    size_t count;
    struct buf out[PIECES];
};

static void write_objects(struct json_writer *w, const struct object_type *type,
                          const char *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        fields_write(w, type, items + i * type->size);
}

static void write_piece(void *user, size_t nth)
{
    struct pieces *p = user;
    size_t from = nth * OBJECTS_OF_A_PIECE, left = p->count - from;
    struct json_writer w = {.out = &p->out[nth % PIECES],
                            .indent = p->w->indent,
                            .depth = p->w->depth,
                            .has_item = nth > 0};
    buf_clear(w.out);
    write_objects(&w, p->type, p->items + from * p->type->size,
                  left < OBJECTS_OF_A_PIECE ? left : OBJECTS_OF_A_PIECE);
}

static void join_piece(void *user, size_t nth)
{
    struct pieces *p = user;
    const struct buf *piece = &p->out[nth % PIECES];
    buf_add(p->w->out, piece->bytes, piece->len);
    if (p->w->drain != NULL)
        p->w->drain->take(p->w->drain, p->w->out);
}

/* A long list is written in pieces on all cores. */
static void write_pieces(struct json_writer *w, const struct object_type *type,
                         const char *items, size_t count)
{
    struct pieces p = {.w = w, .type = type, .items = items, .count = count};
    parallel_in_order((count + OBJECTS_OF_A_PIECE - 1) / OBJECTS_OF_A_PIECE, PIECES,
                      write_piece, join_piece, &p);
    w->has_item = true;
    for (size_t i = 0; i < PIECES; i++)
        buf_release(&p.out[i]);
}

static void write_list(struct json_writer *w, const struct object_type *type,
                       const char *items, size_t count)
{
    json_open(w, '[');
    if (count > OBJECTS_OF_A_PIECE)
        write_pieces(w, type, items, count);
    else
        write_objects(w, type, items, count);
    json_close(w, ']');
}

/* --- out: an object --- */

static void write_field(struct json_writer *w, const struct field *f, const void *object)
{
    json_put_quoted_key(w, f->what);
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
    case FIELD_NAMES:
        write_names(w, f, names_of(f, object));
        break;
    case FIELD_OBJECT:
        fields_write(w, f->type, const_slot(f, object));
        break;
    case FIELD_OBJECTS:
        write_list(w, f->type, *(const char *const *)const_slot(f, object),
                   count_of(f, object));
        break;
    case FIELD_VALUE:
        write_raw(w, const_slot(f, object));
        break;
    case FIELD_FORMAT:
        json_put_string(w, f->fixed);
        break;
    }
}

void fields_write(struct json_writer *w, const struct object_type *type,
                  const void *object)
{
    json_open(w, '{');
    for (size_t i = 0; i < type->count; i++)
        if (!is_left_out(&type->fields[i], object))
            write_field(w, &type->fields[i], object);
    json_close(w, '}');
}
