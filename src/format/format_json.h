/*
 * format_json.h - one JSON file of a bank, in and out.
 */
#ifndef QUIZCTL_FORMAT_JSON_H
#define QUIZCTL_FORMAT_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "draft.h"
#include "fields.h"
#include "quizctl/bank.h"
#include "quizctl/diag.h"
#include "quizctl/format.h"

/* Its row. What can be read is read; where so little could be that nobody knows what the
 * bank lacks (it is no JSON, or no bank), it is not whole. */
extern const struct format format_json;

/* A file of a bank, as its row reads it. */
void format_json_read(struct import *in, const char *text, size_t len);
/* A part of a bank that stands in a file of another format, at START: TEXT of LEN bytes.
 */
void format_json_read_part(struct import *in, struct place start, const char *text,
                           size_t len);

/* Tables that others need for what they hold as JSON. */
extern const struct object_type requirement_type, preference_type;

/* When all files are in, of any format: what only shows across them. Seals BANK.
 * IS_WHOLE: every file could be read, so that what is missing is missing indeed. */
void format_json_finish(struct bank *bank, const char *path, bool is_whole,
                        struct diag_sink *sink);

#endif
