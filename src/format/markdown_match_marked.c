/*
 * markdown_match_marked.c - a matching that shows its options below each prompt.
 *
 * In:   a list of lists with check marks; a paragraph for each prompt, with a list below.
 * Out:  prompts and options, and which belongs where.
 */
#include <string.h>

#include "markdown_match.h"

/* --- check marks in lists below each prompt --- */

/* Is line K an entry of a list at DEPTH, with its first words? */
static bool is_choice(const struct note *n, size_t k, unsigned depth)
{
    const struct md_line *line = note_line(n, k);
    return line->depth == depth && markdown_begins_item(n->file->m, line);
}

/* The entries from FROM to TO: how many, and how many of them are marked. */
static size_t count_choices(const struct note *n, size_t from, size_t to, unsigned depth,
                            size_t *right)
{
    size_t count = 0;
    *right = 0;
    for (size_t k = from; k < to; k++)
        if (is_choice(n, k, depth)) {
            count++;
            *right += note_sign(n, k)->mark == MARK_RIGHT;
        }
    return count;
}

/* The option that says what entry K says; a new one, if none does. */
static long option_of_line(struct matcher *a, size_t k)
{
    struct note *n = a->n;
    struct buf text = {0};
    note_text(n, k, k + 1, note_sign(n, k)->option_at, &text);
    const char *t = buf_str(&text);
    size_t len = text.len;
    markdown_take_mark(&t, &len);
    markdown_take_bold(&t, &len);
    markdown_take_mark(&t, &len);
    long option = -1;
    for (size_t o = 0; o < n->d.options_met && o < MOST; o++)
        if (strlen(n->d.options[o].text) == len &&
            memcmp(n->d.options[o].text, t, len) == 0)
            option = (long)o;
    if (option < 0 && n->d.options_met < MOST) {
        option = (long)n->d.options_met;
        match_new_option(a, t, len, k);
    }
    buf_release(&text);
    return option;
}

/* The prompt in lines TITLE to TITLE_END, with the entries from FROM to TO. */
static void add_marked(struct matcher *a, size_t title, size_t title_end, size_t from,
                       size_t to, unsigned depth)
{
    struct note *n = a->n;
    struct buf text = {0};
    long match = -1;
    for (size_t k = from; k < to; k++)
        if (is_choice(n, k, depth)) {
            long option = option_of_line(a, k);
            match = note_sign(n, k)->mark == MARK_RIGHT ? option : match;
        }
    note_text(n, title, title_end, 0, &text);
    const char *t = buf_str(&text);
    size_t len = text.len;
    if (len > 0 && t[len - 1] == ':')
        len--;
    markdown_take_bold(&t, &len);
    if (len > 0 && t[len - 1] == ':')
        len--;
    match_new_prompt(n, t, len, title, match);
    buf_release(&text);
}

bool match_read_marked(struct matcher *a, const struct stem_list *list, bool is_key)
{
    const struct note *n = a->n;
    unsigned depth = note_line(n, list->first)->depth + 1;
    for (size_t i = 0; i < list->count; i++) {
        size_t right, subs = count_choices(n, list->items[i], match_item_end(list, i),
                                           depth, &right);
        if (right != 1 || (subs < 2 && !is_key))
            return false;
    }
    if (list->count < 2)
        return false;
    for (size_t i = 0; i < list->count; i++) {
        size_t end = match_item_end(list, i), first = list->items[i];
        while (first < end && !is_choice(n, first, depth))
            first++;
        add_marked(a, list->items[i], first, first, end, depth);
    }
    return true;
}

/* --- a paragraph for each prompt, with a list below it --- */

struct block {
    size_t title, first, end; /* title: SIZE_MAX where the list has no line of its own */
    size_t count, right;
};

static size_t find_blocks(const struct note *n, size_t from, size_t to,
                          struct block *blocks)
{
    const struct markdown *m = n->file->m;
    size_t count = 0, title = SIZE_MAX;
    uint32_t open = 0;
    for (size_t i = from; i < to; i++) {
        const struct md_line *line = note_line(n, i);
        uint32_t item = markdown_item_at(m, line, n->depth + 1);
        if (item == NO_ITEM) {
            bool is_text = line->kind == LINE_TEXT || line->kind == LINE_HEADING;
            bool goes_on = title != SIZE_MAX && note_line(n, i - 1)->block == line->block;
            title = !is_text ? SIZE_MAX : goes_on ? title : i;
        } else if (m->items[item].list != open && count < MOST) {
            open = m->items[item].list;
            blocks[count++] = (struct block){.title = title, .first = i};
            title = SIZE_MAX;
        }
        if (item != NO_ITEM)
            blocks[count - 1].end = i + 1;
    }
    for (size_t i = 0; i < count; i++)
        blocks[i].count = count_choices(n, blocks[i].first, blocks[i].end, n->depth + 1,
                                        &blocks[i].right);
    return count;
}

/* An entry without its marks. */
static void bare_choice(const struct note *n, size_t k, const char **text, size_t *len)
{
    const struct md_line *line = note_line(n, k);
    size_t skip = note_sign(n, k)->option_at;
    *text = line->text + skip;
    *len = line->len - skip;
    markdown_take_mark(text, len);
    markdown_take_bold(text, len);
    markdown_take_mark(text, len);
}

/* Does an entry of X stand in Y, too? Both are short. */
static bool says_again(const struct note *n, const struct block *x, const struct block *y)
{
    for (size_t i = x->first; i < x->end; i++)
        for (size_t k = y->first; k < y->end && is_choice(n, i, n->depth + 1); k++) {
            const char *one, *two;
            size_t one_len, two_len;
            if (!is_choice(n, k, n->depth + 1))
                continue;
            bare_choice(n, i, &one, &one_len);
            bare_choice(n, k, &two, &two_len);
            if (one_len == two_len && memcmp(one, two, one_len) == 0)
                return true;
        }
    return false;
}

bool match_read_blocks(struct matcher *a, size_t from, size_t to, bool is_said,
                       size_t *first)
{
    struct note *n = a->n;
    struct block all[MOST], *block = all;
    size_t count = find_blocks(n, from, to, all), marked = 0;
    bool is_each = true;
    for (; count > 0 && block->right == 0; block++) /* lists of the scenario */
        count--;
    for (size_t i = 0; i < count; i++) {
        marked += block[i].right > 0;
        is_each = is_each && block[i].right == 1 && block[i].count > 1 &&
                  block[i].title != SIZE_MAX;
        is_said = is_said || (i > 0 && block[i].end - block[i].first < 2 * MOST &&
                              block[i - 1].end - block[i - 1].first < 2 * MOST &&
                              says_again(n, &block[i - 1], &block[i]));
    }
    if (marked < 2 || !is_said)
        return false;
    if (!is_each) {
        n->fault = "not each of its lists has one right entry and a line above";
        n->fault_at = block->first;
        return false;
    }
    match_forget(n, false);
    n->marked = n->bold = 0; /* of what looked like options */
    for (size_t i = 0; i < count; i++)
        add_marked(a, block[i].title, block[i].first, block[i].first, block[i].end,
                   n->depth + 1);
    *first = block->title;
    return true;
}
