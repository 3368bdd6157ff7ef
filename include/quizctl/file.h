/*
 * file.h - the only place that opens files: whole in, whole out.
 */
#ifndef QUIZCTL_FILE_H
#define QUIZCTL_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/buf.h"
#include "quizctl/err.h"

/* Read PATH ("-" is standard input) whole into INTO (cleared first), at most LIMIT bytes.
 * A folder, a file too long, one that cannot be read: -1. */
int file_read(struct buf *into, const char *path, size_t limit, struct err *err);

/*
 * A file that appears whole or not at all: written beside its target, synced, renamed
 * over it, the folder synced. It has no name until it is whole, or is 0600 where the file
 * system can only do that; then it has the mode of the file it replaces, or the umask's.
 * A link stays, the file it leads to is replaced. A file that may not be written is
 * refused, although its folder would let us replace it.
 *
 *   struct file_out out = {0};
 *   if (file_out_open(&out, path, err) != 0) return -1;
 *   ... file_out_add(&out, bytes, len, err) ...
 *   return file_out_commit(&out, err);      or file_out_drop(&out)
 *
 * PATH "-" or NULL writes to standard output, and a device or a pipe is written to as
 * it is; commit flushes and reports what did not fit (a full disk, a closed pipe).
 */
struct file_out {
    int fd;
    bool open;
    bool is_unnamed;   /* it gets the name `temp` when it is whole */
    char *path, *temp; /* NULL: standard output; no `temp`: `path` is written as it is */
    struct buf pending;
};

int file_out_open(struct file_out *out, const char *path, struct err *err);
int file_out_add(struct file_out *out, const char *bytes, size_t len, struct err *err);
int file_out_commit(struct file_out *out, struct err *err);
void file_out_drop(struct file_out *out);

/* Write behind what stands in PATH, which is made where it is missing. */
int file_append(const char *path, const char *bytes, size_t len, struct err *err);

/* Bytes in PATH; 0 for what is no file, or not there. */
uint64_t file_size(const char *path);

/* A file that is read from front to back, in chunks the caller owns. */
int file_in_open(const char *path, int *fd, struct err *err); /* "-" is standard input */
/* Bytes read into INTO (at most SIZE), 0 at the end, -1 with ERR. EINTR is retried. */
long file_in_read(int fd, const char *path, char *into, size_t size, struct err *err);
void file_in_close(int fd);

bool file_is_folder(const char *path);
/* The folder that PATH is in: "." when it names none. Free it. */
char *file_folder(const char *path);
/* Names in PATH that end in SUFFIX, sorted by byte; hidden ones left out. Free each, then
 * the array. */
int file_list(const char *path, const char *suffix, char ***names, size_t *count,
              struct err *err);
/* Make PATH and its missing parents, mode 0700 each. */
int file_make_folder(const char *path, struct err *err);

#endif
