/*
 * page.h - text set in lines: the one place that wraps, and the one that writes
 * colour and links. What it writes is plain linear text; colour, links and width are
 * decoration that a pipe does not get.
 *
 * Text given to a page may come from anywhere: it is sanitised here (text_clean).
 */
#ifndef QUIZCTL_PAGE_H
#define QUIZCTL_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/buf.h"

enum page_style {
    PAGE_PLAIN,
    PAGE_TITLE, /* bold */
    PAGE_GOOD,  /* green, bold */
    PAGE_BAD,   /* red, bold */
    PAGE_WARN,  /* yellow */
    PAGE_QUIET, /* dim */
    PAGE_CODE,  /* cyan; in plain text between backquotes */
};

struct page {
    struct buf out;
    int columns;    /* width to wrap at; 0 never wraps */
    bool has_color; /* SGR escapes may be written */
    bool has_links; /* OSC 8 escapes may be written */
    bool has_utf8;  /* else what is not ASCII in *our* signs gets an ASCII stand-in */
};

void page_release(struct page *p);

/*
 * One paragraph: FIRST starts its first line, REST spaces start the others (fewer where
 * they would leave less than 10 columns), inline Markdown in TEXT (`code`, **strong**,
 * *emphasis*, backslash escapes) is shown as style. Ends in a newline. A word wider
 * than the line stands alone, cut between clusters only where it must be. TEXT's own
 * newlines end lines; those at its end are dropped. No line ends in a space, and a
 * style is switched off at the end of each line and on again in the next. U+00A0 holds
 * two words together and is written as a space. What a CI runner would take for a
 * command, "##[" or "::name" at the start of a line, loses a character to \u{23} or
 * \u{3a}; that alone may make a line wider.
 */
void page_text(struct page *p, const char *first, int rest, const char *text);
/* The same for a TEXT with blocks of Markdown: lists, fenced code, tables, headings. Code
 * is never wrapped. */
void page_blocks(struct page *p, const char *first, int rest, const char *text);
/* Like page_text, in a style and without Markdown: for names, paths, our own words. FIRST
 * has the style too, so that a sign in it has the colour of its words. */
void page_words(struct page *p, enum page_style style, const char *first, int rest,
                const char *text);
/* TEXT in a style, as it comes: no wrapping, no newline. For lines that programs read. */
void page_part(struct page *p, enum page_style style, const char *text);
/* A heading of a section: styled, on its own line, an empty line before it unless it is
 * the first. */
void page_heading(struct page *p, const char *text);
void page_blank(struct page *p); /* one empty line; two in a row are one */

/* "[1] Title" as a link where the terminal can, else "[1] Title" and the URL on its own
 * line, never wrapped. Only https and http URLs become links. */
void page_link(struct page *p, const char *first, int rest, const char *title,
               const char *url);

/* Our own signs with their stand-ins: "\u2713" or "+". */
const char *page_sign(const struct page *p, const char *utf8, const char *ascii);

/* Where a screen of ROWS rows ends that begins at byte FROM of the page: behind a line,
 * and where the second half of the screen has an empty line, behind the last one. */
size_t page_screen(const struct page *p, size_t from, int rows);

/* A table: cells of columns padded to their width, two spaces between, each row a line;
 * `align` per column 'l' or 'r'. The last column wraps; where it would get less than 10
 * columns, each cell is a line instead. Rows are added to OUT at finish. */
struct page_table {
    struct page *page;
    const char *align;
    size_t columns;
    char **cells;
    size_t len, cap;
};
void page_table_cell(struct page_table *t, const char *text); /* copied and sanitised */
int page_table_width(const struct page_table *t); /* columns, when nothing wraps */
void page_table_finish(struct page_table *t);     /* writes and releases */
void page_table_drop(struct page_table *t);       /* releases only */

#endif
