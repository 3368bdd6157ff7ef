/*
 * progress.c - how far long work has come; see progress.h.
 */
#include "quizctl/progress.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    SILENT_MS = 1000,
    STEP_MS = 200,
    DUMB_STEP_MS = 10000, /* a line that stays: seldom */
    MB = 1000000,
};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_start(struct progress *p, uint64_t total)
{
    const char *kind = getenv("TERM");
    *p = (struct progress){.total = total, .is_on = isatty(STDERR_FILENO) == 1};
    if (!p->is_on)
        return;
    p->is_dumb = kind == NULL || strcmp(kind, "dumb") == 0;
    p->start_ms = now_ms();
    p->next_ms = p->start_ms + SILENT_MS;
}

/* What cannot be written is not worth an error. */
static void put(const struct buf *text)
{
    if (write(STDERR_FILENO, text->bytes, text->len) < 0)
        return;
}

static void show(struct progress *p, int64_t at_ms)
{
    struct buf line = {0};
    buf_text(&line, p->is_dumb ? "" : "\r\033[K");
    progress_text(&line, p->done, p->total, at_ms - p->start_ms);
    buf_text(&line, p->is_dumb ? "\n" : "");
    put(&line);
    buf_release(&line);
    p->is_shown = !p->is_dumb;
}

void progress_add(struct progress *p, size_t bytes)
{
    p->done += bytes;
    if (!p->is_on)
        return;
    int64_t at_ms = now_ms();
    if (at_ms < p->next_ms)
        return;
    show(p, at_ms);
    p->next_ms = at_ms + (p->is_dumb ? DUMB_STEP_MS : STEP_MS);
}

void progress_hide(struct progress *p)
{
    struct buf line = {0};
    if (!p->is_shown)
        return;
    buf_text(&line, "\r\033[K");
    put(&line);
    buf_release(&line);
    p->is_shown = false;
}

void progress_text(struct buf *out, uint64_t done, uint64_t total, int64_t elapsed_ms)
{
    double per_ms = elapsed_ms > 0 ? (double)done / (double)elapsed_ms : 0;
    if (total > 0 && done > total)
        total = 0; /* it grew: nobody knows */
    if (total > 0)
        buf_printf(out, "%" PRIu64 " %%, %" PRIu64 " of %" PRIu64 " MB",
                   done * 100 / total, done / MB, total / MB);
    else
        buf_printf(out, "%" PRIu64 " MB", done / MB);
    buf_printf(out, ", %.0f MB/s", per_ms * 1000 / MB);
    if (total > 0 && per_ms > 0)
        buf_printf(out, ", %.0f s left", (double)(total - done) / per_ms / 1000);
}
