/*
 * words.c - cut texts into words and compare them as sets; see words.h.
 *
 * A word is known by a hash of 64 bits. Two words that share one would make a finding
 * wrong, and nothing else: among a million words the odds are under one in ten million.
 */
#include "words.h"

#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"

/* Words without meaning of their own, sorted. */
static const char *const filler[] = {
    "a",      "about", "all",   "also",  "amazon", "an",          "and",     "answer",
    "any",    "are",   "as",    "at",    "aws",    "be",          "because", "been",
    "best",   "both",  "but",   "by",    "can",    "choice",      "correct", "could",
    "did",    "do",    "does",  "each",  "every",  "fit",         "for",     "from",
    "had",    "has",   "have",  "here",  "how",    "if",          "in",      "incorrect",
    "into",   "is",    "it",    "its",   "may",    "meet",        "more",    "most",
    "must",   "need",  "no",    "not",   "of",     "on",          "one",     "only",
    "option", "or",    "other", "over",  "per",    "requirement", "right",   "should",
    "so",     "such",  "than",  "that",  "the",    "their",       "them",    "then",
    "there",  "these", "they",  "this",  "those",  "to",          "use",     "was",
    "what",   "when",  "where", "which", "while",  "who",         "why",     "will",
    "with",   "would", "wrong", "yes",
};

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Bytes of the dash, quote or other sign of U+2000 to U+203F at TEXT, 0 when there is
 * none. U+2019 counts as an apostrophe. */
static size_t sign_at(const char *text)
{
    const unsigned char *c = (const unsigned char *)text;
    return c[0] == 0xE2 && c[1] == 0x80 && c[2] != 0x99 && c[2] != '\0' ? 3 : 0;
}

static bool is_letter(const char *text)
{
    unsigned char c = (unsigned char)*text;
    return (c >= '0' && c <= '9') || (fold((char)c) >= 'a' && fold((char)c) <= 'z') ||
           (c >= 0x80 && sign_at(text) == 0);
}

bool word_next(struct word *w)
{
    const char *at = w->rest;
    while (*at != '\0' && !is_letter(at))
        at += sign_at(at) > 0 ? sign_at(at) : 1;
    const char *end = at;
    while (is_letter(end) || (end > at && *end != '\0' && strchr("-.'", *end) != NULL &&
                              is_letter(end + 1)))
        end++;
    *w = (struct word){at, (size_t)(end - at), end};
    return w->len > 0;
}

bool word_is(const struct word *w, const char *name)
{
    for (size_t i = 0; i < w->len; i++)
        if (fold(w->at[i]) != name[i]) /* also at NAME's end */
            return false;
    return name[w->len] == '\0';
}

bool word_is_any(const struct word *w, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (word_is(w, names[i]))
            return true;
    return false;
}

/* FNV-1a. */
static uint64_t hash_of(const char *text, size_t len)
{
    uint64_t hash = 0xCBF29CE484222325;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)fold(text[i])) * 0x100000001B3;
    return hash;
}

uint64_t word_hash(const struct word *w)
{
    return hash_of(w->at, w->len);
}

static struct word without_plural(struct word w)
{
    if (w.len > 3 && fold(w.at[w.len - 1]) == 's' && fold(w.at[w.len - 2]) != 's')
        w.len--;
    return w;
}

static int by_hash(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

void word_set_make(struct word_set *set, const char *text)
{
    *set = (struct word_set){0};
    for (struct word w = {.rest = text}; word_next(&w);) {
        struct word plain = without_plural(w);
        if (word_is_any(&w, filler, COUNT(filler)) ||
            word_is_any(&plain, filler, COUNT(filler)))
            continue;
        MEM_ROOM(set->hash, set->count, set->cap);
        set->hash[set->count++] = word_hash(&plain);
    }
    if (set->count == 0)
        return;
    qsort(set->hash, set->count, sizeof *set->hash, by_hash);
    size_t kept = 1;
    for (size_t i = 1; i < set->count; i++)
        if (set->hash[i] != set->hash[kept - 1])
            set->hash[kept++] = set->hash[i];
    set->count = kept;
}

void word_set_release(struct word_set *set)
{
    free(set->hash);
    *set = (struct word_set){0};
}

size_t word_set_shared(const struct word_set *a, const struct word_set *b)
{
    size_t shared = 0;
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        shared += a->hash[i] == b->hash[j];
        bool is_first = a->hash[i] <= b->hash[j];
        j += b->hash[j] <= a->hash[i];
        i += is_first;
    }
    return shared;
}
