/*
 * test_grade.c - a whole run: several files, encodings, accounts, memory.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/resource.h>

#include "grading.h"
#include "quizctl/rng.h"

static void grade_run__goes_on_behind_a_file_that_cannot_be_read(void **state)
{
    (void)state;
    static const char *const paths[] = {"a.json", "none.json", ".", "empty.json",
                                        "b.csv"};
    static const char a[] = "{\"candidate\":\"ada\",\"answers\":{}}\n\n";
    static const char b[] = "candidate,true\nbob,yes\nada,yes\n";
    write_file("a.json", a, strlen(a));
    write_file("empty.json", "", 0);
    write_file("b.csv", b, strlen(b));
    struct transcript t = grade_paths(paths, COUNT(paths));
    assert_string_equal(t.text.bytes,
                        "1 ada 0\n"
                        "0 rejected ?\n"
                        "  0:0 unreadable: cannot open it: no such file or directory\n"
                        "0 rejected ?\n"
                        "  0:0 unreadable: this is a folder; name a file in it\n"
                        "0 rejected ?\n"
                        "  0:0 no-sheets: this file is empty\n"
                        "2 bob 1000 true=yes\n"
                        "3 rejected ada\n"
                        "  3:1 candidate-twice: candidate 'ada' has a sheet already, at "
                        "a.json:1; remove one of them\n");
    assert_int_equal(t.totals.given, 6);
    transcript_release(&t);
}

static void grade_run__names_the_file_and_line_of_the_first_sheet(void **state)
{
    (void)state;
    static const char *const paths[] = {"a", "b", "c"};
    static const char a[] = "{\"candidate\":\"ada\",\"answers\":{}}";
    static const char b[] = "\n\n\n{\"candidate\":\"bob\",\"answers\":{}}\n\n\n";
    static const char c[] = "{\"candidate\":\"bob\",\"answers\":{}}\n"
                            "{\"candidate\":\"ada\",\"answers\":{}}\n";
    write_file("a", a, strlen(a));
    write_file("b", b, strlen(b));
    write_file("c", c, strlen(c));
    struct transcript t = grade_paths(paths, COUNT(paths));
    assert_non_null(strstr(t.text.bytes, "'bob' has a sheet already, at b:4;"));
    assert_non_null(strstr(t.text.bytes, "'ada' has a sheet already, at a:1;"));
    transcript_release(&t);
}

static void grade_run__tells_a_problem_to_the_sink_too(void **state)
{
    (void)state;
    static const char text[] =
        "{\"candidate\":\"ada\",\"score\":1,\"answers\":{\"x\":\"A\"}}";
    struct transcript t = grade_text("a.json", text, strlen(text));
    assert_string_equal(t.problems.bytes,
                        "a.json:1:41: unknown-question: the bank has no question 'x'; "
                        "`quizctl list` shows the ids it has\n");
    assert_string_equal(
        t.warnings.bytes,
        "a.json:1:20: unknown-member: a sheet has no member 'score', ignored\n");
    assert_int_equal(t.sink.errors, 1);
    assert_int_equal(t.sink.warnings, 1);
    transcript_release(&t);
}

static void grade_run__names_an_encoding_it_does_not_read(void **state)
{
    (void)state;
    static const struct {
        const char *why, *text;
        size_t len;
    } row[] = {
        {"UTF-16, little end first, with its mark",  "\xFF\xFE{\0", 4},
        {"UTF-16, big end first, with its mark",     "\xFE\xFF\0{", 4},
        {"UTF-16, little end first, without a mark", "[\0{\0",      4},
        {"UTF-16, big end first, without a mark",    "\0c\0a",      4},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct transcript t = grade_text("a.json", row[i].text, row[i].len);
        if (strcmp(t.text.bytes, "0 rejected ?\n  0:0 bad-encoding: this file is UTF-16; "
                                 "save it as UTF-8\n") != 0)
            fail_msg("%s: %s", row[i].why, t.text.bytes);
        transcript_release(&t);
    }
}

static void grade_run__reads_standard_input(void **state)
{
    (void)state;
    static const char *const dash[] = {"-", "-"};
    static const char text[] = "[{\"candidate\":\"ada\",\"answers\":{\"true\":\"no\"}}]";
    write_file("stdin", text, strlen(text));
    int saved = dup(STDIN_FILENO), fd = open("stdin", O_RDONLY);
    assert_true(fd >= 0 && dup2(fd, STDIN_FILENO) == STDIN_FILENO);
    struct transcript t = grade_paths(dash, 2);
    assert_string_equal(t.text.bytes, "1 ada 0 true=no\n"
                                      "0 rejected ?\n"
                                      "  0:0 no-sheets: this file is empty\n");
    transcript_release(&t);
    close(fd);
    if (saved >= 0) {
        dup2(saved, STDIN_FILENO);
        close(saved);
    }
}

/* One taker's error ends the run. */
static int fail_at_once(struct result_taker *taker, const struct result *r,
                        struct err *err)
{
    (void)taker;
    (void)r;
    return err_set(err, ERR_MACHINE, "out", "the disk is full");
}

static void grade_run__stops_when_the_taker_fails(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{\"candidate\":\"ada\",\"answers\":{}}\n{\"candidate\":\"bob\",\"answers\":{}}",
        "[{\"candidate\":\"ada\",\"answers\":{}},{\"candidate\":\"bob\",\"answers\":{}}]",
        "[,]",
        "[",
        "candidate,true\nada,yes\nbob,no\n",
        "candidate,none\n",
        "",
    };
    struct bank bank = small_bank();
    for (size_t i = 0; i < COUNT(texts); i++) {
        static const char *const path = "a";
        struct result_taker taker = {.take = fail_at_once};
        struct diag_sink sink = {0};
        struct grade_job job = {.bank = &bank, .paths = &path, .path_count = 1};
        struct err err = {0};
        write_file(path, texts[i], strlen(texts[i]));
        assert_int_equal(grade_run(&job, &taker, &sink, &err), -1);
        assert_string_equal(err.what, "the disk is full");
    }
    bank_release(&bank);
}

/* given == graded + rejected (grade_paths holds it), nothing crashes, and a good sheet
 * in front and one in a file of its own keep their scores: 10,000 files with bytes
 * changed by chance, but always the same ones. */
static void grade_run__survives_any_bytes(void **state)
{
    (void)state;
    static const char *const shapes[] = {
        "{\"candidate\":\"a\",\"answers\":{\"where\":\"C\"}}\n"
        "{\"candidate\":\"b\",\"answers\":{\"two-of-four\":[\"A\",\"sse\"],\"true\":null}"
        "}\n",
        "[{\"candidate\":\"a\",\"answers\":{\"where\":\"C\"}},\n"
        "{\"candidate\":\"b\",\"answers\":{\"two-of-four\":[\"A\",\"sse\"],\"true\":null}"
        "}]\n",
        "candidate,where,two-of-four,true\na,C,\"A C\",yes\n\"b\",,kms sse,\r\n",
        "{\n\"candidate\": \"a\",\n\"answers\": {\n\"where\": \"C\"\n}\n}\n",
    };
    static const char bytes[] = "{}[]\",:\n\r\\ \0\xff\xc3'aC;";
    static const char good[] = "{\"candidate\":\"good\",\"answers\":{\"where\":\"C\"}}";
    static const char *const paths[] = {"good", "bad"};
    struct rng rng;
    rng_init(&rng, "1", "grade_run__survives_any_bytes");
    write_file("good", good, strlen(good));

    for (int i = 0; i < 10000; i++) {
        const char *shape = shapes[rng_below(&rng, COUNT(shapes))];
        size_t len = strlen(shape);
        char *text = mem_text(shape);
        for (uint32_t n = 1 + rng_below(&rng, 4); n > 0; n--)
            text[rng_below(&rng, (uint32_t)len)] =
                bytes[rng_below(&rng, sizeof bytes - 1)];
        if (rng_below(&rng, 4) == 0)
            len = rng_below(&rng, (uint32_t)len);
        write_file("bad", text, len);
        struct transcript t = grade_paths(paths, 2);
        assert_int_equal(strncmp(t.text.bytes, "1 good 1000 where=fsx-lustre\n", 29), 0);
        assert_true(t.totals.given >= 2);
        transcript_release(&t);
        free(text);
    }
}

/* --- memory --- */

enum { SHEETS = 200000 };

/* Sanitizers keep what was freed, to catch who uses it again. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KEEPS_FREED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define KEEPS_FREED true
#endif
#endif
#ifndef KEEPS_FREED
#define KEEPS_FREED false
#endif

/* A number stands between the halves of each sheet. */
static void write_sheets(const char *path, const char *first, const char *const half[2],
                         const char *last)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(first, f);
    for (int i = 0; i < SHEETS; i++) {
        fprintf(f, "%s%d%s", half[0], i, half[1]);
        if (i + 1 < SHEETS && *last == ']')
            fputc(',', f);
    }
    fputs(last, f);
    assert_int_equal(fclose(f), 0);
}

static int count_only(struct result_taker *taker, const struct result *r, struct err *err)
{
    static const struct pass_mark none = {PASS_NONE, 0};
    (void)err;
    result_count(&((struct transcript *)taker)->totals, r, &none);
    return 0;
}

static long peak_kib(void)
{
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
    return usage.ru_maxrss;
}

/* First in the program, for the peak never falls. What may grow is the set of candidates:
 * 12 bytes each and room, under 4 MiB here. */
static void grade_run__takes_no_more_memory_for_more_sheets(void **state)
{
    (void)state;
    static const char *const path = "many";
    static const struct {
        const char *first, *half[2], *last;
    } row[] = {
        {"",                  {"{\"candidate\":\"c", "\",\"answers\":{\"where\":\"C\"}}\n"}, "" },
        {"[",                 {"{\"candidate\":\"c", "\",\"answers\":{\"where\":\"C\"}}\n"}, "]"},
        {"candidate,where\n", {"c", ",C\n"},                                                 "" },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct transcript t = {.taker = {.take = count_only}};
        struct bank bank = small_bank();
        struct grade_job job = {.bank = &bank, .paths = &path, .path_count = 1};
        write_sheets(path, row[i].first, row[i].half, row[i].last);
        long before = peak_kib();
        assert_int_equal(grade_run(&job, &t.taker, &t.sink, NULL), 0);
        long grown = peak_kib() - before;
        assert_int_equal(t.totals.graded, SHEETS);
        assert_int_equal(t.totals.tally.points, (int64_t)SHEETS * MARK);
        print_message("%zu: peak memory grew by %ld KiB\n", i, grown);
        if (!KEEPS_FREED)
            assert_in_range(grown, 0, i == 0 ? 6 * 1024 : 1024);
        bank_release(&bank);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grade_run__takes_no_more_memory_for_more_sheets),
        cmocka_unit_test(grade_run__goes_on_behind_a_file_that_cannot_be_read),
        cmocka_unit_test(grade_run__names_the_file_and_line_of_the_first_sheet),
        cmocka_unit_test(grade_run__tells_a_problem_to_the_sink_too),
        cmocka_unit_test(grade_run__names_an_encoding_it_does_not_read),
        cmocka_unit_test(grade_run__reads_standard_input),
        cmocka_unit_test(grade_run__stops_when_the_taker_fails),
        cmocka_unit_test(grade_run__survives_any_bytes),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
