/*
 * cmd_check.c - `quizctl check`: every problem of a bank at once.
 *
 * The problems are what was asked for, so they go to standard output; a bank that cannot
 * be read at all is an error like everywhere else. What is checked: format/.
 */
#include "cmd.h"
#include "print_diag.h"
#include "quizctl/format.h"
#include "quizctl/text.h"

struct findings {
    struct diag_sink sink;
    struct page page;
};

static void take(struct diag_sink *sink, const struct diag *d)
{
    print_diag(&((struct findings *)sink)->page, d);
}

static void add_count(struct buf *line, size_t n, const char *one)
{
    buf_printf(line, ", %zu %s%s", n, one, n == 1 ? "" : "s");
}

/* "my.json: 12 questions, 0 errors, 1 warning" */
static void closing_line(struct findings *f, const char *path, const struct bank *bank)
{
    struct buf line = {0};
    if (f->sink.errors == 0)
        add_count(&line, bank->question_count, "question");
    add_count(&line, f->sink.errors, "error");
    add_count(&line, f->sink.warnings, "warning");
    text_clean_path(&f->page.out, path);
    buf_printf(&f->page.out, ": %s\n", buf_str(&line) + 2);
    buf_release(&line);
}

/* What came of the banks. */
struct outcome {
    size_t bad, unread;
    struct err first; /* the first bank that could not be read */
};

/* -1 only when the findings cannot be written. */
static int check_one(const struct call *call, const char *path, struct outcome *o,
                     struct err *err)
{
    struct findings f = {.sink.take = take, .page = cmd_page(call)};
    struct bank bank = {0};
    struct err why = {0};
    if (format_load(&bank, path, &f.sink, &why) == 0 || f.sink.errors > 0) {
        o->bad += f.sink.errors > 0;
        closing_line(&f, path, &bank);
    } else {
        if (o->unread++ == 0)
            o->first = why;
        if (call->opts.operand_count > 1) /* else main says it */
            print_err(&f.page, &why);
    }
    int rc = cmd_put(call, &f.page.out, err);
    bank_release(&bank);
    page_release(&f.page);
    return rc;
}

static int run(const struct call *call, struct err *err)
{
    struct outcome o = {0};
    size_t banks = call->opts.operand_count;
    for (size_t i = 0; i < banks; i++) {
        if (check_one(call, call->opts.operands[i], &o, err) != 0)
            return -1;
    }
    if (o.unread > 0 && banks > 1)
        return err_set(err, o.first.code, "", "%zu of %zu banks could not be read",
                       o.unread, banks);
    if (o.unread > 0) {
        *err = o.first;
        return -1;
    }
    return o.bad > 0;
}

static const struct cmd_example examples[] = {
    {"quizctl check my.json",                "silent but for a closing line when it is fine"},
    {"quizctl check banks/*",                                      "several banks; a folder is one bank"},
    {0},
};

const struct cmd cmd_check = {
    .name = "check",
    .args = "[OPTION...] BANK...",
    .summary = "list every problem of a bank",
    .details =
        "A problem is an error or a warning, with file, line and column and what to "
        "do about it. A bank with errors is not used by any other command. Warnings "
        "alone leave the exit status at 0.",
    .examples = examples,
    .no = "a bank has errors",
    .see_also = "quizctl help grade",
    .operands_min = 1,
    .operands_max = CMD_ANY,
    .has_files = true,
    .run = run,
};
