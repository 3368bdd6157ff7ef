/*
 * markdown_names.h - which option a name means, however it is shortened.
 *
 * "Amazon EFS" and "EFS" are "Amazon Elastic File System (Amazon EFS)", and so are its
 * initials where the option does not spell them. A name that two options share means
 * neither, unless it is the whole of one.
 */
#ifndef QUIZCTL_MARKDOWN_NAMES_H
#define QUIZCTL_MARKDOWN_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/limits.h"

enum { NAME_WORDS = 48 }; /* of an option that are looked at */

struct names {
    size_t count;
    struct name {
        uint64_t whole;             /* of all words, in their order */
        uint64_t bits;              /* one for each of WORDS; two may share it */
        uint32_t words[NAME_WORDS]; /* hashes; those that every option has say nothing */
        size_t len, spelled;        /* words with initials; without */
    } of[LIMIT_OPTIONS];
};

/* A further option, by its TEXT. */
void names_add(struct names *n, const char *text, size_t len);

/* The place of the option that NAME means, or -1. Those of ALLOWED (bit i) are looked at
 * first. IS_EXACT: it has to be a name of the option, not just like it. */
long names_find(const struct names *n, const char *name, size_t len, uint32_t allowed,
                bool is_exact);

/* Is TEXT, word by word, the text of OPTION? */
bool names_is(const struct names *n, size_t option, const char *text, size_t len);
/* Does TEXT have every word of OPTION's? */
bool names_spell(const struct names *n, size_t option, const char *text, size_t len);

/* Are all words of TEXT words of the options in SET? */
bool names_cover(const struct names *n, const char *text, size_t len, uint32_t set);

#endif
