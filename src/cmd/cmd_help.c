/*
 * cmd_help.c - `quizctl help [COMMAND]`. The pages are made in help.c.
 */
#include "cmd.h"
#include "help.h"

static const char *command_name(size_t i)
{
    return cmd_table[i] != NULL ? cmd_table[i]->name : NULL;
}

static int run(const struct call *call, struct err *err)
{
    if (call->opts.operand_count == 0)
        return help_put(call, NULL, err);
    const struct cmd *cmd = cmd_find(call->opts.operands[0]);
    if (cmd == NULL)
        return cmd_unknown(call->opts.operands[0], err);
    return help_put(call, cmd, err);
}

static const struct cmd_example examples[] = {
    {"quizctl help grade", "the same as quizctl grade --help"},
    {0                   },
};

const struct cmd cmd_help = {
    .name = "help",
    .args = "[COMMAND]",
    .summary = "show help for quizctl or one of its commands",
    .examples = examples,
    .see_also = "quizctl(1)",
    .operands_max = 1,
    .operand = command_name,
    .run = run,
};
