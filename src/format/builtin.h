/*
 * builtin.h - the files of questions/aws-ml-storage/, compiled in by src/embed.cmake.
 */
#ifndef QUIZCTL_BUILTIN_H
#define QUIZCTL_BUILTIN_H

#include <stddef.h>

struct builtin_file {
    const char *name;           /* "builtin/10-data.json" */
    const unsigned char *bytes; /* a NUL stands behind the last */
    size_t len;
};

extern const struct builtin_file builtin_files[];
extern const size_t builtin_file_count;

#endif
