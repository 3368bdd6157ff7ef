/*
 * check_bank.h - the rules of a bank that one member alone cannot break.
 */
#ifndef QUIZCTL_CHECK_BANK_H
#define QUIZCTL_CHECK_BANK_H

#include "fields.h"
#include "quizctl/bank.h"
#include "quizctl/diag.h"

/* What a value that could not be read leaves unknown. The rules that need it keep silent:
 * one slip makes one message. */
enum doubt {
    DOUBT_OPTIONS = 1, /* which options there are */
    DOUBT_KIND = 2,    /* of a question */
    DOUBT_KEY = 4,     /* which options are right, in which order, for what */
    DOUBT_LINKS = 8,   /* where it can be read */
    DOUBT_WEIGHTS = 16,
    DOUBT_COUNTS = 32,
    DOUBT_SCALE = 64,
    DOUBT_WHOLE = 128, /* what all files together hold */
    DOUBT_DRAFT = 256, /* whether something may be missing */
};

/* Rules of one object, for the tables: OBJECT is a struct question, exam, source. */
void check_question(struct reader *r, void *object, struct place at);
void check_exam(struct reader *r, void *object, struct place at);
void check_source(struct reader *r, void *object, struct place at);

/*
 * When all files are in: what only shows across them. Seals BANK and links its cases.
 * With IS_WHOLE false a file could not be read, and nothing is called missing. Texts that
 * were left out of the head are still NULL.
 */
void check_bank(struct bank *bank, const char *path, bool is_whole,
                struct diag_sink *sink);

#endif
