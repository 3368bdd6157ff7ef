/*
 * rng.c - repeatable chance; the algorithms and their sources stand in rng.h.
 */
#include "quizctl/rng.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "quizctl/buf.h"
#include "quizctl/digest.h"

void rng_init(struct rng *r, const char *seed, const char *label)
{
    struct buf text = {0};
    uint8_t raw[32];
    buf_add(&text, "quizctl.rng/1", sizeof "quizctl.rng/1");
    buf_add(&text, seed, strlen(seed) + 1);
    buf_text(&text, label);
    digest_bytes(raw, text.bytes, text.len);
    buf_release(&text);
    for (size_t i = 0; i < 4; i++) {
        r->state[i] = 0;
        for (size_t k = 0; k < 8; k++)
            r->state[i] |= (uint64_t)raw[8 * i + k] << 8 * k;
    }
}

static uint64_t rotate_left(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

uint64_t rng_next(struct rng *r)
{
    uint64_t *s = r->state;
    uint64_t result = rotate_left(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate_left(s[3], 45);
    return result;
}

uint32_t rng_below(struct rng *r, uint32_t bound)
{
    assert(bound > 0);
    uint32_t reject = (0 - bound) % bound; /* 2^32 mod bound: the uneven rest */
    uint64_t product;
    do
        product = (rng_next(r) >> 32) * bound;
    while ((uint32_t)product < reject);
    return (uint32_t)(product >> 32);
}

void rng_shuffle(struct rng *r, uint32_t *items, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = rng_below(r, (uint32_t)i);
        uint32_t moved = items[i - 1];
        items[i - 1] = items[j];
        items[j] = moved;
    }
}

void rng_fresh_seed(char seed[9])
{
    uint64_t chance;
    digest_random(&chance, sizeof chance);
    snprintf(seed, 9, "%08" PRIu64, chance % 100000000);
}
