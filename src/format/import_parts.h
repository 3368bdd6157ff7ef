/*
 * import_parts.h - a file with many questions, read in parts on all cores.
 *
 * A part has a bank, messages and losses of its own, so that parts know nothing of each
 * other. What they found joins the import in the order of the file, while others are
 * read: the result is the same however many cores there are.
 */
#ifndef QUIZCTL_IMPORT_PARTS_H
#define QUIZCTL_IMPORT_PARTS_H

#include "import.h"

/* Read things FROM to TO of the file into IN. */
typedef void read_part(struct import *in, size_t from, size_t to, const void *user);

/* Read COUNT things, in parts. */
void import_in_parts(struct import *in, size_t count, read_part *read, const void *user);

#endif
