/*
 * summary_in.h - summaries from a file, one after the other: `merge` takes what several
 * programs wrote into one pipe.
 */
#ifndef SUMMARY_IN_H
#define SUMMARY_IN_H

#include "cmd.h"
#include "quizctl/buf.h"
#include "quizctl/summary.h"

struct summary_in {
    const struct call *call;
    const char *path;
    struct buf text;
    size_t at;
    struct place place; /* of text.bytes[at] */
};

/* PATH "-" is standard input. What has been opened must be closed. */
int summary_in_open(struct summary_in *in, const struct call *call, const char *path,
                    struct err *err);
void summary_in_close(struct summary_in *in);

/* The next summary into S: 1; 0 at the end; -1 with ERR, its problem is printed. */
int summary_in_next(struct summary_in *in, struct summary *s, struct err *err);

/* The one summary of PATH; that it holds none or several is an error. */
int summary_in_one(struct summary *s, const struct call *call, const char *path,
                   struct err *err);

#endif
