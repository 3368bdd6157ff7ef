/*
 * practice.h - a session shown in a terminal or over a pipe: the loop that asks, records,
 * and tells. The order is fixed: judge, commit to the store, then show the feedback.
 */
#ifndef QUIZCTL_PRACTICE_H
#define QUIZCTL_PRACTICE_H

#include "quizctl/err.h"
#include "quizctl/session.h"
#include "quizctl/term.h"

/* Where answers are recorded before their feedback is shown; NULL functions: nowhere. */
struct practice_record {
    int (*answer)(struct practice_record *self, size_t place, struct answer a,
                  struct verdict v, struct err *err);
    int (*flag)(struct practice_record *self, size_t place, bool is_flagged,
                struct err *err);
};

/*
 * Run S to its end or until the learner stops. AGAIN is the command line that practises
 * this bank ("quizctl practice --bank my.json"): the summary ends with it and the ids to
 * practise. *SIGNAL is the signal that ended it, else 0. -1: nothing more could be
 * recorded or shown; what got feedback is recorded.
 */
int practice_run(struct session *s, struct term *t, struct practice_record *record,
                 const char *again, int *signal, struct err *err);

/* The words a learner may type in place of letters, for Tab. */
extern const char *const practice_words[];
extern const size_t practice_word_count;

#endif
