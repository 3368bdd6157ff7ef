/*
 * report_regrade_json.c - a regrade for a program: quizctl.regrade/1, described in
 * questions/schema/regrade.schema.json.
 */
#include "quizctl/json_write.h"
#include "report_regrade.h"

enum { INDENT = 2, MARK_PLACES = 3, PERCENT_PLACES = 2 };

static void put_bank(struct json_writer *w, const char *key, const struct bank *bank,
                     const char *digest)
{
    json_put_key(w, key);
    json_open(w, '{');
    json_member_string(w, "id", bank->id);
    json_member_string(w, "title", bank->title);
    json_member_string(w, "digest", digest);
    json_close(w, '}');
}

static void put_key_of(struct json_writer *w, const char *key, const struct question *q)
{
    struct buf ids = {0};
    answer_ids(&ids, q, answer_key(q), " ");
    json_member_string(w, key, ids.bytes);
    buf_release(&ids);
}

static void put_question(struct regrade_state *s, const char *id, const char *change,
                         const struct regrade_question *q)
{
    struct json_writer *w = &s->json;
    json_open(w, '{');
    w->indent = 0;
    json_member_string(w, "question", id);
    json_member_string(w, "change", change);
    if (s->head->show_key && q != NULL && q->new != NULL) {
        put_key_of(w, "old_key", q->old);
        put_key_of(w, "new_key", q->new);
    }
    json_close(w, '}');
    w->indent = INDENT;
}

static void put_questions(struct regrade_state *s)
{
    const struct regrade *g = s->head->regrade;
    json_put_key(&s->json, "questions");
    json_open(&s->json, '[');
    for (size_t i = 0; i < g->old->question_count; i++) {
        const struct regrade_question *q = &g->questions[i];
        if (q->change != REGRADE_SAME)
            put_question(s, q->old->id, q->change == REGRADE_KEY ? "key" : "dropped", q);
    }
    for (size_t i = 0; i < g->added_count; i++)
        put_question(s, g->added[i]->id, "new", NULL);
    json_close(&s->json, ']');
}

static void put_pass(struct json_writer *w, const struct pass_mark *pass)
{
    json_put_key(w, "pass");
    if (pass->kind == PASS_NONE) {
        json_put_null(w);
        return;
    }
    json_open(w, '{');
    json_member_decimal(w, pass->kind == PASS_PERCENT ? "percent" : "marks", pass->value,
                        MARK_PLACES);
    json_close(w, '}');
}

void regrade_json_begin(struct regrade_state *s)
{
    struct json_writer *w = &s->json;
    const struct regrade_head *head = s->head;
    *w = (struct json_writer){.out = &s->page->out, .indent = INDENT};
    json_open(w, '{');
    json_member_string(w, "format", "quizctl.regrade/1");
    put_bank(w, "old", head->regrade->old, head->old_digest);
    put_bank(w, "new", head->regrade->new, head->new_digest);
    json_member_string(w, "policy", policy_name(head->regrade->policy));
    put_pass(w, &head->pass);
    put_questions(s);
    json_put_key(w, "candidates");
    json_open(w, '[');
}

static void put_tally(struct regrade_state *s, const char *key, const struct tally *t)
{
    struct json_writer *w = &s->json;
    json_put_key(w, key);
    json_open(w, '{');
    json_member_decimal(w, "points", t->points, MARK_PLACES);
    json_member_decimal(w, "possible", t->possible, MARK_PLACES);
    json_member_decimal(w, "percent", tally_percent(t), PERCENT_PLACES);
    json_put_key(w, "passed");
    if (s->head->pass.kind == PASS_NONE)
        json_put_null(w);
    else
        json_put_bool(w, regrade_passed(s, t));
    json_close(w, '}');
}

void regrade_json_sheet(struct regrade_state *s, const struct regraded *r)
{
    struct json_writer *w = &s->json;
    json_open(w, '{');
    w->indent = 0;
    json_member_string(w, "candidate", r->candidate);
    json_member_string(w, "file", r->at.path);
    json_member_int(w, "line", r->at.line);
    put_tally(s, "before", &r->before);
    put_tally(s, "after", &r->after);
    json_close(w, '}');
    w->indent = INDENT;
}

void regrade_json_end(struct regrade_state *s)
{
    struct json_writer *w = &s->json;
    const struct regrade_totals *t = &s->totals;
    const struct {
        const char *name;
        uint64_t count;
    } row[] = {
        {"given",    t->given   },
        {"graded",   t->graded  },
        {"rejected", t->rejected},
        {"changed",  t->changed },
        {"better",   t->better  },
        {"worse",    t->worse   },
        {"now_pass", t->now_pass},
        {"now_fail", t->now_fail},
    };
    json_close(w, ']');
    json_put_key(w, "totals");
    json_open(w, '{');
    for (size_t i = 0; i < COUNT(row); i++)
        json_member_int(w, row[i].name, (int64_t)row[i].count);
    json_close(w, '}');
    json_close(w, '}');
    buf_char(w->out, '\n');
}
