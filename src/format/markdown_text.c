/*
 * markdown_text.c - Markdown's text to a bank's: see markdown_text.h. The way back is
 * markdown_out.c.
 *
 * In:   lines of a laid out Markdown text.
 * Out:  a text of a bank.
 */
#include "markdown_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "html_entity.h"
#include "markdown_scan.h"
#include "quizctl/markup.h"
#include "quizctl/text.h"

enum { INNER = 4 }; /* the level of a heading within a text */
/* Nobody writes longer ones, and a mark without its partner is not looked for for ever.
 */
enum { LONGEST_SPAN = 8192, LONGEST_TAG = 512, LONGEST_URL = 2048 };

/* --- in: inline --- */

struct inliner {
    const struct markdown *m;
    const char *text;
    size_t len, at;
    struct buf *out;
    const char *href;         /* of the <a> that is open; NULL: none is */
    size_t href_len, link_at; /* link_at: in OUT, where its text begins */
};

static char peek(const struct inliner *in, size_t ahead)
{
    return in->at + ahead < in->len ? in->text[in->at + ahead] : '\0';
}

/* A character that is meant as itself. */
static void put_plain(struct buf *out, char c)
{
    if (c == '*' || c == '`' || c == '\\')
        buf_char(out, '\\');
    buf_char(out, c);
}

static size_t run_of(const char *text, size_t at, size_t len, char c)
{
    size_t run = 0;
    while (at + run < len && text[at + run] == c)
        run++;
    return run;
}

/* Where the run of exactly RUN backquotes begins that closes one that ends at FROM; LEN
 * when none does. */
static size_t close_of_code(const struct inliner *in, size_t from, size_t run)
{
    size_t at = from, end = in->len - from > LONGEST_SPAN ? from + LONGEST_SPAN : in->len;
    while (at < end) {
        size_t here = run_of(in->text, at, in->len, '`');
        if (here == run)
            return at;
        at += here > 0 ? here : 1;
    }
    return in->len;
}

static void take_code(struct inliner *in)
{
    size_t run = run_of(in->text, in->at, in->len, '`');
    size_t from = in->at + run, close = close_of_code(in, from, run), to = close;
    if (close == in->len) { /* no code, so text; a longer run cannot close either */
        for (size_t i = 0; i < run; i++)
            put_plain(in->out, '`');
        in->at += run;
        return;
    }
    if (to - from > 2 && in->text[from] == ' ' && in->text[to - 1] == ' ') {
        from++;
        to--;
    }
    bool is_code = memchr(in->text + from, '`', to - from) == NULL && to > from;
    if (is_code)
        buf_char(in->out, '`');
    for (size_t i = from; i < to; i++)
        if (is_code)
            buf_char(in->out, in->text[i] == '\n' ? ' ' : in->text[i]);
        else
            put_plain(in->out, in->text[i]);
    if (is_code)
        buf_char(in->out, '`');
    in->at = close + run;
}

/* Underscores at the edge of a word are emphasis: stars, in a bank. */
static void take_underscores(struct inliner *in)
{
    size_t run = run_of(in->text, in->at, in->len, '_');
    char before = in->at > 0 ? in->text[in->at - 1] : ' ', after = peek(in, run);
    bool opens = !is_alnum(before) && after != '\0' && !isspace((unsigned char)after);
    bool closes = !isspace((unsigned char)before) && !is_alnum(after);
    char mark = run <= 3 && opens != closes ? '*' : '_';
    for (size_t i = 0; i < run; i++)
        buf_char(in->out, mark);
    in->at += run;
}

static const struct {
    const char *name, *mark;
} tag_marks[] = {
    {"b",       "**"},
    {"strong",  "**"},
    {"i",       "*" },
    {"em",      "*" },
    {"code",    "`" },
    {"kbd",     "`" },
    {"samp",    "`" },
    {"tt",      "`" },
    {"br",      "\n"},
    {"p",       ""  },
    {"span",    ""  },
    {"div",     ""  },
    {"font",    ""  },
    {"u",       ""  },
    {"ins",     ""  },
    {"mark",    ""  },
    {"small",   ""  },
    {"sub",     ""  },
    {"sup",     ""  },
    {"center",  ""  },
    {"pre",     ""  },
    {"li",      ""  },
    {"ul",      ""  },
    {"ol",      ""  },
    {"summary", ""  },
};

/* The value of attribute NAME in the tag TEXT, or nothing. */
static const char *attribute(const char *text, size_t len, const char *name, size_t *size)
{
    size_t want = strlen(name);
    for (size_t i = 1; i + want + 2 < len; i++) {
        if (!isspace((unsigned char)text[i - 1]) ||
            strncasecmp(text + i, name, want) != 0 || text[i + want] != '=')
            continue;
        const char *value = text + i + want + 1;
        char quote = *value == '"' || *value == '\'' ? *value++ : '\0';
        size_t room = len - (size_t)(value - text);
        for (*size = 0; *size < room; ++*size)
            if (value[*size] == (quote != '\0' ? quote : ' ') || value[*size] == '>')
                break;
        return value;
    }
    *size = 0;
    return "";
}

/* An image stays a link to it with a '!' before. */
static void put_image(struct inliner *in, size_t len)
{
    size_t alt_len, src_len;
    const char *alt = attribute(in->text + in->at, len, "alt", &alt_len);
    const char *src = attribute(in->text + in->at, len, "src", &src_len);
    buf_text(in->out, "![");
    buf_add(in->out, alt, alt_len);
    buf_text(in->out, "](");
    buf_add(in->out, src, src_len);
    buf_char(in->out, ')');
}

/* <a href="https://...">text</a> is a link. */
static void put_anchor(struct inliner *in, size_t len, bool is_end)
{
    const char *text = in->text + in->at;
    if (!is_end) {
        const char *href = attribute(text, len, "href", &in->href_len);
        bool is_web =
            strncmp(href, "http://", 7) == 0 || strncmp(href, "https://", 8) == 0;
        in->href = is_web ? href : NULL;
        in->link_at = in->out->len;
    } else if (in->href != NULL) {
        bool is_said = strncmp(buf_str(in->out) + in->link_at, "http", 4) == 0;
        size_t size = in->out->len - in->link_at;
        if (!is_said && size > 0) {
            buf_char(in->out, '[');
            char *at = in->out->bytes + in->link_at;
            memmove(at + 1, at, size);
            *at = '[';
            buf_text(in->out, "](");
            buf_add(in->out, in->href, in->href_len);
            buf_char(in->out, ')');
        }
        in->href = NULL;
    }
}

/* A tag that we know, or a comment: its meaning, or nothing. False: '<' is text. */
static bool take_tag(struct inliner *in)
{
    const char *text = in->text + in->at;
    size_t left = in->len - in->at, name = peek(in, 1) == '/' ? 2 : 1, len = 0;
    if (left >= 4 && strncmp(text, "<!--", 4) == 0) {
        size_t end = 4;
        while (end < left && (end + 3 > left || strncmp(text + end, "-->", 3) != 0))
            end++;
        in->at += end < left ? end + 3 : left;
        return true;
    }
    const char *close = memchr(text, '>', left < LONGEST_TAG ? left : LONGEST_TAG);
    while (name + len < left && isalnum((unsigned char)text[name + len]))
        len++;
    if (close == NULL || len == 0)
        return false;
    size_t whole = (size_t)(close - text) + 1;
    if (strncmp(text + 1, "http://", 7) == 0 || strncmp(text + 1, "https://", 8) == 0) {
        buf_add(in->out, text + 1, whole - 2);
        in->at += whole;
        return true;
    }
    if (len == 3 && strncasecmp(text + name, "img", 3) == 0) {
        put_image(in, whole);
        in->at += whole;
        return true;
    }
    if (len == 1 && (text[name] | 0x20) == 'a') {
        put_anchor(in, whole, name == 2);
        in->at += whole;
        return true;
    }
    for (size_t i = 0; i < COUNT(tag_marks); i++)
        if (strlen(tag_marks[i].name) == len &&
            strncasecmp(text + name, tag_marks[i].name, len) == 0) {
            buf_text(in->out, tag_marks[i].mark);
            in->at += whole;
            return true;
        }
    return false;
}

static void put_code_point(struct buf *out, uint32_t c)
{
    if (c < 0x80) {
        put_plain(out, (char)c);
    } else if (c < 0x800) {
        buf_char(out, (char)(0xc0 | c >> 6));
        buf_char(out, (char)(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        buf_char(out, (char)(0xe0 | c >> 12));
        buf_char(out, (char)(0x80 | (c >> 6 & 0x3f)));
        buf_char(out, (char)(0x80 | (c & 0x3f)));
    } else {
        buf_char(out, (char)(0xf0 | c >> 18));
        buf_char(out, (char)(0x80 | (c >> 12 & 0x3f)));
        buf_char(out, (char)(0x80 | (c >> 6 & 0x3f)));
        buf_char(out, (char)(0x80 | (c & 0x3f)));
    }
}

/* "&lt;", "&#60;": false when it is no entity that we know. */
static bool take_entity(struct inliner *in)
{
    uint32_t c;
    size_t used = html_entity(in->text + in->at, in->len - in->at, &c);
    if (used == 0 || in->text[in->at + used - 1] != ';' || c < ' ')
        return false;
    put_code_point(in->out, c);
    in->at += used;
    return true;
}

static bool is_url_at(const struct inliner *in)
{
    const char *text = in->text + in->at;
    size_t left = in->len - in->at;
    return (left > 7 && strncmp(text, "http://", 7) == 0) ||
           (left > 8 && strncmp(text, "https://", 8) == 0);
}

/* An address is no place for emphasis. */
static void take_url(struct inliner *in)
{
    while (in->at < in->len && !isspace((unsigned char)in->text[in->at]) &&
           strchr("<>)*`|\"", in->text[in->at]) == NULL)
        buf_char(in->out, in->text[in->at++]);
}

static int compare_label(const void *key, const void *def)
{
    const struct link_def *a = key, *b = *(const struct link_def *const *)def;
    size_t shorter = a->label_len < b->label_len ? a->label_len : b->label_len;
    int order = strncasecmp(a->label, b->label, shorter);
    return order != 0                     ? order
           : a->label_len == b->label_len ? 0
           : a->label_len < b->label_len  ? -1
                                          : 1;
}

/* "](address)" or "][label]": copied as an address. */
static bool take_link_end(struct inliner *in)
{
    const char *text = in->text + in->at;
    size_t left = in->len - in->at;
    char open = peek(in, 1);
    left = left < LONGEST_URL ? left : LONGEST_URL;
    const char *close = open == '('   ? memchr(text, ')', left)
                        : open == '[' ? memchr(text + 2, ']', left > 2 ? left - 2 : 0)
                                      : NULL;
    if (close == NULL)
        return false;
    size_t whole = (size_t)(close - text) + 1;
    if (open == '(') {
        buf_add(in->out, text, whole);
    } else {
        struct link_def key = {.label = text + 2, .label_len = whole - 3};
        struct link_def **def = in->m->def_count == 0
                                    ? NULL
                                    : bsearch(&key, in->m->by_label, in->m->def_count,
                                              sizeof *in->m->by_label, compare_label);
        if (def == NULL)
            return false;
        buf_text(in->out, "](");
        buf_add(in->out, (*def)->url, (*def)->url_len);
        buf_char(in->out, ')');
    }
    in->at += whole;
    return true;
}

static void take_escape(struct inliner *in)
{
    char c = peek(in, 1);
    if (!markup_is_punctuation(c)) {
        put_plain(in->out, '\\');
        in->at++;
        return;
    }
    put_plain(in->out, c);
    in->at += 2;
}

/* What a mark, a tag, an entity, an address or the end of a link begins with. */
static const bool may_mean[UINT8_MAX + 1] = {
    ['\\'] = true, ['`'] = true, ['_'] = true, ['<'] = true,
    ['&'] = true,  ['h'] = true, [']'] = true, ['\0'] = true,
};

/* The next place in IN that may mean something; its length when there is none. */
static size_t next_mark(const struct inliner *in)
{
    size_t at = in->at;
    for (; at < in->len; at++) {
        if (!may_mean[(unsigned char)in->text[at]])
            continue;
        bool is_word =
            in->text[at] == 'h' && (at + 1 == in->len || in->text[at + 1] != 't');
        if (!is_word)
            break;
    }
    return at;
}

void markdown_inline(const struct markdown *m, const char *text, size_t len,
                     struct buf *out)
{
    struct inliner in = {.m = m, .text = text, .len = len, .out = out};
    while (in.at < len) {
        size_t plain = next_mark(&in);
        buf_add(out, text + in.at, plain - in.at);
        in.at = plain;
        if (plain == len)
            break;
        char c = text[plain];
        if (c == '\\')
            take_escape(&in);
        else if (c == '`')
            take_code(&in);
        else if (c == '_')
            take_underscores(&in);
        else if (c == 'h' && is_url_at(&in))
            take_url(&in);
        else if (!((c == '<' && take_tag(&in)) || (c == '&' && take_entity(&in)) ||
                   (c == ']' && take_link_end(&in))))
            buf_char(out, text[in.at++]);
    }
}

void markdown_heading(const struct markdown *m, const char *text, size_t len,
                      struct buf *out)
{
    size_t from = out->len;
    markdown_inline(m, text, len, out);
    for (size_t i = from; i < out->len; i++)
        if (out->bytes[i] == '\n')
            out->bytes[i] = ' ';
}

/* --- in: blocks --- */

/* What stands before the text of a line: quotes, then the markers of the items that it
 * begins, and spaces for those that it goes on with. */
static void put_prefix(const struct markdown *m, const struct markdown_cut *cut,
                       const struct md_line *line, bool is_first, struct buf *out)
{
    for (unsigned q = cut->quote; q < line->quote; q++)
        buf_text(out, "> ");
    for (unsigned depth = cut->depth + 1; depth <= line->depth; depth++) {
        const struct list_item *item = &m->items[markdown_item_at(m, line, depth)];
        bool begins = is_first && item->first == (uint32_t)(line - m->lines);
        size_t from = out->len;
        if (item->marker == '.' || item->marker == ')')
            buf_count(out, item->number);
        buf_char(out, item->marker);
        buf_char(out, ' ');
        if (item->task != 0 && begins) {
            buf_char(out, '[');
            buf_char(out, item->task);
            buf_text(out, "] ");
        }
        if (!begins)
            memset(out->bytes + from, ' ', out->len - from);
    }
}

/* Code and tables line by line, with as much less before each as before the first. A
 * row may do without its first bar in Markdown, in a bank it is what makes a table. */
static void put_verbatim(const struct markdown *m, const struct markdown_cut *cut,
                         const struct md_line *line, struct buf *out)
{
    const char *at = line->text, *end = at + line->len;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop != NULL ? stop : end;
        if (line->kind == LINE_TABLE && *at != '|')
            buf_text(out, "| ");
        buf_add(out, at, (size_t)(stop - at));
        at = stop < end ? stop + 1 : end;
        if (at == end)
            break;
        buf_char(out, '\n');
        for (uint32_t i = 0;
             i < line->indent && at < end && (*at == ' ' || *at == '>' || *at == '\t');
             i++)
            at++;
        if (at < end && *at != '\n')
            put_prefix(m, cut, line, false, out);
    }
    if (line->kind == LINE_CODE && !markdown_is_closed(line)) {
        buf_char(out, '\n');
        put_prefix(m, cut, line, false, out);
        buf_fill(out, *line->text, run_of(line->text, 0, line->len, *line->text));
    }
}

/* Bytes at the end of LINE of stars that were opened in the SKIP bytes that are left out:
 * "_Reason: it is shared._" */
static size_t closing_stars(const struct md_line *line, size_t skip)
{
    if (skip == 0 || (*line->text != '*' && *line->text != '_'))
        return 0;
    size_t run = run_of(line->text, 0, line->len, *line->text);
    bool is_closed = memchr(line->text + run, *line->text, skip > run ? skip - run : 0);
    bool is_same = line->len > skip + run;
    for (size_t i = 0; i < run && is_same; i++)
        is_same = line->text[line->len - 1 - i] == *line->text;
    return is_same && !is_closed ? run : 0;
}

static void put_line(const struct markdown *m, const struct markdown_cut *cut, size_t i,
                     struct buf *out)
{
    const struct md_line *line = &m->lines[i];
    size_t skip = i == cut->from ? cut->skip : 0;
    switch (line->kind) {
    case LINE_HEADING:
        buf_fill(out, '#',
                 line->level > 6       ? 6
                 : line->level < INNER ? INNER
                                       : line->level);
        buf_char(out, ' ');
        markdown_heading(m, line->text + skip, line->len - skip, out);
        break;
    case LINE_CODE:
    case LINE_TABLE:
        put_verbatim(m, cut, line, out);
        break;
    case LINE_RULE:
        buf_text(out, "---");
        break;
    case LINE_SUMMARY:
        buf_text(out, "**");
        markdown_heading(m, line->text + skip, line->len - skip, out);
        buf_text(out, "**");
        break;
    default:
        markdown_inline(m, line->text + skip,
                        line->len - skip - closing_stars(line, skip), out);
    }
}

static bool is_shown(const struct markdown *m, const struct md_line *line)
{
    return markdown_definition(m, line) == NULL && line->kind != LINE_DETAILS &&
           line->kind != LINE_DETAILS_END && line->kind != LINE_COMMENT;
}

/* Does the list item at I follow LAST without an empty line? */
static bool is_tight(const struct markdown *m, const struct markdown_cut *cut,
                     size_t last, size_t i)
{
    const struct md_line *before = &m->lines[last], *line = &m->lines[i];
    if (line->depth <= cut->depth || !markdown_begins_item(m, line))
        return false;
    if (before->depth <= cut->depth || before->kind == LINE_CODE)
        return false;
    return before->quote == line->quote;
}

/* A line of text that begins at FROM in OUT opens no fence in a bank, either: "\~~~", or
 * what md4c takes for text where a fence in a list ended. */
static void guard_fence(struct buf *out, size_t from)
{
    if (out->len - from < 3 || memcmp(out->bytes + from, "~~~", 3) != 0)
        return;
    buf_char(out, '~');
    memmove(out->bytes + from + 1, out->bytes + from, out->len - from - 1);
    out->bytes[from] = '\\';
}

void markdown_blocks(const struct markdown *m, struct markdown_cut cut, struct buf *out)
{
    size_t last = SIZE_MAX;
    for (size_t i = cut.from; i < cut.to; i++) {
        const struct md_line *line = &m->lines[i];
        if (!is_shown(m, line) || (i == cut.from && cut.skip >= line->len))
            continue;
        bool goes_on = last != SIZE_MAX && m->lines[last].block == line->block &&
                       line->kind == LINE_TEXT && m->lines[last].kind == LINE_TEXT;
        bool is_joined = goes_on && !m->lines[last].is_hard;
        if (is_joined) {
            buf_char(out, ' ');
        } else {
            if (last != SIZE_MAX)
                buf_text(out, goes_on || is_tight(m, &cut, last, i) ? "\n" : "\n\n");
            put_prefix(m, &cut, line, !goes_on, out);
        }
        size_t from = out->len;
        put_line(m, &cut, i, out);
        if (line->kind == LINE_TEXT && !is_joined)
            guard_fence(out, from);
        last = i;
    }
}

/* --- words --- */

bool markdown_ends_in_escape(const char *text, size_t len)
{
    size_t at = len;
    while (at > 0 && text[at - 1] == '\\')
        at--;
    return (len - at) % 2 == 1;
}

size_t markdown_symbol(const char *text, size_t len)
{
    uint32_t c;
    if (len == 0 || (unsigned char)*text < 0x80)
        return 0;
    size_t step = text_utf8(text, len, &c);
    bool is_symbol = (c >= 0x2190 && c <= 0x2bff) || (c >= 0x1f000 && c <= 0x1faff) ||
                     c == 0xfe0f || c == 0x200d || c == 0x20e3 || c == 0x2022 ||
                     c == 0xa9 || c == 0xae || c == 0xa0 || (c >= 0x2000 && c <= 0x200f);
    return is_symbol ? step : 0;
}

/* Small letters, as far as the words that we look for need it. */
static uint32_t folded(uint32_t c)
{
    if ((c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x391 && c <= 0x3a9) ||
        (c >= 0x410 && c <= 0x42f))
        return c + 0x20;
    return c >= 0x100 && c <= 0x137 ? c | 1 : c; /* pairs, the large one first */
}

static bool is_dash(uint32_t c)
{
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xff1a || c == 0x3010;
}

static void put_gap(struct buf *out, size_t from)
{
    if (out->len > from && out->bytes[out->len - 1] != ' ')
        buf_char(out, ' ');
}

/* What a sign of ASCII is among words: itself, its small letter, a gap, or nothing. */
#define GAP_8 ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' '
/* clang-format off */
static const char word_signs[128] = {
    GAP_8, GAP_8, GAP_8, GAP_8,
    ' ', ' ', ' ', ' ', ' ', ' ', ' ', 0, GAP_8,
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ' ', ' ', ' ', ' ', ' ', ' ',
    ' ', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', ' ', ' ', ' ', ' ', ' ',
    ' ', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', ' ', ' ', ' ', ' ', ' ',
};
/* clang-format on */

void markdown_words(const char *text, size_t len, struct buf *out)
{
    size_t from = out->len;
    buf_room(out, len); /* words are no longer than the text */
    char *first = out->bytes + from, *to = first;
    for (size_t i = 0; i < len;) {
        uint32_t c = (unsigned char)text[i];
        if (c < 0x80) {
            char word = word_signs[c];
            *to = word;
            to += word > ' ' || (word == ' ' && to > first && to[-1] != ' ');
            i++;
            continue;
        }
        size_t symbol = markdown_symbol(text + i, len - i), step = 1;
        if (symbol == 0)
            step = text_utf8(text + i, len - i, &c);
        out->len = (size_t)(to - out->bytes);
        if (symbol > 0 || is_dash(c))
            put_gap(out, from);
        else if (c < 0x2018 || c > 0x201f) /* those are quotation marks */
            put_code_point(out, folded(c));
        to = out->bytes + out->len;
        first = out->bytes + from;
        i += symbol > 0 ? symbol : step > 0 ? step : 1;
    }
    while (to > first && to[-1] == ' ')
        to--;
    out->len = (size_t)(to - out->bytes);
    *to = '\0';
}
