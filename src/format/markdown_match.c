/*
 * markdown_match.c - orders and matches in Markdown.
 *
 * In:   a note whose options and sections are known by their lines.
 * Out:  prompts, options, and which belongs where; or nothing, and it is a choice.
 *
 * A matching shows its pairs as "need -> service" in the key, as numbers of the key's
 * list with an option each, or by a check mark in a list below each need. An ordering has
 * its steps as options, and the key is a list of them or their letters in a row.
 */
#include <ctype.h>
#include <string.h>

#include "markdown_match.h"

/* --- lists of the stem --- */

size_t match_item_end(const struct stem_list *list, size_t nth)
{
    return nth + 1 < list->count ? list->items[nth + 1] : list->end;
}

const char *match_kept_text(struct matcher *a, const struct buf *text)
{
    return arena_text(&a->texts, buf_str(text), text->len);
}

static void read_texts(struct matcher *a, struct stem_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct buf text = {0};
        note_text(a->n, list->items[i], match_item_end(list, i), 0, &text);
        list->texts[i] = match_kept_text(a, &text);
        buf_release(&text);
    }
}

static void find_lists(struct matcher *a, size_t from, size_t to)
{
    const struct note *n = a->n;
    const struct markdown *m = n->file->m;
    uint32_t open = 0;
    for (size_t i = from; i < to; i++) {
        const struct md_line *line = note_line(n, i);
        uint32_t item = markdown_item_at(m, line, n->depth + 1);
        if (item == NO_ITEM)
            continue;
        if (m->items[item].list != open) {
            if (a->list_count == COUNT(a->lists)) { /* the last ones count */
                a->lists[0] = a->lists[1];
                a->lists[1] = a->lists[2];
                a->list_count--;
            }
            open = m->items[item].list;
            a->lists[a->list_count++] = (struct stem_list){.first = i, .end = i};
        }
        struct stem_list *list = &a->lists[a->list_count - 1];
        list->end = i + 1;
        if (m->items[item].first != i)
            continue;
        bool is_ordered = strchr(".)", m->items[item].marker) != NULL;
        if (list->count == MOST)
            continue;
        list->labels[list->count] = is_ordered ? m->items[item].number : 0;
        list->items[list->count++] = i;
    }
}

/* --- what was tried --- */

void match_forget_order(struct note *n)
{
    for (size_t i = 0; i < MOST; i++)
        n->d.options[i].position = 0;
}

void match_forget(struct note *n, bool has_options)
{
    n->d.prompts_met = 0;
    match_forget_order(n);
    if (has_options)
        return;
    n->d.options_met = 0;
    n->letters = 0;
    n->names.count = 0;
    memset(n->place_of, -1, sizeof n->place_of);
}

/* --- matching --- */

/* "A", "2", "B. Pipe", "**2**: ...": a label at the start; 0: none. *USED: its bytes. */
static uint32_t label_at(const char *text, size_t len, size_t *used)
{
    size_t at = 0, digits = 0;
    uint32_t label = 0;
    while (digits < len && digits < 2 && isdigit((unsigned char)text[digits]))
        label = label * 10 + (uint32_t)(text[digits++] - '0');
    at = digits > 0 ? digits : 1;
    if (digits == 0 && len > 0 && isupper((unsigned char)*text))
        label = (uint32_t)*text;
    bool is_label = label > 0 && (at == len || (strchr(".):*", text[at]) != NULL));
    while (is_label && at < len && strchr(".):* ", text[at]) != NULL)
        at++;
    *used = is_label ? at : 0;
    return is_label ? label : 0;
}

/* The entry of LIST that has LABEL; -1: none. */
static long labelled(const struct stem_list *list, uint32_t label)
{
    for (size_t i = 0; i < list->count && label > 0; i++)
        if (list->labels[i] == label)
            return (long)i;
    return -1;
}

/* The entry of LIST, whose names are NAMES, that TEXT means by its label or its text. */
static long entry_named(const struct stem_list *list, const struct names *names,
                        const char *text)
{
    size_t used, len = strlen(text);
    uint32_t label = label_at(text, len, &used);
    long found = used == len ? labelled(list, label) : -1;
    return found >= 0 || len == 0 ? found
                                  : names_find(names, text, len, UINT32_MAX, true);
}

long match_option_named(struct matcher *a, const char *name, const char **rest)
{
    struct note *n = a->n;
    size_t len = strlen(name), label_len, used;
    uint32_t label = n->has_meta ? 0 : label_at(name, len, &label_len);
    long found = a->options != NULL ? labelled(a->options, label) : -1;
    if (found < 0 && n->is_numbered && label < 'A' && label <= n->d.options_met)
        found = (long)label - 1;
    bool is_number = found >= 0;
    uint32_t letters = is_number ? 0 : markdown_letters(name, len, n->letters, &used);
    if (letters != 0) {
        uint32_t places = note_places(n, letters);
        for (size_t i = 0; i < n->d.options_met && places != 0; i++)
            found = places == 1u << i ? (long)i : found;
    }
    *rest = is_number ? name + label_len : letters != 0 ? name + used : name + len;
    const char *text = **rest != '\0' || letters != 0 ? *rest : name;
    long by_text = n->has_meta && letters != 0
                       ? -1
                       : names_find(&n->names, text, strlen(text), UINT32_MAX, true);
    if (letters == 0 && !is_number)
        return by_text;
    return by_text < 0 || by_text == found ? found : -1;
}

void match_new_option(struct matcher *a, const char *text, size_t len, size_t line)
{
    struct note *n = a->n;
    if (n->letters < MOST)
        n->place_of[n->letters++] = (int8_t)n->d.options_met;
    draft_option(&n->d, note_place(n->file, line), text, len);
    names_add(&n->names, text, len);
}

void match_options_of_list(struct matcher *a, const struct stem_list *list)
{
    a->options = list;
    for (size_t i = 0; i < list->count; i++) {
        const char *text = list->texts[i];
        size_t len = strlen(text);
        markdown_take_mark(&text, &len);
        markdown_take_bold(&text, &len);
        match_new_option(a, text, len, list->items[i]);
    }
}

/* Is the whole of TEXT a label? */
static bool is_label(const char *text)
{
    size_t used, len = strlen(text);
    return label_at(text, len, &used) != 0 && used == len;
}

struct prompt *match_new_prompt(struct note *n, const char *text, size_t len, size_t line,
                                long option)
{
    size_t nth = n->d.prompts_met < MOST ? n->d.prompts_met : MOST - 1;
    n->matches[nth] = (int8_t)option;
    return draft_prompt(&n->d, note_place(n->file, line), text, len);
}

/* The prompt of pair P: the text of the stem where it says the same in full. */
static void add_prompt(struct matcher *a, const struct pair *p,
                       const struct stem_list *list, const struct names *names,
                       long option, const char *why)
{
    struct note *n = a->n;
    bool is_bare = !n->has_meta && is_label(p->left);
    long at = list != NULL ? entry_named(list, names, p->left) : -1;
    if (at < 0 && list != NULL && p->number > 0 && p->number <= list->count &&
        (*p->left == '\0' || (list->count == a->pair_count && !is_bare)))
        at = (long)p->number - 1;
    bool is_known = at >= 0 ? (a->taken >> at & 1) == 0 : !is_bare;
    a->taken |= at >= 0 ? 1u << at : 0;
    const char *text = at >= 0 ? list->texts[at] : p->left;
    size_t len = strlen(text);
    markdown_take_bold(&text, &len);
    struct prompt *prompt = match_new_prompt(
        n, text, len, at >= 0 ? list->items[at] : p->line, is_known ? option : -1);
    draft_set(&n->d, &prompt->why, why, strlen(why));
}

static const struct stem_list *list_at(const struct matcher *a, size_t nth)
{
    return nth < a->list_count ? &a->lists[nth] : NULL;
}

/* Do the pairs number the entries of LIST, without naming them? */
static bool is_numbered_by(const struct matcher *a, const struct stem_list *list)
{
    bool is_numbered = a->joints == 0 && list->count >= a->pair_count;
    for (size_t i = 0; i < list->count && is_numbered; i++)
        is_numbered = list->labels[i] > 0 && list->labels[i] < 'A';
    for (size_t i = 0; i < a->pair_count && is_numbered; i++)
        is_numbered = list->count == a->pair_count || a->pairs[i].number > 0;
    return is_numbered;
}

/* Which of the stem's lists are the prompts: the one whose entries the pairs begin with.
 */
static size_t prompts_list(struct matcher *a, struct names *names)
{
    for (size_t i = 0; i < a->list_count; i++) {
        const struct stem_list *list = &a->lists[i];
        size_t named = 0;
        names->count = 0;
        for (size_t k = 0; k < list->count; k++)
            names_add(names, list->texts[k], strlen(list->texts[k]));
        for (size_t k = 0; k < a->pair_count; k++)
            named += entry_named(list, names, a->pairs[k].left) >= 0;
        if ((named > 0 && 2 * named >= a->pair_count) || is_numbered_by(a, list))
            return i;
    }
    names->count = 0;
    return a->list_count;
}

/* --- a table of the stem --- */

/* A row's cells into the lists, a list for each column. A cell that is only a label is
 * the label of the next. False: it has too many. */
static bool add_cells(struct matcher *a, const char *text, const char *stop, size_t line)
{
    size_t column = 0;
    uint32_t label = 0;
    struct cell cell;
    while (match_next_cell(&text, stop, &cell)) {
        size_t used;
        uint32_t own = label_at(cell.text, cell.len, &used);
        if (own != 0 && used == cell.len && label == 0) {
            label = own;
            continue;
        }
        if (column == COUNT(a->lists))
            return false;
        struct stem_list *list = &a->lists[column++];
        if (column > a->list_count) {
            a->list_count = column;
            *list = (struct stem_list){.first = line, .end = line + 1};
        }
        if (list->count == MOST)
            return false;
        list->items[list->count] = line;
        list->labels[list->count] = own != 0 ? own : label;
        list->texts[list->count++] = match_side(a, cell.text + used, cell.len - used);
        label = 0;
    }
    return label == 0;
}

/* The one table of the stem as lists. */
static void find_columns(struct matcher *a, size_t from, size_t to)
{
    bool is_read = true;
    for (size_t i = from; i < to && is_read; i++) {
        const struct md_line *line = note_line(a->n, i);
        if (line->kind != LINE_TABLE)
            continue;
        is_read = a->list_count == 0;
        const char *row = line->text, *end = row + line->len, *stop;
        for (size_t nth = 0; row < end && is_read; nth++, row = stop + (stop < end)) {
            stop = memchr(row, '\n', (size_t)(end - row));
            stop = stop != NULL ? stop : end;
            is_read = nth < 2 || add_cells(a, row, stop, i);
        }
    }
    if (!is_read)
        a->list_count = 0;
}

/* Does all that the table says become prompts and options? Else it stays in the text. */
static bool is_table_used(struct matcher *a, const struct stem_list *prompts,
                          const struct option_group *g)
{
    const struct stem_list *other =
        a->list_count < 2 ? NULL : &a->lists[prompts == &a->lists[0] ? 1 : 0];
    struct names names = {.count = 0};
    bool is_used =
        prompts != NULL && (other == NULL || (g == NULL && a->list_count == 2));
    for (size_t i = 0; other != NULL && i < other->count; i++)
        names_add(&names, other->texts[i], strlen(other->texts[i]));
    for (size_t i = 0; i < a->pair_count && is_used && other != NULL; i++) {
        size_t used, len = strlen(a->pairs[i].right);
        uint32_t label = label_at(a->pairs[i].right, len, &used);
        is_used = labelled(other, label) >= 0 ||
                  entry_named(other, &names, a->pairs[i].right) >= 0;
    }
    return is_used;
}

static bool read_matching(struct matcher *a, size_t stop, const struct option_group *g)
{
    struct note *n = a->n;
    struct names names;
    bool has_lists = a->list_count > 0;
    if (!has_lists && !n->has_meta)
        find_columns(a, n->from + 1, stop);
    size_t prompts = prompts_list(a, &names);
    if (!has_lists && !is_table_used(a, list_at(a, prompts), g))
        prompts = a->list_count = 0;
    const struct stem_list *list = list_at(a, prompts);
    if (a->pair_count < 2 || (list == NULL && a->joints < a->pair_count)) {
        a->list_count = has_lists ? a->list_count : 0;
        return false;
    }
    for (size_t i = 0; i < a->list_count && g == NULL; i++)
        if (i != prompts && n->d.options_met == 0)
            match_options_of_list(a, &a->lists[i]);
    bool is_open = n->d.options_met == 0; /* options are what the pairs name */
    for (size_t i = 0; i < a->pair_count; i++) {
        const char *right = a->pairs[i].right, *rest;
        long option = match_option_named(a, right, &rest);
        if (option < 0 && is_open && n->d.options_met < MOST) {
            option = (long)n->d.options_met;
            match_new_option(a, right, strlen(right), a->pairs[i].line);
        }
        bool is_said = option < 0 || n->has_meta ||
                       names_cover(&n->names, rest, strlen(rest), 1u << option);
        add_prompt(a, &a->pairs[i], list, &names, option,
                   *a->pairs[i].why != '\0' ? a->pairs[i].why
                   : is_said                ? ""
                                            : rest);
    }
    for (size_t i = 0; list != NULL && i < list->count && !n->has_meta; i++)
        if ((a->taken >> i & 1) == 0) /* the key says nothing of it */
            match_new_prompt(n, list->texts[i], strlen(list->texts[i]), list->items[i],
                             -1);
    return true;
}

/* --- which of them it is --- */

/* The section of the key without what explains behind it; false: there is none. */
static bool find_key(const struct note *n, struct note_section *key)
{
    for (size_t i = 0; i < n->section_count; i++) {
        if (n->sections[i].role != ROLE_KEY)
            continue;
        *key = n->sections[i];
        key->to = note_steps_end(n, key);
        return true;
    }
    return false;
}

static bool read_kind(struct matcher *a, enum question_kind kind, bool is_said,
                      size_t stop, const struct note_section *key,
                      const struct option_group *g)
{
    struct note *n = a->n;
    for (size_t i = 0; i < a->list_count; i++)
        read_texts(a, &a->lists[i]);
    bool is_read = kind == QUESTION_MATCHING ? read_matching(a, stop, g)
                                             : match_read_ordering(a, key, g, is_said);
    if (is_read)
        n->d.q.kind = kind;
    else
        match_forget(n, g != NULL);
    return is_read;
}

/* The reasons of a matching speak of its prompts, or by letter of its options. */
static void name_prompts(struct note *n)
{
    n->names.count = 0;
    for (size_t i = 0; i < n->d.prompts_met && i < MOST; i++)
        names_add(&n->names, n->d.prompts[i].text, strlen(n->d.prompts[i].text));
}

size_t note_read_match(struct note *n, size_t stop, const struct option_group *g,
                       size_t *between)
{
    struct matcher a = {.n = n};
    struct note_section said;
    const struct note_section *key = find_key(n, &said) ? &said : NULL;
    size_t first = stop;
    unsigned asked = n->has_meta ? 0 : match_asked(n, stop);
    bool is_match =
        n->has_meta ? n->meta.kind == QUESTION_MATCHING : (asked & ASKED_MATCH) != 0;
    bool is_order =
        n->has_meta ? n->meta.kind == QUESTION_ORDERING : (asked & ASKED_ORDER) != 0;
    bool has_steps = !is_order && (asked & ASKED_STEPS) != 0, is_found = false;
    find_lists(&a, n->from + 1, stop);
    if (n->has_meta &&
        a.list_count > 0) { /* the last is ours; others are the scenario's */
        a.lists[0] = a.lists[a.list_count - 1];
        a.list_count = 1;
    }
    bool has_blocks =
        !n->has_meta &&
        match_read_blocks(&a, n->from + 1, g != NULL ? g->end : stop, is_match, &first);
    if (has_blocks) {
        n->d.q.kind = QUESTION_MATCHING;
    } else if (a.list_count > 0 && g == NULL &&
               match_read_marked(&a, &a.lists[0], false)) {
        n->d.q.kind = QUESTION_MATCHING;
        is_found = true;
    } else if (key != NULL) {
        size_t lines = key->to - key->from + (key->skip < note_line(n, key->title)->len);
        if (is_match || is_order || has_steps ||
            lines > 1) /* one line shows no pairs by itself */
            match_find_pairs(&a, key);
        bool has_arrows = a.pair_count >= 2 && a.arrows == a.pair_count && !n->has_meta;
        if (is_match || (has_arrows && !is_order))
            is_found = read_kind(&a, QUESTION_MATCHING, true, stop, key, g);
        if (!is_found && (is_order || has_steps))
            is_found = read_kind(&a, QUESTION_ORDERING, is_order, stop, key, g);
        if (!is_found && is_order && g != NULL && (a.pair_count >= 2 || a.is_listed)) {
            n->fault = "its answer is no order of its options";
            n->fault_at = key->title;
        }
        struct matcher b = {.n = n};
        find_lists(&b, key->from, key->to);
        if (!is_found && is_match && b.list_count > 0 && g == NULL &&
            match_read_marked(&b, &b.lists[0], true)) {
            n->d.q.kind = QUESTION_MATCHING;
            is_found = true;
        }
        arena_release(&b.texts);
    }
    if (is_found && a.list_count > 0 && (g == NULL || n->d.q.kind == QUESTION_MATCHING))
        first = a.lists[0].first < stop ? a.lists[0].first : stop;
    if (n->d.q.kind == QUESTION_MATCHING)
        name_prompts(n);
    arena_release(&a.texts);
    *between = has_blocks ? stop : first;
    return first;
}

void note_settle_match(struct note *n)
{
    if (n->d.q.kind != QUESTION_MATCHING)
        return;
    for (size_t i = 0; i < n->d.options_met && i < MOST; i++)
        if (*n->d.options[i].id == '\0') {
            char letter[] = {(char)('a' + i), '\0'};
            n->d.options[i].id = draft_slug(n->d.in, letter, 1);
        }
    for (size_t i = 0; i < n->d.prompts_met && i < MOST; i++)
        if (n->matches[i] >= 0)
            n->d.prompts[i].match = n->d.options[n->matches[i]].id;
}
