/*
 * test_tty.c - what a stream can show, and what becomes of signals and the locale.
 *
 * The environment and a pseudo-terminal are all it takes. What needs somebody who types
 * is in tests/screen/.
 */
#define _XOPEN_SOURCE 700 /* posix_openpt */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "quizctl/mem.h"
#include "quizctl/term.h"
#include "term/tty.h"

/* A terminal of 61 columns, and a file that is none. */
static int terminal = -1, file = -1;

static int open_streams(void **state)
{
    (void)state;
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0) {
        print_error("this system has no pseudo-terminals: mount /dev/pts\n");
        return -1;
    }
    struct winsize size = {.ws_col = 61, .ws_row = 20};
    terminal = open(ptsname(master), O_RDWR | O_NOCTTY);
    file = open("/dev/null", O_RDWR);
    return terminal < 0 || file < 0 || ioctl(terminal, TIOCSWINSZ, &size) != 0 ? -1 : 0;
}

/* Of all variables that term_looks reads, only those in SET ("NAME=VALUE NAME=VALUE"). */
static void set_env(const char *set)
{
    static const char *const names[] = {
        "COLUMNS",         "NO_COLOR",        "CLICOLOR_FORCE",
        "FORCE_COLOR",     "CLICOLOR",        "TERM",
        "VTE_VERSION",     "TERM_PROGRAM",    "WT_SESSION",
        "KONSOLE_VERSION", "FORCE_HYPERLINK", "DOMTERM"};
    for (size_t i = 0; i < COUNT(names); i++)
        unsetenv(names[i]);
    char *copy = mem_text(set), *at = copy;
    while (*at != '\0') {
        char *end = at + strcspn(at, " ");
        char *next = *end == '\0' ? end : end + 1;
        char *value = strchr(at, '=');
        *end = '\0';
        *value++ = '\0';
        setenv(at, value, 1);
        at = next;
    }
    free(copy);
}

static void term_looks__has_the_columns_that_are_there(void **state)
{
    (void)state;
    static const struct {
        const char *why, *env;
        int terminal, file;
    } row[] = {
        {"the window, or the usual",     "",                             61,  80 },
        {"COLUMNS is above both",        "COLUMNS=50",                   50,  50 },
        {"never too wide to read",       "COLUMNS=300",                  100, 100},
        {"100 is not too wide",          "COLUMNS=100",                  100, 100},
        {"never too narrow to wrap",     "COLUMNS=3",                    20,  20 },
        {"20 is not too narrow",         "COLUMNS=20",                   20,  20 },
        {"nothing is no number",         "COLUMNS=",                     61,  80 },
        {"zero is no width",             "COLUMNS=0",                    61,  80 },
        {"less than nothing is none",    "COLUMNS=-40",                  61,  80 },
        {"a sign is no digit",           "COLUMNS=+40",                  61,  80 },
        {"a number and more is no such", "COLUMNS=40x",                  61,  80 },
        {"more than an int holds",       "COLUMNS=2147483648",           61,  80 },
        {"more than anything holds",     "COLUMNS=99999999999999999999", 61,  80 },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        set_env(row[i].env);
        int on_terminal = term_looks(terminal, TERM_AUTO).columns;
        int on_file = term_looks(file, TERM_AUTO).columns;
        if (on_terminal != row[i].terminal || on_file != row[i].file)
            fail_msg("%s: got %d and %d", row[i].why, on_terminal, on_file);
    }
}

static void term_looks__follows_the_precedence_of_color(void **state)
{
    (void)state;
    static const struct {
        const char *why, *env;
        enum term_when when;
        bool terminal, file;
    } row[] = {
        {"a terminal, and only that",       "TERM=xterm",                          TERM_AUTO,   true,  false},
        {"--color=always is above all",     "TERM=dumb NO_COLOR=1 CLICOLOR=0",     TERM_ALWAYS,
         true,                                                                                         true },
        {"--color=never is above all",      "TERM=xterm CLICOLOR_FORCE=1",         TERM_NEVER,  false,
         false                                                                                              },
        {"NO_COLOR",                        "TERM=xterm NO_COLOR=1",               TERM_AUTO,   false, false},
        {"NO_COLOR, whatever it says",      "TERM=xterm NO_COLOR=0",               TERM_AUTO,   false, false},
        {"NO_COLOR that says nothing",      "TERM=xterm NO_COLOR=",                TERM_AUTO,   true,  false},
        {"NO_COLOR is above being forced",  "TERM=xterm NO_COLOR=1 FORCE_COLOR=1",
         TERM_AUTO,                                                                             false, false},
        {"forced",                          "TERM=xterm CLICOLOR_FORCE=1",         TERM_AUTO,   true,  true },
        {"forced, the other way to say it", "TERM=xterm FORCE_COLOR=3",            TERM_AUTO,   true,
         true                                                                                               },
        {"forced is above CLICOLOR=0",      "TERM=xterm FORCE_COLOR=1 CLICOLOR=0", TERM_AUTO,
         true,                                                                                         true },
        {"forced is above a dumb terminal", "TERM=dumb CLICOLOR_FORCE=1",          TERM_AUTO,   true,
         true                                                                                               },
        {"0 forces nothing",                "TERM=xterm CLICOLOR_FORCE=0",         TERM_AUTO,   true,  false},
        {"CLICOLOR=0",                      "TERM=xterm CLICOLOR=0",               TERM_AUTO,   false, false},
        {"CLICOLOR=1 is what is so anyway", "TERM=xterm CLICOLOR=1",               TERM_AUTO,   true,
         false                                                                                              },
        {"a dumb terminal",                 "TERM=dumb",                           TERM_AUTO,   false, false},
        {"a terminal without a name",       "",                                    TERM_AUTO,   false, false},
        {"a terminal with an empty name",   "TERM=",                               TERM_AUTO,   false, false},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        set_env(row[i].env);
        bool on_terminal = term_looks(terminal, row[i].when).has_color;
        bool on_file = term_looks(file, row[i].when).has_color;
        if (on_terminal != row[i].terminal || on_file != row[i].file)
            fail_msg("%s: got %d and %d", row[i].why, on_terminal, on_file);
    }
}

static void term_looks__has_links_where_they_are_known_to_work(void **state)
{
    (void)state;
    static const struct {
        const char *why, *env;
        bool terminal, file;
    } row[] = {
        {"not known",                         "TERM=xterm-256color",                    false, false},
        {"VTE since 0.50",                    "TERM=xterm VTE_VERSION=5000",            true,  false},
        {"VTE before",                        "TERM=xterm VTE_VERSION=4999",            false, false},
        {"no version",                        "TERM=xterm VTE_VERSION=new",             false, false},
        {"iTerm",                             "TERM=xterm TERM_PROGRAM=iTerm.app",      true,  false},
        {"VS Code",                           "TERM=xterm TERM_PROGRAM=vscode",         true,  false},
        {"a program that is not on the list", "TERM=xterm TERM_PROGRAM=Apple_Terminal",
         false,                                                                                false},
        {"kitty",                             "TERM=xterm-kitty",                       true,  false},
        {"alacritty",                         "TERM=alacritty",                         true,  false},
        {"Windows Terminal",                  "TERM=xterm WT_SESSION=a-b",              true,  false},
        {"Konsole",                           "TERM=xterm KONSOLE_VERSION=220401",      true,  false},
        {"DomTerm",                           "TERM=xterm DOMTERM=version",             true,  false},
        {"tmux stands between",               "TERM=tmux-256color VTE_VERSION=6003",    false, false},
        {"screen stands between",             "TERM=screen WT_SESSION=a-b",             false, false},
        {"a dumb terminal",                   "TERM=dumb VTE_VERSION=6003",             false, false},
        {"forced",                            "TERM=dumb FORCE_HYPERLINK=1",            true,  true },
        {"forced off",                        "TERM=xterm-kitty FORCE_HYPERLINK=0",     false, false},
        {"forced by nothing",                 "TERM=xterm-kitty FORCE_HYPERLINK=",      true,  false},
        {"color has no say in it",            "TERM=xterm-kitty NO_COLOR=1",            true,  false},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        set_env(row[i].env);
        bool on_terminal = term_looks(terminal, TERM_AUTO).has_links;
        bool on_file = term_looks(file, TERM_AUTO).has_links;
        if (on_terminal != row[i].terminal || on_file != row[i].file)
            fail_msg("%s: got %d and %d", row[i].why, on_terminal, on_file);
    }
}

static void term_looks__tells_a_terminal_from_a_file(void **state)
{
    (void)state;
    assert_true(term_looks(terminal, TERM_AUTO).is_terminal);
    assert_false(term_looks(file, TERM_AUTO).is_terminal);
    assert_false(term_looks(-1, TERM_AUTO).is_terminal);
}

static void tty_open__has_utf8_and_remembers_that_there_was_none(void **state)
{
    (void)state;
    setlocale(LC_ALL, "C");
    assert_false(tty_is_utf8());
    assert_false(term_looks(file, TERM_AUTO).has_utf8);
    tty_open();
    assert_true(tty_is_utf8());
    assert_false(term_looks(file, TERM_AUTO).has_utf8);
    assert_string_equal(setlocale(LC_NUMERIC, NULL), "C");
    tty_close();
    assert_false(tty_is_utf8());
    assert_string_equal(setlocale(LC_CTYPE, NULL), "C");
}

static void tty_open__leaves_a_locale_with_utf8_alone(void **state)
{
    (void)state;
    assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
    tty_open();
    assert_true(term_looks(file, TERM_AUTO).has_utf8);
    assert_string_equal(setlocale(LC_CTYPE, NULL), "C.UTF-8");
    tty_close();
    assert_true(term_looks(file, TERM_AUTO).has_utf8);
    setlocale(LC_ALL, "C");
}

static void (*handler_of(int sig))(int)
{
    struct sigaction now;
    sigaction(sig, NULL, &now);
    return now.sa_handler;
}

static void tty_close__gives_the_signals_back(void **state)
{
    (void)state;
    static const int sigs[] = {SIGINT,  SIGTERM, SIGHUP,   SIGQUIT, SIGTSTP,
                               SIGCONT, SIGPIPE, SIGWINCH, SIGTTOU};
    tty_open();
    assert_true(handler_of(SIGINT) != SIG_DFL);
    assert_true(handler_of(SIGPIPE) == SIG_IGN);
    raise(SIGTERM);
    tty_close();
    for (size_t i = 0; i < COUNT(sigs); i++)
        assert_true(handler_of(sigs[i]) == SIG_DFL);
    assert_int_equal(tty_signal(), 0);
}

static void tty_open__leaves_what_is_ignored_ignored(void **state)
{
    (void)state;
    signal(SIGHUP, SIG_IGN);
    tty_open();
    assert_true(handler_of(SIGHUP) == SIG_IGN);
    raise(SIGHUP);
    assert_int_equal(tty_signal(), 0);
    tty_close();
    assert_true(handler_of(SIGHUP) == SIG_IGN);
    signal(SIGHUP, SIG_DFL);
}

static void tty_tell__tells_a_signal_once(void **state)
{
    (void)state;
    tty_open();
    assert_int_equal(tty_signal(), 0);
    raise(SIGINT);
    assert_int_equal(tty_signal(), SIGINT);
    assert_int_equal(tty_tell(), SIGINT);
    assert_int_equal(tty_signal(), 0);
    tty_listen(); /* it was dealt with, so the next one is not the second */
    raise(SIGINT);
    assert_int_equal(tty_tell(), SIGINT);
    tty_close();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(term_looks__has_the_columns_that_are_there),
        cmocka_unit_test(term_looks__follows_the_precedence_of_color),
        cmocka_unit_test(term_looks__has_links_where_they_are_known_to_work),
        cmocka_unit_test(term_looks__tells_a_terminal_from_a_file),
        cmocka_unit_test(tty_open__has_utf8_and_remembers_that_there_was_none),
        cmocka_unit_test(tty_open__leaves_a_locale_with_utf8_alone),
        cmocka_unit_test(tty_close__gives_the_signals_back),
        cmocka_unit_test(tty_open__leaves_what_is_ignored_ignored),
        cmocka_unit_test(tty_tell__tells_a_signal_once),
    };
    return cmocka_run_group_tests_name("tty", tests, open_streams, NULL);
}
