/*
 * fields.h - structs of the model described once, read from JSON and written to it by the
 * same description.
 *
 * A struct has a table: each member's name in the file, its kind, and where it stands in
 * the struct. Reading and writing walk the table, so they cannot disagree, and the order
 * of a table is the order of the canonical form. To add a member: a row. The tables of a
 * bank are in format_json.c.
 */
#ifndef QUIZCTL_FIELDS_H
#define QUIZCTL_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/diag.h"
#include "quizctl/json.h"
#include "quizctl/json_write.h"
#include "quizctl/mem.h"

enum field_kind {
    FIELD_TEXT,    /* const char *: not blank */
    FIELD_ID,      /* const char *: [a-z0-9][a-z0-9._-]{0,63} */
    FIELD_URL,     /* const char *: https://... (or http://) */
    FIELD_TEXTS,   /* struct text_list */
    FIELD_IDS,     /* struct text_list of ids */
    FIELD_BOOL,    /* bool: false when left out */
    FIELD_INT,     /* int: 0 when left out */
    FIELD_NAME,    /* an enum: one of `name` */
    FIELD_NAMES,   /* unsigned: bit i for the i-th of `word` */
    FIELD_OBJECT,  /* a struct of `type` */
    FIELD_OBJECTS, /* pointer to structs of `type`, and a size_t `count` beside it */
    FIELD_VALUE,   /* struct raw_value: true, false, a text, or a list of texts */
    FIELD_FORMAT,  /* nothing in the struct: always the text `fixed` */
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
    const char *(*word)(unsigned nth); /* FIELD_NAME, _NAMES: NULL past the last */
    const char *fixed;                 /* FIELD_FORMAT */
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

/* A text that was given but could not be read: nobody must say that it is missing. */
extern const char field_unread[];

/* Read the members of V, an object, into OBJECT. Problems go to the reader's sink. */
void fields_read(struct reader *r, const struct object_type *type, const struct json *v,
                 void *object);
/* Text that was left out becomes "", so that nobody after us has to ask. */
void fields_fill(const struct object_type *type, void *object);
void fields_write(struct json_writer *w, const struct object_type *type,
                  const void *object);

/* Is V of this kind, an object? If not, say so: WHAT and NOUN are what it is. */
bool fields_has_kind(struct reader *r, const struct json *v, enum json_kind want,
                     const char *what);
bool fields_is_object(struct reader *r, const struct json *v, const char *noun);

/* What is wrong with a URL, as the second half of a message; NULL when nothing is. */
const char *url_fault(const char *text);

/* WORDS with commas between, as many as there is room for. */
struct words {
    char text[160];
};

struct words words_listed(const char *const *words, size_t count);
const char *words_article(const char *noun); /* "a" or "an" */

#endif
