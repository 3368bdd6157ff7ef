/*
 * words.h - texts as words, in small letters and without their Markdown.
 *
 * A word is a run of letters, digits and characters beyond ASCII, with '-', '.' and
 * apostrophes inside it: "one-zone", "2.5", "doesn't".
 */
#ifndef WORDS_H
#define WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The words of a text, one after the other: begin with {.rest = text}. */
struct word {
    const char *at; /* not ended by NUL */
    size_t len;
    const char *rest;
};
bool word_next(struct word *w);

/* Is it NAME, in small or capital letters? NAME is in small ones. */
bool word_is(const struct word *w, const char *name);
bool word_is_any(const struct word *w, const char *const *names, size_t count);
/* Two words that differ in case alone have the same. */
uint64_t word_hash(const struct word *w);

/* Words that carry meaning, each once: without "the", "of", "is" and the like, without
 * what every question has ("option", "Amazon"), and an s at the end dropped, so that
 * "images" is "image". */
struct word_set {
    uint64_t *hash; /* sorted */
    size_t count, cap;
};
void word_set_make(struct word_set *set, const char *text);
void word_set_release(struct word_set *set);
/* How many words of A are in B? */
size_t word_set_shared(const struct word_set *a, const struct word_set *b);

#endif
