/*
 * json_write.h - JSON out: the same calls, the same bytes, in every locale.
 *
 * Control characters, DEL, C1, format characters (Cf), U+2028 and U+2029 are written as
 * \u escapes, and so is the second '#' of "##[": a file of scores in a CI log is no
 * command. A byte that is no UTF-8 becomes U+FFFD. Numbers are integers or decimals made
 * from integers: nothing here knows floating point.
 */
#ifndef QUIZCTL_JSON_WRITE_H
#define QUIZCTL_JSON_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/buf.h"

struct json_writer {
    struct buf *out;
    struct drain *drain; /* of OUT, for long lists; NULL: all stays there */
    int indent;          /* spaces per level; 0: all on one line */
    int depth;
    bool has_item; /* something stands before the next one on this level */
    bool after_key;
};

void json_open(struct json_writer *w, char bracket);  /* '{' or '[' */
void json_close(struct json_writer *w, char bracket); /* '}' or ']' */
void json_put_key(struct json_writer *w, const char *key);
/* The same of a key that stands in its quotes and needs no escapes: "\"id\"". */
void json_put_quoted_key(struct json_writer *w, const char *key);
void json_put_string(struct json_writer *w, const char *text); /* NULL writes null */
void json_put_int(struct json_writer *w, int64_t n);
void json_put_bool(struct json_writer *w, bool b);
void json_put_null(struct json_writer *w);
/* N / 10^PLACES without trailing zeros: (8330, 3) is 8.33, (9000, 3) is 9. */
void json_put_decimal(struct json_writer *w, int64_t n, int places);

/* Key and value at once. */
void json_member_string(struct json_writer *w, const char *key, const char *text);
void json_member_int(struct json_writer *w, const char *key, int64_t n);
void json_member_bool(struct json_writer *w, const char *key, bool b);
void json_member_decimal(struct json_writer *w, const char *key, int64_t n, int places);

#endif
