/*
 * clean.c - the one place that decides what of a text may be shown.
 *
 * In:   any bytes: a bank's text, an answer, a name, a path.
 * Out:  the same where it is plain text; what could steer a terminal, a log reader or
 *       a CI runner as a visible escape, \u{1b} for a code point, \x{ff} for a byte.
 *
 * What passes is decided by Unicode's general category, not by a list of known bad
 * characters. A backslash passes as it is: the escapes are for people to see, nothing
 * reads them back. Cleaning what is clean changes nothing.
 */
#include "quizctl/text.h"

#include <string.h>
#include <utf8proc.h>

enum { ZWNJ = 0x200C, ZWJ = 0x200D };

static bool is_unshowable(uint32_t code_point)
{
    switch (utf8proc_category((utf8proc_int32_t)code_point)) {
    case UTF8PROC_CATEGORY_CC: /* controls */
    case UTF8PROC_CATEGORY_CF: /* format: bidi, zero-width, tags, the soft hyphen */
    case UTF8PROC_CATEGORY_CN: /* unassigned */
    case UTF8PROC_CATEGORY_CO: /* private */
    case UTF8PROC_CATEGORY_CS: /* surrogates */
    case UTF8PROC_CATEGORY_ZL: /* line separator */
    case UTF8PROC_CATEGORY_ZP: /* paragraph separator */
        return true;
    default:
        return false;
    }
}

static bool is_visible(uint32_t code_point)
{
    return !is_unshowable(code_point) &&
           utf8proc_category((utf8proc_int32_t)code_point) != UTF8PROC_CATEGORY_ZS;
}

static bool starts_visible(const char *text, size_t len)
{
    uint32_t code_point;
    return text_utf8(text, len, &code_point) != 0 && is_visible(code_point);
}

/* Bytes at the start of TEXT that need no second look. */
static size_t plain_bytes(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len && text[at] >= ' ' && text[at] <= '~' && text[at] != '#')
        at++;
    return at;
}

bool text_is_runner_mark(const char *text, size_t len, size_t at)
{
    return at > 0 && at + 1 < len && text[at - 1] == '#' && text[at] == '#' &&
           text[at + 1] == '[';
}

void text_clean(struct buf *out, const char *text, size_t len, enum text_clean_mode mode)
{
    bool is_after_visible = false;
    for (size_t at = 0; at < len;) {
        size_t used = plain_bytes(text + at, len - at);
        if (used != 0) {
            buf_add(out, text + at, used);
            at += used;
            is_after_visible = text[at - 1] != ' ';
            continue;
        }

        uint32_t code_point;
        used = text_utf8(text + at, len - at, &code_point);
        if (used == 0) {
            buf_printf(out, "\\x{%x}", (unsigned)(unsigned char)text[at]);
            is_after_visible = false;
            at++;
            continue;
        }

        bool passes = !is_unshowable(code_point);
        if (code_point == ZWJ || code_point == ZWNJ) /* scripts and emoji need them */
            passes =
                is_after_visible && starts_visible(text + at + used, len - at - used);
        else if (code_point == '\n' || code_point == '\t')
            passes = mode == TEXT_BLOCK;
        else if (mode == TEXT_LINE && text_is_runner_mark(text, len, at))
            passes = false;

        if (passes)
            buf_add(out, text + at, used);
        else
            buf_printf(out, "\\u{%x}", (unsigned)code_point);
        is_after_visible = passes && is_visible(code_point);
        at += used;
    }
}

void text_clean_path(struct buf *out, const char *path)
{
    size_t len = strlen(path);
    uint32_t first;
    if (text_utf8(path, len, &first) != 0 &&
        (first == ':' || (first >= '\t' && first <= '\r') ||
         utf8proc_category((utf8proc_int32_t)first) == UTF8PROC_CATEGORY_ZS))
        buf_text(out, "./");
    text_clean(out, path, len, TEXT_LINE);
}
