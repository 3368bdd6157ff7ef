/*
 * test_report_scores.c - scores as text, JSON, JSON Lines and CSV, letter by letter.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "quizctl/json.h"
#include "quizctl/mem.h"
#include "quizctl/report.h"

static const struct result_item items[] = {
    {"q1", "data",   "s3",      "s3",      "",        {1000, true, false}, NULL},
    {"q2", "safety", "kms sse", "kms iam", "no keys", {500, false, false}, NULL},
    {"q3", "data",   "",        "yes",     "",        {0, false, true},    NULL},
};
static const struct result_domain domains[] = {
    {"data",   "Data",   {1000, 2000, 2, 1, 0, 1}},
    {"safety", "Safety", {500, 1000, 1, 0, 1, 0} },
};
static const struct diag problems[] = {
    {DIAG_ERROR, {"b.json", 4, 7}, "unknown-option",   "question 'q1' has no option 'x'"},
    {DIAG_ERROR, {"b.json", 5, 1}, "unknown-question", "the bank has no question 'q9'"  },
};

static const struct result ada = {
    .status = RESULT_GRADED,
    .candidate = "ada",
    .at = {"a.json", 1, 1},
    .tally = { 1500, 3000, 3,       1, 1, 1},
    .items = items,
    .item_count = COUNT(items),
    .domains = domains,
    .domain_count = COUNT(domains)
};
static const struct result bob = {
    .status = RESULT_REJECTED,
    .candidate = "bob",
    .at = {"b.json", 4, 1},
    .problems = problems,
    .problem_count = COUNT(problems)
};
static const struct result nobody = {
    .status = RESULT_REJECTED,
    .at = {"c.json", 0, 0},
    .problems = problems,
    .problem_count = 1
};

static struct scores_head head(void)
{
    return (struct scores_head){.version = "0.1.0",
                                .bank_id = "small",
                                .bank_title = "Small",
                                .bank_digest = "00ff",
                                .policy = "aws"};
}

/* The report of RESULTS, the bytes moved on after each call as the program does it. */
static struct buf report(const char *format, const struct scores_head *h,
                         const struct result *const *results, size_t count)
{
    const struct scores_format *f = scores_format_find(format);
    struct page page = {0};
    struct scores_state s = {.head = h, .page = &page};
    struct buf all = {0};

    f->begin(&s);
    for (size_t i = 0; i < count; i++) {
        buf_text(&all, buf_str(&page.out));
        buf_clear(&page.out);
        result_count(&s.totals, results[i], &h->pass);
        f->result(&s, results[i]);
    }
    f->end(&s);
    buf_text(&all, buf_str(&page.out));
    page_release(&page);
    scores_state_release(&s);
    return all;
}

static void check(const char *format, const struct scores_head *h,
                  const struct result *const *results, size_t count, const char *wanted)
{
    struct buf got = report(format, h, results, count);
    assert_string_equal(got.bytes, wanted);
    buf_release(&got);
}

static const struct result *const three[] = {&ada, &bob, &nobody};

static const struct pass_mark at_50 = {PASS_PERCENT, 50000}, at_2 = {PASS_MARKS, 2000};

static void scores_text__says_what_it_leaves_out(void **state)
{
    (void)state;
    struct scores_head h = head();
    check("text", &h, three, 3,
          "DONE       50.00 %   1.5 of 3    ada\n"
          "REJECTED  b.json:4: 2 problems  bob\n"
          "REJECTED  c.json: 1 problem\n"
          "\n"
          "3 sheets: 1 graded, 2 rejected (not in the figures). In all 1.5 of 3 marks, "
          "50.00 %.\n");
}

static void scores_text__gives_the_verdict_of_the_pass_mark(void **state)
{
    (void)state;
    struct scores_head h = head();
    h.pass = at_50;
    check("text", &h, three, 1,
          "PASS       50.00 %   1.5 of 3    ada\n"
          "\n"
          "1 sheet: 1 graded. 1 passed, 0 failed at 50 %. In all 1.5 of 3 marks, 50.00 "
          "%.\n");
    h.pass = at_2;
    check("text", &h, three, 1,
          "FAIL       50.00 %   1.5 of 3    ada\n"
          "\n"
          "1 sheet: 1 graded. 0 passed, 1 failed at 2 marks. In all 1.5 of 3 marks, "
          "50.00 %.\n");
}

static void scores_text__names_a_policy_that_is_not_that_of_aws(void **state)
{
    (void)state;
    struct scores_head h = head();
    h.policy = "net";
    check("text", &h, three, 1,
          "DONE       50.00 %      1.5 of 3    ada\n"
          "\n"
          "1 sheet: 1 graded. In all 1.5 of 3 marks, 50.00 %.\n"
          "Policy net: right picks minus wrong ones, as a share of the right options.\n");
}

static void scores_text__has_figures_only_of_what_was_graded(void **state)
{
    (void)state;
    struct scores_head h = head();
    h.pass = at_50;
    check("text", &h, three + 2, 1,
          "REJECTED  c.json: 1 problem\n"
          "\n"
          "1 sheet: 0 graded, 1 rejected (not in the figures).\n");
    check("text", &h, NULL, 0, "0 sheets: 0 graded.\n");
}

static void scores_text__tells_an_attempt_by_time_and_number(void **state)
{
    (void)state;
    struct result_attempt attempt = {.id = 7, .started_ms = 1764000000000};
    struct result r = ada;
    const struct result *const one = &r;
    struct scores_head h = {.version = "0.1.0"};
    r.at = (struct place){0};
    r.attempt = &attempt;
    check("text", &h, &one, 1,
          "LEFT       50.00 %   1.5 of 3    2025-11-24T16:00:00.000Z  attempt 7  ada\n"
          "\n"
          "1 attempt: 1 graded. In all 1.5 of 3 marks, 50.00 %.\n");
    attempt.finished_ms = attempt.started_ms + 1;
    struct buf text = report("text", &h, &one, 1);
    assert_int_equal(strncmp(text.bytes, "DONE ", 5), 0);
    buf_release(&text);
}

/* --- programs --- */

static void scores_json__is_one_document(void **state)
{
    (void)state;
    struct scores_head h = head();
    /* clang-format off: a line is a line */
    check("json", &h, three, 3,
          "{\n"
          "  \"format\": \"quizctl.scores/1\",\n"
          "  \"tool\": {\n"
          "    \"name\": \"quizctl\",\n"
          "    \"version\": \"0.1.0\"\n"
          "  },\n"
          "  \"bank\": {\n"
          "    \"id\": \"small\",\n"
          "    \"title\": \"Small\",\n"
          "    \"digest\": \"00ff\"\n"
          "  },\n"
          "  \"policy\": \"aws\",\n"
          "  \"pass\": null,\n"
          "  \"candidates\": [\n"
          "    {\n"
          "      \"candidate\": \"ada\",\n"
          "      \"status\": \"graded\",\n"
          "      \"file\": \"a.json\",\n"
          "      \"line\": 1,\n"
          "      \"points\": 1.5,\n"
          "      \"possible\": 3,\n"
          "      \"percent\": 50,\n"
          "      \"passed\": null,\n"
          "      \"right\": 1,\n"
          "      \"wrong\": 1,\n"
          "      \"blank\": 1,\n"
          "      \"domains\": [\n"
          "        "
          "{\"domain\":\"data\",\"title\":\"Data\",\"right\":1,\"wrong\":0,\"blank\":1,"
          "\"points\":1,\"possible\":2,\"percent\":50},\n"
          "        "
          "{\"domain\":\"safety\",\"title\":\"Safety\",\"right\":0,\"wrong\":1,\"blank\":"
          "0,\"points\":0.5,\"possible\":1,\"percent\":50}\n"
          "      ],\n"
          "      \"questions\": [\n"
          "        "
          "{\"question\":\"q1\",\"domain\":\"data\",\"given\":[\"s3\"],\"right\":true,"
          "\"points\":1,\"possible\":1},\n"
          "        "
          "{\"question\":\"q2\",\"domain\":\"safety\",\"given\":[\"kms\",\"sse\"],"
          "\"right\":false,\"points\":0.5,\"possible\":1,\"missed\":\"no keys\"},\n"
          "        "
          "{\"question\":\"q3\",\"domain\":\"data\",\"given\":[],\"right\":false,"
          "\"points\":0,\"possible\":1}\n"
          "      ]\n"
          "    },\n"
          "    {\n"
          "      \"candidate\": \"bob\",\n"
          "      \"status\": \"rejected\",\n"
          "      \"file\": \"b.json\",\n"
          "      \"line\": 4,\n"
          "      \"problems\": [\n"
          "        "
          "{\"line\":4,\"col\":7,\"rule\":\"unknown-option\",\"message\":\"question 'q1' "
          "has no option 'x'\"},\n"
          "        {\"line\":5,\"col\":1,\"rule\":\"unknown-question\",\"message\":\"the "
          "bank has no question 'q9'\"}\n"
          "      ]\n"
          "    },\n"
          "    {\n"
          "      \"candidate\": null,\n"
          "      \"status\": \"rejected\",\n"
          "      \"file\": \"c.json\",\n"
          "      \"line\": null,\n"
          "      \"problems\": [\n"
          "        "
          "{\"line\":4,\"col\":7,\"rule\":\"unknown-option\",\"message\":\"question 'q1' "
          "has no option 'x'\"}\n"
          "      ]\n"
          "    }\n"
          "  ],\n"
          "  \"totals\": {\n"
          "    \"given\": 3,\n"
          "    \"graded\": 1,\n"
          "    \"rejected\": 2,\n"
          "    \"passed\": null,\n"
          "    \"failed\": null,\n"
          "    \"left_out\": [\n"
          "      \"2 rejected sheets are counted in given and rejected and in no other "
          "figure\",\n"
          "      \"no pass mark was given, so nobody passed and nobody failed\"\n"
          "    ],\n"
          "    \"points\": 1.5,\n"
          "    \"possible\": 3,\n"
          "    \"percent\": 50\n"
          "  }\n"
          "}\n");
    /* clang-format on */
}

static void scores_json__says_true_or_false_under_a_mark(void **state)
{
    (void)state;
    struct scores_head h = head();
    h.pass = at_2;
    struct buf json = report("json", &h, three, 3);
    assert_non_null(strstr(json.bytes, "  \"pass\": {\n    \"marks\": 2\n  },\n"));
    assert_non_null(strstr(json.bytes, "      \"passed\": false,\n"));
    assert_non_null(strstr(json.bytes, "    \"passed\": 0,\n    \"failed\": 1,\n"));
    buf_release(&json);
}

static void scores_json__has_an_attempt_and_its_bank(void **state)
{
    (void)state;
    const struct result_attempt attempt = {.id = 7,
                                           .mode = "practice",
                                           .profile = "",
                                           .started_ms = 1764000000000,
                                           .seed = "42",
                                           .bank_id = "b",
                                           .bank_title = "B",
                                           .bank_digest = "ff"};
    struct result r = ada;
    const struct result *const one = &r;
    struct scores_head h = {.version = "0.1.0"};
    r.at = (struct place){0};
    r.attempt = &attempt;
    struct buf json = report("jsonl", &h, &one, 1);
    assert_non_null(strstr(json.bytes,
                           ",\"attempt\":{\"id\":7,\"mode\":\"practice\",\"started\":"
                           "\"2025-11-24T16:00:00.000Z\",\"finished\":null,"
                           "\"seed\":\"42\",\"bank\":{\"id\":\"b\","
                           "\"title\":\"B\",\"digest\":\"ff\"}}}\n"));
    assert_null(strstr(json.bytes, "\"file\""));
    buf_release(&json);
}

static void scores_json__is_one_document_without_results_too(void **state)
{
    (void)state;
    struct scores_head h = {.version = "0.1.0"};
    struct buf json = report("json", &h, NULL, 0);
    struct json_doc doc = {0};
    struct diag_sink sink = {0};
    assert_int_equal(
        json_parse(&doc, (struct place){"out", 1, 1}, json.bytes, json.len, &sink), 0);
    assert_int_equal(json_kind(json_get(doc.root, "bank")), JSON_NULL);
    assert_int_equal(json_count(json_get(doc.root, "candidates")), 0);
    json_release(&doc);
    buf_release(&json);
}

static void scores__tell_the_key_only_when_asked(void **state)
{
    (void)state;
    for (const struct scores_format *f = scores_formats; f->name != NULL; f++) {
        struct scores_head h = head();
        struct buf without = report(f->name, &h, three, 3);
        h.show_key = true;
        struct buf with = report(f->name, &h, three, 3);
        bool is_json = strcmp(f->name, "json") == 0;
        assert_null(strstr(without.bytes, "iam")); /* only the key of q2 has it */
        assert_null(strstr(without.bytes, "\"key\""));
        assert_int_equal(strstr(with.bytes, "\"key\":[\"kms\",\"iam\"]") != NULL,
                         is_json);
        buf_release(&without);
        buf_release(&with);
    }
}

static void scores_csv__has_a_row_for_each_candidate(void **state)
{
    (void)state;
    struct scores_head h = head();
    /* clang-format off: a line is a line */
    check("csv", &h, three, 3,
          "candidate,status,points,possible,percent,passed,right,wrong,blank,file,line,"
          "problem\r\n"
          "\"ada\",graded,1.5,3,50,,1,1,1,a.json,1,\r\n"
          "\"bob\",rejected,,,,,,,,b.json,4,4:7 [unknown-option] question 'q1' has no "
          "option 'x' | 5:1 [unknown-question] the bank has no question 'q9'\r\n"
          "\"\",rejected,,,,,,,,c.json,,4:7 [unknown-option] question 'q1' has no option "
          "'x'\r\n");
    /* clang-format on */
}

/* --- names from outside --- */

static const char *const hostile[] = {
    "::error::x",
    "\n::error::x",
    "\r\n::set-output name=score::100",
    "\xE3\x80\x80::stop-commands::t", /* an ideographic space first */
    "##[error]x",
    "a\033[31mred",
    "a\xE2\x80\xAE"
    "b", /* right-to-left override */
    "=HYPERLINK(\"http://x\")",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\xEF\xBC\x9D"
    "1", /* a full-width = */
    "a,b\"c",
    "\xff",
};

/* Where a line begins that a CI runner would take for a command, and is none of ours. */
static const char *command_line(const char *text)
{
    for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
        line += strspn(line, " \t\r\n");
        if (strncmp(line, "\xE3\x80\x80", 3) == 0)
            line += 3;
        bool is_ours = strncmp(line, "::error file=", 13) == 0;
        if ((strncmp(line, "::", 2) == 0 && !is_ours) || strncmp(line, "##[", 3) == 0)
            return line;
    }
    return NULL;
}

static void scores__keep_a_hostile_name_harmless(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(hostile); i++) {
        for (const struct scores_format *f = scores_formats; f->name != NULL; f++) {
            struct scores_head h = head();
            struct result good = ada, bad = bob;
            const struct result *const both[] = {&good, &bad};
            good.candidate = bad.candidate = hostile[i];
            bad.at.path = hostile[i];
            struct buf text = report(f->name, &h, both, 2);
            const char *command = command_line(text.bytes);
            if (command != NULL)
                fail_msg("%s, %zu: %s", f->name, i, command);
            assert_null(strchr(text.bytes, '\033'));
            assert_null(strstr(text.bytes, "\xE2\x80\xAE"));
            assert_null(strchr(text.bytes, '\xff'));
            buf_release(&text);
        }
    }
}

/* The cells of one row, and what a spreadsheet would do with the first. */
static void scores_csv__disarms_a_formula(void **state)
{
    (void)state;
    static const struct {
        const char *name, *cell;
    } row[] = {
        {"=1+1",   "\"'=1+1\","      },
        {"+1",     "\"'+1\","        },
        {"-1",     "\"'-1\","        },
        {"@x",     "\"'@x\","        },
        {"a,b",    "\"a,b\","        },
        {"a\"b",   "\"a\"\"b\","     },
        {"=\"a\"", "\"'=\"\"a\"\"\","},
        {"a=1",    "\"a=1\","        },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct scores_head h = head();
        struct result r = ada;
        const struct result *const one = &r;
        r.candidate = row[i].name;
        struct buf text = report("csv", &h, &one, 1);
        const char *second = strchr(text.bytes, '\n') + 1;
        if (strncmp(second, row[i].cell, strlen(row[i].cell)) != 0)
            fail_msg("%s: %s", row[i].name, second);
        buf_release(&text);
    }
}

static void scores_format_find__knows_the_table(void **state)
{
    (void)state;
    assert_string_equal(scores_formats[0].name, "text");
    for (const struct scores_format *f = scores_formats; f->name != NULL; f++)
        assert_ptr_equal(scores_format_find(f->name), f);
    assert_null(scores_format_find("xml"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_text__says_what_it_leaves_out),
        cmocka_unit_test(scores_text__gives_the_verdict_of_the_pass_mark),
        cmocka_unit_test(scores_text__names_a_policy_that_is_not_that_of_aws),
        cmocka_unit_test(scores_text__has_figures_only_of_what_was_graded),
        cmocka_unit_test(scores_text__tells_an_attempt_by_time_and_number),
        cmocka_unit_test(scores_json__is_one_document),
        cmocka_unit_test(scores_json__says_true_or_false_under_a_mark),
        cmocka_unit_test(scores_json__has_an_attempt_and_its_bank),
        cmocka_unit_test(scores_json__is_one_document_without_results_too),
        cmocka_unit_test(scores__tell_the_key_only_when_asked),
        cmocka_unit_test(scores_csv__has_a_row_for_each_candidate),
        cmocka_unit_test(scores__keep_a_hostile_name_harmless),
        cmocka_unit_test(scores_csv__disarms_a_formula),
        cmocka_unit_test(scores_format_find__knows_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
