/*
 * test_parallel.c - every piece is done, once, and nothing is left when the call is back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "quizctl/mem.h"
#include "quizctl/parallel.h"

enum { MANY = 10000 };

static void count(void *user, size_t nth)
{
    ((int *)user)[nth]++;
}

static void each_piece_is_done_once(void **state)
{
    (void)state;
    static const size_t counts[] = {0, 1, 2, 3, 17, MANY};
    for (size_t i = 0; i < COUNT(counts); i++) {
        int done[MANY + 1] = {0};
        parallel_run(counts[i], count, done);
        for (size_t k = 0; k <= MANY; k++)
            assert_int_equal(done[k], k < counts[i]);
    }
}

/* A piece may have pieces. */
static void nested(void *user, size_t nth)
{
    parallel_run(10, count, (int *)user + 10 * nth);
}

static void pieces_may_have_pieces(void **state)
{
    (void)state;
    int done[100] = {0};
    parallel_run(10, nested, done);
    for (size_t k = 0; k < COUNT(done); k++)
        assert_int_equal(done[k], 1);
}

/* Pieces are taken in their order, each once its work is done, few of them ahead. */
enum { AHEAD = 3 };

struct row {
    int done[MANY];
    size_t taken;
    size_t room[AHEAD]; /* the piece whose work is there, and 1 */
};

static void fill(void *user, size_t nth)
{
    struct row *row = user;
    row->done[nth]++;
    row->room[nth % AHEAD] = nth + 1;
}

static void take(void *user, size_t nth)
{
    struct row *row = user;
    assert_int_equal(nth, row->taken);
    assert_int_equal(row->done[nth], 1);
    assert_int_equal(row->room[nth % AHEAD], nth + 1); /* no later piece is in it */
    row->taken++;
}

static void pieces_are_taken_in_order(void **state)
{
    (void)state;
    static const size_t counts[] = {0, 1, 2, 3, 17, MANY};
    for (size_t i = 0; i < COUNT(counts); i++) {
        struct row row = {0};
        parallel_in_order(counts[i], AHEAD, fill, take, &row);
        assert_int_equal(row.taken, counts[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_piece_is_done_once),
        cmocka_unit_test(pieces_may_have_pieces),
        cmocka_unit_test(pieces_are_taken_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
