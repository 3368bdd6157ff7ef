/*
 * moodle.h - Moodle XML in two files: format_moodle.c reads it, moodle_write.c writes it.
 */
#ifndef QUIZCTL_MOODLE_H
#define QUIZCTL_MOODLE_H

#include "quizctl/format.h"

int moodle_write(const struct bank *bank, const struct format_plan *plan, struct buf *out,
                 struct err *err);

#endif
