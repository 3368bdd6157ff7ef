/*
 * cmd_completion.c - `quizctl completion SHELL`: a completion script, made from the
 * tables of commands and options.
 *
 * A value is completed from the option's table, as a file where it names one, else not
 * at all. Words in the scripts are our own; quoting guards their apostrophes.
 */
#include <string.h>

#include "cmd.h"

static bool is_file(const struct opt *row)
{
    return row->arg != NULL &&
           (strcmp(row->arg, "FILE") == 0 || strcmp(row->arg, "BANK") == 0 ||
            strcmp(row->arg, "DIR") == 0);
}

static void values(struct buf *out, const char *(*value)(size_t i))
{
    for (size_t i = 0; value(i) != NULL; i++)
        buf_printf(out, "%s%s", i > 0 ? " " : "", value(i));
}

/* TEXT between apostrophes; each of its own becomes APOSTROPHE, and each of SPECIAL gets
 * a backslash. */
static void quoted(struct buf *out, const char *text, const char *apostrophe,
                   const char *special)
{
    buf_char(out, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            buf_text(out, apostrophe);
            continue;
        }
        if (strchr(special, *text) != NULL)
            buf_char(out, '\\');
        buf_char(out, *text);
    }
    buf_char(out, '\'');
}

/* --- bash --- */

static void bash_names(struct buf *out, const struct opt *table)
{
    const struct opt *row;
    for (size_t i = 0; (row = opts_row(table, i)) != NULL; i++) {
        buf_printf(out, " --%s", row->name);
        if (row->letter != 0)
            buf_printf(out, " -%c", row->letter);
    }
}

/* What may follow each option of a command (NAME "" stands for quizctl itself). */
static void bash_values(struct buf *out, const char *name, const struct opt *table)
{
    const struct opt *row;
    for (size_t i = 0; (row = opts_row(table, i)) != NULL; i++) {
        if (row->arg == NULL)
            continue;
        buf_printf(out, "    '%s --%s'", name, row->name);
        if (row->letter != 0)
            buf_printf(out, " | '%s -%c'", name, row->letter);
        if (is_file(row)) {
            buf_text(out, ") return ;;\n");
        } else if (row->value != NULL) {
            buf_text(out, ") words='");
            values(out, row->value);
            buf_text(out, "' ;;\n");
        } else {
            buf_text(out, ") compopt +o default; return ;;\n");
        }
    }
}

static void bash_operands(struct buf *out, const struct cmd *cmd)
{
    buf_printf(out, "    '%s '*)\n        words='", cmd->name);
    if (cmd->operand != NULL)
        values(out, cmd->operand);
    buf_text(out, "'\n        options='");
    bash_names(out, cmd->options);
    buf_text(out, "'\n");
    if (!cmd->has_files)
        buf_text(out, "        compopt +o default\n");
    buf_text(out, "        ;;\n");
}

/* quizctl's own options that a value follows, as a pattern: "--color|--now". */
static void bash_with_value(struct buf *out)
{
    const struct opt *row;
    const char *between = "";
    for (size_t i = 0; (row = opts_row(cmd_global_options, i)) != NULL; i++) {
        if (row->arg == NULL)
            continue;
        buf_printf(out, "%s--%s", between, row->name);
        between = "|";
    }
}

static void bash(struct buf *out)
{
    buf_text(out,
             "# bash completion for quizctl, made by `quizctl completion bash`\n"
             "_quizctl() {\n"
             "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
             "    local command='' words='' options='' i\n"
             "    if [[ $cur == = ]]; then\n"
             "        cur=''\n"
             "    elif [[ $prev == = ]]; then\n"
             "        prev=${COMP_WORDS[COMP_CWORD-2]}\n"
             "    fi\n"
             "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
             "        case ${COMP_WORDS[i]} in\n"
             "        ");
    bash_with_value(out);
    buf_text(out, ") ((i++)); [[ ${COMP_WORDS[i]} == = ]] && ((i++)) ;;\n"
                  "        -*) ;;\n"
                  "        *) command=${COMP_WORDS[i]}; break ;;\n"
                  "        esac\n"
                  "    done\n"
                  "    COMPREPLY=()\n"
                  "    case \"$command $prev\" in\n");
    bash_values(out, "", cmd_global_options);
    for (size_t i = 0; cmd_table[i] != NULL; i++)
        bash_values(out, cmd_table[i]->name, cmd_table[i]->options);
    for (size_t i = 0; cmd_table[i] != NULL; i++)
        bash_operands(out, cmd_table[i]);
    buf_text(out, "    ' '*)\n        words='");
    for (size_t i = 0; cmd_table[i] != NULL; i++)
        buf_printf(out, "%s%s", i > 0 ? " " : "", cmd_table[i]->name);
    buf_text(out, "'\n        options='");
    bash_names(out, cmd_global_options);
    buf_text(out, "'\n        compopt +o default\n        ;;\n"
                  "    esac\n"
                  "    [[ $cur == -* ]] && words=$options\n"
                  "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
                  "}\n"
                  "complete -o default -F _quizctl quizctl\n");
}

/* --- zsh --- */

static void zsh_options(struct buf *out, const struct opt *table)
{
    const struct opt *row;
    for (size_t i = 0; (row = opts_row(table, i)) != NULL; i++) {
        buf_text(out, "        ");
        if (row->is_list)
            buf_text(out, "'*'");
        else if (row->letter != 0)
            buf_printf(out, "'(-%c --%s)'", row->letter, row->name);
        if (row->letter != 0)
            buf_printf(out, "{-%c%s,--%s%s}", row->letter, row->arg != NULL ? "+" : "",
                       row->name, row->arg != NULL ? "=" : "");
        else
            buf_printf(out, "--%s%s", row->name, row->arg != NULL ? "=" : "");
        buf_text(out, "'['");
        quoted(out, row->help, "'\\''", "[]:");
        buf_text(out, "']");
        if (row->arg != NULL) {
            buf_printf(out, ":%.*s:", (int)strcspn(row->arg, "["), row->arg);
            if (is_file(row)) {
                buf_text(out, "_files");
            } else if (row->value != NULL) {
                buf_char(out, '(');
                values(out, row->value);
                buf_char(out, ')');
            } else {
                buf_char(out, ' ');
            }
        }
        buf_text(out, "' \\\n");
    }
}

static void zsh_command(struct buf *out, const struct cmd *cmd)
{
    buf_printf(out, "    %s)\n        _arguments \\\n", cmd->name);
    zsh_options(out, cmd->options);
    buf_text(out, "        ");
    if (cmd->operand != NULL) {
        buf_text(out, "'*:argument:(");
        values(out, cmd->operand);
        buf_text(out, ")'");
    } else if (cmd->has_files) {
        buf_text(out, "'*:file:_files'");
    } else {
        buf_text(out, "'*: : '");
    }
    buf_text(out, "\n        ;;\n");
}

static void zsh(struct buf *out)
{
    buf_text(out, "#compdef quizctl\n"
                  "# zsh completion for quizctl, made by `quizctl completion zsh`\n"
                  "_quizctl() {\n"
                  "    local curcontext=$curcontext state line\n"
                  "    local -a commands\n"
                  "    commands=(\n");
    for (size_t i = 0; cmd_table[i] != NULL; i++) {
        buf_printf(out, "        %s:", cmd_table[i]->name);
        quoted(out, cmd_table[i]->summary, "'\\''", "");
        buf_char(out, '\n');
    }
    buf_text(out, "    )\n    _arguments -C \\\n");
    zsh_options(out, cmd_global_options);
    buf_text(out, "        '1:command:->command' '*::argument:->argument'\n"
                  "    case $state in\n"
                  "    command) _describe command commands; return ;;\n"
                  "    argument) ;;\n"
                  "    *) return ;;\n"
                  "    esac\n"
                  "    case $words[1] in\n");
    for (size_t i = 0; cmd_table[i] != NULL; i++)
        zsh_command(out, cmd_table[i]);
    buf_text(out, "    esac\n"
                  "}\n"
                  "if [ \"$funcstack[1]\" = _quizctl ]; then\n"
                  "    _quizctl \"$@\"\n"
                  "else\n"
                  "    compdef _quizctl quizctl\n"
                  "fi\n");
}

/* --- fish --- */

static void fish_options(struct buf *out, const char *condition, const struct opt *table)
{
    const struct opt *row;
    for (size_t i = 0; (row = opts_row(table, i)) != NULL; i++) {
        buf_printf(out, "complete -c quizctl -n '%s' -l %s", condition, row->name);
        if (row->letter != 0)
            buf_printf(out, " -s %c", row->letter);
        if (is_file(row)) {
            buf_text(out, " -r -F");
        } else if (row->value != NULL) {
            buf_text(out, " -x -a '");
            values(out, row->value);
            buf_char(out, '\'');
        } else if (row->arg != NULL) {
            buf_text(out, " -x");
        }
        buf_text(out, " -d ");
        quoted(out, row->help, "\\'", "\\");
        buf_char(out, '\n');
    }
}

static void fish(struct buf *out)
{
    struct buf condition = {0};
    buf_text(out, "# fish completion for quizctl, made by `quizctl completion fish`\n"
                  "complete -c quizctl -f\n");
    fish_options(out, "__fish_use_subcommand", cmd_global_options);
    for (size_t i = 0; cmd_table[i] != NULL; i++) {
        const struct cmd *cmd = cmd_table[i];
        buf_printf(out, "complete -c quizctl -n __fish_use_subcommand -a %s -d ",
                   cmd->name);
        quoted(out, cmd->summary, "\\'", "\\");
        buf_clear(&condition);
        buf_printf(&condition, "__fish_seen_subcommand_from %s", cmd->name);
        buf_char(out, '\n');
        if (cmd->has_files)
            buf_printf(out, "complete -c quizctl -n '%s' -F\n", buf_str(&condition));
        if (cmd->operand != NULL) {
            buf_printf(out, "complete -c quizctl -n '%s' -a '", buf_str(&condition));
            values(out, cmd->operand);
            buf_text(out, "'\n");
        }
        fish_options(out, buf_str(&condition), cmd->options);
    }
    buf_release(&condition);
}

/* A shell. To add one: its function above, a row here, the install rule in
 * src/CMakeLists.txt, a case in tests/cli/completion/. */
static const struct {
    const char *name;
    void (*write)(struct buf *out);
} shell_table[] = {
    {"bash", bash},
    {"zsh",  zsh },
    {"fish", fish},
};

static const char *shell_name(size_t i)
{
    return i < COUNT(shell_table) ? shell_table[i].name : NULL;
}

static int run(const struct call *call, struct err *err)
{
    const char *wanted = call->opts.operands[0];
    for (size_t i = 0; i < COUNT(shell_table); i++) {
        if (strcmp(wanted, shell_table[i].name) != 0)
            continue;
        struct buf script = {0};
        shell_table[i].write(&script);
        int rc = cmd_put(call, &script, err);
        buf_release(&script);
        return rc;
    }
    return err_set(err, ERR_USAGE, "",
                   "no completion for '%s'; there is bash, zsh and fish", wanted);
}

static const struct cmd_example examples[] = {
    {"quizctl completion bash > ~/.local/share/bash-completion/completions/quizctl",
     "for one user; installing quizctl does it for all"},
    {0                                                                             },
};

const struct cmd cmd_completion = {
    .name = "completion",
    .args = "SHELL",
    .summary = "print a completion script for bash, zsh or fish",
    .examples = examples,
    .see_also = "quizctl(1)",
    .operands_min = 1,
    .operands_max = 1,
    .operand = shell_name,
    .run = run,
};
