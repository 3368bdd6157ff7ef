/*
 * grade_batch.h - records of an answer file, graded by one or several threads.
 */
#ifndef QUIZCTL_GRADE_BATCH_H
#define QUIZCTL_GRADE_BATCH_H

#include <stdbool.h>

#include "grade_sheet.h"

/* How the records of a kind of file are read. */
struct batch_way {
    /* Bytes of whole records among the LEN at TEXT, up to the start of another one. With
     * IS_END there is nothing behind them. */
    size_t (*whole)(const char *text, size_t len, bool is_end);
    /* The short way of the sheet at TEXT: the end of the record, or NULL. PLACE is moved
     * there, unless it ends with its line. END is that of the text. For any thread. */
    const char *(*sheet)(const struct batch_way *way, const struct fast *f,
                         struct fast_sheet *s, const char *text, const char *end,
                         struct place *place);
    /* Behind a record that ends AT, where the next one begins; PLACE is moved there. */
    const char *(*next)(const char *at, const char *end, struct place *place);
    /* Is a line that the short way left a record by itself? NULL: none is. */
    bool (*is_record)(const char *line, size_t len);
    int (*careful)(const struct batch_way *way, struct grader *g, const struct record *r,
                   struct err *err);
    void *table; /* what the way knows of the file */
};

/*
 * Grade what lies ahead of g->reader, which is at the start of a record, up to the end of
 * the file, or up to a record that cannot be cut: the reader then stands there, with some
 * of what is behind it read already. Results, problems and errors are those of one
 * thread, in order. 1 when a sheet took the short way, 0 when none did, -1 with ERR.
 *
 * Nothing is done where it would not pay. *IS_ALONE, false at first, keeps the same bytes
 * from being tried again and again: records are then graded one by one until all that was
 * read is used up.
 */
int grade_batches(struct grader *g, const struct batch_way *way, bool *is_alone,
                  struct err *err);

/* Grade the record ahead of g->reader the short way. 1: it was done; 0: it is not for the
 * short way; -1 with ERR. */
int grade_alone(struct grader *g, const struct batch_way *way, struct err *err);

#endif
