/*
 * markdown_note.h - one question of a Markdown text, made a draft.
 */
#ifndef QUIZCTL_MARKDOWN_NOTE_H
#define QUIZCTL_MARKDOWN_NOTE_H

#include "draft.h"
#include "markdown_front.h"
#include "markdown_list.h"

/* What an answer key apart from the questions says of one. */
struct answer_key {
    size_t line, end; /* what stands below LINE, up to END, says why */
    const char *text; /* the answer in LINE; NULL: nothing is said */
    size_t len;
    const char *why; /* beside it; NULL: nothing */
    size_t why_len;
};

/* What all questions of a file share. */
struct note_file {
    struct import *in;
    const struct markdown *m;
    const struct sign *signs;
    const struct question_list *list;
    const struct front *front;
    const struct md_line *domain; /* names the domain of all; NULL: none does */
    struct answer_key *keys;      /* of each question; see markdown_shared_key.h */
};

/* Read question NTH of the list into the bank, or tell why it is none. */
void note_read(const struct note_file *file, size_t nth);

/* Is LINE only a link to another place of the text? */
bool note_is_navigation(const struct md_line *line);

/* "# Domain: Storage", "**Domain: Storage**": where the domain begins; 0: it names none.
 */
size_t note_domain_at(const struct md_line *line);

/* The place of a line in the file. */
struct place note_place(const struct note_file *file, size_t line);

#endif
