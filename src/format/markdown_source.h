/*
 * markdown_source.h - a Markdown text made ready for md4c.
 *
 * md4c reads a text in which four things are blanked, each so that lengths stay: front
 * matter is passed over, the marks of a quote around the whole text are spaces, the colon
 * of link definitions, which would vanish otherwise, is another sign, and the ends of
 * lines before empty lines that say nothing are spaces (see look_over).
 */
#ifndef QUIZCTL_MARKDOWN_SOURCE_H
#define QUIZCTL_MARKDOWN_SOURCE_H

#include <ctype.h>
#include <string.h>

#include "markdown_lines.h"

struct source {
    const char *text;
    size_t len;
    size_t from;      /* where it begins, behind its front matter */
    uint32_t *starts; /* offset of each line */
    size_t start_count, start_cap;
    uint32_t *cuts; /* offsets of where the text may be cut: a heading at the edge, below
                       an empty line, where no fence is open */
    size_t cut_count, cut_cap;
    bool has_atx; /* some heading begins with '#' */
};

/* Make M's text ready; its front matter and its definitions are noted in M.
 * Cuts stand SHORTEST_PIECE bytes apart at least. */
void source_read(struct source *s, struct markdown *m, size_t shortest_piece);
/* Lines end again, and definitions are text; S is empty. */
void source_mend(struct source *s, struct markdown *m);

static inline size_t line_end(const struct source *s, size_t line)
{
    return line + 1 < s->start_count                   ? s->starts[line + 1] - 1
           : s->len > 0 && s->text[s->len - 1] == '\n' ? s->len - 1
                                                       : s->len;
}

static inline bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static inline size_t skip_blanks(const char *text, size_t at, size_t end)
{
    while (at < end && is_blank(text[at]))
        at++;
    return at;
}

/* Behind the marker of a list at AT, or AT. */
static inline size_t skip_marker(const char *text, size_t at, size_t end)
{
    size_t to = at;
    while (to < end && to - at < 9 && text[to] >= '0' && text[to] <= '9')
        to++;
    if (to == end)
        return at;
    char c = text[to];
    if (to > at ? c != '.' && c != ')' : c != '-' && c != '+' && c != '*')
        return at;
    to++;
    return to == end || is_blank(text[to]) ? to : at;
}

static inline size_t trimmed_end(const char *text, size_t from, size_t end)
{
    while (end > from && isspace((unsigned char)text[end - 1]))
        end--;
    return end;
}

#endif
