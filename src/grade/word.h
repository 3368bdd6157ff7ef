/*
 * word.h - eight bytes at once.
 */
#ifndef QUIZCTL_WORD_H
#define QUIZCTL_WORD_H

#include <stdint.h>
#include <string.h>

/* The eight bytes at FROM, the first one lowest, on every machine. */
static inline uint64_t word_at(const void *from)
{
    uint64_t word;
    memcpy(&word, from, sizeof word);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* C in each byte. */
static inline uint64_t word_of(unsigned char c)
{
    return 0x0101010101010101u * c;
}

#endif
