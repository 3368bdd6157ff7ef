/*
 * markup.c - find the inline Markdown of a text: see markup.h.
 *
 * Every byte gets its part in one pass: of stars at most one of a kind waits for its
 * partner, and only the last backquote can be without one.
 */
#include "quizctl/markup.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"

#define NOWHERE SIZE_MAX

struct markdown {
    const char *text;
    size_t len;
    char *parts;
    size_t open_strong, open_emphasis; /* offset of the marker that waits, or NOWHERE */
};

static bool is_space(char c)
{
    return c == ' ' || c == '\n';
}

bool markup_is_punctuation(char c)
{
    return c != '\0' && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c) != NULL;
}

static void mark(struct markdown *m, size_t at, enum markup part)
{
    m->parts[at] = (char)part;
    if (part == MARKUP_STRONG)
        m->parts[at + 1] = MARKUP_SKIPPED;
}

/* A marker at AT: close the one that waits in *OPEN, else wait there. */
static void meet(struct markdown *m, size_t *open, size_t at, enum markup part,
                 bool can_open, bool can_close)
{
    if (can_close && *open != NOWHERE) {
        mark(m, *open, part);
        mark(m, at, part);
        *open = NOWHERE;
    } else if (can_open) {
        *open = at;
    }
}

/* The stars at AT: one is emphasis, two are strong, three are both. */
static size_t mark_stars(struct markdown *m, size_t at)
{
    size_t end = at;
    while (end < m->len && m->text[end] == '*')
        end++;
    bool can_open = end < m->len && !is_space(m->text[end]);
    bool can_close = at > 0 && !is_space(m->text[at - 1]);

    size_t count = end - at;
    size_t strong = at, emphasis = at;
    if (count == 3 && m->open_strong != NOWHERE)
        emphasis = at + 2; /* strong is closed first, so it stood inside */
    else if (count == 3)
        strong = at + 1;
    if (count == 2 || count == 3)
        meet(m, &m->open_strong, strong, MARKUP_STRONG, can_open, can_close);
    if (count == 1 || count == 3)
        meet(m, &m->open_emphasis, emphasis, MARKUP_EMPHASIS, can_open, can_close);
    return end;
}

/* The backquote at AT. Its partner is the next one; nothing between is no code. */
static size_t mark_code(struct markdown *m, size_t at)
{
    const char *close = memchr(m->text + at + 1, '`', m->len - at - 1);
    if (close == NULL)
        return at + 1;
    size_t end = (size_t)(close - m->text);
    if (end > at + 1) {
        mark(m, at, MARKUP_CODE);
        mark(m, end, MARKUP_CODE);
    }
    return end + 1;
}

static void mark_all(struct markdown *m)
{
    for (size_t at = 0; at < m->len;) {
        char c = m->text[at];
        if (c == '\\' && at + 1 < m->len && markup_is_punctuation(m->text[at + 1])) {
            mark(m, at, MARKUP_SKIPPED);
            at += 2;
        } else if (c == '*') {
            at = mark_stars(m, at);
        } else if (c == '`') {
            at = mark_code(m, at);
        } else {
            at++;
        }
    }
}

void markup_find(const char *text, size_t len, char *parts)
{
    struct markdown m = {.text = text,
                         .len = len,
                         .parts = parts,
                         .open_strong = NOWHERE,
                         .open_emphasis = NOWHERE};
    if (len > 0)
        memset(parts, MARKUP_TEXT, len);
    mark_all(&m);
}

void markup_strip(struct buf *out, const char *text)
{
    size_t len = strlen(text);
    char *parts = mem_get(len);
    markup_find(text, len, parts);
    for (size_t i = 0; i < len; i++)
        if (parts[i] == MARKUP_TEXT)
            buf_char(out, text[i]);
    free(parts);
}
