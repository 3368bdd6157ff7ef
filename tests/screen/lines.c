/*
 * lines.c - read lines with term_read and print what came, until "quit" or the end.
 *
 * What the screen tests drive to look at term.c alone. Arguments are the words that Tab
 * completes. Some lines do something: "looks" prints term_now(), "pause" calls
 * term_pause(), "work" does not read until a signal comes, "stubborn" works on after
 * the signal, "slow" lets the end after a signal take for ever, "clock" watches a clock
 * whose time is up after three looks. A signal ends it the way
 * it should end a program: the terminal first, then the signal's own default action.
 */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "quizctl/term.h"

static int say(struct term *t, struct buf *text)
{
    struct err err;
    buf_char(text, '\n');
    int rc = term_write(t, text->bytes, text->len, &err);
    buf_clear(text);
    return rc;
}

/* Show the bytes of LINE that are not plain ASCII by their value: a test compares bytes.
 */
static void describe_line(struct buf *out, const struct buf *line)
{
    buf_text(out, "got [");
    for (size_t i = 0; i < line->len; i++) {
        unsigned char c = (unsigned char)line->bytes[i];
        if (c >= ' ' && c < 0x7F)
            buf_char(out, (char)c);
        else
            buf_printf(out, "<%02x>", (unsigned)c);
    }
    buf_char(out, ']');
}

static void describe_looks(struct buf *out, struct term_looks looks)
{
    buf_printf(out, "%d columns, %s, %s, %s, %s", looks.columns,
               looks.is_terminal ? "terminal" : "no terminal",
               looks.has_color ? "color" : "no color",
               looks.has_links ? "links" : "no links",
               looks.has_utf8 ? "utf8" : "no utf8");
}

static void nap(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

static void work(struct term *t, bool is_stubborn)
{
    struct buf text = {0};
    buf_text(&text, "working");
    say(t, &text);
    while (term_signal(t) == 0)
        nap();
    buf_text(&text, "heard");
    say(t, &text);
    while (is_stubborn)
        nap();
    buf_release(&text);
}

static void describe_event(struct term *t, enum term_event event, const struct buf *line,
                           int sig, struct buf *out)
{
    switch (event) {
    case TERM_LINE:
        if (strcmp(buf_str(line), "looks") == 0)
            describe_looks(out, term_now(t));
        else
            describe_line(out, line);
        break;
    case TERM_GARBLED:
        buf_text(out, "garbled");
        break;
    case TERM_END:
        buf_text(out, "end");
        break;
    case TERM_SIGNAL:
        buf_printf(out, "signal %d", sig);
        break;
    case TERM_TIME_UP:
        buf_text(out, "time up");
        break;
    }
}

/* A clock that is looked at every second: three times, with a notice the second time. */
static int looks_left;

static int64_t look(struct term_clock *self, struct buf *right, struct buf *notice)
{
    (void)self;
    buf_printf(right, "%d left", looks_left);
    if (looks_left == 2)
        buf_text(notice, "two left!");
    return looks_left-- > 0 ? 1000 : 0;
}

static void stop(struct term_clock *self, bool is_stopping)
{
    (void)self;
    looks_left = is_stopping ? looks_left : 3; /* it begins again */
}

static struct term_clock clock_of_three = {look, stop};

/* Read and answer lines; the signal that ended it, or 0. */
static int run(struct term *t)
{
    struct buf line = {0}, text = {0};
    bool is_slow = false, is_pause = false;
    enum term_event event;
    int sig = 0;
    do {
        event = is_pause ? term_pause(t, "[Enter] ", &line, &sig)
                         : term_read(t, "line> ", &line, &sig);
        const char *said = event == TERM_LINE ? buf_str(&line) : "";
        is_pause = strcmp(said, "pause") == 0;
        is_slow = is_slow || strcmp(said, "slow") == 0;
        describe_event(t, event, &line, sig, &text);
        if (say(t, &text) != 0 || strcmp(said, "quit") == 0)
            break;
        if (strcmp(said, "work") == 0 || strcmp(said, "stubborn") == 0)
            work(t, said[0] == 's');
        if (strcmp(said, "clock") == 0) {
            looks_left = 3;
            term_watch(t, &clock_of_three);
        }
        if (event == TERM_TIME_UP)
            term_watch(t, NULL);
    } while (event == TERM_LINE || event == TERM_GARBLED || event == TERM_TIME_UP);
    while (event == TERM_SIGNAL && is_slow)
        nap();
    buf_release(&text);
    buf_release(&line);
    return event == TERM_SIGNAL ? sig : 0;
}

int main(int argc, char **argv)
{
    struct term *t;
    struct err err;
    setlocale(LC_ALL, "");
    struct term_plan plan = {.words = (const char *const *)argv + 1,
                             .word_count = (size_t)argc - 1};
    if (term_open(&t, &plan, &err) != 0) {
        fprintf(stderr, "lines: %s: %s\n", err.where, err.what);
        return err.code;
    }
    int sig = run(t);
    term_close(t);
    if (sig != 0)
        raise(sig);
    return 0;
}
