/*
 * grade_read.c - cut an answer file into records.
 *
 * In:   a file, 96 KiB at a time.
 * Out:  records that point into the buffer, each with the place where it begins.
 *
 * The end of a record is searched once, byte after byte, and the search goes on where a
 * chunk ended. It knows just enough of the format to see what is inside quotes; what a
 * record means, and whether it is well formed, is found out in grade_json.c and
 * grade_csv.c.
 */
#include "grade_read.h"

#include <poll.h>
#include <string.h>

#include "quizctl/file.h"
#include "quizctl/grade.h"
#include "quizctl/json.h"
#include "quizctl/limits.h"

enum { CHUNK_BYTES = 96 * 1024 };

/* How far the search for the end of a record has come. */
struct search {
    enum cut cut;
    enum { BARE, QUOTED, ESCAPED, CELL, CLOSED, STRAY, LOST, FRESH } state;
    int depth; /* of brackets inside an element */
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Does C end the element? A line may not end inside a string: when it does, a quote is
 * missing and brackets cannot be counted any more. The next line that begins with '{' is
 * then taken for the next sheet. */
static bool element_ends(struct search *w, char c)
{
    switch (w->state) {
    case ESCAPED:
        w->state = QUOTED;
        return false;
    case QUOTED:
        if (c == '\\')
            w->state = ESCAPED;
        else if (c == '"')
            w->state = BARE;
        else if (c == '\n')
            w->state = FRESH;
        return false;
    case LOST:
    case FRESH:
        if (w->state == FRESH && c == '{')
            return true;
        if (c == '\n' || !is_space(c))
            w->state = c == '\n' ? FRESH : LOST;
        return false;
    default:
        break;
    }
    if (c == '"')
        w->state = QUOTED;
    else if (c == '{' || c == '[')
        w->depth++;
    else if (w->depth > 0 && (c == '}' || c == ']'))
        w->depth--;
    else
        return w->depth == 0 && (c == ',' || c == ']');
    return false;
}

/* Does C end the row? As csv_read sees it: a quote opens only at the start of a cell, and
 * behind one that stands elsewhere the row ends where its line does. */
static bool row_ends(struct search *w, char c)
{
    if (w->state == QUOTED) {
        if (c == '"')
            w->state = CLOSED; /* or the first half of a doubled quote */
        return false;
    }
    if (c == '\n' || c == '\r')
        return true;
    if (w->state == STRAY)
        return false;
    if (c == ',')
        w->state = CELL;
    else if (c == '"')
        w->state = w->state == BARE ? STRAY : QUOTED;
    else
        w->state = w->state == CLOSED ? STRAY : BARE;
    return false;
}

/* Bytes of TEXT before the end of the record; LEN when it is not there yet. */
static size_t find_end(struct search *w, const char *text, size_t len)
{
    const char *line_end;
    size_t i = 0;
    switch (w->cut) {
    case CUT_LINE:
        line_end = memchr(text, '\n', len);
        return line_end != NULL ? (size_t)(line_end - text) : len;
    case CUT_ROW:
        while (i < len && !row_ends(w, text[i]))
            i++;
        return i;
    case CUT_ELEMENT:
        while (i < len && !element_ends(w, text[i]))
            i++;
        return i;
    case CUT_FILE:
        break;
    }
    return len;
}

int reader_open(struct reader *s, const char *path, struct err *err)
{
    *s = (struct reader){
        .text = s->text, .place = {path, 1, 1},
             .watch = s->watch
    };
    buf_clear(&s->text);
    return file_in_open(path, &s->fd, err);
}

void reader_use(struct reader *s, size_t bytes)
{
    s->place = json_locate(s->place, s->text.bytes + s->at, bytes);
    s->at += bytes;
}

void reader_settle(struct reader *s)
{
    if (s->has_hidden)
        s->text.bytes[s->hidden_at] = s->hidden;
    s->has_hidden = false;
    if (s->taken == 0)
        return;
    reader_use(s, s->taken);
    s->taken = 0;
    if (s->text.bytes[s->at - 1] == '\r') { /* a row that ends in CR alone */
        s->place.line++;
        s->place.col = 1;
    }
}

void reader_close(struct reader *s)
{
    reader_settle(s);
    file_in_close(s->fd);
}

void reader_release(struct reader *s)
{
    buf_release(&s->text);
    *s = (struct reader){0};
}

/* Zero bytes behind the text, so that who looks ahead sees its end. */
static void end_text(struct reader *s)
{
    buf_room(&s->text, READ_SLACK);
    memset(s->text.bytes + s->text.len, 0, READ_SLACK);
}

int reader_more(struct reader *s, struct err *err)
{
    size_t left = s->text.len - s->at;
    if (s->at > 0 && left > 0)
        memmove(s->text.bytes, s->text.bytes + s->at, left);
    s->text.len = left;
    s->at = 0;
    buf_room(&s->text, CHUNK_BYTES + READ_SLACK);
    long got = file_in_read(s->fd, s->place.path, s->text.bytes + left, CHUNK_BYTES, err);
    if (got < 0)
        return -1;
    if (s->watch != NULL)
        s->watch->read(s->watch, (size_t)got);
    else
        s->untold += (size_t)got;
    s->text.len += (size_t)got;
    end_text(s);
    s->is_end = got == 0;
    return 0;
}

void reader_go(struct reader *s, size_t bytes, struct place place)
{
    s->at += bytes;
    s->place = place;
}

int reader_peek(struct reader *s, struct err *err)
{
    reader_settle(s);
    for (;;) {
        size_t i = s->at;
        while (i < s->text.len && is_space(s->text.bytes[i]))
            i++;
        reader_use(s, i - s->at);
        if (s->at < s->text.len)
            return (unsigned char)s->text.bytes[s->at];
        if (s->is_end)
            return -1;
        if (reader_more(s, err) != 0)
            return -2;
    }
}

/* Bytes of what ends a row at END: 2 for CRLF. The LF may not have been read yet. */
static int row_end_bytes(struct reader *s, size_t len, size_t *bytes, struct err *err)
{
    *bytes = 1;
    if (s->text.bytes[s->at + len] != '\r')
        return 0;
    if (s->at + len + 1 == s->text.len && !s->is_end && reader_more(s, err) != 0)
        return -1;
    if (s->at + len + 1 < s->text.len && s->text.bytes[s->at + len + 1] == '\n')
        *bytes = 2;
    return 0;
}

int reader_next(struct reader *s, enum cut cut, struct record *r, struct err *err)
{
    struct search w = {.cut = cut, .state = cut == CUT_ROW ? CELL : BARE};
    size_t len = 0, end_bytes = 0;

    reader_settle(s);
    *r = (struct record){.place = s->place, .ended_by = -1};
    for (;;) {
        size_t there = s->text.len - s->at;
        if (there > len)
            len += find_end(&w, s->text.bytes + s->at + len, there - len);
        r->is_too_long = r->is_too_long || len > LIMIT_RECORD_BYTES;
        if (len < there || s->is_end)
            break;
        if (r->is_too_long) {
            reader_use(s, len);
            len = 0;
        }
        if (reader_more(s, err) != 0)
            return -1;
    }
    if (s->at + len < s->text.len) {
        r->ended_by = (unsigned char)s->text.bytes[s->at + len];
        end_bytes = w.state != FRESH; /* a '{' begins the next record */
        if (cut == CUT_ROW && row_end_bytes(s, len, &end_bytes, err) != 0)
            return -1;
    } else if (len == 0 && !r->is_too_long) {
        return 0;
    }

    s->taken = len + end_bytes;
    if (r->is_too_long) {
        r->text = "";
        return 1;
    }
    r->text = s->text.bytes + s->at;
    r->len = len;
    s->has_hidden = true;
    s->hidden_at = s->at + len;
    s->hidden = s->text.bytes[s->hidden_at];
    s->text.bytes[s->hidden_at] = '\0';
    return 1;
}

size_t reader_whole_lines(const char *text, size_t len, bool is_end)
{
    while (len > 0 && !is_end && text[len - 1] != '\n')
        len--;
    return len;
}

const char *reader_next_line(const char *at, const char *end, struct place *place)
{
    if (at == end) /* the last line may lack its end */
        return end;
    place->line++;
    place->col = 1;
    return at + 1;
}

int reader_take(struct reader *s, size_t (*whole)(const char *, size_t, bool),
                struct buf *into, size_t *at, size_t *end, struct err *err)
{
    reader_settle(s);
    if (s->text.len - s->at < CHUNK_BYTES && !s->is_end && reader_more(s, err) != 0)
        return -1;
    size_t bytes;
    while ((bytes = whole(s->text.bytes + s->at, s->text.len - s->at, s->is_end)) == 0 &&
           !s->is_end && s->text.len - s->at <= LIMIT_RECORD_BYTES)
        if (reader_more(s, err) != 0)
            return -1;
    if (bytes == 0)
        return 0;
    struct buf full = s->text;
    *at = s->at;
    *end = s->at + bytes;
    s->text = *into;
    *into = full;
    buf_clear(&s->text);
    buf_add(&s->text, full.bytes + *end, full.len - *end);
    end_text(s);
    s->at = 0;
    return 1;
}

void reader_put_back(struct reader *s, struct buf *bytes)
{
    buf_add(bytes, s->text.bytes + s->at, s->text.len - s->at);
    buf_release(&s->text);
    s->text = *bytes;
    *bytes = (struct buf){0};
    s->at = 0;
    end_text(s);
}

bool reader_is_ready(const struct reader *s)
{
    struct pollfd fd = {.fd = s->fd, .events = POLLIN};
    return s->is_end || poll(&fd, 1, 0) != 0;
}
