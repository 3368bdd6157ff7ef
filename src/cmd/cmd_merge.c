/*
 * cmd_merge.c - `quizctl merge`: the summaries of shards to the summary of all.
 *
 * Parts are read one by one and added, so memory holds two of them. That a sheet was
 * counted twice is found out by the hashes that each part names, all of them compared
 * before anything is written.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "quizctl/report.h"
#include "summary_in.h"

/* A hash, and the place on the command line of the file that named it. */
struct seen_in {
    uint64_t hash;
    size_t operand, part; /* part: counted over all files */
};

struct merging {
    const struct call *call;
    struct summary all;
    size_t parts;
    const char *first; /* the file of the first part */
    struct seen_in *seen;
    size_t seen_count, seen_cap;
};

static void note_seen(struct merging *m, const struct summary *s, size_t operand)
{
    for (size_t i = 0; i < s->seen_count; i++) {
        MEM_ROOM(m->seen, m->seen_count, m->seen_cap);
        m->seen[m->seen_count++] = (struct seen_in){s->seen[i], operand, m->parts};
    }
}

/* Add PART, and leave it empty. */
static int add(struct merging *m, struct summary *part, size_t operand, struct err *err)
{
    const char *path = m->call->opts.operands[operand];
    const char *differs = m->parts > 0 ? summary_differs(&m->all, part) : NULL;
    if (differs != NULL)
        return err_set(err, ERR_INPUT, path, "cannot be merged with %s: %s", m->first,
                       differs);
    if (m->parts > 0 && (!summary_has_room(&m->all, part->graded) ||
                         !summary_has_room(&m->all, part->rejected)))
        return err_set(err, ERR_INPUT, path, "more sheets than one summary can hold");
    note_seen(m, part, operand);
    if (m->parts++ == 0) {
        m->first = path;
        m->all = *part;
        *part = (struct summary){0};
    } else {
        summary_merge(&m->all, part);
        summary_release(part);
    }
    return 0;
}

static int read_file(struct merging *m, size_t operand, struct err *err)
{
    const char *path = m->call->opts.operands[operand];
    struct summary_in in;
    struct summary part = {0};
    size_t before = m->parts;
    if (summary_in_open(&in, m->call, path, err) != 0)
        return -1;
    int rc = summary_in_next(&in, &part, err);
    while (rc > 0) {
        rc = add(m, &part, operand, err);
        if (rc == 0)
            rc = summary_in_next(&in, &part, err);
    }
    if (rc == 0 && m->parts == before)
        rc = err_set(err, ERR_INPUT, path, "this file holds no summary");
    summary_release(&part);
    summary_in_close(&in);
    return rc;
}

static int by_hash(const void *a, const void *b)
{
    const struct seen_in *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->part < y->part ? -1 : x->part > y->part;
}

static int check_seen(struct merging *m, struct err *err)
{
    if (m->seen_count > 0)
        qsort(m->seen, m->seen_count, sizeof *m->seen, by_hash);
    for (size_t i = 1; i < m->seen_count; i++) {
        const struct seen_in *a = &m->seen[i - 1], *b = &m->seen[i];
        if (a->hash == b->hash)
            return err_set(err, ERR_INPUT, m->call->opts.operands[b->operand],
                           "sheets of it are in %s already; give each shard once",
                           m->call->opts.operands[a->operand]);
    }
    return 0;
}

static int put(const struct call *call, const struct summary *s, struct err *err)
{
    struct buf text = {0};
    report_summary(&text, s);
    int rc = cmd_put(call, &text, err);
    buf_release(&text);
    return rc;
}

static int run(const struct call *call, struct err *err)
{
    struct merging m = {.call = call};
    int rc = 0;
    for (size_t i = 0; i < call->opts.operand_count && rc == 0; i++)
        rc = read_file(&m, i, err);
    if (rc == 0)
        rc = check_seen(&m, err);
    if (rc == 0)
        rc = put(call, &m.all, err);
    summary_release(&m.all);
    free(m.seen);
    return rc;
}

static const struct opt options[] = {
    OPT_ROW_OUTPUT,
    {0},
};

static const struct cmd_example examples[] = {
    {"quizctl merge part-*.json > all.json", "the summary of all shards"},
    {"quizctl merge part-*.json | quizctl stats -",                                      "their statistics, at once"},
    {0},
};

const struct cmd cmd_merge = {
    .name = "merge",
    .args = "[OPTION...] SUMMARY...",
    .summary = "add the summaries of shards",
    .details =
        "What `grade --summary` wrote for parts of the sheets becomes the summary of "
        "all, "
        "the same bytes as if one `grade` had read them. The order does not matter. A "
        "file may hold several summaries, one after the other; - is standard input.\n\n"
        "Refused are summaries of different banks, policies or versions, and a shard "
        "that "
        "is in already. That is certain for shards given side by side; in a summary that "
        "was merged before, a shard of a hundredth of its sheets is overlooked once in "
        "thirty thousand times.",
    .options = options,
    .examples = examples,
    .see_also = "quizctl help grade, quizctl help stats",
    .operands_min = 1,
    .operands_max = CMD_ANY,
    .has_files = true,
    .run = run,
};
