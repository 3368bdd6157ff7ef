/*
 * markdown_meta.h - what a question has and a note has no place for: in a comment.
 *
 *     <!-- quizctl {"id": "lustre-satellite", "skill": "1.1.2", ...} -->
 *
 * It holds JSON with the members of questions/FORMAT.md, and viewers do not show it. The
 * bank's own members (its exam, its facts) stand in one at the end of the file.
 */
#ifndef QUIZCTL_MARKDOWN_META_H
#define QUIZCTL_MARKDOWN_META_H

#include "draft.h"
#include "markdown_lines.h"

/* Read the bank's members from the comments of M. */
void meta_read_bank(struct import *in, const struct markdown *m);

void meta_write_question(const struct question *q, struct buf *out);
void meta_write_bank(const struct bank *bank, struct buf *out);

#endif
