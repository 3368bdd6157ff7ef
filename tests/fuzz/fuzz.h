/*
 * fuzz.h - what a target is: one function that takes any bytes and holds what must be
 * true of them. libFuzzer calls it with bytes it invents, replay.c with those of files.
 */
#ifndef QUIZCTL_TESTS_FUZZ_H
#define QUIZCTL_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* DATA ends where SIZE says, on the heap: a read past it is seen by a sanitizer. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A condition that holds for every input, also where asserts are compiled out. */
#define MUST(condition)                                                                  \
    do {                                                                                 \
        if (!(condition)) {                                                              \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);      \
            abort();                                                                     \
        }                                                                                \
    } while (0)

#endif
