/*
 * json_write.c - JSON out; see json_write.h.
 */
#include "quizctl/json_write.h"

#include <inttypes.h>
#include <string.h>
#include <utf8proc.h>

#include "quizctl/text.h"

static void before_item(struct json_writer *w)
{
    if (w->after_key) {
        w->after_key = false;
        return;
    }
    size_t blanks = (size_t)(w->indent * w->depth);
    buf_room(w->out, blanks + 2);
    char *to = w->out->bytes + w->out->len;
    if (w->has_item)
        *to++ = ',';
    if (blanks > 0)
        *to++ = '\n';
    for (char *end = to + blanks; to < end;)
        *to++ = ' ';
    *to = '\0';
    w->out->len = (size_t)(to - w->out->bytes);
    w->has_item = true;
}

void json_open(struct json_writer *w, char bracket)
{
    before_item(w);
    buf_char(w->out, bracket);
    w->depth++;
    w->has_item = false;
}

void json_close(struct json_writer *w, char bracket)
{
    w->depth--;
    if (w->indent > 0 && w->has_item) {
        buf_char(w->out, '\n');
        buf_fill(w->out, ' ', (size_t)(w->indent * w->depth));
    }
    buf_char(w->out, bracket);
    w->has_item = true;
}

static bool must_escape(uint32_t code_point)
{
    if (code_point == '"' || code_point == '\\')
        return true;
    if (code_point < 0x7F)
        return code_point < 0x20;
    switch (utf8proc_category((utf8proc_int32_t)code_point)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        return false;
    }
}

static void escape(struct buf *out, uint32_t code_point)
{
    static const char from[] = "\"\\\b\f\n\r\t", into[] = "\"\\bfnrt";
    const char *found =
        code_point < 0x80 ? memchr(from, (int)code_point, sizeof from - 1) : NULL;
    if (found != NULL) {
        buf_char(out, '\\');
        buf_char(out, into[found - from]);
    } else if (code_point < 0x10000) {
        buf_printf(out, "\\u%04" PRIx32, code_point);
    } else {
        code_point -= 0x10000;
        buf_printf(out, "\\u%04" PRIx32 "\\u%04" PRIx32, 0xD800 + (code_point >> 10),
                   0xDC00 + (code_point & 0x3FF));
    }
}

/* Are the eight bytes at TEXT plain: printable ASCII that is written as it is? A no only
 * means that they need a closer look. */
static bool is_plain_word(const char *text)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    uint64_t word;
    memcpy(&word, text, sizeof word);
    uint64_t quote = word ^ ones * '"', slash = word ^ ones * '\\',
             mark = word ^ ones * '#';
    uint64_t odd = (word - ones * 0x20) | (word + ones) | (quote - ones) |
                   (slash - ones) | (mark - ones) | word;
    return (odd & high) == 0;
}

/* Copy TEXT to TO as long as it is plain; false: not all of it is. */
static bool copy_plain(char *to, const char *text, size_t len)
{
    enum { WORD = sizeof(uint64_t) };
    char last[WORD] = "        ";
    size_t i = 0;
    for (; len - i >= WORD; i += WORD) {
        if (!is_plain_word(text + i))
            return false;
        memcpy(to + i, text + i, WORD);
    }
    for (size_t k = i; k < len; k++)
        to[k] = last[k - i] = text[k];
    return is_plain_word(last);
}

/* TEXT in quotes, and BEHIND, two bytes at most, behind it. */
static void quoted(struct buf *out, const char *text, const char *behind)
{
    size_t len = strlen(text), run = 0;
    buf_room(out, len + 4);
    char *to = out->bytes + out->len;
    *to = '"';
    if (copy_plain(to + 1, text, len)) {
        to += 1 + len;
        *to++ = '"';
        while (*behind != '\0')
            *to++ = *behind++;
        *to = '\0';
        out->len = (size_t)(to - out->bytes);
        return;
    }
    buf_char(out, '"');
    for (size_t i = 0; i < len;) {
        if (len - i >= sizeof(uint64_t) && is_plain_word(text + i)) {
            i += sizeof(uint64_t);
            continue;
        }
        uint32_t code_point = (unsigned char)text[i];
        size_t bytes = code_point < 0x80 ? 1 : text_utf8(text + i, len - i, &code_point);
        if (bytes != 0 && !must_escape(code_point) &&
            !text_is_runner_mark(text, len, i)) {
            i += bytes;
            continue;
        }
        buf_add(out, text + run, i - run);
        if (bytes == 0)
            buf_text(out, "\xEF\xBF\xBD");
        else
            escape(out, code_point);
        i += bytes ? bytes : 1;
        run = i;
    }
    buf_add(out, text + run, len - run);
    buf_char(out, '"');
    buf_text(out, behind);
}

void json_put_key(struct json_writer *w, const char *key)
{
    before_item(w);
    quoted(w->out, key, w->indent > 0 ? ": " : ":");
    w->after_key = true;
}

void json_put_quoted_key(struct json_writer *w, const char *key)
{
    size_t len = strlen(key);
    before_item(w);
    buf_room(w->out, len + 2);
    char *to = w->out->bytes + w->out->len;
    memcpy(to, key, len);
    to += len;
    *to++ = ':';
    if (w->indent > 0)
        *to++ = ' ';
    *to = '\0';
    w->out->len = (size_t)(to - w->out->bytes);
    w->after_key = true;
}

void json_put_string(struct json_writer *w, const char *text)
{
    if (text == NULL) {
        json_put_null(w);
        return;
    }
    before_item(w);
    quoted(w->out, text, "");
}

void json_put_int(struct json_writer *w, int64_t n)
{
    before_item(w);
    buf_decimal(w->out, n, 0);
}

void json_put_bool(struct json_writer *w, bool b)
{
    before_item(w);
    buf_text(w->out, b ? "true" : "false");
}

void json_put_null(struct json_writer *w)
{
    before_item(w);
    buf_text(w->out, "null");
}

void json_put_decimal(struct json_writer *w, int64_t n, int places)
{
    before_item(w);
    buf_decimal(w->out, n, places);
}

void json_member_string(struct json_writer *w, const char *key, const char *text)
{
    json_put_key(w, key);
    json_put_string(w, text);
}

void json_member_int(struct json_writer *w, const char *key, int64_t n)
{
    json_put_key(w, key);
    json_put_int(w, n);
}

void json_member_bool(struct json_writer *w, const char *key, bool b)
{
    json_put_key(w, key);
    json_put_bool(w, b);
}

void json_member_decimal(struct json_writer *w, const char *key, int64_t n, int places)
{
    json_put_key(w, key);
    json_put_decimal(w, n, places);
}
