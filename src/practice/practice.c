/*
 * practice.c - a session on a terminal or a pipe: ask, record, tell.
 *
 * In:   a session ready to start, a terminal, somewhere to record.
 * Out:  a linear transcript. An answer is judged, then recorded, and only then told: what
 *       a learner has seen feedback for is never lost.
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

#include "quizctl/mem.h"
#include "quizctl/page.h"
#include "quizctl/proof.h"
#include "quizctl/report.h"
#include "quizctl/text.h"

enum command {
    COMMAND_NEXT,
    COMMAND_SKIP,
    COMMAND_FLAG,
    COMMAND_BACK,
    COMMAND_QUIT,
    COMMAND_HELP
};

/* What may be typed in place of letters, in the order of enum command. */
static const struct {
    const char *word, *help;
} commands[] = {
    {"next", "on to the next question; Enter goes on too, and shows the rest first"  },
    {"skip", "leave this question; it comes again at the end"                        },
    {"flag", "mark this question, or take the mark away; marks are listed at the end"},
    {"back", "see the question before"                                               },
    {"quit", "stop here; what you answered is kept"                                  },
    {"help", "this list; ? is the same"                                              },
};
const char *const practice_words[] = {"next", "skip", "flag", "back", "quit", "help"};
const size_t practice_word_count = COUNT(practice_words);

static const char more_prompt[] = "More> ";

struct practice {
    struct session *session;
    struct term *term;
    struct practice_record *record;
    const char *again;
    int signal;
    struct page page;
    struct page told; /* a long text; behind `told_bytes` it is not shown yet */
    size_t told_bytes;
};

/* --- showing --- */

/* A fresh page as wide as the terminal is now. */
static struct page *new_page(struct practice *p)
{
    struct term_looks looks = term_now(p->term);
    buf_clear(&p->page.out);
    p->page = (struct page){.out = p->page.out,
                            .columns = looks.columns,
                            .has_color = looks.has_color,
                            .has_links = looks.has_links,
                            .has_utf8 = looks.has_utf8};
    return &p->page;
}

static int show_page(struct practice *p, struct err *err)
{
    return term_write(p->term, buf_str(&p->page.out), p->page.out.len, err);
}

static int say(struct practice *p, const char *text, struct err *err)
{
    page_words(new_page(p), PAGE_PLAIN, "", 0, text);
    return show_page(p, err);
}

static int show_question(struct practice *p, struct err *err)
{
    const struct session *s = p->session;
    const struct session_item *item = &s->items[s->at];
    struct page *page = new_page(p);
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
    return show_page(p, err);
}

/* "Wrong. You answered A; right is D." - the word first, then a sign, then the rest. */
static void verdict_line(struct practice *p, struct page *page)
{
    const struct session *s = p->session;
    const struct session_item *item = &s->items[s->at];
    bool is_right = item->verdict.is_right;
    struct buf line = {0};

    buf_printf(&line, "%s %s  ", is_right ? "Right" : "Wrong",
               is_right ? page_sign(page, "\u2713", "+")
                        : page_sign(page, "\u2717", "-"));
    buf_text(&line, "You answered ");
    report_answer(&line, item->question, item->shown, &item->answer);
    if (!is_right) {
        buf_text(&line, "; right is ");
        struct answer key = answer_key(item->question);
        report_answer(&line, item->question, item->shown, &key);
    }
    buf_text(&line, ".");
    if (!is_right && item->verdict.points > 0) {
        buf_text(&line, " Worth ");
        buf_decimal(&line, item->verdict.points, 3);
        buf_printf(&line, " of a mark (%s).", policy_name(s->plan.policy));
    } else if (!is_right &&
               score(item->question, item->answer, POLICY_COVERAGE).points > 0) {
        buf_text(&line, " Part of it was right: the exam gives no part marks.");
    }
    page_words(page, is_right ? PAGE_GOOD : PAGE_BAD, "", 0, line.bytes);
    buf_release(&line);
}

static bool has_more(const struct practice *p)
{
    return p->told_bytes < p->told.out.len;
}

/* The next screen of what is told, all of it where nobody can be asked to go on. */
static int show_more(struct practice *p, struct err *err)
{
    int rows = term_rows(p->term);
    size_t from = p->told_bytes;
    p->told_bytes = rows > 1 ? page_screen(&p->told, from, rows - 1) : p->told.out.len;
    return term_write(p->term, p->told.out.bytes + from, p->told_bytes - from, err);
}

/* Show the page from its start; what is said in between goes on a page of its own. */
static int tell_page(struct practice *p, struct err *err)
{
    page_release(&p->told);
    p->told = p->page;
    p->page = (struct page){0};
    p->told_bytes = 0;
    return show_more(p, err);
}

static int show_feedback(struct practice *p, struct err *err)
{
    const struct session *s = p->session;
    const struct session_item *item = &s->items[s->at];
    struct page *page = new_page(p);

    page_blank(page);
    verdict_line(p, page);
    report_explanation(page, s->bank, item->question, item->shown, &item->answer);
    page_blank(page);
    return tell_page(p, err);
}

static int show_help(struct practice *p, struct err *err)
{
    struct page *page = new_page(p);
    page_words(page, PAGE_PLAIN, "", 0,
               "Answer with the letter of an option, or letters where more than one is "
               "asked for: D, ac, A C. Or type a word:");
    for (size_t i = 0; i < COUNT(commands); i++) {
        char first[16] = "  ";
        strncat(first, commands[i].word, 8);
        strncat(first, "  ", 3);
        page_words(page, PAGE_PLAIN, first, 8, commands[i].help);
    }
    return show_page(p, err);
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
        const char *clue = was_missed(item)
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
    struct buf line = {0};
    buf_printf(&line, "%s --id ", p->again);
    size_t count = 0;
    for (size_t i = 0; i < p->session->count; i++)
        if (to_practise(&p->session->items[i]))
            buf_printf(&line, "%s%s", count++ ? "," : "",
                       p->session->items[i].question->id);
    if (count > 0) {
        page_heading(page, "Practise just these again");
        int columns = page->columns;
        page->columns = 0; /* to be copied: a command in two lines is two commands */
        page_words(page, PAGE_PLAIN, "  ", 4, line.bytes);
        page->columns = columns;
    }
    buf_release(&line);
}

static int show_summary(struct practice *p, struct err *err)
{
    struct page *page = new_page(p);
    page_blank(page);
    page_heading(page, "Summary");
    summary_score(p, page);
    summary_domains(p, page);
    list_items(p, page, "Missed", was_missed);
    summary_clues(p, page);
    list_items(p, page, "Flagged", was_flagged);
    list_items(p, page, "Skipped", was_skipped);
    summary_references(p, page);
    summary_command(p, page);
    return tell_page(p, err);
}

/* The rest of the summary, screen by screen. */
static int show_rest(struct practice *p, struct err *err)
{
    struct buf line = {0};
    int rc = 0;
    while (rc == 0 && has_more(p) && p->signal == 0) {
        enum term_event event = term_pause(p->term, more_prompt, &line, &p->signal);
        if (event == TERM_LINE && line.len == 0)
            term_unprompt(p->term);
        if (event != TERM_SIGNAL)
            rc = show_more(p, err);
    }
    buf_release(&line);
    return rc;
}

/* After Ctrl-C: no more than where one stands. */
static int show_stopped(struct practice *p, struct err *err)
{
    struct page *page = new_page(p);
    page_blank(page);
    page_heading(page, "Stopped");
    summary_score(p, page);
    return show_page(p, err);
}

/* --- the loop --- */

static long find_command(const char *typed)
{
    char word[8] = "";
    if (strcmp(typed, "?") == 0)
        return COMMAND_HELP;
    if (strlen(typed) >= sizeof word)
        return -1;
    for (size_t i = 0; typed[i] != '\0'; i++)
        word[i] = (char)tolower((unsigned char)typed[i]);
    for (size_t i = 0; i < COUNT(commands); i++)
        if (strcmp(word, commands[i].word) == 0)
            return (long)i;
    return -1;
}

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
        return say(p, "Answer first, or type skip to leave this question for later.",
                   err);
    if (command == COMMAND_BACK && s->at == 0)
        return say(p, "This is the first question.", err);
    if (command == COMMAND_FLAG && p->record != NULL &&
        p->record->flag(p->record, s->at, !item->is_flagged, err) != 0)
        return -1;
    session_step(s, &(struct session_event){.kind = kinds[command]});
    if (command == COMMAND_FLAG)
        return say(p, item->is_flagged ? "Flagged." : "No longer flagged.", err);
    return 0;
}

/* Tell what was wrong with TYPED. */
static int complain(struct practice *p, const char *typed, const struct buf *complaint,
                    struct err *err)
{
    const char *near = strlen(typed) > 2
                           ? text_nearest(typed, practice_words, practice_word_count)
                           : NULL;
    if (near == NULL)
        return say(p, complaint->bytes, err);
    struct buf line = {0};
    buf_printf(&line, "Did you mean %s? Type help for the list.", near);
    int rc = say(p, line.bytes, err);
    buf_release(&line);
    return rc;
}

static int take_answer(struct practice *p, struct answer answer, struct err *err)
{
    struct session *s = p->session;
    struct verdict v = session_judge(s, answer);
    if (p->record != NULL && p->record->answer(p->record, s->at, answer, v, err) != 0)
        return -1;
    session_step(s, &(struct session_event){.kind = SESSION_ANSWER, .answer = answer});
    return show_feedback(p, err);
}

/* One line that was typed for the current question. */
static int take_line(struct practice *p, const char *typed, struct err *err)
{
    struct session *s = p->session;
    const struct session_item *item = &s->items[s->at];
    struct answer answer;
    struct buf complaint = {0};
    long command = find_command(typed);
    int rc;

    if (command >= 0) {
        rc = do_command(p, (enum command)command, err);
    } else if (*typed == '\0' && has_more(p)) {
        term_unprompt(p->term);
        rc = show_more(p, err);
    } else if (*typed == '\0' && s->state == SESSION_REVIEW) {
        rc = do_command(p, COMMAND_NEXT, err);
    } else if (s->state == SESSION_REVIEW) {
        rc = say(p, "This one is answered and its mark stands. Press Enter to go on.",
                 err);
    } else if (*typed == '\0') {
        rc = say(p, "Type the letter of your answer, or skip, back, flag, quit, help.",
                 err);
    } else if (session_read(item->question, item->shown, typed, &answer, &complaint) !=
               0) {
        rc = complain(p, typed, &complaint, err);
    } else {
        rc = take_answer(p, answer, err);
    }
    buf_release(&complaint);
    return rc;
}

static void trim(struct buf *line)
{
    size_t start = 0;
    while (line->len > 0 && isspace((unsigned char)line->bytes[line->len - 1]))
        line->bytes[--line->len] = '\0';
    while (start < line->len && isspace((unsigned char)line->bytes[start]))
        start++;
    if (start > 0) {
        memmove(line->bytes, line->bytes + start, line->len - start + 1);
        line->len -= start;
    }
}

/* Ask once in the current state and act on what comes. */
static int turn(struct practice *p, struct buf *line, struct err *err)
{
    bool is_review = p->session->state == SESSION_REVIEW;
    const char *pause = has_more(p) ? more_prompt : "Next> ";
    enum term_event event = is_review ? term_pause(p->term, pause, line, &p->signal)
                                      : term_read(p->term, "Answer> ", line, &p->signal);
    switch (event) {
    case TERM_LINE:
        trim(line);
        return take_line(p, buf_str(line), err);
    case TERM_GARBLED:
        return say(p, "That could not be read as text. Please type it again.", err);
    case TERM_END:
    case TERM_SIGNAL:
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
        p->told_bytes = p->told.out.len; /* of another question: not told any more */
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
                 const char *again, int *signal, struct err *err)
{
    struct practice p = {.session = s, .term = t, .record = record, .again = again};
    int rc = run(&p, err);
    if (rc == 0 && p.signal == SIGINT)
        rc = show_stopped(&p, err);
    if (rc == 0 && p.signal == 0)
        rc = show_summary(&p, err);
    if (rc == 0)
        rc = show_rest(&p, err);
    *signal = p.signal;
    page_release(&p.page);
    page_release(&p.told);
    return rc;
}
