/*
 * report_progress_json.c - progress for a program: quizctl.progress/1, described in
 * questions/schema/progress.schema.json.
 *
 * Every group is here, seen or not. A share that is of nothing is null.
 */
#include <math.h>

#include "quizctl/json_write.h"
#include "quizctl/stamp.h"
#include "report_progress.h"

enum { INDENT = 2, PLACES = 6 };

/* What follows stands on one line. */
static void open_line(struct json_writer *w, char bracket)
{
    json_open(w, bracket);
    w->indent = 0;
}

static void close_line(struct json_writer *w, char bracket)
{
    json_close(w, bracket);
    w->indent = INDENT;
}

static void put_share(struct json_writer *w, const char *key, double share)
{
    json_put_key(w, key);
    if (share < 0)
        json_put_null(w);
    else
        json_put_decimal(w, llround(share * 1e6), PLACES);
}

static void put_day(struct json_writer *w, const char *key, int64_t day)
{
    char text[STAMP_DAY];
    stamp_day_text(text, day);
    json_member_string(w, key, text);
}

static void put_count(struct json_writer *w, struct mastery_count c)
{
    json_member_int(w, "answers", (int64_t)c.answers);
    json_member_int(w, "right", (int64_t)c.right);
}

/* Members of an object that is open. */
static void put_group(struct json_writer *w, const struct mastery_group *g)
{
    json_member_int(w, "questions", (int64_t)g->questions);
    json_member_int(w, "seen", (int64_t)g->seen);
    put_count(w, g->all);
    put_share(w, "recall", g->recall);
    json_put_key(w, "weeks");
    open_line(w, '[');
    for (size_t i = 0; i < MASTERY_WEEKS; i++) {
        json_open(w, '{');
        put_count(w, g->trend[i]);
        json_close(w, '}');
    }
    close_line(w, ']');
}

static void put_groups(struct json_writer *w, const struct mastery *m,
                       enum mastery_kind kind)
{
    json_put_key(w, mastery_kind_plural(kind));
    json_open(w, '[');
    for (size_t i = 0; i < m->group_count[kind]; i++) {
        const struct mastery_group *g = &m->groups[kind][i];
        json_open(w, '{');
        json_member_string(w, "id", g->id);
        if (*g->title != '\0')
            json_member_string(w, "title", g->title);
        put_group(w, g);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_counts(struct json_writer *w, const char *key, const size_t *counts,
                       size_t count)
{
    json_put_key(w, key);
    open_line(w, '[');
    for (size_t i = 0; i < count; i++)
        json_put_int(w, (int64_t)counts[i]);
    close_line(w, ']');
}

static void put_days(struct json_writer *w, const struct mastery *m)
{
    json_put_key(w, "streak");
    open_line(w, '{');
    json_member_int(w, "days", (int64_t)m->streak);
    json_member_int(w, "longest", (int64_t)m->longest_streak);
    json_member_int(w, "active_days", (int64_t)m->active_days);
    close_line(w, '}');
    json_put_key(w, "calendar");
    json_open(w, '{');
    put_day(w, "first_day", m->first_day);
    put_counts(w, "answers", m->calendar, (size_t)(m->today - m->first_day) + 1);
    json_close(w, '}');
    json_put_key(w, "forecast");
    json_open(w, '{');
    put_day(w, "first_day", m->today);
    put_counts(w, "reviews", m->forecast, MASTERY_FORECAST);
    json_member_int(w, "later", (int64_t)m->later);
    json_close(w, '}');
}

static void put_weakest(struct json_writer *w, const struct progress_view *view)
{
    const struct mastery_group *g = mastery_weakest_clue(view->mastery);
    struct buf command = {0};
    json_put_key(w, "weakest_clue");
    if (g == NULL) {
        json_put_null(w);
        return;
    }
    progress_command(&command, view, mastery_kind_option(MASTERY_CLUE), g->id);
    json_open(w, '{');
    json_member_string(w, "id", g->id);
    put_share(w, "weakness", mastery_weakness(g));
    if (g->missed != NULL) {
        json_member_string(w, "words", g->missed->missed);
        json_member_string(w, "question", g->missed->question);
    }
    json_member_string(w, "command", buf_str(&command));
    json_close(w, '}');
    buf_release(&command);
}

static void put_confidence(struct json_writer *w, const struct mastery *m)
{
    bool is_said = m->said.answers > 0;
    json_put_key(w, "confidence");
    json_open(w, '{');
    put_count(w, m->said);
    put_share(w, "brier", is_said ? m->brier : -1);
    put_share(w, "reliability", is_said ? m->reliability : -1);
    put_share(w, "resolution", is_said ? m->resolution : -1);
    put_share(w, "uncertainty", is_said ? m->uncertainty : -1);
    json_put_key(w, "levels");
    json_open(w, '[');
    for (int c = CONFIDENCE_GUESS; c <= CONFIDENCE_SURE; c++) {
        const struct mastery_level *l = &m->levels[c];
        bool has_any = l->count.answers > 0;
        open_line(w, '{');
        json_member_string(w, "level", confidence_name((enum confidence)c));
        put_share(w, "said", l->said);
        put_count(w, l->count);
        put_share(w, "low", has_any ? l->low : -1);
        put_share(w, "high", has_any ? l->high : -1);
        close_line(w, '}');
    }
    json_close(w, ']');
    json_close(w, '}');
}

static void put_surprises(struct json_writer *w, const char *key,
                          const struct mastery_surprise *list, size_t count)
{
    json_put_key(w, key);
    json_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        char at[STAMP_TEXT];
        stamp_text(at, list[i].answer->at_ms);
        open_line(w, '{');
        json_member_string(w, "question", list[i].answer->question);
        json_member_string(w, "clue", list[i].clue);
        json_member_string(w, "at", at);
        close_line(w, '}');
    }
    json_close(w, ']');
}

void progress_json_write(struct page *p, const struct progress_view *view)
{
    const struct mastery *m = view->mastery;
    struct json_writer w = {.out = &p->out, .indent = INDENT};
    json_open(&w, '{');
    json_member_string(&w, "format", "quizctl.progress/1");
    report_bank_json(&w, view->bank, view->digest);
    put_day(&w, "day", m->today);
    json_put_key(&w, "all");
    json_open(&w, '{');
    put_group(&w, &m->all);
    json_close(&w, '}');
    put_days(&w, m);
    put_weakest(&w, view);
    for (int k = 0; k < MASTERY_KINDS; k++)
        put_groups(&w, m, (enum mastery_kind)k);
    put_confidence(&w, m);
    put_surprises(&w, "lucky_guesses", m->lucky, m->lucky_count);
    put_surprises(&w, "misconceptions", m->misconceptions, m->misconception_count);
    json_close(&w, '}');
    buf_char(w.out, '\n');
}
