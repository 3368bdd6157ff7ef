/*
 * markdown_entries.h - small questions about the entries of a section, for the files that
 * read what stands behind the options.
 */
#ifndef QUIZCTL_MARKDOWN_ENTRIES_H
#define QUIZCTL_MARKDOWN_ENTRIES_H

#include <string.h>

#include "markdown_parts.h"

/* Where the text of a section begins: in the line of its title, or below. */
static inline size_t first_of(const struct note *n, const struct note_section *s)
{
    return s->title != SIZE_MAX && s->skip < note_line(n, s->title)->len ? s->title
                                                                         : s->from;
}

static inline size_t skip_of(const struct note_section *s, size_t i)
{
    return i == s->title ? s->skip : 0;
}

static inline bool is_entry(const struct note *n, const struct note_section *s, size_t i)
{
    return note_line(n, i)->depth > s->depth;
}

static inline bool is_silent(const struct note *n, size_t i)
{
    enum line_kind kind = note_line(n, i)->kind;
    return kind == LINE_RULE || kind == LINE_DETAILS || kind == LINE_DETAILS_END ||
           kind == LINE_COMMENT;
}

/* "There are three reasons:" before a list only leads in to it. */
static inline bool is_lead_in(const struct note *n, const struct note_section *s,
                              size_t i, size_t end)
{
    const struct md_line *last = note_line(n, end - 1);
    size_t len = 0;
    for (size_t k = i; k < end; k++)
        len += note_line(n, k)->len;
    bool is_short =
        last->kind == LINE_TEXT && len < 120 && last->len > 0 &&
        (last->text[last->len - 1] == ':' ||
         (last->len > 3 && memcmp(last->text + last->len - 3, ":**", 3) == 0));
    while (end < s->to && is_silent(n, end))
        end++;
    return is_short && !is_entry(n, s, i) && end < s->to && is_entry(n, s, end);
}

#endif
