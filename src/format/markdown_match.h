/*
 * markdown_match.h - orders and matches in Markdown, in parts: what they share.
 */
#ifndef QUIZCTL_MARKDOWN_MATCH_H
#define QUIZCTL_MARKDOWN_MATCH_H

#include "markdown_parts.h"

enum { MOST = LIMIT_OPTIONS };

/* A list of the stem, or a column of its table: prompts, or options without letters. */
struct stem_list {
    size_t first, end;
    size_t items[MOST]; /* their lines */
    const char *texts[MOST];
    uint32_t labels[MOST]; /* 'A' or a number; 0: none */
    size_t count;
};

/* An entry of the key, as a bank's text. */
struct pair {
    const char *left, *right; /* left: "" where the entry has no joint */
    const char *why;          /* behind a pair in bold; "": nothing */
    uint32_t number;          /* of the entry; 0: none */
    bool has_arrow;
    size_t line;
};

struct matcher {
    struct note *n;
    struct stem_list lists[3];
    size_t list_count;
    const struct stem_list *options; /* the list that the options are; NULL: none */
    struct pair pairs[MOST];
    size_t pair_count, arrows, joints;
    uint32_t taken; /* prompts of the stem that have a pair, bit i */
    bool is_listed; /* letters in a row, which make no order */
    struct arena texts;
};

/* --- markdown_match_asked.c --- */

/* What words of the stem ask for. */
enum asked {
    ASKED_MATCH = 1,
    ASKED_ORDER = 2,
    ASKED_STEPS = 4, /* an order only where the key is one of all options */
    ASKED_CHOICE = 8 /* it is one, whatever else the stem says */
};

/* What the stem, up to line TO, asks for: bits of enum asked. */
unsigned match_asked(const struct note *n, size_t to);

/* --- markdown_match_pairs.c --- */

/* The pairs that key S lists. */
void match_find_pairs(struct matcher *a, const struct note_section *s);
/* One side of a pair, as a bank's text that lives as long as A. */
const char *match_side(struct matcher *a, const char *text, size_t len);
/* The first arrow in TEXT: its bytes; 0: there is none. */
size_t match_arrow(const char *text, size_t len, size_t *at);

struct cell {
    const char *text;
    size_t len;
};

/* The cell of a table's row that begins at *AT; false: there is no more. */
bool match_next_cell(const char **at, const char *stop, struct cell *cell);

/* --- markdown_match_marked.c --- */

/* The prompts are the entries of LIST, each with a list below it in which one option has
 * a check mark. IS_KEY: it stands in the key. */
bool match_read_marked(struct matcher *a, const struct stem_list *list, bool is_key);
/* Is it a prompt above each of several lists? Then *FIRST becomes the line of the first.
 * IS_SAID: the question asks to match; else entries that are said again show it. */
bool match_read_blocks(struct matcher *a, size_t from, size_t to, bool is_said,
                       size_t *first);

/* --- markdown_match_order.c --- */

/* Read the order that key S tells. IS_SAID: the question asks for an order; else only one
 * of all options is one. */
bool match_read_ordering(struct matcher *a, const struct note_section *s,
                         const struct option_group *g, bool is_said);

/* --- markdown_match.c --- */

/* The line behind entry NTH. */
size_t match_item_end(const struct stem_list *list, size_t nth);
/* A copy that lives as long as A. */
const char *match_kept_text(struct matcher *a, const struct buf *text);
void match_new_option(struct matcher *a, const char *text, size_t len, size_t line);
/* The entries of LIST become options, in their order. */
void match_options_of_list(struct matcher *a, const struct stem_list *list);
/* The option that NAME means, by label, letter, number or text; -1: none, or none for
 * sure. *REST: what stands behind a label. */
long match_option_named(struct matcher *a, const char *name, const char **rest);
/* A prompt that OPTION (-1: none) belongs to. */
struct prompt *match_new_prompt(struct note *n, const char *text, size_t len, size_t line,
                                long option);
/* What was tried leaves nothing behind. */
void match_forget(struct note *n, bool has_options);
void match_forget_order(struct note *n);

#endif
