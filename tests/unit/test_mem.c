/*
 * test_mem.c - memory is there, clean and aligned, or the program ends with status 4.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "child.h"
#include "fail_alloc.h"
#include "quizctl/mem.h"

/* --- the end of memory --- */

static int run_out(void *arg)
{
    (void)arg;
    mem_out();
}

static void mem_out__ends_the_program_with_status_4(void **state)
{
    (void)state;
    struct child_end end = child_run(run_out, NULL);
    assert_int_equal(end.status, 4);
    assert_string_equal(end.told,
                        "quizctl: error: out of memory; what got feedback is recorded\n");
}

static int run_out_without_stderr(void *arg)
{
    (void)arg;
    close(STDERR_FILENO);
    mem_out();
}

static void mem_out__needs_no_standard_error(void **state)
{
    (void)state;
    assert_int_equal(child_run(run_out_without_stderr, NULL).status, 4);
}

enum ask { ASK_GET, ASK_MORE, ASK_TEXT, ASK_ARENA, ASK_BIG_ARENA, ASK_END };

static int ask_when_there_is_none(void *arg)
{
    struct arena a = {0};
    void *got = NULL;
    fail_alloc.left = 1;
    fail_alloc.for_ever = true;
    switch (*(enum ask *)arg) {
    case ASK_GET:
        got = mem_get(1);
        break;
    case ASK_MORE:
        got = mem_more(NULL, 1, 1);
        break;
    case ASK_TEXT:
        got = mem_text("x");
        break;
    case ASK_ARENA:
        got = arena_get(&a, 1);
        break;
    case ASK_BIG_ARENA:
        got = arena_get(&a, 1024 * 1024);
        break;
    case ASK_END:
        break;
    }
    return got == NULL ? 5 : 6;
}

static void mem_get__and_the_like_end_the_program_when_there_is_none(void **state)
{
    (void)state;
    if (!CAN_FAIL_ALLOC)
        skip();
    for (enum ask ask = ASK_GET; ask < ASK_END; ask++) {
        struct child_end end = child_run(ask_when_there_is_none, &ask);
        if (end.status != 4 || strstr(end.told, "out of memory") == NULL)
            fail_msg("%d: status %d", (int)ask, end.status);
    }
}

static int multiply_too_far(void *arg)
{
    (void)arg;
    return mem_more(NULL, SIZE_MAX / 8 + 2, 8) == NULL ? 5 : 6; /* 8 when it wraps */
}

static int arena_too_far(void *size)
{
    struct arena a = {0};
    return arena_get(&a, *(size_t *)size) == NULL ? 5 : 6;
}

static void mem_more__minds_sizes_that_overflow(void **state)
{
    (void)state;
    size_t size[] = {SIZE_MAX, SIZE_MAX - 15, SIZE_MAX - 40};
    assert_int_equal(child_run(multiply_too_far, NULL).status, 4);
    for (size_t i = 0; i < COUNT(size); i++)
        assert_int_equal(child_run(arena_too_far, &size[i]).status, 4);
}

/* --- memory --- */

static void mem_get__gives_zeros(void **state)
{
    (void)state;
    for (size_t size = 0; size < 2000; size += 37) {
        unsigned char *got = mem_get(size);
        assert_non_null(got);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(got[i], 0);
        memset(got, 0xAA, size); /* for the next one to find */
        free(got);
    }
}

static void mem_more__keeps_what_was_there(void **state)
{
    (void)state;
    char *got = mem_more(NULL, 4, 1);
    memcpy(got, "abc", 4);
    got = mem_more(got, 1000, 100);
    assert_string_equal(got, "abc");
    got = mem_more(got, 0, 100);
    assert_non_null(got);
    free(got);
}

static void mem_text__is_a_copy(void **state)
{
    (void)state;
    char text[] = "lustre";
    char *copy = mem_text(text);
    text[0] = 'L';
    assert_string_equal(copy, "lustre");
    free(copy);
    copy = mem_text("");
    assert_string_equal(copy, "");
    free(copy);
}

static void MEM_ROOM__has_room_for_one_more(void **state)
{
    (void)state;
    int *items = NULL;
    size_t len = 0, cap = 0;
    for (int i = 0; i < 1000; i++) {
        MEM_ROOM(items, len, cap);
        assert_true(cap > len);
        items[len++] = i;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    free(items);
}

/* --- arena --- */

static void arena_get__is_aligned_zero_and_nobody_elses(void **state)
{
    (void)state;
    enum { PIECES = 3000 };
    static struct {
        unsigned char *at;
        size_t size;
    } piece[PIECES];
    struct arena a = {0};
    for (size_t i = 0; i < PIECES; i++) {
        /* small ones, and now and then one that no block holds */
        size_t size = i % 500 == 499 ? 100000 + i : i * 7919 % 300;
        unsigned char *got = arena_get(&a, size);
        assert_int_equal((uintptr_t)got % alignof(max_align_t), 0);
        for (size_t k = 0; k < size; k++)
            assert_int_equal(got[k], 0);
        memset(got, (int)(i % 255 + 1), size);
        piece[i].at = got;
        piece[i].size = size;
    }
    for (size_t i = 0; i < PIECES; i++)
        for (size_t k = 0; k < piece[i].size; k++)
            assert_int_equal(piece[i].at[k], i % 255 + 1);
    arena_release(&a);
}

static void arena_get__fits_at_the_edge_of_a_block(void **state)
{
    (void)state;
    for (size_t size = 65536 - 40; size < 65536 + 40; size++) {
        struct arena a = {0};
        unsigned char *first = arena_get(&a, size), *second = arena_get(&a, 24);
        memset(first, 1, size);
        memset(second, 2, 24);
        assert_int_equal(first[size - 1], 1);
        arena_release(&a);
    }
}

static void arena_text__has_a_NUL_behind_it(void **state)
{
    (void)state;
    struct arena a = {0};
    assert_string_equal(arena_text(&a, "windows", 3), "win");
    assert_string_equal(arena_text(&a, "x", 0), "");
    assert_memory_equal(arena_text(&a, "a\0b", 3), "a\0b", 4);
    arena_release(&a);
}

static void arena_release__leaves_an_empty_arena(void **state)
{
    (void)state;
    struct arena a = {0};
    arena_release(&a);
    for (int i = 0; i < 3; i++) {
        memset(arena_get(&a, 200000), 1, 200000);
        arena_release(&a);
        assert_null(a.last);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mem_out__ends_the_program_with_status_4),
        cmocka_unit_test(mem_out__needs_no_standard_error),
        cmocka_unit_test(mem_get__and_the_like_end_the_program_when_there_is_none),
        cmocka_unit_test(mem_more__minds_sizes_that_overflow),
        cmocka_unit_test(mem_get__gives_zeros),
        cmocka_unit_test(mem_more__keeps_what_was_there),
        cmocka_unit_test(mem_text__is_a_copy),
        cmocka_unit_test(MEM_ROOM__has_room_for_one_more),
        cmocka_unit_test(arena_get__is_aligned_zero_and_nobody_elses),
        cmocka_unit_test(arena_get__fits_at_the_edge_of_a_block),
        cmocka_unit_test(arena_text__has_a_NUL_behind_it),
        cmocka_unit_test(arena_release__leaves_an_empty_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
