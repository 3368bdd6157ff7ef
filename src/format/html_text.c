/*
 * html_text.c - HTML to the Markdown of a bank: what becomes of an element
 * is here, which elements there are in html_element.c.
 *
 * Tags come from html_token.c as they stand, closed or not; marks.c writes the Markdown.
 * Code, preformatted text, sub- and superscripts are gathered first, because how they
 * are written depends on what is in them.
 */
#include "html_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "html_element.h"
#include "html_entity.h"
#include "html_token.h"
#include "marks.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"

enum { MOST_TOLD = 20 }; /* of one fragment */

struct reader {
    struct marks marks;
    struct html_sink *sink;
    size_t told;
    unsigned told_once;    /* bit of an enum element */
    size_t strong, italic; /* how many are open */
    size_t tables;         /* in one another; only the outermost is one */
    enum element held_as;  /* what is gathered; ELEMENT_UNKNOWN: nothing */
    struct buf held;
    char language[HTML_NAME]; /* of the code in <pre> */
    char skipped[HTML_NAME];  /* "": nothing is */
    size_t skipped_depth;
};

static void tell(struct reader *r, enum loss_kind kind, const char *fmt, ...)
    QUIZCTL_PRINTF(3, 4);

static void tell(struct reader *r, enum loss_kind kind, const char *fmt, ...)
{
    char what[160];
    va_list ap;
    if (r->sink == NULL || r->told++ >= MOST_TOLD)
        return;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    r->sink->take(r->sink, kind, what);
}

static bool is_first(struct reader *r, enum element element)
{
    unsigned bit = 1u << element;
    bool is_new = (r->told_once & bit) == 0;
    r->told_once |= bit;
    return is_new;
}

/* --- text --- */

static bool is_white(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF;
}

enum { HELD_SPACE = 0xA0 };

/* A character of what is gathered: spaces are kept, held ones as such. */
static void hold(struct reader *r, uint32_t c)
{
    bool is_pre = r->held_as == ELEMENT_PRE;
    if (is_pre && c != '\r' && c != '\f') {
        html_put(&r->held, c == HELD_SPACE ? ' ' : c);
    } else if (is_white(c)) {
        if (r->held.len > 0 && strchr(" \n", r->held.bytes[r->held.len - 1]) == NULL)
            buf_char(&r->held, ' ');
    } else {
        html_put(&r->held, c == HELD_SPACE ? ' ' : c);
    }
}

static void put_code_point(struct reader *r, uint32_t c, char next)
{
    if (is_control(c) && !is_white(c)) {
        if (is_first(r, ELEMENT_HIDDEN))
            tell(r, LOSS_LEFT_OUT, "control characters have no place in a bank");
    } else if (r->held_as != ELEMENT_UNKNOWN) {
        hold(r, c);
    } else if (is_white(c) || c == HELD_SPACE) {
        marks_space(&r->marks, c == HELD_SPACE);
    } else {
        char bytes[8];
        struct buf one = buf_in(bytes, sizeof bytes);
        html_put(&one, c);
        marks_char(&r->marks, one.bytes, one.len, next);
    }
}

/* The byte at AT behind a character; NUL where none is, or one that will be dropped. */
static char byte_behind(const char *text, size_t len, size_t at)
{
    uint32_t c = 0;
    size_t used = at < len ? text_utf8(text + at, len - at, &c) : 0;
    bool is_dropped = used > 0 && is_control(c) && !is_white(c);
    return at == len || is_dropped ? '\0' : text[at];
}

/* TEXT with its references. */
static void put_text(struct reader *r, const char *text, size_t len)
{
    for (size_t i = 0; i < len;) {
        uint32_t c = (unsigned char)text[i];
        size_t used = c == '&' ? html_entity(text + i, len - i, &c) : 0;
        if (used == 0 && c >= 0x80) {
            used = text_utf8(text + i, len - i, &c);
            c = used > 0 ? c : 0xFFFD;
        }
        i += used > 0 ? used : 1;
        put_code_point(r, c, byte_behind(text, len, i));
    }
}

/* --- what is gathered --- */

static const char *raised(char c)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴",
                                         "⁵", "⁶", "⁷", "⁸", "⁹"};
    if (c >= '0' && c <= '9')
        return digits[c - '0'];
    return c == '+'   ? "⁺"
           : c == '-' ? "⁻"
           : c == '(' ? "⁽"
           : c == ')' ? "⁾"
           : c == 'n' ? "ⁿ"
           : c == 'i' ? "ⁱ"
                      : NULL;
}

static const char *lowered(char c)
{
    static const char *const digits[] = {"₀", "₁", "₂", "₃", "₄",
                                         "₅", "₆", "₇", "₈", "₉"};
    if (c >= '0' && c <= '9')
        return digits[c - '0'];
    return c == '+' ? "₊" : c == '-' ? "₋" : c == '(' ? "₍" : c == ')' ? "₎" : NULL;
}

/* As signs where there are some for all of it, else as x^(...) or x_(...). */
static void put_script(struct reader *r, const char *text, size_t len, bool is_raised)
{
    struct buf signs = {0};
    bool has_signs = true;
    for (size_t i = 0; i < len && has_signs; i++) {
        const char *sign = is_raised ? raised(text[i]) : lowered(text[i]);
        has_signs = sign != NULL;
        buf_text(&signs, has_signs ? sign : "");
    }
    if (!has_signs) {
        bool is_long = len > 1;
        buf_clear(&signs);
        buf_char(&signs, is_raised ? '^' : '_');
        buf_text(&signs, is_long ? "(" : "");
        buf_add(&signs, text, len);
        buf_text(&signs, is_long ? ")" : "");
    }
    r->held_as = ELEMENT_UNKNOWN;
    for (size_t i = 0; i < signs.len;) {
        uint32_t c;
        size_t used = text_utf8(signs.bytes + i, signs.len - i, &c);
        i += used > 0 ? used : 1;
        put_code_point(r, c, i < signs.len ? signs.bytes[i] : '\0');
    }
    buf_release(&signs);
}

static void put_pre(struct reader *r, const char *text, size_t len)
{
    if (len > 0 && *text == '\n') {
        text++;
        len--;
    }
    while (len > 0 && is_white((unsigned char)text[len - 1]))
        len--;
    bool is_line = memchr(text, '\n', len) == NULL;
    if (len == 0)
        return;
    if (r->marks.is_in_cell || (is_line && r->marks.shape != HTML_BLOCKS))
        marks_code(&r->marks, text, len);
    else
        marks_fence(&r->marks, r->language, text, len);
}

static void put_code(struct reader *r, const char *text, size_t len)
{
    if (len > 0 && text[0] == ' ')
        marks_space(&r->marks, false);
    while (len > 0 && text[0] == ' ') {
        text++;
        len--;
    }
    size_t end = len;
    while (end > 0 && text[end - 1] == ' ')
        end--;
    marks_code(&r->marks, text, end);
    if (end < len)
        marks_space(&r->marks, false);
}

/* What was gathered is complete. */
static void release_held(struct reader *r)
{
    struct buf held = r->held;
    enum element as = r->held_as;
    r->held = (struct buf){0};
    r->held_as = ELEMENT_UNKNOWN;
    if (as == ELEMENT_CODE && memchr(buf_str(&held), '\n', held.len) != NULL)
        as = ELEMENT_PRE; /* its lines end in <br> */
    if (as == ELEMENT_PRE)
        put_pre(r, buf_str(&held), held.len);
    else if (as == ELEMENT_CODE)
        put_code(r, buf_str(&held), held.len);
    else if (held.len > 0)
        put_script(r, held.bytes, held.len, as == ELEMENT_SUP);
    buf_release(&held);
}

static void gather(struct reader *r, enum element as)
{
    if (r->held_as != ELEMENT_UNKNOWN)
        release_held(r);
    *r->language = '\0';
    r->held_as = as;
}

/* The language of <code class="language-c"> in <pre>. */
static void take_language(struct reader *r, const struct html_token *tag)
{
    static const char stem[] = "language-";
    struct buf class = {0};
    html_attribute(tag, "class", &class);
    const char *name = strstr(buf_str(&class), stem);
    if (name != NULL) {
        name += sizeof stem - 1;
        size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789+-#");
        if (len < sizeof r->language)
            snprintf(r->language, sizeof r->language, "%.*s", (int)len, name);
    }
    buf_release(&class);
}

/* A tag among what is gathered: true when that goes on. */
static bool is_held_tag(struct reader *r, const struct html_token *tag,
                        enum element element)
{
    bool is_end = tag->kind == HTML_END;
    if (element == r->held_as) {
        if (is_end)
            release_held(r);
        return true;
    }
    if (r->held_as == ELEMENT_PRE) {
        bool is_block = element == ELEMENT_BLOCK || element == ELEMENT_PARAGRAPH;
        if (element == ELEMENT_CODE && !is_end && r->held.len == 0)
            take_language(r, tag);
        if (element == ELEMENT_BREAK || (is_block && is_end))
            buf_char(&r->held, '\n');
        return true;
    }
    switch (element) {
    case ELEMENT_BREAK:
        if (r->held_as == ELEMENT_CODE)
            buf_char(&r->held, '\n');
        return true;
    case ELEMENT_UNKNOWN:
    case ELEMENT_PLAIN:
    case ELEMENT_STRUCK:
    case ELEMENT_LINK:
    case ELEMENT_STRONG:
    case ELEMENT_EMPHASIS:
    case ELEMENT_CODE:
    case ELEMENT_SUB:
    case ELEMENT_SUP:
        return true;
    default: /* a block ends it */
        release_held(r);
        return false;
    }
}

/* --- tags --- */

/* A URL that may stand between round brackets, "" for what does not lead to the web. */
static void put_url(struct buf *url, const char *href)
{
    href += strspn(href, " \t\r\n");
    if (strncasecmp(href, "http://", 7) != 0 && strncasecmp(href, "https://", 8) != 0)
        return;
    for (; *href != '\0'; href++) {
        unsigned char c = (unsigned char)*href;
        if (c <= ' ' || c >= 0x7F || strchr("<>\"'\\`*[]|{}", c) != NULL)
            buf_printf(url, "%%%02X", c);
        else
            buf_char(url, *href);
    }
    while (url->len >= 3 && strcmp(url->bytes + url->len - 3, "%20") == 0)
        url->bytes[url->len -= 3] = '\0';
}

static void begin_link(struct reader *r, const struct html_token *tag)
{
    struct buf href = {0}, url = {0};
    if (html_attribute(tag, "href", &href)) {
        put_url(&url, buf_str(&href));
        if (url.len == 0 && href.len > 0 && href.bytes[0] != '#')
            tell(r, LOSS_LEFT_OUT,
                 "a link leads to http or https, not to '%s'; its text stays",
                 text_excerpt(href.bytes, href.len).text);
    }
    marks_link(&r->marks, buf_str(&url));
    buf_release(&href);
    buf_release(&url);
}

/* Its words stand for it in an option; in running text they say what they are. */
static void put_image(struct reader *r, const struct html_token *tag)
{
    struct buf value = {0};
    html_attribute(tag, "src", &value);
    const char *src = buf_str(&value);
    bool is_data = strncasecmp(src, "data:", 5) == 0;
    tell(r, LOSS_LEFT_OUT, "a bank has no images: '%s'",
         is_data ? "data:..." : text_excerpt(src, strlen(src)).text);
    if (html_attribute(tag, "alt", &value) && value.len > 0) {
        bool stands_for_it = r->marks.shape != HTML_BLOCKS;
        put_text(r, "(image: ", stands_for_it ? 0 : 8);
        put_text(r, value.bytes, value.len);
        put_text(r, ")", !stands_for_it);
    }
    buf_release(&value);
}

static void restyle(struct reader *r, size_t *open, const struct html_token *tag)
{
    if (tag->kind == HTML_START)
        ++*open;
    else if (*open > 0)
        --*open;
    r->marks.want =
        (r->strong > 0 ? MARKS_STRONG : 0) | (r->italic > 0 ? MARKS_EMPHASIS : 0);
}

static void heading(struct reader *r, const struct html_token *tag)
{
    bool is_start = tag->kind == HTML_START;
    marks_block(&r->marks, 2);
    r->marks.heading = is_start && !r->marks.is_in_cell ? tag->name[1] - '0' : 0;
    if (r->marks.shape != HTML_BLOCKS)
        restyle(r, &r->strong, tag);
}

static void list(struct reader *r, const struct html_token *tag, bool is_numbered)
{
    struct buf start = {0};
    if (tag->kind == HTML_END) {
        marks_pop(&r->marks);
        return;
    }
    html_attribute(tag, "start", &start);
    unsigned long first = strtoul(buf_str(&start), NULL, 10);
    marks_push_list(&r->marks, is_numbered,
                    first > 0 && first < 100000 ? (unsigned)first : 1);
    buf_release(&start);
}

/* In a table within a table, cells are words behind one another. */
static void table(struct reader *r, enum element element, bool is_end)
{
    if (element == ELEMENT_TABLE && !is_end && r->tables++ == 0)
        marks_table(&r->marks);
    else if (r->tables > 1)
        marks_space(&r->marks, false);
    else if (r->tables == 0)
        marks_block(&r->marks, 1);
    else if (element == ELEMENT_CELL)
        marks_cell_end(&r->marks);
    else
        marks_row_end(&r->marks);
    if (element == ELEMENT_CELL && !is_end && r->tables == 1)
        marks_cell(&r->marks);
    if (element == ELEMENT_TABLE && is_end && r->tables > 0 && --r->tables == 0)
        marks_block(&r->marks, 2);
}

static void skip(struct reader *r, const struct html_token *tag, enum element element)
{
    if (tag->kind == HTML_END)
        return;
    if (element == ELEMENT_DROPPED)
        tell(r, LOSS_LEFT_OUT, "<%s> and what stands in it have no place in a bank",
             tag->name);
    if (tag->is_empty)
        return;
    snprintf(r->skipped, sizeof r->skipped, "%s", tag->name);
    r->skipped_depth = 1;
}

static void tell_tag(struct reader *r, const struct html_token *tag, enum element element)
{
    char handler[HTML_NAME];
    if (tag->kind == HTML_END)
        return;
    if (html_handler(tag, handler))
        tell(r, LOSS_LEFT_OUT, "nothing of a question is run: '%s'", handler);
    if (element == ELEMENT_SCRIPT)
        tell(r, LOSS_LEFT_OUT, "nothing of a question is run: <%s>", tag->name);
    else if (element == ELEMENT_FIELD)
        tell(r, LOSS_LEFT_OUT, "<%s> has no place in a bank", tag->name);
    else if (element == ELEMENT_UNKNOWN && is_first(r, element))
        tell(r, LOSS_CHANGED, "<%s> is not known; what stands in it stays", tag->name);
    else if (element == ELEMENT_STRUCK && is_first(r, element))
        tell(r, LOSS_CHANGED, "struck-out text is plain text");
}

static void put_tag(struct reader *r, const struct html_token *tag, enum element element)
{
    struct marks *m = &r->marks;
    bool is_end = tag->kind == HTML_END;
    switch (element) {
    case ELEMENT_BLOCK:
        marks_block(m, 1);
        break;
    case ELEMENT_PARAGRAPH:
        marks_block(m, 2);
        break;
    case ELEMENT_HEADING:
        heading(r, tag);
        break;
    case ELEMENT_BREAK:
        marks_line(m);
        break;
    case ELEMENT_RULE:
        marks_rule(m);
        break;
    case ELEMENT_STRONG:
        restyle(r, &r->strong, tag);
        break;
    case ELEMENT_EMPHASIS:
        restyle(r, &r->italic, tag);
        break;
    case ELEMENT_CODE:
    case ELEMENT_PRE:
    case ELEMENT_SUB:
    case ELEMENT_SUP:
        if (!is_end && !tag->is_empty)
            gather(r, element);
        break;
    case ELEMENT_LINK:
        if (is_end)
            marks_link(m, "");
        else if (!tag->is_empty)
            begin_link(r, tag);
        break;
    case ELEMENT_BULLETS:
    case ELEMENT_NUMBERS:
        list(r, tag, element == ELEMENT_NUMBERS);
        break;
    case ELEMENT_ITEM:
        if (is_end)
            marks_item_end(m);
        else
            marks_item(m);
        break;
    case ELEMENT_QUOTE:
        if (is_end)
            marks_pop(m);
        else
            marks_push_quote(m);
        break;
    case ELEMENT_TABLE:
    case ELEMENT_ROW:
    case ELEMENT_CELL:
        table(r, element, is_end);
        break;
    case ELEMENT_IMAGE:
        if (!is_end)
            put_image(r, tag);
        break;
    case ELEMENT_DROPPED:
    case ELEMENT_HIDDEN:
        skip(r, tag, element);
        break;
    case ELEMENT_UNKNOWN:
    case ELEMENT_PLAIN:
    case ELEMENT_STRUCK:
    case ELEMENT_FIELD:
    case ELEMENT_SCRIPT:
    case ELEMENT_STYLE:
        break;
    }
}

/* Within what is dropped only its end matters. */
static bool is_skipped(struct reader *r, const struct html_token *token)
{
    if (r->skipped_depth == 0)
        return false;
    if (token->kind != HTML_TEXT && strcmp(token->name, r->skipped) == 0 &&
        !token->is_empty) {
        if (token->kind == HTML_START)
            r->skipped_depth++;
        else
            r->skipped_depth--;
    }
    return true;
}

static void take(struct reader *r, const struct html_token *token)
{
    if (is_skipped(r, token))
        return;
    if (token->kind == HTML_TEXT) {
        put_text(r, token->text, token->len);
        return;
    }
    enum element element = html_element(token->name);
    tell_tag(r, token, element);
    if (r->held_as != ELEMENT_UNKNOWN && is_held_tag(r, token, element))
        return;
    put_tag(r, token, element);
    if (token->is_empty && token->kind == HTML_START) {
        struct html_token end = *token;
        end.kind = HTML_END;
        if (element != ELEMENT_BREAK && element != ELEMENT_RULE)
            put_tag(r, &end, element);
    }
}

void html_read(struct buf *out, const char *html, size_t len, enum html_shape shape,
               struct html_sink *sink)
{
    struct reader r = {.sink = sink};
    struct html_tokens tokens;
    struct html_token token;
    marks_begin(&r.marks, out, shape);
    html_tokens_init(&tokens, html, len);
    while (html_next(&tokens, &token))
        take(&r, &token);
    if (r.held_as != ELEMENT_UNKNOWN)
        release_held(&r);
    marks_end(&r.marks);
}

void html_plain(struct buf *out, const char *text, size_t len, enum html_shape shape)
{
    struct marks m;
    marks_begin(&m, out, shape);
    for (size_t i = 0; i < len;) {
        uint32_t c;
        size_t used = text_utf8(text + i, len - i, &c);
        const char *bytes = used > 0 ? text + i : "\xEF\xBF\xBD";
        size_t count = used > 0 ? used : 3;
        i += used > 0 ? used : 1;
        if (used > 0 && c == '\n')
            marks_line(&m);
        else if (used > 0 && (is_white(c) || c == HELD_SPACE))
            marks_space(&m, c == HELD_SPACE);
        else if (used == 0 || !is_control(c))
            marks_char(&m, bytes, count, byte_behind(text, len, i));
    }
    marks_end(&m);
}
