/*
 * result.h - what came of one candidate's sheet, or of one practice attempt: what
 * grade and store make, and report writes.
 *
 * Everything is borrowed from the maker and valid until its callback returns.
 */
#ifndef QUIZCTL_RESULT_H
#define QUIZCTL_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/diag.h"
#include "quizctl/history.h"
#include "quizctl/score.h"

enum result_status { RESULT_GRADED, RESULT_REJECTED };

/* What is known of an answer that was given here. */
struct result_asked {
    const char *digest; /* format_question_digest, as it was asked */
    bool is_unscored;   /* an exam asked it and leaves it out of the score */
    int64_t at_ms;
    int64_t took_ms; /* -1: not known */
    enum confidence confidence;
};

struct result_item {
    const char *question; /* its id */
    const char *domain;   /* its domain's id */
    const char *given;    /* option ids, a space between: "s3 efs"; "" is blank */
    const char *key;      /* the same for what is right */
    const char *missed; /* the clue that a wrong pick went past; "" where none is known */
    struct verdict verdict;
    const struct result_asked *asked; /* of an attempt; NULL: a sheet */
};

struct result_domain {
    const char *id, *title;
    struct tally tally;
};

/* Where a result of practice or of an exam comes from; a sheet has none. */
struct result_attempt {
    int64_t id;
    const char *mode;                /* "practice" or "exam" */
    const char *profile;             /* of an exam: its code; else "" */
    int64_t limit_ms;                /* of an exam: the time there was; 0: no limit */
    int64_t spent_ms;                /* of an exam: how much of it was used */
    int64_t started_ms, finished_ms; /* finished 0: it was left in the middle */
    const char *seed;
    const char *bank_id, *bank_title, *bank_digest;
};

struct result {
    enum result_status status;
    const char *candidate; /* NULL: not known (the sheet was rejected before) */
    struct place at;       /* where the sheet begins */
    struct tally tally;
    const struct result_item *items; /* every question asked, in the bank's order */
    size_t item_count;
    const struct answer *answers; /* of the same questions; NULL: not from a sheet */
    const struct result_domain *domains;
    size_t domain_count;
    const struct diag *problems; /* RESULT_REJECTED: why; at least one */
    size_t problem_count;
    const char
        *raw; /* RESULT_REJECTED: the record as it stands in the file; NULL: none */
    size_t raw_len;
    const char *raw_head; /* the header above it, of a table; NULL: JSON */
    const struct result_attempt *attempt; /* or NULL */
    const char *rendered;                 /* by the taker's render; NULL: not yet */
    size_t rendered_len;
};

/* given == graded + rejected, always. */
struct result_totals {
    uint64_t given, graded, rejected;
    uint64_t passed, failed; /* of the graded; both 0 without a pass mark */
    struct tally tally;      /* of the graded */
};

void result_count(struct result_totals *totals, const struct result *r,
                  const struct pass_mark *pass);

struct buf;

/*
 * Takes one result. -1 with ERR stops the maker, which passes it on.
 *
 * A taker that writes each graded result by itself, whatever came before it, may say how
 * in `render`: append what is written of R to OUT. A maker with several threads calls it
 * in any of them and in any order, then take() in order, with the bytes in r->rendered;
 * domains and items are gone by then. A result may also come to take() without them.
 */
struct result_taker {
    int (*take)(struct result_taker *self, const struct result *r, struct err *err);
    void (*render)(const struct result_taker *self, const struct result *r,
                   struct buf *out); /* or NULL */
};

#endif
