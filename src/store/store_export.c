/*
 * store_export.c - read back what was recorded: attempts as results, and what was missed.
 *
 * In:   an open store and a question about it.
 * Out:  one attempt at a time, in memory only while its taker looks at it.
 *
 * All of it is read in one transaction, so an answer that is recorded meanwhile is seen
 * by the next export and not by half of this one. Nothing is judged again: points and
 * right or wrong are those of the day.
 */
#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/store.h"
#include "store_db.h"

static const char doing[] = "cannot read the store";

/* An attempt as its taker sees it. All-zero is empty. */
struct attempt_rows {
    struct arena texts;
    struct result_item *items;
    size_t item_count, item_cap;
    struct result_domain *domains;
    size_t domain_count, domain_cap;
    struct tally tally;
};

static void rows_clear(struct attempt_rows *rows)
{
    arena_release(&rows->texts);
    rows->item_count = rows->domain_count = 0;
    rows->tally = (struct tally){0};
}

static void rows_release(struct attempt_rows *rows)
{
    rows_clear(rows);
    free(rows->items);
    free(rows->domains);
    *rows = (struct attempt_rows){0};
}

static void count_domain(struct attempt_rows *rows, const char *id,
                         struct verdict verdict)
{
    size_t i = 0;
    while (i < rows->domain_count && strcmp(rows->domains[i].id, id) != 0)
        i++;
    if (i == rows->domain_count) {
        MEM_ROOM(rows->domains, rows->domain_count, rows->domain_cap);
        /* Its title is the bank's business, which may be gone by now. */
        rows->domains[rows->domain_count++] =
            (struct result_domain){.id = id, .title = id};
    }
    tally_add(&rows->domains[i].tally, verdict);
}

/* --- attempts --- */

static int take_item(struct store *s, sqlite3_stmt *stmt, struct attempt_rows *rows,
                     struct err *err)
{
    long confidence = confidence_find(store_column(&rows->texts, stmt, 9));
    struct result_asked *asked = arena_get(&rows->texts, sizeof *asked);
    *asked = (struct result_asked){
        .digest = store_column(&rows->texts, stmt, 11),
        .is_unscored = sqlite3_column_int(stmt, 7) == 0,
        .at_ms = sqlite3_column_int64(stmt, 8),
        .took_ms = store_column_number(stmt, 10, -1),
        .confidence = confidence > 0 ? (enum confidence)confidence : CONFIDENCE_NONE,
    };
    struct result_item item = {
        .question = store_column(&rows->texts, stmt, 0),
        .domain = store_column(&rows->texts, stmt, 1),
        .given = store_column(&rows->texts, stmt, 2),
        .key = store_column(&rows->texts, stmt, 3),
        .missed = store_column(&rows->texts, stmt, 6),
        .asked = asked,
    };
    if (store_column_verdict(s, stmt, 4, item.given, &item.verdict, doing, err) != 0)
        return -1;
    if (!asked->is_unscored) {
        tally_add(&rows->tally, item.verdict);
        if (item.domain[0] != '\0')
            count_domain(rows, item.domain, item.verdict);
    }
    MEM_ROOM(rows->items, rows->item_count, rows->item_cap);
    rows->items[rows->item_count++] = item;
    return 0;
}

static int read_items(struct store *s, int64_t attempt, sqlite3_stmt *stmt,
                      struct attempt_rows *rows, struct err *err)
{
    int rc = 0, step = SQLITE_ERROR;
    if (sqlite3_bind_int64(stmt, 1, attempt) != SQLITE_OK)
        return store_fail(s, doing, err);
    while (rc == 0 && (step = sqlite3_step(stmt)) == SQLITE_ROW)
        rc = take_item(s, stmt, rows, err);
    if (rc == 0 && step != SQLITE_DONE)
        rc = store_fail(s, doing, err);
    sqlite3_reset(stmt);
    return rc;
}

struct each {
    struct store *store;
    const char *name;
    struct result_taker *taker;
    size_t seen;
    sqlite3_stmt *attempts, *items;
    struct attempt_rows rows;
};

/* Give the attempt that e->attempts stands on. */
static int give(struct each *e, struct err *err)
{
    struct attempt_rows *rows = &e->rows;
    struct result_attempt attempt = {
        .id = sqlite3_column_int64(e->attempts, 0),
        .started_ms = sqlite3_column_int64(e->attempts, 1),
        .finished_ms = sqlite3_column_int64(e->attempts, 2), /* NULL reads as 0 */
        .seed = store_column(&rows->texts, e->attempts, 3),
        .bank_id = store_column(&rows->texts, e->attempts, 4),
        .bank_title = store_column(&rows->texts, e->attempts, 5),
        .bank_digest = store_column(&rows->texts, e->attempts, 6),
        .mode = store_column(&rows->texts, e->attempts, 7),
        .profile = store_column(&rows->texts, e->attempts, 8),
        .limit_ms = sqlite3_column_int64(e->attempts, 9), /* NULL reads as 0 */
        .spent_ms = sqlite3_column_int64(e->attempts, 10),
    };
    if (read_items(e->store, attempt.id, e->items, rows, err) != 0)
        return -1;
    const struct result result = {
        .status = RESULT_GRADED,
        .candidate = e->name,
        .tally = rows->tally,
        .items = rows->items,
        .item_count = rows->item_count,
        .domains = rows->domains,
        .domain_count = rows->domain_count,
        .attempt = &attempt,
    };
    e->seen++;
    return e->taker->take(e->taker, &result, err);
}

static int prepare(struct each *e, const struct store_query *query, struct err *err)
{
    /* The index on started_ms holds this order: nothing is sorted or kept. */
    if (store_prepare(e->store,
                      "SELECT id, started_ms, finished_ms, seed, bank, bank_title,"
                      " bank_digest, mode, profile, limit_ms, spent_ms FROM attempt"
                      " WHERE started_ms >= ?1 AND (?2 = 0 OR id = ?2)"
                      " AND EXISTS (SELECT 1 FROM answer WHERE attempt = attempt.id)"
                      " ORDER BY started_ms, id",
                      &e->attempts, doing, err) != 0 ||
        store_prepare(e->store,
                      "SELECT question, domain, given, key, points, is_right, missed,"
                      " is_scored, at_ms, confidence, took_ms, digest"
                      " FROM item JOIN answer USING (attempt, place)"
                      " WHERE attempt = ?1 ORDER BY place",
                      &e->items, doing, err) != 0)
        return -1;
    int64_t since = query->since_ms != 0 ? query->since_ms : INT64_MIN;
    if (sqlite3_bind_int64(e->attempts, 1, since) != SQLITE_OK ||
        sqlite3_bind_int64(e->attempts, 2, query->attempt) != SQLITE_OK)
        return store_fail(e->store, doing, err);
    return 0;
}

int store_each(struct store *s, const struct store_query *query, const char *name,
               struct result_taker *taker, size_t *seen, struct err *err)
{
    struct each e = {.store = s, .name = name, .taker = taker};
    if (store_run(s, "BEGIN", doing, err) != 0)
        return -1;
    int rc = prepare(&e, query, err), step = SQLITE_DONE;
    while (rc == 0 && (step = sqlite3_step(e.attempts)) == SQLITE_ROW) {
        rows_clear(&e.rows);
        rc = give(&e, err);
    }
    if (rc == 0 && step != SQLITE_DONE)
        rc = store_fail(s, doing, err);
    sqlite3_finalize(e.attempts);
    sqlite3_finalize(e.items);
    rows_release(&e.rows);
    rc = store_settle(s, rc, doing, err);
    if (rc == 0)
        *seen = e.seen;
    return rc;
}

/* --- what was missed --- */

int store_missed(struct store *s, const char *bank_id, struct buf *ids, struct err *err)
{
    /* The answers of each question, the last one first. */
    static const char sql[] =
        "SELECT question FROM ("
        "  SELECT question, at_ms, answer.id AS id, is_right, row_number() OVER ("
        "      PARTITION BY question ORDER BY at_ms DESC, answer.id DESC) AS age"
        "  FROM attempt JOIN item ON item.attempt = attempt.id"
        "  JOIN answer ON answer.attempt = item.attempt AND answer.place = item.place"
        "  WHERE bank = ?1"
        ") WHERE age = 1 AND NOT is_right ORDER BY at_ms, id";
    struct buf fresh = {0};
    sqlite3_stmt *stmt = NULL;
    if (store_prepare(s, sql, &stmt, doing, err) != 0)
        return -1;
    int step = sqlite3_bind_text(stmt, 1, bank_id, -1, SQLITE_STATIC);
    while (step == SQLITE_OK || step == SQLITE_ROW) {
        step = sqlite3_step(stmt);
        if (step == SQLITE_ROW && sqlite3_column_text(stmt, 0) != NULL)
            buf_printf(&fresh, "%s\n", (const char *)sqlite3_column_text(stmt, 0));
    }
    int rc = step == SQLITE_DONE ? 0 : store_fail(s, doing, err);
    sqlite3_finalize(stmt);
    if (rc == 0 && fresh.len != 0)
        buf_add(ids, fresh.bytes, fresh.len);
    buf_release(&fresh);
    return rc;
}
