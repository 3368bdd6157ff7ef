/*
 * buf.h - bytes that grow. All-zero is a valid empty buffer; `bytes` is then NULL.
 * After any buf_* call that adds, bytes[len] is NUL.
 */
#ifndef QUIZCTL_BUF_H
#define QUIZCTL_BUF_H

#include <stdarg.h>
#include <stddef.h>

#include "quizctl/err.h"

struct buf {
    char *bytes;
    size_t len, cap;
};

void buf_add(struct buf *b, const char *bytes, size_t len);
void buf_text(struct buf *b, const char *text);
void buf_char(struct buf *b, char c);
void buf_fill(struct buf *b, char c, size_t count);
void buf_printf(struct buf *b, const char *fmt, ...) QUIZCTL_PRINTF(2, 3);
void buf_vprintf(struct buf *b, const char *fmt, va_list ap) QUIZCTL_PRINTF(2, 0);
void buf_room(struct buf *b, size_t more); /* space for MORE bytes and a NUL behind len */
void buf_clear(struct buf *b);             /* len 0, the space is kept */
void buf_release(struct buf *b);
const char *buf_str(const struct buf *b); /* never NULL */

#endif
