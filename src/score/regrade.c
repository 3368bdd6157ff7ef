/*
 * regrade.c - carry answers from one bank to another by id, and judge them there; see
 * regrade.h for the rules.
 */
#include "quizctl/regrade.h"

#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"

/* --- from bank to bank --- */

static uint8_t place_of_option(const struct question *q, const char *id)
{
    for (size_t i = 0; i < q->option_count; i++)
        if (strcmp(q->options[i].id, id) == 0)
            return (uint8_t)i;
    return ANSWER_OPEN;
}

static uint8_t place_of_prompt(const struct question *q, const char *id)
{
    for (size_t i = 0; i < q->prompt_count; i++)
        if (strcmp(q->prompts[i].id, id) == 0)
            return (uint8_t)i;
    return ANSWER_OPEN;
}

static void map_question(struct regrade_question *m)
{
    for (size_t i = 0; i < m->old->option_count; i++)
        m->option[i] = place_of_option(m->new, m->old->options[i].id);
    for (size_t i = 0; i < m->old->prompt_count; i++)
        m->prompt[i] = place_of_prompt(m->new, m->old->prompts[i].id);
}

/* A in the places of the new question. False when it picks what is gone. */
static bool carry(const struct regrade_question *m, const struct answer *a,
                  struct answer *into)
{
    *into = (struct answer){0};
    for (size_t i = 0; i < m->old->option_count; i++) {
        if ((a->picked >> i & 1) == 0)
            continue;
        if (m->option[i] == ANSWER_OPEN)
            return false;
        into->picked |= (uint32_t)1 << m->option[i];
    }
    for (size_t i = 0; i < a->count; i++) {
        bool is_match = m->old->kind == QUESTION_MATCHING;
        uint8_t place = is_match ? m->prompt[i] : (uint8_t)i;
        if (a->place[i] == ANSWER_OPEN || place == ANSWER_OPEN)
            continue; /* left open, or a prompt that nobody asks any more */
        if (m->option[a->place[i]] == ANSWER_OPEN)
            return false;
        answer_put(into, place, m->option[a->place[i]]);
    }
    return true;
}

/* Is the old key, carried over, the new one? */
static bool has_same_key(const struct regrade_question *m)
{
    struct answer old = answer_key(m->old), new = answer_key(m->new), carried;
    return carry(m, &old, &carried) &&
           carried.picked == new.picked &&carried.count ==
               new.count &&memcmp(carried.place, new.place, new.count) == 0;
}

static const struct question *find(const struct bank *bank, const char *id)
{
    long place = bank_find(bank, id, strlen(id));
    return place >= 0 ? &bank->questions[place] : NULL;
}

static void list_added(struct regrade *r)
{
    r->added = mem_get(r->new->question_count * sizeof *r->added);
    for (size_t i = 0; i < r->new->question_count; i++)
        if (find(r->old, r->new->questions[i].id) == NULL)
            r->added[r->added_count++] = &r->new->questions[i];
}

int regrade_init(struct regrade *r, const struct bank *old, const struct bank *new,
                 enum policy policy, struct err *err)
{
    size_t shared = 0;
    *r = (struct regrade){.old = old, .new = new, .policy = policy};
    r->questions = mem_get(old->question_count * sizeof *r->questions);
    for (size_t i = 0; i < old->question_count; i++) {
        struct regrade_question *m = &r->questions[i];
        m->old = &old->questions[i];
        m->new = find(new, m->old->id);
        m->change = REGRADE_DROPPED;
        if (m->new == NULL)
            continue;
        if (m->new->kind != m->old->kind) {
            err_set(err, ERR_INPUT, "",
                    "question '%s' is of type %s in the old bank and of type %s in the "
                    "new one; answers to it cannot be carried over",
                    m->old->id, question_kind_name(m->old->kind),
                    question_kind_name(m->new->kind));
            regrade_release(r);
            return -1;
        }
        map_question(m);
        m->change = has_same_key(m) ? REGRADE_SAME : REGRADE_KEY;
        shared++;
    }
    list_added(r);
    if (shared > 0)
        return 0;
    regrade_release(r);
    return err_set(err, ERR_INPUT, "",
                   "the banks have no question in common; are they of one exam?");
}

void regrade_release(struct regrade *r)
{
    free(r->questions);
    free(r->added);
    *r = (struct regrade){0};
}

/* --- sheets --- */

struct tally regrade_sheet(const struct regrade *r, const struct answer *answers)
{
    struct tally t = {0};
    for (size_t i = 0; i < r->old->question_count; i++) {
        const struct regrade_question *m = &r->questions[i];
        struct answer a;
        struct verdict nothing = {0};
        if (m->change == REGRADE_DROPPED)
            continue;
        tally_add(&t, carry(m, &answers[i], &a) ? score(m->new, a, r->policy) : nothing);
    }
    return t;
}

int regrade_direction(const struct tally *before, const struct tally *after)
{
    int64_t was = before->points * after->possible, is = after->points * before->possible;
    return (is > was) - (is < was);
}
