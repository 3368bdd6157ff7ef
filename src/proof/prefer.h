/*
 * prefer.h - the choice that preferences make among options that hold.
 */
#ifndef QUIZCTL_PREFER_H
#define QUIZCTL_PREFER_H

#include "quizctl/proof.h"

struct preferred {
    long lost_by[LIMIT_OPTIONS]; /* the preference that an option loses by, or -1 */
    uint32_t unknown;            /* bit i: option i has no fact where one decides */
};

/* Of the options HOLDING (bit i is option i), those that stay after the preferences of
 * P's question, each in turn. One alone stays whatever its fact; of several, one without
 * a fact stays and is unknown. */
uint32_t prefer(const struct proof *p, uint32_t holding, struct preferred *told);

#endif
