/*
 * moodle_text.h - what Moodle's formats share: texts in one of four markups, and paths of
 * categories.
 */
#ifndef QUIZCTL_MOODLE_TEXT_H
#define QUIZCTL_MOODLE_TEXT_H

#include "draft.h"
#include "html_text.h"

/* MOODLE_AUTO: text, where lines end as they end, that may hold HTML. */
enum moodle_format { MOODLE_AUTO, MOODLE_HTML, MOODLE_PLAIN, MOODLE_MARKDOWN };

/* Append RAW to OUT as the Markdown of a bank. What has no place in it is a loss of FIELD
 * of the question. */
void moodle_text(struct buf *out, enum moodle_format format, const char *raw, size_t len,
                 enum html_shape shape, struct draft *d, struct place at,
                 const char *field);

/* HTML alone, the same way. */
void moodle_html(struct buf *out, const char *html, size_t len, enum html_shape shape,
                 struct draft *d, struct place at, const char *field);

/* Topics of a category's path, "$course$/top/Storage/EFS", where the question does not
 * say its domain. A part that Moodle makes up tells nothing: "$course$", "top", "Default
 * for ...". */
void moodle_category(struct draft *d, const char *path, size_t len);

/* Append a category's name as a part of a path: a slash in it is doubled. */
void moodle_category_name(struct buf *out, const char *name);

/* Append the weight in percent that one of COUNT right options has, "33.33333": Moodle
 * knows it by its five places. */
void moodle_weight(struct buf *out, size_t count);

#endif
