/*
 * report_findings_json.c - findings for programs: quizctl.findings/1. The fields are
 * described in questions/schema/findings.schema.json.
 */
#include "quizctl/json_write.h"
#include "report_findings.h"

/* Lines and columns count from 1; 0 says that there is none. */
static void put_position(struct json_writer *w, const char *key, uint32_t n)
{
    json_put_key(w, key);
    if (n == 0)
        json_put_null(w);
    else
        json_put_int(w, n);
}

/* On one line: a person can read and compare the document too. */
static void put_finding(struct json_writer *w, const struct finding *f)
{
    int indent = w->indent;
    json_open(w, '{');
    w->indent = 0;
    json_member_string(w, "path", f->at.path);
    put_position(w, "line", f->at.line);
    put_position(w, "col", f->at.col);
    json_member_string(w, "level", findings_level(f->level));
    json_member_string(w, "rule", f->rule);
    json_member_string(w, "message", f->what);
    json_close(w, '}');
    w->indent = indent;
}

static void put_bank(struct json_writer *w, const struct checked *c)
{
    bool is_whole = !c->is_unread && c->sink.errors == 0;
    json_open(w, '{');
    json_member_string(w, "path", c->path);
    json_member_string(w, "unread", c->is_unread ? c->why.what : NULL);
    json_put_key(w, "questions");
    if (is_whole)
        json_put_int(w, (int64_t)c->questions);
    else
        json_put_null(w);
    json_member_int(w, "errors", (int64_t)c->sink.errors);
    json_member_int(w, "warnings", (int64_t)c->sink.warnings);
    json_put_key(w, "findings");
    json_open(w, '[');
    for (size_t i = 0; i < c->count; i++)
        put_finding(w, &c->found[i]);
    json_close(w, ']');
    json_close(w, '}');
}

void findings_write_json(const struct findings *f, struct page *p)
{
    struct json_writer w = {.out = &p->out, .indent = 2};
    json_open(&w, '{');
    json_member_string(&w, "format", "quizctl.findings/1");
    json_put_key(&w, "tool");
    json_open(&w, '{');
    json_member_string(&w, "name", "quizctl");
    json_member_string(&w, "version", f->version);
    json_close(&w, '}');
    json_member_bool(&w, "strict", f->is_strict);
    json_put_key(&w, "banks");
    json_open(&w, '[');
    for (size_t i = 0; i < f->bank_count; i++)
        put_bank(&w, &f->banks[i]);
    json_close(&w, ']');
    json_close(&w, '}');
    buf_char(&p->out, '\n');
}
