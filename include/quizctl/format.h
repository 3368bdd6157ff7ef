/*
 * format.h - a bank from bytes and back, whatever way it is written down.
 *
 * JSON is the bank's own format, described in questions/FORMAT.md: what it says is kept
 * to the letter. The others are other programs' and people's: what of them does not fit a
 * bank, and what of a bank does not fit them, is told as a loss.
 */
#ifndef QUIZCTL_FORMAT_H
#define QUIZCTL_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/bank.h"
#include "quizctl/buf.h"
#include "quizctl/diag.h"
#include "quizctl/digest.h"
#include "quizctl/err.h"
#include "quizctl/loss.h"

/* --- the formats --- */

struct import; /* draft.h: a bank on its way in */

struct format_plan {
    bool with_key;  /* false: for those who are to answer; only where `hides_key` */
    int64_t now_ms; /* where a format says when it was written */
    struct loss_sink *losses;
    struct drain *drain; /* may get the first part of what is written; NULL: none */
};

/* One way to write a bank down. To add one: src/format/format_<name>.c, its row in
 * format_table[] (format.c), a folder tests/cases/format_<name>/. `convert`, --bank,
 * help, completion, the round-trip and the fuzz tests walk the table. */
struct format {
    const char *name;        /* "gift": for --from and --to */
    const char *title;       /* "Moodle GIFT" */
    const char *const *exts; /* ".gift", then NULL */
    bool is_text;            /* UTF-8, checked before `read`; lines end in \n by then */
    /* Does the content say that it is this format? Cheap: it looks at the start. NULL:
     * never, the extension or --from must say so. */
    bool (*recognise)(const char *text, size_t len);
    /* Add the questions of TEXT (TEXT[LEN] is NUL), which is the reader's to change, to
     * the bank. What is no question goes to the losses; a text that is not of this format
     * at all is an error in the sink, with its place. NULL: write-only. */
    void (*read)(struct import *in, char *text, size_t len);
    /* Append BANK to OUT; called by format_write. The same bank and plan give the same
     * bytes. NULL: read-only. */
    int (*write)(const struct bank *bank, const struct format_plan *plan, struct buf *out,
                 struct err *err);
    bool hides_key; /* it can be written without the key */
};

extern const struct format *const format_table[];      /* ends with NULL; JSON first */
const struct format *format_find(const char *name);    /* or NULL */
const struct format *format_by_path(const char *path); /* by its extension, or NULL */
const struct format *format_of(const char *path, const char *text, size_t len);

/* --- in --- */

/*
 * Load the bank at PATH (file, folder, "-"), or the built-in one when PATH is NULL. Any
 * format that can be read will do; a folder's files of one format are read in name order
 * as one bank, those in JSON when there are any. Every problem goes to SINK, and what of
 * other formats does not fit a bank to LOSSES, which may be NULL. -1 when a file cannot
 * be read or SINK got an error; BANK is then unchanged and ERR says so in one sentence
 * ("my.json: 3 errors; ...").
 */
int format_load(struct bank *bank, const char *path, struct diag_sink *sink,
                struct loss_sink *losses, struct err *err);

/*
 * Read PATHS (files, folders, "-") as one bank, to convert it. FROM is the format of all
 * of them, or NULL. What one file cannot give, the others do: *UNREAD counts files with
 * an error. -1 when nothing can come of it: a JSON bank has an error, or no question is
 * there.
 */
int format_import(struct bank *bank, char *const *paths, size_t path_count,
                  const struct format *from, struct diag_sink *sink,
                  struct loss_sink *losses, size_t *unread, struct err *err);

/* --- out --- */

/* Append BANK to OUT in FORMAT, which can be written; what PLAN's drain got is no longer
 * there. Without the key no order of options tells it, either. */
int format_write(const struct format *format, const struct bank *bank,
                 const struct format_plan *plan, struct buf *out, struct err *err);

/* The bank as canonical JSON: one line, members in the order of FORMAT.md, places left
 * out. Equal banks give equal bytes whatever file layout they came from. */
void format_write_json(const struct bank *bank, int indent, struct buf *out);
void format_write_question(const struct question *q, int indent, struct buf *out);

/* BLAKE2b-256 of the canonical JSON. */
void format_digest(const struct bank *bank, char hex[DIGEST_HEX]);
void format_question_digest(const struct question *q, char hex[DIGEST_HEX]);

#endif
