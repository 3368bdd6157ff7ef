/*
 * word.h - several bytes at once: eight in a word everywhere, sixteen where the processor
 * can (every x86 of 64 bits).
 */
#ifndef QUIZCTL_WORD_H
#define QUIZCTL_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

/* WORD to the eight bytes at TO, as word_at() reads it. */
static inline void word_put(void *to, uint64_t word)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    memcpy(to, &word, sizeof word);
}

/* C in each byte. */
static inline uint64_t word_of(unsigned char c)
{
    return 0x0101010101010101u * c;
}

/* The high bit of each byte of WORD that is C. Above the lowest one it may err. */
static inline uint64_t bytes_that_are(uint64_t word, unsigned char c)
{
    uint64_t x = word ^ word_of(c);
    return (x - word_of(1)) & ~x & word_of(0x80);
}

/* The same for bytes below C (at most 128). */
static inline uint64_t bytes_below(uint64_t word, unsigned char c)
{
    return (word - word_of(c)) & ~word & word_of(0x80);
}

/* Sixteen bytes, as vectors of gcc and clang: one register where there are such. */
typedef uint64_t word_pair __attribute__((vector_size(16)));

static inline word_pair pair_at(const void *from)
{
    word_pair pair;
    memcpy(&pair, from, sizeof pair);
    return pair;
}

/* The bits in which the sixteen bytes at FROM differ from those at TEXT, of those that
 * are set at MASK. */
static inline word_pair pair_differs(const char *from, const char *text, const char *mask)
{
    return (pair_at(from) ^ pair_at(text)) & pair_at(mask);
}

/* How many bytes stand before the first one that is marked, of at least one. */
static inline size_t first_byte(uint64_t marks)
{
    return (size_t)__builtin_ctzll(marks) / 8;
}

/* Bit I: byte I of the 32 at FROM is C; or, with IS_BELOW, is below C. Above the lowest
 * one they may err. */
static inline uint64_t bits_of(const char *from, unsigned char c, bool is_below)
{
    uint64_t bits = 0;
#ifdef __SSE2__
    const __m128i wanted = _mm_set1_epi8((char)(is_below ? c - 1 : c));
    for (int i = 1; i >= 0; i--) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(from + 16 * i));
        __m128i least = is_below ? _mm_min_epu8(bytes, wanted) : wanted;
        bits = bits << 16 | (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, least));
    }
#else
    for (int i = 3; i >= 0; i--) {
        uint64_t word = word_at(from + 8 * i);
        uint64_t marks = is_below ? bytes_below(word, c) : bytes_that_are(word, c);
        bits = bits << 8 | (marks >> 7) * 0x0102040810204080u >> 56;
    }
#endif
    return bits;
}

#endif
