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

/* False when some of TEXT is no option. A text of an option goes before a letter. */
bool csv_key_read(const struct csv_options *o, const char *text, struct csv_picks *picks);

/* How PICKS are written so that csv_key_read finds them: letters, else texts. False when
 * neither does. */
bool csv_key_write(struct buf *out, const struct csv_options *o,
                   const struct csv_picks *picks);

#endif
