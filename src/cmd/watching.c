/*
 * watching.c - problems and progress; see watching.h. The one is never written over the
 * other.
 */
#include "watching.h"

#include <string.h>
#include <unistd.h>

#include "quizctl/file.h"

static void read_more(struct grade_watch *watch, size_t bytes)
{
    progress_add(&((struct watching *)watch)->progress, bytes);
}

static void take(struct diag_sink *sink, const struct diag *d)
{
    struct watching *w =
        (struct watching *)((char *)sink - offsetof(struct watching, sink));
    progress_hide(&w->progress);
    w->printer.sink.take(&w->printer.sink, d);
}

/* Bytes of all files; 0 when nobody knows. */
static uint64_t size_of(const struct answer_files *files)
{
    uint64_t total = 0;
    for (size_t i = 0; i < files->count; i++) {
        if (strcmp(files->paths[i], "-") == 0)
            return 0;
        total += file_size(files->paths[i]);
    }
    return total;
}

void watching_open(struct watching *w, const struct call *call,
                   const struct answer_files *files)
{
    bool has_lines = cmd_output(call) == NULL && isatty(STDOUT_FILENO) == 1;
    *w = (struct watching){.watch.read = read_more, .sink.take = take};
    diag_printer_init(&w->printer, call->color);
    if (!has_lines) /* else they say how far it has come */
        progress_start(&w->progress, size_of(files));
}

void watching_close(struct watching *w)
{
    progress_hide(&w->progress);
    diag_printer_release(&w->printer);
}
