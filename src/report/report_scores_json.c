/*
 * report_scores_json.c - scores for programs: quizctl.scores/1 as one document, or JSON
 * Lines with one candidate each (report_scores_jsonl.c, where they are graded sheets).
 *
 * The fields are described in questions/schema/scores.schema.json, which the tests hold
 * against what is written here. The objects at the leaves (a question, a domain, a
 * problem) stand on one line each, so that a person can read and compare the document
 * too. JSON is the lossless way: names and paths stand in it as they were given.
 */
#include <string.h>

#include "quizctl/json_write.h"
#include "quizctl/stamp.h"
#include "report_scores.h"

enum { INDENT = 2, MARK_PLACES = 3, PERCENT_PLACES = 2 };

/* An object on one line; gives back the indent to go on with. */
static int open_line(struct json_writer *w)
{
    int indent = w->indent;
    json_open(w, '{');
    w->indent = 0;
    return indent;
}

static void close_line(struct json_writer *w, int indent)
{
    json_close(w, '}');
    w->indent = indent;
}

/* "s3 efs" as ["s3", "efs"]. */
static void put_ids(struct json_writer *w, const char *key, const char *ids)
{
    struct buf id = {0};
    json_put_key(w, key);
    json_open(w, '[');
    while (*ids != '\0') {
        size_t len = strcspn(ids, " ");
        buf_clear(&id);
        buf_add(&id, ids, len);
        json_put_string(w, id.bytes);
        ids += len + strspn(ids + len, " ");
    }
    json_close(w, ']');
    buf_release(&id);
}

/* Lines and columns count from 1; 0 says that there is none. */
static void put_position(struct json_writer *w, const char *key, uint32_t n)
{
    json_put_key(w, key);
    if (n == 0)
        json_put_null(w);
    else
        json_put_int(w, n);
}

static void put_points(struct json_writer *w, const struct tally *t)
{
    json_member_decimal(w, "points", t->points, MARK_PLACES);
    json_member_decimal(w, "possible", t->possible, MARK_PLACES);
    json_member_decimal(w, "percent", tally_percent(t), PERCENT_PLACES);
}

static void put_counts(struct json_writer *w, const struct tally *t)
{
    json_member_int(w, "right", (int64_t)t->right);
    json_member_int(w, "wrong", (int64_t)t->wrong);
    json_member_int(w, "blank", (int64_t)t->blank);
}

static void put_domains(struct json_writer *w, const struct result *r)
{
    json_put_key(w, "domains");
    json_open(w, '[');
    for (size_t i = 0; i < r->domain_count; i++) {
        int indent = open_line(w);
        json_member_string(w, "domain", r->domains[i].id);
        json_member_string(w, "title", r->domains[i].title);
        put_counts(w, &r->domains[i].tally);
        put_points(w, &r->domains[i].tally);
        close_line(w, indent);
    }
    json_close(w, ']');
}

static void put_stamp(struct json_writer *w, const char *key, int64_t at_ms)
{
    char text[STAMP_TEXT];
    stamp_text(text, at_ms);
    json_member_string(w, key, at_ms != 0 ? text : NULL);
}

/* How and when it was answered. */
static void put_asked(struct json_writer *w, const struct result_asked *asked)
{
    put_stamp(w, "at", asked->at_ms);
    json_put_key(w, "took_ms");
    if (asked->took_ms < 0)
        json_put_null(w);
    else
        json_put_int(w, asked->took_ms);
    const char *sure = confidence_name(asked->confidence);
    json_member_string(w, "confidence", *sure != '\0' ? sure : NULL);
    if (asked->is_unscored)
        json_member_bool(w, "scored", false);
    json_member_string(w, "digest", asked->digest);
}

static void put_questions(struct json_writer *w, const struct result *r, bool show_key)
{
    json_put_key(w, "questions");
    json_open(w, '[');
    for (size_t i = 0; i < r->item_count; i++) {
        const struct result_item *item = &r->items[i];
        int indent = open_line(w);
        json_member_string(w, "question", item->question);
        json_member_string(w, "domain", item->domain);
        put_ids(w, "given", item->given);
        json_member_bool(w, "right", item->verdict.is_right);
        json_member_decimal(w, "points", item->verdict.points, MARK_PLACES);
        json_member_decimal(w, "possible", MARK, MARK_PLACES);
        if (*item->missed != '\0')
            json_member_string(w, "missed", item->missed);
        if (show_key)
            put_ids(w, "key", item->key);
        if (item->asked != NULL)
            put_asked(w, item->asked);
        close_line(w, indent);
    }
    json_close(w, ']');
}

static void put_bank(struct json_writer *w, const char *id, const char *title,
                     const char *digest)
{
    json_put_key(w, "bank");
    if (id == NULL) {
        json_put_null(w);
        return;
    }
    json_open(w, '{');
    json_member_string(w, "id", id);
    json_member_string(w, "title", title);
    json_member_string(w, "digest", digest);
    json_close(w, '}');
}

static void put_attempt(struct json_writer *w, const struct result_attempt *a)
{
    json_put_key(w, "attempt");
    int indent = open_line(w);
    json_member_int(w, "id", a->id);
    json_member_string(w, "mode", a->mode);
    put_stamp(w, "started", a->started_ms);
    put_stamp(w, "finished", a->finished_ms);
    json_member_string(w, "seed", a->seed);
    if (*a->profile != '\0') {
        json_member_string(w, "profile", a->profile);
        json_member_int(w, "limit_ms", a->limit_ms);
        json_member_int(w, "spent_ms", a->spent_ms);
    }
    put_bank(w, a->bank_id, a->bank_title, a->bank_digest);
    close_line(w, indent);
}

static void put_problems(struct json_writer *w, const struct result *r)
{
    json_put_key(w, "problems");
    json_open(w, '[');
    for (size_t i = 0; i < r->problem_count; i++) {
        const struct diag *d = &r->problems[i];
        int indent = open_line(w);
        put_position(w, "line", d->at.line);
        put_position(w, "col", d->at.col);
        json_member_string(w, "rule", d->rule);
        json_member_string(w, "message", d->what);
        close_line(w, indent);
    }
    json_close(w, ']');
}

static void put_graded(struct scores_state *s, struct json_writer *w,
                       const struct result *r, bool is_document)
{
    put_points(w, &r->tally);
    json_put_key(w, "passed");
    if (scores_has_mark(s))
        json_put_bool(w, scores_passed(s, r));
    else
        json_put_null(w);
    put_counts(w, &r->tally);
    put_domains(w, r);
    if (is_document)
        put_questions(w, r, s->head->show_key);
    if (r->attempt != NULL)
        put_attempt(w, r->attempt);
}

static void put_result(struct scores_state *s, struct json_writer *w,
                       const struct result *r, bool is_document)
{
    bool is_graded = r->status == RESULT_GRADED;
    json_open(w, '{');
    json_member_string(w, "candidate", r->candidate);
    json_member_string(w, "status", is_graded ? "graded" : "rejected");
    if (r->at.path != NULL) { /* a sheet; an attempt was never in a file */
        json_member_string(w, "file", r->at.path);
        put_position(w, "line", r->at.line);
    }
    if (is_graded)
        put_graded(s, w, r, is_document);
    else
        put_problems(w, r);
    json_close(w, '}');
}

/* --- json --- */

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

void scores_json_begin(struct scores_state *s)
{
    struct json_writer *w = &s->json;
    const struct scores_head *head = s->head;
    *w = (struct json_writer){.out = &s->page->out, .indent = INDENT};

    json_open(w, '{');
    json_member_string(w, "format", "quizctl.scores/1");
    json_put_key(w, "tool");
    json_open(w, '{');
    json_member_string(w, "name", "quizctl");
    json_member_string(w, "version", head->version);
    json_close(w, '}');
    put_bank(w, head->bank_id, head->bank_title, head->bank_digest);
    json_member_string(w, "policy", head->policy);
    put_pass(w, &head->pass);
    json_put_key(w, "candidates");
    json_open(w, '[');
}

void scores_json_result(struct scores_state *s, const struct result *r)
{
    put_result(s, &s->json, r, true);
}

static void put_left_out(struct scores_state *s, struct json_writer *w)
{
    struct buf sentence = {0};
    json_put_key(w, "left_out");
    json_open(w, '[');
    for (size_t i = 0; scores_left_out(s, i, &sentence); i++) {
        json_put_string(w, sentence.bytes);
        buf_clear(&sentence);
    }
    json_close(w, ']');
    buf_release(&sentence);
}

/* A count of passed or failed; null when there is no mark to pass. */
static void put_verdicts(struct scores_state *s, struct json_writer *w, const char *key,
                         uint64_t count)
{
    json_put_key(w, key);
    if (scores_has_mark(s))
        json_put_int(w, (int64_t)count);
    else
        json_put_null(w);
}

void scores_json_end(struct scores_state *s)
{
    struct json_writer *w = &s->json;
    const struct result_totals *t = &s->totals;

    json_close(w, ']');
    json_put_key(w, "totals");
    json_open(w, '{');
    json_member_int(w, "given", (int64_t)t->given);
    json_member_int(w, "graded", (int64_t)t->graded);
    json_member_int(w, "rejected", (int64_t)t->rejected);
    put_verdicts(s, w, "passed", t->passed);
    put_verdicts(s, w, "failed", t->failed);
    put_left_out(s, w);
    put_points(w, &t->tally);
    json_close(w, '}');
    json_close(w, '}');
    buf_char(w->out, '\n');
}

void scores_json_line(struct scores_state *s, const struct result *r)
{
    struct json_writer w = {.out = &s->page->out};
    put_result(s, &w, r, false);
    buf_char(w.out, '\n');
}
