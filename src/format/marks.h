/*
 * marks.h - write the Markdown of a bank piece by piece: blocks, styles, text.
 *
 * Whoever reads another markup says what comes; here is known how Markdown says it: where
 * a line ends, what a text needs a backslash for, that a mark stands against a word and
 * never against a space, that nothing empty is marked. Marks come only with the text that
 * they are for.
 */
#ifndef QUIZCTL_MARKS_H
#define QUIZCTL_MARKS_H

#include <stdbool.h>
#include <stddef.h>

#include "html_text.h"
#include "quizctl/buf.h"

enum { MARKS_DEPTH = 8 }; /* lists and quotations in one another; deeper ones are flat */

enum marks_style { MARKS_STRONG = 1, MARKS_EMPHASIS = 2 };

struct marks {
    struct buf *out;
    size_t from; /* where our part of OUT begins */
    enum html_shape shape;
    unsigned want, on; /* styles: of what comes, of what stands there */
    struct buf url;    /* of a link around what comes; empty: none */
    bool is_link_on;
    int lines; /* newlines before what comes: 2 leave an empty one */
    enum marks_gap { GAP_NONE, GAP_SPACE, GAP_HELD } gap;
    bool is_line_start, is_number; /* of the line so far: nothing; only digits */
    bool is_in_cell;
    int heading; /* 1 to 6: what comes is one */
    size_t cells, columns, rows;
    struct marks_level {
        enum { LEVEL_BULLETS, LEVEL_NUMBERS, LEVEL_QUOTE } kind;
        unsigned number;
        int width; /* of the marker */
        bool is_due, is_in_item, has_item, is_fresh;
    } levels[MARKS_DEPTH];
    size_t depth, too_deep;
};

void marks_begin(struct marks *m, struct buf *out, enum html_shape shape);
void marks_end(struct marks *m);

/* One character of text, UTF-8; NEXT is the byte behind it, 0 when that is not known. */
void marks_char(struct marks *m, const char *bytes, size_t len, char next);
void marks_space(struct marks *m, bool is_held); /* held: U+00A0 */
void marks_line(struct marks *m);                /* the line ends */
void marks_block(struct marks *m, int lines);    /* a block ends, and another begins */
void marks_code(struct marks *m, const char *text, size_t len);
void marks_fence(struct marks *m, const char *language, const char *text, size_t len);
void marks_rule(struct marks *m);

/* A link from here on; URL "" ends it. */
void marks_link(struct marks *m, const char *url);

void marks_push_list(struct marks *m, bool is_numbered, unsigned first);
void marks_push_quote(struct marks *m);
void marks_pop(struct marks *m);
void marks_item(struct marks *m);
void marks_item_end(struct marks *m);

void marks_table(struct marks *m);
void marks_cell(struct marks *m);
void marks_cell_end(struct marks *m);
void marks_row_end(struct marks *m);

#endif
