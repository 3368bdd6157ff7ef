/*
 * buf.h - bytes that grow. All-zero is a valid empty buffer; `bytes` is then NULL.
 * After any buf_* call that adds, bytes[len] is NUL.
 */
#ifndef QUIZCTL_BUF_H
#define QUIZCTL_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/err.h"

struct buf {
    char *bytes;
    size_t len, cap;
    bool is_lent; /* bytes are the caller's room */
};

/* An empty buffer in ROOM, SIZE bytes; what does not fit moves out of it. It is of no use
 * beyond ROOM, and is released as any other. */
static inline struct buf buf_in(char *room, size_t size)
{
    *room = '\0';
    return (struct buf){.bytes = room, .cap = size, .is_lent = true};
}

/* Where bytes go when there are many of them: `take` leaves B empty. It remembers what
 * went wrong. */
struct drain {
    void (*take)(struct drain *drain, struct buf *b);
};

void buf_grow(struct buf *b, size_t more); /* buf_room, when there is none */

/* Space for MORE bytes and a NUL behind len. Most of the time it is there: that is found
 * without a call. */
static inline void buf_room(struct buf *b, size_t more)
{
    if (more >= b->cap - b->len)
        buf_grow(b, more);
}

static inline void buf_char(struct buf *b, char c)
{
    buf_room(b, 1);
    b->bytes[b->len++] = c;
    b->bytes[b->len] = '\0';
}

void buf_add(struct buf *b, const char *bytes, size_t len);
void buf_text(struct buf *b, const char *text);
void buf_fill(struct buf *b, char c, size_t count);
void buf_printf(struct buf *b, const char *fmt, ...) QUIZCTL_PRINTF(2, 3);
void buf_vprintf(struct buf *b, const char *fmt, va_list ap) QUIZCTL_PRINTF(2, 0);
void buf_count(struct buf *b, uint64_t n); /* in digits */
/* N / 10^PLACES (PLACES at most 18) without trailing zeros: (8330, 3) is 8.33, (9000, 3)
 * is
 * 9. No floating point, so the same text everywhere. */
void buf_decimal(struct buf *b, int64_t n, int places);

/* The same two, written to TO, which has room for DECIMAL_BYTES; their end. */
enum { DECIMAL_BYTES = 24 };
char *count_put(char *to, uint64_t n);
char *decimal_put(char *to, int64_t n, int places);

/* A word of a command line, in quotes where a shell needs them. */
void buf_shell_word(struct buf *b, const char *word);

void buf_clear(struct buf *b); /* len 0, the space is kept */
void buf_release(struct buf *b);
const char *buf_str(const struct buf *b); /* never NULL */

#endif
