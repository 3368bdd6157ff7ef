/*
 * store.c - what is recorded while a learner answers.
 *
 * In:   an attempt as it begins, each answer, each flag, the end.
 * Out:  0 when it is on the disk, never before.
 *
 * Every function is one transaction. What an answer is worth comes from score.h and is
 * never judged again. Opening is store_open.c, reading back is store_export.c.
 */
#include "quizctl/store.h"

#include <assert.h>

#include "store_db.h"

static bool bind_text(sqlite3_stmt *stmt, int at, const char *text)
{
    return sqlite3_bind_text(stmt, at, text, -1, SQLITE_STATIC) == SQLITE_OK;
}

static bool bind_number(sqlite3_stmt *stmt, int at, int64_t n)
{
    return sqlite3_bind_int64(stmt, at, n) == SQLITE_OK;
}

/* --- an attempt begins --- */

static const char beginning[] = "cannot record the attempt";

static int put_attempt(struct store *s, const struct store_attempt *a, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = store_prepare(s,
                           "INSERT INTO attempt (mode, started_ms, seed, policy, bank,"
                           " bank_title, bank_digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
                           &stmt, beginning, err);
    if (rc == 0 &&
        !(bind_text(stmt, 1, a->mode) && bind_number(stmt, 2, a->started_ms) &&
          bind_text(stmt, 3, a->seed) && bind_text(stmt, 4, a->policy) &&
          bind_text(stmt, 5, a->bank_id) && bind_text(stmt, 6, a->bank_title) &&
          bind_text(stmt, 7, a->bank_digest) && sqlite3_step(stmt) == SQLITE_DONE))
        rc = store_fail(s, beginning, err);
    sqlite3_finalize(stmt);
    return rc;
}

static int put_items(struct store *s, int64_t attempt, const struct store_attempt *a,
                     struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = store_prepare(s,
                           "INSERT INTO item (attempt, place, question, domain, digest,"
                           " shown, key) VALUES (?, ?, ?, ?, ?, ?, ?)",
                           &stmt, beginning, err);
    for (size_t i = 0; rc == 0 && i < a->item_count; i++) {
        const struct store_item *item = &a->items[i];
        if (!(bind_number(stmt, 1, attempt) && bind_number(stmt, 2, (int64_t)i) &&
              bind_text(stmt, 3, item->question) && bind_text(stmt, 4, item->domain) &&
              bind_text(stmt, 5, item->digest) && bind_text(stmt, 6, item->shown) &&
              bind_text(stmt, 7, item->key) && sqlite3_step(stmt) == SQLITE_DONE))
            rc = store_fail(s, beginning, err);
        sqlite3_reset(stmt);
    }
    sqlite3_finalize(stmt);
    return rc;
}

int store_begin(struct store *s, const struct store_attempt *attempt, int64_t *id,
                struct err *err)
{
    if (store_write(s, beginning, err) != 0)
        return -1;
    int rc = put_attempt(s, attempt, err);
    int64_t fresh = sqlite3_last_insert_rowid(s->db);
    if (rc == 0)
        rc = put_items(s, fresh, attempt, err);
    rc = store_settle(s, rc, beginning, err);
    if (rc == 0)
        *id = fresh;
    return rc;
}

/* --- an answer --- */

/* Why an answer was not taken: it is not wanted, or it cannot be written. */
static int refuse_answer(struct store *s, int64_t attempt, size_t place, struct err *err)
{
    switch (sqlite3_extended_errcode(s->db)) {
    case SQLITE_CONSTRAINT_UNIQUE:
        return err_set(
            err, ERR_INPUT, s->path,
            "question %zu of attempt %lld is answered already; the first answer "
            "stands",
            place + 1, (long long)attempt);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return err_set(err, ERR_INPUT, s->path, "attempt %lld has no question %zu",
                       (long long)attempt, place + 1);
    default:
        return store_fail(s, "cannot record the answer", err);
    }
}

int store_answer(struct store *s, int64_t attempt, size_t place, const char *given,
                 const char *missed, struct verdict verdict, int64_t at_ms,
                 struct err *err)
{
    static const char doing[] = "cannot record the answer";
    assert(verdict.is_blank == (given[0] == '\0')); /* blank is not stored twice */

    sqlite3_stmt *stmt = NULL;
    if (store_write(s, doing, err) != 0)
        return -1;
    int rc = store_prepare(s,
                           "INSERT INTO answer (attempt, place, at_ms, given, points,"
                           " is_right, missed) VALUES (?, ?, ?, ?, ?, ?, ?)",
                           &stmt, doing, err);
    if (rc == 0 &&
        !(bind_number(stmt, 1, attempt) && bind_number(stmt, 2, (int64_t)place) &&
          bind_number(stmt, 3, at_ms) && bind_text(stmt, 4, given) &&
          bind_number(stmt, 5, verdict.points) &&
          bind_number(stmt, 6, verdict.is_right) && bind_text(stmt, 7, missed) &&
          sqlite3_step(stmt) == SQLITE_DONE))
        rc = refuse_answer(s, attempt, place, err);
    sqlite3_finalize(stmt);
    return store_settle(s, rc, doing, err);
}

/* --- small changes --- */

/* Run an UPDATE of one row with three numbers. No row: MISSING says what is not there. */
static int update(struct store *s, const char *sql, const int64_t number[3],
                  const char *doing, const char *missing, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    if (store_write(s, doing, err) != 0)
        return -1;
    int rc = store_prepare(s, sql, &stmt, doing, err);
    for (int i = 0; rc == 0 && i < sqlite3_bind_parameter_count(stmt); i++)
        if (!bind_number(stmt, i + 1, number[i]))
            rc = store_fail(s, doing, err);
    if (rc == 0 && sqlite3_step(stmt) != SQLITE_DONE)
        rc = store_fail(s, doing, err);
    if (rc == 0 && sqlite3_changes(s->db) == 0)
        rc = err_set(err, ERR_INPUT, s->path, "%s: there is no such %s", doing, missing);
    sqlite3_finalize(stmt);
    return store_settle(s, rc, doing, err);
}

int store_flag(struct store *s, int64_t attempt, size_t place, bool is_flagged,
               struct err *err)
{
    const int64_t number[3] = {is_flagged, attempt, (int64_t)place};
    return update(s, "UPDATE item SET is_flagged = ? WHERE attempt = ? AND place = ?",
                  number, "cannot record the flag", "question", err);
}

int store_finish(struct store *s, int64_t attempt, int64_t at_ms, struct err *err)
{
    const int64_t number[3] = {at_ms, attempt};
    return update(s, "UPDATE attempt SET finished_ms = ? WHERE id = ?", number,
                  "cannot record the end of the attempt", "attempt", err);
}
