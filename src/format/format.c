/*
 * format.c - a bank from where it stands: a file, a folder, standard input, or the
 * program itself. What a file holds is read by format_json.c.
 */
#include "quizctl/format.h"

#include <stdlib.h>
#include <string.h>

#include "builtin.h"
#include "format_json.h"
#include "quizctl/file.h"
#include "quizctl/limits.h"

/* A bank on its way in, file by file. */
struct loading {
    size_t bytes_left; /* of LIMIT_BANK_BYTES: a folder's files count together */
    bool is_whole;     /* every file so far could be read */
};

static int load_file(struct bank *bank, const char *path, struct loading *now,
                     struct diag_sink *sink, struct err *err)
{
    struct buf text = {0};
    int rc = file_read(&text, path, now->bytes_left, err);
    if (rc == 0) {
        const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
        now->bytes_left -= text.len;
        now->is_whole &=
            format_json_read(bank, arena_text(&bank->arena, name, strlen(name)),
                             text.bytes, text.len, sink);
    }
    buf_release(&text);
    return rc;
}

static int load_folder(struct bank *bank, const char *path, struct loading *now,
                       struct diag_sink *sink, struct err *err)
{
    char **names;
    size_t count;
    struct buf file = {0};
    int rc = 0;

    if (file_list(path, ".json", &names, &count, err) != 0)
        return -1;
    if (count == 0)
        rc = err_set(err, ERR_INPUT, path, "no *.json file in this folder");
    if (count > LIMIT_BANK_FILES)
        rc = err_set(err, ERR_INPUT, path, "more than %d files; name one of them",
                     LIMIT_BANK_FILES);
    for (size_t i = 0; i < count && rc == 0; i++) {
        buf_clear(&file);
        buf_printf(&file, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/",
                   names[i]);
        rc = load_file(bank, file.bytes, now, sink, err);
    }
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
    buf_release(&file);
    return rc;
}

static void load_builtin(struct bank *bank, struct diag_sink *sink)
{
    for (size_t i = 0; i < builtin_file_count; i++)
        format_json_read(bank, builtin_files[i].name,
                         (const char *)builtin_files[i].bytes, builtin_files[i].len,
                         sink);
}

int format_load(struct bank *bank, const char *path, struct diag_sink *sink,
                struct err *err)
{
    struct bank fresh = {0};
    struct loading now = {LIMIT_BANK_BYTES, true};
    size_t errors_before = sink->errors;
    int rc = 0;

    if (path == NULL)
        load_builtin(&fresh, sink);
    else if (file_is_folder(path))
        rc = load_folder(&fresh, path, &now, sink, err);
    else
        rc = load_file(&fresh, path, &now, sink, err);
    if (rc == 0) {
        const char *name = path != NULL ? path : "the built-in bank";
        format_json_finish(&fresh, arena_text(&fresh.arena, name, strlen(name)),
                           now.is_whole, sink);
        size_t errors = sink->errors - errors_before;
        if (errors > 0)
            rc = err_set(err, ERR_INPUT, name, "this bank has %zu error%s; mend %s first",
                         errors, errors == 1 ? "" : "s", errors == 1 ? "it" : "them");
    }
    if (rc == 0) {
        bank_release(bank);
        *bank = fresh;
    } else {
        bank_release(&fresh);
    }
    return rc;
}

void format_digest(const struct bank *bank, char hex[DIGEST_HEX])
{
    struct buf text = {0};
    format_write_json(bank, 0, &text);
    digest_hex(hex, text.bytes, text.len);
    buf_release(&text);
}

void format_question_digest(const struct question *q, char hex[DIGEST_HEX])
{
    struct buf text = {0};
    format_write_question(q, 0, &text);
    digest_hex(hex, text.bytes, text.len);
    buf_release(&text);
}
