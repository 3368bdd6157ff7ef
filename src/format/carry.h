/*
 * carry.h - what of a bank a format has a place for, so that no writer forgets to tell
 * what it has none for.
 */
#ifndef QUIZCTL_CARRY_H
#define QUIZCTL_CARRY_H

#include "quizctl/bank.h"
#include "quizctl/loss.h"

struct carry {
    const char *format;       /* "GIFT" */
    const char *const *lacks; /* members of FORMAT.md that it has no place for, then NULL;
                                 "bank.id" and "bank.title" are those of the bank */
};

/* The members of those that carry all but the proof and the bank's head. */
extern const char *const carry_no_proof[];

/* Tell as left out what CARRY names and BANK's head or a question has. Members of a kind
 * that is told in another way (a case, which becomes a scenario) are the writer's own to
 * tell. */
void carry_tell(const struct carry *carry, const struct bank *bank,
                struct loss_sink *losses);
/* The two apart. */
void carry_tell_head(const struct carry *carry, const struct bank *bank,
                     struct loss_sink *losses);
void carry_tell_question(const struct carry *carry, const struct question *q,
                         struct loss_sink *losses);

/* Are the ids of Q's options their letters, so that nothing is lost without them? */
bool carry_has_letters(const struct question *q);

#endif
