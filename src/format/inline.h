/*
 * inline.h - the inline Markdown of a bank as plain text. The other way: html_plain.
 */
#ifndef QUIZCTL_INLINE_H
#define QUIZCTL_INLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/buf.h"

/* Append TEXT, Markdown, without its marks. True when one was taken off that showed
 * something: a backslash shows nothing. */
bool inline_plain(struct buf *out, const char *text);

#endif
