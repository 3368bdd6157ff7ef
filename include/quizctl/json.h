/*
 * json.h - strict JSON: a text is checked, parsed, and every value knows its place.
 *
 * The gate in json_gate.c accepts exactly RFC 8259 (profile RFC) or our narrower
 * profile (QUIZCTL: UTF-8, no duplicate key after decoding, no \u0000, no lone
 * surrogate, numbers within +-(2^53-1) and 32 bytes, depth and count bounded by
 * limits.h). json.c then has cJSON build the tree; it is the only file that meets
 * cJSON. Writing JSON is json_write.h.
 */
#ifndef QUIZCTL_JSON_H
#define QUIZCTL_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/diag.h"
#include "quizctl/err.h"
#include "quizctl/mem.h"

enum json_profile { JSON_RFC, JSON_QUIZCTL };

/* What the gate says of a text it refuses. */
struct json_fault {
    size_t at;        /* byte offset of the first byte that is wrong */
    const char *rule; /* "json-syntax", "duplicate-key", "bad-utf8", ... */
    char what[160];
};

/* Where each value of a text begins, in document order. All-zero is empty. */
struct json_offsets {
    uint32_t *at;
    size_t len, cap;
};

/*
 * Does TEXT hold exactly one JSON value under PROFILE? 0, or -1 with FAULT filled.
 * OFFSETS may be NULL. TEXT need not end in NUL and is not read past LEN.
 */
int json_gate(const char *text, size_t len, enum json_profile profile,
              struct json_offsets *offsets, struct json_fault *fault);

struct json; /* a value; borrowed from its document */

/* A parsed text. All-zero is empty. `text` and the path in `start` are borrowed: keep
 * them alive. */
struct json_doc {
    struct place start; /* where the text begins in its file */
    const char *text;
    size_t len;
    struct json *root;
    struct arena nodes; /* where the tree lives */
    size_t last_at;     /* the place asked for last: the next costs the way from there */
    struct place last;
};

/*
 * Parse TEXT under the QUIZCTL profile. START is where it begins: {path, 1, 1} for a
 * whole file. TEXT[LEN] must be readable and NUL (struct buf sees to it). On failure -1,
 * one error goes to SINK, DOC stays empty.
 */
int json_parse(struct json_doc *doc, struct place start, const char *text, size_t len,
               struct diag_sink *sink);
void json_release(struct json_doc *doc);
/* Release DOC, but its strings live on in ARENA. */
void json_keep_strings(struct json_doc *doc, struct arena *arena);

enum json_kind {
    JSON_NULL,
    JSON_BOOL,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT
};

enum json_kind json_kind(const struct json *v);
const char *json_kind_name(enum json_kind kind); /* "a string", for messages */
bool json_bool(const struct json *v);            /* false unless it is true */
double json_number(const struct json *v);        /* 0 unless a number */
const char *json_string(const struct json *v);   /* NULL unless a string */
size_t json_count(const struct json *v);         /* children */

/* Children in order: for (c = json_first(v); c != NULL; c = json_next(c)) */
const struct json *json_first(const struct json *v);
const struct json *json_next(const struct json *v);
const char *
json_key(const struct json *v); /* the member's name; NULL outside an object */
const struct json *json_get(const struct json *object, const char *key); /* or NULL */

struct place json_place(struct json_doc *doc, const struct json *v); /* of the value */
struct place json_key_place(struct json_doc *doc, const struct json *v); /* of its key */

/* The place of byte AT of TEXT, which begins at START. */
struct place json_locate(struct place start, const char *text, size_t at);

#endif
