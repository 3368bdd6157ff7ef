/*
 * test_term.c - lines from a pipe, and output to one. Lines that are typed on a terminal
 * are in tests/screen/.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "quizctl/limits.h"
#include "quizctl/mem.h"
#include "quizctl/term.h"

/* While a test talks, standard input and output are files of its own. */
static int saved[2];

static void begin(const char *input, size_t len)
{
    FILE *in = tmpfile(), *out = tmpfile();
    assert_non_null(in);
    assert_non_null(out);
    fflush(stdout);
    fwrite(input, 1, len, in);
    fflush(in);
    for (int fd = 0; fd < 2; fd++)
        saved[fd] = dup(fd);
    dup2(fileno(in), STDIN_FILENO);
    dup2(fileno(out), STDOUT_FILENO);
    lseek(STDIN_FILENO, 0, SEEK_SET);
    fclose(in);
    fclose(out);
}

/* What was written; the caller's to release. */
static struct buf end(void)
{
    struct buf shown = {0};
    off_t len = lseek(STDOUT_FILENO, 0, SEEK_END);
    buf_room(&shown, (size_t)len);
    ssize_t got = pread(STDOUT_FILENO, shown.bytes, (size_t)len, 0);
    shown.len = got > 0 ? (size_t)got : 0;
    shown.bytes[shown.len] = '\0';
    for (int fd = 0; fd < 2; fd++) {
        dup2(saved[fd], fd);
        close(saved[fd]);
    }
    return shown;
}

static struct term *opened(void)
{
    struct term *t;
    struct err err;
    assert_int_equal(term_open(&t, &(struct term_plan){0}, &err), 0);
    return t;
}

/* One letter for each event until the last, and what stood in each line. */
static void read_all(struct term *t, struct buf *events, struct buf *lines)
{
    struct buf line = {0};
    enum term_event event;
    int sig = 0;
    do {
        event = term_read(t, "> ", &line, &sig);
        buf_char(events, "LGES"[event]);
        if (event == TERM_LINE)
            buf_printf(lines, "[%s]", buf_str(&line));
    } while (event == TERM_LINE || event == TERM_GARBLED);
    buf_release(&line);
}

static void term_read__takes_lines_as_they_are(void **state)
{
    (void)state;
#define BYTES(text) text, sizeof text - 1
    static const struct {
        const char *why, *input;
        size_t len;
        const char *events, *lines, *shown;
    } row[] = {
        {"nothing at all",                       BYTES(""),               "E",   "",           "> \n"                 },
        {"one line",                             BYTES("A\n"),            "LE",  "[A]",        "> A\n> \n"            },
        {"the last line may have no end",        BYTES("A\nB"),           "LLE", "[A][B]",
         "> A\n> B\n> \n"                                                                                             },
        {"an empty line is a line",              BYTES("\n\n"),           "LLE", "[][]",       "> \n> \n> \n"         },
        {"a line end of Windows",                BYTES("A\r\nB\r"),       "LLE", "[A][B]",     "> A\n> B\n> \n"       },
        {"a carriage return inside stays",       BYTES("A\rB\n"),         "LE",  "[A\rB]",
         "> A\\u{d}B\n> \n"                                                                                           },
        {"blanks are somebody's",                BYTES(" A \n"),          "LE",  "[ A ]",      ">  A \n> \n"          },
        {"UTF-8",                                BYTES("\xC3\xA9\n"),     "LE",  "[\xC3\xA9]", "> \xC3\xA9\n> \n"     },
        {"no UTF-8",                             BYTES("A\xFF\nB\n"),     "GLE", "[B]",        "> A\\x{ff}\n> B\n> \n"},
        {"a sequence cut short",                 BYTES("\xC3\nB\n"),      "GLE", "[B]",
         "> \\x{c3}\n> B\n> \n"                                                                                       },
        {"a surrogate",                          BYTES("\xED\xA0\x80\n"), "GE",  "",
         "> \\x{ed}\\x{a0}\\x{80}\n> \n"                                                                              },
        {"a zero byte would end the answer",     BYTES("A\0B\n"),         "GE",  "",
         "> A\\u{0}B\n> \n"                                                                                           },
        {"an escape is given on, but not shown", BYTES("\033[31m\n"),     "LE",  "[\033[31m]",
         "> \\u{1b}[31m\n> \n"                                                                                        },
    };
#undef BYTES
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf events = {0}, lines = {0};
        begin(row[i].input, row[i].len);
        struct term *t = opened();
        read_all(t, &events, &lines);
        term_close(t);
        struct buf shown = end();
        if (strcmp(buf_str(&events), row[i].events) != 0 ||
            strcmp(buf_str(&lines), row[i].lines) != 0 ||
            strcmp(buf_str(&shown), row[i].shown) != 0)
            fail_msg("%s: got %s %s %s", row[i].why, buf_str(&events), buf_str(&lines),
                     buf_str(&shown));
        buf_release(&events);
        buf_release(&lines);
        buf_release(&shown);
    }
}

static void term_read__refuses_a_line_that_is_too_long(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        size_t len;
        const char *end, *events;
    } row[] = {
        {"as long as can be",           LIMIT_LINE,     "\n",   "LLE"},
        {"the line end does not count", LIMIT_LINE,     "\r\n", "LLE"},
        {"one more",                    LIMIT_LINE + 1, "\n",   "GLE"},
        {"one more, on Windows",        LIMIT_LINE + 1, "\r\n", "GLE"},
        {"two more",                    LIMIT_LINE + 2, "\n",   "GLE"},
        {"more than is read at a time", 3 * LIMIT_LINE, "\n",   "GLE"},
        {"much more",                   1000000,        "\n",   "GLE"},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf input = {0}, events = {0}, lines = {0};
        buf_fill(&input, 'x', row[i].len);
        buf_text(&input, row[i].end);
        buf_text(&input, "next\n");
        begin(input.bytes, input.len);
        struct term *t = opened();
        read_all(t, &events, &lines);
        term_close(t);
        struct buf shown = end();
        if (strcmp(buf_str(&events), row[i].events) != 0)
            fail_msg("%s: got %s", row[i].why, buf_str(&events));
        if (lines.len < 6 || strcmp(lines.bytes + lines.len - 6, "[next]") != 0)
            fail_msg("%s: the next line is lost", row[i].why);
        buf_release(&input);
        buf_release(&events);
        buf_release(&lines);
        buf_release(&shown);
    }
}

static void term_pause__reads_nothing_from_a_pipe(void **state)
{
    (void)state;
    struct buf line = {0};
    int sig = 0;
    begin("A\n", 2);
    struct term *t = opened();
    enum term_event paused = term_pause(t, "[Enter] ", &line, &sig);
    size_t paused_len = line.len;
    enum term_event read = term_read(t, "> ", &line, &sig);
    term_close(t);
    struct buf shown = end();
    assert_int_equal(paused, TERM_LINE);
    assert_int_equal(paused_len, 0);
    assert_int_equal(read, TERM_LINE);
    assert_string_equal(line.bytes, "A");
    assert_string_equal(shown.bytes, "[Enter] \n> A\n");
    buf_release(&line);
    buf_release(&shown);
}

static void term_read__tells_a_signal_before_it_asks(void **state)
{
    (void)state;
    struct buf line = {0};
    int first = 0, second = 0;
    begin("A\n", 2);
    struct term *t = opened();
    raise(SIGTERM);
    int seen = term_signal(t);
    enum term_event told = term_read(t, "> ", &line, &first);
    int after = term_signal(t);
    enum term_event read = term_read(t, "> ", &line, &second);
    raise(SIGHUP);
    enum term_event paused = term_pause(t, "[Enter] ", &line, &second);
    term_close(t);
    struct buf shown = end();
    assert_int_equal(seen, SIGTERM);
    assert_int_equal(told, TERM_SIGNAL);
    assert_int_equal(first, SIGTERM);
    assert_int_equal(after, 0);
    assert_int_equal(read, TERM_LINE);
    assert_int_equal(paused, TERM_SIGNAL);
    assert_int_equal(second, SIGHUP);
    assert_string_equal(shown.bytes, "> A\n");
    buf_release(&line);
    buf_release(&shown);
}

static void term_write__tells_of_a_lost_reader(void **state)
{
    (void)state;
    struct err err = {0};
    int ends[2];
    begin("", 0);
    struct term *t = opened();
    int written = term_write(t, "fine", 4, &err);
    assert_int_equal(pipe(ends), 0);
    int kept = dup(STDOUT_FILENO);
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    int lost = term_write(t, "gone", 4, &err);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    term_close(t);
    struct buf shown = end();
    assert_int_equal(written, 0);
    assert_string_equal(shown.bytes, "fine");
    assert_int_equal(lost, -1);
    assert_int_equal(err.code, ERR_MACHINE);
    assert_string_equal(err.where, "standard output");
    assert_string_equal(err.what, "cannot write: broken pipe");
    buf_release(&shown);
}

static void term_open__needs_an_output(void **state)
{
    (void)state;
    struct term *t = NULL;
    struct err err = {0};
    begin("", 0);
    int kept = dup(STDOUT_FILENO);
    close(STDOUT_FILENO);
    int rc = term_open(&t, &(struct term_plan){0}, &err);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    struct buf shown = end();
    buf_release(&shown);
    assert_int_equal(rc, -1);
    assert_int_equal(err.code, ERR_MACHINE);
    assert_null(t);
    term_close(t); /* nothing is fine to close */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(term_read__takes_lines_as_they_are),
        cmocka_unit_test(term_read__refuses_a_line_that_is_too_long),
        cmocka_unit_test(term_pause__reads_nothing_from_a_pipe),
        cmocka_unit_test(term_read__tells_a_signal_before_it_asks),
        cmocka_unit_test(term_write__tells_of_a_lost_reader),
        cmocka_unit_test(term_open__needs_an_output),
    };
    return cmocka_run_group_tests_name("term", tests, NULL, NULL);
}
