/*
 * markdown_match_pairs.c - the pairs that the key of a matching, or an order, lists.
 *
 * In:   the section of the key: a list, a table, a line with all of them.
 * Out:  pairs: "need -> service", "1. C", "| need | service |".
 */
#include <ctype.h>
#include <string.h>

#include "markdown_match.h"
#include "markdown_text.h"

static bool is_at(const char *text, size_t len, size_t at, const char *words)
{
    size_t size = strlen(words);
    return len - at >= size && memcmp(text + at, words, size) == 0;
}

static const char *const arrows[] = {"\u2192", "->",     "=>",     "\u27a1\ufe0f",
                                     "\u27a1", "\u21d2", "\u27f6", "\u2194"};

size_t match_arrow(const char *text, size_t len, size_t *at)
{
    for (size_t i = 0; i < len; i++)
        for (size_t k = 0; k < COUNT(arrows); k++)
            if (is_at(text, len, i, arrows[k])) {
                *at = i;
                return strlen(arrows[k]);
            }
    return 0;
}

/* Where LEFT and RIGHT are joined in TEXT: bytes of the joint; 0: nowhere. */
static size_t find_joint(const char *text, size_t len, size_t *at, bool *is_arrow)
{
    static const char *const others[] = {": ",         ":** ",       "** - ",
                                         "** \u2013 ", "** \u2014 ", " \u2013 ",
                                         " \u2014 ",   " - ",        " = "};
    size_t size = match_arrow(text, len, at);
    *is_arrow = size > 0;
    for (size_t i = 0; i < len && size == 0; i++)
        for (size_t k = 0; k < COUNT(others) && size == 0; k++)
            if (is_at(text, len, i, others[k])) {
                *at = i;
                size = strlen(others[k]);
            }
    return size;
}

const char *match_side(struct matcher *a, const char *text, size_t len)
{
    struct buf out = {0};
    while (len > 0 && strchr(" *:", text[len - 1]) != NULL && len > 0) {
        if (text[len - 1] == '*' && (len < 2 || text[len - 2] != '*'))
            break;
        len -= text[len - 1] == '*' ? 2 : 1;
    }
    while (len > 1 && (*text == ' ' || memcmp(text, "**", 2) == 0)) {
        size_t step = *text == ' ' ? 1 : 2;
        text += step;
        len -= step;
    }
    markdown_take_mark(&text, &len);
    markdown_inline(a->n->file->m, text, len, &out);
    const char *kept = match_kept_text(a, &out);
    buf_release(&out);
    return kept;
}

/* "**A -> 2**: what explains": where the pair ends. */
static size_t bold_pair(const char *text, size_t len)
{
    size_t at;
    if (len < 5 || memcmp(text, "**", 2) != 0)
        return len;
    const char *close = strstr(text + 2, "**");
    size_t end = close != NULL ? (size_t)(close - text) : len;
    return end + 2 < len && match_arrow(text, end, &at) > 0 ? end : len;
}

static void add_pair(struct matcher *a, const char *text, size_t len, uint32_t number,
                     size_t line)
{
    size_t at, used;
    bool is_arrow;
    struct pair *p;
    if (a->pair_count == MOST)
        return;
    p = &a->pairs[a->pair_count++];
    *p = (struct pair){.left = "", .why = "", .number = number, .line = line};
    size_t whole = len;
    len = a->n->has_meta ? len : bold_pair(text, len);
    if (len < whole) {
        size_t skip = strspn(text + len, "*:.- ");
        p->why = match_side(a, text + len + skip, whole - len - skip);
    }
    bool is_letter = markdown_letters(text, len, a->n->letters, &used) != 0 && used > 0;
    size_t size = find_joint(text, len, &at, &is_arrow);
    p->has_arrow = size > 0 && is_arrow;
    if (a->n->has_meta && is_letter) { /* the letter says it all */
        p->right = match_side(a, text, used);
        return;
    }
    if (size == 0 || (is_letter && !is_arrow && used >= at)) {
        p->right = match_side(a, text, len);
        return;
    }
    p->left = match_side(a, text, at);
    p->right = match_side(a, text + at + size, len - at - size);
    a->arrows += is_arrow;
    a->joints += *p->left != '\0';
}

/* "1 - C", "1. C": a number that a paragraph's line begins with. */
static size_t skip_number(const char *text, size_t len, uint32_t *number)
{
    size_t at = 0;
    *number = 0;
    while (at < len && at < 3 && isdigit((unsigned char)text[at]))
        *number = *number * 10 + (uint32_t)(text[at++] - '0');
    if (at == 0 || at == len || strchr(".):-= ", text[at]) == NULL)
        return *number = 0, 0;
    while (at < len && strchr(".):-= ", text[at]) != NULL)
        at++;
    return at;
}

/* "1-C, 2-A, 3-B" in one line. */
static void add_packed(struct matcher *a, const char *text, size_t len, size_t line)
{
    for (size_t i = 0; i < len;) {
        uint32_t number;
        size_t skip = skip_number(text + i, len - i, &number);
        if (skip == 0)
            return;
        size_t end = i + skip;
        while (end < len && strchr(",;", text[end]) == NULL &&
               !isdigit((unsigned char)text[end]))
            end++;
        add_pair(a, text + i + skip, end - i - skip, number, line);
        i = end;
        while (i < len && strchr(",; ", text[i]) != NULL)
            i++;
    }
}

static bool is_packed(const char *text, size_t len)
{
    size_t pairs = 0;
    for (size_t i = 0; i + 1 < len; i++)
        pairs +=
            isdigit((unsigned char)text[i]) && strchr("-.:= )>", text[i + 1]) != NULL;
    return pairs > 1 && len < 12 * pairs;
}

bool match_next_cell(const char **at, const char *stop, struct cell *cell)
{
    while (*at < stop && (**at == ' ' || **at == '|'))
        ++*at;
    if (*at == stop)
        return false;
    const char *bar = memchr(*at, '|', (size_t)(stop - *at));
    bar = bar != NULL ? bar : stop;
    *cell = (struct cell){*at, (size_t)(bar - *at)};
    while (cell->len > 0 && strchr(" \t\r", cell->text[cell->len - 1]) != NULL)
        cell->len--;
    *at = bar;
    return true;
}

/* "| need | service |": cells of a table's row. */
static void add_rows(struct matcher *a, const struct md_line *line, size_t at)
{
    size_t row = 0;
    for (const char *text = line->text, *end = text + line->len; text < end; row++) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        stop = stop != NULL ? stop : end;
        struct cell left, right;
        bool is_rule = strspn(text, "|:- \t") >= (size_t)(stop - text);
        if (row >= 2 && !is_rule && a->pair_count < MOST &&
            match_next_cell(&text, stop, &left) && match_next_cell(&text, stop, &right)) {
            struct pair *p = &a->pairs[a->pair_count++];
            *p = (struct pair){.why = "", .has_arrow = true, .line = at};
            p->left = match_side(a, left.text, left.len);
            p->right = match_side(a, right.text, right.len);
            a->arrows++;
            a->joints++;
        }
        text = stop < end ? stop + 1 : end;
    }
}

void match_find_pairs(struct matcher *a, const struct note_section *s)
{
    const struct note *n = a->n;
    const struct markdown *m = n->file->m;
    size_t first = s->skip < note_line(n, s->title)->len ? s->title : s->from;
    for (size_t i = first; i < s->to; i++) {
        const struct md_line *line = note_line(n, i);
        size_t skip = i == s->title ? s->skip : 0;
        const char *text = line->text + skip;
        size_t len = line->len - skip;
        uint32_t number = 0;
        if (line->kind == LINE_TABLE)
            add_rows(a, line, i);
        if (line->kind != LINE_TEXT && i != s->title)
            continue;
        if (markdown_begins_item(m, line) && line->depth == s->depth + 1 &&
            i != s->title) {
            bool is_ordered = strchr(".)", m->items[line->item].marker) != NULL;
            number = is_ordered ? m->items[line->item].number : 0;
            add_pair(a, text, len, number, i);
        } else if (line->depth == s->depth && is_packed(text, len)) {
            add_packed(a, text, len, i);
        } else if (line->depth == s->depth) {
            size_t at = skip_number(text, len, &number);
            if (len > 0)
                add_pair(a, text + at, len - at, number, i);
        }
    }
}
