/*
 * inline.c - inline Markdown as plain text; see inline.h. What is a mark is said
 * by markup.h.
 */
#include "inline.h"

#include <string.h>

#include "quizctl/markup.h"

/* Does PLAIN become TEXT again? */
static bool is_same(const char *plain, size_t len, const char *text,
                    enum html_shape shape)
{
    struct buf again = {0};
    html_plain(&again, plain, len, shape);
    bool is_it = strcmp(buf_str(&again), text) == 0;
    buf_release(&again);
    return is_it;
}

bool inline_plain(struct buf *out, const char *text, enum html_shape shape)
{
    size_t from = out->len;
    markup_strip(out, text);
    return !is_same(buf_str(out) + from, out->len - from, text, shape);
}

bool inline_plain_line(struct buf *out, const char *text, enum html_shape shape)
{
    size_t from = out->len;
    markup_strip(out, text);
    for (size_t i = from; i < out->len; i++)
        if (out->bytes[i] == '\n')
            out->bytes[i] = ' ';
    return !is_same(buf_str(out) + from, out->len - from, text, shape);
}
