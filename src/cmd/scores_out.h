/*
 * scores_out.h - results as they come, in the format of --format, to where --output says.
 */
#ifndef SCORES_OUT_H
#define SCORES_OUT_H

#include "cmd.h"
#include "quizctl/file.h"
#include "quizctl/report.h"
#include "quizctl/result.h"

/* Open, hand `taker` to whoever makes results, commit or drop. It may not move while
 * open: its parts point at each other. */
struct scores_out {
    struct result_taker taker;
    const struct scores_format *format;
    struct scores_state state;
    struct page page;
    struct page looks; /* of the page, for threads that render: never written to */
    struct file_out file;
};

/* HEAD stays the caller's. OTHERWISE is the format without --format. */
int scores_out_open(struct scores_out *out, const struct call *call,
                    const struct scores_head *head, const char *otherwise,
                    struct err *err);
int scores_out_commit(struct scores_out *out, struct err *err);
void scores_out_drop(struct scores_out *out);

#endif
