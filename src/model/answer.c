/*
 * answer.c - an answer as the ids of the options picked.
 */
#include "quizctl/answer.h"

#include <assert.h>

bool answer_is_blank(const struct answer *a)
{
    return a->picked == 0 && a->count == 0;
}

void answer_put(struct answer *a, size_t i, size_t option)
{
    assert(i < LIMIT_OPTIONS && option < LIMIT_OPTIONS);
    for (; a->count <= i; a->count++)
        a->place[a->count] = ANSWER_OPEN;
    a->place[i] = (uint8_t)option;
}

/* A list of ids that grows by one. */
static void add(struct buf *out, const char *separator, bool *has_before)
{
    if (*has_before)
        buf_text(out, separator);
    *has_before = true;
}

void answer_ids(struct buf *out, const struct question *q, struct answer a,
                const char *separator)
{
    bool has_before = false;
    buf_text(out, ""); /* a blank is an empty text, not none */
    for (size_t i = 0; i < q->option_count; i++)
        if ((a.picked >> i & 1) != 0) {
            add(out, separator, &has_before);
            buf_text(out, q->options[i].id);
        }
    for (size_t i = 0; i < a.count; i++)
        if (a.place[i] != ANSWER_OPEN) {
            add(out, separator, &has_before);
            if (q->kind == QUESTION_MATCHING)
                buf_printf(out, "%s:", q->prompts[i].id);
            buf_text(out, q->options[a.place[i]].id);
        }
}

struct answer answer_key(const struct question *q)
{
    struct answer key = {0};
    if (q->kind == QUESTION_CHOICE)
        key.picked = q->key;
    else
        for (size_t i = 0; i < q->select; i++)
            answer_put(&key, i, q->solution[i]);
    return key;
}
