/*
 * cmd_prove.c - `quizctl prove`: does the key follow from the facts?
 *
 * The proof is made in proof/, its page and JSON in report/report_proof*.c. What remains
 * is which questions are asked for, and the exit status: a question whose author says why
 * it cannot be proved is fine; one that is unknown, refuted or without a word is not.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "filter_opts.h"
#include "load_bank.h"
#include "quizctl/format.h"
#include "quizctl/proof.h"
#include "quizctl/report.h"
#include "quizctl/session.h"

static int check_wish(const struct call *call, const struct session_filter *f,
                      struct err *err)
{
    bool has_ids = call->opts.operand_count > 0;
    bool has_filter = f->topics.count + f->domains.count + f->difficulties.count > 0;
    bool has_all = opts_has(&call->opts, OPT_ALL);
    if (has_all && f->ids.count > 0)
        return err_set(err, ERR_USAGE, "", "give ids or --all, not both");
    if (has_ids && opts_has(&call->opts, OPT_ID))
        return err_set(err, ERR_USAGE, "", "give ids or --id, not both");
    if (!has_all && !has_filter && f->ids.count == 0)
        return err_set(
            err, ERR_USAGE, "",
            "which question? give its id or --all; 'quizctl list' has the ids");
    return 0;
}

static struct proof *make_proofs(const struct bank *bank, const uint32_t *places,
                                 size_t count)
{
    struct proof *proofs = mem_get(count * sizeof *proofs);
    for (size_t i = 0; i < count; i++)
        proof_make(&proofs[i], bank, &bank->questions[places[i]]);
    return proofs;
}

static void set(struct page *p, const struct call *call, const struct proof_list *list)
{
    const char *format = opts_value(&call->opts, OPT_FORMAT);
    if (format != NULL && strcmp(format, "json") == 0) {
        char digest[DIGEST_HEX];
        format_digest(list->bank, digest);
        report_proofs_json(&p->out, list, digest);
    } else if (list->count == 1 && !opts_has(&call->opts, OPT_ALL)) {
        report_proof(p, &list->proofs[0]);
    } else {
        report_proofs(p, list);
    }
}

static bool all_hold(const struct proof_list *list)
{
    return report_proof_count(list, PROOF_PROVED) +
               report_proof_count(list, PROOF_GIVEN_UP) ==
           list->count;
}

static int prove(const struct call *call, const struct bank *bank, const uint32_t *places,
                 size_t count, struct err *err)
{
    struct proof *proofs = make_proofs(bank, places, count);
    const struct proof_list list = {bank, proofs, count};
    struct page p = cmd_page(call);
    set(&p, call, &list);
    int rc = cmd_put(call, &p.out, err);
    if (rc == 0)
        rc = all_hold(&list) ? 0 : 1;
    for (size_t i = 0; i < count; i++)
        proof_release(&proofs[i]);
    free(proofs);
    page_release(&p);
    return rc;
}

static int run(const struct call *call, struct err *err)
{
    struct bank bank = {0};
    struct arena arena = {0};
    struct session_filter filter = filter_opts(&call->opts, &arena);
    uint32_t *places = NULL;
    size_t count = 0;
    int rc = -1;

    if (call->opts.operand_count > 0)
        filter.ids = filter_operands(&call->opts, &arena);
    if (check_wish(call, &filter, err) != 0 || load_bank(&bank, call, err) != 0)
        goto done;
    if (session_filter_apply(&bank, &filter, &places, &count, err) != 0)
        goto done;
    rc = prove(call, &bank, places, count, err);
done:
    free(places);
    arena_release(&arena);
    bank_release(&bank);
    return rc;
}

static const struct opt options[] = {
    OPT_ROW_BANK,
    {.id = OPT_ALL,                         .name = "all", .help = "every question of the bank"},
    FILTER_OPT_ROWS,
    {
      .id = OPT_FORMAT,
      .name = "format",
      .arg = "FORMAT",
      .help = "text (default) or json",
      .value = text_or_json_value,
      },
    OPT_ROW_OUTPUT,
    {0                     },
};

static const struct cmd_example examples[] = {
    {"quizctl prove lustre-satellite",
     "which option meets what the scenario asks for, and where that was read"},
    {"quizctl prove --topic fsx-lustre",                                "a line for each question"},
    {0},
};

const struct cmd cmd_prove = {
    .name = "prove",
    .args = "[OPTION...] ID...",
    .summary = "show that keys follow from sourced facts",
    .details =
        "A question says what its scenario requires, the facts of the bank say what each "
        "option is. Its key is proved when exactly the keyed options meet every "
        "requirement. A fact that is missing is unknown, never false.\n\nOne question is "
        "shown as a table, several as a line each: proved, given up (the author says "
        "why), unknown (a fact is missing), refuted (the key does not follow) or missing "
        "(it requires nothing).",
    .options = options,
    .examples = examples,
    .no = "a question is unknown, refuted or missing",
    .see_also = "quizctl help facts, quizctl help check",
    .operands_max = CMD_ANY,
    .run = run,
};
