/*
 * chance.c - the tail of a sum of trials with different chances; see chance.h.
 */
#include "chance.h"

#include <stdbool.h>
#include <stdlib.h>

#include "quizctl/mem.h"

/* Below any tail that is told from another, and above where a double loses digits. */
#define NOTHING 1e-290

double chance_tail(const double *chance, size_t count, size_t at_least)
{
    if (at_least == 0)
        return 1;
    if (at_least > count)
        return 0;
    /* p[k]: k hits so far, fewer than AT_LEAST; who reaches it goes over to the tail. */
    double *p = mem_get(at_least * sizeof *p), tail = 0;
    size_t low = 0;
    p[0] = 1;
    for (size_t i = 0; i < count; i++) {
        double hit = chance[i], miss = 1 - hit;
        size_t top = i + 1 < at_least ? i + 1 : at_least - 1;
        tail += p[at_least - 1] * hit;
        for (size_t k = top; k > low; k--)
            p[k] = p[k - 1] * hit + p[k] * miss;
        p[low] *= miss;
        while (low < top && p[low] < NOTHING) /* the machine is slow where digits end */
            p[low++] = 0;
    }
    free(p);
    return tail;
}

double chance_tail_plain(const double *chance, size_t count, size_t at_least)
{
    double tail = 0;
    for (size_t outcome = 0; outcome >> count == 0; outcome++) {
        double p = 1;
        size_t hits = 0;
        for (size_t i = 0; i < count; i++) {
            bool is_hit = (outcome >> i & 1) != 0;
            p *= is_hit ? chance[i] : 1 - chance[i];
            hits += is_hit;
        }
        if (hits >= at_least)
            tail += p;
    }
    return tail;
}
