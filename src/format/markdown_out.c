/*
 * markdown_out.c - a bank's text as Markdown that any viewer shows the same: see
 * markdown_text.h.
 *
 * In:   a text of a bank.
 * Out:  Markdown. What a bank takes for text and a viewer would not gets a backslash.
 */
#include <ctype.h>
#include <string.h>

#include "markdown_scan.h"
#include "markdown_text.h"
#include "quizctl/markup.h"
#include "quizctl/mem.h"

/* --- out --- */

/* Would a viewer take C at AT of TEXT for a mark that a bank does not know? */
static bool needs_escape(const char *text, size_t at)
{
    char before = at > 0 ? text[at - 1] : ' ', after = text[at + 1];
    switch (text[at]) {
    case '\\': /* a line would go on, behind a break */
        return after == '\0' || after == '\n';
    case '_':
        return is_alnum(before) != is_alnum(after) || before == '_' || after == '_';
    case '<':
        return isalpha((unsigned char)after) || after == '/' || after == '!' ||
               after == '?';
    case '&':
        return isalnum((unsigned char)after) || after == '#';
    default:
        return false;
    }
}

/* "***", "_ _ _": would many readers draw a line for it? */
static bool is_rule(const char *line)
{
    const char marks[] = {*line, ' ', '\0'};
    return (*line == '*' || *line == '_') &&
           strchr("\n", line[strspn(line, marks)]) != NULL;
}

/* Is a mark of a block at the start of TEXT, and where is the byte that makes it one? */
static bool block_mark(const char *text, size_t *at)
{
    *at = 0;
    if (strchr("#>|=~+-", *text) != NULL && *text != '\0')
        return true;
    const char *close = *text == '[' ? strchr(text, ']') : NULL;
    if (close != NULL && (close[1] == ':' || close == text + 2))
        return true; /* a definition, a task */
    while (isdigit((unsigned char)text[*at]))
        ++*at;
    if (*at > 0 && *at < 10 && (text[*at] == '.' || text[*at] == ')'))
        return true;
    bool is_entry = *text == '*' && strchr(" \n", text[1]) != NULL; /* or NUL */
    return *at == 0 && (is_entry || is_rule(text));
}

/* The end of the link's address, or of the address, at AT; AT when there is none. */
static size_t address_end(const char *text, size_t at)
{
    size_t to = at;
    if (strncmp(text + at, "](", 2) == 0)
        to += strcspn(text + at, ")\n");
    else if (strncmp(text + at, "http://", 7) == 0 ||
             strncmp(text + at, "https://", 8) == 0)
        to += strcspn(text + at, " \n)*`<>|\"");
    return to;
}

static void write_span(const char *text, size_t len, const char *parts, bool is_start,
                       struct buf *out)
{
    size_t mark = 0;
    bool has_mark = is_start && block_mark(text, &mark) && mark < len;
    bool is_code = false;
    for (size_t i = 0; i < len;) {
        is_code = is_code != (parts[i] == MARKUP_CODE);
        size_t to = parts[i] == MARKUP_TEXT && !is_code ? address_end(text, i) : i;
        if (to > i) {
            to = to < len ? to : len;
            buf_add(out, text + i, to - i);
            i = to;
            continue;
        }
        bool is_text = parts[i] == MARKUP_TEXT && !is_code &&
                       (i == 0 || parts[i - 1] != MARKUP_SKIPPED || text[i - 1] != '\\');
        if (is_text && ((has_mark && i == mark) || needs_escape(text, i)))
            buf_char(out, '\\');
        buf_char(out, text[i]);
        i++;
    }
}

void markdown_write_inline(const char *text, unsigned indent, struct buf *out)
{
    size_t len = strlen(text);
    struct buf parts = {0};
    buf_fill(&parts, MARKUP_TEXT, len);
    if (len > 0)
        markup_find(text, len, parts.bytes);
    for (size_t at = 0; at < len;) {
        size_t line = strcspn(text + at, "\n");
        write_span(text + at, line, parts.bytes + at, true, out);
        at += line;
        while (text[at] == '\n') { /* one paragraph: an empty line would end it */
            if (text[at + 1] != '\n' && text[at + 1] != '\0') {
                buf_text(out, "\\\n");
                buf_fill(out, ' ', indent);
            }
            at++;
        }
    }
    buf_release(&parts);
}

/* --- out: blocks --- */

/* Bytes of the marks of lists and quotes, one in the other, that LINE begins with. */
static size_t markers_of(const char *line, size_t len)
{
    for (size_t at = 0, mark;; at += mark) {
        while (at < len && line[at] == ' ')
            at++;
        enum markup_block block = markup_block(line + at, len - at, &mark);
        if (block != BLOCK_ENTRY && block != BLOCK_NUMBER && block != BLOCK_QUOTE)
            return at;
    }
}

bool markdown_is_block(const char *text)
{
    size_t len = strcspn(text, "\n"), mark;
    enum markup_block block = markup_block(text, len, &mark);
    bool is_table = block == BLOCK_ROW && text[len] == '\n'; /* it has two rows */
    return block == BLOCK_ROW ? is_table : block != BLOCK_TEXT;
}

struct block_writer {
    unsigned indent, level;
    size_t fence; /* its run of marks while one is open */
    char fence_mark;
    const char *before; /* what stands before it in its line: marks of lists, of quotes */
    size_t before_len;
    struct buf *out;
};

/* "[label]: address" */
static bool is_definition(const char *line, size_t len)
{
    const char *close = *line == '[' ? memchr(line, ']', len) : NULL;
    return close != NULL && close + 1 < line + len && close[1] == ':';
}

/* The bytes of a list's marker that is all LINE has: an entry without text. */
static size_t lone_marker(const char *line, size_t len)
{
    size_t digits = strspn(line, "0123456789");
    const char *marks = digits > 0 ? ".)" : "-+*";
    bool is_lone =
        digits + 1 == len && digits < 10 && strchr(marks, line[digits]) != NULL;
    return is_lone ? len : 0;
}

/* Would many readers see more in a line that for us is text: a heading, a quote, what
 * underlines one, a definition? */
static bool has_foreign_mark(const char *line, size_t len)
{
    size_t dashes = strspn(line, "-");
    return strchr("#>=", *line) != NULL || dashes >= len || is_rule(line) ||
           is_definition(line, len);
}

/* Where the hashes begin that end a heading, and that no viewer would show; LEN: none. */
static size_t closing_hashes(const char *line, size_t len)
{
    size_t at = len;
    while (at > 0 && line[at - 1] == '#')
        at--;
    return at > 0 && line[at - 1] == ' ' ? at : len;
}

/* LINE without the marks of lists and quotes before it. */
static void write_text_line(struct block_writer *w, const char *line, size_t len)
{
    size_t mark, lone = lone_marker(line, len);
    enum markup_block block = markup_block(line, len, &mark);
    if (block == BLOCK_HEADING && mark - 1 < w->level)
        buf_fill(w->out, '#', w->level - mark + 1);
    if (lone > 0)
        buf_add(w->out, line, lone - 1);
    if (lone > 0 || (block == BLOCK_TEXT && has_foreign_mark(line, len)))
        buf_char(w->out, '\\');
    line += lone > 0 ? lone - 1 : 0;
    len -= lone > 0 ? lone - 1 : 0;
    if (block == BLOCK_ROW) {
        buf_add(w->out, line, len);
    } else {
        struct buf parts = {0};
        buf_fill(&parts, MARKUP_TEXT, len);
        markup_find(line, len, parts.bytes);
        size_t end = block == BLOCK_HEADING ? closing_hashes(line, len) : len;
        write_span(line, end, parts.bytes, false, w->out);
        if (end < len)
            buf_char(w->out, '\\');
        buf_add(w->out, line + end, len - end);
        buf_release(&parts);
    }
    const char *next = line + len + (line[len] == '\n');
    next += strspn(next, " ");
    size_t next_len = strcspn(next, "\n");
    bool goes_on = next_len > 0 && markup_block(next, next_len, &mark) == BLOCK_TEXT;
    if (goes_on && block == BLOCK_TEXT)
        buf_char(w->out, '\\');
}

/* What holds a further line in the block that the fence stands in, from byte AT on. */
static void hold_in_block(struct block_writer *w, size_t at)
{
    for (; at < w->before_len; at++)
        buf_char(w->out, w->before[at] == '>' ? '>' : ' ');
}

/* Does the open fence stand in a quote? That ends with its marks, and ends the fence. */
static bool is_quoted(const struct block_writer *w)
{
    return memchr(w->before, '>', w->before_len) != NULL;
}

static void write_block_line(struct block_writer *w, const char *line, size_t len)
{
    size_t blanks = strspn(line, " "), mark;
    blanks = blanks < len ? blanks : len;
    if (w->fence > 0 && is_quoted(w) && line[blanks] != '>')
        w->fence = 0;
    bool was_open = w->fence > 0;
    size_t from = blanks;
    if (was_open)
        from += strspn(line + from, "> ");
    else
        from += markers_of(line + from, len - from);
    from = from < len ? from : len;
    enum markup_block block = markup_block(line + from, len - from, &mark);
    bool is_fence = block == BLOCK_FENCE;
    if (is_fence && !was_open) {
        w->fence = mark;
        w->fence_mark = line[from];
        w->before = line;
        w->before_len = from;
    } else if (is_fence && mark >= w->fence && line[from] == w->fence_mark &&
               from + mark >= len) {
        w->fence = 0;
    }
    if (len == 0 || (!was_open && blanks == len))
        return;
    if (w->out->len > 0 && w->out->bytes[w->out->len - 1] == '\n')
        buf_fill(w->out, ' ', w->indent);
    if (was_open && blanks < len && !is_quoted(w))
        hold_in_block(w, blanks);
    if (was_open || is_fence)
        from = len;
    buf_add(w->out, line, from);
    if (from < len)
        write_text_line(w, line + from, len - from);
}

void markdown_write_blocks(const char *text, unsigned indent, unsigned level,
                           struct buf *out)
{
    struct block_writer w = {.indent = indent, .level = level, .out = out};
    for (;;) {
        size_t len = strcspn(text, "\n");
        write_block_line(&w, text, len);
        if (text[len] == '\0')
            break;
        buf_char(out, '\n');
        text += len + 1;
    }
    if (w.fence > 0) { /* one that is never closed would take all that follows */
        buf_char(out, '\n');
        buf_fill(out, ' ', indent);
        hold_in_block(&w, 0);
        buf_fill(out, w.fence_mark, w.fence);
    }
}
