/*
 * store_schema.c - the tables of the store, and how an older file becomes a newer one.
 *
 * In:   an open file of any version, or an empty one.
 * Out:  the same file at the version behind the last step, or a refusal.
 *
 * user_version counts the steps that a file has seen. What is recorded is never
 * rewritten: a later version adds columns and tables. A review schedule is not stored: it
 * is computed from the answers.
 *
 * There are no triggers and no views: store_open.c turns both off, because a file may
 * have been made by somebody else.
 */
#include "store_schema.h"

#include <stdio.h>

/* Times are UTC milliseconds since 1970, points are thousandths of a mark. Lists of
 * options are their ids with a space between; an answer given as '' is blank. */
static const char version_1[] =
    "CREATE TABLE attempt ("
    "  id INTEGER PRIMARY KEY,"
    "  mode TEXT NOT NULL,"
    "  started_ms INTEGER NOT NULL,"
    "  finished_ms INTEGER," /* NULL: left in the middle */
    "  seed TEXT NOT NULL,"
    "  policy TEXT NOT NULL,"
    "  bank TEXT NOT NULL,"
    "  bank_title TEXT NOT NULL,"
    "  bank_digest TEXT NOT NULL"
    ") STRICT;"
    "CREATE INDEX attempt_by_start ON attempt (started_ms);"
    "CREATE TABLE item ("
    "  id INTEGER PRIMARY KEY,"
    "  attempt INTEGER NOT NULL REFERENCES attempt (id),"
    "  place INTEGER NOT NULL CHECK (place >= 0),"
    "  question TEXT NOT NULL,"
    "  domain TEXT NOT NULL,"
    "  digest TEXT NOT NULL,"
    "  shown TEXT NOT NULL,"
    "  key TEXT NOT NULL,"
    "  is_flagged INTEGER NOT NULL DEFAULT 0 CHECK (is_flagged IN (0, 1)),"
    "  UNIQUE (attempt, place)"
    ") STRICT;"
    "CREATE TABLE answer ("
    "  id INTEGER PRIMARY KEY,"
    "  attempt INTEGER NOT NULL,"
    "  place INTEGER NOT NULL,"
    "  at_ms INTEGER NOT NULL,"
    "  given TEXT NOT NULL,"
    "  points INTEGER NOT NULL CHECK (points BETWEEN 0 AND 1000),"
    "  is_right INTEGER NOT NULL CHECK (is_right IN (0, 1)),"
    "  missed TEXT NOT NULL DEFAULT ''," /* the clue that a wrong pick went past; '' where
                                 none is known */
    "  UNIQUE (attempt, place),"         /* the first answer stands */
    "  FOREIGN KEY (attempt, place) REFERENCES item (attempt, place)"
    ") STRICT;";

/* Attempts that can be gone on with, exams, and how sure one was. */
static const char version_2[] =
    /* the options that chose its questions, in one form: see store.h */
    "ALTER TABLE attempt ADD COLUMN conditions TEXT NOT NULL DEFAULT '';"
    /* an exam: its profile, the time there is, and how much of it has gone by */
    "ALTER TABLE attempt ADD COLUMN profile TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE attempt ADD COLUMN limit_ms INTEGER CHECK (limit_ms > 0);" /* NULL: none
                                                                             */
    "ALTER TABLE attempt ADD COLUMN spent_ms INTEGER NOT NULL DEFAULT 0"
    "  CHECK (spent_ms >= 0);"
    /* left in the middle for good: a later one started over */
    "ALTER TABLE attempt ADD COLUMN given_up_ms INTEGER;"
    "ALTER TABLE item ADD COLUMN is_scored INTEGER NOT NULL DEFAULT 1"
    "  CHECK (is_scored IN (0, 1));"
    "ALTER TABLE item ADD COLUMN skips INTEGER NOT NULL DEFAULT 0 CHECK (skips >= 0);"
    "ALTER TABLE answer ADD COLUMN confidence TEXT" /* NULL: not asked */
    "  CHECK (confidence IN ('guess', 'unsure', 'sure'));"
    "ALTER TABLE answer ADD COLUMN took_ms INTEGER CHECK (took_ms >= 0);" /* NULL: not
                                                                             known */
    /* An exam's answers until it is submitted. Rows are only added; the last one of a
       place counts. */
    "CREATE TABLE response ("
    "  id INTEGER PRIMARY KEY,"
    "  attempt INTEGER NOT NULL,"
    "  place INTEGER NOT NULL,"
    "  at_ms INTEGER NOT NULL,"
    "  took_ms INTEGER CHECK (took_ms >= 0),"
    "  given TEXT NOT NULL,"
    "  FOREIGN KEY (attempt, place) REFERENCES item (attempt, place)"
    ") STRICT;"
    "CREATE INDEX response_by_place ON response (attempt, place);";

const struct store_step store_steps[] = {
    {0, version_1},
    {1, version_2},
    {0, NULL     },
};

static const char doing[] = "cannot open the store";

static int newest(const struct store_step *steps)
{
    int version = 0;
    for (; steps->sql != NULL; steps++)
        version = steps->from + 1;
    return version;
}

/* Is the file ours, and of which version? Reads only. */
static int identify(struct store *s, int newest_known, int *version, struct err *err)
{
    int64_t application, tables, found;
    if (store_number(s, "PRAGMA application_id", &application, doing, err) != 0 ||
        store_number(s, "PRAGMA user_version", &found, doing, err) != 0 ||
        store_number(s, "SELECT count(*) FROM sqlite_schema", &tables, doing, err) != 0)
        return -1;

    bool is_empty = application == 0 && found == 0 && tables == 0;
    if (application != STORE_APPLICATION && !is_empty)
        return err_set(err, ERR_INPUT, s->path,
                       "a database of another program, nothing was changed; move it away "
                       "and quizctl starts a store of its own");
    if (found > newest_known)
        return err_set(err, ERR_INPUT, s->path,
                       "made by a newer quizctl (schema %lld, this one knows %d); "
                       "update quizctl, nothing was changed",
                       (long long)found, newest_known);
    if (found < 0)
        return err_set(err, ERR_INPUT, s->path,
                       "damaged: its schema is %lld; move it away and quizctl starts "
                       "a new one",
                       (long long)found);
    *version = (int)found;
    return 0;
}

static int take_steps(struct store *s, const struct store_step *steps, struct err *err)
{
    int version, last = newest(steps);
    /* Asked again: another quizctl may have done it while we waited for the lock. */
    if (identify(s, last, &version, err) != 0)
        return -1;
    for (; steps->sql != NULL; steps++) {
        if (steps->from != version)
            continue;
        if (store_run(s, steps->sql, doing, err) != 0)
            return -1;
        version++;
    }
    char sql[96];
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
             STORE_APPLICATION, version);
    return store_run(s, sql, doing, err);
}

int store_migrate(struct store *s, const struct store_step *steps, struct err *err)
{
    int version;
    /* One look, not three: another quizctl may just be making the tables. */
    if (store_run(s, "BEGIN", doing, err) != 0)
        return -1;
    int rc = identify(s, newest(steps), &version, err);
    if (store_settle(s, rc, doing, err) != 0)
        return -1;
    if (version == newest(steps))
        return 0;
    if (store_write(s, doing, err) != 0)
        return -1;
    return store_settle(s, take_steps(s, steps, err), doing, err);
}
