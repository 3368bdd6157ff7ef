/*
 * inline.h - the inline Markdown of a bank as plain text. The other way: html_plain.
 */
#ifndef QUIZCTL_INLINE_H
#define QUIZCTL_INLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "html_text.h"

/* Append TEXT, Markdown, without its marks. True when html_plain of the same shape does
 * not give it back: a mark that showed something is gone, or a backslash that was not
 * needed. */
bool inline_plain(struct buf *out, const char *text, enum html_shape shape);
/* The same on one line. */
bool inline_plain_line(struct buf *out, const char *text, enum html_shape shape);

#endif
