/*
 * anki_note.h - a question as a note of our own kind, and back.
 */
#ifndef QUIZCTL_ANKI_NOTE_H
#define QUIZCTL_ANKI_NOTE_H

#include "anki_collection.h"
#include "anki_deck.h"
#include "draft.h"
#include "html_text.h"

/* The name of our kind of note, and its fields, then NULL. */
extern const char anki_model[];
extern const char *const anki_field_names[];

/* Q as the fields and tags of NOTE, in TEXTS. */
void anki_note_write(struct anki_note *note, struct arena *texts, const struct bank *bank,
                     const struct question *q);
/* Tell what of BANK has no place in a note. */
void anki_note_losses(const struct bank *bank, struct loss_sink *losses);

/* Is NOTE of our kind? */
bool anki_note_is_ours(const struct anki_fields *note);
/* The members of D from a note of our kind, and its key. */
void anki_note_read(struct draft *d, const struct anki_fields *note);

/* --- what notes of every kind share --- */

/* The field of this name, HTML; "" when there is none. */
const char *anki_field(const struct anki_fields *note, const char *name);
/* HTML as Markdown in the bank's arena; what of it is lost is told of MEMBER, or nobody
 * when that is NULL. Sounds are taken out. */
const char *anki_text(struct draft *d, const char *member, const char *html, size_t len,
                      enum html_shape shape);
/* HTML as characters, without any markup. */
const char *anki_plain(struct draft *d, const char *member, const char *html);
/* The tags of a note become topics. */
void anki_tags(struct draft *d, const char *tags);

#endif
