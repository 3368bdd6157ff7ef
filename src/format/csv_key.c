/*
 * csv_key.c - which options a cell of a table names; see csv_key.h.
 *
 * People write the answer in many ways. Every way is tried on the whole cell, and all
 * that make sense of it have to agree: nothing is guessed from a part of it, and no way
 * goes before another.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "csv_key.h"
#include "quizctl/mem.h"

struct words {
    const char *text;
    size_t len;
};

static struct words trimmed(struct words w)
{
    while (w.len > 0 && isspace((unsigned char)w.text[w.len - 1]))
        w.len--;
    while (w.len > 0 && isspace((unsigned char)*w.text)) {
        w.text++;
        w.len--;
    }
    return w;
}

/* Take what stands before the next of SEPARATORS off LEFT. False at the end. */
static bool next_part(struct words *left, const char *separators, struct words *part)
{
    while (left->len > 0) {
        size_t len = 0;
        while (len < left->len && strchr(separators, left->text[len]) == NULL)
            len++;
        *part = trimmed((struct words){left->text, len});
        left->text += len + (len < left->len);
        left->len -= len + (len < left->len);
        if (part->len > 0)
            return true;
    }
    return false;
}

/* --- one option --- */

/* The place of an option, or why there is none. */
enum { NO_OPTION = -1, TEXT_OF_TWO = -2, TEXT_OF_OTHER = -3 };

typedef int finder(const struct csv_options *o, struct words w);

static bool is_case(const char *text, struct words w)
{
    return strlen(text) == w.len && memcmp(text, w.text, w.len) == 0;
}

static bool is_any_case(const char *text, struct words w)
{
    return strlen(text) == w.len && strncasecmp(text, w.text, w.len) == 0;
}

static int only_one(const struct csv_options *o, struct words w,
                    bool (*is_it)(const char *text, struct words w))
{
    int found = NO_OPTION;
    for (size_t i = 0; i < o->count; i++)
        if (is_it(o->options[i].text, w))
            found = found == NO_OPTION ? (int)i : TEXT_OF_TWO;
    return found;
}

static int by_text(const struct csv_options *o, struct words w)
{
    int found = only_one(o, w, is_case);
    return found == NO_OPTION ? only_one(o, w, is_any_case) : found;
}

static int by_letter(const struct csv_options *o, struct words w)
{
    if (w.len != 1 || !isalpha((unsigned char)*w.text))
        return NO_OPTION;
    return o->column[toupper((unsigned char)*w.text) - 'A'];
}

static int by_number(const struct csv_options *o, struct words w)
{
    size_t n = 0;
    for (size_t i = 0; i < w.len; i++) {
        if (!isdigit((unsigned char)w.text[i]) || w.len > 2)
            return NO_OPTION;
        n = n * 10 + (size_t)(w.text[i] - '0');
    }
    return n >= 1 && n <= LIMIT_OPTIONS ? o->column[n - 1] : NO_OPTION;
}

/* "B)" */
static int by_marked_letter(const struct csv_options *o, struct words w)
{
    if (w.len < 2 || strchr(").:", w.text[1]) == NULL)
        return NO_OPTION;
    return by_letter(o, (struct words){w.text, 1});
}

/* "B)" alone; with its text see by_label. */
static int by_mark(const struct csv_options *o, struct words w)
{
    return w.len == 2 ? by_marked_letter(o, w) : by_letter(o, w);
}

/* Each begins as the other: one of them may be shortened. */
static bool is_begun(const char *text, struct words w)
{
    size_t len = strlen(text);
    return strncasecmp(text, w.text, len < w.len ? len : w.len) == 0;
}

/* "B) the text of it": letter and text have to agree. */
static int by_label(const struct csv_options *o, struct words w)
{
    int letter = by_marked_letter(o, w);
    if (letter == NO_OPTION || w.len == 2 || is_any_case(o->options[letter].text, w))
        return letter;
    struct words text = trimmed((struct words){w.text + 2, w.len - 2});
    int named = by_text(o, text);
    bool is_same = named == letter || is_any_case(o->options[letter].text, text) ||
                   (named == NO_OPTION && is_begun(o->options[letter].text, text));
    return is_same ? letter : TEXT_OF_OTHER;
}

/* Words that stand before a letter or a number, and make it one beyond doubt. */
static const char *const words_before[] = {"Option ", "Answer ", "Choice "};

/* "Option B", "Answer 2" */
static int by_word(const struct csv_options *o, struct words w)
{
    for (size_t i = 0; i < COUNT(words_before); i++) {
        size_t len = strlen(words_before[i]);
        if (w.len <= len || strncasecmp(w.text, words_before[i], len) != 0)
            continue;
        struct words label = trimmed((struct words){w.text + len, w.len - len});
        int letter = by_mark(o, label);
        return letter != NO_OPTION ? letter : by_number(o, label);
    }
    return NO_OPTION;
}

/* --- all of a cell --- */

static void add(struct csv_picks *picks, int option)
{
    picks->option[picks->count++] = (uint8_t)option;
}

static bool is_and(struct words w)
{
    return w.len == 3 && strncasecmp(w.text, "and", 3) == 0;
}

/* What FIND makes of each part of TEXT. */
static enum csv_sense read_parts(const struct csv_options *o, struct words text,
                                 const char *separators, finder *find,
                                 struct csv_picks *picks)
{
    enum csv_sense sense = CSV_SENSE_NONE;
    struct words part;
    picks->count = 0;
    while (next_part(&text, separators, &part)) {
        if (is_and(part) && sense != CSV_SENSE_NONE)
            continue;
        int option = find(o, part);
        if (option == NO_OPTION || picks->count == LIMIT_OPTIONS)
            return CSV_SENSE_NONE;
        if (option >= 0)
            add(picks, option);
        if (option < 0)
            sense = option == TEXT_OF_TWO ? CSV_SENSE_TWO : CSV_SENSE_OTHER;
        else if (sense == CSV_SENSE_NONE)
            sense = CSV_SENSE_WHOLE;
    }
    return sense;
}

/* "AC": capitals alone, none twice. */
static enum csv_sense read_glued(const struct csv_options *o, struct words text,
                                 struct csv_picks *picks)
{
    uint32_t seen = 0;
    picks->count = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool is_capital = text.text[i] >= 'A' && text.text[i] <= 'Z';
        uint32_t bit = is_capital ? 1u << (text.text[i] - 'A') : 0;
        int option =
            is_capital ? by_letter(o, (struct words){text.text + i, 1}) : NO_OPTION;
        if (option < 0 || (seen & bit) != 0)
            return CSV_SENSE_NONE;
        add(picks, option);
        seen |= bit;
    }
    return picks->count > 0 ? CSV_SENSE_WHOLE : CSV_SENSE_NONE;
}

/* How a cell is cut, and what its parts are. */
static const struct {
    const char *separators;
    finder *find;
} way_table[] = {
    {"",          by_text  },
    {"\n|",       by_text  },
    {"\n|;",      by_text  },
    {",",         by_text  },
    {"\n,;|/&+",  by_mark  },
    {"\n,;|/&+ ", by_letter},
    {"\n,;|/&+ ", by_number},
    {"\n|;",      by_label },
    {"\n,;|",     by_word  },
};

bool csv_key_is_same(const struct csv_picks *a, const struct csv_picks *b)
{
    return a->count == b->count && memcmp(a->option, b->option, a->count) == 0;
}

/* PICKS, which were read so far with SENSE, and one way more. */
static enum csv_sense agree(enum csv_sense sense, struct csv_picks *picks,
                            enum csv_sense way, const struct csv_picks *more)
{
    if (way == CSV_SENSE_NONE || sense > CSV_SENSE_WHOLE)
        return sense;
    if (sense == CSV_SENSE_NONE)
        *picks = *more;
    else if (way == CSV_SENSE_WHOLE && !csv_key_is_same(picks, more))
        way = CSV_SENSE_WAYS;
    return way;
}

enum csv_sense csv_key_read(const struct csv_options *o, const char *text,
                            struct csv_picks *picks)
{
    struct words all = trimmed((struct words){text, strlen(text)});
    struct csv_picks more;
    enum csv_sense sense = read_glued(o, all, picks);
    for (size_t i = 0; i < COUNT(way_table); i++) {
        enum csv_sense way =
            read_parts(o, all, way_table[i].separators, way_table[i].find, &more);
        sense = agree(sense, picks, way, &more);
    }
    return sense;
}

const char *csv_key_fault(enum csv_sense sense)
{
    static const char *const faults[] = {
        [CSV_SENSE_NONE] = "is neither a letter nor the text of an option",
        [CSV_SENSE_WHOLE] = "names options",
        [CSV_SENSE_TWO] = "is the text of two options",
        [CSV_SENSE_OTHER] = "has the letter of one option and the text of another",
        [CSV_SENSE_WAYS] =
            "is the letter or number of one option and the text of another",
    };
    return faults[sense];
}

/* PICKS by their letters, a line each where a word stands before it. */
static void put_letters(struct buf *out, const char *word, const struct csv_picks *picks)
{
    for (size_t i = 0; i < picks->count; i++)
        buf_printf(out, "%s%s%c",
                   i == 0          ? ""
                   : *word != '\0' ? "\n"
                                   : ", ",
                   word, (int)('A' + picks->option[i]));
}

static bool is_read_as(const struct csv_options *o, const char *text,
                       const struct csv_picks *picks)
{
    struct csv_picks again;
    return csv_key_read(o, text, &again) == CSV_SENSE_WHOLE &&
           csv_key_is_same(&again, picks);
}

bool csv_key_write(struct buf *out, const struct csv_options *o,
                   const struct csv_picks *picks)
{
    struct buf cell = {0};
    put_letters(&cell, "", picks);
    bool is_found = is_read_as(o, buf_str(&cell), picks);
    for (size_t i = 0; i < COUNT(words_before) && !is_found; i++) {
        buf_clear(&cell);
        put_letters(&cell, words_before[i], picks);
        is_found = is_read_as(o, buf_str(&cell), picks);
    }
    buf_text(out, buf_str(&cell));
    buf_release(&cell);
    return is_found;
}
