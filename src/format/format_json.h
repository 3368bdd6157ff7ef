/*
 * format_json.h - one JSON file of a bank, in and out.
 */
#ifndef QUIZCTL_FORMAT_JSON_H
#define QUIZCTL_FORMAT_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/bank.h"
#include "quizctl/diag.h"

/* Add what TEXT holds to BANK; texts live in its arena. TEXT[LEN] is NUL. PATH must
 * live as long as BANK. Problems go to SINK; what can be read is read. False when so
 * little could be that nobody knows what the bank lacks: it is no JSON, or no bank. */
bool format_json_read(struct bank *bank, const char *path, const char *text, size_t len,
                      struct diag_sink *sink);

/* When all files are in: what only shows across them. Seals BANK. IS_WHOLE: every file
 * could be read, so that what is missing is missing indeed. */
void format_json_finish(struct bank *bank, const char *path, bool is_whole,
                        struct diag_sink *sink);

#endif
