/*
 * markdown_announce.h - words that announce what comes: of headings, of labels.
 *
 * "Why the others do not fit", "Correct answer", "Lernziel": people choose their own.
 * Here is the table of those that are known, and nowhere else.
 */
#ifndef QUIZCTL_MARKDOWN_ANNOUNCE_H
#define QUIZCTL_MARKDOWN_ANNOUNCE_H

#include <stdbool.h>
#include <stddef.h>

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

struct announcement {
    enum role role;
    enum {
        WORDS_ALL,   /* these words alone */
        WORDS_START, /* they come first */
        WORDS_IN,    /* they stand anywhere */
    } where;
    bool is_label; /* announces in a plain line, too: "Answer: B" */
    const char *words;
};

/* Call it once before all else here, while there is one thread. */
void markdown_announce_ready(void);

/* The row for words as markdown_words makes them; NULL: they announce nothing. */
const struct announcement *markdown_announced(const char *words, bool is_asking);

/* What words announce: those of a heading. */
enum role markdown_role(const char *text, size_t len);

/* A difficulty's name in the words of TEXT, or DIFFICULTY_NONE (0). */
unsigned markdown_difficulty(const char *text, size_t len);

#endif
