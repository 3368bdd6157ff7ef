/*
 * cmd_regrade.c - `quizctl regrade`: who changes marks when a bank's keys change.
 *
 * In:   the bank as it was, the bank as it is, the sheets.
 * Out:  the questions that differ, the sheets whose marks do, totals. Nothing else is
 *       written, least of all the old scores.
 *
 * Each sheet is graded once, by the old bank, and its answers are carried over to the new
 * one (score/regrade.c), so memory does not grow with the sheets.
 */
#include <inttypes.h>
#include <string.h>

#include "answer_files.h"
#include "cmd.h"
#include "grade_opts.h"
#include "load_bank.h"
#include "quizctl/file.h"
#include "quizctl/format.h"
#include "quizctl/grade.h"
#include "quizctl/report.h"
#include "watching.h"

/* Takes results under the old bank. */
struct regrading {
    struct result_taker taker;
    const struct regrade_format *format;
    struct regrade_state state;
    struct page page;
    struct file_out file;
};

/* Pass on what the format has written so far. */
static int move(struct regrading *g, struct err *err)
{
    int rc = file_out_add(&g->file, buf_str(&g->page.out), g->page.out.len, err);
    buf_clear(&g->page.out);
    return rc;
}

static int take(struct result_taker *self, const struct result *r, struct err *err)
{
    struct regrading *g = (struct regrading *)self;
    struct regrade_totals *t = &g->state.totals;
    t->given++;
    if (r->status == RESULT_REJECTED) {
        t->rejected++;
        return 0;
    }
    t->graded++;
    const struct regraded sheet = {
        .candidate = r->candidate,
        .at = r->at,
        .before = r->tally,
        .after = regrade_sheet(g->state.head->regrade, r->answers),
    };
    if (regrade_count(&g->state, &sheet))
        g->format->sheet(&g->state, &sheet);
    return move(g, err);
}

/* What the exit status says of these totals. */
static int answer(const struct regrade_totals *t, struct err *err)
{
    if (t->rejected > 0)
        return err_set(err, ERR_INPUT, "",
                       "%" PRIu64 " of %" PRIu64 " sheet%s rejected, %" PRIu64 " graded",
                       t->rejected, t->given, t->given == 1 ? "" : "s", t->graded);
    return t->changed > 0;
}

static int grade(const struct call *call, const struct regrade_head *head,
                 const struct answer_files *files, struct err *err)
{
    const char *name = opts_value(&call->opts, OPT_FORMAT);
    struct watching watching;
    struct regrading g = {
        .taker.take = take,
        .format = regrade_format_find(name != NULL ? name : "text"),
        .state.head = head,
        .page = cmd_page(call),
    };
    const struct grade_job job = {
        .bank = head->regrade->old,
        .policy = head->regrade->policy,
        .paths = files->paths,
        .path_count = files->count,
        .watch = &watching.watch,
    };
    if (file_out_open(&g.file, cmd_output(call), err) != 0)
        return -1;
    g.state.page = &g.page;
    g.format->begin(&g.state);
    watching_open(&watching, call, files);
    int rc = grade_run(&job, &g.taker, &watching.sink, err);
    watching_close(&watching);
    if (rc == 0) {
        g.format->end(&g.state);
        rc = move(&g, err);
    }
    if (rc == 0)
        rc = file_out_commit(&g.file, err);
    file_out_drop(&g.file);
    page_release(&g.page);
    return rc == 0 ? answer(&g.state.totals, err) : -1;
}

static int regrade(const struct call *call, const struct bank *old,
                   const struct bank *new, const struct answer_files *files,
                   struct err *err)
{
    char old_digest[DIGEST_HEX], new_digest[DIGEST_HEX];
    struct regrade map = {0};
    struct regrade_head head = {
        .regrade = &map,
        .old_digest = old_digest,
        .new_digest = new_digest,
        .show_key = opts_has(&call->opts, OPT_SHOW_KEY),
    };
    if (grade_opts_pass(&head.pass, &call->opts, err) != 0 ||
        grade_opts_check_pass(&head.pass, old, err) != 0 ||
        regrade_init(&map, old, new, grade_opts_policy(&call->opts), err) != 0)
        return -1;
    format_digest(old, old_digest);
    format_digest(new, new_digest);
    int rc = grade(call, &head, files, err);
    regrade_release(&map);
    return rc;
}

static int run(const struct call *call, struct err *err)
{
    const char *old_path = opts_value(&call->opts, OPT_OLD);
    const char *new_path = opts_value(&call->opts, OPT_NEW);
    struct bank old = {0}, new = {0};
    struct answer_files files = {0};
    int rc = -1;

    if (old_path == NULL || new_path == NULL)
        return err_set(err, ERR_USAGE, "",
                       "which banks? give --old BANK and --new BANK, as the bank was and "
                       "as it is");
    if (strcmp(old_path, "-") == 0 || strcmp(new_path, "-") == 0)
        return err_set(err, ERR_USAGE, "", "a bank cannot be standard input here");
    if (answer_files_find(&files, call->opts.operands, call->opts.operand_count, err) ==
            0 &&
        load_bank_at(&old, old_path, call, err) == 0 &&
        load_bank_at(&new, new_path, call, err) == 0)
        rc = regrade(call, &old, &new, &files, err);
    answer_files_release(&files);
    bank_release(&old);
    bank_release(&new);
    return rc;
}

static const struct opt options[] = {
    {.id = OPT_OLD,                    .name = "old", .arg = "BANK", .help = "the bank as it was answered"},
    {.id = OPT_NEW,                   .name = "new", .arg = "BANK", .help = "the bank as it is now"},
    {
     .id = OPT_PASS,
     .name = "pass",
     .arg = "MARK",
     .help = "the pass mark: 72% of the marks, or 8.5 marks",
     },
    OPT_ROW_POLICY,
    {
     .id = OPT_FORMAT,
     .name = "format",
     .arg = "FORMAT",
     .help = "text (default) or json",
     .value = text_or_json_value,
     },
    {
     .id = OPT_SHOW_KEY,
     .name = "show-key",
     .help =
            "say what was right and what is; off by default, for candidates read logs", },
    OPT_ROW_OUTPUT,
    {0                  },
};

static const struct cmd_example examples[] = {
    {"quizctl regrade --old my.json --new my.json --pass 72% sheets/",
     "nothing changes when the bank does not"},
    {0                                                               },
};

const struct cmd cmd_regrade = {
    .name = "regrade",
    .args = "--old BANK --new BANK [OPTION...] FILE...",
    .summary = "show who changes marks under a new key",
    .details =
        "Every sheet is graded under both banks. Named are the questions whose key "
        "changed, that were dropped or are new; and the candidates whose marks change, "
        "in "
        "the order of the files, with those who cross the pass mark. Nothing else is "
        "written.\n\nPicks are read by the old bank, letters too, and carried over by "
        "id. "
        "A question that is new does not count, for nobody was asked it; one that was "
        "dropped counts in the old marks only. An answer that picks an option which is "
        "gone earns nothing.",
    .options = options,
    .examples = examples,
    .no = "nothing was rejected, and somebody's marks change",
    .see_also = "quizctl help grade",
    .operands_min = 1,
    .operands_max = CMD_ANY,
    .has_files = true,
    .run = run,
};
