/*
 * test_session.c - which questions come, in which order, and where an event leads.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/session.h"

enum { QUESTIONS = 6, OPTIONS = 5 };

static const struct option five[OPTIONS] = {
    {.id = "efs"}, {.id = "s3"}, {.id = "ebs"}, {.id = "lustre"}, {.id = "ontap"}};
static const char *const topic_a[] = {"fsx-lustre"}, *const topic_b[] = {"efs", "shared"};

/* Six questions: q0 to q5; q4 and q5 select two; q0 to q2 are in d1, the rest in d2. */
static void make_bank(struct bank *bank)
{
    static const struct domain domains[] = {
        {.id = "d1", .title = "One", .weight = 50},
        {.id = "d2", .title = "Two", .weight = 50},
    };
    *bank = (struct bank){
        .id = "b", .exam = {.domains = domains, .domain_count = 2}
    };
    bank->questions = arena_get(&bank->arena, QUESTIONS * sizeof *bank->questions);
    bank->question_count = QUESTIONS;
    for (size_t i = 0; i < QUESTIONS; i++) {
        char id[] = "q0";
        id[1] = (char)('0' + i);
        bank->questions[i] = (struct question){
            .id = arena_text(&bank->arena, id, 2),
            .domain = i < 3 ? "d1" : "d2",
            .topics = {i % 2 ? (const char **)(uintptr_t)topic_b
                             : (const char **)(uintptr_t)topic_a,
                       i % 2 ? 2 : 1},
            .difficulty = i < 2 ? DIFFICULTY_EASY : DIFFICULTY_HARD,
            .options = five,
            .option_count = OPTIONS,
            .key = i < 4 ? 1u << i : 3u,
            .select = i < 4 ? 1 : 2,
        };
    }
    bank_seal(bank);
}

struct fixture {
    struct bank bank;
    struct session session;
    struct err err;
};

static struct fixture *start(void **state, const struct session_filter *f,
                             const char *seed, bool keep_order)
{
    struct fixture *x = mem_get(sizeof *x);
    make_bank(&x->bank);
    const struct session_plan plan = {.seed = seed, .keep_order = keep_order};
    *state = x;
    if (session_init(&x->session, &x->bank, f, &plan, &x->err) != 0)
        fail_msg("session_init: %s", x->err.what);
    return x;
}

static int end(void **state)
{
    struct fixture *x = *state;
    if (x != NULL) {
        session_release(&x->session);
        bank_release(&x->bank);
        free(x);
    }
    return 0;
}

static void asked(const struct session *s, char ids[QUESTIONS * 2 + 1])
{
    ids[0] = '\0';
    for (size_t i = 0; i < s->count; i++)
        strcat(ids, s->items[i].question->id);
}

static int read_line(const struct session *s, const char *typed, struct answer *answer,
                     struct buf *complaint)
{
    const struct session_item *item = &s->items[s->at];
    return session_read(item->question, item->shown, typed, answer, complaint);
}

static const struct session_filter everything = {0};

/* --- which and in which order --- */

static void session_init__keeps_the_banks_order_when_told(void **state)
{
    struct fixture *x = start(state, &everything, "1", true);
    char ids[QUESTIONS * 2 + 1];
    asked(&x->session, ids);
    assert_string_equal(ids, "q0q1q2q3q4q5");
    for (size_t i = 0; i < QUESTIONS; i++)
        for (size_t k = 0; k < OPTIONS; k++)
            assert_int_equal(x->session.items[i].shown[k], k);
}

static void session_init__gives_the_same_order_for_the_same_seed(void **state)
{
    struct fixture *x = start(state, &everything, "7", false);
    char first[QUESTIONS * 2 + 1], again[QUESTIONS * 2 + 1];
    struct session twin;
    const struct session_plan plan = {.seed = "7"};
    assert_int_equal(session_init(&twin, &x->bank, &everything, &plan, &x->err), 0);
    asked(&x->session, first);
    asked(&twin, again);
    assert_string_equal(first, again);
    for (size_t i = 0; i < QUESTIONS; i++)
        assert_memory_equal(x->session.items[i].shown, twin.items[i].shown, OPTIONS);
    session_release(&twin);
}

static void session_init__shuffles_options_to_a_permutation(void **state)
{
    struct fixture *x = start(state, &everything, "7", false);
    size_t moved = 0;
    for (size_t i = 0; i < QUESTIONS; i++) {
        unsigned seen = 0;
        for (size_t k = 0; k < OPTIONS; k++) {
            seen |= 1u << x->session.items[i].shown[k];
            moved += x->session.items[i].shown[k] != k;
        }
        assert_int_equal(seen, (1u << OPTIONS) - 1);
    }
    assert_true(moved > QUESTIONS); /* identity everywhere would be no shuffle */
}

static void session_init__shows_a_question_alike_whatever_else_is_asked(void **state)
{
    struct fixture *x = start(state, &everything, "7", false);
    static const char *one[] = {"q3"};
    const struct session_filter only = {
        .ids = {one, 1}
    };
    struct session alone;
    const struct session_plan plan = {.seed = "7"};
    assert_int_equal(session_init(&alone, &x->bank, &only, &plan, &x->err), 0);
    for (size_t i = 0; i < QUESTIONS; i++)
        if (strcmp(x->session.items[i].question->id, "q3") == 0)
            assert_memory_equal(x->session.items[i].shown, alone.items[0].shown, OPTIONS);
    session_release(&alone);
}

static void session_init__keeps_the_questions_of_a_case_together(void **state)
{
    static const struct case_study cases[] = {{.id = "one"}, {.id = "two"}};
    struct fixture *x = start(state, &everything, "1", true);
    struct question *q = x->bank.questions;
    q[0].case_study = q[2].case_study = q[4].case_study = &cases[0];
    q[1].case_study = q[5].case_study = &cases[1];
    for (int seed = 0; seed < 50; seed++) {
        char text[8], ids[QUESTIONS * 2 + 1];
        struct session s;
        const struct session_plan plan = {.seed = text};
        snprintf(text, sizeof text, "%d", seed);
        assert_int_equal(session_init(&s, &x->bank, &everything, &plan, &x->err), 0);
        asked(&s, ids);
        if (strstr(ids, "q0q2q4") == NULL || strstr(ids, "q1q5") == NULL ||
            strstr(ids, "q3") == NULL)
            fail_msg("seed %d: %s", seed, ids);
        session_release(&s);
    }
}

static void session_init__leaves_a_fixed_order_alone(void **state)
{
    struct fixture *x = start(state, &everything, "1", true);
    for (size_t i = 0; i < QUESTIONS; i++)
        x->bank.questions[i].keep_order = true;
    struct session s;
    const struct session_plan plan = {.seed = "7"};
    assert_int_equal(session_init(&s, &x->bank, &everything, &plan, &x->err), 0);
    for (size_t i = 0; i < QUESTIONS; i++)
        for (size_t k = 0; k < OPTIONS; k++)
            assert_int_equal(s.items[i].shown[k], k);
    session_release(&s);
}

static void session_init__follows_the_filter_table(void **state)
{
    static const char *d1[] = {"d1"}, *two[] = {"2"}, *lustre[] = {"fsx-lustre"},
                      *easy[] = {"easy"}, *ids[] = {"q5", "q1"},
                      *wrong_topic[] = {"fsx-lustr"}, *wrong_id[] = {"zzzzzz"};
    static const struct {
        const char *why;
        struct session_filter filter;
        const char *ids, *message;
    } row[] = {
        {"a domain by id",              {.domains = {d1, 1}},        "q0q1q2", NULL                                                               },
        {"a domain by its number",      {.domains = {two, 1}},       "q3q4q5", NULL                                                               },
        {"a topic",                     {.topics = {lustre, 1}},     "q0q2q4", NULL                                                               },
        {"a difficulty",                {.difficulties = {easy, 1}}, "q0q1",   NULL                                                               },
        {"ids in the bank's order",     {.ids = {ids, 2}},           "q1q5",   NULL                                                               },
        {"conditions together",
         {.domains = {d1, 1}, .topics = {lustre, 1}},
         "q0q2",                                                               NULL                                                               },
        {"a misspelt word gets a hint",
         {.topics = {wrong_topic, 1}},
         NULL,                                                                 "no question has the topic 'fsx-lustr'; did you mean 'fsx-lustre'?"},
        {"a strange word gets none",
         {.ids = {wrong_id, 1}},
         NULL,                                                                 "no question has the id 'zzzzzz'"                                  },
        {"nothing left is said",
         {.domains = {two, 1}, .difficulties = {easy, 1}},
         NULL,                                                                 "no question meets all of these conditions; drop one"              },
    };
    struct fixture *x = start(state, &everything, "1", true);
    const struct session_plan plan = {.seed = "1", .keep_order = true};
    for (size_t i = 0; i < COUNT(row); i++) {
        struct session s;
        char got[QUESTIONS * 2 + 1];
        int rc = session_init(&s, &x->bank, &row[i].filter, &plan, &x->err);
        if (row[i].message != NULL) {
            if (rc != -1 || x->err.code != ERR_USAGE ||
                strcmp(x->err.what, row[i].message) != 0)
                fail_msg("%s: %d, %s", row[i].why, rc, x->err.what);
            continue;
        }
        assert_int_equal(rc, 0);
        asked(&s, got);
        if (strcmp(got, row[i].ids) != 0)
            fail_msg("%s: got %s, want %s", row[i].why, got, row[i].ids);
        session_release(&s);
    }
}

static void session_init__takes_at_most_the_limit(void **state)
{
    static const struct {
        const char *why;
        size_t limit;
        const char *ids;
    } row[] = {
        {"no limit",             0,  "q0q1q2q3q4q5"},
        {"the first ones",       2,  "q0q1"        },
        {"a limit past the end", 99, "q0q1q2q3q4q5"},
    };
    struct fixture *x = start(state, &everything, "1", true);
    for (size_t i = 0; i < COUNT(row); i++) {
        const struct session_plan plan = {
            .seed = "1", .keep_order = true, .limit = row[i].limit};
        struct session s;
        char got[QUESTIONS * 2 + 1];
        assert_int_equal(session_init(&s, &x->bank, &everything, &plan, &x->err), 0);
        asked(&s, got);
        if (strcmp(got, row[i].ids) != 0)
            fail_msg("%s: got %s, want %s", row[i].why, got, row[i].ids);
        session_release(&s);
    }
}

/* --- what was typed --- */

static void session_read__follows_the_typing_table(void **state)
{
    static const struct {
        const char *typed;
        size_t place;
        uint32_t picked; /* 0: refused */
        const char *complaint;
    } row[] = {
        {"D",        0, 8, ""                                                 },
        {"d",        0, 8, ""                                                 },
        {" d) ",     0, 8, ""                                                 },
        {"ac",       4, 5, ""                                                 },
        {"A, C",     4, 5, ""                                                 },
        {"a and c",  4, 5, ""                                                 },
        {"C;A",      4, 5, ""                                                 },
        {"F",        0, 0, "There is no option F; the letters go from A to E."},
        {"AA",       4, 0, "A stands there twice; give each letter once."     },
        {"AB",       0, 0, "This question wants one letter; you gave two."    },
        {"A",        4, 0, "This question wants two letters; you gave one."   },
        {",,",       0, 0, "This question wants one letter; you gave none."   },
        {"1",        0, 0, "Answer with letters, as in A."                    },
        {"and",      0, 0, "There is no option N; the letters go from A to E."},
        {"\xc3\xa9", 0, 0, "Answer with letters, as in A."                    },
    };
    struct fixture *x = start(state, &everything, "1", true);
    for (size_t i = 0; i < COUNT(row); i++) {
        struct answer answer = {0};
        struct buf complaint = {0};
        x->session.at = row[i].place;
        int rc = read_line(&x->session, row[i].typed, &answer, &complaint);
        if (rc != (row[i].picked ? 0 : -1) || answer.picked != row[i].picked ||
            strcmp(buf_str(&complaint), row[i].complaint) != 0)
            fail_msg("'%s': %d, picked %x, %s", row[i].typed, rc, answer.picked,
                     buf_str(&complaint));
        buf_release(&complaint);
    }
}

static void session_read__reads_orders_and_matches(void **state)
{
    static const struct {
        const char *typed;
        enum question_kind kind;
        const char *ids, *complaint;
    } row[] = {
        {"b d a",     QUESTION_ORDERING, "s3 lustre efs",             ""                                            },
        {"BDA",       QUESTION_ORDERING, "s3 lustre efs",             ""                                            },
        {"b > d > a", QUESTION_ORDERING, "s3 lustre efs",             ""                                            },
        {"b d",       QUESTION_ORDERING, "",
         "This question wants three letters; you gave two."                                                         },
        {"b d b",     QUESTION_ORDERING, "",                          "B stands there twice; give each letter once."},
        {"1c 2a 3b",  QUESTION_MATCHING, "one:ebs two:efs three:s3",  ""                                            },
        {"3b,1C;2=a", QUESTION_MATCHING, "one:ebs two:efs three:s3",  ""                                            },
        {"cab",       QUESTION_MATCHING, "one:ebs two:efs three:s3",  ""                                            },
        {"1a 2a 3a",  QUESTION_MATCHING, "one:efs two:efs three:efs", ""                                            },
        {"1c 1a 3b",  QUESTION_MATCHING, "",
         "1 stands there twice; give each number once."                                                             },
        {"1c 4a",     QUESTION_MATCHING, "",                          "The numbers go from 1 to 3."                 },
        {"1c 2a",     QUESTION_MATCHING, "",
         "This question wants three pairs; you gave two."                                                           },
        {"1 2 3",     QUESTION_MATCHING, "",
         "Answer with a letter for each number, as in 1c 2a."                                                       },
        {"1c b",      QUESTION_MATCHING, "",
         "Answer with a letter for each number, as in 1c 2a."                                                       },
        {"1f 2a 3a",  QUESTION_MATCHING, "",
         "There is no option F; the letters go from A to E."                                                        },
        {"1",         QUESTION_MATCHING, "",
         "Answer with a letter for each number, as in 1c 2a."                                                       },
    };
    static const struct prompt prompts[] = {
        {.id = "one"}, {.id = "two"}, {.id = "three"}};
    struct fixture *x = start(state, &everything, "1", true);
    struct question *q = &x->bank.questions[0];
    for (size_t i = 0; i < COUNT(row); i++) {
        struct answer answer = {0};
        struct buf complaint = {0}, ids = {0};
        q->kind = row[i].kind;
        q->select = 3;
        q->prompts = prompts;
        q->prompt_count = 3;
        int rc = read_line(&x->session, row[i].typed, &answer, &complaint);
        answer_ids(&ids, q, answer, " ");
        if (rc != (*row[i].ids ? 0 : -1) || strcmp(ids.bytes, row[i].ids) != 0 ||
            strcmp(buf_str(&complaint), row[i].complaint) != 0)
            fail_msg("'%s': %d, %s, %s", row[i].typed, rc, ids.bytes,
                     buf_str(&complaint));
        buf_release(&complaint);
        buf_release(&ids);
    }
}

static void session_read__translates_letters_by_the_shuffle(void **state)
{
    struct fixture *x = start(state, &everything, "7", false);
    for (size_t place = 0; place < QUESTIONS; place++) {
        struct session_item *item = &x->session.items[place];
        x->session.at = place;
        if (item->question->select != 1)
            continue;
        for (size_t k = 0; k < OPTIONS; k++) {
            char typed[] = {(char)('A' + k), '\0'};
            struct answer answer;
            struct buf complaint = {0};
            assert_int_equal(read_line(&x->session, typed, &answer, &complaint), 0);
            assert_int_equal(answer.picked, 1u << item->shown[k]);
        }
    }
}

/* --- events --- */

/* Each letter an event: A answers right, W wrong, s skip, b back, f flag, q quit. */
static void play(struct session *s, const char *events)
{
    for (; *events != '\0'; events++) {
        const struct question *q = s->items[s->at].question;
        struct session_event e = {
            .kind = *events == 's'   ? SESSION_SKIP
                    : *events == 'b' ? SESSION_BACK
                    : *events == 'f' ? SESSION_FLAG
                    : *events == 'q' ? SESSION_QUIT
                                     : SESSION_ANSWER,
            .answer = {.picked = *events == 'A' ? q->key : 1u << 4}};
        session_step(s, &e);
    }
}

static void session_step__follows_the_event_table(void **state)
{
    static const struct {
        const char *why, *events;
        enum session_state state;
        size_t at, left;
    } row[] = {
        {"it begins with the first",             "",             SESSION_ASK,    0, 6},
        {"an answer leads to its review",        "A",            SESSION_REVIEW, 0, 5},
        {"going on leads to the next",           "As",           SESSION_ASK,    1, 5},
        {"a skip leaves it for later",           "s",            SESSION_ASK,    1, 6},
        {"back at the first stays",              "b",            SESSION_ASK,    0, 6},
        {"back leads to what was answered",      "Asb",          SESSION_REVIEW, 0, 5},
        {"and on again to what was not",         "Asbs",         SESSION_ASK,    1, 5},
        {"back leads to what was skipped",       "sb",           SESSION_ASK,    0, 6},
        {"which can be answered now",            "sbA",          SESSION_REVIEW, 0, 5},
        {"and on to where it was",               "sbAs",         SESSION_ASK,    1, 5},
        {"what was skipped comes again",         "sAsAsAsAsAs",  SESSION_ASK,    0, 1},
        {"skipped twice it is left out",         "sAsAsAsAsAss", SESSION_OVER,   0, 1},
        {"all answered is the end",              "AsAsAsAsAsAs", SESSION_OVER,   5, 0},
        {"the last answer waits for its review", "AsAsAsAsAsA",  SESSION_REVIEW, 5, 0},
        {"a flag changes no place",              "Af",           SESSION_REVIEW, 0, 5},
        {"quit ends it",                         "Asq",          SESSION_OVER,   1, 5},
        {"after the end nothing happens",        "qbsf",         SESSION_OVER,   0, 6},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct fixture *x = start(state, &everything, "1", true);
        play(&x->session, row[i].events);
        if (x->session.state != row[i].state || x->session.at != row[i].at ||
            session_left(&x->session) != row[i].left)
            fail_msg("%s: state %d, at %zu, left %zu", row[i].why, (int)x->session.state,
                     x->session.at, session_left(&x->session));
        end(state);
        *state = NULL;
    }
}

static void session_step__flags_and_unflags(void **state)
{
    struct fixture *x = start(state, &everything, "1", true);
    play(&x->session, "f");
    assert_true(x->session.items[0].is_flagged);
    play(&x->session, "f");
    assert_false(x->session.items[0].is_flagged);
}

static void session_tally__counts_what_was_answered(void **state)
{
    struct fixture *x = start(state, &everything, "1", true);
    play(&x->session, "AsWsssAsq");
    struct tally all = session_tally(&x->session);
    struct tally d1 = session_domain_tally(&x->session, "d1");
    assert_int_equal(all.questions, 3);
    assert_int_equal(all.right, 2);
    assert_int_equal(all.wrong, 1);
    assert_int_equal(d1.questions, 2);
    assert_int_equal(d1.right, 1);
}

/* Whatever happens, the place is one of the session's and the first answer stands. */
static void session_step__holds_under_random_events(void **state)
{
    static const char letters[] = "AWsbf";
    uint32_t chance = 1;
    for (int round = 0; round < 2000; round++) {
        struct fixture *x = start(state, &everything, "1", true);
        struct session *s = &x->session;
        uint32_t first[QUESTIONS] = {0};
        for (int step = 0; step < 60 && s->state != SESSION_OVER; step++) {
            chance = chance * 1664525u + 1013904223u;
            char event[] = {letters[chance >> 24 & 0xff ? (chance >> 16) % 5 : 2], '\0'};
            if (s->state == SESSION_REVIEW && (*event == 'A' || *event == 'W'))
                *event = 's';
            play(s, event);
            assert_true(s->at < s->count);
            for (size_t i = 0; i < QUESTIONS; i++) {
                if (first[i] == 0)
                    first[i] = s->items[i].answer.picked;
                assert_int_equal(first[i], s->items[i].answer.picked);
            }
        }
        end(state);
        *state = NULL;
    }
}

/* --- going on --- */

/* Left anywhere, it goes on with the question that would have come. */
static void session_resume__goes_on_where_it_was_left(void **state)
{
    static const char letters[] = "AWsf";
    uint32_t chance = 7;
    size_t asks = 0;
    for (int round = 0; round < 2000; round++) {
        struct fixture *x = start(state, &everything, "3", false);
        struct session *s = &x->session, later = {0};
        for (uint32_t step = 0; step < 1 + (chance >> 24) % 20; step++) {
            chance = chance * 1664525u + 1013904223u;
            char event[] = {letters[(chance >> 16) % 4], '\0'};
            if (s->state == SESSION_REVIEW && (*event == 'A' || *event == 'W'))
                *event = 's';
            if (s->state != SESSION_OVER)
                play(s, event);
        }
        session_resume(&later, &x->bank, &s->plan, s->items, s->count);
        if (s->state == SESSION_REVIEW)
            play(s, "s");
        assert_int_equal(later.state, s->state);
        if (s->state == SESSION_ASK) {
            assert_int_equal(later.at, s->at);
            asks++;
        }
        assert_int_equal(later.count, s->count);
        assert_memory_equal(later.items, s->items, s->count * sizeof *s->items);
        assert_string_equal(later.plan.seed, "3");
        session_release(&later);
        end(state);
        *state = NULL;
    }
    assert_true(asks > 500);
}

static void session_resume__of_nothing_is_over(void **state)
{
    struct fixture *x = start(state, &everything, "3", false);
    struct session later = {0};
    session_resume(&later, &x->bank, &x->session.plan, x->session.items, 0);
    assert_int_equal(later.state, SESSION_OVER);
    assert_int_equal(session_left(&later), 0);
    session_release(&later);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(session_init__keeps_the_banks_order_when_told, end),
        cmocka_unit_test_teardown(session_init__gives_the_same_order_for_the_same_seed,
                                  end),
        cmocka_unit_test_teardown(session_init__shuffles_options_to_a_permutation, end),
        cmocka_unit_test_teardown(
            session_init__shows_a_question_alike_whatever_else_is_asked, end),
        cmocka_unit_test_teardown(session_init__keeps_the_questions_of_a_case_together,
                                  end),
        cmocka_unit_test_teardown(session_init__leaves_a_fixed_order_alone, end),
        cmocka_unit_test_teardown(session_init__follows_the_filter_table, end),
        cmocka_unit_test_teardown(session_init__takes_at_most_the_limit, end),
        cmocka_unit_test_teardown(session_read__follows_the_typing_table, end),
        cmocka_unit_test_teardown(session_read__reads_orders_and_matches, end),
        cmocka_unit_test_teardown(session_read__translates_letters_by_the_shuffle, end),
        cmocka_unit_test(session_resume__goes_on_where_it_was_left),
        cmocka_unit_test_teardown(session_resume__of_nothing_is_over, end),
        cmocka_unit_test(session_step__follows_the_event_table),
        cmocka_unit_test_teardown(session_step__flags_and_unflags, end),
        cmocka_unit_test_teardown(session_tally__counts_what_was_answered, end),
        cmocka_unit_test(session_step__holds_under_random_events),
    };
    return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
