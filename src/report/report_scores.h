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

/* R as a line of JSON Lines, whatever it is. */
void scores_json_line(struct scores_state *s, const struct result *r);

void scores_jsonl_begin(struct scores_state *s);
void scores_jsonl_result(struct scores_state *s, const struct result *r);
void scores_jsonl_end(struct scores_state *s);

void scores_csv_begin(struct scores_state *s);
void scores_csv_result(struct scores_state *s, const struct result *r);
void scores_csv_end(struct scores_state *s);

void scores_junit_begin(struct scores_state *s);
void scores_junit_result(struct scores_state *s, const struct result *r);
void scores_junit_end(struct scores_state *s);

void scores_tap_begin(struct scores_state *s);
void scores_tap_result(struct scores_state *s, const struct result *r);
void scores_tap_end(struct scores_state *s);

void scores_github_begin(struct scores_state *s);
void scores_github_result(struct scores_state *s, const struct result *r);
void scores_github_end(struct scores_state *s);

/* Words that several ways share, appended to OUT as they are: the way cleans them.
 * "9 of 12 marks, 75.00 %; the pass mark is 80 %" of one that is graded. */
void scores_words(struct buf *out, const struct scores_state *s, const struct result *r);
/* "0 of 1 mark; given: s3", with the key only where the head says so. */
void scores_item_words(struct buf *out, const struct scores_state *s,
                       const struct result_item *item);
/* "bob (b.json:4)" of one that is rejected: nobody else's name looks like that. */
void scores_rejected_name(struct buf *out, const struct result *r);
/* "4:7 [unknown-option] question 'q1' has no option 'x'" */
void scores_problem_words(struct buf *out, const struct diag *d);

/* Whether R passed; only for one that is graded, under a head with a pass mark. */
bool scores_passed(const struct scores_state *s, const struct result *r);
bool scores_has_mark(const struct scores_state *s);

/* Sentences about what the figures of the totals leave out: the I-th appended to OUT;
 * false when there are no more. */
bool scores_left_out(const struct scores_state *s, size_t i, struct buf *out);

#endif
