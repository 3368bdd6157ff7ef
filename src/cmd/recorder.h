/*
 * recorder.h - a practice as the store gets it.
 */
#ifndef RECORDER_H
#define RECORDER_H

#include "quizctl/practice.h"
#include "quizctl/session.h"
#include "quizctl/store.h"

/* An attempt begins in the store with the first thing that is recorded of it, so that
 * looking in and leaving records nothing. */
struct recorder {
    struct practice_record record; /* for practice_run */
    struct store *store;
    const struct session *session;
    const char *conditions; /* what chose the questions, as store_begin takes it */
    bool starts_over;
    int64_t started_ms;
    int64_t attempt; /* 0: not begun */
};

/* Set `record`; the caller fills the rest. */
void recorder_init(struct recorder *r);
/* End the attempt when each question is answered or given up. */
int recorder_finish(struct recorder *r, struct err *err);

#endif
