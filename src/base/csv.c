/*
 * csv.c - RFC 4180 in and out, one record at a time.
 *
 * In:   bytes from the start of a record, not always to its end.
 * Out:  its cells, decoded; or cells made safe for a spreadsheet, encoded.
 *
 * Strict where the RFC is: a quote opens a cell or is doubled inside one, else it is a
 * fault. Lenient where files differ: LF, CRLF and a bare CR each end a line, and the
 * last line may lack its end. Nothing is trimmed. An empty line is a record of one
 * empty cell. Between tabs, where spreadsheets write quotes as they are, one that does
 * not enclose its cell is text. A byte order mark is three bytes of the first cell: who
 * opens the file takes it off. Which column means what is for grade_csv.c.
 */
#include "quizctl/csv.h"

#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"

/* What is being read, and how far. */
struct csv_source {
    const char *text;
    size_t len, at;
    bool is_last; /* no more will follow behind LEN */
    char separator;
    bool is_loose; /* a quote that does not enclose its cell is text */
};

static void begin_cell(struct csv_record *r)
{
    if (r->count == r->cap) {
        r->cap = r->cap != 0 ? r->cap * 2 : 16;
        r->at = mem_more(r->at, r->cap, sizeof *r->at);
        r->len = mem_more(r->len, r->cap, sizeof *r->len);
    }
    r->at[r->count] = r->text.len;
}

static void end_cell(struct csv_record *r)
{
    r->len[r->count] = r->text.len - r->at[r->count];
    buf_char(&r->text, '\0');
    r->count++;
}

/* Offset behind the line end at AT; 0 when it is a CR that may be half of a CRLF. */
static size_t behind_line_end(const struct csv_source *s, size_t at)
{
    if (s->text[at] == '\n')
        return at + 1;
    if (at + 1 < s->len)
        return s->text[at + 1] == '\n' ? at + 2 : at + 1;
    return s->is_last ? at + 1 : 0;
}

/* Offset behind the line that AT is on; 0 when its end is not here yet. */
static size_t behind_line(const struct csv_source *s, size_t at)
{
    while (at < s->len && s->text[at] != '\n' && s->text[at] != '\r')
        at++;
    if (at < s->len)
        return behind_line_end(s, at);
    return s->is_last ? s->len : 0;
}

static bool is_cell_end(const struct csv_source *s)
{
    return s->at == s->len || s->text[s->at] == s->separator || s->text[s->at] == '\n' ||
           s->text[s->at] == '\r';
}

static void read_bare(struct csv_source *s, struct buf *into)
{
    size_t from = s->at;
    while (!is_cell_end(s) && (s->is_loose || s->text[s->at] != '"'))
        s->at++;
    buf_add(into, s->text + from, s->at - from);
}

/* Stops behind the closing quote, or at the opening one when there is no closing one. */
static bool read_quoted(struct csv_source *s, struct buf *into)
{
    size_t at = s->at + 1;
    for (;;) {
        const char *quote = memchr(s->text + at, '"', s->len - at);
        if (quote == NULL)
            return false;
        size_t end = (size_t)(quote - s->text);
        buf_add(into, s->text + at, end - at);
        at = end + 1;
        if (at == s->len || s->text[at] != '"') {
            s->at = at;
            return true;
        }
        buf_char(into, '"');
        at++;
    }
}

/* The same where the quotes enclose a cell; else nothing is read. */
static bool read_enclosed(struct csv_source *s, struct buf *into)
{
    size_t from = s->at, len = into->len;
    if (read_quoted(s, into) && is_cell_end(s))
        return true;
    s->at = from;
    into->len = len;
    return false;
}

/* Says what is wrong, and where the caller can go on: 0 when that is not here yet. */
static size_t broken(const struct csv_source *s, enum csv_fault found,
                     enum csv_fault *fault, size_t *fault_at)
{
    size_t behind = s->len;
    if (found == CSV_STRAY_QUOTE)
        behind = behind_line(s, s->at);
    else if (!s->is_last)
        behind = 0;
    if (behind != 0) {
        *fault = found;
        *fault_at = s->at;
    }
    return behind;
}

size_t csv_read(struct csv_record *r, const char *text, size_t len, bool is_last,
                enum csv_fault *fault, size_t *fault_at)
{
    struct csv_source s = {.text = text,
                           .len = len,
                           .is_last = is_last,
                           .separator = r->separator != '\0' ? r->separator : ',',
                           .is_loose = r->separator == '\t'};
    buf_clear(&r->text);
    r->count = 0;
    *fault = CSV_OK;
    *fault_at = 0;
    if (len == 0)
        return 0;

    for (;;) {
        begin_cell(r);
        bool is_quoted = s.at < len && text[s.at] == '"';
        if (!is_quoted || (s.is_loose && !read_enclosed(&s, &r->text)))
            read_bare(&s, &r->text);
        else if (!s.is_loose && !read_quoted(&s, &r->text))
            return broken(&s, CSV_OPEN_QUOTE, fault, fault_at);

        bool is_end = s.at == len;
        if (!is_cell_end(&s))
            return broken(&s, CSV_STRAY_QUOTE, fault, fault_at);
        end_cell(r);
        if (is_end)
            return is_last ? len : 0;
        if (text[s.at] != s.separator)
            return behind_line_end(&s, s.at);
        s.at++;
    }
}

void csv_release(struct csv_record *r)
{
    buf_release(&r->text);
    free(r->at);
    free(r->len);
    *r = (struct csv_record){0};
}

const char *csv_cell(const struct csv_record *r, size_t i)
{
    return i < r->count ? r->text.bytes + r->at[i] : "";
}

/* Whether a spreadsheet would take TEXT for something to run. */
static bool is_formula(const char *text)
{
    static const char *const start[] = {
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        "\xEF\xBC\x9D", /* full-width = */
        "\xEF\xBC\x8B", /* full-width + */
        "\xEF\xBC\x8D", /* full-width - */
        "\xEF\xBC\xA0", /* full-width @ */
    };
    for (size_t i = 0; i < COUNT(start); i++)
        if (strncmp(text, start[i], strlen(start[i])) == 0)
            return true;
    return false;
}

/* Less the quotes before it. */
static const char *behind_quotes(const char *text)
{
    return text + strspn(text, "'");
}

const char *csv_bare(const char *cell)
{
    return *cell == '\'' && is_formula(behind_quotes(cell)) ? cell + 1 : cell;
}

void csv_put_between(struct buf *out, const char *text, char separator)
{
    bool is_quoted = strpbrk(text, "\"\r\n") != NULL || strchr(text, separator) != NULL;
    if (is_quoted)
        buf_char(out, '"');
    if (is_formula(behind_quotes(text)))
        buf_char(out, '\'');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"')
            buf_char(out, '"');
        buf_char(out, *c);
    }
    if (is_quoted)
        buf_char(out, '"');
}

void csv_put_text(struct buf *out, const char *text)
{
    csv_put_between(out, text, ',');
}

void csv_put_number(struct buf *out, const char *digits)
{
    buf_text(out, digits);
}

void csv_next(struct buf *out)
{
    buf_char(out, ',');
}

void csv_end(struct buf *out)
{
    buf_text(out, "\r\n");
}
