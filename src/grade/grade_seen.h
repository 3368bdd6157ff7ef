/*
 * grade_seen.h - which candidates have handed in a sheet, and on which line the first.
 *
 * A set of 64-bit hashes, about 10 bytes a candidate with its line. The hash is keyed by
 * chance (SipHash-2-4), so nobody can craft two names that meet. Should two meet all
 * the same, the second is rejected as given twice, with the place of the other beside
 * it: wrong, but loud, and never a wrong score. The chance of any meeting at all is
 * n*n / 2^65: 1 in 37 million for a million candidates.
 */
#ifndef QUIZCTL_GRADE_SEEN_H
#define QUIZCTL_GRADE_SEEN_H

#include <stddef.h>
#include <stdint.h>

/* All-zero is empty; give it a key before the first use. */
struct seen {
    uint64_t key[2];
    uint8_t *slots; /* `cap` of them, and a few bytes behind them */
    size_t slot_bytes;
    uint32_t
        *start; /* per first 16 bits of a hash: its first slot; one more at the end */
    uint32_t count, cap;
};

/* Note NAME with LINE (counted over all files, at least 1). 0 when it is new, else the
 * line it was first noted with. */
uint64_t seen_add(struct seen *s, const char *name, size_t len, uint64_t line);
/* The same with the name's seen_hash under the key of S. */
uint64_t seen_add_hash(struct seen *s, uint64_t hash, uint64_t line);
/* The same will come soon: begin to fetch from memory what it will look at. The second
 * does not wait for memory when the first came well before it. */
void seen_prefetch_start(const struct seen *s, uint64_t hash);
void seen_prefetch(const struct seen *s, uint64_t hash);
void seen_release(struct seen *s);

/* SipHash-2-4. Source: Aumasson, Bernstein, "SipHash: a fast short-input PRF" (2012). */
uint64_t seen_hash(const uint64_t key[2], const char *bytes, size_t len);

#endif
