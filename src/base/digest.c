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

uint64_t digest_short(const char *key, const void *bytes, size_t len)
{
    uint8_t raw[crypto_shorthash_BYTES];
    uint64_t hash = 0;
    crypto_shorthash(raw, bytes, len, (const uint8_t *)key);
    for (size_t i = 0; i < sizeof raw; i++) /* little-endian, as SipHash is defined */
        hash |= (uint64_t)raw[i] << (8 * i);
    return hash;
}

void digest_sha256(char base64[DIGEST_SHA256], const void *bytes, size_t len)
{
    uint8_t raw[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(raw, bytes, len);
    sodium_bin2base64(base64, DIGEST_SHA256, raw, sizeof raw,
                      sodium_base64_VARIANT_ORIGINAL);
}

void digest_random(void *bytes, size_t len)
{
    randombytes_buf(bytes, len);
}
