/*
 * result.c - count one result into the totals.
 *
 * The one place that decides which figure a result belongs to, so that every report
 * and the exit status say the same.
 */
#include "quizctl/result.h"

void result_count(struct result_totals *totals, const struct result *r,
                  const struct pass_mark *pass)
{
    totals->given++;
    if (r->status == RESULT_REJECTED) {
        totals->rejected++;
        return;
    }
    totals->graded++;
    tally_merge(&totals->tally, &r->tally);
    if (pass->kind == PASS_NONE)
        return;
    if (pass_reached(pass, &r->tally))
        totals->passed++;
    else
        totals->failed++;
}
