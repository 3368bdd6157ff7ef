/*
 * test_wording.c - which words are found, and which are left in peace.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lint_seen.h"

/* A question with this prompt, and with this text and reason of its first option. */
static void assert_seen(const char *why, const char *rule, const char *prompt,
                        const char *text, const char *reason, const char *want)
{
    struct option o[] = {
        {.id = "x", .text = text, .why = reason, .subject = "", .at = {"b", 2, 1}},
        {.id = "y", .text = "Y",  .why = "",     .subject = "", .at = {"b", 3, 1}},
        {.id = "z", .text = "Z",  .why = "",     .subject = "", .at = {"b", 4, 1}},
    };
    struct question q = seen_question("q", prompt, o, COUNT(o), 1);
    struct bank bank = seen_bank(&q, 1);
    struct seen s = seen_in(&bank, rule);
    if (want == NULL ? s.text.len > 0 : strstr(buf_str(&s.text), want) == NULL)
        fail_msg("%s: got '%s'", why, buf_str(&s.text));
    seen_release(&s);
}

static void lint_quiet_negative__sees_what_is_not_set_off(void **state)
{
    (void)state;
    static const struct {
        const char *why, *prompt, *want;
    } row[] = {
        {"in small letters",        "Which one is not true?",           "\"not\""    },
        {"with a capital alone",    "Never do which of these?",         "\"Never\""  },
        {"short",                   "Which one doesn't fit?",           "\"doesn't\""},
        {"in capitals",             "Which one is NOT true?",           NULL         },
        {"short, in capitals",      "Which one CAN'T be?",              NULL         },
        {"strong",                  "Which one is **not** true?",       NULL         },
        {"strong in a strong part", "**All but one are not so.**",      NULL         },
        {"behind a strong part",    "**One** is not true. Which?",      "\"not\""    },
        {"part of a word",          "Which note is nothing but known?", NULL         },
        {"the second one",          "NOT this, and not that?",          "\"not\""    },
    };
    for (size_t i = 0; i < COUNT(row); i++)
        assert_seen(row[i].why, "quiet-negative", row[i].prompt, "X", "", row[i].want);
}

static void lint_letter_reference__sees_letters_of_options(void **state)
{
    (void)state;
    static const struct {
        const char *why, *text, *want;
    } row[] = {
        {"a noun and a letter",          "As option B says.",          "\"option B\""},
        {"a capital noun",               "Answer C is better.",        "\"Answer C\""},
        {"two letters",                  "Both A and C are needed.",   "\"A and C\"" },
        {"either of two",                "A or B",                     "\"A or B\""  },
        {"an article",                   "The answer a reader wants.", NULL          },
        {"a letter that is no option",   "Option D is none of three.", NULL          },
        {"one letter that is no option", "A and D",                    NULL          },
        {"a letter alone",               "A copy of the data",         NULL          },
        {"a letter in another sentence", "That is an option. A disk.", NULL          },
        {"letters and words",            "A and some others",          NULL          },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        assert_seen(row[i].why, "letter-reference", "P", row[i].text, "", row[i].want);
        assert_seen(row[i].why, "letter-reference", "P", "X", row[i].text, row[i].want);
    }
}

static void lint_all_of_the_above__sees_the_phrases(void **state)
{
    (void)state;
    assert_seen("all", "all-of-the-above", "P", "ALL of the above.", "",
                "all of the above");
    assert_seen("in a sentence", "all-of-the-above", "P", "It is none of these options",
                "", "none of these options");
    assert_seen("after a false start", "all-of-the-above", "P",
                "All of the all of the above", "", "all of the above");
    assert_seen("its beginning", "all-of-the-above", "P", "All of the", "", NULL);
    assert_seen("other words", "all-of-the-above", "P", "All of the files above 1 GB", "",
                NULL);
}

static void lint_stem_in_option__wants_most_of_many_words(void **state)
{
    (void)state;
    const char *prompt = "Which volume gives one training instance fast scratch space?";
    assert_seen("all of them", "stem-in-option", prompt,
                "A volume for training: fast scratch space of the instance", "",
                "6 of the 6 words");
    assert_seen("few words", "stem-in-option", prompt, "Fast scratch space", "", NULL);
    assert_seen("half of them", "stem-in-option", prompt,
                "Fast scratch space on a disk that ends with its host", "", NULL);
}

static void lint_empty_reason__wants_one_word_more(void **state)
{
    (void)state;
    assert_seen("the same", "empty-reason", "P", "Amazon EFS", "EFS.", "adds no word");
    assert_seen("a verdict", "empty-reason", "P", "Amazon EFS",
                "This is the correct answer because it is EFS", "adds no word");
    assert_seen("a reason", "empty-reason", "P", "Amazon EFS", "EFS speaks NFS.", NULL);
    assert_seen("none at all is for the reader to tell", "empty-reason", "P",
                "Amazon EFS", "", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lint_quiet_negative__sees_what_is_not_set_off),
        cmocka_unit_test(lint_letter_reference__sees_letters_of_options),
        cmocka_unit_test(lint_all_of_the_above__sees_the_phrases),
        cmocka_unit_test(lint_stem_in_option__wants_most_of_many_words),
        cmocka_unit_test(lint_empty_reason__wants_one_word_more),
    };
    return cmocka_run_group_tests_name("wording", tests, NULL, NULL);
}
