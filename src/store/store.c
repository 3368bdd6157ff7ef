/*
 * store.c - what is recorded while a learner answers.
 *
 * In:   an attempt as it begins, each answer or response, each flag, the end.
 * Out:  0 when it is on the disk, never before.
 *
 * Every function is one transaction. What an answer is worth comes from score.h and is
 * never judged again. Opening is store_open.c; reading back is store_load.c, to go on,
 * store_history.c and store_export.c, to look back.
 */
#include "quizctl/store.h"

#include <assert.h>

#include "store_db.h"

#define NUMBER store_of_number
#define TEXT   store_of_text
/* The values of a statement, and how many they are. */
#define VALUES(...)                                                                      \
    (const struct store_value[]){__VA_ARGS__},                                           \
        sizeof((const struct store_value[]){__VA_ARGS__}) / sizeof(struct store_value)

/* --- an attempt begins --- */

static const char beginning[] = "cannot record the attempt";

/* The earlier ones of this mode and bank are left for good. */
static int give_up_others(struct store *s, const struct store_attempt *a, struct err *err)
{
    return store_do(s,
                    "UPDATE attempt SET given_up_ms = ? WHERE mode = ? AND bank = ?"
                    " AND finished_ms IS NULL AND given_up_ms IS NULL",
                    VALUES(NUMBER(a->started_ms), TEXT(a->mode), TEXT(a->bank_id)),
                    beginning, err);
}

static int put_attempt(struct store *s, const struct store_attempt *a, struct err *err)
{
    return store_do(s,
                    "INSERT INTO attempt (mode, started_ms, seed, policy, conditions,"
                    " bank, bank_title, bank_digest, profile, limit_ms)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    VALUES(TEXT(a->mode), NUMBER(a->started_ms), TEXT(a->seed),
                           TEXT(a->policy), TEXT(a->conditions), TEXT(a->bank_id),
                           TEXT(a->bank_title), TEXT(a->bank_digest), TEXT(a->profile),
                           store_of_known(a->limit_ms, 0)),
                    beginning, err);
}

static int put_items(struct store *s, int64_t attempt, const struct store_attempt *a,
                     struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = store_prepare(s,
                           "INSERT INTO item (attempt, place, question, domain, digest,"
                           " shown, key, is_scored) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                           &stmt, beginning, err);
    for (size_t i = 0; rc == 0 && i < a->item_count; i++) {
        const struct store_item *item = &a->items[i];
        rc = store_bind(s, stmt,
                        VALUES(NUMBER(attempt), NUMBER((int64_t)i), TEXT(item->question),
                               TEXT(item->domain), TEXT(item->digest), TEXT(item->shown),
                               TEXT(item->key), NUMBER(!item->is_unscored)),
                        beginning, err);
        if (rc == 0 && sqlite3_step(stmt) != SQLITE_DONE)
            rc = store_fail(s, beginning, err);
        sqlite3_reset(stmt);
    }
    sqlite3_finalize(stmt);
    return rc;
}

int store_begin(struct store *s, const struct store_attempt *attempt, int64_t *id,
                struct err *err)
{
    int64_t fresh = 0;
    if (store_write(s, beginning, err) != 0)
        return -1;
    int rc = attempt->starts_over ? give_up_others(s, attempt, err) : 0;
    if (rc == 0)
        rc = put_attempt(s, attempt, err);
    if (rc == 0) {
        fresh = sqlite3_last_insert_rowid(s->db);
        rc = put_items(s, fresh, attempt, err);
    }
    if (rc == 0) /* before anybody else can see it */
        rc = store_hold_or_fail(s, fresh, beginning, err);
    rc = store_settle(s, rc, beginning, err);
    if (rc == 0)
        *id = fresh;
    return rc;
}

/* --- an answer --- */

/* Why an answer was not taken: it is not wanted, or it cannot be written. */
static int refuse_answer(struct store *s, int64_t attempt, size_t place,
                         const char *doing, struct err *err)
{
    switch (sqlite3_extended_errcode(s->db)) {
    case SQLITE_CONSTRAINT_UNIQUE:
        return err_set(err, ERR_INPUT, s->path,
                       "question %zu of attempt %lld is answered already; the first "
                       "answer stands",
                       place + 1, (long long)attempt);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return err_set(err, ERR_INPUT, s->path, "attempt %lld has no question %zu",
                       (long long)attempt, place + 1);
    default:
        return store_fail(s, doing, err);
    }
}

static int put_answer(struct store *s, sqlite3_stmt *stmt, int64_t attempt,
                      const struct store_answer *a, const char *doing, struct err *err)
{
    const char *sure = confidence_name(a->confidence);
    assert(a->verdict.is_blank == (a->given[0] == '\0')); /* blank is not stored twice */
    int rc = store_bind(
        s, stmt,
        VALUES(NUMBER(attempt), NUMBER((int64_t)a->place), NUMBER(a->at_ms),
               TEXT(a->given), NUMBER(a->verdict.points), NUMBER(a->verdict.is_right),
               TEXT(a->missed), *sure != '\0' ? TEXT(sure) : store_of_known(0, 0),
               store_of_known(a->took_ms, -1)),
        doing, err);
    if (rc == 0 && sqlite3_step(stmt) != SQLITE_DONE)
        rc = refuse_answer(s, attempt, a->place, doing, err);
    sqlite3_reset(stmt);
    return rc;
}

/* COUNT answers, in the transaction that is open. */
static int put_answers(struct store *s, int64_t attempt,
                       const struct store_answer *answers, size_t count,
                       const char *doing, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = store_prepare(s,
                           "INSERT INTO answer (attempt, place, at_ms, given, points,"
                           " is_right, missed, confidence, took_ms)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           &stmt, doing, err);
    for (size_t i = 0; rc == 0 && i < count; i++)
        rc = put_answer(s, stmt, attempt, &answers[i], doing, err);
    sqlite3_finalize(stmt);
    return rc;
}

int store_answer(struct store *s, int64_t attempt, const struct store_answer *answer,
                 struct err *err)
{
    static const char doing[] = "cannot record the answer";
    if (store_write(s, doing, err) != 0)
        return -1;
    return store_settle(s, put_answers(s, attempt, answer, 1, doing, err), doing, err);
}

/* --- small changes --- */

/* Run an UPDATE in the transaction that is open. No row changed: it is refused, and
 * MISSING says why. */
static int update(struct store *s, const char *sql, const struct store_value *values,
                  size_t count, const char *doing, const char *missing, struct err *err)
{
    if (store_do(s, sql, values, count, doing, err) != 0)
        return -1;
    if (sqlite3_changes(s->db) == 0)
        return err_set(err, ERR_INPUT, s->path, "%s: %s", doing, missing);
    return 0;
}

/* The same in a transaction of its own. */
static int update_alone(struct store *s, const char *sql,
                        const struct store_value *values, size_t count, const char *doing,
                        const char *missing, struct err *err)
{
    if (store_write(s, doing, err) != 0)
        return -1;
    return store_settle(s, update(s, sql, values, count, doing, missing, err), doing,
                        err);
}

int store_flag(struct store *s, int64_t attempt, size_t place, bool is_flagged,
               struct err *err)
{
    return update_alone(
        s, "UPDATE item SET is_flagged = ? WHERE attempt = ? AND place = ?",
        VALUES(NUMBER(is_flagged), NUMBER(attempt), NUMBER((int64_t)place)),
        "cannot record the flag", "there is no such question", err);
}

int store_skip(struct store *s, int64_t attempt, size_t place, int skips, struct err *err)
{
    return update_alone(s, "UPDATE item SET skips = ? WHERE attempt = ? AND place = ?",
                        VALUES(NUMBER(skips), NUMBER(attempt), NUMBER((int64_t)place)),
                        "cannot record the skip", "there is no such question", err);
}

int store_reask(struct store *s, int64_t attempt, size_t place,
                const struct store_item *item, struct err *err)
{
    return update_alone(s,
                        "UPDATE item SET domain = ?3, digest = ?4, shown = ?5, key = ?6"
                        " WHERE attempt = ?1 AND place = ?2 AND NOT EXISTS ("
                        "  SELECT 1 FROM answer WHERE attempt = ?1 AND place = ?2)",
                        VALUES(NUMBER(attempt), NUMBER((int64_t)place),
                               TEXT(item->domain), TEXT(item->digest), TEXT(item->shown),
                               TEXT(item->key)),
                        "cannot record how the question is asked",
                        "there is no such question, or it is answered", err);
}

int store_finish(struct store *s, int64_t attempt, int64_t at_ms, struct err *err)
{
    return update_alone(s, "UPDATE attempt SET finished_ms = ? WHERE id = ?",
                        VALUES(NUMBER(at_ms), NUMBER(attempt)),
                        "cannot record the end of the attempt",
                        "there is no such attempt", err);
}

/* --- exam --- */

static const char not_open[] = "there is no such exam, or it is submitted";

/* The time gone by, of an exam that is not submitted. */
static int put_spent(struct store *s, int64_t attempt, int64_t spent_ms,
                     const char *doing, struct err *err)
{
    return update(s,
                  "UPDATE attempt SET spent_ms = ? WHERE id = ? AND finished_ms IS NULL",
                  VALUES(NUMBER(spent_ms), NUMBER(attempt)), doing, not_open, err);
}

static int put_response(struct store *s, int64_t attempt, const struct store_response *r,
                        const char *doing, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = store_prepare(s,
                           "INSERT INTO response (attempt, place, at_ms, took_ms, given)"
                           " VALUES (?, ?, ?, ?, ?)",
                           &stmt, doing, err);
    if (rc == 0)
        rc = store_bind(s, stmt,
                        VALUES(NUMBER(attempt), NUMBER((int64_t)r->place),
                               NUMBER(r->at_ms), store_of_known(r->took_ms, -1),
                               TEXT(r->given)),
                        doing, err);
    if (rc == 0 && sqlite3_step(stmt) != SQLITE_DONE)
        rc = refuse_answer(s, attempt, r->place, doing, err);
    sqlite3_finalize(stmt);
    return rc;
}

int store_respond(struct store *s, int64_t attempt, const struct store_response *r,
                  int64_t spent_ms, struct err *err)
{
    static const char doing[] = "cannot record the answer";
    if (store_write(s, doing, err) != 0)
        return -1;
    int rc = put_spent(s, attempt, spent_ms, doing, err);
    if (rc == 0)
        rc = put_response(s, attempt, r, doing, err);
    return store_settle(s, rc, doing, err);
}

int store_spent(struct store *s, int64_t attempt, int64_t spent_ms, struct err *err)
{
    static const char doing[] = "cannot record the time";
    if (store_write(s, doing, err) != 0)
        return -1;
    return store_settle(s, put_spent(s, attempt, spent_ms, doing, err), doing, err);
}

int store_submit(struct store *s, int64_t attempt, const struct store_answer *answers,
                 size_t count, int64_t spent_ms, int64_t at_ms, struct err *err)
{
    static const char doing[] = "cannot record the end of the exam";
    if (store_write(s, doing, err) != 0)
        return -1;
    int rc = update(s,
                    "UPDATE attempt SET spent_ms = ?, finished_ms = ?"
                    " WHERE id = ? AND finished_ms IS NULL",
                    VALUES(NUMBER(spent_ms), NUMBER(at_ms), NUMBER(attempt)), doing,
                    not_open, err);
    if (rc == 0)
        rc = put_answers(s, attempt, answers, count, doing, err);
    return store_settle(s, rc, doing, err);
}
