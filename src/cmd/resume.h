/*
 * resume.h - a practice that was left in the middle: which one, and how it is gone on
 * with in the bank as it is now.
 *
 * The rule, as the manual has it:
 *   answered, still there        its mark stands
 *   answered, edited since       its mark stands; looked at again it reads as it is now
 *   not answered, edited since   asked as it is now, its options in the order of before,
 *                                in a fresh one where there are others by now
 *   gone from the bank           left out; what was answered stays recorded
 *   new in the bank              not asked: it was not chosen then
 */
#ifndef RESUME_H
#define RESUME_H

#include "quizctl/session.h"
#include "quizctl/store.h"

/* Which one is wanted. NULL: whatever it was. */
struct resume_wish {
    const char *conditions, *seed, *policy;
    bool is_of_today; /* begun on this day of the learner */
};

struct resume {
    int64_t attempt; /* 0: there is none to go on with */
    int64_t started_ms;
    const char *conditions;
    size_t gone, edited, edited_answered;
    bool is_elsewhere; /* there is one, and another quizctl is at it */
    bool is_used_up;   /* there was one; what is left of it is gone from the bank */
    struct arena texts;
};

/* Go on with the last practice at BANK that was left in the middle, if it is the one
 * wished for: S is at the place where it was left. With r->attempt 0 S is untouched. */
int resume_practice(struct resume *r, struct session *s, struct store *store,
                    const struct bank *bank, const struct resume_wish *wish,
                    struct err *err);
void resume_release(struct resume *r);

#endif
