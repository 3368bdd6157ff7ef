/*
 * test_store_export.c - what comes back is what was recorded.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store_scratch.h"

/* Writes each result down as text. */
struct told {
    struct result_taker taker;
    struct buf text;
    size_t left; /* fail when it has fallen to 0 */
};

static int tell(struct result_taker *self, const struct result *r, struct err *err)
{
    struct told *told = (struct told *)self;
    if (told->left-- == 0)
        return err_set(err, ERR_MACHINE, "pipe", "nobody reads it");
    assert_int_equal(r->status, RESULT_GRADED);
    buf_printf(&told->text, "%s attempt %d of %s seed %s from %d to %d:", r->candidate,
               (int)r->attempt->id, r->attempt->bank_id, r->attempt->seed,
               (int)r->attempt->started_ms, (int)r->attempt->finished_ms);
    for (size_t i = 0; i < r->item_count; i++)
        buf_printf(&told->text, " %s=%s/%s:%d%s", r->items[i].question, r->items[i].given,
                   r->items[i].key, (int)r->items[i].verdict.points,
                   r->items[i].verdict.is_right ? "+" : "");
    buf_printf(&told->text, " | %d asked %d right %d wrong %d blank %d of %d |",
               (int)r->tally.questions, (int)r->tally.right, (int)r->tally.wrong,
               (int)r->tally.blank, (int)r->tally.points, (int)r->tally.possible);
    for (size_t i = 0; i < r->domain_count; i++)
        buf_printf(&told->text, " %s:%d/%d", r->domains[i].title,
                   (int)r->domains[i].tally.right, (int)r->domains[i].tally.questions);
    buf_char(&told->text, '\n');
    return 0;
}

static void assert_told(struct store *s, struct store_query query, const char *want)
{
    struct told told = {{.take = tell}, {0}, SIZE_MAX};
    struct err err = {0};
    size_t seen = 99, lines = 0;
    if (store_each(s, &query, "ada", &told.taker, &seen, &err) != 0)
        fail_msg("%s", err.what);
    assert_string_equal(buf_str(&told.text), want);
    for (; *want != '\0'; want++)
        lines += *want == '\n';
    assert_int_equal(seen, lines);
    buf_release(&told.text);
}

#define FIRST                                                                            \
    "ada attempt 2 of b seed 7 from 10 to 0: q0=s3 efs/lustre:500 q2=s3 efs/lustre:0 "   \
    "q4=lustre/lustre:1000+ | 3 asked 1 right 2 wrong 0 blank 1500 of 3000 | "           \
    "d0:0/1 d1:1/1\n"
#define SECOND                                                                           \
    "ada attempt 1 of a seed 7 from 20 to 25: q1=/lustre:0"                              \
    " | 1 asked 0 right 0 wrong 1 blank 0 of 1000 | d1:0/1\n"
#define THIRD                                                                            \
    "ada attempt 4 of a seed 7 from 20 to 0: q0=lustre/lustre:1000+"                     \
    " | 1 asked 1 right 0 wrong 0 blank 1000 of 1000 | d0:1/1\n"

static void store_each__gives_what_was_answered_oldest_first(void **state)
{
    const struct scratch *at = *state;
    struct store *s = opened(at->path);
    int64_t a = begun(s, "a", 3, 20), b = begun(s, "b", 5, 10);
    begun(s, "a", 2, 15); /* not one answer: nothing to tell */
    int64_t c = begun(s, "a", 1, 20);
    answered(s, b, 4, right, 11); /* answered in another order than asked */
    answered(s, b, 2, wrong, 12); /* of no domain */
    answered(s, b, 0, half, 13);
    answered(s, a, 1, blank, 21);
    answered(s, c, 0, right, 22);
    assert_int_equal(store_finish(s, a, 25, NULL), 0);

    assert_told(s, (struct store_query){0}, FIRST SECOND THIRD);
    assert_told(s, (struct store_query){.since_ms = 11}, SECOND THIRD);
    assert_told(s, (struct store_query){.since_ms = 20}, SECOND THIRD);
    assert_told(s, (struct store_query){.since_ms = 21}, "");
    assert_told(s, (struct store_query){.attempt = a}, SECOND);
    assert_told(s, (struct store_query){.attempt = 3}, "");
    assert_told(s, (struct store_query){.attempt = 77}, "");
    assert_told(s, (struct store_query){.attempt = b, .since_ms = 20}, "");
    store_close(s);
}

static void store_each__stops_when_its_taker_fails(void **state)
{
    const struct scratch *at = *state;
    struct told told = {{.take = tell}, {0}, 1};
    struct err err = {0};
    size_t seen = 99;
    struct store *s = opened(at->path);
    for (int i = 0; i < 3; i++)
        answered(s, begun(s, "a", 1, i), 0, right, i);
    assert_int_equal(
        store_each(s, &(struct store_query){0}, "ada", &told.taker, &seen, &err), -1);
    assert_string_equal(err.what, "nobody reads it");
    assert_int_equal(seen, 99);
    answered(s, begun(s, "a", 1, 9), 0, right, 9); /* no lock is left */
    buf_release(&told.text);
    store_close(s);
}

static void store_each__refuses_marks_that_nobody_gave(void **state)
{
    const struct scratch *at = *state;
    struct told told = {{.take = tell}, {0}, SIZE_MAX};
    struct err err = {0};
    size_t seen = 0;
    struct store *s = opened(at->path);
    answered(s, begun(s, "a", 1, 1), 0, right, 2);
    store_close(s);
    with_sqlite(at->path, "PRAGMA ignore_check_constraints = 1;"
                          "UPDATE answer SET points = 9223372036854775807");
    s = opened(at->path);
    assert_int_equal(
        store_each(s, &(struct store_query){0}, "ada", &told.taker, &seen, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.what,
                        "cannot read the store: it is damaged (an answer is worth "
                        "9223372036854775807 thousandths of a mark)");
    store_close(s);
}

static int take_nothing(struct result_taker *self, const struct result *r,
                        struct err *err)
{
    (void)self;
    (void)r;
    (void)err;
    return 0;
}

/* Do all that can be done with a store. Returns 0, or the code of what failed first. */
static enum err_code use(const char *path)
{
    struct store *s = NULL;
    struct err err = {0};
    struct buf ids = {0};
    struct result_taker taker = {.take = take_nothing};
    size_t seen;
    int64_t id;
    if (store_open(&s, path, true, &err) == 0 &&
        store_each(s, &(struct store_query){0}, "ada", &taker, &seen, &err) == 0 &&
        store_missed(s, "a", &ids, &err) == 0 &&
        try_begin(s, "a", 2, 9, &id, &err) == 0 &&
        try_answer(s, id, 1, "s3", wrong, 9, &err) == 0)
        (void)store_finish(s, id, 10, &err);
    store_close(s);
    buf_release(&ids);
    return err.code;
}

static void store_each__survives_any_damaged_byte(void **state)
{
    const struct scratch *at = *state;
    struct buf good = {0};
    struct store *s = opened(at->path);
    int64_t id = begun(s, "a", 40, 1);
    for (size_t i = 0; i < 40; i++)
        answered(s, id, i, i % 2 == 0 ? right : wrong, 2);
    store_close(s);
    assert_int_equal(file_read(&good, at->path, 1 << 20, NULL), 0);

    size_t found = 0, step = good.len / 400;
    for (size_t i = 0; i < good.len; i += i < 120 ? 1 : step) {
        good.bytes[i] ^= (char)(1 << i % 8);
        put_file(at->path, good.bytes, good.len);
        assert_int_equal(chmod(at->path, 0600), 0);
        enum err_code code = use(at->path);
        if (code != ERR_NONE && code != ERR_INPUT && code != ERR_MACHINE)
            fail_msg("byte %zu: code %d", i, (int)code);
        found += code != ERR_NONE;
        good.bytes[i] ^= (char)(1 << i % 8);
    }
    assert_true(found > 20);
    put_file(at->path, good.bytes, good.len);
    assert_int_equal(use(at->path), ERR_NONE); /* the control */
    buf_release(&good);
}

static void store_missed__asks_the_last_answer_of_each_question(void **state)
{
    const struct scratch *at = *state;
    struct buf ids = {0};
    struct err err = {0};
    struct store *s = opened(at->path);
    int64_t one = begun(s, "a", 6, 1), two = begun(s, "a", 6, 2),
            other = begun(s, "b", 6, 3);
    answered(s, one, 0, wrong, 10); /* q0: wrong, then right */
    answered(s, two, 0, right, 20);
    answered(s, one, 1, right, 11); /* q1: right, then wrong */
    answered(s, two, 1, wrong, 21);
    answered(s, two, 2, wrong, 31); /* q2: recorded first, later by the clock */
    answered(s, one, 2, right, 30);
    answered(s, one, 3, right, 40); /* q3: at the same moment, so the row decides */
    answered(s, two, 3, blank, 40);
    answered(s, one, 4, half, 5);     /* q4: half right is not right, and oldest */
    answered(s, other, 5, wrong, 50); /* q5: another bank's */
    buf_text(&ids, "kept\n");
    assert_int_equal(store_missed(s, "a", &ids, &err), 0);
    assert_string_equal(ids.bytes, "kept\nq4\nq1\nq2\nq3\n");
    buf_clear(&ids);
    assert_int_equal(store_missed(s, "c", &ids, &err), 0);
    assert_int_equal(ids.len, 0);
    buf_release(&ids);
    store_close(s);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        STORE_TEST(store_each__gives_what_was_answered_oldest_first),
        STORE_TEST(store_each__stops_when_its_taker_fails),
        STORE_TEST(store_each__refuses_marks_that_nobody_gave),
        STORE_TEST(store_each__survives_any_damaged_byte),
        STORE_TEST(store_missed__asks_the_last_answer_of_each_question),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
