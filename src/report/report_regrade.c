/*
 * report_regrade.c - who changes marks under a new bank: what both ways share, and text.
 *
 *   CHANGED   q3
 *   UP         75.00 % ->  83.33 %     9 of 12 -> 10 of 12    passes now   ada
 *
 *   30 sheets: 28 graded, 2 rejected. 4 change: 3 up, 1 down. ...
 *
 * A line begins with our word and ends with the name, as in report_scores_text.c. The key
 * is told only where the head says so: candidates read logs.
 */
#include "report_regrade.h"

#include <inttypes.h>
#include <string.h>

const struct regrade_format regrade_formats[] = {
    {"text",              regrade_text_begin, regrade_text_sheet, regrade_text_end},
    {"json", regrade_json_begin, regrade_json_sheet, regrade_json_end},
    {0                  },
};

const struct regrade_format *regrade_format_find(const char *name)
{
    for (const struct regrade_format *f = regrade_formats; f->name != NULL; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}

bool regrade_passed(const struct regrade_state *s, const struct tally *t)
{
    return pass_reached(&s->head->pass, t);
}

bool regrade_count(struct regrade_state *s, const struct regraded *r)
{
    struct regrade_totals *t = &s->totals;
    bool passed = regrade_passed(s, &r->before), passes = regrade_passed(s, &r->after);
    int direction = regrade_direction(&r->before, &r->after);
    t->better += direction > 0;
    t->worse += direction < 0;
    t->now_pass += passes && !passed;
    t->now_fail += passed && !passes;
    bool is_changed = direction != 0 || r->before.points != r->after.points;
    t->changed += is_changed;
    return is_changed;
}

/* --- text --- */

enum { WORD_COLUMNS = 9 };

static void put_word(struct page *p, enum page_style style, const char *word)
{
    page_part(p, style, word);
    buf_fill(&p->out, ' ', WORD_COLUMNS - strlen(word));
}

static void put_keys(struct page *p, const struct regrade_question *q)
{
    struct buf keys = {0};
    buf_text(&keys, ": ");
    answer_ids(&keys, q->old, answer_key(q->old), " ");
    buf_text(&keys, " -> ");
    answer_ids(&keys, q->new, answer_key(q->new), " ");
    page_part(p, PAGE_PLAIN, keys.bytes);
    buf_release(&keys);
}

void regrade_text_begin(struct regrade_state *s)
{
    static const char *const words[] = {
        [REGRADE_KEY] = "CHANGED", [REGRADE_DROPPED] = "DROPPED"};
    const struct regrade *g = s->head->regrade;
    struct page *p = s->page;
    for (size_t i = 0; i < g->old->question_count; i++) {
        const struct regrade_question *q = &g->questions[i];
        if (q->change == REGRADE_SAME)
            continue;
        put_word(p, PAGE_WARN, words[q->change]);
        page_part(p, PAGE_PLAIN, q->old->id);
        if (q->change == REGRADE_KEY && s->head->show_key)
            put_keys(p, q);
        buf_char(&p->out, '\n');
    }
    for (size_t i = 0; i < g->added_count; i++) {
        put_word(p, PAGE_WARN, "NEW");
        page_part(p, PAGE_PLAIN, g->added[i]->id);
        buf_text(&p->out, ", which nobody was asked: it does not count\n");
    }
    if (p->out.len > 0)
        buf_char(&p->out, '\n');
}

static void put_percent(struct buf *out, const struct tally *t)
{
    int32_t percent = tally_percent(t);
    buf_printf(out, "%3" PRId32 ".%02" PRId32 " %%", percent / 100, percent % 100);
}

static void put_marks(struct buf *out, const struct tally *t)
{
    buf_decimal(out, t->points, 3);
    buf_text(out, " of ");
    buf_decimal(out, t->possible, 3);
}

void regrade_text_sheet(struct regrade_state *s, const struct regraded *r)
{
    struct page *p = s->page;
    bool passed = regrade_passed(s, &r->before), passes = regrade_passed(s, &r->after);
    int direction = regrade_direction(&r->before, &r->after);
    if (direction == 0)
        put_word(p, PAGE_PLAIN, "SAME");
    else
        put_word(p, direction > 0 ? PAGE_GOOD : PAGE_BAD, direction > 0 ? "UP" : "DOWN");
    put_percent(&p->out, &r->before);
    buf_text(&p->out, " -> ");
    put_percent(&p->out, &r->after);
    buf_text(&p->out, "  ");
    put_marks(&p->out, &r->before);
    buf_text(&p->out, " -> ");
    put_marks(&p->out, &r->after);
    if (passed != passes) {
        buf_text(&p->out, "  ");
        page_part(p, passes ? PAGE_GOOD : PAGE_BAD, passes ? "passes now" : "fails now");
    }
    buf_text(&p->out, "  ");
    page_part(p, PAGE_PLAIN, r->candidate);
    buf_char(&p->out, '\n');
}

void regrade_text_end(struct regrade_state *s)
{
    const struct regrade_totals *t = &s->totals;
    struct buf text = {0};
    buf_printf(&text, "%" PRIu64 " sheet%s: %" PRIu64 " graded", t->given,
               t->given == 1 ? "" : "s", t->graded);
    if (t->rejected > 0)
        buf_printf(&text, ", %" PRIu64 " rejected (not in the figures)", t->rejected);
    buf_printf(&text, ". %" PRIu64 " changed: %" PRIu64 " up, %" PRIu64 " down.",
               t->changed, t->better, t->worse);
    if (s->head->pass.kind != PASS_NONE)
        buf_printf(&text, " %" PRIu64 " now pass%s, %" PRIu64 " now fail%s.", t->now_pass,
                   t->now_pass == 1 ? "es" : "", t->now_fail,
                   t->now_fail == 1 ? "s" : "");
    if (t->changed > 0)
        buf_char(&s->page->out, '\n');
    page_words(s->page, PAGE_PLAIN, "", 0, text.bytes);
    buf_release(&text);
}
