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
#include <stdlib.h>
#include <string.h>

#include "markdown_parts.h"
#include "markdown_text.h"

enum { MOST = LIMIT_OPTIONS };

/* A list of the stem: prompts, or options without letters. */
struct stem_list {
    size_t first, end;
    size_t items[MOST];
    size_t count, met;
    bool is_ordered;
};

/* An entry of the key, as a bank's text. */
struct pair {
    const char *left, *right; /* left: "" where the entry has no joint */
    uint32_t number;          /* of the entry; 0: none */
    bool has_arrow;
    size_t line;
};

struct matcher {
    struct note *n;
    struct stem_list lists[3];
    size_t list_count;
    struct pair pairs[MOST];
    size_t pair_count, arrows, joints;
    bool is_listed; /* letters in a row, which make no order */
    struct arena texts;
};

/* --- lists of the stem --- */

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
            char marker = m->items[item].marker;
            a->lists[a->list_count++] = (struct stem_list){
                .first = i, .end = i, .is_ordered = marker == '.' || marker == ')'};
        }
        struct stem_list *list = &a->lists[a->list_count - 1];
        list->end = i + 1;
        if (m->items[item].first != i)
            continue;
        list->met++;
        if (list->count < MOST)
            list->items[list->count++] = i;
    }
}

static size_t item_end(const struct stem_list *list, size_t nth)
{
    return nth + 1 < list->count ? list->items[nth + 1] : list->end;
}

static const char *kept_text(struct matcher *a, const struct buf *text)
{
    return arena_text(&a->texts, buf_str(text), text->len);
}

/* --- words of the stem --- */

/* All words of the stem, a space around each. */
static void stem_words(const struct note *n, size_t to, struct buf *text)
{
    buf_char(text, ' ');
    for (size_t i = n->from; i < to; i++) {
        const struct md_line *line = note_line(n, i);
        if (line->depth > n->depth ||
            (line->kind != LINE_TEXT && line->kind != LINE_HEADING))
            continue;
        markdown_words(line->text, line->len, text);
        buf_char(text, ' ');
    }
    for (char *at = text->bytes; (at = strstr(at, " in order to ")) != NULL;)
        memset(at, '_', 12); /* that is no order */
}

/* Does the stem say one of WORDS, each of which begins with a space? */
static bool says(const struct buf *stem, const char *const *words)
{
    for (const char *at = strchr(stem->bytes, ' '); at != NULL; at = strchr(at + 1, ' '))
        for (size_t i = 0; words[i] != NULL; i++)
            if (at[1] == words[i][1] && strncmp(at, words[i], strlen(words[i])) == 0)
                return true;
    return false;
}

static const char *const match_words[] = {" match ",    " matches ", " matching ",
                                          " map each ", " pair ",    " for each ",
                                          " ordne ",    NULL};
static const char *const order_words[] = {
    " in order ",       " correct order ",  " right order ", " which order ",
    " what order ",     " proper order ",   " in sequence ", " correct sequence ",
    " right sequence ", " which sequence ", " arrange ",     " order the ",
    " order of the ",   " order of these ", " reihenfolge ", NULL};
/* With these it is an order only where the key is one of all options. */
static const char *const step_words[] = {" order ", " sequence ", " steps ", " first ",
                                         NULL};
/* Then it is a choice, whatever else it says. */
static const char *const select_words[] = {" select two ",
                                           " choose two ",
                                           " select three ",
                                           " choose three ",
                                           " which two ",
                                           " which three ",
                                           " select 2 ",
                                           " choose 2 ",
                                           " select 3 ",
                                           " choose 3 ",
                                           NULL};

/* --- pairs of the key --- */

static bool is_at(const char *text, size_t len, size_t at, const char *words)
{
    size_t size = strlen(words);
    return len - at >= size && memcmp(text + at, words, size) == 0;
}

static const char *const arrows[] = {"\u2192", "->",     "=>",     "\u27a1\ufe0f",
                                     "\u27a1", "\u21d2", "\u27f6", "\u2194"};

/* The first arrow in TEXT: its bytes; 0: there is none. */
static size_t find_arrow(const char *text, size_t len, size_t *at)
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
    size_t size = find_arrow(text, len, at);
    *is_arrow = size > 0;
    for (size_t i = 0; i < len && size == 0; i++)
        for (size_t k = 0; k < COUNT(others) && size == 0; k++)
            if (is_at(text, len, i, others[k])) {
                *at = i;
                size = strlen(others[k]);
            }
    return size;
}

static const char *side(struct matcher *a, const char *text, size_t len)
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
    const char *kept = kept_text(a, &out);
    buf_release(&out);
    return kept;
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
    *p = (struct pair){.left = "", .number = number, .line = line};
    bool is_letter = markdown_letters(text, len, a->n->letters, &used) != 0 && used > 0;
    size_t size = find_joint(text, len, &at, &is_arrow);
    p->has_arrow = size > 0 && is_arrow;
    if (a->n->has_meta && is_letter) { /* the letter says it all */
        p->right = side(a, text, used);
        return;
    }
    if (size == 0 || (is_letter && !is_arrow && used >= at)) {
        p->right = side(a, text, len);
        return;
    }
    p->left = side(a, text, at);
    p->right = side(a, text + at + size, len - at - size);
    a->arrows += is_arrow;
    a->joints++;
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

/* "| need | service |": cells of a table's row. */
static void add_rows(struct matcher *a, const struct md_line *line, size_t at)
{
    size_t row = 0;
    for (const char *text = line->text, *end = text + line->len; text < end; row++) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        stop = stop != NULL ? stop : end;
        const char *left = text;
        while (left < stop && (*left == ' ' || *left == '|'))
            left++;
        const char *bar = memchr(left, '|', (size_t)(stop - left));
        bool is_rule = strspn(text, "|:- \t") >= (size_t)(stop - text);
        if (row >= 2 && bar != NULL && !is_rule && a->pair_count < MOST) {
            const char *right = bar + 1,
                       *close = memchr(right, '|', (size_t)(stop - right));
            struct pair *p = &a->pairs[a->pair_count++];
            *p = (struct pair){.has_arrow = true, .line = at};
            p->left = side(a, left, (size_t)(bar - left));
            p->right = side(a, right, (size_t)((close != NULL ? close : stop) - right));
            a->arrows++;
            a->joints++;
        }
        text = stop < end ? stop + 1 : end;
    }
}

static void find_pairs(struct matcher *a, const struct note_section *s)
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
            number = m->items[line->item].number;
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

/* --- matching --- */

/* A number that is all of TEXT; 0: it is none. */
static long number_of(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && digits < 3 && text[digits] == '\0' ? strtol(text, NULL, 10) : 0;
}

/* The option that NAME means, by letter, number or text; -1: none, or none for sure. */
static long option_named(struct matcher *a, const char *name)
{
    struct note *n = a->n;
    size_t used, len = strlen(name);
    uint32_t letters = markdown_letters(name, len, n->letters, &used);
    uint32_t places = letters != 0 ? note_places(n, letters) : 0;
    for (size_t i = 0; i < n->d.options_met && places != 0; i++)
        if (places == 1u << i)
            return (long)i;
    if (places != 0)
        return -1;
    long found = names_find(&n->names, name, len, UINT32_MAX, true);
    long nth = n->is_numbered && !n->has_meta ? number_of(name) - 1 : -1;
    if (nth < 0 || nth >= (long)n->d.options_met)
        return found;
    return found < 0 || found == nth ? nth : -1; /* "2" may be in an option's text */
}

static void new_option(struct matcher *a, const char *text, size_t len, size_t line)
{
    struct note *n = a->n;
    if (n->letters < MOST)
        n->place_of[n->letters++] = (int8_t)n->d.options_met;
    draft_option(&n->d, note_place(n->file, line), text, len);
    names_add(&n->names, text, len);
}

static void options_of_list(struct matcher *a, const struct stem_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct buf text = {0};
        note_text(a->n, list->items[i], item_end(list, i), 0, &text);
        const char *t = buf_str(&text);
        size_t len = text.len;
        markdown_take_mark(&t, &len);
        markdown_take_bold(&t, &len);
        new_option(a, t, len, list->items[i]);
        buf_release(&text);
    }
}

/* The prompt of pair P: the text of the stem where it says the same in full. */
static void add_prompt(struct matcher *a, const struct pair *p,
                       const struct stem_list *list, const struct names *names,
                       long option)
{
    struct note *n = a->n;
    long at = *p->left != '\0' && list != NULL
                  ? names_find(names, p->left, strlen(p->left), UINT32_MAX, true)
                  : -1;
    if (at < 0 && list != NULL && p->number > 0 && p->number <= list->count &&
        (*p->left == '\0' || list->count == a->pair_count))
        at = (long)p->number - 1;
    struct buf text = {0};
    if (at >= 0)
        note_text(n, list->items[at], item_end(list, (size_t)at), 0, &text);
    else
        buf_text(&text, p->left);
    const char *t = buf_str(&text);
    size_t len = text.len;
    markdown_take_bold(&t, &len);
    size_t nth = n->d.prompts_met < MOST ? n->d.prompts_met : MOST - 1;
    draft_prompt(&n->d, note_place(n->file, at >= 0 ? list->items[at] : p->line), t, len);
    n->matches[nth] = (int8_t)option;
    buf_release(&text);
}

static const struct stem_list *list_at(const struct matcher *a, size_t nth)
{
    return nth < a->list_count ? &a->lists[nth] : NULL;
}

/* Which of the stem's lists are the prompts: the one whose entries the pairs begin with.
 */
static size_t prompts_list(struct matcher *a, struct names *names)
{
    for (size_t i = 0; i < a->list_count; i++) {
        names->count = 0;
        for (size_t k = 0; k < a->lists[i].count; k++) {
            struct buf text = {0};
            note_text(a->n, a->lists[i].items[k], item_end(&a->lists[i], k), 0, &text);
            names_add(names, buf_str(&text), text.len);
            buf_release(&text);
        }
        size_t named = 0;
        for (size_t k = 0; k < a->pair_count; k++)
            named += *a->pairs[k].left != '\0' &&
                     names_find(names, a->pairs[k].left, strlen(a->pairs[k].left),
                                UINT32_MAX, true) >= 0;
        bool is_numbered = a->joints == 0 && a->lists[i].is_ordered &&
                           a->lists[i].count == a->pair_count;
        if ((named > 0 && 2 * named >= a->pair_count) || is_numbered)
            return i;
    }
    names->count = 0;
    return a->list_count;
}

static bool read_matching(struct matcher *a, const struct option_group *g)
{
    struct note *n = a->n;
    struct names names;
    size_t prompts = prompts_list(a, &names);
    const struct stem_list *list = list_at(a, prompts);
    if (a->pair_count < 2 || (list == NULL && a->joints < a->pair_count))
        return false;
    for (size_t i = 0; i < a->list_count && g == NULL; i++)
        if (i != prompts && n->d.options_met == 0)
            options_of_list(a, &a->lists[i]);
    bool is_open = n->d.options_met == 0; /* options are what the pairs name */
    for (size_t i = 0; i < a->pair_count; i++) {
        const char *right = a->pairs[i].right;
        long option = option_named(a, right);
        if (option < 0 && is_open && n->d.options_met < MOST) {
            option = (long)n->d.options_met;
            new_option(a, right, strlen(right), a->pairs[i].line);
        }
        add_prompt(a, &a->pairs[i], list, &names, option);
    }
    return true;
}

/* --- check marks in lists below each prompt --- */

static bool read_marked(struct matcher *a, const struct stem_list *list, bool is_key)
{
    struct note *n = a->n;
    const struct markdown *m = n->file->m;
    unsigned depth = note_line(n, list->first)->depth + 1;
    size_t marked[MOST] = {0};
    for (size_t i = 0; i < list->count; i++) {
        size_t subs = 0, right = 0;
        for (size_t k = list->items[i]; k < item_end(list, i); k++) {
            const struct md_line *line = note_line(n, k);
            if (line->depth != depth || !markdown_begins_item(m, line))
                continue;
            subs++;
            if (note_sign(n, k)->mark != MARK_RIGHT)
                continue;
            right++;
            marked[i] = k;
        }
        if (right != 1 || (subs < 2 && !is_key))
            return false;
    }
    if (list->count < 2)
        return false;
    for (size_t i = 0; i < list->count; i++) {
        size_t end = item_end(list, i);
        bool has_end = false;
        long match = -1;
        for (size_t k = list->items[i]; k < item_end(list, i); k++) {
            const struct md_line *line = note_line(n, k);
            if (line->depth != depth || !markdown_begins_item(m, line))
                continue;
            struct buf text = {0};
            end = has_end ? end : k;
            has_end = true;
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
                new_option(a, t, len, k);
            }
            match = k == marked[i] ? option : match;
            buf_release(&text);
        }
        struct buf text = {0};
        note_text(n, list->items[i], end, 0, &text);
        const char *t = buf_str(&text);
        size_t len = text.len;
        if (len > 0 && t[len - 1] == ':')
            len--;
        markdown_take_bold(&t, &len);
        size_t nth = n->d.prompts_met < MOST ? n->d.prompts_met : MOST - 1;
        draft_prompt(&n->d, note_place(n->file, list->items[i]), t, len);
        n->matches[nth] = (int8_t)match;
        buf_release(&text);
    }
    return true;
}

/* --- ordering --- */

static void forget_order(struct note *n)
{
    for (size_t i = 0; i < MOST; i++)
        n->d.options[i].position = 0;
}

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
    bool has_arrow = find_arrow(text, len, &at) > 0, is_order = true;
    if (!has_arrow && read_letter_row(a, text, len, position))
        return true;
    while (is_order && size > 0) {
        const char *comma = memchr(text, ',', len);
        at = comma != NULL ? (size_t)(comma - text) : len;
        size = has_arrow ? find_arrow(text, len, &at) : comma != NULL;
        at = has_arrow && size == 0 ? len : at;
        is_order = place_step(a->n, option_named(a, side(a, text, at)), position);
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
        const char *right = a->pairs[i].right;
        const struct md_line *line = note_line(n, a->pairs[i].line);
        struct buf whole = {0};
        if (a->pairs[i].left[0] != '\0' && is_open)
            markdown_inline(n->file->m, line->text, line->len, &whole);
        long option = option_named(a, right);
        if (option < 0 && *a->pairs[i].left != '\0')
            option = option_named(a, a->pairs[i].left);
        if (is_open && n->d.options_met < MOST) {
            option = (long)n->d.options_met;
            const char *text = whole.len > 0 ? whole.bytes : right;
            new_option(a, text, strlen(text), a->pairs[i].line);
        }
        buf_release(&whole);
        if (!place_step(n, option, position))
            return false;
    }
    return *position >= 2;
}

/* IS_SAID: the question asks for an order; else only one of all options is one. */
static bool read_ordering(struct matcher *a, const struct note_section *s,
                          const struct option_group *g, bool is_said)
{
    struct note *n = a->n;
    int position = 0;
    if (g == NULL && a->list_count > 0)
        options_of_list(a, &a->lists[0]);
    size_t had = n->d.options_met;
    size_t first = s->skip < note_line(n, s->title)->len ? s->title : s->from;
    const struct md_line *line = note_line(n, first);
    bool is_read = false;
    if (first < s->to && line->depth == s->depth && !n->has_meta) {
        size_t skip = first == s->title ? s->skip : 0;
        is_read = read_row(a, line->text + skip, line->len - skip, &position);
    }
    if (!is_read) {
        forget_order(n);
        position = 0;
        is_read = read_steps(a, &position);
    }
    return is_read && (is_said || (size_t)position == had);
}

/* --- which of them it is --- */

static const struct note_section *key_section(const struct note *n)
{
    for (size_t i = 0; i < n->section_count; i++)
        if (n->sections[i].role == ROLE_KEY)
            return &n->sections[i];
    return NULL;
}

/* What was tried leaves nothing behind. */
static void forget(struct note *n, bool has_options)
{
    n->d.prompts_met = 0;
    forget_order(n);
    if (has_options)
        return;
    n->d.options_met = 0;
    n->letters = 0;
    n->names.count = 0;
    memset(n->place_of, -1, sizeof n->place_of);
}

static bool read_kind(struct matcher *a, enum question_kind kind, bool is_said,
                      const struct note_section *key, const struct option_group *g)
{
    struct note *n = a->n;
    bool is_read = kind == QUESTION_MATCHING ? read_matching(a, g)
                                             : read_ordering(a, key, g, is_said);
    if (is_read)
        n->d.q.kind = kind;
    else
        forget(n, g != NULL);
    return is_read;
}

/* The reasons of a matching speak of its prompts, or by letter of its options. */
static void name_prompts(struct note *n)
{
    n->names.count = 0;
    for (size_t i = 0; i < n->d.prompts_met && i < MOST; i++)
        names_add(&n->names, n->d.prompts[i].text, strlen(n->d.prompts[i].text));
}

size_t note_read_match(struct note *n, size_t stop, const struct option_group *g)
{
    struct matcher a = {.n = n};
    const struct note_section *key = key_section(n);
    size_t first = stop;
    struct buf stem = {0};
    stem_words(n, stop, &stem);
    bool is_match =
        n->has_meta ? n->meta.kind == QUESTION_MATCHING : says(&stem, match_words);
    bool is_order =
        n->has_meta ? n->meta.kind == QUESTION_ORDERING : says(&stem, order_words);
    bool has_steps = !n->has_meta && !is_order && says(&stem, step_words);
    bool is_found = false;
    if (!n->has_meta && says(&stem, select_words))
        is_match = is_order = has_steps = false;
    find_lists(&a, n->from + 1, stop);
    if (n->has_meta &&
        a.list_count > 0) { /* the last is ours; others are the scenario's */
        a.lists[0] = a.lists[a.list_count - 1];
        a.list_count = 1;
    }
    if (a.list_count > 0 && g == NULL && read_marked(&a, &a.lists[0], false)) {
        n->d.q.kind = QUESTION_MATCHING;
        is_found = true;
    } else if (key != NULL) {
        size_t lines = key->to - key->from + (key->skip < note_line(n, key->title)->len);
        if (is_match || is_order || has_steps ||
            lines > 1) /* one line shows no pairs by itself */
            find_pairs(&a, key);
        bool has_arrows = a.pair_count >= 2 && a.arrows == a.pair_count && !n->has_meta;
        if (is_match || (has_arrows && !is_order))
            is_found = read_kind(&a, QUESTION_MATCHING, true, key, g);
        if (!is_found && (is_order || has_steps))
            is_found = read_kind(&a, QUESTION_ORDERING, is_order, key, g);
        if (!is_found && is_order && g != NULL && (a.pair_count >= 2 || a.is_listed)) {
            n->fault = "its answer is no order of its options";
            n->fault_at = key->title;
        }
        struct matcher b = {.n = n};
        find_lists(&b, key->from, key->to);
        if (!is_found && is_match && b.list_count > 0 && g == NULL &&
            read_marked(&b, &b.lists[0], true)) {
            n->d.q.kind = QUESTION_MATCHING;
            is_found = true;
        }
    }
    if (is_found && a.list_count > 0 && (g == NULL || n->d.q.kind == QUESTION_MATCHING))
        first = a.lists[0].first < stop ? a.lists[0].first : stop;
    if (n->d.q.kind == QUESTION_MATCHING)
        name_prompts(n);
    buf_release(&stem);
    arena_release(&a.texts);
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
