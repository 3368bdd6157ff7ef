/*
 * due.c - what is asked today. The rule in words: due.h.
 */
#include "quizctl/due.h"

#include <stdlib.h>
#include <string.h>

#include "order.h"
#include "quizctl/mem.h"

/* --- which --- */

struct urgency {
    double recall;
    uint32_t place;
};

static int by_urgency(const void *a, const void *b)
{
    const struct urgency *x = a, *y = b;
    if (x->recall != y->recall)
        return x->recall < y->recall ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static void add_reviews(struct due *due, const struct schedule *s,
                        const struct due_query *query)
{
    struct urgency *list = mem_get((query->place_count + 1) * sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < query->place_count; i++) {
        uint32_t place = query->places[i];
        if (schedule_is_due(s, place, query->day))
            list[count++] =
                (struct urgency){schedule_recall(s, place, query->day), place};
    }
    qsort(list, count, sizeof *list, by_urgency);
    for (size_t i = 0; i < count; i++)
        due->places[due->count++] = list[i].place;
    due->reviews = count;
    free(list);
}

/* How many of each domain are met in the bank, and how many new ones are asked for. */
static void count_domains(const struct schedule *s, const struct due_query *query,
                          size_t *met, size_t *left)
{
    const struct bank *bank = s->bank;
    for (size_t i = 0; i < bank->question_count; i++)
        met[schedule_domain(bank, &bank->questions[i])] += s->cards[i].met > 0;
    for (size_t i = 0; i < query->place_count; i++) {
        uint32_t place = query->places[i];
        left[schedule_domain(bank, &bank->questions[place])] += s->cards[place].met == 0;
    }
}

/* The place of the next new question of DOMAIN; *AT is where to look from. There is one.
 */
static uint32_t next_new(const struct schedule *s, const struct due_query *query,
                         size_t domain, size_t *at)
{
    for (;; ++*at) {
        uint32_t place = query->places[*at];
        if (s->cards[place].met == 0 &&
            schedule_domain(s->bank, &s->bank->questions[place]) == domain) {
            ++*at;
            return place;
        }
    }
}

static void add_new(struct due *due, const struct schedule *s,
                    const struct due_query *query)
{
    const struct exam *exam = &s->bank->exam;
    size_t domains = exam->domain_count + 1, met_today = schedule_met_on(s, query->day);
    size_t *met = mem_get(3 * domains * sizeof *met);
    size_t *left = met + domains, *at = left + domains;
    long turn;

    count_domains(s, query, met, left);
    for (size_t d = 0; d < domains; d++)
        due->unmet += left[d];
    while (met_today + due->fresh < query->new_limit &&
           (turn = schedule_turn(exam, met, left)) >= 0) {
        due->places[due->count++] = next_new(s, query, (size_t)turn, &at[turn]);
        due->fresh++;
        met[turn]++;
        left[turn]--;
    }
    free(met);
}

static void find_next_day(struct due *due, const struct schedule *s,
                          const struct due_query *query)
{
    for (size_t i = 0; i < query->place_count; i++) {
        const struct schedule_card *card = &s->cards[query->places[i]];
        if (card->met == 0 || card->due_day <= query->day)
            continue;
        if (due->next_count == 0 || card->due_day < due->next_day) {
            due->next_day = card->due_day;
            due->next_count = 0;
        }
        due->next_count += card->due_day == due->next_day;
    }
}

/* --- in which order --- */

enum {
    APART = 2,      /* questions between two that share a clue */
    LOOK_AHEAD = 16 /* places; what is urgent does not wait for long */
};

static bool has_clue(const struct question *q, const char *property)
{
    for (size_t i = 0; i < q->requirement_count; i++)
        if (strcmp(q->requirements[i].property, property) == 0)
            return true;
    for (size_t i = 0; i < q->preference_count; i++)
        if (strcmp(q->preferences[i].property, property) == 0)
            return true;
    return false;
}

static bool share_clue(const struct question *a, const struct question *b)
{
    for (size_t i = 0; i < a->requirement_count; i++)
        if (has_clue(b, a->requirements[i].property))
            return true;
    for (size_t i = 0; i < a->preference_count; i++)
        if (has_clue(b, a->preferences[i].property))
            return true;
    return false;
}

/* Does the question at PLACES[AT] share a clue with one of the GAP asked before DONE? */
static bool is_too_near(const struct bank *bank, const uint32_t *places, size_t done,
                        size_t at, size_t gap)
{
    for (size_t i = done > gap ? done - gap : 0; i < done; i++)
        if (share_clue(&bank->questions[places[i]], &bank->questions[places[at]]))
            return true;
    return false;
}

/* Which place from DONE to END comes next: the first that is far enough from its
 * siblings, else the first that is as far as can be. */
static size_t choose(const struct bank *bank, const uint32_t *places, size_t done,
                     size_t end)
{
    for (size_t gap = APART; gap > 0; gap--)
        for (size_t at = done; at < end && at < done + LOOK_AHEAD; at++)
            if (!is_too_near(bank, places, done, at, gap))
                return at;
    return done;
}

static void move_to(uint32_t *places, size_t to, size_t from)
{
    uint32_t moved = places[from];
    memmove(places + to + 1, places + to, (from - to) * sizeof *places);
    places[to] = moved;
}

/* Order the places from FROM to TO so that siblings are apart, of those before, too. */
static void spread(const struct bank *bank, uint32_t *places, size_t from, size_t to)
{
    for (size_t done = from; done < to; done++)
        move_to(places, done, choose(bank, places, done, to));
}

static void arrange(struct due *due, const struct bank *bank)
{
    spread(bank, due->places, 0, due->reviews);
    spread(bank, due->places, due->reviews, due->count);
    order_gather_cases(bank, due->places, due->count);
}

void due_pick(struct due *due, const struct schedule *s, const struct due_query *query)
{
    *due = (struct due){.places = mem_get((query->place_count + 1) * sizeof(uint32_t))};
    add_reviews(due, s, query);
    add_new(due, s, query);
    find_next_day(due, s, query);
    if (query->limit != 0 && query->limit < due->count) {
        due->count = query->limit;
        due->reviews = due->reviews < due->count ? due->reviews : due->count;
        due->fresh = due->count - due->reviews;
    }
    arrange(due, s->bank);
}

void due_release(struct due *due)
{
    free(due->places);
    *due = (struct due){0};
}
