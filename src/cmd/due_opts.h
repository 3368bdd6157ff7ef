/*
 * due_opts.h - what `practice --due` asks, and what it says when nothing is due.
 */
#ifndef DUE_OPTS_H
#define DUE_OPTS_H

#include "cmd.h"
#include "quizctl/due.h"
#include "quizctl/session.h"

struct store;

/* Rows for a command's table. */
#define DUE_OPT_ROWS                                                                     \
    {.id = OPT_DUE,                                                                      \
     .name = "due",                                                                      \
     .help = "what the review schedule has for today, then new questions"},              \
    {                                                                                    \
        .id = OPT_NEW_LIMIT, .name = "new-limit", .arg = "NUMBER",                       \
        .help = "with --due: so many new questions a day (default: 10)"                  \
    }

/* -1 with ERR_USAGE when an option that --due takes is given without it. */
int due_check(const struct opts *o, struct err *err);

/* Pick from what FILTER lets through, LIMIT at most (0: no limit), by what STORE (NULL:
 * empty) has. -1 with ERR_USAGE when an option is wrong or FILTER leaves nothing. */
int due_choose(struct due *due, const struct call *call, const struct bank *bank,
               struct store *store, const struct session_filter *filter, size_t limit,
               struct err *err);

/* "3 to review, 2 new", for the head of a session. */
void due_line(struct buf *line, const struct due *due);

/* Nothing is due: say so, and when something is. */
int due_say_nothing(const struct due *due, const struct call *call, struct err *err);

#endif
