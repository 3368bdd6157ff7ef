/*
 * package.h - zip files, in memory both ways.
 *
 * Packages come from anywhere: the names in one are checked before any is used, what a
 * member says of its size is never believed, and nothing is written to a disk. What is
 * written has no time in it: the same members give the same bytes.
 */
#ifndef QUIZCTL_PACKAGE_H
#define QUIZCTL_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/buf.h"
#include "quizctl/diag.h"
#include "quizctl/err.h"
#include "quizctl/mem.h"

/* --- in --- */

/* A package being read. All-zero is empty. */
struct package {
    const char *path; /* of the zip file, for messages */
    struct diag_sink *sink;
    struct zip_library *library;
    struct zip *zip;
    size_t count;       /* members, by number from 0 */
    const char **names; /* of each, with '/' between folders; in `texts` */
    struct arena texts;
    size_t *sorted;   /* their numbers in the order of their names */
    size_t room_left; /* of LIMIT_PACKAGE_BYTES, for all that is read */
};

/* Does TEXT begin as a zip file does? */
bool package_is_one(const char *text, size_t len);

/*
 * Open the zip file BYTES, borrowed until package_close. -1 with an error in SINK when it
 * is none, has too many members, or a name that leads out of it, stands twice (in any
 * case), or is no regular file's.
 */
int package_open(struct package *p, const char *path, const char *bytes, size_t len,
                 struct diag_sink *sink);
void package_close(struct package *p);

const char *package_name(const struct package *p, size_t member);
long package_find(const struct package *p, const char *name); /* its number, or -1 */

/* Read a member whole into INTO (cleared first), at most MOST bytes. -1 with an error in
 * the sink: it is encrypted, too long, damaged, or packed denser than text can be. */
int package_read(struct package *p, size_t member, size_t most, struct buf *into);

/* --- out --- */

struct package_member {
    const char *name;
    const char *bytes;
    size_t len;
};

/* Append a zip file of MEMBERS to OUT, in their order. */
int package_write(struct buf *out, const struct package_member *members, size_t count,
                  struct err *err);

#endif
