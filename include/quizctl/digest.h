/*
 * digest.h - BLAKE2b-256 (libsodium), as 64 lower-case hexadecimal digits, and its kin.
 */
#ifndef QUIZCTL_DIGEST_H
#define QUIZCTL_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#define DIGEST_HEX 65 /* with its NUL */

void digest_bytes(uint8_t out[32], const void *bytes, size_t len);
void digest_hex(char hex[DIGEST_HEX], const void *bytes, size_t len);
/* SipHash-2-4 with the first 16 characters of KEY (a digest in hexadecimal): short, for
 * tables and samples. */
uint64_t digest_short(const char *key, const void *bytes, size_t len);
/* SHA-256 in base64, for where a standard wants that one: a page's security policy. */
#define DIGEST_SHA256 45 /* with its NUL */
void digest_sha256(char base64[DIGEST_SHA256], const void *bytes, size_t len);
void digest_random(void *bytes, size_t len); /* from the system's generator */

#endif
