/*
 * report_regrade.h - the ways to write a regrade: a row of regrade_formats each.
 */
#ifndef QUIZCTL_REPORT_REGRADE_H
#define QUIZCTL_REPORT_REGRADE_H

#include "quizctl/report.h"

void regrade_text_begin(struct regrade_state *s);
void regrade_text_sheet(struct regrade_state *s, const struct regraded *r);
void regrade_text_end(struct regrade_state *s);

void regrade_json_begin(struct regrade_state *s);
void regrade_json_sheet(struct regrade_state *s, const struct regraded *r);
void regrade_json_end(struct regrade_state *s);

/* Did R pass before, and does it now? Both true without a pass mark. */
bool regrade_passed(const struct regrade_state *s, const struct tally *t);

#endif
