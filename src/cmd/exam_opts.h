/*
 * exam_opts.h - what the options of exam say, beside the profile they are about.
 */
#ifndef EXAM_OPTS_H
#define EXAM_OPTS_H

#include "opts.h"
#include "quizctl/bank.h"
#include "quizctl/score.h"

enum { EXAM_PACE_MINUTES = 2 }; /* a question, where nobody says how long it takes */

/* The profile with this code, in any case; NULL: the bank's current exam. */
int exam_opts_profile(const struct exam **profile, const struct bank *bank,
                      const char *code, struct err *err);

/* --pass, else that of the profile, on its scale; POSSIBLE is what the scored questions
 * add up to. */
int exam_opts_pass(struct pass_mark *pass, bool *is_scaled, const struct exam *profile,
                   const struct opts *o, int64_t possible, struct err *err);
/* The same of an exam that was begun under CONDITIONS. */
void exam_opts_pass_again(struct pass_mark *pass, bool *is_scaled,
                          const struct exam *profile, const char *conditions,
                          int64_t possible);

/* The time for COUNT questions: --minutes, else in proportion to the profile's, else
 * (IS_PACED) our pace. */
int exam_opts_limit(int64_t *limit_ms, bool *is_paced, const struct exam *profile,
                    const struct opts *o, size_t count, struct err *err);

/* The options that make a form, as one would type them. */
void exam_opts_conditions(struct buf *out, const struct opts *o);

/* A sitting that goes on is as it was: nothing about it can be asked for anew. */
int exam_opts_check_resume(const struct opts *o, struct err *err);

#endif
