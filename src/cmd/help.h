/*
 * help.h - what `quizctl help` shows, made from the table of commands.
 */
#ifndef HELP_H
#define HELP_H

#include "cmd.h"

/* Print the help of CMD, or of the whole program when NULL. */
int help_put(const struct call *call, const struct cmd *cmd, struct err *err);
/* What a bare `quizctl` says: how to begin. */
int help_put_short(const struct call *call, struct err *err);

/* The table of formats, as a section of a page. */
void help_formats(struct page *p);
/* `quizctl help formats`: the same as a page. */
int help_put_formats(const struct call *call, struct err *err);

#endif
