/*
 * chart.h - charts of an HTML page as inline SVG: columns, points, a line, a calendar,
 * and the small ones that stand in the cell of a table.
 *
 * A chart is an image with a title and a description for who does not see it. The same
 * numbers stand in a table beside it; that is the caller's. Across a chart everything is
 * in percent of its width and down it in pixels, so the chart is as wide as there is
 * room, and its text is never scaled. Colours are those of html.css; a mark that means
 * something has a shape of its own, too.
 */
#ifndef QUIZCTL_CHART_H
#define QUIZCTL_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/html.h"

struct chart_axis {
    const char *name; /* what is measured, with its unit */
    double from, to;
    double step; /* between two lines of the grid */
    int places;  /* decimals of their labels */
};

/* The least round axis from 0 that holds MOST: steps are 1, 2 or 5 times a power of ten,
 * at most 5 of them. Whole numbers. */
struct chart_axis chart_axis_counts(const char *name, double most);
/* From 0 to 1, written in percent. */
struct chart_axis chart_axis_share(const char *name);

struct chart_column {
    const char *label;
    double value;
    double mark; /* a part of VALUE that is drawn apart, from the bottom; 0: none */
};

/* Columns from left to right. As many labels as have room are written. */
void chart_columns(struct html *h, const char *title, const char *desc,
                   const struct chart_axis *up, const struct chart_column *columns,
                   size_t count);

enum chart_mark { CHART_DOT, CHART_DIAMOND, CHART_CROSS };

struct chart_point {
    double x, y;
    double low, high; /* an interval of Y; both 0: none */
    enum chart_mark mark;
    const char *about; /* shown when pointed at */
    const char *label; /* written beside it; NULL: none */
};

/* HAS_DIAGONAL: with a line where both axes have the same share. */
void chart_points(struct html *h, const char *title, const char *desc,
                  const struct chart_axis *across, const struct chart_axis *up,
                  bool has_diagonal, const struct chart_point *points, size_t count);

/* One value each step, from the oldest; below 0 there is none. */
void chart_line(struct html *h, const char *title, const char *desc,
                const struct chart_axis *up, const struct chart_column *values,
                size_t count);

enum { CHART_DAYS = 7 };

/* A column for each week, a row for each day of it; TEXT says a day and its count. */
struct chart_day {
    const char *about;
    long count; /* below 0: not a day of the calendar */
};
void chart_calendar(struct html *h, const char *title, const char *desc,
                    const struct chart_day *days, const char *const *weeks,
                    size_t week_count);

/* In a cell of a table whose number stands beside it: no title, and hidden from who does
 * not see it. */
void chart_bar(struct html *h, double share, enum chart_mark mark);
void chart_sign(struct html *h, enum chart_mark mark); /* for a legend */
void chart_spark(struct html *h, const double *values, size_t count);

/* The table of a chart, for who wants it: closed on a screen, open on paper. */
void chart_numbers_begin(struct html *h);
void chart_numbers_end(struct html *h);

#endif
