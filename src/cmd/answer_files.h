/*
 * answer_files.h - the answer files that operands name: files, and folders of them.
 */
#ifndef ANSWER_FILES_H
#define ANSWER_FILES_H

#include "quizctl/err.h"
#include "quizctl/mem.h"

/* All-zero is empty. */
struct answer_files {
    const char **paths; /* in the order of the operands; "-" is standard input */
    size_t count, cap;
    struct arena arena;
};

/* A folder stands for its *.json, *.jsonl and *.csv, in the order of their names. */
int answer_files_find(struct answer_files *f, char *const *operands, size_t count,
                      struct err *err);
void answer_files_release(struct answer_files *f);

#endif
