/*
 * watching.h - what a run over answer files tells on standard error: each problem, and
 * how far it has come where a person looks on.
 */
#ifndef WATCHING_H
#define WATCHING_H

#include "answer_files.h"
#include "cmd.h"
#include "diag_printer.h"
#include "quizctl/grade.h"
#include "quizctl/progress.h"

/* Hand `watch` and `sink` to grade_run. It may not move while open. */
struct watching {
    struct grade_watch watch;
    struct diag_sink sink;
    struct diag_printer printer;
    struct progress progress;
};

void watching_open(struct watching *w, const struct call *call,
                   const struct answer_files *files);
void watching_close(struct watching *w);

#endif
