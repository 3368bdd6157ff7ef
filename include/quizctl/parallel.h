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

/* The same; and each piece that is done is taken, TAKE(USER, i), in order, by the thread
 * that called, while others work. Work on piece i waits until piece i - AHEAD was taken:
 * what AHEAD pieces hold is enough room for all. */
void parallel_in_order(size_t count, size_t ahead, void (*work)(void *user, size_t nth),
                       void (*take)(void *user, size_t nth), void *user);

#endif
