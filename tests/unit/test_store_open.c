/*
 * test_store_open.c - a store is private, durable, and refuses what is not a store.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>

#include "store/store_schema.h"
#include "store_scratch.h"

enum { NOBODY = 65534 };

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
    "made by a newer quizctl (schema 7, this one knows 2); update "
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
        assert_int_equal(remove_tree(share), 0);
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
        {"ours",                           "PRAGMA application_id", STORE_APPLICATION},
        {"the schema",                     "PRAGMA user_version",   2                },
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

int main(void)
{
    static const struct CMUnitTest tests[] = {
        STORE_TEST(store_path__follows_the_environment),
        STORE_TEST(store_open__keeps_everything_private_whatever_the_umask),
        STORE_TEST(store_open__makes_a_readable_store_private),
        STORE_TEST(store_open__leaves_no_trace_when_it_only_looks),
        STORE_TEST(store_open__refuses_what_is_not_ours_and_leaves_it_alone),
        STORE_TEST(store_open__refuses_the_store_of_another_user),
        STORE_TEST(store_open__checks_the_pages_of_a_store_that_was_not_closed),
        STORE_TEST(store_open__says_why_it_cannot_write),
        STORE_TEST(store_open__asks_sqlite_for_durability_and_distrust),
        STORE_TEST(store_open__does_not_run_triggers_of_a_strange_file),
        STORE_TEST(store_is_network__knows_what_has_another_end),
        STORE_TEST(store_open__moves_between_journals_without_a_loss),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
