/*
 * cmd_list.c - `quizctl list`: what is in a bank, one line a question or a topic.
 *
 * The questions come in the bank's order, topics by name. On a pipe no line is wrapped,
 * for grep and wc. What a question says: cmd_show.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

static const struct question *listed_at(const struct listed *l, size_t i)
{
    return &l->bank->questions[l->places[i]];
}

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
        put_question(&w, listed_at(l, i));
    json_close(&w, ']');
    json_close(&w, '}');
    buf_char(out, '\n');
}

static bool has_domains(const struct listed *l)
{
    for (size_t i = 0; i < l->count; i++)
        if (*listed_at(l, i)->domain != '\0')
            return true;
    return false;
}

static void as_text(struct page *p, const struct listed *l)
{
    bool with_domain = has_domains(l);
    struct page_table rows = {.page = p, .align = "llll", .columns = 3 + with_domain};
    for (size_t i = 0; i < l->count; i++) {
        const struct question *q = listed_at(l, i);
        page_table_cell(&rows, q->id);
        if (with_domain)
            page_table_cell(&rows, q->domain);
        page_table_cell(&rows, difficulty_name(q->difficulty));
        page_table_cell(&rows, q->title);
    }
    page_table_finish(&rows);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Each topic with the number of its questions. */
static void topics_as_text(struct page *p, const struct listed *l)
{
    struct page_table rows = {.page = p, .align = "lr", .columns = 2};
    const char **topics = NULL;
    size_t count = 0, cap = 0;
    for (size_t i = 0; i < l->count; i++) {
        const struct text_list *own = &listed_at(l, i)->topics;
        for (size_t k = 0; k < own->count; k++) {
            MEM_ROOM(topics, count, cap);
            topics[count++] = own->text[k];
        }
    }
    if (count > 0)
        qsort(topics, count, sizeof *topics, by_name);
    for (size_t i = 0, next; i < count; i = next) {
        char number[24];
        for (next = i + 1; next < count && strcmp(topics[next], topics[i]) == 0; next++)
            ;
        snprintf(number, sizeof number, "%zu", next - i);
        page_table_cell(&rows, topics[i]);
        page_table_cell(&rows, number);
    }
    page_table_finish(&rows);
    free(topics);
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

    bool wants_topics = opts_has(&call->opts, OPT_TOPICS);

    if (wants_topics && wants_json(call)) {
        err_set(err, ERR_USAGE, "",
                "--topics is text; with --format json each question has its topics");
        goto done;
    }
    if (load_bank(&bank, call, err) != 0)
        goto done;
    if (session_filter_apply(&bank, &filter, &l.places, &l.count, err) != 0)
        goto done;
    if (!term_looks(STDOUT_FILENO, call->color).is_terminal)
        p.columns = 0;
    if (wants_json(call))
        as_json(&p.out, &l);
    else if (wants_topics)
        topics_as_text(&p, &l);
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
    {.id = OPT_TOPICS,
      .name = "topics",
      .help = "list topics, with how many questions have each"},
    {
      .id = OPT_FORMAT,
      .name = "format",
      .arg = "FORMAT",
      .help = "text (default) or json",
      .value = text_or_json_value,
      },
    {0                                        },
};

static const struct cmd_example examples[] = {
    {"quizctl list",          "every question of the built-in bank"},
    {"quizctl list --topic fsx-lustre --difficulty hard",                       "only some of them"},
    {"quizctl list --topics","what --topic can be"},
    {"quizctl list --format json", "the same for a program"},
    {0                      },
};

const struct cmd cmd_list = {
    .name = "list",
    .args = "[OPTION...]",
    .summary = "list the questions of a bank",
    .details =
        "Each line is the id of a question, its domain, its difficulty and its title.",
    .options = options,
    .examples = examples,
    .see_also = "quizctl help show",
    .run = run,
};
