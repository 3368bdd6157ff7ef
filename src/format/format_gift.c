/*
 * format_gift.c - Moodle's GIFT: its row, its questions and their texts.
 *
 * In:   blocks of text (gift_block.h), each a question with its answers in braces.
 * Out:  drafts. Answers are read in gift_answers.c, comments in gift_comment.c; the way
 *       out is gift_write.c.
 *
 * What Moodle reads is read as Moodle reads it: question/format/gift/format.php is the
 * format's only full description. Its types beyond choice, true/false and matching are
 * left out.
 */
#include <string.h>

#include "feedback.h"
#include "formats.h"
#include "gift.h"
#include "quizctl/mem.h"
#include "stem.h"

const char *const gift_format_names[] = {"[moodle]", "[html]", "[plain]", "[markdown]"};

struct place gift_place(const struct gift *g, const char *at)
{
    return gift_block_place(&g->block, g->in->path, at);
}

/* --- texts --- */

enum moodle_format gift_format(struct gift_span *span, enum moodle_format inherited)
{
    *span = gift_trim(*span);
    for (size_t i = 0; i < COUNT(gift_format_names); i++)
        if (gift_begins(*span, gift_format_names[i])) {
            *span = gift_behind(*span, strlen(gift_format_names[i]));
            return (enum moodle_format)i;
        }
    return inherited;
}

const struct buf *gift_text(struct gift *g, struct gift_span span, struct place at,
                            enum moodle_format format, const char *field)
{
    static const struct {
        const char *field;
        enum html_shape shape;
    } shapes[] = {
        {"prompt",          HTML_BLOCKS},
        {"explanation.why", HTML_BLOCKS},
        {"options",         HTML_ENTRY },
        {"match",           HTML_ENTRY },
        {"prompts",         HTML_ENTRY },
        {"why",             HTML_ENTRY },
    };
    enum html_shape shape = HTML_INLINE;
    for (size_t i = 0; i < COUNT(shapes); i++)
        if (strcmp(shapes[i].field, field) == 0)
            shape = shapes[i].shape;
    struct buf raw = {0};
    buf_clear(&g->text);
    buf_text(&g->text, "");
    gift_unescape(&raw, gift_trim(span));
    moodle_text(&g->text, format, buf_str(&raw), raw.len, shape, &g->draft, at, field);
    buf_release(&raw);
    return &g->text;
}

void gift_set(struct gift *g, const char **field, struct gift_span span, const char *name)
{
    enum moodle_format format = gift_format(&span, g->format);
    const struct buf *text = gift_text(g, span, gift_place(g, span.text), format, name);
    draft_set(&g->draft, field, text->bytes, text->len);
}

/* --- a question --- */

/* A block's text, cut. */
struct gift_parts {
    struct gift_span name, before, answers, after, general;
    bool has_name, has_answers;
};

/* "::name::" off the start of TEXT. A name without an end is the start of the text. */
static void cut_name(struct gift_span *text, struct gift_parts *parts)
{
    if (!gift_begins(*text, "::"))
        return;
    *text = gift_behind(*text, 2);
    size_t end = gift_find(*text, 0, ":");
    while (end + 1 < text->len && text->text[end + 1] != ':')
        end = gift_find(*text, end + 1, ":");
    if (end + 1 >= text->len)
        return;
    parts->has_name = true;
    parts->name = gift_part(*text, 0, end);
    *text = gift_trim(gift_behind(*text, end + 2));
}

/* The general feedback: behind the last "####". */
static void cut_general(struct gift_parts *parts)
{
    struct gift_span all = parts->answers;
    size_t last = all.len;
    for (size_t at = gift_find(all, 0, "#"); at < all.len;
         at = gift_find(all, at + 1, "#"))
        if (at + 4 <= all.len && memcmp(all.text + at, "####", 4) == 0)
            last = at;
    parts->answers = gift_trim(gift_part(all, 0, last));
    parts->general = gift_behind(all, last + 4);
}

static const char *fault_of_braces(struct gift_span text, size_t open, size_t close)
{
    if (open == text.len)
        return "a '}' stands here without '{'; write \\} where it is text";
    if (close == text.len)
        return "this '{' is not closed in its block; write \\{ where it is text, and "
               "leave "
               "no empty line between the answers";
    if (close < open)
        return "this '}' stands before the '{'; write \\} where it is text";
    return NULL;
}

static bool cut_question(struct gift *g, struct gift_span text, struct gift_parts *parts)
{
    cut_name(&text, parts);
    size_t open = gift_find(text, 0, "{"), close = gift_find(text, 0, "}");
    parts->before = text;
    parts->has_answers = open < text.len || close < text.len;
    if (!parts->has_answers)
        return true;
    const char *fault = fault_of_braces(text, open, close);
    size_t at = open < close ? open : close;
    if (fault == NULL) {
        parts->before = gift_part(text, 0, open);
        parts->answers = gift_part(text, open + 1, close);
        parts->after = gift_behind(text, close + 1);
        if (gift_begins(gift_trim(parts->after), "//"))
            parts->after.len = 0; /* a comment */
        at = close + 1 + gift_find(parts->after, 0, "{}");
        if (at < close + 1 + parts->after.len)
            fault = "a question has one { ... }; write \\{ and \\} where they are text";
    }
    if (fault != NULL) {
        diag_error(g->in->sink, gift_place(g, text.text + at), "gift-syntax", "%s",
                   fault);
        return false;
    }
    cut_general(parts);
    return true;
}

/* The text that asks; "_____" stands for answers in the middle of it. */
static void read_stem(struct gift *g, const struct gift_parts *parts)
{
    struct buf all = {0};
    buf_add(&all, parts->before.text, parts->before.len);
    if (gift_trim(parts->after).len > 0) {
        buf_text(&all, "_____");
        buf_add(&all, parts->after.text, parts->after.len);
    }
    struct gift_span span = {buf_str(&all), all.len};
    g->format = gift_format(&span, MOODLE_AUTO);
    const struct buf *text =
        gift_text(g, span, gift_place(g, parts->before.text), g->format, "prompt");
    stem_read(&g->draft, text->bytes, text->len);
    buf_release(&all);
}

static void read_general(struct gift *g, struct gift_span general)
{
    struct place at = gift_place(g, general.text);
    enum moodle_format format = gift_format(&general, g->format);
    const struct buf *text = gift_text(g, general, at, format, "explanation.why");
    feedback_read(&g->draft, at, text->bytes, text->len);
}

static void read_question(struct gift *g)
{
    struct gift_span text =
        gift_trim((struct gift_span){g->block.text.bytes, g->block.text.len});
    struct gift_parts parts = {0};
    parts.general = parts.after = parts.answers = gift_behind(text, text.len);
    if (!cut_question(g, text, &parts))
        return;
    draft_begin(&g->draft, g->in, gift_place(g, text.text));
    gift_read_comment(g);
    if (parts.has_name) {
        const struct buf *name =
            gift_text(g, parts.name, g->draft.q.at, MOODLE_MARKDOWN, "title");
        draft_set(&g->draft, &g->draft.q.title, name->bytes, name->len);
    }
    read_stem(g, &parts);
    const char *foreign =
        parts.has_answers
            ? gift_foreign_type(parts.answers)
            : "it has no answers in braces: a description, which asks nothing";
    if (foreign != NULL)
        draft_left_out(&g->draft, g->draft.q.at, "question", "%s", foreign);
    if (foreign != NULL || !gift_read_answers(g, parts.answers)) {
        draft_drop(&g->draft);
        return;
    }
    read_general(g, parts.general);
    draft_end(&g->draft);
}

static bool is_category(const struct gift_block *b, struct gift_span *path)
{
    *path = gift_trim((struct gift_span){b->text.bytes, b->text.len});
    if (!gift_begins(*path, "$CATEGORY:"))
        return false;
    *path = gift_trim(gift_behind(*path, strlen("$CATEGORY:")));
    return true;
}

static void read(struct import *in, char *text, size_t len)
{
    struct gift g = {.in = in};
    struct gift_source source = {text, text + len, 1};
    struct gift_span path;
    while (gift_block_next(&g.block, &source)) {
        if (is_category(&g.block, &path)) {
            buf_clear(&g.category);
            buf_add(&g.category, path.text, path.len);
        } else {
            read_question(&g);
        }
    }
    gift_block_release(&g.block);
    buf_release(&g.category);
    buf_release(&g.text);
}

/* --- recognising --- */

/* Do answers begin at the start of SPAN, behind a '{'? */
static bool looks_like_answers(struct gift_span span)
{
    static const char *const words[] = {"T", "F", "TRUE", "FALSE"};
    span = gift_trim(span);
    if (gift_begins(span, "=") || gift_begins(span, "~"))
        return true;
    struct gift_span number = gift_trim(gift_behind(span, 1));
    if (gift_begins(span, "#") && number.len > 0 &&
        strchr("=-0123456789", *number.text) != NULL)
        return true;
    size_t end = gift_find(span, 0, "}#");
    for (size_t i = 0; i < COUNT(words); i++)
        if (end < span.len && gift_is(gift_trim(gift_part(span, 0, end)), words[i]))
            return true;
    return false;
}

/* Its first block is a category, has a name, or has answers in braces. */
static bool recognise(const char *text, size_t len)
{
    enum { LOOKED_AT = 64 * 1024 };
    struct gift_source source = {text, text + (len < LOOKED_AT ? len : LOOKED_AT), 1};
    struct gift_block b = {0};
    struct gift_span path;
    bool is_gift = false;
    if (gift_block_next(&b, &source)) {
        struct gift_span all = gift_trim((struct gift_span){b.text.bytes, b.text.len});
        struct gift_parts parts = {0};
        is_gift = is_category(&b, &path);
        cut_name(&all, &parts);
        size_t open = gift_find(all, 0, "{");
        is_gift |= parts.has_name || looks_like_answers(gift_behind(all, open + 1));
    }
    gift_block_release(&b);
    return is_gift;
}

static const char *const exts[] = {".gift", NULL};

const struct format format_gift = {
    .name = "gift",
    .title = "Moodle GIFT",
    .exts = exts,
    .is_text = true,
    .recognise = recognise,
    .read = read,
    .write = gift_write,
};
