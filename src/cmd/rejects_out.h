/*
 * rejects_out.h - the file of --rejects: records that were rejected, as they stand in
 * their files, to be mended and graded again.
 */
#ifndef REJECTS_OUT_H
#define REJECTS_OUT_H

#include "cmd.h"
#include "quizctl/file.h"
#include "quizctl/result.h"

/* Open, hand `taker` to whoever makes results, commit or drop. It may not move while
 * open: its parts point at each other. */
struct rejects_out {
    struct result_taker own;
    struct result_taker *next;
    struct result_taker *taker; /* own, then NEXT; NEXT alone without --rejects */
    struct file_out file;
    struct buf head; /* of the table whose rows were written last */
    bool is_open;
};

int rejects_out_open(struct rejects_out *out, const struct call *call,
                     struct result_taker *next, struct err *err);
int rejects_out_commit(struct rejects_out *out, struct err *err);
void rejects_out_drop(struct rejects_out *out);

#endif
