/*
 * help.c - the help pages, made from the rows of cmd_table and their options.
 *
 * In:   a command's row, or none for the whole program.
 * Out:  a page of at most 80 columns on standard output.
 *
 * What a command does is said in its own file; the manual quizctl.1 says it at length.
 */
#include "help.h"

#include <stdio.h>
#include <string.h>

#include "quizctl/format.h"
#include "quizctl/text.h"

enum { HELP_COLUMNS = 80 };

static struct page help_page(const struct call *call)
{
    struct page p = cmd_page(call);
    if (p.columns > HELP_COLUMNS)
        p.columns = HELP_COLUMNS;
    return p;
}

static int put(const struct call *call, struct page *p, struct err *err)
{
    int rc = cmd_put(call, &p->out, err);
    page_release(p);
    return rc;
}

static void usage(struct page *p, const char *command, const char *args)
{
    struct buf line = {0};
    buf_printf(&line, "quizctl %s%s%s", command, command[0] != '\0' ? " " : "", args);
    page_words(p, PAGE_PLAIN, "Usage: ", 9, buf_str(&line));
    buf_release(&line);
}

/* Words that an empty line cuts into paragraphs. */
static void paragraphs(struct page *p, const char *words)
{
    struct buf part = {0};
    while (*words != '\0') {
        const char *end = strstr(words, "\n\n");
        size_t len = end != NULL ? (size_t)(end - words) : strlen(words);
        buf_clear(&part);
        buf_add(&part, words, len);
        page_blank(p);
        page_words(p, PAGE_PLAIN, "", 0, buf_str(&part));
        words += len + strspn(words + len, "\n");
    }
    buf_release(&part);
}

static void sentence(struct page *p, const char *summary)
{
    struct buf text = {0};
    buf_printf(&text, "%s.", summary);
    if (text.bytes[0] >= 'a' && text.bytes[0] <= 'z')
        text.bytes[0] = (char)(text.bytes[0] - 'a' + 'A');
    page_blank(p);
    page_words(p, PAGE_PLAIN, "", 0, buf_str(&text));
    buf_release(&text);
}

static void options(struct page *p, const struct opt *table)
{
    struct page_table rows = {.page = p, .align = "ll", .columns = 2};
    struct buf name = {0};
    const struct opt *row;

    page_heading(p, "Options:");
    for (size_t i = 0; (row = opts_row(table, i)) != NULL; i++) {
        buf_clear(&name);
        if (row->letter != 0)
            buf_printf(&name, "  -%c, --%s", row->letter, row->name);
        else
            buf_printf(&name, "      --%s", row->name);
        if (row->arg != NULL)
            buf_printf(&name, " %s", row->arg);
        page_table_cell(&rows, buf_str(&name));
        page_table_cell(&rows, row->help);
    }
    page_table_finish(&rows);
    buf_release(&name);
}

static void examples(struct page *p, const struct cmd_example *e)
{
    page_heading(p, "Examples:");
    for (; e->line != NULL; e++) {
        page_words(p, PAGE_TITLE, "  ", 4, e->line);
        page_words(p, PAGE_PLAIN, "      ", 6, e->what);
    }
}

static void exit_status(struct page *p, const char *no)
{
    struct page_table rows = {.page = p, .align = "ll", .columns = 2};
    const char *const meaning[] = {
        "fine",
        no,
        "the command line is wrong",
        "a file is bad; what could be done was done",
        "the machine failed: disk, memory or terminal",
    };
    page_heading(p, "Exit status:");
    for (int i = 0; i < (int)COUNT(meaning); i++) {
        char number[16];
        if (meaning[i] == NULL)
            continue;
        snprintf(number, sizeof number, "  %d", i);
        page_table_cell(&rows, number);
        page_table_cell(&rows, meaning[i]);
    }
    page_table_finish(&rows);
}

static void see_also(struct page *p, const char *text)
{
    page_heading(p, "See also:");
    page_words(p, PAGE_PLAIN, "  ", 2, text);
}

static void commands(struct page *p)
{
    struct page_table rows = {.page = p, .align = "ll", .columns = 2};
    page_heading(p, "Commands:");
    for (size_t i = 0; cmd_table[i] != NULL; i++) {
        char name[40];
        snprintf(name, sizeof name, "  %s", cmd_table[i]->name);
        page_table_cell(&rows, name);
        page_table_cell(&rows, cmd_table[i]->summary);
    }
    page_table_finish(&rows);
}

static const struct cmd_example first_steps[] = {
    {"quizctl practice",                      "questions one after the other; add -n 5 for five"},
    {"quizctl show lustre-satellite",                                       "a question with its full explanation"},
    {"quizctl grade --pass 72% answers.json","marks for a file of answers"},
    {0},
};

static void program(struct page *p)
{
    usage(p, "", "[OPTION...] COMMAND [ARGUMENT...]");
    sentence(p, "practise, grade and export questions about storage for machine learning "
                "on AWS");
    commands(p);
    options(p, cmd_global_options);
    examples(p, first_steps);
    exit_status(p, "it ran and the answer is no: below the pass mark, errors in a bank");
    see_also(p, "quizctl help COMMAND, quizctl(1)");
}

static void command(struct page *p, const struct cmd *cmd)
{
    usage(p, cmd->name, cmd->args);
    sentence(p, cmd->summary);
    if (cmd->details != NULL)
        paragraphs(p, cmd->details);
    options(p, cmd->options);
    if (cmd->sections != NULL)
        cmd->sections(p);
    if (cmd->examples != NULL)
        examples(p, cmd->examples);
    exit_status(p, cmd->no);
    see_also(p, cmd->see_also);
}

int help_put(const struct call *call, const struct cmd *cmd, struct err *err)
{
    struct page p = help_page(call);
    if (cmd == NULL)
        program(&p);
    else
        command(&p, cmd);
    return put(call, &p, err);
}

int help_put_short(const struct call *call, struct err *err)
{
    struct page p = help_page(call);
    usage(&p, "", "[OPTION...] COMMAND [ARGUMENT...]");
    commands(&p);
    page_blank(&p);
    page_words(&p, PAGE_PLAIN, "", 0,
               "Begin with: quizctl practice. More: quizctl help, quizctl help COMMAND.");
    return put(call, &p, err);
}

/* --- formats --- */

static void endings(struct buf *out, const struct format *f)
{
    for (const char *const *ext = f->exts; *ext != NULL; ext++)
        buf_printf(out, "%s%s", ext == f->exts ? "" : ", ", *ext);
}

void help_formats(struct page *p)
{
    struct page_table rows = {.page = p, .align = "llll", .columns = 4};
    page_heading(p, "Formats:");
    for (const struct format *const *f = format_table; *f != NULL; f++) {
        struct buf name = {0}, ends = {0};
        buf_printf(&name, "  %s", (*f)->name);
        endings(&ends, *f);
        page_table_cell(&rows, name.bytes);
        page_table_cell(&rows, (*f)->write == NULL  ? "read"
                               : (*f)->read == NULL ? "write"
                                                    : "read, write");
        page_table_cell(&rows, buf_str(&ends));
        page_table_cell(&rows, (*f)->title);
        buf_release(&name);
        buf_release(&ends);
    }
    page_table_finish(&rows);
}

int help_put_formats(const struct call *call, struct err *err)
{
    struct page p = help_page(call);
    page_words(&p, PAGE_PLAIN, "", 0,
               "A bank may be given in any format that can be read, wherever a command "
               "takes one: --bank notes.md. Which one it is, its content says, else its "
               "name. `quizctl convert` turns one into another.");
    help_formats(&p);
    see_also(&p, "quizctl help convert");
    return put(call, &p, err);
}
