/*
 * parallel.h - work in pieces, on all cores.
 */
#ifndef QUIZCTL_PARALLEL_H
#define QUIZCTL_PARALLEL_H

#include <stddef.h>

/* Call WORK(USER, i) for each i below COUNT, several at a time, in any order; back when
 * all are done. Pieces share only what none of them changes. Where no thread can be
 * started, the one that called does it all. */
void parallel_run(size_t count, void (*work)(void *user, size_t nth), void *user);

#endif
