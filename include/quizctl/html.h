/*
 * html.h - an HTML page in the making: elements, text, tables. Charts are in
 * report/chart.h.
 *
 * The page stands alone: one file, no script, no request. The Content-Security-Policy
 * lets in its style sheet by its SHA-256 and nothing else, so text that slips through as
 * markup could neither run nor load nor restyle anything.
 *
 * Text and attributes may come from anywhere: they are sanitised like a page's
 * (text_clean) and escaped here. Only a tag and the name of an attribute are ours.
 *
 * Source: WHATWG HTML, 13.1 "Writing HTML documents"; Content Security Policy Level 3,
 * 2.3 and 3.3.
 */
#ifndef QUIZCTL_HTML_H
#define QUIZCTL_HTML_H

#include <stddef.h>
#include <stdint.h>

#include "quizctl/buf.h"
#include "quizctl/err.h"

enum { HTML_DEPTH = 24 }; /* elements open at once, at most */

struct html {
    struct buf *out;
    const char *open[HTML_DEPTH];
    int depth;
    unsigned charts; /* so far: their titles and descriptions need ids */
};

struct html_head {
    const char *title;
    const char *style;    /* a style sheet */
    const char *language; /* of the page: "en"; NULL or "" is English */
};

/* The head, and the start of <main> with the title as its heading. */
void html_begin(struct html *h, const struct html_head *head);
void html_end(struct html *h);

/* Attributes are pairs of name and value, then NULL. One without a value (NULL) is left
 * out, so that it can depend on something. */
#define HTML_ATTRIBUTES __attribute__((sentinel))

void html_open(struct html *h, const char *tag, ...) HTML_ATTRIBUTES;
void html_close(struct html *h); /* what was opened last */
/* <tag>TEXT</tag> */
void html_leaf(struct html *h, const char *tag, const char *text, ...) HTML_ATTRIBUTES;
/* <tag/>: of HTML one that never has content, of SVG one that has none. */
void html_empty(struct html *h, const char *tag, ...) HTML_ATTRIBUTES;

void html_text(struct html *h, const char *text);
/* With a bank's inline Markdown: markup.h. */
void html_markup(struct html *h, const char *text);
void html_printf(struct html *h, const char *fmt, ...) QUIZCTL_PRINTF(2, 3);

/* A number for text and attributes, rounded to PLACES; the same text in every locale. */
struct html_number {
    char text[DECIMAL_BYTES];
};
struct html_number html_number(double value, int places);
struct html_number html_percent(double share, int places); /* "62.5%" of 0.625 */
struct html_number html_count(uint64_t n);

/*
 * A table: what it shows as its caption, a head, rows of cells. ALIGN per column is 'l',
 * 'r' (figures) or 'b' (a bar: see chart_bar); the first cell of a row is its head. A
 * table wider than the window scrolls inside itself.
 */
struct html_table {
    struct html *h;
    const char *align;
    size_t column; /* of the next cell */
};

void html_table_begin(struct html_table *t, struct html *h, const char *caption,
                      const char *align, const char *const *heads);
void html_table_cell(struct html_table *t, const char *text);
/* The same for a cell with more in it than text: write that, then html_table_cell_end. */
void html_table_cell_begin(struct html_table *t);
void html_table_cell_end(struct html_table *t);
void html_table_end(struct html_table *t);

#endif
