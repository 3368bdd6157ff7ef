/*
 * markdown_write.h - a bank as study notes in Markdown.
 */
#ifndef QUIZCTL_MARKDOWN_WRITE_H
#define QUIZCTL_MARKDOWN_WRITE_H

#include "quizctl/format.h"

/* Append every question as a note, and the bank's own members in a comment behind. */
void markdown_write(const struct bank *bank, const struct format_plan *plan,
                    struct buf *out);

#endif
