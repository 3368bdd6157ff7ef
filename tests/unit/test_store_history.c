/*
 * test_store_history.c - every answer comes back in its order, and what is deleted is
 * gone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store_scratch.h"

static void store_history__has_all_answers_oldest_first(void **state)
{
    const struct scratch *at = *state;
    struct history h = {0};
    struct store *s = opened(at->path);
    int64_t one = begun(s, "a", 3, 1), two = begun(s, "a", 3, 2),
            other = begun(s, "b", 3, 3);
    const struct store_answer answer = {.place = 0,
                                        .given = "s3",
                                        .missed = "many files",
                                        .verdict = half,
                                        .at_ms = 30,
                                        .took_ms = 0,
                                        .confidence = CONFIDENCE_SURE};
    assert_int_equal(store_answer(s, one, &answer, NULL), 0);
    answered(s, two, 1, right, 20);
    answered(s, one, 2, blank, 30); /* the same moment, recorded later */
    answered(s, two, 0, wrong, 10);
    answered(s, other, 0, right, 5);

    assert_int_equal(store_history(s, "a", &h, NULL), 0);
    assert_int_equal(h.count, 4);
    static const struct {
        int64_t at_ms;
        const char *question;
    } want[] = {
        {10, "q0"},
        {20, "q1"},
        {30, "q0"},
        {30, "q2"}
    };
    for (size_t i = 0; i < COUNT(want); i++) {
        assert_int_equal(h.answers[i].at_ms, want[i].at_ms);
        assert_string_equal(h.answers[i].question, want[i].question);
        assert_string_equal(h.answers[i].mode, "practice");
        assert_string_equal(h.answers[i].digest, "abc");
        assert_string_equal(h.answers[i].key, "lustre");
    }
    assert_int_equal(h.answers[2].attempt, one);
    assert_string_equal(h.answers[2].domain, "d0");
    assert_string_equal(h.answers[2].given, "s3");
    assert_string_equal(h.answers[2].missed, "many files");
    assert_int_equal(h.answers[2].took_ms, 0);
    assert_int_equal(h.answers[2].confidence, CONFIDENCE_SURE);
    assert_int_equal(h.answers[2].verdict.points, 500);
    assert_string_equal(h.answers[3].domain, "");
    assert_true(h.answers[3].verdict.is_blank);
    assert_int_equal(h.answers[3].took_ms, -1);
    history_release(&h);

    assert_int_equal(store_history(s, "c", &h, NULL), 0);
    assert_int_equal(h.count, 0);
    history_release(&h);
    store_close(s);
}

static void store_list__counts_what_was_answered(void **state)
{
    const struct scratch *at = *state;
    struct store_list list = {0};
    struct store *s = opened(at->path);
    int64_t late = begun(s, "a", 3, 20), early = begun(s, "b", 2, 10);
    answered(s, early, 0, right, 11);
    answered(s, early, 1, wrong, 12);
    assert_int_equal(store_finish(s, early, 13, NULL), 0);
    answered(s, late, 2, right, 21);
    number(s,
           "UPDATE item SET is_scored = 0 WHERE attempt = 1 AND place = 2 RETURNING 1");
    const struct store_response r[] = {
        {0, "s3", 22, 1},
        {1, "s3", 23, 1},
        {1, "",   24, 1}
    };
    for (size_t i = 0; i < COUNT(r); i++)
        assert_int_equal(store_respond(s, late, &r[i], 1, NULL), 0);

    assert_int_equal(store_list(s, &list, NULL), 0);
    assert_int_equal(list.count, 2);
    const struct store_line *l = &list.lines[0];
    assert_int_equal(l->id, early);
    assert_string_equal(l->bank_id, "b");
    assert_string_equal(l->bank_title, "A bank");
    assert_int_equal(l->started_ms, 10);
    assert_int_equal(l->finished_ms, 13);
    assert_int_equal(l->asked, 2);
    assert_int_equal(l->answered, 2);
    assert_int_equal(l->right, 1);
    assert_int_equal(l->scored, 2);
    l = &list.lines[1];
    assert_int_equal(l->id, late);
    assert_int_equal(l->finished_ms, 0);
    assert_false(l->is_given_up);
    assert_int_equal(l->asked, 3);
    assert_int_equal(l->answered, 2); /* one answer, one response; one taken back */
    assert_int_equal(l->right, 0);    /* the right one is not scored */
    assert_int_equal(l->scored, 0);
    store_list_release(&list);
    store_close(s);
}

static bool has_bytes(const char *path, const char *word)
{
    struct buf file = {0};
    bool found = false;
    if (file_read(&file, path, 1 << 24, NULL) == 0)
        for (size_t i = 0; i + strlen(word) <= file.len && !found; i++)
            found = memcmp(file.bytes + i, word, strlen(word)) == 0;
    buf_release(&file);
    return found;
}

static void store_delete__leaves_nothing_in_the_file(void **state)
{
    const struct scratch *at = *state;
    struct err err = {0};
    struct store *s = opened(at->path);
    int64_t kept = begun(s, "a", 2, 1), gone = begun(s, "a", 2, 2);
    answered(s, kept, 0, right, 3);
    const struct store_answer answer = {.given = "my-secret-pick",
                                        .missed = "my-secret-clue",
                                        .verdict = wrong,
                                        .took_ms = -1};
    const struct store_response response = {1, "my-secret-response", 1, -1};
    assert_int_equal(store_answer(s, gone, &answer, NULL), 0);
    assert_int_equal(store_respond(s, gone, &response, 1, NULL), 0);
    store_close(s);
    assert_true(has_bytes(at->path, "my-secret")); /* the control */

    s = opened(at->path);
    assert_int_equal(store_delete(s, gone, &err), 0);
    assert_int_equal(number(s, "SELECT count(*) FROM attempt"), 1);
    assert_int_equal(number(s, "SELECT count(*) FROM item"), 2);
    assert_int_equal(number(s, "SELECT count(*) FROM answer"), 1);
    assert_int_equal(number(s, "SELECT count(*) FROM response"), 0);
    assert_int_equal(store_delete(s, gone, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.what, "cannot delete the attempt: there is no attempt 2");
    store_close(s);
    assert_false(has_bytes(at->path, "my-secret"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        STORE_TEST(store_history__has_all_answers_oldest_first),
        STORE_TEST(store_list__counts_what_was_answered),
        STORE_TEST(store_delete__leaves_nothing_in_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
