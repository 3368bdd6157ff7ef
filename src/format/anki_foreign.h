/*
 * anki_foreign.h - notes of other people's kinds, as far as they are multiple choice.
 */
#ifndef QUIZCTL_ANKI_FOREIGN_H
#define QUIZCTL_ANKI_FOREIGN_H

#include "anki_note.h"

/* Give D what NOTE asks. NULL, or why it asks nothing that a bank has; D is then to be
 * dropped. */
const char *anki_foreign_read(struct draft *d, const struct anki_fields *note);

#endif
