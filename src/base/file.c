/*
 * file.c - whole files in, whole files out. The only file that opens files.
 *
 * A file on its way out has no name until it is whole, where the system can do that: so a
 * program that is killed leaves nothing. Elsewhere it stands beside its target meanwhile.
 */
#define _GNU_SOURCE /* O_TMPFILE */
#include "quizctl/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "quizctl/mem.h"

static bool is_standard(const char *path)
{
    return path == NULL || strcmp(path, "-") == 0;
}

/* --- in --- */

/* A path that somebody gave us is no good: ERR_INPUT, with errno's reason. */
static int bad_path(struct err *err, const char *path, const char *what)
{
    err_errno(err, errno, path, what);
    if (err != NULL)
        err->code = ERR_INPUT;
    return -1;
}

int file_in_open(const char *path, int *fd, struct err *err)
{
    int got = is_standard(path) ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (got < 0)
        return bad_path(err, path, "cannot open it");
    struct stat st;
    if (fstat(got, &st) == 0 && S_ISDIR(st.st_mode)) {
        file_in_close(got);
        return err_set(err, ERR_INPUT, path, "this is a folder; name a file in it");
    }
    *fd = got;
    return 0;
}

long file_in_read(int fd, const char *path, char *into, size_t size, struct err *err)
{
    ssize_t got;
    do
        got = read(fd, into, size);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return err_errno(err, errno, path, "cannot read it");
    return got;
}

void file_in_close(int fd)
{
    if (fd != STDIN_FILENO)
        close(fd);
}

int file_read(struct buf *into, const char *path, size_t limit, struct err *err)
{
    enum { CHUNK = 256 * 1024 };
    int fd;
    long got;

    if (file_in_open(path, &fd, err) != 0)
        return -1;
    buf_clear(into);
    do {
        buf_room(into, CHUNK);
        got = file_in_read(fd, path, into->bytes + into->len, CHUNK, err);
        into->len += got > 0 ? (size_t)got : 0;
        if (into->len > limit)
            got = err_set(err, ERR_INPUT, path, "larger than the %zu MB that are read",
                          limit / (1024 * 1024));
    } while (got > 0);
    into->bytes[into->len] = '\0';
    file_in_close(fd);
    return (int)got;
}

/* --- out --- */

enum { PENDING_BYTES = 64 * 1024 };

static const char *out_name(const struct file_out *out)
{
    return out->path != NULL ? out->path : "standard output";
}

static bool is_link(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

/* Where the system shows what FD has open. */
static void descriptor_path(char path[32], int fd)
{
    snprintf(path, 32, "/proc/self/fd/%d", fd);
}

/* A file without a name in the folder of TARGET, or -1 where there is no such thing. */
static int open_unnamed(const char *target)
{
#ifdef O_TMPFILE
    char path[32];
    char *folder = file_folder(target);
    int fd = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    free(folder);
    if (fd < 0)
        return -1;
    descriptor_path(path, fd);
    if (access(path, F_OK) == 0)
        return fd;
    close(fd); /* without /proc it could get no name */
#else
    (void)target;
#endif
    return -1;
}

/* A new file beside PATH, or beside the file it links to: the link itself stays. */
static int open_beside(struct file_out *out, const char *path, struct err *err)
{
    char *target = is_link(path) ? realpath(path, NULL) : mem_text(path);
    if (target == NULL)
        return err_errno(err, errno, path, "cannot follow this link");
    struct buf temp = {0};
    int fd = open_unnamed(target);
    bool is_unnamed = fd >= 0;
    if (!is_unnamed) {
        buf_printf(&temp, "%s.XXXXXX", target);
        fd = mkstemp(temp.bytes);
    }
    if (fd < 0) {
        int why = errno;
        free(target);
        buf_release(&temp);
        return why == ENOENT
                   ? err_set(err, ERR_MACHINE, path, "its folder does not exist")
                   : err_errno(err, why, path, "cannot write beside it");
    }
    out->fd = fd;
    out->is_unnamed = is_unnamed;
    out->temp = temp.bytes;
    out->path = target;
    return 0;
}

static int open_path(struct file_out *out, const char *path, struct err *err)
{
    struct stat st;
    bool is_there = stat(path, &st) == 0;
    if (path[0] == '\0')
        return err_set(err, ERR_MACHINE, path, "cannot write to a file without a name");
    if (is_there && S_ISDIR(st.st_mode))
        return err_set(err, ERR_MACHINE, path, "this is a folder; name a file in it");
    if (is_there && access(path, W_OK) != 0)
        return err_errno(err, errno, path, "cannot write it");
    if (!is_there || S_ISREG(st.st_mode))
        return open_beside(out, path, err);
    /* A device or a pipe cannot be replaced: it is written to as it is. */
    out->fd = open(path, O_WRONLY | O_CLOEXEC);
    if (out->fd < 0)
        return err_errno(err, errno, path, "cannot write it");
    out->path = mem_text(path);
    return 0;
}

int file_out_open(struct file_out *out, const char *path, struct err *err)
{
    *out = (struct file_out){.fd = STDOUT_FILENO};
    if (!is_standard(path) && open_path(out, path, err) != 0)
        return -1;
    out->open = true;
    return 0;
}

static int write_all(struct file_out *out, const char *bytes, size_t len, struct err *err)
{
    while (len > 0) {
        ssize_t done = write(out->fd, bytes, len);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return err_errno(err, errno, out_name(out), "cannot write it");
        bytes += done;
        len -= (size_t)done;
    }
    return 0;
}

static int flush(struct file_out *out, struct err *err)
{
    int rc = write_all(out, out->pending.bytes, out->pending.len, err);
    buf_clear(&out->pending);
    return rc;
}

int file_out_add(struct file_out *out, const char *bytes, size_t len, struct err *err)
{
    if (len >= PENDING_BYTES) /* no use to gather them */
        return flush(out, err) == 0 ? write_all(out, bytes, len, err) : -1;
    buf_add(&out->pending, bytes, len);
    return out->pending.len >= PENDING_BYTES ? flush(out, err) : 0;
}

/* Make a rename in the folder of PATH last. */
static int sync_folder(const char *path, struct err *err)
{
    char *folder = file_folder(path);
    int rc = 0, fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    /* Some file systems cannot sync a folder (EINVAL): nothing more can be done there. */
    if (fd >= 0 && fsync(fd) != 0 && errno != EINVAL)
        rc = err_errno(err, errno, folder, "cannot sync the folder");
    if (fd >= 0)
        close(fd);
    free(folder);
    return rc;
}

/* The mode of the file that is replaced, or what a new one would have had: mkstemp made
 * it 0600. */
static void give_mode(int fd, const char *path)
{
    struct stat st;
    mode_t mask = umask(0);
    umask(mask);
    fchmod(fd, stat(path, &st) == 0 ? st.st_mode & 0777 : 0666 & ~mask);
}

/* A file without a name cannot be renamed over another: first it gets one beside it. */
static int give_name(struct file_out *out, struct err *err)
{
    enum { TRIES = 100 };
    char from[32];
    struct buf temp = {0};
    descriptor_path(from, out->fd);
    for (int i = 0; i < TRIES; i++) {
        buf_clear(&temp);
        buf_printf(&temp, "%s.%ld.%d", out->path, (long)getpid(), i);
        if (linkat(AT_FDCWD, from, AT_FDCWD, temp.bytes, AT_SYMLINK_FOLLOW) == 0) {
            out->temp = temp.bytes;
            return 0;
        }
        if (errno != EEXIST)
            break;
    }
    buf_release(&temp);
    return err_errno(err, errno, out->path, "cannot write beside it");
}

static int replace(struct file_out *out, struct err *err)
{
    give_mode(out->fd, out->path);
    if (fsync(out->fd) != 0)
        return err_errno(err, errno, out->path, "cannot sync it");
    if (out->is_unnamed && give_name(out, err) != 0)
        return -1;
    int closed = close(out->fd);
    out->fd = -1;
    if (closed != 0)
        return err_errno(err, errno, out->path, "cannot close it");
    if (rename(out->temp, out->path) != 0)
        return err_errno(err, errno, out->path, "cannot replace it");
    free(out->temp);
    out->temp = NULL;
    return sync_folder(out->path, err);
}

int file_out_commit(struct file_out *out, struct err *err)
{
    int rc = flush(out, err);
    if (rc == 0 && (out->is_unnamed || out->temp != NULL))
        rc = replace(out, err);
    file_out_drop(out);
    return rc;
}

void file_out_drop(struct file_out *out)
{
    if (!out->open)
        return;
    if (out->fd >= 0 && out->fd != STDOUT_FILENO)
        close(out->fd);
    if (out->temp != NULL)
        unlink(out->temp);
    free(out->temp);
    free(out->path);
    buf_release(&out->pending);
    *out = (struct file_out){0};
}

int file_append(const char *path, const char *bytes, size_t len, struct err *err)
{
    struct file_out out = {.open = true};
    out.fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (out.fd < 0)
        return err_errno(err, errno, path, "cannot write it");
    out.path = mem_text(path);
    if (file_out_add(&out, bytes, len, err) == 0)
        return file_out_commit(&out, err);
    file_out_drop(&out);
    return -1;
}

uint64_t file_size(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
}

/* --- folders --- */

char *file_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return mem_text(".");
    size_t len = slash == path ? 1 : (size_t)(slash - path);
    char *folder = mem_get(len + 1);
    return memcpy(folder, path, len);
}

bool file_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool ends_in(const char *name, const char *suffix)
{
    size_t len = strlen(name), tail = strlen(suffix);
    return len >= tail && strcmp(name + len - tail, suffix) == 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int file_list(const char *path, const char *suffix, char ***names, size_t *count,
              struct err *err)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        return bad_path(err, path, "cannot open the folder");
    char **found = NULL;
    size_t len = 0, cap = 0;
    for (struct dirent *e = readdir(folder); e != NULL; e = readdir(folder)) {
        if (e->d_name[0] == '.' || !ends_in(e->d_name, suffix))
            continue;
        MEM_ROOM(found, len, cap);
        found[len++] = mem_text(e->d_name);
    }
    closedir(folder);
    if (len > 0)
        qsort(found, len, sizeof *found, by_name);
    *names = found;
    *count = len;
    return 0;
}

int file_make_folder(const char *path, struct err *err)
{
    char *copy = mem_text(path);
    int rc = 0;
    for (char *slash = copy + (copy[0] == '/'); rc == 0; slash++) {
        if (*slash != '/' && *slash != '\0')
            continue;
        char was = *slash;
        *slash = '\0';
        if (mkdir(copy, 0700) != 0 && errno != EEXIST)
            rc = err_errno(err, errno, copy, "cannot make the folder");
        *slash = was;
        if (was == '\0')
            break;
    }
    free(copy);
    if (rc == 0 && !file_is_folder(path))
        rc = err_set(err, ERR_MACHINE, path, "this is not a folder");
    return rc;
}
