/*
 * test_file.c - a file appears whole or not at all, and reading says what is in the way.
 *
 * Each test works in a fresh folder, which is its current folder.
 */
#define _GNU_SOURCE /* nftw, O_TMPFILE */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "child.h"
#include "quizctl/file.h"
#include "quizctl/mem.h"

/* --- the folder --- */

struct scratch {
    char folder[200];
    mode_t mask;
};

static int set_up(void **state)
{
    const char *tmp = getenv("TMPDIR");
    struct scratch *s = mem_get(sizeof *s);
    snprintf(s->folder, sizeof s->folder, "%s/quizctl-file-XXXXXX", tmp ? tmp : "/tmp");
    s->mask = umask(022);
    *state = s;
    return mkdtemp(s->folder) != NULL && chdir(s->folder) == 0 ? 0 : -1;
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
    struct scratch *s = *state;
    umask(s->mask);
    int rc = chdir("/") | nftw(s->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(s);
    return rc;
}

/* The names in the current folder, each with a space behind it. */
static void assert_names(const char *want)
{
    char **names, got[400] = "";
    size_t count, len = 0;
    assert_int_equal(file_list(".", "", &names, &count, NULL), 0);
    for (size_t i = 0; i < count; i++) {
        len += (size_t)snprintf(got + len, sizeof got - len, "%s ", names[i]);
        free(names[i]);
    }
    free(names);
    assert_string_equal(got, want);
}

static void assert_holds(const char *path, const char *want)
{
    struct buf text = {0};
    struct err err = {0};
    if (file_read(&text, path, 1000, &err) != 0)
        fail_msg("%s: %s", err.where, err.what);
    assert_string_equal(text.bytes, want);
    buf_release(&text);
}

/* All of it, as a caller does it; 0 or -1. */
static int put(const char *path, const char *text, struct err *err)
{
    struct file_out out;
    if (file_out_open(&out, path, err) != 0)
        return -1;
    if (file_out_add(&out, text, strlen(text), err) != 0) {
        file_out_drop(&out);
        return -1;
    }
    return file_out_commit(&out, err);
}

static void must_put(const char *path, const char *text)
{
    struct err err = {0};
    if (put(path, text, &err) != 0)
        fail_msg("%s: %s", err.where, err.what);
}

static mode_t mode_of(const char *path)
{
    struct stat st;
    assert_int_equal(lstat(path, &st), 0);
    return st.st_mode & 07777;
}

/* --- a system that fails: these stand before the C library's --- */

/* The fsync that fails, counted from now; 0: none. */
static int failing_fsync;

int fsync(int fd)
{
    if (failing_fsync > 0 && --failing_fsync == 0) {
        errno = EIO;
        return -1;
    }
    return (int)syscall(SYS_fsync, fd);
}

/* How much a write takes at most, and every second one is interrupted; 0: as it is. */
static size_t short_write;

ssize_t write(int fd, const void *bytes, size_t size)
{
    static bool is_interrupted;
    if (short_write > 0 && fd != STDERR_FILENO) {
        is_interrupted = !is_interrupted;
        if (is_interrupted) {
            errno = EINTR;
            return -1;
        }
        size = size < short_write ? size : short_write;
    }
    return syscall(SYS_write, fd, bytes, size);
}

/* --- out --- */

static void file_out_commit__makes_a_file(void **state)
{
    (void)state;
    must_put("new", "first");
    assert_holds("new", "first");
    must_put("new", "second, longer");
    must_put("new", "3");
    assert_holds("new", "3");
    must_put("empty", "");
    assert_holds("empty", "");
    assert_names("empty new ");
}

static void file_out_commit__writes_much_in_spite_of_short_writes(void **state)
{
    (void)state;
    struct file_out out;
    struct buf want = {0}, got = {0};
    short_write = 10007;
    assert_int_equal(file_out_open(&out, "much", NULL), 0);
    for (size_t len = 1; len < 300000; len = len * 3 + 1) {
        size_t before = want.len;
        buf_fill(&want, (char)('a' + len % 26), len);
        assert_int_equal(file_out_add(&out, want.bytes + before, len, NULL), 0);
    }
    assert_int_equal(file_out_commit(&out, NULL), 0);
    short_write = 0;
    assert_int_equal(file_read(&got, "much", 1000000, NULL), 0);
    assert_int_equal(got.len, want.len);
    assert_memory_equal(got.bytes, want.bytes, want.len);
    buf_release(&want);
    buf_release(&got);
}

static void file_out_drop__leaves_everything_as_it_was(void **state)
{
    (void)state;
    struct file_out out;
    struct buf much = {0};
    must_put("old", "old");
    buf_fill(&much, 'x', 200000); /* more than is held back */
    static const char *const path[] = {"old", "new"};
    for (size_t i = 0; i < COUNT(path); i++) {
        assert_int_equal(file_out_open(&out, path[i], NULL), 0);
        assert_int_equal(file_out_add(&out, much.bytes, much.len, NULL), 0);
        assert_holds("old", "old"); /* until the end */
        file_out_drop(&out);
        file_out_drop(&out); /* a second time is fine */
    }
    buf_release(&much);
    assert_holds("old", "old");
    assert_names("old ");
}

/* The disk is full behind 100,000 bytes: what the system calls a limit on file size. */
static int put_too_much(void *path)
{
    struct rlimit limit = {100000, 100000};
    struct err err = {0};
    struct buf much = {0};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    buf_fill(&much, 'x', 300000);
    int rc = put(path, much.bytes, &err);
    buf_release(&much);
    dprintf(STDERR_FILENO, "%s: %s", err.where, err.what);
    return rc == 0 ? 0 : (int)err.code;
}

static void file_out_commit__keeps_the_old_file_when_the_disk_is_full(void **state)
{
    (void)state;
    must_put("old", "old");
    static char old[] = "old", new[] = "new";
    struct child_end end = child_run(put_too_much, old);
    assert_int_equal(end.status, 4);
    assert_string_equal(end.told, "old: cannot write it: file too large");
    assert_int_equal(child_run(put_too_much, new).status, 4);
    assert_holds("old", "old");
    assert_names("old ");
}

static void file_out_commit__keeps_the_old_file_when_it_cannot_be_synced(void **state)
{
    (void)state;
    struct err err = {0};
    must_put("old", "old");
    failing_fsync = 1;
    assert_int_equal(put("old", "new", &err), -1);
    assert_string_equal(err.what, "cannot sync it: input/output error");
    assert_int_equal(err.code, ERR_MACHINE);
    assert_holds("old", "old");
    assert_names("old ");
}

static void file_out_commit__tells_when_the_folder_cannot_be_synced(void **state)
{
    (void)state;
    struct err err = {0};
    failing_fsync = 2;
    assert_int_equal(put("new", "new", &err), -1);
    assert_string_equal(err.what, "cannot sync the folder: input/output error");
    assert_holds("new", "new"); /* it stands there, but may be lost with the power */
    assert_names("new ");
}

static void file_out_commit__leaves_nothing_when_it_cannot_replace(void **state)
{
    (void)state;
    struct file_out out;
    struct err err = {0};
    assert_int_equal(file_out_open(&out, "name", &err), 0);
    assert_int_equal(mkdir("name", 0700), 0); /* meanwhile, by somebody else */
    assert_int_equal(file_out_commit(&out, &err), -1);
    assert_string_equal(err.what, "cannot replace it: is a directory");
    assert_names("name ");
}

static void file_out_commit__gives_the_mode_a_file_should_have(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        mode_t mask, before, after; /* before 0: no such file */
    } row[] = {
        {"a new file follows the umask",   022, 0,    0644},
        {"a strict one too",               077, 0,    0600},
        {"a private file stays private",   022, 0600, 0600},
        {"a shared one stays shared",      077, 0664, 0664},
        {"one that could be run stays so", 022, 0755, 0755},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        umask(row[i].mask);
        remove("file");
        if (row[i].before != 0) {
            must_put("file", "old");
            assert_int_equal(chmod("file", row[i].before), 0);
        }
        must_put("file", "new");
        if (mode_of("file") != row[i].after)
            fail_msg("%s: got %o", row[i].why, (unsigned)mode_of("file"));
    }
}

/* The system's own open(), but where it cannot make a file without a name. */
static bool has_no_unnamed;

int open(const char *path, int flags, ...)
{
    bool is_unnamed = (flags & O_TMPFILE) == O_TMPFILE;
    mode_t mode = 0;
    if (is_unnamed || (flags & O_CREAT) != 0) {
        va_list ap;
        va_start(ap, flags);
        mode = va_arg(ap, mode_t);
        va_end(ap);
    }
    if (is_unnamed && has_no_unnamed) {
        errno = EOPNOTSUPP;
        return -1;
    }
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

static void file_out_open__hides_what_is_not_whole(void **state)
{
    (void)state;
    struct file_out out;
    has_no_unnamed = true;
    assert_int_equal(file_out_open(&out, "file", NULL), 0);
    has_no_unnamed = false;
    assert_int_equal(mode_of(out.temp), 0600);
    assert_int_equal(file_out_add(&out, "text", 4, NULL), 0);
    assert_int_equal(file_out_commit(&out, NULL), 0);
    assert_holds("file", "text");
    assert_names("file ");
}

static void file_out_open__leaves_nothing_of_what_is_not_whole(void **state)
{
    (void)state;
    struct file_out out;
    assert_int_equal(file_out_open(&out, "file", NULL), 0);
    if (!out.is_unnamed) {
        file_out_drop(&out);
        skip(); /* this file system cannot */
    }
    assert_names(""); /* so a kill leaves nothing either */
    must_put("file", "of another");
    assert_int_equal(file_out_add(&out, "ours", 4, NULL), 0);
    assert_int_equal(file_out_commit(&out, NULL), 0);
    assert_holds("file", "ours");
    assert_names("file ");
}

static void file_out_commit__follows_a_link_to_its_file(void **state)
{
    (void)state;
    assert_int_equal(mkdir("there", 0700), 0);
    must_put("there/file", "old");
    assert_int_equal(symlink("there/file", "link"), 0);
    assert_int_equal(symlink("link", "second"), 0);
    must_put("second", "new");
    assert_holds("there/file", "new");
    struct stat st;
    assert_int_equal(lstat("link", &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(lstat("second", &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_names("link second there ");
    assert_int_equal(chdir("there"), 0);
    assert_names("file ");
}

static void file_out_open__says_what_is_in_the_way(void **state)
{
    (void)state;
    static const struct {
        const char *path, *what;
    } row[] = {
        {"folder",     "this is a folder; name a file in it"                       },
        {"folder/",    "this is a folder; name a file in it"                       },
        {"no/file",    "its folder does not exist"                                 },
        {"file/file",  "cannot write beside it: not a directory"                   },
        {"",           "cannot write to a file without a name"                     },
        {"to-nowhere", "cannot follow this link: no such file or directory"        },
        {"in-circles", "cannot follow this link: too many levels of symbolic links"},
    };
    must_put("file", "old");
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(symlink("nowhere", "to-nowhere"), 0);
    assert_int_equal(symlink("in-circles", "in-circles"), 0);
    for (size_t i = 0; i < COUNT(row); i++) {
        struct err err = {0};
        struct file_out out;
        if (file_out_open(&out, row[i].path, &err) == 0)
            fail_msg("'%s' was opened", row[i].path);
        if (err.code != ERR_MACHINE || strcmp(err.where, row[i].path) != 0 ||
            strcmp(err.what, row[i].what) != 0)
            fail_msg("'%s': got %d %s: %s", row[i].path, err.code, err.where, err.what);
        file_out_drop(&out); /* a failed open needs none, and suffers it */
    }
    assert_names("file folder in-circles to-nowhere ");
}

/* As somebody who is not root, whom every folder obeys. */
static int put_as_nobody(void *path)
{
    struct err err = {0};
    if (geteuid() == 0 && setuid(65534) != 0)
        return 77;
    int rc = put(path, "new", &err);
    dprintf(STDERR_FILENO, "%s: %s", err.where, err.what);
    return rc == 0 ? 0 : (int)err.code;
}

static void file_out_open__needs_a_folder_it_may_write_in(void **state)
{
    struct scratch *s = *state;
    static char path[] = "folder/new";
    assert_int_equal(chmod(s->folder, 0755), 0);
    assert_int_equal(mkdir("folder", 0755), 0);
    assert_int_equal(chmod("folder", 0555), 0);
    struct child_end end = child_run(put_as_nobody, path);
    if (end.status == 77)
        skip();
    assert_int_equal(end.status, 4);
    assert_string_equal(end.told,
                        "folder/new: cannot write beside it: permission denied");
    assert_int_equal(chmod("folder", 0755), 0);
}

static void file_out_open__refuses_a_file_that_may_not_be_written(void **state)
{
    struct scratch *s = *state;
    static char path[] = "old";
    assert_int_equal(chmod(s->folder, 0777), 0);
    must_put("old", "old");
    assert_int_equal(chmod("old", 0444), 0);
    struct child_end end = child_run(put_as_nobody, path);
    if (end.status == 77)
        skip();
    assert_int_equal(end.status, 4);
    assert_string_equal(end.told, "old: cannot write it: permission denied");
    assert_holds("old", "old");
}

static void file_out_commit__tells_when_a_device_is_full(void **state)
{
    (void)state;
    struct err err = {0};
    if (access("/dev/full", W_OK) != 0)
        skip();
    assert_int_equal(put("/dev/full", "text", &err), -1);
    assert_int_equal(err.code, ERR_MACHINE);
    assert_string_equal(err.where, "/dev/full");
    assert_string_equal(err.what, "cannot write it: no space left on device");
    must_put("/dev/null", "text");
    struct stat st;
    assert_int_equal(stat("/dev/null", &st), 0);
    assert_true(S_ISCHR(st.st_mode)); /* not replaced */
}

enum stdout_kind { STDOUT_FULL, STDOUT_CLOSED, STDOUT_BROKEN_PIPE };

static int put_to_stdout(void *kind)
{
    struct err err = {0};
    int ends[2];
    signal(SIGPIPE, SIG_IGN);
    if (pipe(ends) != 0)
        return 77;
    close(ends[0]);
    int lost = ends[1];
    if (*(enum stdout_kind *)kind == STDOUT_FULL)
        lost = open("/dev/full", O_WRONLY);
    if (*(enum stdout_kind *)kind == STDOUT_CLOSED)
        close(STDOUT_FILENO);
    else if (dup2(lost, STDOUT_FILENO) < 0)
        return 77;
    int rc = put("-", "text", &err);
    dprintf(STDERR_FILENO, "%s: %s", err.where, err.what);
    return rc == 0 ? 0 : (int)err.code;
}

static void file_out_commit__tells_when_standard_output_is_lost(void **state)
{
    (void)state;
    static const struct {
        enum stdout_kind kind;
        const char *told;
    } row[] = {
        {STDOUT_FULL,        "standard output: cannot write it: no space left on device"},
        {STDOUT_CLOSED,      "standard output: cannot write it: bad file descriptor"    },
        {STDOUT_BROKEN_PIPE, "standard output: cannot write it: broken pipe"            },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        enum stdout_kind kind = row[i].kind;
        struct child_end end = child_run(put_to_stdout, &kind);
        if (end.status == 77)
            continue;
        assert_string_equal(end.told, row[i].told);
        assert_int_equal(end.status, 4);
    }
}

static int put_to_stdout_file(void *path)
{
    int fd = open("captured", O_WRONLY | O_CREAT | O_APPEND, 0600);
    return dup2(fd, STDOUT_FILENO) < 0 || put(path, "text\n", NULL) != 0;
}

static void file_out_commit__writes_to_standard_output(void **state)
{
    (void)state;
    static char dash[] = "-";
    assert_int_equal(child_run(put_to_stdout_file, dash).status, 0);
    assert_int_equal(child_run(put_to_stdout_file, NULL).status, 0);
    assert_holds("captured", "text\ntext\n");
}

/* --- in --- */

static void file_read__says_what_is_in_the_way(void **state)
{
    (void)state;
    static const struct {
        const char *path, *what;
    } row[] = {
        {"missing",   "cannot open it: no such file or directory"},
        {"file/file", "cannot open it: not a directory"          },
        {"folder",    "this is a folder; name a file in it"      },
        {"",          "cannot open it: no such file or directory"},
        {"large",     "larger than the 1 MB that are read"       },
    };
    must_put("file", "text");
    assert_int_equal(mkdir("folder", 0700), 0);
    must_put("large", "");
    assert_int_equal(truncate("large", 1024 * 1024 + 1), 0);
    struct buf text = {0};
    for (size_t i = 0; i < COUNT(row); i++) {
        struct err err = {0};
        if (file_read(&text, row[i].path, 1024 * 1024, &err) == 0)
            fail_msg("'%s' was read", row[i].path);
        if (err.code != ERR_INPUT || strcmp(err.where, row[i].path) != 0 ||
            strcmp(err.what, row[i].what) != 0)
            fail_msg("'%s': got %d %s: %s", row[i].path, err.code, err.where, err.what);
        assert_int_equal(file_read(&text, row[i].path, 1024 * 1024, NULL), -1);
    }
    buf_release(&text);
}

static void file_read__takes_a_file_up_to_the_limit(void **state)
{
    (void)state;
    struct buf text = {0};
    must_put("empty", "");
    must_put("five", "12345");
    must_put("large", "");
    assert_int_equal(truncate("large", 1024 * 1024), 0);
    assert_int_equal(file_read(&text, "five", 5, NULL), 0);
    assert_string_equal(text.bytes, "12345");
    assert_int_equal(file_read(&text, "five", 4, NULL), -1);
    assert_int_equal(file_read(&text, "large", 1024 * 1024, NULL), 0);
    assert_int_equal(text.len, 1024 * 1024);
    assert_int_equal(text.bytes[text.len], 0);
    assert_int_equal(file_read(&text, "empty", 0, NULL), 0); /* clears what was in it */
    assert_int_equal(text.len, 0);
    assert_string_equal(text.bytes, "");
    buf_release(&text);
}

static int read_standard_input(void *limit)
{
    struct buf text = {0};
    struct err err = {0};
    int fd = open("input", O_RDONLY);
    dup2(fd, STDIN_FILENO);
    int rc = file_read(&text, "-", *(size_t *)limit, &err);
    dprintf(STDERR_FILENO, "%s", rc == 0 ? text.bytes : err.what);
    buf_release(&text);
    return rc == 0 ? 0 : (int)err.code;
}

static void file_read__takes_standard_input(void **state)
{
    (void)state;
    size_t limit = 100;
    must_put("input", "line one\nline two\n");
    struct child_end end = child_run(read_standard_input, &limit);
    assert_int_equal(end.status, 0);
    assert_string_equal(end.told, "line one\nline two\n");
    limit = 5;
    assert_int_equal(child_run(read_standard_input, &limit).status, 3);
    limit = 100;
    assert_int_equal(unlink("input"), 0);
    assert_int_equal(mkdir("input", 0700), 0);
    end = child_run(read_standard_input, &limit);
    assert_string_equal(end.told, "this is a folder; name a file in it");
    assert_int_equal(end.status, 3);
}

static void file_in_read__goes_through_in_chunks(void **state)
{
    (void)state;
    char chunk[4];
    int fd;
    must_put("file", "123456");
    assert_int_equal(file_in_open("file", &fd, NULL), 0);
    assert_int_equal(file_in_read(fd, "file", chunk, 4, NULL), 4);
    assert_memory_equal(chunk, "1234", 4);
    assert_int_equal(file_in_read(fd, "file", chunk, 4, NULL), 2);
    assert_memory_equal(chunk, "56", 2);
    assert_int_equal(file_in_read(fd, "file", chunk, 4, NULL), 0);
    file_in_close(fd);
    struct err err = {0};
    assert_int_equal(file_in_read(fd, "file", chunk, 4, &err), -1);
    assert_string_equal(err.what, "cannot read it: bad file descriptor");
    assert_int_equal(err.code, ERR_MACHINE);
}

/* --- folders --- */

static void file_list__sorts_by_byte_and_leaves_hidden_ones_out(void **state)
{
    (void)state;
    static const char *const made[] = {"b.json",  "B.json",  "a.json",
                                       "10.json", "9.json",  ".h.json",
                                       "c.JSON",  "d.json~", "json"};
    for (size_t i = 0; i < COUNT(made); i++)
        must_put(made[i], "");
    char **names;
    size_t count;
    assert_int_equal(file_list(".", ".json", &names, &count, NULL), 0);
    static const char *const want[] = {"10.json", "9.json", "B.json", "a.json", "b.json"};
    assert_int_equal(count, COUNT(want));
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(names[i], want[i]);
        free(names[i]);
    }
    free(names);
    assert_int_equal(file_list(".", ".csv", &names, &count, NULL), 0);
    assert_int_equal(count, 0);
    free(names);
}

static void file_list__says_when_there_is_no_such_folder(void **state)
{
    (void)state;
    char **names;
    size_t count;
    struct err err = {0};
    must_put("file", "");
    assert_int_equal(file_list("missing", "", &names, &count, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.what, "cannot open the folder: no such file or directory");
    assert_int_equal(file_list("file", "", &names, &count, &err), -1);
    assert_string_equal(err.what, "cannot open the folder: not a directory");
    assert_int_equal(file_list("file", "", &names, &count, NULL), -1);
}

static void file_is_folder__knows_one(void **state)
{
    (void)state;
    must_put("file", "");
    assert_int_equal(symlink(".", "link"), 0);
    assert_true(file_is_folder("."));
    assert_true(file_is_folder("link"));
    assert_false(file_is_folder("file"));
    assert_false(file_is_folder("missing"));
    assert_false(file_is_folder(""));
}

static void file_make_folder__makes_the_missing_parents(void **state)
{
    (void)state;
    struct scratch *s = *state;
    char path[250];
    umask(0);
    assert_int_equal(file_make_folder("one", NULL), 0);
    assert_int_equal(file_make_folder("one/two/three", NULL), 0);
    assert_int_equal(file_make_folder("one/two/three", NULL), 0);
    assert_int_equal(file_make_folder("one//four/", NULL), 0);
    snprintf(path, sizeof path, "%s/five/six", s->folder);
    assert_int_equal(file_make_folder(path, NULL), 0);
    static const char *const made[] = {"one",      "one/two", "one/two/three",
                                       "one/four", "five",    "five/six"};
    for (size_t i = 0; i < COUNT(made); i++)
        if (!file_is_folder(made[i]) || mode_of(made[i]) != 0700)
            fail_msg("%s", made[i]);
}

static void file_make_folder__says_what_is_in_the_way(void **state)
{
    (void)state;
    static const struct {
        const char *path, *where, *what;
    } row[] = {
        {"file",     "file",     "this is not a folder"                             },
        {"file/sub", "file/sub", "cannot make the folder: not a directory"          },
        {"",         "",         "cannot make the folder: no such file or directory"},
    };
    must_put("file", "");
    for (size_t i = 0; i < COUNT(row); i++) {
        struct err err = {0};
        if (file_make_folder(row[i].path, &err) == 0)
            fail_msg("'%s' was made", row[i].path);
        if (err.code != ERR_MACHINE || strcmp(err.where, row[i].where) != 0 ||
            strcmp(err.what, row[i].what) != 0)
            fail_msg("'%s': got %s: %s", row[i].path, err.where, err.what);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(file_out_commit__makes_a_file),
        TEST(file_out_commit__writes_much_in_spite_of_short_writes),
        TEST(file_out_drop__leaves_everything_as_it_was),
        TEST(file_out_commit__keeps_the_old_file_when_the_disk_is_full),
        TEST(file_out_commit__keeps_the_old_file_when_it_cannot_be_synced),
        TEST(file_out_commit__tells_when_the_folder_cannot_be_synced),
        TEST(file_out_commit__leaves_nothing_when_it_cannot_replace),
        TEST(file_out_commit__gives_the_mode_a_file_should_have),
        TEST(file_out_open__hides_what_is_not_whole),
        TEST(file_out_open__leaves_nothing_of_what_is_not_whole),
        TEST(file_out_commit__follows_a_link_to_its_file),
        TEST(file_out_open__says_what_is_in_the_way),
        TEST(file_out_open__needs_a_folder_it_may_write_in),
        TEST(file_out_open__refuses_a_file_that_may_not_be_written),
        TEST(file_out_commit__tells_when_a_device_is_full),
        TEST(file_out_commit__tells_when_standard_output_is_lost),
        TEST(file_out_commit__writes_to_standard_output),
        TEST(file_read__says_what_is_in_the_way),
        TEST(file_read__takes_a_file_up_to_the_limit),
        TEST(file_read__takes_standard_input),
        TEST(file_in_read__goes_through_in_chunks),
        TEST(file_list__sorts_by_byte_and_leaves_hidden_ones_out),
        TEST(file_list__says_when_there_is_no_such_folder),
        TEST(file_is_folder__knows_one),
        TEST(file_make_folder__makes_the_missing_parents),
        TEST(file_make_folder__says_what_is_in_the_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
