/*
 * form.h - the form of an exam: which questions one sitting asks. Pure: bank, profile and
 * seed in, places out; the same ones give the same form on every machine.
 *
 *  kinds     only those that the profile asks
 *  weights   the scored and the unscored questions are each shared out to the domains by
 *            weight: whole shares first, then one more each to the largest remainders, of
 *            equal ones to the earlier domain (Hamilton's method of largest remainders)
 *  repeats   none
 *  cases     the questions of a case are drawn together while they fit
 *  too few   where the bank has fewer of a domain than its share, all of them are drawn,
 *            the scored ones in proportion, and the form is shorter: no other domain gets
 *            more than its share
 *
 * A filter that names domains shares the form out to these alone.
 */
#ifndef QUIZCTL_FORM_H
#define QUIZCTL_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/bank.h"
#include "quizctl/err.h"
#include "quizctl/session.h"

struct form_plan {
    const struct exam *profile; /* without domains: all questions are one heap */
    const char *seed;
    size_t questions; /* in all; at least one */
    size_t scored;    /* how many of them count */
};

struct form_domain {
    const struct domain *domain; /* NULL: the one heap of a profile without domains */
    size_t wanted;               /* its share */
    size_t found;                /* what the bank has for it */
    size_t drawn, scored;
};

struct form {
    uint32_t *places; /* in the bank, in the order asked */
    bool *is_scored;  /* beside them */
    size_t count, scored, wanted;
    struct form_domain domains[LIMIT_DOMAINS];
    size_t domain_count;
};

/* -1 with ERR_USAGE when the filter names nothing, or nothing is left to draw. */
int form_draw(struct form *form, const struct bank *bank, const struct session_filter *f,
              const struct form_plan *plan, struct err *err);
void form_release(struct form *form);

/* How many of a form of COUNT questions are scored, when OF a full form of WHOLE are: the
 * same share, rounded half up. */
size_t form_scored(size_t count, size_t of, size_t whole);

#endif
