/*
 * test_chart.c - axes, and where a value stands in a chart.
 *
 * What a chart looks like is for tests/browser and for eyes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "quizctl/mem.h"
#include "report/chart.h"

static size_t times(const struct buf *text, const char *word)
{
    size_t n = 0;
    for (const char *at = buf_str(text); (at = strstr(at, word)) != NULL; at++)
        n++;
    return n;
}

static void chart_axis_counts__holds_the_most_in_round_steps(void **state)
{
    (void)state;
    static const struct {
        double most, to, step;
    } row[] = {
        {0,    1,    1  },
        {1,    1,    1  },
        {5,    5,    1  },
        {6,    6,    2  },
        {11,   15,   5  },
        {26,   30,   10 },
        {70,   80,   20 },
        {400,  400,  100},
        {1001, 1500, 500},
        {3e9,  3e9,  1e9},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct chart_axis a = chart_axis_counts("n", row[i].most);
        if (a.to != row[i].to || a.step != row[i].step)
            fail_msg("most %g: got to %g by %g", row[i].most, a.to, a.step);
    }
}

static void chart_columns__are_as_high_as_their_value(void **state)
{
    (void)state;
    struct buf out = {0};
    struct html h = {.out = &out};
    const struct chart_axis up = {"sheets", 0, 4, 1, 0};
    const struct chart_column columns[] = {
        {"a",   4, 0},
        {"b",   0, 0},
        {"<c>", 1, 1}
    };
    chart_columns(&h, "T", "D", &up, columns, COUNT(columns));
    /* The plot is 168 pixels high and begins 26 below the top. */
    assert_int_equal(times(&out, "class=\"column\""), 2);
    assert_int_equal(times(&out, "y=\"26\" height=\"168\""), 1);
    assert_int_equal(times(&out, "y=\"152\" height=\"42\""), 2);
    assert_int_equal(times(&out, "class=\"column strong\""), 1);
    assert_int_equal(times(&out, ">&lt;c&gt;</text>"), 1);
    assert_int_equal(h.depth, 0);
    buf_release(&out);
}

static void chart__has_a_title_and_a_description_of_its_own(void **state)
{
    (void)state;
    struct buf out = {0};
    struct html h = {.out = &out};
    const struct chart_axis up = chart_axis_share("right");
    for (int i = 0; i < 2; i++)
        chart_line(&h, "T", "D & E", &up, NULL, 0);
    assert_int_equal(times(&out, "aria-labelledby=\"c1-title c1-desc\""), 1);
    assert_int_equal(times(&out, "<title id=\"c2-title\">T</title>"), 1);
    assert_int_equal(times(&out, "<desc id=\"c2-desc\">D &amp; E</desc>"), 1);
    buf_release(&out);
}

static void chart_line__is_broken_where_there_is_no_value(void **state)
{
    (void)state;
    struct buf out = {0};
    struct html h = {.out = &out};
    const struct chart_axis up = chart_axis_share("right");
    const struct chart_column values[] = {
        {"1", 0,   0},
        {"2", 0.5, 0},
        {"3", -1,  0},
        {"4", 1,   0},
        {"5", 1,   0}
    };
    chart_line(&h, "T", "D", &up, values, COUNT(values));
    assert_int_equal(times(&out, "d=\"M0 1000L250 500M750 0L1000 0\""), 1);
    assert_int_equal(times(&out, "<circle"), 4);
    buf_release(&out);
}

static void chart_points__keep_their_label_inside(void **state)
{
    (void)state;
    struct buf out = {0};
    struct html h = {.out = &out};
    const struct chart_axis axis = chart_axis_share("share");
    const struct chart_point points[] = {
        {.x = 0,    .y = 1,              .about = "a", .label = "left" },
        { .x = 1,   .y = 0, .mark = CHART_CROSS, .about = "b", .label = "right"},
        { .x = 0.5, .y = 0.5,         .low = 0.25, .high = 0.75,     .about = "c"},
    };
    chart_points(&h, "T", "D", &axis, &axis, true, points, COUNT(points));
    assert_int_equal(times(&out, "x=\"12%\" y=\"26\"><title>a</title>"), 1);
    assert_int_equal(times(&out, "x=\"99%\" y=\"194\"><title>b</title>"), 1);
    assert_int_equal(times(&out, "text-anchor=\"start\">left"), 1);
    assert_int_equal(times(&out, "text-anchor=\"end\">right"), 1);
    assert_int_equal(times(&out, "class=\"interval\" x1=\"55.5%\" x2=\"55.5%\" "
                                 "y1=\"152\" y2=\"68\""),
                     1);
    assert_int_equal(times(&out, "class=\"diagonal\""), 1);
    buf_release(&out);
}

static void chart_calendar__is_darker_the_more_there_is(void **state)
{
    (void)state;
    struct buf out = {0};
    struct html h = {.out = &out};
    struct chart_day days[CHART_DAYS] = {
        {"a", 0 },
        {"b", 1 },
        {"c", 4 },
        {"d", 8 },
        {"e", 5 },
        {"f", -1},
        {"g", -1}
    };
    const char *const weeks[] = {"Nov"};
    chart_calendar(&h, "T", "D", days, weeks, 1);
    /* The legend has one square of each level, too. */
    assert_int_equal(times(&out, "class=\"level0\""), 1 + 1);
    assert_int_equal(times(&out, "class=\"level1\""), 1 + 1);
    assert_int_equal(times(&out, "class=\"level2\""), 1 + 1);
    assert_int_equal(times(&out, "class=\"level3\""), 1 + 1);
    assert_int_equal(times(&out, "class=\"level4\""), 1 + 1);
    assert_int_equal(times(&out, "<title>f</title>"), 0);
    buf_release(&out);
}

static void chart_bar__never_leaves_its_track(void **state)
{
    (void)state;
    struct buf out = {0};
    struct html h = {.out = &out};
    chart_bar(&h, 1.5, CHART_DOT);
    assert_int_equal(times(&out, "width=\"100%\" height=\"10\" rx"), 2);
    buf_clear(&out);
    chart_bar(&h, 0, CHART_DOT);
    assert_int_equal(times(&out, "<rect"), 1);
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chart_axis_counts__holds_the_most_in_round_steps),
        cmocka_unit_test(chart_columns__are_as_high_as_their_value),
        cmocka_unit_test(chart__has_a_title_and_a_description_of_its_own),
        cmocka_unit_test(chart_line__is_broken_where_there_is_no_value),
        cmocka_unit_test(chart_points__keep_their_label_inside),
        cmocka_unit_test(chart_calendar__is_darker_the_more_there_is),
        cmocka_unit_test(chart_bar__never_leaves_its_track),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
