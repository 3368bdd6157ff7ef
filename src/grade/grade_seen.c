/*
 * grade_seen.c - the set of candidates seen; what it promises stands in grade_seen.h.
 *
 * One array of slots, cut into 65536 regions by the first 16 bits of the hash, so that a
 * slot need not hold them: 6 bytes of hash and the line in as few bytes as all lines
 * need. In a region the order is free. Where one is full, each region up to the next
 * free slot moves by one slot: its first entry goes to its end. The array grows by a
 * sixteenth, in place: at least 88 of 100 slots hold candidates.
 */
#include "grade_seen.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"
#include "word.h"

enum {
    REGIONS = 65536,
    TAG_BYTES = 6,       /* of a hash, behind the 16 bits of its region */
    LINE_BYTES = 3,      /* to begin with; they become more when a line needs them */
    WORD = 8,            /* slots are read by words, so there is room behind the last */
    LEAST_SLOTS = 16384, /* to grow by: a walk over all regions must pay */
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

static void sip_word(uint64_t v[4], uint64_t word)
{
    v[3] ^= word;
    sip_rounds(v, 2);
    v[0] ^= word;
}

uint64_t seen_hash(const uint64_t key[2], const char *bytes, size_t len)
{
    uint64_t v[4] = {key[0] ^ 0x736f6d6570736575, key[1] ^ 0x646f72616e646f6d,
                     key[0] ^ 0x6c7967656e657261, key[1] ^ 0x7465646279746573};
    uint64_t word = (uint64_t)len << 56;
    for (; len >= WORD; len -= WORD, bytes += WORD)
        sip_word(v, word_at(bytes));
    for (size_t i = 0; i < len; i++)
        word |= (uint64_t)(unsigned char)bytes[i] << 8 * i;
    sip_word(v, word);
    v[2] ^= 0xff;
    sip_rounds(v, 4);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

static uint64_t low_bytes(size_t count)
{
    return ((uint64_t)1 << 8 * count) - 1;
}

static uint8_t *slot(const struct seen *s, size_t i)
{
    return s->slots + i * s->slot_bytes;
}

static uint64_t tag_of(const struct seen *s, size_t i)
{
    return word_at(slot(s, i)) & low_bytes(TAG_BYTES);
}

/* The line in slot I; 0: the slot is free. */
static uint64_t line_of(const struct seen *s, size_t i)
{
    return word_at(slot(s, i) + TAG_BYTES) & low_bytes(s->slot_bytes - TAG_BYTES);
}

static void put(struct seen *s, size_t i, uint64_t tag, uint64_t line)
{
    uint8_t *to = slot(s, i);
    word_put(to, tag | line << 8 * TAG_BYTES);
    line >>= 8 * (WORD - TAG_BYTES);
    for (size_t byte = WORD; byte < s->slot_bytes; byte++, line >>= 8)
        to[byte] = (uint8_t)line;
}

/* Move all entries to the front, region after region. */
static void gather(struct seen *s)
{
    uint32_t to = 0, from = 0;
    for (size_t r = 0; r < REGIONS; r++) {
        uint32_t end = s->start[r + 1];
        s->start[r] = to;
        for (; from < end; from++)
            if (line_of(s, from) != 0)
                put(s, to++, tag_of(s, from), line_of(s, from));
    }
    s->start[REGIONS] = to;
}

/* Give the gathered entries room between them, from the last to the first: no entry goes
 * to the left, so none is overwritten before it has moved. */
static void spread(struct seen *s, uint32_t cap, size_t slot_bytes)
{
    assert(s->count > 0);
    struct seen wide = *s;
    wide.slot_bytes = slot_bytes;
    wide.cap = cap;
    wide.slots = s->slots = mem_more(s->slots, cap * slot_bytes + WORD, 1);
    uint32_t end = cap, gathered_end = s->start[REGIONS];
    wide.start[REGIONS] = cap;
    for (size_t r = REGIONS; r-- > 0;) {
        uint32_t gathered = s->start[r], count = gathered_end - gathered;
        uint32_t first = (uint32_t)((uint64_t)gathered * cap / s->count);
        for (uint32_t i = count; i-- > 0;)
            put(&wide, first + i, tag_of(s, gathered + i), line_of(s, gathered + i));
        memset(slot(&wide, first + count), 0, (end - first - count) * slot_bytes);
        wide.start[r] = end = first;
        gathered_end = gathered;
    }
    s->cap = cap;
    s->slot_bytes = slot_bytes;
}

/* The first slots. They are zero already, and those not used cost no memory. */
static void begin(struct seen *s, size_t slot_bytes)
{
    s->slot_bytes = slot_bytes;
    s->cap = LEAST_SLOTS;
    s->slots = mem_get(s->cap * slot_bytes + WORD);
    s->start = mem_more(NULL, REGIONS + 1, sizeof *s->start);
    for (uint32_t i = 0; i < LEAST_SLOTS; i++) /* each for the same number of regions */
        for (uint32_t r = 0; r < REGIONS / LEAST_SLOTS; r++)
            s->start[i * (REGIONS / LEAST_SLOTS) + r] = i;
    s->start[REGIONS] = LEAST_SLOTS;
}

/* See to a free slot that can hold LINE. */
static void make_room(struct seen *s, uint64_t line)
{
    size_t slot_bytes = s->start != NULL ? s->slot_bytes : TAG_BYTES + LINE_BYTES;
    while (line > low_bytes(slot_bytes - TAG_BYTES))
        slot_bytes++;
    if (s->start == NULL) {
        begin(s, slot_bytes);
        return;
    }
    uint32_t cap = s->cap;
    if (s->count >= cap / 16 * 15)
        cap += cap / 16 + LEAST_SLOTS;
    if (cap < s->cap) /* more than 4 billion candidates */
        mem_out();
    gather(s);
    spread(s, cap, slot_bytes);
}

static size_t region_of_slot(const struct seen *s, size_t region, size_t i)
{
    while (s->start[region + 1] <= i)
        region++;
    return region;
}

/* The free slot I, of a region behind REGION, becomes REGION's. */
static size_t hand_down(struct seen *s, size_t region, size_t i)
{
    for (size_t r = region_of_slot(s, region, i); r > region; r--) {
        size_t first = s->start[r]++;
        if (first != i)
            memcpy(slot(s, i), slot(s, first), s->slot_bytes);
        i = first;
    }
    return i;
}

/* The same for the free slot I of a region before REGION. */
static size_t hand_up(struct seen *s, size_t region, size_t i)
{
    for (size_t r = region_of_slot(s, 0, i); r < region; r++) {
        size_t last = --s->start[r + 1];
        if (last != i)
            memcpy(slot(s, i), slot(s, last), s->slot_bytes);
        i = last;
    }
    return i;
}

/* A free slot for REGION, which begins at slot FROM. Slots to the right come first; only
 * at the very end of the array are there none. */
static size_t free_slot(struct seen *s, size_t region, size_t from)
{
    size_t i = from;
    while (i < s->cap && line_of(s, i) != 0)
        i++;
    if (i < s->cap)
        return hand_down(s, region, i);
    i = from;
    while (line_of(s, --i) != 0)
        assert(i > 0); /* make_room() left free ones */
    return hand_up(s, region, i);
}

void seen_prefetch_start(const struct seen *s, uint64_t hash)
{
    if (s->start != NULL)
        __builtin_prefetch(&s->start[hash >> 8 * TAG_BYTES]);
}

void seen_prefetch(const struct seen *s, uint64_t hash)
{
    if (s->start == NULL)
        return;
    const uint8_t *region = slot(s, s->start[hash >> 8 * TAG_BYTES]);
    __builtin_prefetch(region); /* as long as most are, for a million candidates */
    __builtin_prefetch(region + 64);
    __builtin_prefetch(region + 128);
}

uint64_t seen_add_hash(struct seen *s, uint64_t hash, uint64_t line)
{
    size_t region = hash >> 8 * TAG_BYTES;
    uint64_t tag = hash & low_bytes(TAG_BYTES);

    if (s->count >= s->cap / 16 * 15 || line > low_bytes(s->slot_bytes - TAG_BYTES))
        make_room(s, line);
    for (size_t i = s->start[region]; i < s->start[region + 1]; i++)
        if (tag_of(s, i) == tag && line_of(s, i) != 0)
            return line_of(s, i);
    put(s, free_slot(s, region, s->start[region]), tag, line);
    s->count++;
    return 0;
}

uint64_t seen_add(struct seen *s, const char *name, size_t len, uint64_t line)
{
    return seen_add_hash(s, seen_hash(s->key, name, len), line);
}

void seen_release(struct seen *s)
{
    free(s->slots);
    free(s->start);
    *s = (struct seen){0};
}
