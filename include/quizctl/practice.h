/*
 * practice.h - a session shown in a terminal or over a pipe: the loop that asks, records,
 * and tells. The order is fixed: judge, commit to the store, then show the feedback.
 */
#ifndef QUIZCTL_PRACTICE_H
#define QUIZCTL_PRACTICE_H

#include "quizctl/err.h"
#include "quizctl/history.h"
#include "quizctl/session.h"
#include "quizctl/term.h"

/* An answer, and how it was given. */
struct practice_answer {
    struct answer answer;
    struct verdict verdict;
    int64_t took_ms; /* from the question on the screen to the answer */
    enum confidence confidence;
};

/* Where it is recorded what happens to an item of the session, before anything is shown
 * of it. */
struct practice_record {
    int (*answer)(struct practice_record *self, const struct session_item *item,
                  const struct practice_answer *answer, struct err *err);
    int (*flag)(struct practice_record *self, const struct session_item *item,
                bool is_flagged, struct err *err);
    int (*skip)(struct practice_record *self, const struct session_item *item, int skips,
                struct err *err);
};

struct practice_plan {
    /* The command line that practises this bank ("quizctl practice --bank my.json"): the
     * summary ends with it and the ids to practise. */
    const char *again;
    bool asks_confidence; /* how sure, behind each answer */
};

/*
 * Run S to its end or until the learner stops. RECORD NULL: nothing is recorded. *SIGNAL
 * is the signal that ended it, else 0. -1: nothing more could be recorded or shown; what
 * got feedback is recorded.
 */
int practice_run(struct session *s, struct term *t, struct practice_record *record,
                 const struct practice_plan *plan, int *signal, struct err *err);

/* The words a learner may type in place of letters, for Tab. Those of confidence stand
 * behind the others. */
extern const char *const practice_words[];
size_t practice_word_count(bool asks_confidence);

#endif
