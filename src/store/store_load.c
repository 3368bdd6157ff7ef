/*
 * store_load.c - read an attempt back whole, to go on with it.
 *
 * In:   an open store, which attempt.
 * Out:  what store_begin was given, and all that happened at each place since.
 *
 * What has become of its questions meanwhile is the caller's business: digest and shown
 * are those of the day.
 */
#include <stdlib.h>
#include <string.h>

#include "quizctl/store.h"
#include "store_db.h"

static const char doing[] = "cannot read the attempt";

int store_unfinished(struct store *s, const char *mode, const char *bank_id,
                     const char *conditions, int64_t *attempt, struct err *err)
{
    const struct store_value values[] = {
        store_of_text(mode),
        store_of_text(bank_id),
        conditions != NULL ? store_of_text(conditions) : store_of_known(0, 0),
    };
    sqlite3_stmt *stmt = NULL;
    int rc = store_prepare(s,
                           "SELECT id FROM attempt WHERE mode = ?1 AND bank = ?2"
                           " AND (?3 IS NULL OR conditions = ?3)"
                           " AND finished_ms IS NULL AND given_up_ms IS NULL"
                           " ORDER BY id DESC LIMIT 1",
                           &stmt, doing, err);
    if (rc == 0)
        rc = store_bind(s, stmt, values, COUNT(values), doing, err);
    if (rc == 0) {
        int step = sqlite3_step(stmt);
        if (step == SQLITE_ROW || step == SQLITE_DONE)
            *attempt = step == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : 0;
        else
            rc = store_fail(s, doing, err);
    }
    sqlite3_finalize(stmt);
    return rc;
}

/* --- rows --- */

/* Give each row of SQL, whose ?1 is the attempt, to TAKE. *SEEN counts them. */
static int each_row(struct store *s, const char *sql, struct store_past *past,
                    int (*take)(struct store *s, sqlite3_stmt *stmt,
                                struct store_past *past, size_t at, struct err *err),
                    size_t *seen, struct err *err)
{
    const struct store_value id = store_of_number(past->id);
    sqlite3_stmt *stmt = NULL;
    int step = SQLITE_DONE, rc = store_prepare(s, sql, &stmt, doing, err);
    size_t at = 0;
    if (rc == 0)
        rc = store_bind(s, stmt, &id, 1, doing, err);
    while (rc == 0 && (step = sqlite3_step(stmt)) == SQLITE_ROW)
        rc = take(s, stmt, past, at++, err);
    if (rc == 0 && step != SQLITE_DONE)
        rc = store_fail(s, doing, err);
    sqlite3_finalize(stmt);
    if (rc == 0)
        *seen = at;
    return rc;
}

static int take_attempt(struct store *s, sqlite3_stmt *stmt, struct store_past *past,
                        size_t at, struct err *err)
{
    struct arena *texts = &past->texts;
    size_t count = (size_t)sqlite3_column_int64(stmt, 12);
    (void)s;
    (void)at;
    (void)err;
    past->begun = (struct store_attempt){
        .mode = store_column(texts, stmt, 0),
        .started_ms = sqlite3_column_int64(stmt, 1),
        .seed = store_column(texts, stmt, 2),
        .policy = store_column(texts, stmt, 3),
        .conditions = store_column(texts, stmt, 4),
        .bank_id = store_column(texts, stmt, 5),
        .bank_title = store_column(texts, stmt, 6),
        .bank_digest = store_column(texts, stmt, 7),
        .profile = store_column(texts, stmt, 8),
        .limit_ms = sqlite3_column_int64(stmt, 9), /* NULL reads as 0 */
        .item_count = count,
    };
    past->items = arena_get(texts, (count + 1) * sizeof *past->items);
    past->begun.items = past->items;
    past->spent_ms = sqlite3_column_int64(stmt, 10);
    past->finished_ms = sqlite3_column_int64(stmt, 11);
    past->places = arena_get(texts, (count + 1) * sizeof *past->places);
    return 0;
}

/* Places are 0, 1, 2 ... without a gap: store_begin wrote them so. */
static int damaged(struct store *s, struct err *err)
{
    return err_set(err, ERR_INPUT, s->path, "%s: it is damaged (its questions have gaps)",
                   doing);
}

static int take_item(struct store *s, sqlite3_stmt *stmt, struct store_past *past,
                     size_t at, struct err *err)
{
    struct arena *texts = &past->texts;
    if (at >= past->begun.item_count || sqlite3_column_int64(stmt, 0) != (int64_t)at)
        return damaged(s, err);
    past->items[at] = (struct store_item){
        .question = store_column(texts, stmt, 1),
        .domain = store_column(texts, stmt, 2),
        .digest = store_column(texts, stmt, 3),
        .shown = store_column(texts, stmt, 4),
        .key = store_column(texts, stmt, 5),
        .is_unscored = sqlite3_column_int(stmt, 6) == 0,
    };
    past->places[at] = (struct store_place){
        .is_flagged = sqlite3_column_int(stmt, 7) != 0,
        .skips = sqlite3_column_int(stmt, 8),
        .answer = {.place = at, .given = "", .missed = "", .took_ms = -1},
    };
    return 0;
}

/* place, given, at_ms, took_ms: what answers and responses have in common. */
static struct store_place *place_of(sqlite3_stmt *stmt, struct store_past *past)
{
    int64_t at = sqlite3_column_int64(stmt, 0);
    if (at < 0 || (uint64_t)at >= past->begun.item_count)
        return NULL;
    struct store_place *place = &past->places[at];
    place->answer.given = store_column(&past->texts, stmt, 1);
    place->answer.at_ms = sqlite3_column_int64(stmt, 2);
    place->answer.took_ms = store_column_number(stmt, 3, -1);
    return place;
}

static int take_answer(struct store *s, sqlite3_stmt *stmt, struct store_past *past,
                       size_t at, struct err *err)
{
    struct store_place *place = place_of(stmt, past);
    (void)at;
    if (place == NULL)
        return damaged(s, err);
    long confidence = confidence_find(store_column(&past->texts, stmt, 5));
    place->is_answered = true;
    place->answer.missed = store_column(&past->texts, stmt, 4);
    place->answer.confidence =
        confidence > 0 ? (enum confidence)confidence : CONFIDENCE_NONE;
    return store_column_verdict(s, stmt, 6, place->answer.given, &place->answer.verdict,
                                doing, err);
}

static int take_response(struct store *s, sqlite3_stmt *stmt, struct store_past *past,
                         size_t at, struct err *err)
{
    (void)at;
    struct store_place *place = place_of(stmt, past);
    if (place == NULL)
        return damaged(s, err);
    place->is_responded = true;
    place->answer.verdict.is_blank = place->answer.given[0] == '\0';
    return 0;
}

/* --- the whole --- */

static int load(struct store *s, struct store_past *past, struct err *err)
{
    size_t seen;
    if (each_row(s,
                 "SELECT mode, started_ms, seed, policy, conditions, bank, bank_title,"
                 " bank_digest, profile, limit_ms, spent_ms, finished_ms,"
                 " (SELECT count(*) FROM item WHERE attempt = ?1)"
                 " FROM attempt WHERE id = ?1",
                 past, take_attempt, &seen, err) != 0)
        return -1;
    if (seen == 0)
        return err_set(err, ERR_INPUT, s->path, "%s: there is no attempt %lld", doing,
                       (long long)past->id);
    if (each_row(s,
                 "SELECT place, question, domain, digest, shown, key, is_scored,"
                 " is_flagged, skips FROM item WHERE attempt = ?1 ORDER BY place",
                 past, take_item, &seen, err) != 0 ||
        each_row(s,
                 "SELECT place, given, at_ms, took_ms FROM response"
                 " WHERE attempt = ?1 ORDER BY id",
                 past, take_response, &seen, err) != 0)
        return -1;
    return each_row(s,
                    "SELECT place, given, at_ms, took_ms, missed, confidence, points,"
                    " is_right FROM answer WHERE attempt = ?1",
                    past, take_answer, &seen, err);
}

int store_load(struct store *s, int64_t attempt, struct store_past *past, struct err *err)
{
    struct store_past fresh = {.id = attempt};
    if (store_run(s, "BEGIN", doing, err) != 0)
        return -1;
    int rc = store_settle(s, load(s, &fresh, err), doing, err);
    if (rc != 0) {
        store_past_release(&fresh);
        return -1;
    }
    store_past_release(past);
    *past = fresh;
    return 0;
}

void store_past_release(struct store_past *past)
{
    arena_release(&past->texts);
    *past = (struct store_past){0};
}
