/*
 * resume.c - from a recorded attempt to a session that goes on; the rule is in resume.h.
 */
#include "resume.h"

#include <stdlib.h>
#include <string.h>

#include "attempt.h"
#include "quizctl/format.h"
#include "quizctl/stamp.h"

/* Is WORD one of those in TEXT, blanks between? */
static bool has_word(const char *text, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word))
        if ((at == text || at[-1] == ' ') && (at[len] == '\0' || at[len] == ' '))
            return true;
    return false;
}

static struct session_plan plan_of(const struct store_attempt *a)
{
    long policy = policy_find(a->policy);
    return (struct session_plan){
        .seed = a->seed,
        .keep_order = has_word(a->conditions, "--no-shuffle"),
        .policy = policy >= 0 ? (enum policy)policy : POLICY_AWS,
    };
}

static bool was_edited(const struct question *q, const struct store_item *item)
{
    char digest[DIGEST_HEX];
    format_question_digest(q, digest);
    return strcmp(digest, item->digest) != 0;
}

/* What the store has of one place, for a question that still stands in the bank. True
 * when it is to be recorded anew how it is asked. */
static bool take_item(struct session_item *to, struct resume *r,
                      const struct session_plan *plan, const struct question *q,
                      const struct store_item *item, const struct store_place *place)
{
    bool is_edited = was_edited(q, item);
    *to = (struct session_item){
        .question = q,
        .verdict = place->answer.verdict,
        .is_answered = place->is_answered,
        .is_flagged = place->is_flagged,
        .skips = (uint8_t)(place->skips > 2 ? 2 : place->skips),
        .place = place->answer.place,
    };
    if (attempt_shown(q, item->shown, to->shown) != 0)
        session_order(plan, q, to->shown);
    if (place->is_answered)
        to->is_edited =
            is_edited || answer_read(&to->answer, q, place->answer.given) != 0;
    r->edited_answered += to->is_edited;
    r->edited += is_edited && !place->is_answered;
    return is_edited && !place->is_answered;
}

static int take_items(struct resume *r, struct session_item *items, size_t *count,
                      struct store *store, const struct bank *bank,
                      const struct store_past *past, struct err *err)
{
    const struct session_plan plan = plan_of(&past->begun);
    for (size_t i = 0; i < past->begun.item_count; i++) {
        const struct store_item *item = &past->items[i];
        long at = bank_find(bank, item->question, strlen(item->question));
        if (at < 0) {
            r->gone++;
            continue;
        }
        const struct question *q = &bank->questions[at];
        struct session_item *to = &items[(*count)++];
        if (!take_item(to, r, &plan, q, item, &past->places[i]))
            continue;
        const struct store_item fresh = attempt_item(&r->texts, q, to->shown);
        if (store_reask(store, past->id, i, &fresh, err) != 0)
            return -1;
    }
    return 0;
}

static bool is_wished(const struct resume_wish *wish, const struct store_past *past)
{
    bool is_of_today = stamp_day(past->begun.started_ms) == stamp_day(stamp_now());
    return past->finished_ms == 0 && (is_of_today || !wish->is_of_today) &&
           (wish->seed == NULL || strcmp(wish->seed, past->begun.seed) == 0) &&
           (wish->policy == NULL || strcmp(wish->policy, past->begun.policy) == 0);
}

/* Go on with PAST, which is held. */
static int go_on(struct resume *r, struct session *s, struct store *store,
                 const struct bank *bank, const struct store_past *past, struct err *err)
{
    const struct session_plan plan = plan_of(&past->begun);
    const char *conditions = past->begun.conditions;
    size_t count = 0;
    struct session_item *items = mem_get((past->begun.item_count + 1) * sizeof *items);
    int rc = take_items(r, items, &count, store, bank, past, err);
    if (rc == 0) {
        session_resume(s, bank, &plan, items, count);
        r->is_used_up = s->state == SESSION_OVER;
        r->attempt = past->id;
        r->started_ms = past->begun.started_ms;
        r->conditions = arena_text(&r->texts, conditions, strlen(conditions));
    }
    if (rc == 0 && r->is_used_up) {
        session_release(s);
        rc = store_finish(store, r->attempt, stamp_now(), err);
        r->attempt = 0;
    }
    free(items);
    return rc;
}

int resume_practice(struct resume *r, struct session *s, struct store *store,
                    const struct bank *bank, const struct resume_wish *wish,
                    struct err *err)
{
    struct store_past past = {0};
    int64_t attempt = 0;
    bool is_held = false;
    if (store_unfinished(store, "practice", bank->id, wish->conditions, &attempt, err) !=
        0)
        return -1;
    if (attempt == 0)
        return 0;
    if (store_hold(store, attempt, &is_held, err) != 0)
        return -1;
    r->is_elsewhere = !is_held;
    if (!is_held)
        return 0;
    int rc = store_load(store, attempt, &past, err); /* behind the lock: it is the last */
    if (rc == 0 && is_wished(wish, &past))
        rc = go_on(r, s, store, bank, &past, err);
    store_past_release(&past);
    return rc;
}

void resume_release(struct resume *r)
{
    arena_release(&r->texts);
    *r = (struct resume){0};
}
