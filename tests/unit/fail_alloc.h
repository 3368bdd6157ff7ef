/*
 * fail_alloc.h - make the n-th allocation of a test program fail, once or for ever.
 *
 * The test program's own malloc, calloc and realloc stand before the C library's, also
 * for the shared libraries it uses. Include it in one file. CAN_FAIL_ALLOC is 0 under a
 * sanitizer, which brings its own allocator, and where the C library is not glibc.
 */
#ifndef QUIZCTL_TESTS_FAIL_ALLOC_H
#define QUIZCTL_TESTS_FAIL_ALLOC_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) ||                     \
    __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) ||               \
    !defined(__GLIBC__)
#define CAN_FAIL_ALLOC 0
#else
#define CAN_FAIL_ALLOC 1
#endif

static struct {
    long left; /* the allocation that fails, counted from now; 0: none */
    bool for_ever;
} fail_alloc;

#if CAN_FAIL_ALLOC
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static bool alloc_fails(void)
{
    if (fail_alloc.left == 0 || --fail_alloc.left > 0)
        return false;
    if (fail_alloc.for_ever)
        fail_alloc.left = 1;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return alloc_fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return alloc_fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return alloc_fails() ? NULL : __libc_realloc(old, size);
}
#endif

#endif
