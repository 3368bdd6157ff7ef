/*
 * anki_deck.c - see anki_deck.h.
 *
 * In:   notes with their fields.
 * Out:  the bytes of a SQLite file, made in memory. The same notes at the same time give
 *       the same bytes.
 */
#include "anki_deck.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

#include "quizctl/json_write.h"
#include "quizctl/mem.h"
#include "sha1.h"

static const char schema[] =
    "CREATE TABLE col (id integer primary key, crt integer not null,"
    " mod integer not null, scm integer not null, ver integer not null,"
    " dty integer not null, usn integer not null, ls integer not null,"
    " conf text not null, models text not null, decks text not null,"
    " dconf text not null, tags text not null);"
    "CREATE TABLE notes (id integer primary key, guid text not null,"
    " mid integer not null, mod integer not null, usn integer not null,"
    " tags text not null, flds text not null, sfld integer not null,"
    " csum integer not null, flags integer not null, data text not null);"
    "CREATE TABLE cards (id integer primary key, nid integer not null,"
    " did integer not null, ord integer not null, mod integer not null,"
    " usn integer not null, type integer not null, queue integer not null,"
    " due integer not null, ivl integer not null, factor integer not null,"
    " reps integer not null, lapses integer not null, left integer not null,"
    " odue integer not null, odid integer not null, flags integer not null,"
    " data text not null);"
    "CREATE TABLE revlog (id integer primary key, cid integer not null,"
    " usn integer not null, ease integer not null, ivl integer not null,"
    " lastIvl integer not null, factor integer not null, time integer not null,"
    " type integer not null);"
    "CREATE TABLE graves (usn integer not null, oid integer not null,"
    " type integer not null);"
    "CREATE INDEX ix_notes_usn on notes (usn);"
    "CREATE INDEX ix_cards_usn on cards (usn);"
    "CREATE INDEX ix_revlog_usn on revlog (usn);"
    "CREATE INDEX ix_cards_nid on cards (nid);"
    "CREATE INDEX ix_cards_sched on cards (did, queue, due);"
    "CREATE INDEX ix_revlog_cid on revlog (cid);"
    "CREATE INDEX ix_notes_csum on notes (csum);";

/* What a fresh Anki has of its own; nothing of it is ours. */
static const char conf[] =
    "{\"activeDecks\":[1],\"curDeck\":1,\"newSpread\":0,\"collapseTime\":1200,"
    "\"timeLim\":0,\"estTimes\":true,\"dueCounts\":true,\"curModel\":null,"
    "\"nextPos\":1,\"sortType\":\"noteFld\",\"sortBackwards\":false,\"addToCur\":true}";
static const char dconf[] =
    "{\"1\":{\"id\":1,\"mod\":0,\"name\":\"Default\",\"usn\":0,\"maxTaken\":60,"
    "\"autoplay\":true,\"timer\":0,\"replayq\":true,\"new\":{\"bury\":false,"
    "\"delays\":[1,10],\"initialFactor\":2500,\"ints\":[1,4,7],\"order\":1,"
    "\"perDay\":20},\"rev\":{\"bury\":false,\"ease4\":1.3,\"ivlFct\":1,\"maxIvl\":36500,"
    "\"perDay\":200},\"lapse\":{\"delays\":[10],\"leechAction\":0,\"leechFails\":8,"
    "\"minInt\":1,\"mult\":0}}}";

static void put_field(struct json_writer *w, const char *name, int64_t place)
{
    json_open(w, '{');
    json_member_string(w, "name", name);
    json_member_int(w, "ord", place);
    json_member_bool(w, "sticky", false);
    json_member_bool(w, "rtl", false);
    json_member_string(w, "font", "Arial");
    json_member_int(w, "size", 20);
    json_put_key(w, "media");
    json_open(w, '[');
    json_close(w, ']');
    json_close(w, '}');
}

static void put_template(struct json_writer *w, const struct anki_deck *deck)
{
    json_open(w, '{');
    json_member_string(w, "name", "Card 1");
    json_member_int(w, "ord", 0);
    json_member_string(w, "qfmt", deck->front);
    json_member_string(w, "afmt", deck->back);
    json_member_string(w, "bqfmt", "");
    json_member_string(w, "bafmt", "");
    json_put_key(w, "did");
    json_put_null(w);
    json_close(w, '}');
}

/* The card is there whenever the field at place 1, its question, is. */
static void put_needed(struct json_writer *w)
{
    json_open(w, '[');
    json_open(w, '[');
    json_put_int(w, 0);
    json_put_string(w, "any");
    json_open(w, '[');
    json_put_int(w, 1);
    json_close(w, ']');
    json_close(w, ']');
    json_close(w, ']');
}

static void models(struct buf *out, const struct anki_deck *deck)
{
    struct json_writer w = {.out = out};
    struct buf id = {0};
    buf_printf(&id, "%lld", (long long)deck->model_id);
    json_open(&w, '{');
    json_put_key(&w, id.bytes);
    json_open(&w, '{');
    json_member_int(&w, "id", deck->model_id);
    json_member_string(&w, "name", deck->model);
    json_member_int(&w, "type", 0);
    json_member_int(&w, "mod", deck->now_ms / 1000);
    json_member_int(&w, "usn", -1);
    json_member_int(&w, "sortf", 0);
    json_member_int(&w, "did", deck->id);
    json_put_key(&w, "tmpls");
    json_open(&w, '[');
    put_template(&w, deck);
    json_close(&w, ']');
    json_put_key(&w, "flds");
    json_open(&w, '[');
    for (int64_t i = 0; deck->field_names[i] != NULL; i++)
        put_field(&w, deck->field_names[i], i);
    json_close(&w, ']');
    json_member_string(&w, "css", deck->css);
    json_member_string(&w, "latexPre", "");
    json_member_string(&w, "latexPost", "");
    json_put_key(&w, "req");
    put_needed(&w);
    json_put_key(&w, "tags");
    json_open(&w, '[');
    json_close(&w, ']');
    json_put_key(&w, "vers");
    json_open(&w, '[');
    json_close(&w, ']');
    json_close(&w, '}');
    json_close(&w, '}');
    buf_release(&id);
}

static void put_today(struct json_writer *w, const char *key)
{
    json_put_key(w, key);
    json_open(w, '[');
    json_put_int(w, 0);
    json_put_int(w, 0);
    json_close(w, ']');
}

static void put_deck(struct json_writer *w, int64_t id, const char *title, int64_t mod)
{
    struct buf key = {0};
    buf_printf(&key, "%lld", (long long)id);
    json_put_key(w, key.bytes);
    json_open(w, '{');
    json_member_int(w, "id", id);
    json_member_string(w, "name", title);
    json_member_string(w, "desc", "");
    json_member_int(w, "mod", mod);
    json_member_int(w, "usn", -1);
    json_member_int(w, "dyn", 0);
    json_member_int(w, "conf", 1);
    json_member_int(w, "extendNew", 0);
    json_member_int(w, "extendRev", 0);
    json_member_bool(w, "collapsed", false);
    json_member_bool(w, "browserCollapsed", false);
    put_today(w, "newToday");
    put_today(w, "revToday");
    put_today(w, "lrnToday");
    put_today(w, "timeToday");
    json_close(w, '}');
    buf_release(&key);
}

static void decks(struct buf *out, const struct anki_deck *deck)
{
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    put_deck(&w, 1, "Default", 0);
    put_deck(&w, deck->id, deck->title, deck->now_ms / 1000);
    json_close(&w, '}');
}

static bool bind(sqlite3_stmt *stmt, int at, const char *text)
{
    return sqlite3_bind_text(stmt, at, text, -1, SQLITE_STATIC) == SQLITE_OK;
}

/* The day that a collection counts from; any will do. */
enum { CREATED = 1577840400 };

static bool put_head(sqlite3 *db, const struct anki_deck *deck)
{
    struct buf model = {0}, deck_text = {0};
    sqlite3_stmt *stmt = NULL;
    models(&model, deck);
    decks(&deck_text, deck);
    bool is_done =
        sqlite3_prepare_v2(db,
                           "INSERT INTO col VALUES (1, ?1, ?2, ?2, 11, 0, 0, 0, ?3, ?4,"
                           " ?5, ?6, '{}')",
                           -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_bind_int64(stmt, 1, CREATED) == SQLITE_OK &&
        sqlite3_bind_int64(stmt, 2, deck->now_ms) == SQLITE_OK && bind(stmt, 3, conf) &&
        bind(stmt, 4, model.bytes) && bind(stmt, 5, deck_text.bytes) &&
        bind(stmt, 6, dconf) && sqlite3_step(stmt) == SQLITE_DONE;
    sqlite3_finalize(stmt);
    buf_release(&model);
    buf_release(&deck_text);
    return is_done;
}

static bool put_note(sqlite3_stmt *stmt, const struct anki_deck *deck,
                     const struct anki_note *n)
{
    size_t first = strcspn(n->fields, "\x1f");
    bool is_done =
        sqlite3_bind_int64(stmt, 1, n->id) == SQLITE_OK && bind(stmt, 2, n->guid) &&
        sqlite3_bind_int64(stmt, 3, deck->model_id) == SQLITE_OK &&
        sqlite3_bind_int64(stmt, 4, deck->now_ms / 1000) == SQLITE_OK &&
        bind(stmt, 5, n->tags) && bind(stmt, 6, n->fields) &&
        sqlite3_bind_text(stmt, 7, n->fields, (int)first, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_bind_int64(stmt, 8, sha1_start(n->fields, first)) == SQLITE_OK &&
        sqlite3_step(stmt) == SQLITE_DONE;
    sqlite3_reset(stmt);
    return is_done;
}

static bool put_card(sqlite3_stmt *stmt, const struct anki_deck *deck, size_t i)
{
    bool is_done =
        sqlite3_bind_int64(stmt, 1, deck->notes[i].id) == SQLITE_OK &&
        sqlite3_bind_int64(stmt, 2, deck->id) == SQLITE_OK &&
        sqlite3_bind_int64(stmt, 3, deck->now_ms / 1000) == SQLITE_OK &&
        sqlite3_bind_int64(stmt, 4, (int64_t)i + 1) == SQLITE_OK && /* new ones in turn */
        sqlite3_step(stmt) == SQLITE_DONE;
    sqlite3_reset(stmt);
    return is_done;
}

static bool put_notes(sqlite3 *db, const struct anki_deck *deck)
{
    sqlite3_stmt *note = NULL, *card = NULL;
    bool is_done =
        sqlite3_prepare_v2(db,
                           "INSERT INTO notes VALUES (?1, ?2, ?3, ?4, -1, ?5, ?6, ?7,"
                           " ?8, 0, '')",
                           -1, &note, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db,
                           "INSERT INTO cards VALUES (?1, ?1, ?2, 0, ?3, -1, 0, 0, ?4,"
                           " 0, 0, 0, 0, 0, 0, 0, 0, '')",
                           -1, &card, NULL) == SQLITE_OK;
    for (size_t i = 0; i < deck->note_count && is_done; i++)
        is_done = put_note(note, deck, &deck->notes[i]) && put_card(card, deck, i);
    sqlite3_finalize(note);
    sqlite3_finalize(card);
    return is_done;
}

int anki_deck_write(struct buf *out, const struct anki_deck *deck, struct err *err)
{
    sqlite3 *db = NULL;
    int rc = 0;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK ||
        sqlite3_exec(db, "PRAGMA page_size = 4096; BEGIN", NULL, NULL, NULL) !=
            SQLITE_OK ||
        sqlite3_exec(db, schema, NULL, NULL, NULL) != SQLITE_OK || !put_head(db, deck) ||
        !put_notes(db, deck) || sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        rc = err_set(err, ERR_MACHINE, "", "cannot make Anki's database: %s",
                     sqlite3_errmsg(db));
    if (rc == 0) {
        sqlite3_int64 len = 0;
        unsigned char *bytes = sqlite3_serialize(db, "main", &len, 0);
        if (bytes == NULL)
            mem_out();
        buf_add(out, (const char *)bytes, (size_t)len);
        sqlite3_free(bytes);
    }
    sqlite3_close(db);
    return rc;
}
