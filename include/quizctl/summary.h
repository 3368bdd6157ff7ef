/*
 * summary.h - what a cohort's sheets add up to: the sums behind item statistics.
 *
 * Whole numbers only, so merging is adding: associative, commutative, an empty summary
 * changes nothing, and any split of the sheets gives the same bytes. What the sums mean
 * (facility, correlations, alpha) is made of them in the last step: stats.h.
 *
 *   units    marks are thousandths, squares and products of marks millionths
 *   bins     totals are counted in steps: whole marks where the bank and the policy give
 *            no less (aws, or one right option everywhere), else tenths of a mark. Where
 *            questions * bins would pass SUMMARY_CELLS, steps are 2, 5, 10, 20... times
 *            as wide. So the step follows from bank and policy alone, and under aws a
 *            bin is one total for every bank of up to 1,000 questions.
 *   sheets   at most SUMMARY_SUM / (1000 * questions): 138 thousand million sheets of 65
 *            questions. Then every sum but one fits 64 bits, and the counts of a summary
 *            are exact in any JSON reader; the sum of squared totals has 128 bits.
 *   again    one sheet counted twice is told by `seen`: the SUMMARY_SEEN smallest of the
 *            sheets' hashes. The smallest of a union follow from the smallest of its
 *            parts, so they do not depend on the split. Source: bottom-k sketches; Cohen,
 *            Kaplan, "Summarizing data using bottom-k sketches" (2007).
 */
#ifndef QUIZCTL_SUMMARY_H
#define QUIZCTL_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/answer.h"
#include "quizctl/bank.h"
#include "quizctl/digest.h"
#include "quizctl/mem.h"
#include "quizctl/result.h"
#include "quizctl/score.h"

__extension__ typedef unsigned __int128 wide; /* 128 bits; C11 has no name for them */

enum { SUMMARY_SEEN = 1024 };
#define SUMMARY_CELLS ((size_t)1024 * 1024)
#define SUMMARY_SUM   9007199254740991 /* 2^53 - 1 */

struct summary_option {
    const char *id;
    bool is_key;
    uint64_t picked; /* sheets that picked it; these sheets' sums: */
    int64_t total;   /* of their totals */
    int64_t own;     /* of what they earned in this very question */
};

struct summary_question {
    const char *id;
    enum question_kind kind;
    uint64_t blank, right;
    int64_t points;                 /* sum of x, the marks earned here */
    int64_t squares;                /* of x * x */
    int64_t products;               /* of x * T, the sheet's total */
    int64_t *by_bin;                /* points, by the bin of the sheet's total */
    struct summary_option *options; /* CHOICE; the other kinds have none here */
    size_t option_count;
    uint64_t mix; /* a constant of its place, for hashes */
};

/* All-zero is empty and of no bank; release gives that back. */
struct summary {
    const char *bank_id, *bank_title, *bank_digest;
    enum policy policy;
    uint64_t graded, rejected;
    int64_t total; /* sum of T */
    wide squares;  /* of T * T */
    int64_t step;  /* bin i counts totals from i * step up to the next */
    size_t bin_count;
    uint64_t *bins;
    struct summary_question *questions;
    size_t question_count;
    uint64_t seen[SUMMARY_SEEN]; /* ascending */
    size_t seen_count;
    struct arena arena;
};

/* No sheets yet. Texts are copied: BANK may go. DIGEST is format_digest's. */
void summary_init(struct summary *s, const struct bank *bank, const char *digest,
                  enum policy policy);
void summary_release(struct summary *s);

/* The step of the bins, and how many bins there are, for so many questions. */
int64_t summary_step(size_t questions, bool has_whole_marks);
size_t summary_bins(size_t questions, int64_t step);

/* For who reads one from a file: zero sums for so many questions of no name; and options
 * of no name for one of them. */
void summary_shape(struct summary *s, size_t questions, int64_t step);
void summary_shape_options(struct summary *s, size_t question, size_t options);

/* A sheet as it is counted. */
struct summary_sheet {
    const char *candidate;
    size_t candidate_len;
    const struct answer *answers;   /* of every question, in the bank's order */
    const struct verdict *verdicts; /* the same */
    int64_t total;                  /* sum of the verdicts' points */
};

/* Count one graded sheet. No allocation; for the hot path of `grade`, each thread with a
 * summary of its own. The caller sees to it that summary_has_room. */
void summary_add(struct summary *s, const struct summary_sheet *sheet);
/* Count a rejected one. What is not a sheet (a file that cannot be read) is not given
 * here: it would be counted once a shard. */
void summary_add_rejected(struct summary *s);

/* Would MORE sheets still fit? */
bool summary_has_room(const struct summary *s, uint64_t more);

/* Add what OTHER holds. Both are of the same bank and policy: see summary_differs. */
void summary_merge(struct summary *s, const struct summary *other);

/* Why two summaries cannot be merged: "their banks differ", or NULL. */
const char *summary_differs(const struct summary *a, const struct summary *b);

/* Hashes that stand in both: not 0 when a sheet was counted in both. It is certain where
 * both have up to SUMMARY_SEEN sheets. Beyond, a share f of B in A is overlooked with
 * a chance of (1 - f)^SUMMARY_SEEN. */
size_t summary_overlap(const struct summary *a, const struct summary *b);

/* What in S cannot come from sheets (it was read from a file), or NULL. */
const char *summary_fault(const struct summary *s);

/* Takes results, counts them, and passes them on. */
struct summary_taker {
    struct result_taker taker;
    struct result_taker *next; /* or NULL */
    struct summary *summary;
    struct verdict *verdicts; /* of the sheet in work */
};
void summary_taker_init(struct summary_taker *t, struct summary *s,
                        struct result_taker *next);
void summary_taker_release(struct summary_taker *t);

#endif
