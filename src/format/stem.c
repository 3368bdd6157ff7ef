/*
 * stem.c - scenario and prompt as one text, and apart again; see stem.h.
 */
#include "stem.h"

#include <string.h>

static bool is_fence(const char *text, size_t len)
{
    return len >= 3 && (memcmp(text, "```", 3) == 0 || memcmp(text, "~~~", 3) == 0);
}

/* "---", "* * *" */
static bool is_rule(const char *text, size_t len)
{
    size_t marks = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] != ' ' && (text[i] != text[0] || strchr("-*_", text[i]) == NULL))
            return false;
        marks += text[i] != ' ';
    }
    return marks >= 3;
}

/* Does a list, a table, a quotation, a heading begin here, or a rule stand? It asks
 * nothing. */
static bool is_block(const char *text, size_t len)
{
    size_t digits = 0;
    while (digits < len && text[digits] >= '0' && text[digits] <= '9')
        digits++;
    if (digits > 0 && digits + 1 < len)
        return (text[digits] == '.' || text[digits] == ')') && text[digits + 1] == ' ';
    bool is_bullet = len > 1 && strchr("-*+", text[0]) != NULL && text[1] == ' ';
    return is_bullet || is_rule(text, len) || is_fence(text, len) ||
           strchr("|>#", text[0]) != NULL;
}

/* Where the prompt begins in TEXT: at its last paragraph of words. Empty lines inside a
 * fence cut nothing. */
static size_t find_prompt(const char *text, size_t len)
{
    size_t last = 0;
    bool is_code = false, is_gap = false;
    for (size_t at = 0, end; at < len; at = end + 1) {
        const char *newline = memchr(text + at, '\n', len - at);
        end = newline != NULL ? (size_t)(newline - text) : len;
        if (is_gap && !is_code && end > at && !is_block(text + at, end - at) &&
            text[at] != ' ')
            last = at;
        is_gap = end == at;
        is_code ^= is_fence(text + at, end - at);
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
