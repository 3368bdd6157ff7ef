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
void stats_html_write(struct page *p, const struct stats_view *view);

/* F as N / 10^*PLACES, at most PLACES of them: rounded once, the same bytes everywhere.
 */
int64_t figure_decimal(struct figure f, int *places);

enum { FIGURE_PLACES = 12 }; /* for programs */

/* For a person: PLACES decimals with their zeros, "-0.40"; "-" where F is not defined. */
struct stats_cell {
    char text[48];
};
struct stats_cell stats_fixed(struct figure f, int places);
struct stats_cell stats_percent(struct figure share); /* "62.5" of 0.625 */

/* Totals are told in rows of so many bins each: how many sheets COUNT bins from FROM on
 * hold, and which marks, "40 to 43". */
size_t stats_row_bins(const struct summary *s);
uint64_t stats_sheets(const struct summary *s, size_t from, size_t count);
void stats_range(struct buf *range, const struct summary *s, size_t from, size_t count);

#endif
