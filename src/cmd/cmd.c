/*
 * cmd.c - the table of commands, and the way from a command line to one of them.
 *
 * In:   argv.
 * Out:  what the command returns; an error tells what is wrong with the line itself.
 *
 * Nothing is printed here but help and the version, which are answers, not messages.
 */
#include "cmd.h"

#include <string.h>

#include "help.h"
#include "quizctl/file.h"
#include "quizctl/text.h"
#include "settings.h"

const struct cmd *const cmd_table[] = {
    &cmd_practice, &cmd_exam,    &cmd_plan,       &cmd_progress, &cmd_report,
    &cmd_history,  &cmd_list,    &cmd_show,       &cmd_prove,    &cmd_facts,
    &cmd_check,    &cmd_convert, &cmd_grade,      &cmd_stats,    &cmd_merge,
    &cmd_regrade,  &cmd_export,  &cmd_completion, &cmd_help,     NULL,
};

const struct opt cmd_global_options[] = {
    {.id = OPT_VERSION, .name = "version", .letter = 'V', .help = "print the version"},
    SETTINGS_OPT_ROWS,
    {0   },
};

const struct cmd *cmd_find(const char *name)
{
    for (size_t i = 0; cmd_table[i] != NULL; i++) {
        if (strcmp(cmd_table[i]->name, name) == 0)
            return cmd_table[i];
    }
    return NULL;
}

int cmd_unknown(const char *name, struct err *err)
{
    const char *names[COUNT(cmd_table)];
    size_t count = 0;
    while (cmd_table[count] != NULL) {
        names[count] = cmd_table[count]->name;
        count++;
    }
    const char *nearest = text_nearest(name, names, count);
    if (nearest != NULL)
        return err_set(err, ERR_USAGE, "", "unknown command '%s'; did you mean '%s'?",
                       name, nearest);
    return err_set(err, ERR_USAGE, "", "unknown command '%s'; see 'quizctl help'", name);
}

static int put_version(const struct call *call, struct err *err)
{
    struct buf text = {0};
    buf_text(&text, "quizctl " QUIZCTL_VERSION "\n"
                    "License MIT. There is no warranty, as far as the law permits.\n");
    int rc = cmd_put(call, &text, err);
    buf_release(&text);
    return rc;
}

/* Hold the operands against what the command takes. */
static int check_operands(const struct call *call, struct err *err)
{
    const struct cmd *cmd = call->cmd;
    if (call->opts.operand_count < cmd->operands_min)
        return err_set(err, ERR_USAGE, "", "an argument is missing; usage: quizctl %s %s",
                       cmd->name, cmd->args);
    if (call->opts.operand_count > cmd->operands_max)
        return err_set(err, ERR_USAGE, "",
                       "unexpected argument '%s'; usage: quizctl %s %s",
                       call->opts.operands[cmd->operands_max], cmd->name, cmd->args);
    return 0;
}

static int run_command(struct call *call, int argc, char **argv, struct err *err)
{
    call->cmd = cmd_find(argv[0]);
    if (call->cmd == NULL)
        return cmd_unknown(argv[0], err);
    if (opts_read(&call->opts, call->cmd->name, call->cmd->options, argc, argv, err) != 0)
        return -1;
    call->color = opts_color(&call->opts, call->color);
    if (opts_has(&call->opts, OPT_HELP))
        return help_put(call, call->cmd, err);
    if (check_operands(call, err) != 0)
        return -1;
    return call->cmd->run(call, err);
}

int cmd_main(struct call *call, int argc, char **argv, struct err *err)
{
    if (opts_read(&call->opts, NULL, cmd_global_options, argc, argv, err) != 0)
        return -1;
    call->color = opts_color(&call->opts, call->color);
    if (opts_has(&call->opts, OPT_HELP))
        return help_put(call, NULL, err);
    if (opts_has(&call->opts, OPT_VERSION))
        return put_version(call, err);
    if (call->opts.operand_count == 0)
        return help_put_short(call, err);
    if (settings_apply(&call->opts, err) != 0)
        return -1;

    argv = call->opts.operands;
    argc = (int)call->opts.operand_count;
    opts_release(&call->opts);
    return run_command(call, argc, argv, err);
}

const char *cmd_output(const struct call *call)
{
    const char *path = opts_value(&call->opts, OPT_OUTPUT);
    return path != NULL && strcmp(path, "-") != 0 ? path : NULL;
}

struct page cmd_page(const struct call *call)
{
    if (cmd_output(call) != NULL) /* a file has no width and no colour */
        return (struct page){.columns = 80, .has_utf8 = true};
    struct term_looks looks = term_looks(1, call->color);
    return (struct page){
        .columns = looks.columns,
        .has_color = looks.has_color,
        .has_links = looks.has_links,
        .has_utf8 = looks.has_utf8,
    };
}

int cmd_put(const struct call *call, const struct buf *bytes, struct err *err)
{
    struct file_out out = {0};
    if (file_out_open(&out, cmd_output(call), err) != 0)
        return -1;
    if (file_out_add(&out, buf_str(bytes), bytes->len, err) != 0) {
        file_out_drop(&out);
        return -1;
    }
    return file_out_commit(&out, err);
}
