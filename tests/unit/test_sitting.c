/*
 * test_sitting.c - where an event leads in an exam, what is counted, and the time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "quizctl/form.h"
#include "quizctl/mem.h"
#include "quizctl/sitting.h"

enum { QUESTIONS = 4, MINUTE = 60000 };

static const struct option two[] = {{.id = "efs"}, {.id = "s3"}};
static struct question questions[QUESTIONS];
static struct bank bank;
static struct sitting sitting;

/* Four questions; the first option is right; the last one is not scored; one minute. */
static int begin(void **state)
{
    static const char *const ids[QUESTIONS] = {"q0", "q1", "q2", "q3"};
    static uint32_t places[QUESTIONS] = {0, 1, 2, 3};
    static bool is_scored[QUESTIONS] = {true, true, true, false};
    const struct form form = {
        .places = places, .is_scored = is_scored, .count = QUESTIONS, .scored = 3};
    (void)state;
    for (size_t i = 0; i < QUESTIONS; i++)
        questions[i] = (struct question){.id = ids[i],
                                         .domain = i < 2 ? "d1" : "d2",
                                         .options = two,
                                         .option_count = 2,
                                         .key = 1,
                                         .select = 1};
    bank = (struct bank){.questions = questions, .question_count = QUESTIONS};
    sitting_init(&sitting, &bank, &form, "7", MINUTE);
    return 0;
}

static int end(void **state)
{
    (void)state;
    sitting_release(&sitting);
    return 0;
}

/* One letter an event: R right, W wrong, T take back, n next, b back, 0-3 goto, f flag,
 * l list, s submit, . look. */
static void play(const char *events, int64_t spent_ms)
{
    static const struct {
        char letter;
        enum sitting_event_kind kind;
    } kinds[] = {
        {'n', SITTING_NEXT  },
        {'b', SITTING_BACK  },
        {'f', SITTING_FLAG  },
        {'l', SITTING_LIST  },
        {'s', SITTING_SUBMIT},
        {'.', SITTING_LOOK  },
    };
    for (; *events != '\0'; events++) {
        struct sitting_event e = {.kind = SITTING_ANSWER, .spent_ms = spent_ms};
        if (*events >= '0' && *events <= '3') {
            e.kind = SITTING_GOTO;
            e.place = (size_t)(*events - '0');
        }
        for (size_t i = 0; i < COUNT(kinds); i++)
            if (*events == kinds[i].letter)
                e.kind = kinds[i].kind;
        if (*events == 'R' || *events == 'W')
            e.answer.picked = *events == 'R' ? 1 : 2;
        sitting_step(&sitting, &e);
    }
}

/* "ask 2 RW-R f0": state, place, what is answered, which are flagged. */
static const char *picture(void)
{
    static const char *const states[] = {"ask", "review", "confirm", "over"};
    static char text[64];
    size_t len =
        (size_t)snprintf(text, sizeof text, "%s %zu ", states[sitting.state], sitting.at);
    for (size_t i = 0; i < QUESTIONS; i++)
        text[len++] = "-RW"[sitting.items[i].answer.picked];
    text[len] = '\0';
    for (size_t i = 0; i < QUESTIONS; i++)
        if (sitting.items[i].is_flagged)
            len += (size_t)snprintf(text + len, sizeof text - len, " f%zu", i);
    return text;
}

static void sitting_step__follows_the_table(void **state)
{
    static const struct {
        const char *why, *events, *picture;
    } row[] = {
        {"it begins at the first place",            "",          "ask 0 ----"    },
        {"an answer goes on to the next place",     "R",         "ask 1 R---"    },
        {"next leaves a place unanswered",          "n",         "ask 1 ----"    },
        {"behind the last place is the review",     "nnnn",      "review 3 ----" },
        {"so it is behind an answer there",         "3R",        "review 3 ---R" },
        {"back",                                    "nnb",       "ask 1 ----"    },
        {"back at the first place stays",           "b",         "ask 0 ----"    },
        {"back from the review: where one was",     "nlb",       "ask 1 ----"    },
        {"goto",                                    "2",         "ask 2 ----"    },
        {"goto from the review",                    "l2",        "ask 2 ----"    },
        {"an answer may be changed",                "R0W",       "ask 1 W---"    },
        {"and changed back",                        "R0W0R",     "ask 1 R---"    },
        {"and taken back",                          "R0T",       "ask 1 ----"    },
        {"a flag stays at its place",               "nfn",       "ask 2 ---- f1" },
        {"a flag goes again",                       "ff",        "ask 0 ----"    },
        {"a flag does not touch the answer",        "Rbf",       "ask 0 R--- f0" },
        {"list",                                    "Rl",        "review 1 R---" },
        {"list in the review",                      "ll",        "review 0 ----" },
        {"submit asks when some are unanswered",    "Rs",        "confirm 1 R---"},
        {"submit again",                            "Rss",       "over 1 R---"   },
        {"a look does not confirm",                 "Rs.",       "confirm 1 R---"},
        {"next goes back to where submit was said", "Rsn",       "ask 2 R---"    },
        {"a flag does, too",                        "sf",        "ask 0 ---- f0" },
        {"an answer does, and is taken",            "sR",        "ask 1 R---"    },
        {"back to the review it was said in",       "lsl",       "review 0 ----" },
        {"submit with all answered asks nothing",   "RWRWs",     "over 3 RWRW"   },
        {"nothing happens when it is over",         "RWRWsfR0b", "over 3 RWRW"   },
        {"asked anew after a change",               "ss",        "over 0 ----"   },
        {"a second submit elsewhere asks again",    "sns",       "confirm 1 ----"},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        begin(state);
        play(row[i].events, 0);
        if (strcmp(picture(), row[i].picture) != 0)
            fail_msg("%s: got %s, want %s", row[i].why, picture(), row[i].picture);
        assert_false(sitting.is_time_up);
        if (i + 1 < COUNT(row))
            end(state);
    }
}

static void sitting_step__submits_when_the_time_has_gone_by(void **state)
{
    static const struct {
        const char *why, *before, *then;
        int64_t spent_ms;
        const char *picture;
    } row[] = {
        {"a millisecond before, an answer is taken", "R", "W", MINUTE - 1, "ask 2 RW--" },
        {"at the time it is not, and it is over",    "R", "W", MINUTE,     "over 1 R---"},
        {"a look is enough",                         "R", ".", MINUTE,     "over 1 R---"},
        {"in the review",                            "l", ".", MINUTE + 5, "over 0 ----"},
        {"while it waits for a confirmation",        "s", ".", MINUTE,     "over 0 ----"},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        begin(state);
        play(row[i].before, 0);
        play(row[i].then, row[i].spent_ms);
        if (strcmp(picture(), row[i].picture) != 0)
            fail_msg("%s: got %s, want %s", row[i].why, picture(), row[i].picture);
        assert_int_equal(sitting.is_time_up, row[i].spent_ms >= MINUTE);
        if (i + 1 < COUNT(row))
            end(state);
    }
}

static void sitting_left_ms__never_grows_and_ends_at_nothing(void **state)
{
    (void)state;
    play(".", 1000);
    assert_int_equal(sitting_left_ms(&sitting), MINUTE - 1000);
    play(".", 500); /* a clock that went back gives nothing back */
    assert_int_equal(sitting_left_ms(&sitting), MINUTE - 1000);
    play(".", INT64_MAX);
    assert_int_equal(sitting_left_ms(&sitting), 0);
}

static void sitting_step__counts_the_time_at_each_place(void **state)
{
    (void)state;
    play(".", 1000);
    play("R", 3000); /* at q0 until now */
    play("b", 3500); /* at q1 */
    play("l", 4500); /* at q0 again */
    play("1", 9000); /* in the review: at none */
    play(".", 9100);
    assert_int_equal(sitting.items[0].took_ms, 4000);
    assert_int_equal(sitting.items[1].took_ms, 600);
    assert_int_equal(sitting.items[2].took_ms, 0);
}

static void sitting_left_ms__says_that_there_is_no_limit(void **state)
{
    (void)state;
    sitting.limit_ms = 0;
    play("R", INT64_MAX);
    assert_int_equal(sitting.state, SITTING_ASK);
    assert_int_equal(sitting_left_ms(&sitting), -1);
}

static void sitting_tally__leaves_out_what_is_not_scored(void **state)
{
    (void)state;
    play("RWnR", 0); /* right, wrong, blank, and a right one that is not scored */
    const struct tally t = sitting_tally(&sitting);
    assert_int_equal(t.questions, 3);
    assert_int_equal(t.right, 1);
    assert_int_equal(t.wrong, 1);
    assert_int_equal(t.blank, 1);
    assert_int_equal(t.points, MARK);
    assert_int_equal(t.possible, 3 * MARK);
    assert_int_equal(sitting_domain_tally(&sitting, "d1").questions, 2);
    assert_int_equal(sitting_domain_tally(&sitting, "d2").questions, 1);
    assert_int_equal(sitting_unanswered(&sitting), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(sitting_step__follows_the_table, end),
        cmocka_unit_test_teardown(sitting_step__submits_when_the_time_has_gone_by, end),
        cmocka_unit_test_setup_teardown(sitting_left_ms__never_grows_and_ends_at_nothing,
                                        begin, end),
        cmocka_unit_test_setup_teardown(sitting_step__counts_the_time_at_each_place,
                                        begin, end),
        cmocka_unit_test_setup_teardown(sitting_left_ms__says_that_there_is_no_limit,
                                        begin, end),
        cmocka_unit_test_setup_teardown(sitting_tally__leaves_out_what_is_not_scored,
                                        begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
