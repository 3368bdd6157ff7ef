/*
 * cmd_practice.c - `quizctl practice`: plan a session or go on with one, record it, show
 * it.
 *
 * In:   a bank, options that choose and order its questions.
 * Out:  a session on the terminal, its answers in the store.
 *
 * What was left in the middle is found by resume.c and recorded by recorder.c. The loop
 * that asks is practice/practice.c; what an answer is worth and which question comes
 * next: session/. Store: store/.
 */
#include <string.h>

#include "attempt.h"
#include "cmd.h"
#include "due_opts.h"
#include "filter_opts.h"
#include "load_bank.h"
#include "quizctl/practice.h"
#include "quizctl/rng.h"
#include "quizctl/session.h"
#include "quizctl/stamp.h"
#include "quizctl/store.h"
#include "recorder.h"
#include "resume.h"
#include "schedule_opts.h"

/* --- the store --- */

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

/* The options that choose and order questions, in one form: an attempt is gone on with
 * when they are the same again. */
static const struct {
    enum opt_id id;
    const char *text;
    enum { FLAG, WORD, LIST } kind;
} condition_row[] = {
    {OPT_MISSED,     "--missed",     FLAG},
    {OPT_DUE,        "--due",        FLAG},
    {OPT_NEW_LIMIT,  "--new-limit",  WORD},
    {OPT_RETENTION,  "--retention",  WORD},
    {OPT_SLOW,       "--slow",       WORD},
    {OPT_TOPIC,      "--topic",      LIST},
    {OPT_DOMAIN,     "--domain",     LIST},
    {OPT_DIFFICULTY, "--difficulty", LIST},
    {OPT_SERVICE,    "--service",    LIST},
    {OPT_CLUE,       "--clue",       LIST},
    {OPT_ID,         "--id",         LIST},
    {OPT_COUNT,      "-n",           WORD},
    {OPT_NO_SHUFFLE, "--no-shuffle", FLAG},
};

static const char *conditions(const struct opts *o, struct arena *arena)
{
    struct buf text = {0};
    for (size_t i = 0; i < COUNT(condition_row); i++) {
        enum opt_id id = condition_row[i].id;
        if (!opts_has(o, id))
            continue;
        buf_printf(&text, "%s%s", text.len > 0 ? " " : "", condition_row[i].text);
        if (condition_row[i].kind == WORD)
            buf_printf(&text, " %s", opts_value(o, id));
        size_t count = 0;
        const char **word =
            condition_row[i].kind == LIST ? opts_list(o, id, arena, &count) : NULL;
        for (size_t k = 0; k < count; k++)
            buf_printf(&text, "%s%s", k > 0 ? "," : " ", word[k]);
    }
    const char *copy = arena_text(arena, buf_str(&text), text.len);
    buf_release(&text);
    return copy;
}

/* --- showing --- */

/* "2 questions are", "1 question is". */
static void put_questions(struct buf *text, size_t count)
{
    buf_printf(text, "%zu question%s ", count, count == 1 ? "" : "s");
}

/* A sentence on a line of its own. */
static void put_line(struct page *p, struct buf *text)
{
    page_words(p, PAGE_PLAIN, "", 0, buf_str(text));
    buf_clear(text);
}

/* That it goes on, and what became of its questions. */
static void going_on(struct page *p, const struct resume *r, const struct session *s)
{
    enum { MOST = 100 }; /* bytes of conditions: forty ids tell nobody anything */
    bool is_short = *r->conditions != '\0' && strlen(r->conditions) <= MOST;
    char when[STAMP_LOCAL];
    struct buf text = {0};
    stamp_local(when, r->started_ms);
    buf_printf(&text,
               "Going on with the practice of %s%s%s%s, %zu of %zu answered. "
               "--new starts over.",
               when, is_short ? " (" : "", is_short ? r->conditions : "",
               is_short ? ")" : "", s->count - session_left(s), s->count);
    put_line(p, &text);
    if (r->edited > 0) {
        put_questions(&text, r->edited);
        buf_printf(&text, "to come %s edited since; asked as %s now.",
                   r->edited == 1 ? "was" : "were",
                   r->edited == 1 ? "it is" : "they are");
        put_line(p, &text);
    }
    if (r->edited_answered > 0) {
        put_questions(&text, r->edited_answered);
        buf_printf(&text, "you answered %s edited since; %s stands.",
                   r->edited_answered == 1 ? "was" : "were",
                   r->edited_answered == 1 ? "its mark" : "each mark");
        put_line(p, &text);
    }
    if (r->gone > 0) {
        put_questions(&text, r->gone);
        buf_printf(&text, "%s gone from the bank and left out.",
                   r->gone == 1 ? "is" : "are");
        put_line(p, &text);
    }
    buf_release(&text);
}

/* Why what was left in the middle is not gone on with. */
static void starting_anew(struct page *p, const struct resume *r)
{
    if (r->is_elsewhere)
        page_words(p, PAGE_PLAIN, "", 0,
                   "The practice that you left in the middle is open in another quizctl, "
                   "so this is a new one.");
    if (r->is_used_up)
        page_words(p, PAGE_PLAIN, "", 0,
                   "What was left of the practice before is gone from the bank, so this "
                   "is a new one.");
}

/* What a practice begins with. */
struct start {
    struct session session;
    struct resume resume; /* attempt 0: it is a new one */
    struct due due;       /* of a new one with --due */
    bool is_due;
    const char *conditions;
};

/* Where one is, and how to get the same questions in the same order again; what is due
 * does not come again. */
static int head_lines(struct term *t, const struct start *start, bool is_recorded,
                      struct err *err)
{
    const struct session *s = &start->session;
    struct term_looks looks = term_now(t);
    struct page p = {
        .columns = looks.columns,
        .has_color = looks.has_color,
        .has_links = looks.has_links,
        .has_utf8 = looks.has_utf8,
    };
    struct buf text = {0};
    buf_printf(&text, "%s: ", s->bank->title);
    buf_printf(&text, "%zu question%s", s->count, s->count == 1 ? "" : "s");
    if (start->is_due) {
        buf_text(&text, ", ");
        due_line(&text, &start->due);
    }
    page_words(&p, PAGE_TITLE, "", 0, buf_str(&text));
    buf_clear(&text);
    starting_anew(&p, &start->resume);
    if (start->resume.attempt != 0) {
        going_on(&p, &start->resume, s);
    } else if (!start->is_due && !s->plan.keep_order) {
        buf_printf(&text, "--seed %s gives this order again.", s->seed);
        put_line(&p, &text);
    }
    if (!is_recorded)
        page_words(&p, PAGE_PLAIN, "", 0, "Nothing is recorded.");
    page_words(&p, PAGE_PLAIN, "", 0, "Type help for what can be typed.");
    int rc = term_write(t, p.out.bytes, p.out.len, err);
    buf_release(&text);
    page_release(&p);
    return rc;
}

static int show(const struct call *call, struct start *start,
                struct practice_record *record, struct err *err)
{
    bool asks_confidence = opts_has(&call->opts, OPT_CONFIDENCE);
    const struct term_plan looks = {
        .words = practice_words,
        .word_count = practice_word_count(asks_confidence),
        .color = call->color,
    };
    struct term *t = NULL;
    struct buf again = {0};
    int signal = 0;
    if (term_open(&t, &looks, err) != 0)
        return -1;
    attempt_command(&again, "practice", call);
    const struct practice_plan plan = {buf_str(&again), asks_confidence};
    int rc = head_lines(t, start, record != NULL, err);
    if (rc == 0)
        rc = practice_run(&start->session, t, record, &plan, &signal, err);
    term_close(t);
    buf_release(&again);
    if (rc != 0)
        return -1;
    return signal != 0 ? 128 + signal : 0;
}

static int practise(const struct call *call, struct start *start, struct store *store,
                    struct err *err)
{
    bool is_recorded = !opts_has(&call->opts, OPT_NO_RECORD);
    struct recorder r = {
        .store = store,
        .session = &start->session,
        .conditions = start->conditions,
        .starts_over = opts_has(&call->opts, OPT_NEW),
        .started_ms = stamp_now(),
        .attempt = start->resume.attempt,
    };
    recorder_init(&r);
    int rc = show(call, start, is_recorded ? &r.record : NULL, err);
    if (rc >= 0 && recorder_finish(&r, err) != 0)
        return -1;
    return rc;
}

/* --- beginning --- */

/* What --due asks; it may be nothing. */
static int plan_due(const struct call *call, struct start *start, const struct bank *bank,
                    struct store *store, const struct session_filter *filter,
                    const struct session_plan *plan, struct err *err)
{
    struct due *due = &start->due;
    start->is_due = true;
    if (due_choose(due, call, bank, store, filter, plan->limit, err) != 0)
        return -1;
    if (due->count > 0)
        session_init_places(&start->session, bank, due->places, due->count, plan);
    return 0;
}

static int plan_session(const struct call *call, struct start *start,
                        const struct bank *bank, struct store *store,
                        const struct session_filter *filter, struct err *err)
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
        return plan_due(call, start, bank, store, filter, &plan, err);
    return session_init(&start->session, bank, filter, &plan, err);
}

/* Go on with what was left in the middle: the last one, or, where options choose, the
 * last that was chosen by the same ones. What is due is chosen anew each day. */
static int resume_session(const struct call *call, struct start *start,
                          struct store *store, const struct bank *bank, struct err *err)
{
    const struct opts *o = &call->opts;
    const struct resume_wish wish = {
        .conditions = *start->conditions != '\0' ? start->conditions : NULL,
        .seed = opts_value(o, OPT_SEED),
        .policy = opts_value(o, OPT_POLICY),
        .is_of_today = opts_has(o, OPT_DUE),
    };
    if (store == NULL || opts_has(o, OPT_NEW) || opts_has(o, OPT_NO_RECORD))
        return 0;
    return resume_practice(&start->resume, &start->session, store, bank, &wish, err);
}

static int new_session(const struct call *call, struct start *start, struct store *store,
                       const struct bank *bank, struct arena *arena, struct err *err)
{
    struct session_filter filter = filter_opts(&call->opts, arena);
    if (opts_has(&call->opts, OPT_MISSED)) {
        long missed = only_missed(&filter, store, bank, arena, err);
        if (missed <= 0)
            return missed == 0 ? say_nothing_missed(call, bank, err) : -1;
    }
    if (plan_session(call, start, bank, store, &filter, err) != 0)
        return -1;
    return start->session.count > 0 ? 0 : due_say_nothing(&start->due, call, err);
}

static int run(const struct call *call, struct err *err)
{
    struct bank bank = {0};
    struct arena arena = {0};
    struct store *store = NULL;
    struct start start = {.conditions = conditions(&call->opts, &arena)};
    int rc = -1;

    if (due_check(&call->opts, err) != 0)
        goto done;
    if (load_bank_beside_answers(&bank, call, err) != 0 ||
        open_store(&store, &call->opts, err) != 0)
        goto done;
    if (resume_session(call, &start, store, &bank, err) != 0)
        goto done;
    if (start.resume.attempt == 0 &&
        new_session(call, &start, store, &bank, &arena, err) != 0)
        goto done;
    rc = start.session.count > 0 ? practise(call, &start, store, err) : 0;
done:
    if (store != NULL)
        store_close(store);
    due_release(&start.due);
    resume_release(&start.resume);
    session_release(&start.session);
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
      .id = OPT_NEW,
      .name = "new",
      .help = "start over, do not go on with what was left in the middle",
      },
    {
      .id = OPT_CONFIDENCE,
      .name = "confidence",
      .help = "ask after each answer how sure it is; never part of the mark",
      },
    {
      .id = OPT_SEED,
      .name = "seed",
      .arg = "SEED",
      .help = "any text; the same seed gives the same order again",
      },
    {.id = OPT_NO_SHUFFLE,                                                                    .name = "no-shuffle", .help = "keep the order of the bank"},
    {.id = OPT_NO_RECORD,                                                        .name = "no-record", .help = "leave no trace of this session"},
    OPT_ROW_POLICY,
    {0},
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
        "remembered comes first, then new questions up to a daily limit.\n\nA practice "
        "that was left in the middle "
        "goes "
        "on where it was left, with the same questions in the same order. Other "
        "conditions or --new begin a new one.",
    .options = options,
    .examples = examples,
    .see_also = "quizctl help list, quizctl help export",
    .run = run,
};
