/*
 * exam_result.h - what is told when an exam is over, and how its places are named.
 */
#ifndef QUIZCTL_EXAM_RESULT_H
#define QUIZCTL_EXAM_RESULT_H

#include "quizctl/exam.h"
#include "talk.h"

/* The one comparison that the printed verdict and the exit status come from. */
bool exam_is_passed(const struct sitting *s, const struct exam_plan *plan);

/* The result; then, as long as lines come, what is asked for: a question explained, the
 * next one that was not right, the list. */
int exam_tell(struct talk *t, const struct sitting *s, const struct exam_plan *plan,
              struct err *err);

/* Append the numbers of the places that HOLD, as "1-3, 5"; returns how many. */
size_t exam_places(struct buf *out, const struct sitting *s,
                   bool (*holds)(const struct sitting_item *item));
/* The place with the number that TEXT is, all of it. */
bool exam_place(const struct sitting *s, const char *text, size_t *place);

#endif
