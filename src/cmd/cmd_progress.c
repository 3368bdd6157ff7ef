/*
 * cmd_progress.c - `quizctl progress`: how a learner stands, and what to do next.
 *
 * The figures are made in session/mastery.c and written in report/report_progress*.c.
 */
#include "cmd.h"
#include "progress_in.h"
#include "quizctl/report.h"
#include "schedule_opts.h"

static int put(const struct progress_in *in, const struct call *call, struct err *err)
{
    const char *name = opts_value(&call->opts, OPT_FORMAT);
    const struct progress_view view = progress_in_view(in, call);
    struct page p = cmd_page(call);
    progress_format_find(name != NULL ? name : "text")->write(&p, &view);
    int rc = cmd_put(call, &p.out, err);
    page_release(&p);
    return rc;
}

static int run(const struct call *call, struct err *err)
{
    struct progress_in in;
    int rc = progress_in_open(&in, call, err);
    if (rc == 0)
        rc = put(&in, call, err);
    progress_in_close(&in);
    return rc;
}

static const struct opt options[] = {
    OPT_ROW_BANK,
    {
      .id = OPT_ALL,
      .name = "all",
      .help = "list every topic, service and clue, not only the weakest",
      },
    {
      .id = OPT_FORMAT,
      .name = "format",
      .arg = "FORMAT",
      .help = "text (default), json or html, a page with charts",
      .value = progress_format_value,
      },
    SCHEDULE_OPT_ROWS,
    OPT_ROW_OUTPUT,
    {0                                                                         },
};

static const struct cmd_example examples[] = {
    {"quizctl progress",        "where you stand, and what to practise next"},
    {"quizctl progress --format json -o progress.json",                         "the same for a program"},
    {0},
};

const struct cmd cmd_progress = {
    .name = "progress",
    .args = "[OPTION...]",
    .summary = "show what you know, and what to practise next",
    .details =
        "Computed from the recorded answers each time. By domain, topic, service and "
        "clue: how many questions were seen, how many answers were right, how likely "
        "what "
        "was seen is answered right today (by the review schedule), and the share right "
        "in each of the last eight weeks. A clue is what the words of a scenario ask "
        "for; "
        "a wrong answer counts against the clue that it went past.\n\nThen the days with "
        "practice, the reviews to come, and how far \"sure\" can be trusted: the Brier "
        "score, a reliability diagram, lucky guesses and misconceptions. The manual has "
        "the formulas and their sources.",
    .options = options,
    .examples = examples,
    .see_also = "quizctl help report, quizctl help plan",
    .run = run,
};
