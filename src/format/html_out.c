/*
 * html_out.c - the Markdown of a bank as HTML: see html_text.h.
 *
 * In:   inline Markdown by the rules of markup.h, links "[text](https://...)", and for a
 *       text of blocks paragraphs, lists, quotations, tables, headings, fences, rules.
 * Out:  HTML of the elements that html_text.c reads, every one closed. A newline ends a
 *       line. All else is text, escaped: a bank cannot bring markup of its own.
 *
 * Blocks in blocks (what stands in an item or a quotation) are written by the same
 * function from a copy without the indent: at most MARKS_DEPTH copies of a byte.
 */
#include "html_text.h"

#include <stdint.h>
#include <string.h>

#include "marks.h"
#include "quizctl/markup.h"
#include "quizctl/text.h"

#define NOWHERE SIZE_MAX

void html_escape(struct buf *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len;) {
        uint32_t c = 0;
        size_t used = text_utf8(text + i, len - i, &c);
        bool is_illegal = used == 0 || (c < 0x20 && c != '\t' && c != '\n') ||
                          c == 0xFFFE || c == 0xFFFF;
        switch (is_illegal ? 0 : c) {
        case 0:
            break;
        case '&':
            buf_text(out, "&amp;");
            break;
        case '<':
            buf_text(out, "&lt;");
            break;
        case '>':
            buf_text(out, "&gt;");
            break;
        case '"':
            buf_text(out, "&quot;");
            break;
        case '\'':
            buf_text(out, "&#39;");
            break;
        default:
            buf_add(out, text + i, used);
        }
        i += used > 0 ? used : 1;
    }
}

/* --- inline --- */

/* Beside those of enum markup: */
enum { LINK_OPEN = MARKUP_CODE + 1, LINK_CLOSE };

/* The URL of a link at TEXT, "https://...)" or "<https://...>)": its length with what
 * stands around it; 0 for none. */
static size_t url_length(const char *text, size_t len)
{
    size_t open = len > 0 && *text == '<';
    const char *end = open ? ">)" : ")";
    text += open;
    len -= open;
    if (len < 8 ||
        (strncmp(text, "https://", 8) != 0 && strncmp(text, "http://", 7) != 0))
        return 0;
    for (size_t i = 0; i + open < len; i++) {
        if (memcmp(text + i, end, open + 1) == 0)
            return open + i + open + 1;
        if (text[i] <= ' ' || text[i] > '~' || strchr("<>\"", text[i]) != NULL ||
            (!open && text[i] == '('))
            return 0;
    }
    return 0;
}

/* Find links in what is neither code nor escaped; one does not stand in another. What
 * looks like a mark in a URL is none. */
static void find_links(const char *text, size_t len, char *parts)
{
    size_t open = NOWHERE;
    bool is_code = false;
    for (size_t i = 0; i < len; i++) {
        is_code ^= parts[i] == MARKUP_CODE;
        if (is_code || parts[i] != MARKUP_TEXT ||
            (i > 0 && text[i - 1] == '\\' && parts[i - 1] == MARKUP_SKIPPED))
            continue;
        if (text[i] == '[')
            open = i;
        if (text[i] != ']' || open == NOWHERE || i + 1 >= len || text[i + 1] != '(')
            continue;
        size_t url = url_length(text + i + 2, len - i - 2);
        if (url == 0)
            continue;
        parts[open] = LINK_OPEN;
        parts[i] = LINK_CLOSE;
        memset(parts + i + 1, MARKUP_SKIPPED, url + 1);
        i += url + 1;
        open = NOWHERE;
    }
}

enum { TAG_STRONG = 1, TAG_EMPHASIS = 2 };

/* Text being written. */
struct inline_html {
    struct buf *out;
    unsigned on;
    bool is_code, is_link;
};

/* Pairs of marks may cross, elements may not: so all close, and what stays opens again.
 */
static void restyle(struct inline_html *w, unsigned on)
{
    if ((w->on & TAG_EMPHASIS) != 0)
        buf_text(w->out, "</em>");
    if ((w->on & TAG_STRONG) != 0)
        buf_text(w->out, "</strong>");
    if ((on & TAG_STRONG) != 0)
        buf_text(w->out, "<strong>");
    if ((on & TAG_EMPHASIS) != 0)
        buf_text(w->out, "<em>");
    w->on = on;
}

static void open_link(struct inline_html *w, const char *text, size_t at,
                      const char *parts)
{
    size_t url = at, on = w->on;
    while (parts[url] != LINK_CLOSE)
        url++;
    url += text[url + 2] == '<' ? 3 : 2;
    restyle(w, 0);
    buf_text(w->out, "<a href=\"");
    html_escape(w->out, text + url,
                strcspn(text + url, text[url - 1] == '<' ? ">" : ")"));
    buf_text(w->out, "\">");
    w->is_link = true;
    restyle(w, (unsigned)on);
}

static void close_link(struct inline_html *w)
{
    unsigned on = w->on;
    restyle(w, 0);
    buf_text(w->out, "</a>");
    w->is_link = false;
    restyle(w, on);
}

/* The text from AT on that is of one kind; its end. */
static size_t put_run(struct inline_html *w, const char *text, size_t len, size_t at,
                      const char *parts)
{
    size_t end = at;
    if (text[at] == '\n') {
        buf_text(w->out, w->is_code ? " " : "<br />\n");
        return at + 1;
    }
    if (w->is_code && text[at] == ' ') { /* HTML would make one of several */
        buf_text(w->out, at > 0 && text[at - 1] == ' ' ? "&#160;" : " ");
        return at + 1;
    }
    while (end < len && parts[end] == MARKUP_TEXT && text[end] != '\n' &&
           !(w->is_code && text[end] == ' '))
        end++;
    html_escape(w->out, text + at, end - at);
    return end;
}

static void put_inline(struct buf *out, const char *text, size_t len)
{
    struct inline_html w = {.out = out};
    struct buf parts = {0};
    buf_fill(&parts, MARKUP_TEXT, len);
    markup_find(text, len, parts.bytes);
    find_links(text, len, parts.bytes);
    for (size_t i = 0; i < len;) {
        switch (parts.bytes[i]) {
        case MARKUP_TEXT:
            i = put_run(&w, text, len, i, parts.bytes);
            continue;
        case MARKUP_STRONG:
            restyle(&w, w.on ^ TAG_STRONG);
            break;
        case MARKUP_EMPHASIS:
            restyle(&w, w.on ^ TAG_EMPHASIS);
            break;
        case MARKUP_CODE:
            w.is_code = !w.is_code;
            buf_text(out, w.is_code ? "<code>" : "</code>");
            break;
        case LINK_OPEN:
            open_link(&w, text, i, parts.bytes);
            break;
        case LINK_CLOSE:
            close_link(&w);
            break;
        default:
            break;
        }
        i++;
    }
    restyle(&w, 0);
    buf_release(&parts);
}

/* --- blocks --- */

struct lines {
    const char *at, *end;
};

struct line {
    const char *text; /* without its indent */
    size_t len, indent;
    enum markup_block block;
    size_t mark;
};

static struct line line_at(const struct lines *l)
{
    struct line line = {.text = l->at};
    const char *end = memchr(l->at, '\n', (size_t)(l->end - l->at));
    if (end == NULL)
        end = l->end;
    while (line.text < end && (*line.text == ' ' || *line.text == '\t')) {
        line.indent += *line.text == '\t' ? 4 : 1;
        line.text++;
    }
    line.len = (size_t)(end - line.text);
    while (line.len > 0 && line.text[line.len - 1] == ' ')
        line.len--;
    line.block = markup_block(line.text, line.len, &line.mark);
    return line;
}

static void next_line(struct lines *l)
{
    const char *end = memchr(l->at, '\n', (size_t)(l->end - l->at));
    l->at = end != NULL ? end + 1 : l->end;
}

static bool has_line(const struct lines *l)
{
    return l->at < l->end;
}

static bool is_entry(struct line line)
{
    return line.block == BLOCK_ENTRY || line.block == BLOCK_NUMBER;
}

/* Does LINE end a paragraph? Of numbers only the first does. */
static bool starts_block(struct line line)
{
    bool is_first = line.mark == 3 && line.text[0] == '1';
    return line.len == 0 || (line.block == BLOCK_NUMBER
                                 ? is_first
                                 : line.block != BLOCK_TEXT && line.block != BLOCK_ROW);
}

static void put_blocks(struct buf *out, const char *text, size_t len, size_t depth,
                       bool is_tight);

static void put_heading(struct buf *out, struct lines *l)
{
    struct line line = line_at(l);
    size_t n = line.mark - 1, skip = n;
    while (skip < line.len && line.text[skip] == ' ')
        skip++;
    buf_printf(out, "<h%zu>", n);
    put_inline(out, line.text + skip, line.len - skip);
    buf_printf(out, "</h%zu>\n", n);
    next_line(l);
}

static void put_fence(struct buf *out, struct lines *l)
{
    struct line first = line_at(l);
    char mark = first.text[0];
    size_t word = first.mark;
    while (word < first.len && first.text[word] == ' ')
        word++;
    size_t end = word;
    while (end < first.len && first.text[end] != ' ' && first.text[end] != mark)
        end++;
    buf_text(out, "<pre><code");
    if (end > word) {
        buf_text(out, " class=\"language-");
        html_escape(out, first.text + word, end - word);
        buf_char(out, '"');
    }
    buf_char(out, '>');
    for (next_line(l); has_line(l); next_line(l)) {
        struct line line = line_at(l);
        bool is_close = line.block == BLOCK_FENCE && *line.text == mark &&
                        line.mark >= first.mark && line.mark == line.len;
        if (is_close) {
            next_line(l);
            break;
        }
        size_t cut = line.indent < first.indent ? line.indent : first.indent;
        buf_fill(out, ' ', line.indent - cut);
        html_escape(out, line.text, line.len);
        buf_char(out, '\n');
    }
    buf_text(out, "</code></pre>\n");
}

static void put_quote(struct buf *out, struct lines *l, size_t depth)
{
    struct buf inner = {0};
    for (; has_line(l); next_line(l)) {
        struct line line = line_at(l);
        bool is_bare = line.len == 1 && *line.text == '>'; /* between its paragraphs */
        if (line.block != BLOCK_QUOTE && !is_bare)
            break;
        size_t skip = is_bare ? 1 : line.mark;
        buf_add(&inner, line.text + skip, line.len - skip);
        buf_char(&inner, '\n');
    }
    buf_text(out, "<blockquote>\n");
    put_blocks(out, buf_str(&inner), inner.len, depth + 1, false);
    buf_text(out, "</blockquote>\n");
    buf_release(&inner);
}

static void skip_blank(struct lines *l)
{
    while (has_line(l) && line_at(l).len == 0)
        next_line(l);
}

/* One item: the line with its marker, what is indented below it, and the lines right
 * behind that begin nothing else. */
static void put_item(struct buf *out, struct lines *l, size_t width, size_t depth)
{
    struct buf inner = {0};
    struct line line = line_at(l);
    size_t indent = line.indent;
    bool is_lazy = true;
    buf_add(&inner, line.text + width, line.len - width);
    buf_char(&inner, '\n');
    for (next_line(l); has_line(l); next_line(l)) {
        struct lines here = *l;
        skip_blank(l);
        is_lazy = is_lazy && l->at == here.at;
        line = has_line(l) ? line_at(l) : (struct line){0};
        if (line.len == 0 || (line.indent <= indent &&
                              (!is_lazy || starts_block(line) || is_entry(line)))) {
            *l = here;
            break;
        }
        if (l->at != here.at)
            buf_char(&inner, '\n');
        is_lazy = true;
        size_t cut = indent + width < line.indent ? indent + width : line.indent;
        buf_fill(&inner, ' ', line.indent - cut);
        buf_add(&inner, line.text, line.len);
        buf_char(&inner, '\n');
    }
    buf_text(out, "<li>");
    put_blocks(out, buf_str(&inner), inner.len, depth + 1, true);
    buf_text(out, "</li>\n");
    buf_release(&inner);
}

static void put_list(struct buf *out, struct lines *l, size_t depth)
{
    struct line first = line_at(l);
    bool is_numbered = first.block == BLOCK_NUMBER;
    unsigned long start = 0;
    for (size_t i = 0; is_numbered && first.text[i] >= '0' && first.text[i] <= '9'; i++)
        start = start * 10 + (unsigned long)(first.text[i] - '0');
    if (is_numbered && start != 1)
        buf_printf(out, "<ol start=\"%lu\">\n", start);
    else
        buf_text(out, is_numbered ? "<ol>\n" : "<ul>\n");
    while (has_line(l)) {
        struct lines here = *l;
        skip_blank(l);
        if (!has_line(l) || line_at(l).block != first.block) {
            *l = here;
            break;
        }
        put_item(out, l, line_at(l).mark, depth);
    }
    buf_text(out, is_numbered ? "</ol>\n" : "</ul>\n");
}

/* --- tables --- */

static bool is_delimiter(struct line line)
{
    bool has_dash = false;
    for (size_t i = 0; i < line.len; i++) {
        if (strchr("|-: ", line.text[i]) == NULL)
            return false;
        has_dash = has_dash || line.text[i] == '-';
    }
    return has_dash && memchr(line.text, '|', line.len) != NULL;
}

static bool is_table(const struct lines *l)
{
    struct lines second = *l;
    if (memchr(line_at(l).text, '|', line_at(l).len) == NULL)
        return false;
    next_line(&second);
    return has_line(&second) && is_delimiter(line_at(&second));
}

static void put_row(struct buf *out, struct line line, const char *cell)
{
    size_t i = 0, end = line.len;
    if (end > 0 && line.text[0] == '|')
        i++;
    if (end > i && line.text[end - 1] == '|' && line.text[end - 2] != '\\')
        end--;
    buf_text(out, "<tr>");
    while (i <= end) {
        size_t from = i;
        while (i < end && line.text[i] != '|')
            i += line.text[i] == '\\' && i + 1 < end ? 2 : 1;
        size_t to = i < end ? i : end;
        while (from < to && line.text[from] == ' ')
            from++;
        while (to > from && line.text[to - 1] == ' ')
            to--;
        buf_printf(out, "<%s>", cell);
        put_inline(out, line.text + from, to - from);
        buf_printf(out, "</%s>", cell);
        i++;
    }
    buf_text(out, "</tr>\n");
}

static void put_table(struct buf *out, struct lines *l)
{
    buf_text(out, "<table><tbody>\n");
    put_row(out, line_at(l), "th");
    next_line(l);
    next_line(l);
    for (; has_line(l); next_line(l)) {
        struct line line = line_at(l);
        if (line.len == 0 || memchr(line.text, '|', line.len) == NULL)
            break;
        put_row(out, line, "td");
    }
    buf_text(out, "</tbody></table>\n");
}

/* --- all blocks --- */

static void put_paragraph(struct buf *out, struct lines *l, bool is_bare)
{
    struct buf text = {0};
    do {
        struct line line = line_at(l);
        if (text.len > 0)
            buf_char(&text, '\n');
        buf_add(&text, line.text, line.len);
        next_line(l);
    } while (has_line(l) && !starts_block(line_at(l)) && !is_table(l));
    buf_text(out, is_bare ? "" : "<p>");
    put_inline(out, buf_str(&text), text.len);
    buf_text(out, is_bare ? "" : "</p>\n");
    buf_release(&text);
}

/* IS_TIGHT: the first paragraph of an item needs no element of its own. */
static void put_blocks(struct buf *out, const char *text, size_t len, size_t depth,
                       bool is_tight)
{
    struct lines l = {text, text + len};
    bool is_first = true;
    while (has_line(&l)) {
        struct line line = line_at(&l);
        if (line.len == 0) {
            next_line(&l);
            continue;
        }
        if (line.block == BLOCK_HEADING) {
            put_heading(out, &l);
        } else if (line.block == BLOCK_FENCE) {
            put_fence(out, &l);
        } else if (line.block == BLOCK_RULE) {
            buf_text(out, "<hr />\n");
            next_line(&l);
        } else if (depth < MARKS_DEPTH && line.block == BLOCK_QUOTE) {
            put_quote(out, &l, depth);
        } else if (depth < MARKS_DEPTH && is_entry(line)) {
            put_list(out, &l, depth);
        } else if (is_table(&l)) {
            put_table(out, &l);
        } else {
            put_paragraph(out, &l, is_tight && is_first);
        }
        is_first = false;
    }
}

void html_write(struct buf *out, const char *text, size_t len, enum html_shape shape)
{
    if (shape == HTML_INLINE)
        put_inline(out, text, len);
    else
        put_blocks(out, text, len, 0, shape == HTML_ENTRY);
}

bool html_write_checked(struct buf *out, const char *text, enum html_shape shape)
{
    struct buf back = {0};
    size_t from = out->len;
    html_write(out, text, strlen(text), shape);
    html_read(&back, buf_str(out) + from, out->len - from, shape, NULL);
    bool is_same = strcmp(buf_str(&back), text) == 0;
    buf_release(&back);
    return is_same;
}
