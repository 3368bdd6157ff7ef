/*
 * stem.c - scenario and prompt as one text, and apart again; see stem.h.
 *
 * A text is a row of parts: paragraphs of words, and blocks (code, lists, tables). A
 * paragraph in round brackets, "(Select one.)", asks nothing by itself.
 */
#include "stem.h"

#include <string.h>

#include "quizctl/markup.h"

struct part {
    size_t from, to; /* lines, without the last newline */
    bool is_words;
};

/* A line of TEXT and what it begins; `to` is its end. */
struct line {
    size_t from, to, mark;
    char sign; /* its first, behind the blanks */
    bool is_empty, is_indented;
    enum markup_block block;
};

static struct line line_at(const char *text, size_t len, size_t at)
{
    const char *newline = memchr(text + at, '\n', len - at);
    struct line l = {.from = at, .to = newline != NULL ? (size_t)(newline - text) : len};
    while (at < l.to && (text[at] == ' ' || text[at] == '\t'))
        at++;
    l.is_empty = at == l.to;
    l.is_indented = at > l.from;
    l.sign = l.is_empty ? '\0' : text[at];
    l.block = markup_block(text + at, l.to - at, &l.mark);
    return l;
}

/* The end of the fence that OPEN begins. */
static size_t fence_end(const char *text, size_t len, struct line open)
{
    struct line l = open;
    while (l.to < len) {
        l = line_at(text, len, l.to + 1);
        if (l.block == BLOCK_FENCE && l.sign == open.sign && l.mark >= open.mark)
            break;
    }
    return l.to;
}

/* The part of TEXT at *AT or behind it; false at the end. */
static bool next_part(const char *text, size_t len, size_t *at, struct part *part)
{
    struct line l = {.is_empty = true};
    for (; *at < len && l.is_empty; *at = l.to + 1)
        l = line_at(text, len, *at);
    if (l.is_empty)
        return false;
    part->from = l.from;
    part->is_words = l.block == BLOCK_TEXT && !l.is_indented;
    while (true) {
        bool is_last = l.block == BLOCK_HEADING || l.block == BLOCK_RULE;
        if (l.block == BLOCK_FENCE) {
            l.to = fence_end(text, len, l);
            is_last = true;
        }
        part->to = l.to;
        *at = l.to + 1;
        if (is_last || *at >= len)
            return true;
        l = line_at(text, len, *at);
        if (l.is_empty || (part->is_words && l.block != BLOCK_TEXT))
            return true;
    }
}

static bool is_in_brackets(const char *text, const struct part *part)
{
    size_t from = part->from, to = part->to;
    while (from < to && text[from] == '*')
        from++;
    while (to > from && strchr("*. ", text[to - 1]) != NULL)
        to--;
    const char *close = memchr(text + from, ')', to - from);
    return from < to && text[from] == '(' && close == text + to - 1;
}

/* Where the prompt begins: the last paragraph that asks; else the last of all. LEN
 * without one. */
static size_t find_prompt(const char *text, size_t len)
{
    struct part part;
    size_t asks = len, last = len;
    for (size_t at = 0; next_part(text, len, &at, &part);) {
        if (part.is_words)
            last = part.from;
        if (part.is_words && !is_in_brackets(text, &part))
            asks = part.from;
    }
    return asks < len ? asks : last;
}

static void add(struct buf *out, const char *between, const char *text, size_t len)
{
    if (len == 0)
        return;
    if (out->len > 0)
        buf_text(out, between);
    buf_add(out, text, len);
}

/* TEXT apart. True when something of the scenario stood behind the prompt. */
static bool split(const char *text, size_t len, struct buf *scenario, struct buf *prompt)
{
    size_t at = find_prompt(text, len), before = at;
    bool has_moved = false;
    struct part part;
    buf_text(scenario, "");
    buf_text(prompt, "");
    if (at == len) { /* a block is all that there is */
        add(prompt, "", text, len);
        return false;
    }
    while (before > 0 && text[before - 1] == '\n')
        before--;
    add(scenario, "", text, before);
    while (next_part(text, len, &at, &part)) {
        has_moved |= !part.is_words;
        add(part.is_words ? prompt : scenario, part.is_words ? "\n" : "\n\n",
            text + part.from, part.to - part.from);
    }
    return has_moved;
}

void stem_write(const struct question *q, struct buf *out, struct loss_sink *losses)
{
    const struct place nowhere = {0};
    struct buf all = {0}, scenario = {0}, prompt = {0};
    bool has_scenario = q->case_study != NULL || *q->scenario != '\0';
    if (q->case_study != NULL) {
        loss_changed(losses, nowhere, q->id, "case",
                     "the scenario of its case stands in its own");
        loss_changed(losses, nowhere, q->id, "scenario",
                     "the scenario of its case stands in it");
        add(&all, "\n\n", q->case_study->scenario, strlen(q->case_study->scenario));
    }
    add(&all, "\n\n", q->scenario, strlen(q->scenario));
    add(&all, "\n\n", q->prompt, strlen(q->prompt));
    split(buf_str(&all), all.len, &scenario, &prompt);
    bool is_same = strcmp(prompt.bytes, q->prompt) == 0;
    if (!is_same && has_scenario)
        loss_changed(losses, nowhere, q->id, "scenario",
                     "where the prompt begins is not seen there");
    if (!is_same)
        loss_changed(losses, nowhere, q->id, "prompt",
                     "it is the last paragraph that asks now");
    buf_add(out, buf_str(&all), all.len);
    buf_release(&all);
    buf_release(&scenario);
    buf_release(&prompt);
}

void stem_read(struct draft *d, const char *text, size_t len)
{
    const char *all = draft_text(d->in, text, len);
    struct buf scenario = {0}, prompt = {0};
    if (split(all, strlen(all), &scenario, &prompt))
        draft_changed(d, d->q.at, "prompt",
                      "what stands behind the prompt is in the scenario now");
    draft_set(d, &d->q.scenario, scenario.bytes, scenario.len);
    draft_set(d, &d->q.prompt, prompt.bytes, prompt.len);
    buf_release(&scenario);
    buf_release(&prompt);
}
