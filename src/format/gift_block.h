/*
 * gift_block.h - GIFT cut into blocks, and its escapes.
 *
 * Blocks are divided by empty lines. A line that begins with // is a comment: it is taken
 * out and kept beside, for what Moodle writes there ("[id:x] [tag:y]").
 */
#ifndef QUIZCTL_GIFT_BLOCK_H
#define QUIZCTL_GIFT_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/buf.h"
#include "quizctl/diag.h"

/* Part of a block's text. */
struct gift_span {
    const char *text;
    size_t len;
};

/* One block; all-zero before the first. */
struct gift_block {
    struct buf text;    /* its lines without comments, joined by newlines */
    struct buf comment; /* its comments, the same way */
    struct gift_line {
        size_t at;       /* where it begins in `text` */
        const char *raw; /* where it begins in what was read */
        unsigned number;
    } * lines;
    size_t line_count, line_cap;
};

/* What is still to be cut. */
struct gift_source {
    const char *at, *end;
    unsigned line; /* of AT, from 1 */
};

/* The next block that holds something; false at the end. A line "$CATEGORY: ..." is a
 * block of its own, also where no empty line is behind it. */
bool gift_block_next(struct gift_block *b, struct gift_source *source);
void gift_block_release(struct gift_block *b);
/* Where AT, an address in b->text, stands in the file PATH. */
struct place gift_block_place(const struct gift_block *b, const char *path,
                              const char *at);

/* The first byte of SPAN from offset FROM on that is in SET and not escaped; span.len
 * when there is none. */
size_t gift_find(struct gift_span span, size_t from, const char *set);
struct gift_span gift_trim(struct gift_span span);
struct gift_span gift_part(struct gift_span span, size_t from, size_t to);
struct gift_span gift_behind(struct gift_span span,
                             size_t count); /* less its first COUNT */
bool gift_begins(struct gift_span span, const char *word);
bool gift_is(struct gift_span span, const char *word);
/* Append SPAN with its escapes (\: \# \= \{ \} \~ \n \\) decoded. */
void gift_unescape(struct buf *out, struct gift_span span);
/* Append TEXT so that gift_unescape gives it back, on one line. */
void gift_escape(struct buf *out, const char *text);

#endif
