/*
 * report_scores.c - the table of ways to write scores, and what they have in common.
 *
 * Each way is a file of its own, report_scores_<name>.c (jsonl is in the one of json:
 * it writes the same objects). They write to the state's page; who calls them moves the
 * bytes on between two results, so a report is never in memory as a whole.
 */
#include "report_scores.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/score.h"

const struct scores_format scores_formats[] = {
    {"text",                scores_text_begin, scores_text_result, scores_text_end,
     .stands_alone = true},
    {"json",   scores_json_begin, scores_json_result, scores_json_end,
     .stands_alone = false},
    {"jsonl",  scores_jsonl_begin, scores_jsonl_result, scores_jsonl_end,
     .stands_alone = true},
    {"csv",                scores_csv_begin, scores_csv_result, scores_csv_end, .stands_alone = true},
    {"junit",   scores_junit_begin, scores_junit_result, scores_junit_end,
     .of_sheets = true, .has_tests = true},
    {"tap", scores_tap_begin, scores_tap_result, scores_tap_end, .of_sheets = true,
     .has_tests = true},
    {"github",               scores_github_begin, scores_github_result, scores_github_end,
     .of_sheets = true, .beside = "GITHUB_STEP_SUMMARY"},
    {0 },
};

const struct scores_format *scores_format_find(const char *name)
{
    for (const struct scores_format *f = scores_formats; f->name != NULL; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}

bool scores_has_mark(const struct scores_state *s)
{
    return s->head->pass.kind != PASS_NONE;
}

bool scores_passed(const struct scores_state *s, const struct result *r)
{
    return pass_reached(&s->head->pass, &r->tally);
}

bool scores_left_out(const struct scores_state *s, size_t i, struct buf *out)
{
    const struct result_totals *t = &s->totals;
    if (t->rejected > 0 && i-- == 0) {
        buf_printf(out,
                   "%" PRIu64
                   " rejected %s counted in given and rejected and in no other "
                   "figure",
                   t->rejected, t->rejected == 1 ? "sheet is" : "sheets are");
        return true;
    }
    if (!scores_has_mark(s) && i-- == 0) {
        buf_text(out, "no pass mark was given, so nobody passed and nobody failed");
        return true;
    }
    return false;
}

void scores_state_release(struct scores_state *s)
{
    buf_release(&s->suite.cases);
    buf_release(&s->beside);
    for (size_t i = 0; s->domains != NULL && i < s->head->exam->domain_count; i++)
        buf_release(&s->domains[i]);
    free(s->domains);
    s->domains = NULL;
}

/* --- words --- */

/* N thousandths as "9 of 12 marks". */
static void put_marks(struct buf *out, int64_t points, int64_t possible)
{
    buf_decimal(out, points, 3);
    buf_text(out, " of ");
    buf_decimal(out, possible, 3);
    buf_text(out, possible == MARK ? " mark" : " marks");
}

void scores_words(struct buf *out, const struct scores_state *s, const struct result *r)
{
    const struct pass_mark *pass = &s->head->pass;
    int32_t percent = tally_percent(&r->tally);
    put_marks(out, r->tally.points, r->tally.possible);
    buf_printf(out, ", %" PRId32 ".%02" PRId32 " %%", percent / 100, percent % 100);
    if (pass->kind == PASS_NONE)
        return;
    buf_text(out, "; the pass mark is ");
    buf_decimal(out, pass->value, 3);
    buf_text(out, pass->kind == PASS_PERCENT ? " %" : " marks");
}

void scores_item_words(struct buf *out, const struct scores_state *s,
                       const struct result_item *item)
{
    put_marks(out, item->verdict.points, MARK);
    buf_printf(out, "; given: %s", item->verdict.is_blank ? "nothing" : item->given);
    if (s->head->show_key)
        buf_printf(out, "; right: %s", item->key);
}

void scores_rejected_name(struct buf *out, const struct result *r)
{
    buf_printf(out, "%s (%s", r->candidate != NULL ? r->candidate : "a sheet",
               r->at.path != NULL ? r->at.path : "");
    if (r->at.line > 0)
        buf_printf(out, ":%" PRIu32, r->at.line);
    buf_char(out, ')');
}

void scores_problem_words(struct buf *out, const struct diag *d)
{
    if (d->at.line > 0)
        buf_printf(out, "%" PRIu32 ":%" PRIu32 " ", d->at.line, d->at.col);
    buf_printf(out, "[%s] %s", d->rule, d->what);
}
