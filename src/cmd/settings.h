/*
 * settings.h - what holds for a whole run, whichever command it is: the clock, where a
 * day begins, whose store.
 */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "opts.h"

/* Rows for quizctl's own options. */
#define SETTINGS_OPT_ROWS                                                                \
    {.id = OPT_PROFILE_DIR,                                                              \
     .name = "profile-dir",                                                              \
     .arg = "DIR",                                                                       \
     .help = "the folder of this learner's store"},                                      \
        {.id = OPT_DAY_START,                                                            \
         .name = "day-start",                                                            \
         .arg = "HH:MM",                                                                 \
         .help = "when a day begins (default: 04:00)"},                                  \
    {                                                                                    \
        .id = OPT_NOW, .name = "now", .arg = "TIME",                                     \
        .help = "take this for the time it is, to try things out"                        \
    }

/*
 * Put what OPTS gives into the environment, in place of the variable that says the same,
 * and hold all of them against what they may be. Time is asked of stamp.h and the store's
 * place of store_path everywhere, so nobody else has to know of these options.
 */
int settings_apply(const struct opts *opts, struct err *err);

#endif
