/*
 * gift_block.c - GIFT cut into blocks, and its escapes; see gift_block.h.
 *
 * As Moodle does it (question/format/gift/format.php): a backslash before another is the
 * first to be decoded, so a scan from left to right gives the same.
 */
#include "gift_block.h"

#include <stdlib.h>
#include <string.h>

#include "quizctl/json.h"
#include "quizctl/mem.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

struct gift_span gift_trim(struct gift_span span)
{
    while (span.len > 0 && is_space(span.text[span.len - 1]))
        span.len--;
    while (span.len > 0 && is_space(*span.text)) {
        span.text++;
        span.len--;
    }
    return span;
}

bool gift_begins(struct gift_span span, const char *word)
{
    size_t len = strlen(word);
    return span.len >= len && memcmp(span.text, word, len) == 0;
}

bool gift_is(struct gift_span span, const char *word)
{
    return span.len == strlen(word) && gift_begins(span, word);
}

struct gift_span gift_part(struct gift_span span, size_t from, size_t to)
{
    return (struct gift_span){span.text + from, to - from};
}

struct gift_span gift_behind(struct gift_span span, size_t count)
{
    return gift_part(span, count < span.len ? count : span.len, span.len);
}

/* --- blocks --- */

static void add_line(struct gift_block *b, struct gift_span raw, unsigned number)
{
    while (raw.len > 0 && is_space(raw.text[raw.len - 1]))
        raw.len--;
    MEM_ROOM(b->lines, b->line_count, b->line_cap);
    b->lines[b->line_count++] = (struct gift_line){b->text.len, raw.text, number};
    buf_add(&b->text, raw.text, raw.len);
    buf_char(&b->text, '\n');
}

/* Put LINE into the block. True when the block ends with it or before it. */
static bool take_line(struct gift_block *b, struct gift_source *source,
                      struct gift_span raw)
{
    struct gift_span line = gift_trim(raw);
    if (gift_begins(line, "$CATEGORY:") && b->text.len > 0)
        return true; /* it is for the next block */
    source->at = raw.text + raw.len + (raw.text + raw.len < source->end);
    source->line++;
    if (line.len == 0)
        return b->text.len > 0 || b->comment.len > 0;
    if (gift_begins(line, "//")) {
        buf_add(&b->comment, line.text, line.len);
        buf_char(&b->comment, '\n');
        return false;
    }
    add_line(b, raw, source->line - 1);
    return gift_begins(line, "$CATEGORY:");
}

/* Also a block of comments alone. */
static void next_block(struct gift_block *b, struct gift_source *source)
{
    bool is_over = false;
    buf_clear(&b->text);
    buf_clear(&b->comment);
    b->line_count = 0;
    while (!is_over && source->at < source->end) {
        size_t left = (size_t)(source->end - source->at);
        const char *newline = memchr(source->at, '\n', left);
        struct gift_span raw = {source->at,
                                newline != NULL ? (size_t)(newline - source->at) : left};
        is_over = take_line(b, source, raw);
    }
}

bool gift_block_next(struct gift_block *b, struct gift_source *source)
{
    do
        next_block(b, source);
    while (b->text.len == 0 && source->at < source->end);
    return b->text.len > 0;
}

void gift_block_release(struct gift_block *b)
{
    buf_release(&b->text);
    buf_release(&b->comment);
    free(b->lines);
    *b = (struct gift_block){0};
}

struct place gift_block_place(const struct gift_block *b, const char *path,
                              const char *at)
{
    size_t offset = (size_t)(at - b->text.bytes), low = 0, high = b->line_count;
    while (low + 1 < high) { /* the last line that begins at or before it */
        size_t middle = low + (high - low) / 2;
        if (b->lines[middle].at <= offset)
            low = middle;
        else
            high = middle;
    }
    const struct gift_line *line = &b->lines[low];
    return json_locate((struct place){path, line->number, 1}, line->raw,
                       offset - line->at);
}

/* --- escapes --- */

/* Bytes that the sign at AT takes: 2 when it is escaped. */
static size_t step(struct gift_span span, size_t at)
{
    bool is_escape = span.text[at] == '\\' && at + 1 < span.len &&
                     span.text[at + 1] != '\0' &&
                     strchr("\\:#={}~n", span.text[at + 1]) != NULL;
    return is_escape ? 2 : 1;
}

size_t gift_find(struct gift_span span, size_t from, const char *set)
{
    while (from < span.len) {
        size_t bytes = step(span, from);
        if (bytes == 1 && span.text[from] != '\0' && strchr(set, span.text[from]) != NULL)
            return from;
        from += bytes;
    }
    return span.len;
}

void gift_unescape(struct buf *out, struct gift_span span)
{
    for (size_t at = 0; at < span.len;) {
        size_t bytes = step(span, at);
        char c = span.text[at + bytes - 1];
        buf_char(out, bytes == 2 && c == 'n' ? '\n' : c);
        at += bytes;
    }
}

void gift_escape(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("\\:#={}~\n", *text) != NULL)
            buf_char(out, '\\');
        buf_char(out, *text == '\n' ? 'n' : *text);
    }
}
