/*
 * cmd.h - a subcommand is a row and a file.
 */
#ifndef CMD_H
#define CMD_H

#include <stdbool.h>
#include <stddef.h>

#include "opts.h"
#include "quizctl/buf.h"
#include "quizctl/err.h"
#include "quizctl/page.h"
#include "quizctl/term.h"

/* One run of a command. */
struct call {
    const struct cmd *cmd;
    struct opts opts;
    enum term_when color;
};

struct cmd_example {
    const char *line; /* "quizctl practice -n 5" */
    const char *what; /* what it does, one sentence */
};

/* One subcommand. To add one: src/cmd/cmd_<name>.c with its row, the row's name in
 * cmd_table[] (cmd.c) and in src/CMakeLists.txt, tests/cli/<name>/, a section in
 * quizctl.1. Help, completion and the test of the manual walk the table. */
struct cmd {
    const char *name;
    const char *args;          /* "[OPTION...] BANK..." */
    const char *summary;       /* one line, lower case, no full stop */
    const char *details;       /* for `help NAME`; an empty line between paragraphs */
    const struct opt *options; /* ends with a NULL name; NULL: only the common */
    void (*sections)(struct page *p);   /* more of its help page, behind the options */
    const struct cmd_example *examples; /* ends with a NULL line */
    const char *no;                     /* when the exit status is 1; NULL: never */
    const char *see_also;               /* "quizctl help check" */
    size_t operands_min, operands_max;
    const char *(*operand)(
        size_t i);  /* what an operand may be, then NULL; NULL: anything */
    bool has_files; /* operands are files */

    /* 0 fine, 1 it ran and the answer is no, 128 + N when signal N ended it, -1 with ERR:
     * main prints it and makes the exit status from its code. */
    int (*run)(const struct call *call, struct err *err);
};

extern const struct cmd *const cmd_table[];         /* ends with NULL */
const struct cmd *cmd_find(const char *name);       /* or NULL */
int cmd_unknown(const char *name, struct err *err); /* says so, with the nearest; -1 */

/* quizctl's own options, those before the command. */
extern const struct opt cmd_global_options[];

/* Find the command in ARGV and run it; CALL is filled as far as that got. Returns what
 * `run` does. */
int cmd_main(struct call *call, int argc, char **argv, struct err *err);

/* --- what several commands need --- */

#define CMD_ANY ((size_t)-1) /* any number of operands */

/* An empty page with the looks of where the output goes: --output, else standard output.
 */
struct page cmd_page(const struct call *call);
/* Write BYTES there, whole or not at all. */
int cmd_put(const struct call *call, const struct buf *bytes, struct err *err);
/* The file of --output, or NULL for standard output. */
const char *cmd_output(const struct call *call);

extern const struct cmd cmd_check, cmd_completion, cmd_convert, cmd_exam, cmd_export,
    cmd_facts, cmd_grade, cmd_help, cmd_history, cmd_list, cmd_merge, cmd_plan,
    cmd_practice, cmd_progress, cmd_prove, cmd_regrade, cmd_report, cmd_show, cmd_stats;

#endif
