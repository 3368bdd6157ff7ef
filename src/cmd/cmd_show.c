/*
 * cmd_show.c - `quizctl show`: questions with their key and the whole explanation.
 *
 * How a question is set on a page: report/report_question.c.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "filter_opts.h"
#include "load_bank.h"
#include "quizctl/format.h"
#include "quizctl/report.h"
#include "quizctl/session.h"

/* The questions of a bank that were asked for. */
struct shown {
    const struct bank *bank;
    uint32_t *places;
    size_t count;
};

static void as_text(struct page *p, const struct shown *s)
{
    for (size_t i = 0; i < s->count; i++) {
        const struct question *q = &s->bank->questions[s->places[i]];
        if (i > 0)
            page_words(p, PAGE_QUIET, "", 0, "----");
        page_words(p, PAGE_QUIET, "", 0, q->id);
        report_stem(p, s->bank, q);
        report_options(p, q, NULL);
        report_explanation(p, s->bank, q, NULL, NULL);
    }
}

static void as_json(struct buf *out, const struct shown *s, bool is_array)
{
    if (is_array)
        buf_text(out, "[\n");
    for (size_t i = 0; i < s->count; i++) {
        if (i > 0)
            buf_text(out, ",\n");
        format_write_question(&s->bank->questions[s->places[i]], 2, out);
    }
    buf_text(out, is_array ? "\n]\n" : "\n");
}

static int check_wish(const struct call *call, struct err *err)
{
    bool has_ids = call->opts.operand_count > 0;
    bool has_all = opts_has(&call->opts, OPT_ALL);
    if (has_ids && has_all)
        return err_set(err, ERR_USAGE, "", "give ids or --all, not both");
    if (!has_ids && !has_all)
        return err_set(
            err, ERR_USAGE, "",
            "which question? give its id or --all; 'quizctl list' has the ids");
    return 0;
}

static int run(const struct call *call, struct err *err)
{
    struct bank bank = {0};
    struct shown s = {.bank = &bank};
    struct page p = cmd_page(call);
    const char *format = opts_value(&call->opts, OPT_FORMAT);
    struct arena arena = {0};
    const struct session_filter filter = {.ids = filter_operands(&call->opts, &arena)};
    int rc = -1;

    if (check_wish(call, err) != 0 || load_bank(&bank, call, err) != 0)
        goto done;
    if (session_filter_apply(&bank, &filter, &s.places, &s.count, err) != 0)
        goto done;
    if (format != NULL && strcmp(format, "json") == 0)
        as_json(&p.out, &s, call->opts.operand_count != 1);
    else
        as_text(&p, &s);
    rc = cmd_put(call, &p.out, err);
done:
    page_release(&p);
    free(s.places);
    arena_release(&arena);
    bank_release(&bank);
    return rc;
}

static const struct opt options[] = {
    OPT_ROW_BANK,
    {.id = OPT_ALL,                         .name = "all", .help = "every question of the bank"},
    {
      .id = OPT_FORMAT,
      .name = "format",
      .arg = "FORMAT",
      .help = "text (default) or json: the question as the bank says it",
      .value = text_or_json_value,
      },
    OPT_ROW_OUTPUT,
    {0                     },
};

static const struct cmd_example examples[] = {
    {"quizctl show lustre-satellite", "one question"},
    {"quizctl show --all -o questions.txt",                               "all of them, into a file"},
    {0},
};

const struct cmd cmd_show = {
    .name = "show",
    .args = "[OPTION...] ID...",
    .summary = "show questions with key and explanation",
    .details =
        "Questions come in the order of the bank. --format json prints one question "
        "as an object, several as an array.",
    .options = options,
    .examples = examples,
    .see_also = "quizctl help list, quizctl help practice",
    .operands_max = CMD_ANY,
    .run = run,
};
