/*
 * report_progress.h - the ways to write progress: a row of progress_formats each; and
 * what a person reads in both of theirs.
 */
#ifndef QUIZCTL_REPORT_PROGRESS_H
#define QUIZCTL_REPORT_PROGRESS_H

#include "quizctl/report.h"

void progress_text_write(struct page *p, const struct progress_view *view);
void progress_json_write(struct page *p, const struct progress_view *view);
void progress_html_write(struct page *p, const struct progress_view *view);

enum { PROGRESS_FEW = 6 }; /* of a list that may be long, where not all is asked for */

/* "71 %", cut; "-" where there is none (SHARE below 0). */
struct progress_share {
    char text[8];
};
struct progress_share progress_share(double share);

/* "41 of 90 questions seen, 132 answers, 71 % right." */
void progress_sum_text(struct buf *out, const struct mastery_group *g);
/* "6 days in a row with practice; the longest row was 9." */
void progress_streak_text(struct buf *out, const struct mastery *m);
/* How many are due today, as a sentence. */
void progress_due_text(struct buf *out, const struct mastery *m);
/* What the weakest clue is, and why it is said to be. */
void progress_weakest_text(struct buf *out, const struct mastery_group *g);
/* "quizctl practice --clue latency", ready for a shell: OPTION with VALUE, then --bank.
 */
void progress_command(struct buf *out, const struct progress_view *view,
                      const char *option, const char *value);
/* "Mon 23 Nov", and "Nov". */
struct progress_day {
    char text[16];
};
struct progress_day progress_day(int64_t day);
struct progress_day progress_month(int64_t day);

#endif
