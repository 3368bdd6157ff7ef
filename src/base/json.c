/*
 * json.c - a checked text to a tree that knows its places. The only file that meets
 * cJSON.
 *
 * The gate (json_gate.c) has seen the text before cJSON does: what cJSON lets pass
 * (duplicate names, bad UTF-8, trailing text, ...) never gets here, and a NULL from cJSON
 * can only mean that memory ran out. The gate's offsets are laid into the nodes' spare
 * field `valueint`, so a place costs nothing until somebody asks for it.
 */
#include <assert.h>
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/json.h"
#include "quizctl/mem.h"

static const cJSON *node(const struct json *v)
{
    return (const cJSON *)(const void *)v;
}

static const struct json *value(const cJSON *n)
{
    return (const struct json *)(const void *)n;
}

/* --- memory: a tree is made in an arena and goes with it, node by node costs more --- */

/* The arena that this thread's parse fills; NULL outside of json_parse, where cJSON works
 * as ever. cJSON knows one allocator for the program. */
static _Thread_local struct arena *filling;

static void *take(size_t size)
{
    return filling != NULL ? arena_raw(filling, size) : malloc(size);
}

static void leave(void *memory)
{
    if (filling == NULL) /* else it goes with the arena */
        free(memory);
}

__attribute__((constructor)) static void hook_allocator(void)
{
    cJSON_Hooks hooks = {.malloc_fn = take, .free_fn = leave};
    cJSON_InitHooks(&hooks);
}

/* Give each node its offset, in document order, and each container the number of its
 * children (in valuedouble, which only numbers use). Depth is bounded by the gate. */
static const uint32_t *lay_offsets(cJSON *n, const uint32_t *next)
{
    size_t count = 0;
    n->valueint = (int)*next++;
    for (cJSON *child = n->child; child != NULL; child = child->next, count++)
        next = lay_offsets(child, next);
    if (!cJSON_IsNumber(n))
        n->valuedouble = (double)count;
    return next;
}

int json_parse(struct json_doc *doc, struct place start, const char *text, size_t len,
               struct diag_sink *sink)
{
    struct json_offsets offsets = {0};
    struct json_fault fault;
    struct arena nodes = {0};

    if (json_gate(text, len, JSON_QUIZCTL, &offsets, &fault) != 0) {
        diag_error(sink, json_locate(start, text, fault.at), fault.rule, "%s",
                   fault.what);
        free(offsets.at);
        return -1;
    }
    filling = &nodes;
    cJSON *root = cJSON_ParseWithLengthOpts(text, len + 1, NULL, 1);
    filling = NULL;
    if (root == NULL)
        mem_out();
    const uint32_t *end = lay_offsets(root, offsets.at);
    assert(end == offsets.at + offsets.len);
    (void)end;
    free(offsets.at);
    *doc = (struct json_doc){.start = start,
                             .text = text,
                             .len = len,
                             .root = (struct json *)(void *)root,
                             .nodes = nodes,
                             .last = start};
    return 0;
}

void json_release(struct json_doc *doc)
{
    arena_release(&doc->nodes);
    *doc = (struct json_doc){0};
}

void json_keep_strings(struct json_doc *doc, struct arena *arena)
{
    arena_adopt(arena, &doc->nodes);
    json_release(doc);
}

enum json_kind json_kind(const struct json *v)
{
    switch (node(v)->type & 0xFF) {
    case cJSON_True:
    case cJSON_False:
        return JSON_BOOL;
    case cJSON_Number:
        return JSON_NUMBER;
    case cJSON_String:
        return JSON_STRING;
    case cJSON_Array:
        return JSON_ARRAY;
    case cJSON_Object:
        return JSON_OBJECT;
    default:
        return JSON_NULL;
    }
}

const char *json_kind_name(enum json_kind kind)
{
    static const char *const names[] = {"null",     "true or false", "a number",
                                        "a string", "an array",      "an object"};
    return names[kind];
}

bool json_bool(const struct json *v)
{
    return cJSON_IsTrue(node(v));
}

double json_number(const struct json *v)
{
    return cJSON_IsNumber(node(v)) ? node(v)->valuedouble : 0;
}

const char *json_string(const struct json *v)
{
    return cJSON_IsString(node(v)) ? node(v)->valuestring : NULL;
}

size_t json_count(const struct json *v)
{
    return cJSON_IsNumber(node(v)) ? 0 : (size_t)node(v)->valuedouble;
}

const struct json *json_first(const struct json *v)
{
    return value(node(v)->child);
}

const struct json *json_next(const struct json *v)
{
    return value(node(v)->next);
}

const char *json_key(const struct json *v)
{
    return node(v)->string;
}

const struct json *json_get(const struct json *object, const char *key)
{
    return value(cJSON_GetObjectItemCaseSensitive(node(object), key));
}

/* --- places --- */

/* Does a code point start with BYTE? */
static bool starts_column(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

/* Code points that start in the LEN bytes at TEXT; eight bytes are looked at at once. */
static uint32_t columns(const char *text, size_t len)
{
    const uint64_t ones = 0x0101010101010101u;
    uint32_t count = 0;
    for (; len >= sizeof ones; len -= sizeof ones, text += sizeof ones) {
        uint64_t word;
        memcpy(&word, text, sizeof word);
        uint64_t starts = (~word >> 7 | word >> 6) & ones;
        count += (uint32_t)(starts * ones >> 56);
    }
    for (size_t i = 0; i < len; i++)
        count += starts_column(text[i]);
    return count;
}

/* PLACE moved from byte FROM to byte TO of TEXT. Columns count code points. */
static struct place advance(struct place place, const char *text, size_t from, size_t to)
{
    for (const char *end; (end = memchr(text + from, '\n', to - from)) != NULL;) {
        place.line++;
        place.col = 1;
        from = (size_t)(end - text) + 1;
    }
    place.col += columns(text + from, to - from);
    return place;
}

struct place json_locate(struct place start, const char *text, size_t at)
{
    return advance(start, text, 0, at);
}

/* The place of byte TO, which stands before the last one asked for. */
static struct place go_back(const struct json_doc *doc, size_t to)
{
    const char *text = doc->text;
    struct place place = doc->last;
    for (size_t i = to; i < doc->last_at; i++) {
        place.line -= text[i] == '\n';
        place.col -= starts_column(text[i]);
    }
    if (place.line == doc->last.line)
        return place;
    size_t line = to;
    while (line > 0 && text[line - 1] != '\n')
        line--;
    place.col = line == 0 ? doc->start.col : 1;
    return advance(place, text, line, to);
}

static struct place place_of_byte(struct json_doc *doc, size_t at)
{
    doc->last = at < doc->last_at ? go_back(doc, at)
                                  : advance(doc->last, doc->text, doc->last_at, at);
    doc->last_at = at;
    return doc->last;
}

struct place json_place(struct json_doc *doc, const struct json *v)
{
    return place_of_byte(doc, (uint32_t)node(v)->valueint);
}

/* Inside a string a quote has an odd number of backslashes before it; the opening one has
 * white space, a comma or a brace there. */
static bool is_opening_quote(const char *text, size_t at)
{
    size_t slashes = 0;
    while (slashes < at && text[at - 1 - slashes] == '\\')
        slashes++;
    return text[at] == '"' && slashes % 2 == 0;
}

struct place json_key_place(struct json_doc *doc, const struct json *v)
{
    size_t at = (uint32_t)node(v)->valueint;
    assert(json_key(v) != NULL);
    while (doc->text[--at] !=
           '"') /* over white space and the colon to the closing quote */
        ;
    while (!is_opening_quote(doc->text, --at))
        ;
    return place_of_byte(doc, at);
}
