/*
 * order.c - in which order questions and options come; see order.h.
 */
#include "order.h"

#include <string.h>

#include "quizctl/buf.h"
#include "quizctl/rng.h"

void order_shuffle(uint32_t *places, size_t count, const char *seed, const char *label)
{
    struct rng rng;
    rng_init(&rng, seed, label);
    rng_shuffle(&rng, places, count);
}

void order_options(const struct question *q, const char *seed, bool keep_order,
                   uint8_t shown[LIMIT_OPTIONS])
{
    uint32_t order[LIMIT_OPTIONS];
    for (uint32_t i = 0; i < q->option_count; i++)
        order[i] = i;
    if (!keep_order && !q->keep_order) {
        struct buf label = {0};
        buf_printf(&label, "options of %s", q->id);
        order_shuffle(order, q->option_count, seed, label.bytes);
        buf_release(&label);
    }
    for (size_t i = 0; i < q->option_count; i++)
        shown[i] = (uint8_t)order[i];
}

void order_gather_cases(const struct bank *bank, uint32_t *places, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct case_study *now = bank->questions[places[i]].case_study;
        size_t end = i;
        for (size_t k = i + 1; now != NULL && k < count; k++) {
            if (bank->questions[places[k]].case_study != now)
                continue;
            uint32_t moved = places[k];
            size_t to = ++end;
            while (to > i && places[to - 1] > moved)
                to--;
            memmove(places + to + 1, places + to, (k - to) * sizeof *places);
            places[to] = moved;
        }
        i = end;
    }
}
