/*
 * cmd_check.c - `quizctl check`: every problem of a bank at once.
 *
 * The problems are what was asked for, so they go to standard output; a bank that cannot
 * be read at all is an error like everywhere else. What is checked: format/, and with
 * --strict lint/.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "quizctl/findings.h"
#include "quizctl/format.h"
#include "quizctl/lint.h"
#include "quizctl/text.h"

/* What came of the banks. */
struct outcome {
    size_t bad, unread;
    struct err first; /* the first bank that could not be read */
};

/* What of another format does not fit a bank, as warnings. */
struct loss_warner {
    struct loss_sink losses;
    struct diag_sink *sink;
};

static void warn(struct loss_sink *losses, const struct loss *loss)
{
    bool is_named = *loss->question != '\0', is_changed = loss->kind == LOSS_CHANGED;
    diag_warning(((struct loss_warner *)losses)->sink, loss->at,
                 is_changed ? "changed" : "left-out", "%s of %s%s%s %s: %s", loss->field,
                 is_named ? "'" : "this file",
                 is_named ? text_excerpt(loss->question, strlen(loss->question)).text
                          : "",
                 is_named ? "'" : "", is_changed ? "changed" : "left out", loss->what);
}

static void check_one(struct checked *c, const char *path, bool is_strict,
                      const struct text_list *off, struct outcome *o)
{
    struct bank bank = {0};
    struct err why = {0};
    checked_init(c, path);
    struct loss_warner warner = {.losses.take = warn, .sink = &c->sink};
    if (format_load(&bank, path, &c->sink, &warner.losses, &why) == 0) {
        c->questions = bank.question_count;
        if (is_strict)
            lint_bank(&bank, path, off, &c->sink);
    } else if (c->sink.errors == 0) {
        c->is_unread = true;
        c->why = why;
        if (o->unread++ == 0)
            o->first = why;
    }
    o->bad += c->sink.errors > 0 || (is_strict && c->sink.warnings > 0);
    if (is_strict)
        checked_sort(c);
    bank_release(&bank);
}

static int put(const struct call *call, const struct findings *f, struct err *err)
{
    const char *name = opts_value(&call->opts, OPT_FORMAT);
    struct page p = cmd_page(call);
    findings_format_find(name != NULL ? name : "text")->write(f, &p);
    int rc = cmd_put(call, &p.out, err);
    page_release(&p);
    return rc;
}

static int verdict(const struct outcome *o, size_t banks, struct err *err)
{
    if (o->unread > 0 && banks > 1)
        return err_set(err, o->first.code, "", "%zu of %zu banks could not be read",
                       o->unread, banks);
    if (o->unread > 0) {
        *err = o->first;
        return -1;
    }
    return o->bad > 0;
}

static int run(const struct call *call, struct err *err)
{
    struct arena arena = {0};
    struct text_list off = {0};
    struct outcome o = {0};
    size_t banks = call->opts.operand_count;
    bool is_strict = opts_has(&call->opts, OPT_STRICT);

    off.text = opts_list(&call->opts, OPT_DISABLE, &arena, &off.count);
    if (off.count > 0 && !is_strict) {
        arena_release(&arena);
        return err_set(err, ERR_USAGE, "", "--disable goes with --strict");
    }
    struct checked *checked = mem_get(banks * sizeof *checked);
    for (size_t i = 0; i < banks; i++)
        check_one(&checked[i], call->opts.operands[i], is_strict, &off, &o);
    struct findings all = {QUIZCTL_VERSION, is_strict, checked, banks};
    int rc = put(call, &all, err);
    for (size_t i = 0; i < banks; i++)
        checked_release(&checked[i]);
    free(checked);
    arena_release(&arena);
    return rc == 0 ? verdict(&o, banks, err) : rc;
}

static const struct opt options[] = {
    {
     .id = OPT_STRICT,
     .name = "strict",
     .help = "look for faults of writing too; every finding counts",
     },
    {
     .id = OPT_DISABLE,
     .name = "disable",
     .arg = "RULE[,...]",
     .help = "leave out these rules of --strict",
     .value = lint_rule_value,
     .is_list = true,
     },
    {
     .id = OPT_FORMAT,
     .name = "format",
     .arg = "FORMAT",
     .help = "text (default), json, sarif (2.1.0), or github (annotations)",
     .value = findings_format_value,
     },
    OPT_ROW_OUTPUT,
    {0                                              },
};

/* The rules, for the help page. */
static void rules(struct page *p)
{
    struct page_table rows = {.page = p, .align = "ll", .columns = 2};
    struct buf name = {0};
    page_heading(p, "Rules of --strict:");
    for (const struct lint_rule *r = lint_table; r->name != NULL; r++) {
        buf_clear(&name);
        buf_printf(&name, "  %s", r->name);
        page_table_cell(&rows, buf_str(&name));
        page_table_cell(&rows, r->summary);
    }
    page_table_finish(&rows);
    buf_release(&name);
}

static const struct cmd_example examples[] = {
    {"quizctl check my.json",                               "silent but for a closing line when it is fine"},
    {"quizctl check banks/*",                                                     "several banks; a folder is one bank"},
    {"quizctl check --strict --disable not-proved my.json",
     "faults of writing and give-aways too; no proofs asked for"},
    {0},
};

const struct cmd cmd_check = {
    .name = "check",
    .args = "[OPTION...] BANK...",
    .summary = "list every problem of a bank",
    .details =
        "A problem is an error or a warning, with file, line and column and what to "
        "do about it. A bank with errors is not used by any other command. Warnings "
        "alone leave the exit status at 0, but with --strict any finding makes it 1."
        "\n\n"
        "--strict reads the bank as a reviewer would: is a key guessable, a prompt easy "
        "to misread, an explanation incomplete, a key not proved?",
    .options = options,
    .sections = rules,
    .examples = examples,
    .no = "a bank has errors; with --strict: there is a finding",
    .see_also = "quizctl help prove, quizctl help grade",
    .operands_min = 1,
    .operands_max = CMD_ANY,
    .has_files = true,
    .run = run,
};
