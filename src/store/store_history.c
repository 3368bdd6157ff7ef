/*
 * store_history.c - look back: every answer to a bank, the list of attempts; and forget.
 *
 * Attempts as results, with their sums, are store_export.c.
 */
#include <stdlib.h>
#include <string.h>

#include "quizctl/store.h"
#include "store_db.h"

static const char reading[] = "cannot read the store";

/* --- every answer --- */

/* The text of a column, kept once while it repeats the one before: banks, modes and
 * domains mostly do. */
static const char *same_or_new(struct arena *texts, sqlite3_stmt *stmt, int at,
                               const char *before)
{
    const char *text = (const char *)sqlite3_column_text(stmt, at);
    if (text != NULL && before != NULL && strcmp(text, before) == 0)
        return before;
    return store_column(texts, stmt, at);
}

static int take_answer(struct store *s, sqlite3_stmt *stmt, struct history *h,
                       struct err *err)
{
    MEM_ROOM(h->answers, h->count, h->cap);
    const struct history_answer *before =
        h->count > 0 ? &h->answers[h->count - 1] : &(struct history_answer){0};
    long confidence = confidence_find(store_column(&h->texts, stmt, 10));
    struct history_answer a = {
        .attempt = sqlite3_column_int64(stmt, 0),
        .mode = same_or_new(&h->texts, stmt, 1, before->mode),
        .question = store_column(&h->texts, stmt, 2),
        .domain = same_or_new(&h->texts, stmt, 3, before->domain),
        .digest = store_column(&h->texts, stmt, 4),
        .given = store_column(&h->texts, stmt, 5),
        .key = store_column(&h->texts, stmt, 6),
        .missed = store_column(&h->texts, stmt, 7),
        .at_ms = sqlite3_column_int64(stmt, 8),
        .took_ms = store_column_number(stmt, 9, -1),
        .confidence = confidence > 0 ? (enum confidence)confidence : CONFIDENCE_NONE,
    };
    if (store_column_verdict(s, stmt, 11, a.given, &a.verdict, reading, err) != 0)
        return -1;
    h->answers[h->count++] = a;
    return 0;
}

int store_history(struct store *s, const char *bank_id, struct history *h,
                  struct err *err)
{
    const struct store_value bank = store_of_text(bank_id);
    struct history fresh = {0};
    sqlite3_stmt *stmt = NULL;
    int step = SQLITE_DONE;
    int rc = store_prepare(
        s,
        "SELECT attempt.id, mode, question, domain, digest, given, key, missed, at_ms,"
        " took_ms, confidence, points, is_right"
        " FROM attempt JOIN item ON item.attempt = attempt.id"
        " JOIN answer ON answer.attempt = item.attempt AND answer.place = item.place"
        " WHERE bank = ?1 ORDER BY at_ms, answer.id",
        &stmt, reading, err);
    if (rc == 0)
        rc = store_bind(s, stmt, &bank, 1, reading, err);
    while (rc == 0 && (step = sqlite3_step(stmt)) == SQLITE_ROW)
        rc = take_answer(s, stmt, &fresh, err);
    if (rc == 0 && step != SQLITE_DONE)
        rc = store_fail(s, reading, err);
    sqlite3_finalize(stmt);
    if (rc == 0)
        *h = fresh;
    else
        history_release(&fresh);
    return rc;
}

/* --- the list of attempts --- */

static void take_line(sqlite3_stmt *stmt, struct store_list *list)
{
    MEM_ROOM(list->lines, list->count, list->cap);
    list->lines[list->count++] = (struct store_line){
        .id = sqlite3_column_int64(stmt, 0),
        .mode = store_column(&list->texts, stmt, 1),
        .bank_id = store_column(&list->texts, stmt, 2),
        .bank_title = store_column(&list->texts, stmt, 3),
        .conditions = store_column(&list->texts, stmt, 4),
        .started_ms = sqlite3_column_int64(stmt, 5),
        .finished_ms = sqlite3_column_int64(stmt, 6), /* NULL reads as 0 */
        .is_given_up = sqlite3_column_type(stmt, 7) != SQLITE_NULL,
        .asked = (size_t)sqlite3_column_int64(stmt, 8),
        .answered = (size_t)sqlite3_column_int64(stmt, 9),
        .right = (size_t)sqlite3_column_int64(stmt, 10),
        .scored = (size_t)sqlite3_column_int64(stmt, 11),
    };
}

int store_list(struct store *s, struct store_list *list, struct err *err)
{
    /* What stands at a place is its answer, else its last response. */
    static const char sql[] =
        "SELECT a.id, a.mode, a.bank, a.bank_title, a.conditions, a.started_ms,"
        " a.finished_ms, a.given_up_ms, count(*),"
        " sum(coalesce(answer.given, ("
        "    SELECT given FROM response WHERE attempt = a.id AND place = item.place"
        "    ORDER BY id DESC LIMIT 1), '') <> ''),"
        " sum(coalesce(answer.is_right, 0) AND item.is_scored),"
        " sum(answer.id IS NOT NULL AND item.is_scored)"
        " FROM attempt AS a JOIN item ON item.attempt = a.id"
        " LEFT JOIN answer ON answer.attempt = a.id AND answer.place = item.place"
        " GROUP BY a.id ORDER BY a.started_ms, a.id";
    struct store_list fresh = {0};
    sqlite3_stmt *stmt = NULL;
    int rc = store_prepare(s, sql, &stmt, reading, err), step = SQLITE_DONE;
    while (rc == 0 && (step = sqlite3_step(stmt)) == SQLITE_ROW)
        take_line(stmt, &fresh);
    if (rc == 0 && step != SQLITE_DONE)
        rc = store_fail(s, reading, err);
    sqlite3_finalize(stmt);
    if (rc == 0)
        *list = fresh;
    else
        store_list_release(&fresh);
    return rc;
}

void store_list_release(struct store_list *list)
{
    free(list->lines);
    arena_release(&list->texts);
    *list = (struct store_list){0};
}

/* --- forget --- */

int store_delete(struct store *s, int64_t attempt, struct err *err)
{
    static const char doing[] = "cannot delete the attempt";
    static const char *const sql[] = {
        "DELETE FROM response WHERE attempt = ?", "DELETE FROM answer WHERE attempt = ?",
        "DELETE FROM item WHERE attempt = ?",
        "DELETE FROM attempt WHERE id = ?", /* last: its count says whether it was there
                                             */
    };
    const struct store_value id = store_of_number(attempt);
    int rc = store_hold_or_fail(s, attempt, doing, err);
    if (rc != 0 || store_run(s, "PRAGMA secure_delete = ON", doing, err) != 0 ||
        store_write(s, doing, err) != 0)
        return -1;
    for (size_t i = 0; rc == 0 && i < COUNT(sql); i++)
        rc = store_do(s, sql[i], &id, 1, doing, err);
    if (rc == 0 && sqlite3_changes(s->db) == 0)
        rc = err_set(err, ERR_INPUT, s->path, "%s: there is no attempt %lld", doing,
                     (long long)attempt);
    return store_settle(s, rc, doing, err);
}
