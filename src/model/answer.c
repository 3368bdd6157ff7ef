/*
 * answer.c - an answer as the ids of the options picked.
 */
#include "quizctl/answer.h"

#include <assert.h>
#include <string.h>

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

/* "prompt:option": the place of the prompt, and PICK moved on to the option. -1: none. */
static long take_prompt(const struct question *q, const char **pick, size_t *len)
{
    size_t id = 0;
    while (id < *len && (*pick)[id] != ':')
        id++;
    if (id == *len)
        return -1;
    long place = question_prompt_id(q, *pick, id);
    *pick += id + 1;
    *len -= id + 1;
    return place;
}

/* One id of an answer, the Nth. */
static int take_pick(struct answer *a, const struct question *q, size_t nth,
                     const char *pick, size_t len)
{
    long place = q->kind == QUESTION_MATCHING ? take_prompt(q, &pick, &len) : (long)nth;
    long option = place >= 0 ? question_option_id(q, pick, len) : -1;
    if (option < 0 || place >= LIMIT_OPTIONS)
        return -1;
    if (q->kind != QUESTION_CHOICE) {
        if ((size_t)place < a->count && a->place[place] != ANSWER_OPEN)
            return -1;
        answer_put(a, (size_t)place, (size_t)option);
        return 0;
    }
    if ((a->picked >> option & 1) != 0)
        return -1;
    a->picked |= (uint32_t)1 << option;
    return 0;
}

int answer_read(struct answer *a, const struct question *q, const char *ids)
{
    struct answer fresh = {0};
    for (size_t nth = 0; *ids != '\0'; nth++) {
        size_t len = strcspn(ids, " ");
        if (take_pick(&fresh, q, nth, ids, len) != 0)
            return -1;
        ids += len + (ids[len] == ' ');
    }
    *a = fresh;
    return 0;
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
