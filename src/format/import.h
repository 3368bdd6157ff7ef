/*
 * import.h - a bank on its way in, file by file.
 *
 * Readers draft questions (draft.h). Here is what a question gets from those before it:
 * an id that none has, a domain of the bank.
 */
#ifndef QUIZCTL_IMPORT_H
#define QUIZCTL_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/bank.h"
#include "quizctl/diag.h"
#include "quizctl/loss.h"

struct id_set; /* ids that are taken */

/* A draft that ended: a question but for what depends on those before it. */
struct drafted {
    struct question q;
    const char *id;     /* wanted */
    const char *domain; /* its title; NULL: the question's own domain is the bank's */
    bool is_id_made;    /* nobody gave the id */
};

struct import {
    struct bank *bank;
    const char *path; /* of the file being read; lives in the bank's arena */
    struct diag_sink *sink;
    struct loss_sink *losses;
    /* What becomes of a draft that ended; NULL: import_settle. */
    void (*take)(struct import *in, const struct drafted *done);
    bool is_whole;              /* every file so far could be read */
    const char *heading;        /* what the first file calls itself, "" after a second */
    bool has_draft;             /* a draft was ended: the bank's head may be made up */
    struct question *questions; /* of drafts, in the bank's arena; they join the bank at
                                   the end */
    size_t question_count, question_cap;
    struct id_set *ids;
};

/* What the file being read calls itself: the bank's title, where it is the only one. */
void import_heading(struct import *in, const char *text, size_t len);

/* Make room for MORE questions. */
void import_room(struct import *in, size_t more);
/* The question gets its id and its domain, and is one of the bank's. */
void import_settle(struct import *in, const struct drafted *done);

/* At the end of all files: the questions join the bank, which gets an id and a title from
 * PATH, the first file, where it has none. */
void import_finish(struct import *in, const char *path);
void import_release(struct import *in);

#endif
