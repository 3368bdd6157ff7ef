/*
 * load_bank.c - load the bank of a command; see load_bank.h.
 */
#include "load_bank.h"

#include "diag_printer.h"
#include "quizctl/format.h"

int load_bank(struct bank *bank, const struct call *call, struct err *err)
{
    return load_bank_at(bank, opts_value(&call->opts, OPT_BANK), call, err);
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
