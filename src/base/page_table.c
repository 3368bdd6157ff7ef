/*
 * page_table.c - cells in columns.
 *
 * In:   cells, row by row, from anywhere.
 * Out:  rows as paragraphs of a page: all cells but the last are what the paragraph
 *       starts with, the last one is its text. So page.c does the wrapping, and this
 *       file only counts columns.
 */
#include "quizctl/page.h"

#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/text.h"

enum {
    GAP = 2,
    LEAST_LAST = 10, /* columns; a narrower last column is no use */
};

void page_table_cell(struct page_table *t, const char *text)
{
    struct buf clean = {0};
    text_clean(&clean, text, strlen(text), TEXT_LINE);
    MEM_ROOM(t->cells, t->len, t->cap);
    t->cells[t->len++] = mem_text(buf_str(&clean));
    buf_release(&clean);
}

static int cell_width(const struct page_table *t, size_t i)
{
    return text_width(t->cells[i], strlen(t->cells[i]));
}

static int column_width(const struct page_table *t, size_t column)
{
    int widest = 0;
    for (size_t i = column; i < t->len; i += t->columns)
        if (cell_width(t, i) > widest)
            widest = cell_width(t, i);
    return widest;
}

int page_table_width(const struct page_table *t)
{
    int width = 0;
    for (size_t i = 0; i < t->columns; i++)
        width += column_width(t, i) + (i > 0 ? GAP : 0);
    return width;
}

/* The row that starts at cell AT as one paragraph: all but the last cell of it stand
 * before the text, so the last one wraps behind them. LEFT is where it starts. */
static void set_row(const struct page_table *t, size_t at, const int *widths, int left)
{
    struct buf first = {0};
    const char *last = "";
    for (size_t i = 0; i < t->columns && at + i < t->len; i++) {
        bool is_last = i + 1 == t->columns;
        int space = widths[i] - cell_width(t, at + i);
        int before = t->align[i] == 'r' && space > 0 ? space : 0;
        buf_fill(&first, ' ', (size_t)before);
        if (is_last) {
            last = t->cells[at + i];
        } else {
            buf_text(&first, t->cells[at + i]);
            buf_fill(&first, ' ', (size_t)(space - before + GAP));
        }
    }
    page_words(t->page, PAGE_PLAIN, buf_str(&first), left, last);
    buf_release(&first);
}

/* The same row where columns have no room: its first cell, the others indented. */
static void set_row_as_lines(const struct page_table *t, size_t at)
{
    for (size_t i = 0; i < t->columns && at + i < t->len; i++)
        if (*t->cells[at + i] != '\0')
            page_words(t->page, PAGE_PLAIN, i == 0 ? "" : "  ", i == 0 ? 2 : 4,
                       t->cells[at + i]);
}

void page_table_finish(struct page_table *t)
{
    int room = t->page->columns;
    int left = 0; /* columns before the last one */
    int *widths = mem_get(t->columns * sizeof *widths);
    for (size_t i = 0; i < t->columns; i++)
        widths[i] = column_width(t, i);
    for (size_t i = 0; i + 1 < t->columns; i++)
        left += widths[i] + GAP;

    int *last = &widths[t->columns - 1];
    bool is_wide = room != 0 && left + *last > room;
    bool is_too_wide = is_wide && room - left < LEAST_LAST;
    if (is_wide)
        *last = room - left;
    for (size_t at = 0; at < t->len; at += t->columns) {
        if (is_too_wide)
            set_row_as_lines(t, at);
        else
            set_row(t, at, widths, left);
    }
    free(widths);
    page_table_drop(t);
}

void page_table_drop(struct page_table *t)
{
    for (size_t i = 0; i < t->len; i++)
        free(t->cells[i]);
    free(t->cells);
    t->cells = NULL;
    t->len = t->cap = 0;
}
