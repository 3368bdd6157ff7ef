/*
 * markdown_shared_key.c - answer keys that stand apart from their questions: see the
 * header.
 *
 * In:   lines, their signs and the questions that they were cut into.
 * Out:  for each question what a key says of it.
 *
 * A key begins with a line that announces answers; its entries are numbered lines ("12.
 * B"), a row of them ("1-B, 2-C") or a table, with the numbers in a column or in a row.
 * It is that of the questions since the key before, none of which has an answer of its
 * own. An entry goes to the question of its number. Where numbers are missing or stand
 * twice, entries go to questions in their order, if there are as many. Whatever else
 * there is gives nothing: a wrong answer is worse than none.
 */
#include "markdown_shared_key.h"

#include <stdlib.h>
#include <string.h>

#include "markdown_scan.h"
#include "quizctl/text.h"

struct entry {
    uint32_t number; /* 0: it has none */
    struct answer_key says;
};

/* A key and the questions that it may be of: FIRST to END of the list. */
struct key {
    const struct note_file *file;
    size_t title, stop; /* its lines */
    size_t first, end;
    struct entry *entries;
    size_t count, cap;
    size_t lettered; /* entries that begin with letters of options */
    bool is_named;   /* it says "key", or "question" beside a number */
};

static const struct md_line *line_at(const struct key *k, size_t i)
{
    return &k->file->m->lines[i];
}

static uint32_t letters_of(const char *text, size_t len, size_t *used)
{
    return markdown_letters(text, len, LIMIT_OPTIONS, used);
}

static void add_entry(struct key *k, uint32_t number, size_t line, const char *text,
                      size_t len)
{
    size_t used;
    while (len > 0 && strchr(" ,;|", text[len - 1]) != NULL)
        len--;
    MEM_ROOM(k->entries, k->count, k->cap);
    k->entries[k->count++] = (struct entry){
        number, {.line = line, .end = line + 1, .text = text, .len = len}
    };
    k->lettered += letters_of(text, len, &used) != 0;
}

/* --- entries in lines --- */

/* "12. ", "12:", "12 - ", "Q12)": the number; S is behind it. 0: there is none. */
static uint32_t skip_number(struct scan *s)
{
    static const char *const words[] = {"question ", "q", "#", "no. "};
    struct scan was = *s;
    uint32_t number = 0;
    size_t digits = 0;
    skip_stars(s);
    for (size_t i = 0; i < COUNT(words) && !isdigit((unsigned char)at(s, 0)); i++)
        skip_word(s, words[i]);
    for (; isdigit((unsigned char)at(s, 0)) && digits < 7; digits++, s->at++)
        number = number * 10 + (uint32_t)(at(s, 0) - '0');
    if (number == 0 || (unsigned char)at(s, 0) >= 0x80) {
        size_t wide = colon(s) + dash(s) + wide_end(s);
        if (number == 0 || wide == 0) {
            *s = was;
            return 0;
        }
    }
    skip_stars(s);
    for (size_t step = 1; step > 0;) {
        char c = at(s, 0);
        step = colon(s) + dash(s) + wide_end(s);
        if (step == 0 && c != '\0' && strchr(".)]#= ", c) != NULL)
            step = 1;
        s->at += step;
    }
    return number;
}

/* Does a number and a letter stand at S, behind a gap? */
static bool is_next_number(const struct scan *s)
{
    struct scan next = *s;
    bool is_gap = s->at > 0 && strchr(" ,;|\t", s->text[s->at - 1]) != NULL;
    if (!is_gap || skip_number(&next) == 0)
        return false;
    next.at += at(&next, 0) == '(';
    bool has_letter = is_letter(at(&next, 0));
    while (isupper((unsigned char)at(&next, 0)) && isupper((unsigned char)at(&next, 1)))
        next.at++; /* "ACD" */
    return has_letter && !is_alnum(at(&next, 1));
}

/* "1-B, 2-C, 3-A,D": all of a line. False: it is no row of two at least. */
static bool read_row(struct key *k, size_t line, size_t from)
{
    struct scan s = {line_at(k, line)->text, line_at(k, line)->len, from};
    size_t count = k->count, lettered = k->lettered;
    bool is_row = true;
    while (is_row && s.at < s.len) {
        uint32_t number = skip_number(&s);
        size_t start = s.at, used = 0;
        while (s.at < s.len && !is_next_number(&s))
            s.at++;
        add_entry(k, number, line, s.text + start, s.at - start);
        const struct answer_key *says = &k->entries[k->count - 1].says;
        is_row = number > 0 && letters_of(says->text, says->len, &used) != 0 &&
                 used >= says->len;
    }
    is_row = is_row && k->count - count >= 2;
    if (!is_row) {
        k->count = count;
        k->lettered = lettered;
    }
    return is_row;
}

/* The number that line I begins with, by its sign, its text or its list. *FROM: where
 * what stands behind it begins. */
static uint32_t number_at(struct key *k, size_t i, size_t *from)
{
    const struct md_line *line = line_at(k, i);
    const struct sign *sign = &k->file->signs[i];
    struct scan s = {line->text, line->len, 0};
    uint32_t number = sign->number;
    *from = sign->rest_at;
    k->is_named |= number > 0 && sign->is_word;
    if (number > 0)
        return number;
    number = skip_number(&s);
    *from = s.at;
    if (number == 0 && line->item != NO_ITEM && markdown_begins_item(k->file->m, line))
        number = k->file->m->items[line->item].number;
    return number;
}

/* An entry that begins in line I. False: none does. */
static bool read_line(struct key *k, size_t i)
{
    const struct md_line *line = line_at(k, i);
    bool is_item = line->kind == LINE_TEXT && line->item != NO_ITEM &&
                   markdown_begins_item(k->file->m, line);
    size_t from, used;
    if (read_row(k, i, 0))
        return true;
    uint32_t number = number_at(k, i, &from);
    bool has_letters = letters_of(line->text + from, line->len - from, &used) != 0;
    if (number == 0 && !(is_item && has_letters))
        return false;
    if (from < line->len || line->kind != LINE_HEADING) {
        add_entry(k, number, i, line->text + from, line->len - from);
        return true;
    }
    if (i + 1 == k->file->m->count || line[1].kind != LINE_TEXT)
        return false;
    const struct sign *below = &k->file->signs[i + 1]; /* "### 1" above "Answer: B" */
    from = below->role == ROLE_KEY ? below->rest_at : 0;
    add_entry(k, number, i + 1, line[1].text + from, line[1].len - from);
    return true;
}

/* --- entries in tables --- */

enum { COLUMNS = 64 };

struct cell {
    const char *text;
    size_t len;
    uint32_t number; /* that is all of it; 0: more or less */
};

/* The cells of the row that begins at TEXT. *IS_NAMED: one says "question". */
static size_t split_row(const char *text, const char *end, struct cell *cells,
                        bool *is_named)
{
    size_t count = 0;
    while (text < end && (*text == ' ' || *text == '|'))
        text++;
    while (text < end && count < COLUMNS) {
        const char *bar = memchr(text, '|', (size_t)(end - text));
        size_t len = (size_t)((bar != NULL ? bar : end) - text);
        while (len > 0 && (*text == ' ' || *text == '\t'))
            text++, len--;
        while (len > 0 && strchr(" \t\r", text[len - 1]) != NULL)
            len--;
        struct scan s = {text, len, 0};
        uint32_t number = skip_number(&s);
        skip_stars(&s);
        *is_named |= len > 0 && (*text == '#' || strncasecmp(text, "question", 8) == 0);
        cells[count++] = (struct cell){text, len, s.at == len ? number : 0};
        text = bar != NULL ? bar + 1 : end;
    }
    return count;
}

/* A number begins an entry, the next cell is its answer, those behind it say why. */
static void read_cells(struct key *k, size_t line, const struct cell *cells, size_t count)
{
    struct entry *open = NULL;
    for (size_t i = 0; i < count; i++) {
        if (cells[i].number > 0 && i + 1 < count) {
            add_entry(k, cells[i].number, line, cells[i + 1].text, cells[i + 1].len);
            open = &k->entries[k->count - 1];
            i++;
        } else if (open != NULL && cells[i].len > 0 && open->says.why == NULL) {
            open->says.why = cells[i].text;
            open->says.why_len = cells[i].len;
        }
    }
}

static void read_table(struct key *k, size_t line)
{
    const struct md_line *table = line_at(k, line);
    const char *text = table->text, *end = text + table->len;
    struct cell cells[COLUMNS], above[COLUMNS];
    size_t wide = 0; /* cells of the row of numbers above */
    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        stop = stop != NULL ? stop : end;
        size_t count = split_row(text, stop, cells, &k->is_named), numbers = 0,
               filled = 0, used;
        for (size_t i = 0; i < count; i++) {
            numbers += cells[i].number > 0;
            filled += cells[i].len > strspn(cells[i].text, "-: ");
        }
        if (numbers >= 2 && numbers + 1 >= filled) {
            memcpy(above, cells, sizeof cells);
            wide = count;
        } else if (wide > 0 && filled > 0) {
            for (size_t i = 0; i < count && i < wide; i++)
                if (above[i].number > 0 && letters_of(cells[i].text, cells[i].len, &used))
                    add_entry(k, above[i].number, line, cells[i].text, cells[i].len);
            wide = 0;
        } else if (filled > 0) {
            read_cells(k, line, cells, count);
        }
        text = stop < end ? stop + 1 : end;
    }
}

/* --- one key --- */

/* "Answer key" */
static bool says_key(const struct md_line *title)
{
    for (size_t i = 0; i + 3 <= title->len; i++)
        if (strncasecmp(title->text + i, "key", 3) == 0)
            return true;
    return false;
}

static bool is_heading(const struct key *k, size_t i)
{
    return line_at(k, i)->kind == LINE_HEADING;
}

/* The lines below the title, up to LIMIT at most. */
static void read_key(struct key *k, size_t limit)
{
    const struct sign *signs = k->file->signs;
    unsigned level = signs[k->title].level;
    size_t rest = signs[k->title].rest_at, i = k->title + 1;
    k->is_named = says_key(line_at(k, k->title));
    bool is_open = false; /* further text belongs to the last entry */
    if (rest < line_at(k, k->title)->len)
        read_row(k, k->title, rest);
    for (; i < limit; i++) {
        enum line_kind kind = line_at(k, i)->kind;
        size_t count = k->count;
        bool is_inner = is_heading(k, i) && signs[i].level > level;
        if ((kind == LINE_HEADING && !is_inner) || kind == LINE_DETAILS_END ||
            kind == LINE_SUMMARY || (kind == LINE_TEXT && signs[i].role == ROLE_KEY))
            break;
        bool is_read = (kind == LINE_TEXT || is_inner) && read_line(k, i);
        if (kind == LINE_TABLE)
            read_table(k, i);
        if (is_read)
            i = k->entries[k->count - 1].says.line;
        else if (is_open && (kind == LINE_TEXT || kind == LINE_CODE))
            k->entries[k->count - 1].says.end = i + 1;
        is_open = is_read || (is_open && k->count == count && !is_inner &&
                              kind != LINE_RULE && kind != LINE_TABLE);
    }
    k->stop = i;
}

static int compare_entries(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* The questions by number: how many have one; 0: some number stands twice. */
static size_t index_questions(const struct key *k, struct entry *by_number)
{
    size_t count = 0;
    for (size_t i = k->first; i < k->end; i++)
        if (k->file->list->ranges[i].number > 0)
            by_number[count++] =
                (struct entry){k->file->list->ranges[i].number, {.line = i}};
    if (count > 0)
        qsort(by_number, count, sizeof *by_number, compare_entries);
    for (size_t i = 1; i < count; i++)
        if (by_number[i].number == by_number[i - 1].number)
            return 0;
    return count;
}

/* Each entry to the question of its number. How many were; 0: numbers do not tell. */
static size_t give_by_number(const struct key *k)
{
    struct entry *by_number = mem_get((k->end - k->first) * sizeof *by_number);
    size_t count = index_questions(k, by_number), given = 0;
    bool is_twice = false;
    for (size_t i = 0; i < k->count && count > 0; i++) {
        const struct entry *e = &k->entries[i];
        const struct entry *q =
            bsearch(e, by_number, count, sizeof *by_number, compare_entries);
        if (q == NULL)
            continue;
        is_twice |= k->file->keys[q->says.line].text != NULL;
        k->file->keys[q->says.line] = e->says;
        given++;
    }
    free(by_number);
    return is_twice ? 0 : given;
}

/* Entries to questions in their order, if there are as many and no number speaks
 * against it. */
static size_t give_in_order(const struct key *k)
{
    if (k->count != k->end - k->first)
        return 0;
    for (size_t i = 0; i < k->count; i++) {
        uint32_t number = k->entries[i].number;
        bool is_good = number == 0 || number == i + 1 ||
                       number == k->file->list->ranges[k->first + i].number;
        if (!is_good)
            return 0;
    }
    for (size_t i = 0; i < k->count; i++)
        k->file->keys[k->first + i] = k->entries[i].says;
    return k->count;
}

static void take_back(const struct key *k)
{
    for (size_t i = k->first; i < k->end; i++)
        k->file->keys[i] = (struct answer_key){0};
}

/* Does the title stand above the questions, as "## Answers" does below "### 7."? */
static bool is_above(const struct key *k)
{
    size_t from = k->file->list->ranges[k->end - 1].from;
    return is_heading(k, k->title) &&
           (!is_heading(k, from) ||
            k->file->signs[k->title].level < k->file->signs[from].level);
}

/* May it be what the last question alone asks for: an order of all its options, or the
 * matches of a list above them? */
static bool may_match(const struct key *k)
{
    const struct note_file *file = k->file;
    const struct question_range *r = &file->list->ranges[k->end - 1];
    if (r->group < 0)
        return true;
    const struct option_group *g = &file->list->groups[r->group];
    uint32_t all = 0;
    size_t used, entries = 0;
    for (size_t i = 0; i < k->count; i++)
        all |= letters_of(k->entries[i].says.text, k->entries[i].says.len, &used);
    for (size_t i = r->from + 1; i < g->first; i++)
        entries += line_at(k, i)->item != NO_ITEM &&
                   markdown_begins_item(file->m, line_at(k, i));
    return entries > 1 || (k->count == g->count && all == (1u << g->count) - 1);
}

/* "C, A" below it, without numbers: letters of several questions, or of one. */
static bool has_bare_letters(const struct key *k)
{
    size_t used, i = k->title + 1;
    if (i >= k->stop || line_at(k, i)->kind != LINE_TEXT)
        return false;
    uint32_t set = letters_of(line_at(k, i)->text, line_at(k, i)->len, &used);
    return (set & (set - 1)) != 0;
}

/* Give what K says to its questions. False: it is no key of them. IS_LAST: no options
 * follow. */
static bool give(const struct key *k, bool is_last)
{
    size_t questions = k->end - k->first;
    bool is_own = !is_above(k); /* it may be the answer of the last question alone */
    bool has_entries =
        k->count >= 2 && k->lettered > 0 && !(is_own && !k->is_named && may_match(k));
    if (!has_entries && (is_own || !has_bare_letters(k)))
        return false;
    size_t given = has_entries ? give_by_number(k) : 0;
    if (given == 0) {
        take_back(k);
        given = has_entries ? give_in_order(k) : 0;
    }
    bool is_whole = given == questions && k->count == questions;
    if (given > 0 && (is_whole || (!is_own && is_last)))
        return true;
    take_back(k);
    if (is_own)
        return false;
    const struct md_line *title = line_at(k, k->title);
    loss_left_out(k->file->in->losses, note_place(k->file, k->title), "", "answer key",
                  "\"%s\" does not say for sure which entry is of which question",
                  text_excerpt(title->text, title->len).text);
    return true;
}

/* --- all of them --- */

/* What looked like questions within keys is taken off. */
static void drop_empty(struct note_file *file, struct question_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (list->ranges[i].to == list->ranges[i].from)
            continue;
        file->keys[kept] = file->keys[i];
        list->ranges[kept++] = list->ranges[i];
    }
    list->count = kept;
}

/* Where the options of question NTH end; of one without, behind its first line. */
static size_t options_end(const struct question_list *list, size_t nth)
{
    const struct question_range *r = &list->ranges[nth];
    return r->group >= 0 ? list->groups[r->group].end : r->from + 1;
}

void keys_find(struct note_file *file, struct question_list *list)
{
    const struct markdown *m = file->m;
    struct key k = {.file = file};
    bool is_answered = false; /* a question since the last key has its own answer */
    file->keys = mem_get((list->count + 1) * sizeof *file->keys);
    size_t last = 0; /* the last question with options */
    for (size_t i = 0; i < list->count; i++)
        last = list->ranges[i].group >= 0 ? i : last;
    for (size_t i = 0, next = 0; i < m->count; i++) {
        const struct sign *s = &file->signs[i];
        while (next < list->count && list->ranges[next].from <= i)
            next++;
        bool is_key = s->role == ROLE_KEY && s->level > 0;
        bool may = is_key && !is_answered && next >= k.end + 2 &&
                   i >= options_end(list, next - 1) && i < list->ranges[next - 1].to;
        bool is_given = false;
        if (may) {
            size_t end = next; /* questions without options in it are entries of it */
            while (end < list->count && list->ranges[end].group < 0)
                end++;
            k.first = k.end;
            k.end = next;
            k.title = i;
            k.count = k.lettered = 0;
            read_key(&k, end < list->count ? list->ranges[end].from : m->count);
            is_given = give(&k, next > last);
            k.end = is_given ? next : k.first;
        }
        if (is_given) {
            question_list_take(list, i, k.stop);
            for (; next < list->count && list->ranges[next].from < k.stop; next++)
                list->ranges[next].to = list->ranges[next].from;
            k.end = next;
            i = k.stop - 1;
        }
        is_answered |= !is_given && (is_key || s->mark == MARK_RIGHT);
    }
    free(k.entries);
    drop_empty(file, list);
}
