/*
 * recorder.c - record a practice in the store as it goes along; see recorder.h.
 */
#include "recorder.h"

#include "attempt.h"
#include "quizctl/format.h"
#include "quizctl/proof.h"
#include "quizctl/stamp.h"

static struct store_item *store_items(struct arena *arena, const struct session *s)
{
    struct store_item *items = arena_get(arena, s->count * sizeof *items);
    for (size_t i = 0; i < s->count; i++)
        items[i] = attempt_item(arena, s->items[i].question, s->items[i].shown);
    return items;
}

static int begin(struct recorder *r, struct err *err)
{
    const struct session *s = r->session;
    struct arena arena = {0};
    char digest[DIGEST_HEX];
    if (r->attempt != 0)
        return 0;
    format_digest(s->bank, digest);
    const struct store_attempt attempt = {
        .started_ms = r->started_ms,
        .mode = "practice",
        .seed = s->seed,
        .policy = policy_name(s->plan.policy),
        .conditions = r->conditions,
        .bank_id = s->bank->id,
        .bank_title = s->bank->title,
        .bank_digest = digest,
        .profile = "",
        .starts_over = r->starts_over,
        .items = store_items(&arena, s),
        .item_count = s->count,
    };
    int rc = store_begin(r->store, &attempt, &r->attempt, err);
    arena_release(&arena);
    return rc;
}

static int record_answer(struct practice_record *self, const struct session_item *item,
                         const struct practice_answer *a, struct err *err)
{
    struct recorder *r = (struct recorder *)self;
    struct buf ids = {0};
    if (begin(r, err) != 0)
        return -1;
    answer_ids(&ids, item->question, a->answer, " ");
    const struct store_answer answer = {
        .place = item->place,
        .given = buf_str(&ids),
        .missed = proof_missed_clue(r->session->bank, item->question, &a->answer),
        .verdict = a->verdict,
        .at_ms = stamp_now(),
        .took_ms = a->took_ms,
        .confidence = a->confidence,
    };
    int rc = store_answer(r->store, r->attempt, &answer, err);
    buf_release(&ids);
    return rc;
}

static int record_flag(struct practice_record *self, const struct session_item *item,
                       bool is_flagged, struct err *err)
{
    struct recorder *r = (struct recorder *)self;
    if (begin(r, err) != 0)
        return -1;
    return store_flag(r->store, r->attempt, item->place, is_flagged, err);
}

static int record_skip(struct practice_record *self, const struct session_item *item,
                       int skips, struct err *err)
{
    struct recorder *r = (struct recorder *)self;
    if (begin(r, err) != 0)
        return -1;
    return store_skip(r->store, r->attempt, item->place, skips, err);
}

void recorder_init(struct recorder *r)
{
    r->record = (struct practice_record){record_answer, record_flag, record_skip};
}

int recorder_finish(struct recorder *r, struct err *err)
{
    for (size_t i = 0; i < r->session->count; i++) {
        const struct session_item *item = &r->session->items[i];
        if (!item->is_answered && item->skips < 2)
            return 0; /* left in the middle */
    }
    return r->attempt != 0 ? store_finish(r->store, r->attempt, stamp_now(), err) : 0;
}
