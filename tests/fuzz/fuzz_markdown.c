/*
 * fuzz_markdown.c - Markdown of any bytes; what must hold is said in fuzz_format.h. In
 * pieces it is laid out as it is in one.
 *
 * -DQUIZCTL_FUZZ_PLANT forgets an escape, to see that the target finds it.
 */
#include "format/formats.h"
#include "format/markdown_lines.h"
#include "fuzz_format.h"

#ifdef QUIZCTL_FUZZ_PLANT
static int planted(const struct bank *bank, const struct format_plan *plan,
                   struct buf *out, struct err *err)
{
    int rc = format_markdown.write(bank, plan, out, err);
    for (size_t i = 0; i + 1 < out->len; i++)
        if (out->bytes[i] == '\\' && out->bytes[i + 1] == '<')
            out->bytes[i] = '<';
    return rc;
}
#endif

static void same_line(const struct md_line *x, const struct md_line *y)
{
    MUST(x->kind == y->kind && x->level == y->level && x->depth == y->depth);
    MUST(x->quote == y->quote && x->is_hard == y->is_hard && x->indent == y->indent);
    MUST(x->line == y->line && x->col == y->col && x->len == y->len);
    MUST(x->block == y->block && x->item == y->item);
    MUST(memcmp(x->text, y->text, x->len) == 0);
}

static void same_item(const struct list_item *x, const struct list_item *y)
{
    MUST(x->parent == y->parent && x->list == y->list && x->nth == y->nth);
    MUST(x->first == y->first && x->number == y->number);
    MUST(x->marker == y->marker && x->task == y->task);
}

static void in_pieces_as_in_one(const uint8_t *data, size_t size)
{
    struct buf text = {0}, again = {0};
    struct markdown one, pieces;
    fuzz_text(&text, data, size);
    fuzz_text(&again, data, size);
    bool is_done = markdown_lay_out(&one, text.bytes, text.len, SIZE_MAX);
    MUST(markdown_lay_out(&pieces, again.bytes, again.len, 1) == is_done);
    if (is_done) {
        MUST(one.count == pieces.count && one.item_count == pieces.item_count);
        for (size_t i = 0; i < one.count; i++)
            same_line(&one.lines[i], &pieces.lines[i]);
        for (size_t i = 0; i < one.item_count; i++)
            same_item(&one.items[i], &pieces.items[i]);
    }
    markdown_release(&one);
    markdown_release(&pieces);
    buf_release(&text);
    buf_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct format markdown = format_markdown;
#ifdef QUIZCTL_FUZZ_PLANT
    markdown.write = planted;
#endif
    fuzz_format(&markdown, data, size);
    in_pieces_as_in_one(data, size);
    return 0;
}
