/*
 * csv_write.h - a bank as a table, a question a row; its reader is format_csv.c.
 */
#ifndef QUIZCTL_CSV_WRITE_H
#define QUIZCTL_CSV_WRITE_H

#include "quizctl/format.h"

/* Cells with SEPARATOR between. */
void csv_write(const struct bank *bank, char separator, const struct format_plan *plan,
               struct buf *out);

#endif
