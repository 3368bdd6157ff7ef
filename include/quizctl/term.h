/*
 * term.h - a terminal or a pipe, and one line of input at a time. Knows nothing of
 * quizzes.
 *
 * On a terminal libedit edits the line; on a pipe lines are read as they are and echoed
 * behind the prompt, so both leave the same transcript. From term_open to term_close the
 * signals INT, TERM, HUP, QUIT, TSTP, CONT and WINCH are ours (no SA_RESTART), save those
 * that were ignored: they interrupt a read, never lose a terminal's modes, and are told
 * to the caller. A second INT that comes before the caller reads again ends the program
 * at once, with the terminal as it was. PIPE is ignored, a lost reader shows up as an
 * error of term_write. LC_CTYPE is UTF-8 meanwhile, whatever it was.
 */
#ifndef QUIZCTL_TERM_H
#define QUIZCTL_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/buf.h"
#include "quizctl/err.h"

/* When to colour: --color before NO_COLOR before CLICOLOR_FORCE before CLICOLOR=0 before
 * TERM=dumb before whether the stream is a terminal. */
enum term_when { TERM_AUTO, TERM_ALWAYS, TERM_NEVER };

/* What a stream can show. */
struct term_looks {
    int columns; /* COLUMNS, else the terminal's; 80 when unknown; at most LIMIT_COLUMNS
                  */
    bool is_terminal, has_color, has_links, has_utf8;
};
struct term_looks term_looks(int fd, enum term_when color);

struct term;

struct term_plan {
    const char *const *words; /* what Tab completes at the start of a line */
    size_t word_count;
    enum term_when color;
};

/* A time that goes by while a line is waited for. */
struct term_clock {
    /* Look at it, before a prompt and whenever the wait asked for is over. RIGHT gets
     * what stands at the right of the line where one is edited (ASCII), NOTICE a line to
     * show now (ASCII, without its end); both are empty before. Returns the milliseconds
     * to the next look; 0: the time is up. */
    int64_t (*look)(struct term_clock *self, struct buf *right, struct buf *notice);
    /* The program is about to be stopped, or goes on. */
    void (*stop)(struct term_clock *self, bool is_stopping);
};

int term_open(struct term **t, const struct term_plan *plan, struct err *err);
void term_close(struct term *t); /* the terminal is as it was; signals too */

/* Look at CLOCK from now on; NULL: at none. It is borrowed. */
void term_watch(struct term *t, struct term_clock *clock);

/* Looks of standard output now: a resized window is noticed. */
struct term_looks term_now(struct term *t);

enum term_event {
    TERM_LINE,    /* LINE holds what was typed, without its line end */
    TERM_GARBLED, /* something unreadable came (no UTF-8, too long); ask again */
    TERM_END, /* end of input: Ctrl-D, end of the pipe; or the prompt cannot be shown */
    TERM_SIGNAL,  /* *SIGNAL asks us to end: INT, TERM, HUP or QUIT. A lost terminal is
                     HUP, or TERM_END where HUP is ignored */
    TERM_TIME_UP, /* so says the clock; what was typed is lost */
};

/* Show PROMPT (ASCII) and read one line. TSTP stops the program and, when it is
 * continued, shows the prompt again, with what had been typed where libedit edits; WINCH
 * is taken care of. *SIGNAL changes for TERM_SIGNAL only. At most one struct term is
 * open.
 */
enum term_event term_read(struct term *t, const char *prompt, struct buf *line,
                          int *signal);

/* On a pipe: show PROMPT as if it had been answered with an empty line, read nothing,
 * return TERM_LINE. On a terminal the same as term_read. Keeps both transcripts alike
 * where a person wants a pause and a pipe does not. */
enum term_event term_pause(struct term *t, const char *prompt, struct buf *line,
                           int *signal);

/* Rows of the window, where somebody reads in one and can be asked to go on; else 0: on a
 * pipe, and where no line is edited, nothing waits. */
int term_rows(const struct term *t);

/* Take back a prompt that was just answered with an empty line: what is written next
 * stands in its place, so that the pause leaves nothing in the transcript. */
void term_unprompt(struct term *t);

/* Write to standard output at once. -1: it is lost (ERR_MACHINE). */
int term_write(struct term *t, const char *bytes, size_t len, struct err *err);

/* A signal that came since the last read and asks us to end, else 0. */
int term_signal(const struct term *t);

#endif
