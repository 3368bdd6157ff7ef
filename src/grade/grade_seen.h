/*
 * grade_seen.h - which candidates have handed in a sheet, and on which line the first.
 *
 * A set of 64-bit hashes, 12 bytes a candidate with its line. The hash is keyed by
 * chance (SipHash-2-4), so nobody can craft two names that meet. Should two meet all
 * the same, the second is rejected as given twice, with the place of the other beside
 * it: wrong, but loud, and never a wrong score. The chance of any meeting at all is
 * n*n / 2^65: 1 in 37 million for a million candidates.
 */
#ifndef QUIZCTL_GRADE_SEEN_H
#define QUIZCTL_GRADE_SEEN_H

#include <stddef.h>
#include <stdint.h>

enum { SEEN_PARTS = 256 };

/* The hashes with one first byte. Growing moves one part at a time: little is held twice.
 */
struct seen_part {
    struct seen_slot *slots;
    uint32_t count, cap;
};

/* All-zero is empty; give it a key before the first use. */
struct seen {
    uint64_t key[2];
    struct seen_part parts[SEEN_PARTS];
};

/* Note NAME with LINE (counted over all files, at least 1). 0 when it is new, else the
 * line it was first noted with; UINT32_MAX stands for that line and all behind it. */
uint32_t seen_add(struct seen *s, const char *name, size_t len, uint64_t line);
void seen_release(struct seen *s);

/* SipHash-2-4. Source: Aumasson, Bernstein, "SipHash: a fast short-input PRF" (2012). */
uint64_t seen_hash(const uint64_t key[2], const char *bytes, size_t len);

#endif
