/*
 * cmd_export.c - `quizctl export`: what was practised, as scores.
 *
 * The verdicts are the recorded ones; nothing is judged again. See store.h.
 */
#include <inttypes.h>

#include "cmd.h"
#include "quizctl/stamp.h"
#include "quizctl/store.h"
#include "scores_out.h"

static int read_query(struct store_query *q, const struct opts *o, struct err *err)
{
    const char *since = opts_value(o, OPT_SINCE);
    if (since != NULL && stamp_read(since, &q->since_ms) != 0)
        return err_set(err, ERR_USAGE, "",
                       "--since cannot be '%s'; give a day such as 2026-11-23 or a time "
                       "such as 2026-11-23T09:00:00Z",
                       since);
    return opts_number(o, OPT_ATTEMPT, "attempt", INT64_MAX, &q->attempt, err);
}

static int export_from(struct store *store, const struct call *call,
                       const struct store_query *query, struct err *err)
{
    const struct scores_head head = {
        .version = QUIZCTL_VERSION, .of_attempts = true, .show_key = true};
    const char *name = opts_value(&call->opts, OPT_CANDIDATE);
    struct scores_out out;
    size_t seen = 0;
    if (scores_out_open(&out, call, &head, "json", err) != 0)
        return -1;
    if (store != NULL && store_each(store, query, name != NULL ? name : "me", &out.taker,
                                    &seen, err) != 0) {
        scores_out_drop(&out);
        return -1;
    }
    if (query->attempt != 0 && seen == 0) {
        scores_out_drop(&out);
        return err_set(err, ERR_USAGE, "",
                       "there is no attempt %" PRId64 "; 'quizctl export' has them all",
                       query->attempt);
    }
    return scores_out_commit(&out, err);
}

static int run(const struct call *call, struct err *err)
{
    struct store_query query = {0};
    struct store *store = NULL;
    struct buf path = {0};
    int rc = -1;

    if (read_query(&query, &call->opts, err) != 0 || store_path(&path, err) != 0)
        goto done;
    if (store_open(&store, buf_str(&path), true, err) != 0)
        goto done;
    rc = export_from(store, call, &query, err);
done:
    if (store != NULL)
        store_close(store);
    buf_release(&path);
    return rc;
}

static const struct opt options[] = {
    {
     .id = OPT_FORMAT,
     .name = "format",
     .arg = "FORMAT",
     .help = "json (default), jsonl, csv or text",
     .value = attempts_format_value,
     },
    {
     .id = OPT_SINCE,
     .name = "since",
     .arg = "TIME",
     .help = "attempts begun at or after this day or time (UTC)",
     },
    {.id = OPT_ATTEMPT, .name = "attempt", .arg = "NUMBER", .help = "only this attempt"},
    {
     .id = OPT_CANDIDATE,
     .name = "candidate",
     .arg = "NAME",
     .help = "the name to write as candidate (default: me)",
     },
    OPT_ROW_OUTPUT,
    {0                },
};

static const struct cmd_example examples[] = {
    {"quizctl export -o scores.json", "every attempt, as JSON"},
    {"quizctl export --format csv --since 2026-11-01",                               "a table of this month's"},
    {0},
};

const struct cmd cmd_export = {
    .name = "export",
    .args = "[OPTION...]",
    .summary = "write what was practised as scores",
    .details = "Each attempt is one result. Verdicts are the recorded ones. Nothing "
               "practised yet gives scores without results.",
    .options = options,
    .examples = examples,
    .see_also = "quizctl help practice, quizctl help grade",
    .run = run,
};
