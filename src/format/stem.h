/*
 * stem.h - scenario and prompt as one text, for formats that have one place for both, and
 * apart again: the last paragraph of words is the prompt, with what stands in brackets
 * behind it; all else is the scenario, also the lists, tables and code behind the prompt.
 */
#ifndef QUIZCTL_STEM_H
#define QUIZCTL_STEM_H

#include "draft.h"

/* Append the scenario of Q's case, its own, and its prompt. What stem_read will not cut
 * as it was is told as changed. */
void stem_write(const struct question *q, struct buf *out, struct loss_sink *losses);

/* TEXT into the scenario and the prompt. What stood behind the prompt is told. */
void stem_read(struct draft *d, const char *text, size_t len);

#endif
