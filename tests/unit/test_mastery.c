/*
 * test_mastery.c - what recorded answers say of a learner, on a bank of five questions.
 *
 * Days are whole days from 0; an answer at "12.5" is at noon of day 12. The same over a
 * learner's whole history, beside an independent computation: tests/progress.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "quizctl/format.h"
#include "quizctl/mastery.h"
#include "quizctl/mem.h"
#include "quizctl/proof.h"

#define DAY_MS INT64_C(86400000)

static int64_t day_of(int64_t at_ms)
{
    return at_ms / DAY_MS;
}

static const char bank_text[] =
    "{\"format\":\"quizctl.bank/1\",\"id\":\"b\",\"title\":\"B\","
    "\"exam\":{\"code\":\"X\",\"domains\":[{\"id\":\"d2\",\"title\":\"Two\",\"weight\":"
    "60},"
    "{\"id\":\"d1\",\"title\":\"One\",\"weight\":40}]},"
    "\"facts\":{\"sources\":[{\"id\":\"s\",\"title\":\"S\",\"url\":\"https://a.example/"
    "\","
    "\"read\":\"2026-11-23\"}],"
    "\"properties\":[{\"id\":\"speed\",\"text\":\"how fast\",\"kind\":\"flag\"},"
    "{\"id\":\"shared\",\"text\":\"for many\",\"kind\":\"flag\"}],"
    "\"subjects\":[{\"id\":\"fs\",\"title\":\"FS\",\"facts\":["
    "{\"property\":\"speed\",\"value\":true,\"source\":\"s\"},"
    "{\"property\":\"shared\",\"value\":true,\"source\":\"s\"}]},"
    "{\"id\":\"fs-two\",\"title\":\"FS two\",\"extends\":\"fs\"},"
    "{\"id\":\"disk\",\"title\":\"Disk\",\"facts\":["
    "{\"property\":\"speed\",\"value\":true,\"source\":\"s\"},"
    "{\"property\":\"shared\",\"value\":false,\"source\":\"s\"}]}]},"
    "\"questions\":[";

/* A question of DOMAIN whose key is of SUBJECT; "fast" asks for speed, "for all" is
 * shared.
 */
static void put_question(struct buf *out, const char *id, const char *domain,
                         const char *subject)
{
    buf_printf(
        out,
        "{\"id\":\"%s\",\"domain\":\"%s\",\"topics\":[\"t\",\"%s-only\"],"
        "\"scenario\":\"It is fast and for all.\",\"prompt\":\"Which?\","
        "\"requires\":[{\"clue\":\"fast\",\"property\":\"speed\",\"operator\":\"is\","
        "\"value\":true},{\"clue\":\"for all\",\"property\":\"shared\","
        "\"operator\":\"is\",\"value\":true}],\"options\":["
        "{\"id\":\"a\",\"text\":\"A\",\"why\":\"W\",\"correct\":true,"
        "\"subject\":\"%s\"},"
        "{\"id\":\"b\",\"text\":\"B\",\"why\":\"W\",\"subject\":\"disk\"}],"
        "\"references\":[{\"title\":\"R\",\"url\":\"https://a.example/\"}]}",
        id, domain, id, subject);
}

static void tell(struct diag_sink *sink, const struct diag *d)
{
    (void)sink;
    if (d->level == DIAG_ERROR)
        print_error("%u:%u: %s\n", d->at.line, d->at.col, d->what);
}

/* The bank, and what is computed of a history. */
struct world {
    struct bank bank;
    struct history history;
    struct schedule schedule;
    const char **clues;
    struct mastery m;
};

static void load(struct world *w)
{
    static const char *const rows[][3] = {
        {"q1", "d1", "fs"    },
        {"q2", "d1", "fs-two"},
        {"q3", "d2", "fs"    },
        {"q4", "d2", "fs"    },
        {"q5", "d2", "fs"    }
    };
    struct buf text = {0};
    struct diag_sink sink = {.take = tell};
    struct err err = {0};
    char path[] = "/tmp/test_mastery.XXXXXX";
    *w = (struct world){0};
    buf_text(&text, bank_text);
    for (size_t i = 0; i < COUNT(rows); i++) {
        buf_text(&text, i > 0 ? "," : "");
        put_question(&text, rows[i][0], rows[i][1], rows[i][2]);
    }
    buf_text(&text, "]}");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text.bytes, text.len), text.len);
    close(fd);
    int rc = format_load(&w->bank, path, &sink, NULL, &err);
    unlink(path);
    if (rc != 0)
        fail_msg("%s", err.what);
    buf_release(&text);
    w->clues = proof_clues(&w->bank);
}

struct row {
    const char *question;
    double day;
    const char *missed; /* NULL: right */
    enum confidence confidence;
    bool is_blank;
};

static void compute(struct world *w, const struct row *rows, size_t count, int64_t today)
{
    const struct schedule_rule rule = schedule_default_rule();
    load(w);
    for (size_t i = 0; i < count; i++) {
        MEM_ROOM(w->history.answers, w->history.count, w->history.cap);
        w->history.answers[w->history.count++] = (struct history_answer){
            .question = rows[i].question,
            .missed = rows[i].missed != NULL ? rows[i].missed : "",
            .at_ms = (int64_t)(rows[i].day * (double)DAY_MS),
            .took_ms = -1,
            .confidence = rows[i].confidence,
            .verdict = {.is_right = rows[i].missed == NULL && !rows[i].is_blank,
                        .is_blank = rows[i].is_blank},
        };
    }
    schedule_init(&w->schedule, &w->bank, &w->history, &rule, day_of);
    mastery_init(&w->m, &w->bank, &w->history, &w->schedule, w->clues, day_of, today);
}

static void release(struct world *w)
{
    mastery_release(&w->m);
    schedule_release(&w->schedule);
    history_release(&w->history);
    free(w->clues);
    bank_release(&w->bank);
}

static const struct mastery_group *find(const struct mastery *m, enum mastery_kind kind,
                                        const char *id)
{
    for (size_t i = 0; i < m->group_count[kind]; i++)
        if (strcmp(m->groups[kind][i].id, id) == 0)
            return &m->groups[kind][i];
    fail_msg("no %s %s", mastery_kind_name(kind), id);
    return NULL;
}

static void expect_count(struct mastery_count c, size_t answers, size_t right)
{
    assert_int_equal(c.answers, answers);
    assert_int_equal(c.right, right);
}

static void mastery_init__counts_by_every_kind(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"q1",   10.5, NULL,      CONFIDENCE_NONE, false},
        {"q1",   11.5, "for all", CONFIDENCE_NONE, false},
        {"q2",   11.5, NULL,      CONFIDENCE_NONE, false},
        {"q3",   12.5, "",        CONFIDENCE_NONE, false},
        {"q4",   12.5, NULL,      CONFIDENCE_NONE, true },
        {"gone", 12.5, NULL,      CONFIDENCE_NONE, false},
    };
    struct world w;
    compute(&w, rows, COUNT(rows), 12);
    assert_int_equal(w.m.all.questions, 5);
    assert_int_equal(w.m.all.seen, 3);
    expect_count(w.m.all.all, 4, 2);

    /* Domains in the exam's order, whatever the names. */
    assert_string_equal(w.m.groups[MASTERY_DOMAIN][0].id, "d2");
    assert_string_equal(w.m.groups[MASTERY_DOMAIN][1].title, "One");
    expect_count(find(&w.m, MASTERY_DOMAIN, "d1")->all, 3, 2);
    expect_count(find(&w.m, MASTERY_TOPIC, "t")->all, 4, 2);
    assert_int_equal(find(&w.m, MASTERY_TOPIC, "t")->questions, 5);

    /* What extends a service is that service. */
    assert_int_equal(w.m.group_count[MASTERY_SERVICE], 1);
    assert_int_equal(find(&w.m, MASTERY_SERVICE, "fs")->questions, 5);

    /* "for all" asks for shared; a miss of nothing known counts for no clue. */
    expect_count(find(&w.m, MASTERY_CLUE, "speed")->all, 2, 2);
    expect_count(find(&w.m, MASTERY_CLUE, "shared")->all, 3, 2);
    assert_string_equal(mastery_weakest_clue(&w.m)->id, "shared");
    assert_string_equal(mastery_weakest_clue(&w.m)->missed->question, "q1");
    release(&w);
}

static void mastery_init__has_weeks_that_end_today(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"q1", 100 - 56, NULL,   CONFIDENCE_NONE, false}, /* too old for the trend */
        {"q1", 100 - 55, NULL,   CONFIDENCE_NONE, false},
        {"q1", 100 - 7,  NULL,   CONFIDENCE_NONE, false},
        {"q1", 100 - 6,  "fast", CONFIDENCE_NONE, false},
        {"q1", 100,      NULL,   CONFIDENCE_NONE, false},
    };
    struct world w;
    compute(&w, rows, COUNT(rows), 100);
    expect_count(w.m.all.all, 5, 4);
    expect_count(w.m.all.trend[0], 1, 1);
    expect_count(w.m.all.trend[6], 1, 1);
    expect_count(w.m.all.trend[7], 2, 1);
    expect_count(mastery_recent(&w.m.all), 4, 3);
    assert_true(fabs(mastery_weakness(&w.m.all) - 2.0 / 6) < 1e-12);
    release(&w);
}

static void mastery_weakest_clue__weighs_few_answers_lightly(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"q1", 90, "fast",    CONFIDENCE_NONE, false},
        {"q2", 91, "for all", CONFIDENCE_NONE, false},
        {"q3", 91, "for all", CONFIDENCE_NONE, false},
        {"q4", 92, "for all", CONFIDENCE_NONE, false},
    };
    struct world w;
    compute(&w, rows, COUNT(rows), 100);
    assert_string_equal(w.m.groups[MASTERY_CLUE][0].id, "shared"); /* 4/5 over 2/3 */
    release(&w);
    compute(&w, rows, COUNT(rows), 300);
    assert_null(mastery_weakest_clue(&w.m)); /* nothing lately */
    release(&w);
}

static void mastery_init__counts_days_in_a_row(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        double days[6];
        int64_t today;
        size_t streak, longest, active;
    } row[] = {
        {"up to today",                           {8, 9, 10},      10, 3, 3, 3},
        {"up to yesterday, while today is young", {8, 9},          10, 2, 2, 2},
        {"a day left out ends it",                {8, 9},          11, 0, 2, 2},
        {"two answers of a day are one day",      {9, 9.5, 10},    10, 2, 2, 2},
        {"the longest may be over",               {1, 2, 3, 7, 8}, 8,  2, 3, 5},
        {"a clock that went back does not",       {9, 7, 10},      10, 2, 2, 2},
        {"days to come are today",                {10, 12},        11, 2, 2, 2},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct row rows[6];
        struct world w;
        size_t count = 0;
        while (count < 6 && row[i].days[count] > 0) {
            rows[count] = (struct row){.question = "q1", .day = row[i].days[count]};
            count++;
        }
        compute(&w, rows, count, row[i].today);
        if (w.m.streak != row[i].streak || w.m.longest_streak != row[i].longest ||
            w.m.active_days != row[i].active)
            fail_msg("%s: got %zu, %zu, %zu", row[i].why, w.m.streak, w.m.longest_streak,
                     w.m.active_days);
        release(&w);
    }
}

static void mastery_init__has_a_calendar_of_whole_weeks(void **state)
{
    (void)state;
    /* 2026-11-23 is day 20780, a Monday. */
    static const struct row rows[] = {
        {"q1", 20780 - 78, NULL, CONFIDENCE_NONE, false}, /* before it */
        {"q1", 20780 - 77, NULL, CONFIDENCE_NONE, false},
        {"q1", 20780 - 1,  NULL, CONFIDENCE_NONE, false},
        {"q2", 20780 - 1,  NULL, CONFIDENCE_NONE, false},
        {"q2", 20780,      NULL, CONFIDENCE_NONE, true },
    };
    struct world w;
    compute(&w, rows, COUNT(rows), 20780);
    assert_int_equal(mastery_weekday(20780), 0);
    assert_int_equal(mastery_weekday(-1), 2); /* 1969-12-31, a Wednesday */
    assert_int_equal(w.m.first_day, 20780 - 77);
    assert_int_equal(w.m.calendar[0], 1);
    assert_int_equal(w.m.calendar[76], 2);
    assert_int_equal(w.m.calendar[77], 0);
    release(&w);
}

static void mastery_init__tells_when_reviews_come(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"q1", 50,  "fast", CONFIDENCE_NONE, false}, /* long overdue */
        {"q2", 99,  NULL,   CONFIDENCE_NONE, false},
        {"q3", 100, NULL,   CONFIDENCE_NONE, false},
    };
    struct world w;
    size_t sum = 0;
    compute(&w, rows, COUNT(rows), 100);
    for (size_t i = 0; i < MASTERY_FORECAST; i++)
        sum += w.m.forecast[i];
    assert_int_equal(sum + w.m.later, 3);
    assert_int_equal(w.m.forecast[0], 1);
    assert_int_equal(w.m.forecast[w.schedule.cards[1].due_day - 100], 1);
    release(&w);
}

static void mastery_init__holds_confidence_against_what_was_right(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"q1", 1, NULL,      CONFIDENCE_SURE,  false},
        {"q2", 1, NULL,      CONFIDENCE_SURE,  false},
        {"q3", 1, "for all", CONFIDENCE_SURE,  false},
        {"q4", 1, NULL,      CONFIDENCE_GUESS, false},
        {"q5", 1, "",        CONFIDENCE_GUESS, false},
        {"q5", 1, NULL,      CONFIDENCE_NONE,  false},
        {"q1", 1, NULL,      CONFIDENCE_SURE,  true },
    };
    struct world w;
    compute(&w, rows, COUNT(rows), 1);
    expect_count(w.m.said, 5, 3);
    expect_count(w.m.levels[CONFIDENCE_SURE].count, 3, 2);
    expect_count(w.m.levels[CONFIDENCE_UNSURE].count, 0, 0);
    /* (2 * 0.05^2 + 0.95^2 + 0.75^2 + 0.25^2) / 5 */
    assert_true(fabs(w.m.brier - 0.3065) < 1e-12);
    assert_true(fabs(w.m.reliability - w.m.resolution + w.m.uncertainty - w.m.brier) <
                1e-12);
    /* Wilson for 2 of 3: 0.2077 to 0.9385 */
    assert_true(fabs(w.m.levels[CONFIDENCE_SURE].low - 0.20765) < 1e-4);
    assert_true(fabs(w.m.levels[CONFIDENCE_SURE].high - 0.93851) < 1e-4);
    release(&w);
}

static void mastery_init__finds_surprises_in_the_last_answers(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"q1",   1, NULL,      CONFIDENCE_GUESS, false},
        {"q2",   2, "fast",    CONFIDENCE_SURE,  false},
        {"q3",   3, NULL,      CONFIDENCE_GUESS, false},
        {"q3",   4, NULL,      CONFIDENCE_SURE,  false}, /* no guess any more */
        {"q4",   5, "for all", CONFIDENCE_SURE,  false},
        {"q1",   6, NULL,      CONFIDENCE_NONE,  true },
        {"gone", 6, NULL,      CONFIDENCE_GUESS, false},
    };
    struct world w;
    compute(&w, rows, COUNT(rows), 6);
    assert_int_equal(w.m.lucky_count, 1);
    assert_string_equal(w.m.lucky[0].answer->question, "q1");
    assert_string_equal(w.m.lucky[0].clue, "for all"); /* what a disk goes past */
    assert_int_equal(w.m.misconception_count, 2);
    assert_string_equal(w.m.misconceptions[0].answer->question, "q4"); /* the latest */
    assert_string_equal(w.m.misconceptions[1].clue, "fast");
    release(&w);
}

static void mastery_init__of_nothing_is_nothing(void **state)
{
    (void)state;
    struct world w;
    compute(&w, NULL, 0, 20780);
    assert_int_equal(w.m.all.seen, 0);
    assert_true(w.m.all.recall < 0);
    assert_true(mastery_share(w.m.all.all) < 0);
    assert_int_equal(w.m.streak + w.m.active_days + w.m.later, 0);
    assert_true(w.m.uncertainty == 0);
    assert_null(mastery_weakest_clue(&w.m));
    release(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mastery_init__counts_by_every_kind),
        cmocka_unit_test(mastery_init__has_weeks_that_end_today),
        cmocka_unit_test(mastery_weakest_clue__weighs_few_answers_lightly),
        cmocka_unit_test(mastery_init__counts_days_in_a_row),
        cmocka_unit_test(mastery_init__has_a_calendar_of_whole_weeks),
        cmocka_unit_test(mastery_init__tells_when_reviews_come),
        cmocka_unit_test(mastery_init__holds_confidence_against_what_was_right),
        cmocka_unit_test(mastery_init__finds_surprises_in_the_last_answers),
        cmocka_unit_test(mastery_init__of_nothing_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
