/*
 * cmd_report.c - `quizctl report`: a page for a browser, of progress, of one attempt, or
 * of a cohort's summary.
 *
 * The pages are written in report/report_*_html.c.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "load_bank.h"
#include "progress_in.h"
#include "quizctl/format.h"
#include "quizctl/report.h"
#include "quizctl/store.h"
#include "schedule_opts.h"
#include "summary_in.h"

static int put(const struct call *call, struct page *p, struct err *err)
{
    int rc = cmd_put(call, &p->out, err);
    page_release(p);
    return rc;
}

/* --- of progress --- */

static int put_progress(const struct call *call, struct err *err)
{
    struct progress_in in;
    int rc = progress_in_open(&in, call, err);
    if (rc == 0) {
        const struct progress_view view = progress_in_view(&in, call);
        struct page p = cmd_page(call);
        progress_format_find("html")->write(&p, &view);
        rc = put(call, &p, err);
    }
    progress_in_close(&in);
    return rc;
}

/* --- of a summary --- */

static int put_summary(const struct call *call, const char *path, struct err *err)
{
    struct summary s = {0};
    int rc = summary_in_one(&s, call, path, err);
    if (rc == 0) {
        const struct stats_view view = {.summary = &s,
                                        .show_key = opts_has(&call->opts, OPT_SHOW_KEY)};
        struct page p = cmd_page(call);
        stats_format_find("html")->write(&p, &view);
        rc = put(call, &p, err);
    }
    summary_release(&s);
    return rc;
}

/* --- of an attempt --- */

/* Takes the one result there is. */
struct attempt_taker {
    struct result_taker taker;
    const struct call *call;
    const struct bank *bank;
};

/* Which of the questions read otherwise than when they were asked. */
static bool *find_edited(const struct bank *bank, const struct result *r)
{
    bool *is_edited = mem_get(r->item_count + 1);
    for (size_t i = 0; i < r->item_count; i++) {
        char digest[DIGEST_HEX];
        const struct result_item *item = &r->items[i];
        long place = bank_find(bank, item->question, strlen(item->question));
        if (place < 0 || item->asked == NULL)
            continue;
        format_question_digest(&bank->questions[place], digest);
        is_edited[i] = strcmp(digest, item->asked->digest) != 0;
    }
    return is_edited;
}

static int take_attempt(struct result_taker *self, const struct result *r,
                        struct err *err)
{
    const struct attempt_taker *t = (const struct attempt_taker *)self;
    if (strcmp(r->attempt->bank_id, t->bank->id) != 0)
        return err_set(err, ERR_USAGE, "",
                       "attempt %" PRId64 " is of bank '%s', and this is '%s'; name its "
                       "bank with --bank",
                       r->attempt->id, r->attempt->bank_id, t->bank->id);
    bool *is_edited = find_edited(t->bank, r);
    const struct attempt_view view = {
        .bank = t->bank,
        .result = r,
        .is_edited = is_edited,
        .exam = strcmp(r->attempt->mode, "exam") == 0
                    ? bank_profile(t->bank, r->attempt->profile)
                    : NULL,
    };
    struct page p = cmd_page(t->call);
    report_attempt_html(&p, &view);
    free(is_edited);
    return put(t->call, &p, err);
}

static int put_attempt(const struct call *call, int64_t attempt, struct err *err)
{
    const struct store_query query = {.attempt = attempt};
    struct bank bank = {0};
    struct store *store = NULL;
    size_t seen = 0;
    struct attempt_taker taker = {
        .taker = {.take = take_attempt}, .call = call, .bank = &bank};
    int rc = load_bank(&bank, call, err);
    if (rc == 0)
        rc = schedule_store(&store, err);
    if (rc == 0 && store != NULL)
        rc = store_each(store, &query, "me", &taker.taker, &seen, err);
    if (rc == 0 && seen == 0)
        rc = err_set(err, ERR_USAGE, "",
                     "there is no attempt %" PRId64 "; 'quizctl export' has them all",
                     attempt);
    if (store != NULL)
        store_close(store);
    bank_release(&bank);
    return rc;
}

/* --- which of them --- */

static int run(const struct call *call, struct err *err)
{
    const struct opts *o = &call->opts;
    const char *summary = opts_value(o, OPT_SUMMARY);
    int64_t attempt = 0;
    if (opts_number(o, OPT_ATTEMPT, "attempt", INT64_MAX, &attempt, err) != 0)
        return -1;
    if (summary != NULL && attempt != 0)
        return err_set(err, ERR_USAGE, "",
                       "--summary and --attempt are different pages; give one of them");
    if (summary != NULL && opts_has(o, OPT_BANK))
        return err_set(err, ERR_USAGE, "", "a summary needs no --bank");
    if (summary == NULL && opts_has(o, OPT_SHOW_KEY))
        return err_set(err, ERR_USAGE, "", "--show-key is for --summary");
    if (summary != NULL)
        return put_summary(call, summary, err);
    if (attempt != 0)
        return put_attempt(call, attempt, err);
    return put_progress(call, err);
}

static const struct opt options[] = {
    {
     .id = OPT_ATTEMPT,
     .name = "attempt",
     .arg = "NUMBER",
     .help = "of this attempt, with every question, answer and reason",
     },
    {
     .id = OPT_SUMMARY,
     .name = "summary",
     .arg = "FILE",
     .help = "of a cohort: what `grade --summary` wrote, as item statistics",
     },
    {.id = OPT_SHOW_KEY,
     .name = "show-key",
     .help = "with --summary: say which options are right"},
    OPT_ROW_BANK,
    SCHEDULE_OPT_ROWS,
    OPT_ROW_OUTPUT,
    {0},
};

static const struct cmd_example examples[] = {
    {"quizctl report -o progress.html", "your progress as a page"},
    {"quizctl report --summary summary.json -o stats.html",                                 "how the questions did"},
    {0},
};

const struct cmd cmd_report = {
    .name = "report",
    .args = "[OPTION...]",
    .summary = "write a page with charts for a browser",
    .details =
        "Without --attempt and --summary: your progress, the same numbers as `quizctl "
        "progress`.\n\nThe page is one HTML file that needs nothing else: no network, no "
        "script. It is light or dark as the browser is, fits a phone, and prints. Each "
        "chart has its numbers as a table beside it.",
    .options = options,
    .examples = examples,
    .see_also = "quizctl help progress, quizctl help stats",
    .run = run,
};
