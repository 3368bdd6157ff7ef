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

/* Who takes questions wants to take them, and not to read of each what it lacks. */
static void tell_losses(struct diag_sink *sink, const char *path,
                        const struct loss_sink *losses)
{
    if (losses->changed + losses->left_out > 0)
        diag_warning(sink, (struct place){path, 0, 0}, "losses",
                     "%zu changed, %zu left out; quizctl check lists them",
                     losses->changed, losses->left_out);
}

int load_bank_at(struct bank *bank, const char *path, const struct call *call,
                 struct err *err)
{
    struct diag_printer printer;
    diag_printer_init(&printer, call->color);
    struct loss_sink losses = {0};
    int rc = format_load(bank, path, &printer.sink, &losses, err);
    tell_losses(&printer.sink, path, &losses);
    diag_printer_release(&printer);
    return rc;
}
