/*
 * report_question.c - a question, and all that is told of it, set on a page.
 *
 * `show` prints the whole of it, `practice` the parts one after the other. Letters follow
 * the order in which the options are shown; what is right follows from the bank.
 */
#include <stdio.h>
#include <string.h>

#include "quizctl/report.h"

static size_t option_at(const uint8_t *shown, size_t letter)
{
    return shown != NULL ? shown[letter] : letter;
}

static bool is_picked(uint32_t mask, size_t option)
{
    return (mask >> option & 1) != 0;
}

void report_letters(struct buf *out, const struct question *q, const uint8_t *shown,
                    uint32_t mask)
{
    size_t left = 0;
    for (uint32_t rest = mask; rest != 0; rest &= rest - 1)
        left++;
    buf_text(out, "");
    for (size_t i = 0; i < q->option_count && left > 0; i++)
        if (is_picked(mask, option_at(shown, i))) {
            left--;
            buf_printf(out, "%c%s", (char)('A' + i),
                       left > 1    ? ", "
                       : left == 1 ? " and "
                                   : "");
        }
}

void report_domain(struct buf *out, const struct bank *bank, const char *domain)
{
    long place = bank_domain(bank, domain);
    buf_text(out, domain);
    if (place >= 0)
        buf_printf(out, ": %s", bank->exam.domains[place].title);
}

/* "d1: Data Preparation for ML and AI, skill 1.1.2, medium" */
static void standing(struct page *p, const struct bank *bank, const struct question *q)
{
    struct buf line = {0};
    report_domain(&line, bank, q->domain);
    if (*q->skill != '\0')
        buf_printf(&line, "%sskill %s", line.len ? ", " : "", q->skill);
    if (q->difficulty != DIFFICULTY_NONE)
        buf_printf(&line, "%s%s", line.len ? ", " : "", difficulty_name(q->difficulty));
    if (line.len > 0)
        page_words(p, PAGE_QUIET, "", 0, line.bytes);
    buf_release(&line);
}

static void select_line(struct page *p, const struct question *q)
{
    static const char *const words[] = {"TWO", "THREE", "FOUR", "FIVE", "SIX"};
    char line[32];
    if (q->select < 2)
        return;
    if (q->select - 2 < COUNT(words))
        snprintf(line, sizeof line, "Select %s.", words[q->select - 2]);
    else
        snprintf(line, sizeof line, "Select %zu.", q->select);
    page_words(p, PAGE_TITLE, "", 0, line);
}

void report_stem(struct page *p, const struct bank *bank, const struct question *q)
{
    standing(p, bank, q);
    page_words(p, PAGE_TITLE, "", 0, *q->title ? q->title : q->id);
    page_blank(p);
    if (*q->scenario != '\0') {
        page_text(p, "", 0, q->scenario);
        page_blank(p);
    }
    page_text(p, "", 0, q->prompt);
    select_line(p, q);
}

void report_options(struct page *p, const struct question *q, const uint8_t *shown)
{
    for (size_t i = 0; i < q->option_count; i++) {
        char letter[] = "  A. ";
        letter[2] = (char)('A' + i);
        page_text(p, letter, 5, q->options[option_at(shown, i)].text);
    }
}

/* --- the explanation --- */

static void one_reason(struct page *p, const struct question *q, size_t letter,
                       size_t option, bool was_picked)
{
    const struct option *o = &q->options[option];
    const char *sign =
        o->is_key ? page_sign(p, "\u2713", "+") : page_sign(p, "\u2717", "-");
    struct buf first = {0}, text = {0};
    buf_printf(&first, "  %s %c. ", sign, (char)('A' + letter));
    buf_text(&text, o->text);
    buf_printf(&text, " (%s%s)", o->is_key ? "right" : "wrong",
               was_picked ? ", your answer" : "");
    page_words(p, o->is_key ? PAGE_GOOD : PAGE_BAD, first.bytes, 7, text.bytes);
    page_text(p, "       ", 7, o->why);
    buf_release(&first);
    buf_release(&text);
}

/* The options that WANTED says, in the order shown. */
static void reasons(struct page *p, const struct question *q, const uint8_t *shown,
                    uint32_t wanted, uint32_t picked)
{
    for (size_t i = 0; i < q->option_count; i++) {
        size_t option = option_at(shown, i);
        if (is_picked(wanted, option))
            one_reason(p, q, i, option, is_picked(picked, option));
    }
}

static void paragraph(struct page *p, const char *heading, const char *text)
{
    if (*text == '\0')
        return;
    page_heading(p, heading);
    page_text(p, "  ", 2, text);
}

static void steps(struct page *p, const struct text_list *list)
{
    if (list->count == 0)
        return;
    page_heading(p, "How to set it up for real");
    for (size_t i = 0; i < list->count; i++) {
        char number[32];
        int width = snprintf(number, sizeof number, "  %zu. ", i + 1);
        page_text(p, number, width, list->text[i]);
    }
}

static void takeaways(struct page *p, const struct text_list *list)
{
    if (list->count == 0)
        return;
    page_heading(p, "Take away");
    for (size_t i = 0; i < list->count; i++)
        page_text(p, page_sign(p, "  \u2022 ", "  * "), 4, list->text[i]);
}

static void references(struct page *p, const struct question *q)
{
    if (q->reference_count == 0)
        return;
    page_heading(p, "References");
    for (size_t i = 0; i < q->reference_count; i++) {
        char number[32];
        int width = snprintf(number, sizeof number, "  [%zu] ", i + 1);
        page_link(p, number, width, q->references[i].title, q->references[i].url);
    }
}

void report_explanation(struct page *p, const struct bank *bank, const struct question *q,
                        const uint8_t *shown, const struct answer *answer)
{
    uint32_t picked = answer != NULL ? answer->picked : 0;
    const struct explanation *e = &q->explanation;
    struct buf exam = {0};

    page_heading(p, "Option by option");
    reasons(p, q, shown, picked, picked);
    reasons(p, q, shown, q->key & ~picked, picked);
    reasons(p, q, shown, ~q->key & ~picked, picked);
    paragraph(p, "What the workload needs", e->need);
    paragraph(p, "Why this fits", e->why);
    steps(p, &e->practice);
    if (*bank->exam.code != '\0' && *e->exam != '\0')
        buf_printf(&exam, "In the outline of %s", bank->exam.code);
    else
        buf_text(&exam, "In the exam's outline");
    paragraph(p, exam.bytes, e->exam);
    takeaways(p, &e->takeaways);
    references(p, q);
    buf_release(&exam);
}
