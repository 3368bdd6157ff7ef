/*
 * tty.c - the terminal's modes, the signals, and what a stream can show.
 *
 * In:   environment, termios, window size, signals, bytes of standard input.
 * Out:  struct term_looks; bytes and news one at a time (tty_next).
 *
 * A signal handler only sets a flag. The flags are looked at in one place, around one
 * pselect() that unblocks the signals while it waits, so none comes between the look and
 * the wait. The handlers have no SA_RESTART: whatever waits is woken.
 *
 * The exception is a second SIGINT that finds the first one not dealt with: it gives the
 * terminal back and ends the program there and then.
 *
 * Lines, prompts and editing are not here: see term.c.
 */
#include "tty.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "quizctl/limits.h"
#include "quizctl/mem.h"
#include "quizctl/term.h"

enum { COLUMNS_UNKNOWN = 80, COLUMNS_LEAST = 20 };

static const int caught[] = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT,
                             SIGTSTP, SIGCONT, SIGWINCH};

static struct {
    bool is_open, has_exit_hook, has_modes, is_terminal, has_hangup;
    struct termios modes; /* as we found them */
    sigset_t mask;        /* as we found it: blocked signals stay blocked */
    struct sigaction old[COUNT(caught)], old_pipe, old_output;
    char *locale; /* LC_CTYPE as we found it, or NULL when it was fine */
    int input;    /* where bytes are read: see open_input */
    bool has_alarm;
    int64_t alarm_ms; /* on the monotonic clock */
    char bytes[4096]; /* read ahead, from a pipe only */
    size_t at, len;
    volatile sig_atomic_t signal;  /* asks us to end, not told yet */
    volatile sig_atomic_t is_told; /* one was told, and nothing was read since */
    volatile sig_atomic_t is_stopping, is_back, is_resized;
} tty;

/* ---- modes and signals ---- */

/* The terminal belongs to somebody else now: a shell that stopped us. */
static bool is_background(void)
{
    pid_t group = tty.is_terminal ? tcgetpgrp(STDIN_FILENO) : -1;
    return group != -1 && group != getpgrp();
}

static void modes_back(void)
{
    if (tty.has_modes && !is_background())
        tcsetattr(STDIN_FILENO, TCSANOW, &tty.modes);
}

static void default_action(int sig, struct sigaction *old)
{
    struct sigaction normal = {.sa_handler = SIG_DFL};
    sigemptyset(&normal.sa_mask);
    sigaction(sig, &normal, old);
    raise(sig);
}

/* Asked to end in the background, we must not be stopped by a change of modes. */
static void allow_background(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGTTOU, &ignore, NULL);
}

static void on_signal(int sig)
{
    if (sig == SIGTSTP) {
        tty.is_stopping = 1;
    } else if (sig == SIGCONT) {
        tty.is_back = 1;
    } else if (sig == SIGWINCH) {
        tty.is_resized = 1;
    } else {
        allow_background();
        if (sig == SIGINT && (tty.signal != 0 || tty.is_told)) {
            modes_back();
            default_action(sig, NULL); /* happens when this handler returns */
        }
        tty.signal = sig;
    }
}

static void catch_signals(void)
{
    struct sigaction ours = {.sa_handler = on_signal};
    sigfillset(&ours.sa_mask);
    for (size_t i = 0; i < COUNT(caught); i++) {
        sigaction(caught[i], NULL, &tty.old[i]);
        bool is_ignored = tty.old[i].sa_handler == SIG_IGN; /* nohup, say */
        if (!is_ignored)
            sigaction(caught[i], &ours, NULL);
        if (caught[i] == SIGHUP)
            tty.has_hangup = !is_ignored;
    }
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGPIPE, &ignore, &tty.old_pipe);
    sigaction(SIGTTOU, NULL, &tty.old_output);
    sigprocmask(SIG_BLOCK, NULL, &tty.mask);
}

static void release_signals(void)
{
    for (size_t i = 0; i < COUNT(caught); i++)
        sigaction(caught[i], &tty.old[i], NULL);
    sigaction(SIGPIPE, &tty.old_pipe, NULL);
    sigaction(SIGTTOU, &tty.old_output, NULL);
}

/* ---- the character set ---- */

static bool is_utf8_codeset(void)
{
    const char *name = nl_langinfo(CODESET);
    return strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0;
}

/* In a one-byte locale libedit loses what is typed, or crashes. What the user's locale
 * said is still what term_looks tells. */
static void take_utf8(void)
{
    static const char *const name[] = {"C.UTF-8", "en_US.UTF-8", "UTF-8"};
    if (is_utf8_codeset())
        return;
    char *old = mem_text(setlocale(LC_CTYPE, NULL));
    for (size_t i = 0; i < COUNT(name) && tty.locale == NULL; i++) {
        if (setlocale(LC_CTYPE, name[i]) != NULL && is_utf8_codeset())
            tty.locale = old;
    }
    if (tty.locale == NULL) {
        setlocale(LC_CTYPE, old);
        free(old);
    }
}

bool tty_is_utf8(void)
{
    return is_utf8_codeset();
}

/* ---- open and close ---- */

/*
 * A terminal is read through a file description of our own that never blocks: Ctrl-C
 * throws away the keys that were typed before it, and a read() that had been promised one
 * of them would sleep on with the signal already told. O_NONBLOCK on the one we were
 * given would change it for the shell too.
 */
static int open_input(void)
{
    char name[64];
    if (!tty.is_terminal || ttyname_r(STDIN_FILENO, name, sizeof name) != 0)
        return STDIN_FILENO;
    int fd = open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    return fd >= 0 ? fd : STDIN_FILENO;
}

void tty_open(void)
{
    if (!tty.has_exit_hook)
        atexit(tty_close);
    tty.has_exit_hook = true;
    tty.is_open = true;
    tty.is_terminal = isatty(STDIN_FILENO);
    tty.has_modes = tty.is_terminal && tcgetattr(STDIN_FILENO, &tty.modes) == 0;
    tty.input = open_input();
    take_utf8();
    catch_signals();
}

void tty_close(void)
{
    if (!tty.is_open)
        return;
    modes_back();
    release_signals();
    if (tty.locale != NULL)
        setlocale(LC_CTYPE, tty.locale);
    free(tty.locale);
    if (tty.input != STDIN_FILENO)
        close(tty.input);
    memset(&tty, 0, sizeof tty);
    tty.has_exit_hook = true;
}

/* ---- input ---- */

static bool is_lost(void)
{
    struct pollfd input = {.fd = tty.input, .events = POLLIN};
    return tty.is_terminal && poll(&input, 1, 0) == 1 &&
           (input.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

static int64_t monotonic_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void tty_alarm(int64_t wait_ms)
{
    tty.has_alarm = wait_ms >= 0;
    tty.alarm_ms = tty.has_alarm ? monotonic_ms() + wait_ms : 0;
}

/* Is it time for the alarm? If not, REST is how long it takes; NULL without an alarm. */
static bool is_alarm(struct timespec *rest, const struct timespec **wait)
{
    *wait = NULL;
    if (!tty.has_alarm)
        return false;
    int64_t ms = tty.alarm_ms - monotonic_ms();
    if (ms <= 0) {
        tty.has_alarm = false;
        return true;
    }
    rest->tv_sec = (time_t)(ms / 1000);
    rest->tv_nsec = (long)(ms % 1000) * 1000000;
    *wait = rest;
    return false;
}

static enum tty_news flags(void)
{
    if (tty.signal != 0)
        return TTY_SIGNAL;
    if (tty.is_stopping || tty.is_back)
        return TTY_PAUSE;
    if (tty.is_resized) {
        tty.is_resized = 0;
        return TTY_RESIZED;
    }
    return TTY_BYTE;
}

/* TTY_BYTE: a byte can be read, or its absence. */
static enum tty_news wait_input(void)
{
    sigset_t all, before;
    fd_set input;
    struct timespec rest;
    const struct timespec *wait;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    enum tty_news news = flags();
    while (news == TTY_BYTE) {
        if (is_alarm(&rest, &wait)) {
            news = TTY_ALARM;
            break;
        }
        FD_ZERO(&input);
        FD_SET(tty.input, &input);
        int ready = pselect(tty.input + 1, &input, NULL, NULL, wait, &tty.mask);
        if (ready > 0 || (ready < 0 && errno != EINTR))
            break;
        news = flags();
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return news;
}

static enum tty_news end_of_input(void)
{
    if (!is_lost() || !tty.has_hangup)
        return TTY_END;
    tty.signal = SIGHUP; /* the kernel sends one too, a moment sooner or later */
    return TTY_SIGNAL;
}

enum tty_news tty_next(unsigned char *byte)
{
    while (tty.at == tty.len) {
        enum tty_news news = wait_input();
        if (news != TTY_BYTE)
            return news;
        size_t want = tty.is_terminal ? 1 : sizeof tty.bytes;
        ssize_t got = read(tty.input, tty.bytes, want);
        if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN))
            return end_of_input();
        tty.at = 0;
        tty.len = got > 0 ? (size_t)got : 0;
    }
    *byte = (unsigned char)tty.bytes[tty.at++];
    return TTY_BYTE;
}

void tty_pause(void)
{
    int how = tty.is_stopping ? SIGTSTP : is_background() ? SIGTTIN : 0;
    tty.is_stopping = 0;
    tty.is_back = 0;
    while (how != 0 && tty.signal == 0) {
        struct sigaction ours;
        modes_back();
        default_action(how, &ours);
        sigaction(how, &ours, NULL);
        /* An orphaned process group cannot be stopped; so it was not, and goes on. */
        how = tty.is_back && is_background() ? SIGTTIN : 0;
        tty.is_back = 0;
    }
}

bool tty_is_ours(void)
{
    return !is_background();
}

int tty_signal(void)
{
    return tty.signal;
}

int tty_tell(void)
{
    int sig = tty.signal;
    tty.is_told = 1;
    tty.signal = 0;
    return sig;
}

void tty_listen(void)
{
    tty.is_told = 0;
}

/* ---- what a stream can show ---- */

static const char *env(const char *name)
{
    const char *value = getenv(name);
    return value != NULL ? value : "";
}

static bool is_on(const char *name)
{
    const char *value = env(name);
    return value[0] != '\0' && strcmp(value, "0") != 0;
}

static bool is_dumb(void)
{
    return env("TERM")[0] == '\0' || strcmp(env("TERM"), "dumb") == 0;
}

/* The number that TEXT is, all of it, if it is one from 1 to INT_MAX; else 0. */
static int positive(const char *text)
{
    char *end;
    if (text[0] < '0' || text[0] > '9')
        return 0;
    errno = 0;
    long value = strtol(text, &end, 10);
    return *end == '\0' && errno == 0 && value <= INT_MAX ? (int)value : 0;
}

/* Zeros when unknown. */
static struct winsize window(int fd)
{
    struct winsize size = {0};
    ioctl(fd, TIOCGWINSZ, &size);
    return size;
}

static int window_columns(int fd)
{
    int count = window(fd).ws_col;
    return count > 0 ? count : COLUMNS_UNKNOWN;
}

int tty_columns(void)
{
    return window_columns(STDOUT_FILENO);
}

int tty_rows(void)
{
    return window(STDOUT_FILENO).ws_row;
}

static int columns(int fd, bool is_terminal)
{
    int count = positive(env("COLUMNS"));
    if (count == 0)
        count = is_terminal ? window_columns(fd) : COLUMNS_UNKNOWN;
    if (count < COLUMNS_LEAST)
        count = COLUMNS_LEAST;
    return count > LIMIT_COLUMNS ? LIMIT_COLUMNS : count;
}

static bool has_color(bool is_terminal, enum term_when color)
{
    if (color != TERM_AUTO)
        return color == TERM_ALWAYS;
    if (env("NO_COLOR")[0] != '\0')
        return false;
    if (is_on("CLICOLOR_FORCE") || is_on("FORCE_COLOR"))
        return true;
    return strcmp(env("CLICOLOR"), "0") != 0 && !is_dumb() && is_terminal;
}

static bool is_one_of(const char *word, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, names[i]) == 0)
            return true;
    }
    return false;
}

/* Terminals that are known to make links of OSC 8. Inside screen and tmux the variables
 * speak of the terminal around them, and an older one of them would swallow the URL. */
static bool has_links(bool is_terminal)
{
    static const char *const programs[] = {"iTerm.app", "WezTerm", "vscode", "ghostty",
                                           "Hyper"};
    static const char *const terms[] = {"xterm-kitty", "alacritty"};
    static const char *const marks[] = {"WT_SESSION", "KONSOLE_VERSION", "DOMTERM"};
    if (env("FORCE_HYPERLINK")[0] != '\0')
        return is_on("FORCE_HYPERLINK");
    if (!is_terminal || is_dumb() || strncmp(env("TERM"), "screen", 6) == 0 ||
        strncmp(env("TERM"), "tmux", 4) == 0)
        return false;
    for (size_t i = 0; i < COUNT(marks); i++) {
        if (env(marks[i])[0] != '\0')
            return true;
    }
    return positive(env("VTE_VERSION")) >= 5000 ||
           is_one_of(env("TERM_PROGRAM"), programs, COUNT(programs)) ||
           is_one_of(env("TERM"), terms, COUNT(terms));
}

struct term_looks term_looks(int fd, enum term_when color)
{
    bool is_terminal = isatty(fd);
    return (struct term_looks){
        .columns = columns(fd, is_terminal),
        .is_terminal = is_terminal,
        .has_color = has_color(is_terminal, color),
        .has_links = has_links(is_terminal),
        .has_utf8 = tty.locale == NULL && is_utf8_codeset(),
    };
}
