/*
 * exam_store.h - a sitting in the store: recorded as it goes, and taken up again.
 */
#ifndef EXAM_STORE_H
#define EXAM_STORE_H

#include "quizctl/exam.h"
#include "quizctl/sitting.h"
#include "quizctl/store.h"

/* How a sitting was begun, beside the sitting itself. */
struct exam_terms {
    const struct exam *profile;
    const char *seed;
    const char *conditions; /* the options that chose it; its --pass is read back */
    int64_t started_ms;
};

/* A sitting and where it is recorded. exam_run calls its functions. */
struct exam_recorder {
    struct exam_record record;
    struct store *store;
    const struct sitting *sitting;
    int64_t attempt;
};

/* Record that S begins now. STARTS_OVER: an unfinished one before it is given up. */
int exam_store_begin(struct exam_recorder *r, struct store *store,
                     const struct sitting *s, const struct exam_terms *terms,
                     bool starts_over, struct err *err);

/* The exam of BANK that was left in the middle, held by us; *ATTEMPT is 0 when there is
 * none. -1 with ERR_USAGE when it is not left, but open in another quizctl. */
int exam_store_find(struct store *store, const struct bank *bank, int64_t *attempt,
                    struct err *err);

/*
 * Take attempt PAST, which is held, up again as S, with the order, the answers, the flags
 * and the time that it had, at its first place without an answer. *EDITED counts
 * questions whose text changed meanwhile; they are asked as they stand now. -1 with
 * ERR_INPUT when a question is gone or has other options: it could not go on as it was.
 */
int exam_store_resume(struct exam_recorder *r, struct store *store, struct sitting *s,
                      const struct bank *bank, const struct store_past *past,
                      size_t *edited, struct err *err);

#endif
