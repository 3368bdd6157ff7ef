/*
 * moodle_text.c - what Moodle's formats share: see moodle_text.h.
 */
#include "moodle_text.h"

#include <string.h>

/* --- texts --- */

/* A browser shows something else for it: a tag, an entity. */
static bool has_html(const char *text, size_t len)
{
    static const char letters[] = "#abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    for (size_t i = 0; i < len; i++) {
        size_t word = i + 1;
        if (text[i] != '<' && text[i] != '&')
            continue;
        while (word < len && text[word] != '\0' && strchr(letters, text[word]) != NULL)
            word++;
        bool is_named = word > i + 1;
        bool is_closed = word < len && text[word] == ';';
        bool is_sign = i + 1 < len && (text[i + 1] == '/' || text[i + 1] == '!');
        if (text[i] == '<' ? is_named || is_sign : is_named && is_closed)
            return true;
    }
    return false;
}

/* Told as a loss of the text being read. */
struct html_losses {
    struct html_sink sink;
    struct draft *draft;
    struct place at;
    const char *field;
};

static void take_loss(struct html_sink *sink, enum loss_kind kind, const char *what)
{
    struct html_losses *l = (struct html_losses *)sink;
    if (kind == LOSS_CHANGED)
        draft_changed(l->draft, l->at, l->field, "%s", what);
    else
        draft_left_out(l->draft, l->at, l->field, "%s", what);
}

void moodle_html(struct buf *out, const char *html, size_t len, enum html_shape shape,
                 struct draft *d, struct place at, const char *field)
{
    struct html_losses losses = {{take_loss}, d, at, field};
    html_read(out, html, len, shape, &losses.sink);
}

/* Moodle ends a line where one ends. */
static void add_breaks(struct buf *html, const char *raw, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (raw[i] == '\n')
            buf_text(html, "<br>");
        buf_char(html, raw[i]);
    }
}

void moodle_text(struct buf *out, enum moodle_format format, const char *raw, size_t len,
                 enum html_shape shape, struct draft *d, struct place at,
                 const char *field)
{
    struct buf html = {0};
    if (format == MOODLE_MARKDOWN) {
        buf_add(out, raw, len);
    } else if (format == MOODLE_HTML) {
        moodle_html(out, raw, len, shape, d, at, field);
    } else if (format == MOODLE_AUTO && has_html(raw, len)) {
        add_breaks(&html, raw, len);
        moodle_html(out, buf_str(&html), html.len, shape, d, at, field);
    } else {
        html_plain(out, raw, len, shape);
    }
    buf_release(&html);
}

/* --- categories --- */

static void take_name(struct draft *d, const struct buf *name)
{
    const char *text = buf_str(name);
    text += strspn(text, " \t\n");
    size_t len = strlen(text);
    while (len > 0 && strchr(" \t\n", text[len - 1]) != NULL)
        len--;
    bool is_made_up = *text == '$' || (len == 3 && memcmp(text, "top", 3) == 0) ||
                      strncmp(text, "Default for ", 12) == 0;
    if (!is_made_up)
        draft_topic(d, text, len);
}

void moodle_category(struct draft *d, const char *path, size_t len)
{
    struct buf name = {0};
    if (*d->q.domain != '\0')
        return;
    for (size_t at = 0; at <= len; at++) {
        bool is_slash = at < len && path[at] == '/';
        if (is_slash && at + 1 < len && path[at + 1] == '/') {
            buf_char(&name, '/');
            at++;
        } else if (at < len && !is_slash) {
            buf_char(&name, path[at]);
        } else {
            take_name(d, &name);
            buf_clear(&name);
        }
    }
    buf_release(&name);
}

void moodle_category_name(struct buf *out, const char *name)
{
    for (; *name != '\0'; name++) {
        if (*name == '/')
            buf_char(out, '/');
        buf_char(out, *name == '\n' ? ' ' : *name);
    }
}

void moodle_weight(struct buf *out, size_t count)
{
    buf_decimal(out, (int64_t)((10000000 + count / 2) / count), 5);
}
