/*
 * anki_foreign.h - notes of other people's kinds, as far as they are multiple choice.
 */
#ifndef QUIZCTL_ANKI_FOREIGN_H
#define QUIZCTL_ANKI_FOREIGN_H

#include "anki_note.h"

/* Add what NOTE, which stands AT, asks to the bank, or tell why it asks nothing that a
 * bank has. */
void anki_foreign_read(struct import *in, const struct anki_fields *note,
                       struct place at);

#endif
