/*
 * cmd_list.c - `quizctl list`: what is in a bank, one line a question.
 *
 * The questions come in the bank's order. What a question says: cmd_show.c.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "filter_opts.h"
#include "load_bank.h"
#include "quizctl/format.h"
#include "quizctl/json_write.h"
#include "quizctl/session.h"

static void put_texts(struct json_writer *w, const char *key, const struct text_list *t)
{
    json_put_key(w, key);
    json_open(w, '[');
    for (size_t i = 0; i < t->count; i++)
        json_put_string(w, t->text[i]);
    json_close(w, ']');
}

static void put_question(struct json_writer *w, const struct question *q)
{
    json_open(w, '{');
    json_member_string(w, "id", q->id);
    json_member_string(w, "title", q->title);
    json_member_string(w, "domain", q->domain);
    json_member_string(w, "skill", q->skill);
    put_texts(w, "topics", &q->topics);
    json_member_string(w, "difficulty", difficulty_name(q->difficulty));
    json_member_string(w, "type", question_kind_name(q->kind));
    json_member_int(w, "select", (int64_t)q->select);
    json_close(w, '}');
}

/* The questions of a bank that were asked for. */
struct listed {
    const struct bank *bank;
    uint32_t *places;
    size_t count;
};

static void as_json(struct buf *out, const struct listed *l)
{
    struct json_writer w = {.out = out, .indent = 2};
    char digest[DIGEST_HEX];
    format_digest(l->bank, digest);

    json_open(&w, '{');
    json_member_string(&w, "format", "quizctl.list/1");
    json_put_key(&w, "bank");
    json_open(&w, '{');
    json_member_string(&w, "id", l->bank->id);
    json_member_string(&w, "title", l->bank->title);
    json_member_string(&w, "digest", digest);
    json_close(&w, '}');
    json_put_key(&w, "questions");
    json_open(&w, '[');
    for (size_t i = 0; i < l->count; i++)
        put_question(&w, &l->bank->questions[l->places[i]]);
    json_close(&w, ']');
    json_close(&w, '}');
    buf_char(out, '\n');
}

static void as_text(struct page *p, const struct listed *l)
{
    struct page_table rows = {.page = p, .align = "lll", .columns = 3};
    for (size_t i = 0; i < l->count; i++) {
        const struct question *q = &l->bank->questions[l->places[i]];
        page_table_cell(&rows, q->id);
        page_table_cell(&rows, difficulty_name(q->difficulty));
        page_table_cell(&rows, q->title);
    }
    page_table_finish(&rows);
}

static bool wants_json(const struct call *call)
{
    const char *format = opts_value(&call->opts, OPT_FORMAT);
    return format != NULL && strcmp(format, "json") == 0;
}

static int run(const struct call *call, struct err *err)
{
    struct bank bank = {0};
    struct listed l = {.bank = &bank};
    struct arena arena = {0};
    struct page p = cmd_page(call);
    const struct session_filter filter = filter_opts(&call->opts, &arena);
    int rc = -1;

    if (load_bank(&bank, call, err) != 0)
        goto done;
    if (session_filter_apply(&bank, &filter, &l.places, &l.count, err) != 0)
        goto done;
    if (wants_json(call))
        as_json(&p.out, &l);
    else
        as_text(&p, &l);
    rc = cmd_put(call, &p.out, err);
done:
    page_release(&p);
    free(l.places);
    bank_release(&bank);
    arena_release(&arena);
    return rc;
}

static const struct opt options[] = {
    OPT_ROW_BANK,
    FILTER_OPT_ROWS,
    {
      .id = OPT_FORMAT,
      .name = "format",
      .arg = "FORMAT",
      .help = "text (default) or json",
      .value = text_or_json_value,
      },
    {0 },
};

static const struct cmd_example examples[] = {
    {"quizctl list",               "every question of the built-in bank"},
    {"quizctl list --topic fsx-lustre --difficulty hard",                            "only some of them"},
    {"quizctl list --format json","the same for a program"},
    {0},
};

const struct cmd cmd_list = {
    .name = "list",
    .args = "[OPTION...]",
    .summary = "list the questions of a bank",
    .details = "Each line is the id of a question, its difficulty and its title.",
    .options = options,
    .examples = examples,
    .see_also = "quizctl help show",
    .run = run,
};
