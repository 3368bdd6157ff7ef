/*
 * rejects_out.c - the file of --rejects; see rejects_out.h.
 *
 * A sheet of JSON becomes one line, whatever it was spread over: white space between its
 * parts means nothing, and a line end inside a string is what it may have been rejected
 * for. A row of a table stays as it is, below its header. What is no record (a file that
 * cannot be read) or is longer than any is not in the file; its message names it.
 */
#include "rejects_out.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static int put_line(struct rejects_out *out, const char *text, size_t len,
                    struct err *err)
{
    if (file_out_add(&out->file, text, len, err) != 0)
        return -1;
    return file_out_add(&out->file, "\n", 1, err);
}

static int put_sheet(struct rejects_out *out, const char *text, size_t len,
                     struct err *err)
{
    struct buf line = {0};
    while (len > 0 && is_blank(*text)) {
        text++;
        len--;
    }
    while (len > 0 && is_blank(text[len - 1]))
        len--;
    buf_add(&line, text, len);
    for (size_t i = 0; i < line.len; i++)
        if (line.bytes[i] == '\n' || line.bytes[i] == '\r')
            line.bytes[i] = ' ';
    int rc = put_line(out, line.bytes, line.len, err);
    buf_release(&line);
    return rc;
}

static int put_row(struct rejects_out *out, const struct result *r, struct err *err)
{
    if (strcmp(buf_str(&out->head), r->raw_head) != 0) {
        buf_clear(&out->head);
        buf_text(&out->head, r->raw_head);
        if (put_line(out, out->head.bytes, out->head.len, err) != 0)
            return -1;
    }
    return put_line(out, r->raw, r->raw_len, err);
}

static int take(struct result_taker *self, const struct result *r, struct err *err)
{
    struct rejects_out *out = (struct rejects_out *)self;
    int rc = 0;
    if (r->raw != NULL && r->raw_head != NULL)
        rc = put_row(out, r, err);
    else if (r->raw != NULL)
        rc = put_sheet(out, r->raw, r->raw_len, err);
    return rc == 0 ? out->next->take(out->next, r, err) : -1;
}

static void render(const struct result_taker *self, const struct result *r,
                   struct buf *into)
{
    const struct rejects_out *out = (const struct rejects_out *)self;
    out->next->render(out->next, r, into);
}

int rejects_out_open(struct rejects_out *out, const struct call *call,
                     struct result_taker *next, struct err *err)
{
    const char *path = opts_value(&call->opts, OPT_REJECTS);
    *out = (struct rejects_out){.taker = next};
    if (path == NULL)
        return 0;
    if (file_out_open(&out->file, path, err) != 0)
        return -1;
    out->next = next;
    out->own.take = take;
    if (next->render != NULL)
        out->own.render = render;
    out->taker = &out->own;
    out->is_open = true;
    return 0;
}

int rejects_out_commit(struct rejects_out *out, struct err *err)
{
    int rc = out->is_open ? file_out_commit(&out->file, err) : 0;
    rejects_out_drop(out);
    return rc;
}

void rejects_out_drop(struct rejects_out *out)
{
    file_out_drop(&out->file);
    buf_release(&out->head);
    *out = (struct rejects_out){0};
}
