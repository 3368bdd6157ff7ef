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

#include "markdown_lines.h"

/* What words announce. To add a word: a row in `announcements`. */
enum role {
    ROLE_NONE,
    ROLE_QUESTION, /* "Question 12", "Scenario" */
    ROLE_OPTIONS,
    ROLE_KEY, /* "Correct answer" */
    ROLE_EXPLANATION,
    ROLE_NEED,  /* what the workload needs */
    ROLE_RIGHT, /* why the right one fits */
    ROLE_WRONG, /* why the others do not */
    ROLE_EACH,  /* option by option */
    ROLE_PRACTICE,
    ROLE_EXAM,
    ROLE_TAKEAWAYS,
    ROLE_REFERENCES,
    ROLE_DOMAIN, /* labels of a question, not of a part */
    ROLE_DIFFICULTY,
    ROLE_TOPICS,
};

enum { LEVEL_BOLD = 7, LEVEL_LABEL = 8 }; /* below a heading's 1 to 6 */

/* Behind a heading that is none of the parts, whatever its words say. */
#define MARKDOWN_SECTION "<!-- section -->"

enum mark { MARK_NONE, MARK_RIGHT, MARK_WRONG };

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

void markdown_sign(const struct markdown *m, const struct md_line *line, struct sign *s);

/* Letters of options at the start of TEXT: "B, D", "C and E:", "(a)", "**D**", "BD",
 * "Option B." Bit 0 is A. *USED: behind them and what ends them; 0 when there are none.
 * COUNT letters are known. */
uint32_t markdown_letters(const char *text, size_t len, size_t count, size_t *used);
/* The same in their order, for an ordering: how many. */
size_t markdown_letter_list(const char *text, size_t len, size_t count, uint8_t *order);

/* A mark of right or wrong at an edge of TEXT, taken off it: "Amazon EFS (correct)". */
enum mark markdown_take_mark(const char **text, size_t *len);
/* Only a sign at the start: "\u274c too slow". */
enum mark markdown_take_first(const char **text, size_t *len);
/* Bytes of "is incorrect because " at the start of TEXT: what only says again that an
 * option is right or wrong. */
size_t markdown_verdict(const char *text, size_t len);
/* Bold from one end to the other? Takes it off. */
bool markdown_take_bold(const char **text, size_t *len);

/* "(Select TWO.)" at the end of TEXT: how many; *LEN becomes what stands before it. */
unsigned markdown_take_select(const char *text, size_t *len);

/* What words announce: those of a heading. */
enum role markdown_role(const char *text, size_t len);

/* A difficulty's name in the words of TEXT, or DIFFICULTY_NONE (0). */
unsigned markdown_difficulty(const char *text, size_t len);

#endif
