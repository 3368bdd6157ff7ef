/*
 * report_stats_json.c - statistics for a program: quizctl.stats/1, described in
 * questions/schema/stats.schema.json.
 *
 * A figure that is not defined is null, and "undefined" beside it says why.
 */
#include <string.h>

#include "quizctl/json_write.h"
#include "report_stats.h"

enum { INDENT = 2, MARK_PLACES = 3 };

struct named_figure {
    const char *name;
    struct figure figure;
};

static void put_figures(struct json_writer *w, const struct named_figure *list,
                        size_t count)
{
    bool has_reason = false;
    for (size_t i = 0; i < count; i++) {
        int places = FIGURE_PLACES;
        int64_t n = figure_decimal(list[i].figure, &places);
        has_reason = has_reason || list[i].figure.why != NULL;
        json_put_key(w, list[i].name);
        if (list[i].figure.why != NULL)
            json_put_null(w);
        else
            json_put_decimal(w, n, places);
    }
    if (!has_reason)
        return;
    json_put_key(w, "undefined");
    json_open(w, '{');
    for (size_t i = 0; i < count; i++)
        if (list[i].figure.why != NULL)
            json_member_string(w, list[i].name, list[i].figure.why);
    json_close(w, '}');
}

static void put_test(struct json_writer *w, const struct summary *s)
{
    struct stats_test t = stats_test(s);
    const struct named_figure figures[] = {
        {"mean",  t.mean },
        {"sd",    t.sd   },
        {"alpha", t.alpha},
        {"sem",   t.sem  },
        {"noise", t.noise},
    };
    json_member_bool(w, "rough", t.is_rough);
    json_put_key(w, "test");
    json_open(w, '{');
    json_member_int(w, "questions", (int64_t)s->question_count);
    json_member_string(w, "reliability", t.is_kr20 ? "KR-20" : "alpha");
    put_figures(w, figures, COUNT(figures));
    json_close(w, '}');
}

/* The bins that hold sheets: each counts totals from `from` up to `from` + `step`. */
static void put_histogram(struct json_writer *w, const struct summary *s)
{
    json_member_decimal(w, "step", s->step, MARK_PLACES);
    json_put_key(w, "histogram");
    json_open(w, '[');
    for (size_t b = 0; b < s->bin_count; b++) {
        if (s->bins[b] == 0)
            continue;
        json_open(w, '{');
        w->indent = 0;
        json_member_decimal(w, "from", (int64_t)b * s->step, MARK_PLACES);
        json_member_int(w, "sheets", (int64_t)s->bins[b]);
        json_close(w, '}');
        w->indent = INDENT;
    }
    json_close(w, ']');
}

static void put_findings(struct json_writer *w, const struct summary *s, size_t question)
{
    const struct summary_question *q = &s->questions[question];
    json_put_key(w, "findings");
    json_open(w, '[');
    for (int f = 0; f < STATS_FINDINGS; f++) {
        size_t option = q->option_count;
        if (!stats_has(s, question, (enum stats_finding)f, &option))
            continue;
        json_open(w, '{');
        w->indent = 0;
        json_member_string(w, "finding", stats_finding_name((enum stats_finding)f));
        if (option < q->option_count)
            json_member_string(w, "option", q->options[option].id);
        json_close(w, '}');
        w->indent = INDENT;
    }
    json_close(w, ']');
}

static void put_options(struct json_writer *w, const struct stats_view *view,
                        size_t question)
{
    const struct summary_question *q = &view->summary->questions[question];
    json_put_key(w, "options");
    json_open(w, '[');
    for (size_t i = 0; i < q->option_count; i++) {
        struct stats_option o = stats_option(view->summary, question, i);
        const struct named_figure figures[] = {
            {"share",      o.share     },
            {"mean_total", o.mean_total},
            {"rest",       o.rest      },
        };
        json_open(w, '{');
        w->indent = 0;
        json_member_string(w, "option", q->options[i].id);
        if (view->show_key)
            json_member_bool(w, "key", q->options[i].is_key);
        json_member_int(w, "picked", (int64_t)q->options[i].picked);
        put_figures(w, figures, COUNT(figures));
        json_close(w, '}');
        w->indent = INDENT;
    }
    json_close(w, ']');
}

static void put_question(struct json_writer *w, const struct stats_view *view, size_t i)
{
    const struct summary *s = view->summary;
    const struct summary_question *q = &s->questions[i];
    struct stats_question f = stats_question(s, i);
    const struct named_figure figures[] = {
        {"facility",       f.facility      },
        {"item_rest",      f.item_rest     },
        {"item_total",     f.item_total    },
        {"discrimination", f.discrimination},
    };
    json_open(w, '{');
    json_member_string(w, "question", q->id);
    json_member_string(w, "type", question_kind_name(q->kind));
    json_member_int(w, "answered", (int64_t)(s->graded - q->blank));
    json_member_int(w, "blank", (int64_t)q->blank);
    json_member_int(w, "right", (int64_t)q->right);
    put_figures(w, figures, COUNT(figures));
    put_findings(w, s, i);
    put_options(w, view, i);
    json_close(w, '}');
}

void stats_json_write(struct page *p, const struct stats_view *view)
{
    const struct summary *s = view->summary;
    struct json_writer w = {.out = &p->out, .indent = INDENT};
    json_open(&w, '{');
    json_member_string(&w, "format", "quizctl.stats/1");
    json_put_key(&w, "bank");
    json_open(&w, '{');
    json_member_string(&w, "id", s->bank_id);
    json_member_string(&w, "title", s->bank_title);
    json_member_string(&w, "digest", s->bank_digest);
    json_close(&w, '}');
    json_member_string(&w, "policy", policy_name(s->policy));
    json_member_int(&w, "graded", (int64_t)s->graded);
    json_member_int(&w, "rejected", (int64_t)s->rejected);
    put_test(&w, s);
    put_histogram(&w, s);
    json_put_key(&w, "questions");
    json_open(&w, '[');
    for (size_t i = 0; i < s->question_count; i++)
        put_question(&w, view, i);
    json_close(&w, ']');
    json_close(&w, '}');
    buf_char(w.out, '\n');
}
