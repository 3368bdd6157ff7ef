/*
 * cmd_grade.c - `quizctl grade`: files of answers to scores.
 *
 * In:   a bank, answer files.
 * Out:  scores in one of the formats; problems of the files on standard error.
 *
 * One result at a time goes from grade to report to the file, so memory does not grow
 * with the answers. The verdict that is printed and the exit status both come from
 * result_count(), that is from pass_reached().
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "diag_printer.h"
#include "load_bank.h"
#include "quizctl/file.h"
#include "quizctl/format.h"
#include "quizctl/grade.h"
#include "quizctl/proof.h"
#include "scores_out.h"

static int read_pass(struct pass_mark *pass, const struct opts *o, struct err *err)
{
    const char *text = opts_value(o, OPT_PASS);
    if (text == NULL || pass_read(pass, text) == 0)
        return 0;
    return err_set(
        err, ERR_USAGE, "",
        "--pass cannot be '%s'; give a percentage such as 72%% or marks such as "
        "8.5",
        text);
}

/* "--pass 72" where 72% was meant: nobody can ever have so many marks. */
static int check_pass(const struct pass_mark *pass, const struct bank *bank,
                      struct err *err)
{
    int64_t possible = (int64_t)bank->question_count * MARK;
    if (pass->kind != PASS_MARKS || pass->value <= possible)
        return 0;
    struct buf mark = {0};
    buf_decimal(&mark, pass->value, 3);
    err_set(err, ERR_USAGE, "",
            "--pass %s means %s marks, and this bank has %zu; a percentage is written "
            "with its sign, such as 72%%",
            mark.bytes, mark.bytes, bank->question_count);
    buf_release(&mark);
    return -1;
}

static enum policy read_policy(const struct opts *o)
{
    const char *name =
        opts_value(o, OPT_POLICY); /* it is a known one: the table says so */
    return name != NULL ? (enum policy)policy_find(name) : POLICY_AWS;
}

/* Standard input can be read once. */
static int check_stdin(const struct opts *o, struct err *err)
{
    const char *bank = opts_value(o, OPT_BANK);
    size_t uses = bank != NULL && strcmp(bank, "-") == 0;
    for (size_t i = 0; i < o->operand_count; i++)
        uses += strcmp(o->operands[i], "-") == 0;
    if (uses > 1)
        return err_set(err, ERR_USAGE, "", "standard input (-) can be given only once");
    return 0;
}

/* What the exit status says of these totals. */
static int answer(const struct result_totals *t, struct err *err)
{
    if (t->rejected > 0)
        return err_set(err, ERR_INPUT, "",
                       "%" PRIu64 " of %" PRIu64 " sheet%s rejected, %" PRIu64 " graded",
                       t->rejected, t->given, t->given == 1 ? "" : "s", t->graded);
    return t->failed > 0;
}

static int grade(const struct call *call, const struct bank *bank,
                 const struct scores_head *head, struct err *err)
{
    struct scores_out out;
    struct diag_printer printer;
    const char *format = opts_value(&call->opts, OPT_FORMAT);
    bool has_clues =
        format != NULL && strcmp(format, "json") == 0; /* the others show none */
    const char **clues = has_clues ? proof_clues(bank) : NULL;
    const struct grade_job job = {
        .bank = bank,
        .clues = clues,
        .policy = read_policy(&call->opts),
        .paths = (const char *const *)call->opts.operands,
        .path_count = call->opts.operand_count,
    };
    if (scores_out_open(&out, call, head, "text", err) != 0) {
        free(clues);
        return -1;
    }
    diag_printer_init(&printer, call->color);
    int rc = grade_run(&job, &out.taker, &printer.sink, err);
    diag_printer_release(&printer);
    free(clues);
    if (rc != 0)
        scores_out_drop(&out);
    else
        rc = scores_out_commit(&out, err);
    return rc == 0 ? answer(&out.state.totals, err) : -1;
}

static int run(const struct call *call, struct err *err)
{
    struct bank bank = {0};
    char digest[DIGEST_HEX];
    struct scores_head head = {
        .version = QUIZCTL_VERSION,
        .policy = policy_name(read_policy(&call->opts)),
        .show_key = opts_has(&call->opts, OPT_SHOW_KEY),
    };
    if (read_pass(&head.pass, &call->opts, err) != 0 ||
        check_stdin(&call->opts, err) != 0)
        return -1;
    if (load_bank(&bank, call, err) != 0)
        return -1;
    if (check_pass(&head.pass, &bank, err) != 0) {
        bank_release(&bank);
        return -1;
    }
    format_digest(&bank, digest);
    head.bank_id = bank.id;
    head.bank_title = bank.title;
    head.bank_digest = digest;
    int rc = grade(call, &bank, &head, err);
    bank_release(&bank);
    return rc;
}

static const struct opt options[] = {
    OPT_ROW_BANK,
    {
      .id = OPT_PASS,
      .name = "pass",
      .arg = "MARK",
      .help = "the pass mark: 72% of the marks, or 8.5 marks",
      },
    OPT_ROW_POLICY,
    {
      .id = OPT_FORMAT,
      .name = "format",
      .arg = "FORMAT",
      .help = "text (default), json, jsonl or csv",
      .value = scores_format_value,
      },
    {
      .id = OPT_SHOW_KEY,
      .name = "show-key",
      .help = "say what is right; off by default, for candidates read logs",
      },
    OPT_ROW_OUTPUT,
    {0},
};

static const struct cmd_example examples[] = {
    {"quizctl grade --pass 72% answers.json",            "exit status 1 when somebody is below"},
    {"quizctl grade --bank my.json --format json -o scores.json sheets/*.json",
     "scores for a program"},
    {"quizctl grade --policy partial - < answers.jsonl",                             "read standard input"},
    {0},
};

const struct cmd cmd_grade = {
    .name = "grade",
    .args = "[OPTION...] FILE...",
    .summary = "grade files of answers",
    .details =
        "A FILE is JSON (one sheet, an array of sheets, or JSON Lines) or CSV; - is "
        "standard "
        "input. A sheet that is wrong anywhere is rejected whole and named with file and "
        "line; the others are graded all the same.",
    .options = options,
    .examples = examples,
    .no = "nothing was rejected, and somebody is below the pass mark",
    .see_also = "quizctl help check, quizctl help export",
    .operands_min = 1,
    .operands_max = CMD_ANY,
    .has_files = true,
    .run = run,
};
