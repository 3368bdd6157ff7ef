/*
 * exam_store.c - a sitting in the store; see exam_store.h.
 *
 * In:   a sitting and what happens in it.
 * Out:  rows, committed before anything is shown; or a sitting made of rows.
 *
 * An exam is recorded from its first moment on, not from its first answer as a practice
 * is: its time has begun.
 */
#include "exam_store.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "attempt.h"
#include "quizctl/format.h"
#include "quizctl/mem.h"
#include "quizctl/proof.h"
#include "quizctl/stamp.h"

/* --- as it goes --- */

static int respond(struct exam_record *self, size_t place, struct answer a,
                   int64_t spent_ms, struct err *err)
{
    struct exam_recorder *r = (struct exam_recorder *)self;
    const struct sitting_item *item = &r->sitting->items[place];
    struct buf ids = {0};
    answer_ids(&ids, item->question, a, " ");
    const struct store_response response = {
        .place = place,
        .given = buf_str(&ids),
        .at_ms = stamp_now(),
        .took_ms = item->took_ms,
    };
    int rc = store_respond(r->store, r->attempt, &response, spent_ms, err);
    buf_release(&ids);
    return rc;
}

static int flag(struct exam_record *self, size_t place, bool is_flagged, struct err *err)
{
    struct exam_recorder *r = (struct exam_recorder *)self;
    return store_flag(r->store, r->attempt, place, is_flagged, err);
}

static int spent(struct exam_record *self, int64_t spent_ms, struct err *err)
{
    struct exam_recorder *r = (struct exam_recorder *)self;
    return store_spent(r->store, r->attempt, spent_ms, err);
}

/* What is recorded of one place when the exam is over. Texts live in ARENA. */
static struct store_answer final_answer(const struct sitting *s, size_t place,
                                        int64_t at_ms, struct arena *arena)
{
    const struct sitting_item *item = &s->items[place];
    struct verdict verdict = sitting_verdict(s, place);
    struct buf ids = {0};
    answer_ids(&ids, item->question, item->answer, " ");
    const struct store_answer answer = {
        .place = place,
        .given = arena_text(arena, buf_str(&ids), ids.len),
        .missed = verdict.is_right || verdict.is_blank
                      ? ""
                      : proof_missed_clue(s->bank, item->question, &item->answer),
        .verdict = verdict,
        .at_ms = at_ms,
        .took_ms = item->took_ms,
    };
    buf_release(&ids);
    return answer;
}

static int submit(struct exam_record *self, int64_t spent_ms, struct err *err)
{
    struct exam_recorder *r = (struct exam_recorder *)self;
    const struct sitting *s = r->sitting;
    struct arena arena = {0};
    struct store_answer *answers = arena_get(&arena, s->count * sizeof *answers);
    int64_t now_ms = stamp_now();
    for (size_t i = 0; i < s->count; i++)
        answers[i] = final_answer(s, i, now_ms, &arena);
    int rc = store_submit(r->store, r->attempt, answers, s->count, spent_ms, now_ms, err);
    arena_release(&arena);
    return rc;
}

static const struct exam_record functions = {respond, flag, spent, submit};

/* --- begin --- */

int exam_store_begin(struct exam_recorder *r, struct store *store,
                     const struct sitting *s, const struct exam_terms *terms,
                     bool starts_over, struct err *err)
{
    struct arena arena = {0};
    struct store_item *items = arena_get(&arena, s->count * sizeof *items);
    char digest[DIGEST_HEX];
    for (size_t i = 0; i < s->count; i++) {
        items[i] = attempt_item(&arena, s->items[i].question, s->items[i].shown);
        items[i].is_unscored = !s->items[i].is_scored;
    }
    format_digest(s->bank, digest);
    const struct store_attempt attempt = {
        .started_ms = terms->started_ms,
        .mode = "exam",
        .seed = terms->seed,
        .policy = policy_name(s->policy),
        .conditions = terms->conditions,
        .bank_id = s->bank->id,
        .bank_title = s->bank->title,
        .bank_digest = digest,
        .profile = terms->profile->code,
        .limit_ms = s->limit_ms,
        .starts_over = starts_over,
        .items = items,
        .item_count = s->count,
    };
    *r = (struct exam_recorder){.record = functions, .store = store, .sitting = s};
    int rc = store_begin(store, &attempt, &r->attempt, err);
    arena_release(&arena);
    return rc;
}

/* --- go on --- */

int exam_store_find(struct store *store, const struct bank *bank, int64_t *attempt,
                    struct err *err)
{
    bool is_held = true;
    if (store_unfinished(store, "exam", bank->id, NULL, attempt, err) != 0 ||
        (*attempt != 0 && store_hold(store, *attempt, &is_held, err) != 0))
        return -1;
    if (!is_held)
        return err_set(err, ERR_USAGE, "",
                       "an exam of this bank is open in another quizctl; end that one "
                       "first");
    return 0;
}

/* One place as it was. 1 when the question was edited since; -1 when it cannot go on. */
static int restore(struct sitting_item *item, const struct bank *bank,
                   const struct store_item *asked, const struct store_place *place)
{
    char digest[DIGEST_HEX];
    long at = bank_find(bank, asked->question, strlen(asked->question));
    if (at < 0)
        return -1;
    item->question = &bank->questions[at];
    item->is_scored = !asked->is_unscored;
    item->is_flagged = place->is_flagged;
    if (attempt_shown(item->question, asked->shown, item->shown) != 0)
        return -1;
    if (place->is_responded) {
        item->took_ms = place->answer.took_ms > 0 ? place->answer.took_ms : 0;
        if (answer_read(&item->answer, item->question, place->answer.given) != 0)
            return -1;
    }
    format_question_digest(item->question, digest);
    return strcmp(digest, asked->digest) != 0;
}

/* From now on it is asked as it stands now, so that is what is recorded. */
static int record_edited(struct store *store, int64_t attempt, size_t place,
                         const struct sitting_item *item, struct err *err)
{
    struct arena arena = {0};
    struct store_item now = attempt_item(&arena, item->question, item->shown);
    now.is_unscored = !item->is_scored;
    int rc = store_reask(store, attempt, place, &now, err);
    arena_release(&arena);
    return rc;
}

static int refuse(const struct store_past *past, size_t place, struct err *err)
{
    return err_set(
        err, ERR_INPUT, "",
        "the bank has changed: question '%s' of this exam is gone or has other "
        "options; use the bank as it was, or start over with --new",
        past->items[place].question);
}

static int restore_all(struct sitting *s, struct store *store, const struct bank *bank,
                       const struct store_past *past, size_t *edited, struct err *err)
{
    for (size_t i = 0; i < s->count; i++) {
        int rc = restore(&s->items[i], bank, &past->items[i], &past->places[i]);
        if (rc < 0)
            return refuse(past, i, err);
        if (rc > 0 && record_edited(store, past->id, i, &s->items[i], err) != 0)
            return -1;
        *edited += (size_t)rc;
    }
    return 0;
}

/* The first place without an answer; behind the last one is the review. */
static void find_place(struct sitting *s)
{
    while (s->at < s->count && sitting_is_answered(&s->items[s->at]))
        s->at++;
    if (s->at == s->count) {
        s->at--;
        s->state = SITTING_REVIEW;
    }
}

int exam_store_resume(struct exam_recorder *r, struct store *store, struct sitting *s,
                      const struct bank *bank, const struct store_past *past,
                      size_t *edited, struct err *err)
{
    *edited = 0;
    *s = (struct sitting){.bank = bank,
                          .items = mem_get(past->begun.item_count * sizeof *s->items),
                          .count = past->begun.item_count,
                          .limit_ms = past->begun.limit_ms,
                          .spent_ms = past->spent_ms};
    *r = (struct exam_recorder){
        .record = functions, .store = store, .sitting = s, .attempt = past->id};
    if (restore_all(s, store, bank, past, edited, err) != 0) {
        sitting_release(s);
        return -1;
    }
    find_place(s);
    return 0;
}
