/*
 * cmd_stats.c - `quizctl stats`: a summary's item statistics, and a gate for CI.
 *
 * The figures are made in score/stats.c and written in report/report_stats*.c. What
 * remains is which findings make the exit status 1.
 */
#include <string.h>

#include "cmd.h"
#include "quizctl/report.h"
#include "quizctl/stats.h"
#include "summary_in.h"

/* Does a question of S have one of the findings of --fail-on? */
static bool has_failed(const struct summary *s, const struct opts *o)
{
    struct arena arena = {0};
    size_t count;
    const char **names = opts_list(o, OPT_FAIL_ON, &arena, &count);
    bool has = false;
    for (size_t i = 0; i < count && !has; i++) {
        long f = stats_finding_find(names[i], strlen(names[i]));
        for (size_t q = 0; q < s->question_count && f >= 0 && !has; q++)
            has = stats_has(s, q, (enum stats_finding)f, NULL);
    }
    arena_release(&arena);
    return has;
}

static int put(const struct call *call, const struct summary *s, struct err *err)
{
    const char *name = opts_value(&call->opts, OPT_FORMAT);
    const struct stats_view view = {
        .summary = s,
        .show_key = opts_has(&call->opts, OPT_SHOW_KEY),
        .all_options = opts_has(&call->opts, OPT_OPTIONS),
    };
    struct page p = cmd_page(call);
    stats_format_find(name != NULL ? name : "text")->write(&p, &view);
    int rc = cmd_put(call, &p.out, err);
    page_release(&p);
    return rc;
}

static int run(const struct call *call, struct err *err)
{
    struct summary s = {0};
    int rc = summary_in_one(&s, call, call->opts.operands[0], err);
    if (rc == 0)
        rc = put(call, &s, err);
    if (rc == 0)
        rc = has_failed(&s, &call->opts);
    summary_release(&s);
    return rc;
}

static const struct opt options[] = {
    {
     .id = OPT_FORMAT,
     .name = "format",
     .arg = "FORMAT",
     .help = "text (default), json, csv or html, a page with charts",
     .value = stats_format_value,
     },
    {
     .id = OPT_FAIL_ON,
     .name = "fail-on",
     .arg = "FINDING",
     .help = "exit status 1 when a question has it; may be given again",
     .value = stats_finding_value,
     .is_list = true,
     },
    {
     .id = OPT_OPTIONS,
     .name = "options",
     .help = "list the options of every question, not only of findings",
     },
    {.id = OPT_SHOW_KEY,                                  .name = "show-key", .help = "say which options are right"},
    OPT_ROW_OUTPUT,
    {0           },
};

static const struct cmd_example examples[] = {
    {"quizctl stats summary.json",           "how the questions did"},
    {"quizctl stats --fail-on suspect-key -o stats.txt summary.json",
     "exit status 1 when a key looks wrong"},
    {0},
};

const struct cmd cmd_stats = {
    .name = "stats",
    .args = "[OPTION...] SUMMARY",
    .summary = "show item statistics of a summary",
    .details =
        "Made from what `grade --summary` or `merge` wrote: for each question how many "
        "answered, facility, correlation with the rest of the test and with the whole, "
        "discrimination of the upper and lower 27 %; for the test mean, standard "
        "deviation, reliability (KR-20 or Cronbach's alpha) and error of measurement. A "
        "figure that is not defined says why. With few sheets all figures are rough, and "
        "that is said.\n\nsuspect-key: a wrong option, picked by at least two, goes with "
        "good sheets, and more than a right one does. negative-discrimination: the "
        "correlation with the rest of the test is below 0. unused-distractor: nobody "
        "picked a wrong option.",
    .options = options,
    .examples = examples,
    .no = "a question has a finding of --fail-on",
    .see_also = "quizctl help grade, quizctl help merge",
    .operands_min = 1,
    .operands_max = 1,
    .has_files = true,
    .run = run,
};
