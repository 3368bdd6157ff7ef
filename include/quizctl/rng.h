/*
 * rng.h - repeatable chance: xoshiro256** seeded from a text.
 *
 *  seed    BLAKE2b-256 of "quizctl.rng/1" 0x00 SEED 0x00 LABEL, read as four
 *          little-endian 64-bit words. The same seed and label give the same
 *          numbers on every machine and in every version of this format.
 *  bound   Lemire's multiply-and-reject: no modulo bias.
 *  shuffle Fisher-Yates from the last place down.
 *  source  Blackman, Vigna, "Scrambled linear pseudorandom number generators" (2021);
 *          Lemire, "Fast random integer generation in an interval" (2019)
 */
#ifndef QUIZCTL_RNG_H
#define QUIZCTL_RNG_H

#include <stddef.h>
#include <stdint.h>

struct rng {
    uint64_t state[4];
};

void rng_init(struct rng *r, const char *seed, const char *label);
uint64_t rng_next(struct rng *r);
uint32_t rng_below(struct rng *r, uint32_t bound); /* 0 .. bound-1; bound > 0 */
void rng_shuffle(struct rng *r, uint32_t *items, size_t count);

/* A fresh seed from the system, 8 decimal digits: short enough to type again. */
void rng_fresh_seed(char seed[9]);

#endif
