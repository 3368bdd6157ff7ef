/*
 * report_scores_github.c - scores in the log of GitHub Actions, and in its step summary.
 *
 * The log is the text that a person reads everywhere; the first sheets that did not pass
 * or were rejected are annotations beside. The runner shows ten of a kind in a step, so
 * more of them would only be noise. The step summary is Markdown that the caller appends
 * to the file which GITHUB_STEP_SUMMARY names: a table of sheets, as many as there is
 * room for.
 *
 * Text from outside is escaped by report_github.c and never begins a line.
 */
#include <inttypes.h>
#include <string.h>

#include "report_github.h"
#include "report_scores.h"

enum { MOST_ANNOTATIONS = 10, CLOSING_BYTES = 512 };

static void put_annotation(struct scores_state *s, const struct result *r,
                           const char *title, const char *message)
{
    struct buf *out = &s->page->out;
    if (s->suite.failures++ >= MOST_ANNOTATIONS)
        return;
    buf_text(out, "::error file=");
    github_property(out, r->at.path != NULL ? r->at.path : "");
    if (r->at.line > 0)
        buf_printf(out, ",line=%" PRIu32, r->at.line);
    buf_printf(out, ",title=quizctl %s::", title);
    github_data(out, message);
    buf_char(out, '\n');
}

static void annotate(struct scores_state *s, const struct result *r)
{
    struct buf words = {0};
    if (r->status == RESULT_REJECTED) {
        scores_rejected_name(&words, r);
        if (r->problem_count > 0)
            buf_printf(&words, ": %s", r->problems[0].what);
        if (r->problem_count > 1)
            buf_printf(&words, " (and %zu more)", r->problem_count - 1);
        put_annotation(s, r, "rejected", buf_str(&words));
    } else if (scores_has_mark(s) && !scores_passed(s, r)) {
        buf_printf(&words, "%s: ", r->candidate);
        scores_words(&words, s, r);
        put_annotation(s, r, "below the pass mark", buf_str(&words));
    }
    buf_release(&words);
}

/* --- the step summary --- */

static void put_row(struct buf *out, struct scores_state *s, const struct result *r)
{
    bool is_graded = r->status == RESULT_GRADED;
    struct buf words = {0};
    if (is_graded)
        scores_words(&words, s, r);
    else if (r->problem_count > 0)
        scores_problem_words(&words, &r->problems[0]);
    buf_printf(out, "| %s | ",
               !is_graded            ? "rejected"
               : !scores_has_mark(s) ? "graded"
               : scores_passed(s, r) ? "passed"
                                     : "failed");
    github_markdown(out, r->candidate != NULL ? r->candidate : "");
    buf_text(out, " | ");
    github_markdown(out, buf_str(&words));
    buf_text(out, " |\n");
    buf_release(&words);
}

static void summarize(struct scores_state *s, const struct result *r)
{
    struct buf row = {0};
    put_row(&row, s, r);
    if (s->suite.tests == 0 && s->beside.len + row.len + CLOSING_BYTES <= s->beside_room)
        buf_add(&s->beside, row.bytes, row.len);
    else
        s->suite.tests++; /* those that are not listed; none is after the first such */
    buf_release(&row);
}

void scores_github_begin(struct scores_state *s)
{
    struct buf *out = &s->beside;
    buf_text(out, "## quizctl grade: ");
    github_markdown(out, s->head->bank_title != NULL ? s->head->bank_title : "");
    buf_text(out, "\n\n| | candidate | |\n|---|---|---|\n");
}

void scores_github_result(struct scores_state *s, const struct result *r)
{
    scores_text_result(s, r);
    annotate(s, r);
    summarize(s, r);
}

void scores_github_end(struct scores_state *s)
{
    struct buf *out = &s->beside;
    const struct result_totals *t = &s->totals;
    scores_text_end(s);
    if (s->suite.failures > MOST_ANNOTATIONS)
        buf_printf(&s->page->out,
                   "::notice title=quizctl::%d of %" PRIu64
                   " sheets that failed or were rejected are annotations\n",
                   MOST_ANNOTATIONS, s->suite.failures);
    buf_char(out, '\n');
    if (s->suite.tests > 0)
        buf_printf(out, "%" PRIu64 " more are not listed here.\n\n", s->suite.tests);
    buf_printf(out, "%" PRIu64 " given, %" PRIu64 " graded, %" PRIu64 " rejected",
               t->given, t->graded, t->rejected);
    if (scores_has_mark(s))
        buf_printf(out, ", %" PRIu64 " passed, %" PRIu64 " failed", t->passed, t->failed);
    buf_text(out, ".\n\n");
}
