/*
 * fuzz_clean.c - nothing hidden passes text_clean, whatever the bytes.
 *
 *  - the result is UTF-8 without controls, format characters and separators, by Python's
 *    tables (tests/unit/clean_categories.h);
 *  - cleaning it again changes nothing;
 *  - a line has no "##[", and a path at its start is no command for a runner;
 *  - the clusters of a text are all of it, and its columns are the sum of theirs.
 *
 * -DQUIZCTL_FUZZ_PLANT lets U+202E pass, to see that the target finds it.
 */
#include <string.h>

#include "../unit/clean_categories.h"
#include "fuzz.h"
#include "quizctl/buf.h"
#include "quizctl/text.h"

static void clean(struct buf *out, const char *text, size_t len,
                  enum text_clean_mode mode)
{
#ifdef QUIZCTL_FUZZ_PLANT
    if (len >= 3 && memcmp(text, "\xE2\x80\xAE", 3) == 0)
        buf_add(out, text, 3);
#endif
    text_clean(out, text, len, mode);
}

static bool may_stand(uint32_t code_point, enum text_clean_mode mode)
{
    if (code_point == '\n' || code_point == '\t')
        return mode == TEXT_BLOCK;
    return !is_hidden(code_point) || code_point == 0x200C || code_point == 0x200D;
}

static void holds_clean(const struct buf *text, enum text_clean_mode mode)
{
    for (size_t at = 0; at < text->len;) {
        uint32_t code_point;
        size_t used = text_utf8(text->bytes + at, text->len - at, &code_point);
        MUST(used > 0);
        MUST(may_stand(code_point, mode));
        at += used;
    }
    MUST(mode != TEXT_LINE || strstr(buf_str(text), "##[") == NULL);

    struct buf again = {0};
    text_clean(&again, buf_str(text), text->len, mode);
    MUST(again.len == text->len);
    MUST(text->len == 0 || memcmp(again.bytes, text->bytes, text->len) == 0);
    buf_release(&again);
}

static void holds_clusters(const char *text, size_t len)
{
    int columns = 0, sum = 0;
    for (size_t at = 0; at < len;) {
        size_t used = text_cluster(text + at, len - at, &columns);
        MUST(used > 0 && used <= len - at);
        MUST(columns >= 0 && columns <= 2);
        at += used;
        sum += columns;
    }
    MUST(text_width(text, len) == sum);
}

static void holds_path(const char *path)
{
    struct buf out = {0};
    text_clean_path(&out, path);
    holds_clean(&out, TEXT_LINE);
    MUST(out.len == 0 || strchr(": \t", out.bytes[0]) == NULL);
    buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *exact = (const char *)data;
    struct buf out = {0}, path = {0};
    for (enum text_clean_mode mode = TEXT_BLOCK; mode <= TEXT_LINE; mode++) {
        buf_clear(&out);
        clean(&out, exact, size, mode);
        holds_clean(&out, mode);
    }
    holds_clusters(exact, size);
    buf_add(&path, exact, size);
    holds_path(path.bytes);
    buf_release(&out);
    buf_release(&path);
    return 0;
}
