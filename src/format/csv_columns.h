/*
 * csv_columns.h - what the columns of a table of questions are called, by us and by
 * others.
 */
#ifndef QUIZCTL_CSV_COLUMNS_H
#define QUIZCTL_CSV_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

enum csv_member {
    CSV_NONE,
    CSV_ID,
    CSV_TITLE,
    CSV_DOMAIN,
    CSV_SKILL,
    CSV_TOPICS,
    CSV_DIFFICULTY,
    CSV_TYPE,
    CSV_KEEP_ORDER,
    CSV_SCENARIO,
    CSV_PROMPT,
    CSV_ITEM,   /* with a place: "item 1" */
    CSV_OPTION, /* "option a", "A", "answer 1" */
    CSV_WRONG,  /* "distractor 1": an option that is not right */
    CSV_CORRECT,
    CSV_WHY,      /* "why a", "feedback 1" */
    CSV_ITEM_WHY, /* "why 1", where there are items */
    CSV_NEED,
    CSV_EXPLANATION,
    CSV_PRACTICE,
    CSV_EXAM,
    CSV_SECTIONS,
    CSV_TAKEAWAYS,
    CSV_REFERENCES,
    CSV_OPTION_IDS,
    CSV_ITEM_IDS,
};

struct csv_column {
    enum csv_member member;
    size_t place;   /* of an option or item, from 0 */
    bool is_number; /* the place was a number, no letter */
};

/* What the header NAME stands for, in any case and separation ("OptionA",
 * "correct_answer"); CSV_NONE when nobody knows. */
struct csv_column csv_column_of(const char *name);

/* How we call it: "option a" of (CSV_OPTION, 0). */
struct csv_name {
    char text[32];
};
struct csv_name csv_column_name(enum csv_member member, size_t place);

#endif
