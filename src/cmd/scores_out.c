/*
 * scores_out.c - write scores result by result; see scores_out.h.
 */
#include "scores_out.h"

#include <stdlib.h>

#include "quizctl/limits.h"

/* Pass on what the format has written so far. */
static int move(struct scores_out *out, struct err *err)
{
    struct buf *bytes = &out->page.out;
    int rc = file_out_add(&out->file, buf_str(bytes), bytes->len, err);
    buf_clear(bytes);
    return rc;
}

static int take(struct result_taker *self, const struct result *r, struct err *err)
{
    struct scores_out *out = (struct scores_out *)self;
    result_count(&out->state.totals, r, &out->state.head->pass);
    if (r->rendered != NULL)
        return file_out_add(&out->file, r->rendered, r->rendered_len, err);
    out->format->result(&out->state, r);
    return move(out, err);
}

/* The format writes to a page of its own, which has the caller's buffer. */
static void render(const struct result_taker *self, const struct result *r,
                   struct buf *into)
{
    const struct scores_out *out = (const struct scores_out *)self;
    struct page page = out->looks;
    struct scores_state state = {
        .head = out->state.head, .page = &page, .domains = out->state.domains};
    page.out = *into;
    out->format->result(&state, r);
    *into = page.out;
}

/* The file that the format appends to, or NULL. */
static const char *beside(const struct scores_out *out)
{
    const char *name = out->format->beside;
    const char *path = name != NULL ? getenv(name) : NULL;
    return path != NULL && *path != '\0' ? path : NULL;
}

static size_t beside_room(const struct scores_out *out)
{
    uint64_t used = beside(out) != NULL ? file_size(beside(out)) : LIMIT_STEP_SUMMARY;
    return used < LIMIT_STEP_SUMMARY ? LIMIT_STEP_SUMMARY - (size_t)used : 0;
}

/* What does not fit is left out: GitHub would show nothing of it. */
static int put_beside(struct scores_out *out, struct err *err)
{
    const struct buf *bytes = &out->state.beside;
    if (beside(out) == NULL || bytes->len == 0 || bytes->len > out->state.beside_room)
        return 0;
    return file_append(beside(out), bytes->bytes, bytes->len, err);
}

int scores_out_open(struct scores_out *out, const struct call *call,
                    const struct scores_head *head, const char *otherwise,
                    struct err *err)
{
    const char *name = opts_value(&call->opts, OPT_FORMAT);
    *out = (struct scores_out){
        .taker.take = take,
        .format = scores_format_find(name != NULL ? name : otherwise),
        .state.head = head,
        .page = cmd_page(call),
    };
    out->looks = out->page;
    out->state.page = &out->page;
    if (out->format->stands_alone)
        out->taker.render = render;
    if (file_out_open(&out->file, cmd_output(call), err) != 0)
        return -1;
    out->state.beside_room = beside_room(out);
    out->format->begin(&out->state);
    return 0;
}

int scores_out_commit(struct scores_out *out, struct err *err)
{
    out->format->end(&out->state);
    int rc = move(out, err);
    if (rc == 0)
        rc = file_out_commit(&out->file, err);
    if (rc == 0)
        rc = put_beside(out, err);
    scores_out_drop(out);
    return rc;
}

void scores_out_drop(struct scores_out *out)
{
    file_out_drop(&out->file);
    page_release(&out->page);
    scores_state_release(&out->state);
}
