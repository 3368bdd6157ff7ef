/*
 * store_scratch.h - what the tests of the store have in common: a folder for each test,
 * and short ways to say what happens. Include it behind cmocka.h.
 */
#ifndef TESTS_STORE_SCRATCH_H
#define TESTS_STORE_SCRATCH_H

#include <dirent.h>
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

enum { MOST_ITEMS = 400 };

/* --- a folder to work in --- */

struct scratch {
    char folder[200];
    char path[250]; /* of the store: its folder is not there yet */
    mode_t mask;
};

static inline int set_up(void **state)
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

static inline int remove_tree(const char *path)
{
    DIR *folder = opendir(path);
    struct buf name = {0};
    int rc = 0;
    if (folder == NULL)
        return -1;
    for (struct dirent *e = readdir(folder); e != NULL; e = readdir(folder)) {
        struct stat st;
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        buf_clear(&name);
        buf_printf(&name, "%s/%s", path, e->d_name);
        if (lstat(name.bytes, &st) == 0 && S_ISDIR(st.st_mode))
            rc |= remove_tree(name.bytes);
        else
            rc |= unlink(name.bytes);
    }
    buf_release(&name);
    closedir(folder);
    return rc | rmdir(path);
}

static inline int tear_down(void **state)
{
    struct scratch *at = *state;
    umask(at->mask);
    int rc = remove_tree(at->folder);
    free(at);
    return rc;
}

static inline void make_folder(const struct scratch *at)
{
    char folder[250];
    snprintf(folder, sizeof folder, "%s/share/quizctl", at->folder);
    assert_int_equal(file_make_folder(folder, NULL), 0);
}

static inline void put_file(const char *path, const char *bytes, size_t len)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

static inline unsigned mode_of(const char *path)
{
    struct stat st;
    if (lstat(path, &st) != 0)
        return 0;
    return (unsigned)st.st_mode & 07777;
}

/* --- short ways to say what happens --- */

static inline struct store *opened(const char *path)
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
static inline int try_begin(struct store *s, const char *bank, size_t count,
                            int64_t started_ms, int64_t *id, struct err *err)
{
    struct store_item item[MOST_ITEMS];
    for (size_t i = 0; i < count; i++) {
        snprintf(question_name[i], sizeof question_name[i], "q%zu", i);
        static const char *const domain[] = {"d0", "d1", ""};
        item[i] = (struct store_item){.question = question_name[i],
                                      .domain = domain[i % 3],
                                      .digest = "abc",
                                      .shown = "s3 efs lustre",
                                      .key = "lustre"};
    }
    const struct store_attempt attempt = {
        .started_ms = started_ms,
        .mode = "practice",
        .seed = "7",
        .policy = "aws",
        .conditions = "",
        .bank_id = bank,
        .bank_title = "A bank",
        .bank_digest = "0123",
        .profile = "",
        .items = item,
        .item_count = count,
    };
    return store_begin(s, &attempt, id, err);
}

static inline int64_t begun(struct store *s, const char *bank, size_t count,
                            int64_t started_ms)
{
    int64_t id = 0;
    struct err err = {0};
    if (try_begin(s, bank, count, started_ms, &id, &err) != 0)
        fail_msg("%s: %s", err.where, err.what);
    return id;
}

static const struct verdict right = {MARK, true, false}, wrong = {0, false, false},
                            blank = {0, false, true}, half = {500, false, false};

/* Answer PLACE with GIVEN. */
static inline int try_answer(struct store *s, int64_t attempt, size_t place,
                             const char *given, struct verdict v, int64_t at_ms,
                             struct err *err)
{
    const struct store_answer answer = {.place = place,
                                        .given = given,
                                        .missed = "",
                                        .verdict = v,
                                        .at_ms = at_ms,
                                        .took_ms = -1};
    return store_answer(s, attempt, &answer, err);
}

static inline void answered(struct store *s, int64_t attempt, size_t place,
                            struct verdict v, int64_t at_ms)
{
    struct err err = {0};
    const char *given = v.is_right ? "lustre" : v.is_blank ? "" : "s3 efs";
    if (try_answer(s, attempt, place, given, v, at_ms, &err) != 0)
        fail_msg("%s: %s", err.where, err.what);
}

static inline int64_t number(struct store *s, const char *sql)
{
    int64_t n = -1;
    struct err err = {0};
    if (store_number(s, sql, &n, "test", &err) != 0)
        fail_msg("%s: %s", sql, err.what);
    return n;
}

static inline void assert_text(struct store *s, const char *sql, const char *want)
{
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(sqlite3_prepare_v2(s->db, sql, -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(stmt, 0), want);
    sqlite3_finalize(stmt);
}

/* Run SQL on a file by SQLite alone, as another program would. */
static inline void with_sqlite(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static inline int status_of(pid_t child)
{
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
