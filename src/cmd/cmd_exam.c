/*
 * cmd_exam.c - `quizctl exam`: plan a sitting, or take one up again; then let it run.
 *
 * In:   a bank with the profiles of its exams, options that make a form of another size.
 * Out:  a sitting on the terminal, all of it in the store, and whether it was passed.
 *
 * How a form is drawn: session/form.c. The loop: practice/exam.c. Records: exam_store.c.
 */
#include <stdlib.h>
#include <string.h>

#include "attempt.h"
#include "cmd.h"
#include "exam_opts.h"
#include "exam_store.h"
#include "filter_opts.h"
#include "load_bank.h"
#include "quizctl/exam.h"
#include "quizctl/form.h"
#include "quizctl/rng.h"
#include "quizctl/sitting.h"
#include "quizctl/stamp.h"

enum { QUESTIONS_MOST = 1000 };

/* All that one run of the command holds. */
struct run {
    const struct call *call;
    struct arena arena;
    struct bank bank;
    struct store *store; /* NULL with --no-record */
    int64_t unfinished;  /* an attempt, or 0 */
    const struct exam *profile;
    struct form form; /* of a new sitting */
    struct sitting sitting;
    struct exam_recorder recorder;
    struct pass_mark pass;
    bool is_scaled;
    const char *seed;
    char fresh_seed[9];
    bool is_paced; /* the time is our pace, not the profile's */
};

/* --- a new sitting --- */

static int draw(struct run *r, struct err *err)
{
    int64_t count = r->profile->questions;
    struct exam heap = *r->profile;
    const struct session_filter filter = filter_opts(&r->call->opts, &r->arena);
    if (opts_number(&r->call->opts, OPT_COUNT, "count", QUESTIONS_MOST, &count, err) != 0)
        return -1;
    if (count == 0) { /* nobody says how many: all of them, whatever their domain */
        count = (int64_t)r->bank.question_count;
        heap.domain_count = 0;
    }
    const struct form_plan plan = {
        .profile = &heap,
        .seed = r->seed,
        .questions = (size_t)count,
        .scored = form_scored(
            (size_t)count,
            (size_t)(r->profile->scored > 0 ? r->profile->scored : r->profile->questions),
            (size_t)r->profile->questions),
    };
    return form_draw(&r->form, &r->bank, &filter, &plan, err);
}

static int say_unfinished(struct run *r, struct err *err)
{
    struct buf command = {0};
    attempt_command(&command, "exam", r->call);
    err_set(err, ERR_USAGE, "",
            "an exam of this bank was left in the middle; go on with '%s --resume', or "
            "start over with --new",
            buf_str(&command));
    buf_release(&command);
    return -1;
}

static int begin(struct run *r, struct err *err)
{
    const struct opts *o = &r->call->opts;
    int64_t limit_ms;
    if (r->unfinished != 0 && !opts_has(o, OPT_START_OVER))
        return say_unfinished(r, err);
    r->seed = opts_value(o, OPT_SEED);
    if (r->seed == NULL) {
        rng_fresh_seed(r->fresh_seed);
        r->seed = r->fresh_seed;
    }
    if (exam_opts_profile(&r->profile, &r->bank, opts_value(o, OPT_PROFILE), err) != 0 ||
        draw(r, err) != 0 ||
        exam_opts_limit(&limit_ms, &r->is_paced, r->profile, o, r->form.count, err) !=
            0 ||
        exam_opts_pass(&r->pass, &r->is_scaled, r->profile, o,
                       (int64_t)r->form.scored * MARK, err) != 0)
        return -1;
    sitting_init(&r->sitting, &r->bank, &r->form, r->seed, limit_ms);
    return 0;
}

/* Once the terminal is there: from now on the time counts. */
static int record_begin(struct run *r, struct err *err)
{
    struct buf conditions = {0};
    if (r->store == NULL)
        return 0;
    exam_opts_conditions(&conditions, &r->call->opts);
    const struct exam_terms terms = {
        .profile = r->profile,
        .seed = r->seed,
        .conditions = conditions.bytes,
        .started_ms = stamp_now(),
    };
    int rc = exam_store_begin(&r->recorder, r->store, &r->sitting, &terms,
                              opts_has(&r->call->opts, OPT_START_OVER), err);
    buf_release(&conditions);
    return rc;
}

/* --- one taken up again --- */

static int resume(struct run *r, struct store_past *past, size_t *edited, struct err *err)
{
    int64_t scored = 0;
    if (r->unfinished == 0)
        return err_set(err, ERR_USAGE, "",
                       "no exam of this bank was left in the middle; leave out --resume");
    if (store_load(r->store, r->unfinished, past, err) != 0)
        return -1;
    const char *code = *past->begun.profile != '\0' ? past->begun.profile : NULL;
    if (exam_opts_profile(&r->profile, &r->bank, code, err) != 0 ||
        exam_store_resume(&r->recorder, r->store, &r->sitting, &r->bank, past, edited,
                          err) != 0)
        return -1;
    for (size_t i = 0; i < r->sitting.count; i++)
        scored += r->sitting.items[i].is_scored;
    exam_opts_pass_again(&r->pass, &r->is_scaled, r->profile, past->begun.conditions,
                         scored * MARK);
    return 0;
}

/* --- head lines --- */

static void put_words(struct page *p, struct buf *line)
{
    page_words(p, PAGE_PLAIN, "", 0, buf_str(line));
    buf_clear(line);
}

static void title_line(struct page *p, const struct run *r)
{
    struct buf line = {0};
    if (*r->profile->code != '\0')
        buf_printf(&line, "%s: %s", r->profile->code, r->profile->title);
    else
        buf_text(&line, r->bank.title);
    page_words(p, PAGE_TITLE, "", 0, line.bytes);
    buf_release(&line);
}

static void size_lines(struct page *p, const struct run *r)
{
    const struct sitting *s = &r->sitting;
    struct buf line = {0};
    buf_printf(&line, "%zu question%s", s->count, s->count == 1 ? "" : "s");
    if (r->form.scored < s->count)
        buf_printf(&line, ", %zu of them scored", r->form.scored);
    buf_text(&line, "; ");
    exam_time_words(&line, s->limit_ms);
    buf_char(&line, '.');
    put_words(p, &line);
    if (r->is_paced) {
        buf_printf(&line,
                   "The bank does not say how long this exam takes: that is %d minutes a "
                   "question. --minutes gives another time.",
                   EXAM_PACE_MINUTES);
        put_words(p, &line);
    }
    buf_release(&line);
}

/* Where the bank has too few. */
static void shortage_line(struct page *p, const struct form *form)
{
    struct buf line = {0};
    bool has_any = false;
    if (form->count == form->wanted || form->domains[0].domain == NULL)
        return;
    buf_printf(&line, "The bank is too small for %zu questions:", form->wanted);
    for (size_t i = 0; i < form->domain_count; i++) {
        const struct form_domain *d = &form->domains[i];
        if (d->drawn < d->wanted) {
            buf_printf(&line, "%s %s has %zu of %zu", has_any ? "," : "", d->domain->id,
                       d->drawn, d->wanted);
            has_any = true;
        }
    }
    buf_char(&line, '.');
    put_words(p, &line);
    buf_release(&line);
}

static void new_lines(struct page *p, const struct run *r)
{
    struct buf line = {0};
    size_lines(p, r);
    shortage_line(p, &r->form);
    buf_printf(&line, "--seed %s gives this form again.", r->seed);
    put_words(p, &line);
    if (r->store == NULL)
        page_words(p, PAGE_PLAIN, "", 0, "Nothing is recorded.");
    buf_release(&line);
}

static void resume_lines(struct page *p, const struct run *r,
                         const struct store_past *past, size_t edited)
{
    const struct sitting *s = &r->sitting;
    struct buf line = {0};
    char started[STAMP_TEXT];
    stamp_text(started, past->begun.started_ms);
    buf_printf(&line, "Going on with the exam of %.10s: %zu of %zu answered.", started,
               s->count - sitting_unanswered(s), s->count);
    if (s->limit_ms > 0) {
        buf_text(&line, " Time left: ");
        exam_time_words(&line, sitting_left_ms(s));
        buf_char(&line, '.');
    }
    put_words(p, &line);
    if (edited > 0) {
        buf_printf(&line, "%zu question%s edited since; %s as %s now.", edited,
                   edited == 1 ? " was" : "s were",
                   edited == 1 ? "it is asked" : "they are asked",
                   edited == 1 ? "it stands" : "they stand");
        put_words(p, &line);
    }
    buf_release(&line);
}

static int head_lines(struct term *t, const struct run *r, const struct store_past *past,
                      size_t edited, struct err *err)
{
    struct term_looks looks = term_now(t);
    struct page p = {
        .columns = looks.columns,
        .has_color = looks.has_color,
        .has_links = looks.has_links,
        .has_utf8 = looks.has_utf8,
    };
    title_line(&p, r);
    if (past->id != 0)
        resume_lines(&p, r, past, edited);
    else
        new_lines(&p, r);
    page_words(&p, PAGE_PLAIN, "", 0, "Type help for what can be typed.");
    int rc = term_write(t, p.out.bytes, p.out.len, err);
    page_release(&p);
    return rc;
}

/* --- the run --- */

static int sit(struct run *r, const struct store_past *past, size_t edited,
               struct err *err)
{
    const struct term_plan looks = {
        .words = exam_words,
        .word_count = exam_word_count,
        .color = r->call->color,
    };
    struct buf again = {0}, go_on = {0};
    struct term *t = NULL;
    enum exam_end end = EXAM_LEFT;
    int signal = 0, rc = -1;
    attempt_command(&again, "practice", r->call);
    attempt_command(&go_on, "exam", r->call);
    buf_text(&go_on, " --resume");
    const struct exam_plan plan = {
        .profile = r->profile,
        .pass = r->pass,
        .is_scaled = r->is_scaled,
        .shows_time = opts_has(&r->call->opts, OPT_SHOW_TIME),
        .ticks = stamp_ticks,
        .again = again.bytes,
        .go_on = go_on.bytes,
    };
    if (term_open(&t, &looks, err) == 0 && head_lines(t, r, past, edited, err) == 0 &&
        (past->id != 0 || record_begin(r, err) == 0))
        rc = exam_run(&r->sitting, t, r->store != NULL ? &r->recorder.record : NULL,
                      &plan, &end, &signal, err);
    term_close(t);
    buf_release(&again);
    buf_release(&go_on);
    if (rc != 0)
        return -1;
    return signal != 0 ? 128 + signal : end != EXAM_PASSED;
}

static int open_store(struct run *r, struct err *err)
{
    struct buf path = {0};
    if (opts_has(&r->call->opts, OPT_NO_RECORD))
        return 0;
    int rc = store_path(&path, err);
    if (rc == 0)
        rc = store_open(&r->store, buf_str(&path), false, err);
    if (rc == 0)
        rc = exam_store_find(r->store, &r->bank, &r->unfinished, err);
    buf_release(&path);
    return rc;
}

static int run(const struct call *call, struct err *err)
{
    struct run r = {.call = call};
    struct store_past past = {0};
    size_t edited = 0;
    int rc = -1;

    if (exam_opts_check_resume(&call->opts, err) != 0 ||
        load_bank_beside_answers(&r.bank, call, err) != 0 || open_store(&r, err) != 0)
        goto done;
    if ((opts_has(&call->opts, OPT_RESUME) ? resume(&r, &past, &edited, err)
                                           : begin(&r, err)) == 0)
        rc = sit(&r, &past, edited, err);
done:
    store_past_release(&past);
    store_close(r.store);
    sitting_release(&r.sitting);
    form_release(&r.form);
    bank_release(&r.bank);
    arena_release(&r.arena);
    return rc;
}

static const struct opt options[] = {
    OPT_ROW_BANK,
    {
      .id = OPT_PROFILE,
      .name = "profile",
      .arg = "CODE",
      .help = "an exam of the bank by its code, in any case (default: its current one)",
      },
    {
      .id = OPT_COUNT,
      .name = "count",
      .letter = 'n',
      .arg = "NUMBER",
      .help = "so many questions, the scored ones in proportion (default: a full form)",
      },
    {
      .id = OPT_MINUTES,
      .name = "minutes",
      .arg = "NUMBER",
      .help = "the time (default: the profile's, in proportion; else 2 a question)",
      },
    {
      .id = OPT_PASS,
      .name = "pass",
      .arg = "MARK",
      .help = "the pass mark: 72% or 8.5 marks (default: the profile's)",
      },
    FILTER_OPT_ROWS,
    {
      .id = OPT_SEED,
      .name = "seed",
      .arg = "SEED",
      .help = "any text; the same seed gives the same form again",
      },
    {.id = OPT_RESUME,
      .name = "resume",
      .help = "go on with the exam left in the middle"},
    {
      .id = OPT_START_OVER,
      .name = "new",
      .help = "start a new one, even if one was left in the middle",
      },
    {
      .id = OPT_SHOW_TIME,
      .name = "show-time",
      .help = "the time left in each prompt, for where it cannot stand at its right",
      },
    {.id = OPT_NO_RECORD,     .name = "no-record", .help = "leave no trace of this exam"},
    {0                                                                                        },
};

static const struct cmd_example examples[] = {
    {"quizctl exam",                   "a full form of the current exam"},
    {"quizctl exam --profile mla-c01 --minutes 45 -n 20",
     "a short one of the exam before"},
    {0},
};

const struct cmd cmd_exam = {
    .name = "exam",
    .args = "[OPTION...]",
    .summary = "sit an exam: a drawn form, a time, no feedback until the end",
    .details =
        "A form is drawn by the weights of the exam's domains. Type the letters of your "
        "answers; these words do something too: next, back, goto 12, flag, review, "
        "submit, time, quit and help. Answers can be changed until you submit, or the "
        "time is up.\n\nEach answer is recorded at once, and the time every few seconds. "
        "Time counts only while the exam is open. After the end, every question is "
        "explained on demand.",
    .options = options,
    .examples = examples,
    .no = "the exam is not passed, or was left before its end",
    .see_also = "quizctl help practice, quizctl help export",
    .run = run,
};
