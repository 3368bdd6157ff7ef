/*
 * exam.h - a sitting shown in a terminal or over a pipe: the loop that asks, records and
 * keeps the time; then the result, with every question explained on demand.
 *
 * Each answer and each flag is recorded before the loop goes on, the time at least every
 * few seconds (timekeeper.h), and the end before the result is shown.
 */
#ifndef QUIZCTL_EXAM_H
#define QUIZCTL_EXAM_H

#include <stdbool.h>
#include <stdint.h>

#include "quizctl/err.h"
#include "quizctl/score.h"
#include "quizctl/sitting.h"
#include "quizctl/term.h"

/* Where a sitting is recorded. Each function returns when it is safe, or -1. */
struct exam_record {
    /* The answer at PLACE is this from now on (blank: none). */
    int (*respond)(struct exam_record *self, size_t place, struct answer a,
                   int64_t spent_ms, struct err *err);
    int (*flag)(struct exam_record *self, size_t place, bool is_flagged, struct err *err);
    int (*spent)(struct exam_record *self, int64_t spent_ms, struct err *err);
    int (*submit)(struct exam_record *self, int64_t spent_ms, struct err *err);
};

struct exam_plan {
    const struct exam *profile;
    struct pass_mark pass;
    bool is_scaled;         /* PASS is the profile's, on its scale */
    bool shows_time;        /* in the prompt, too */
    int64_t (*ticks)(void); /* monotonic milliseconds */
    const char *again;      /* the command line that practises this bank */
    const char *go_on;      /* the one that goes on with this sitting */
};

enum exam_end {
    EXAM_LEFT,   /* in the middle; it can be gone on with */
    EXAM_PASSED, /* or submitted, and there is no pass mark */
    EXAM_FAILED,
};

/*
 * Run S until it is submitted or left, and tell the result. RECORD may be NULL. *SIGNAL
 * is the signal that ended it, else 0. -1: nothing more could be recorded or shown; what
 * was answered before is safe.
 */
int exam_run(struct sitting *s, struct term *t, struct exam_record *record,
             const struct exam_plan *plan, enum exam_end *end, int *signal,
             struct err *err);

/* "2 hours 10 minutes", "9 minutes 59 seconds": begun seconds count whole. */
void exam_time_words(struct buf *out, int64_t ms);

/* The words one may type in place of an answer, and after the exam, for Tab. */
extern const char *const exam_words[];
extern const size_t exam_word_count;

#endif
