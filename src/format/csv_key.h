/*
 * csv_key.h - which options a cell of a table names: "B", "A, C", "2", or their texts.
 */
#ifndef QUIZCTL_CSV_KEY_H
#define QUIZCTL_CSV_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/bank.h"
#include "quizctl/buf.h"

/* The options there are, and which of them column A, B, ... gave: -1 for an empty cell.
 */
struct csv_options {
    const struct option *options;
    size_t count;
    int column[LIMIT_OPTIONS];
};

/* The options that a cell names, in its order; one may be named again. */
struct csv_picks {
    uint8_t option[LIMIT_OPTIONS];
    size_t count;
};

/* What a cell is. */
enum csv_sense {
    CSV_SENSE_NONE,  /* some of it is no option */
    CSV_SENSE_WHOLE, /* it names options, beyond doubt */
    CSV_SENSE_TWO,   /* it is the text of two options */
    CSV_SENSE_OTHER, /* it has the letter of one option and the text of another */
    CSV_SENSE_WAYS,  /* two ways to read it name different options */
};

/* All ways to read TEXT have to agree: a letter that is the text of another option is
 * none. PICKS mean something with CSV_SENSE_WHOLE alone. */
enum csv_sense csv_key_read(const struct csv_options *o, const char *text,
                            struct csv_picks *picks);
/* What a cell of that sense does, behind it: "is the text of two options". */
const char *csv_key_fault(enum csv_sense sense);
bool csv_key_is_same(const struct csv_picks *a, const struct csv_picks *b);

/* How PICKS are written so that csv_key_read finds them: "A, C", else "option A". False
 * when nothing does. */
bool csv_key_write(struct buf *out, const struct csv_options *o,
                   const struct csv_picks *picks);

#endif
