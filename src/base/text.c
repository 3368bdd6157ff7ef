/*
 * text.c - UTF-8 as people see it: code points, clusters, columns, ids, near misses.
 *
 * utf8proc knows Unicode; here stands only what a terminal does with it. The unit is
 * the grapheme cluster: a family emoji is seven code points and two columns, and
 * adding up the widths of its parts would give six. Bytes that are no UTF-8 count one
 * column each. What may be shown at all is decided in clean.c.
 */
#include "quizctl/text.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "quizctl/limits.h"

enum {
    SOFT_HYPHEN = 0x00AD,
    VS16 = 0xFE0F, /* "show the one before as an emoji" */
    REGIONAL_FIRST = 0x1F1E6,
    REGIONAL_LAST = 0x1F1FF,

    NEAREST_LONGEST = 64, /* bytes; a longer word is no slip of the finger */
};

size_t text_utf8(const char *text, size_t len, uint32_t *code_point)
{
    utf8proc_int32_t found = 0;
    utf8proc_ssize_t used = utf8proc_iterate(
        (const utf8proc_uint8_t *)text, (utf8proc_ssize_t)(len < 4 ? len : 4), &found);
    if (used <= 0)
        return 0;
    *code_point = (uint32_t)found;
    return (size_t)used;
}

uint64_t text_hash(const char *text, size_t len)
{
    uint64_t hash = 1469598103934665603u;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
    return hash ^ hash >> 32;
}

/* Are the eight bytes at TEXT ASCII, and none of them NUL? */
static bool is_ascii_word(const char *text)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    uint64_t word;
    memcpy(&word, text, sizeof word);
    return ((word | (word - ones)) & high) == 0;
}

size_t text_bad_byte(const char *text, size_t len)
{
    size_t i = 0;
    uint32_t code_point;
    while (i < len) {
        if (len - i >= sizeof(uint64_t) && is_ascii_word(text + i)) {
            i += sizeof(uint64_t);
            continue;
        }
        if (text[i] > 0) {
            i++;
            continue;
        }
        size_t step = text[i] != '\0' ? text_utf8(text + i, len - i, &code_point) : 0;
        if (step == 0)
            return i;
        i += step;
    }
    return len;
}

static int code_point_columns(uint32_t code_point)
{
    /* utf8proc gives the soft hyphen a column, terminals do not show it. */
    return code_point == SOFT_HYPHEN ? 0
                                     : utf8proc_charwidth((utf8proc_int32_t)code_point);
}

static bool is_regional(uint32_t code_point)
{
    return code_point >= REGIONAL_FIRST && code_point <= REGIONAL_LAST;
}

size_t text_cluster(const char *text, size_t len, int *columns)
{
    uint32_t last;
    size_t used = text_utf8(text, len, &last);
    if (used == 0) {
        *columns = len != 0;
        return len != 0;
    }
    *columns = code_point_columns(last);

    utf8proc_int32_t state = 0;
    for (;;) {
        uint32_t next;
        size_t more = text_utf8(text + used, len - used, &next);
        if (more == 0 || utf8proc_grapheme_break_stateful((utf8proc_int32_t)last,
                                                          (utf8proc_int32_t)next, &state))
            return used;
        int wide = code_point_columns(next);
        if (next == VS16 || (is_regional(last) && is_regional(next)))
            wide = 2;
        if (wide > *columns)
            *columns = wide;
        used += more;
        last = next;
    }
}

int text_width(const char *text, size_t len)
{
    size_t width = 0;
    for (size_t at = 0; at < len;) {
        int columns;
        at += text_cluster(text + at, len - at, &columns);
        width += (size_t)columns;
    }
    return width < INT_MAX ? (int)width : INT_MAX;
}

struct excerpt text_excerpt(const char *text, size_t len)
{
    struct excerpt e;
    size_t shown = len <= EXCERPT_BYTES ? len : EXCERPT_BYTES - 3;
    while (shown < len && shown > 0 && ((unsigned char)text[shown] & 0xC0) == 0x80)
        shown--;
    snprintf(e.text, sizeof e.text, "%.*s%s", (int)shown, text, shown < len ? "..." : "");
    return e;
}

uint32_t text_beyond_ascii(const char *text, size_t len)
{
    uint32_t code_point;
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] >= 0x80 &&
            text_utf8(text + i, len - i, &code_point) > 0)
            return code_point;
    return 0;
}

static bool is_id_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool text_is_id(const char *text)
{
    if (!is_id_start(text[0]))
        return false;
    size_t len = 1;
    while (is_id_start(text[len]) || text[len] == '.' || text[len] == '_' ||
           text[len] == '-')
        len++;
    return text[len] == '\0' && len <= LIMIT_ID;
}

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Edits between A and B, where an edit adds, drops or changes a byte or swaps two
 * neighbours (optimal string alignment). Three rows of the table are enough. */
static int edits(const char *a, size_t a_len, const char *b, size_t b_len)
{
    int row[3][NEAREST_LONGEST + 1] = {{0}};
    for (size_t j = 0; j <= b_len; j++)
        row[0][j] = (int)j;
    for (size_t i = 1; i <= a_len; i++) {
        int *now = row[i % 3];
        const int *above = row[(i + 2) % 3];
        const int *above_that = row[(i + 1) % 3];
        now[0] = (int)i;
        for (size_t j = 1; j <= b_len; j++) {
            bool is_same = fold(a[i - 1]) == fold(b[j - 1]);
            now[j] = least(above[j - 1] + !is_same, least(above[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) &&
                fold(a[i - 2]) == fold(b[j - 1]))
                now[j] = least(now[j], above_that[j - 2] + 1);
        }
    }
    return row[a_len % 3][b_len];
}

const char *text_nearest(const char *word, const char *const *names, size_t count)
{
    size_t len = strlen(word);
    if (len > NEAREST_LONGEST)
        return NULL;
    const char *nearest = NULL;
    int bound = len < 4 ? 1 : 2;
    for (size_t i = 0; i < count; i++) {
        size_t name_len = strlen(names[i]);
        int longer = (int)name_len - (int)len; /* at least as many edits as that */
        if (name_len > NEAREST_LONGEST || longer > bound || -longer > bound)
            continue;
        int distance = edits(word, len, names[i], name_len);
        if (distance <= bound) {
            nearest = names[i];
            bound = distance - 1; /* of two that are equally near, the first */
        }
    }
    return nearest;
}
