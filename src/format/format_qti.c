/*
 * format_qti.c - QTI 2.1, 2.2 and 3.0: its row, and packages on their way in.
 *
 * In:   a zip file with imsmanifest.xml, or the XML of one item.
 * Out:  the items, in the order of the package's test where it has one, else in that of
 *       its manifest, each to qti_item.c. A package is written by qti_write.c.
 *
 * Only members that the manifest names are read. What a name leads to is looked for in
 * the package and nowhere else.
 */
#include <stdlib.h>
#include <string.h>

#include "formats.h"
#include "package.h"
#include "qti.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"

static const char manifest_name[] = "imsmanifest.xml";

/* --- names --- */

static const char *camel(const char *name, struct arena *arena)
{
    char *to = arena_text(arena, name, strlen(name)), *end = to;
    for (; *name != '\0'; name++) {
        bool is_hump = name[0] == '-' && name[1] >= 'a' && name[1] <= 'z';
        name += is_hump;
        *end++ = is_hump ? (char)(*name - 'a' + 'A') : *name;
    }
    *end = '\0';
    return to;
}

void qti_rename(struct xml_node *node, struct arena *arena)
{
    bool is_ours = node->name != NULL && strncmp(node->name, "qti-", 4) == 0;
    if (is_ours)
        node->name = camel(node->name + 4, arena);
    for (struct xml_attribute *a = node->attributes; a != NULL && is_ours; a = a->next)
        a->name = camel(a->name, arena);
    for (struct xml_node *c = node->first; c != NULL; c = c->next)
        qti_rename(c, arena);
}

void qti_set_head(struct import *in, const char **field, const char *value)
{
    if ((*field == NULL || **field == '\0') && value != NULL && *value != '\0')
        *field = draft_text(in, value, strlen(value));
}

/* --- packages --- */

struct resource {
    const char *id, *href; /* of the item in the package */
    const struct xml_node *node;
    bool is_read;
};

struct qti {
    struct import *in;
    struct package package;
    struct xml_doc manifest;
    const char *manifest_path;
    const char *folder; /* of the manifest, "" or "a/b/" */
    struct resource *items;
    size_t count, cap;
    const char *test; /* the member that orders them, or NULL */
};

static const char *member_path(struct qti *q, const char *member)
{
    struct buf path = {0};
    buf_printf(&path, "%s/%s", q->in->path, member);
    const char *kept = arena_text(&q->in->bank->arena, path.bytes, path.len);
    buf_release(&path);
    return kept;
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void add_decoded(struct buf *out, const char *href)
{
    for (; *href != '\0' && *href != '#' && *href != '?'; href++) {
        bool is_coded = *href == '%' && hex(href[1]) >= 0 && hex(href[2]) >= 0;
        char c = is_coded ? (char)(hex(href[1]) * 16 + hex(href[2])) : *href;
        buf_char(out, c == '\\' ? '/' : c);
        href += is_coded ? 2 : 0;
    }
}

/* The member that HREF leads to from the folder of FROM, a member: without "./" and
 * "a/../". NULL when it leads out of the package. */
static const char *resolve(struct qti *q, const char *from, const char *href)
{
    struct buf all = {0}, path = {0};
    const char *slash = strrchr(from, '/');
    bool is_inside = *href != '/' && *href != '\\';
    buf_add(&all, from, slash != NULL ? (size_t)(slash + 1 - from) : 0);
    add_decoded(&all, href);
    for (const char *part = buf_str(&all); is_inside && *part != '\0';) {
        size_t len = strcspn(part, "/");
        if (len == 2 && memcmp(part, "..", 2) == 0) {
            is_inside = path.len > 0;
            const char *last = is_inside ? strrchr(path.bytes, '/') : NULL;
            path.len = last != NULL ? (size_t)(last - path.bytes) : 0;
        } else if (len > 0 && !(len == 1 && *part == '.')) {
            if (path.len > 0)
                buf_char(&path, '/');
            buf_add(&path, part, len);
        }
        if (path.bytes != NULL)
            path.bytes[path.len] = '\0';
        part += len + (part[len] == '/');
    }
    const char *kept =
        is_inside ? arena_text(&q->manifest.nodes, buf_str(&path), path.len) : NULL;
    buf_release(&all);
    buf_release(&path);
    return kept;
}

/* The XML of a member, in one dialect. -1 with an error told. */
static int read_member(struct qti *q, size_t member, struct xml_doc *doc)
{
    struct buf text = {0};
    int rc = package_read(&q->package, member, LIMIT_PACKAGE_XML, &text);
    if (rc == 0)
        rc = xml_parse(doc, member_path(q, package_name(&q->package, member)),
                       buf_str(&text), text.len, q->in->sink);
    if (rc == 0)
        qti_rename(doc->root, &doc->nodes);
    buf_release(&text);
    return rc;
}

/* The number of the member that HREF names, or -1 with an error told. */
static long find_member(struct qti *q, const char *from, const char *href,
                        struct place at)
{
    const char *name = resolve(q, from, href);
    long member = name != NULL ? package_find(&q->package, name) : -1;
    if (member < 0)
        diag_error(q->in->sink, at, "package", "'%s' %s",
                   text_excerpt(href, strlen(href)).text,
                   name == NULL ? "leads out of the package" : "is not in the package");
    return member;
}

static bool begins(const char *text, const char *with)
{
    return text != NULL && strncmp(text, with, strlen(with)) == 0;
}

static void take_resource(struct qti *q, const struct xml_node *node, const char *base)
{
    const char *type = xml_attr(node, "type"), *href = xml_attr(node, "href");
    const char *id = xml_attr(node, "identifier"), *own = xml_attr(node, "base");
    struct buf full = {0};
    bool is_test = begins(type, "imsqti_test_");
    bool is_item = begins(type, "imsqti_item_") || begins(type, "imsqti_apipitem_");
    if (begins(type, "imsqti_xmlv1"))
        diag_error(q->in->sink, node->at, "format",
                   "this is QTI 1.2, which is not read; export QTI 2.1 or later");
    if (!is_item && !is_test)
        return;
    if (href == NULL) {
        const struct xml_node *file = xml_child(node, "file");
        href = xml_attr(file, "href") != NULL ? xml_attr(file, "href") : "";
    }
    buf_printf(&full, "%s%s%s", base, own != NULL ? own : "", href);
    href = arena_text(&q->manifest.nodes, full.bytes, full.len);
    buf_release(&full);
    if (is_test) {
        q->test = q->test != NULL ? q->test : href;
        return;
    }
    MEM_ROOM(q->items, q->count, q->cap);
    q->items[q->count++] =
        (struct resource){.id = id != NULL ? id : "", .href = href, .node = node};
}

static void take_resources(struct qti *q)
{
    const struct xml_node *all = xml_child(q->manifest.root, "resources");
    const char *base = xml_attr(all, "base");
    size_t before = q->in->sink->errors;
    for (const struct xml_node *r = xml_child(all, "resource"); r != NULL;
         r = xml_sibling(r, "resource"))
        take_resource(q, r, base != NULL ? base : "");
    if (q->count == 0 && q->in->sink->errors == before)
        diag_error(q->in->sink, q->manifest.root->at, "package",
                   "no resource of this package is a QTI item");
}

/* Put the stimuli that ITEM, a member FROM, refers to in the places of the references.
 * The nodes live in the arena of ITEM's. */
static void take_stimuli(struct qti *q, struct xml_doc *item, const char *from)
{
    for (struct xml_node *c = item->root->first; c != NULL; c = c->next) {
        struct xml_doc doc = {0};
        const char *href = xml_attr(c, "href");
        if (!xml_is(c, "assessmentStimulusRef") || href == NULL)
            continue;
        long member = find_member(q, from, href, c->at);
        if (member < 0 || read_member(q, (size_t)member, &doc) != 0)
            continue;
        const struct xml_node *body = xml_child(doc.root, "stimulusBody");
        if (body != NULL) {
            c->name = body->name;
            c->first = body->first;
        }
        arena_adopt(&item->nodes, &doc.nodes);
    }
}

static void read_item(struct qti *q, struct resource *r)
{
    struct xml_doc doc;
    r->is_read = true;
    long member = find_member(q, q->folder, r->href, r->node->at);
    if (member < 0 || read_member(q, (size_t)member, &doc) != 0)
        return;
    const struct xml_node *meta = xml_child(xml_child(r->node, "metadata"), "lom");
    take_stimuli(q, &doc, package_name(&q->package, (size_t)member));
    qti_read_item(q->in, doc.root, meta);
    xml_release(&doc);
}

static int by_name(const void *a, const void *b)
{
    const struct resource *const *x = a, *const *y = b;
    return strcmp((*x)->href, (*y)->href);
}

/* What the test says about an item. */
static void tell_weight(struct qti *q, const struct xml_node *ref)
{
    const struct xml_node *weight = xml_child(ref, "weight");
    const char *value = xml_attr(weight, "value"), *id = xml_attr(ref, "identifier");
    if (value != NULL && strtod(value, NULL) != 1.0)
        loss_changed(q->in->losses, weight->at, id != NULL ? id : "", "question",
                     "it is worth %s there, and one mark here",
                     text_excerpt(value, strlen(value)).text);
}

/* Items in the order in which NODE, a test or a part of one, names them. SORTED are
 * they by their names in the package. */
static void read_refs(struct qti *q, const struct xml_node *node, const char *test,
                      struct resource **sorted)
{
    for (const struct xml_node *c = node->first; c != NULL; c = c->next) {
        const char *href = xml_attr(c, "href");
        if (!xml_is(c, "assessmentItemRef") || href == NULL) {
            read_refs(q, c, test, sorted);
            continue;
        }
        struct resource key = {.href = resolve(q, test, href)}, *wanted = &key;
        struct resource **found =
            key.href != NULL ? bsearch(&wanted, sorted, q->count, sizeof *sorted, by_name)
                             : NULL;
        if (found == NULL)
            diag_error(q->in->sink, c->at, "package",
                       "the test names '%s', which the manifest does not",
                       text_excerpt(href, strlen(href)).text);
        else if (!(*found)->is_read)
            read_item(q, *found);
        tell_weight(q, c);
    }
}

/* Make the hrefs names in the package, where they are such. */
static struct resource **sort_items(struct qti *q)
{
    struct resource **sorted = mem_get((q->count + 1) * sizeof(struct resource *));
    for (size_t i = 0; i < q->count; i++) {
        const char *name = resolve(q, q->folder, q->items[i].href);
        if (name != NULL && package_find(&q->package, name) >= 0)
            q->items[i].href = name;
        sorted[i] = &q->items[i];
    }
    q->folder = ""; /* from here on */
    qsort(sorted, q->count, sizeof *sorted, by_name);
    return sorted;
}

static void read_items(struct qti *q)
{
    struct xml_doc test = {0};
    long member =
        q->test != NULL ? find_member(q, q->folder, q->test, q->manifest.root->at) : -1;
    struct resource **sorted = sort_items(q);
    if (member >= 0 && read_member(q, (size_t)member, &test) == 0) {
        qti_set_head(q->in, &q->in->bank->title, xml_attr(test.root, "title"));
        read_refs(q, test.root, package_name(&q->package, (size_t)member), sorted);
    }
    xml_release(&test);
    for (size_t i = 0; i < q->count; i++)
        if (!q->items[i].is_read)
            read_item(q, &q->items[i]);
    free(sorted);
}

/* The manifest: at the root, or in the only place where one is. */
static long find_manifest(const struct package *p)
{
    long found = package_find(p, manifest_name);
    for (size_t i = 0; i < p->count && found < 0; i++) {
        const char *slash = strrchr(package_name(p, i), '/');
        if (slash != NULL && strcmp(slash + 1, manifest_name) == 0)
            found = (long)i;
    }
    return found;
}

static void read_package(struct import *in, const char *bytes, size_t len)
{
    struct qti q = {.in = in};
    if (package_open(&q.package, in->path, bytes, len, in->sink) != 0)
        return;
    long manifest = find_manifest(&q.package);
    if (manifest < 0) {
        diag_error(in->sink, (struct place){in->path, 0, 0}, "package",
                   "this zip file has no %s, so it is no QTI package; export one, or "
                   "unpack it and give its items",
                   manifest_name);
    } else if (read_member(&q, (size_t)manifest, &q.manifest) == 0) {
        q.folder = package_name(&q.package, (size_t)manifest);
        take_resources(&q);
        read_items(&q);
    }
    xml_release(&q.manifest);
    package_close(&q.package);
    free(q.items);
}

/* --- one XML file --- */

static void read_alone(struct import *in, const char *text, size_t len)
{
    struct xml_doc doc;
    if (xml_parse(&doc, in->path, text, len, in->sink) != 0)
        return;
    qti_rename(doc.root, &doc.nodes);
    if (xml_is(doc.root, "assessmentItem"))
        qti_read_item(in, doc.root, NULL);
    else if (xml_is(doc.root, "questestinterop"))
        diag_error(in->sink, doc.root->at, "format",
                   "this is QTI 1.2, which is not read; export QTI 2.1 or later");
    else if (xml_is(doc.root, "assessmentTest") || xml_is(doc.root, "manifest"))
        diag_error(in->sink, doc.root->at, "format",
                   "this file names items and holds none; give the package, a zip file");
    else
        diag_error(in->sink, doc.root->at, "format",
                   "the root of a QTI item is <assessmentItem> or "
                   "<qti-assessment-item>, not <%s>",
                   text_excerpt(doc.root->name, strlen(doc.root->name)).text);
    xml_release(&doc);
}

static void read(struct import *in, char *text, size_t len)
{
    if (package_is_one(text, len))
        read_package(in, text, len);
    else
        read_alone(in, text, len);
}

/* --- recognising --- */

static bool recognise(const char *text, size_t len)
{
    static const char *const roots[] = {"assessmentItem",  "qti-assessment-item",
                                        "assessmentTest",  "qti-assessment-test",
                                        "questestinterop", "manifest"};
    char root[64];
    if (package_is_one(text, len)) {
        struct diag_sink none = {0};
        struct package p;
        if (package_open(&p, "", text, len, &none) != 0)
            return false;
        bool is_qti = find_manifest(&p) >= 0;
        package_close(&p);
        return is_qti;
    }
    if (!xml_root_name(text, len, root))
        return false;
    for (size_t i = 0; i < COUNT(roots); i++)
        if (strcmp(root, roots[i]) == 0)
            return true;
    return false;
}

static const char *const exts[] = {".zip", NULL};

const struct format format_qti = {
    .name = "qti3",
    .title = "QTI 3.0 package; 2.1 and 2.2 are read, and single items",
    .exts = exts,
    .recognise = recognise,
    .read = read,
    .write = qti_write,
};
