/*
 * progress.h - a line on standard error that says how far long work has come. Knows
 * nothing of quizzes.
 *
 * Silent where standard error is no terminal, and for the first second. A terminal that
 * can takes the line back by itself; TERM=dumb gets a line of its own now and then.
 */
#ifndef QUIZCTL_PROGRESS_H
#define QUIZCTL_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/buf.h"

/* All-zero says nothing. */
struct progress {
    uint64_t done, total; /* bytes; total 0: nobody knows */
    int64_t start_ms, next_ms;
    bool is_on;
    bool is_dumb;  /* the terminal cannot take a line back */
    bool is_shown; /* the line stands there */
};

void progress_start(struct progress *p, uint64_t total);
void progress_add(struct progress *p, size_t bytes);
/* Take the line back: before somebody else writes, and at the end. */
void progress_hide(struct progress *p);

/* "42 %, 340 of 812 MB, 1200 MB/s, 3 s left", of what is known. */
void progress_text(struct buf *out, uint64_t done, uint64_t total, int64_t elapsed_ms);

#endif
