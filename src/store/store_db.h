/*
 * store_db.h - what the files of the store share: the open database, and SQLite's calls
 * with each failure told as an err.
 *
 * DOING is the start of the message: "cannot record the answer". The path and SQLite's
 * reason follow by themselves.
 */
#ifndef QUIZCTL_STORE_DB_H
#define QUIZCTL_STORE_DB_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/err.h"
#include "quizctl/mem.h"
#include "quizctl/score.h"

struct store {
    sqlite3 *db;
    char *path;
    int lock; /* of store_hold.c; -1: not open */
};

/* How commits reach the disk. Both survive a power cut; WAL is faster and lets one read
 * while another writes, but needs memory shared between processes. */
enum store_journal {
    STORE_JOURNAL_FITTING, /* WAL, or DELETE on a network file system */
    STORE_JOURNAL_WAL,
    STORE_JOURNAL_DELETE,
};

/* store_open, the journal given: for tests. */
int store_open_as(struct store **store, const char *path, bool must_exist,
                  enum store_journal journal, struct err *err);

/* store_hold, but one that cannot be held is ERR_INPUT, told as DOING. */
int store_hold_or_fail(struct store *s, int64_t attempt, const char *doing,
                       struct err *err);

/* Is this f_type of statfs(2) a file system whose other end may be another machine? */
bool store_is_network(uint32_t kind);

/* Tell SQLite's last failure. Returns -1. Call it before anything else is run. */
int store_fail(const struct store *s, const char *doing, struct err *err);

int store_run(struct store *s, const char *sql, const char *doing, struct err *err);
int store_prepare(struct store *s, const char *sql, sqlite3_stmt **stmt,
                  const char *doing, struct err *err);

/* What a ? of a statement stands for. A TEXT is borrowed until the statement is done. */
struct store_value {
    enum { STORE_NUMBER, STORE_TEXT, STORE_NULL } kind;
    int64_t number;
    const char *text;
};
struct store_value store_of_number(int64_t n);
struct store_value store_of_text(const char *text);
struct store_value store_of_known(int64_t n,
                                  int64_t unknown); /* NULL when N is UNKNOWN */

int store_bind(struct store *s, sqlite3_stmt *stmt, const struct store_value *values,
               size_t count, const char *doing, struct err *err);
/* Prepare SQL, bind, run it to its end. It gives no rows. */
int store_do(struct store *s, const char *sql, const struct store_value *values,
             size_t count, const char *doing, struct err *err);
/* A column as text, "" for NULL. Copied into ARENA. */
const char *store_column(struct arena *arena, sqlite3_stmt *stmt, int at);
/* A column as a number, OTHERWISE for NULL. */
int64_t store_column_number(sqlite3_stmt *stmt, int at, int64_t otherwise);
/* A verdict: points in the column at AT, right or wrong in the next. GIVEN says whether
 * it is blank. A mark that nobody can have earned is damage. */
int store_column_verdict(struct store *s, sqlite3_stmt *stmt, int at, const char *given,
                         struct verdict *v, const char *doing, struct err *err);
/* The number in the first column of the first row. */
int store_number(struct store *s, const char *sql, int64_t *number, const char *doing,
                 struct err *err);

/*
 * A write: store_write, what is to be written, store_settle with RC 0 to commit or -1 to
 * roll back. Returns 0 when it is on the disk; RC's -1 leaves ERR as it is.
 */
int store_write(struct store *s, const char *doing, struct err *err);
int store_settle(struct store *s, int rc, const char *doing, struct err *err);

#endif
