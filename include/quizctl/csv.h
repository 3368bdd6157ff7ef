/*
 * csv.h - RFC 4180 in and out, one record at a time; also with another separator.
 */
#ifndef QUIZCTL_CSV_H
#define QUIZCTL_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/buf.h"

/* One record, its cells decoded and each ended by NUL. All-zero is empty; reuse it. */
struct csv_record {
    struct buf text;
    size_t *at;  /* where each cell starts in text.bytes */
    size_t *len; /* NUL inside a cell is possible: compare lengths */
    size_t count, cap;
    char separator; /* between cells; 0 is a comma */
};

enum csv_fault {
    CSV_OK,
    CSV_OPEN_QUOTE,  /* the text ends inside quotes */
    CSV_STRAY_QUOTE, /* a quote inside a bare cell, or text behind a closing quote */
};

/*
 * Read the record that starts at TEXT[0]. Returns the bytes it takes, its line end
 * included; 0 when the record may go on behind LEN and IS_LAST is false (call again
 * with more), and 0 for LEN 0.
 *
 *  lines   end in LF, CRLF or a bare CR, the last one also without; an empty line is a
 *          record of one empty cell. A byte order mark is the caller's to take off
 *  quotes  between tabs one that does not enclose its cell is text, and no fault
 *  errors  FAULT_AT is an offset into TEXT. The record then holds the cells before the
 *          broken one, and the caller can go on behind the bytes returned: that is the
 *          end of the line for CSV_STRAY_QUOTE, the end of TEXT for CSV_OPEN_QUOTE
 *  speed   linear in LEN; no allocation once R has grown to the longest record
 */
size_t csv_read(struct csv_record *r, const char *text, size_t len, bool is_last,
                enum csv_fault *fault, size_t *fault_at);
void csv_release(struct csv_record *r);
const char *csv_cell(const struct csv_record *r, size_t i); /* "" past the last */

/*
 * Append a cell, quoted where it must be. A text that a spreadsheet would run as a
 * formula (first character = + - @ tab CR LF, or their full-width forms) gets a '
 * before it, and so does one with such a ' already: csv_bare takes off exactly what was
 * added. Cells of one record are joined by csv_next, a record ends with csv_end
 * (CRLF). Source: RFC 4180; CWE-1236 for the neutralising.
 */
void csv_put_text(struct buf *out, const char *text);
/* The same for cells between tabs, or other separators. */
void csv_put_between(struct buf *out, const char *text, char separator);
const char *csv_bare(const char *cell); /* CELL without the ' that csv_put_text adds */
void csv_put_number(struct buf *out,
                    const char *digits); /* as it is: "-1.5" stays a number */
void csv_next(struct buf *out);
void csv_end(struct buf *out);

#endif
