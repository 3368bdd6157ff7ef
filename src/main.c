/*
 * main.c - run a command; print its error, decide the exit status.
 *
 * This is the only place that prints errors and the only one that ends the program. What
 * the numbers mean stands in README "Exit status"; err.h gives each error its number.
 */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "quizctl/findings.h"

/* Were one of them closed, the next file opened would take its number, and a message
 * would be written into the middle of it. Opened the wrong way round, each fails as a
 * closed one does. */
static void keep_standard_streams(void)
{
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
            open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
    }
}

/* Has the program that reads our standard output gone? */
static bool is_reader_gone(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO};
    return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

static void tell(const struct err *err, enum term_when color)
{
    struct page p = {.has_color = term_looks(STDERR_FILENO, color).has_color};
    report_err(&p, err);
    fwrite(buf_str(&p.out), 1, p.out.len, stderr);
    page_release(&p);
}

/* End as signal N ends a program, so that the shell sees why. */
static void die_of(int n)
{
    sigset_t only;
    signal(n, SIG_DFL);
    sigemptyset(&only);
    sigaddset(&only, n);
    sigprocmask(SIG_UNBLOCK, &only, NULL);
    raise(n);
}

int main(int argc, char **argv)
{
    struct call call = {0};
    struct err err = {0};

    keep_standard_streams();
    setlocale(LC_CTYPE, "");  /* libedit asks it for the encoding */
    signal(SIGPIPE, SIG_DFL); /* a reader that has gone ends us quietly */

    int status = cmd_main(&call, argc, argv, &err);
    opts_release(&call.opts);
    if (status < 0) {
        status = (int)err.code;
        if (err.code == ERR_MACHINE && is_reader_gone())
            status = 128 + SIGPIPE;
        else
            tell(&err, call.color);
    }
    if (close(STDOUT_FILENO) != 0 &&
        errno != EBADF) { /* a full disk may show here first */
        err_errno(&err, errno, "", "cannot write to standard output");
        tell(&err, call.color);
        status = ERR_MACHINE;
    }
    if (status > 128)
        die_of(status - 128);
    return status;
}
