/*
 * report_scores.c - the table of ways to write scores, and what they have in common.
 *
 * Each way is a file of its own, report_scores_<name>.c (jsonl is in the one of json:
 * it writes the same objects). They write to the state's page; who calls them moves the
 * bytes on between two results, so a report is never in memory as a whole.
 */
#include "report_scores.h"

#include <inttypes.h>
#include <string.h>

#include "quizctl/score.h"

const struct scores_format scores_formats[] = {
    {"text",              scores_text_begin, scores_text_result, scores_text_end},
    {"json", scores_json_begin, scores_json_result, scores_json_end},
    {"jsonl",                   scores_jsonl_begin, scores_jsonl_result, scores_jsonl_end},
    {"csv",  scores_csv_begin, scores_csv_result, scores_csv_end},
    {0   },
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
