/*
 * test_grade_csv.c - sheets as rows of CSV: what is taken, what is refused and in which
 * words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grading.h"
#include "quizctl/limits.h"

static void grade_csv__takes_each_way_to_write_a_row(void **state)
{
    (void)state;
    /* clang-format off: a message stands on a line of its own, as it is printed */
    static const struct grade_row row[] = {
        {"ids and letters",
         "candidate,where,two-of-four,true\n"
         "ada,fsx-lustre,A C,a\n"
         "bob,A,kms,no\n",                                                                 "2 ada 3000 where=fsx-lustre two-of-four=kms sse true=yes\n"
         "3 bob 0 where=s3 two-of-four=kms true=no\n"                                                               },
        {"columns in any order, and not all questions",
         "candidate,true,where\n"
         "ada,yes,C\n",                                                                    "2 ada 2000 where=fsx-lustre true=yes\n"           },
        {"no end behind the last line",
         "candidate,where,two-of-four,true\n"
         "ada,C,,",                                                                        "2 ada 1000 where=fsx-lustre\n"                    },
        {"CRLF",
         "candidate,where\r\n"
         "ada,C\r\n"
         "bob,A\r\n",                                                                      "2 ada 1000 where=fsx-lustre\n"
         "3 bob 0 where=s3\n"                                                                                            },
        {"CR alone",                                    "candidate,where\rada,C\rbob,Z\r",
         "2 ada 1000 where=fsx-lustre\n"
         "3 rejected bob\n"
         "  3:5 unknown-option: question 'where' has no option 'Z'; it has s3, efs, "
         "fsx-lustre, fsx-windows\n"                                                                                                          },
        {"a byte order mark",
         "\357\273\277candidate,where\n"
         "ada,C\n",                                                                        "2 ada 1000 where=fsx-lustre\n"                    },
        {"everything in quotes",
         "'candidate','where'\n"
         "'ada','C'\n",                                                                    "2 ada 1000 where=fsx-lustre\n"                    },
        {"picks with commas or semicolons in quotes",
         "candidate,where,two-of-four,true\n"
         "ada,C,'A,C',\n"
         "bob,,'A; C',\n"
         "eve,,A;C,\n",                                                                    "2 ada 2000 where=fsx-lustre two-of-four=kms sse\n"
         "3 bob 1000 two-of-four=kms sse\n"
         "4 eve 1000 two-of-four=kms sse\n"                                                                            },
        {"blanks around picks",
         "candidate,where,two-of-four,true\n"
         "ada, C ,  A   C ,\n",                                                            "2 ada 2000 where=fsx-lustre two-of-four=kms sse\n"},
        {"blank cells",
         "candidate,where,two-of-four,true\n"
         "ada,,,\n"
         "bob,'', ,\n",                                                                    "2 ada 0\n"
         "3 bob 0\n"                                                                                                   },
        {"a name with comma, quote and line end",
         "candidate,where\n"
         "'a,''b''\n"
         "c',C\n"
         "bob,A\n",                                                                        "2 a,\"b\"\n"
         "c 1000 where=fsx-lustre\n"
         "4 bob 0 where=s3\n"                                                                                              },
        {"empty lines between",
         "\n"
         "candidate,where,two-of-four,true\n"
         "\n"
         "ada,C,,\n"
         "\n"
         "\n"
         "bob,,,\n"
         "\n",                                                                             "4 ada 1000 where=fsx-lustre\n"
         "7 bob 0\n"                                                                                                            },
    };
    /* clang-format on */
    check_rows("a.csv", row, COUNT(row));
}

static void grade_csv__says_what_is_wrong_with_a_row(void **state)
{
    (void)state;
    /* clang-format off: a message stands on a line of its own, as it is printed */
    static const struct grade_row row[] = {
        {"an unknown option",
         "candidate,where,two-of-four,true\n"
         "ada,E,,\n"
         "bob,C,,\n",            "2 rejected ada\n"
         "  2:5 unknown-option: question 'where' has no option 'E'; it has s3, efs, "
         "fsx-lustre, fsx-windows\n"
         "3 bob 1000 where=fsx-lustre\n"                                                        },
        {"letters glued together",
         "candidate,where,two-of-four,true\n"
         "ada,,AC,\n",           "2 rejected ada\n"
         "  2:6 unknown-option: question 'two-of-four' has no option 'AC'; write A C\n"        },
        {"too many picks",
         "candidate,where,two-of-four,true\n"
         "ada,A B,,\n",          "2 rejected ada\n"
         "  2:5 too-many-picks: question 'where': picks 2 where 1 is asked for\n"             },
        {"a pick given twice",
         "candidate,where,two-of-four,true\n"
         "ada,,A A,\n",          "2 rejected ada\n"
         "  2:6 pick-twice: 'A' picks option 'kms' of question 'two-of-four' a second "
         "time; remove it\n"                                                                  },
        {"the column of a later cell",
         "candidate,where,two-of-four,true\n"
         "'a, b',C,'kms x',Z\n", "2 rejected a, b\n"
         "  2:10 unknown-option: question 'two-of-four' has no option 'x'; it has kms, "
         "iam, sse, acl\n"
         "  2:18 unknown-option: question 'true' has no option 'Z'; it has yes, no\n"},
        {"no candidate",
         "candidate,where,two-of-four,true\n"
         ",C,,\n",               "2 rejected ?\n"
         "  2:1 candidate-empty: the candidate's name is empty; write who gave these "
         "answers\n"                                                                               },
        {"only commas",
         "candidate,where,two-of-four,true\n"
         ",,,\n",                "2 rejected ?\n"
         "  2:1 candidate-empty: the candidate's name is empty; write who gave these "
         "answers\n"                                                                                },
        {"white space around the candidate",
         "candidate,where,two-of-four,true\n"
         " ada,C,,\n",           "2 rejected  ada\n"
         "  2:1 candidate-space: white space stands around the candidate's name ' ada'; "
         "remove it\n"                                                                         },
        {"too few cells",
         "candidate,where,two-of-four,true\n"
         "ada,C\n"
         "bob,C,,\n",            "2 rejected ada\n"
         "  2:1 csv-cells: this row has 2 cells where the header has 4; leave a cell "
         "empty for a blank, and put a cell with a comma in quotes\n"
         "3 bob 1000 where=fsx-lustre\n"                                                        },
        {"too many cells",
         "candidate,where,two-of-four,true\n"
         "ada,C,,,,\n",          "2 rejected ada\n"
         "  2:1 csv-cells: this row has 6 cells where the header has 4; leave a cell "
         "empty for a blank, and put a cell with a comma in quotes\n"                         },
        {"one cell",
         "candidate,where,two-of-four,true\n"
         "ada\n",                "2 rejected ada\n"
         "  2:1 csv-cells: this row has 1 cell where the header has 4; leave a cell "
         "empty for a blank, and put a cell with a comma in quotes\n"                               },
        {"a comma that should be in quotes",
         "candidate,where,two-of-four,true\n"
         "ada,C,A,C,yes\n",      "2 rejected ada\n"
         "  2:1 csv-cells: this row has 5 cells where the header has 4; leave a cell "
         "empty for a blank, and put a cell with a comma in quotes\n"                     },
        {"a candidate twice",
         "candidate,where,two-of-four,true\n"
         "ada,C,,\n"
         "ada,C,,\n",            "2 ada 1000 where=fsx-lustre\n"
         "3 rejected ada\n"
         "  3:1 candidate-twice: candidate 'ada' has a sheet already, at a.csv:2; remove "
         "one of them\n"                                                                        },
        {"a quote in the middle of a cell",
         "candidate,where,two-of-four,true\n"
         "ad'a,C,,\n"
         "bob,C,,\n",            "2 rejected ?\n"
         "  2:3 csv-quote: the quotes of this row do not pair up; put the whole cell in "
         "quotes and write a quote inside it twice\n"
         "3 bob 1000 where=fsx-lustre\n"                                                        },
        {"text behind a closing quote",
         "candidate,where,two-of-four,true\n"
         "'ada'x,'C,,\n"
         "bob,C,,\n",            "2 rejected ?\n"
         "  2:6 csv-quote: the quotes of this row do not pair up; put the whole cell in "
         "quotes and write a quote inside it twice\n"
         "3 bob 1000 where=fsx-lustre\n"                                                        },
        {"a quote that is never closed",
         "candidate,where,two-of-four,true\n"
         "ada,C,,\n"
         "'bob,C,,\n"
         "eve,C,,\n",            "2 ada 1000 where=fsx-lustre\n"
         "3 rejected ?\n"
         "  3:1 csv-quote: this quote is never closed, so the file was not read any "
         "further; put a \" at the end of the cell\n"                                           },
        {"a byte that is no UTF-8",
         "candidate,where,two-of-four,true\n"
         "ada,C,,\n"
         "b\xf6"
         "b,C,,\n"
         "eve,C,,\n",            "2 ada 1000 where=fsx-lustre\n"
         "3 rejected ?\n"
         "  3:2 bad-utf8: byte 0xf6 is no UTF-8; save the file as UTF-8\n"
         "4 eve 1000 where=fsx-lustre\n"                                                        },
    };
    /* clang-format on */
    check_rows("a.csv", row, COUNT(row));
}

static void grade_csv__rejects_a_file_once_for_its_header(void **state)
{
    (void)state;
    /* clang-format off: a message stands on a line of its own, as it is printed */
    static const struct grade_row row[] = {
        {"no header",
         "ada,C\n"
         "bob,A\n",                                           "1 rejected ?\n"
         "  1:1 csv-header: this is neither JSON nor CSV with a header: the first line "
         "must be "
         "candidate,<question id>,... and not 'ada'\n"                                     },
        {"another first column",
         "name,where\n"
         "ada,C\n",                                           "1 rejected ?\n"
         "  1:1 csv-header: the first column is 'name'; it must be 'candidate'\n"          },
        {"in capitals",
         "Candidate,where\n"
         "ada,C\n",                                           "1 rejected ?\n"
         "  1:1 csv-header: the first column is 'Candidate'; it must be 'candidate'\n"     },
        {"an unknown question",
         "candidate,wher,true,something-else\n"
         "ada,C,yes,A\n",                                     "1 rejected ?\n"
         "  1:11 unknown-question: the bank has no question 'wher'; did you mean "
         "'where'?\n"
         "  1:21 unknown-question: the bank has no question 'something-else'; `quizctl "
         "list` shows the ids it has\n"                                              },
        {"a column given twice",
         "candidate,where,true,where\n"
         "ada,C,yes,A\n",                                     "1 rejected ?\n"
         "  1:22 csv-header: columns 2 and 4 are both question 'where'; remove one\n"},
        {"a column without a name",
         "candidate,where,\n"
         "ada,C,\n",                                          "1 rejected ?\n"
         "  1:17 csv-header: column 3 has no name; write a question's id or remove the "
         "column\n"                                                                       },
        {"no question",
         "candidate\n"
         "ada\n",                                             "1 rejected ?\n"
         "  1:1 csv-header: the header names no question; write candidate,<question "
         "id>,...\n"                                                                         },
        {"semicolons",
         "candidate;where\n"
         "ada;C\n",                                           "1 rejected ?\n"
         "  1:1 csv-header: the header has one column; separate the columns with "
         "commas\n"                                                                        },
        {"tabs",
         "candidate\twhere\n"
         "ada\tC\n",                                          "1 rejected ?\n"
         "  1:1 csv-header: the header has one column; separate the columns with "
         "commas\n"                                                                       },
        {"no rows",                      "candidate,where\n",
         "1 rejected ?\n"
         "  1:1 no-sheets: no row stands below the header\n"                                                  },
        {"no rows but empty lines",
         "candidate,where\n"
         "\n"
         "\n",                                                "1 rejected ?\n"
         "  1:1 no-sheets: no row stands below the header\n"                                    },
        {"a quote that is never closed",
         "candidate,'where\n"
         "ada,C\n",                                           "1 rejected ?\n"
         "  1:11 csv-quote: this quote is never closed, so the file was not read any "
         "further; put a \" at the end of the cell\n"                                      },
        {"a byte that is no UTF-8",
         "candidate,\xff"
         "\n"
         "ada,C\n",                                           "1 rejected ?\n"
         "  1:11 bad-utf8: byte 0xff is no UTF-8; save the file as UTF-8\n"                },
        {"not a table at all",           "hello world\n",
         "1 rejected ?\n"
         "  1:1 csv-header: this is neither JSON nor CSV with a header: the first line "
         "must be "
         "candidate,<question id>,... and not 'hello world'\n"                                                },
    };
    /* clang-format on */
    check_rows("a.csv", row, COUNT(row));
}

static void grade_csv__takes_an_order_and_pairs(void **state)
{
    (void)state;
    /* clang-format off: a message stands on a line of its own, as it is printed */
    static const struct grade_row row[] = {
        {"both",
         "candidate,order,match\n"
         "ada,B A,1:A 2:B\n",                         "2 ada 2000 order=create mount match=hpc:lustre smb:windows\n"},
        {"both by id, pairs in any order",
         "candidate,order,match\n"
         "ada,create mount,smb:windows hpc:lustre\n", "2 ada 2000 order=create mount match=hpc:lustre smb:windows\n"},
        {"both wrong",
         "candidate,order,match\n"
         "ada,A B,1:B 2:A\n",                         "2 ada 0 order=mount create match=hpc:windows smb:lustre\n"   },
        {"in part",
         "candidate,order,match\n"
         "ada,B,2:b\n",                               "2 ada 0 order=create match=smb:windows\n"                    },
        {"blank",
         "candidate,order,match\n"
         "ada,,\n",                                   "2 ada 0\n"                                                   },
        {"too many steps, glued steps",
         "candidate,order,match\n"
         "ada,B A C,\n"
         "bob,BA,\n",                                 "2 rejected ada\n"
         "  2:5 too-many-picks: question 'order': picks 3 where 2 are asked for\n"
         "3 rejected bob\n"
         "  3:5 unknown-option: question 'order' has no option 'BA'; write B A\n"              },
        {"no pair",
         "candidate,order,match\n"
         "ada,,1A\n"
         "bob,,1:\n"
         "eve,,:A\n",                                 "2 rejected ada\n"
         "  2:6 pick-type: '1A' is no pair for question 'match'; write prompt:option, as "
         "in 1:C\n"
         "3 rejected bob\n"
         "  3:6 pick-type: '1:' is no pair for question 'match'; write prompt:option, as "
         "in 1:C\n"
         "4 rejected eve\n"
         "  4:6 unknown-prompt: question 'match' has no prompt ''; it has hpc, smb\n"          },
        {"an unknown prompt, an unknown option, a prompt twice",
         "candidate,order,match\n"
         "ada,,3:A 1:C 2:A smb:B\n",                  "2 rejected ada\n"
         "  2:6 unknown-prompt: question 'match' has no prompt '3'; it has hpc, smb\n"
         "  2:6 unknown-option: question 'match' has no option 'C'; it has lustre, "
         "windows\n"
         "  2:6 pick-twice: 'smb' matches prompt 'smb' of question 'match' a second "
         "time; remove it\n"                                                    },
    };
    /* clang-format on */
    check_rows("a.csv", row, COUNT(row));
}

static void grade_csv__does_not_care_where_a_chunk_ends(void **state)
{
    (void)state;
    enum { CHUNK = 64 * 1024 };
    static const char rows[] = "candidate,where,two-of-four\r\n\"a\"\"da\",C,\r\n"
                               "bob,\"A\",\"A,C\"\r\neve,,\r\n";
    for (size_t back = 0; back <= sizeof rows; back++) {
        struct buf text = {0};
        buf_fill(&text, ' ', CHUNK - back);
        buf_text(&text, rows);
        struct transcript t = grade_text("a.csv", text.bytes, text.len);
        assert_string_equal(t.text.bytes, "2 a\"da 1000 where=fsx-lustre\n"
                                          "3 bob 1000 where=s3 two-of-four=kms sse\n"
                                          "4 eve 0\n");
        transcript_release(&t);
        buf_release(&text);
    }
}

static void grade_csv__skips_a_row_that_is_too_long(void **state)
{
    (void)state;
    for (size_t times = 1; times <= 4; times += 3) {
        struct buf text = {0};
        buf_text(&text, "candidate,where\nada,C\nbig,\"");
        buf_fill(&text, '\n', times * LIMIT_RECORD_BYTES);
        buf_text(&text, "\"\nbob,C\n");
        struct transcript t = grade_text("a.csv", text.bytes, text.len);
        assert_int_equal(t.totals.graded, 2);
        assert_int_equal(t.totals.rejected, 1);
        assert_non_null(strstr(t.text.bytes, "3 rejected ?\n  3:1 too-long: "));
        char place[32];
        snprintf(place, sizeof place, "%zu bob 1000", 4 + times * LIMIT_RECORD_BYTES);
        assert_non_null(strstr(t.text.bytes, place));
        transcript_release(&t);
        buf_release(&text);
    }
}

static void grade_csv__names_a_nul_byte(void **state)
{
    (void)state;
    static const char text[] = "candidate,where\nada,C\nbob,A\0C\n";
    struct transcript t = grade_text("a.csv", text, sizeof text - 1);
    assert_string_equal(t.text.bytes,
                        "2 ada 1000 where=fsx-lustre\n3 rejected ?\n"
                        "  3:6 bad-utf8: a NUL byte stands here; remove it\n");
    transcript_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grade_csv__takes_each_way_to_write_a_row),
        cmocka_unit_test(grade_csv__says_what_is_wrong_with_a_row),
        cmocka_unit_test(grade_csv__rejects_a_file_once_for_its_header),
        cmocka_unit_test(grade_csv__takes_an_order_and_pairs),
        cmocka_unit_test(grade_csv__does_not_care_where_a_chunk_ends),
        cmocka_unit_test(grade_csv__skips_a_row_that_is_too_long),
        cmocka_unit_test(grade_csv__names_a_nul_byte),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
