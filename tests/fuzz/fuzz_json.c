/*
 * fuzz_json.c - the gate, the tree, the places and the writer, on any bytes.
 *
 *  - what our profile takes, RFC 8259 takes and cJSON can parse;
 *  - the verdict is the same whether or not a NUL stands behind the text;
 *  - every value has one offset, in ascending order, and its place is that of the offset;
 *  - a member's name stands where its place says;
 *  - a string that is written reads back as it was, and any text can be written.
 *
 * -DQUIZCTL_FUZZ_PLANT makes a gate with a hole, to see that the target finds one.
 */
#include <cjson/cJSON.h>
#include <stdbool.h>
#include <string.h>

#include "fuzz.h"
#include "quizctl/buf.h"
#include "quizctl/json.h"
#include "quizctl/json_write.h"

static const struct place start = {"x", 1, 1};

static int gate(const char *text, size_t len, enum json_profile profile,
                struct json_offsets *offsets, struct json_fault *fault)
{
    int rc = json_gate(text, len, profile, offsets, fault);
#ifdef QUIZCTL_FUZZ_PLANT
    if (rc != 0 && strcmp(fault->what, "a comma stands before ']'; remove it") == 0)
        rc = 0;
#endif
    return rc;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Write TEXT as a string and read it. */
static void holds_round_trip(const char *text, bool is_utf8)
{
    struct buf out = {0};
    struct json_writer w = {.out = &out};
    struct json_doc doc = {0};
    struct diag_sink sink = {0};
    json_put_string(&w, text);
    MUST(json_parse(&doc, start, out.bytes, out.len, &sink) == 0);
    MUST(json_kind(doc.root) == JSON_STRING);
    MUST(!is_utf8 || strcmp(json_string(doc.root), text) == 0);
    json_release(&doc);
    buf_release(&out);
}

static size_t byte_at(const char *text, size_t len, struct place place)
{
    for (size_t at = 0; at <= len; at++) {
        struct place here = json_locate(start, text, at);
        if (here.line == place.line && here.col == place.col)
            return at;
    }
    return len;
}

/* V's name stands at its place, and a colon between it and VALUE_AT. */
static void holds_name(struct json_doc *doc, const struct json *v, size_t value_at)
{
    const char *text = doc->text;
    size_t from = byte_at(text, value_at, json_key_place(doc, v)), to = value_at;
    while (is_space(text[to - 1]))
        to--;
    MUST(text[--to] == ':');

    struct buf name = {0};
    struct json_doc alone = {0};
    struct diag_sink sink = {0};
    buf_add(&name, text + from, to - from);
    MUST(json_parse(&alone, start, name.bytes, name.len, &sink) == 0);
    MUST(strcmp(json_string(alone.root), json_key(v)) == 0);
    json_release(&alone);
    buf_release(&name);
    holds_round_trip(json_key(v), true);
}

static const uint32_t *holds_places(struct json_doc *doc, const struct json *v,
                                    const uint32_t *offset)
{
    struct place want = json_locate(start, doc->text, *offset);
    struct place got = json_place(doc, v);
    MUST(got.line == want.line && got.col == want.col);
    if (json_key(v) != NULL)
        holds_name(doc, v, *offset);
    if (json_string(v) != NULL)
        holds_round_trip(json_string(v), true);
    offset++;
    for (const struct json *c = json_first(v); c != NULL; c = json_next(c))
        offset = holds_places(doc, c, offset);
    return offset;
}

static void holds_document(const char *text, size_t len,
                           const struct json_offsets *offsets)
{
    struct json_doc doc = {0};
    struct diag_sink sink = {0};
    cJSON *tree = cJSON_ParseWithLengthOpts(text, len + 1, NULL, 1);
    MUST(tree != NULL);
    cJSON_Delete(tree);
    for (size_t i = 0; i < offsets->len; i++)
        MUST(offsets->at[i] < len && (i == 0 || offsets->at[i - 1] < offsets->at[i]));
    MUST(json_parse(&doc, start, text, len, &sink) == 0 && sink.errors == 0);
    MUST(holds_places(&doc, doc.root, offsets->at) == offsets->at + offsets->len);
    json_release(&doc);
}

static void holds_refusal(const char *text, size_t len, const struct json_fault *fault)
{
    struct json_doc doc = {0};
    struct diag_sink sink = {0};
    MUST(fault->at <= len);
    MUST(fault->rule != NULL);
    MUST(memchr(fault->what, '\0', sizeof fault->what) != NULL && fault->what[0] != '\0');
    MUST(json_parse(&doc, start, text, len, &sink) == -1);
    MUST(sink.errors == 1 && doc.root == NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *exact = (const char *)data;
    struct json_offsets offsets = {0};
    struct json_fault fault = {0}, again = {0};
    struct buf copy = {0};

    int rfc = gate(exact, size, JSON_RFC, NULL, &fault);
    int ours = gate(exact, size, JSON_QUIZCTL, &offsets, &fault);
    MUST(ours != 0 || rfc == 0);

    buf_add(&copy, exact, size);
    MUST(gate(copy.bytes, copy.len, JSON_QUIZCTL, NULL, &again) == ours);
    MUST(ours == 0 || (fault.at == again.at && strcmp(fault.what, again.what) == 0));
    if (ours == 0)
        holds_document(copy.bytes, copy.len, &offsets);
    else
        holds_refusal(copy.bytes, copy.len, &fault);
    holds_round_trip(copy.bytes, false);

    buf_release(&copy);
    free(offsets.at);
    return 0;
}
