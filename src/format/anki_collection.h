/*
 * anki_collection.h - the notes in the database of an Anki package that somebody made.
 * What a note means is the business of anki_note.h; the other way is anki_deck.h.
 *
 * Source: ankitects/anki, rslib/src/storage: schema11.sql, and upgrades up to schema 18.
 */
#ifndef QUIZCTL_ANKI_COLLECTION_H
#define QUIZCTL_ANKI_COLLECTION_H

#include <stddef.h>
#include <stdint.h>

#include "quizctl/buf.h"
#include "quizctl/diag.h"

/* A note: COUNT fields, HTML, with their names. All texts are UTF-8. */
struct anki_fields {
    int64_t id;
    const char *model; /* the kind of note */
    const char *tags;  /* words with spaces between */
    const char *deck;  /* "AWS::Storage", or with 0x1f between; "" for none */
    const char *const *names, *const *values;
    size_t count;
    const char *fault; /* why it cannot be read, and has no fields; NULL when it can */
};

struct anki_taker {
    void (*take)(struct anki_taker *self, const struct anki_fields *note);
};

/* Give each note of the database BYTES to TAKER, in the order of their ids. Nothing in
 * them is run, and nothing is written but the two bytes that say how the database is
 * journaled. -1 with one error in SINK when it is no collection, or is damaged: what was
 * given before stays given. */
int anki_collection_read(const char *path, struct buf *bytes, struct anki_taker *taker,
                         struct diag_sink *sink);

#endif
