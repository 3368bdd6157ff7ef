/*
 * test_store.c - the store keeps what it acknowledged.
 *
 * Processes are killed and run side by side for real; what the whole program makes of it
 * is tested in tests/cli/store/.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <signal.h>

#include "quizctl/stamp.h"
#include "store_scratch.h"

/* --- recording --- */

static void store_answer__takes_the_first_answer_only(void **state)
{
    const struct scratch *at = *state;
    struct err err = {0};
    struct store *s = opened(at->path);
    int64_t id = begun(s, "b", 2, 1);
    answered(s, id, 1, right, 2);
    assert_int_equal(try_answer(s, id, 1, "s3", wrong, 3, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.where, at->path);
    assert_string_equal(err.what,
                        "question 2 of attempt 1 is answered already; the first "
                        "answer stands");
    assert_int_equal(number(s, "SELECT sum(points) FROM answer"), MARK);
    answered(s, id, 0, blank, 4); /* the refusal left nothing locked */
    store_close(s);
}

static void store_answer__needs_a_question_that_was_asked(void **state)
{
    const struct scratch *at = *state;
    struct err err = {0};
    struct store *s = opened(at->path);
    int64_t id = begun(s, "b", 2, 1);
    assert_int_equal(try_answer(s, id, 2, "s3", wrong, 3, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.what, "attempt 1 has no question 3");
    assert_int_equal(try_answer(s, id + 1, 0, "s3", wrong, 3, &err), -1);
    assert_string_equal(err.what, "attempt 2 has no question 1");
    store_close(s);
}

static void store_flag__and_finish_change_what_is_there(void **state)
{
    const struct scratch *at = *state;
    struct err err = {0};
    struct store *s = opened(at->path);
    int64_t id = begun(s, "b", 2, 1);
    assert_int_equal(store_flag(s, id, 1, true, &err), 0);
    assert_int_equal(number(s, "SELECT place FROM item WHERE is_flagged"), 1);
    assert_int_equal(store_flag(s, id, 1, false, &err), 0);
    assert_int_equal(number(s, "SELECT count(*) FROM item WHERE is_flagged"), 0);
    assert_int_equal(store_finish(s, id, 99, &err), 0);
    assert_int_equal(number(s, "SELECT finished_ms FROM attempt"), 99);

    assert_int_equal(store_flag(s, id, 2, true, &err), -1);
    assert_string_equal(err.what, "cannot record the flag: there is no such question");
    assert_int_equal(store_finish(s, id + 1, 99, &err), -1);
    assert_string_equal(err.what,
                        "cannot record the end of the attempt: there is no such attempt");
    store_close(s);
}

static void store_begin__records_all_or_nothing(void **state)
{
    const struct scratch *at = *state;
    struct err err = {0};
    struct store *s = opened(at->path);
    int64_t id = -7;
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA max_page_count = %d",
             (int)number(s, "PRAGMA page_count") + 2);
    number(s, sql);
    assert_int_equal(try_begin(s, "b", MOST_ITEMS, 1, &id, &err), -1);
    assert_int_equal(err.code, ERR_MACHINE);
    assert_int_equal(id, -7);
    assert_int_equal(number(s, "SELECT count(*) FROM attempt"), 0);
    store_close(s);
}

static void store_answer__tells_of_a_full_disk_and_can_go_on(void **state)
{
    const struct scratch *at = *state;
    struct err err = {0};
    struct store *s = opened(at->path);
    int64_t id = begun(s, "b", 2, 1);
    answered(s, id, 0, right, 2);

    char given[9000], sql[64];
    memset(given, 'x', sizeof given - 1);
    given[sizeof given - 1] = '\0';
    snprintf(sql, sizeof sql, "PRAGMA max_page_count = %d",
             (int)number(s, "PRAGMA page_count"));
    number(s, sql);
    assert_int_equal(try_answer(s, id, 1, given, wrong, 3, &err), -1);
    assert_int_equal(err.code, ERR_MACHINE);
    assert_string_equal(err.where, at->path);
    assert_string_equal(
        err.what, "cannot record the answer: database or disk is full; free some space "
                  "and try again, what got feedback is recorded");
    assert_int_equal(number(s, "SELECT count(*) FROM answer"), 1);
    number(s, "PRAGMA max_page_count = 100000");
    assert_int_equal(try_answer(s, id, 1, given, wrong, 3, &err), 0);
    store_close(s);
}

static void store_answer__waits_for_a_lock_and_then_says_so(void **state)
{
    const struct scratch *at = *state;
    struct err err = {0};
    struct store *s = opened(at->path), *other = opened(at->path);
    int64_t id = begun(s, "b", 1, 1);
    sqlite3_busy_timeout(s->db, 50);
    assert_int_equal(store_write(other, "test", &err), 0);
    assert_int_equal(try_answer(s, id, 0, "s3", wrong, 2, &err), -1);
    assert_int_equal(err.code, ERR_MACHINE);
    assert_string_equal(err.what, "cannot record the answer: another program keeps it "
                                  "locked; close that one and try again");
    assert_int_equal(store_settle(other, -1, "test", &err), -1);
    answered(s, id, 0, wrong, 2);
    store_close(other);
    store_close(s);
}

/* Another process has the lock for HELD_MS; what becomes of an answer meanwhile. */
static int answer_while_locked(const struct scratch *at, int held_ms, struct err *err)
{
    struct store *s = opened(at->path);
    int64_t id = begun(s, "b", 1, 1);
    int ready[2];
    char byte;
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        struct store *other = NULL;
        if (store_open(&other, at->path, true, NULL) != 0 ||
            store_write(other, "test", NULL) != 0 || write(ready[1], "", 1) != 1)
            _exit(1);
        poll(NULL, 0, held_ms);
        _exit(store_settle(other, 0, "test", NULL) != 0);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    int rc = try_answer(s, id, 0, "s3", wrong, 2, err);
    if (rc != 0)
        kill(child, SIGKILL);
    (void)status_of(child);
    close(ready[0]);
    close(ready[1]);
    store_close(s);
    return rc;
}

static void store_answer__has_five_seconds_of_patience(void **state)
{
    const struct scratch *at = *state;
    struct err err = {0};
    int64_t from_ms = stamp_ticks();
    assert_int_equal(answer_while_locked(at, 1000, &err), 0);
    assert_true(stamp_ticks() - from_ms >= 1000);

    from_ms = stamp_ticks();
    assert_int_equal(answer_while_locked(at, 600000, &err), -1);
    assert_int_equal(err.code, ERR_MACHINE);
    assert_true(stamp_ticks() - from_ms >= 4900);
}

/* --- several at once --- */

/* Open the store and answer COUNT questions of ATTEMPT (0: one of its own). Tells TO how
 * many answers were acknowledged and how many refused. */
static void answer_all(const char *path, enum store_journal journal, int64_t attempt,
                       size_t count, int to)
{
    struct store *s = NULL;
    struct err err = {0};
    uint32_t taken = 0, refused = 0;
    if (store_open_as(&s, path, false, journal, &err) != 0 ||
        (attempt == 0 && try_begin(s, "b", count, 1, &attempt, &err) != 0)) {
        fprintf(stderr, "%s: %s\n", err.where, err.what);
        _exit(1);
    }
    for (size_t i = 0; i < count; i++) {
        if (try_answer(s, attempt, i, "s3", wrong, 2, &err) == 0)
            taken++;
        else if (err.code == ERR_INPUT)
            refused++;
        else
            fprintf(stderr, "%s: %s\n", err.where, err.what);
    }
    store_close(s);
    const uint32_t said[2] = {taken, refused};
    _exit(write(to, said, sizeof said) == sizeof said ? 0 : 1);
}

/* Run CHILDREN at once; sums of what was acknowledged and refused. */
static void run_together(const char *path, enum store_journal journal, int children,
                         int64_t attempt, size_t count, uint32_t sum[2])
{
    int pipe_end[2];
    pid_t child[8];
    assert_int_equal(pipe(pipe_end), 0);
    for (int i = 0; i < children; i++) {
        child[i] = fork();
        if (child[i] == 0)
            answer_all(path, journal, attempt, count, pipe_end[1]);
    }
    for (int i = 0; i < children; i++)
        assert_int_equal(status_of(child[i]), 0);
    close(pipe_end[1]);
    uint32_t said[2];
    sum[0] = sum[1] = 0;
    while (read(pipe_end[0], said, sizeof said) == sizeof said) {
        sum[0] += said[0];
        sum[1] += said[1];
    }
    close(pipe_end[0]);
}

static const enum store_journal both[] = {STORE_JOURNAL_WAL, STORE_JOURNAL_DELETE};

static void store_answer__keeps_all_answers_of_two_at_once(void **state)
{
    const struct scratch *at = *state;
    for (size_t i = 0; i < COUNT(both); i++) {
        uint32_t sum[2];
        run_together(at->path, both[i], 2, 0, 200, sum); /* they race to create it, too */
        assert_int_equal(sum[0], 400);
        assert_int_equal(sum[1], 0);
        struct store *s = opened(at->path);
        assert_int_equal(number(s, "SELECT count(*) FROM answer"), 400);
        assert_text(s, "PRAGMA integrity_check", "ok");
        store_close(s);
        assert_int_equal(unlink(at->path), 0);
    }
}

static void store_answer__takes_one_of_two_at_the_same_attempt(void **state)
{
    const struct scratch *at = *state;
    uint32_t sum[2];
    struct store *s = opened(at->path);
    int64_t id = begun(s, "b", 200, 1);
    store_close(s);
    run_together(at->path, STORE_JOURNAL_WAL, 2, id, 200, sum);
    assert_int_equal(sum[0], 200);
    assert_int_equal(sum[1], 200);
}

static void store_open__lets_many_create_it_at_once(void **state)
{
    const struct scratch *at = *state;
    for (int round = 0; round < 10; round++) {
        uint32_t sum[2];
        run_together(at->path, both[round % 2], 8, 0, 1, sum);
        assert_int_equal(sum[0], 8);
        assert_int_equal(unlink(at->path), 0);
    }
}

/* --- killed --- */

enum { EXAM_PLACES = 6 };

struct ack {
    int64_t attempt;
    int64_t place; /* -1: the attempt has begun */
};

static void send_ack(int to, int64_t attempt, int64_t place)
{
    const struct ack ack = {attempt, place};
    if (write(to, &ack, sizeof ack) != sizeof ack)
        _exit(1);
}

/* Answer until killed, and say so each time it is recorded. */
static void record(const char *path, enum store_journal journal, int to)
{
    struct store *s = NULL;
    int64_t id;
    if (store_open_as(&s, path, false, journal, NULL) != 0 ||
        try_begin(s, "b", MOST_ITEMS, 1, &id, NULL) != 0)
        _exit(1);
    send_ack(to, id, -1);
    for (size_t i = 0; i < MOST_ITEMS; i++) {
        if (try_answer(s, id, i, "s3", wrong, 2, NULL) != 0)
            _exit(1);
        send_ack(to, id, (int64_t)i);
    }
    for (;;)
        pause();
}

/* The same by a program that says so before COMMIT: what the test must catch. */
static void record_too_late(const char *path, enum store_journal journal, int to)
{
    struct store *s = NULL;
    int64_t id;
    if (store_open_as(&s, path, false, journal, NULL) != 0 ||
        try_begin(s, "b", MOST_ITEMS, 1, &id, NULL) != 0)
        _exit(1);
    send_ack(to, id, -1);
    for (size_t i = 0; i < MOST_ITEMS; i++) {
        char sql[128];
        snprintf(sql, sizeof sql,
                 "INSERT INTO answer (attempt, place, at_ms, given, points,"
                 " is_right) VALUES (%d, %zu, 2, 's3', 0, 0)",
                 (int)id, i);
        if (store_run(s, "BEGIN IMMEDIATE", "test", NULL) != 0 ||
            store_run(s, sql, "test", NULL) != 0)
            _exit(1);
        send_ack(to, id, (int64_t)i);
        usleep(2000); /* most kills come here: the test must not depend on luck */
        if (store_run(s, "COMMIT", "test", NULL) != 0)
            _exit(1);
    }
    for (;;)
        pause();
}

/* An exam: respond twice to each place, and in the end submit, until killed. */
static void record_exam(const char *path, enum store_journal journal, int to)
{
    static struct store_answer answer[MOST_ITEMS];
    struct store *s = NULL;
    int64_t id;
    if (store_open_as(&s, path, false, journal, NULL) != 0 ||
        try_begin(s, "b", MOST_ITEMS, 1, &id, NULL) != 0)
        _exit(1);
    send_ack(to, id, -1);
    for (size_t i = 0; i < 2 * EXAM_PLACES; i++) {
        const struct store_response r = {i % EXAM_PLACES, i < EXAM_PLACES ? "s3" : "efs",
                                         2, 1};
        if (store_respond(s, id, &r, (int64_t)i + 1, NULL) != 0)
            _exit(1);
        send_ack(to, id, (int64_t)i);
    }
    for (size_t i = 0; i < MOST_ITEMS; i++)
        answer[i] = (struct store_answer){
            .place = i, .given = "efs", .missed = "", .verdict = wrong, .took_ms = -1};
    if (store_submit(s, id, answer, MOST_ITEMS, 999, 3, NULL) != 0)
        _exit(1);
    send_ack(to, id, 2 * EXAM_PLACES);
    for (;;)
        pause();
}

/* What an exam acknowledged and the store does not have: each response in turn with the
 * time gone by; all verdicts and the end, or none of them. */
static size_t count_lost_exam(struct store *s, int from, size_t *acknowledged)
{
    int64_t last = -1, id = 0;
    struct ack ack;
    char sql[160];
    while (read(from, &ack, sizeof ack) == sizeof ack) {
        (*acknowledged)++;
        last = ack.place;
        id = ack.attempt;
    }
    if (id == 0)
        return 0;
    snprintf(sql, sizeof sql, "SELECT count(*) FROM answer WHERE attempt = %d", (int)id);
    int64_t answers = number(s, sql);
    snprintf(sql, sizeof sql, "SELECT finished_ms IS NOT NULL FROM attempt WHERE id = %d",
             (int)id);
    bool is_finished = number(s, sql) != 0;
    assert_int_equal(answers, is_finished ? MOST_ITEMS : 0);
    if (last == 2 * EXAM_PLACES || is_finished)
        return !is_finished;

    struct store_past past = {0};
    assert_int_equal(store_load(s, id, &past, NULL), 0);
    size_t lost = past.spent_ms < last + 1;
    for (int64_t i = 0; i <= last; i++) {
        const struct store_place *place = &past.places[i % EXAM_PLACES];
        bool is_second = i >= EXAM_PLACES;
        lost += !place->is_responded ||
                (is_second && strcmp(place->answer.given, "efs") != 0);
    }
    store_past_release(&past);
    return lost;
}

/* Acknowledged answers from FROM that are not in the store. */
static size_t count_lost(struct store *s, int from, size_t *acknowledged)
{
    size_t lost = 0;
    struct ack ack;
    while (read(from, &ack, sizeof ack) == sizeof ack) {
        char sql[128];
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM answer WHERE attempt = %d AND place = %d",
                 (int)ack.attempt, (int)ack.place);
        (*acknowledged)++;
        lost += number(s, sql) != 1;
    }
    return lost;
}

/*
 * Start WRITER, kill it at some moment after its attempt began: TRIES times, on one
 * store, so that each time opens what the last one left. How many acknowledged answers
 * COUNT finds lost.
 */
static size_t lost_by_killing(void (*writer)(const char *, enum store_journal, int),
                              size_t (*count)(struct store *, int, size_t *),
                              const char *path, enum store_journal journal, int tries)
{
    size_t lost = 0, acknowledged = 0;
    for (int i = 0; i < tries; i++) {
        int end[2];
        struct ack ack;
        assert_int_equal(pipe(end), 0);
        pid_t child = fork();
        if (child == 0) {
            close(end[0]);
            writer(path, journal, end[1]);
        }
        close(end[1]);
        assert_int_equal(read(end[0], &ack, sizeof ack), sizeof ack);
        if (i % 4 !=
            0) /* three of four are killed behind an answer, however slow the disk */
            poll(&(struct pollfd){.fd = end[0], .events = POLLIN}, 1, 10000);
        usleep((useconds_t)(i * 37 % 50) * 200); /* up to 10 ms, in no order */
        kill(child, SIGKILL);
        assert_int_equal(status_of(child), -SIGKILL);

        struct store *s = NULL;
        struct err err = {0};
        if (store_open_as(&s, path, false, journal, &err) != 0)
            fail_msg("after kill %d: %s", i, err.what);
        lost += count(s, end[0], &acknowledged);
        assert_text(s, "PRAGMA integrity_check", "ok");
        store_close(s);
        close(end[0]);
    }
    assert_true(acknowledged > (size_t)tries / 2); /* else the kills came too early */
    return lost;
}

static void store_answer__survives_fifty_kills(void **state)
{
    const struct scratch *at = *state;
    assert_int_equal(lost_by_killing(record, count_lost, at->path, STORE_JOURNAL_WAL, 50),
                     0);
}

static void store_answer__survives_fifty_kills_with_a_journal(void **state)
{
    const struct scratch *at = *state;
    assert_int_equal(
        lost_by_killing(record, count_lost, at->path, STORE_JOURNAL_DELETE, 50), 0);
}

static void store_respond__and_submit_survive_fifty_kills(void **state)
{
    const struct scratch *at = *state;
    for (size_t i = 0; i < COUNT(both); i++)
        assert_int_equal(
            lost_by_killing(record_exam, count_lost_exam, at->path, both[i], 25), 0);
}

static void killing__finds_an_answer_that_was_acknowledged_too_early(void **state)
{
    const struct scratch *at = *state;
    assert_true(lost_by_killing(record_too_late, count_lost, at->path, STORE_JOURNAL_WAL,
                                50) > 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        STORE_TEST(store_answer__takes_the_first_answer_only),
        STORE_TEST(store_answer__needs_a_question_that_was_asked),
        STORE_TEST(store_flag__and_finish_change_what_is_there),
        STORE_TEST(store_begin__records_all_or_nothing),
        STORE_TEST(store_answer__tells_of_a_full_disk_and_can_go_on),
        STORE_TEST(store_answer__waits_for_a_lock_and_then_says_so),
        STORE_TEST(store_answer__has_five_seconds_of_patience),
        STORE_TEST(store_answer__keeps_all_answers_of_two_at_once),
        STORE_TEST(store_answer__takes_one_of_two_at_the_same_attempt),
        STORE_TEST(store_open__lets_many_create_it_at_once),
        STORE_TEST(store_answer__survives_fifty_kills),
        STORE_TEST(store_answer__survives_fifty_kills_with_a_journal),
        STORE_TEST(store_respond__and_submit_survive_fifty_kills),
        STORE_TEST(killing__finds_an_answer_that_was_acknowledged_too_early),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
