/*
 * tty.h - what term.c asks of tty.c: bytes of standard input, told apart from signals.
 *
 * There is one terminal and one set of signal handlers in a process, so there is one
 * state, and it lives in tty.c.
 */
#ifndef QUIZCTL_TTY_H
#define QUIZCTL_TTY_H

#include <stdbool.h>
#include <stdint.h>

/* What the wait for a byte ended with. */
enum tty_news {
    TTY_BYTE,    /* *BYTE was read */
    TTY_END,     /* nothing more will come */
    TTY_SIGNAL,  /* a signal asks us to end; tty_tell() says which */
    TTY_PAUSE,   /* we were stopped, or are asked to stop: call tty_pause() */
    TTY_RESIZED, /* the window has another size */
    TTY_ALARM,   /* the time of tty_alarm() has gone by */
};

/* Remember the terminal's modes, catch the signals, have LC_CTYPE in UTF-8. */
void tty_open(void);

/* All of that back as it was. Runs at exit too, if it did not run before. */
void tty_close(void);

/* The text that is typed and shown can be UTF-8: LC_CTYPE is, by itself or by tty_open.
 */
bool tty_is_utf8(void);

/* Columns of the window that standard output shows in; 80 when unknown. */
int tty_columns(void);

/* Its rows; 0 when unknown. */
int tty_rows(void);

/* Wait for a byte of standard input, or for a signal. A terminal that went away is a
 * SIGHUP, unless HUP is ignored; then it is the end. */
enum tty_news tty_next(unsigned char *byte);

/* Have tty_next() say TTY_ALARM once when WAIT_MS have gone by from now, whatever comes
 * meanwhile; negative: not any more. */
void tty_alarm(int64_t wait_ms);

/* Stop, if that was asked for, with the terminal as it was. Return when continued in the
 * foreground, or asked to end. */
void tty_pause(void);

/* We are in the foreground, or there is no such thing here. */
bool tty_is_ours(void);

/* The signal that asks us to end and was not told yet, else 0. */
int tty_signal(void);

/* The same, and now it is told. From here to tty_listen() a SIGINT ends the program. */
int tty_tell(void);

/* The program reads again, so a signal it was told is dealt with. */
void tty_listen(void);

#endif
