/*
 * report_scores.h - what the ways to write scores have in common.
 */
#ifndef QUIZCTL_REPORT_SCORES_H
#define QUIZCTL_REPORT_SCORES_H

#include "quizctl/report.h"

/* The ways to write scores: a row of scores_formats each. */
void scores_text_begin(struct scores_state *s);
void scores_text_result(struct scores_state *s, const struct result *r);
void scores_text_end(struct scores_state *s);

void scores_json_begin(struct scores_state *s);
void scores_json_result(struct scores_state *s, const struct result *r);
void scores_json_end(struct scores_state *s);

void scores_jsonl_begin(struct scores_state *s);
void scores_jsonl_result(struct scores_state *s, const struct result *r);
void scores_jsonl_end(struct scores_state *s);

void scores_csv_begin(struct scores_state *s);
void scores_csv_result(struct scores_state *s, const struct result *r);
void scores_csv_end(struct scores_state *s);

/* Whether R passed; only for one that is graded, under a head with a pass mark. */
bool scores_passed(const struct scores_state *s, const struct result *r);
bool scores_has_mark(const struct scores_state *s);

/* Sentences about what the figures of the totals leave out: the I-th appended to OUT;
 * false when there are no more. */
bool scores_left_out(const struct scores_state *s, size_t i, struct buf *out);

#endif
