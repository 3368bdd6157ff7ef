/*
 * grade_opts.c - what the options of grade and regrade say; see grade_opts.h.
 */
#include "grade_opts.h"

int grade_opts_pass(struct pass_mark *pass, const struct opts *o, struct err *err)
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

int grade_opts_check_pass(const struct pass_mark *pass, const struct bank *bank,
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

enum policy grade_opts_policy(const struct opts *o)
{
    const char *name =
        opts_value(o, OPT_POLICY); /* it is a known one: the table says so */
    return name != NULL ? (enum policy)policy_find(name) : POLICY_AWS;
}
