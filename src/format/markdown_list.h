/*
 * markdown_list.h - where the questions of a Markdown text begin and end.
 *
 * A note and a collection are cut by the same rules: options stand together, before them
 * stands what they are options of, and it begins at a heading, a number, an entry of a
 * list. What stands between the options and the next question belongs to the first.
 */
#ifndef QUIZCTL_MARKDOWN_LIST_H
#define QUIZCTL_MARKDOWN_LIST_H

#include "markdown_signs.h"
#include "quizctl/limits.h"

/* Options that stand together. */
struct option_group {
    size_t first, end; /* their lines */
    uint32_t members[LIMIT_OPTIONS];
    size_t count, met; /* met: with those there was no room for */
    bool is_lettered, is_task;
};

struct question_range {
    size_t from, to;
    long group; /* of its options; -1: it has none */
    uint32_t number;
    size_t domain; /* the heading above that names its domain; SIZE_MAX: none does */
};

struct question_list {
    struct option_group *groups;
    size_t group_count, group_cap;
    struct question_range *ranges;
    size_t count, cap;
    struct line_span {
        size_t from, to;
    } * read; /* lines between questions that were read nevertheless, in their order */
    size_t read_count, read_cap;
};

/* SIGNS: one for each line of M. */
void question_list_find(struct question_list *l, const struct markdown *m,
                        const struct sign *signs);
/* Lines FROM to TO were read and belong to no question: the one that they stand in ends
 * there. */
void question_list_take(struct question_list *l, size_t from, size_t to);
void question_list_release(struct question_list *l);

/* Does it begin a part that stands behind the options: the key, an explanation? */
bool sign_ends_question(const struct sign *s);

#endif
