/*
 * exam.c - a sitting on a terminal or a pipe: ask, record, keep the time.
 *
 * In:   a sitting, new or gone on with; a terminal; somewhere to record.
 * Out:  a linear transcript, and how it ended. Nothing is said of right or wrong before
 *       the end; what is told then is in exam_result.c.
 *
 * Where an event leads is sitting.c's business, what a line means typed.c's, the time
 * timekeeper.c's, keys and signals term.c's.
 */
#include "quizctl/exam.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "exam_result.h"
#include "quizctl/mem.h"
#include "quizctl/report.h"
#include "quizctl/session.h"
#include "talk.h"
#include "timekeeper.h"

enum word {
    WORD_NEXT,
    WORD_BACK,
    WORD_GOTO,
    WORD_FLAG,
    WORD_REVIEW,
    WORD_SUBMIT,
    WORD_TIME,
    WORD_QUIT,
    WORD_HELP,
    WORD_YES,
    WORD_NO,
};

/* What may be typed in place of letters, in the order of enum word. */
static const struct talk_word words[] = {
    {"next",   "on to the next question; Enter goes on too"         },
    {"back",   "the question before"                                },
    {"goto",   "goto 12: that question; 12 alone is the same"       },
    {"flag",   "mark this question, or take the mark away"          },
    {"review", "what is answered, what is not, what is flagged"     },
    {"submit", "end the exam and see the result"                    },
    {"time",   "how much time is left"                              },
    {"quit",   "stop here, with the clock stopped; --resume goes on"},
    {"help",   "this list; ? is the same"                           },
    {"yes",    ""                                                   },
    {"no",     ""                                                   },
};
enum { WORDS_TOLD = WORD_YES };

const char *const exam_words[] = {"next", "back", "goto", "flag",    "review", "submit",
                                  "time", "quit", "help", "explain", "list",   "result"};
const size_t exam_word_count = COUNT(exam_words);

struct exam_room {
    struct talk talk;
    struct sitting *sitting;
    struct exam_record *record;
    const struct exam_plan *plan;
    struct timekeeper time;
    bool is_left;
    bool is_asked_again; /* the same place is to be shown once more */
};

/* --- showing --- */

static int show_question(struct exam_room *x, struct err *err)
{
    const struct sitting *s = x->sitting;
    const struct sitting_item *item = &s->items[s->at];
    struct page *page = talk_page(&x->talk);
    struct buf line = {0};

    buf_printf(&line, "Question %zu of %zu%s", s->at + 1, s->count,
               item->is_flagged ? " (flagged)" : "");
    page_blank(page);
    page_words(page, PAGE_TITLE, "", 0, line.bytes);
    page_blank(page);
    report_task(page, item->question);
    page_blank(page);
    report_options(page, item->question, item->shown);
    page_blank(page);
    if (sitting_is_answered(item)) {
        buf_clear(&line);
        buf_text(&line, "Your answer: ");
        report_answer(&line, item->question, item->shown, &item->answer);
        buf_text(&line, ". Another one takes its place.");
        page_words(page, PAGE_PLAIN, "", 0, line.bytes);
    }
    buf_release(&line);
    return talk_show(&x->talk, err);
}

static bool is_open(const struct sitting_item *item)
{
    return !sitting_is_answered(item);
}

static bool is_flagged(const struct sitting_item *item)
{
    return item->is_flagged;
}

static void review_line(struct page *page, const struct sitting *s, const char *what,
                        bool (*holds)(const struct sitting_item *item))
{
    struct buf line = {0};
    buf_printf(&line, "%s: ", what);
    if (exam_places(&line, s, holds) == 0)
        buf_text(&line, "none");
    page_words(page, PAGE_PLAIN, "  ", 4, line.bytes);
    buf_release(&line);
}

static int show_review(struct exam_room *x, struct err *err)
{
    const struct sitting *s = x->sitting;
    struct page *page = talk_page(&x->talk);
    page_blank(page);
    page_words(page, PAGE_TITLE, "", 0, "Review");
    review_line(page, s, "Answered", sitting_is_answered);
    review_line(page, s, "Not answered", is_open);
    review_line(page, s, "Flagged", is_flagged);
    page_blank(page);
    page_words(page, PAGE_PLAIN, "", 0,
               sitting_unanswered(s) > 0
                   ? "Type the number of a question to go there; Enter goes to the first "
                     "one that is not answered. Type submit to end the exam."
                   : "Type the number of a question to go there, or submit to end the "
                     "exam.");
    return talk_show(&x->talk, err);
}

static int show_confirm(struct exam_room *x, struct err *err)
{
    size_t open = sitting_unanswered(x->sitting);
    struct buf line = {0};
    buf_printf(&line, "%zu question%s not answered: ", open, open == 1 ? " is" : "s are");
    exam_places(&line, x->sitting, is_open);
    buf_printf(&line,
               ". %s as wrong. Type yes to submit all the same, or press Enter to "
               "go on.",
               open == 1 ? "It counts" : "They count");
    int rc = talk_say(&x->talk, line.bytes, err);
    buf_release(&line);
    return rc;
}

static int show_place(struct exam_room *x, struct err *err)
{
    static int (*const shows[])(struct exam_room *, struct err *) = {
        [SITTING_ASK] = show_question,
        [SITTING_REVIEW] = show_review,
        [SITTING_CONFIRM] = show_confirm,
    };
    return shows[x->sitting->state](x, err);
}

static int say_time(struct exam_room *x, struct err *err)
{
    const struct sitting *s = x->sitting;
    struct buf line = {0};
    if (s->limit_ms == 0) {
        buf_text(&line, "There is no limit. ");
        exam_time_words(&line, s->spent_ms);
        buf_text(&line, " have gone by.");
    } else {
        buf_text(&line, "Time left: ");
        exam_time_words(&line, sitting_left_ms(s));
        buf_char(&line, '.');
    }
    int rc = talk_say(&x->talk, line.bytes, err);
    buf_release(&line);
    return rc;
}

/* --- events --- */

static void step(struct exam_room *x, struct sitting_event event)
{
    event.spent_ms = timekeeper_spent(&x->time);
    sitting_step(x->sitting, &event);
}

/* Is it still going on, now? Else the time is up, and what was typed comes too late. */
static bool is_in_time(struct exam_room *x)
{
    step(x, (struct sitting_event){.kind = SITTING_LOOK});
    return x->sitting->state != SITTING_OVER;
}

/* Recorded first; the event then happens at the moment that was recorded. */
static int take_answer(struct exam_room *x, struct answer answer, struct err *err)
{
    struct sitting *s = x->sitting;
    if (x->record != NULL &&
        x->record->respond(x->record, s->at, answer, s->spent_ms, err) != 0)
        return -1;
    timekeeper_saved(&x->time);
    sitting_step(s, &(struct sitting_event){.kind = SITTING_ANSWER,
                                            .spent_ms = s->spent_ms,
                                            .answer = answer});
    return 0;
}

/* Back to where submit was said. */
static void go_back(struct exam_room *x)
{
    const struct sitting *s = x->sitting;
    step(x, s->asked == SITTING_REVIEW
                ? (struct sitting_event){.kind = SITTING_LIST}
                : (struct sitting_event){.kind = SITTING_GOTO, .place = s->at});
}

static int take_flag(struct exam_room *x, struct err *err)
{
    struct sitting *s = x->sitting;
    const struct sitting_item *item = &s->items[s->at];
    if (s->state == SITTING_CONFIRM)
        go_back(x);
    if (s->state == SITTING_REVIEW)
        return talk_say(&x->talk, "Go to a question first: type its number.", err);
    if (x->record != NULL &&
        x->record->flag(x->record, s->at, !item->is_flagged, err) != 0)
        return -1;
    step(x, (struct sitting_event){.kind = SITTING_FLAG});
    return talk_say(&x->talk, item->is_flagged ? "Flagged." : "No longer flagged.", err);
}

static int take_goto(struct exam_room *x, const char *number, struct err *err)
{
    size_t place;
    struct buf line = {0};
    if (exam_place(x->sitting, number, &place)) {
        step(x, (struct sitting_event){.kind = SITTING_GOTO, .place = place});
        x->is_asked_again = true;
        return 0;
    }
    buf_printf(&line, "Type the number of a question, from 1 to %zu, as in goto 1.",
               x->sitting->count);
    int rc = talk_say(&x->talk, line.bytes, err);
    buf_release(&line);
    return rc;
}

/* Enter alone. */
static int take_nothing(struct exam_room *x, struct err *err)
{
    const struct sitting *s = x->sitting;
    size_t open = 0;
    if (s->state == SITTING_CONFIRM) {
        go_back(x);
    } else if (s->state == SITTING_ASK) {
        step(x, (struct sitting_event){.kind = SITTING_NEXT});
    } else if (sitting_unanswered(s) == 0) {
        return talk_say(&x->talk, "All are answered. Type submit to end the exam.", err);
    } else {
        while (sitting_is_answered(&s->items[open]))
            open++;
        step(x, (struct sitting_event){.kind = SITTING_GOTO, .place = open});
    }
    return 0;
}

static int take_back(struct exam_room *x, struct err *err)
{
    const struct sitting *s = x->sitting;
    if (s->state == SITTING_ASK && s->at == 0)
        return talk_say(&x->talk, "This is the first question.", err);
    step(x, (struct sitting_event){.kind = SITTING_BACK});
    return 0;
}

static int take_word(struct exam_room *x, enum word word, const char *argument,
                     struct err *err)
{
    switch (word) {
    case WORD_NEXT:
        return take_nothing(x, err);
    case WORD_BACK:
        return take_back(x, err);
    case WORD_GOTO:
        return take_goto(x, argument, err);
    case WORD_FLAG:
        return take_flag(x, err);
    case WORD_REVIEW:
        step(x, (struct sitting_event){.kind = SITTING_LIST});
        return 0;
    case WORD_SUBMIT:
    case WORD_YES:
        step(x, (struct sitting_event){.kind = SITTING_SUBMIT});
        return 0;
    case WORD_NO:
        go_back(x);
        return 0;
    case WORD_TIME:
        return say_time(x, err);
    case WORD_QUIT:
        x->is_left = true;
        return 0;
    case WORD_HELP:
        return talk_help(&x->talk,
                         "Answer with the letter of an option, or letters where more "
                         "than one is asked for: D, ac, A C. An answer can be changed "
                         "until the exam is submitted. Or type a word:",
                         words, WORDS_TOLD, err);
    }
    return 0;
}

/* A line that is no word: an answer, or the number of a question. */
static int take_text(struct exam_room *x, const char *typed, struct err *err)
{
    struct sitting *s = x->sitting;
    const struct sitting_item *item = &s->items[s->at];
    struct answer answer;
    struct buf complaint = {0};
    size_t place;
    int rc;

    if (s->state == SITTING_CONFIRM)
        go_back(x);
    if (exam_place(s, typed, &place))
        return take_goto(x, typed, err);
    if (s->state == SITTING_REVIEW) {
        buf_text(&complaint, "Type the number of a question, or submit, or help.");
        rc = -1;
    } else {
        rc = session_read(item->question, item->shown, typed, &answer, &complaint);
    }
    rc = rc == 0
             ? take_answer(x, answer, err)
             : talk_complain(&x->talk, typed, words, WORDS_TOLD, complaint.bytes, err);
    buf_release(&complaint);
    return rc;
}

/* Which word it is here; only goto has an argument, and yes and no are answers to one
 * question. */
static long find_word(const struct exam_room *x, const char *typed, const char **argument)
{
    bool is_confirm = x->sitting->state == SITTING_CONFIRM;
    if (is_confirm && strcasecmp(typed, "y") == 0)
        return WORD_YES;
    if (is_confirm && strcasecmp(typed, "n") == 0)
        return WORD_NO;
    long word = talk_word(words, is_confirm ? COUNT(words) : WORDS_TOLD, typed, argument);
    return word >= 0 && **argument != '\0' && word != WORD_GOTO ? -1 : word;
}

static int take_line(struct exam_room *x, const char *typed, struct err *err)
{
    const char *argument = "";
    if (!is_in_time(x))
        return 0;
    if (*typed == '\0')
        return take_nothing(x, err);
    long word = find_word(x, typed, &argument);
    return word >= 0 ? take_word(x, (enum word)word, argument, err)
                     : take_text(x, typed, err);
}

/* --- the loop --- */

/* "Answer> "; with the time before it where that was asked for. */
static void put_prompt(struct exam_room *x, struct buf *prompt)
{
    static const char *const prompts[] = {
        [SITTING_ASK] = "Answer> ",
        [SITTING_REVIEW] = "Review> ",
        [SITTING_CONFIRM] = "Submit? ",
    };
    buf_clear(prompt);
    if (x->plan->shows_time && x->sitting->limit_ms > 0) {
        buf_char(prompt, '[');
        timekeeper_text(prompt, sitting_left_ms(x->sitting));
        buf_text(prompt, "] ");
    }
    buf_text(prompt, prompts[x->sitting->state]);
}

/* Ask once in the current state and act on what comes. */
static int turn(struct exam_room *x, struct buf *line, struct err *err)
{
    struct buf prompt = {0};
    is_in_time(x);
    if (x->sitting->state == SITTING_OVER)
        return 0;
    put_prompt(x, &prompt);
    enum term_event event = term_read(x->talk.term, prompt.bytes, line, &x->talk.signal);
    buf_release(&prompt);
    switch (event) {
    case TERM_LINE:
        talk_trim(line);
        return take_line(x, buf_str(line), err);
    case TERM_GARBLED:
        return talk_say(&x->talk, "That could not be read as text. Please type it again.",
                        err);
    case TERM_TIME_UP:
        if (x->time.has_failed) {
            *err = x->time.failure;
            return -1;
        }
        is_in_time(x);
        return 0;
    case TERM_END:
    case TERM_SIGNAL:
        break;
    }
    x->is_left = true;
    return 0;
}

/* Until it is submitted or left: a place is shown once, on arrival. */
static int sit(struct exam_room *x, struct err *err)
{
    const struct sitting *s = x->sitting;
    struct buf line = {0};
    int rc = 0;
    while (rc == 0 && s->state != SITTING_OVER && !x->is_left) {
        size_t place = s->at;
        enum sitting_state state = s->state;
        x->is_asked_again = false;
        rc = show_place(x, err);
        while (rc == 0 && !x->is_left && !x->is_asked_again && s->at == place &&
               s->state == state)
            rc = turn(x, &line, err);
    }
    buf_release(&line);
    return rc;
}

/* The time is saved first: a terminal that went away cannot be written to. */
static int leave(struct exam_room *x, struct err *err)
{
    const struct sitting *s = x->sitting;
    struct buf line = {0};
    timekeeper_spent(&x->time);
    if (timekeeper_save(&x->time, err) != 0)
        return -1;
    if (x->talk.signal != 0 && x->talk.signal != SIGINT)
        return 0;
    struct page *page = talk_page(&x->talk);
    page_blank(page);
    page_heading(page, "Stopped");
    buf_printf(&line, "%zu of %zu answered.", s->count - sitting_unanswered(s), s->count);
    if (s->limit_ms > 0) {
        buf_text(&line, " Time left: ");
        exam_time_words(&line, s->limit_ms - x->time.spent_ms);
        buf_char(&line, '.');
    }
    page_words(page, PAGE_PLAIN, "  ", 2, line.bytes);
    buf_clear(&line);
    buf_printf(&line, "%s goes on from here.", x->plan->go_on);
    page_words(page, PAGE_PLAIN, "  ", 2,
               x->record != NULL ? line.bytes : "Nothing was recorded.");
    buf_release(&line);
    return talk_show(&x->talk, err);
}

static int finish(struct exam_room *x, enum exam_end *end, struct err *err)
{
    const struct sitting *s = x->sitting;
    if (x->record != NULL && x->record->submit(x->record, s->spent_ms, err) != 0)
        return -1;
    *end = exam_is_passed(s, x->plan) ? EXAM_PASSED : EXAM_FAILED;
    if (s->is_time_up &&
        talk_say(&x->talk, "Time is up. The exam is submitted as it stands.", err) != 0)
        return -1;
    return exam_tell(&x->talk, s, x->plan, err);
}

int exam_run(struct sitting *s, struct term *t, struct exam_record *record,
             const struct exam_plan *plan, enum exam_end *end, int *signal,
             struct err *err)
{
    struct exam_room x = {.talk.term = t, .sitting = s, .record = record, .plan = plan};
    timekeeper_init(&x.time, record, plan->ticks, s->limit_ms, s->spent_ms);
    *end = EXAM_LEFT;
    term_watch(t, &x.time.clock);
    int rc = sit(&x, err);
    term_watch(t, NULL);
    if (rc == 0)
        rc = s->state == SITTING_OVER ? finish(&x, end, err) : leave(&x, err);
    *signal = x.talk.signal;
    talk_release(&x.talk);
    return rc;
}
