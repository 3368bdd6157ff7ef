/*
 * exam_result.c - what is told when an exam is over.
 *
 * In:   a submitted sitting.
 * Out:  passed or not, the score and its estimate on the scale, by domain, by clue, what
 *       was not right and what was not scored; then each question explained on demand.
 *
 * What answers are worth is score.c's business, the estimate scaled.c's, how an
 * explanation looks report_question.c's.
 */
#include "exam_result.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/proof.h"
#include "quizctl/report.h"
#include "quizctl/scaled.h"

/* --- places --- */

size_t exam_places(struct buf *out, const struct sitting *s,
                   bool (*holds)(const struct sitting_item *item))
{
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++) {
        size_t end = i;
        while (end < s->count && holds(&s->items[end]))
            end++;
        if (end == i)
            continue;
        buf_printf(out, "%s%zu", count > 0 ? ", " : "", i + 1);
        if (end > i + 1)
            buf_printf(out, "%s%zu", end > i + 2 ? "-" : ", ", end);
        count += end - i;
        i = end;
    }
    return count;
}

bool exam_place(const struct sitting *s, const char *text, size_t *place)
{
    size_t number = 0, len = strspn(text, "0123456789");
    if (len == 0 || len > 6 || text[len] != '\0')
        return false;
    for (size_t i = 0; i < len; i++)
        number = number * 10 + (size_t)(text[i] - '0');
    if (number < 1 || number > s->count)
        return false;
    *place = number - 1;
    return true;
}

static bool is_right(const struct sitting *s, size_t place)
{
    return sitting_verdict(s, place).is_right;
}

static bool is_unscored(const struct sitting_item *item)
{
    return !item->is_scored;
}

bool exam_is_passed(const struct sitting *s, const struct exam_plan *plan)
{
    struct tally t = sitting_tally(s);
    return pass_reached(&plan->pass, &t);
}

/* --- the result --- */

static void line_out(struct page *page, struct buf *line)
{
    page_words(page, PAGE_PLAIN, "  ", 2, buf_str(line));
    buf_release(line);
}

/* "Passed ✓  37 of 50 right, 74.00 %" */
static void result_score(struct page *page, const struct sitting *s,
                         const struct exam_plan *plan)
{
    struct tally t = sitting_tally(s);
    bool passed = exam_is_passed(s, plan);
    struct buf line = {0};
    if (plan->pass.kind != PASS_NONE)
        buf_printf(&line, "%s %s  ", passed ? "Passed" : "Not passed",
                   passed ? page_sign(page, "\u2713", "+")
                          : page_sign(page, "\u2717", "-"));
    buf_printf(&line, "%" PRIu64 " of %" PRIu64 " right, ", t.right, t.questions);
    buf_decimal(&line, tally_percent(&t), 2);
    buf_text(&line, "\u00a0%");
    if (t.blank > 0)
        buf_printf(&line, "; %" PRIu64 " not answered", t.blank);
    page_words(page,
               plan->pass.kind == PASS_NONE ? PAGE_TITLE
               : passed                     ? PAGE_GOOD
                                            : PAGE_BAD,
               "  ", 2, line.bytes);
    buf_release(&line);
}

/* What it takes to pass, where the scale does not say it: "72 %", "35 marks". */
static void result_mark(struct page *page, const struct exam_plan *plan)
{
    struct buf line = {0};
    if (plan->pass.kind == PASS_NONE || plan->is_scaled)
        return;
    buf_text(&line, "The pass mark is ");
    buf_decimal(&line, plan->pass.value, 3);
    buf_text(&line, plan->pass.kind == PASS_PERCENT ? "\u00a0%." : " marks.");
    line_out(page, &line);
}

static bool is_of_aws(const struct exam *profile)
{
    return strncmp(profile->source.url, "https://docs.aws.amazon.com/", 28) == 0;
}

static void result_scaled(struct page *page, const struct sitting *s,
                          const struct exam_plan *plan)
{
    const struct exam *profile = plan->profile;
    struct tally t = sitting_tally(s);
    struct buf line = {0};
    if (profile->scale.max <= profile->scale.min)
        return;
    struct scaled scaled = scaled_estimate(&profile->scale, &t);
    buf_printf(&line, "Scaled score: about %d, between %d and %d (95\u00a0%%).",
               scaled.estimate, scaled.low, scaled.high);
    if (plan->is_scaled)
        buf_printf(&line, " It takes %d to pass: %" PRId64 " of %" PRIu64 " right.",
                   profile->pass, (plan->pass.value + MARK - 1) / MARK, t.questions);
    line_out(page, &line);
    buf_printf(&line,
               "This is an estimate%s. Here it is a straight line from %d to %d; the "
               "interval (Wilson's) says only how far chance goes with so few questions.",
               is_of_aws(profile)
                   ? ": AWS does not publish how right answers become a scaled score"
                   : "",
               profile->scale.min, profile->scale.max);
    line_out(page, &line);
}

static void result_domains(struct page *page, const struct sitting *s,
                           const struct exam *profile)
{
    bool has_any = false;
    for (size_t i = 0; i < profile->domain_count; i++) {
        const struct domain *domain = &profile->domains[i];
        struct tally t = sitting_domain_tally(s, domain->id);
        if (t.questions == 0)
            continue;
        if (!has_any)
            page_heading(page, "By domain");
        has_any = true;
        struct buf line = {0};
        buf_printf(&line, "%" PRIu64 " of %" PRIu64 "  %s: %s", t.right, t.questions,
                   domain->id, domain->title);
        page_words(page, PAGE_PLAIN, "  ", 10, line.bytes);
        buf_release(&line);
    }
}

/* What a wrong answer went past: words of the scenario, and the property that they ask
 * for. */
struct overlooked {
    const char *clue, *property;
    size_t place;
    size_t times; /* of this property; 0 when an earlier one stands for it */
};

/* The property that CLUE of Q asks for. */
static const char *property_of(const struct question *q, const char *clue)
{
    for (size_t i = 0; i < q->requirement_count; i++)
        if (q->requirements[i].clue == clue)
            return q->requirements[i].property;
    for (size_t i = 0; i < q->preference_count; i++)
        if (q->preferences[i].clue == clue)
            return q->preferences[i].property;
    return "";
}

static size_t find_overlooked(const struct sitting *s, struct overlooked *found)
{
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct sitting_item *item = &s->items[i];
        if (is_right(s, i) || !sitting_is_answered(item))
            continue;
        const char *clue = proof_missed_clue(s->bank, item->question, &item->answer);
        if (*clue == '\0')
            continue;
        const char *property = property_of(item->question, clue);
        size_t first = 0;
        while (first < count && strcmp(found[first].property, property) != 0)
            first++;
        found[count] = (struct overlooked){clue, property, i, 0};
        found[first].times++; /* itself, when it is the first */
        count++;
    }
    return count;
}

/* "3  latency: "in milliseconds" (question 7), ..." */
static void clue_line(struct page *page, const struct overlooked *found, size_t count,
                      size_t first)
{
    struct buf head = {0}, line = {0};
    buf_printf(&head, "  %zu  ", found[first].times);
    buf_printf(&line, "%s: ", found[first].property);
    for (size_t i = first, told = 0; i < count; i++)
        if (strcmp(found[i].property, found[first].property) == 0)
            buf_printf(&line, "%s\"%s\" (question %zu)", told++ > 0 ? ", " : "",
                       found[i].clue, found[i].place + 1);
    page_words(page, PAGE_PLAIN, head.bytes, (int)head.len, line.bytes);
    buf_release(&head);
    buf_release(&line);
}

/* By the property that was asked for, the one overlooked most often first. */
static void result_clues(struct page *page, const struct sitting *s)
{
    struct overlooked *found = mem_get((s->count + 1) * sizeof *found);
    size_t count = find_overlooked(s, found), most = 0;
    for (size_t i = 0; i < count; i++)
        most = found[i].times > most ? found[i].times : most;
    if (count > 0)
        page_heading(page, "Clues overlooked");
    for (size_t times = most; times > 0; times--)
        for (size_t i = 0; i < count; i++)
            if (found[i].times == times)
                clue_line(page, found, count, i);
    free(found);
}

/* " 7 ✗ B  lustre-satellite: Satellite images" */
static void item_line(struct page *page, const struct sitting *s, size_t place)
{
    const struct sitting_item *item = &s->items[place];
    const struct question *q = item->question;
    struct buf first = {0}, line = {0};
    buf_printf(&first, "  %3zu %s ", place + 1,
               is_right(s, place) ? page_sign(page, "\u2713", "+")
                                  : page_sign(page, "\u2717", "-"));
    report_answer(&line, q, item->shown, &item->answer);
    buf_printf(&line, "%s  %s%s%s", line.len > 0 ? "" : "no answer",
               *q->title ? q->title : q->id, item->is_scored ? "" : " (not scored)",
               item->is_flagged ? " (flagged)" : "");
    page_words(page, PAGE_PLAIN, first.bytes, 8, line.bytes);
    buf_release(&first);
    buf_release(&line);
}

static void result_wrong(struct page *page, const struct sitting *s)
{
    bool has_any = false;
    for (size_t i = 0; i < s->count; i++) {
        if (is_right(s, i))
            continue;
        if (!has_any)
            page_heading(page, "Not right");
        has_any = true;
        item_line(page, s, i);
    }
}

static void result_unscored(struct page *page, const struct sitting *s)
{
    struct buf line = {0};
    size_t count = exam_places(&line, s, is_unscored);
    if (count > 0) {
        page_heading(page, "Not scored");
        buf_printf(&line, ". Asked as on the real exam, and left out of the score.");
        page_words(page, PAGE_PLAIN, "  ", 2, line.bytes);
    }
    buf_release(&line);
}

static void result_again(struct page *page, const struct sitting *s, const char *again)
{
    const char **ids = mem_get((s->count + 1) * sizeof *ids);
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++)
        if (!is_right(s, i) || s->items[i].is_flagged)
            ids[count++] = s->items[i].question->id;
    talk_again(page, again, ids, count);
    free(ids);
}

static int tell_result(struct talk *t, const struct sitting *s,
                       const struct exam_plan *plan, struct err *err)
{
    struct page *page = talk_page(t);
    page_blank(page);
    page_heading(page, "Result");
    result_score(page, s, plan);
    result_mark(page, plan);
    result_scaled(page, s, plan);
    result_domains(page, s, plan->profile);
    result_clues(page, s);
    result_wrong(page, s);
    result_unscored(page, s);
    result_again(page, s, plan->again);
    page_blank(page);
    page_words(
        page, PAGE_PLAIN, "", 0,
        "Type explain 1 for a question with its reasons, next for the next one that "
        "was not right, or help.");
    return talk_tell(t, err);
}

static int tell_list(struct talk *t, const struct sitting *s, struct err *err)
{
    struct page *page = talk_page(t);
    page_blank(page);
    for (size_t i = 0; i < s->count; i++)
        item_line(page, s, i);
    page_blank(page);
    return talk_tell(t, err);
}

static int tell_question(struct talk *t, const struct sitting *s, size_t place,
                         struct err *err)
{
    const struct sitting_item *item = &s->items[place];
    const struct question *q = item->question;
    struct page *page = talk_page(t);
    struct buf head = {0};
    buf_printf(&head, "Question %zu of %zu%s%s", place + 1, s->count,
               item->is_scored ? "" : " (not scored)",
               item->is_flagged ? " (flagged)" : "");
    page_blank(page);
    page_words(page, PAGE_TITLE, "", 0, head.bytes);
    report_stem(page, s->bank, q);
    page_blank(page);
    report_options(page, q, item->shown);
    page_blank(page);
    report_verdict(page, q, item->shown, &item->answer, sitting_verdict(s, place),
                   s->policy);
    report_explanation(page, s->bank, q, item->shown, &item->answer);
    page_blank(page);
    buf_release(&head);
    return talk_tell(t, err);
}

/* --- on demand --- */

enum word { WORD_NEXT, WORD_EXPLAIN, WORD_LIST, WORD_RESULT, WORD_QUIT, WORD_HELP };

static const struct talk_word words[] = {
    {"next",    "the next question that was not right; Enter is the same"    },
    {"explain", "explain 12: that question, with the reason for every option"},
    {"list",    "every question, right or not"                               },
    {"result",  "the result again"                                           },
    {"quit",    "leave; all of it is recorded"                               },
    {"help",    "this list; ? is the same"                                   },
};

struct telling {
    struct talk *talk;
    const struct sitting *sitting;
    const struct exam_plan *plan;
    size_t next; /* where `next` looks from */
    bool is_over;
};

static int tell_next(struct telling *x, struct err *err)
{
    const struct sitting *s = x->sitting;
    while (x->next < s->count && is_right(s, x->next))
        x->next++;
    if (x->next == s->count) {
        x->next = 0;
        return talk_say(x->talk, "That was all that was not right.", err);
    }
    return tell_question(x->talk, s, x->next++, err);
}

static int tell_number(struct telling *x, const char *number, struct err *err)
{
    size_t place;
    struct buf line = {0};
    if (exam_place(x->sitting, number, &place)) {
        x->next = place + 1;
        return tell_question(x->talk, x->sitting, place, err);
    }
    buf_printf(&line, "Type the number of a question, from 1 to %zu, as in explain 1.",
               x->sitting->count);
    int rc = talk_say(x->talk, line.bytes, err);
    buf_release(&line);
    return rc;
}

static int take_word(struct telling *x, enum word word, const char *argument,
                     struct err *err)
{
    switch (word) {
    case WORD_NEXT:
        return tell_next(x, err);
    case WORD_EXPLAIN:
        return tell_number(x, argument, err);
    case WORD_LIST:
        return tell_list(x->talk, x->sitting, err);
    case WORD_RESULT:
        return tell_result(x->talk, x->sitting, x->plan, err);
    case WORD_QUIT:
        x->is_over = true;
        return 0;
    case WORD_HELP:
        return talk_help(x->talk, "The exam is over. Type a word:", words, COUNT(words),
                         err);
    }
    return 0;
}

static int take_line(struct telling *x, const char *typed, struct err *err)
{
    const char *argument;
    size_t place;
    long word = talk_word(words, COUNT(words), typed, &argument);
    if (*typed == '\0' && talk_has_more(x->talk)) {
        term_unprompt(x->talk->term);
        return talk_more(x->talk, err);
    }
    if (*typed == '\0')
        return tell_next(x, err);
    if (word >= 0)
        return take_word(x, (enum word)word, argument, err);
    if (exam_place(x->sitting, typed, &place))
        return tell_number(x, typed, err);
    return talk_complain(x->talk, typed, words, COUNT(words),
                         "Type explain and a number, or help for the list.", err);
}

int exam_tell(struct talk *t, const struct sitting *s, const struct exam_plan *plan,
              struct err *err)
{
    struct telling x = {.talk = t, .sitting = s, .plan = plan};
    struct buf line = {0};
    int rc = tell_result(t, s, plan, err);
    while (rc == 0 && !x.is_over) {
        const char *prompt = talk_has_more(t) ? talk_more_prompt : "Result> ";
        enum term_event event = term_read(t->term, prompt, &line, &t->signal);
        if (event == TERM_END || event == TERM_SIGNAL)
            break;
        talk_trim(&line);
        rc = event == TERM_LINE
                 ? take_line(&x, buf_str(&line), err)
                 : talk_say(t, "That could not be read as text. Please type it again.",
                            err);
    }
    buf_release(&line);
    return rc;
}
