/*
 * test_words.c - texts as words and as sets of words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lint/words.h"
#include "quizctl/buf.h"
#include "quizctl/mem.h"

static void word_next__cuts_a_text(void **state)
{
    (void)state;
    static const struct {
        const char *why, *text, *words;
    } row[] = {
        {"nothing",                        "",                                          ""                   },
        {"signs alone",                    " -- ** . '",                                ""                   },
        {"words",                          "Which one fits?",                           "Which|one|fits"     },
        {"Markdown is no part of a word",  "is **not** `io2`, *so*",                    "is|not|io2|so"      },
        {"signs inside a word stay",       "one-zone, 2.5 GB, doesn't",
         "one-zone|2.5|GB|doesn't"                                                                           },
        {"signs at its end do not",        "S3. 'S3' S3- end.",                         "S3|S3|S3|end"       },
        {"letters beyond ASCII",           "na\xC3\xAFve \xC3\x84ther",
         "na\xC3\xAFve|\xC3\x84ther"                                                                         },
        {"quotes and dashes beyond ASCII", "\xE2\x80\x9Cnot\xE2\x80\x9D\xE2\x80\x94so",
         "not|so"                                                                                            },
        {"a curly apostrophe stays",       "isn\xE2\x80\x99t it",                       "isn\xE2\x80\x99t|it"},
        {"a text cut inside a character",  "a \xE2\x80",                                "a|\xE2\x80"         },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf got = {0};
        for (struct word w = {.rest = row[i].text}; word_next(&w);) {
            buf_text(&got, got.len > 0 ? "|" : "");
            buf_add(&got, w.at, w.len);
        }
        if (strcmp(buf_str(&got), row[i].words) != 0)
            fail_msg("%s: got %s, want %s", row[i].why, buf_str(&got), row[i].words);
        buf_release(&got);
    }
}

static void word_is__knows_no_case(void **state)
{
    (void)state;
    struct word w = {.rest = "NoT"};
    assert_true(word_next(&w));
    assert_true(word_is(&w, "not"));
    assert_false(word_is(&w, "nota"));
    assert_false(word_is(&w, "no"));
    assert_false(word_next(&w));
}

static void word_set_shared__counts_words_with_meaning_once(void **state)
{
    (void)state;
    static const struct {
        const char *why, *a, *b;
        size_t in_a, shared;
    } row[] = {
        {"fillers do not count",     "the option is of Amazon", "the option",    0, 0},
        {"each once",                "file File FILES",         "a file",        1, 1},
        {"a plural is its singular", "images and a class",      "image, class",  2, 2},
        {"ss is no plural",          "access",                  "acces",         1, 0},
        {"what is not shared",       "Lustre reads files",      "Lustre writes", 3, 1},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct word_set a, b;
        word_set_make(&a, row[i].a);
        word_set_make(&b, row[i].b);
        size_t shared = word_set_shared(&a, &b);
        if (a.count != row[i].in_a || shared != row[i].shared ||
            shared != word_set_shared(&b, &a))
            fail_msg("%s: %zu words, %zu shared", row[i].why, a.count, shared);
        word_set_release(&a);
        word_set_release(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(word_next__cuts_a_text),
        cmocka_unit_test(word_is__knows_no_case),
        cmocka_unit_test(word_set_shared__counts_words_with_meaning_once),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
