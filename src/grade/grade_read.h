/*
 * grade_read.h - one answer file from front to back, cut into records, in a buffer that
 * holds one record and one chunk at most.
 */
#ifndef QUIZCTL_GRADE_READ_H
#define QUIZCTL_GRADE_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/buf.h"
#include "quizctl/diag.h"
#include "quizctl/err.h"

/* All-zero is empty. Opening another file reuses the buffer. */
struct reader {
    int fd;
    struct buf text;           /* read; what is before `at` is used up */
    size_t at;                 /* where the record in work begins */
    struct place place;        /* of text.bytes[at] */
    bool is_end;               /* the file has nothing behind text */
    struct grade_watch *watch; /* or NULL: then they are counted in `untold` */
    size_t untold;
    size_t taken;    /* bytes of the record in work and of what ended it */
    bool has_hidden; /* the NUL behind that record stands over a byte of the file: */
    char hidden;
    size_t hidden_at;
};

int reader_open(struct reader *s, const char *path, struct err *err);
void reader_close(struct reader *s);
void reader_release(struct reader *s);

/* Read one more chunk behind what is there; at the end of the file set is_end. */
int reader_more(struct reader *s, struct err *err);
/* Go past white space. The byte there, not used up; -1 at the end of the file, -2 with
 * ERR. */
int reader_peek(struct reader *s, struct err *err);
/* Go past BYTES of what was read. */
void reader_use(struct reader *s, size_t bytes);

/* What a record is. */
enum cut {
    CUT_LINE,    /* up to LF */
    CUT_ROW,     /* of CSV: up to LF, CRLF or CR outside quotes */
    CUT_ELEMENT, /* of a JSON array: up to its ',' or ']'; '{' when it is broken */
    CUT_FILE,    /* all that is left */
};

struct record {
    const char *text; /* text[len] is NUL; valid until the next call with the reader */
    size_t len;
    struct place place;
    int ended_by;     /* the byte that ended it, used up (but '{'); -1: the file's end */
    bool is_too_long; /* over LIMIT_RECORD_BYTES: text is "", the bytes are skipped */
};

/* 1 with R filled, 0 at the end of the file, -1 with ERR. */
int reader_next(struct reader *s, enum cut cut, struct record *r, struct err *err);

/* --- for who cuts records without reader_next ---
 *
 * Be done with the record in work; then text[at] is the first byte of the next one.
 * Behind text[len] stand READ_SLACK zero bytes, from the first reader_more on. */
enum { READ_SLACK = 128 };
void reader_settle(struct reader *s);
/* Go past BYTES, to PLACE. */
void reader_go(struct reader *s, size_t bytes, struct place place);

/* Whole records, some 96 KiB of them or one that is longer, as WHOLE says how many bytes
 * of a text are that: INTO takes over the buffer, and they stand in it from *AT to *END,
 * READ_SLACK bytes behind what was read; `place` stays. 1; 0 when there are none up to
 * the end of the file, and before one that is longer than LIMIT_RECORD_BYTES; -1. */
int reader_take(struct reader *s,
                size_t (*whole)(const char *text, size_t len, bool is_end),
                struct buf *into, size_t *at, size_t *end, struct err *err);
/* Bytes up to and with the last line end; at the end of the file, all of them. */
size_t reader_whole_lines(const char *text, size_t len, bool is_end);
/* Behind a line that ends AT, or at the END of the text; PLACE is moved there. */
const char *reader_next_line(const char *at, const char *end, struct place *place);
/* Take over BYTES, which stand before what will be read next. */
void reader_put_back(struct reader *s, struct buf *bytes);
/* Would a read not have to wait? */
bool reader_is_ready(const struct reader *s);

#endif
