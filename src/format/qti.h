/*
 * qti.h - what the files that read and write QTI share.
 *
 * format_qti.c reads packages, qti_item.c one item, qti_write.c writes a package.
 */
#ifndef QUIZCTL_QTI_H
#define QUIZCTL_QTI_H

#include "draft.h"
#include "quizctl/format.h"
#include "xml.h"

/* Make the names of QTI 3.0 those of 2.x: "qti-simple-choice" is "simpleChoice" and its
 * "response-identifier" is "responseIdentifier", so that what follows knows one dialect.
 */
void qti_rename(struct xml_node *node, struct arena *arena);

/* A text of the bank's head, where none was set. VALUE may be NULL. */
void qti_set_head(struct import *in, const char **field, const char *value);

/* The questions of ITEM, an <assessmentItem>, into the bank. A <stimulusBody> in it, put
 * there for the reference to it, is text before its own. META is what its package
 * says about it (<lom>), or NULL. */
void qti_read_item(struct import *in, const struct xml_node *item,
                   const struct xml_node *meta);

/* What LOM, a <lom> or NULL, says about the question. */
void qti_read_meta(struct draft *d, const struct xml_node *lom);

int qti_write(const struct bank *bank, const struct format_plan *plan, struct buf *out,
              struct err *err);

#endif
