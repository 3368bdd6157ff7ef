/*
 * mastery_groups.h - questions put together, and the answers to them counted.
 */
#ifndef QUIZCTL_MASTERY_GROUPS_H
#define QUIZCTL_MASTERY_GROUPS_H

#include "quizctl/mastery.h"

/* Fill m->all and the groups of every kind. */
void mastery_group_all(struct mastery *m, const struct bank *bank,
                       const struct history *h, const struct schedule *s,
                       int64_t (*day_of)(int64_t at_ms));

#endif
