/*
 * grade_seen.c - the set of candidates seen; what it promises stands in grade_seen.h.
 *
 * Open addressing with linear probing, in 256 tables by the first byte of the hash. A
 * table grows by a quarter when it is 7/8 full: most of the memory holds candidates.
 */
#include "grade_seen.h"

#include <stdlib.h>

#include "quizctl/mem.h"

/* Three words and not one and a half: 12 bytes instead of 16. Line 0: the slot is free.
 */
struct seen_slot {
    uint32_t high, low;
    uint32_t line;
};

static uint64_t rotate(uint64_t x, int bits)
{
    return x << bits | x >> (64 - bits);
}

static void sip_rounds(uint64_t v[4], int count)
{
    while (count-- > 0) {
        v[0] += v[1];
        v[2] += v[3];
        v[1] = rotate(v[1], 13) ^ v[0];
        v[3] = rotate(v[3], 16) ^ v[2];
        v[0] = rotate(v[0], 32);
        v[2] += v[1];
        v[0] += v[3];
        v[1] = rotate(v[1], 17) ^ v[2];
        v[3] = rotate(v[3], 21) ^ v[0];
        v[2] = rotate(v[2], 32);
    }
}

uint64_t seen_hash(const uint64_t key[2], const char *bytes, size_t len)
{
    uint64_t v[4] = {key[0] ^ 0x736f6d6570736575, key[1] ^ 0x646f72616e646f6d,
                     key[0] ^ 0x6c7967656e657261, key[1] ^ 0x7465646279746573};
    uint64_t word = 0;
    for (size_t i = 0; i < len; i++) {
        word |= (uint64_t)(unsigned char)bytes[i] << (i % 8 * 8);
        if (i % 8 == 7) {
            v[3] ^= word;
            sip_rounds(v, 2);
            v[0] ^= word;
            word = 0;
        }
    }
    word |= (uint64_t)len << 56;
    v[3] ^= word;
    sip_rounds(v, 2);
    v[0] ^= word;
    v[2] ^= 0xff;
    sip_rounds(v, 4);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* The slot that holds HIGH and LOW, or the free one where they belong. */
static struct seen_slot *find(struct seen_part *p, uint32_t high, uint32_t low)
{
    size_t i = (size_t)((uint64_t)low * p->cap >> 32);
    while (p->slots[i].line != 0 && (p->slots[i].high != high || p->slots[i].low != low))
        i = i + 1 < p->cap ? i + 1 : 0;
    return &p->slots[i];
}

static void grow(struct seen_part *p)
{
    struct seen_part wider = {.count = p->count, .cap = p->cap + p->cap / 4 + 16};
    wider.slots = mem_get(wider.cap * sizeof *wider.slots);
    for (uint32_t i = 0; i < p->cap; i++)
        if (p->slots[i].line != 0)
            *find(&wider, p->slots[i].high, p->slots[i].low) = p->slots[i];
    free(p->slots);
    *p = wider;
}

uint32_t seen_add(struct seen *s, const char *name, size_t len, uint64_t line)
{
    uint64_t hash = seen_hash(s->key, name, len);
    uint32_t high = (uint32_t)(hash >> 32), low = (uint32_t)hash;
    struct seen_part *p = &s->parts[hash >> 56];

    if (p->count >= p->cap / 8 * 7)
        grow(p);
    struct seen_slot *slot = find(p, high, low);
    if (slot->line != 0)
        return slot->line;
    *slot =
        (struct seen_slot){high, low, line < UINT32_MAX ? (uint32_t)line : UINT32_MAX};
    p->count++;
    return 0;
}

void seen_release(struct seen *s)
{
    for (size_t i = 0; i < SEEN_PARTS; i++)
        free(s->parts[i].slots);
    *s = (struct seen){0};
}
