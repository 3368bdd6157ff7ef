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
    assert_int_equal(number(s, "PRAGMA user_version"), 1);
    answered(s, begun(s, "b", 1, 1), 0, right, 2);
    store_close(s);
}

static void store_migrate__goes_forward_and_keeps_what_was_recorded(void **state)
{
    const struct scratch *at = *state;
    static const struct store_step step[] = {
        {0, "CREATE TABLE never (n) STRICT;"                   },
        {1, "ALTER TABLE attempt ADD COLUMN limit_ms INTEGER;" },
        {2, "ALTER TABLE answer ADD COLUMN confidence INTEGER;"
            "CREATE TABLE review (bank TEXT, question TEXT, due_ms INTEGER,"
            " PRIMARY KEY (bank, question)) STRICT;"},
        {0, NULL                                               },
    };
    struct store *s = opened(at->path);
    answered(s, begun(s, "b", 2, 1), 0, right, 2);
    assert_int_equal(store_migrate(s, step, NULL), 0);
    assert_int_equal(number(s, "PRAGMA user_version"), 3);
    assert_int_equal(number(s, "SELECT count(*) FROM sqlite_schema WHERE name = 'never'"),
                     0);
    assert_int_equal(number(s, "SELECT points FROM answer WHERE confidence IS NULL"),
                     MARK);
    assert_int_equal(store_migrate(s, step, NULL), 0); /* a second time: nothing to do */
    store_close(s);
}

static void store_migrate__takes_all_steps_or_none(void **state)
{
    const struct scratch *at = *state;
    static const struct store_step step[] = {
        {1, "ALTER TABLE attempt ADD COLUMN limit_ms INTEGER;"                         },
        {2, "CREATE TABLE review (bank TEXT) STRICT; ALTER TABLE nothing ADD COLUMN n;"},
        {0, NULL                                                                       },
    };
    struct err err = {0};
    struct store *s = opened(at->path);
    assert_int_equal(store_migrate(s, step, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_int_equal(number(s, "PRAGMA user_version"), 1);
    assert_int_equal(
        number(
            s,
            "SELECT count(*) FROM pragma_table_info('attempt') WHERE name = 'limit_ms'"),
        0);
    answered(s, begun(s, "b", 1, 1), 0, right, 2); /* it goes on as it was */
    store_close(s);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        STORE_TEST(store_open__makes_a_store_of_an_empty_file),
        STORE_TEST(store_migrate__goes_forward_and_keeps_what_was_recorded),
        STORE_TEST(store_migrate__takes_all_steps_or_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
