/*
 * csv_key.c - which options a cell of a table names; see csv_key.h.
 *
 * People write the answer in many ways. They are tried from the clearest to the least
 * clear; the first that makes sense of the whole cell is taken, and nothing is guessed
 * from a part of it.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "csv_key.h"

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

typedef int finder(const struct csv_options *o, struct words w);

static int by_text(const struct csv_options *o, struct words w)
{
    for (size_t i = 0; i < o->count; i++)
        if (strlen(o->options[i].text) == w.len &&
            memcmp(o->options[i].text, w.text, w.len) == 0)
            return (int)i;
    for (size_t i = 0; i < o->count; i++)
        if (strlen(o->options[i].text) == w.len &&
            strncasecmp(o->options[i].text, w.text, w.len) == 0)
            return (int)i;
    return -1;
}

static int by_letter(const struct csv_options *o, struct words w)
{
    if (w.len == 2 && strchr(").:", w.text[1]) != NULL)
        w.len = 1;
    if (w.len != 1 || !isalpha((unsigned char)*w.text))
        return -1;
    return o->column[toupper((unsigned char)*w.text) - 'A'];
}

static int by_number(const struct csv_options *o, struct words w)
{
    size_t n = 0;
    for (size_t i = 0; i < w.len; i++) {
        if (!isdigit((unsigned char)w.text[i]) || w.len > 2)
            return -1;
        n = n * 10 + (size_t)(w.text[i] - '0');
    }
    return n >= 1 && n <= LIMIT_OPTIONS ? o->column[n - 1] : -1;
}

/* "B) the text of it", "Option B", "Option 2" */
static int by_label(const struct csv_options *o, struct words w)
{
    static const char *const words[] = {"option ", "answer ", "choice "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (w.len <= 7 || strncasecmp(w.text, words[i], 7) != 0)
            continue;
        struct words label = trimmed((struct words){w.text + 7, w.len - 7});
        int letter = by_letter(o, label);
        return letter >= 0 ? letter : by_number(o, label);
    }
    if (w.len > 2 && strchr(").:", w.text[1]) != NULL)
        return by_letter(o, (struct words){w.text, 2});
    return -1;
}

/* --- all of a cell --- */

static bool add(struct csv_picks *picks, int option)
{
    if (option < 0 || picks->count == LIMIT_OPTIONS)
        return false;
    picks->option[picks->count++] = (uint8_t)option;
    return true;
}

static bool is_and(struct words w)
{
    return w.len == 3 && strncasecmp(w.text, "and", 3) == 0;
}

/* Does each part of TEXT name an option by FIND? */
static bool read_parts(const struct csv_options *o, struct words text,
                       const char *separators, finder *find, struct csv_picks *picks)
{
    struct words part;
    picks->count = 0;
    while (next_part(&text, separators, &part))
        if (!(is_and(part) && picks->count > 0) && !add(picks, find(o, part)))
            return false;
    return picks->count > 0;
}

/* "AC": capitals alone, none twice. */
static bool read_glued(const struct csv_options *o, struct words text,
                       struct csv_picks *picks)
{
    uint32_t seen = 0;
    picks->count = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool is_capital = text.text[i] >= 'A' && text.text[i] <= 'Z';
        uint32_t bit = is_capital ? 1u << (text.text[i] - 'A') : 0;
        if (!is_capital || (seen & bit) != 0 ||
            !add(picks, by_letter(o, (struct words){text.text + i, 1})))
            return false;
        seen |= bit;
    }
    return picks->count > 0;
}

bool csv_key_read(const struct csv_options *o, const char *text, struct csv_picks *picks)
{
    struct words all = trimmed((struct words){text, strlen(text)});
    return read_parts(o, all, "", by_text, picks) ||
           read_parts(o, all, "\n|", by_text, picks) ||
           read_parts(o, all, "\n,;|/&+ ", by_letter, picks) ||
           read_parts(o, all, "\n,;|/&+ ", by_number, picks) ||
           read_parts(o, all, "\n|;", by_text, picks) ||
           read_parts(o, all, ",", by_text, picks) ||
           read_parts(o, all, "\n|;", by_label, picks) || read_glued(o, all, picks);
}

static bool is_same(const struct csv_options *o, const char *text,
                    const struct csv_picks *picks)
{
    struct csv_picks again;
    return csv_key_read(o, text, &again) && again.count == picks->count &&
           memcmp(again.option, picks->option, picks->count) == 0;
}

bool csv_key_write(struct buf *out, const struct csv_options *o,
                   const struct csv_picks *picks)
{
    struct buf letters = {0}, texts = {0};
    for (size_t i = 0; i < picks->count; i++) {
        buf_printf(&letters, "%s%c", i > 0 ? ", " : "", (int)('A' + picks->option[i]));
        buf_printf(&texts, "%s%s", i > 0 ? "\n" : "", o->options[picks->option[i]].text);
    }
    bool are_letters = is_same(o, buf_str(&letters), picks);
    bool is_found = are_letters || is_same(o, buf_str(&texts), picks);
    buf_text(out, are_letters || !is_found ? buf_str(&letters) : buf_str(&texts));
    buf_release(&letters);
    buf_release(&texts);
    return is_found;
}
