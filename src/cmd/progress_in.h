/*
 * progress_in.h - a bank, what was answered of it, and what follows from both: what the
 * commands that look back or ahead begin with.
 */
#ifndef PROGRESS_IN_H
#define PROGRESS_IN_H

#include "cmd.h"
#include "quizctl/bank.h"
#include "quizctl/digest.h"
#include "quizctl/history.h"
#include "quizctl/mastery.h"
#include "quizctl/report.h"
#include "quizctl/schedule.h"

struct progress_in {
    struct bank bank;
    char digest[DIGEST_HEX];
    struct history history; /* empty where nothing was recorded */
    struct schedule schedule;
    struct mastery mastery;
    const char **clues;
};

/* Of the bank of --bank and the store there is, today. Close it whatever is returned. */
int progress_in_open(struct progress_in *in, const struct call *call, struct err *err);
void progress_in_close(struct progress_in *in);

/* What a report of it is made from. */
struct progress_view progress_in_view(const struct progress_in *in,
                                      const struct call *call);

#endif
