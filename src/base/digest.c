/*
 * digest.c - BLAKE2b-256 and the system's random bytes; see digest.h.
 */
#include "quizctl/digest.h"

#include <sodium.h>

void digest_bytes(uint8_t out[32], const void *bytes, size_t len)
{
    crypto_generichash(out, 32, bytes, len, NULL, 0); /* cannot fail with these sizes */
}

void digest_hex(char hex[DIGEST_HEX], const void *bytes, size_t len)
{
    uint8_t raw[32];
    digest_bytes(raw, bytes, len);
    sodium_bin2hex(hex, DIGEST_HEX, raw, sizeof raw);
}

void digest_random(void *bytes, size_t len)
{
    randombytes_buf(bytes, len);
}
