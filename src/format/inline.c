/*
 * inline.c - inline Markdown as plain text; see inline.h. What is a mark is said
 * by markup.h.
 */
#include "inline.h"

#include <stdlib.h>
#include <string.h>

#include "quizctl/markup.h"
#include "quizctl/mem.h"

bool inline_plain(struct buf *out, const char *text)
{
    size_t len = strlen(text);
    char *parts = mem_get(len);
    bool has_mark = false;
    markup_find(text, len, parts);
    for (size_t i = 0; i < len; i++) {
        if (parts[i] == MARKUP_TEXT)
            buf_char(out, text[i]);
        has_mark |= parts[i] != MARKUP_TEXT && parts[i] != MARKUP_SKIPPED;
    }
    free(parts);
    return has_mark;
}
