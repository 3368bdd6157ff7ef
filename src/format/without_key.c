/*
 * without_key.c - a bank in which no order tells the key; see without_key.h.
 *
 * The same question comes in the same order from every bank and into every format, so two
 * sheets of one bank agree.
 */
#include "without_key.h"

#include <string.h>

#include "quizctl/rng.h"

/* Do the options in ORDER, read from the first to the last, give the answer? */
static bool tells(const struct question *q, const uint32_t *order)
{
    size_t last = 0, place[LIMIT_OPTIONS];
    for (size_t i = 0; i < q->option_count; i++)
        place[order[i]] = i;
    for (size_t i = 0; i < q->select; i++) {
        size_t here = place[q->solution[i]];
        if (q->kind == QUESTION_MATCHING ? here != i : i > 0 && here < last)
            return false;
        last = here;
    }
    return q->select > 1;
}

static void reorder(struct question *q, const uint32_t *order, struct arena *space)
{
    struct option *options = arena_get(space, q->option_count * sizeof *options);
    uint8_t solution[LIMIT_OPTIONS];
    uint32_t key = 0;
    memcpy(solution, q->solution, sizeof solution);
    for (size_t i = 0; i < q->option_count; i++) {
        options[i] = q->options[order[i]];
        key |= (q->key >> order[i] & 1) << i;
        for (size_t k = 0; k < q->select; k++)
            if (solution[k] == order[i])
                q->solution[k] = (uint8_t)i;
    }
    q->options = options;
    q->key = key;
}

/* An order that is kept is kept as long as it tells nothing. */
static void mix(struct question *q, struct arena *space)
{
    uint32_t order[LIMIT_OPTIONS];
    struct rng rng;
    rng_init(&rng, q->id, "options without the key");
    for (uint32_t i = 0; i < q->option_count; i++)
        order[i] = i;
    if (!q->keep_order)
        rng_shuffle(&rng, order, q->option_count);
    while (tells(q, order))
        rng_shuffle(&rng, order, q->option_count);
    reorder(q, order, space);
}

struct bank without_key(const struct bank *bank, struct arena *space)
{
    struct bank copy = *bank;
    copy.questions = arena_get(space, bank->question_count * sizeof *copy.questions);
    for (size_t i = 0; i < bank->question_count; i++) {
        copy.questions[i] = bank->questions[i];
        if (copy.questions[i].kind != QUESTION_CHOICE)
            mix(&copy.questions[i], space);
    }
    return copy;
}
