/*
 * test_buf.c - bytes that grow, with a NUL behind them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "child.h"
#include "quizctl/buf.h"
#include "quizctl/mem.h"

static void buf_str__of_an_empty_one_is_a_text(void **state)
{
    (void)state;
    struct buf b = {0};
    assert_string_equal(buf_str(&b), "");
    buf_clear(&b);
    assert_null(b.bytes);
    buf_release(&b);
    buf_add(&b, NULL, 0);
    assert_non_null(b.bytes);
    assert_string_equal(buf_str(&b), "");
    buf_release(&b);
    assert_null(b.bytes);
    assert_int_equal(b.len + b.cap, 0);
}

static void buf_add__ends_in_NUL_whatever_was_added(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_text(&b, "one");
    assert_string_equal(b.bytes, "one");
    buf_char(&b, ' ');
    buf_add(&b, "two, cut", 3);
    assert_string_equal(b.bytes, "one two");
    buf_fill(&b, '-', 3);
    assert_string_equal(b.bytes, "one two---");
    buf_fill(&b, '-', 0);
    buf_text(&b, "");
    buf_printf(&b, "%s", "");
    assert_string_equal(b.bytes, "one two---");
    buf_printf(&b, " %d%%", 72);
    assert_string_equal(b.bytes, "one two--- 72%");
    buf_decimal(&b, -1250, 3);
    assert_string_equal(b.bytes, "one two--- 72%-1.25");
    assert_int_equal(b.len, strlen(b.bytes));
    buf_release(&b);
}

static void buf_add__keeps_a_NUL_of_its_own(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_add(&b, "a\0b", 3);
    buf_char(&b, '\0');
    assert_int_equal(b.len, 4);
    assert_memory_equal(b.bytes, "a\0b\0", 5);
    buf_release(&b);
}

/* One byte at a time, past every doubling; the sanitizers watch the edges. */
static void buf_char__grows_over_every_size(void **state)
{
    (void)state;
    struct buf b = {0};
    for (size_t i = 0; i < 70000; i++) {
        buf_char(&b, (char)('a' + i % 26));
        assert_true(b.len == i + 1 && b.cap > b.len && b.bytes[b.len] == '\0');
    }
    for (size_t i = 0; i < b.len; i++)
        assert_int_equal(b.bytes[i], 'a' + i % 26);
    buf_release(&b);
}

static void buf_printf__takes_a_text_of_any_length(void **state)
{
    (void)state;
    for (int len = 0; len < 300; len++) {
        struct buf b = {0};
        buf_text(&b, "x");
        buf_printf(&b, "%0*d", len + 1, 7);
        assert_int_equal(b.len, len + 2);
        assert_int_equal(b.bytes[b.len - 1], '7');
        assert_int_equal(b.bytes[b.len], '\0');
        buf_release(&b);
    }
}

static void buf_room__is_there_without_another_move(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_text(&b, "x");
    buf_room(&b, 5000);
    const char *before = b.bytes;
    assert_true(b.cap > 5001);
    buf_fill(&b, 'y', 5000);
    assert_ptr_equal(b.bytes, before);
    buf_release(&b);
}

static void buf_clear__keeps_the_space(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_fill(&b, 'x', 1000);
    const char *before = b.bytes;
    size_t cap = b.cap;
    buf_clear(&b);
    assert_int_equal(b.len, 0);
    assert_string_equal(b.bytes, "");
    buf_fill(&b, 'y', 2);
    assert_string_equal(b.bytes, "yy");
    buf_fill(&b, 'y', 998);
    assert_ptr_equal(b.bytes, before);
    assert_int_equal(b.cap, cap);
    buf_release(&b);
}

static int ask_for_room(void *more)
{
    struct buf b = {0};
    buf_text(&b, "x");
    buf_room(&b, *(size_t *)more);
    return 0;
}

static void buf_shell_word__is_one_word_for_a_shell(void **state)
{
    (void)state;
    static const struct {
        const char *word, *wanted;
    } row[] = {
        {"my.json",        "my.json"       },
        {"a/b_c-d+1.json", "a/b_c-d+1.json"},
        {"my bank",        "'my bank'"     },
        {"$HOME",          "'$HOME'"       },
        {"it's",           "'it'\\''s'"    },
        {"",               "''"            },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf b = {0};
        buf_shell_word(&b, row[i].word);
        assert_string_equal(buf_str(&b), row[i].wanted);
        buf_release(&b);
    }
}

static void buf_room__of_an_absurd_size_ends_the_program(void **state)
{
    (void)state;
    size_t row[] = {SIZE_MAX, SIZE_MAX - 1, SIZE_MAX / 2, SIZE_MAX / 4 + 1};
    for (size_t i = 0; i < COUNT(row); i++)
        assert_int_equal(child_run(ask_for_room, &row[i]).status, 4);
}

static void buf_in__moves_out_of_a_room_that_is_too_small(void **state)
{
    (void)state;
    char room[8];
    struct buf b = buf_in(room, sizeof room);
    assert_string_equal(buf_str(&b), "");
    buf_text(&b, "seven ");
    buf_char(&b, '7');
    assert_ptr_equal(b.bytes, room);
    assert_string_equal(room, "seven 7");
    buf_char(&b, '8');
    assert_ptr_not_equal(b.bytes, room);
    assert_string_equal(b.bytes, "seven 78");
    buf_fill(&b, '-', 1000);
    assert_int_equal(b.len, 1008);
    buf_release(&b);
    assert_null(b.bytes);
    b = buf_in(room, sizeof room);
    buf_text(&b, "two");
    buf_release(&b); /* the room is not ours to free */
    assert_string_equal(room, "two");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(buf_str__of_an_empty_one_is_a_text),
        cmocka_unit_test(buf_add__ends_in_NUL_whatever_was_added),
        cmocka_unit_test(buf_add__keeps_a_NUL_of_its_own),
        cmocka_unit_test(buf_char__grows_over_every_size),
        cmocka_unit_test(buf_printf__takes_a_text_of_any_length),
        cmocka_unit_test(buf_room__is_there_without_another_move),
        cmocka_unit_test(buf_clear__keeps_the_space),
        cmocka_unit_test(buf_shell_word__is_one_word_for_a_shell),
        cmocka_unit_test(buf_in__moves_out_of_a_room_that_is_too_small),
        cmocka_unit_test(buf_room__of_an_absurd_size_ends_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
