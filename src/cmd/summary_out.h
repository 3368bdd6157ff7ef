/*
 * summary_out.h - the file of --summary: sheets are counted on their way to the scores.
 */
#ifndef SUMMARY_OUT_H
#define SUMMARY_OUT_H

#include "cmd.h"
#include "quizctl/file.h"
#include "quizctl/result.h"
#include "quizctl/summary.h"

/* Open, hand `taker` to whoever makes results, commit or drop. It may not move while
 * open: its parts point at each other. */
struct summary_out {
    struct summary_taker counts;
    struct result_taker *taker; /* counts, then NEXT; NEXT alone without --summary */
    struct summary summary;
    struct file_out file;
    bool is_open;
};

int summary_out_open(struct summary_out *out, const struct call *call,
                     const struct bank *bank, const char *digest, enum policy policy,
                     struct result_taker *next, struct err *err);
int summary_out_commit(struct summary_out *out, struct err *err);
void summary_out_drop(struct summary_out *out);

#endif
