/*
 * practice.c - a session on a terminal or a pipe: ask, record, tell.
 *
 * In:   a session ready to start, a terminal, somewhere to record.
 * Out:  a linear transcript. An answer is judged, then recorded, and only then told: what
 *       a learner has seen feedback for is never lost. How sure one was is asked between
 *       the answer and its feedback, and recorded with it in one.
 *
 * Which question comes next is session.c's business, how a question looks
 * report_question.c's, keys and signals are term.c's.
 */
#include "quizctl/practice.h"

#include <ctype.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "quizctl/mem.h"
#include "quizctl/page.h"
#include "quizctl/proof.h"
#include "quizctl/report.h"
#include "quizctl/stamp.h"
#include "talk.h"

enum command {
    COMMAND_NEXT,
    COMMAND_SKIP,
    COMMAND_FLAG,
    COMMAND_BACK,
    COMMAND_QUIT,
    COMMAND_HELP
};

/* What may be typed in place of letters, in the order of enum command. */
static const struct talk_word commands[] = {
    {"next", "on to the next question; Enter goes on too, and shows the rest first"  },
    {"skip", "leave this question; it comes again at the end"                        },
    {"flag", "mark this question, or take the mark away; marks are listed at the end"},
    {"back", "see the question before"                                               },
    {"quit", "stop here; what you answered is kept"                                  },
    {"help", "this list; ? is the same"                                              },
};
const char *const practice_words[] = {"next", "skip",  "flag",   "back", "quit",
                                      "help", "guess", "unsure", "sure"};

size_t practice_word_count(bool asks_confidence)
{
    return asks_confidence ? COUNT(practice_words) : COUNT(commands);
}

struct practice {
    struct talk talk;
    struct session *session;
    struct practice_record *record;
    const struct practice_plan *plan;
    int64_t shown_ticks;           /* when the question came on the screen */
    bool is_chosen;                /* an answer waits for how sure it is: */
    struct practice_answer chosen; /* neither judged by then, nor recorded */
};

/* --- showing --- */

static int show_question(struct practice *p, struct err *err)
{
    const struct session *s = p->session;
    const struct session_item *item = &s->items[s->at];
    struct page *page = talk_page(&p->talk);
    struct buf head = {0};

    buf_printf(&head, "Question %zu of %zu%s", s->at + 1, s->count,
               item->is_flagged ? " (flagged)" : "");
    page_blank(page);
    page_words(page, PAGE_TITLE, "", 0, head.bytes);
    report_stem(page, s->bank, item->question);
    page_blank(page);
    report_options(page, item->question, item->shown);
    if (!item->is_answered) /* else the feedback follows, with its own */
        page_blank(page);
    buf_release(&head);
    if (talk_show(&p->talk, err) != 0)
        return -1;
    p->shown_ticks = stamp_ticks();
    return 0;
}

/* The verdict of a question that reads otherwise by now. */
static void edited_verdict(struct page *page, struct verdict verdict)
{
    page_words(
        page, verdict.is_right ? PAGE_GOOD : PAGE_BAD, "", 0,
        verdict.is_right
            ? "Right, as it was asked then. It was edited since; its mark stands."
            : "Wrong, as it was asked then. It was edited since; its mark stands.");
}

static int show_feedback(struct practice *p, struct err *err)
{
    const struct session *s = p->session;
    const struct session_item *item = &s->items[s->at];
    struct page *page = talk_page(&p->talk);

    page_blank(page);
    if (item->is_edited)
        edited_verdict(page, item->verdict);
    else
        report_verdict(page, item->question, item->shown, &item->answer, item->verdict,
                       s->plan.policy);
    report_explanation(page, s->bank, item->question, item->shown,
                       item->is_edited ? NULL : &item->answer);
    page_blank(page);
    return talk_tell(&p->talk, err);
}

static int show_help(struct practice *p, struct err *err)
{
    return talk_help(
        &p->talk,
        "Answer with the letter of an option, or letters where more than one "
        "is asked for: D, ac, A C. Or type a word:",
        commands, COUNT(commands), err);
}

/* --- the end --- */

static void list_items(struct practice *p, struct page *page, const char *heading,
                       bool (*wanted)(const struct session_item *item))
{
    const struct session *s = p->session;
    bool has_any = false;
    for (size_t i = 0; i < s->count; i++) {
        const struct question *q = s->items[i].question;
        if (!wanted(&s->items[i]))
            continue;
        if (!has_any)
            page_heading(page, heading);
        has_any = true;
        struct buf line = {0};
        buf_printf(&line, "%s%s%s", q->id, *q->title ? ": " : "", q->title);
        page_words(page, PAGE_PLAIN, "  ", 4, line.bytes);
        buf_release(&line);
    }
}

static bool was_missed(const struct session_item *item)
{
    return item->is_answered && !item->verdict.is_right;
}

static bool was_flagged(const struct session_item *item)
{
    return item->is_flagged;
}

static bool was_skipped(const struct session_item *item)
{
    return !item->is_answered && item->skips > 0;
}

static bool to_practise(const struct session_item *item)
{
    return was_missed(item) || was_flagged(item);
}

static void summary_score(const struct practice *p, struct page *page)
{
    struct tally t = session_tally(p->session);
    struct buf line = {0};
    if (t.questions == 0)
        buf_text(&line, "no question answered");
    else
        buf_printf(&line, "%" PRIu64 " of %" PRIu64 " right", t.right, t.questions);
    if (t.questions > 0) {
        buf_text(&line, ", ");
        buf_decimal(&line, tally_percent(&t), 2);
        buf_text(&line, "\u00a0%");
        if (p->session->plan.policy != POLICY_AWS)
            buf_printf(&line, " of the marks (%s)", policy_name(p->session->plan.policy));
    }
    if (t.questions > 0 && session_left(p->session) > 0)
        buf_printf(&line, "; %zu not answered", session_left(p->session));
    page_words(page, PAGE_PLAIN, "  ", 2, line.bytes);
    buf_release(&line);
}

/* Is there an attempt to go on with? */
static void summary_goes_on(const struct practice *p, struct page *page)
{
    const struct session *s = p->session;
    bool has_begun = false, is_open = false;
    for (size_t i = 0; i < s->count; i++) {
        const struct session_item *item = &s->items[i];
        has_begun = has_begun || item->is_answered || item->is_flagged || item->skips > 0;
        is_open = is_open || (!item->is_answered && item->skips < 2);
    }
    if (p->record == NULL || !has_begun || !is_open)
        return;
    struct buf line = {0};
    buf_printf(&line, "%s goes on from here.", p->plan->again);
    page_words(page, PAGE_PLAIN, "  ", 2, line.bytes);
    buf_release(&line);
}

static void summary_domains(struct practice *p, struct page *page)
{
    const struct bank *bank = p->session->bank;
    for (size_t i = 0; i < bank->exam.domain_count; i++) {
        struct tally t = session_domain_tally(p->session, bank->exam.domains[i].id);
        if (t.questions == 0)
            continue;
        struct buf line = {0};
        buf_printf(&line, "%" PRIu64 " of %" PRIu64 "  ", t.right, t.questions);
        report_domain(&line, bank, bank->exam.domains[i].id);
        page_words(page, PAGE_PLAIN, "  ", 10, line.bytes);
        buf_release(&line);
    }
}

/* Each URL once, in the order met. */
static void summary_references(struct practice *p, struct page *page)
{
    const struct session *s = p->session;
    const char **seen = NULL;
    size_t count = 0, cap = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct question *q = s->items[i].question;
        for (size_t k = 0; was_missed(&s->items[i]) && k < q->reference_count; k++) {
            size_t at = 0;
            while (at < count && strcmp(seen[at], q->references[k].url) != 0)
                at++;
            if (at < count)
                continue;
            MEM_ROOM(seen, count, cap);
            seen[count++] = q->references[k].url;
            if (count == 1)
                page_heading(page, "Read again");
            struct buf number = {0};
            buf_printf(&number, "  [%zu] ", count);
            page_link(page, number.bytes, (int)number.len, q->references[k].title,
                      q->references[k].url);
            buf_release(&number);
        }
    }
    free(seen);
}

/* The words of the scenarios that wrong answers went past. */
static void summary_clues(struct practice *p, struct page *page)
{
    const struct session *s = p->session;
    bool has_any = false;
    for (size_t i = 0; i < s->count; i++) {
        const struct session_item *item = &s->items[i];
        const char *clue = was_missed(item) && !item->is_edited
                               ? proof_missed_clue(s->bank, item->question, &item->answer)
                               : "";
        if (*clue == '\0')
            continue;
        if (!has_any)
            page_heading(page, "Clues overlooked");
        has_any = true;
        struct buf line = {0};
        buf_printf(&line, "\"%s\" (%s)", clue, item->question->id);
        page_words(page, PAGE_PLAIN, "  ", 4, line.bytes);
        buf_release(&line);
    }
}

static void summary_command(struct practice *p, struct page *page)
{
    const struct session *s = p->session;
    const char **ids = mem_get((s->count + 1) * sizeof *ids);
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++)
        if (to_practise(&s->items[i]))
            ids[count++] = s->items[i].question->id;
    talk_again(page, p->plan->again, ids, count);
    free(ids);
}

static int show_summary(struct practice *p, struct err *err)
{
    struct page *page = talk_page(&p->talk);
    page_blank(page);
    page_heading(page, "Summary");
    summary_score(p, page);
    summary_goes_on(p, page);
    summary_domains(p, page);
    list_items(p, page, "Missed", was_missed);
    summary_clues(p, page);
    list_items(p, page, "Flagged", was_flagged);
    list_items(p, page, "Skipped", was_skipped);
    summary_references(p, page);
    summary_command(p, page);
    return talk_tell(&p->talk, err);
}

/* After Ctrl-C: no more than where one stands. */
static int show_stopped(struct practice *p, struct err *err)
{
    struct page *page = talk_page(&p->talk);
    page_blank(page);
    page_heading(page, "Stopped");
    summary_score(p, page);
    summary_goes_on(p, page);
    return talk_show(&p->talk, err);
}

/* --- the loop --- */

/* What the session makes of a command; `help` is not for it. */
static int do_command(struct practice *p, enum command command, struct err *err)
{
    static const enum session_event_kind kinds[] = {
        [COMMAND_NEXT] = SESSION_SKIP, [COMMAND_SKIP] = SESSION_SKIP,
        [COMMAND_FLAG] = SESSION_FLAG, [COMMAND_BACK] = SESSION_BACK,
        [COMMAND_QUIT] = SESSION_QUIT,
    };
    struct session *s = p->session;
    const struct session_item *item = &s->items[s->at];

    if (command == COMMAND_HELP)
        return show_help(p, err);
    if (command == COMMAND_NEXT && s->state == SESSION_ASK)
        return talk_say(&p->talk,
                        "Answer first, or type skip to leave this question for later.",
                        err);
    if (command == COMMAND_BACK && s->at == 0)
        return talk_say(&p->talk, "This is the first question.", err);
    if (p->record != NULL && command == COMMAND_FLAG &&
        p->record->flag(p->record, item, !item->is_flagged, err) != 0)
        return -1;
    if (p->record != NULL && command == COMMAND_SKIP && s->state == SESSION_ASK &&
        item->skips < 2 && p->record->skip(p->record, item, item->skips + 1, err) != 0)
        return -1;
    session_step(s, &(struct session_event){.kind = kinds[command]});
    if (command == COMMAND_FLAG)
        return talk_say(&p->talk, item->is_flagged ? "Flagged." : "No longer flagged.",
                        err);
    return 0;
}

/* Judge what was chosen, record it, tell. */
static int take_answer(struct practice *p, struct err *err)
{
    struct session *s = p->session;
    struct practice_answer *a = &p->chosen;
    a->verdict = session_judge(s, a->answer);
    if (p->record != NULL && p->record->answer(p->record, &s->items[s->at], a, err) != 0)
        return -1;
    p->is_chosen = false;
    session_step(s, &(struct session_event){.kind = SESSION_ANSWER, .answer = a->answer});
    return show_feedback(p, err);
}

/* --- how sure --- */

static const char confidence_prompt[] = "Guess, unsure or sure> ";

/* "sure", or its first letter; in any case. */
static enum confidence find_confidence(const char *word, size_t len)
{
    for (enum confidence c = CONFIDENCE_GUESS; c <= CONFIDENCE_SURE; c++) {
        const char *name = confidence_name(c);
        if ((len == strlen(name) || len == 1) && strncasecmp(name, word, len) == 0)
            return c;
    }
    return CONFIDENCE_NONE;
}

/*
 * Cut a confidence off the end of TYPED: "B sure", "a c g". A single letter that is one
 * of an option is an answer, not a guess.
 */
static enum confidence cut_confidence(const struct question *q, char *typed)
{
    size_t end = strlen(typed), start = end;
    while (start > 0 && typed[start - 1] != ' ' && typed[start - 1] != '\t')
        start--;
    size_t letter = (size_t)(toupper((unsigned char)typed[start]) - 'A');
    if (start == 0 || (end - start == 1 && letter < q->option_count))
        return CONFIDENCE_NONE;
    enum confidence found = find_confidence(typed + start, end - start);
    while (found != CONFIDENCE_NONE && start > 0 &&
           (typed[start - 1] == ' ' || typed[start - 1] == '\t'))
        typed[--start] = '\0';
    return found;
}

/* An answer was chosen: take it, or ask first how sure it is. */
static int choose(struct practice *p, struct answer answer, enum confidence confidence,
                  struct err *err)
{
    p->chosen = (struct practice_answer){
        .answer = answer,
        .took_ms = stamp_ticks() - p->shown_ticks,
        .confidence = confidence,
    };
    if (!p->plan->asks_confidence || confidence != CONFIDENCE_NONE)
        return take_answer(p, err);
    p->is_chosen = true;
    return 0;
}

/* One line that was typed when asked how sure. */
static int take_confidence(struct practice *p, const char *typed, struct err *err)
{
    const char *argument;
    long command = talk_word(commands, COUNT(commands), typed, &argument);
    p->chosen.confidence = find_confidence(typed, strlen(typed));
    if (p->chosen.confidence != CONFIDENCE_NONE)
        return take_answer(p, err);
    if (command == COMMAND_BACK || command == COMMAND_QUIT)
        p->is_chosen = false; /* it was not answered yet */
    if (command == COMMAND_QUIT)
        return do_command(p, COMMAND_QUIT, err);
    if (command == COMMAND_BACK)
        return talk_say(&p->talk, "Not answered yet; choose again.", err);
    return talk_say(&p->talk,
                    "How sure were you? Type guess, unsure or sure, or g, u, s: it is "
                    "never part of the mark. Type back to choose again.",
                    err);
}

/* One line that was typed for the current question. */
static int take_line(struct practice *p, char *typed, struct err *err)
{
    struct session *s = p->session;
    const struct session_item *item = &s->items[s->at];
    struct answer answer;
    enum confidence confidence = CONFIDENCE_NONE;
    struct buf complaint = {0};
    const char *argument;
    long command = talk_word(commands, COUNT(commands), typed, &argument);
    int rc;

    if (p->plan->asks_confidence && s->state == SESSION_ASK)
        confidence = cut_confidence(item->question, typed);
    if (command >= 0 && *argument == '\0') {
        rc = do_command(p, (enum command)command, err);
    } else if (*typed == '\0' && talk_has_more(&p->talk)) {
        term_unprompt(p->talk.term);
        rc = talk_more(&p->talk, err);
    } else if (*typed == '\0' && s->state == SESSION_REVIEW) {
        rc = do_command(p, COMMAND_NEXT, err);
    } else if (s->state == SESSION_REVIEW) {
        rc = talk_say(&p->talk,
                      "This one is answered and its mark stands. Press Enter to go on.",
                      err);
    } else if (*typed == '\0') {
        rc = talk_say(&p->talk,
                      "Type the letter of your answer, or skip, back, flag, quit, help.",
                      err);
    } else if (session_read(item->question, item->shown, typed, &answer, &complaint) !=
               0) {
        rc = talk_complain(&p->talk, typed, commands, COUNT(commands), complaint.bytes,
                           err);
    } else {
        rc = choose(p, answer, confidence, err);
    }
    buf_release(&complaint);
    return rc;
}

/* Ask once in the current state and act on what comes. */
static int turn(struct practice *p, struct buf *line, struct err *err)
{
    struct talk *t = &p->talk;
    bool is_review = p->session->state == SESSION_REVIEW;
    const char *pause = talk_has_more(&p->talk) ? talk_more_prompt : "Next> ";
    const char *ask = p->is_chosen ? confidence_prompt : "Answer> ";
    enum term_event event = is_review ? term_pause(t->term, pause, line, &t->signal)
                                      : term_read(t->term, ask, line, &t->signal);
    switch (event) {
    case TERM_LINE:
        buf_text(line, ""); /* a line that ends in a NUL, even an empty one */
        talk_trim(line);
        return p->is_chosen ? take_confidence(p, line->bytes, err)
                            : take_line(p, line->bytes, err);
    case TERM_GARBLED:
        return talk_say(&p->talk, "That could not be read as text. Please type it again.",
                        err);
    case TERM_END:
    case TERM_SIGNAL:
    case TERM_TIME_UP: /* no clock is watched */
        break;
    }
    return do_command(p, COMMAND_QUIT, err);
}

/* Ask until the place or the end is reached: the place is shown once, on arrival. */
static int run(struct practice *p, struct err *err)
{
    struct session *s = p->session;
    struct buf line = {0};
    int rc = 0;

    while (rc == 0 && s->state != SESSION_OVER) {
        size_t place = s->at;
        enum session_state state = s->state;
        uint8_t skips = s->items[place].skips;
        talk_drop(&p->talk); /* of another question */
        rc = show_question(p, err);
        if (rc == 0 && state == SESSION_REVIEW)
            rc = show_feedback(p, err);
        while (rc == 0 && s->state != SESSION_OVER && s->at == place &&
               s->items[place].skips == skips)
            rc = turn(p, &line, err);
    }
    buf_release(&line);
    return rc;
}

int practice_run(struct session *s, struct term *t, struct practice_record *record,
                 const struct practice_plan *plan, int *signal, struct err *err)
{
    struct practice p = {.talk.term = t, .session = s, .record = record, .plan = plan};
    int rc = run(&p, err);
    if (rc == 0 && p.talk.signal == SIGINT)
        rc = show_stopped(&p, err);
    if (rc == 0 && p.talk.signal == 0)
        rc = show_summary(&p, err);
    if (rc == 0)
        rc = talk_rest(&p.talk, err);
    *signal = p.talk.signal;
    talk_release(&p.talk);
    return rc;
}
