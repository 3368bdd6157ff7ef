/*
 * markdown_lines.h - a Markdown text as lines that know where they stand.
 *
 * md4c finds the blocks; here they are laid out flat, in the order of the text: a line of
 * a paragraph, a heading, a whole fence or table. Each knows its list item, how deep it
 * is, and its line in the file. What a line means is found out in markdown_signs.h.
 */
#ifndef QUIZCTL_MARKDOWN_LINES_H
#define QUIZCTL_MARKDOWN_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/mem.h"

enum line_kind {
    LINE_TEXT, /* a line of a paragraph */
    LINE_HEADING,
    LINE_CODE,  /* a fence, from its first line to its last */
    LINE_TABLE, /* all its rows */
    LINE_RULE,
    LINE_SUMMARY,     /* what <details> shows while it is closed */
    LINE_DETAILS,     /* <details> */
    LINE_DETAILS_END, /* </details> */
    LINE_COMMENT,     /* what stands in <!-- --> */
};

enum { NO_ITEM = 0 };

/* An entry of a list. */
struct list_item {
    uint32_t parent; /* the item that its list stands in, or NO_ITEM */
    uint32_t list;
    uint32_t nth;    /* in its list, from 0 */
    uint32_t first;  /* the line that it begins with; UINT32_MAX: it is empty */
    uint32_t number; /* of an ordered list */
    char marker;     /* '-', '*', '+'; '.' or ')' behind a number */
    char task;       /* 'x', ' ', or 0 where it is no task */
};

struct md_line {
    enum line_kind kind;
    uint8_t level;    /* of a heading */
    uint8_t depth;    /* lists around it */
    uint8_t quote;    /* block quotes around it */
    bool is_hard;     /* the line ends here for good: a hard break */
    const char *text; /* without what lists and quotes put before it */
    uint32_t len;
    uint32_t line;   /* in the file, from 1 */
    uint32_t col;    /* of its text, in bytes from 1 */
    uint32_t block;  /* lines of one paragraph have one number */
    uint32_t item;   /* the innermost list item */
    uint32_t indent; /* LINE_CODE: columns to drop from each further line */
};

struct markdown {
    char *text; /* the quotes around it all are blanked */
    size_t len;
    const char *front; /* the front matter, without its fences; NULL: there is none */
    size_t front_len;
    struct md_line *lines;
    size_t count, cap;
    struct list_item *items; /* [0] is NO_ITEM */
    size_t item_count, item_cap;
    struct link_def { /* [label]: url "title" */
        const char *label, *url, *title;
        size_t label_len, url_len, title_len;
        uint32_t line, last; /* it stands in one line or two */
        bool is_text; /* "[A]: EFS": its address is none, whoever wrote it means text */
    } * defs;
    size_t def_count, def_cap;
    struct link_def **by_label; /* the same, sorted */
};

/* Lay out TEXT (TEXT[LEN] is NUL), what is longer than SHORTEST_PIECE in pieces. M goes
 * on using TEXT, which is changed. False when it nests too deep or is too long for md4c.
 */
bool markdown_lay_out(struct markdown *m, char *text, size_t len, size_t shortest_piece);
void markdown_release(struct markdown *m);

/* The item at DEPTH (1: outermost) that ITEM is or stands in; NO_ITEM when it is not so
 * deep. */
uint32_t markdown_item_at(const struct markdown *m, const struct md_line *line,
                          unsigned depth);
/* LINE_CODE: does it end in a line of its marks, and no text ended before it? */
bool markdown_is_closed(const struct md_line *line);
/* Does LINE begin its item? */
bool markdown_begins_item(const struct markdown *m, const struct md_line *line);
/* The definition of a link that LINE is; NULL: it is none. */
const struct link_def *markdown_definition(const struct markdown *m,
                                           const struct md_line *line);

#endif
