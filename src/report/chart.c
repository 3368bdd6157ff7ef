/*
 * chart.c - charts as inline SVG; see chart.h.
 *
 * In:   values with labels.
 * Out:  a <figure> with one <svg>, or a small <svg> for a cell.
 *
 * A plot leaves LEFT percent of the width to the labels of its grid. What is drawn with
 * paths, which know no percent, stands in an <svg> of its own inside: a mark at its
 * point, a line stretched over the plot.
 */
#include "chart.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/text.h"

enum {
    PLOT = 168,         /* pixels from the highest line of the grid to the lowest */
    TOP = 26,           /* above it: the axis's name, a label of the highest column */
    BELOW = 24,         /* under it: labels */
    NAMED = 46,         /* under it where that axis has a name */
    LABEL_LETTERS = 46, /* that stand side by side on 330 pixels */
    VALUES_MOST = 14,   /* columns that have their number on top */
};

#define LEFT  12.0 /* percent */
#define WIDTH 87.0

/* --- what all of them need --- */

static struct html_number across(double share)
{
    struct html_number n = html_number(LEFT + WIDTH * share, 2);
    strcat(n.text, "%");
    return n;
}

static double share_of(const struct chart_axis *a, double value)
{
    return (value - a->from) / (a->to - a->from);
}

static struct html_number down(const struct chart_axis *up, double value)
{
    return html_number(TOP + PLOT * (1 - share_of(up, value)), 1);
}

static void begin(struct html *h, const char *title, const char *desc, int height)
{
    char names[2][16], both[36];
    h->charts++;
    snprintf(names[0], sizeof names[0], "c%u-title", h->charts);
    snprintf(names[1], sizeof names[1], "c%u-desc", h->charts);
    snprintf(both, sizeof both, "%s %s", names[0], names[1]);
    html_open(h, "figure", NULL);
    html_open(h, "svg", "role", "img", "aria-labelledby", both, "class", "chart", "width",
              "100%", "height", html_number(height, 0).text, NULL);
    html_leaf(h, "title", title, "id", names[0], NULL);
    html_leaf(h, "desc", desc, "id", names[1], NULL);
}

static void end(struct html *h)
{
    html_close(h);
    html_close(h);
}

static void put_label(struct html *h, struct html_number x, double y, const char *anchor,
                      const char *text)
{
    html_leaf(h, "text", text, "x", x.text, "y", html_number(y, 1).text, "text-anchor",
              anchor, NULL);
}

struct chart_axis chart_axis_counts(const char *name, double most)
{
    static const int steps[] = {1, 2, 5};
    double step = 1, power = 1;
    for (int i = 0; step * 5 < most; i++) {
        if (i > 0 && i % 3 == 0)
            power *= 10;
        step = steps[i % 3] * power;
    }
    double to = step * ceil(most / step);
    return (struct chart_axis){.name = name, .to = to > 0 ? to : step, .step = step};
}

struct chart_axis chart_axis_share(const char *name)
{
    return (struct chart_axis){.name = name, .to = 1, .step = 0.25};
}

/* A share of 1 is written as 100 %. */
static struct html_number tick(const struct chart_axis *a, double value)
{
    bool is_share = a->places == 0 && a->to <= 1 && a->step < 1;
    return is_share ? html_percent(value, 0) : html_number(value, a->places);
}

/* The lines across, each with its number, and the axis's name above them. */
static void put_grid(struct html *h, const struct chart_axis *up)
{
    struct html_number left = across(0), right = across(1), zero = html_number(0, 0);
    int lines = (int)lround((up->to - up->from) / up->step);
    put_label(h, zero, 11, "start", up->name);
    for (int i = 0; i <= lines; i++) {
        double value = up->from + i * up->step;
        struct html_number y = down(up, value);
        bool is_base = fabs(value) < up->step / 2;
        html_empty(h, "line", "class", is_base ? "base" : "grid", "x1", left.text, "x2",
                   right.text, "y1", y.text, "y2", y.text, NULL);
        put_label(h, across(-0.012), TOP + PLOT * (1 - share_of(up, value)) + 4, "end",
                  tick(up, value).text);
    }
}

/* --- columns --- */

/* Every which label is written, so that they do not meet on the narrowest screen. */
static size_t label_step(const struct chart_column *columns, size_t count)
{
    size_t widest = 1;
    for (size_t i = 0; i < count; i++) {
        size_t width = (size_t)text_width(columns[i].label, strlen(columns[i].label));
        widest = width > widest ? width : widest;
    }
    size_t most = LABEL_LETTERS / (widest + 2);
    most = most < 2 ? 2 : most;
    return count > most ? (count + most - 1) / most : 1;
}

static void put_column(struct html *h, const struct chart_axis *up, double left,
                       double width, double value, const char *class)
{
    struct html_number w = html_number(WIDTH * width, 2);
    strcat(w.text, "%");
    html_empty(h, "rect", "class", class, "x", across(left).text, "width", w.text, "y",
               down(up, value).text, "height",
               html_number(PLOT * share_of(up, value), 1).text, NULL);
}

void chart_columns(struct html *h, const char *title, const char *desc,
                   const struct chart_axis *up, const struct chart_column *columns,
                   size_t count)
{
    double slot = 1.0 / (double)(count > 0 ? count : 1), gap = slot * 0.12;
    size_t step = label_step(columns, count);
    begin(h, title, desc, TOP + PLOT + BELOW);
    put_grid(h, up);
    for (size_t i = 0; i < count; i++) {
        const struct chart_column *c = &columns[i];
        double left = slot * (double)i, middle = left + slot / 2;
        if (c->value > 0)
            put_column(h, up, left + gap, slot - 2 * gap, c->value, "column");
        if (c->mark > 0)
            put_column(h, up, left + gap, slot - 2 * gap, c->mark, "column strong");
        if (c->value > 0 && count <= VALUES_MOST)
            put_label(h, across(middle), TOP + PLOT * (1 - share_of(up, c->value)) - 4,
                      "middle", html_number(c->value, 0).text);
        if (i % step == 0)
            put_label(h, across(middle), TOP + PLOT + 16, "middle", c->label);
    }
    end(h);
}

/* --- points --- */

static const struct {
    const char *class, *path;
} marks[] = {
    [CHART_DOT] = {"dot",     "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z"},
    [CHART_DIAMOND] = {"diamond", "M0-6.5L6.5 0L0 6.5L-6.5 0z"                  },
    [CHART_CROSS] = {"cross",   "M-5-5L5 5M-5 5L5-5"                          },
};

static void put_point(struct html *h, const struct chart_axis *across_axis,
                      const struct chart_axis *up, const struct chart_point *p)
{
    double x = share_of(across_axis, p->x);
    bool is_right = x > 0.85; /* its label stands on the left, or it would be cut */
    if (p->high > p->low)
        html_empty(h, "line", "class", "interval", "x1", across(x).text, "x2",
                   across(x).text, "y1", down(up, p->low).text, "y2",
                   down(up, p->high).text, NULL);
    html_open(h, "svg", "class", marks[p->mark].class, "overflow", "visible", "x",
              across(x).text, "y", down(up, p->y).text, NULL);
    html_leaf(h, "title", p->about, NULL);
    html_empty(h, "path", "d", marks[p->mark].path, NULL);
    if (p->label != NULL)
        html_leaf(h, "text", p->label, "x", is_right ? "-9" : "9", "y", "4",
                  "text-anchor", is_right ? "end" : "start", NULL);
    html_close(h);
}

void chart_points(struct html *h, const char *title, const char *desc,
                  const struct chart_axis *across_axis, const struct chart_axis *up,
                  bool has_diagonal, const struct chart_point *points, size_t count)
{
    int steps = (int)lround((across_axis->to - across_axis->from) / across_axis->step);
    begin(h, title, desc, TOP + PLOT + NAMED);
    put_grid(h, up);
    for (int i = 0; i <= steps; i++) {
        double value = across_axis->from + i * across_axis->step;
        put_label(h, across(share_of(across_axis, value)), TOP + PLOT + 17,
                  i == steps ? "end" : "middle", tick(across_axis, value).text);
    }
    put_label(h, across(0.5), TOP + PLOT + 38, "middle", across_axis->name);
    if (has_diagonal)
        html_empty(h, "line", "class", "diagonal", "x1", across(0).text, "x2",
                   across(1).text, "y1", down(up, up->from).text, "y2",
                   down(up, up->to).text, NULL);
    for (size_t i = 0; i < count; i++)
        put_point(h, across_axis, up, &points[i]);
    end(h);
}

/* --- a line --- */

/* Its path over W by H units; a step without a value breaks it. */
static void put_path(struct html *h, const double *values, size_t count, double w,
                     double height)
{
    struct buf path = {0};
    bool is_on = false;
    double step = count > 1 ? w / (double)(count - 1) : 0;
    for (size_t i = 0; i < count; i++) {
        if (values[i] >= 0)
            buf_printf(&path, "%s%s %s", is_on ? "L" : "M",
                       html_number(step * (double)i, 1).text,
                       html_number(height * (1 - values[i]), 1).text);
        is_on = values[i] >= 0;
    }
    html_empty(h, "path", "class", "line", "d", buf_str(&path), "vector-effect",
               "non-scaling-stroke", NULL);
    buf_release(&path);
}

void chart_line(struct html *h, const char *title, const char *desc,
                const struct chart_axis *up, const struct chart_column *values,
                size_t count)
{
    /* Half a slot is free on either side, as under columns. */
    double slot = 1.0 / (double)(count > 0 ? count : 1);
    double *shares = mem_get((count + 1) * sizeof *shares);
    size_t step = label_step(values, count);
    struct html_number width = html_number(WIDTH * (1 - slot), 2);
    strcat(width.text, "%");
    for (size_t i = 0; i < count; i++)
        shares[i] = values[i].value < 0 ? -1 : share_of(up, values[i].value);

    begin(h, title, desc, TOP + PLOT + BELOW);
    put_grid(h, up);
    html_open(h, "svg", "x", across(slot / 2).text, "y", html_number(TOP, 0).text,
              "width", width.text, "height", html_number(PLOT, 0).text, "viewBox",
              "0 0 1000 1000", "preserveAspectRatio", "none", "overflow", "visible",
              NULL);
    put_path(h, shares, count, 1000, 1000);
    html_close(h);
    for (size_t i = 0; i < count; i++) {
        double middle = slot * ((double)i + 0.5);
        if (shares[i] >= 0)
            html_empty(h, "circle", "class", "dot", "cx", across(middle).text, "cy",
                       down(up, values[i].value).text, "r", "4", NULL);
        if (i % step == 0)
            put_label(h, across(middle), TOP + PLOT + 16, "middle", values[i].label);
    }
    end(h);
    free(shares);
}

/* --- a calendar --- */

enum { CELL = 20, CELL_LEFT = 34, CELL_TOP = 20, LEVELS = 4 };

static const char *level_class(long count, long most)
{
    static const char *const names[LEVELS + 1] = {"level0", "level1", "level2", "level3",
                                                  "level4"};
    return names[most > 0 ? (count * LEVELS + most - 1) / most : 0];
}

static void put_cell(struct html *h, double x, double y, const char *class,
                     const char *about)
{
    html_open(h, "rect", "class", class, "x", html_number(x, 0).text, "y",
              html_number(y, 0).text, "width", "17", "height", "17", "rx", "3", NULL);
    if (about != NULL)
        html_leaf(h, "title", about, NULL);
    html_close(h);
}

/* "0", four squares from light to dark, and the most. */
static void put_legend(struct html *h, long most)
{
    double y = CELL_TOP + CHART_DAYS * CELL + 8;
    put_label(h, html_number(CELL_LEFT, 0), y + 13, "start", "0");
    for (int i = 0; i <= LEVELS; i++)
        put_cell(h, CELL_LEFT + 14 + i * CELL, y, level_class(i, LEVELS), NULL);
    put_label(h, html_number(CELL_LEFT + 18 + (LEVELS + 1) * CELL, 0), y + 13, "start",
              html_number((double)most, 0).text);
}

void chart_calendar(struct html *h, const char *title, const char *desc,
                    const struct chart_day *days, const char *const *weeks,
                    size_t week_count)
{
    static const char *const names[CHART_DAYS] = {"Mon", "", "Wed", "", "Fri", "", "Sun"};
    long most = 0;
    for (size_t i = 0; i < week_count * CHART_DAYS; i++)
        most = days[i].count > most ? days[i].count : most;

    begin(h, title, desc, CELL_TOP + (CHART_DAYS + 1) * CELL + 14);
    for (size_t day = 0; day < CHART_DAYS; day++)
        put_label(h, html_number(0, 0), CELL_TOP + (double)day * CELL + 13, "start",
                  names[day]);
    for (size_t week = 0; week < week_count; week++) {
        double x = CELL_LEFT + (double)week * CELL;
        put_label(h, html_number(x, 0), 12, "start", weeks[week]);
        for (size_t day = 0; day < CHART_DAYS; day++) {
            const struct chart_day *d = &days[week * CHART_DAYS + day];
            if (d->count >= 0)
                put_cell(h, x, CELL_TOP + (double)day * CELL, level_class(d->count, most),
                         d->about);
        }
    }
    put_legend(h, most);
    end(h);
}

/* --- in a cell --- */

void chart_bar(struct html *h, double share, enum chart_mark mark)
{
    html_open(h, "svg", "aria-hidden", "true", "class", "bar", "width", "100%", "height",
              "10", NULL);
    html_empty(h, "rect", "class", "track", "width", "100%", "height", "10", "rx", "2",
               NULL);
    if (share > 0)
        html_empty(h, "rect", "class", marks[mark].class, "width",
                   html_percent(share > 1 ? 1 : share, 1).text, "height", "10", "rx", "2",
                   NULL);
    html_close(h);
}

void chart_sign(struct html *h, enum chart_mark mark)
{
    html_open(h, "svg", "aria-hidden", "true", "class", marks[mark].class, "width", "14",
              "height", "14", "viewBox", "-7 -7 14 14", NULL);
    html_empty(h, "path", "d", marks[mark].path, NULL);
    html_close(h);
}

void chart_spark(struct html *h, const double *values, size_t count)
{
    enum { W = 80, H = 18 }; /* and 2 pixels more on every side */
    html_open(h, "svg", "aria-hidden", "true", "class", "spark", "width", "84", "height",
              "22", "viewBox", "-2 -2 84 22", NULL);
    html_empty(h, "rect", "class", "track", "x", "-2", "y", "-2", "width", "84", "height",
               "22", "rx", "2", NULL);
    put_path(h, values, count, W, H);
    size_t last = count;
    while (last > 0 && values[last - 1] < 0)
        last--;
    if (last > 0) {
        double x = count > 1 ? W * (double)(last - 1) / (double)(count - 1) : 0;
        html_empty(h, "circle", "class", "dot", "r", "2", "cx", html_number(x, 1).text,
                   "cy", html_number(H * (1 - values[last - 1]), 1).text, NULL);
    }
    html_close(h);
}

void chart_numbers_begin(struct html *h)
{
    html_open(h, "details", "class", "printed", NULL);
    html_leaf(h, "summary", "Numbers", NULL);
}

void chart_numbers_end(struct html *h)
{
    html_close(h);
}
