/*
 * test_summary_json.c - a summary comes back from its file as it went, and what is no
 * summary is refused with its place.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "cohort.h"
#include "quizctl/report.h"

static const uint32_t keys[] = {0x1, 0x3};

struct kept {
    struct diag_sink sink;
    char said[600];
};

static void keep(struct diag_sink *sink, const struct diag *d)
{
    struct kept *k = (struct kept *)sink;
    snprintf(k->said, sizeof k->said, "%u:%u %s: %s", (unsigned)d->at.line,
             (unsigned)d->at.col, d->rule, d->what);
}

/* Three sheets, written. */
static struct buf written(void)
{
    struct bank bank = cohort_bank(2, keys);
    struct summary s;
    struct buf text = {0};
    summary_init(&s, &bank, cohort_digest, POLICY_PARTIAL);
    cohort_add(&s, &bank, "ada", "a ab");
    cohort_add(&s, &bank, "bob", "b ac");
    cohort_add(&s, &bank, "eve", "- a");
    summary_add_rejected(&s);
    report_summary(&text, &s);
    summary_release(&s);
    bank_release(&bank);
    return text;
}

static int read_it(struct summary *s, const char *text, struct kept *k)
{
    *k = (struct kept){.sink.take = keep};
    return report_summary_read(s, (struct place){"s.json", 1, 1}, text, strlen(text),
                               &k->sink);
}

static void report_summary_read__gives_back_what_was_written(void **state)
{
    (void)state;
    struct buf text = written(), again = {0};
    struct summary s = {0};
    struct kept k;
    if (read_it(&s, text.bytes, &k) != 0)
        fail_msg("%s", k.said);
    report_summary(&again, &s);
    assert_string_equal(again.bytes, text.bytes);
    summary_release(&s);
    buf_release(&again);
    buf_release(&text);
}

/* TEXT with the first FROM replaced by TO. */
static struct buf changed(const char *text, const char *from, const char *to)
{
    struct buf out = {0};
    const char *at = strstr(text, from);
    if (at == NULL)
        fail_msg("there is no %s in\n%s", from, text);
    buf_add(&out, text, (size_t)(at - text));
    buf_text(&out, to);
    buf_text(&out, at + strlen(from));
    return out;
}

static void report_summary_read__refuses_what_no_sheets_add_up_to(void **state)
{
    (void)state;
    static const struct {
        const char *why, *from, *to, *said;
    } row[] = {
        {"another version",                  "summary/1",                "summary/2",
         "1:1 bad-summary: this is no summary of this version: its \"format\" is not "
         "\"quizctl.summary/1\""                                                                                                                             },
        {"a member too many",                "\"graded\": 3",            "\"graded\": 3, \"more\": 1",
         "9:24 bad-summary: a summary has no \"more\" here"                                                                                                  },
        {"a member too few",                 "\"graded\": 3,",           "",
         "1:1 bad-summary: \"graded\" is missing"                                                                                                            },
        {"a fraction",                       "\"graded\": 3",            "\"graded\": 3.5",
         "9:13 bad-summary: \"graded\" is a whole number from 0 to 2^53 - 1"                                                                                 },
        {"a negative count",                 "\"rejected\": 1",          "\"rejected\": -1",
         "10:15 bad-summary: \"rejected\" is a whole number from 0 to 2^53 - 1"                                                                              },
        {"a policy nobody knows",            "\"partial\"",              "\"party\"",
         "8:13 bad-summary: there is no such policy"                                                                                                         },
        {"another step",                     "\"step\": 100",            "\"step\": 200",
         "14:13 bad-summary: 2 questions have no such step"                                                                                                  },
        {"a bin twice",                      "\"0:1 5:1 20:1\"",         "\"0:1 0:1 5:1 20:1\"",
         "15:13 bad-summary: \"bins\" holds pairs such as 3:12 4:20, bins ascending"                                                                         },
        {"a bin past the last",              "20:1",                     "21:1",
         "15:13 bad-summary: \"bins\" holds pairs such as 3:12 4:20, bins ascending"                                                                         },
        {"a bin of nothing",                 "0:1 5:1",                  "0:1 4:0 5:1",
         "15:13 bad-summary: \"bins\" holds pairs such as 3:12 4:20, bins ascending"                                                                         },
        {"a space at the end",               "20:1",                     "20:1 ",
         "15:13 bad-summary: \"bins\" holds pairs such as 3:12 4:20, bins ascending"                                                                         },
        {"squares that are no digits",       "\"squares\": \"4250000\"",
         "\"squares\": \"0x40\"",                                                                      "13:16 bad-summary: \"squares\" is a string of digits"},
        {"one sheet more than in the bins",  "\"graded\": 3",            "\"graded\": 4",
         "1:1 bad-summary: these are no sums of sheets: the bins do not add up to the "
         "sheets"                                                                                                                                            },
        {"points that nobody earned",        "\"points\": 2500",         "\"points\": 2501",
         "1:1 bad-summary: these are no sums of sheets: the questions do not add up to "
         "the "
         "totals"                                                                                                                                            },
        {"an option more often than sheets", "\"picked\":1,",            "\"picked\":4,",
         "1:1 bad-summary: these are no sums of sheets: an option was picked more often "
         "than its question was answered"                                                                                                                    },
        {"a hash that is short",             "\"seen\": [\n    \"",      "\"seen\": [\n    \"0",
         "52:5 bad-summary: a hash has 16 digits and is greater than the one before"                                                                         },
        {"no JSON",                          "\"graded\"",               "graded",                     "9:3 json-syntax: "                                   },
    };
    struct buf text = written();
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf bad = changed(text.bytes, row[i].from, row[i].to);
        struct summary s = {0};
        struct kept k;
        assert_int_equal(read_it(&s, bad.bytes, &k), -1);
        if (strncmp(k.said, row[i].said, strlen(row[i].said)) != 0)
            fail_msg("%s: said\n%s\nwanted\n%s\n%s", row[i].why, k.said, row[i].said,
                     text.bytes);
        assert_int_equal(k.sink.errors, 1);
        assert_null(s.questions);
        buf_release(&bad);
    }
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(report_summary_read__gives_back_what_was_written),
        cmocka_unit_test(report_summary_read__refuses_what_no_sheets_add_up_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
