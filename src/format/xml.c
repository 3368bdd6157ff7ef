/*
 * xml.c - XML as a small tree, in and out: see xml.h. The only file that meets expat.
 *
 * Expat reads the whole text at once and tells of elements as they begin and end. A
 * DOCTYPE stops it: with none there are no entities to expand and no files to name.
 */
#include "xml.h"

#include <expat.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "html_entity.h"
#include "html_text.h"
#include "quizctl/text.h"

/* --- in --- */

struct parse {
    XML_Parser parser;
    const char *path;
    struct diag_sink *sink;
    struct xml_taker *taker; /* or NULL: the tree is kept */
    struct arena nodes;
    struct xml_node *root, *open;
    struct buf text; /* since the last tag */
    struct place text_at;
    size_t depth, node_count, most_nodes;
    bool is_stopped; /* by us, and told */
};

static struct place here(const struct parse *p)
{
    return (struct place){p->path, (uint32_t)XML_GetCurrentLineNumber(p->parser),
                          (uint32_t)XML_GetCurrentColumnNumber(p->parser) + 1};
}

static void stop(struct parse *p, const char *rule, const char *what)
{
    if (!p->is_stopped)
        diag_error(p->sink, here(p), rule, "%s", what);
    p->is_stopped = true;
    XML_StopParser(p->parser, XML_FALSE);
}

static const char *without_prefix(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon != NULL && colon[1] != '\0' ? colon + 1 : name;
}

static const char *keep(struct parse *p, const char *text)
{
    return arena_text(&p->nodes, text, strlen(text));
}

static void count(struct parse *p)
{
    if (++p->node_count > p->most_nodes)
        stop(p, "xml-size", "this has too many elements for its length");
}

static struct xml_node *add_node(struct parse *p, struct place at)
{
    struct xml_node *node = arena_get(&p->nodes, sizeof *node);
    count(p);
    *node = (struct xml_node){.parent = p->open, .at = at};
    if (p->open == NULL)
        p->root = p->root != NULL ? p->root : node;
    else if (p->open->last == NULL)
        p->open->first = p->open->last = node;
    else
        p->open->last = p->open->last->next = node;
    return node;
}

/* The text since the last tag becomes a node. */
static void end_text(struct parse *p)
{
    if (p->text.len > 0 && p->open != NULL) {
        struct xml_node *node = add_node(p, p->text_at);
        node->text = arena_text(&p->nodes, p->text.bytes, p->text.len);
        node->len = p->text.len;
    }
    buf_clear(&p->text);
}

/* Is there anything to remember of what comes? */
static bool is_wanted(const struct parse *p, const char *name)
{
    return p->taker == NULL || p->open != NULL || strcmp(name, p->taker->name) == 0;
}

static void XMLCALL on_start(void *data, const XML_Char *qname, const XML_Char **attrs)
{
    struct parse *p = data;
    const char *name = without_prefix(qname);
    if (++p->depth > LIMIT_XML_DEPTH)
        stop(p, "xml-depth", "elements stand more than 64 deep in one another");
    if (p->is_stopped || !is_wanted(p, name))
        return;
    end_text(p);
    struct xml_node *node = add_node(p, here(p));
    node->name = keep(p, name);
    for (; *attrs != NULL; attrs += 2) {
        if (strncmp(attrs[0], "xmlns", 5) == 0 || p->is_stopped)
            continue;
        struct xml_attribute *a = arena_get(&p->nodes, sizeof *a);
        count(p);
        *a = (struct xml_attribute){keep(p, without_prefix(attrs[0])), keep(p, attrs[1]),
                                    node->attributes};
        node->attributes = a;
    }
    p->open = node;
}

static void XMLCALL on_end(void *data, const XML_Char *name)
{
    struct parse *p = data;
    (void)name;
    p->depth--;
    if (p->open == NULL || p->is_stopped)
        return;
    end_text(p);
    struct xml_node *ended = p->open;
    p->open = ended->parent;
    if (p->taker == NULL || p->open != NULL)
        return;
    p->taker->take(p->taker, ended);
    arena_release(&p->nodes);
    p->root = NULL;
    p->node_count = 0;
}

static void XMLCALL on_text(void *data, const XML_Char *text, int len)
{
    struct parse *p = data;
    if (p->open == NULL)
        return;
    if (p->text.len == 0)
        p->text_at = here(p);
    buf_add(&p->text, text, (size_t)len);
}

static void XMLCALL on_doctype(void *data, const XML_Char *name, const XML_Char *system,
                               const XML_Char *public, int has_subset)
{
    (void)name, (void)system, (void)public, (void)has_subset;
    stop(data, "xml-doctype",
         "a DOCTYPE can name files and entities without end, so none is read; remove it");
}

/* The one encoding that expat does not know and exporters still use. */
static int XMLCALL on_encoding(void *data, const XML_Char *name, XML_Encoding *encoding)
{
    (void)data;
    const char *const names[] = {"windows-1252", "Windows-1252", "WINDOWS-1252",
                                 "cp1252"};
    bool is_known = false;
    for (size_t i = 0; i < COUNT(names); i++)
        is_known = is_known || strcmp(name, names[i]) == 0;
    for (int i = 0; i < 256; i++)
        encoding->map[i] = (int)html_windows((unsigned char)i);
    encoding->data = NULL;
    encoding->convert = NULL;
    encoding->release = NULL;
    return is_known ? XML_STATUS_OK : XML_STATUS_ERROR;
}

/* XML_Parse takes an int. */
enum { MOST_AT_ONCE = 1 << 30 };

static int run(struct parse *p, const char *text, size_t len)
{
    XML_SetUserData(p->parser, p);
    XML_SetElementHandler(p->parser, on_start, on_end);
    XML_SetCharacterDataHandler(p->parser, on_text);
    XML_SetStartDoctypeDeclHandler(p->parser, on_doctype);
    XML_SetUnknownEncodingHandler(p->parser, on_encoding, NULL);
    if (len > MOST_AT_ONCE) {
        diag_error(p->sink, (struct place){p->path, 0, 0}, "xml-size",
                   "this is too long to be read as XML");
        return -1;
    }
    if (XML_Parse(p->parser, text, (int)len, 1) == XML_STATUS_OK)
        return 0;
    enum XML_Error error = XML_GetErrorCode(p->parser);
    if (error == XML_ERROR_NO_MEMORY)
        mem_out();
    if (!p->is_stopped)
        diag_error(p->sink, here(p), "xml-syntax", "this is no XML: %s",
                   XML_ErrorString(error));
    return -1;
}

static int parse(struct parse *p, const char *text, size_t len)
{
    p->most_nodes = LIMIT_XML_NODES + len / LIMIT_XML_BYTES_PER_NODE;
    p->parser = XML_ParserCreate(NULL);
    if (p->parser == NULL)
        mem_out();
    int rc = run(p, text, len);
    XML_ParserFree(p->parser);
    buf_release(&p->text);
    return rc;
}

int xml_parse(struct xml_doc *doc, const char *path, const char *text, size_t len,
              struct diag_sink *sink)
{
    struct parse p = {.path = path, .sink = sink};
    int rc = parse(&p, text, len);
    *doc = (struct xml_doc){p.root, p.nodes};
    if (rc != 0)
        xml_release(doc);
    return rc;
}

void xml_release(struct xml_doc *doc)
{
    arena_release(&doc->nodes);
    *doc = (struct xml_doc){0};
}

int xml_each(struct xml_taker *taker, const char *path, const char *text, size_t len,
             struct diag_sink *sink)
{
    struct parse p = {.path = path, .sink = sink, .taker = taker};
    int rc = parse(&p, text, len);
    arena_release(&p.nodes);
    return rc;
}

/* Behind MARK, from AT; LEN when it is not there. */
static size_t behind(const char *text, size_t len, size_t at, const char *mark)
{
    size_t size = strlen(mark);
    for (; at + size <= len; at++)
        if (memcmp(text + at, mark, size) == 0)
            return at + size;
    return len;
}

bool xml_root_name(const char *text, size_t len, char name[64])
{
    size_t at = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    len = len < 4096 ? len : 4096;
    for (;;) {
        while (at < len && strchr(" \t\r\n", text[at]) != NULL && text[at] != '\0')
            at++;
        if (at + 1 >= len || text[at] != '<')
            return false;
        if (text[at + 1] == '?')
            at = behind(text, len, at, "?>");
        else if (at + 3 < len && memcmp(text + at, "<!--", 4) == 0)
            at = behind(text, len, at, "-->");
        else if (text[at + 1] == '!')
            at = behind(text, len, at, ">");
        else
            break;
    }
    size_t used = 0;
    for (at++; at < len && strchr(" \t\r\n/>", text[at]) == NULL; at++) {
        if (text[at] == ':')
            used = 0;
        else if (used < 63)
            name[used++] = text[at];
    }
    name[used] = '\0';
    return used > 0 && at < len;
}

/* --- a tree --- */

bool xml_is(const struct xml_node *node, const char *name)
{
    return node != NULL && node->name != NULL && strcmp(node->name, name) == 0;
}

static const struct xml_node *first_of(const struct xml_node *node, const char *name)
{
    while (node != NULL && !xml_is(node, name))
        node = node->next;
    return node;
}

const struct xml_node *xml_child(const struct xml_node *node, const char *name)
{
    return node != NULL ? first_of(node->first, name) : NULL;
}

const struct xml_node *xml_sibling(const struct xml_node *node, const char *name)
{
    return first_of(node->next, name);
}

const char *xml_attr(const struct xml_node *node, const char *name)
{
    const struct xml_attribute *a = node != NULL ? node->attributes : NULL;
    while (a != NULL && strcmp(a->name, name) != 0)
        a = a->next;
    return a != NULL ? a->value : NULL;
}

/* Recursion below is as deep as the tree: LIMIT_XML_DEPTH. */

void xml_text(const struct xml_node *node, struct buf *out)
{
    if (node == NULL)
        return;
    if (node->name == NULL)
        buf_add(out, node->text, node->len);
    for (const struct xml_node *c = node->first; c != NULL; c = c->next)
        xml_text(c, out);
}

void xml_start_tag(const struct xml_node *node, struct buf *out)
{
    buf_printf(out, "<%s", node->name);
    for (const struct xml_attribute *a = node->attributes; a != NULL; a = a->next) {
        buf_printf(out, " %s=\"", a->name);
        html_escape(out, a->value, strlen(a->value));
        buf_char(out, '"');
    }
    buf_char(out, '>');
}

void xml_outer(const struct xml_node *node, struct buf *out)
{
    if (node->name == NULL) {
        html_escape(out, node->text, node->len);
        return;
    }
    xml_start_tag(node, out);
    xml_inner(node, out);
    buf_printf(out, "</%s>", node->name);
}

void xml_inner(const struct xml_node *node, struct buf *out)
{
    if (node == NULL)
        return;
    for (const struct xml_node *c = node->first; c != NULL; c = c->next)
        xml_outer(c, out);
}

/* --- out --- */

static void indent(struct xml_writer *w)
{
    buf_fill(w->out, ' ', w->depth * 2);
}

void xml_begin(struct xml_writer *w, struct buf *out)
{
    *w = (struct xml_writer){.out = out};
    buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

static void put_tag(struct xml_writer *w, const char *name, va_list ap)
{
    const char *attribute;
    indent(w);
    buf_printf(w->out, "<%s", name);
    while ((attribute = va_arg(ap, const char *)) != NULL) {
        const char *value = va_arg(ap, const char *);
        if (value == NULL)
            continue;
        buf_printf(w->out, " %s=\"", attribute);
        html_escape(w->out, value, strlen(value));
        buf_char(w->out, '"');
    }
}

void xml_open(struct xml_writer *w, const char *name, ...)
{
    va_list ap;
    va_start(ap, name);
    put_tag(w, name, ap);
    va_end(ap);
    buf_text(w->out, ">\n");
    w->open[w->depth++] = name;
}

void xml_empty(struct xml_writer *w, const char *name, ...)
{
    va_list ap;
    va_start(ap, name);
    put_tag(w, name, ap);
    va_end(ap);
    buf_text(w->out, "/>\n");
}

void xml_close(struct xml_writer *w)
{
    const char *name = w->open[--w->depth];
    indent(w);
    buf_printf(w->out, "</%s>\n", name);
}

void xml_markup(struct xml_writer *w, const char *name, const char *markup)
{
    indent(w);
    buf_printf(w->out, "<%s>%s</%s>\n", name, markup, name);
}

void xml_value(struct xml_writer *w, const char *name, const char *text)
{
    struct buf escaped = {0};
    html_escape(&escaped, text, strlen(text));
    xml_markup(w, name, buf_str(&escaped));
    buf_release(&escaped);
}

void xml_cdata(struct xml_writer *w, const char *name, const char *text)
{
    const char *end;
    indent(w);
    buf_printf(w->out, "<%s><![CDATA[", name);
    for (; (end = strstr(text, "]]>")) != NULL; text = end + 2) {
        buf_add(w->out, text, (size_t)(end - text));
        buf_text(w->out, "]]]]><![CDATA[");
    }
    buf_printf(w->out, "%s]]></%s>\n", text, name);
}
