/*
 * json_gate.c - does a text hold exactly one JSON value? The gate before cJSON.
 *
 * In:   bytes from anywhere.
 * Out:  yes, with the offset of every value in document order; or no, with the first
 *       byte that is wrong, a rule name, and a sentence that says what to do.
 *
 * One pass, recursive, its depth bounded. What the gate lets through cJSON can parse,
 * so that a NULL from cJSON means only "out of memory" (json.c). Names of an object
 * are compared after decoding, so "a" and "\u0061" are the same name.
 */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/json.h"
#include "quizctl/limits.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"

enum { RFC_DEPTH = 900 }; /* cJSON refuses more than 1000 */

/* A member's name, decoded. */
struct name {
    const char *text;
    size_t len;
    size_t at; /* of its opening quote */
};

struct gate {
    const char *text;
    size_t len, at;
    bool is_strict; /* the QUIZCTL profile */
    int depth;
    size_t values;
    struct json_offsets *offsets; /* or NULL */
    struct json_fault *fault;
    struct name *names; /* of all objects that are open, the innermost last */
    size_t name_count, name_cap;
    struct arena decoded; /* names that had escapes */
};

static int refuse(struct gate *g, size_t at, const char *rule, const char *fmt, ...)
    QUIZCTL_PRINTF(4, 5);

static int refuse(struct gate *g, size_t at, const char *rule, const char *fmt, ...)
{
    g->fault->at = at;
    g->fault->rule = rule;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(g->fault->what, sizeof g->fault->what, fmt, ap);
    va_end(ap);
    return -1;
}

/* The byte at the cursor; -1 at the end. */
static int here(const struct gate *g)
{
    return g->at < g->len ? (unsigned char)g->text[g->at] : -1;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static void skip_space(struct gate *g)
{
    for (int c = here(g); c == ' ' || c == '\n' || c == '\r' || c == '\t'; c = here(g))
        g->at++;
}

static bool is_letter(int c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '$';
}

/* Bytes of the word at the cursor: what a person sees as one thing, up to a bound. */
static int word_bytes(const struct gate *g)
{
    enum { MOST = 30 };
    int bytes = 0;
    while (bytes < MOST && g->at + (size_t)bytes < g->len &&
           (is_letter((unsigned char)g->text[g->at + (size_t)bytes]) ||
            is_digit((unsigned char)g->text[g->at + (size_t)bytes])))
        bytes++;
    return bytes;
}

static bool is_comment(const struct gate *g)
{
    return g->len - g->at >= 2 && g->text[g->at] == '/' &&
           (g->text[g->at + 1] == '/' || g->text[g->at + 1] == '*');
}

static int unexpected(struct gate *g, const char *wanted)
{
    int c = here(g), bytes = word_bytes(g);
    uint32_t code_point = 0;
    if (c < 0)
        return refuse(g, g->at, "json-syntax",
                      "the text ends where %s should stand; it may be cut off", wanted);
    if (is_comment(g) || c == '#')
        return refuse(g, g->at, "json-syntax",
                      "a comment stands here; JSON has none, so remove it");
    if (c > ' ' && c < 0x7f)
        return refuse(g, g->at, "json-syntax", "'%.*s' stands where %s should",
                      bytes > 0 ? bytes : 1, g->text + g->at, wanted);
    if (c >= 0x80)
        bytes = (int)text_utf8(g->text + g->at, g->len - g->at, &code_point);
    if (bytes > 0)
        return refuse(g, g->at, "json-syntax", "'%.*s' (U+%04X) stands where %s should",
                      bytes, g->text + g->at, (unsigned)code_point, wanted);
    return refuse(g, g->at, "json-syntax", "byte 0x%02x stands where %s should",
                  (unsigned)c, wanted);
}

/* --- strings --- */

static int hex_digit(int c)
{
    if (is_digit(c))
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Four hexadecimal digits at AT, or -1. */
static long hex4(const struct gate *g, size_t at)
{
    long value = 0;
    if (g->len - at < 4)
        return -1;
    for (size_t i = 0; i < 4; i++) {
        int digit = hex_digit((unsigned char)g->text[at + i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* Append CODE_POINT (a surrogate too: RFC 8259 lets it stand) to *TO as UTF-8. */
static void put_utf8(char **to, long code_point)
{
    char *p = *to;
    if (code_point < 0x80) {
        *p++ = (char)code_point;
    } else if (code_point < 0x800) {
        *p++ = (char)(0xC0 | code_point >> 6);
        *p++ = (char)(0x80 | (code_point & 63));
    } else if (code_point < 0x10000) {
        *p++ = (char)(0xE0 | code_point >> 12);
        *p++ = (char)(0x80 | (code_point >> 6 & 63));
        *p++ = (char)(0x80 | (code_point & 63));
    } else {
        *p++ = (char)(0xF0 | code_point >> 18);
        *p++ = (char)(0x80 | (code_point >> 12 & 63));
        *p++ = (char)(0x80 | (code_point >> 6 & 63));
        *p++ = (char)(0x80 | (code_point & 63));
    }
    *to = p;
}

static bool is_high(long unit)
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}

static bool is_low(long unit)
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

/* At the 'u' of an escape whose backslash stands at START. */
static int unicode_escape(struct gate *g, size_t start, char **to)
{
    long unit = hex4(g, g->at + 1);
    if (unit < 0)
        return refuse(g, start, "bad-escape",
                      "\\u needs four hexadecimal digits behind it, as in \\u00e9");
    g->at += 5;
    if (is_high(unit) && g->len - g->at >= 6 && g->text[g->at] == '\\' &&
        g->text[g->at + 1] == 'u' && is_low(hex4(g, g->at + 2))) {
        unit = 0x10000 + ((unit - 0xD800) << 10) + (hex4(g, g->at + 2) - 0xDC00);
        g->at += 6;
    }
    if (g->is_strict && unit == 0)
        return refuse(g, start, "bad-escape",
                      "\\u0000 is not allowed in a text; remove it");
    if (g->is_strict && (is_high(unit) || is_low(unit)))
        return refuse(g, start, "bad-escape",
                      "half of a surrogate pair stands alone; write both halves or the "
                      "character itself");
    if (to != NULL)
        put_utf8(to, unit);
    return 0;
}

/* At a backslash. */
static int escape(struct gate *g, char **to)
{
    static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";
    size_t start = g->at++;
    int c = here(g);
    if (c == 'u')
        return unicode_escape(g, start, to);
    const char *found = c > 0 ? memchr(from, c, sizeof from - 1) : NULL;
    if (found == NULL)
        return refuse(g, start, "bad-escape",
                      "no escape starts like this; a backslash itself is written \\\\");
    g->at++;
    if (to != NULL)
        *(*to)++ = into[found - from];
    return 0;
}

/* At an opening quote; stops behind the closing one. With TO, the decoded bytes go there;
 * there is room for as many bytes as the string has. */
/* Are the eight bytes at AT plain (ASCII, no control character, quote or backslash)? A no
 * may be wrong, a yes never is: each byte is looked at by a subtraction in its own part
 * of one word, and what it borrows makes only the bytes above look odd. */
static bool are_plain(const char *at)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    uint64_t x;
    memcpy(&x, at, sizeof x);
    uint64_t quote = x ^ ones * '"', slash = x ^ ones * '\\';
    uint64_t odd = x | (x - ones * 0x20) | (quote - ones) | (slash - ones);
    return (odd & high) == 0;
}

static int string_bytes(struct gate *g, char **to)
{
    size_t open = g->at++;
    for (;;) {
        size_t run = g->at;
        while (g->len - g->at >= sizeof(uint64_t) && are_plain(g->text + g->at))
            g->at += sizeof(uint64_t);
        int c = here(g);
        while (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
            g->at++;
            c = here(g);
        }
        if (to != NULL) {
            memcpy(*to, g->text + run, g->at - run);
            *to += g->at - run;
        }
        if (c == '"') {
            g->at++;
            return 0;
        }
        if (c < 0)
            return refuse(g, open, "json-syntax",
                          "this string is never closed; put a \" at its end");
        if (c == '\n' || c == '\r')
            return refuse(g, g->at, "json-syntax",
                          "a line ends inside a string; write \\n, or close the string");
        if (c == '\t')
            return refuse(g, g->at, "json-syntax",
                          "a tab stands inside a string; write \\t");
        if (c == '\0')
            return refuse(g, g->at, "json-syntax",
                          "a NUL byte stands inside a string; remove it");
        if (c < 0x20)
            return refuse(g, g->at, "json-syntax",
                          "control character 0x%02x inside a string; remove it, or write "
                          "\\u%04x",
                          (unsigned)c, (unsigned)c);
        if (c == '\\') {
            if (escape(g, to) != 0)
                return -1;
            continue;
        }
        uint32_t code_point;
        size_t bytes = text_utf8(g->text + g->at, g->len - g->at, &code_point);
        if (bytes == 0 && g->is_strict)
            return refuse(g, g->at, "bad-utf8",
                          "byte 0x%02x is no UTF-8; save the file as UTF-8", (unsigned)c);
        bytes = bytes ? bytes : 1;
        if (to != NULL) {
            memcpy(*to, g->text + g->at, bytes);
            *to += bytes;
        }
        g->at += bytes;
    }
}

/* --- names --- */

static void keep_name(struct gate *g, struct name name)
{
    MEM_ROOM(g->names, g->name_count, g->name_cap);
    g->names[g->name_count++] = name;
}

/* At the opening quote of a member's name. */
static int member_name(struct gate *g)
{
    size_t open = g->at;
    if (string_bytes(g, NULL) != 0)
        return -1;
    if (!g->is_strict)
        return 0;
    struct name name = {g->text + open + 1, g->at - open - 2, open};
    if (memchr(name.text, '\\', name.len) != NULL) {
        char *decoded = arena_get(&g->decoded, name.len + 1), *end = decoded;
        size_t after = g->at;
        g->at = open;
        int rc = string_bytes(g, &end);
        assert(rc == 0 && g->at == after); /* it passed a moment ago */
        (void)rc;
        (void)after;
        name.text = decoded;
        name.len = (size_t)(end - decoded);
    }
    keep_name(g, name);
    return 0;
}

static int by_text_then_place(const void *a, const void *b)
{
    const struct name *x = a, *y = b;
    int order = memcmp(x->text, y->text, x->len < y->len ? x->len : y->len);
    if (order == 0)
        order = (x->len > y->len) - (x->len < y->len);
    return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

static bool same_name(const struct name *a, const struct name *b)
{
    return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* Do a few names differ? Most objects have no more, and need not be sorted. */
static bool few_differ(const struct name *names, size_t count)
{
    enum { FEW = 16 };
    bool do_differ = count <= FEW;
    for (size_t i = 1; i < count && do_differ; i++)
        for (size_t j = 0; j < i; j++)
            do_differ = do_differ && !same_name(&names[i], &names[j]);
    return do_differ;
}

/* The names from FIRST on belong to the object that closes now: each stands once? */
static int names_differ(struct gate *g, size_t first)
{
    size_t count = g->name_count - first;
    const struct name *twice = NULL;

    g->name_count = first;
    struct name *names = g->names + first;
    if (few_differ(names, count))
        return 0;
    qsort(names, count, sizeof *names, by_text_then_place);
    for (size_t i = 1; i < count; i++)
        if (same_name(&names[i - 1], &names[i]) &&
            (twice == NULL || names[i].at < twice->at))
            twice = &names[i];
    if (twice == NULL)
        return 0;
    return refuse(g, twice->at, "duplicate-key",
                  "\"%s\" stands twice in this object; remove one",
                  text_excerpt(twice->text, twice->len).text);
}

/* --- numbers --- */

static int digits(struct gate *g, const char *after)
{
    if (!is_digit(here(g)))
        return refuse(g, g->at, "json-number", "a digit must stand behind %s", after);
    while (is_digit(here(g)))
        g->at++;
    return 0;
}

/* At a digit or '-'. */
static int number(struct gate *g)
{
    size_t start = g->at;
    if (here(g) == '-')
        g->at++;
    if (here(g) == '0') {
        g->at++;
        if (is_digit(here(g)))
            return refuse(g, start, "json-number", "a number must not start with 0");
    } else if (digits(g, "'-'") != 0) {
        return -1;
    }
    if (here(g) == '.') {
        g->at++;
        if (digits(g, "'.'") != 0)
            return -1;
    }
    if (here(g) == 'e' || here(g) == 'E') {
        g->at++;
        if (here(g) == '+' || here(g) == '-')
            g->at++;
        if (digits(g, "the exponent") != 0)
            return -1;
    }
    if (!g->is_strict)
        return 0;

    char copy[LIMIT_JSON_NUMBER + 1];
    size_t len = g->at - start;
    if (len > LIMIT_JSON_NUMBER)
        return refuse(g, start, "json-number",
                      "this number has more than %d characters; write fewer digits",
                      LIMIT_JSON_NUMBER);
    memcpy(copy, g->text + start, len);
    copy[len] = '\0';
    double value = strtod(copy, NULL); /* main keeps LC_NUMERIC at "C" */
    if (!(value >= -9007199254740991.0 && value <= 9007199254740991.0))
        return refuse(g, start, "json-number",
                      "this number is too large; it must lie within 2^53-1");
    return 0;
}

/* --- values --- */

static int value(struct gate *g);

static bool is_value_word(const struct gate *g)
{
    static const char *const known[] = {"true", "false", "null"};
    size_t bytes = (size_t)word_bytes(g);
    for (size_t i = 0; i < COUNT(known); i++)
        if (strlen(known[i]) == bytes && memcmp(g->text + g->at, known[i], bytes) == 0)
            return true;
    return false;
}

/* At a letter. */
static int word(struct gate *g)
{
    int bytes = word_bytes(g);
    if (is_value_word(g)) {
        g->at += (size_t)bytes;
        return 0;
    }
    return refuse(g, g->at, "json-syntax",
                  "'%.*s' is no value; write true, false, null, a number, or a string in "
                  "double quotes",
                  bytes, g->text + g->at);
}

/* A ',' at the cursor, where a value or a name should stand. */
static int extra_comma(struct gate *g)
{
    return refuse(g, g->at, "json-syntax", "a comma too many stands here; remove it");
}

static int object_member(struct gate *g)
{
    if (here(g) == '\'')
        return refuse(g, g->at, "json-syntax",
                      "names stand in double quotes, not single");
    if (here(g) != '"')
        return unexpected(g, "a name in double quotes");
    if (member_name(g) != 0)
        return -1;
    skip_space(g);
    if (here(g) != ':')
        return unexpected(g, "':'");
    g->at++;
    return 0;
}

/* Behind an element of what CLOSE ends: neither CLOSE nor ',' stands there. */
static int no_comma(struct gate *g, char close)
{
    int c = here(g);
    char wanted[] = "',' or '?'";
    wanted[sizeof wanted - 3] = close;
    if (c == '"' || c == '{' || c == '[')
        return refuse(g, g->at, "json-syntax", "%s is missing before this '%c'", wanted,
                      c);
    if (is_letter(c) && g->text[g->at - 1] == '"')
        return refuse(
            g, g->at, "json-syntax",
            "a string ends before '%.*s'; write a quote inside a string as \\\"",
            word_bytes(g), g->text + g->at);
    return unexpected(g, wanted);
}

/* At '[' or '{'. */
static int container(struct gate *g)
{
    bool is_object = here(g) == '{';
    char close = is_object ? '}' : ']';
    size_t open = g->at, first_name = g->name_count;
    int limit = g->is_strict ? LIMIT_JSON_DEPTH : RFC_DEPTH;

    if (++g->depth > limit)
        return refuse(g, open, "json-depth", "nested more than %d deep", limit);
    g->at++;
    skip_space(g);
    if (here(g) == close) {
        g->at++;
        g->depth--;
        return 0;
    }
    for (;;) {
        if (here(g) == ',')
            return extra_comma(g);
        if (is_object && object_member(g) != 0)
            return -1;
        skip_space(g);
        if (value(g) != 0)
            return -1;
        skip_space(g);
        if (here(g) == close)
            break;
        if (here(g) != ',')
            return no_comma(g, close);
        size_t comma = g->at++;
        skip_space(g);
        if (here(g) == close)
            return refuse(g, comma, "json-syntax",
                          "a comma stands before '%c'; remove it", close);
    }
    g->at++;
    g->depth--;
    return names_differ(g, first_name);
}

/* At the first byte of a value; white space before it is skipped already. */
static int value(struct gate *g)
{
    if (g->is_strict &&
        g->values >= LIMIT_JSON_VALUES + g->len / LIMIT_JSON_BYTES_PER_VALUE)
        return refuse(g, g->at, "json-size", "more than %zu values; split the file",
                      g->values);
    g->values++;
    if (g->offsets != NULL) {
        MEM_ROOM(g->offsets->at, g->offsets->len, g->offsets->cap);
        g->offsets->at[g->offsets->len++] = (uint32_t)g->at;
    }
    int c = here(g);
    switch (c) {
    case '"':
        return string_bytes(g, NULL);
    case '[':
    case '{':
        return container(g);
    case '\'':
        return refuse(g, g->at, "json-syntax",
                      "strings stand in double quotes, not single");
    case '+':
    case '.':
        return refuse(g, g->at, "json-number",
                      "a number starts with a digit or '-', not with '%c'", c);
    default:
        if (c == '-' || is_digit(c))
            return number(g);
        if (is_letter(c))
            return word(g);
        return unexpected(g, "a value");
    }
}

/* By a mark, or by a NUL in what would be the first two characters. */
static bool is_utf16_or_32(const struct gate *g)
{
    const char *text = g->text;
    return g->len >= 2 &&
           (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0 ||
            text[0] == '\0' || text[1] == '\0');
}

/* Bytes of the word or character at the cursor; 1 for what is neither. */
static size_t first_bytes(const struct gate *g)
{
    uint32_t code_point;
    size_t bytes = (size_t)word_bytes(g);
    if (bytes == 0)
        bytes = text_utf8(g->text + g->at, g->len - g->at, &code_point);
    return bytes > 0 ? bytes : 1;
}

/* False where every message about a value would miss the point. */
static bool starts_json(const struct gate *g)
{
    int c = here(g);
    return (c != 0 && strchr("{[\"'-+.", c) != NULL) || is_digit(c) || is_value_word(g) ||
           is_comment(g);
}

static int whole(struct gate *g)
{
    if (g->len >= UINT32_MAX)
        return refuse(g, 0, "json-size", "more than 4 GB; split the file");
    if (g->len >= 3 && memcmp(g->text, "\xEF\xBB\xBF", 3) == 0)
        return refuse(
            g, 0, "json-syntax",
            "a byte order mark stands first; save the file as UTF-8 without one");
    if (is_utf16_or_32(g))
        return refuse(g, 0, "bad-encoding",
                      "this is UTF-16 or UTF-32; save the file as UTF-8");
    skip_space(g);
    if (g->at == g->len)
        return refuse(g, 0, "json-syntax", "there is nothing in it");
    if (!starts_json(g))
        return refuse(g, g->at, "json-syntax", "this is no JSON; it begins with '%s'",
                      text_excerpt(g->text + g->at, first_bytes(g)).text);
    if (value(g) != 0)
        return -1;
    skip_space(g);
    if (here(g) == '{' || here(g) == '[' || here(g) == '"')
        return refuse(g, g->at, "json-syntax",
                      "a second value begins here; values stand in an array, with commas "
                      "between them");
    return g->at == g->len ? 0 : unexpected(g, "the end of the text");
}

int json_gate(const char *text, size_t len, enum json_profile profile,
              struct json_offsets *offsets, struct json_fault *fault)
{
    struct gate g = {.text = text,
                     .len = len,
                     .is_strict = profile == JSON_QUIZCTL,
                     .offsets = offsets,
                     .fault = fault};
    int rc = whole(&g);
    free(g.names);
    arena_release(&g.decoded);
    return rc;
}
