/*
 * html_text.h - HTML as people's editors write it, to the Markdown of a bank and back.
 *
 * A small set of HTML has a place in a bank: paragraphs and line breaks, strong,
 * emphasis, code, lists, tables, headings, quotations, links to the web, sub- and
 * superscripts. The rest is dropped: what only looks otherwise silently, what carries
 * meaning with a word to a sink. Nothing is opened or run. Linear time, bounded depth,
 * any bytes.
 *
 * In: html_text.c. Out: html_out.c.
 */
#ifndef QUIZCTL_HTML_TEXT_H
#define QUIZCTL_HTML_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/buf.h"
#include "quizctl/loss.h"

/* What the text is to be. */
enum html_shape {
    HTML_INLINE, /* a prompt, a title: inline Markdown, newlines end lines */
    HTML_ENTRY,  /* an option, a reason: the same, or blocks; words need no element of
                    their own, a heading is strong, code of one line stays in it */
    HTML_BLOCKS, /* a scenario, a section: what starts a line may start a block */
};

/* Is told what of a fragment has no place in a bank: "a bank has no images: 'a.png'". */
struct html_sink {
    void (*take)(struct html_sink *sink, enum loss_kind kind, const char *what);
};

/* Append the fragment HTML to OUT as Markdown. SINK may be NULL. */
void html_read(struct buf *out, const char *html, size_t len, enum html_shape shape,
               struct html_sink *sink);

/* Append TEXT without any markup to OUT: what Markdown would take for a mark gets a
 * backslash. */
void html_plain(struct buf *out, const char *text, size_t len, enum html_shape shape);

/* Append Markdown to OUT as HTML that is well-formed XML, too. */
void html_write(struct buf *out, const char *text, size_t len, enum html_shape shape);
/* The same; true when html_read makes TEXT of it again, letter by letter. */
bool html_write_checked(struct buf *out, const char *text, enum html_shape shape);
/* Append TEXT with & < > " ' as references; control characters that XML forbids are
 * dropped. */
void html_escape(struct buf *out, const char *text, size_t len);

#endif
