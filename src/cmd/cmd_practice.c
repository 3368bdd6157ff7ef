/*
 * cmd_practice.c - `quizctl practice`: plan a session, record it, show it.
 *
 * In:   a bank, options that choose and order its questions.
 * Out:  a session on the terminal, its answers in the store.
 *
 * An attempt begins in the store with its first answer, so that looking in and leaving
 * records nothing. The loop that asks is practice/practice.c; what an answer is worth and
 * which question comes next: session/. Store: store/.
 */
#include <string.h>

#include "attempt.h"
#include "cmd.h"
#include "due_opts.h"
#include "filter_opts.h"
#include "load_bank.h"
#include "quizctl/format.h"
#include "quizctl/practice.h"
#include "quizctl/proof.h"
#include "quizctl/rng.h"
#include "quizctl/session.h"
#include "quizctl/stamp.h"
#include "quizctl/store.h"
#include "schedule_opts.h"

/* --- recording --- */

/* The attempt as the store gets it; practice_run calls its functions. */
struct recorder {
    struct practice_record record;
    struct store *store;
    const struct session *session;
    int64_t started_ms;
    int64_t attempt; /* 0: not begun */
};

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
        .bank_id = s->bank->id,
        .bank_title = s->bank->title,
        .bank_digest = digest,
        .conditions = "",
        .profile = "",
        .items = store_items(&arena, s),
        .item_count = s->count,
    };
    int rc = store_begin(r->store, &attempt, &r->attempt, err);
    arena_release(&arena);
    return rc;
}

static int record_answer(struct practice_record *self, size_t place, struct answer a,
                         struct verdict v, struct err *err)
{
    struct recorder *r = (struct recorder *)self;
    struct buf ids = {0};
    if (begin(r, err) != 0)
        return -1;
    answer_ids(&ids, r->session->items[place].question, a, " ");
    const char *missed =
        proof_missed_clue(r->session->bank, r->session->items[place].question, &a);
    const struct store_answer answer = {
        .place = place,
        .given = buf_str(&ids),
        .missed = missed,
        .verdict = v,
        .at_ms = stamp_now(),
        .took_ms = -1,
    };
    int rc = store_answer(r->store, r->attempt, &answer, err);
    buf_release(&ids);
    return rc;
}

static int record_flag(struct practice_record *self, size_t place, bool is_flagged,
                       struct err *err)
{
    struct recorder *r = (struct recorder *)self;
    if (begin(r, err) != 0)
        return -1;
    return store_flag(r->store, r->attempt, place, is_flagged, err);
}

/* Open the store where one is needed. Without --no-record it is made; with it, it is only
 * looked into, and *STORE is NULL when there is none. */
static int open_store(struct store **store, const struct opts *o, struct err *err)
{
    bool is_recorded = !opts_has(o, OPT_NO_RECORD);
    bool looks_back = opts_has(o, OPT_MISSED) || opts_has(o, OPT_DUE);
    struct buf path = {0};
    if (!is_recorded && !looks_back)
        return 0;
    int rc = store_path(&path, err);
    if (rc == 0)
        rc = store_open(store, buf_str(&path), !is_recorded, err);
    buf_release(&path);
    if (rc != 0 && is_recorded && !looks_back && err->code != ERR_USAGE) {
        struct err why = *err;
        err_set(err, why.code, why.where, "%s; --no-record practises without recording",
                why.what);
    }
    return rc;
}

/* --- choosing --- */

static bool is_asked_for(const struct text_list *ids, const char *id, size_t len)
{
    for (size_t i = 0; i < ids->count; i++) {
        if (strlen(ids->text[i]) == len && memcmp(ids->text[i], id, len) == 0)
            return true;
    }
    return ids->count == 0;
}

/* Restrict FILTER to what was last answered wrong and still stands in BANK. Returns how
 * many questions that are, or -1. */
static long only_missed(struct session_filter *filter, struct store *store,
                        const struct bank *bank, struct arena *arena, struct err *err)
{
    struct buf ids = {0};
    if (store != NULL && store_missed(store, bank->id, &ids, err) != 0)
        return -1;
    struct text_list missed = {0};
    missed.text = arena_get(arena, (bank->question_count + 1) * sizeof *missed.text);
    for (const char *id = buf_str(&ids); *id != '\0';) {
        size_t len = strcspn(id, "\n");
        if (bank_find(bank, id, len) >= 0 && missed.count < bank->question_count &&
            is_asked_for(&filter->ids, id, len))
            missed.text[missed.count++] = arena_text(arena, id, len);
        id += len + (id[len] == '\n');
    }
    buf_release(&ids);
    filter->ids = missed;
    return (long)missed.count;
}

static int say_nothing_missed(const struct call *call, const struct bank *bank,
                              struct err *err)
{
    struct page p = cmd_page(call);
    struct buf text = {0};
    buf_printf(
        &text,
        "Nothing missed in \"%s\": none of these questions was last answered wrong.",
        bank->title);
    page_words(&p, PAGE_PLAIN, "", 0, buf_str(&text));
    int rc = cmd_put(call, &p.out, err);
    buf_release(&text);
    page_release(&p);
    return rc;
}

static const char *choose_seed(const struct opts *o, char fresh[9])
{
    const char *given = opts_value(o, OPT_SEED);
    if (given != NULL)
        return given;
    rng_fresh_seed(fresh);
    return fresh;
}

/* --- showing --- */

/* Where one is, and how to get the same questions in the same order again; what is DUE
 * (NULL: asked without a schedule) does not come again. */
static int head_lines(struct term *t, const struct session *s, const struct due *due,
                      bool is_recorded, struct err *err)
{
    struct term_looks looks = term_now(t);
    struct page p = {
        .columns = looks.columns,
        .has_color = looks.has_color,
        .has_links = looks.has_links,
        .has_utf8 = looks.has_utf8,
    };
    struct buf text = {0};
    buf_printf(&text, "%s: %zu question%s", s->bank->title, s->count,
               s->count == 1 ? "" : "s");
    if (due != NULL) {
        buf_text(&text, ", ");
        due_line(&text, due);
    }
    page_words(&p, PAGE_TITLE, "", 0, buf_str(&text));
    if (due == NULL && !s->plan.keep_order) {
        buf_clear(&text);
        buf_printf(&text, "--seed %s gives this order again.", s->seed);
        page_words(&p, PAGE_PLAIN, "", 0, buf_str(&text));
    }
    if (!is_recorded)
        page_words(&p, PAGE_PLAIN, "", 0, "Nothing is recorded.");
    page_words(&p, PAGE_PLAIN, "", 0, "Type help for what can be typed.");
    int rc = term_write(t, p.out.bytes, p.out.len, err);
    buf_release(&text);
    page_release(&p);
    return rc;
}

static int show(const struct call *call, struct session *s, const struct due *due,
                struct practice_record *record, struct err *err)
{
    const struct term_plan plan = {
        .words = practice_words,
        .word_count = practice_word_count,
        .color = call->color,
    };
    struct term *t = NULL;
    struct buf again = {0};
    int signal = 0;
    if (term_open(&t, &plan, err) != 0)
        return -1;
    attempt_command(&again, "practice", call);
    int rc = head_lines(t, s, due, record != NULL, err);
    if (rc == 0)
        rc = practice_run(s, t, record, buf_str(&again), &signal, err);
    term_close(t);
    buf_release(&again);
    if (rc != 0)
        return -1;
    return signal != 0 ? 128 + signal : 0;
}

/* Answered or given up, all of it; `quit` leaves an attempt unfinished. */
static bool is_finished(const struct session *s)
{
    for (size_t i = 0; i < s->count; i++) {
        if (!s->items[i].is_answered && s->items[i].skips < 2)
            return false;
    }
    return true;
}

static int practise(const struct call *call, struct session *s, const struct due *due,
                    struct store *store, struct err *err)
{
    bool is_recorded = !opts_has(&call->opts, OPT_NO_RECORD);
    struct recorder r = {
        .record = {record_answer, record_flag},
        .store = store,
        .session = s,
        .started_ms = stamp_now(),
    };
    int rc = show(call, s, due, is_recorded ? &r.record : NULL, err);
    if (rc >= 0 && r.attempt != 0 && is_finished(s) &&
        store_finish(store, r.attempt, stamp_now(), err) != 0)
        return -1;
    return rc;
}

/* What --due asks, into DUE; it may be nothing. */
static int plan_due(const struct call *call, struct session *s, const struct bank *bank,
                    struct store *store, const struct session_filter *filter,
                    const struct session_plan *plan, struct due *due, struct err *err)
{
    if (due_choose(due, call, bank, store, filter, plan->limit, err) != 0)
        return -1;
    if (due->count > 0)
        session_init_places(s, bank, due->places, due->count, plan);
    return 0;
}

static int plan_session(const struct call *call, struct session *s,
                        const struct bank *bank, struct store *store,
                        const struct session_filter *filter, struct due *due,
                        struct err *err)
{
    const char *policy = opts_value(&call->opts, OPT_POLICY);
    char fresh[9];
    int64_t limit = 0;
    if (opts_number(&call->opts, OPT_COUNT, "count", 1000000, &limit, err) != 0)
        return -1;
    const struct session_plan plan = {
        .seed = choose_seed(&call->opts, fresh),
        .keep_order = opts_has(&call->opts, OPT_NO_SHUFFLE),
        .policy = policy != NULL ? (enum policy)policy_find(policy) : POLICY_AWS,
        .limit = (size_t)limit,
    };
    if (opts_has(&call->opts, OPT_DUE))
        return plan_due(call, s, bank, store, filter, &plan, due, err);
    return session_init(s, bank, filter, &plan, err);
}

static int run(const struct call *call, struct err *err)
{
    struct bank bank = {0};
    struct session s = {0};
    struct due due = {0};
    struct arena arena = {0};
    struct store *store = NULL;
    struct session_filter filter = filter_opts(&call->opts, &arena);
    bool is_due = opts_has(&call->opts, OPT_DUE);
    int rc = -1;

    if (due_check(&call->opts, err) != 0)
        goto done;
    if (load_bank_beside_answers(&bank, call, err) != 0 ||
        open_store(&store, &call->opts, err) != 0)
        goto done;
    if (opts_has(&call->opts, OPT_MISSED)) {
        long missed = only_missed(&filter, store, &bank, &arena, err);
        if (missed <= 0) {
            rc = missed == 0 ? say_nothing_missed(call, &bank, err) : -1;
            goto done;
        }
    }
    if (plan_session(call, &s, &bank, store, &filter, &due, err) != 0)
        goto done;
    if (s.count == 0)
        rc = due_say_nothing(&due, call, err);
    else
        rc = practise(call, &s, is_due ? &due : NULL, store, err);
done:
    if (store != NULL)
        store_close(store);
    due_release(&due);
    session_release(&s);
    bank_release(&bank);
    arena_release(&arena);
    return rc;
}

static const struct opt options[] = {
    OPT_ROW_BANK,
    {
      .id = OPT_COUNT,
      .name = "count",
      .letter = 'n',
      .arg = "NUMBER",
      .help = "at most so many questions (default: all)",
      },
    FILTER_OPT_ROWS,
    {
      .id = OPT_MISSED,
      .name = "missed",
      .help = "questions whose last recorded answer was not right",
      },
    DUE_OPT_ROWS,
    SCHEDULE_OPT_ROWS,
    {
      .id = OPT_SEED,
      .name = "seed",
      .arg = "SEED",
      .help = "any text; the same seed gives the same order again",
      },
    {.id = OPT_NO_SHUFFLE,                                                          .name = "no-shuffle", .help = "keep the order of the bank"},
    {.id = OPT_NO_RECORD,                                    .name = "no-record", .help = "leave no trace of this session"},
    OPT_ROW_POLICY,
    {0                                                  },
};

static const struct cmd_example examples[] = {
    {"quizctl practice",                "every question of the built-in bank"},
    {"quizctl practice -n 5 --topic fsx-lustre",                                 "five questions about one topic"},
    {"quizctl practice --due","what the review schedule has for today"},
    {"quizctl practice --missed",          "once more what went wrong"},
    {"printf 'A\\nB\\n' | quizctl practice --no-record",                                 "answers from a pipe"},
    {0},
};

const struct cmd cmd_practice = {
    .name = "practice",
    .args = "[OPTION...]",
    .summary = "practise questions, with the reasons after each answer",
    .details =
        "Type the letters of your answer. These words do something too: skip, flag, "
        "back, "
        "quit and help.\n\nEach answer is recorded before its feedback is shown, so "
        "Ctrl-C "
        "or a lost connection loses none. Without conditions all questions are asked; "
        "several conditions hold together.\n\n--due asks what you are about to forget: "
        "each answer moves the day on which its question comes again. The least "
        "remembered comes first, then new questions up to a daily limit.",
    .options = options,
    .examples = examples,
    .see_also = "quizctl help list, quizctl help export",
    .run = run,
};
