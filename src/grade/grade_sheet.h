/*
 * grade_sheet.h - one candidate's sheet while it is read: what the readers of JSON and
 * CSV have in common, so that both take the same answers and refuse the same mistakes.
 *
 *   sheet_begin, then in any order sheet_candidate, sheet_question with its picks,
 *   sheet_problem, and last sheet_end, which judges and gives the result away.
 */
#ifndef QUIZCTL_GRADE_SHEET_H
#define QUIZCTL_GRADE_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "grade_fast.h"
#include "grade_read.h"
#include "grade_seen.h"
#include "quizctl/buf.h"
#include "quizctl/diag.h"
#include "quizctl/grade.h"
#include "quizctl/mem.h"

/* Part of a text. */
struct span {
    const char *text;
    size_t len;
};

struct sheet {
    struct diag_sink sink; /* collects into problems, and passes each on */
    struct place at;
    struct span raw; /* the record; NULL: what is judged is none, or it is too long */
    bool is_table;   /* rows of CSV are read: advice is worded for them */
    bool has_candidate;
    struct buf candidate;
    struct answer *answers; /* of every question of the bank */
    struct diag *problems;  /* the first LIMIT_SHEET_PROBLEMS */
    size_t problem_count, problem_cap;
    size_t unlisted; /* problems beyond these */
};

/* Everything a run of grade_run needs. What is per bank is made once, what is per sheet
 * is reused, so memory does not grow with the sheets (but for `seen`). */
struct grader {
    const struct grade_job *job;
    struct result_taker *taker;
    struct diag_sink *out;
    struct reader reader;
    struct sheet sheet;
    struct seen seen;
    uint64_t *first_line; /* per path: lines of the files before it */
    size_t path;          /* the one being read */

    const char **names; /* the bank's question ids, for "did you mean" */
    size_t name_count;
    long *domain_of;     /* per question: place in result_domains, or -1 */
    const char **key_of; /* per question: its key as text */
    struct arena keys;
    struct result_item *items;
    struct result_domain *domains;
    struct buf given; /* the picks of a sheet as text, each ended by NUL */

    struct buf table_head; /* the header of the table that is read, as it stands there */

    struct fast *fast; /* NULL: the careful way only */
    struct fast_sheet fast_sheet;

    char **unknown; /* names of members told as unknown in this file */
    size_t unknown_count, unknown_cap;
};

/* TEXT between quotes for a message, cut where it is long, never inside a character. */
enum { QUOTE_BYTES = 60 };
struct quote {
    char text[QUOTE_BYTES + 32];
};
struct quote quote(const char *text, size_t len);
struct quote quote_id(const char *text, size_t len); /* tells what no id can hold */

void grader_init(struct grader *g, const struct grade_job *job,
                 struct result_taker *taker, struct diag_sink *out);
void grader_next_file(struct grader *g); /* what was told once a file may be told again */
void grader_release(struct grader *g);

void sheet_begin(struct grader *g, struct place at);
/* The same for a record of the file. */
void sheet_begin_record(struct grader *g, const struct record *r);

/* A problem with the sheet: it will be rejected. */
void sheet_problem(struct grader *g, struct place at, const char *rule, const char *fmt,
                   ...) QUIZCTL_PRINTF(4, 5);

void sheet_too_long(struct grader *g); /* the same, in the words for a record too long */

void sheet_candidate(struct grader *g, struct place at, const char *name, size_t len);

/* The place in the bank of the question ID; -1 when there is none, which is a problem. */
long sheet_question(struct grader *g, struct place at, const char *id, size_t len);

/* One pick of question Q, the next step of an ordering; and after its picks the check of
 * how many they are. */
void sheet_pick(struct grader *g, long q, struct place at, const char *pick, size_t len);
void sheet_picked(struct grader *g, long q, struct place at);

/* One pair of a matching; an empty PICK leaves the prompt open. */
void sheet_pair(struct grader *g, long q, struct place at, struct span prompt,
                struct place pick_at, struct span pick);

/* A member that no sheet has: a warning, once a name and file. */
void sheet_unknown_member(struct grader *g, struct place at, const char *name);

/* Judge the sheet, or reject it when it has problems, and give the result to the taker.
 * -1 with ERR when the taker fails. */
int sheet_end(struct grader *g, struct err *err);

/* The same for g->fast_sheet, which begins at AT and whose name stands in the reader's
 * text. 1: given away; 0: its candidate had a sheet before, so the careful way must tell;
 * -1 with ERR. */
int sheet_end_fast(struct grader *g, struct place at, struct err *err);

/* A rejected result for what is not a sheet: a file, what stands between sheets. */
int sheet_reject(struct grader *g, struct place at, const char *rule, const char *what,
                 struct err *err);

/* --- the readers; each reads g->reader from where it is to its end --- */

int grade_json_array(struct grader *g, struct err *err);
int grade_json_lines(struct grader *g, struct err *err);
int grade_json_object(struct grader *g, struct err *err);
int grade_csv(struct grader *g, struct err *err);

#endif
