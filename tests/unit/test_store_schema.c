/*
 * test_store_schema.c - an older store goes forward whole, or stays as it is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/store_schema.h"
#include "store_scratch.h"

static void store_open__makes_a_store_of_an_empty_file(void **state)
{
    const struct scratch *at = *state;
    make_folder(at);
    put_file(at->path, "", 0); /* as a kill between creating and filling leaves it */
    struct store *s = opened(at->path);
    assert_int_equal(number(s, "PRAGMA user_version"), 2);
    answered(s, begun(s, "b", 1, 1), 0, right, 2);
    store_close(s);
}

/* Each older version that was released has a file in tests/unit/store/. */
static void store_open__takes_a_store_of_version_1_forward(void **state)
{
    const struct scratch *at = *state;
    struct buf sql = {0};
    struct store_past past = {0};
    struct history h = {0};
    int64_t left = 0;
    make_folder(at);
    assert_int_equal(
        file_read(&sql, TEST_SOURCE_DIR "/tests/unit/store/version_1.sql", 1 << 20, NULL),
        0);
    with_sqlite(at->path, buf_str(&sql));
    assert_int_equal(chmod(at->path, 0600), 0);

    struct store *s = opened(at->path);
    assert_int_equal(number(s, "PRAGMA user_version"), 2);
    assert_text(s, "PRAGMA integrity_check", "ok");
    assert_int_equal(store_history(s, "aws-ml-storage", &h, NULL), 0);
    assert_int_equal(h.count, 2);
    assert_string_equal(h.answers[1].question, "lustre-satellite");
    assert_string_equal(h.answers[1].given, "fsx-lustre");
    assert_true(h.answers[1].verdict.is_right);
    assert_int_equal(h.answers[1].took_ms, -1);
    assert_int_equal(h.answers[1].confidence, CONFIDENCE_NONE);

    assert_int_equal(store_unfinished(s, "practice", "aws-ml-storage", NULL, &left, NULL),
                     0);
    assert_int_equal(left, 1); /* it can be gone on with, as a new one can */
    assert_int_equal(store_load(s, left, &past, NULL), 0);
    assert_int_equal(past.begun.item_count, 3);
    assert_true(past.places[0].is_answered);
    assert_true(past.places[1].is_flagged);
    assert_false(past.items[2].is_unscored);
    answered(s, left, 2, right, 2);
    store_past_release(&past);
    history_release(&h);
    buf_release(&sql);
    store_close(s);
}

static void store_migrate__goes_forward_and_keeps_what_was_recorded(void **state)
{
    const struct scratch *at = *state;
    static const struct store_step step[] = {
        {0, "CREATE TABLE never (n) STRICT;"                   },
        {2, "ALTER TABLE attempt ADD COLUMN place TEXT;"       },
        {3, "ALTER TABLE answer ADD COLUMN mood INTEGER;"
            "CREATE TABLE review (bank TEXT, question TEXT, due_ms INTEGER,"
            " PRIMARY KEY (bank, question)) STRICT;"},
        {0, NULL                                               },
    };
    struct store *s = opened(at->path);
    answered(s, begun(s, "b", 2, 1), 0, right, 2);
    assert_int_equal(store_migrate(s, step, NULL), 0);
    assert_int_equal(number(s, "PRAGMA user_version"), 4);
    assert_int_equal(number(s, "SELECT count(*) FROM sqlite_schema WHERE name = 'never'"),
                     0);
    assert_int_equal(number(s, "SELECT points FROM answer WHERE mood IS NULL"), MARK);
    assert_int_equal(store_migrate(s, step, NULL), 0); /* a second time: nothing to do */
    store_close(s);
}

static void store_migrate__takes_all_steps_or_none(void **state)
{
    const struct scratch *at = *state;
    static const struct store_step step[] = {
        {2, "ALTER TABLE attempt ADD COLUMN mood INTEGER;"                             },
        {3, "CREATE TABLE review (bank TEXT) STRICT; ALTER TABLE nothing ADD COLUMN n;"},
        {0, NULL                                                                       },
    };
    struct err err = {0};
    struct store *s = opened(at->path);
    assert_int_equal(store_migrate(s, step, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_int_equal(number(s, "PRAGMA user_version"), 2);
    assert_int_equal(
        number(s,
               "SELECT count(*) FROM pragma_table_info('attempt') WHERE name = 'mood'"),
        0);
    answered(s, begun(s, "b", 1, 1), 0, right, 2); /* it goes on as it was */
    store_close(s);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        STORE_TEST(store_open__makes_a_store_of_an_empty_file),
        STORE_TEST(store_open__takes_a_store_of_version_1_forward),
        STORE_TEST(store_migrate__goes_forward_and_keeps_what_was_recorded),
        STORE_TEST(store_migrate__takes_all_steps_or_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
