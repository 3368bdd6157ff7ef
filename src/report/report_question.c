/*
 * report_question.c - a question, and all that is told of it, set on a page.
 *
 * `show` prints the whole of it, `practice` the parts one after the other. Letters follow
 * the order in which the options are shown; what is right follows from the bank.
 */
#include <stdio.h>
#include <string.h>

#include "quizctl/markup.h"
#include "quizctl/mem.h"
#include "quizctl/proof.h"
#include "quizctl/report.h"

static size_t option_at(const uint8_t *shown, size_t letter)
{
    return shown != NULL ? shown[letter] : letter;
}

static bool is_picked(uint32_t mask, size_t option)
{
    return (mask >> option & 1) != 0;
}

static char letter_of(const struct question *q, const uint8_t *shown, size_t option)
{
    size_t letter = 0;
    while (letter + 1 < q->option_count && option_at(shown, letter) != option)
        letter++;
    return (char)('A' + letter);
}

/* "A and D", "A, B and D": in the order shown. */
static void choice_letters(struct buf *out, const struct question *q,
                           const uint8_t *shown, uint32_t picked)
{
    size_t left = 0;
    for (uint32_t rest = picked; rest != 0; rest &= rest - 1)
        left++;
    for (size_t i = 0; i < q->option_count && left > 0; i++)
        if (is_picked(picked, option_at(shown, i))) {
            left--;
            buf_printf(out, "%c%s", (char)('A' + i),
                       left > 1    ? ", "
                       : left == 1 ? " and "
                                   : "");
        }
}

void report_answer(struct buf *out, const struct question *q, const uint8_t *shown,
                   const struct answer *answer)
{
    bool has_before = false;
    buf_text(out, "");
    if (q->kind == QUESTION_CHOICE)
        choice_letters(out, q, shown, answer->picked);
    for (size_t i = 0; i < answer->count; i++) {
        if (answer->place[i] == ANSWER_OPEN)
            continue;
        char letter = letter_of(q, shown, answer->place[i]);
        if (q->kind == QUESTION_MATCHING)
            buf_printf(out, "%s%zu%c", has_before ? " " : "", i + 1,
                       (char)(letter | 0x20));
        else
            buf_printf(out, "%s%c", has_before ? ", " : "", letter);
        has_before = true;
    }
}

/* What lies between right and wrong: a part of the mark, or none though a part was right.
 */
static void partly_right(struct buf *line, const struct question *q,
                         const struct answer *answer, struct verdict verdict,
                         enum policy policy)
{
    if (verdict.points > 0) {
        buf_text(line, " Worth ");
        buf_decimal(line, verdict.points, 3);
        buf_printf(line, " of a mark (%s).", policy_name(policy));
    } else if (score(q, *answer, POLICY_COVERAGE).points > 0) {
        buf_text(line, " Part of it was right: the exam gives no part marks.");
    }
}

void report_verdict(struct page *p, const struct question *q, const uint8_t *shown,
                    const struct answer *answer, struct verdict verdict,
                    enum policy policy)
{
    bool is_right = verdict.is_right;
    struct buf line = {0};

    buf_printf(&line, "%s %s  ", is_right ? "Right" : "Wrong",
               is_right ? page_sign(p, "\u2713", "+") : page_sign(p, "\u2717", "-"));
    buf_text(&line, verdict.is_blank ? "You did not answer" : "You answered ");
    report_answer(&line, q, shown, answer);
    if (!is_right) {
        buf_text(&line, "; right is ");
        struct answer key = answer_key(q);
        report_answer(&line, q, shown, &key);
    }
    buf_text(&line, ".");
    if (!is_right)
        partly_right(&line, q, answer, verdict, policy);
    page_words(p, is_right ? PAGE_GOOD : PAGE_BAD, "", 0, line.bytes);
    buf_release(&line);
}

void report_domain(struct buf *out, const struct bank *bank, const char *domain)
{
    long place = bank_domain(bank, domain);
    const char *title = place >= 0 ? bank->exam.domains[place].title : "";
    bool is_made_up = *title != '\0' && *bank->exam.code == '\0'; /* of the title */
    if (!is_made_up)
        buf_text(out, domain);
    if (*title != '\0')
        buf_printf(out, "%s%s", is_made_up ? "" : ": ", title);
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

/* "Select TWO." - how many, and how to say it, follows from the key. */
static void select_line(struct page *p, const struct question *q)
{
    static const char *const words[] = {"TWO", "THREE", "FOUR", "FIVE", "SIX"};
    char many[16], line[80] = "";
    if (q->select >= 2 && q->select - 2 < COUNT(words))
        snprintf(many, sizeof many, "%s", words[q->select - 2]);
    else
        snprintf(many, sizeof many, "%zu", q->select);
    if (q->kind == QUESTION_MATCHING)
        snprintf(line, sizeof line, "Give each number a letter, as in 1c 2a.");
    else if (q->kind == QUESTION_ORDERING)
        snprintf(line, sizeof line, "Put %s in order, as in B D A.", many);
    else if (q->select > 1)
        snprintf(line, sizeof line, "Select %s.", many);
    if (*line != '\0')
        page_words(p, PAGE_TITLE, "", 0, line);
}

void report_task(struct page *p, const struct question *q)
{
    if (q->case_study != NULL) {
        page_words(p, PAGE_TITLE, "", 0, q->case_study->title);
        page_blocks(p, "", 0, q->case_study->scenario);
        page_blank(p);
    }
    if (*q->scenario != '\0') {
        page_blocks(p, "", 0, q->scenario);
        page_blank(p);
    }
    page_text(p, "", 0, q->prompt);
    select_line(p, q);
}

void report_stem(struct page *p, const struct bank *bank, const struct question *q)
{
    standing(p, bank, q);
    page_words(p, PAGE_TITLE, "", 0, *q->title ? q->title : q->id);
    page_blank(p);
    report_task(p, q);
}

static void prompts(struct page *p, const struct question *q)
{
    for (size_t i = 0; i < q->prompt_count; i++) {
        char number[32];
        int width = snprintf(number, sizeof number, "  %zu. ", i + 1);
        page_blocks(p, number, width, q->prompts[i].text);
    }
    if (q->prompt_count > 0)
        page_blank(p);
}

void report_options(struct page *p, const struct question *q, const uint8_t *shown)
{
    prompts(p, q);
    for (size_t i = 0; i < q->option_count; i++) {
        char letter[] = "  A. ";
        letter[2] = (char)('A' + i);
        page_blocks(p, letter, 5, q->options[option_at(shown, i)].text);
    }
}

/* --- the explanation --- */

/* "  + C. Amazon EFS (right, your answer)" and the reason below it. */
static void one_reason(struct page *p, bool is_good, const char *label, const char *text,
                       const char *remark, const char *why)
{
    const char *sign =
        is_good ? page_sign(p, "\u2713", "+") : page_sign(p, "\u2717", "-");
    struct buf first = {0}, line = {0};
    buf_printf(&first, "  %s %s ", sign, label);
    if (strchr(text, '\n') == NULL) { /* else code: it stands above */
        markup_strip(&line, text);
        buf_char(&line, ' ');
    }
    buf_printf(&line, "(%s)", remark);
    page_words(p, is_good ? PAGE_GOOD : PAGE_BAD, first.bytes, 7, line.bytes);
    if (*why != '\0')
        page_blocks(p, "       ", 7, why);
    buf_release(&first);
    buf_release(&line);
}

/* --- options of a choice, with what the proof says of them --- */

/* A choice with its proof; `proof.cells` is NULL where there is none. */
struct told {
    const struct question *question;
    const uint8_t *shown;
    uint32_t picked;
    struct proof proof;
};

/* The words that rule OPTION out, the facts behind it, and where they were read. */
static void broken(struct page *p, const struct told *t, size_t option)
{
    const struct fact_table *facts = &t->proof.bank->facts;
    long r = proof_broken(&t->proof, option), lost = t->proof.lost_by[option];
    struct buf line = {0};
    if (r >= 0) {
        const struct requirement *want = &t->question->requirements[r];
        const struct source *source =
            &facts->sources[proof_fact(&t->proof, option, (size_t)r)->source_at];
        buf_printf(&line, "The clue is \"%s\": ", want->clue);
        proof_broken_text(&line, &t->proof, option);
        buf_printf(&line, ". Source: %s, read %s.", source->title, source->read);
    } else if (lost >= 0) {
        buf_printf(&line, "The clue is \"%s\": ", t->question->preferences[lost].clue);
        proof_broken_text(&line, &t->proof, option);
        buf_char(&line, '.');
    }
    if (line.len > 0)
        page_words(p, PAGE_QUIET, "       ", 7, line.bytes);
    buf_release(&line);
}

static void counterfactual(struct page *p, const struct told *t, size_t option)
{
    struct counterfactual change;
    struct buf line = {0};
    counterfactual_find(&change, &t->proof, option);
    counterfactual_text(&line, &t->proof, &change);
    if (line.len > 0)
        page_words(p, PAGE_PLAIN, "       ", 7, line.bytes);
    buf_release(&line);
}

static void choice_reason(struct page *p, const struct told *t, size_t letter)
{
    static const char *const remarks[2][2] = {
        {"wrong", "wrong, your answer"},
        {"right", "right, your answer"}
    };
    size_t option = option_at(t->shown, letter);
    const struct option *o = &t->question->options[option];
    bool was_picked = is_picked(t->picked, option);
    char label[] = "A.";
    label[0] = (char)('A' + letter);
    one_reason(p, o->is_key, label, o->text, remarks[o->is_key][was_picked], o->why);
    if (o->is_key || t->proof.cells == NULL)
        return;
    broken(p, t, option);
    if (was_picked)
        counterfactual(p, t, option);
}

/* The options that WANTED says, in the order shown. */
static void reasons(struct page *p, const struct told *t, uint32_t wanted)
{
    for (size_t i = 0; i < t->question->option_count; i++)
        if (is_picked(wanted, option_at(t->shown, i)))
            choice_reason(p, t, i);
}

static void choice_reasons(struct page *p, const struct bank *bank,
                           const struct question *q, const uint8_t *shown,
                           const struct answer *answer)
{
    struct told t = {q, shown, answer != NULL ? answer->picked : 0, {0}};
    proof_make(&t.proof, bank, q);
    page_heading(p, "Option by option");
    reasons(p, &t, t.picked);
    reasons(p, &t, q->key & ~t.picked);
    reasons(p, &t, ~q->key & ~t.picked);
    proof_release(&t.proof);
}

/* --- orders and pairs --- */

/* Did ANSWER put at place I what the key puts there? No answer is no mistake. */
static bool is_at_place(const struct question *q, const struct answer *answer, size_t i)
{
    return answer == NULL || (i < answer->count && answer->place[i] == q->solution[i]);
}

static void ordering_reasons(struct page *p, const struct bank *bank,
                             const struct question *q, const uint8_t *shown,
                             const struct answer *answer)
{
    (void)bank;
    page_heading(p, "The right order");
    for (size_t i = 0; i < q->select; i++) {
        const struct option *o = &q->options[q->solution[i]];
        char label[24], remark[64];
        bool is_good = is_at_place(q, answer, i);
        snprintf(label, sizeof label, "%c.", letter_of(q, shown, q->solution[i]));
        if (is_good)
            snprintf(remark, sizeof remark, "step %zu", i + 1);
        else if (i < answer->count)
            snprintf(remark, sizeof remark, "step %zu, you had %c", i + 1,
                     letter_of(q, shown, answer->place[i]));
        else
            snprintf(remark, sizeof remark, "step %zu, you had none", i + 1);
        one_reason(p, is_good, label, o->text, remark, o->why);
    }
    if (q->select < q->option_count)
        page_heading(p, "Not part of it");
    for (size_t i = 0; i < q->option_count; i++) {
        size_t option = option_at(shown, i);
        char label[] = "A.";
        label[0] = (char)('A' + i);
        if (!is_picked(q->key, option))
            one_reason(p, false, label, q->options[option].text, "no step",
                       q->options[option].why);
    }
}

static void matching_reasons(struct page *p, const struct bank *bank,
                             const struct question *q, const uint8_t *shown,
                             const struct answer *answer)
{
    (void)bank;
    page_heading(p, "Pair by pair");
    for (size_t i = 0; i < q->prompt_count; i++) {
        struct buf remark = {0};
        char label[24];
        bool is_good = is_at_place(q, answer, i);
        snprintf(label, sizeof label, "%zu.", i + 1);
        buf_printf(&remark, "%c: ", letter_of(q, shown, q->solution[i]));
        markup_strip(&remark, q->options[q->solution[i]].text);
        if (!is_good && i < answer->count && answer->place[i] != ANSWER_OPEN)
            buf_printf(&remark, "; you had %c", letter_of(q, shown, answer->place[i]));
        one_reason(p, is_good, label, q->prompts[i].text, remark.bytes,
                   q->prompts[i].why);
        buf_release(&remark);
    }
}

/* A kind of question is explained by its own row. */
static void (*const reasons_by_kind[])(struct page *, const struct bank *,
                                       const struct question *, const uint8_t *,
                                       const struct answer *) = {
    [QUESTION_CHOICE] = choice_reasons,
    [QUESTION_ORDERING] = ordering_reasons,
    [QUESTION_MATCHING] = matching_reasons,
};

static void paragraph(struct page *p, const char *heading, const char *text)
{
    if (*text == '\0')
        return;
    page_heading(p, heading);
    page_blocks(p, "  ", 2, text);
}

static void steps(struct page *p, const struct text_list *list)
{
    if (list->count == 0)
        return;
    page_heading(p, "How to set it up for real");
    for (size_t i = 0; i < list->count; i++) {
        char number[32];
        int width = snprintf(number, sizeof number, "  %zu. ", i + 1);
        page_blocks(p, number, width, list->text[i]);
    }
}

static void takeaways(struct page *p, const struct text_list *list)
{
    if (list->count == 0)
        return;
    page_heading(p, "Take away");
    for (size_t i = 0; i < list->count; i++)
        page_blocks(p, page_sign(p, "  \u2022 ", "  * "), 4, list->text[i]);
}

static void references(struct page *p, const struct question *q)
{
    if (q->reference_count == 0)
        return;
    page_heading(p, "References");
    for (size_t i = 0; i < q->reference_count; i++) {
        char number[32];
        int width = snprintf(number, sizeof number, "  [%zu] ", i + 1);
        const struct reference *r = &q->references[i];
        page_link(p, number, width, strcmp(r->title, r->url) == 0 ? "" : r->title,
                  r->url);
    }
}

static void sections(struct page *p, const struct explanation *e)
{
    for (size_t i = 0; i < e->section_count; i++)
        paragraph(p, e->sections[i].title, e->sections[i].text);
}

void report_explanation(struct page *p, const struct bank *bank, const struct question *q,
                        const uint8_t *shown, const struct answer *answer)
{
    const struct explanation *e = &q->explanation;
    struct buf exam = {0};

    reasons_by_kind[q->kind](p, bank, q, shown, answer);
    paragraph(p, "What the workload needs", e->need);
    paragraph(p, "Why this fits", e->why);
    steps(p, &e->practice);
    if (*bank->exam.code != '\0' && *e->exam != '\0')
        buf_printf(&exam, "In the outline of %s", bank->exam.code);
    else
        buf_text(&exam, "In the exam's outline");
    paragraph(p, exam.bytes, e->exam);
    sections(p, e);
    takeaways(p, &e->takeaways);
    references(p, q);
    buf_release(&exam);
}
