/*
 * sha1.h - SHA-1, for the checksum that Anki keeps of a note's first field. It protects
 * nothing: for digests see quizctl/digest.h.
 *
 * Source: FIPS 180-4, section 6.1.
 */
#ifndef QUIZCTL_SHA1_H
#define QUIZCTL_SHA1_H

#include <stddef.h>
#include <stdint.h>

/* The first four bytes of the digest of LEN bytes, big-endian. */
uint32_t sha1_start(const void *bytes, size_t len);

#endif
