/*
 * mem.h - memory that is there or the program ends.
 *
 * Running out of memory prints "out of memory" and exits with status 4, here and
 * nowhere else. That is polite only because every size that comes from a file was
 * first held against limits.h. Recorded answers are safe: each was committed
 * before its feedback was shown.
 */
#ifndef QUIZCTL_MEM_H
#define QUIZCTL_MEM_H

#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

void *mem_get(size_t size);                           /* all zero; free() it */
void *mem_more(void *old, size_t count, size_t size); /* realloc of COUNT * SIZE */
char *mem_text(const char *text);                     /* a copy; free() it */
void mem_out(void) __attribute__((noreturn));         /* end the program, status 4 */

/* Room for one more in a growing array: doubles CAP and moves ITEMS when LEN == CAP. */
#define MEM_ROOM(items, len, cap)                                                        \
    do {                                                                                 \
        if ((len) == (cap)) {                                                            \
            (cap) = (cap) ? (cap)*2 : 8;                                                 \
            (items) = mem_more((items), (cap), sizeof *(items));                         \
        }                                                                                \
    } while (0)

/*
 * Many small things that are freed together. All-zero is a valid empty arena.
 * Blocks are chained, so nothing moves and any size fits.
 */
struct arena {
    struct arena_block *last;
};

void *arena_raw(struct arena *a, size_t size); /* whatever was there, else the same */
void *arena_get(struct arena *a, size_t size); /* all zero, aligned for any type */
char *arena_text(struct arena *a, const char *text,
                 size_t len);                          /* a copy, NUL behind it */
void arena_adopt(struct arena *a, struct arena *from); /* A owns it too; FROM is empty */
void arena_release(struct arena *a);

#endif
