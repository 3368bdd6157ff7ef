/*
 * summary_out.c - the file of --summary; see summary_out.h.
 */
#include "summary_out.h"

#include "quizctl/report.h"

int summary_out_open(struct summary_out *out, const struct call *call,
                     const struct bank *bank, const char *digest, enum policy policy,
                     struct result_taker *next, struct err *err)
{
    const char *path = opts_value(&call->opts, OPT_SUMMARY);
    *out = (struct summary_out){.taker = next};
    if (path == NULL)
        return 0;
    if (file_out_open(&out->file, path, err) != 0)
        return -1;
    summary_init(&out->summary, bank, digest, policy);
    summary_taker_init(&out->counts, &out->summary, next);
    out->taker = &out->counts.taker;
    out->is_open = true;
    return 0;
}

int summary_out_commit(struct summary_out *out, struct err *err)
{
    struct buf text = {0};
    int rc = 0;
    if (!out->is_open)
        return 0;
    report_summary(&text, &out->summary);
    rc = file_out_add(&out->file, text.bytes, text.len, err);
    if (rc == 0)
        rc = file_out_commit(&out->file, err);
    buf_release(&text);
    summary_out_drop(out);
    return rc;
}

void summary_out_drop(struct summary_out *out)
{
    file_out_drop(&out->file);
    summary_taker_release(&out->counts);
    summary_release(&out->summary);
    *out = (struct summary_out){0};
}
