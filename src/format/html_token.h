/*
 * html_token.h - cut HTML into text and tags, whatever its state.
 *
 * Comments, declarations and what stands in <script> and <style> are passed over. A '<'
 * that begins no tag is text. Tokens point into the HTML. Linear time.
 */
#ifndef QUIZCTL_HTML_TOKEN_H
#define QUIZCTL_HTML_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/buf.h"

enum html_token_kind { HTML_TEXT, HTML_START, HTML_END };

enum { HTML_NAME = 16 };

struct html_token {
    enum html_token_kind kind;
    const char *text; /* TEXT: it, with references; a tag: its attributes */
    size_t len;
    char name[HTML_NAME]; /* lower case, without a prefix; cut where it is long */
    bool is_empty;        /* <br/> */
};

struct html_tokens {
    const char *at, *end;
    const char *last_close; /* the last '>', NULL for none */
    bool is_unquoted;       /* a quote was left open: from there on none counts */
};

void html_tokens_init(struct html_tokens *t, const char *html, size_t len);
bool html_next(struct html_tokens *t, struct html_token *token); /* false at the end */

/* The attribute NAME of a tag into VALUE (cleared first), references replaced. */
bool html_attribute(const struct html_token *tag, const char *name, struct buf *value);
/* The name of the first attribute that holds a script ("onclick") into NAME. */
bool html_handler(const struct html_token *tag, char name[HTML_NAME]);

/* Append a code point as UTF-8. */
void html_put(struct buf *out, unsigned long code_point);

#endif
