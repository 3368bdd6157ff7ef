/*
 * anki_deck.h - a deck of notes as the database inside an Anki package, as bytes of a
 * SQLite file. The other way: anki_collection.h.
 *
 * It has schema 11, which every Anki imports.
 * Source: ankitects/anki, rslib/src/storage/schema11.sql.
 */
#ifndef QUIZCTL_ANKI_DECK_H
#define QUIZCTL_ANKI_DECK_H

#include <stddef.h>
#include <stdint.h>

#include "quizctl/buf.h"
#include "quizctl/err.h"

enum { ANKI_GUID = 11 }; /* ten characters and NUL */

struct anki_note {
    int64_t id; /* as a time in milliseconds; unique */
    char guid[ANKI_GUID];
    const char *tags;   /* " a b ", or "" */
    const char *fields; /* HTML, 0x1f between */
};

/* A deck whose notes are all of one kind, with one card each. */
struct anki_deck {
    int64_t id, model_id;
    const char *title;
    const char *model;              /* the name of the kind of note */
    const char *const *field_names; /* then NULL; the first is what notes are sorted by */
    const char *front, *back, *css; /* templates of the card */
    const struct anki_note *notes;
    size_t note_count;
    int64_t now_ms; /* when it was changed: a second import updates what is older */
};

int anki_deck_write(struct buf *out, const struct anki_deck *deck, struct err *err);

#endif
