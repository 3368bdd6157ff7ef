/*
 * load_bank.c - load the bank of a command; see load_bank.h.
 */
#include "load_bank.h"

#include <string.h>

#include "diag_printer.h"
#include "quizctl/format.h"

int load_bank(struct bank *bank, const struct call *call, struct err *err)
{
    return load_bank_at(bank, opts_value(&call->opts, OPT_BANK), call, err);
}

int load_bank_beside_answers(struct bank *bank, const struct call *call, struct err *err)
{
    const char *path = opts_value(&call->opts, OPT_BANK);
    if (path != NULL && strcmp(path, "-") == 0)
        return err_set(err, ERR_USAGE, "",
                       "the bank cannot be standard input: the answers come from there");
    return load_bank(bank, call, err);
}

int load_bank_at(struct bank *bank, const char *path, const struct call *call,
                 struct err *err)
{
    struct diag_printer printer;
    diag_printer_init(&printer, call->color);
    int rc = format_load(bank, path, &printer.sink, err);
    diag_printer_release(&printer);
    return rc;
}
