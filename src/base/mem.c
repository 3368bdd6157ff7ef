/*
 * mem.c - memory that is there or the program ends; see mem.h.
 */
#include "quizctl/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ALIGN = _Alignof(max_align_t) };

/* The first block of an arena, and how large blocks grow, each twice the one before: a
 * small arena stays small, a large one asks the system seldom. */
static const size_t first_block = 4 * 1024, largest_block = 8 * 1024 * 1024;

struct arena_block {
    struct arena_block *before;
    size_t used, size;
    max_align_t bytes[];
};

void mem_out(void)
{
    static const char told[] =
        "quizctl: error: out of memory; what got feedback is recorded\n";
    ssize_t written = write(STDERR_FILENO, told, sizeof told - 1);
    (void)written; /* nothing is left to be done about it */
    _exit(4);
}

void *mem_get(size_t size)
{
    void *got = calloc(1, size ? size : 1);
    if (got == NULL)
        mem_out();
    return got;
}

void *mem_more(void *old, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        mem_out();
    size_t bytes = count * size;
    void *got = realloc(old, bytes != 0 ? bytes : 1);
    if (got == NULL)
        mem_out();
    return got;
}

char *mem_text(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(mem_get(size), text, size);
}

static size_t block_size(const struct arena_block *before, size_t need)
{
    size_t size = before == NULL ? first_block : before->size * 2;
    if (size > largest_block)
        size = largest_block;
    return size > need ? size : need;
}

void *arena_raw(struct arena *a, size_t size)
{
    if (size > SIZE_MAX - ALIGN - sizeof(struct arena_block))
        mem_out();
    size = (size + ALIGN - 1) / ALIGN * ALIGN;

    struct arena_block *b = a->last;
    if (b == NULL || b->size - b->used < size) {
        size_t room = block_size(b, size);
        b = mem_more(NULL, 1, sizeof *b + room);
        *b = (struct arena_block){.before = a->last, .size = room};
        a->last = b;
    }
    char *got = (char *)b->bytes + b->used;
    b->used += size;
    return got;
}

void *arena_get(struct arena *a, size_t size)
{
    return memset(arena_raw(a, size), 0, size);
}

char *arena_text(struct arena *a, const char *text, size_t len)
{
    char *copy = arena_raw(a, len + 1);
    memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

void arena_adopt(struct arena *a, struct arena *from)
{
    struct arena_block *oldest = from->last;
    if (oldest == NULL)
        return;
    while (oldest->before != NULL)
        oldest = oldest->before;
    if (a->last == NULL) {
        a->last = from->last;
    } else { /* below the block that A fills */
        oldest->before = a->last->before;
        a->last->before = from->last;
    }
    from->last = NULL;
}

void arena_release(struct arena *a)
{
    while (a->last != NULL) {
        struct arena_block *before = a->last->before;
        free(a->last);
        a->last = before;
    }
}
