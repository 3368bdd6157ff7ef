/*
 * sitting.h - one sitting of an exam: a struct and a step. No clock, no dice, no
 * terminal: form, answers and the time gone by are arguments.
 *
 * The places of the form are gone through freely. An answer may be given, changed and
 * given again until the sitting is submitted; nothing is judged before. Behind the last
 * place comes the review, which lists them all. Submitting with places unanswered asks
 * once. When the time has gone by, the sitting is over whatever the event was, and what
 * it would have done is not done.
 *
 *     ASK ──next at the end, review──▶ REVIEW ──submit──▶ OVER
 *      ▲ ◀────────goto, back───────────┘                   ▲
 *      └──submit, some unanswered──▶ CONFIRM ──submit──────┘   anything else goes back
 */
#ifndef QUIZCTL_SITTING_H
#define QUIZCTL_SITTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/answer.h"
#include "quizctl/bank.h"
#include "quizctl/score.h"

struct sitting_item {
    const struct question *question;
    uint8_t shown[LIMIT_OPTIONS]; /* shown[i]: the option at letter i */
    struct answer answer;         /* the last one given; blank: none */
    int64_t took_ms;              /* spent looking at it, all visits */
    bool is_flagged;
    bool is_scored; /* else it is asked and left out of the score */
};

enum sitting_state { SITTING_ASK, SITTING_REVIEW, SITTING_CONFIRM, SITTING_OVER };

struct sitting {
    const struct bank *bank;
    struct sitting_item *items;
    size_t count;
    size_t at;        /* the current place */
    int64_t limit_ms; /* 0: no limit */
    int64_t spent_ms; /* as of the last event */
    enum policy policy;
    enum sitting_state state;
    bool is_time_up;          /* OVER because of that */
    enum sitting_state asked; /* CONFIRM: where submit was said */
};

struct form;

/* A sitting of FORM at its first place; options are ordered by SEED. */
void sitting_init(struct sitting *s, const struct bank *bank, const struct form *form,
                  const char *seed, int64_t limit_ms);
void sitting_release(struct sitting *s);

enum sitting_event_kind {
    SITTING_LOOK,   /* nothing but the time */
    SITTING_ANSWER, /* the current place, and on to the next */
    SITTING_NEXT,
    SITTING_BACK,
    SITTING_GOTO,
    SITTING_FLAG, /* turn the flag of the current place on or off */
    SITTING_LIST, /* to the review */
    SITTING_SUBMIT,
};

struct sitting_event {
    enum sitting_event_kind kind;
    int64_t spent_ms;     /* time used in all, earlier parts of the sitting included */
    struct answer answer; /* SITTING_ANSWER; blank takes the answer back */
    size_t place;         /* SITTING_GOTO: below count */
};

/* Take one event. Returns the state afterwards; `at` says where. */
enum sitting_state sitting_step(struct sitting *s, const struct sitting_event *event);

bool sitting_is_answered(const struct sitting_item *item);
size_t sitting_unanswered(const struct sitting *s);
int64_t sitting_left_ms(const struct sitting *s); /* -1: no limit */

/* What the answer at a place is worth. */
struct verdict sitting_verdict(const struct sitting *s, size_t place);
/* Of the scored places; of those of one domain (its id). */
struct tally sitting_tally(const struct sitting *s);
struct tally sitting_domain_tally(const struct sitting *s, const char *domain);

#endif
