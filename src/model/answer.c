/*
 * answer.c - an answer as the ids of the options picked.
 */
#include "quizctl/answer.h"

void answer_ids(struct buf *out, const struct question *q, struct answer a,
                const char *separator)
{
    bool has_before = false;
    buf_text(out, ""); /* a blank is an empty text, not none */
    for (size_t i = 0; i < q->option_count; i++) {
        if ((a.picked >> i & 1) == 0)
            continue;
        if (has_before)
            buf_text(out, separator);
        buf_text(out, q->options[i].id);
        has_before = true;
    }
}

struct answer answer_key(const struct question *q)
{
    return (struct answer){.picked = q->key};
}
