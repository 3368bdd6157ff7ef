/*
 * mastery.h - what the recorded answers say of a learner: how much was seen, how well it
 * is known today and where it is going, when there was practice, what comes, and how far
 * "sure" can be trusted. Pure: a history, a schedule of the same bank and a day in.
 *
 * A blank is no answer and counts nowhere. Answers to questions that the bank no longer
 * has count for days and confidence, which need no bank; the rest needs one.
 *
 *   seen      questions answered at least once
 *   right     share of answers that were right, as told that day
 *   recall    mean over the questions seen of R(t,S), how likely each is answered right
 *             today: schedule.h, fsrs.h
 *   trend     right by week: the last MASTERY_WEEKS times seven days, today in the last
 *   weakness  (w + 1) / (n + 2), of n answers in those weeks w not right. Laplace's rule
 *             of succession ("Essai philosophique sur les probabilites", 1814): one miss
 *             of one is less weak than five of six
 *
 * Of a clue (a property that questions require or prefer, by words of their scenario) a
 * right answer counts, and a wrong one whose recorded missed words ask for it. A wrong
 * one that went past other words says nothing of this clue and is not counted.
 *
 *   streak    days in a row with an answer, up to today, or to yesterday while there is
 *             none today yet
 *   forecast  questions by the day the schedule asks them again, what is overdue today;
 *             answers to come move it
 *
 * Confidence is held against written probabilities p (mastery_said) of an answer that
 * turned out right (o = 1) or not (o = 0), over N answers where it was given:
 *
 *   Brier     mean (p - o)^2, 0 is best. Brier, "Verification of forecasts expressed in
 *             terms of probability", Monthly Weather Review 78 (1950)
 *   parts     Brier = reliability - resolution + uncertainty. With n_k, p_k and the share
 *             right o_k of each level, and the share right o of all:
 *             reliability sum n_k (p_k - o_k)^2 / N, resolution sum n_k (o_k - o)^2 / N,
 *             uncertainty o (1 - o). Murphy, "A new vector partition of the probability
 *             score", J. Applied Meteorology 12 (1973)
 *   interval  95 % of a level's share right. Wilson, "Probable inference, the law of
 *             succession, and statistical inference", J. American Statistical Association
 *             22 (1927)
 */
#ifndef QUIZCTL_MASTERY_H
#define QUIZCTL_MASTERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/bank.h"
#include "quizctl/history.h"
#include "quizctl/schedule.h"

enum { MASTERY_WEEKS = 8, MASTERY_CALENDAR = 12, MASTERY_FORECAST = 14, WEEK_DAYS = 7 };

/* What questions are put together by. To add one: a row in kind_table
 * (mastery_groups.c), a line here; the reports and the schema's test walk it. */
enum mastery_kind {
    MASTERY_DOMAIN,  /* of the exam */
    MASTERY_TOPIC,   /* "topics" of a question */
    MASTERY_SERVICE, /* what the key stands for: its subject, or what that extends */
    MASTERY_CLUE,    /* a property that is required or preferred */
    MASTERY_KINDS,
};
const char *mastery_kind_name(enum mastery_kind kind);   /* "domain" */
const char *mastery_kind_plural(enum mastery_kind kind); /* "domains" */
/* The option of `practice` that asks questions of a group: "--domain". */
const char *mastery_kind_option(enum mastery_kind kind);

struct mastery_count {
    size_t answers, right;
};

struct mastery_group {
    const char *id, *title;                    /* title "" where there is none */
    size_t questions, seen;                    /* in the bank; of these */
    struct mastery_count all;                  /* of all time */
    struct mastery_count trend[MASTERY_WEEKS]; /* the oldest first */
    double recall;                             /* below 0: nothing seen */
    const struct history_answer *missed; /* a clue: the last one that went past it */
};

/* Of one level of confidence. */
struct mastery_level {
    double said; /* p */
    struct mastery_count count;
    double low, high; /* of the share right */
};

/* A question whose last answer, with confidence given, was not what it seemed. */
struct mastery_surprise {
    const struct history_answer *answer;
    const char *clue; /* "" where none is known */
};

struct mastery {
    int64_t today;
    struct mastery_group all; /* the whole bank; it has no id */
    /* Domains as in the exam. The others the weakest first, of those answered in the
     * weeks of the trend; behind them what was seen before, then what was not, by name.
     */
    struct mastery_group *groups[MASTERY_KINDS];
    size_t group_count[MASTERY_KINDS];

    size_t streak, longest_streak, active_days;    /* in days, of all time */
    int64_t first_day;                             /* of the calendar, a Monday */
    size_t calendar[MASTERY_CALENDAR * WEEK_DAYS]; /* answers; of days to come 0 */

    size_t forecast[MASTERY_FORECAST]; /* [0]: today, with what is overdue */
    size_t later;                      /* behind those days */

    struct mastery_level levels[CONFIDENCE_SURE + 1];   /* [CONFIDENCE_GUESS] and on */
    struct mastery_count said;                          /* with confidence given */
    double brier, reliability, resolution, uncertainty; /* where said.answers > 0 */
    struct mastery_surprise *lucky, *misconceptions; /* right guesses; sure and wrong */
    size_t lucky_count, misconception_count;         /* the latest first */
    struct arena arena;
};

/* The probability of a right answer that a level stands for: guess 0.25 (one option of
 * four), unsure 0.6, sure 0.95. */
double mastery_said(enum confidence c);

/*
 * BANK, H and S (of that bank and history) must stay while M is used: texts and answers
 * are theirs. CLUES is proof_clues' for BANK. DAY_OF tells the local day of an instant.
 */
void mastery_init(struct mastery *m, const struct bank *bank, const struct history *h,
                  const struct schedule *s, const char *const *clues,
                  int64_t (*day_of)(int64_t at_ms), int64_t today);
void mastery_release(struct mastery *m);

/* Of the weeks of the trend. */
struct mastery_count mastery_recent(const struct mastery_group *g);
double mastery_weakness(const struct mastery_group *g);
double mastery_share(struct mastery_count c); /* right of answers; below 0: none */

/* The weakest clue, or NULL where none was missed in the weeks of the trend. */
const struct mastery_group *mastery_weakest_clue(const struct mastery *m);

/* Monday is 0. */
int mastery_weekday(int64_t day);

#endif
