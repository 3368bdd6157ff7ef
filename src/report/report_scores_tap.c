/*
 * report_scores_tap.c - scores as TAP 14, the protocol of Perl's prove and of others.
 *
 * A test point is a candidate, or a question of one (--per-question). Why one is not ok
 * stands below it in a block of YAML, whose texts are JSON strings: a subset, and no text
 * gets out of them. The plan stands last, for nobody knows the count before.
 * Source: testanything.org, TAP version 14.
 */
#include <inttypes.h>
#include <string.h>

#include "quizctl/text.h"
#include "report_scores.h"

/* "not ok 3 - " and the description: what could begin a directive is escaped. */
static void put_point(struct scores_state *s, bool is_ok, const char *description)
{
    struct buf *out = &s->page->out;
    struct buf clean = {0};
    text_clean(&clean, description, strlen(description), TEXT_LINE);
    buf_printf(out, "%s %" PRIu64 " - ", is_ok ? "ok" : "not ok", ++s->suite.tests);
    for (const char *c = buf_str(&clean); *c != '\0'; c++) {
        if (*c == '#' || *c == '\\')
            buf_char(out, '\\');
        buf_char(out, *c);
    }
    buf_char(out, '\n');
    buf_release(&clean);
}

static void put_member(struct buf *out, const char *before, const char *text)
{
    struct json_writer w = {.out = out};
    struct buf clean = {0};
    text_clean(&clean, text, strlen(text), TEXT_LINE);
    buf_text(out, before);
    json_put_string(&w, buf_str(&clean));
    buf_char(out, '\n');
    buf_release(&clean);
}

static void put_reason(struct scores_state *s, const char *message)
{
    buf_text(&s->page->out, "  ---\n");
    put_member(&s->page->out, "  message: ", message);
    buf_text(&s->page->out, "  ...\n");
}

static void put_graded(struct scores_state *s, const struct result *r)
{
    bool is_ok = !scores_has_mark(s) || scores_passed(s, r);
    struct buf words = {0};
    scores_words(&words, s, r);
    put_point(s, is_ok, r->candidate);
    if (!is_ok)
        put_reason(s, buf_str(&words));
    buf_release(&words);
}

static void put_questions(struct scores_state *s, const struct result *r)
{
    struct buf words = {0};
    for (size_t i = 0; i < r->item_count; i++) {
        const struct result_item *item = &r->items[i];
        buf_clear(&words);
        buf_printf(&words, "%s: %s", r->candidate, item->question);
        put_point(s, item->verdict.is_right, buf_str(&words));
        if (item->verdict.is_right)
            continue;
        buf_clear(&words);
        scores_item_words(&words, s, item);
        put_reason(s, buf_str(&words));
    }
    buf_release(&words);
}

static void put_rejected(struct scores_state *s, const struct result *r)
{
    struct buf *out = &s->page->out, words = {0};
    scores_rejected_name(&words, r);
    put_point(s, false, buf_str(&words));
    buf_text(out, "  ---\n"
                  "  message: \"this sheet was rejected\"\n"
                  "  problems:\n");
    for (size_t i = 0; i < r->problem_count; i++) {
        buf_clear(&words);
        scores_problem_words(&words, &r->problems[i]);
        put_member(out, "    - ", buf_str(&words));
    }
    buf_text(out, "  ...\n");
    buf_release(&words);
}

void scores_tap_begin(struct scores_state *s)
{
    buf_text(&s->page->out, "TAP version 14\n");
}

void scores_tap_result(struct scores_state *s, const struct result *r)
{
    if (r->status == RESULT_REJECTED)
        put_rejected(s, r);
    else if (s->head->per_question)
        put_questions(s, r);
    else
        put_graded(s, r);
}

void scores_tap_end(struct scores_state *s)
{
    buf_printf(&s->page->out, "1..%" PRIu64 "\n", s->suite.tests);
}
