/*
 * marks.c - write the Markdown of a bank piece by piece: see marks.h.
 */
#include "marks.h"

#include <string.h>

#include "quizctl/markup.h"

enum { LONGEST_NUMBER = 999999999 };

static bool is_space(char c)
{
    return c == ' ' || c == '\n';
}

static bool has_output(const struct marks *m)
{
    return m->out->len > m->from;
}

static struct marks_level *top(struct marks *m)
{
    return m->depth > 0 ? &m->levels[m->depth - 1] : NULL;
}

/* --- where lines begin --- */

static void put_stars(struct marks *m, unsigned styles)
{
    if ((styles & MARKS_STRONG) != 0)
        buf_text(m->out, "**");
    if ((styles & MARKS_EMPHASIS) != 0)
        buf_char(m->out, '*');
}

/* Close what STYLES and IS_LINK do not want. In a link the styles stay as they are. */
static void close_marks(struct marks *m, unsigned styles, bool is_link)
{
    if (m->is_link_on && is_link)
        return;
    if (m->is_link_on)
        buf_printf(m->out, strpbrk(buf_str(&m->url), "()") ? "](<%s>)" : "](%s)",
                   buf_str(&m->url));
    m->is_link_on = false;
    put_stars(m, m->on & ~styles);
    m->on &= styles;
}

static void open_marks(struct marks *m)
{
    if (m->is_link_on)
        return;
    put_stars(m, m->want & ~m->on);
    m->on |= m->want;
    if (m->url.len > 0) {
        buf_char(m->out, '[');
        m->is_link_on = true;
    }
}

static void put_marker(struct marks *m, struct marks_level *level)
{
    size_t before = m->out->len;
    if (level->kind == LEVEL_NUMBERS)
        buf_printf(m->out, "%u. ", level->number);
    else
        buf_text(m->out, "- ");
    level->width = (int)(m->out->len - before);
    level->is_due = false;
}

/* What stands before every line of the blocks that are open. */
static void put_prefix(struct marks *m)
{
    for (size_t i = 0; i < m->depth; i++) {
        struct marks_level *level = &m->levels[i];
        if (level->kind == LEVEL_QUOTE)
            buf_text(m->out, "> ");
        else if (level->is_due)
            put_marker(m, level);
        else if (level->is_in_item)
            buf_fill(m->out, ' ', (size_t)level->width);
        level->is_fresh = false;
    }
}

static void put_empty_line(struct marks *m)
{
    for (size_t i = 0; i < m->depth; i++)
        if (m->levels[i].kind == LEVEL_QUOTE && !m->levels[i].is_fresh)
            buf_char(m->out, '>');
    buf_char(m->out, '\n');
}

static void start_line(struct marks *m)
{
    close_marks(m, 0, false);
    if (has_output(m)) {
        buf_char(m->out, '\n');
        if (m->lines > 1)
            put_empty_line(m);
    }
    put_prefix(m);
    m->is_line_start = true;
    if (m->heading > 0 && m->shape == HTML_BLOCKS) {
        buf_fill(m->out, '#', (size_t)m->heading);
        buf_char(m->out, ' ');
        m->is_line_start = false;
    }
    m->is_number = false;
    m->lines = 0;
    m->gap = GAP_NONE;
}

/* Something that is seen comes: put the space before it, and the marks around it. */
static void settle(struct marks *m)
{
    if (m->lines > 0 || !has_output(m)) {
        start_line(m);
    } else {
        close_marks(m, m->want, m->url.len > 0);
        if (m->gap != GAP_NONE)
            buf_text(m->out, m->gap == GAP_HELD ? "\xC2\xA0" : " ");
    }
    m->gap = GAP_NONE;
    open_marks(m);
}

/* --- text --- */

/* What stands behind NEXT is not known yet: the end of a text, a reference. */
static bool is_open(char next)
{
    return next == '\0' || next == '&';
}

/* Would C at the start of a line begin a block? */
static bool begins_block(char c, char next)
{
    if (strchr("#>|=*", c) != NULL)
        return true;
    if (strchr("-+", c) != NULL)
        return is_space(next) || is_open(next) || next == c;
    return strchr("~_", c) != NULL && (next == c || is_open(next));
}

static bool is_star_alone(const struct marks *m, char next)
{
    return is_space(next) &&
           (m->is_line_start || is_space(m->out->bytes[m->out->len - 1]));
}

/* Would C be taken for a mark? */
static bool needs_backslash(const struct marks *m, char c, char next)
{
    bool is_blocks = m->shape != HTML_INLINE && !m->is_in_cell;
    if (is_blocks && m->is_line_start && begins_block(c, next))
        return true;
    if (is_blocks && m->is_number && (c == '.' || c == ')'))
        return is_space(next) || is_open(next);
    if (m->is_link_on && strchr("[]\\", c) != NULL)
        return true;
    switch (c) {
    case '\\':
        return next == '\0' || markup_is_punctuation(next);
    case '`':
        return true;
    case '*':
        return !is_star_alone(m, next);
    case ']':
        return next == '(' || next == '&';
    case '|':
        return m->is_in_cell;
    default:
        return false;
    }
}

void marks_char(struct marks *m, const char *bytes, size_t len, char next)
{
    settle(m);
    char c = *bytes;
    if (c != '\0' && needs_backslash(m, c, next))
        buf_char(m->out, '\\');
    buf_add(m->out, bytes, len);
    m->is_number = (m->is_line_start || m->is_number) && c >= '0' && c <= '9';
    m->is_line_start = false;
}

void marks_space(struct marks *m, bool is_held)
{
    if (m->lines == 0 && has_output(m) && !m->is_line_start)
        m->gap = is_held && m->gap == GAP_NONE ? GAP_HELD : GAP_SPACE;
}

/* A marker waits for its text: no line ends before it. */
static bool is_marker_due(struct marks *m)
{
    return m->depth > 0 && top(m)->is_due;
}

void marks_line(struct marks *m)
{
    if (m->is_in_cell)
        marks_space(m, false);
    else if (has_output(m) && !is_marker_due(m) && m->lines < 2)
        m->lines++;
}

void marks_block(struct marks *m, int lines)
{
    if (m->is_in_cell)
        marks_space(m, false);
    else if (has_output(m) && !is_marker_due(m) && m->lines < lines)
        m->lines = lines;
}

void marks_code(struct marks *m, const char *text, size_t len)
{
    if (len == 0)
        return;
    bool is_code = memchr(text, '`', len) == NULL &&
                   !(m->is_in_cell && memchr(text, '|', len) != NULL);
    if (is_code) {
        settle(m);
        buf_printf(m->out, "`%.*s`", (int)len, text);
        m->is_line_start = m->is_number = false;
        return;
    }
    for (size_t i = 0; i < len; i++)
        if (text[i] == ' ')
            marks_space(m, false);
        else
            marks_char(m, text + i, 1, i + 1 < len ? text[i + 1] : '\0');
}

void marks_fence(struct marks *m, const char *language, const char *text, size_t len)
{
    size_t run = 0, longest = 2;
    for (size_t i = 0; i < len; i++) {
        run = text[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    marks_block(m, 2);
    start_line(m);
    buf_fill(m->out, '`', longest + 1);
    buf_text(m->out, language);
    for (const char *end = text + len; text < end;) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t used = (size_t)((newline != NULL ? newline : end) - text);
        m->lines = 1;
        start_line(m);
        buf_add(m->out, text, used);
        text += used + 1;
    }
    m->lines = 1;
    start_line(m);
    buf_fill(m->out, '`', longest + 1);
    m->is_line_start = false;
    m->lines = 2;
}

void marks_rule(struct marks *m)
{
    marks_block(m, 2);
    if (m->is_in_cell || !has_output(m))
        return;
    start_line(m);
    buf_text(m->out, "---");
    m->is_line_start = false;
    m->lines = 2;
}

void marks_link(struct marks *m, const char *url)
{
    if (m->is_link_on)
        close_marks(m, m->on, false);
    buf_clear(&m->url);
    buf_text(&m->url, url);
}

/* --- lists and quotations --- */

static void push(struct marks *m, struct marks_level level)
{
    marks_block(m, m->depth > 0 && level.kind != LEVEL_QUOTE ? 1 : 2);
    if (m->depth < MARKS_DEPTH)
        m->levels[m->depth++] = level;
    else
        m->too_deep++;
}

void marks_push_list(struct marks *m, bool is_numbered, unsigned first)
{
    if (!m->is_in_cell)
        push(m, (struct marks_level){
                    .kind = is_numbered ? LEVEL_NUMBERS : LEVEL_BULLETS,
                    .number = first > 0 && first < LONGEST_NUMBER ? first - 1 : 0,
                    .is_fresh = true});
}

void marks_push_quote(struct marks *m)
{
    if (!m->is_in_cell)
        push(m, (struct marks_level){.kind = LEVEL_QUOTE, .is_fresh = true});
}

void marks_pop(struct marks *m)
{
    if (m->is_in_cell)
        return;
    if (m->too_deep > 0)
        m->too_deep--;
    else if (m->depth > 0)
        m->depth--;
    marks_block(m, 2);
}

void marks_item(struct marks *m)
{
    if (m->is_in_cell) {
        marks_space(m, false);
        return;
    }
    if (m->depth == 0 || top(m)->kind == LEVEL_QUOTE)
        marks_push_list(m, false, 1);
    struct marks_level *level = top(m);
    if (level->kind == LEVEL_QUOTE)
        return; /* too deep */
    if (has_output(m) && !level->is_due && (level->has_item || m->lines == 0))
        m->lines = 1;
    level->number += level->number < LONGEST_NUMBER;
    level->is_due = level->is_in_item = level->has_item = true;
}

void marks_item_end(struct marks *m)
{
    struct marks_level *level = top(m);
    if (level == NULL || level->kind == LEVEL_QUOTE || m->is_in_cell)
        return;
    level->is_due = level->is_in_item = false;
    if (has_output(m))
        m->lines = 1;
}

/* --- tables --- */

void marks_table(struct marks *m)
{
    marks_block(m, 2);
    m->rows = m->cells = 0;
}

void marks_cell(struct marks *m)
{
    if (m->is_in_cell)
        return;
    if (m->cells == 0) {
        marks_block(m, 1);
        start_line(m);
        buf_char(m->out, '|');
    }
    buf_char(m->out, ' ');
    m->gap = GAP_NONE;
    m->lines = 0;
    m->is_in_cell = m->is_line_start = true;
    m->is_number = false;
}

void marks_cell_end(struct marks *m)
{
    if (!m->is_in_cell)
        return;
    close_marks(m, 0, false);
    m->gap = GAP_NONE;
    buf_text(m->out, m->out->bytes[m->out->len - 1] == ' ' ? "|" : " |");
    m->is_in_cell = false;
    m->cells++;
}

void marks_row_end(struct marks *m)
{
    marks_cell_end(m);
    if (m->cells == 0)
        return;
    if (m->rows++ == 0) {
        m->lines = 1;
        start_line(m);
        buf_char(m->out, '|');
        for (size_t i = 0; i < m->cells; i++)
            buf_text(m->out, " --- |");
    }
    m->cells = 0;
    m->lines = 1;
}

/* --- begin and end --- */

void marks_begin(struct marks *m, struct buf *out, enum html_shape shape)
{
    *m = (struct marks){.out = out, .from = out->len, .shape = shape};
}

void marks_end(struct marks *m)
{
    marks_row_end(m);
    close_marks(m, 0, false);
    buf_release(&m->url);
}
