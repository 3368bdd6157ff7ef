/*
 * session.c - a quiz in progress: what is asked, in which order, and where it stands.
 *
 * In:   a bank, a filter, a seed; then one event at a time.
 * Out:  the current place and its state. Letters are translated to the bank's places
 *       here, with the shuffle, and nowhere else. What is shown is practice.c's business,
 *       what is recorded store.c's, what an answer is worth score.c's.
 */
#include "quizctl/session.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/rng.h"

/* --- begin --- */

/* The option order of one question depends on the seed and its id alone: whatever else is
 * asked, the same seed shows it alike. */
static void shuffle_options(struct session_item *item, const char *seed, bool keep_order)
{
    uint32_t order[LIMIT_OPTIONS];
    const struct question *q = item->question;
    for (uint32_t i = 0; i < q->option_count; i++)
        order[i] = i;
    if (!keep_order && !q->keep_order) {
        struct rng rng;
        struct buf label = {0};
        buf_printf(&label, "options of %s", q->id);
        rng_init(&rng, seed, label.bytes);
        rng_shuffle(&rng, order, q->option_count);
        buf_release(&label);
    }
    for (size_t i = 0; i < q->option_count; i++)
        item->shown[i] = (uint8_t)order[i];
}

int session_init(struct session *s, const struct bank *bank,
                 const struct session_filter *f, const struct session_plan *plan,
                 struct err *err)
{
    struct session_filter all = *f;
    uint32_t *places;
    size_t count;

    all.limit = 0; /* a limit takes from the shuffled order, not from the bank's */
    if (session_filter_apply(bank, &all, &places, &count, err) != 0)
        return -1;
    if (!plan->keep_order) {
        struct rng rng;
        rng_init(&rng, plan->seed, "questions");
        rng_shuffle(&rng, places, count);
    }
    if (f->limit != 0 && f->limit < count)
        count = f->limit;
    *s = (struct session){.bank = bank,
                          .plan = *plan,
                          .seed = mem_text(plan->seed),
                          .items = mem_get(count * sizeof *s->items),
                          .count = count};
    s->plan.seed = s->seed;
    for (size_t i = 0; i < count; i++) {
        s->items[i].question = &bank->questions[places[i]];
        shuffle_options(&s->items[i], s->seed, plan->keep_order);
    }
    free(places);
    return 0;
}

void session_release(struct session *s)
{
    free(s->items);
    free(s->seed);
    *s = (struct session){0};
}

/* --- what was typed --- */

static const char *number_word(size_t n)
{
    static const char *const words[] = {"none", "one",   "two",   "three", "four", "five",
                                        "six",  "seven", "eight", "nine",  "ten"};
    return n < COUNT(words) ? words[n] : "that many";
}

/* One letter of what was typed. */
static int take_letter(const struct session_item *item, char typed, struct answer *answer,
                       struct buf *complaint)
{
    size_t count = item->question->option_count;
    int letter = toupper((unsigned char)typed);
    size_t nth = (size_t)(letter - 'A');
    if (letter < 'A' || letter > 'Z' || nth >= count) {
        buf_printf(complaint, "There is no option %c; the letters go from A to %c.",
                   letter, (char)('A' + count - 1));
        return -1;
    }
    uint32_t bit = 1u << item->shown[nth];
    if (answer->picked & bit) {
        buf_printf(complaint, "%c stands there twice; give each letter once.", letter);
        return -1;
    }
    answer->picked |= bit;
    return 0;
}

static bool is_separator(char c)
{
    return c != '\0' && strchr(" \t,;.:/+&()[]", c) != NULL;
}

/* "A and C": the word between two answers is no letters. */
static bool is_and(const char *word, size_t len, bool is_first, const char *rest)
{
    return len == 3 && !is_first && *rest != '\0' &&
           tolower((unsigned char)word[0]) == 'a' &&
           tolower((unsigned char)word[1]) == 'n' &&
           tolower((unsigned char)word[2]) == 'd';
}

static int take_letters(const struct session_item *item, const char *typed,
                        struct answer *answer, struct buf *complaint)
{
    bool is_first = true;
    while (*typed != '\0') {
        if (is_separator(*typed)) {
            typed++;
            continue;
        }
        size_t len = 0;
        while (typed[len] != '\0' && !is_separator(typed[len]))
            len++;
        if (!is_and(typed, len, is_first, typed + len))
            for (size_t i = 0; i < len; i++) {
                if (!isalpha((unsigned char)typed[i])) {
                    buf_printf(complaint, "Answer with letters, as in A%s.",
                               item->question->select > 1 ? " C" : "");
                    return -1;
                }
                if (take_letter(item, typed[i], answer, complaint) != 0)
                    return -1;
            }
        is_first = false;
        typed += len;
    }
    return 0;
}

int session_read(const struct session *s, const char *typed, struct answer *answer,
                 struct buf *complaint)
{
    const struct session_item *item = &s->items[s->at];
    struct answer got = {0};
    size_t picks = 0;

    if (take_letters(item, typed, &got, complaint) != 0)
        return -1;
    for (uint32_t rest = got.picked; rest != 0; rest &= rest - 1)
        picks++;
    if (picks != item->question->select) {
        buf_printf(complaint, "This question wants %s letter%s; you gave %s.",
                   number_word(item->question->select),
                   item->question->select == 1 ? "" : "s", number_word(picks));
        return -1;
    }
    *answer = got;
    return 0;
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

/* On to the next place without an answer; then to what was skipped once; then it is over.
 */
static enum session_state go_on(struct session *s)
{
    for (size_t i = s->at + 1; i < s->count; i++)
        if (!s->items[i].is_answered && s->items[i].skips == 0)
            return arrive(s, i);
    for (size_t i = 0; i < s->count; i++)
        if (!s->items[i].is_answered && s->items[i].skips <= 1)
            return arrive(s, i);
    return s->state = SESSION_OVER;
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
        return go_on(s);
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
