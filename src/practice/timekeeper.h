/*
 * timekeeper.h - the time of an exam: counts it, saves it, warns, and says what is left.
 *
 * Time counts while the exam is open and runs. It stands still while the program is
 * stopped (Ctrl-Z), while the machine sleeps, and between the runs. It is saved with each
 * answer and every TIMEKEEPER_SAVE_MS, so that is the most that a crash gives back.
 */
#ifndef QUIZCTL_TIMEKEEPER_H
#define QUIZCTL_TIMEKEEPER_H

#include <stdint.h>

#include "quizctl/exam.h"
#include "quizctl/term.h"

enum { TIMEKEEPER_SAVE_MS = 5000 };

struct timekeeper {
    struct term_clock clock;    /* what the terminal looks at; first, so that it is us */
    int64_t (*now)(void);       /* monotonic milliseconds */
    struct exam_record *record; /* or NULL: nothing is saved */
    int64_t limit_ms;           /* 0: none */
    int64_t spent_ms, saved_ms;
    int64_t last_ms;    /* when it was counted last */
    int64_t warned_ms;  /* the last warning was for so much left; 0: none is to come */
    bool has_failed;    /* it could not be saved */
    struct err failure; /* why */
};

void timekeeper_init(struct timekeeper *k, struct exam_record *record,
                     int64_t (*now)(void), int64_t limit_ms, int64_t spent_ms);
/* Count until now: how much has gone by. */
int64_t timekeeper_spent(struct timekeeper *k);
/* It was saved with something else. */
void timekeeper_saved(struct timekeeper *k);
/* Save it now, if it is not. */
int timekeeper_save(struct timekeeper *k, struct err *err);

/* "93 min left", from ten minutes on "9:59 left": begun minutes and seconds. */
void timekeeper_text(struct buf *out, int64_t left_ms);

#endif
