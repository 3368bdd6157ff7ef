/*
 * opts.h - the options of a command: one table drives parsing, help and completion.
 */
#ifndef OPTS_H
#define OPTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/buf.h"
#include "quizctl/err.h"
#include "quizctl/mem.h"
#include "quizctl/term.h"

/* One name for one idea: an id means the same in every command that has it. */
enum opt_id {
    OPT_ALL = 1,
    OPT_ATTEMPT,
    OPT_BANK,
    OPT_CANDIDATE,
    OPT_CLUE,
    OPT_COLOR,
    OPT_CONFIDENCE,
    OPT_COUNT,
    OPT_DAY_START,
    OPT_DELETE,
    OPT_DIFFICULTY,
    OPT_DISABLE,
    OPT_DOMAIN,
    OPT_DUE,
    OPT_EXAM_DATE,
    OPT_FAIL_ON,
    OPT_FORMAT,
    OPT_FROM,
    OPT_HELP,
    OPT_ID,
    OPT_MINUTES,
    OPT_MISSED,
    OPT_NEW,
    OPT_NEW_LIMIT,
    OPT_NO_KEY,
    OPT_NO_RECORD,
    OPT_NO_SHUFFLE,
    OPT_NOW,
    OPT_OLD,
    OPT_OPTIONS,
    OPT_OUTPUT,
    OPT_PASS,
    OPT_PER_QUESTION,
    OPT_POLICY,
    OPT_PROFILE,
    OPT_PROFILE_DIR,
    OPT_PROPERTY,
    OPT_REJECTS,
    OPT_RESUME,
    OPT_RETENTION,
    OPT_SEED,
    OPT_SERVICE,
    OPT_SHOW_KEY,
    OPT_SHOW_TIME,
    OPT_SINCE,
    OPT_SLOW,
    OPT_STALE,
    OPT_START_OVER,
    OPT_STRICT,
    OPT_SUMMARY,
    OPT_THREADS,
    OPT_TO,
    OPT_TOPIC,
    OPT_TOPICS,
    OPT_VERSION,
    OPT_YES,
};

/* One option. To add one: an id above, a row in its command's table, a line in
 * quizctl.1. A row that several commands share is a macro below. */
struct opt {
    enum opt_id id;
    const char *name; /* "bank": what stands behind the two dashes */
    char letter;      /* 'n', or 0 */
    const char *arg;  /* "BANK": it takes a value; NULL: it takes none */
    const char *help;
    const char *(*value)(size_t i); /* what the value may be, then NULL; NULL: anything */
    bool is_list; /* may be given again; each value may be several, commas between */
};

#define OPT_ROW_BANK                                                                     \
    {                                                                                    \
        .id = OPT_BANK, .name = "bank", .arg = "BANK",                                   \
        .help = "the bank: a JSON file, a folder of them, or - (default: the one built " \
                "into quizctl)"                                                          \
    }
#define OPT_ROW_OUTPUT                                                                   \
    {                                                                                    \
        .id = OPT_OUTPUT, .name = "output", .letter = 'o', .arg = "FILE",                \
        .help = "write to FILE, whole or not at all, instead of standard output"         \
    }
#define OPT_ROW_POLICY                                                                   \
    {                                                                                    \
        .id = OPT_POLICY, .name = "policy", .arg = "POLICY",                             \
        .help = "how marks are given (default: aws, all or nothing)",                    \
        .value = policy_value                                                            \
    }

/* Row I of TABLE (ends with a NULL name; may be NULL), then the options that every
 * command has, then NULL. */
const struct opt *opts_row(const struct opt *table, size_t i);

/* What was given on the command line. All-zero is empty. */
struct opts {
    struct opt_given {
        enum opt_id id;
        const char *value; /* borrowed from argv; NULL for a flag */
    } * given;
    size_t len, cap;
    char **operands; /* borrowed from argv */
    size_t operand_count;
};

/*
 * Read ARGV[1] and on. COMMAND is the command's name for messages, or NULL: then reading
 * stops at the first operand (quizctl's own options stand before the command). Values are
 * held against the table; -1 with ERR_USAGE names the option, with the nearest known one.
 * Reading ends at --help: what stands behind it does not matter.
 */
int opts_read(struct opts *o, const char *command, const struct opt *table, int argc,
              char **argv, struct err *err);
void opts_release(struct opts *o);

bool opts_has(const struct opts *o, enum opt_id id);
const char *opts_value(const struct opts *o,
                       enum opt_id id); /* the last given, or NULL */

/* Every value given for a list option, cut at commas; *COUNT of them. Lives in ARENA. */
const char **opts_list(const struct opts *o, enum opt_id id, struct arena *arena,
                       size_t *count);

/* A whole number from 1 to MAX; *N stays when the option is not given. */
int opts_number(const struct opts *o, enum opt_id id, const char *name, int64_t max,
                int64_t *n, struct err *err);
/* The value of what is called NAME ("--slow", "QUIZCTL_SLOW"), from MIN to MAX. */
int opts_whole(const char *value, const char *name, int64_t min, int64_t max, int64_t *n,
               struct err *err);

enum term_when opts_color(const struct opts *o, enum term_when otherwise);

/* Rows of other layers' tables, in the shape of struct opt's `value` (opts_values.c). */
const char *policy_value(size_t i);
const char *format_read_value(size_t i);  /* formats that can be read */
const char *format_write_value(size_t i); /* ... and written */
const char *difficulty_value(size_t i);
const char *findings_format_value(size_t i);
const char *lint_rule_value(size_t i);
const char *scores_format_value(size_t i);
const char *attempts_format_value(size_t i); /* the same without those of sheets */
const char *progress_format_value(size_t i);
const char *stats_format_value(size_t i);
const char *stats_finding_value(size_t i);
const char *text_or_json_value(size_t i);

/* The values that may be given: "text, json, jsonl or csv". */
void opts_values(struct buf *out, const struct opt *row);

#endif
