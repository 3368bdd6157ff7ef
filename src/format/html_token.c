/*
 * html_token.c - cut HTML into text and tags: see html_token.h.
 */
#include "html_token.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "html_entity.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

void html_put(struct buf *out, unsigned long c)
{
    if (c < 0x80) {
        buf_char(out, (char)c);
        return;
    }
    if (c < 0x800) {
        buf_char(out, (char)(0xC0 | c >> 6));
    } else {
        if (c < 0x10000) {
            buf_char(out, (char)(0xE0 | c >> 12));
        } else {
            buf_char(out, (char)(0xF0 | c >> 18));
            buf_char(out, (char)(0x80 | (c >> 12 & 0x3F)));
        }
        buf_char(out, (char)(0x80 | (c >> 6 & 0x3F)));
    }
    buf_char(out, (char)(0x80 | (c & 0x3F)));
}

void html_tokens_init(struct html_tokens *t, const char *html, size_t len)
{
    *t = (struct html_tokens){.at = html, .end = html + len};
    while (len > 0 && html[len - 1] != '>')
        len--;
    t->last_close = len > 0 ? html + len - 1 : NULL;
}

/* The '>' of the tag whose name ends at FROM; a quoted value may hold one. NULL when the
 * text ends before it. */
static const char *close_of(struct html_tokens *t, const char *from)
{
    bool is_value = false;
    for (const char *p = from; p < t->end; p++) {
        if (*p == '>')
            return p;
        if (is_value && !t->is_unquoted && (*p == '"' || *p == '\'')) {
            p = memchr(p + 1, *p, (size_t)(t->end - p - 1));
            if (p == NULL)
                break;
        }
        is_value = *p == '=' || (is_value && is_space(*p));
    }
    t->is_unquoted = true;
    return memchr(from, '>', (size_t)(t->end - from));
}

/* Behind the end tag of NAME, a raw one; the end when there is none. */
static const char *behind_raw(const struct html_tokens *t, const char *from,
                              const char *name)
{
    size_t len = strlen(name);
    for (const char *p = from; p < t->end; p++) {
        p = memchr(p, '<', (size_t)(t->end - p));
        if (p == NULL || (size_t)(t->end - p) < len + 2)
            break;
        if (p[1] == '/' && strncasecmp(p + 2, name, len) == 0) {
            p = memchr(p, '>', (size_t)(t->end - p));
            return p != NULL ? p + 1 : t->end;
        }
    }
    return t->end;
}

static const char *find(const char *from, const char *end, const char *mark)
{
    size_t len = strlen(mark);
    for (; (size_t)(end - from) >= len; from++) {
        from = memchr(from, mark[0], (size_t)(end - from));
        if (from == NULL || (size_t)(end - from) < len)
            return NULL;
        if (memcmp(from, mark, len) == 0)
            return from;
    }
    return NULL;
}

/* Behind the comment or declaration at FROM, "<!" or "<?" or "</ ". */
static const char *behind_comment(const struct html_tokens *t, const char *from)
{
    if (t->end - from >= 4 && memcmp(from, "<!--", 4) == 0) {
        const char *close = find(from + 4, t->end, "-->");
        return close != NULL ? close + 3 : t->end;
    }
    return (const char *)memchr(from, '>', (size_t)(t->end - from)) + 1;
}

static void take_name(struct html_token *token, const char *name, const char *end)
{
    const char *colon = memchr(name, ':', (size_t)(end - name));
    size_t len = 0;
    if (colon != NULL)
        name = colon + 1;
    for (; name < end && len + 1 < HTML_NAME; name++)
        token->name[len++] = (char)tolower((unsigned char)*name);
    token->name[len] = '\0';
}

/* Does the tag that ends in "/>" close itself? In <a href=x/> the '/' is of the value. */
static bool is_self_closing(const char *name_end, const char *close)
{
    if (close == name_end || close[-1] != '/')
        return false;
    for (const char *p = close - 1; p > name_end && !is_space(p[-1]); p--)
        if (p[-1] == '=')
            return false;
        else if (p[-1] == '"' || p[-1] == '\'')
            return true;
    return true;
}

/* The tag at t->at; false when it is none. */
static bool take_tag(struct html_tokens *t, struct html_token *token)
{
    const char *name = t->at + 1, *close;
    *token = (struct html_token){.kind = *name == '/' ? HTML_END : HTML_START};
    name += *name == '/';
    const char *end = name;
    while (end < t->end && !is_space(*end) && *end != '>' && *end != '/')
        end++;
    close = close_of(t, end);
    if (close == NULL)
        return false;
    take_name(token, name, end);
    token->text = end;
    token->len = (size_t)(close - end);
    token->is_empty = is_self_closing(end, close);
    t->at = close + 1;
    if (token->kind == HTML_START && !token->is_empty &&
        (strcmp(token->name, "script") == 0 || strcmp(token->name, "style") == 0)) {
        t->at = behind_raw(t, t->at, token->name);
        token->is_empty = true;
    }
    return true;
}

static void take_text(struct html_tokens *t, struct html_token *token, size_t least)
{
    const char *from = t->at + least, *end = NULL;
    if (from < t->end)
        end = memchr(from, '<', (size_t)(t->end - from));
    if (end == NULL)
        end = t->end;
    *token = (struct html_token){
        .kind = HTML_TEXT, .text = t->at, .len = (size_t)(end - t->at)};
    t->at = end;
}

bool html_next(struct html_tokens *t, struct html_token *token)
{
    while (t->at < t->end) {
        const char *p = t->at;
        bool may_close = t->last_close != NULL && p < t->last_close;
        if (*p != '<' || !may_close) {
            take_text(t, token, *p == '<');
            return true;
        }
        bool is_end = p[1] == '/';
        if (is_letter(p[1]) || (is_end && is_letter(p[2]))) {
            if (!take_tag(t, token))
                take_text(t, token, 1);
            return true;
        }
        if (p[1] != '!' && p[1] != '?' && !is_end) {
            take_text(t, token, 1);
            return true;
        }
        t->at = behind_comment(t, p);
    }
    return false;
}

/* --- attributes --- */

struct attribute {
    const char *name, *value;
    size_t name_len, value_len;
};

static const char *skip_space(const char *p, const char *end)
{
    while (p < end && is_space(*p))
        p++;
    return p;
}

/* The value at P, behind the '='; where it ends. */
static const char *take_value(struct attribute *a, const char *p, const char *end)
{
    const char *close = NULL;
    p = skip_space(p, end);
    if (p < end && (*p == '"' || *p == '\''))
        close = memchr(p + 1, *p, (size_t)(end - p - 1));
    a->value = close != NULL ? p + 1 : p;
    if (close == NULL)
        for (close = p; close < end && !is_space(*close);)
            close++;
    a->value_len = (size_t)(close - a->value);
    return close < end ? close + 1 : end;
}

/* The attribute at *AT, which moves behind it. */
static bool next_attribute(const char **at, const char *end, struct attribute *a)
{
    const char *p = *at;
    while (p < end && (is_space(*p) || *p == '/'))
        p++;
    *a = (struct attribute){.name = p, .value = p};
    if (p == end)
        return false;
    do
        p++; /* a '=' that comes first is part of the name */
    while (p < end && !is_space(*p) && *p != '=' && *p != '/');
    a->name_len = (size_t)(p - a->name);
    const char *eq = skip_space(p, end);
    *at = eq < end && *eq == '=' ? take_value(a, eq + 1, end) : p;
    return true;
}

static void add_value(struct buf *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len;) {
        uint32_t code_point;
        size_t used = html_entity(text + i, len - i, &code_point);
        if (used > 0)
            html_put(out, code_point);
        else
            buf_char(out, text[i]);
        i += used > 0 ? used : 1;
    }
}

bool html_attribute(const struct html_token *tag, const char *name, struct buf *value)
{
    const char *at = tag->text, *end = tag->text + tag->len;
    struct attribute a;
    buf_clear(value);
    while (next_attribute(&at, end, &a))
        if (a.name_len == strlen(name) && strncasecmp(a.name, name, a.name_len) == 0) {
            add_value(value, a.value, a.value_len);
            return true;
        }
    return false;
}

bool html_handler(const struct html_token *tag, char name[HTML_NAME])
{
    const char *at = tag->text, *end = tag->text + tag->len;
    struct attribute a;
    while (next_attribute(&at, end, &a)) {
        if (a.name_len <= 2 || strncasecmp(a.name, "on", 2) != 0)
            continue;
        size_t len = a.name_len < HTML_NAME - 1 ? a.name_len : HTML_NAME - 1;
        memcpy(name, a.name, len);
        name[len] = '\0';
        return true;
    }
    return false;
}
