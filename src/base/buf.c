/*
 * buf.c - bytes that grow; see buf.h.
 */
#include "quizctl/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"

void buf_grow(struct buf *b, size_t more)
{
    if (more > SIZE_MAX / 4 || b->len > SIZE_MAX / 4)
        mem_out();
    size_t need = b->len + more + 1, cap = b->cap ? b->cap : 128;
    while (cap < need)
        cap *= 2;
    char *bytes = mem_more(b->is_lent ? NULL : b->bytes, cap, 1);
    if (b->is_lent)
        memcpy(bytes, b->bytes, b->len + 1);
    b->bytes = bytes;
    b->cap = cap;
    b->is_lent = false;
}

void buf_add(struct buf *b, const char *bytes, size_t len)
{
    buf_room(b, len);
    if (len != 0)
        memcpy(b->bytes + b->len, bytes, len);
    b->len += len;
    b->bytes[b->len] = '\0';
}

void buf_text(struct buf *b, const char *text)
{
    buf_add(b, text, strlen(text));
}

void buf_fill(struct buf *b, char c, size_t count)
{
    buf_room(b, count);
    memset(b->bytes + b->len, c, count);
    b->len += count;
    b->bytes[b->len] = '\0';
}

void buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int need = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    if (need < 0)
        return;
    buf_room(b, (size_t)need);
    vsnprintf(b->bytes + b->len, (size_t)need + 1, fmt, ap);
    b->len += (size_t)need;
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(b, fmt, ap);
    va_end(ap);
}

char *count_put(char *to, uint64_t n)
{
    size_t len = 1;
    for (uint64_t rest = n; rest >= 10; rest /= 10)
        len++;
    for (size_t i = len; i-- > 0; n /= 10)
        to[i] = (char)('0' + n % 10);
    return to + len;
}

char *decimal_put(char *to, int64_t n, int places)
{
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n, unit = 1;
    for (int i = 0; i < places; i++)
        unit *= 10;
    if (n < 0)
        *to++ = '-';
    to = count_put(to, size / unit);
    uint64_t rest = size % unit;
    if (rest != 0)
        *to++ = '.';
    for (; rest != 0; rest %= unit) {
        unit /= 10;
        *to++ = (char)('0' + rest / unit);
    }
    return to;
}

void buf_count(struct buf *b, uint64_t n)
{
    buf_room(b, DECIMAL_BYTES);
    b->len = (size_t)(count_put(b->bytes + b->len, n) - b->bytes);
    b->bytes[b->len] = '\0';
}

void buf_decimal(struct buf *b, int64_t n, int places)
{
    buf_room(b, DECIMAL_BYTES);
    b->len = (size_t)(decimal_put(b->bytes + b->len, n, places) - b->bytes);
    b->bytes[b->len] = '\0';
}

void buf_clear(struct buf *b)
{
    b->len = 0;
    if (b->bytes != NULL)
        b->bytes[0] = '\0';
}

void buf_release(struct buf *b)
{
    if (!b->is_lent)
        free(b->bytes);
    *b = (struct buf){0};
}

const char *buf_str(const struct buf *b)
{
    return b->bytes != NULL ? b->bytes : "";
}

void buf_shell_word(struct buf *b, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789._/+-%";
    if (*word != '\0' && strspn(word, plain) == strlen(word)) {
        buf_text(b, word);
        return;
    }
    buf_char(b, '\'');
    for (; *word != '\0'; word++) {
        if (*word == '\'')
            buf_text(b, "'\\''");
        else
            buf_char(b, *word);
    }
    buf_char(b, '\'');
}
