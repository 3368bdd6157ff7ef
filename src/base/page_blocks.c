/*
 * page_blocks.c - a text with blocks of Markdown set on a page: paragraphs, lists in one
 * another, fenced code, tables, headings, quotes.
 *
 * In:   a text as a bank holds it: a paragraph is a line, or lines that end where they
 * end.
 * Out:  paragraphs of page.c, each with its indent; code as it is, never wrapped.
 */
#include <stdlib.h>
#include <string.h>

#include "quizctl/markup.h"
#include "quizctl/mem.h"
#include "quizctl/page.h"
#include "quizctl/text.h"

struct blocks {
    struct page *p;
    const char *at;    /* what is left */
    const char *first; /* what the first line starts with; "" from then on */
    int rest;
};

/* A line: its blanks, its text, its end, and what it begins. */
struct line {
    const char *text;
    size_t blanks, len; /* len: without the blanks */
    enum markup_block block;
    size_t mark;
};

static struct line line_at(const char *at)
{
    struct line l = {.blanks = strspn(at, " ")};
    l.text = at + l.blanks;
    l.len = strcspn(l.text, "\n");
    l.block = markup_block(l.text, l.len, &l.mark);
    return l;
}

static const char *behind(const struct line *l)
{
    return l->text + l->len + (l->text[l->len] == '\n');
}

/* What stands before the text of a block that is indented by BLANKS more. */
static char *indent(const struct blocks *b, size_t blanks, const char *sign)
{
    struct buf first = {0};
    if (*b->first != '\0')
        buf_text(&first, b->first);
    else
        buf_fill(&first, ' ', (size_t)b->rest);
    buf_fill(&first, ' ', blanks);
    buf_text(&first, sign);
    return first.bytes != NULL ? first.bytes : mem_text("");
}

/* A block that cannot stand behind FIRST: that gets a line of its own, unless it is
 * blank.
 */
static void end_first(struct blocks *b)
{
    if (strspn(b->first, " ") < strlen(b->first))
        page_words(b->p, PAGE_PLAIN, "", 0, b->first);
    b->first = "";
}

/* Lines from L on that go on with its paragraph, as one text. */
static char *paragraph(struct blocks *b, const struct line *l, size_t skip)
{
    struct buf text = {0};
    buf_add(&text, l->text + skip, l->len - skip);
    b->at = behind(l);
    for (;;) {
        struct line next = line_at(b->at);
        if (next.len == 0 || next.block != BLOCK_TEXT)
            break;
        buf_char(&text, '\n');
        buf_add(&text, next.text, next.len);
        b->at = behind(&next);
    }
    return text.bytes != NULL ? text.bytes : mem_text("");
}

static void set(struct blocks *b, size_t blanks, const char *sign, const char *text)
{
    char *first = indent(b, blanks, sign);
    page_text(b->p, first, b->rest + (int)blanks + text_width(sign, strlen(sign)), text);
    free(first);
    b->first = "";
}

static void set_entry(struct blocks *b, const struct line *l)
{
    struct buf sign = {0};
    char *text = paragraph(b, l, l->mark);
    if (l->block == BLOCK_ENTRY)
        buf_text(&sign, page_sign(b->p, "\u2022 ", "* "));
    else
        buf_add(&sign, l->text, l->mark);
    struct line rest = line_at(text);
    end_first(b);
    if (rest.block == BLOCK_FENCE) { /* the code follows below its number */
        page_words(b->p, PAGE_PLAIN, "", b->rest, buf_str(&sign));
        b->at = l->text + l->mark;
    } else {
        set(b, l->blanks, buf_str(&sign), text);
    }
    free(text);
    buf_release(&sign);
}

static void set_heading(struct blocks *b, const struct line *l)
{
    struct buf text = {0};
    buf_add(&text, l->text + l->mark, l->len - l->mark);
    end_first(b);
    char *first = indent(b, l->blanks, "");
    page_words(b->p, PAGE_TITLE, first, b->rest + (int)l->blanks, buf_str(&text));
    free(first);
    buf_release(&text);
    b->at = behind(l);
}

/* A line of code: as it is, but for tabs. */
static void set_code_line(struct blocks *b, size_t blanks, const char *text, size_t len)
{
    struct buf code = {0};
    int columns = b->p->columns;
    for (size_t i = 0; i < len; i++)
        if (text[i] == '\t')
            buf_text(&code, "    ");
        else
            buf_char(&code, text[i]);
    char *first = indent(b, blanks, "  ");
    b->p->columns = 0;
    page_words(b->p, PAGE_PLAIN, first, 0, buf_str(&code));
    b->p->columns = columns;
    free(first);
    buf_release(&code);
}

static void set_fence(struct blocks *b, const struct line *open)
{
    size_t blanks = open->blanks;
    end_first(b);
    for (b->at = behind(open); *b->at != '\0';) {
        struct line l = line_at(b->at);
        b->at = behind(&l);
        bool is_close = l.block == BLOCK_FENCE && *l.text == *open->text &&
                        l.mark >= open->mark && l.mark == l.len;
        if (is_close)
            return;
        size_t less = l.blanks < blanks ? l.blanks : blanks;
        set_code_line(b, blanks, l.text - l.blanks + less, l.len + l.blanks - less);
    }
}

static void set_quote(struct blocks *b, const struct line *l)
{
    char *text = paragraph(b, l, 2);
    set(b, l->blanks, page_sign(b->p, "\u2502 ", "| "), text);
    free(text);
}

/* --- tables --- */

/* A cell without its marks. */
static void add_cell(struct page_table *t, const char *text, size_t len)
{
    while (len > 0 && text[len - 1] == ' ')
        len--;
    char *parts = mem_get(len + 1), *plain = mem_get(len + 1);
    size_t to = 0;
    markup_find(text, len, parts);
    for (size_t i = 0; i < len; i++)
        if (parts[i] == MARKUP_TEXT)
            plain[to++] = text[i];
    page_table_cell(t, plain);
    free(parts);
    free(plain);
}

static bool is_delimiter(const struct line *l)
{
    return strspn(l->text, "|:- \t") >= l->len && memchr(l->text, '-', l->len) != NULL;
}

/* The next cell from *AT on, before END; its length. False: there is no more. */
static bool next_cell(const char **at, const char *end, const char **cell, size_t *len)
{
    const char *from = *at;
    while (from < end && *from == ' ')
        from++;
    if (from >= end)
        return false;
    const char *bar = from;
    while (bar < end && (*bar != '|' || bar[-1] == '\\'))
        bar++;
    *cell = from;
    *len = (size_t)(bar - from);
    *at = bar < end ? bar + 1 : end;
    return true;
}

static size_t count_cells(const struct line *l)
{
    const char *at = l->text + 1, *end = l->text + l->len, *cell;
    size_t count = 0, len;
    while (next_cell(&at, end, &cell, &len))
        count++;
    return count;
}

static void add_row(struct page_table *t, const struct line *l)
{
    const char *at = l->text + 1, *end = l->text + l->len, *cell;
    size_t count = 0, len;
    for (; count < t->columns && next_cell(&at, end, &cell, &len); count++)
        add_cell(t, cell, len);
    for (; count < t->columns; count++)
        page_table_cell(t, "");
}

/* Set on a narrower page, whose lines are then indented. */
static void set_table(struct blocks *b, const struct line *head)
{
    enum { MOST = 16 };
    static const char align[MOST + 1] = "llllllllllllllll";
    int left = b->rest + (int)head->blanks;
    struct page narrow = *b->p;
    size_t columns = count_cells(head);
    narrow.out = (struct buf){0};
    narrow.columns = narrow.columns > left + 20 ? narrow.columns - left : narrow.columns;
    struct page_table t = {.page = &narrow,
                           .align = align,
                           .columns = columns < 1      ? 1
                                      : columns < MOST ? columns
                                                       : MOST};
    end_first(b);
    for (struct line l = *head; *l.text == '|'; l = line_at(b->at)) {
        if (!is_delimiter(&l))
            add_row(&t, &l);
        b->at = behind(&l);
    }
    page_table_finish(&t);
    for (const char *at = buf_str(&narrow.out); *at != '\0';) {
        size_t len = strcspn(at, "\n");
        buf_fill(&b->p->out, ' ', len > 0 ? (size_t)left : 0);
        buf_add(&b->p->out, at, len);
        buf_char(&b->p->out, '\n');
        at += len + (at[len] == '\n');
    }
    page_release(&narrow);
}

static void set_block(struct blocks *b)
{
    struct line l = line_at(b->at);
    char *text;
    switch (l.block) {
    case BLOCK_RULE:
        page_blank(b->p);
        b->at = behind(&l);
        break;
    case BLOCK_FENCE:
        set_fence(b, &l);
        break;
    case BLOCK_HEADING:
        set_heading(b, &l);
        break;
    case BLOCK_ROW:
        set_table(b, &l);
        break;
    case BLOCK_QUOTE:
        set_quote(b, &l);
        break;
    case BLOCK_ENTRY:
    case BLOCK_NUMBER:
        set_entry(b, &l);
        break;
    case BLOCK_TEXT:
        if (l.len == 0) {
            page_blank(b->p);
            b->at = behind(&l);
            break;
        }
        text = paragraph(b, &l, 0);
        set(b, *b->first != '\0' ? 0 : l.blanks, "", text);
        free(text);
    }
}

void page_blocks(struct page *p, const char *first, int rest, const char *text)
{
    struct blocks b = {p, text, first, rest};
    bool is_label = strspn(first, " ") < strlen(first);
    if (is_label && strchr(text, '\n') == NULL) { /* "A. - 5 degrees": no list */
        page_text(p, first, rest, text);
        return;
    }
    while (*b.at != '\0')
        set_block(&b);
}
