/*
 * grade_opts.h - what the options of grade and regrade say.
 */
#ifndef GRADE_OPTS_H
#define GRADE_OPTS_H

#include "opts.h"
#include "quizctl/bank.h"
#include "quizctl/score.h"

int grade_opts_pass(struct pass_mark *pass, const struct opts *o, struct err *err);
/* "--pass 72" where 72% was meant: nobody can ever have so many marks. */
int grade_opts_check_pass(const struct pass_mark *pass, const struct bank *bank,
                          struct err *err);
enum policy grade_opts_policy(const struct opts *o);

#endif
