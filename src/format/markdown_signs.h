/*
 * markdown_signs.h - what a line of Markdown is a sign of, by itself.
 *
 * People write the same thing in many ways: "A. Amazon EFS", "- [ ] Amazon EFS",
 * "**(a)** Amazon EFS". Here are the few signs that all these ways are made of: an
 * option's label, a mark of right or wrong, a number of a question, words that announce
 * what comes. Whether a line that looks like an option is one is decided by its
 * neighbours, in markdown_list.c.
 */
#ifndef QUIZCTL_MARKDOWN_SIGNS_H
#define QUIZCTL_MARKDOWN_SIGNS_H

#include "markdown_announce.h"
#include "markdown_lines.h"
#include "markdown_marks.h"
#include "markdown_phrases.h"

enum { LEVEL_BOLD = 7, LEVEL_LABEL = 8 }; /* below a heading's 1 to 6 */

/* Behind a heading that is none of the parts, whatever its words say. */
#define MARKDOWN_SECTION "<!-- section -->"

struct sign {
    uint8_t role;    /* enum role */
    uint8_t level;   /* 1 to 6 a heading, LEVEL_BOLD a bold line, LEVEL_LABEL "Answer: B";
                        0: it announces nothing */
    uint8_t mark;    /* enum mark, of an option: a sign or a word beside its text */
    char letter;     /* 'A': it has the label of an option; 0: it has none */
    bool is_task;    /* "[ ]", "[x]" stands before its text */
    bool is_asking;  /* it ends in a question mark */
    bool is_word;    /* the number stands behind a word: "Question 12" */
    bool is_section; /* MARKDOWN_SECTION stands behind it */
    uint32_t number; /* of a question; 0: none */
    uint32_t option_at; /* where the text of the option begins */
    uint32_t rest_at;   /* where what is announced begins; the length: below */
};

/* "Domain 2: Security", a heading above questions: where the name begins; 0: it is none.
 */
size_t markdown_domain(const struct md_line *line);

void markdown_sign(const struct markdown *m, const struct md_line *line, struct sign *s);

#endif
