/*
 * sitting.c - one sitting of an exam: where it stands and what is answered.
 *
 * In:   a form, a seed; then one event at a time, each with the time gone by.
 * Out:  the current place and state, at the end the sums.
 *
 * Which questions a form holds is form.c's business, what was typed typed.c's, what is
 * shown practice/exam.c's, what is recorded store.c's.
 */
#include "quizctl/sitting.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "order.h"
#include "quizctl/form.h"
#include "quizctl/mem.h"

void sitting_init(struct sitting *s, const struct bank *bank, const struct form *form,
                  const char *seed, int64_t limit_ms)
{
    *s = (struct sitting){.bank = bank,
                          .items = mem_get(form->count * sizeof *s->items),
                          .count = form->count,
                          .limit_ms = limit_ms};
    for (size_t i = 0; i < form->count; i++) {
        struct sitting_item *item = &s->items[i];
        item->question = &bank->questions[form->places[i]];
        item->is_scored = form->is_scored[i];
        order_options(item->question, seed, false, item->shown);
    }
}

void sitting_release(struct sitting *s)
{
    free(s->items);
    *s = (struct sitting){0};
}

/* --- events --- */

bool sitting_is_answered(const struct sitting_item *item)
{
    return !answer_is_blank(&item->answer);
}

size_t sitting_unanswered(const struct sitting *s)
{
    size_t left = 0;
    for (size_t i = 0; i < s->count; i++)
        left += !sitting_is_answered(&s->items[i]);
    return left;
}

int64_t sitting_left_ms(const struct sitting *s)
{
    if (s->limit_ms == 0)
        return -1;
    return s->spent_ms < s->limit_ms ? s->limit_ms - s->spent_ms : 0;
}

/* To PLACE; behind the last one is the review. */
static void arrive(struct sitting *s, size_t place)
{
    if (place < s->count)
        s->at = place;
    s->state = place < s->count ? SITTING_ASK : SITTING_REVIEW;
}

static void submit(struct sitting *s)
{
    if (s->state != SITTING_CONFIRM && sitting_unanswered(s) > 0) {
        s->asked = s->state;
        s->state = SITTING_CONFIRM;
    } else {
        s->state = SITTING_OVER;
    }
}

static void take(struct sitting *s, const struct sitting_event *event)
{
    struct sitting_item *item = &s->items[s->at];
    switch (event->kind) {
    case SITTING_ANSWER:
        item->answer = event->answer;
        arrive(s, s->at + 1);
        break;
    case SITTING_NEXT:
        arrive(s, s->at + 1);
        break;
    case SITTING_BACK: /* from the review to the last place seen */
        arrive(s, s->state == SITTING_REVIEW || s->at == 0 ? s->at : s->at - 1);
        break;
    case SITTING_GOTO:
        assert(event->place < s->count);
        arrive(s, event->place);
        break;
    case SITTING_FLAG:
        item->is_flagged = !item->is_flagged;
        break;
    case SITTING_LIST:
        s->state = SITTING_REVIEW;
        break;
    case SITTING_SUBMIT:
        submit(s);
        break;
    case SITTING_LOOK:
        break;
    }
}

enum sitting_state sitting_step(struct sitting *s, const struct sitting_event *event)
{
    if (s->state == SITTING_OVER)
        return SITTING_OVER;
    if (event->spent_ms > s->spent_ms) {
        if (s->state == SITTING_ASK)
            s->items[s->at].took_ms += event->spent_ms - s->spent_ms;
        s->spent_ms = event->spent_ms;
    }
    if (sitting_left_ms(s) == 0) {
        s->is_time_up = true;
        return s->state = SITTING_OVER;
    }
    if (s->state == SITTING_CONFIRM && event->kind != SITTING_LOOK &&
        event->kind != SITTING_SUBMIT)
        s->state = s->asked; /* not confirmed; the event is taken where it was said */
    take(s, event);
    return s->state;
}

/* --- sums --- */

struct verdict sitting_verdict(const struct sitting *s, size_t place)
{
    return score(s->items[place].question, s->items[place].answer, s->policy);
}

static struct tally sum(const struct sitting *s, const char *domain)
{
    struct tally t = {0};
    for (size_t i = 0; i < s->count; i++) {
        const struct sitting_item *item = &s->items[i];
        if (item->is_scored &&
            (domain == NULL || strcmp(item->question->domain, domain) == 0))
            tally_add(&t, sitting_verdict(s, i));
    }
    return t;
}

struct tally sitting_tally(const struct sitting *s)
{
    return sum(s, NULL);
}

struct tally sitting_domain_tally(const struct sitting *s, const char *domain)
{
    return sum(s, domain);
}
