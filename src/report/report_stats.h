/*
 * report_stats.h - the ways to write statistics: a row of stats_formats each.
 */
#ifndef QUIZCTL_REPORT_STATS_H
#define QUIZCTL_REPORT_STATS_H

#include "quizctl/report.h"
#include "quizctl/stats.h"

void stats_text_write(struct page *p, const struct stats_view *view);
void stats_json_write(struct page *p, const struct stats_view *view);
void stats_csv_write(struct page *p, const struct stats_view *view);

/* F as N / 10^*PLACES, at most PLACES of them: rounded once, the same bytes everywhere.
 */
int64_t figure_decimal(struct figure f, int *places);

enum { FIGURE_PLACES = 12 }; /* for programs */

#endif
