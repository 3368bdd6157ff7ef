/*
 * cmd_plan.c - `quizctl plan`: the days until the exam.
 *
 * In:   a bank, what was answered of it, the date of the exam.
 * Out:  the plan, as text or JSON. The plan is made in session/plan.c and written in
 *       report/report_plan*.c. Nothing is recorded: the date is an option or a variable.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "attempt.h"
#include "cmd.h"
#include "load_bank.h"
#include "quizctl/format.h"
#include "quizctl/plan.h"
#include "quizctl/report.h"
#include "quizctl/stamp.h"
#include "quizctl/store.h"
#include "schedule_opts.h"

enum { NEW_DEFAULT = 30, NEW_MAX = 1000 }; /* an hour of two minutes each */

static int exam_day(const struct opts *o, int64_t today, int64_t *day, struct err *err)
{
    const char *given = opts_value(o, OPT_EXAM_DATE), *name = "--exam-date";
    if (given == NULL) {
        given = getenv("QUIZCTL_EXAM_DATE");
        name = "QUIZCTL_EXAM_DATE";
    }
    if (given == NULL || *given == '\0')
        return err_set(err, ERR_USAGE, "",
                       "when is the exam? give --exam-date, such as 2027-01-15, or set "
                       "QUIZCTL_EXAM_DATE");
    if (stamp_day_read(given, day) != 0)
        return err_set(err, ERR_USAGE, "",
                       "%s cannot be '%s'; give a date such as 2027-01-15", name, given);
    if (*day - today > PLAN_DAYS_MAX)
        return err_set(err, ERR_USAGE, "",
                       "%s is %" PRId64 " days ahead; a plan reaches %d days", given,
                       *day - today, PLAN_DAYS_MAX);
    return 0;
}

static int query_of(struct plan_query *query, const struct opts *o, struct err *err)
{
    int64_t limit = NEW_DEFAULT;
    const char *given = opts_value(o, OPT_NEW_LIMIT);
    query->today = stamp_day(stamp_now());
    if (exam_day(o, query->today, &query->exam_day, err) != 0 ||
        (given != NULL && opts_whole(given, "--new-limit", 0, NEW_MAX, &limit, err) != 0))
        return -1;
    query->new_limit = (size_t)limit;
    return 0;
}

/* The command that carries the plan out, with what was given to this one. */
static void practice_line(struct buf *line, const struct call *call)
{
    static const struct {
        enum opt_id id;
        const char *name;
    } row[] = {
        {OPT_RETENTION, "retention"},
        {OPT_SLOW,      "slow"     },
    };
    attempt_command(line, "practice", call);
    for (size_t i = 0; i < COUNT(row); i++) {
        const char *value = opts_value(&call->opts, row[i].id);
        if (value == NULL)
            continue;
        buf_printf(line, " --%s ", row[i].name);
        buf_shell_word(line, value);
    }
}

static int put(const struct call *call, struct plan_view *view, struct err *err)
{
    const char *format = opts_value(&call->opts, OPT_FORMAT);
    struct page p = cmd_page(call);
    struct buf practice = {0};
    char digest[DIGEST_HEX];

    practice_line(&practice, call);
    format_digest(view->bank, digest);
    view->digest = digest;
    view->practice = buf_str(&practice);
    if (format != NULL && strcmp(format, "json") == 0)
        report_plan_json(&p.out, view);
    else
        report_plan(&p, view);
    int rc = cmd_put(call, &p.out, err);
    buf_release(&practice);
    page_release(&p);
    return rc;
}

static int run(const struct call *call, struct err *err)
{
    struct bank bank = {0};
    struct store *store = NULL;
    struct schedule_rule rule;
    struct schedule schedule = {0};
    struct plan_query query;
    struct plan plan = {0};
    int rc = -1;

    if (query_of(&query, &call->opts, err) != 0 ||
        schedule_opts(&rule, &call->opts, err) != 0)
        return -1;
    if (load_bank(&bank, call, err) != 0 || schedule_store(&store, err) != 0 ||
        schedule_load(&schedule, &bank, store, &rule, err) != 0)
        goto done;
    plan_make(&plan, &schedule, &query);
    rc = put(call,
             &(struct plan_view){
                 .bank = &bank, .plan = &plan, .retention = rule.fsrs.retention},
             err);
done:
    if (store != NULL)
        store_close(store);
    plan_release(&plan);
    schedule_release(&schedule);
    bank_release(&bank);
    return rc;
}

static const struct opt options[] = {
    {
     .id = OPT_EXAM_DATE,
     .name = "exam-date",
     .arg = "DATE",
     .help = "the day of the exam, such as 2027-01-15",
     },
    OPT_ROW_BANK,
    {
     .id = OPT_NEW_LIMIT,
     .name = "new-limit",
     .arg = "NUMBER",
     .help = "at most so many new questions a day (default: 30)",
     },
    SCHEDULE_OPT_ROWS,
    {
     .id = OPT_FORMAT,
     .name = "format",
     .arg = "FORMAT",
     .help = "text (default) or json",
     .value = text_or_json_value,
     },
    {0},
};

static const struct cmd_example examples[] = {
    {"quizctl plan --exam-date 2027-01-15",
     "today, the weeks, and what is expected on the day"},
    {"quizctl plan --exam-date 2027-01-15 --format json",                                     "the same for a program"},
    {0},
};

const struct cmd cmd_plan = {
    .name = "plan",
    .args = "[OPTION...]",
    .summary = "plan the days until the exam",
    .details =
        "Spreads the questions that you have not met over the days left, by the weight "
        "of "
        "their domains, and plays the review schedule forward: what to do today, how "
        "many "
        "questions a day that takes, and how much you can be expected to know on the "
        "day. "
        "It is made anew each time from what you answered.\n\nThe date is not stored. "
        "QUIZCTL_EXAM_DATE in the environment saves typing it each day.",
    .options = options,
    .examples = examples,
    .see_also = "quizctl help practice",
    .run = run,
};
