/*
 * report_findings_sarif.c - findings as SARIF 2.1.0 (OASIS), which code hosts and editors
 * read.
 *
 * One run for all banks. Columns count code points, and columnKind says so. Each rule of
 * lint.h has its row with help; a rule of the format is named only. Text from a bank can
 * stand in a message, where "[words](target)" would be a link: a space keeps the two
 * apart (SARIF 3.11.6; there is no escape for it in 2.1.0).
 */
#include <stdlib.h>
#include <string.h>

#include "quizctl/json_write.h"
#include "quizctl/lint.h"
#include "report_findings.h"

/* The rules that are named: those of lint.h when they ran, then others as they come. */
struct rules {
    const char **name;
    size_t count, cap;
};

static size_t rule_place(struct rules *r, const char *name)
{
    size_t i = 0;
    while (i < r->count && strcmp(r->name[i], name) != 0)
        i++;
    if (i == r->count) {
        MEM_ROOM(r->name, r->count, r->cap);
        r->name[r->count++] = name;
    }
    return i;
}

static struct rules rules_make(const struct findings *f)
{
    struct rules r = {0};
    for (const struct lint_rule *l = lint_table; f->is_strict && l->name != NULL; l++)
        rule_place(&r, l->name);
    for (size_t b = 0; b < f->bank_count; b++)
        for (size_t i = 0; i < f->banks[b].count; i++)
            rule_place(&r, f->banks[b].found[i].rule);
    return r;
}

static void put_message(struct json_writer *w, const char *key, const char *text)
{
    struct buf plain = {0};
    for (const char *c = text; *c != '\0'; c++) {
        buf_char(&plain, *c);
        if (c[0] == ']' && c[1] == '(')
            buf_char(&plain, ' ');
    }
    json_put_key(w, key);
    json_open(w, '{');
    json_member_string(w, "text", buf_str(&plain));
    json_close(w, '}');
    buf_release(&plain);
}

static void put_sentence(struct json_writer *w, const char *key, const char *words)
{
    struct buf text = {0};
    buf_printf(&text, "%s.", words);
    if (*words >= 'a' && *words <= 'z')
        text.bytes[0] = (char)(*words - 'a' + 'A');
    put_message(w, key, buf_str(&text));
    buf_release(&text);
}

static void put_rule(struct json_writer *w, const char *name)
{
    const struct lint_rule *l = lint_find(name);
    json_open(w, '{');
    json_member_string(w, "id", name);
    if (l != NULL) {
        put_sentence(w, "shortDescription", l->summary);
        put_sentence(w, "help", l->mend);
        json_put_key(w, "defaultConfiguration");
        json_open(w, '{');
        json_member_string(w, "level", findings_level(DIAG_WARNING));
        json_close(w, '}');
    } else {
        put_sentence(w, "shortDescription", "the bank breaks a rule of its format");
        put_sentence(w, "help", "FORMAT.md says what a bank holds");
    }
    json_close(w, '}');
}

static void put_tool(struct json_writer *w, const struct findings *f,
                     const struct rules *r)
{
    json_put_key(w, "tool");
    json_open(w, '{');
    json_put_key(w, "driver");
    json_open(w, '{');
    json_member_string(w, "name", "quizctl");
    json_member_string(w, "version", f->version);
    json_member_string(w, "semanticVersion", f->version);
    json_put_key(w, "rules");
    json_open(w, '[');
    for (size_t i = 0; i < r->count; i++)
        put_rule(w, r->name[i]);
    json_close(w, ']');
    json_close(w, '}');
    json_close(w, '}');
}

/* PATH as a relative reference or a file URL (RFC 3986): other bytes become %XX. */
static void uri_of(struct buf *out, const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                "0123456789-._~/";
    if (*path == '/')
        buf_text(out, "file://");
    for (; *path != '\0'; path++) {
        if (strchr(plain, *path) != NULL)
            buf_char(out, *path);
        else
            buf_printf(out, "%%%02X", (unsigned char)*path);
    }
}

static void put_location(struct json_writer *w, const struct place *at)
{
    struct buf uri = {0};
    uri_of(&uri, at->path);
    json_put_key(w, "locations");
    json_open(w, '[');
    json_open(w, '{');
    json_put_key(w, "physicalLocation");
    json_open(w, '{');
    json_put_key(w, "artifactLocation");
    json_open(w, '{');
    json_member_string(w, "uri", buf_str(&uri));
    json_close(w, '}');
    json_put_key(w, "region"); /* code hosts want one: line 1 for a file as a whole */
    json_open(w, '{');
    json_member_int(w, "startLine", at->line > 0 ? at->line : 1);
    if (at->line > 0 && at->col > 0)
        json_member_int(w, "startColumn", at->col);
    json_close(w, '}');
    json_close(w, '}');
    json_close(w, '}');
    json_close(w, ']');
    buf_release(&uri);
}

static void put_result(struct json_writer *w, struct rules *r, const struct finding *f)
{
    int indent = w->indent;
    json_open(w, '{');
    w->indent = 0;
    json_member_string(w, "ruleId", f->rule);
    json_member_int(w, "ruleIndex", (int64_t)rule_place(r, f->rule));
    json_member_string(w, "level", findings_level(f->level));
    put_message(w, "message", f->what);
    put_location(w, &f->at);
    json_close(w, '}');
    w->indent = indent;
}

/* Did it run, and if not over every bank, why. */
static void put_invocation(struct json_writer *w, const struct findings *f)
{
    bool is_done = true;
    for (size_t b = 0; b < f->bank_count; b++)
        is_done &= !f->banks[b].is_unread;
    json_put_key(w, "invocations");
    json_open(w, '[');
    json_open(w, '{');
    json_member_bool(w, "executionSuccessful", is_done);
    json_put_key(w, "toolExecutionNotifications");
    json_open(w, '[');
    for (size_t b = 0; b < f->bank_count; b++) {
        if (!f->banks[b].is_unread)
            continue;
        json_open(w, '{');
        json_member_string(w, "level", "error");
        put_message(w, "message", f->banks[b].why.what);
        put_location(w, &(struct place){f->banks[b].path, 0, 0});
        json_close(w, '}');
    }
    json_close(w, ']');
    json_close(w, '}');
    json_close(w, ']');
}

void findings_write_sarif(const struct findings *f, struct page *p)
{
    struct json_writer w = {.out = &p->out, .indent = 2};
    struct rules rules = rules_make(f);
    json_open(&w, '{');
    json_member_string(&w, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json_member_string(&w, "version", "2.1.0");
    json_put_key(&w, "runs");
    json_open(&w, '[');
    json_open(&w, '{');
    put_tool(&w, f, &rules);
    put_invocation(&w, f);
    json_member_string(&w, "columnKind", "unicodeCodePoints");
    json_put_key(&w, "results");
    json_open(&w, '[');
    for (size_t b = 0; b < f->bank_count; b++)
        for (size_t i = 0; i < f->banks[b].count; i++)
            put_result(&w, &rules, &f->banks[b].found[i]);
    json_close(&w, ']');
    json_close(&w, '}');
    json_close(&w, ']');
    json_close(&w, '}');
    buf_char(&p->out, '\n');
    free(rules.name);
}
