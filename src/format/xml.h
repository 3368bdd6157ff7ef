/*
 * xml.h - XML as a small tree with places, bounded, without a DOCTYPE.
 *
 * Prefixes are taken off all names: the formats that we read have one namespace each, and
 * files write it with a prefix, by default, or not at all. Nothing is fetched, no entity
 * is declared. Writing XML: struct xml_writer.
 */
#ifndef QUIZCTL_XML_H
#define QUIZCTL_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/buf.h"
#include "quizctl/diag.h"
#include "quizctl/limits.h"
#include "quizctl/mem.h"

/* --- in --- */

struct xml_attribute {
    const char *name, *value;
    struct xml_attribute *next;
};

/* An element, or a text between elements: then `name` is NULL. */
struct xml_node {
    const char *name;
    const char *text;
    size_t len; /* of the text */
    struct xml_attribute *attributes;
    struct xml_node *first, *last, *next, *parent;
    struct place at;
};

struct xml_doc {
    struct xml_node *root;
    struct arena nodes;
};

/*
 * Parse TEXT: UTF-8, or what it declares (UTF-16, ISO-8859-1, Windows-1252). The path is
 * borrowed. On failure -1, one error goes to SINK, DOC stays empty.
 */
int xml_parse(struct xml_doc *doc, const char *path, const char *text, size_t len,
              struct diag_sink *sink);
void xml_release(struct xml_doc *doc);

/* The same without a tree of all: each element NAME outside another of that name goes to
 * `take` as it ends, and is forgotten behind it. */
struct xml_taker {
    const char *name;
    void (*take)(struct xml_taker *taker, const struct xml_node *element);
};

int xml_each(struct xml_taker *taker, const char *path, const char *text, size_t len,
             struct diag_sink *sink);

/* The name of the root element, without its prefix, when TEXT begins as XML does; cheap,
 * and false where it does not show in the first bytes. */
bool xml_root_name(const char *text, size_t len, char name[64]);

/* --- a tree --- */

bool xml_is(const struct xml_node *node, const char *name); /* an element NAME */
/* The first element NAME in NODE (which may be NULL), or the next beside it; or NULL. */
const struct xml_node *xml_child(const struct xml_node *node, const char *name);
const struct xml_node *xml_sibling(const struct xml_node *node, const char *name);
const char *xml_attr(const struct xml_node *node, const char *name); /* or NULL */
/* Append all text in NODE (may be NULL), without its markup. */
void xml_text(const struct xml_node *node, struct buf *out);
/* Append what stands in NODE as markup, every element closed by a tag of its own. */
void xml_inner(const struct xml_node *node, struct buf *out);
/* Append NODE itself so; and only the tag that begins it. */
void xml_outer(const struct xml_node *node, struct buf *out);
void xml_start_tag(const struct xml_node *node, struct buf *out);

/* --- out --- */

/* XML being written, two spaces for each depth. Names are ours: they are written as they
 * are; values and texts are escaped, what XML forbids in them is dropped. */
struct xml_writer {
    struct buf *out;
    const char *open[LIMIT_XML_DEPTH];
    size_t depth;
};

void xml_begin(struct xml_writer *w, struct buf *out); /* the declaration, too */
/* <name a="..." b="...">: NULL behind the last; an attribute whose value is NULL is left
 * out. */
void xml_open(struct xml_writer *w, const char *name, ...);
void xml_empty(struct xml_writer *w, const char *name, ...); /* <name .../> */
void xml_close(struct xml_writer *w);
void xml_value(struct xml_writer *w, const char *name, const char *text);
/* <name>MARKUP</name>, the markup as it is; and the same for an element that is open. */
void xml_markup(struct xml_writer *w, const char *name, const char *markup);
/* <name><![CDATA[TEXT]]></name> */
void xml_cdata(struct xml_writer *w, const char *name, const char *text);

#endif
