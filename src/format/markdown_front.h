/*
 * markdown_front.h - the front matter of a Markdown text: fields above the text.
 */
#ifndef QUIZCTL_MARKDOWN_FRONT_H
#define QUIZCTL_MARKDOWN_FRONT_H

#include "markdown_lines.h"

/* "key: value", or "- value" in a line below a key, which is then an entry of its own.
 * The value is without white space, quotes and brackets around it, and may be empty. */
struct front_entry {
    const char *key, *value;
    size_t key_len, len;
    uint32_t line; /* from 1 */
};

struct front {
    struct front_entry *entries;
    size_t count, cap;
};

/* The entries point into M. None when there is no front matter. */
void front_read(struct front *f, const struct markdown *m);
void front_release(struct front *f);

/* Does FRONT's entry E hold field NAME? Capitals do not count. */
bool front_is(const struct front_entry *e, const char *name);
/* TEXT without what may stand around a value; its new length. */
size_t front_value(const char **text, size_t len);

#endif
