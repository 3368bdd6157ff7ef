/*
 * cmd_history.c - `quizctl history`: the list of attempts; and forget one of them.
 *
 * In:   the store.
 * Out:  a line for each attempt, oldest first, as text or JSON; with --delete, one less.
 *
 * What was answered in them is `quizctl export`'s.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cmd.h"
#include "quizctl/json_write.h"
#include "quizctl/stamp.h"
#include "quizctl/store.h"

enum { MOST_ATTEMPTS = 1000000000 };

/* --- the list --- */

static const char *state_of(const struct store_line *l)
{
    return l->finished_ms != 0 ? "finished" : l->is_given_up ? "given up" : "left";
}

/* How many were right, where somebody has judged. */
static void put_right(struct buf *text, const struct store_line *l)
{
    if (l->scored > 0)
        buf_printf(text, "%zu", l->right);
    else
        buf_char(text, '-');
}

static void cell(struct page_table *rows, struct buf *text)
{
    page_table_cell(rows, buf_str(text));
    buf_clear(text);
}

static void put_row(struct page_table *rows, const struct store_line *l)
{
    char when[STAMP_LOCAL];
    struct buf text = {0};
    stamp_local(when, l->started_ms);
    buf_printf(&text, "%" PRId64, l->id);
    cell(rows, &text);
    page_table_cell(rows, when);
    page_table_cell(rows, l->mode);
    buf_printf(&text, "%zu of %zu", l->answered, l->asked);
    cell(rows, &text);
    put_right(&text, l);
    cell(rows, &text);
    page_table_cell(rows, state_of(l));
    page_table_cell(rows, l->bank_id);
    buf_release(&text);
}

/* The same in a few lines, where a row is too wide. */
static void put_lines(struct page *p, const struct store_line *l)
{
    char when[STAMP_LOCAL];
    struct buf text = {0};
    stamp_local(when, l->started_ms);
    buf_printf(&text, "%" PRId64 "  %s, %s", l->id, when, l->mode);
    page_words(p, PAGE_PLAIN, "", 3, buf_str(&text));
    buf_clear(&text);
    buf_printf(&text, "%zu of %zu answered, ", l->answered, l->asked);
    put_right(&text, l);
    buf_printf(&text, " right, %s; %s", state_of(l), l->bank_id);
    page_words(p, PAGE_PLAIN, "   ", 3, buf_str(&text));
    buf_release(&text);
}

static void as_text(struct page *p, const struct store_list *list)
{
    static const char *const head[] = {"no.",   "begun", "mode", "answered",
                                       "right", "state", "bank"};
    struct page_table rows = {.page = p, .align = "rllrrll", .columns = COUNT(head)};
    if (list->count == 0) {
        page_words(p, PAGE_PLAIN, "", 0, "Nothing is recorded yet.");
        return;
    }
    for (size_t i = 0; i < COUNT(head); i++)
        page_table_cell(&rows, head[i]);
    for (size_t i = 0; i < list->count; i++)
        put_row(&rows, &list->lines[i]);
    if (p->columns == 0 || page_table_width(&rows) <= p->columns) {
        page_table_finish(&rows);
        return;
    }
    page_table_drop(&rows);
    for (size_t i = 0; i < list->count; i++)
        put_lines(p, &list->lines[i]);
}

static void put_time(struct json_writer *w, const char *key, int64_t at_ms)
{
    char text[STAMP_TEXT];
    stamp_text(text, at_ms);
    json_member_string(w, key, at_ms != 0 ? text : NULL);
}

static void put_line(struct json_writer *w, const struct store_line *l)
{
    json_open(w, '{');
    json_member_int(w, "attempt", l->id);
    json_member_string(w, "mode", l->mode);
    json_put_key(w, "bank");
    json_open(w, '{');
    json_member_string(w, "id", l->bank_id);
    json_member_string(w, "title", l->bank_title);
    json_close(w, '}');
    json_member_string(w, "conditions", l->conditions);
    put_time(w, "started", l->started_ms);
    put_time(w, "finished", l->finished_ms);
    json_member_string(w, "state", state_of(l));
    json_member_int(w, "asked", (int64_t)l->asked);
    json_member_int(w, "answered", (int64_t)l->answered);
    json_member_int(w, "scored", (int64_t)l->scored);
    json_member_int(w, "right", (int64_t)l->right);
    json_close(w, '}');
}

static void as_json(struct buf *out, const struct store_list *list)
{
    struct json_writer w = {.out = out, .indent = 2};
    json_open(&w, '{');
    json_member_string(&w, "format", "quizctl.history/1");
    json_put_key(&w, "attempts");
    json_open(&w, '[');
    for (size_t i = 0; i < list->count; i++)
        put_line(&w, &list->lines[i]);
    json_close(&w, ']');
    json_close(&w, '}');
    buf_char(out, '\n');
}

static int put_list(const struct call *call, const struct store_list *list,
                    struct err *err)
{
    const char *format = opts_value(&call->opts, OPT_FORMAT);
    struct page p = cmd_page(call);
    if (!term_looks(STDOUT_FILENO, call->color).is_terminal)
        p.columns = 0; /* one line an attempt, for other programs */
    if (format != NULL && strcmp(format, "json") == 0)
        as_json(&p.out, list);
    else
        as_text(&p, list);
    int rc = cmd_put(call, &p.out, err);
    page_release(&p);
    return rc;
}

/* --- forget --- */

/* "Attempt 3: practice of 2026-11-23 09:00, bank colors, 2 of 3 answered." */
static void describe(struct buf *text, const struct store_line *l)
{
    char when[STAMP_LOCAL];
    stamp_local(when, l->started_ms);
    buf_printf(text, "Attempt %" PRId64 ": %s of %s, bank %s, %zu of %zu answered.",
               l->id, l->mode, when, l->bank_id, l->answered, l->asked);
}

static int say(struct term *t, const char *text, struct err *err)
{
    struct term_looks looks = term_now(t);
    struct page p = {.columns = looks.columns, .has_utf8 = looks.has_utf8};
    page_words(&p, PAGE_PLAIN, "", 0, text);
    int rc = term_write(t, p.out.bytes, p.out.len, err);
    page_release(&p);
    return rc;
}

/* Ask on the terminal. 1: yes; 0: no; 128 + N when signal N came. */
static int ask(const struct call *call, const struct store_line *l, struct err *err)
{
    const struct term_plan plan = {.color = call->color};
    struct term *t = NULL;
    struct buf text = {0};
    int signal = 0;
    if (term_open(&t, &plan, err) != 0)
        return -1;
    describe(&text, l);
    buf_text(&text, " It goes out of export, progress and schedule, for good.");
    int rc = say(t, buf_str(&text), err);
    if (rc == 0) {
        enum term_event event = term_read(t, "Delete it? (yes or no)> ", &text, &signal);
        bool is_yes = event == TERM_LINE && (strcasecmp(buf_str(&text), "yes") == 0 ||
                                             strcasecmp(buf_str(&text), "y") == 0);
        rc = signal != 0 ? 128 + signal : is_yes;
        if (rc == 0)
            rc = say(t, "Nothing is deleted.", err);
    }
    term_close(t);
    buf_release(&text);
    return rc;
}

static const struct store_line *find(const struct store_list *list, int64_t id)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->lines[i].id == id)
            return &list->lines[i];
    return NULL;
}

static int say_deleted(const struct call *call, const struct store_line *l,
                       struct err *err)
{
    struct page p = cmd_page(call);
    struct buf text = {0};
    if (opts_has(&call->opts, OPT_YES)) { /* else that was said when it was asked */
        describe(&text, l);
        buf_text(&text, " It is deleted.");
    } else {
        buf_printf(&text, "Attempt %" PRId64 " is deleted.", l->id);
    }
    page_words(&p, PAGE_PLAIN, "", 0, buf_str(&text));
    int rc = cmd_put(call, &p.out, err);
    buf_release(&text);
    page_release(&p);
    return rc;
}

static int forget(const struct call *call, struct store *store,
                  const struct store_list *list, int64_t id, struct err *err)
{
    const struct store_line *l = find(list, id);
    bool can_ask = term_looks(STDIN_FILENO, call->color).is_terminal &&
                   term_looks(STDOUT_FILENO, call->color).is_terminal;
    if (l == NULL)
        return err_set(err, ERR_USAGE, "",
                       "there is no attempt %" PRId64 "; 'quizctl history' has them all",
                       id);
    if (!opts_has(&call->opts, OPT_YES)) {
        if (!can_ask)
            return err_set(err, ERR_USAGE, "",
                           "--delete asks first, and there is no terminal to ask on; "
                           "add --yes");
        int said = ask(call, l, err);
        if (said != 1)
            return said;
    }
    if (store_delete(store, id, err) != 0)
        return -1;
    return say_deleted(call, l, err);
}

/* --- the command --- */

static int check_options(const struct opts *o, int64_t *deleted, struct err *err)
{
    if (opts_has(o, OPT_YES) && !opts_has(o, OPT_DELETE))
        return err_set(err, ERR_USAGE, "", "--yes is for --delete");
    if (opts_has(o, OPT_DELETE) && opts_has(o, OPT_FORMAT))
        return err_set(err, ERR_USAGE, "", "--format is for the list, not for --delete");
    return opts_number(o, OPT_DELETE, "delete", MOST_ATTEMPTS, deleted, err);
}

static int run(const struct call *call, struct err *err)
{
    struct store *store = NULL;
    struct store_list list = {0};
    struct buf path = {0};
    int64_t deleted = 0;
    int rc = -1;

    if (check_options(&call->opts, &deleted, err) != 0 || store_path(&path, err) != 0)
        goto done;
    if (store_open(&store, buf_str(&path), true, err) != 0)
        goto done;
    if (store != NULL && store_list(store, &list, err) != 0)
        goto done;
    rc = deleted != 0 ? forget(call, store, &list, deleted, err)
                      : put_list(call, &list, err);
done:
    if (store != NULL)
        store_close(store);
    store_list_release(&list);
    buf_release(&path);
    return rc;
}

static const struct opt options[] = {
    {
     .id = OPT_FORMAT,
     .name = "format",
     .arg = "FORMAT",
     .help = "text (default) or json",
     .value = text_or_json_value,
     },
    {
     .id = OPT_DELETE,
     .name = "delete",
     .arg = "ATTEMPT",
     .help = "forget this attempt and its answers; asks first",
     },
    {.id = OPT_YES, .name = "yes", .letter = 'y', .help = "with --delete: do not ask"},
    {0                                 },
};

static const struct cmd_example examples[] = {
    {"quizctl history",         "every attempt, the oldest first"},
    {"quizctl history --format json",                         "the same for a program"},
    {0},
};

const struct cmd cmd_history = {
    .name = "history",
    .args = "[OPTION...]",
    .summary = "list what was practised, or forget some of it",
    .details =
        "Each line is an attempt: its number, when it began, its mode, how many of its "
        "questions are answered, how many of those scored were right, and whether it is "
        "finished. One that was left can be gone on with; one that was given up was "
        "left, "
        "and a later one started over.\n\nWith --delete one of them is forgotten, with "
        "all its answers.",
    .options = options,
    .examples = examples,
    .see_also = "quizctl help practice, quizctl help export",
    .run = run,
};
