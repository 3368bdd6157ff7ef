/*
 * markdown_marks.h - marks of right and wrong, and bold, around a text.
 */
#ifndef QUIZCTL_MARKDOWN_MARKS_H
#define QUIZCTL_MARKDOWN_MARKS_H

#include <stdbool.h>
#include <stddef.h>

enum mark { MARK_NONE, MARK_RIGHT, MARK_WRONG };

/* A mark of right or wrong at an edge of TEXT, taken off it: "Amazon EFS (correct)". */
enum mark markdown_take_mark(const char **text, size_t *len);
/* Only a sign at the start: "\u274c too slow". */
enum mark markdown_take_first(const char **text, size_t *len);
/* Bold from one end to the other? Takes it off. */
bool markdown_take_bold(const char **text, size_t *len);

#endif
