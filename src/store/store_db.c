/*
 * store_db.c - SQLite's calls, each failure told once and in words that help.
 *
 * A failure is either the file's (damaged, not ours: ERR_INPUT) or the machine's (disk,
 * lock: ERR_MACHINE). No memory ends the program here as everywhere.
 */
#include "store_db.h"

#include <stdio.h>
#include <string.h>

/* The system's errno behind a failure, or 0. SQLite keeps one for a statement; a COMMIT
 * leaves it with the file that failed. */
static int system_errno(const struct store *s)
{
    int errnum = sqlite3_system_errno(s->db);
    static const int pointer[] = {SQLITE_FCNTL_JOURNAL_POINTER,
                                  SQLITE_FCNTL_FILE_POINTER};
    for (size_t i = 0; errnum == 0 && i < COUNT(pointer); i++) {
        sqlite3_file *file = NULL;
        sqlite3_file_control(s->db, "main", pointer[i], &file);
        if (file != NULL && file->pMethods != NULL)
            file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &errnum);
    }
    return errnum;
}

/* A disk that fails: the system's reason says more than SQLite's. */
static int fail_of_disk(const struct store *s, const char *doing, const char *reason,
                        struct err *err)
{
    char what[200];
    int errnum = system_errno(s);
    snprintf(what, sizeof what, "%s: %s", doing, reason);
    if (errnum != 0)
        return err_errno(err, errnum, s->path, what);
    return err_set(err, ERR_MACHINE, s->path, "%s", what);
}

int store_fail(const struct store *s, const char *doing, struct err *err)
{
    const char *reason = sqlite3_errmsg(s->db);
    switch (sqlite3_extended_errcode(s->db) & 0xFF) {
    case SQLITE_NOMEM:
        mem_out();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(
            err, ERR_MACHINE, s->path,
            "%s: another program keeps it locked; close that one and try again", doing);
    case SQLITE_READONLY:
        return err_set(err, ERR_MACHINE, s->path,
                       "%s: the file or its folder may not be written; chmod u+w them",
                       doing);
    case SQLITE_FULL:
        return err_set(err, ERR_MACHINE, s->path,
                       "%s: %s; free some space and try again, what got feedback is "
                       "recorded",
                       doing, reason);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: /* a table or a column is missing */
    case SQLITE_MISMATCH:
    case SQLITE_CONSTRAINT:
        return err_set(
            err, ERR_INPUT, s->path,
            "%s: it is damaged (%s); move it away and quizctl starts a new one, "
            "or try \"sqlite3 FILE .recover\"",
            doing, reason);
    default:
        return fail_of_disk(s, doing, reason, err);
    }
}

int store_run(struct store *s, const char *sql, const char *doing, struct err *err)
{
    if (sqlite3_exec(s->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return store_fail(s, doing, err);
    return 0;
}

int store_prepare(struct store *s, const char *sql, sqlite3_stmt **stmt,
                  const char *doing, struct err *err)
{
    if (sqlite3_prepare_v2(s->db, sql, -1, stmt, NULL) != SQLITE_OK)
        return store_fail(s, doing, err);
    return 0;
}

/* --- values in, columns out --- */

struct store_value store_of_number(int64_t n)
{
    return (struct store_value){.kind = STORE_NUMBER, .number = n};
}

struct store_value store_of_text(const char *text)
{
    return (struct store_value){.kind = STORE_TEXT, .text = text};
}

struct store_value store_of_known(int64_t n, int64_t unknown)
{
    return (struct store_value){.kind = n == unknown ? STORE_NULL : STORE_NUMBER,
                                .number = n};
}

static int bind(sqlite3_stmt *stmt, int at, const struct store_value *v)
{
    switch (v->kind) {
    case STORE_NUMBER:
        return sqlite3_bind_int64(stmt, at, v->number);
    case STORE_TEXT:
        return sqlite3_bind_text(stmt, at, v->text, -1, SQLITE_STATIC);
    case STORE_NULL:
        break;
    }
    return sqlite3_bind_null(stmt, at);
}

int store_bind(struct store *s, sqlite3_stmt *stmt, const struct store_value *values,
               size_t count, const char *doing, struct err *err)
{
    for (size_t i = 0; i < count; i++)
        if (bind(stmt, (int)i + 1, &values[i]) != SQLITE_OK)
            return store_fail(s, doing, err);
    return 0;
}

int store_do(struct store *s, const char *sql, const struct store_value *values,
             size_t count, const char *doing, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = store_prepare(s, sql, &stmt, doing, err);
    if (rc == 0)
        rc = store_bind(s, stmt, values, count, doing, err);
    if (rc == 0 && sqlite3_step(stmt) != SQLITE_DONE)
        rc = store_fail(s, doing, err);
    sqlite3_finalize(stmt);
    return rc;
}

const char *store_column(struct arena *arena, sqlite3_stmt *stmt, int at)
{
    /* NULL: a file not made here */
    bool is_null = sqlite3_column_type(stmt, at) == SQLITE_NULL;
    const char *text = is_null ? "" : (const char *)sqlite3_column_text(stmt, at);
    if (text == NULL)
        mem_out();
    return arena_text(arena, text, strlen(text));
}

int64_t store_column_number(sqlite3_stmt *stmt, int at, int64_t otherwise)
{
    return sqlite3_column_type(stmt, at) == SQLITE_NULL ? otherwise
                                                        : sqlite3_column_int64(stmt, at);
}

int store_column_verdict(struct store *s, sqlite3_stmt *stmt, int at, const char *given,
                         struct verdict *v, const char *doing, struct err *err)
{
    int64_t points = sqlite3_column_int64(stmt, at);
    if (points < 0 || points > MARK)
        return err_set(
            err, ERR_INPUT, s->path,
            "%s: it is damaged (an answer is worth %lld thousandths of a mark)", doing,
            (long long)points);
    *v = (struct verdict){.points = (int32_t)points,
                          .is_right = sqlite3_column_int(stmt, at + 1) != 0,
                          .is_blank = given[0] == '\0'};
    return 0;
}

int store_number(struct store *s, const char *sql, int64_t *number, const char *doing,
                 struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = store_prepare(s, sql, &stmt, doing, err);
    if (rc == 0 && sqlite3_step(stmt) != SQLITE_ROW)
        rc = store_fail(s, doing, err);
    if (rc == 0)
        *number = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return rc;
}

int store_write(struct store *s, const char *doing, struct err *err)
{
    /* IMMEDIATE takes the lock for writing now, with patience. A plain BEGIN would take
     * it at the first write, and fail at once when another quizctl had written by then.
     */
    return store_run(s, "BEGIN IMMEDIATE", doing, err);
}

int store_settle(struct store *s, int rc, const char *doing, struct err *err)
{
    if (rc == 0)
        rc = store_run(s, "COMMIT", doing, err);
    if (rc != 0 && sqlite3_get_autocommit(s->db) == 0)
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return rc;
}
