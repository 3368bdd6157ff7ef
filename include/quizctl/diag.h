/*
 * diag.h - findings in a file that may have many of them.
 *
 * A reader reports each one to a sink and goes on where that is safe, so that a
 * person sees all of them at once. What a sink does with them (print, count,
 * collect) is its owner's business.
 */
#ifndef QUIZCTL_DIAG_H
#define QUIZCTL_DIAG_H

#include <stddef.h>
#include <stdint.h>

#include "quizctl/err.h"

/* Where something stands in a text. Line and column count from 1, columns in
 * code points. Line 0: the file as a whole. The path is borrowed. */
struct place {
    const char *path;
    uint32_t line;
    uint32_t col;
};

enum diag_level { DIAG_WARNING, DIAG_ERROR };

struct diag {
    enum diag_level level;
    struct place at;
    const char *rule; /* the check's name, "duplicate-id": what a reader can look up */
    char what[400]; /* one sentence, lower case, no full stop; what to do stands after ';'
                     */
};

struct diag_sink {
    void (*take)(struct diag_sink *sink,
                 const struct diag *d); /* may be NULL: count only */
    size_t errors, warnings;
};

void diag_error(struct diag_sink *sink, struct place at, const char *rule,
                const char *fmt, ...) QUIZCTL_PRINTF(4, 5);
void diag_warning(struct diag_sink *sink, struct place at, const char *rule,
                  const char *fmt, ...) QUIZCTL_PRINTF(4, 5);

#endif
