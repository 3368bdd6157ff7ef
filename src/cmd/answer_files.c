/*
 * answer_files.c - operands to paths; see answer_files.h. Whether a path can be read is
 * found out when it is graded: one bad file does not stop the others.
 */
#include "answer_files.h"

#include <stdlib.h>
#include <string.h>

#include "quizctl/buf.h"
#include "quizctl/file.h"

static void put(struct answer_files *f, const char *path, size_t len)
{
    MEM_ROOM(f->paths, f->count, f->cap);
    f->paths[f->count++] = arena_text(&f->arena, path, len);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Files of FOLDER whose names end in SUFFIX. */
static int put_files(struct answer_files *f, const char *folder, const char *suffix,
                     struct err *err)
{
    char **names;
    size_t count;
    struct buf path = {0};
    if (file_list(folder, suffix, &names, &count, err) != 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        buf_clear(&path);
        buf_printf(&path, "%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/",
                   names[i]);
        put(f, path.bytes, path.len);
        free(names[i]);
    }
    free(names);
    buf_release(&path);
    return 0;
}

static int put_folder(struct answer_files *f, const char *folder, struct err *err)
{
    static const char *const suffixes[] = {".json", ".jsonl", ".csv"};
    size_t before = f->count;
    for (size_t i = 0; i < COUNT(suffixes); i++)
        if (put_files(f, folder, suffixes[i], err) != 0)
            return -1;
    if (f->count == before)
        return err_set(err, ERR_INPUT, folder,
                       "no *.json, *.jsonl or *.csv file in this folder");
    qsort(f->paths + before, f->count - before, sizeof *f->paths, by_name);
    return 0;
}

int answer_files_find(struct answer_files *f, char *const *operands, size_t count,
                      struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        if (!file_is_folder(operands[i]))
            put(f, operands[i], strlen(operands[i]));
        else if (put_folder(f, operands[i], err) != 0)
            return -1;
    }
    return 0;
}

void answer_files_release(struct answer_files *f)
{
    free(f->paths);
    arena_release(&f->arena);
    *f = (struct answer_files){0};
}
