/*
 * format.c - the table of formats, and a bank from where it stands: a file, a folder,
 * standard input, or the program itself.
 *
 * In:   paths.
 * Out:  one bank, its problems and its losses. What a file holds is read by
 *       format_<name>.c; what all readers of other people's formats share is draft.c.
 */
#include "quizctl/format.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "builtin.h"
#include "draft.h"
#include "format_json.h"
#include "formats.h"
#include "quizctl/file.h"
#include "quizctl/json.h"
#include "quizctl/limits.h"
#include "quizctl/text.h"
#include "without_key.h"

/* Of two that recognise a content, the first has it. */
/* clang-format off */
const struct format *const format_table[] = {
    &format_json,
    &format_moodle,
    &format_qti,
    &format_anki,
    &format_gift,
    &format_aiken,
    &format_csv,
    &format_tsv,
    &format_markdown,
    &format_html,
    NULL,
};
/* clang-format on */

const struct format *format_find(const char *name)
{
    for (size_t i = 0; format_table[i] != NULL; i++)
        if (strcmp(format_table[i]->name, name) == 0)
            return format_table[i];
    return NULL;
}

static bool has_end(const char *path, const char *end)
{
    size_t len = strlen(path), tail = strlen(end);
    return len > tail && strcasecmp(path + len - tail, end) == 0;
}

const struct format *format_by_path(const char *path)
{
    for (size_t i = 0; format_table[i] != NULL; i++)
        for (const char *const *ext = format_table[i]->exts; *ext != NULL; ext++)
            if (has_end(path, *ext))
                return format_table[i];
    return NULL;
}

const struct format *format_of(const char *path, const char *text, size_t len)
{
    for (size_t i = 0; format_table[i] != NULL; i++)
        if (format_table[i]->recognise != NULL && format_table[i]->recognise(text, len))
            return format_table[i];
    const struct format *f = format_by_path(path);
    return f != NULL && f->read != NULL ? f : NULL;
}

/* --- a text before it is read --- */

static void drop_front(struct buf *text, size_t count)
{
    memmove(text->bytes, text->bytes + count, text->len - count + 1);
    text->len -= count;
}

/* "\r\n" and "\r" become "\n". */
static void mend_line_ends(struct buf *text)
{
    char *from = memchr(text->bytes, '\r', text->len);
    char *end = text->bytes + text->len, *to = from;
    if (from == NULL)
        return;
    for (; from < end; from++) {
        if (*from == '\r' && from[1] == '\n')
            continue;
        *to++ = *from == '\r' ? '\n' : *from;
    }
    *to = '\0';
    text->len = (size_t)(to - text->bytes);
}

/* Make TEXT what a reader of text expects, or tell what it is instead. */
static bool prepare_text(struct import *in, struct buf *text)
{
    if (text->len >= 2 && (memcmp(text->bytes, "\xff\xfe", 2) == 0 ||
                           memcmp(text->bytes, "\xfe\xff", 2) == 0)) {
        diag_error(in->sink, (struct place){in->path, 1, 1}, "bad-utf8",
                   "this is UTF-16; save it as UTF-8");
        return false;
    }
    if (text->len >= 3 && memcmp(text->bytes, "\xef\xbb\xbf", 3) == 0)
        drop_front(text, 3);
    size_t bad = text_bad_byte(text->bytes, text->len);
    if (bad < text->len) {
        struct place at = json_locate((struct place){in->path, 1, 1}, text->bytes, bad);
        if (text->bytes[bad] == '\0')
            diag_error(in->sink, at, "bad-utf8", "a NUL byte stands in the text");
        else
            diag_error(in->sink, at, "bad-utf8",
                       "byte 0x%02x is no UTF-8 text; save the file as UTF-8",
                       (unsigned char)text->bytes[bad]);
        return false;
    }
    mend_line_ends(text);
    return true;
}

/* --- files --- */

/* What is being loaded. */
struct loading {
    struct import in;
    const struct format *from; /* of every file; NULL: each says it itself */
    size_t bytes_left;         /* of LIMIT_BANK_BYTES: all files count together */
    bool has_json;             /* some file is a bank's own: its head may be missed */
    size_t json_errors;        /* of files in JSON: nothing of a bank is guessed */
    size_t unread;             /* files with an error */
};

static void read_text(struct loading *now, const char *path, struct buf *text)
{
    struct import *in = &now->in;
    const struct format *format =
        now->from != NULL ? now->from : format_of(path, buf_str(text), text->len);
    size_t before = in->sink->errors;

    if (format == NULL)
        diag_error(in->sink, (struct place){in->path, 0, 0}, "format",
                   "no format is recognised in it; see quizctl help formats");
    else if (!format->is_text || prepare_text(in, text))
        format->read(in, text->bytes, text->len);
    in->is_whole &= format != NULL;

    size_t errors = in->sink->errors - before;
    now->has_json |= format == &format_json;
    if (format == &format_json)
        now->json_errors += errors;
    if (errors > 0)
        now->unread++;
}

static int load_file(struct loading *now, const char *path, struct err *err)
{
    struct buf text = {0};
    int rc = file_read(&text, path, now->bytes_left, err);
    if (rc == 0) {
        const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
        now->bytes_left -= text.len;
        now->in.path = arena_text(&now->in.bank->arena, name, strlen(name));
        read_text(now, path, &text);
    }
    buf_release(&text);
    return rc;
}

static bool is_wanted(const char *name, const char *const *exts)
{
    for (; *exts != NULL; exts++)
        if (has_end(name, *exts))
            return true;
    return false;
}

/* Of NAMES keep those of one format: FROM, else JSON where there is any, else that of the
 * first name that some format reads. */
static void keep_wanted(char **names, size_t *count, const struct format *from)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count && from == NULL; i++)
        if (is_wanted(names[i], format_json.exts))
            from = &format_json;
    for (size_t i = 0; i < *count && from == NULL; i++) {
        const struct format *f = format_by_path(names[i]);
        if (f != NULL && f->read != NULL)
            from = f;
    }
    for (size_t i = 0; i < *count; i++) {
        if (from != NULL && is_wanted(names[i], from->exts))
            names[kept++] = names[i];
        else
            free(names[i]);
    }
    *count = kept;
}

static int load_folder(struct loading *now, const char *path, struct err *err)
{
    char **names;
    size_t count;
    struct buf file = {0};
    int rc = 0;

    if (file_list(path, "", &names, &count, err) != 0)
        return -1;
    keep_wanted(names, &count, now->from);
    if (count == 0)
        rc = err_set(err, ERR_INPUT, path, "no *%s file in this folder",
                     (now->from != NULL ? now->from : &format_json)->exts[0]);
    if (count > LIMIT_BANK_FILES)
        rc = err_set(err, ERR_INPUT, path, "more than %d files; name one of them",
                     LIMIT_BANK_FILES);
    for (size_t i = 0; i < count && rc == 0; i++) {
        buf_clear(&file);
        buf_printf(&file, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/",
                   names[i]);
        rc = load_file(now, file.bytes, err);
    }
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
    buf_release(&file);
    return rc;
}

static int load_path(struct loading *now, const char *path, struct err *err)
{
    return file_is_folder(path) ? load_folder(now, path, err) : load_file(now, path, err);
}

static void load_builtin(struct loading *now)
{
    now->has_json = true;
    for (size_t i = 0; i < builtin_file_count; i++) {
        now->in.path = builtin_files[i].name;
        format_json_read(&now->in, (const char *)builtin_files[i].bytes,
                         builtin_files[i].len);
    }
}

/* All files are in. -1 when the bank has ERRORS, by then or by the rules of a whole. */
static int finish(struct loading *now, const char *name, size_t errors, struct err *err)
{
    struct bank *bank = now->in.bank;
    size_t before = now->in.sink->errors;
    if (!now->has_json && !now->in.has_draft && now->in.is_whole)
        return err_set(err, ERR_INPUT, name, "no question could be read");
    name = arena_text(&bank->arena, name, strlen(name));
    import_finish(&now->in, name);
    format_json_finish(bank, name, now->in.is_whole, now->in.sink);
    errors += now->in.sink->errors - before;
    if (errors == 0)
        return 0;
    return err_set(err, ERR_INPUT, name, "this bank has %zu error%s; mend %s first",
                   errors, errors == 1 ? "" : "s", errors == 1 ? "it" : "them");
}

/* The bank takes FRESH when RC is 0. */
static int settle(struct loading *now, struct bank *bank, struct bank *fresh, int rc)
{
    import_release(&now->in);
    if (rc != 0) {
        bank_release(fresh);
        return -1;
    }
    bank_release(bank);
    *bank = *fresh;
    return 0;
}

int format_load(struct bank *bank, const char *path, struct diag_sink *sink,
                struct loss_sink *losses, struct err *err)
{
    struct bank fresh = {0};
    struct loss_sink unheard = {0};
    struct loading now = {
        .in = {.bank = &fresh,
               .sink = sink,
               .losses = losses != NULL ? losses : &unheard,
               .is_whole = true},
        .bytes_left = LIMIT_BANK_BYTES,
    };
    size_t before = sink->errors;
    int rc = 0;

    if (path == NULL)
        load_builtin(&now);
    else
        rc = load_path(&now, path, err);
    if (rc == 0)
        rc = finish(&now, path != NULL ? path : "the built-in bank",
                    sink->errors - before, err);
    return settle(&now, bank, &fresh, rc);
}

int format_import(struct bank *bank, char *const *paths, size_t path_count,
                  const struct format *from, struct diag_sink *sink,
                  struct loss_sink *losses, size_t *unread, struct err *err)
{
    struct bank fresh = {0};
    struct loading now = {
        .in = {.bank = &fresh, .sink = sink, .losses = losses, .is_whole = true},
        .from = from,
        .bytes_left = LIMIT_BANK_BYTES,
    };
    int rc = 0;
    for (size_t i = 0; i < path_count && rc == 0; i++)
        rc = load_path(&now, paths[i], err);
    if (rc == 0)
        rc = finish(&now, paths[0], now.json_errors, err);
    if (rc == 0 && fresh.question_count == 0)
        rc = err_set(err, ERR_INPUT, paths[0], "no question could be read");
    *unread = now.unread;
    return settle(&now, bank, &fresh, rc);
}

/* --- out --- */

int format_write(const struct format *format, const struct bank *bank,
                 const struct format_plan *plan, struct buf *out, struct err *err)
{
    struct arena space = {0};
    const struct bank shown = plan->with_key ? *bank : without_key(bank, &space);
    int rc = format->write(&shown, plan, out, err);
    arena_release(&space);
    return rc;
}

/* --- digests --- */

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
