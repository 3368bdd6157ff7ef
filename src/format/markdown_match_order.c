/*
 * markdown_match_order.c - the order that a key tells.
 *
 * In:   the steps of the key, or letters in a row: "C, A, B".
 * Out:  the position of each option.
 */
#include <string.h>

#include "markdown_match.h"
#include "markdown_text.h"

static bool place_step(struct note *n, long option, int *position)
{
    if (option < 0 || n->d.options[option].position > 0)
        return false;
    n->d.options[option].position = ++*position;
    return true;
}

/* Letters that end at AT: with the line, with a mark, or before a bracket. */
static bool is_letters_end(const char *text, size_t len, size_t at)
{
    while (at > 0 && text[at - 1] == ' ')
        at--;
    size_t next = at + strspn(text + at, " *");
    return next >= len || strchr(".:;()", text[next]) != NULL ||
           (at > 0 && strchr(".:)", text[at - 1]) != NULL);
}

/* "B, A, C", "B and A: ..." up to what ends letters: a further step in words is none that
 * is known, and then there is no order. */
static bool read_letter_row(struct matcher *a, const char *text, size_t len,
                            int *position)
{
    uint8_t order[LIMIT_OPTIONS];
    size_t used, count = markdown_letter_list(text, len, a->n->letters, order);
    a->is_listed = count > 1;
    bool is_order = count > 1 && markdown_letters(text, len, a->n->letters, &used) != 0 &&
                    is_letters_end(text, len, used);
    for (size_t i = 0; i < count && is_order; i++)
        is_order = place_step(a->n, a->n->place_of[order[i]], position);
    return is_order;
}

/* "Copy -> Ship", "2 -> 1 -> 3", "2, 1, 3" in one line: what stands between its arrows,
 * or its commas. */
static bool read_row(struct matcher *a, const char *text, size_t len, int *position)
{
    size_t at, size = 1;
    const char *rest;
    bool has_arrow = match_arrow(text, len, &at) > 0, is_order = true;
    if (!has_arrow && read_letter_row(a, text, len, position))
        return true;
    while (is_order && size > 0) {
        const char *comma = memchr(text, ',', len);
        at = comma != NULL ? (size_t)(comma - text) : len;
        size = has_arrow ? match_arrow(text, len, &at) : comma != NULL;
        at = has_arrow && size == 0 ? len : at;
        is_order = place_step(a->n, match_option_named(a, match_side(a, text, at), &rest),
                              position);
        text += at + size;
        len -= at + size;
    }
    a->is_listed |= *position > 1;
    return is_order && *position > 1;
}

/* The steps of the key, each an option. Without options they are the options. */
static bool read_steps(struct matcher *a, int *position)
{
    struct note *n = a->n;
    bool is_open = n->d.options_met == 0;
    for (size_t i = 0; i < a->pair_count; i++) {
        const char *right = a->pairs[i].right, *rest;
        const struct md_line *line = note_line(n, a->pairs[i].line);
        struct buf whole = {0};
        if (a->pairs[i].left[0] != '\0' && is_open)
            markdown_inline(n->file->m, line->text, line->len, &whole);
        long option = match_option_named(a, right, &rest);
        if (option < 0 && *a->pairs[i].left != '\0')
            option = match_option_named(a, a->pairs[i].left, &rest);
        if (is_open && n->d.options_met < MOST) {
            option = (long)n->d.options_met;
            const char *text = whole.len > 0 ? whole.bytes : right;
            match_new_option(a, text, strlen(text), a->pairs[i].line);
        }
        buf_release(&whole);
        if (!place_step(n, option, position))
            return false;
    }
    return *position >= 2;
}

bool match_read_ordering(struct matcher *a, const struct note_section *s,
                         const struct option_group *g, bool is_said)
{
    struct note *n = a->n;
    int position = 0;
    if (g == NULL && a->list_count > 0)
        match_options_of_list(a, &a->lists[0]);
    size_t had = n->d.options_met;
    size_t first = s->skip < note_line(n, s->title)->len ? s->title : s->from;
    const struct md_line *line = note_line(n, first);
    bool is_read = false;
    if (first < s->to && line->depth == s->depth && !n->has_meta) {
        size_t skip = first == s->title ? s->skip : 0;
        is_read = read_row(a, line->text + skip, line->len - skip, &position);
    }
    if (!is_read) {
        match_forget_order(n);
        position = 0;
        is_read = read_steps(a, &position);
    }
    return is_read && (is_said || (size_t)position == had);
}
