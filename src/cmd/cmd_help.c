/*
 * cmd_help.c - `quizctl help [COMMAND]`, `quizctl help formats`. The pages are made in
 * help.c.
 */
#include <string.h>

#include "cmd.h"
#include "help.h"

static const char formats[] = "formats"; /* a subject that is no command */

/* The commands, then the other subject. */
static const char *subject(size_t i)
{
    size_t commands = 0;
    while (cmd_table[commands] != NULL)
        commands++;
    return i < commands ? cmd_table[i]->name : i == commands ? formats : NULL;
}

static int run(const struct call *call, struct err *err)
{
    if (call->opts.operand_count == 0)
        return help_put(call, NULL, err);
    if (strcmp(call->opts.operands[0], formats) == 0)
        return help_put_formats(call, err);
    const struct cmd *cmd = cmd_find(call->opts.operands[0]);
    if (cmd == NULL)
        return cmd_unknown(call->opts.operands[0], err);
    return help_put(call, cmd, err);
}

static const struct cmd_example examples[] = {
    {"quizctl help grade",            "the same as quizctl grade --help"},
    {"quizctl help formats",                               "what can be read and written"},
    {0},
};

const struct cmd cmd_help = {
    .name = "help",
    .args = "[COMMAND|formats]",
    .summary = "show help for quizctl or one of its commands",
    .examples = examples,
    .see_also = "quizctl(1)",
    .operands_max = 1,
    .operand = subject,
    .run = run,
};
