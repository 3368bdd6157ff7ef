/*
 * test_grade_fast.c - the short way of grading takes what it should, and says the same as
 * the careful one: of every kind of line, with the file cut at every byte, with any
 * number of threads.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/socket.h>
#include <sys/wait.h>

#include "grade/grade_fast.h"
#include "grading.h"

#define HEAD "{\"candidate\":\"ada\",\"answers\":{"

/* --- what it takes --- */

static void fast_object__takes_what_most_sheets_look_like(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        bool is_taken;
        const char *text;
    } row[] = {
        {"compact",                                 true,  HEAD "\"where\":\"efs\",\"true\":\"yes\"}}"             },
        {"as Python writes it",                     true,
         "{\"candidate\": \"ada\", \"answers\": {\"where\": \"efs\", \"two-of-four\": "
         "[\"kms\", "
         "\"sse\"]}}"                                                                                              },
        {"in any order",                            true,  HEAD "\"true\":\"no\",\"where\":\"s3\"}}"               },
        {"letters",                                 true,  HEAD "\"where\":\"C\",\"two-of-four\":[\"a\",\"c\"]}}"  },
        {"no answers",                              true,  HEAD "}}"                                               },
        {"blanks",                                  true,  HEAD "\"where\":\"\",\"true\":null,\"two-of-four\":[]}}"},
        {"an order",                                true,  HEAD "\"order\":[\"create\",\"mount\"]}}"               },
        {"pairs",                                   true,  HEAD "\"match\":{\"1\":\"lustre\",\"smb\":\"B\"}}}"     },
        {"a name in any script",                    true,
         "{\"candidate\":\"J\xC3\xB6rg \xE6\x9D\x8E\",\"answers\":{}}"                                             },
        {"something behind it is not its business", true,  HEAD "}}, x"                                            },
        {"a name of 200 bytes is the longest",      false,
         "{\"candidate\":"
         "\"0123456789012345678901234567890123456789012345678901234567890123456"
         "7890123456789012345678901234567890123456789012345678901234567890123456789012345"
         "6789"
         "01234567890123456789012345678901234567890123456789x\",\"answers\":{}}"                                   },
        {"an escape",                               false, HEAD "\"where\":\"\\u0065fs\"}}"                        },
        {"an escape in the name",                   false, "{\"candidate\":\"a\\nb\",\"answers\":{}}"              },
        {"a name that is no UTF-8",                 false, "{\"candidate\":\"a\xC3\",\"answers\":{}}"              },
        {"a control character in the name",         false,
         "{\"candidate\":\"a\tb\",\"answers\":{}}"                                                                 },
        {"no name",                                 false, "{\"candidate\":\"\",\"answers\":{}}"                   },
        {"a blank before the name",                 false, "{\"candidate\":\" a\",\"answers\":{}}"                 },
        {"a blank behind the name",                 false, "{\"candidate\":\"a \",\"answers\":{}}"                 },
        {"a question twice",                        false, HEAD "\"true\":\"no\",\"true\":\"no\"}}"                },
        {"a blank question twice",                  false, HEAD "\"true\":null,\"true\":\"no\"}}"                  },
        {"a question that is none",                 false, HEAD "\"when\":\"s3\"}}"                                },
        {"an option that is none",                  false, HEAD "\"where\":\"s4\"}}"                               },
        {"the start of an option",                  false, HEAD "\"where\":\"fsx\"}}"                              },
        {"a letter too far",                        false, HEAD "\"where\":\"E\"}}"                                },
        {"a pick twice",                            false, HEAD "\"two-of-four\":[\"kms\",\"kms\"]}}"              },
        {"a pick twice, by id and letter",          false,
         HEAD "\"two-of-four\":[\"kms\",\"A\"]}}"                                                                  },
        {"a pick too many",                         false, HEAD "\"two-of-four\":[\"kms\",\"iam\",\"sse\"]}}"      },
        {"an empty pick in a list",                 false, HEAD "\"two-of-four\":[\"\"]}}"                         },
        {"a prompt twice",                          false,
         HEAD "\"match\":{\"1\":\"lustre\",\"hpc\":\"lustre\"}}}"                                                  },
        {"two spaces",                              false, HEAD "\"where\":  \"efs\"}}"                            },
        {"a space before a comma",                  false, HEAD "\"where\":\"efs\" ,\"true\":\"yes\"}}"            },
        {"a byte behind a comma",                   false, HEAD "\"where\":\"efs\",5\"true\":\"yes\"}}"            },
        {"a comma too many",                        false, HEAD "\"where\":\"efs\",}}"                             },
        {"a comma too many in a list",              false, HEAD "\"two-of-four\":[\"kms\",]}}"                     },
        {"a comma missing",                         false, HEAD "\"where\":\"efs\"\"true\":\"yes\"}}"              },
        {"a number",                                false, HEAD "\"where\":1}}"                                    },
        {"an object where none belongs",            false, HEAD "\"where\":{}}}"                                   },
        {"another member",                          false, "{\"candidate\":\"a\",\"score\":1,\"answers\":{}}"      },
        {"a member behind the answers",             false, HEAD "},\"score\":1}"                                   },
        {"cut off",                                 false, HEAD "\"where\":\"efs\"}"                               },
        {"cut off in a key",                        false, HEAD "\"whe"                                            },
        {"cut off in a pick",                       false, HEAD "\"where\":\"ef"                                   },
        {"nothing",                                 false, ""                                                      },
    };
    struct bank bank = small_bank();
    struct fast *f = fast_new(&bank, POLICY_AWS);
    struct fast_sheet s;
    assert_non_null(f);
    fast_sheet_init(&s, f);
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf text = {0};
        buf_text(&text, row[i].text);
        buf_room(&text, FAST_SLACK);
        memset(text.bytes + text.len, 0, FAST_SLACK);
        if ((fast_object(f, &s, text.bytes) != NULL) != row[i].is_taken)
            fail_msg("%s: %s", row[i].why, row[i].text);
        buf_release(&text);
    }
    fast_sheet_release(&s);
    fast_free(f);
    bank_release(&bank);
}

static void fast_new__leaves_banks_it_cannot_do(void **state)
{
    (void)state;
    struct bank bank = small_bank();
    bank.questions[1].id = "Two of four";
    assert_null(fast_new(&bank, POLICY_AWS));
    bank.questions[1].id = "where"; /* the first one's */
    assert_null(fast_new(&bank, POLICY_AWS));
    bank_release(&bank);
}

/* --- both say the same --- */

/* What came of grading standard input or FILE, however it is read. */
static struct buf said(const char *path, const struct grade_job *how)
{
    struct transcript t = {.taker = {.take = note_result},
                           .sink = {.take = note_problem}};
    struct bank bank = small_bank();
    struct grade_job job = *how;
    struct err err = {0};
    job.bank = &bank;
    job.paths = &path;
    job.path_count = 1;
    if (grade_run(&job, &t.taker, &t.sink, &err) != 0)
        fail_msg("%s: %s", err.where, err.what);
    buf_text(&t.text, buf_str(&t.problems));
    buf_text(&t.text, buf_str(&t.warnings));
    buf_release(&t.problems);
    buf_release(&t.warnings);
    bank_release(&bank);
    return t.text;
}

/* Give TEXT on standard input in pieces: up to each of the COUNT cuts, one read gets. */
static struct buf said_in_pieces(const char *text, size_t len, const size_t *cuts,
                                 size_t count)
{
    static const struct grade_job fast = {0};
    int ends[2], saved = dup(STDIN_FILENO);
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        size_t at = 0;
        for (size_t i = 0; i <= count; i++) {
            size_t to = i < count ? cuts[i] : len;
            if (to > at && send(ends[1], text + at, to - at, 0) != (ssize_t)(to - at))
                _exit(1);
            at = to;
        }
        _exit(0);
    }
    close(ends[1]);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
    struct buf got = said("-", &fast);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    if (saved >= 0) {
        dup2(saved, STDIN_FILENO);
        close(saved);
    }
    return got;
}

static const char *const files[] = {
    /* lines: two styles, an order, CRLF, blanks, bad ones, a candidate twice, no last end
     */
    "{\"candidate\":\"a\",\"answers\":{\"where\":\"C\",\"two-of-four\":[\"kms\",\"sse\"]}"
    "}\n"
    "{\"candidate\": \"b\", \"answers\": {\"true\": \"no\", \"where\": \"efs\"}}\r\n"
    "\n"
    "{\"candidate\":\"J\xC3\xB6rg\",\"answers\":{\"order\":[\"b\",\"a\"],\"match\":{"
    "\"1\":\"A\"}}} \n"
    "{\"candidate\":\"a\",\"answers\":{}}\n"
    " {\"candidate\":\"d\",\"answers\":{\"where\":\"X\"}}\n"
    "{\"candidate\":\"e\",\"answers\":{\"where\":\"A\",\"where\":\"B\"}}\n"
    "{\"candidate\":\"f\",\"answers\":{\"true\":\"yes\"}}",
    /* an array, on one line and on several */
    "[{\"candidate\":\"a\",\"answers\":{\"where\":\"C\"}}, "
    "{\"candidate\":\"J\xC3\xB6rg\",\"answers\":"
    "{}},{\"candidate\":\"x\",\"answers\":{\"where\":\"X\"}},\n"
    "{\"candidate\":\"b\",\"answers\":{\"true\":\"no\"}} ,\n\n"
    "  {\"candidate\": \"a\", \"answers\": "
    "{}},\n{\n\"candidate\":\"c\",\"answers\":{\"true\":\"x\"}}]\n",
    /* rows: quotes, a line end in them, CRLF, a bad one, blanks, no last end */
    "candidate,where,two-of-four,true\r\na,C,A "
    "C,yes\r\n\"b,c\",\"efs\",\"kms,sse\",\n\nd,,,\n"
    "\"e\nf\",A,,\ng,X,,\nJ\xC3\xB6rg,s3,,no\na,A,,\nh,\"A\n\",,\ni,C,,yes",
};

static void grade_run__says_the_same_the_short_way(void **state)
{
    (void)state;
    static const struct grade_job careful = {.is_careful = true}, fast = {0};
    for (size_t i = 0; i < COUNT(files); i++) {
        write_file("f", files[i], strlen(files[i]));
        struct buf wanted = said("f", &careful), got = said("f", &fast);
        assert_string_equal(got.bytes, wanted.bytes);
        buf_release(&wanted);
        buf_release(&got);
    }
}

static void grade_run__does_not_mind_where_a_file_is_cut(void **state)
{
    (void)state;
    static const struct grade_job careful = {.is_careful = true};
    for (size_t i = 0; i < COUNT(files); i++) {
        size_t len = strlen(files[i]), bytes[1024];
        assert_true(len < COUNT(bytes));
        write_file("-", files[i], len);
        struct buf wanted = said("./-", &careful);
        for (char *at = wanted.bytes; (at = strstr(at, "./-:")) != NULL;)
            memmove(at, at + 2, strlen(at + 2) + 1);
        for (size_t cut = 1; cut <= len; cut++) {
            struct buf got = said_in_pieces(files[i], len, &cut, 1);
            assert_string_equal(got.bytes, wanted.bytes);
            buf_release(&got);
            bytes[cut - 1] = cut;
        }
        struct buf got = said_in_pieces(files[i], len, bytes, len);
        assert_string_equal(got.bytes, wanted.bytes);
        buf_release(&got);
        buf_release(&wanted);
    }
}

/* --- threads --- */

static void render_result(const struct result_taker *self, const struct result *r,
                          struct buf *out)
{
    (void)self;
    buf_printf(out, "%u %s %d", (unsigned)r->at.line, r->candidate, (int)r->tally.points);
    for (size_t i = 0; i < r->domain_count; i++)
        buf_printf(out, " %d/%d", (int)r->domains[i].tally.points,
                   (int)r->domains[i].tally.blank);
    buf_char(out, '\n');
}

static int take_rendered(struct result_taker *self, const struct result *r,
                         struct err *err)
{
    struct transcript *t = (struct transcript *)self;
    if (r->status == RESULT_REJECTED)
        return note_result(self, r, err);
    if (r->rendered != NULL)
        buf_add(&t->text, r->rendered, r->rendered_len);
    else
        render_result(self, r, &t->text);
    return 0;
}

static void note_read(struct grade_watch *watch, size_t bytes)
{
    struct transcript *t =
        (struct transcript *)((char *)watch - offsetof(struct transcript, watch));
    t->read += bytes;
}

static struct transcript said_by(size_t threads, bool is_careful)
{
    static const char *const path = "f";
    struct transcript t = {
        .taker = {take_rendered, render_result},
        .sink = {.take = note_problem            },
        .watch = {note_read},
    };
    struct bank bank = small_bank();
    struct grade_job job = {.bank = &bank,
                            .paths = &path,
                            .path_count = 1,
                            .detail = GRADE_TOTALS,
                            .threads = threads,
                            .is_careful = is_careful,
                            .watch = &t.watch};
    struct err err = {0};
    if (grade_run(&job, &t.taker, &t.sink, &err) != 0)
        fail_msg("%s: %s", err.where, err.what);
    bank_release(&bank);
    return t;
}

/* Some megabytes of lines, now and then an odd one: a name that comes twice, far apart; a
 * line over the limit; quotes around line ends; bad bytes. */
static void make_lines(struct buf *out, bool is_table)
{
    enum { LINES = 30000, ODD = 97 };
    buf_text(out, is_table ? "candidate,where,two-of-four,true\n"
                           : "  {\"candidate\":\"\",\"answers\":{}}\n");
    for (int i = 1; i <= LINES; i++) {
        bool is_odd = i % ODD == 0;
        int kind = i / ODD % 7;
        if (is_odd && kind == 0)
            buf_text(out, is_table ? "\"a\nb\",A,,\n" : "{\"candidate\":\n");
        else if (is_odd && kind == 1)
            buf_text(out,
                     is_table ? "c1,A,,\n" : "{\"candidate\":\"c1\",\"answers\":{}}\n");
        else if (is_odd && kind == 2)
            buf_text(out, is_table ? "\r\n\nx,\"\xFF\",,\n" : "\r\n\n\xFF\n");
        else if (is_odd && i == 97 * 143) {
            buf_fill(out, 'x', LIMIT_RECORD_BYTES + 10);
            buf_char(out, '\n');
        } else if (is_table)
            buf_printf(out, "c%d,%c,A %c,%s\n", i, 'A' + i % 4, 'B' + i % 3,
                       is_odd && kind == 3 ? "maybe" : "no");
        else
            buf_printf(out,
                       "{\"candidate\":\"c%d\",\"answers\":{\"where\":\"%c\",\"two-of-"
                       "four\":[\"A\","
                       "\"%c\"],\"true\":\"%s\"}}\n",
                       i, 'A' + i % 4, 'B' + i % 3, is_odd && kind == 3 ? "maybe" : "no");
    }
}

/* The same as an array; odd are a name that comes twice, a pick that there is not, and
 * what looks like a sheet inside another one. */
static void make_array(struct buf *out)
{
    enum { ELEMENTS = 30000, ODD = 397 };
    for (int i = 1; i <= ELEMENTS; i++) {
        int kind = i % ODD == 0 ? i / ODD % 4 : 0;
        buf_printf(out,
                   "%s{\"candidate\":\"c%d\",\"answers\":{\"where\":\"%c\","
                   "\"true\":\"%s\"}%s}",
                   i == 1       ? "["
                   : i % 3 == 0 ? " ,\n "
                                : ",",
                   kind == 1 ? 1 : i, 'A' + i % 4, kind == 2 ? "maybe" : "no",
                   kind == 3 ? ",\"of\":[{\"candidate\":1},{\"candidate\":2}]" : "");
    }
    buf_text(out, "]\n");
}

static void grade_run__says_the_same_with_any_number_of_threads(void **state)
{
    (void)state;
    static const size_t threads[] = {1, 2, 3, 8, GRADE_MOST_THREADS};
    for (int kind = 0; kind < 3; kind++) {
        struct buf text = {0};
        if (kind == 2)
            make_array(&text);
        else
            make_lines(&text, kind == 1);
        write_file("f", text.bytes, text.len);
        struct transcript wanted = said_by(1, true);
        assert_true(wanted.sink.errors > 30);
        for (size_t i = 0; i < COUNT(threads); i++) {
            struct transcript got = said_by(threads[i], false);
            assert_int_equal(got.read, text.len);
            assert_string_equal(got.text.bytes, wanted.text.bytes);
            assert_string_equal(got.problems.bytes, wanted.problems.bytes);
            assert_string_equal(buf_str(&got.warnings), buf_str(&wanted.warnings));
            transcript_release(&got);
        }
        transcript_release(&wanted);
        buf_release(&text);
    }
}

static int fail_late(struct result_taker *self, const struct result *r, struct err *err)
{
    (void)self;
    return r->at.line > 5000 ? err_set(err, ERR_MACHINE, "out", "the disk is full") : 0;
}

static void grade_run__stops_all_threads_when_the_taker_fails(void **state)
{
    (void)state;
    static const char *const path = "f";
    struct result_taker taker = {fail_late, render_result};
    struct diag_sink sink = {0};
    struct bank bank = small_bank();
    struct grade_job job = {.bank = &bank,
                            .paths = &path,
                            .path_count = 1,
                            .detail = GRADE_TOTALS,
                            .threads = 4};
    struct buf text = {0};
    struct err err = {0};
    make_lines(&text, false);
    write_file(path, text.bytes, text.len);
    assert_int_equal(grade_run(&job, &taker, &sink, &err), -1);
    assert_string_equal(err.what, "the disk is full");
    buf_release(&text);
    bank_release(&bank);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fast_object__takes_what_most_sheets_look_like),
        cmocka_unit_test(fast_new__leaves_banks_it_cannot_do),
        cmocka_unit_test(grade_run__says_the_same_the_short_way),
        cmocka_unit_test(grade_run__does_not_mind_where_a_file_is_cut),
        cmocka_unit_test(grade_run__says_the_same_with_any_number_of_threads),
        cmocka_unit_test(grade_run__stops_all_threads_when_the_taker_fails),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
