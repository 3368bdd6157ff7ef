/*
 * html.c - elements and text; see html.h.
 *
 * In:   tags and attribute names of ours, text from anywhere.
 * Out:  well-formed HTML whose bytes follow from the calls alone.
 *
 * Each element that was opened begins a line. Nothing here knows of quizzes.
 */
#include "quizctl/html.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include "quizctl/digest.h"
#include "quizctl/markup.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"

/* --- escaping --- */

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static void put_entities(struct buf *out, const char *text, size_t len)
{
    size_t plain = 0;
    for (size_t at = 0; at < len; at++) {
        if (entity(text[at]) == NULL)
            continue;
        buf_add(out, text + plain, at - plain);
        buf_text(out, entity(text[at]));
        plain = at + 1;
    }
    buf_add(out, text + plain, len - plain);
}

static void put_escaped(struct buf *out, const char *text)
{
    struct buf clean = {0};
    text_clean(&clean, text, strlen(text), TEXT_BLOCK);
    put_entities(out, buf_str(&clean), clean.len);
    buf_release(&clean);
}

void html_text(struct html *h, const char *text)
{
    put_escaped(h->out, text);
}

void html_printf(struct html *h, const char *fmt, ...)
{
    struct buf text = {0};
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(&text, fmt, ap);
    va_end(ap);
    html_text(h, buf_str(&text));
    buf_release(&text);
}

/* The elements of a look, from the outside in. */
static const struct {
    enum markup part;
    const char *tag;
} look_table[] = {
    {MARKUP_STRONG,   "strong"},
    {MARKUP_EMPHASIS, "em"    },
    {MARKUP_CODE,     "code"  }
};

/* Pairs may cross, elements may not: each run of one look has elements of its own. */
static void put_look(struct html *h, unsigned look, const char *text, size_t len)
{
    for (size_t i = 0; i < COUNT(look_table) && len > 0; i++)
        if ((look >> look_table[i].part & 1) != 0)
            buf_printf(h->out, "<%s>", look_table[i].tag);
    put_entities(h->out, text, len);
    for (size_t i = COUNT(look_table); i-- > 0 && len > 0;)
        if ((look >> look_table[i].part & 1) != 0)
            buf_printf(h->out, "</%s>", look_table[i].tag);
}

void html_markup(struct html *h, const char *text)
{
    struct buf clean = {0}, parts = {0};
    unsigned look = 0;
    size_t from = 0;
    text_clean(&clean, text, strlen(text), TEXT_BLOCK);
    buf_fill(&parts, MARKUP_TEXT, clean.len);
    markup_find(buf_str(&clean), clean.len, parts.bytes);
    for (size_t at = 0; at < clean.len; at++) {
        if (parts.bytes[at] == MARKUP_TEXT)
            continue;
        put_look(h, look, clean.bytes + from, at - from);
        if (parts.bytes[at] != MARKUP_SKIPPED)
            look ^= 1U << (unsigned)parts.bytes[at];
        from = at + 1;
    }
    put_look(h, look, buf_str(&clean) + from, clean.len - from);
    buf_release(&clean);
    buf_release(&parts);
}

/* --- elements --- */

static void put_tag(struct html *h, const char *tag, va_list attributes)
{
    buf_char(h->out, '<');
    buf_text(h->out, tag);
    const char *name;
    while ((name = va_arg(attributes, const char *)) != NULL) {
        const char *value = va_arg(attributes, const char *);
        if (value == NULL)
            continue;
        buf_printf(h->out, " %s=\"", name);
        put_escaped(h->out, value);
        buf_char(h->out, '"');
    }
}

void html_open(struct html *h, const char *tag, ...)
{
    va_list attributes;
    assert(h->depth < HTML_DEPTH);
    buf_char(h->out, '\n');
    va_start(attributes, tag);
    put_tag(h, tag, attributes);
    va_end(attributes);
    buf_char(h->out, '>');
    h->open[h->depth++] = tag;
}

void html_close(struct html *h)
{
    assert(h->depth > 0);
    buf_printf(h->out, "</%s>", h->open[--h->depth]);
}

void html_leaf(struct html *h, const char *tag, const char *text, ...)
{
    va_list attributes;
    va_start(attributes, text);
    put_tag(h, tag, attributes);
    va_end(attributes);
    buf_char(h->out, '>');
    html_text(h, text);
    buf_printf(h->out, "</%s>", tag);
}

void html_empty(struct html *h, const char *tag, ...)
{
    va_list attributes;
    va_start(attributes, tag);
    put_tag(h, tag, attributes);
    va_end(attributes);
    buf_text(h->out, "/>");
}

/* --- the page --- */

void html_begin(struct html *h, const struct html_head *head)
{
    struct buf policy = {0};
    char hash[DIGEST_SHA256];
    digest_sha256(hash, head->style, strlen(head->style));
    buf_printf(&policy,
               "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; "
               "form-action 'none'",
               hash);

    buf_text(h->out, "<!DOCTYPE html>");
    html_open(h, "html", "lang",
              head->language != NULL && *head->language != '\0' ? head->language : "en",
              NULL);
    html_open(h, "head", NULL);
    html_empty(h, "meta", "charset", "utf-8", NULL);
    html_empty(h, "meta", "http-equiv", "Content-Security-Policy", "content",
               buf_str(&policy), NULL);
    html_empty(h, "meta", "name", "viewport", "content",
               "width=device-width, initial-scale=1", NULL);
    html_empty(h, "meta", "name", "color-scheme", "content", "light dark", NULL);
    html_leaf(h, "title", head->title, NULL);
    buf_printf(h->out, "<style>%s</style>", head->style);
    html_close(h);
    html_open(h, "body", NULL);
    html_open(h, "main", NULL);
    html_leaf(h, "h1", head->title, NULL);
    buf_release(&policy);
}

void html_end(struct html *h)
{
    while (h->depth > 0)
        html_close(h);
    buf_char(h->out, '\n');
}

/* --- numbers --- */

struct html_number html_number(double value, int places)
{
    struct html_number n;
    double scale = 1;
    for (int i = 0; i < places; i++)
        scale *= 10;
    *decimal_put(n.text, llround(value * scale), places) = '\0';
    return n;
}

struct html_number html_percent(double share, int places)
{
    struct html_number n = html_number(share * 100, places);
    memcpy(n.text + strlen(n.text), "%", 2);
    return n;
}

struct html_number html_count(uint64_t count)
{
    struct html_number n;
    *count_put(n.text, count) = '\0';
    return n;
}

/* --- tables --- */

static const char *cell_class(char align)
{
    return align == 'r' ? "n" : align == 'b' ? "bar" : NULL;
}

void html_table_begin(struct html_table *t, struct html *h, const char *caption,
                      const char *align, const char *const *heads)
{
    *t = (struct html_table){.h = h, .align = align};
    html_open(h, "div", "class", "scroll", "role", "region", "tabindex", "0",
              "aria-label", caption, NULL);
    html_open(h, "table", NULL);
    html_leaf(h, "caption", caption, NULL);
    html_open(h, "thead", NULL);
    html_open(h, "tr", NULL);
    for (size_t i = 0; align[i] != '\0'; i++) {
        bool is_head = *heads[i] != '\0';
        html_leaf(h, is_head ? "th" : "td", heads[i], "scope", is_head ? "col" : NULL,
                  "class", cell_class(align[i]), NULL);
    }
    html_close(h);
    html_close(h);
    html_open(h, "tbody", NULL);
}

void html_table_cell_begin(struct html_table *t)
{
    const char *class = cell_class(t->align[t->column]);
    bool is_head = t->column == 0;
    if (is_head)
        html_open(t->h, "tr", NULL);
    html_open(t->h, is_head ? "th" : "td", "scope", is_head ? "row" : NULL, "class",
              class, NULL);
}

void html_table_cell_end(struct html_table *t)
{
    html_close(t->h);
    if (t->align[++t->column] != '\0')
        return;
    html_close(t->h);
    t->column = 0;
}

void html_table_cell(struct html_table *t, const char *text)
{
    html_table_cell_begin(t);
    html_text(t->h, text);
    html_table_cell_end(t);
}

void html_table_end(struct html_table *t)
{
    assert(t->column == 0);
    html_close(t->h);
    html_close(t->h);
    html_close(t->h);
}
