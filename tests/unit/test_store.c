/*
 * test_store.c - the store keeps what it acknowledged, and to itself.
 *
 * Each test has a folder of its own. Processes are killed and run side by side for real;
 * what the whole program makes of it is tested in tests/cli/store/.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "quizctl/file.h"
#include "quizctl/mem.h"
#include "quizctl/store.h"
#include "store/store_db.h"
#include "store/store_schema.h"

enum { NOBODY = 65534, MOST_ITEMS = 400 };

/* --- a folder to work in --- */

struct scratch {
    char folder[200];
    char path[250]; /* of the store: its folder is not there yet */
    mode_t mask;
};

static int set_up(void **state)
{
    const char *tmp = getenv("TMPDIR");
    struct scratch *at = mem_get(sizeof *at);
    snprintf(at->folder, sizeof at->folder, "%s/quizctl-store-XXXXXX",
             tmp != NULL ? tmp : "/tmp");
    if (mkdtemp(at->folder) == NULL)
        return -1;
    snprintf(at->path, sizeof at->path, "%s/share/quizctl/progress.db", at->folder);
    at->mask = umask(022);
    *state = at;
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
    (void)st;
    (void)kind;
    (void)ftw;
    return remove(path);
}

static int tear_down(void **state)
{
    struct scratch *at = *state;
    umask(at->mask);
    int rc = nftw(at->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(at);
    return rc;
}

static void make_folder(const struct scratch *at)
{
    char folder[250];
    snprintf(folder, sizeof folder, "%s/share/quizctl", at->folder);
    assert_int_equal(file_make_folder(folder, NULL), 0);
}

static void put_file(const char *path, const char *bytes, size_t len)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

static unsigned mode_of(const char *path)
{
    struct stat st;
    if (lstat(path, &st) != 0)
        return 0;
    return (unsigned)st.st_mode & 07777;
}

/* --- short ways to say what happens --- */

static struct store *opened(const char *path)
{
    struct store *s = NULL;
    struct err err = {0};
    if (store_open(&s, path, false, &err) != 0)
        fail_msg("%s: %s", err.where, err.what);
    return s;
}

static char question_name[MOST_ITEMS][24];

/* An attempt at bank BANK with COUNT questions q0, q1, ... of domains d0, d1, none in
 * turn. */
static int try_begin(struct store *s, const char *bank, size_t count, int64_t started_ms,
                     int64_t *id, struct err *err)
{
    struct store_item item[MOST_ITEMS];
    for (size_t i = 0; i < count; i++) {
        snprintf(question_name[i], sizeof question_name[i], "q%zu", i);
        static const char *const domain[] = {"d0", "d1", ""};
        item[i] = (struct store_item){question_name[i], domain[i % 3], "abc",
                                      "s3 efs lustre", "lustre"};
    }
    const struct store_attempt attempt = {started_ms, "practice", "7",  "aws", bank,
                                          "A bank",   "0123",     item, count};
    return store_begin(s, &attempt, id, err);
}

static int64_t begun(struct store *s, const char *bank, size_t count, int64_t started_ms)
{
    int64_t id = 0;
    struct err err = {0};
    if (try_begin(s, bank, count, started_ms, &id, &err) != 0)
        fail_msg("%s: %s", err.where, err.what);
    return id;
}

static const struct verdict right = {MARK, true, false}, wrong = {0, false, false},
                            blank = {0, false, true}, half = {500, false, false};

static void answered(struct store *s, int64_t attempt, size_t place, struct verdict v,
                     int64_t at_ms)
{
    struct err err = {0};
    const char *given = v.is_right ? "lustre" : v.is_blank ? "" : "s3 efs";
    if (store_answer(s, attempt, place, given, v, at_ms, &err) != 0)
        fail_msg("%s: %s", err.where, err.what);
}

static int64_t number(struct store *s, const char *sql)
{
    int64_t n = -1;
    struct err err = {0};
    if (store_number(s, sql, &n, "test", &err) != 0)
        fail_msg("%s: %s", sql, err.what);
    return n;
}

static void assert_text(struct store *s, const char *sql, const char *want)
{
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(sqlite3_prepare_v2(s->db, sql, -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(stmt, 0), want);
    sqlite3_finalize(stmt);
}

/* Run SQL on a file by SQLite alone, as another program would. */
static void with_sqlite(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* --- where --- */

static void store_path__follows_the_environment(void **state)
{
    (void)state;
    static const struct {
        const char *why, *data, *home, *want;
    } row[] = {
        {"the variable made for it",     "/x",  "/h", "/x/quizctl/progress.db"             },
        {"unset: the usual place",       NULL,  "/h", "/h/.local/share/quizctl/progress.db"},
        {"empty is unset",               "",    "/h", "/h/.local/share/quizctl/progress.db"},
        {"a relative path is ignored",   "x/y", "/h",
         "/h/.local/share/quizctl/progress.db"                                             },
        {"HOME is not needed then",      "/x",  NULL, "/x/quizctl/progress.db"             },
        {"nothing says where",           NULL,  NULL, NULL                                 },
        {"a relative HOME says nothing", NULL,  "h",  NULL                                 },
    };
    char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    data = data != NULL ? mem_text(data) : NULL;
    home = home != NULL ? mem_text(home) : NULL;
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf path = {0};
        struct err err = {0};
        row[i].data != NULL ? setenv("XDG_DATA_HOME", row[i].data, 1)
                            : unsetenv("XDG_DATA_HOME");
        row[i].home != NULL ? setenv("HOME", row[i].home, 1) : unsetenv("HOME");
        int rc = store_path(&path, &err);
        if (rc != (row[i].want != NULL ? 0 : -1) ||
            strcmp(buf_str(&path), row[i].want != NULL ? row[i].want : "") != 0)
            fail_msg("%s: %d \"%s\"", row[i].why, rc, buf_str(&path));
        if (rc != 0)
            assert_int_equal(err.code, ERR_MACHINE);
        buf_release(&path);
    }
    data != NULL ? setenv("XDG_DATA_HOME", data, 1) : unsetenv("XDG_DATA_HOME");
    home != NULL ? setenv("HOME", home, 1) : unsetenv("HOME");
    free(data);
    free(home);
}

/* --- who may see it --- */

static void store_open__keeps_everything_private_whatever_the_umask(void **state)
{
    const struct scratch *at = *state;
    static const mode_t mask[] = {0, 022, 077};
    for (size_t i = 0; i < COUNT(mask); i++) {
        static const struct {
            const char *name;
            unsigned mode;
        } row[] = {
            {"share",                         0700},
            {"share/quizctl",                 0700},
            {"share/quizctl/progress.db",     0600},
            {"share/quizctl/progress.db-wal", 0600},
            {"share/quizctl/progress.db-shm", 0600},
        };
        char folder[300], name[400], path[400];
        snprintf(folder, sizeof folder, "%s/%zu", at->folder, i);
        snprintf(path, sizeof path, "%s/share/quizctl/progress.db", folder);
        umask(0);
        assert_int_equal(mkdir(folder, 0755), 0);
        umask(mask[i]);
        struct store *s = opened(path);
        answered(s, begun(s, "b", 1, 1), 0, right, 2);
        for (size_t k = 0; k < COUNT(row); k++) {
            snprintf(name, sizeof name, "%s/%s", folder, row[k].name);
            if (mode_of(name) != row[k].mode)
                fail_msg("umask %03o: %s is %03o", (unsigned)mask[i], row[k].name,
                         mode_of(name));
        }
        store_close(s);
    }
}

static void store_open__makes_a_readable_store_private(void **state)
{
    const struct scratch *at = *state;
    store_close(opened(at->path));
    assert_int_equal(chmod(at->path, 0644), 0);
    store_close(opened(at->path));
    assert_int_equal(mode_of(at->path), 0600);
}

static void store_open__leaves_no_trace_when_it_only_looks(void **state)
{
    const struct scratch *at = *state;
    struct store none, *s = &none;
    struct err err = {0};
    assert_int_equal(store_open(&s, at->path, true, &err), 0);
    assert_null(s);
    assert_int_equal(mode_of(at->path), 0);
    char folder[250];
    snprintf(folder, sizeof folder, "%s/share", at->folder);
    assert_int_equal(mode_of(folder), 0);
}

/* --- what is refused --- */

static void make_link(const struct scratch *at)
{
    char elsewhere[250];
    snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere.db", at->folder);
    put_file(elsewhere, "", 0);
    assert_int_equal(symlink(elsewhere, at->path), 0);
}

static void make_dangling_link(const struct scratch *at)
{
    assert_int_equal(symlink("nowhere.db", at->path), 0);
}

static void make_a_folder_there(const struct scratch *at)
{
    assert_int_equal(mkdir(at->path, 0700), 0);
}

static void make_pipe(const struct scratch *at)
{
    assert_int_equal(mkfifo(at->path, 0600), 0);
}

static void make_garbage(const struct scratch *at)
{
    char text[4096];
    memset(text, 'x', sizeof text);
    put_file(at->path, text, sizeof text);
}

static void make_short_garbage(const struct scratch *at)
{
    put_file(at->path, "hello\n", 6);
}

static void make_foreign(const struct scratch *at)
{
    with_sqlite(at->path,
                "CREATE TABLE bookmarks (url); INSERT INTO bookmarks VALUES ('x')");
}

static void make_foreign_with_an_id(const struct scratch *at)
{
    with_sqlite(at->path, "PRAGMA application_id = 252006675; PRAGMA user_version = 1;");
}

static void make_newer(const struct scratch *at)
{
    store_close(opened(at->path));
    with_sqlite(at->path, "PRAGMA user_version = 7");
}

static void make_negative(const struct scratch *at)
{
    store_close(opened(at->path));
    with_sqlite(at->path, "PRAGMA user_version = -1");
}

static void make_cut(const struct scratch *at)
{
    store_close(opened(at->path));
    assert_int_equal(truncate(at->path, 5000), 0);
}

static void make_tables_missing(const struct scratch *at)
{
    with_sqlite(at->path, "PRAGMA application_id = 1366967156;"
                          "CREATE TABLE item (id); PRAGMA user_version = 0;");
}

static void make_open_folder(const struct scratch *at)
{
    char folder[250];
    snprintf(folder, sizeof folder, "%s/share/quizctl", at->folder);
    put_file(at->path, "", 0);
    assert_int_equal(chmod(folder, 0777), 0);
}

static void file_bytes(struct buf *into, const char *path)
{
    struct stat st;
    buf_clear(into);
    if (lstat(path, &st) == 0 && S_ISREG(st.st_mode))
        assert_int_equal(file_read(into, path, 1 << 20, NULL), 0);
}

#define DAMAGED(reason)                                                                  \
    "cannot open the store: it is damaged (" reason                                      \
    "); move it away and quizctl starts "                                                \
    "a new one, or try \"sqlite3 FILE .recover\""

static const char a_link[] =
    "a symbolic link, nothing was changed; move the store itself here";
static const char no_file[] = "not a file; move it away and quizctl starts a store here";
static const char foreign[] =
    "a database of another program, nothing was changed; move it "
    "away and quizctl starts a store of its own";
static const char newer[] =
    "made by a newer quizctl (schema 7, this one knows 1); update "
    "quizctl, nothing was changed";
static const char no_version[] =
    "damaged: its schema is -1; move it away and quizctl starts a new one";
static const char no_database[] = DAMAGED("file is not a database");
static const char cut[] = DAMAGED("database disk image is malformed");
static const char has_item[] = DAMAGED("table item already exists");
static const char open_folder[] =
    "others may write to this folder; chmod 700 it, then look "
    "whether all that is in it is yours";

static void store_open__refuses_what_is_not_ours_and_leaves_it_alone(void **state)
{
    const struct scratch *at = *state;
    static const struct {
        const char *why;
        void (*make)(const struct scratch *at);
        const char *what;
    } row[] = {
        {"a link may lead into another's file",          make_link,               a_link     },
        {"a link to nothing would be created behind it", make_dangling_link,      a_link     },
        {"a folder",                                     make_a_folder_there,     no_file    },
        {"a pipe would hang",                            make_pipe,               no_file    },
        {"garbage",                                      make_garbage,            no_database},
        {"garbage shorter than a header",                make_short_garbage,      no_database},
        {"another program's tables",                     make_foreign,            foreign    },
        {"another program's id",                         make_foreign_with_an_id, foreign    },
        {"a newer schema",                               make_newer,              newer      },
        {"no schema that ever was",                      make_negative,           no_version },
        {"a file cut short",                             make_cut,                cut        },
        {"our id over other tables",                     make_tables_missing,     has_item   },
        {"others could swap the file",                   make_open_folder,        open_folder},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf before = {0}, after = {0};
        struct err err = {0};
        struct store *s = NULL;
        make_folder(at);
        row[i].make(at);
        file_bytes(&before, at->path);
        int rc = store_open(&s, at->path, false, &err);
        file_bytes(&after, at->path);
        if (rc != -1 || err.code != ERR_INPUT || strcmp(err.what, row[i].what) != 0)
            fail_msg("%s: %d %d \"%s\"", row[i].why, rc, (int)err.code, err.what);
        if (s != NULL || before.len != after.len ||
            (before.len != 0 && memcmp(before.bytes, after.bytes, before.len) != 0))
            fail_msg("%s: it was changed", row[i].why);
        char share[250];
        snprintf(share, sizeof share, "%s/share", at->folder);
        assert_int_equal(nftw(share, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
        buf_release(&before);
        buf_release(&after);
    }
}

static void store_open__refuses_the_store_of_another_user(void **state)
{
    const struct scratch *at = *state;
    struct store *s = NULL;
    struct err err = {0};
    if (geteuid() != 0)
        skip(); /* only root can give a file away */
    store_close(opened(at->path));
    assert_int_equal(chown(at->path, NOBODY, (gid_t)-1), 0);
    assert_int_equal(store_open(&s, at->path, false, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.what,
                        "it belongs to another user (65534); run quizctl as that "
                        "one, or set XDG_DATA_HOME to a folder of your own");
    assert_null(s);
}

/* Damage inside a page: seen when the file was left open, or when the page is read. */
static void store_open__checks_the_pages_of_a_store_that_was_not_closed(void **state)
{
    const struct scratch *at = *state;
    struct store *s = opened(at->path);
    answered(s, begun(s, "b", 300, 1), 0, right, 2);
    int64_t pages = number(s, "PRAGMA page_count"), size = number(s, "PRAGMA page_size");
    assert_true(pages > 8);
    store_close(s);

    int fd = open(at->path, O_WRONLY);
    assert_true(fd >= 0);
    char noise[64];
    memset(noise, 0xA5, sizeof noise);
    assert_int_equal(pwrite(fd, noise, sizeof noise, (pages - 1) * size), sizeof noise);
    close(fd);
    store_close(opened(at->path)); /* closed in order: not read at all */

    char wal[300];
    struct err err = {0};
    snprintf(wal, sizeof wal, "%s-wal", at->path);
    put_file(wal, "left behind", 11);
    assert_int_equal(store_open(&s, at->path, false, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_non_null(strstr(err.what, "cannot open the store: it is damaged ("));
}

/* In a child: cmocka's own checks would go on in it as if it were the parent. */
static void expect_refusal(const struct err *err, const char *where, const char *what)
{
    if (err->code == ERR_MACHINE && strcmp(err->where, where) == 0 &&
        strcmp(err->what, what) == 0)
        return;
    fprintf(stderr, "%d %s: %s\n", (int)err->code, err->where, err->what);
    _exit(9);
}

static void deny_writing(const char *path)
{
    struct store *s = NULL;
    struct err err = {0};
    char folder[250];
    snprintf(folder, sizeof folder, "%s", path);
    *strrchr(folder, '/') = '\0';

    if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
        _exit(10);
    if (store_open(&s, path, false, &err) != 0) /* the control: it can be written */
        _exit(11);
    store_close(s);

    if (chmod(folder, 0500) != 0 || store_open(&s, path, false, &err) == 0)
        _exit(12);
    expect_refusal(&err, path,
                   "cannot open the store: the file or its folder may not be "
                   "written; chmod u+w them");
    if (chmod(folder, 0700) != 0 || chmod(path, 0400) != 0 ||
        store_open(&s, path, false, &err) == 0)
        _exit(13);
    expect_refusal(&err, path, "cannot open the store: permission denied");
    if (unlink(path) != 0 || chmod(folder, 0500) != 0 ||
        store_open(&s, path, false, &err) == 0)
        _exit(14);
    expect_refusal(&err, path, "cannot create the store: permission denied");
    if (chmod(folder, 0700) != 0)
        _exit(15);
    _exit(0);
}

static int status_of(pid_t child)
{
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void store_open__says_why_it_cannot_write(void **state)
{
    const struct scratch *at = *state;
    if (geteuid() == 0) /* root may write anywhere: a child becomes somebody else */
        assert_int_equal(chown(at->folder, NOBODY, NOBODY), 0);
    pid_t child = fork();
    if (child == 0)
        deny_writing(at->path);
    assert_int_equal(status_of(child), 0);
}

/* --- how it is opened --- */

static void store_open__asks_sqlite_for_durability_and_distrust(void **state)
{
    const struct scratch *at = *state;
    struct store *s = opened(at->path);
    assert_text(s, "PRAGMA journal_mode", "wal");
    static const struct {
        const char *why, *sql;
        int64_t want;
    } row[] = {
        {"EXTRA, which is FULL under WAL", "PRAGMA synchronous",    3                },
        {"answers belong to questions",    "PRAGMA foreign_keys",   1                },
        {"a file may hold anything",       "PRAGMA trusted_schema", 0                },
        {"5 s of patience",                "PRAGMA busy_timeout",   5000             },
        {"ours",                           "PRAGMA application_id", STORE_APPLICATION},
        {"the schema",                     "PRAGMA user_version",   1                },
    };
    for (size_t i = 0; i < COUNT(row); i++)
        if (number(s, row[i].sql) != row[i].want)
            fail_msg("%s: %s", row[i].why, row[i].sql);
    store_close(s);
}

static void store_open__does_not_run_triggers_of_a_strange_file(void **state)
{
    const struct scratch *at = *state;
    store_close(opened(at->path));
    with_sqlite(at->path, "CREATE TRIGGER eat AFTER INSERT ON answer"
                          " BEGIN DELETE FROM answer; END");
    struct store *s = opened(at->path);
    answered(s, begun(s, "b", 1, 1), 0, right, 2);
    assert_int_equal(number(s, "SELECT count(*) FROM answer"), 1);
    store_close(s);
}

static void store_is_network__knows_what_has_another_end(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        uint32_t kind;
        bool want;
    } row[] = {
        {"NFS",     0x6969,     true },
        {"CIFS",    0xFF534D42, true },
        {"SMB2",    0xFE534D42, true },
        {"FUSE",    0x65735546, true },
        {"ext4",    0xEF53,     false},
        {"btrfs",   0x9123683E, false},
        {"tmpfs",   0x01021994, false},
        {"overlay", 0x794C7630, false},
    };
    for (size_t i = 0; i < COUNT(row); i++)
        if (store_is_network(row[i].kind) != row[i].want)
            fail_msg("%s", row[i].why);
}

static void store_open__moves_between_journals_without_a_loss(void **state)
{
    const struct scratch *at = *state;
    static const struct {
        enum store_journal journal;
        const char *mode;
    } row[] = {
        {STORE_JOURNAL_WAL,    "wal"   },
        {STORE_JOURNAL_DELETE, "delete"},
        {STORE_JOURNAL_WAL,    "wal"   },
        {STORE_JOURNAL_DELETE, "delete"},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct store *s = NULL;
        assert_int_equal(store_open_as(&s, at->path, false, row[i].journal, NULL), 0);
        assert_text(s, "PRAGMA journal_mode", row[i].mode);
        answered(s, begun(s, "b", 1, 1), 0, right, 2);
        assert_int_equal(number(s, "SELECT count(*) FROM answer"), i + 1);
        store_close(s);
    }
}

/* --- versions --- */

static void store_open__makes_a_store_of_an_empty_file(void **state)
{
    const struct scratch *at = *state;
    make_folder(at);
    put_file(at->path, "", 0); /* as a kill between creating and filling leaves it */
    struct store *s = opened(at->path);
    assert_int_equal(number(s, "PRAGMA user_version"), 1);
    answered(s, begun(s, "b", 1, 1), 0, right, 2);
    store_close(s);
}

static void store_migrate__goes_forward_and_keeps_what_was_recorded(void **state)
{
    const struct scratch *at = *state;
    static const struct store_step step[] = {
        {0, "CREATE TABLE never (n) STRICT;"                   },
        {1, "ALTER TABLE attempt ADD COLUMN limit_ms INTEGER;" },
        {2, "ALTER TABLE answer ADD COLUMN confidence INTEGER;"
            "CREATE TABLE review (bank TEXT, question TEXT, due_ms INTEGER,"
            " PRIMARY KEY (bank, question)) STRICT;"},
        {0, NULL                                               },
    };
    struct store *s = opened(at->path);
    answered(s, begun(s, "b", 2, 1), 0, right, 2);
    assert_int_equal(store_migrate(s, step, NULL), 0);
    assert_int_equal(number(s, "PRAGMA user_version"), 3);
    assert_int_equal(number(s, "SELECT count(*) FROM sqlite_schema WHERE name = 'never'"),
                     0);
    assert_int_equal(number(s, "SELECT points FROM answer WHERE confidence IS NULL"),
                     MARK);
    assert_int_equal(store_migrate(s, step, NULL), 0); /* a second time: nothing to do */
    store_close(s);
}

static void store_migrate__takes_all_steps_or_none(void **state)
{
    const struct scratch *at = *state;
    static const struct store_step step[] = {
        {1, "ALTER TABLE attempt ADD COLUMN limit_ms INTEGER;"                         },
        {2, "CREATE TABLE review (bank TEXT) STRICT; ALTER TABLE nothing ADD COLUMN n;"},
        {0, NULL                                                                       },
    };
    struct err err = {0};
    struct store *s = opened(at->path);
    assert_int_equal(store_migrate(s, step, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_int_equal(number(s, "PRAGMA user_version"), 1);
    assert_int_equal(
        number(
            s,
            "SELECT count(*) FROM pragma_table_info('attempt') WHERE name = 'limit_ms'"),
        0);
    answered(s, begun(s, "b", 1, 1), 0, right, 2); /* it goes on as it was */
    store_close(s);
}

/* --- recording --- */

static void store_answer__takes_the_first_answer_only(void **state)
{
    const struct scratch *at = *state;
    struct err err = {0};
    struct store *s = opened(at->path);
    int64_t id = begun(s, "b", 2, 1);
    answered(s, id, 1, right, 2);
    assert_int_equal(store_answer(s, id, 1, "s3", wrong, 3, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.where, at->path);
    assert_string_equal(err.what,
                        "question 2 of attempt 1 is answered already; the first "
                        "answer stands");
    assert_int_equal(number(s, "SELECT sum(points) FROM answer"), MARK);
    answered(s, id, 0, blank, 4); /* the refusal left nothing locked */
    store_close(s);
}

static void store_answer__needs_a_question_that_was_asked(void **state)
{
    const struct scratch *at = *state;
    struct err err = {0};
    struct store *s = opened(at->path);
    int64_t id = begun(s, "b", 2, 1);
    assert_int_equal(store_answer(s, id, 2, "s3", wrong, 3, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.what, "attempt 1 has no question 3");
    assert_int_equal(store_answer(s, id + 1, 0, "s3", wrong, 3, &err), -1);
    assert_string_equal(err.what, "attempt 2 has no question 1");
    store_close(s);
}

static void store_flag__and_finish_change_what_is_there(void **state)
{
    const struct scratch *at = *state;
    struct err err = {0};
    struct store *s = opened(at->path);
    int64_t id = begun(s, "b", 2, 1);
    assert_int_equal(store_flag(s, id, 1, true, &err), 0);
    assert_int_equal(number(s, "SELECT place FROM item WHERE is_flagged"), 1);
    assert_int_equal(store_flag(s, id, 1, false, &err), 0);
    assert_int_equal(number(s, "SELECT count(*) FROM item WHERE is_flagged"), 0);
    assert_int_equal(store_finish(s, id, 99, &err), 0);
    assert_int_equal(number(s, "SELECT finished_ms FROM attempt"), 99);

    assert_int_equal(store_flag(s, id, 2, true, &err), -1);
    assert_string_equal(err.what, "cannot record the flag: there is no such question");
    assert_int_equal(store_finish(s, id + 1, 99, &err), -1);
    assert_string_equal(err.what,
                        "cannot record the end of the attempt: there is no such attempt");
    store_close(s);
}

static void store_begin__records_all_or_nothing(void **state)
{
    const struct scratch *at = *state;
    struct err err = {0};
    struct store *s = opened(at->path);
    int64_t id = -7;
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA max_page_count = %d",
             (int)number(s, "PRAGMA page_count") + 2);
    number(s, sql);
    assert_int_equal(try_begin(s, "b", MOST_ITEMS, 1, &id, &err), -1);
    assert_int_equal(err.code, ERR_MACHINE);
    assert_int_equal(id, -7);
    assert_int_equal(number(s, "SELECT count(*) FROM attempt"), 0);
    store_close(s);
}

static void store_answer__tells_of_a_full_disk_and_can_go_on(void **state)
{
    const struct scratch *at = *state;
    struct err err = {0};
    struct store *s = opened(at->path);
    int64_t id = begun(s, "b", 2, 1);
    answered(s, id, 0, right, 2);

    char given[9000], sql[64];
    memset(given, 'x', sizeof given - 1);
    given[sizeof given - 1] = '\0';
    snprintf(sql, sizeof sql, "PRAGMA max_page_count = %d",
             (int)number(s, "PRAGMA page_count"));
    number(s, sql);
    assert_int_equal(store_answer(s, id, 1, given, wrong, 3, &err), -1);
    assert_int_equal(err.code, ERR_MACHINE);
    assert_string_equal(err.where, at->path);
    assert_string_equal(
        err.what, "cannot record the answer: database or disk is full; free some space "
                  "and try again, what got feedback is recorded");
    assert_int_equal(number(s, "SELECT count(*) FROM answer"), 1);
    number(s, "PRAGMA max_page_count = 100000");
    assert_int_equal(store_answer(s, id, 1, given, wrong, 3, &err), 0);
    store_close(s);
}

static void store_answer__waits_for_a_lock_and_then_says_so(void **state)
{
    const struct scratch *at = *state;
    struct err err = {0};
    struct store *s = opened(at->path), *other = opened(at->path);
    int64_t id = begun(s, "b", 1, 1);
    sqlite3_busy_timeout(s->db, 50);
    assert_int_equal(store_write(other, "test", &err), 0);
    assert_int_equal(store_answer(s, id, 0, "s3", wrong, 2, &err), -1);
    assert_int_equal(err.code, ERR_MACHINE);
    assert_string_equal(err.what, "cannot record the answer: another program keeps it "
                                  "locked; close that one and try again");
    assert_int_equal(store_settle(other, -1, "test", &err), -1);
    answered(s, id, 0, wrong, 2);
    store_close(other);
    store_close(s);
}

/* --- reading back --- */

/* Writes each result down as text. */
struct told {
    struct result_taker taker;
    struct buf text;
    size_t left; /* fail when it has fallen to 0 */
};

static int tell(struct result_taker *self, const struct result *r, struct err *err)
{
    struct told *told = (struct told *)self;
    if (told->left-- == 0)
        return err_set(err, ERR_MACHINE, "pipe", "nobody reads it");
    assert_int_equal(r->status, RESULT_GRADED);
    buf_printf(&told->text, "%s attempt %d of %s seed %s from %d to %d:", r->candidate,
               (int)r->attempt->id, r->attempt->bank_id, r->attempt->seed,
               (int)r->attempt->started_ms, (int)r->attempt->finished_ms);
    for (size_t i = 0; i < r->item_count; i++)
        buf_printf(&told->text, " %s=%s/%s:%d%s", r->items[i].question, r->items[i].given,
                   r->items[i].key, (int)r->items[i].verdict.points,
                   r->items[i].verdict.is_right ? "+" : "");
    buf_printf(&told->text, " | %d asked %d right %d wrong %d blank %d of %d |",
               (int)r->tally.questions, (int)r->tally.right, (int)r->tally.wrong,
               (int)r->tally.blank, (int)r->tally.points, (int)r->tally.possible);
    for (size_t i = 0; i < r->domain_count; i++)
        buf_printf(&told->text, " %s:%d/%d", r->domains[i].title,
                   (int)r->domains[i].tally.right, (int)r->domains[i].tally.questions);
    buf_char(&told->text, '\n');
    return 0;
}

static void assert_told(struct store *s, struct store_query query, const char *want)
{
    struct told told = {{tell}, {0}, SIZE_MAX};
    struct err err = {0};
    size_t seen = 99, lines = 0;
    if (store_each(s, &query, "ada", &told.taker, &seen, &err) != 0)
        fail_msg("%s", err.what);
    assert_string_equal(buf_str(&told.text), want);
    for (; *want != '\0'; want++)
        lines += *want == '\n';
    assert_int_equal(seen, lines);
    buf_release(&told.text);
}

#define FIRST                                                                            \
    "ada attempt 2 of b seed 7 from 10 to 0: q0=s3 efs/lustre:500 q2=s3 efs/lustre:0 "   \
    "q4=lustre/lustre:1000+ | 3 asked 1 right 2 wrong 0 blank 1500 of 3000 | "           \
    "d0:0/1 d1:1/1\n"
#define SECOND                                                                           \
    "ada attempt 1 of a seed 7 from 20 to 25: q1=/lustre:0"                              \
    " | 1 asked 0 right 0 wrong 1 blank 0 of 1000 | d1:0/1\n"
#define THIRD                                                                            \
    "ada attempt 4 of a seed 7 from 20 to 0: q0=lustre/lustre:1000+"                     \
    " | 1 asked 1 right 0 wrong 0 blank 1000 of 1000 | d0:1/1\n"

static void store_each__gives_what_was_answered_oldest_first(void **state)
{
    const struct scratch *at = *state;
    struct store *s = opened(at->path);
    int64_t a = begun(s, "a", 3, 20), b = begun(s, "b", 5, 10);
    begun(s, "a", 2, 15); /* not one answer: nothing to tell */
    int64_t c = begun(s, "a", 1, 20);
    answered(s, b, 4, right, 11); /* answered in another order than asked */
    answered(s, b, 2, wrong, 12); /* of no domain */
    answered(s, b, 0, half, 13);
    answered(s, a, 1, blank, 21);
    answered(s, c, 0, right, 22);
    assert_int_equal(store_finish(s, a, 25, NULL), 0);

    assert_told(s, (struct store_query){0}, FIRST SECOND THIRD);
    assert_told(s, (struct store_query){.since_ms = 11}, SECOND THIRD);
    assert_told(s, (struct store_query){.since_ms = 20}, SECOND THIRD);
    assert_told(s, (struct store_query){.since_ms = 21}, "");
    assert_told(s, (struct store_query){.attempt = a}, SECOND);
    assert_told(s, (struct store_query){.attempt = 3}, "");
    assert_told(s, (struct store_query){.attempt = 77}, "");
    assert_told(s, (struct store_query){.attempt = b, .since_ms = 20}, "");
    store_close(s);
}

static void store_each__stops_when_its_taker_fails(void **state)
{
    const struct scratch *at = *state;
    struct told told = {{tell}, {0}, 1};
    struct err err = {0};
    size_t seen = 99;
    struct store *s = opened(at->path);
    for (int i = 0; i < 3; i++)
        answered(s, begun(s, "a", 1, i), 0, right, i);
    assert_int_equal(
        store_each(s, &(struct store_query){0}, "ada", &told.taker, &seen, &err), -1);
    assert_string_equal(err.what, "nobody reads it");
    assert_int_equal(seen, 99);
    answered(s, begun(s, "a", 1, 9), 0, right, 9); /* no lock is left */
    buf_release(&told.text);
    store_close(s);
}

static void store_each__refuses_marks_that_nobody_gave(void **state)
{
    const struct scratch *at = *state;
    struct told told = {{tell}, {0}, SIZE_MAX};
    struct err err = {0};
    size_t seen = 0;
    struct store *s = opened(at->path);
    answered(s, begun(s, "a", 1, 1), 0, right, 2);
    store_close(s);
    with_sqlite(at->path, "PRAGMA ignore_check_constraints = 1;"
                          "UPDATE answer SET points = 9223372036854775807");
    s = opened(at->path);
    assert_int_equal(
        store_each(s, &(struct store_query){0}, "ada", &told.taker, &seen, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.what,
                        "cannot read the store: it is damaged (an answer is worth "
                        "9223372036854775807 thousandths of a mark)");
    store_close(s);
}

static void store_missed__asks_the_last_answer_of_each_question(void **state)
{
    const struct scratch *at = *state;
    struct buf ids = {0};
    struct err err = {0};
    struct store *s = opened(at->path);
    int64_t one = begun(s, "a", 6, 1), two = begun(s, "a", 6, 2),
            other = begun(s, "b", 6, 3);
    answered(s, one, 0, wrong, 10); /* q0: wrong, then right */
    answered(s, two, 0, right, 20);
    answered(s, one, 1, right, 11); /* q1: right, then wrong */
    answered(s, two, 1, wrong, 21);
    answered(s, two, 2, wrong, 30); /* q2: the clock says that the first one was later */
    answered(s, one, 2, right, 31);
    answered(s, one, 3, right, 40); /* q3: at the same moment, so the row decides */
    answered(s, two, 3, blank, 40);
    answered(s, one, 4, half, 5);     /* q4: half right is not right, and oldest */
    answered(s, other, 5, wrong, 50); /* q5: another bank's */
    buf_text(&ids, "kept\n");
    assert_int_equal(store_missed(s, "a", &ids, &err), 0);
    assert_string_equal(ids.bytes, "kept\nq4\nq1\nq3\n");
    buf_clear(&ids);
    assert_int_equal(store_missed(s, "c", &ids, &err), 0);
    assert_int_equal(ids.len, 0);
    buf_release(&ids);
    store_close(s);
}

/* --- several at once --- */

/* Open the store and answer COUNT questions of ATTEMPT (0: one of its own). Tells TO how
 * many answers were acknowledged and how many refused. */
static void answer_all(const char *path, enum store_journal journal, int64_t attempt,
                       size_t count, int to)
{
    struct store *s = NULL;
    struct err err = {0};
    uint32_t taken = 0, refused = 0;
    if (store_open_as(&s, path, false, journal, &err) != 0 ||
        (attempt == 0 && try_begin(s, "b", count, 1, &attempt, &err) != 0)) {
        fprintf(stderr, "%s: %s\n", err.where, err.what);
        _exit(1);
    }
    for (size_t i = 0; i < count; i++) {
        if (store_answer(s, attempt, i, "s3", wrong, 2, &err) == 0)
            taken++;
        else if (err.code == ERR_INPUT)
            refused++;
        else
            fprintf(stderr, "%s: %s\n", err.where, err.what);
    }
    store_close(s);
    const uint32_t said[2] = {taken, refused};
    _exit(write(to, said, sizeof said) == sizeof said ? 0 : 1);
}

/* Run CHILDREN at once; sums of what was acknowledged and refused. */
static void run_together(const char *path, enum store_journal journal, int children,
                         int64_t attempt, size_t count, uint32_t sum[2])
{
    int pipe_end[2];
    pid_t child[8];
    assert_int_equal(pipe(pipe_end), 0);
    for (int i = 0; i < children; i++) {
        child[i] = fork();
        if (child[i] == 0)
            answer_all(path, journal, attempt, count, pipe_end[1]);
    }
    for (int i = 0; i < children; i++)
        assert_int_equal(status_of(child[i]), 0);
    close(pipe_end[1]);
    uint32_t said[2];
    sum[0] = sum[1] = 0;
    while (read(pipe_end[0], said, sizeof said) == sizeof said) {
        sum[0] += said[0];
        sum[1] += said[1];
    }
    close(pipe_end[0]);
}

static const enum store_journal both[] = {STORE_JOURNAL_WAL, STORE_JOURNAL_DELETE};

static void store_answer__keeps_all_answers_of_two_at_once(void **state)
{
    const struct scratch *at = *state;
    for (size_t i = 0; i < COUNT(both); i++) {
        uint32_t sum[2];
        run_together(at->path, both[i], 2, 0, 200, sum); /* they race to create it, too */
        assert_int_equal(sum[0], 400);
        assert_int_equal(sum[1], 0);
        struct store *s = opened(at->path);
        assert_int_equal(number(s, "SELECT count(*) FROM answer"), 400);
        assert_text(s, "PRAGMA integrity_check", "ok");
        store_close(s);
        assert_int_equal(unlink(at->path), 0);
    }
}

static void store_answer__takes_one_of_two_at_the_same_attempt(void **state)
{
    const struct scratch *at = *state;
    uint32_t sum[2];
    struct store *s = opened(at->path);
    int64_t id = begun(s, "b", 200, 1);
    store_close(s);
    run_together(at->path, STORE_JOURNAL_WAL, 2, id, 200, sum);
    assert_int_equal(sum[0], 200);
    assert_int_equal(sum[1], 200);
}

static void store_open__lets_many_create_it_at_once(void **state)
{
    const struct scratch *at = *state;
    for (int round = 0; round < 10; round++) {
        uint32_t sum[2];
        run_together(at->path, both[round % 2], 8, 0, 1, sum);
        assert_int_equal(sum[0], 8);
        assert_int_equal(unlink(at->path), 0);
    }
}

/* --- killed --- */

struct ack {
    int64_t attempt;
    int64_t place; /* -1: the attempt has begun */
};

static void send_ack(int to, int64_t attempt, int64_t place)
{
    const struct ack ack = {attempt, place};
    if (write(to, &ack, sizeof ack) != sizeof ack)
        _exit(1);
}

/* Answer until killed, and say so each time it is recorded. */
static void record(const char *path, enum store_journal journal, int to)
{
    struct store *s = NULL;
    int64_t id;
    if (store_open_as(&s, path, false, journal, NULL) != 0 ||
        try_begin(s, "b", MOST_ITEMS, 1, &id, NULL) != 0)
        _exit(1);
    send_ack(to, id, -1);
    for (size_t i = 0; i < MOST_ITEMS; i++) {
        if (store_answer(s, id, i, "s3", wrong, 2, NULL) != 0)
            _exit(1);
        send_ack(to, id, (int64_t)i);
    }
    for (;;)
        pause();
}

/* The same by a program that says so before COMMIT: what the test must catch. */
static void record_too_late(const char *path, enum store_journal journal, int to)
{
    struct store *s = NULL;
    int64_t id;
    if (store_open_as(&s, path, false, journal, NULL) != 0 ||
        try_begin(s, "b", MOST_ITEMS, 1, &id, NULL) != 0)
        _exit(1);
    send_ack(to, id, -1);
    for (size_t i = 0; i < MOST_ITEMS; i++) {
        char sql[128];
        snprintf(sql, sizeof sql,
                 "INSERT INTO answer VALUES (NULL, %d, %zu, 2, 's3', 0, 0)", (int)id, i);
        if (store_run(s, "BEGIN IMMEDIATE", "test", NULL) != 0 ||
            store_run(s, sql, "test", NULL) != 0)
            _exit(1);
        send_ack(to, id, (int64_t)i);
        if (store_run(s, "COMMIT", "test", NULL) != 0)
            _exit(1);
    }
    for (;;)
        pause();
}

/* Acknowledged answers from FROM that are not in the store. */
static size_t count_lost(struct store *s, int from, size_t *acknowledged)
{
    size_t lost = 0;
    struct ack ack;
    while (read(from, &ack, sizeof ack) == sizeof ack) {
        char sql[128];
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM answer WHERE attempt = %d AND place = %d",
                 (int)ack.attempt, (int)ack.place);
        (*acknowledged)++;
        lost += number(s, sql) != 1;
    }
    return lost;
}

/*
 * Start WRITER, kill it at some moment after its attempt began: TRIES times, on one
 * store, so that each time opens what the last one left. How many acknowledged answers
 * were lost.
 */
static size_t lost_by_killing(void (*writer)(const char *, enum store_journal, int),
                              const char *path, enum store_journal journal, int tries)
{
    size_t lost = 0, acknowledged = 0;
    for (int i = 0; i < tries; i++) {
        int end[2];
        struct ack ack;
        assert_int_equal(pipe(end), 0);
        pid_t child = fork();
        if (child == 0) {
            close(end[0]);
            writer(path, journal, end[1]);
        }
        close(end[1]);
        assert_int_equal(read(end[0], &ack, sizeof ack), sizeof ack);
        usleep((useconds_t)(i * 37 % 50) * 200); /* up to 10 ms, in no order */
        kill(child, SIGKILL);
        assert_int_equal(status_of(child), -SIGKILL);

        struct store *s = NULL;
        struct err err = {0};
        if (store_open_as(&s, path, false, journal, &err) != 0)
            fail_msg("after kill %d: %s", i, err.what);
        lost += count_lost(s, end[0], &acknowledged);
        assert_text(s, "PRAGMA integrity_check", "ok");
        store_close(s);
        close(end[0]);
    }
    assert_true(acknowledged > (size_t)tries / 2); /* else the kills came too early */
    return lost;
}

static void store_answer__survives_fifty_kills(void **state)
{
    const struct scratch *at = *state;
    assert_int_equal(lost_by_killing(record, at->path, STORE_JOURNAL_WAL, 50), 0);
}

static void store_answer__survives_fifty_kills_with_a_journal(void **state)
{
    const struct scratch *at = *state;
    assert_int_equal(lost_by_killing(record, at->path, STORE_JOURNAL_DELETE, 50), 0);
}

static void killing__finds_an_answer_that_was_acknowledged_too_early(void **state)
{
    const struct scratch *at = *state;
    assert_true(lost_by_killing(record_too_late, at->path, STORE_JOURNAL_WAL, 50) > 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(store_path__follows_the_environment),
        TEST(store_open__keeps_everything_private_whatever_the_umask),
        TEST(store_open__makes_a_readable_store_private),
        TEST(store_open__leaves_no_trace_when_it_only_looks),
        TEST(store_open__refuses_what_is_not_ours_and_leaves_it_alone),
        TEST(store_open__refuses_the_store_of_another_user),
        TEST(store_open__checks_the_pages_of_a_store_that_was_not_closed),
        TEST(store_open__says_why_it_cannot_write),
        TEST(store_open__asks_sqlite_for_durability_and_distrust),
        TEST(store_open__does_not_run_triggers_of_a_strange_file),
        TEST(store_is_network__knows_what_has_another_end),
        TEST(store_open__moves_between_journals_without_a_loss),
        TEST(store_open__makes_a_store_of_an_empty_file),
        TEST(store_migrate__goes_forward_and_keeps_what_was_recorded),
        TEST(store_migrate__takes_all_steps_or_none),
        TEST(store_answer__takes_the_first_answer_only),
        TEST(store_answer__needs_a_question_that_was_asked),
        TEST(store_flag__and_finish_change_what_is_there),
        TEST(store_begin__records_all_or_nothing),
        TEST(store_answer__tells_of_a_full_disk_and_can_go_on),
        TEST(store_answer__waits_for_a_lock_and_then_says_so),
        TEST(store_each__gives_what_was_answered_oldest_first),
        TEST(store_each__stops_when_its_taker_fails),
        TEST(store_each__refuses_marks_that_nobody_gave),
        TEST(store_missed__asks_the_last_answer_of_each_question),
        TEST(store_answer__keeps_all_answers_of_two_at_once),
        TEST(store_answer__takes_one_of_two_at_the_same_attempt),
        TEST(store_open__lets_many_create_it_at_once),
        TEST(store_answer__survives_fifty_kills),
        TEST(store_answer__survives_fifty_kills_with_a_journal),
        TEST(killing__finds_an_answer_that_was_acknowledged_too_early),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
