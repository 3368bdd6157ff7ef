/*
 * test_progress.c - a line on a terminal after a second, and nothing anywhere else.
 */
#define _XOPEN_SOURCE 600
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "quizctl/mem.h"
#include "quizctl/progress.h"

static void progress_text__says_what_is_known(void **state)
{
    (void)state;
    static const struct {
        const char *why, *text;
        uint64_t done, total;
        int64_t elapsed_ms;
    } row[] = {
        {"half way",            "50 %, 400 of 800 MB, 200 MB/s, 2 s left", 400000000, 800000000,
         2000                                                                                        },
        {"the end",             "100 %, 5 of 5 MB, 5 MB/s, 0 s left",      5000000,   5000000,   1000},
        {"a pipe has no end",   "7 MB, 7 MB/s",                            7000000,   0,         1000},
        {"the file grows",      "9 MB, 9 MB/s",                            9000000,   8000000,   1000},
        {"no time has gone by", "0 %, 0 of 8 MB, 0 MB/s",                  1000,      8000000,   0   },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf out = {0};
        progress_text(&out, row[i].done, row[i].total, row[i].elapsed_ms);
        if (strcmp(out.bytes, row[i].text) != 0)
            fail_msg("%s: %s", row[i].why, out.bytes);
        buf_release(&out);
    }
}

/* Standard error on a terminal of our own; what came out of it. */
struct stage {
    int master, saved;
};

static struct stage enter(void)
{
    struct stage s = {posix_openpt(O_RDWR | O_NOCTTY), dup(STDERR_FILENO)};
    if (s.master < 0 || grantpt(s.master) != 0 || unlockpt(s.master) != 0)
        skip();
    int slave = open(ptsname(s.master), O_RDWR | O_NOCTTY);
    assert_true(slave >= 0);
    dup2(slave, STDERR_FILENO);
    close(slave);
    return s;
}

/* What was written may reach the other side later: it is read up to its end. */
static void leave(struct stage *s, char *said, size_t size)
{
    size_t len = 0;
    ssize_t more;
    dup2(s->saved, STDERR_FILENO);
    close(s->saved);
    while ((more = read(s->master, said + len, size - 1 - len)) > 0)
        len += (size_t)more;
    said[len] = '\0';
    close(s->master);
}

static void progress_add__shows_after_a_second_and_takes_it_back(void **state)
{
    (void)state;
    char said[400];
    struct progress p;
    setenv("TERM", "xterm", 1);
    struct stage s = enter();
    progress_start(&p, 8000000);
    progress_add(&p, 4000000); /* too early */
    p.start_ms -= 2000;
    p.next_ms -= 2000;
    progress_add(&p, 0);
    progress_add(&p, 1000000); /* too soon again */
    progress_hide(&p);
    progress_hide(&p);
    leave(&s, said, sizeof said);
    assert_string_equal(said, "\r\033[K50 %, 4 of 8 MB, 2 MB/s, 2 s left\r\033[K");
}

static void progress_add__writes_lines_on_a_dumb_terminal(void **state)
{
    (void)state;
    char said[400];
    struct progress p;
    setenv("TERM", "dumb", 1);
    struct stage s = enter();
    progress_start(&p, 8000000);
    p.start_ms -= 2000;
    p.next_ms -= 2000;
    progress_add(&p, 4000000);
    p.next_ms -= 5000;
    progress_add(&p, 1000000);
    progress_hide(&p);
    leave(&s, said, sizeof said);
    assert_string_equal(said, "50 %, 4 of 8 MB, 2 MB/s, 2 s left\r\n");
}

static void progress_add__is_silent_where_there_is_no_terminal(void **state)
{
    (void)state;
    struct progress p;
    int fds[2], saved = dup(STDERR_FILENO);
    char said[100];
    assert_int_equal(pipe(fds), 0);
    dup2(fds[1], STDERR_FILENO);
    progress_start(&p, 8000000);
    p.start_ms -= 2000;
    p.next_ms -= 2000;
    progress_add(&p, 4000000);
    progress_hide(&p);
    dup2(saved, STDERR_FILENO);
    close(saved);
    close(fds[1]);
    assert_int_equal(read(fds[0], said, sizeof said), 0);
    close(fds[0]);
    assert_int_equal(p.done, 4000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(progress_text__says_what_is_known),
        cmocka_unit_test(progress_add__shows_after_a_second_and_takes_it_back),
        cmocka_unit_test(progress_add__writes_lines_on_a_dumb_terminal),
        cmocka_unit_test(progress_add__is_silent_where_there_is_no_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
