/*
 * format.h - a bank from bytes and back.
 *
 * One file per format in src/format/, both directions in it. JSON is described in
 * questions/FORMAT.md; a bank is a file, or a folder whose *.json files are read in
 * name order as one bank.
 */
#ifndef QUIZCTL_FORMAT_H
#define QUIZCTL_FORMAT_H

#include "quizctl/bank.h"
#include "quizctl/buf.h"
#include "quizctl/diag.h"
#include "quizctl/digest.h"
#include "quizctl/err.h"

/*
 * Load the bank at PATH (file, folder, "-"), or the built-in one when PATH is NULL.
 * Every problem goes to SINK. -1 when a file cannot be read or SINK got an error; BANK is
 * then unchanged and ERR says so in one sentence ("my.json: 3 errors; ...").
 */
int format_load(struct bank *bank, const char *path, struct diag_sink *sink,
                struct err *err);

/* The bank as canonical JSON: one line, members in the order of FORMAT.md, places left
 * out. Equal banks give equal bytes whatever file layout they came from. */
void format_write_json(const struct bank *bank, int indent, struct buf *out);
void format_write_question(const struct question *q, int indent, struct buf *out);

/* BLAKE2b-256 of the canonical JSON. */
void format_digest(const struct bank *bank, char hex[DIGEST_HEX]);
void format_question_digest(const struct question *q, char hex[DIGEST_HEX]);

#endif
