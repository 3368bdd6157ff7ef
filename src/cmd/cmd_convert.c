/*
 * cmd_convert.c - `quizctl convert`: questions from any format that can be read into any
 * that can be written, with a report of what was lost on the way.
 *
 * In:   files, folders, standard input.
 * Out:  one bank, whole or not at all; the report. With --output the report is on
 * standard output, else on standard error, beside the bank.
 *
 * What each format can carry is known to its file in format/ alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "diag_printer.h"
#include "help.h"
#include "quizctl/file.h"
#include "quizctl/format.h"
#include "quizctl/losses.h"
#include "quizctl/stamp.h"

/* The format to write: --to, else what the name of --output says, else JSON. */
static const struct format *target(const struct opts *o, struct err *err)
{
    const char *to = opts_value(o, OPT_TO), *path = opts_value(o, OPT_OUTPUT);
    const struct format *f = NULL;
    if (to != NULL)
        f = format_find(to);
    else if (path == NULL || strcmp(path, "-") == 0)
        f = format_find("json");
    else
        f = format_by_path(path);
    if (f == NULL)
        err_set(err, ERR_USAGE, path,
                "no format is known by this ending; name one with --to");
    else if (f->write == NULL)
        err_set(err, ERR_USAGE, path,
                "%s can be read and not written; name another "
                "format with --to",
                f->title);
    else
        return f;
    return NULL;
}

static int put_report(const struct call *call, const struct losses_report *report,
                      struct err *err)
{
    const char *form = opts_value(&call->opts, OPT_FORMAT);
    bool is_beside = cmd_output(call) == NULL; /* the bank has standard output */
    struct term_looks looks = term_looks(is_beside ? 2 : 1, call->color);
    struct page p = {.columns = looks.columns,
                     .has_color = looks.has_color,
                     .has_utf8 = looks.has_utf8};
    int rc = 0;
    if (form != NULL && strcmp(form, "json") == 0)
        losses_write_json(report, &p);
    else
        losses_write_text(report, &p);
    FILE *to = is_beside ? stderr : stdout;
    if (fwrite(buf_str(&p.out), 1, p.out.len, to) != p.out.len || fflush(to) != 0)
        rc = err_set(err, ERR_MACHINE, "", "the report of losses cannot be written");
    page_release(&p);
    return rc;
}

/* When a file says it was written: SOURCE_DATE_EPOCH, in seconds, where it is set.
 * Source: reproducible-builds.org/specs/source-date-epoch. */
static int64_t now(void)
{
    static const long long most = 253402300799; /* the end of 9999 */
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    long long seconds = epoch != NULL ? strtoll(epoch, &end, 10) : -1;
    bool is_given =
        epoch != NULL && end != epoch && *end == '\0' && seconds >= 0 && seconds <= most;
    return is_given ? seconds * 1000 : stamp_now();
}

/* The file that the bank goes to; RC is -1 after a failure. */
struct bank_out {
    struct drain drain;
    struct file_out file;
    struct err *err;
    int rc;
};

static void take(struct drain *drain, struct buf *bytes)
{
    struct bank_out *out = (struct bank_out *)drain;
    if (out->rc == 0)
        out->rc = file_out_add(&out->file, buf_str(bytes), bytes->len, out->err);
    buf_clear(bytes);
}

static int put_bank(const struct call *call, const struct bank *bank,
                    const struct format *to, struct format_plan plan, struct err *err)
{
    struct bank_out out = {.drain = {.take = take}, .err = err};
    struct buf bytes = {0};
    if (file_out_open(&out.file, cmd_output(call), err) != 0)
        return -1;
    plan.drain = &out.drain;
    int rc = format_write(to, bank, &plan, &bytes, err);
    if (rc == 0)
        take(&out.drain, &bytes);
    buf_release(&bytes);
    if (rc == 0 && out.rc == 0)
        return file_out_commit(&out.file, err);
    file_out_drop(&out.file);
    return -1;
}

/* Write BANK, then what it lost. */
static int put(const struct call *call, const struct bank *bank, const struct format *to,
               struct losses *losses, struct err *err)
{
    const struct format_plan plan = {
        .with_key = !opts_has(&call->opts, OPT_NO_KEY),
        .now_ms = now(),
        .losses = &losses->sink,
    };
    const struct losses_report report = {
        .version = QUIZCTL_VERSION,
        .to = to->name,
        .bank = bank,
        .losses = losses,
        .is_without_key = !plan.with_key,
    };
    if (put_bank(call, bank, to, plan, err) != 0)
        return -1;
    return put_report(call, &report, err);
}

/* What the exit status says. */
static int verdict(const struct call *call, const struct losses *losses, size_t unread,
                   struct err *err)
{
    if (unread > 0)
        return err_set(err, ERR_INPUT, "",
                       "%zu file%s could not be read whole; what "
                       "could be was converted",
                       unread, unread == 1 ? "" : "s");
    bool has_loss = losses->sink.changed + losses->sink.left_out > 0;
    return has_loss && opts_has(&call->opts, OPT_STRICT);
}

static int run(const struct call *call, struct err *err)
{
    const struct opts *o = &call->opts;
    const char *from = opts_value(o, OPT_FROM);
    const struct format *to = target(o, err);
    struct diag_printer printer;
    struct losses losses;
    struct bank bank = {0};
    size_t unread = 0;

    if (to == NULL)
        return -1;
    if (opts_has(o, OPT_NO_KEY) && !to->hides_key)
        return err_set(err, ERR_USAGE, "", "--no-key: %s always tells the key", to->name);
    diag_printer_init(&printer, call->color);
    losses_init(&losses);
    int rc = format_import(&bank, o->operands, o->operand_count,
                           from != NULL ? format_find(from) : NULL, &printer.sink,
                           &losses.sink, &unread, err);
    if (rc == 0)
        rc = put(call, &bank, to, &losses, err);
    else if (losses.count > 0) /* they are the reason */
        put_report(call,
                   &(struct losses_report){.version = QUIZCTL_VERSION,
                                           .to = to->name,
                                           .bank = &bank,
                                           .losses = &losses},
                   NULL);
    if (rc == 0)
        rc = verdict(call, &losses, unread, err);
    bank_release(&bank);
    losses_release(&losses);
    diag_printer_release(&printer);
    return rc;
}

static const struct opt options[] = {
    {
     .id = OPT_FROM,
     .name = "from",
     .arg = "FORMAT",
     .help = "the format of the files (default: by their content, then by their name)",
     .value = format_read_value,
     },
    {
     .id = OPT_TO,
     .name = "to",
     .arg = "FORMAT",
     .help = "the format to write (default: by the name of --output, else json)",
     .value = format_write_value,
     },
    {
     .id = OPT_NO_KEY,
     .name = "no-key",
     .help = "leave out what tells the key, for those who are to answer",
     },
    {
     .id = OPT_STRICT,
     .name = "strict",
     .help = "any loss makes the exit status 1",
     },
    {
     .id = OPT_FORMAT,
     .name = "format",
     .arg = "FORMAT",
     .help = "the report of losses: text (default) or json",
     .value = text_or_json_value,
     },
    OPT_ROW_OUTPUT,
    {0},
};

static const struct cmd_example examples[] = {
    {"quizctl convert my.json -o copy.json", "the same bank, its members in their order"},
    {0                                     },
};

const struct cmd cmd_convert = {
    .name = "convert",
    .args = "[OPTION...] FILE...",
    .summary = "turn questions of other formats into a bank, and a bank into them",
    .details =
        "Several files become one bank. Each is read in the format that its content "
        "shows, else in that of its name. The report says what changed and what was left "
        "out, by question and field; what it does not name was carried. A question "
        "without a key is left out and named, never guessed.\n\n"
        "What other programs give no place for (a reason for every option, a reference) "
        "may be missing in what was read: such a question is a draft, and `quizctl check "
        "--strict` lists it.",
    .options = options,
    .sections = help_formats,
    .examples = examples,
    .no = "--strict was given and something was lost",
    .see_also = "quizctl help formats, quizctl help check",
    .operands_min = 1,
    .operands_max = CMD_ANY,
    .has_files = true,
    .run = run,
};
