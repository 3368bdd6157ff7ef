/*
 * child.h - run a function in a child process and see how it ended: for what ends the
 * program. Include it behind cmocka.h.
 */
#ifndef QUIZCTL_TESTS_CHILD_H
#define QUIZCTL_TESTS_CHILD_H

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct child_end {
    int status;     /* its exit status; 128 and more: the signal that ended it */
    char told[256]; /* what it wrote to standard error, cut */
};

/* WHAT(ARG) runs in the child; when it returns, that is the exit status. */
static struct child_end child_run(int (*what)(void *arg), void *arg)
{
    struct child_end end = {0};
    int pipe_ends[2], status;
    assert_int_equal(pipe(pipe_ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(pipe_ends[1], STDERR_FILENO);
        close(pipe_ends[0]);
        close(pipe_ends[1]);
        _exit(what(arg));
    }
    assert_true(child > 0);
    close(pipe_ends[1]);
    size_t len = 0;
    ssize_t got;
    while ((got = read(pipe_ends[0], end.told + len, sizeof end.told - 1 - len)) > 0)
        len += (size_t)got;
    close(pipe_ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    end.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return end;
}

#endif
