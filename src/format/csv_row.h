/*
 * csv_row.h - a question from texts that are called as the columns of a table are: a row
 * of a table, a note with fields.
 */
#ifndef QUIZCTL_CSV_ROW_H
#define QUIZCTL_CSV_ROW_H

#include "csv_columns.h"
#include "draft.h"

enum { CSV_MEMBERS = CSV_ITEM_IDS + 1 };

struct csv_row {
    struct draft draft;
    /* Its column, counted from 1; 0: none. The answer may have several columns, one
     * behind the other. */
    size_t at[CSV_MEMBERS][LIMIT_OPTIONS];
    /* The text and the place of a column, from 0. */
    const char *(*cell)(const struct csv_row *row, size_t column);
    struct place (*place)(const struct csv_row *row, size_t column);
};

/* COLUMN, from 0, is what C says. False when a column before it is that already. */
bool csv_row_place(struct csv_row *row, struct csv_column c, size_t column);
/* Begin the draft: its text, its topics. The caller may look at it, and drop it. */
void csv_row_begin(struct csv_row *row, struct import *in);
/* Read the rest, and end the draft; what is no question is told. */
void csv_row_end(struct csv_row *row);

#endif
