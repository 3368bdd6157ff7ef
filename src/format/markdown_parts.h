/*
 * markdown_parts.h - a question of a Markdown text while it is being read: what the files
 * that read its parts share.
 */
#ifndef QUIZCTL_MARKDOWN_PARTS_H
#define QUIZCTL_MARKDOWN_PARTS_H

#include "markdown_names.h"
#include "markdown_note.h"

/* What stands below a heading, or behind a label, up to the next. */
struct note_section {
    enum role role;
    unsigned level;  /* as in struct sign; 0: what stands right behind the options */
    size_t title;    /* its line; SIZE_MAX: it has none */
    size_t skip;     /* bytes of the title's line before its text; all of them: none */
    size_t from, to; /* the lines below */
    unsigned depth;  /* lists around it */
};

struct note {
    const struct note_file *file;
    size_t nth, from, to;
    unsigned depth, quote; /* lists and quotes around the note */
    unsigned stem_depth;   /* of the question's own text: it may be an entry of a list */
    struct draft d;

    const char *head; /* the heading that it begins with, without a number */
    size_t head_len;
    bool head_asks;
    unsigned select_said; /* "(Select TWO.)"; 0: not said */

    int8_t place_of[LIMIT_OPTIONS]; /* by letter; -1: there is none */
    size_t letters;                 /* how many letters have a meaning */
    uint32_t option_list;           /* that its options are entries of; 0: none */
    bool is_numbered;           /* its options have no letters: a number may mean one */
    uint32_t marked, bold, key; /* of the options, bit i */
    uint32_t lost_letters;      /* options that were left out */
    bool lost_right;            /* one of them is right */
    bool has_key_section;
    size_t tail; /* the line behind its options */
    size_t key_at;
    size_t unread_key; /* a line of the key that says nothing that we know; 0: none */
    const char *fault; /* why it is no question; NULL: nothing yet */
    size_t fault_at;

    int8_t matches[LIMIT_OPTIONS]; /* MATCHING: option of each prompt */
    bool has_meta;                 /* a comment of ours tells the rest */
    struct question meta;

    struct note_section *sections;
    size_t section_count, section_cap;
    struct buf right_lead; /* how the reason of the right option begins */
    struct names names;    /* of its options; of a matching, its prompts. Last: only its
                            * count is set when a note begins, most of it is never used */
};

const struct md_line *note_line(const struct note *n, size_t i);
const struct sign *note_sign(const struct note *n, size_t i);

/* Append lines FROM to TO as a text of their own; SKIP bytes of the first left out. */
void note_text(const struct note *n, size_t from, size_t to, size_t skip,
               struct buf *out);
/* The same as they stand between lists of DEPTH. */
void note_blocks(const struct note *n, size_t from, size_t to, size_t skip,
                 unsigned depth, struct buf *out);
size_t note_chunk_end(const struct note *n, size_t i, size_t end, unsigned depth);
void note_label(struct note *n, enum role role, const char *text, size_t len);

/* Letters of the file as places of the draft. */
uint32_t note_places(const struct note *n, uint32_t letters);
/* Read the key that S says; the line from which on it is explained. */
size_t note_read_key(struct note *n, const struct note_section *s);
/* The line behind what key S says of a matching or an ordering. */
size_t note_steps_end(const struct note *n, const struct note_section *s);
/* All is read: is there a key, and one only? */
void note_settle_key(struct note *n);
/* The options that TEXT names, "Amazon EFS and Amazon S3": two or more, or none. */
uint32_t note_names_list(const struct note *n, const char *text, size_t len,
                         uint32_t allowed);

/* What a line of an explanation speaks of. */
struct label {
    uint32_t options; /* that it means; 0: none */
    size_t rest;      /* bytes of the line before the reason */
    bool is_only;     /* the line has nothing but the label */
    bool is_letter;   /* by letter: of a matching that is an option, no prompt */
};

/* HAS_MORE: the line may be a name alone, the reason stands below. */
struct label note_label_of(const struct note *n, const char *text, size_t len,
                           enum role role, bool has_more);
/* The options that are right, as far as that is known. */
uint32_t note_key_so_far(const struct note *n);
/* Does TEXT, a bold line, name an option? */
bool note_names_option(const struct note *n, const char *text, size_t len);
/* A list of one entry becomes its entry. */
void note_unwrap(struct buf *text);
void note_read_sections(struct note *n);
void note_settle_reasons(struct note *n);

void note_read_references(struct note *n, const struct note_section *s);
/* Nothing but addresses? Then an explanation is a reference. */
bool note_is_only_addresses(const struct note *n, const struct note_section *s);

/* Is it an ordering or a matching? Then its key is read here. STOP: where its stem ends;
 * the result is where it ends without the lists of what is matched. *BETWEEN: from there
 * to STOP, what stands between the lists belongs to the stem. */
size_t note_read_match(struct note *n, size_t stop, const struct option_group *g,
                       size_t *between);
void note_settle_match(struct note *n);

/* A comment of ours: "quizctl {...}". False: it is none. */
bool note_meta_read(struct note *n, const char *text, size_t len, size_t line);
void note_meta_apply(struct note *n);

#endif
