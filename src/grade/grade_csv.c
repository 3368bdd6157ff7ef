/*
 * grade_csv.c - sheets as rows of CSV, under a header `candidate,<question id>,...`.
 *
 * In:   a reader at the first byte of the header.
 * Out:  each row to grade_sheet.c. A header that is wrong rejects the whole file once:
 *       no row can be trusted when it is not known what its columns mean.
 *
 * Several picks in a cell stand apart: `A C`, or "A,C" or "A;C" in quotes; in the order
 * of the steps for an ordering, as `prompt:option` for a matching. Letters that
 * are glued together are never taken apart: "ac" may be an option's id in one bank and
 * two letters in another, so we say what to write instead.
 */
#include <stdlib.h>
#include <string.h>

#include "grade_batch.h"
#include "grade_sheet.h"
#include "quizctl/csv.h"
#include "quizctl/json.h"
#include "quizctl/limits.h"
#include "quizctl/text.h"

static const char separators[] = " \t\r\n,;";

struct table {
    struct csv_record cells;
    long *question; /* per column: its place in the bank; the first is the candidate */
    size_t columns;
    bool has_rows;
};

/* The raw text of a row, and how far its cells were walked. */
struct walk {
    const char *text;
    size_t len, at;
    struct place place; /* of text[at], a cell's first byte */
};

static void next_cell(struct walk *w)
{
    size_t at = w->at;
    if (at < w->len && w->text[at] == '"') {
        for (at++; at < w->len; at++)
            if (w->text[at] == '"' && (at + 1 == w->len || w->text[++at] != '"'))
                break;
    }
    while (at < w->len && w->text[at] != ',')
        at++;
    at += at < w->len; /* over the comma */
    w->place = json_locate(w->place, w->text + w->at, at - w->at);
    w->at = at;
}

/* Bytes before the first one that is NUL or no UTF-8; LEN when all is well. */
static size_t good_bytes(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len && text[at] != '\0') {
        uint32_t code_point;
        size_t bytes = text_utf8(text + at, len - at, &code_point);
        if (bytes == 0)
            break;
        at += bytes;
    }
    return at;
}

/* The record's cells; false when it has none that can be trusted, which is a problem. */
static bool read_cells(struct grader *g, struct table *t, const struct record *r)
{
    enum csv_fault fault;
    size_t fault_at;

    if (r->is_too_long) {
        sheet_too_long(g);
        return false;
    }
    size_t good = good_bytes(r->text, r->len);
    if (good < r->len) {
        struct place at = json_locate(r->place, r->text, good);
        if (r->text[good] == '\0')
            sheet_problem(g, at, "bad-utf8", "a NUL byte stands here; remove it");
        else
            sheet_problem(g, at, "bad-utf8",
                          "byte 0x%02x is no UTF-8; save the file as UTF-8",
                          (unsigned)(unsigned char)r->text[good]);
        return false;
    }
    csv_read(&t->cells, r->text, r->len, true, &fault, &fault_at);
    struct place at = json_locate(r->place, r->text, fault_at);
    if (fault == CSV_OPEN_QUOTE)
        sheet_problem(g, at, "csv-quote",
                      "this quote is never closed, so the file was not read any further; "
                      "put a \" at the end of the cell");
    else if (fault == CSV_STRAY_QUOTE)
        sheet_problem(g, at, "csv-quote",
                      "the quotes of this row do not pair up; put the whole cell in "
                      "quotes and write a quote inside it twice");
    return fault == CSV_OK;
}

/* --- the header --- */

static void check_first_column(struct grader *g, const struct table *t, struct place at)
{
    const struct csv_record *cells = &t->cells;
    const char *first = csv_cell(cells, 0);
    bool is_candidate = strcmp(first, "candidate") == 0;
    bool names_a_question = false;

    for (size_t i = 0; i < cells->count && !names_a_question; i++)
        names_a_question =
            bank_find(g->job->bank, csv_cell(cells, i), cells->len[i]) >= 0;
    if (cells->count == 1 && strpbrk(first, ";\t") != NULL)
        sheet_problem(g, at, "csv-header",
                      "the header has one column; separate the columns with commas");
    else if (is_candidate && cells->count == 1)
        sheet_problem(g, at, "csv-header",
                      "the header names no question; write candidate,<question id>,...");
    else if (!is_candidate && names_a_question)
        sheet_problem(g, at, "csv-header",
                      "the first column is %s; it must be 'candidate'",
                      quote(first, cells->len[0]).text);
    else if (!is_candidate)
        sheet_problem(
            g, at, "csv-header",
            "this is neither JSON nor CSV with a header: the first line must be "
            "candidate,<question id>,... and not %s",
            quote(first, cells->len[0]).text);
}

static void read_column(struct grader *g, struct table *t, size_t i, struct place at)
{
    const char *name = csv_cell(&t->cells, i);
    if (*name == '\0') {
        sheet_problem(
            g, at, "csv-header",
            "column %zu has no name; write a question's id or remove the column", i + 1);
        return;
    }
    t->question[i] = sheet_question(g, at, name, t->cells.len[i]);
}

/* Each question has one column. */
static void check_columns_differ(struct grader *g, struct table *t, struct walk w)
{
    uint32_t *column_of = mem_get(g->job->bank->question_count * sizeof *column_of);
    for (size_t i = 1; i < t->columns; i++) {
        next_cell(&w);
        long q = t->question[i];
        if (q < 0)
            continue;
        if (column_of[q] != 0)
            sheet_problem(g, w.place, "csv-header",
                          "columns %u and %zu are both question '%s'; remove one",
                          (unsigned)column_of[q], i + 1, g->job->bank->questions[q].id);
        else
            column_of[q] = (uint32_t)i + 1;
    }
    free(column_of);
}

static void read_header(struct grader *g, struct table *t, const struct record *r)
{
    struct walk w = {r->text, r->len, 0, r->place}, start = w;
    if (!read_cells(g, t, r))
        return;
    check_first_column(g, t, r->place);
    if (g->sheet.problem_count > 0)
        return;
    t->columns = t->cells.count;
    t->question = mem_more(t->question, t->columns, sizeof *t->question);
    for (size_t i = 1; i < t->columns; i++) {
        t->question[i] = -1;
        next_cell(&w);
        read_column(g, t, i, w.place);
    }
    check_columns_differ(g, t, start);
}

/* --- the rows --- */

/* "prompt:option" of a matching; false when it is no such pair. */
static bool read_pair(struct grader *g, long q, struct place at, const char *pair,
                      size_t len)
{
    size_t prompt_len = strcspn(pair, ":");
    if (prompt_len + 1 >= len) {
        sheet_problem(g, at, "pick-type",
                      "%s is no pair for question '%s'; write prompt:option, as in 1:C",
                      quote(pair, len).text, g->job->bank->questions[q].id);
        return false;
    }
    struct span prompt = {pair, prompt_len};
    struct span pick = {pair + prompt_len + 1, len - prompt_len - 1};
    sheet_pair(g, q, at, prompt, at, pick);
    return true;
}

/* Separated picks of one cell. What is no pair is told once: "1: C" is two of them. */
static void read_picks(struct grader *g, long q, struct place at, const char *cell)
{
    bool is_matching = g->job->bank->questions[q].kind == QUESTION_MATCHING;
    for (cell += strspn(cell, separators); *cell != '\0';
         cell += strspn(cell, separators)) {
        size_t len = strcspn(cell, separators);
        if (!is_matching)
            sheet_pick(g, q, at, cell, len);
        else if (!read_pair(g, q, at, cell, len))
            return;
        cell += len;
    }
    sheet_picked(g, q, at);
}

static int grade_row(struct grader *g, struct table *t, const struct record *r,
                     struct err *err)
{
    struct walk w = {r->text, r->len, 0, r->place};
    sheet_begin_record(g, r);
    if (!read_cells(g, t, r))
        return sheet_end(g, err);

    sheet_candidate(g, r->place, csv_cell(&t->cells, 0), t->cells.len[0]);
    if (t->cells.count != t->columns) {
        sheet_problem(g, r->place, "csv-cells",
                      "this row has %zu %s where the header has %zu; leave a cell empty "
                      "for a blank, and put a cell with a comma in quotes",
                      t->cells.count, t->cells.count == 1 ? "cell" : "cells", t->columns);
        return sheet_end(g, err);
    }
    for (size_t i = 1; i < t->columns; i++) {
        next_cell(&w);
        read_picks(g, t->question[i], w.place, csv_cell(&t->cells, i));
    }
    return sheet_end(g, err);
}

/* --- the short way --- */

/* The row at TEXT, up to its LF, over the CR before it. */
static const char *row_sheet(const struct batch_way *way, const struct fast *f,
                             struct fast_sheet *s, const char *text, const char *end,
                             struct place *place)
{
    const struct table *t = way->table;
    (void)place;
    const char *at = fast_row(f, s, t->question, t->columns, text);
    if (at == NULL || *at == '\n' || at == end)
        return at;
    return *at == '\r' && at[1] == '\n' ? at + 1 : NULL;
}

static int grade_any_row(struct grader *g, struct table *t, const struct record *r,
                         struct err *err)
{
    if (r->len == 0 && !r->is_too_long)
        return 0; /* an empty line */
    t->has_rows = true;
    return grade_row(g, t, r, err);
}

static int careful_row(const struct batch_way *way, struct grader *g,
                       const struct record *r, struct err *err)
{
    struct record row = *r;
    if (row.len > 0 && row.text[row.len - 1] == '\r')
        row.len--; /* of CRLF */
    return grade_any_row(g, way->table, &row, err);
}

/* Without quotes and a CR of its own, a line is a row. */
static bool is_row(const char *line, size_t len)
{
    const char *cr = memchr(line, '\r', len);
    return memchr(line, '"', len) == NULL && (cr == NULL || cr == line + len - 1);
}

static int grade_rows(struct grader *g, struct table *t, struct err *err)
{
    const struct batch_way way = {reader_whole_lines, row_sheet, reader_next_line, is_row,
                                  careful_row,        t};
    struct record r;
    struct place header = g->reader.place;
    bool is_alone = false;

    int rc = reader_next(&g->reader, CUT_ROW, &r, err);
    if (rc <= 0)
        return rc;
    sheet_begin(g, r.place);
    read_header(g, t, &r);
    if (g->sheet.problem_count > 0)
        return sheet_end(g, err);
    buf_clear(&g->table_head);
    buf_add(&g->table_head, r.text, r.len);
    do {
        rc = grade_batches(g, &way, &is_alone, err);
        if (rc < 0)
            return -1;
        t->has_rows = t->has_rows || rc > 0;
        rc = grade_alone(g, &way, err);
        if (rc > 0)
            t->has_rows = true;
        else if (rc == 0 && (rc = reader_next(&g->reader, CUT_ROW, &r, err)) > 0 &&
                 grade_any_row(g, t, &r, err) != 0)
            return -1;
    } while (rc > 0);
    if (rc == 0 && !t->has_rows)
        return sheet_reject(g, header, "no-sheets", "no row stands below the header",
                            err);
    return rc;
}

int grade_csv(struct grader *g, struct err *err)
{
    struct table t = {0};
    g->sheet.is_table = true;
    int rc = grade_rows(g, &t, err);
    g->sheet.is_table = false;
    csv_release(&t.cells);
    free(t.question);
    return rc;
}
