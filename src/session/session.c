/*
 * session.c - a quiz in progress: what is asked, in which order, and where it stands.
 *
 * In:   a bank, a filter, a seed; then one event at a time.
 * Out:  the current place and its state. What was typed is read in typed.c, what is shown
 *       is practice.c's business, what is recorded store.c's, what an answer is worth
 *       score.c's.
 */
#include "quizctl/session.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "order.h"
#include "quizctl/mem.h"

/* --- begin --- */

void session_init_places(struct session *s, const struct bank *bank,
                         const uint32_t *places, size_t count,
                         const struct session_plan *plan)
{
    *s = (struct session){.bank = bank,
                          .plan = *plan,
                          .seed = mem_text(plan->seed),
                          .items = mem_get(count * sizeof *s->items),
                          .count = count};
    s->plan.seed = s->seed;
    for (size_t i = 0; i < count; i++) {
        s->items[i].question = &bank->questions[places[i]];
        s->items[i].place = i;
        session_order(plan, s->items[i].question, s->items[i].shown);
    }
}

int session_init(struct session *s, const struct bank *bank,
                 const struct session_filter *f, const struct session_plan *plan,
                 struct err *err)
{
    uint32_t *places;
    size_t count;

    if (session_filter_apply(bank, f, &places, &count, err) != 0)
        return -1;
    if (!plan->keep_order)
        order_shuffle(places, count, plan->seed, "questions");
    order_gather_cases(bank, places, count);
    if (plan->limit != 0 && plan->limit < count)
        count = plan->limit;
    session_init_places(s, bank, places, count, plan);
    free(places);
    return 0;
}

void session_order(const struct session_plan *plan, const struct question *q,
                   uint8_t shown[LIMIT_OPTIONS])
{
    order_options(q, plan->seed, plan->keep_order, shown);
}

void session_release(struct session *s)
{
    free(s->items);
    free(s->seed);
    *s = (struct session){0};
}

/* --- events --- */

struct verdict session_judge(const struct session *s, struct answer answer)
{
    return score(s->items[s->at].question, answer, s->plan.policy);
}

static enum session_state arrive(struct session *s, size_t place)
{
    s->at = place;
    s->state = s->items[place].is_answered ? SESSION_REVIEW : SESSION_ASK;
    return s->state;
}

/* To the next place from FROM on without an answer; then to what was skipped once; then
 * it is over. */
static enum session_state go_on(struct session *s, size_t from)
{
    for (size_t i = from; i < s->count; i++)
        if (!s->items[i].is_answered && s->items[i].skips == 0)
            return arrive(s, i);
    for (size_t i = 0; i < s->count; i++)
        if (!s->items[i].is_answered && s->items[i].skips <= 1)
            return arrive(s, i);
    return s->state = SESSION_OVER;
}

void session_resume(struct session *s, const struct bank *bank,
                    const struct session_plan *plan, const struct session_item *items,
                    size_t count)
{
    *s = (struct session){.bank = bank,
                          .plan = *plan,
                          .seed = mem_text(plan->seed),
                          .items = mem_get((count + 1) * sizeof *s->items),
                          .count = count};
    s->plan.seed = s->seed;
    memcpy(s->items, items, count * sizeof *items);
    go_on(s, 0);
}

enum session_state session_step(struct session *s, const struct session_event *event)
{
    struct session_item *item = &s->items[s->at];

    if (s->state == SESSION_OVER)
        return SESSION_OVER;
    switch (event->kind) {
    case SESSION_ANSWER:
        assert(!item->is_answered); /* session_read's caller asks in SESSION_ASK only */
        item->answer = event->answer;
        item->verdict = session_judge(s, event->answer);
        item->is_answered = true;
        return s->state = SESSION_REVIEW;
    case SESSION_SKIP:
        if (s->state == SESSION_ASK && item->skips < 2)
            item->skips++;
        return go_on(s, s->at + 1);
    case SESSION_BACK:
        return s->at > 0 ? arrive(s, s->at - 1) : s->state;
    case SESSION_FLAG:
        item->is_flagged = !item->is_flagged;
        return s->state;
    case SESSION_QUIT:
        return s->state = SESSION_OVER;
    }
    return s->state;
}

/* --- sums --- */

size_t session_left(const struct session *s)
{
    size_t left = 0;
    for (size_t i = 0; i < s->count; i++)
        left += !s->items[i].is_answered;
    return left;
}

static struct tally sum(const struct session *s, const char *domain)
{
    struct tally t = {0};
    for (size_t i = 0; i < s->count; i++) {
        const struct session_item *item = &s->items[i];
        if (item->is_answered &&
            (domain == NULL || strcmp(item->question->domain, domain) == 0))
            tally_add(&t, item->verdict);
    }
    return t;
}

struct tally session_tally(const struct session *s)
{
    return sum(s, NULL);
}

struct tally session_domain_tally(const struct session *s, const char *domain)
{
    return sum(s, domain);
}
