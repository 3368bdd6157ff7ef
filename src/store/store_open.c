/*
 * store_open.c - find the file, see that it is safe to open, open it safely.
 *
 * In:   a path.
 * Out:  an open store of the newest schema, private to its owner, whose commits survive a
 *       kill and a power cut.
 *
 * The file may have been put there by somebody else: links, other owners, a folder that
 * others may write to and databases of other programs are refused, and SQLite is told to
 * trust nothing in it. Its pages are checked one by one only when the last program that
 * wrote to it did not close it: that takes a while on a big store. What is in it and how
 * it grows: store_schema.c.
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif

#include "quizctl/file.h"
#include "quizctl/mem.h"
#include "quizctl/store.h"
#include "store_db.h"
#include "store_schema.h"

enum { BUSY_MS = 5000, NAP_MOST_MS = 7 };

static const char doing[] = "cannot open the store";

/* --- where --- */

int store_path(struct buf *path, struct err *err)
{
    const char *own = getenv("QUIZCTL_HOME"), *data = getenv("XDG_DATA_HOME"),
               *home = getenv("HOME");
    if (own != NULL && own[0] != '\0')
        buf_printf(path, "%s/progress.db", own);
    else if (data != NULL && data[0] == '/')
        buf_printf(path, "%s/quizctl/progress.db", data);
    else if (home != NULL && home[0] == '/')
        buf_printf(path, "%s/.local/share/quizctl/progress.db", home);
    else
        return err_set(err, ERR_MACHINE, NULL,
                       "no place to record answers: neither XDG_DATA_HOME nor HOME is an "
                       "absolute path; set one of them, or QUIZCTL_HOME");
    return 0;
}

/* Make the names on the way to PATH last through a power cut. Best effort: SQLite itself
 * syncs the folder that the file is in. */
static void sync_names(const char *path)
{
    char *at = file_folder(path);
    for (bool is_top = false; !is_top;) {
        int fd = open(at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd >= 0) {
            fsync(fd);
            close(fd);
        }
        is_top = strcmp(at, "/") == 0 || strcmp(at, ".") == 0;
        char *up = file_folder(at);
        free(at);
        at = up;
    }
    free(at);
}

/* --- is it safe --- */

static int check_folder(const char *folder, struct err *err)
{
    struct stat st;
    if (stat(folder, &st) != 0)
        return err_errno(err, errno, folder, doing);
    if (st.st_uid != geteuid() && st.st_uid != 0)
        return err_set(
            err, ERR_INPUT, folder,
            "this folder belongs to another user (%lu); run quizctl as that one, "
            "or set XDG_DATA_HOME to a folder of your own",
            (unsigned long)st.st_uid);
    if ((st.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        return err_set(err, ERR_INPUT, folder,
                       "others may write to this folder; chmod 700 it, then look whether "
                       "all that is in it is yours");
    return 0;
}

/*
 * Look at a file that is there already. By name, without opening it: closing any
 * descriptor of a file would drop the locks that this process has on it.
 */
static int check_file(const char *path, const struct stat *st, struct err *err)
{
    if (S_ISLNK(st->st_mode))
        return err_set(
            err, ERR_INPUT, path,
            "a symbolic link, nothing was changed; move the store itself here");
    if (!S_ISREG(st->st_mode))
        return err_set(err, ERR_INPUT, path,
                       "not a file; move it away and quizctl starts a store here");
    if (st->st_uid != geteuid())
        return err_set(
            err, ERR_INPUT, path,
            "it belongs to another user (%lu); run quizctl as that one, or set "
            "XDG_DATA_HOME to a folder of your own",
            (unsigned long)st->st_uid);
    if ((st->st_mode & (S_IRWXG | S_IRWXO)) != 0 &&
        chmod(path, st->st_mode & S_IRWXU) != 0)
        return err_errno(err, errno, path, "cannot make it private");
    if (faccessat(AT_FDCWD, path, R_OK | W_OK, AT_EACCESS) != 0)
        return err_errno(err, errno, path, doing); /* SQLite would open it for reading */
    return 0;
}

/* Make the file, empty and private, before SQLite sees it: journals inherit its mode. */
static int make_file(const char *path, struct err *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0 && errno == EEXIST)
        return 0; /* another quizctl was faster */
    if (fd < 0)
        return err_errno(err, errno, path, "cannot create the store");
    close(fd); /* no locks to lose: this process cannot have had the new file open */
    return 0;
}

/* See that PATH is there (or make it) and is ours. 1: it is not there and need not be. */
static int prepare(const char *path, bool must_exist, struct err *err)
{
    struct stat st;
    bool is_there = lstat(path, &st) == 0;
    if (!is_there && errno != ENOENT && errno != ENOTDIR)
        return err_errno(err, errno, path, doing);
    if (!is_there && must_exist)
        return 1;

    char *folder = file_folder(path);
    int rc = is_there ? 0 : file_make_folder(folder, err);
    if (rc == 0)
        rc = check_folder(folder, err);
    if (rc == 0 && !is_there)
        rc = make_file(path, err);
    if (rc == 0 && lstat(path, &st) != 0)
        rc = err_errno(err, errno, path, doing);
    if (rc == 0)
        rc = check_file(path, &st, err);
    if (rc == 0 && st.st_size == 0) /* nothing is recorded in it yet */
        sync_names(path);
    free(folder);
    return rc;
}

/* Did the last program that wrote to the store end without closing it? True as well
 * while another one has it open. */
static bool was_left_open(const char *path)
{
    static const char *const tail[] = {"-wal", "-journal"};
    bool was_left = false;
    struct buf name = {0};
    for (size_t i = 0; i < COUNT(tail); i++) {
        struct stat st;
        buf_clear(&name);
        buf_printf(&name, "%s%s", path, tail[i]);
        was_left = was_left || (lstat(name.bytes, &st) == 0 && st.st_size > 0);
    }
    buf_release(&name);
    return was_left;
}

/* --- open --- */

bool store_is_network(uint32_t kind)
{
    static const uint32_t network[] = {
        0x6969,     /* NFS */
        0x517B,     /* SMB */
        0xFF534D42, /* CIFS */
        0xFE534D42, /* SMB2 */
        0x65735546, /* FUSE: sshfs, s3fs and others */
        0x01021997, /* 9P: a host's folder in a virtual machine */
        0x5346414F, /* AFS */
        0x00C36400, /* Ceph */
        0x0BD00BD0, /* Lustre */
    };
    for (size_t i = 0; i < COUNT(network); i++)
        if (kind == network[i])
            return true;
    return false;
}

static enum store_journal fitting_journal(const char *path)
{
#ifdef __linux__
    struct statfs fs;
    if (statfs(path, &fs) == 0 && store_is_network((uint32_t)fs.f_type))
        return STORE_JOURNAL_DELETE;
#else
    (void)path;
#endif
    return STORE_JOURNAL_WAL;
}

/* Trust nothing that stands in the file. */
static int distrust(struct store *s, struct err *err)
{
    static const struct {
        int option, value;
    } row[] = {
        {SQLITE_DBCONFIG_DEFENSIVE,             1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA,        0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER,        0},
        {SQLITE_DBCONFIG_ENABLE_VIEW,           0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY,           1},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        int now = -1;
        sqlite3_db_config(s->db, row[i].option, row[i].value, &now);
        if (now != row[i].value)
            return err_set(err, ERR_MACHINE, s->path,
                           "%s: this SQLite (%s) lacks a protection that we rely on "
                           "(option %d)",
                           doing, sqlite3_libversion(), row[i].option);
    }
    return 0;
}

/* Every page of a store that was not closed. */
static int check_pages(struct store *s, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = store_prepare(s, "PRAGMA quick_check(1)", &stmt, doing, err);
    if (rc == 0 && sqlite3_step(stmt) != SQLITE_ROW)
        rc = store_fail(s, doing, err);
    if (rc == 0) {
        const char *said = (const char *)sqlite3_column_text(stmt, 0);
        if (said == NULL || strcmp(said, "ok") != 0)
            rc = err_set(err, ERR_INPUT, s->path,
                         "%s: it is damaged (%s); move it away and quizctl starts a new "
                         "one, or try \"sqlite3 FILE .recover\"",
                         doing, said != NULL ? said : "no reason given");
    }
    sqlite3_finalize(stmt);
    return rc;
}

/* Ask for a journal mode; *IS_SET says whether SQLite went along. */
static int ask_journal(struct store *s, const char *sql, const char *mode, bool *is_set,
                       struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = store_prepare(s, sql, &stmt, doing, err);
    if (rc == 0 && sqlite3_step(stmt) != SQLITE_ROW)
        rc = store_fail(s, doing, err);
    if (rc == 0) {
        const char *now = (const char *)sqlite3_column_text(stmt, 0);
        *is_set = now != NULL && strcmp(now, mode) == 0;
    }
    sqlite3_finalize(stmt);
    return rc;
}

static int set_journal(struct store *s, enum store_journal journal, struct err *err)
{
    bool is_set = false;
    if (journal == STORE_JOURNAL_WAL &&
        ask_journal(s, "PRAGMA journal_mode = WAL", "wal", &is_set, err) == 0 && is_set)
        return 0;
    if (ask_journal(s, "PRAGMA journal_mode = DELETE", "delete", &is_set, err) != 0)
        return -1;
    if (!is_set)
        return err_set(err, ERR_MACHINE, s->path,
                       "%s: it can be written neither with a WAL nor with a journal",
                       doing);
    return 0;
}

/* Another quizctl has the lock: look again soon, for 5 s. SQLite's own way naps for up to
 * 100 ms, and one that writes all the time is hardly ever seen without the lock then. The
 * naps differ, so that two do not keep step. */
static int wait_for_lock(void *unused, int tries)
{
    int nap_ms = 1 + tries % NAP_MOST_MS;
    const struct timespec nap = {.tv_nsec = nap_ms * 1000000L};
    (void)unused;
    if (tries >= BUSY_MS * 2 / (1 + NAP_MOST_MS))
        return 0;
    nanosleep(&nap, NULL);
    return 1;
}

static int set_up(struct store *s, bool was_left, enum store_journal journal,
                  struct err *err)
{
    /* EXTRA syncs the folder after a journal is gone, which a power cut would bring back
     * otherwise; under WAL it is the same as FULL. */
    static const char settings[] = "PRAGMA synchronous = EXTRA;"
                                   "PRAGMA temp_store = MEMORY;"
                                   "PRAGMA cell_size_check = ON;"
                                   "PRAGMA mmap_size = 0;";
    sqlite3_extended_result_codes(s->db, 1);
    sqlite3_busy_handler(s->db, wait_for_lock, NULL); /* first: PRAGMAs wait, too */
    if (distrust(s, err) != 0 || store_run(s, settings, doing, err) != 0)
        return -1;
    if (was_left && check_pages(s, err) != 0)
        return -1;
    if (store_migrate(s, store_steps, err) != 0)
        return -1;
    return set_journal(s, journal, err);
}

int store_open_as(struct store **store, const char *path, bool must_exist,
                  enum store_journal journal, struct err *err)
{
    int rc = prepare(path, must_exist, err);
    if (rc < 0)
        return -1;
    if (rc > 0) {
        *store = NULL;
        return 0;
    }
    bool was_left = was_left_open(path);
    if (journal == STORE_JOURNAL_FITTING)
        journal = fitting_journal(path);

    struct store *s = mem_get(sizeof *s);
    s->path = mem_text(path);
    s->lock = -1;
    rc = sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (s->db == NULL)
        mem_out();
    rc = rc == SQLITE_OK ? set_up(s, was_left, journal, err) : store_fail(s, doing, err);
    if (rc != 0) {
        store_close(s);
        return -1;
    }
    *store = s;
    return 0;
}

int store_open(struct store **store, const char *path, bool must_exist, struct err *err)
{
    return store_open_as(store, path, must_exist, STORE_JOURNAL_FITTING, err);
}

void store_close(struct store *s)
{
    if (s == NULL)
        return;
    int rc = sqlite3_close(s->db);
    assert(rc == SQLITE_OK); /* every statement is finalized by whoever prepared it */
    (void)rc;
    if (s->lock >= 0)
        close(s->lock); /* holds nothing any more */
    free(s->path);
    free(s);
}
