/*
 * test_lint.c - the table of rules: each is whole, can be turned off, and has a bank in
 * tests/cases/lint that breaks it and no other.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lint_seen.h"
#include "quizctl/file.h"
#include "quizctl/format.h"
#include "quizctl/text.h"

static void lint_table__has_whole_rows(void **state)
{
    (void)state;
    for (const struct lint_rule *r = lint_table; r->name != NULL; r++) {
        bool is_whole = text_is_id(r->name) && lint_find(r->name) == r &&
                        (r->bank == NULL) != (r->question == NULL);
        char end = r->summary[strlen(r->summary) - 1];
        if (!is_whole || end == '.' || r->mend[0] == '\0')
            fail_msg("the row of %s", r->name);
    }
    assert_null(lint_find("no-such-rule"));
}

static void load(struct bank *bank, const char *name)
{
    char path[512];
    struct diag_sink sink = {0};
    struct err err;
    snprintf(path, sizeof path, "%s/tests/cases/lint/%s.json", TEST_SOURCE_DIR, name);
    if (format_load(bank, path, &sink, NULL, &err) != 0)
        fail_msg("%s: %s", path, err.what);
}

static bool is_of(const char *line, const char *rule)
{
    size_t len = strlen(rule);
    return strncmp(line, rule, len) == 0 && line[len] == ':';
}

static void lint_table__has_a_bank_that_breaks_just_this_rule(void **state)
{
    (void)state;
    for (const struct lint_rule *r = lint_table; r->name != NULL; r++) {
        struct bank bank = {0};
        load(&bank, r->name);
        struct seen s = seen_in(&bank, NULL);
        if (s.sink.warnings == 0 || s.sink.errors > 0)
            fail_msg("%s finds %zu", r->name, s.sink.warnings);
        for (const char *line = buf_str(&s.text); *line != '\0';) {
            if (!is_of(line, r->name))
                fail_msg("the bank of %s: %s", r->name, line);
            line = strchr(line, '\n') + 1;
        }
        struct seen alone = seen_in(&bank, r->name);
        assert_string_equal(buf_str(&alone.text), buf_str(&s.text));
        seen_release(&alone);
        seen_release(&s);
        bank_release(&bank);
    }
}

static void lint_bank__leaves_out_what_is_off(void **state)
{
    (void)state;
    for (const struct lint_rule *r = lint_table; r->name != NULL; r++) {
        struct bank bank = {0};
        struct seen s = {.sink.take = seen_take};
        struct text_list off = {(const char *[]){r->name}, 1};
        load(&bank, r->name);
        lint_bank(&bank, "bank.json", &off, &s.sink);
        if (strstr(buf_str(&s.text), r->name) == buf_str(&s.text))
            fail_msg("%s is off and found: %s", r->name, buf_str(&s.text));
        seen_release(&s);
        bank_release(&bank);
    }
}

static void lint_bank__looks_for_english_words_in_english(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        bool runs;
    } row[] = {
        {"",      true },
        {"en",    true },
        {"en-GB", true },
        {"de",    false},
        {"eng",   false}
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct bank bank = {0};
        load(&bank, "quiet-negative");
        bank.language = row[i].language;
        struct seen s = seen_in(&bank, NULL);
        if ((s.sink.warnings > 0) != row[i].runs)
            fail_msg("language '%s'", row[i].language);
        seen_release(&s);
        bank_release(&bank);
    }
}

static void lint_bank__takes_a_bank_without_anything(void **state)
{
    (void)state;
    struct bank bank = seen_bank(NULL, 0);
    struct seen s = seen_in(&bank, NULL);
    assert_int_equal(s.sink.warnings, 0);
    seen_release(&s);
}

static void lint_found__cuts_what_is_too_long(void **state)
{
    (void)state;
    char long_id[300];
    memset(long_id, 'x', sizeof long_id);
    long_id[sizeof long_id - 1] = '\0';
    struct option o[2] = {
        {.id = long_id, .text = long_id,             .why = long_id, .subject = ""},
        {.id = "b",     .text = "none of the above", .why = "",      .subject = ""}
    };
    struct question q = seen_question(long_id, long_id, o, 2, 1);
    struct bank bank = seen_bank(&q, 1);
    struct seen s = seen_in(&bank, NULL);
    assert_true(s.sink.warnings > 2);
    seen_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lint_table__has_whole_rows),
        cmocka_unit_test(lint_table__has_a_bank_that_breaks_just_this_rule),
        cmocka_unit_test(lint_bank__leaves_out_what_is_off),
        cmocka_unit_test(lint_bank__looks_for_english_words_in_english),
        cmocka_unit_test(lint_bank__takes_a_bank_without_anything),
        cmocka_unit_test(lint_found__cuts_what_is_too_long),
    };
    return cmocka_run_group_tests_name("lint", tests, NULL, NULL);
}
