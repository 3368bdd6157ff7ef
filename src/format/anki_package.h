/*
 * anki_package.h - the database in and out of an Anki package (.apkg), which is a zip
 * file.
 *
 * Source: ankitects/anki, rslib/src/import_export/package/meta.rs.
 */
#ifndef QUIZCTL_ANKI_PACKAGE_H
#define QUIZCTL_ANKI_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/buf.h"
#include "quizctl/diag.h"
#include "quizctl/err.h"

bool anki_package_is_one(const char *bytes, size_t len);

/* The database of the package, unpacked, into DATABASE. Three kinds are known: schema 11
 * of old and newer Anki, and what is packed with zstd. -1 with an error in SINK. */
int anki_package_read(struct buf *database, const char *path, const char *bytes,
                      size_t len, struct diag_sink *sink);

/* Append a package of the oldest kind, which every Anki imports. */
int anki_package_write(struct buf *out, const struct buf *database, struct err *err);

#endif
