/*
 * proof.h - does the key follow from the facts? Pure: a bank and a question in, a table
 * out; the same bytes for the same bank.
 *
 * A requirement holds for an option when the fact of the option's subject says so, fails
 * when it says otherwise, and is unknown without a fact (three-valued logic after
 * Kleene):
 *
 *   option     fails when a requirement fails, whatever is unknown beside it; else it is
 *              unknown when one is unknown; else it holds
 *   prefer     of the options that hold, only the best on each preference in turn stay;
 *              where several are left, one without a fact on it is unknown
 *   proved     no option is unknown, and the options that stay are exactly the key
 *
 * Source: the rule of the exams themselves, "select the option that meets these
 * requirements"; unknown is never taken for false.
 */
#ifndef QUIZCTL_PROOF_H
#define QUIZCTL_PROOF_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/answer.h"
#include "quizctl/bank.h"
#include "quizctl/buf.h"

enum truth { TRUTH_FAILS, TRUTH_UNKNOWN, TRUTH_HOLDS };
const char *truth_name(enum truth t); /* "holds" */

enum proof_state {
    PROOF_PROVED,
    PROOF_GIVEN_UP, /* the author says why it cannot be proved: "unproved" */
    PROOF_MISSING,  /* neither "requires" nor "unproved" */
    PROOF_UNKNOWN,  /* a fact that decides is not known */
    PROOF_REFUTED,  /* the options that stay are not the key */
};

struct proof {
    const struct bank *bank;
    const struct question *question;
    enum proof_state state;
    enum truth *cells; /* [option * requirement_count + requirement] */
    enum truth option[LIMIT_OPTIONS];
    long lost_by[LIMIT_OPTIONS]; /* the preference that an option loses by, or -1 */
    uint32_t staying;            /* bit i: option i holds and loses by nothing */
};

/* Prove Q, a question of the linked bank BANK. Release it afterwards. */
void proof_make(struct proof *p, const struct bank *bank, const struct question *q);
void proof_release(struct proof *p);

const char *proof_state_name(enum proof_state state); /* "proved" */
/* Why the state is what it is, as a sentence without a full stop. */
void proof_reason(const struct proof *p, struct buf *out);

enum truth proof_cell(const struct proof *p, size_t option, size_t requirement);
/* The fact that decides a cell, or NULL. */
const struct fact *proof_fact(const struct proof *p, size_t option, size_t requirement);
/* What is known of OPTION's subject on the property at this place; NULL: nothing. */
const struct fact *proof_option_fact(const struct proof *p, size_t option,
                                     size_t property);
/* The first requirement that OPTION fails, or -1. */
long proof_broken(const struct proof *p, size_t option);

/* Does FACT's value (NULL: unknown) meet R, a requirement on property PROPERTY? */
enum truth proof_meets(const struct property *property, const struct fact *fact,
                       const struct requirement *r);

/* The words of the scenario that answer A overlooked: those of the first requirement or
 * preference that its first wrong pick breaks. "" when none is known. */
const char *proof_missed_clue(const struct bank *bank, const struct question *q,
                              const struct answer *a);

/* The clue that each option goes past, for all questions at once: [question *
 * LIMIT_OPTIONS + option], "" where none is known. Free the array; its texts are the
 * bank's. */
const char **proof_clues(const struct bank *bank);

/* A value as a reader sees it: "yes", "sub-ms", "lustre, nfs and smb", "2.5 GB/s". */
void proof_value_text(struct buf *out, const struct property *property,
                      const struct value *value);
/* Why OPTION is out, as a clause: "it has tens-of-ms; the need is at least sub-ms (time
 * until a small read is answered)", or "not so here, but needed: \"moves cold data\"".
 * Nothing when it is not out. */
void proof_broken_text(struct buf *out, const struct proof *p, size_t option);

/* --- what would have to change --- */

enum change_kind {
    CHANGE_RELAX, /* a requirement asks for less: as much as the option has */
    CHANGE_TURN,  /* a requirement asks for another value, which the option has */
    CHANGE_DROP,  /* a requirement goes: no value of the option helps, or none is known */
    CHANGE_ADD,   /* a new requirement */
};

struct change {
    enum change_kind kind;
    size_t requirement;     /* the one that is changed; not for CHANGE_ADD */
    struct requirement now; /* of CHANGE_DROP: as it was */
};

enum { CHANGES_MOST = 8, CHANGES_ADDED_MOST = 3 };

struct counterfactual {
    bool is_found;
    struct change changes[CHANGES_MOST];
    size_t count;
};

/*
 * The fewest changes of the requirements that make OPTION, a distractor of P's question,
 * one of exactly as many right options as the question asks for. Each requirement that it
 * does not meet must change; then as few requirements on its own facts as possible, at
 * most CHANGES_ADDED_MOST, are added to shut out the others: the first in the order of
 * requirements, properties and values. Not found when that is not enough, or when too
 * little is known of the others.
 */
void counterfactual_find(struct counterfactual *c, const struct proof *p, size_t option);

/* "It would be right if the scenario settled for tens-of-ms (time until a small read is
 * answered), and asked for nfs (protocols that its clients speak)." - one sentence, or
 * nothing when nothing was found. */
void counterfactual_text(struct buf *out, const struct proof *p,
                         const struct counterfactual *c);

#endif
