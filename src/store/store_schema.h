/*
 * store_schema.h - the tables of the store, version by version.
 */
#ifndef QUIZCTL_STORE_SCHEMA_H
#define QUIZCTL_STORE_SCHEMA_H

#include "store_db.h"

/* "QzCt": what PRAGMA application_id says of our files. */
#define STORE_APPLICATION 0x517A4374

/*
 * One step from schema version FROM to the next. To change the schema: a row at the end
 * of store_steps, a file of the version before in tests/unit/store/ with a test in
 * test_store_schema.c. A row that was released never changes: it stands for files that
 * exist.
 */
struct store_step {
    int from;
    const char *sql;
};

extern const struct store_step store_steps[]; /* ends with a NULL sql */

/*
 * Bring the file to the version behind the last of STEPS: all of it or nothing. An empty
 * file becomes a store. Somebody else's file and a newer version are refused, unchanged.
 */
int store_migrate(struct store *s, const struct store_step *steps, struct err *err);

#endif
