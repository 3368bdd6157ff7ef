/*
 * markup.h - the Markdown of a bank's texts: which byte is text and which a mark, and
 * which lines begin a block.
 *
 * The Markdown is a small subset: `code`, **strong**, *emphasis* and a backslash before
 * punctuation. A marker without its partner is text, a star with white space on its
 * inner side is text, an underscore always is. Pairs may cross; nothing nests in code.
 */
#ifndef QUIZCTL_MARKUP_H
#define QUIZCTL_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/buf.h"

enum markup {
    MARKUP_TEXT,
    MARKUP_SKIPPED, /* a backslash, the second star of a pair */
    MARKUP_STRONG,  /* switches strong on or off; so the other two */
    MARKUP_EMPHASIS,
    MARKUP_CODE,
};

/* Say of each byte of TEXT what it is: an enum markup into PARTS, of LEN bytes. Linear
 * time. */
void markup_find(const char *text, size_t len, char *parts);

/* Append TEXT without its marks. */
void markup_strip(struct buf *out, const char *text);

bool markup_is_punctuation(char c); /* a backslash before it makes it text */

enum markup_block {
    BLOCK_TEXT,
    BLOCK_FENCE,   /* ``` or ~~~ */
    BLOCK_HEADING, /* "## " */
    BLOCK_RULE,    /* "---" */
    BLOCK_ENTRY,   /* "- ", of a list */
    BLOCK_NUMBER,  /* "2. ", of a list */
    BLOCK_QUOTE,   /* "> " */
    BLOCK_ROW,     /* "|", of a table */
};

/* What LINE, of LEN bytes and without the blanks before it, begins. *MARK: the bytes of
 * its mark, with the blank behind it. What looks like no block is a paragraph. */
enum markup_block markup_block(const char *line, size_t len, size_t *mark);

#endif
