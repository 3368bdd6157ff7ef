/*
 * schedule_opts.h - the options of the review schedule, the same in every command, and
 * the schedule of what was recorded.
 */
#ifndef SCHEDULE_OPTS_H
#define SCHEDULE_OPTS_H

#include "opts.h"
#include "quizctl/schedule.h"

/* Rows for a command's table. */
#define SCHEDULE_OPT_ROWS                                                                \
    {.id = OPT_RETENTION,                                                                \
     .name = "retention",                                                                \
     .arg = "PERCENT",                                                                   \
     .help = "ask again when recall has fallen to it (default: 90%)"},                   \
    {                                                                                    \
        .id = OPT_SLOW, .name = "slow", .arg = "SECONDS",                                \
        .help = "a right answer that took longer counts as hard (default: 120)"          \
    }

/* The rule that OPTS and the environment ask for. -1 with ERR_USAGE. */
int schedule_opts(struct schedule_rule *rule, const struct opts *o, struct err *err);

/* Open the store that is there, to look back; *STORE is NULL where nothing was recorded.
 */
struct store;
int schedule_store(struct store **store, struct err *err);

/* The schedule of BANK by RULE, of what STORE (NULL: empty) has of it. */
int schedule_load(struct schedule *s, const struct bank *bank, struct store *store,
                  const struct schedule_rule *rule, struct err *err);

#endif
