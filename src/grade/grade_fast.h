/*
 * grade_fast.h - the short way from bytes to marks for a sheet that looks as expected.
 *
 * It takes a strict subset of what grade_json.c and grade_csv.c take, and says the same
 * of it; of anything else it says only "not mine". A sheet that it takes has no problem
 * but one: whether its candidate had a sheet before is for the caller to find out.
 *
 *   JSON  {"candidate": NAME, "answers": {ID: PICK or [PICK, ...] or null, ...}}, one
 *         space behind each ':' and ',' or none, no escapes, the questions in any order
 *   CSV   cells bare or in quotes, without quotes and line ends inside; one space or
 *         comma between picks
 *
 * Nothing is allocated per sheet, and a struct fast may be shared by threads.
 */
#ifndef QUIZCTL_GRADE_FAST_H
#define QUIZCTL_GRADE_FAST_H

#include <stddef.h>
#include <stdint.h>

#include "grade_seen.h"
#include "quizctl/answer.h"
#include "quizctl/bank.h"
#include "quizctl/result.h"
#include "quizctl/score.h"

/* Bytes that must be there, and zero, behind a text that is read here. */
enum { FAST_SLACK = 128 };

struct fast; /* what the bank and the policy say, laid out for comparing */

/* NULL for a bank that the short way cannot do: tens of thousands of questions, odd ids.
 */
struct fast *fast_new(const struct bank *bank, enum policy policy);
void fast_free(struct fast *f);

/* One sheet. Its arrays are used again for the next one. */
struct fast_sheet {
    const struct seen *seen; /* where the name will be looked up, or NULL: then no hash */
    uint64_t hash;           /* of the name */
    const char *name;        /* in the text; no NUL behind it */
    size_t name_len;
    size_t continued;      /* bytes of the name that begin no character */
    uint32_t *picked;      /* per question: options, and FAST_ANSWERED */
    struct answer *places; /* per question: of an ordering, when it is answered */
    uint64_t *sums;        /* per domain and one more: points, right, not blank */
    struct result_domain *domains;
};

#define FAST_ANSWERED 0x80000000u /* the question stands in the sheet, blank or not */

void fast_sheet_init(struct fast_sheet *s, const struct fast *f);
void fast_sheet_release(struct fast_sheet *s);

/* The sheet that begins at TEXT; the byte behind it, or NULL: not mine. A sheet that is
 * cut off by the end of the text is not mine either. */
const char *fast_object(const struct fast *f, struct fast_sheet *s, const char *text);

/* The row that begins at TEXT; its end, which is a line's, the text's, or the row is not
 * mine: that is for the caller to see. QUESTION says what the columns from 1 on are. */
const char *fast_row(const struct fast *f, struct fast_sheet *s, const long *question,
                     size_t columns, const char *text);

/* Tallies into R; its domains are S's. */
void fast_result(const struct fast *f, struct fast_sheet *s, struct result *r);
/* The answer to question Q, and what score() says of it. */
struct answer fast_answer(const struct fast *f, const struct fast_sheet *s, size_t q);
struct verdict fast_verdict(const struct fast *f, const struct fast_sheet *s, size_t q);

#endif
