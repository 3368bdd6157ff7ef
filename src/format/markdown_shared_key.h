/*
 * markdown_shared_key.h - answer keys that stand apart from their questions: at the end
 * of a text, or of a part of it.
 */
#ifndef QUIZCTL_MARKDOWN_SHARED_KEY_H
#define QUIZCTL_MARKDOWN_SHARED_KEY_H

#include "markdown_note.h"

/* Find what keys say of the questions of LIST: FILE->keys becomes one for each, in their
 * order, to be freed. The question that a key stands in ends before it, and what looks
 * like a question within a key is taken off the list. A key that cannot be given to
 * questions for sure is told and gives nothing. */
void keys_find(struct note_file *file, struct question_list *list);

#endif
