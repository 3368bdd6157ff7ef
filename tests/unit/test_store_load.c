/*
 * test_store_load.c - an attempt left in the middle comes back as it was left.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store_scratch.h"

/* --- which one --- */

static int64_t begun_as(struct store *s, const char *mode, const char *conditions,
                        bool starts_over)
{
    static const struct store_item item[] = {
        {.question = "q0",
         .domain = "d0",
         .digest = "abc",
         .shown = "s3 efs lustre",
         .key = "lustre"    },
        { .question = "q1",
         .domain = "",
         .digest = "def",
         .shown = "yes no",
         .key = "yes",
         .is_unscored = true},
    };
    const struct store_attempt attempt = {
        .started_ms = 1000,
        .mode = mode,
        .seed = "77",
        .policy = "partial",
        .conditions = conditions,
        .bank_id = "b",
        .bank_title = "A bank",
        .bank_digest = "0123",
        .profile = strcmp(mode, "exam") == 0 ? "mla-c02" : "",
        .limit_ms = strcmp(mode, "exam") == 0 ? 60000 : 0,
        .starts_over = starts_over,
        .items = item,
        .item_count = COUNT(item),
    };
    int64_t id = 0;
    struct err err = {0};
    if (store_begin(s, &attempt, &id, &err) != 0)
        fail_msg("%s: %s", err.where, err.what);
    return id;
}

static int64_t unfinished(struct store *s, const char *mode, const char *conditions)
{
    int64_t id = -1;
    assert_int_equal(store_unfinished(s, mode, "b", conditions, &id, NULL), 0);
    return id;
}

static void store_unfinished__is_the_last_one_left(void **state)
{
    const struct scratch *at = *state;
    struct store *s = opened(at->path);
    assert_int_equal(unfinished(s, "practice", NULL), 0);
    int64_t all = begun_as(s, "practice", "", false),
            few = begun_as(s, "practice", "-n 5", false),
            exam = begun_as(s, "exam", "", false);
    assert_int_equal(unfinished(s, "practice", NULL), few);
    assert_int_equal(unfinished(s, "practice", ""), all);
    assert_int_equal(unfinished(s, "practice", "-n 5"), few);
    assert_int_equal(unfinished(s, "practice", "-n 6"), 0);
    assert_int_equal(unfinished(s, "exam", NULL), exam);
    int64_t other = -1;
    assert_int_equal(store_unfinished(s, "practice", "c", NULL, &other, NULL), 0);
    assert_int_equal(other, 0);

    assert_int_equal(store_finish(s, few, 99, NULL), 0);
    assert_int_equal(unfinished(s, "practice", NULL), all);

    int64_t fresh = begun_as(s, "practice", "", true); /* --new */
    assert_int_equal(unfinished(s, "practice", NULL), fresh);
    assert_int_equal(store_finish(s, fresh, 99, NULL), 0);
    assert_int_equal(unfinished(s, "practice", NULL), 0); /* `all` is left for good */
    assert_int_equal(unfinished(s, "exam", NULL), exam);  /* no business of practice */
    store_close(s);
}

/* --- what comes back --- */

static void store_load__gives_what_was_recorded(void **state)
{
    const struct scratch *at = *state;
    struct store_past past = {0};
    struct store *s = opened(at->path);
    int64_t id = begun_as(s, "practice", "--topic s3", false);
    const struct store_answer answer = {.place = 1,
                                        .given = "no",
                                        .missed = "the clue",
                                        .verdict = half,
                                        .at_ms = 5000,
                                        .took_ms = 1234,
                                        .confidence = CONFIDENCE_UNSURE};
    assert_int_equal(store_answer(s, id, &answer, NULL), 0);
    assert_int_equal(store_flag(s, id, 1, true, NULL), 0);
    assert_int_equal(store_skip(s, id, 0, 1, NULL), 0);
    store_close(s);

    s = opened(at->path);
    assert_int_equal(store_load(s, id, &past, NULL), 0);
    assert_int_equal(past.id, id);
    assert_int_equal(past.finished_ms, 0);
    assert_int_equal(past.begun.started_ms, 1000);
    assert_string_equal(past.begun.mode, "practice");
    assert_string_equal(past.begun.seed, "77");
    assert_string_equal(past.begun.policy, "partial");
    assert_string_equal(past.begun.conditions, "--topic s3");
    assert_string_equal(past.begun.bank_title, "A bank");
    assert_int_equal(past.begun.item_count, 2);
    assert_string_equal(past.items[0].shown, "s3 efs lustre");
    assert_string_equal(past.items[1].digest, "def");
    assert_false(past.items[0].is_unscored);
    assert_true(past.items[1].is_unscored);

    assert_false(past.places[0].is_answered);
    assert_int_equal(past.places[0].skips, 1);
    assert_int_equal(past.places[0].answer.took_ms, -1);
    assert_string_equal(past.places[0].answer.given, "");
    assert_true(past.places[1].is_answered);
    assert_true(past.places[1].is_flagged);
    assert_string_equal(past.places[1].answer.given, "no");
    assert_string_equal(past.places[1].answer.missed, "the clue");
    assert_int_equal(past.places[1].answer.verdict.points, 500);
    assert_int_equal(past.places[1].answer.at_ms, 5000);
    assert_int_equal(past.places[1].answer.took_ms, 1234);
    assert_int_equal(past.places[1].answer.confidence, CONFIDENCE_UNSURE);

    struct err err = {0};
    assert_int_equal(store_load(s, id + 1, &past, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.what, "cannot read the attempt: there is no attempt 2");
    assert_int_equal(past.id, id); /* untouched */
    store_past_release(&past);
    store_close(s);
}

static void store_reask__replaces_what_is_not_answered(void **state)
{
    const struct scratch *at = *state;
    struct store_past past = {0};
    struct err err = {0};
    struct store *s = opened(at->path);
    int64_t id = begun_as(s, "practice", "", false);
    const struct store_item edited = {.question = "q0",
                                      .domain = "d9",
                                      .digest = "new",
                                      .shown = "ebs s3",
                                      .key = "s3"};
    answered(s, id, 1, wrong, 2);
    assert_int_equal(store_reask(s, id, 0, &edited, &err), 0);
    assert_int_equal(store_load(s, id, &past, NULL), 0);
    assert_string_equal(past.items[0].question, "q0");
    assert_string_equal(past.items[0].domain, "d9");
    assert_string_equal(past.items[0].digest, "new");
    assert_string_equal(past.items[0].shown, "ebs s3");
    assert_string_equal(past.items[0].key, "s3");
    assert_string_equal(past.items[1].digest, "def");

    assert_int_equal(store_reask(s, id, 1, &edited, &err), -1); /* what was told stands */
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.what, "cannot record how the question is asked: there is no "
                                  "such question, or it is answered");
    store_past_release(&past);
    store_close(s);
}

static void store_load__refuses_places_with_gaps(void **state)
{
    const struct scratch *at = *state;
    struct store_past past = {0};
    struct err err = {0};
    struct store *s = opened(at->path);
    int64_t id = begun_as(s, "practice", "", false);
    number(s, "UPDATE item SET place = 7 WHERE place = 0 RETURNING 1");
    assert_int_equal(store_load(s, id, &past, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(
        err.what, "cannot read the attempt: it is damaged (its questions have gaps)");
    store_close(s);
}

/* --- exam --- */

static void responded(struct store *s, int64_t id, size_t place, const char *given,
                      int64_t spent_ms)
{
    struct err err = {0};
    const struct store_response r = {place, given, 2000 + spent_ms, 10};
    if (store_respond(s, id, &r, spent_ms, &err) != 0)
        fail_msg("%s: %s", err.where, err.what);
}

static void store_respond__lets_the_last_one_count(void **state)
{
    const struct scratch *at = *state;
    struct store_past past = {0};
    struct store *s = opened(at->path);
    int64_t id = begun_as(s, "exam", "", false);
    responded(s, id, 0, "s3", 100);
    responded(s, id, 1, "yes", 200);
    responded(s, id, 0, "efs", 300);
    responded(s, id, 1, "", 400); /* taken back */
    assert_int_equal(store_spent(s, id, 450, NULL), 0);
    assert_int_equal(store_load(s, id, &past, NULL), 0);
    assert_string_equal(past.begun.profile, "mla-c02");
    assert_int_equal(past.begun.limit_ms, 60000);
    assert_int_equal(past.spent_ms, 450);
    assert_true(past.places[0].is_responded);
    assert_false(past.places[0].is_answered);
    assert_string_equal(past.places[0].answer.given, "efs");
    assert_int_equal(past.places[0].answer.at_ms, 2300);
    assert_true(past.places[1].is_responded);
    assert_string_equal(past.places[1].answer.given, "");
    assert_int_equal(number(s, "SELECT count(*) FROM response"), 4); /* all are kept */
    assert_int_equal(number(s, "SELECT count(*) FROM answer"), 0);

    struct err err = {0};
    const struct store_response nowhere = {2, "s3", 1, -1};
    assert_int_equal(store_respond(s, id, &nowhere, 500, &err), -1);
    assert_string_equal(err.what, "attempt 1 has no question 3");
    assert_int_equal(number(s, "SELECT spent_ms FROM attempt"), 450); /* both or none */
    store_past_release(&past);
    store_close(s);
}

static void store_submit__writes_all_verdicts_and_the_end_at_once(void **state)
{
    const struct scratch *at = *state;
    struct store_past past = {0};
    struct err err = {0};
    struct store *s = opened(at->path);
    int64_t id = begun_as(s, "exam", "", false);
    responded(s, id, 0, "lustre", 100);
    const struct store_answer answers[] = {
        {.place = 0,
         .given = "lustre",
         .missed = "",
         .verdict = right,
         .at_ms = 900,
         .took_ms = 10},
        {.place = 1,
         .given = "",
         .missed = "",
         .verdict = blank,
         .at_ms = 900,
         .took_ms = -1},
        {.place = 2,
         .given = "",
         .missed = "",
         .verdict = blank,
         .at_ms = 900,
         .took_ms = -1},
    };
    assert_int_equal(store_submit(s, id, answers, 3, 800, 900, &err), -1);
    assert_string_equal(err.what, "attempt 1 has no question 3");
    assert_int_equal(number(s, "SELECT count(*) FROM answer"), 0); /* all or nothing */
    assert_int_equal(number(s, "SELECT finished_ms IS NULL FROM attempt"), 1);

    assert_int_equal(store_submit(s, id, answers, 2, 800, 900, &err), 0);
    assert_int_equal(unfinished(s, "exam", NULL), 0);
    assert_int_equal(store_load(s, id, &past, NULL), 0);
    assert_int_equal(past.finished_ms, 900);
    assert_int_equal(past.spent_ms, 800);
    assert_true(past.places[0].answer.verdict.is_right);
    assert_true(past.places[1].answer.verdict.is_blank);

    static const char over[] = "there is no such exam, or it is submitted";
    const struct store_response late = {0, "s3", 1, -1};
    assert_int_equal(store_respond(s, id, &late, 999, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_non_null(strstr(err.what, over));
    assert_int_equal(store_spent(s, id, 999, &err), -1);
    assert_non_null(strstr(err.what, over));
    assert_int_equal(store_submit(s, id, answers, 2, 999, 999, &err), -1);
    assert_non_null(strstr(err.what, over));
    assert_int_equal(number(s, "SELECT spent_ms FROM attempt"), 800);
    store_past_release(&past);
    store_close(s);
}

/* --- one attempt, one quizctl --- */

/* What another process makes of it: 1 it holds the attempt now, 0 it cannot. */
static int held_by_another(const char *path, int64_t id)
{
    pid_t child = fork();
    if (child == 0) {
        struct store *s = NULL;
        bool is_held = false;
        if (store_open(&s, path, true, NULL) != 0 ||
            store_hold(s, id, &is_held, NULL) != 0)
            _exit(9);
        store_close(s);
        _exit(is_held);
    }
    return status_of(child);
}

static void store_hold__keeps_others_off_until_the_store_is_closed(void **state)
{
    const struct scratch *at = *state;
    bool is_held = false;
    struct store *s = opened(at->path);
    int64_t id = begun_as(s, "practice", "", false);
    assert_int_equal(held_by_another(at->path, id), 0); /* who begins it holds it */
    assert_int_equal(held_by_another(at->path, id + 1), 1);
    store_close(s);
    assert_int_equal(held_by_another(at->path, id), 1);

    s = opened(at->path);
    assert_int_equal(store_hold(s, id, &is_held, NULL), 0);
    assert_true(is_held);
    assert_int_equal(held_by_another(at->path, id), 0);
    store_close(s);
    char lock[300];
    snprintf(lock, sizeof lock, "%s/share/quizctl/progress.lock", at->folder);
    assert_int_equal(mode_of(lock), 0600);
}

static void store_delete__refuses_what_another_holds(void **state)
{
    const struct scratch *at = *state;
    struct store *s = opened(at->path);
    int64_t id = begun_as(s, "practice", "", false);
    pid_t child = fork();
    if (child == 0) {
        struct err err = {0};
        struct store *other = NULL;
        if (store_open(&other, at->path, true, &err) != 0 ||
            store_delete(other, id, &err) == 0)
            _exit(1);
        _exit(strcmp(err.what, "cannot delete the attempt: attempt 1 is open in another "
                               "quizctl; end that one first") != 0);
    }
    assert_int_equal(status_of(child), 0);
    assert_int_equal(number(s, "SELECT count(*) FROM attempt"), 1);
    store_close(s);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        STORE_TEST(store_unfinished__is_the_last_one_left),
        STORE_TEST(store_load__gives_what_was_recorded),
        STORE_TEST(store_reask__replaces_what_is_not_answered),
        STORE_TEST(store_load__refuses_places_with_gaps),
        STORE_TEST(store_respond__lets_the_last_one_count),
        STORE_TEST(store_submit__writes_all_verdicts_and_the_end_at_once),
        STORE_TEST(store_hold__keeps_others_off_until_the_store_is_closed),
        STORE_TEST(store_delete__refuses_what_another_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
