/*
 * grade_batch.h - lines of an answer file, graded by one or several threads.
 */
#ifndef QUIZCTL_GRADE_BATCH_H
#define QUIZCTL_GRADE_BATCH_H

#include <stdbool.h>

#include "grade_sheet.h"

/* How the lines of a kind of file are read. */
struct batch_way {
    /* The short way of the sheet at TEXT: the end of its line or of the text, or NULL.
     * For any thread. */
    const char *(*sheet)(const struct batch_way *way, const struct fast *f,
                         struct fast_sheet *s, const char *text);
    /* Is a line that the short way left a record by itself? */
    bool (*is_record)(const char *line, size_t len);
    int (*careful)(const struct batch_way *way, struct grader *g, const struct record *r,
                   struct err *err);
    void *table; /* what the way knows of the file */
};

/* Whether it can be done, and pays: much lies ahead of the reader, which is at the start
 * of a line. */
bool batch_pays(const struct grader *g);

/*
 * Grade what lies ahead of g->reader up to the end of the file, or up to a record that
 * cannot be cut at a line's end: the reader then stands there, with some of what is
 * behind it read already. Results, problems and errors are those of one thread, in order.
 * 1 when a sheet took the short way, 0 when none did, -1 with ERR.
 */
int grade_batches(struct grader *g, const struct batch_way *way, struct err *err);

#endif
