/*
 * markdown_text.h - the text of Markdown as a bank holds it, and back.
 *
 * A bank's text has four marks: `code`, **strong**, *emphasis*, backslash. Other people's
 * Markdown has more; what means the same becomes one of the four, links stay as they are.
 * A newline within a paragraph is a line's end there; in a file it is a hard break.
 */
#ifndef QUIZCTL_MARKDOWN_TEXT_H
#define QUIZCTL_MARKDOWN_TEXT_H

#include "markdown_lines.h"
#include "quizctl/buf.h"

/* Append TEXT, one line or several of a paragraph, as a bank writes it. */
void markdown_inline(const struct markdown *m, const char *text, size_t len,
                     struct buf *out);

/* The same for a heading, which is one line. */
void markdown_heading(const struct markdown *m, const char *text, size_t len,
                      struct buf *out);

/* Append lines FROM to TO as blocks: paragraphs on one line each, lists, fences and
 * tables as they were, without the lists and quotes around them (DEPTH and QUOTE of
 * them). SKIP bytes of the first line are left out. */
struct markdown_cut {
    size_t from, to, skip;
    unsigned depth, quote;
};
void markdown_blocks(const struct markdown *m, struct markdown_cut cut, struct buf *out);

/* Append the words of TEXT for comparing: small letters, one space between, no marks, no
 * signs. */
void markdown_words(const char *text, size_t len, struct buf *out);

/* Does an odd row of backslashes end TEXT, so that the last escapes what follows? */
bool markdown_ends_in_escape(const char *text, size_t len);

/* The bytes of a symbol that is no word (an emoji, an arrow) at TEXT, 0 when there is
 * none. */
size_t markdown_symbol(const char *text, size_t len);

/* Does TEXT begin with a block of its own: a list, a fence, a table? */
bool markdown_is_block(const char *text);

/* Append a bank's inline TEXT as Markdown on one line, or one line and hard breaks, each
 * further line after INDENT spaces. */
void markdown_write_inline(const char *text, unsigned indent, struct buf *out);
/* Append a bank's TEXT with blocks. Headings in it get LEVEL at least. */
void markdown_write_blocks(const char *text, unsigned indent, unsigned level,
                           struct buf *out);

#endif
