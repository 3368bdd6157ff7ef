/*
 * schedule.c - recorded answers to one card for each question.
 *
 * In:   a history, a bank, a rule, a function that tells the day.
 * Out:  cards at the places of their questions. Which of them are asked today: due.c;
 *       what comes until the exam: plan.c. How memory changes: fsrs.c.
 */
#include "quizctl/schedule.h"

#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"

struct schedule_rule schedule_default_rule(void)
{
    return (struct schedule_rule){.fsrs = fsrs_default, .slow_ms = 120000};
}

int schedule_rating(const struct schedule_rule *rule, const struct history_answer *a)
{
    bool is_timed = a->took_ms >= 0;
    if (a->verdict.is_blank)
        return 0;
    if (!a->verdict.is_right)
        return FSRS_AGAIN;
    if (a->confidence == CONFIDENCE_GUESS || (is_timed && a->took_ms > rule->slow_ms))
        return FSRS_HARD;
    if (a->confidence == CONFIDENCE_SURE && is_timed && a->took_ms <= rule->slow_ms / 2)
        return FSRS_EASY;
    return FSRS_GOOD;
}

static void take(struct schedule_card *card, const struct fsrs *f, enum fsrs_rating g,
                 int64_t day)
{
    if (card->met == 0) {
        card->first_day = day;
        card->was_right_first = g != FSRS_AGAIN;
    } else if (day < card->last_day) {
        day = card->last_day; /* a clock that went back */
    }
    int64_t gone = card->met > 0 ? day - card->last_day : 0;
    int days = gone < FSRS_DAYS_MAX ? (int)gone : FSRS_DAYS_MAX;
    card->memory = fsrs_review(f, card->memory, g, days);
    card->last_day = day;
    card->due_day = day + card->memory.days;
    card->met++;
}

static double first_share(const struct schedule *s)
{
    size_t met = 0, right = 0;
    for (size_t i = 0; i < s->bank->question_count; i++) {
        met += s->cards[i].met > 0;
        right += s->cards[i].was_right_first;
    }
    return (double)(right + 1) / (double)(met + 2);
}

void schedule_init(struct schedule *s, const struct bank *bank, const struct history *h,
                   const struct schedule_rule *rule, int64_t (*day_of)(int64_t at_ms))
{
    *s = (struct schedule){
        .bank = bank,
        .rule = *rule,
        .cards = mem_get((bank->question_count + 1) * sizeof *s->cards),
    };
    for (size_t i = 0; i < h->count; i++) {
        const struct history_answer *a = &h->answers[i];
        long place = bank_find(bank, a->question, strlen(a->question));
        int g = schedule_rating(rule, a);
        if (place >= 0 && g != 0)
            take(&s->cards[place], &rule->fsrs, (enum fsrs_rating)g, day_of(a->at_ms));
    }
    s->first_share = first_share(s);
}

void schedule_release(struct schedule *s)
{
    free(s->cards);
    *s = (struct schedule){0};
}

double schedule_recall(const struct schedule *s, size_t place, int64_t day)
{
    const struct schedule_card *card = &s->cards[place];
    if (card->met == 0)
        return s->first_share;
    double gone = day > card->last_day ? (double)(day - card->last_day) : 0;
    return fsrs_recall(&s->rule.fsrs, gone, card->memory.stability);
}

bool schedule_is_due(const struct schedule *s, size_t place, int64_t day)
{
    return s->cards[place].met > 0 && s->cards[place].due_day <= day;
}

size_t schedule_met_on(const struct schedule *s, int64_t day)
{
    size_t count = 0;
    for (size_t i = 0; i < s->bank->question_count; i++)
        count += s->cards[i].met > 0 && s->cards[i].first_day == day;
    return count;
}

size_t schedule_domain(const struct bank *bank, const struct question *q)
{
    long place = bank_domain(bank, q->domain);
    return place >= 0 ? (size_t)place : bank->exam.domain_count;
}

long schedule_turn(const struct exam *exam, const size_t *met, const size_t *left)
{
    const struct domain *domains = exam->domains;
    long turn = -1, weighted = -1;
    for (size_t d = 0; d <= exam->domain_count; d++) {
        if (left[d] == 0)
            continue;
        if (turn < 0)
            turn = (long)d;
        if (d == exam->domain_count || domains[d].weight <= 0)
            continue;
        if (weighted < 0 || (met[d] + 1) * (size_t)domains[weighted].weight <
                                (met[weighted] + 1) * (size_t)domains[d].weight)
            weighted = (long)d;
    }
    return weighted >= 0 ? weighted : turn;
}
