/*
 * feedback.h - an explanation as one Markdown text, for formats that have one place for
 * all of it, and back into its parts.
 *
 *   Why the right option is right.
 *
 *   ## What the workload needs
 *
 *   ...
 *
 * Each part has a heading of the second level; `explanation.why` stands first and has
 * none. A heading that no part has makes a section. A line of a text that would be taken
 * for such a heading gets a backslash before it, which is taken off again.
 */
#ifndef QUIZCTL_FEEDBACK_H
#define QUIZCTL_FEEDBACK_H

#include "draft.h"

/* Append what Q explains, and its references. WITH_REASONS: also what its options say,
 * or its prompts, where the format has no place beside them. Nothing when there is
 * nothing. */
void feedback_write(const struct question *q, bool with_reasons, struct buf *out);

/* Give the parts of TEXT to the draft. Its options and prompts must be there by then. */
void feedback_read(struct draft *d, struct place at, const char *text, size_t len);

/* A list on lines of its own: an item a line, or marked with '-' where one has several
 * lines. */
void feedback_write_list(const struct text_list *list, struct buf *out);
void feedback_read_list(struct draft *d, const char *text, size_t len,
                        void (*take)(struct draft *d, const char *item, size_t len));

#endif
