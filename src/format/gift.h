/*
 * gift.h - what the files that read GIFT share: one question on its way in.
 */
#ifndef QUIZCTL_GIFT_H
#define QUIZCTL_GIFT_H

#include "draft.h"
#include "gift_block.h"
#include "moodle_text.h"

/* How a text is marked up, "[markdown]" before it: by enum moodle_format. */
extern const char *const gift_format_names[4]; /* "[moodle]" */

/* What is known while one question is read. */
struct gift {
    struct import *in;
    struct gift_block block;
    struct buf category; /* in force: the path of $CATEGORY */
    struct draft draft;
    enum moodle_format format; /* of the question's text; its other texts inherit it */
    struct buf text;           /* for one text at a time */
};

struct place gift_place(const struct gift *g, const char *at);

/* Take the mark of a format off the start of SPAN. */
enum moodle_format gift_format(struct gift_span *span, enum moodle_format inherited);
/* The text of SPAN, which stands AT, as Markdown: in g->text until the next call. FIELD
 * is the member that it will be. */
const struct buf *gift_text(struct gift *g, struct gift_span span, struct place at,
                            enum moodle_format format, const char *field);
/* The same into *FIELD, in the format that it names or inherits. */
void gift_set(struct gift *g, const char **field, struct gift_span span,
              const char *name);

/* gift_comment.c: what the comment before the question and the category say. */
void gift_read_comment(struct gift *g);
struct gift_span gift_token(const struct gift *g, const char *name); /* "[name:value]" */

/* gift_answers.c: options, prompts and their ids. False when an error was told. */
bool gift_read_answers(struct gift *g, struct gift_span answers);
/* Why a bank has no question with these ANSWERS; NULL when it has. */
const char *gift_foreign_type(struct gift_span answers);
/* Text and feedback: at the first '#'. */
void gift_cut_feedback(struct gift_span answer, struct gift_span *text,
                       struct gift_span *why);

/* gift_write.c: the other direction. */
int gift_write(const struct bank *bank, const struct format_plan *plan, struct buf *out,
               struct err *err);

#endif
