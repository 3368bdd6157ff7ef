/*
 * formats.h - the rows of format_table, each in its format_<name>.c.
 */
#ifndef QUIZCTL_FORMATS_H
#define QUIZCTL_FORMATS_H

#include "quizctl/format.h"

extern const struct format format_aiken;
extern const struct format format_csv;
extern const struct format format_anki;
extern const struct format format_gift;
extern const struct format format_html;
extern const struct format format_tsv;
extern const struct format format_markdown;
extern const struct format format_moodle;
extern const struct format format_qti;

#endif
