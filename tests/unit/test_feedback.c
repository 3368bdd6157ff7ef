/*
 * test_feedback.c - an explanation in one text comes apart as it was, whatever its parts
 * look like; and so do scenario and prompt.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "format/feedback.h"
#include "format/stem.h"
#include "quizctl/mem.h"

/* A draft of a bank of its own. */
struct world {
    struct bank bank;
    struct diag_sink sink;
    struct loss_sink losses;
    struct import in;
    struct draft draft;
};

static void begin(struct world *w)
{
    *w = (struct world){0};
    w->in = (struct import){
        .bank = &w->bank, .path = "x", .sink = &w->sink, .losses = &w->losses};
    draft_begin(&w->draft, &w->in, (struct place){"x", 1, 1});
    draft_option(&w->draft, (struct place){0}, "one", 3);
    draft_option(&w->draft, (struct place){0}, "two", 3);
}

static void end(struct world *w)
{
    draft_drop(&w->draft);
    import_release(&w->in);
    bank_release(&w->bank);
}

static void feedback_read__gives_back_what_was_written(void **state)
{
    (void)state;
    const char *steps[] = {"One line.", "Several\n\n```\n## no heading\n```\n\nlines.",
                           "- looks like an item", "3. so does this"};
    const char *points[] = {"Short."};
    const struct section sections[] = {
        {"An analogy",  "Like a shelf.\n\n## Not a heading\n\\## nor this"},
        {"References",  "Not those below."                                },
        {"\\Backslash", "```sh\n## a comment\n```\n\n| a |\n| --- |"      },
    };
    const struct reference references[] = {
        {"With [brackets] and \\", "https://example.org/a(b)"},
        {"Plain",                  "https://example.org/"    },
    };
    const struct option options[] = {{.why = "First."},
                                     {.why = "Second,\n\n- with a list"}};
    const struct question q = {
        .options = options,
        .option_count = COUNT(options),
        .explanation = {.need = "## Need\n\ntext",
                        .why = "Because.",
                        .practice = {steps, COUNT(steps)},
                        .exam = "Domain 1.",
                        .takeaways = {points, COUNT(points)},
                        .sections = sections,
                        .section_count = COUNT(sections)},
        .references = references,
        .reference_count = COUNT(references),
    };
    struct buf text = {0};
    struct world w;
    begin(&w);
    feedback_write(&q, true, &text);
    feedback_read(&w.draft, (struct place){0}, text.bytes, text.len);

    const struct explanation *e = &w.draft.q.explanation;
    assert_string_equal(e->need, q.explanation.need);
    assert_string_equal(e->why, q.explanation.why);
    assert_string_equal(e->exam, q.explanation.exam);
    assert_int_equal(w.draft.practice.len, COUNT(steps));
    for (size_t i = 0; i < COUNT(steps); i++)
        assert_string_equal(w.draft.practice.text[i], steps[i]);
    assert_int_equal(w.draft.takeaways.len, 1);
    assert_int_equal(w.draft.section_count, COUNT(sections));
    for (size_t i = 0; i < COUNT(sections); i++) {
        assert_string_equal(w.draft.sections[i].title, sections[i].title);
        assert_string_equal(w.draft.sections[i].text, sections[i].text);
    }
    assert_int_equal(w.draft.reference_count, COUNT(references));
    for (size_t i = 0; i < COUNT(references); i++) {
        assert_string_equal(w.draft.references[i].title, references[i].title);
        assert_string_equal(w.draft.references[i].url, references[i].url);
    }
    for (size_t i = 0; i < COUNT(options); i++)
        assert_string_equal(w.draft.options[i].why, options[i].why);
    assert_int_equal(w.losses.changed + w.losses.left_out, 0);
    buf_release(&text);
    end(&w);
}

static void feedback_read__loses_nothing_it_does_not_know(void **state)
{
    (void)state;
    static const char text[] =
        "Why.\n\n## A remark\n\nSaid aside.\n\n## Option by option\n\n"
        "7. There is no such option.\n\n## References\n\n- a book";
    struct world w;
    begin(&w);
    feedback_read(&w.draft, (struct place){0}, text, strlen(text));
    assert_string_equal(w.draft.q.explanation.why, "Why.");
    assert_int_equal(w.draft.section_count, 2);
    assert_string_equal(w.draft.sections[0].title, "A remark");
    assert_string_equal(w.draft.sections[1].text, "There is no such option.");
    assert_int_equal(w.losses.left_out, 1); /* the book has no URL */
    end(&w);
}

static void stem_read__cuts_before_the_last_words(void **state)
{
    (void)state;
    static const struct {
        const char *why, *text, *scenario, *prompt;
    } row[] = {
        {"one paragraph asks",                "Which one?",                            "",                       "Which one?"    },
        {"the last of several",               "A.\n\nB.\n\nWhich one?",                "A.\n\nB.",               "Which one?"    },
        {"a list behind it is no part of it", "A.\n\nWhich of:\n\n- x\n- y",
         "A.\n\n- x\n- y",                                                                                       "Which of:"     },
        {"nor right behind it",               "Which of:\n- x\n- y\n\n(Select one.)",  "- x\n- y",
         "Which of:\n(Select one.)"                                                                                              },
        {"nor is code",                       "A.\n\nWhat is it?\n\n```\na\n\nb\n```", "A.\n\n```\na\n\nb\n```",
         "What is it?"                                                                                                           },
        {"words right behind code ask",       "```\na\n```\nWhat is it?",              "```\na\n```",
         "What is it?"                                                                                                           },
        {"what goes on in an item is none",   "Which?\n\n- a\n\n  b",                  "- a\n\n  b",
         "Which?"                                                                                                                },
        {"brackets ask nothing",              "A.\n\nWhich one?\n\n(Select one.)",     "A.",
         "Which one?\n(Select one.)"                                                                                             },
        {"unless nothing else does",          "(Select one.)",                         "",                       "(Select one.)" },
        {"words behind brackets do",          "A.\n\n(a) or (b)",                      "A.",                     "(a) or (b)"    },
        {"a list alone is all",               "- a\n\n- b",                            "",                       "- a\n\n- b"    },
        {"a table alone is all",              "| a |\n| --- |",                        "",                       "| a |\n| --- |"},
        {"nothing is nothing",                "",                                      "",                       ""              },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct world w;
        begin(&w);
        stem_read(&w.draft, row[i].text, strlen(row[i].text));
        if (strcmp(w.draft.q.scenario, row[i].scenario) != 0 ||
            strcmp(w.draft.q.prompt, row[i].prompt) != 0)
            fail_msg("%s: '%s' and '%s'", row[i].why, w.draft.q.scenario,
                     w.draft.q.prompt);
        end(&w);
    }
}

static void stem_write__tells_what_will_not_come_apart(void **state)
{
    (void)state;
    const struct question good = {.id = "a", .scenario = "A.", .prompt = "Which one?"};
    const struct question bad = {
        .id = "b", .scenario = "A.", .prompt = "B.\n\nWhich one?"};
    struct loss_sink losses = {0};
    struct buf text = {0};
    stem_write(&good, &text, &losses);
    assert_string_equal(text.bytes, "A.\n\nWhich one?");
    assert_int_equal(losses.changed, 0);
    stem_write(&bad, &text, &losses);
    assert_int_equal(losses.changed, 2);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(feedback_read__gives_back_what_was_written),
        cmocka_unit_test(feedback_read__loses_nothing_it_does_not_know),
        cmocka_unit_test(stem_read__cuts_before_the_last_words),
        cmocka_unit_test(stem_write__tells_what_will_not_come_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
