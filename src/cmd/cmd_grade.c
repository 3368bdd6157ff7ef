/*
 * cmd_grade.c - `quizctl grade`: files of answers to scores.
 *
 * In:   a bank, answer files.
 * Out:  scores in one of the formats; problems of the files on standard error.
 *
 * One result at a time goes from grade to report to the file, so memory does not grow
 * with the answers. The verdict that is printed and the exit status both come from
 * result_count(), that is from pass_reached().
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answer_files.h"
#include "cmd.h"
#include "grade_opts.h"
#include "load_bank.h"
#include "quizctl/file.h"
#include "quizctl/format.h"
#include "quizctl/grade.h"
#include "quizctl/proof.h"
#include "rejects_out.h"
#include "scores_out.h"
#include "summary_out.h"
#include "watching.h"

/* Standard input can be read once. */
static int check_stdin(const struct opts *o, struct err *err)
{
    const char *bank = opts_value(o, OPT_BANK);
    size_t uses = bank != NULL && strcmp(bank, "-") == 0;
    for (size_t i = 0; i < o->operand_count; i++)
        uses += strcmp(o->operands[i], "-") == 0;
    if (uses > 1)
        return err_set(err, ERR_USAGE, "", "standard input (-) can be given only once");
    return 0;
}

/* What the exit status says of these totals. */
static int answer(const struct result_totals *t, struct err *err)
{
    if (t->rejected > 0)
        return err_set(err, ERR_INPUT, "",
                       "%" PRIu64 " of %" PRIu64 " sheet%s rejected, %" PRIu64 " graded",
                       t->rejected, t->given, t->given == 1 ? "" : "s", t->graded);
    return t->failed > 0;
}

/* By -j, else as many as there are cores. */
static int read_threads(size_t *threads, const struct opts *o, struct err *err)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    int64_t wanted = cores < 1 ? 1 : cores;
    if (wanted > GRADE_MOST_THREADS)
        wanted = GRADE_MOST_THREADS;
    if (opts_number(o, OPT_THREADS, "threads", GRADE_MOST_THREADS, &wanted, err) != 0)
        return -1;
    *threads = (size_t)wanted;
    return 0;
}

static bool wants_careful(void)
{
    const char *fast = getenv("QUIZCTL_GRADE_FAST");
    return fast != NULL && strcmp(fast, "0") == 0;
}

static int check_format(const struct opts *o, struct err *err)
{
    const char *name = opts_value(o, OPT_FORMAT);
    if (!opts_has(o, OPT_PER_QUESTION) ||
        (name != NULL && scores_format_find(name)->has_tests))
        return 0;
    return err_set(err, ERR_USAGE, "",
                   "--per-question goes with --format junit or --format tap");
}

static bool is_stdout(const struct opts *o, enum opt_id id)
{
    const char *path = opts_value(o, id);
    return path != NULL && strcmp(path, "-") == 0;
}

/* Standard output has room for one. */
static int check_stdout(const struct call *call, struct err *err)
{
    const struct opts *o = &call->opts;
    int uses = (cmd_output(call) == NULL) + is_stdout(o, OPT_SUMMARY) +
               is_stdout(o, OPT_REJECTS);
    if (uses > 1)
        return err_set(err, ERR_USAGE, "",
                       "scores, summary and rejects cannot share standard output; say "
                       "where the scores go, such as -o scores.txt");
    return 0;
}

/* Everything that a run writes. Results go from one to the next: records that were
 * rejected, sums, scores. */
struct outputs {
    struct scores_out scores;
    struct summary_out summary;
    struct rejects_out rejects;
};

static void outputs_drop(struct outputs *out)
{
    rejects_out_drop(&out->rejects);
    summary_out_drop(&out->summary);
    scores_out_drop(&out->scores);
}

static int outputs_open(struct outputs *out, const struct call *call,
                        const struct bank *bank, const struct scores_head *head,
                        struct err *err)
{
    enum policy policy = grade_opts_policy(&call->opts);
    *out = (struct outputs){0};
    if (scores_out_open(&out->scores, call, head, "text", err) == 0 &&
        summary_out_open(&out->summary, call, bank, head->bank_digest, policy,
                         &out->scores.taker, err) == 0 &&
        rejects_out_open(&out->rejects, call, out->summary.taker, err) == 0)
        return 0;
    outputs_drop(out);
    return -1;
}

static int outputs_commit(struct outputs *out, struct err *err)
{
    int rc = scores_out_commit(&out->scores, err);
    if (rc == 0)
        rc = summary_out_commit(&out->summary, err);
    if (rc == 0)
        rc = rejects_out_commit(&out->rejects, err);
    return rc;
}

static int grade(const struct call *call, const struct bank *bank,
                 const struct answer_files *files, const struct scores_head *head,
                 struct err *err)
{
    struct outputs out;
    struct watching watching;
    const char *format = opts_value(&call->opts, OPT_FORMAT);
    bool has_clues =
        format != NULL && strcmp(format, "json") == 0; /* the others show none */
    const char **clues = has_clues ? proof_clues(bank) : NULL;
    struct grade_job job = {
        .bank = bank,
        .clues = clues,
        .policy = grade_opts_policy(&call->opts),
        .paths = files->paths,
        .path_count = files->count,
        .watch = &watching.watch,
        .is_careful = wants_careful(),
    };
    if (read_threads(&job.threads, &call->opts, err) != 0 ||
        outputs_open(&out, call, bank, head, err) != 0) {
        free(clues);
        return -1;
    }
    if (out.scores.format->stands_alone)
        job.detail = opts_has(&call->opts, OPT_SUMMARY) ? GRADE_VERDICTS : GRADE_TOTALS;
    watching_open(&watching, call, files);
    int rc = grade_run(&job, out.rejects.taker, &watching.sink, err);
    watching_close(&watching);
    free(clues);
    if (rc == 0)
        rc = outputs_commit(&out, err);
    outputs_drop(&out);
    return rc == 0 ? answer(&out.scores.state.totals, err) : -1;
}

/* The bank's digest takes as long as reading the bank; most formats do not tell it. */
static bool tells_digest(const struct opts *o)
{
    const char *format = opts_value(o, OPT_FORMAT);
    return opts_has(o, OPT_SUMMARY) ||
           (format != NULL && !scores_format_find(format)->stands_alone);
}

static int run(const struct call *call, struct err *err)
{
    struct bank bank = {0};
    struct answer_files files = {0};
    char digest[DIGEST_HEX] = "";
    int rc = -1;
    struct scores_head head = {
        .version = QUIZCTL_VERSION,
        .policy = policy_name(grade_opts_policy(&call->opts)),
        .show_key = opts_has(&call->opts, OPT_SHOW_KEY),
        .per_question = opts_has(&call->opts, OPT_PER_QUESTION),
    };
    if (grade_opts_pass(&head.pass, &call->opts, err) != 0 ||
        check_format(&call->opts, err) != 0 || check_stdin(&call->opts, err) != 0 ||
        check_stdout(call, err) != 0)
        return -1;
    if (answer_files_find(&files, call->opts.operands, call->opts.operand_count, err) !=
            0 ||
        load_bank(&bank, call, err) != 0 ||
        grade_opts_check_pass(&head.pass, &bank, err) != 0)
        goto done;
    if (tells_digest(&call->opts))
        format_digest(&bank, digest);
    head.bank_id = bank.id;
    head.bank_title = bank.title;
    head.bank_digest = digest;
    head.exam = &bank.exam;
    rc = grade(call, &bank, &files, &head, err);
done:
    answer_files_release(&files);
    bank_release(&bank);
    return rc;
}

static const struct opt options[] = {
    OPT_ROW_BANK,
    {
      .id = OPT_PASS,
      .name = "pass",
      .arg = "MARK",
      .help = "the pass mark: 72% of the marks, or 8.5 marks",
      },
    OPT_ROW_POLICY,
    {
      .id = OPT_FORMAT,
      .name = "format",
      .arg = "FORMAT",
      .help = "text (default), json, jsonl, csv; for CI junit, tap or github",
      .value = scores_format_value,
      },
    {
      .id = OPT_PER_QUESTION,
      .name = "per-question",
      .help = "junit and tap: a test for each question of each sheet",
      },
    {
      .id = OPT_REJECTS,
      .name = "rejects",
      .arg = "FILE",
      .help =
            "write rejected sheets to FILE as they stand, to be mended and graded again", },
    {
      .id = OPT_SUMMARY,
      .name = "summary",
      .arg = "FILE",
      .help = "write the sums of all sheets to FILE, for `stats` and `merge`; they "
                "tell the key", },
    {
      .id = OPT_SHOW_KEY,
      .name = "show-key",
      .help = "say what is right; off by default, for candidates read logs",
      },
    {
      .id = OPT_THREADS,
      .name = "threads",
      .letter = 'j',
      .arg = "THREADS",
      .help =
            "threads that grade, at most 64 (default: one per core); the output is the "
            "same", },
    OPT_ROW_OUTPUT,
    {0       },
};

static const struct cmd_example examples[] = {
    {"quizctl grade --pass 72% answers.json",                                     "exit status 1 when somebody is below"},
    {"quizctl grade --bank my.json --format json -o scores.json sheets/*.json",
     "scores for a program"},
    {"quizctl grade --bank my.json --summary summary.json -o scores.txt sheets/",
     "a folder, with sums for item statistics"},
    {"quizctl grade --policy partial - < answers.jsonl", "read standard input"},
    {0                                                                          },
};

const struct cmd cmd_grade = {
    .name = "grade",
    .args = "[OPTION...] FILE...",
    .summary = "grade files of answers",
    .details =
        "A FILE is JSON (one sheet, an array of sheets, or JSON Lines) or CSV; - is "
        "standard "
        "input, and a folder stands for its *.json, *.jsonl and *.csv in the order of "
        "their "
        "names. A sheet that is wrong anywhere is rejected whole and named with file and "
        "line; the others are graded all the same.",
    .options = options,
    .examples = examples,
    .no = "nothing was rejected, and somebody is below the pass mark",
    .see_also = "quizctl help check, quizctl help stats, quizctl help merge",
    .operands_min = 1,
    .operands_max = CMD_ANY,
    .has_files = true,
    .run = run,
};
