/*
 * format_csv.c - tables of questions, CSV and TSV: a header, then a question a row.
 *
 * In:   cells. What separates them is seen in the header: commas, semicolons (continental
 *       Excel) or tabs; a first line "sep=;" says it.
 * Out:  drafts, made from rows in csv_row.c. Names of columns are in csv_columns.c; the
 * way out is csv_write.c.
 *
 * Sheets of answers are CSV, too; their first column is `candidate`, and they are no
 * bank.
 */
#include <string.h>
#include <strings.h>

#include "csv_row.h"
#include "csv_write.h"
#include "formats.h"
#include "quizctl/csv.h"
#include "quizctl/json.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"

struct table {
    struct csv_row row;
    struct import *in;
    struct csv_record record;
    const char *raw; /* the record in the text */
    size_t raw_len;
    uint32_t line; /* that it begins on */
    size_t columns;
};

/* --- places --- */

/* Bytes of the cell at the start of TEXT, without what separates it from the next. */
static size_t cell_len(const char *text, size_t len, char separator)
{
    size_t i = 0;
    if (len > 0 && *text == '"')
        for (i = 1; i < len && (text[i] != '"' || (i + 1 < len && text[i + 1] == '"'));)
            i += text[i] == '"' ? 2 : 1;
    while (i < len && text[i] != separator && text[i] != '\n')
        i++;
    return i;
}

static struct place cell_place(const struct table *t, size_t column)
{
    size_t at = 0;
    for (size_t i = 0; i < column && at < t->raw_len; i++) {
        size_t len = cell_len(t->raw + at, t->raw_len - at, t->record.separator);
        if (at + len >= t->raw_len)
            break;
        at += len + 1;
    }
    return json_locate((struct place){t->in->path, t->line, 1}, t->raw, at);
}

static struct place place_of(const struct csv_row *row, size_t column)
{
    return cell_place((const struct table *)row, column);
}

static const char *cell_of(const struct csv_row *row, size_t column)
{
    return csv_bare(csv_cell(&((const struct table *)row)->record, column));
}

/* --- rows --- */

static bool is_empty(const struct csv_record *r)
{
    for (size_t i = 0; i < r->count; i++)
        if (csv_cell(r, i)[strspn(csv_cell(r, i), " \t\n")] != '\0')
            return false;
    return true;
}

/* A cell behind the last column: what stands in this row is not where it belongs. */
static bool has_surplus(struct table *t)
{
    for (size_t i = t->columns; i < t->record.count; i++) {
        if (*csv_cell(&t->record, i) == '\0')
            continue;
        draft_left_out(&t->row.draft, cell_place(t, i), "question",
                       "a cell stands behind the last column; put texts with a separator "
                       "in quotes");
        return true;
    }
    return false;
}

static void read_row(struct table *t)
{
    if (is_empty(&t->record))
        return;
    csv_row_begin(&t->row, t->in);
    if (has_surplus(t))
        draft_drop(&t->row.draft);
    else
        csv_row_end(&t->row);
}

/* --- the header --- */

static void tell_column(struct table *t, size_t i, const char *what)
{
    const char *name = csv_cell(&t->record, i);
    loss_left_out(t->in->losses, cell_place(t, i), "", "column", "'%s' %s",
                  text_excerpt(name, strlen(name)).text, what);
}

/* Numbers behind "why" are those of items, where there are items. */
static void place_columns(struct table *t, bool has_items)
{
    for (size_t i = 0; i < t->columns; i++) {
        const char *name = csv_cell(&t->record, i);
        struct csv_column c = csv_column_of(name);
        if (c.member == CSV_WHY && c.is_number && has_items)
            c.member = CSV_ITEM_WHY;
        if (c.member == CSV_NONE && name[strspn(name, " \t\n")] != '\0')
            tell_column(t, i, "is no member of a question");
        else if (c.member != CSV_NONE && !csv_row_place(&t->row, c, i))
            tell_column(t, i, "is for what a column before it is for");
    }
}

static bool is_answer_sheet(const struct csv_record *r)
{
    return strcasecmp(csv_cell(r, 0), "candidate") == 0;
}

static bool names(const struct csv_record *r, enum csv_member member)
{
    for (size_t i = 0; i < r->count && i < LIMIT_TABLE_COLUMNS; i++)
        if (csv_column_of(csv_cell(r, i)).member == member)
            return true;
    return false;
}

static const char *fault_of_header(const struct csv_record *r)
{
    if (is_answer_sheet(r))
        return "this is a sheet of answers, not of questions; see quizctl help grade";
    if (r->count > LIMIT_TABLE_COLUMNS)
        return "the header has more columns than a question could need";
    if (!names(r, CSV_PROMPT))
        return "no column of the header is the question; call it \"prompt\"";
    if (!names(r, CSV_CORRECT))
        return "no column of the header is the answer; call it \"correct\"";
    return NULL;
}

static bool read_header(struct table *t)
{
    const char *fault = fault_of_header(&t->record);
    if (fault != NULL) {
        diag_error(t->in->sink, cell_place(t, 0), "csv-header", "%s", fault);
        return false;
    }
    t->columns = t->record.count;
    place_columns(t, names(&t->record, CSV_ITEM));
    return true;
}

/* --- the text --- */

/* What separates the cells of the first line: of three signs the most frequent outside
 * quotes. */
static char separator_of(const char *text, size_t len)
{
    static const char signs[] = ",;\t";
    size_t count[3] = {0}, best = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < len && (is_quoted || text[i] != '\n'); i++) {
        const char *sign = text[i] != '\0' ? strchr(signs, text[i]) : NULL;
        is_quoted ^= text[i] == '"';
        if (sign != NULL && !is_quoted)
            count[sign - signs]++;
    }
    for (size_t i = 1; i < 3; i++)
        if (count[i] > count[best])
            best = i;
    return signs[best];
}

/* "sep=;" as a line of its own, for Excel. Its length with the newline, else 0. */
static size_t take_separator(const char *text, size_t len, char *separator)
{
    if (len < 6 || strncasecmp(text, "sep=", 4) != 0 || text[5] != '\n')
        return 0;
    *separator = text[4];
    return 6;
}

static void tell_fault(struct table *t, enum csv_fault fault, size_t at)
{
    struct place place = json_locate((struct place){t->in->path, t->line, 1}, t->raw, at);
    diag_error(t->in->sink, place, "csv-quote",
               fault == CSV_OPEN_QUOTE
                   ? "this quote is not closed; all behind it is unread"
                   : "a quote inside a cell: put the cell in quotes, and double it");
}

/* The next record; false at the end. */
static bool next_record(struct table *t, const char **from, const char *end,
                        enum csv_fault *fault)
{
    size_t fault_at;
    for (size_t i = 0; i < t->raw_len; i++)
        t->line += t->raw[i] == '\n';
    t->raw = *from;
    t->raw_len =
        csv_read(&t->record, *from, (size_t)(end - *from), true, fault, &fault_at);
    *from += t->raw_len;
    if (*fault != CSV_OK)
        tell_fault(t, *fault, fault_at);
    return t->raw_len > 0;
}

static void read(struct import *in, char *text, size_t len)
{
    struct table t = {
        .row = {.cell = cell_of, .place = place_of},
          .in = in, .line = 1
    };
    const char *from = text, *end = text + len;
    enum csv_fault fault;
    bool is_header = true;
    t.record.separator = separator_of(text, len);
    size_t first = take_separator(text, len, &t.record.separator);
    t.line += first > 0;
    from += first;
    while (next_record(&t, &from, end, &fault)) {
        if (fault != CSV_OK && is_header)
            break;
        if (fault != CSV_OK || (is_header && is_empty(&t.record)))
            continue;
        if (is_header && !read_header(&t))
            break;
        if (!is_header)
            read_row(&t);
        is_header = false;
    }
    csv_release(&t.record);
}

/* Its header names a question and an answer. */
static bool is_table(const char *text, size_t len, bool has_tabs)
{
    enum { LOOKED_AT = 16 * 1024 };
    struct csv_record r = {.separator =
                               separator_of(text, len < LOOKED_AT ? len : LOOKED_AT)};
    enum csv_fault fault;
    size_t at, first = take_separator(text, len, &r.separator);
    csv_read(&r, text + first, (len < LOOKED_AT ? len : LOOKED_AT) - first, true, &fault,
             &at);
    bool is_it = fault == CSV_OK && fault_of_header(&r) == NULL &&
                 has_tabs == (r.separator == '\t');
    csv_release(&r);
    return is_it;
}

static bool recognise_csv(const char *text, size_t len)
{
    return is_table(text, len, false);
}

static bool recognise_tsv(const char *text, size_t len)
{
    return is_table(text, len, true);
}

static int write_csv(const struct bank *bank, const struct format_plan *plan,
                     struct buf *out, struct err *err)
{
    (void)err;
    csv_write(bank, ',', plan, out);
    return 0;
}

static int write_tsv(const struct bank *bank, const struct format_plan *plan,
                     struct buf *out, struct err *err)
{
    (void)err;
    csv_write(bank, '\t', plan, out);
    return 0;
}

static const char *const csv_exts[] = {".csv", NULL};
static const char *const tsv_exts[] = {".tsv", ".tab", NULL};

const struct format format_csv = {
    .name = "csv",
    .title = "CSV with a header",
    .exts = csv_exts,
    .is_text = true,
    .recognise = recognise_csv,
    .read = read,
    .write = write_csv,
};

const struct format format_tsv = {
    .name = "tsv",
    .title = "a table between tabs, with a header",
    .exts = tsv_exts,
    .is_text = true,
    .recognise = recognise_tsv,
    .read = read,
    .write = write_tsv,
};
