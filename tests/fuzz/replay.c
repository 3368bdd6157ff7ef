/*
 * replay.c - run a target over the files of folders: the main() it has without libFuzzer.
 *
 * Each file is given whole, and then every beginning of it. Arguments that start with
 * '-' are libFuzzer's and skipped, so that both kinds of program take the same command.
 */
#include <string.h>

#include "fuzz.h"
#include "quizctl/buf.h"
#include "quizctl/file.h"
#include "quizctl/mem.h"

enum { MOST_BYTES = 1024 * 1024, MOST_BEGINNINGS = 2000 };

static void give(const char *bytes, size_t len)
{
    uint8_t *exact = mem_get(len);
    if (len > 0)
        memcpy(exact, bytes, len);
    LLVMFuzzerTestOneInput(exact, len);
    free(exact);
}

static size_t replay(const char *folder)
{
    struct err err = {0};
    struct buf text = {0}, path = {0};
    char **names;
    size_t count;
    if (file_list(folder, "", &names, &count, &err) != 0)
        count = 0;
    for (size_t i = 0; i < count && err.code == ERR_NONE; i++) {
        buf_clear(&path);
        buf_printf(&path, "%s/%s", folder, names[i]);
        if (file_read(&text, path.bytes, MOST_BYTES, &err) != 0)
            break;
        printf("%s\n", path.bytes);
        fflush(stdout); /* the last line names the file that fails */
        give(text.bytes, text.len);
        for (size_t len = 0; len < text.len && len < MOST_BEGINNINGS; len++)
            give(text.bytes, len);
    }
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    if (count > 0)
        free(names);
    buf_release(&text);
    buf_release(&path);
    if (err.code != ERR_NONE) {
        fprintf(stderr, "%s: %s\n", err.where, err.what);
        exit(1);
    }
    return count;
}

int main(int argc, char **argv)
{
    size_t files = 0;
    for (int i = 1; i < argc; i++)
        if (argv[i][0] != '-')
            files += replay(argv[i]);
    printf("%zu files\n", files);
    return files > 0 ? 0 : 1; /* a folder that became empty tests nothing */
}
