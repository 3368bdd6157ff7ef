/*
 * stem.c - scenario and prompt as one text, and apart again; see stem.h.
 */
#include "stem.h"

#include <string.h>

#include "quizctl/markup.h"

/* Where the prompt begins in TEXT: at its last paragraph of words, for a block asks
 * nothing. Empty lines inside a fence cut nothing. */
static size_t find_prompt(const char *text, size_t len)
{
    size_t last = 0;
    bool is_code = false, is_gap = false;
    for (size_t at = 0, end; at < len; at = end + 1) {
        const char *newline = memchr(text + at, '\n', len - at);
        end = newline != NULL ? (size_t)(newline - text) : len;
        size_t mark;
        enum markup_block block = markup_block(text + at, end - at, &mark);
        if (is_gap && !is_code && end > at && block == BLOCK_TEXT && text[at] != ' ')
            last = at;
        is_gap = end == at;
        is_code ^= block == BLOCK_FENCE;
    }
    return last;
}

static void add(struct buf *out, const char *text)
{
    if (*text == '\0')
        return;
    if (out->len > 0)
        buf_text(out, "\n\n");
    buf_text(out, text);
}

void stem_write(const struct question *q, struct buf *out, struct loss_sink *losses)
{
    const struct place nowhere = {0};
    struct buf all = {0};
    if (q->case_study != NULL) {
        loss_changed(losses, nowhere, q->id, "case",
                     "the scenario of its case stands in its own");
        loss_changed(losses, nowhere, q->id, "scenario",
                     "the scenario of its case stands in it");
        add(&all, q->case_study->scenario);
    }
    add(&all, q->scenario);
    size_t prompt = all.len > 0 ? all.len + 2 : 0;
    add(&all, q->prompt);
    if (find_prompt(all.bytes, all.len) != prompt) {
        loss_changed(losses, nowhere, q->id, "scenario", "its end is in the prompt now");
        loss_changed(losses, nowhere, q->id, "prompt", "it is its last paragraph now");
    }
    buf_add(out, buf_str(&all), all.len);
    buf_release(&all);
}

void stem_read(struct draft *d, const char *text, size_t len)
{
    const char *all = draft_text(d->in, text, len);
    size_t prompt = find_prompt(all, strlen(all));
    draft_set(d, &d->q.scenario, all, prompt);
    d->q.prompt = all + prompt;
}
