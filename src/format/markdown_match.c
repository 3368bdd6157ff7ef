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

#include "markdown_parts.h"
#include "markdown_text.h"

enum { MOST = LIMIT_OPTIONS };

/* A list of the stem, or a column of its table: prompts, or options without letters. */
struct stem_list {
    size_t first, end;
    size_t items[MOST]; /* their lines */
    const char *texts[MOST];
    uint32_t labels[MOST]; /* 'A' or a number; 0: none */
    size_t count;
};

/* An entry of the key, as a bank's text. */
struct pair {
    const char *left, *right; /* left: "" where the entry has no joint */
    const char *why;          /* behind a pair in bold; "": nothing */
    uint32_t number;          /* of the entry; 0: none */
    bool has_arrow;
    size_t line;
};

struct matcher {
    struct note *n;
    struct stem_list lists[3];
    size_t list_count;
    const struct stem_list *options; /* the list that the options are; NULL: none */
    struct pair pairs[MOST];
    size_t pair_count, arrows, joints;
    uint32_t taken; /* prompts of the stem that have a pair, bit i */
    bool is_listed; /* letters in a row, which make no order */
    struct arena texts;
};

/* --- lists of the stem --- */

static size_t item_end(const struct stem_list *list, size_t nth)
{
    return nth + 1 < list->count ? list->items[nth + 1] : list->end;
}

static const char *kept_text(struct matcher *a, const struct buf *text)
{
    return arena_text(&a->texts, buf_str(text), text->len);
}

static void read_texts(struct matcher *a, struct stem_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct buf text = {0};
        note_text(a->n, list->items[i], item_end(list, i), 0, &text);
        list->texts[i] = kept_text(a, &text);
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

static void forget_order(struct note *n)
{
    for (size_t i = 0; i < MOST; i++)
        n->d.options[i].position = 0;
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

/* What words of the stem ask for. */
enum asked {
    ASKED_MATCH = 1,
    ASKED_ORDER = 2,
    ASKED_STEPS = 4, /* an order only where the key is one of all options */
    ASKED_CHOICE = 8 /* it is one, whatever else the stem says */
};

/* By their first letter; an empty one ends them. */
/* clang-format off */
static const struct phrase {
    char words[20];
    unsigned asked;
} phrases[26][7] = {
    ['a' - 'a'] = {{"arrange ", ASKED_ORDER}},
    ['c' - 'a'] = {{"correct order ", ASKED_ORDER}, {"correct sequence ", ASKED_ORDER},
                   {"choose two ", ASKED_CHOICE}, {"choose three ", ASKED_CHOICE},
                   {"choose 2 ", ASKED_CHOICE}, {"choose 3 ", ASKED_CHOICE}},
    ['f' - 'a'] = {{"for each ", ASKED_MATCH}, {"first ", ASKED_STEPS}},
    ['i' - 'a'] = {{"in order ", ASKED_ORDER}, {"in sequence ", ASKED_ORDER}},
    ['m' - 'a'] = {{"match ", ASKED_MATCH}, {"matches ", ASKED_MATCH},
                   {"matching ", ASKED_MATCH}, {"map each ", ASKED_MATCH}},
    ['o' - 'a'] = {{"order the ", ASKED_ORDER}, {"order of the ", ASKED_ORDER},
                   {"order of these ", ASKED_ORDER}, {"order ", ASKED_STEPS},
                   {"ordne ", ASKED_MATCH}},
    ['p' - 'a'] = {{"pair ", ASKED_MATCH}, {"proper order ", ASKED_ORDER}},
    ['r' - 'a'] = {{"right order ", ASKED_ORDER}, {"right sequence ", ASKED_ORDER},
                   {"reihenfolge ", ASKED_ORDER}},
    ['s' - 'a'] = {{"sequence ", ASKED_STEPS}, {"steps ", ASKED_STEPS},
                   {"select two ", ASKED_CHOICE}, {"select three ", ASKED_CHOICE},
                   {"select 2 ", ASKED_CHOICE}, {"select 3 ", ASKED_CHOICE}},
    ['w' - 'a'] = {{"what order ", ASKED_ORDER}, {"which order ", ASKED_ORDER},
                   {"which sequence ", ASKED_ORDER}, {"which two ", ASKED_CHOICE},
                   {"which three ", ASKED_CHOICE}},
};
/* clang-format on */

/* What the first words of TEXT ask for. */
static unsigned asked_at(const char *text)
{
    unsigned asked = 0;
    for (const struct phrase *p = phrases[*text - 'a']; *p->words != '\0'; p++)
        if (text[1] == p->words[1] && strncmp(text, p->words, strlen(p->words)) == 0)
            asked |= p->asked;
    return asked;
}

/* What the stem, up to line TO, asks for: bits of enum asked. */
static unsigned asked_in(const struct note *n, size_t to)
{
    char room[1024];
    struct buf stem = buf_in(room, sizeof room);
    unsigned asked = 0;
    stem_words(n, to, &stem);
    for (const char *at = strchr(stem.bytes, ' '); at != NULL; at = strchr(at + 1, ' '))
        if (at[1] >= 'a' && at[1] <= 'z')
            asked |= asked_at(at + 1);
    buf_release(&stem);
    return (asked & ASKED_CHOICE) != 0 ? 0 : asked;
}

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

/* "**A -> 2**: what explains": where the pair ends. */
static size_t bold_pair(const char *text, size_t len)
{
    size_t at;
    if (len < 5 || memcmp(text, "**", 2) != 0)
        return len;
    const char *close = strstr(text + 2, "**");
    size_t end = close != NULL ? (size_t)(close - text) : len;
    return end + 2 < len && find_arrow(text, end, &at) > 0 ? end : len;
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
        p->why = side(a, text + len + skip, whole - len - skip);
    }
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

struct cell {
    const char *text;
    size_t len;
};

/* The cell of a table's row that begins at *AT; false: there is no more. */
static bool next_cell(const char **at, const char *stop, struct cell *cell)
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
            next_cell(&text, stop, &left) && next_cell(&text, stop, &right)) {
            struct pair *p = &a->pairs[a->pair_count++];
            *p = (struct pair){.why = "", .has_arrow = true, .line = at};
            p->left = side(a, left.text, left.len);
            p->right = side(a, right.text, right.len);
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

/* The option that NAME means, by label, letter, number or text; -1: none, or none for
 * sure. *REST: what stands behind a label. */
static long option_named(struct matcher *a, const char *name, const char **rest)
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
    a->options = list;
    for (size_t i = 0; i < list->count; i++) {
        const char *text = list->texts[i];
        size_t len = strlen(text);
        markdown_take_mark(&text, &len);
        markdown_take_bold(&text, &len);
        new_option(a, text, len, list->items[i]);
    }
}

/* Is the whole of TEXT a label? */
static bool is_label(const char *text)
{
    size_t used, len = strlen(text);
    return label_at(text, len, &used) != 0 && used == len;
}

static struct prompt *new_prompt(struct note *n, const char *text, size_t len,
                                 size_t line, long option)
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
    struct prompt *prompt = new_prompt(n, text, len, at >= 0 ? list->items[at] : p->line,
                                       is_known ? option : -1);
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
    while (next_cell(&text, stop, &cell)) {
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
        list->texts[list->count++] = side(a, cell.text + used, cell.len - used);
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
            options_of_list(a, &a->lists[i]);
    bool is_open = n->d.options_met == 0; /* options are what the pairs name */
    for (size_t i = 0; i < a->pair_count; i++) {
        const char *right = a->pairs[i].right, *rest;
        long option = option_named(a, right, &rest);
        if (option < 0 && is_open && n->d.options_met < MOST) {
            option = (long)n->d.options_met;
            new_option(a, right, strlen(right), a->pairs[i].line);
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
            new_prompt(n, list->texts[i], strlen(list->texts[i]), list->items[i], -1);
    return true;
}

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
        new_option(a, t, len, k);
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
    new_prompt(n, t, len, title, match);
    buf_release(&text);
}

static bool read_marked(struct matcher *a, const struct stem_list *list, bool is_key)
{
    const struct note *n = a->n;
    unsigned depth = note_line(n, list->first)->depth + 1;
    for (size_t i = 0; i < list->count; i++) {
        size_t right,
            subs = count_choices(n, list->items[i], item_end(list, i), depth, &right);
        if (right != 1 || (subs < 2 && !is_key))
            return false;
    }
    if (list->count < 2)
        return false;
    for (size_t i = 0; i < list->count; i++) {
        size_t end = item_end(list, i), first = list->items[i];
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

/* Is it a prompt above each of several lists? Then *FIRST becomes the line of the first.
 * IS_SAID: the question asks to match; else entries that are said again show it. */
static bool read_blocks(struct matcher *a, size_t from, size_t to, bool is_said,
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
    forget(n, false);
    n->marked = n->bold = 0; /* of what looked like options */
    for (size_t i = 0; i < count; i++)
        add_marked(a, block[i].title, block[i].first, block[i].first, block[i].end,
                   n->depth + 1);
    *first = block->title;
    return true;
}

/* --- ordering --- */

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
    bool has_arrow = find_arrow(text, len, &at) > 0, is_order = true;
    if (!has_arrow && read_letter_row(a, text, len, position))
        return true;
    while (is_order && size > 0) {
        const char *comma = memchr(text, ',', len);
        at = comma != NULL ? (size_t)(comma - text) : len;
        size = has_arrow ? find_arrow(text, len, &at) : comma != NULL;
        at = has_arrow && size == 0 ? len : at;
        is_order = place_step(a->n, option_named(a, side(a, text, at), &rest), position);
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
        long option = option_named(a, right, &rest);
        if (option < 0 && *a->pairs[i].left != '\0')
            option = option_named(a, a->pairs[i].left, &rest);
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

size_t note_read_match(struct note *n, size_t stop, const struct option_group *g,
                       size_t *between)
{
    struct matcher a = {.n = n};
    struct note_section said;
    const struct note_section *key = find_key(n, &said) ? &said : NULL;
    size_t first = stop;
    unsigned asked = n->has_meta ? 0 : asked_in(n, stop);
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
        read_blocks(&a, n->from + 1, g != NULL ? g->end : stop, is_match, &first);
    if (has_blocks) {
        n->d.q.kind = QUESTION_MATCHING;
    } else if (a.list_count > 0 && g == NULL && read_marked(&a, &a.lists[0], false)) {
        n->d.q.kind = QUESTION_MATCHING;
        is_found = true;
    } else if (key != NULL) {
        size_t lines = key->to - key->from + (key->skip < note_line(n, key->title)->len);
        if (is_match || is_order || has_steps ||
            lines > 1) /* one line shows no pairs by itself */
            find_pairs(&a, key);
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
            read_marked(&b, &b.lists[0], true)) {
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
