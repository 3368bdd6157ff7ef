/*
 * anki_collection.c - see anki_collection.h.
 *
 * In:   the bytes of a SQLite file.
 * Out:  notes, one at a time.
 *
 * The database is taken for hostile: it stays in memory, nothing of its schema is run,
 * and what it makes us do is bounded by its size.
 */
#include "anki_collection.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/json.h"
#include "quizctl/limits.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"

/* --- the database --- */

/* A kind of note. */
struct model {
    int64_t id;
    const char *name;
    const char **fields;
    size_t count, cap;
};

/* The name of what has an id: a deck, or the deck of a note. */
struct named {
    int64_t id;
    const char *name;
};

struct names {
    struct named *of; /* by id */
    size_t count, cap;
};

/* A database being read. What it holds of rows and of text is held against its size: a
 * damaged one may show the same page again and again. */
struct reading {
    sqlite3 *db;
    const char *path;
    struct diag_sink *sink;
    struct model *models; /* by id */
    size_t count, cap;
    struct names decks, deck_of_note;
    struct arena texts;
    size_t rows_left, bytes_left; /* of the table at hand */
    size_t bytes;
    int turns; /* of the machine that runs the queries */
};

static int damaged(struct reading *r, const char *what)
{
    diag_error(r->sink, (struct place){r->path, 0, 0}, "anki",
               "%s cannot be read: the collection in this package is damaged", what);
    return -1;
}

/* The text of a column, "" for what is none, or no UTF-8. */
static const char *text_at(sqlite3_stmt *stmt, int column)
{
    const char *text = (const char *)sqlite3_column_text(stmt, column);
    size_t len = (size_t)sqlite3_column_bytes(stmt, column);
    return text != NULL && text_bad_byte(text, len) == len ? text : "";
}

/* --- rows --- */

enum {
    ROW_LEAST = 4, /* bytes of the file that a row takes */
    TEXT_MOST = 2, /* a database in UTF-16 has shorter text than ours, at most so */
    STRING_MOST = 16 * 1024 * 1024, /* a list of note types may have megabytes */
};

static bool begin_rows(struct reading *r, const char *sql, sqlite3_stmt **stmt)
{
    r->rows_left = r->bytes / ROW_LEAST;
    r->bytes_left = r->bytes * TEXT_MOST;
    *stmt = NULL;
    return sqlite3_prepare_v2(r->db, sql, -1, stmt, NULL) == SQLITE_OK;
}

enum row { ROW_MORE, ROW_END, ROW_BAD };

/* The next row; those of a file that is sound fit into it. Want of memory is damage,
 * too: SQLite tells it of lengths in the file that nobody could have. */
static enum row next_row(struct reading *r, sqlite3_stmt *stmt)
{
    int step = sqlite3_step(stmt);
    if (step != SQLITE_ROW)
        return step == SQLITE_DONE ? ROW_END : ROW_BAD;
    size_t bytes = 0;
    for (int i = 0; i < sqlite3_column_count(stmt); i++)
        if (sqlite3_column_type(stmt, i) != SQLITE_INTEGER)
            bytes += (size_t)sqlite3_column_bytes(stmt, i);
    if (r->rows_left == 0 || bytes > r->bytes_left)
        return ROW_BAD;
    r->rows_left--;
    r->bytes_left -= bytes;
    return ROW_MORE;
}

/* Is it a table with rows of its own: no view, nothing virtual, nothing computed? */
static bool has_table(struct reading *r, const char *name)
{
    sqlite3_stmt *stmt = NULL;
    bool is_there =
        begin_rows(r,
                   "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1 AND"
                   " rootpage > 0 AND NOT EXISTS"
                   " (SELECT 1 FROM pragma_table_xinfo(?1) WHERE hidden > 0)",
                   &stmt) &&
        sqlite3_bind_text(stmt, 1, name, -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_step(stmt) == SQLITE_ROW;
    sqlite3_finalize(stmt);
    return is_there;
}

/* --- kinds of note --- */

static struct model *add_model(struct reading *r, int64_t id, const char *name)
{
    MEM_ROOM(r->models, r->count, r->cap);
    r->models[r->count] = (struct model){.id = id};
    r->models[r->count].name = arena_text(&r->texts, name, strlen(name));
    return &r->models[r->count++];
}

/* The field at PLACE. One past the most makes the kind one of too many fields. */
static void add_field(struct reading *r, struct model *model, int64_t place,
                      const char *name)
{
    if (place < 0)
        return;
    while (model->count <= LIMIT_TABLE_COLUMNS && (int64_t)model->count <= place) {
        MEM_ROOM(model->fields, model->count, model->cap);
        model->fields[model->count++] = "";
    }
    if (place < (int64_t)model->count)
        model->fields[place] = arena_text(&r->texts, name, strlen(name));
}

static int by_id(const void *a, const void *b)
{
    int64_t x = ((const struct model *)a)->id, y = ((const struct model *)b)->id;
    return (x > y) - (x < y);
}

static struct model *find_model(const struct reading *r, int64_t id)
{
    const struct model wanted = {.id = id};
    return r->count > 0 ? bsearch(&wanted, r->models, r->count, sizeof wanted, by_id)
                        : NULL;
}

static const char *string_of(const struct json *v, const char *member)
{
    const struct json *found = json_get(v, member);
    const char *text = found != NULL ? json_string(found) : NULL;
    return text != NULL ? text : "";
}

/* Schema 11: they stand as JSON in one row. */
static int read_models_json(struct reading *r, const char *text)
{
    struct json_doc doc = {0};
    struct diag_sink quiet = {0};
    if (json_parse(&doc, (struct place){r->path, 0, 0}, text, strlen(text), &quiet) != 0)
        return -1;
    for (const struct json *v = json_first(doc.root); v != NULL; v = json_next(v)) {
        const struct json *fields = json_get(v, "flds");
        if (json_key(v) == NULL)
            continue;
        struct model *model =
            add_model(r, strtoll(json_key(v), NULL, 10), string_of(v, "name"));
        const struct json *f = fields != NULL ? json_first(fields) : NULL;
        for (int64_t i = 0; f != NULL; f = json_next(f))
            add_field(r, model, i++, string_of(f, "name"));
    }
    json_release(&doc);
    return 0;
}

static int read_models_row(struct reading *r)
{
    sqlite3_stmt *stmt = NULL;
    int rc = -1;
    if (begin_rows(r, "SELECT models FROM col", &stmt) && next_row(r, stmt) == ROW_MORE)
        rc = read_models_json(r, text_at(stmt, 0));
    sqlite3_finalize(stmt);
    return rc;
}

/* Schema 18: a table of them. */
static int read_models_table(struct reading *r)
{
    sqlite3_stmt *stmt = NULL;
    enum row row = ROW_BAD;
    if (begin_rows(r, "SELECT id, name FROM notetypes", &stmt))
        while ((row = next_row(r, stmt)) == ROW_MORE)
            add_model(r, sqlite3_column_int64(stmt, 0), text_at(stmt, 1));
    sqlite3_finalize(stmt);
    return row == ROW_END ? 0 : -1;
}

/* And one of their fields, in any order. */
static int read_fields_table(struct reading *r)
{
    sqlite3_stmt *stmt = NULL;
    enum row row = ROW_BAD;
    if (begin_rows(r, "SELECT ntid, ord, name FROM fields", &stmt))
        while ((row = next_row(r, stmt)) == ROW_MORE) {
            struct model *model = find_model(r, sqlite3_column_int64(stmt, 0));
            if (model != NULL)
                add_field(r, model, sqlite3_column_int64(stmt, 1), text_at(stmt, 2));
        }
    sqlite3_finalize(stmt);
    return row == ROW_END ? 0 : -1;
}

static int read_models(struct reading *r)
{
    bool has_tables = has_table(r, "notetypes") && has_table(r, "fields");
    int rc = has_tables ? read_models_table(r) : read_models_row(r);
    if (r->count > 0)
        qsort(r->models, r->count, sizeof *r->models, by_id);
    return rc == 0 && has_tables ? read_fields_table(r) : rc;
}

/* --- decks --- */

static int by_named_id(const void *a, const void *b)
{
    int64_t x = ((const struct named *)a)->id, y = ((const struct named *)b)->id;
    return (x > y) - (x < y);
}

static const char *name_of(const struct names *names, int64_t id)
{
    const struct named wanted = {.id = id};
    const struct named *found =
        names->count > 0
            ? bsearch(&wanted, names->of, names->count, sizeof wanted, by_named_id)
            : NULL;
    return found != NULL ? found->name : "";
}

static void add_name(struct names *names, int64_t id, const char *name)
{
    MEM_ROOM(names->of, names->count, names->cap);
    names->of[names->count++] = (struct named){id, name};
}

static void sort_names(struct names *names)
{
    if (names->count > 0)
        qsort(names->of, names->count, sizeof *names->of, by_named_id);
}

enum { DECK_DEFAULT = 1 }; /* that of whoever chose none */

static void add_deck(struct reading *r, int64_t id, const char *name)
{
    if (id != DECK_DEFAULT)
        add_name(&r->decks, id, arena_text(&r->texts, name, strlen(name)));
}

static void read_decks_json(struct reading *r, const char *text)
{
    struct json_doc doc = {0};
    struct diag_sink quiet = {0};
    if (json_parse(&doc, (struct place){r->path, 0, 0}, text, strlen(text), &quiet) != 0)
        return;
    for (const struct json *v = json_first(doc.root); v != NULL; v = json_next(v))
        if (json_key(v) != NULL)
            add_deck(r, strtoll(json_key(v), NULL, 10), string_of(v, "name"));
    json_release(&doc);
}

/* The names of decks, as those of the kinds of note. */
static void read_decks(struct reading *r)
{
    bool has_decks = has_table(r, "decks");
    sqlite3_stmt *stmt = NULL;
    if (begin_rows(r,
                   has_decks ? "SELECT id, name FROM decks" : "SELECT 1, decks FROM col",
                   &stmt))
        while (next_row(r, stmt) == ROW_MORE) {
            if (has_decks)
                add_deck(r, sqlite3_column_int64(stmt, 0), text_at(stmt, 1));
            else
                read_decks_json(r, text_at(stmt, 1));
        }
    sqlite3_finalize(stmt);
    sort_names(&r->decks);
}

/* In which deck the first card of each note is; one that is in a filtered deck for a
 * while has a home. A package whose decks cannot be read has none. */
static void read_cards(struct reading *r)
{
    sqlite3_stmt *stmt = NULL;
    read_decks(r);
    if (r->decks.count > 0 && has_table(r, "cards") &&
        begin_rows(r,
                   "SELECT nid, CASE WHEN odid > 0 THEN odid ELSE did END FROM cards"
                   " WHERE ord = 0",
                   &stmt))
        while (next_row(r, stmt) == ROW_MORE)
            add_name(&r->deck_of_note, sqlite3_column_int64(stmt, 0),
                     name_of(&r->decks, sqlite3_column_int64(stmt, 1)));
    sqlite3_finalize(stmt);
    sort_names(&r->deck_of_note);
}

/* --- notes --- */

/* Cut FLDS, LEN bytes, into the fields of a note; those that it lacks are "". False when
 * it has more of them. */
static bool cut_fields(char *flds, const char **fields, size_t count)
{
    char *at = flds;
    for (size_t i = 0; i < count; i++) {
        fields[i] = at != NULL ? at : "";
        at = at != NULL ? strchr(at, 0x1f) : NULL;
        if (at != NULL)
            *at++ = '\0';
    }
    return at == NULL;
}

static const char no_utf8[] = "its text is no UTF-8";

static void give(const struct reading *r, struct anki_taker *taker, sqlite3_stmt *stmt)
{
    const struct model *model = find_model(r, sqlite3_column_int64(stmt, 2));
    const char *flds = (const char *)sqlite3_column_text(stmt, 3);
    size_t len = (size_t)sqlite3_column_bytes(stmt, 3);
    struct anki_fields note = {.id = sqlite3_column_int64(stmt, 1), .model = ""};
    struct buf text = {0};
    const char *values[LIMIT_TABLE_COLUMNS];
    if (model == NULL)
        note.fault = "its note type is not in the collection";
    else if (model->count > LIMIT_TABLE_COLUMNS)
        note.fault = "its note type has more fields than a question could need";
    else if (flds == NULL || text_bad_byte(flds, len) < len)
        note.fault = no_utf8;
    else {
        buf_add(&text, flds, len);
        note.model = model->name;
        note.names = model->fields;
        note.values = values;
        note.count = model->count;
        if (!cut_fields(text.bytes, values, model->count))
            note.fault = "it has more fields than its note type";
    }
    note.tags = text_at(stmt, 4);
    note.deck = name_of(&r->deck_of_note, note.id);
    taker->take(taker, &note);
    buf_release(&text);
}

/* By rowid, which is the id: nothing is to be sorted, and a page that is met twice is
 * seen. */
static int read_notes(struct reading *r, struct anki_taker *taker)
{
    sqlite3_stmt *stmt = NULL;
    enum row row = ROW_BAD;
    int64_t last = 0;
    bool is_first = true;
    if (begin_rows(r, "SELECT rowid, id, mid, flds, tags FROM notes ORDER BY rowid",
                   &stmt))
        while ((row = next_row(r, stmt)) == ROW_MORE) {
            int64_t at = sqlite3_column_int64(stmt, 0);
            if (!is_first && at <= last) {
                row = ROW_BAD;
                break;
            }
            give(r, taker, stmt);
            last = at;
            is_first = false;
        }
    sqlite3_finalize(stmt);
    return row == ROW_END ? 0 : -1;
}

/* --- opening --- */

/* Schema 18 sorts by a comparison of Anki's own; we never sort by text. */
static int compare(void *unused, int a_len, const void *a, int b_len, const void *b)
{
    (void)unused;
    int order = memcmp(a, b, (size_t)(a_len < b_len ? a_len : b_len));
    return order != 0 ? order : a_len - b_len;
}

/* A hostile file may make the cheapest query take forever. A million notes take 12 turns.
 */
enum { STEPS_OF_TURN = 1000000, TURNS_MOST = 200 };

static int count_turns(void *turns)
{
    return ++*(int *)turns > TURNS_MOST;
}

/* Bytes of the header of a database that say how it is journaled. */
enum { WRITE_VERSION = 18, READ_VERSION = 19, HEADER = 100 };

/* Open it as if it were hostile: no triggers, no views, no functions of its schema. */
static bool open_foreign(struct reading *r, struct buf *bytes)
{
    static const char magic[] = "SQLite format 3";
    if (bytes->len < HEADER || memcmp(bytes->bytes, magic, sizeof magic) != 0)
        return false;
    if (sqlite3_open(":memory:", &r->db) != SQLITE_OK)
        mem_out();
    sqlite3_db_config(r->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(r->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(r->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(r->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_limit(r->db, SQLITE_LIMIT_LENGTH, STRING_MOST);
    sqlite3_progress_handler(r->db, STEPS_OF_TURN, count_turns, &r->turns);
    /* a database in WAL mode cannot be opened in memory */
    bytes->bytes[WRITE_VERSION] = bytes->bytes[READ_VERSION] = 1;
    return sqlite3_deserialize(r->db, "main", (unsigned char *)bytes->bytes,
                               (sqlite3_int64)bytes->len, (sqlite3_int64)bytes->len,
                               SQLITE_DESERIALIZE_READONLY) == SQLITE_OK &&
           sqlite3_create_collation(r->db, "unicase", SQLITE_UTF8, NULL, compare) ==
               SQLITE_OK;
}

static void reading_release(struct reading *r)
{
    for (size_t i = 0; i < r->count; i++)
        free(r->models[i].fields);
    free(r->models);
    free(r->decks.of);
    free(r->deck_of_note.of);
    arena_release(&r->texts);
    sqlite3_close(r->db);
}

int anki_collection_read(const char *path, struct buf *bytes, struct anki_taker *taker,
                         struct diag_sink *sink)
{
    struct reading r = {.path = path, .sink = sink, .bytes = bytes->len};
    int rc = 0;
    if (!open_foreign(&r, bytes) || !has_table(&r, "col") || !has_table(&r, "notes"))
        rc = damaged(&r, "Anki's tables");
    else if (read_models(&r) != 0)
        rc = damaged(&r, "the list of note types");
    else {
        read_cards(&r);
        if (read_notes(&r, taker) != 0)
            rc = damaged(&r, "a note");
    }
    reading_release(&r);
    return rc;
}
