/*
 * loss.h - what a conversion could not carry over as it was.
 *
 * A reader tells what of a file does not fit a bank, a writer what of a bank does not fit
 * its format. What a sink does with it (print, count, collect) is its owner's business.
 */
#ifndef QUIZCTL_LOSS_H
#define QUIZCTL_LOSS_H

#include <stdarg.h>
#include <stddef.h>

#include "quizctl/diag.h"

enum loss_kind {
    LOSS_CHANGED,  /* it is there, in another shape */
    LOSS_LEFT_OUT, /* it is not there any more */
};

struct loss {
    enum loss_kind kind;
    struct place at;      /* in what was read; path NULL: the writer tells it */
    const char *question; /* its id or title; "" when it is about none */
    const char *field;    /* the member of FORMAT.md: "why", "references"; "question" for
                             all of it */
    char what[240];       /* one sentence, lower case, no full stop */
};

struct loss_sink {
    void (*take)(struct loss_sink *sink,
                 const struct loss *loss); /* may be NULL: count only */
    size_t changed, left_out;
};

void loss_changed(struct loss_sink *sink, struct place at, const char *question,
                  const char *field, const char *fmt, ...) QUIZCTL_PRINTF(5, 6);
void loss_left_out(struct loss_sink *sink, struct place at, const char *question,
                   const char *field, const char *fmt, ...) QUIZCTL_PRINTF(5, 6);
void loss_tell(struct loss_sink *sink, enum loss_kind kind, struct place at,
               const char *question, const char *field, const char *fmt, va_list ap)
    QUIZCTL_PRINTF(6, 0);

#endif
