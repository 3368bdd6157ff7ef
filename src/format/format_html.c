/*
 * format_html.c - a bank as one page to print or to read: the questions with room to
 * tick; with the key, on pages of its own at the end, the answers, what is to say to
 * each, and the references as notes whose URLs are seen on paper, too.
 *
 * Write-only. Without the key nothing is there that would tell it: no reasons, no
 * explanations, and no references, whose titles often name the answer.
 *
 * How it looks is in bank_page.css; the frame of a page is html.h's.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bank_page_style.h"
#include "carry.h"
#include "formats.h"
#include "html_text.h"
#include "quizctl/html.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"

struct bank_page {
    struct html html;
    const struct bank *bank;
    const struct reference **notes; /* each URL once, in the order they are met */
    size_t note_count, note_cap;
};

/* --- texts --- */

/* Markdown of this shape, sanitised like any text. */
static void put_shape(struct html *h, const char *text, enum html_shape shape)
{
    struct buf clean = {0};
    text_clean(&clean, text, strlen(text), TEXT_BLOCK);
    html_write(h->out, buf_str(&clean), clean.len, shape);
    buf_release(&clean);
}

static void put_blocks(struct html *h, const char *text)
{
    put_shape(h, text, HTML_BLOCKS);
}

/* An option, a reason, a step: TAG may hold blocks. */
static void put_entry(struct html *h, const char *tag, const char *class,
                      const char *text)
{
    html_open(h, tag, "class", class, NULL);
    put_shape(h, text, HTML_ENTRY);
    html_close(h);
}

/* "q12" and "k12": a question and its answer. */
struct anchor {
    char id[24], link[25];
};

static struct anchor anchor(char kind, size_t n)
{
    struct anchor a;
    snprintf(a.id, sizeof a.id, "%c%zu", kind, n);
    snprintf(a.link, sizeof a.link, "#%s", a.id);
    return a;
}

/* Never the id, which may name the answer. */
static void put_title(struct html *h, size_t i, const struct question *q)
{
    if (*q->title != '\0')
        html_printf(h, "%zu. %s", i + 1, q->title);
    else
        html_printf(h, "Question %zu", i + 1);
}

/* --- questions --- */

/* "Select TWO." as everywhere. */
static void put_task(struct html *h, const struct question *q)
{
    static const char *const words[] = {"TWO", "THREE", "FOUR", "FIVE", "SIX"};
    char task[64] = "";
    if (q->kind == QUESTION_MATCHING)
        snprintf(task, sizeof task, "Write a letter on each line.");
    else if (q->kind == QUESTION_ORDERING)
        snprintf(task, sizeof task, "Number %zu of them in order.", q->select);
    else if (q->select > 1 && q->select < 2 + COUNT(words))
        snprintf(task, sizeof task, "Select %s.", words[q->select - 2]);
    else if (q->select > 1)
        snprintf(task, sizeof task, "Select %zu.", q->select);
    if (*task != '\0')
        html_leaf(h, "p", task, "class", "task", NULL);
}

/* Where an answer is written: a box to tick, a line for a number or a letter, or nothing.
 */
static void put_room(struct html *h, const char *class)
{
    if (class != NULL)
        html_leaf(h, "span", "", "class", class, "aria-hidden", "true", NULL);
}

static void put_letter(struct html *h, size_t i)
{
    const char letter[] = {(char)('A' + i), '\0'};
    html_leaf(h, "b", letter, "class", "letter", NULL);
}

static void put_options(struct html *h, const struct question *q)
{
    const char *room = q->kind == QUESTION_CHOICE     ? "box"
                       : q->kind == QUESTION_ORDERING ? "line"
                                                      : NULL;
    html_open(h, "ul", "class", "options", NULL);
    for (size_t i = 0; i < q->option_count; i++) {
        html_open(h, "li", NULL);
        put_room(h, room);
        put_letter(h, i);
        put_entry(h, "div", "text", q->options[i].text);
        html_close(h);
    }
    html_close(h);
}

static void put_prompts(struct html *h, const struct question *q)
{
    if (q->prompt_count == 0)
        return;
    html_open(h, "ul", "class", "options", NULL);
    for (size_t i = 0; i < q->prompt_count; i++) {
        html_open(h, "li", NULL);
        put_room(h, "line");
        put_entry(h, "div", "text", q->prompts[i].text);
        html_close(h);
    }
    html_close(h);
}

/* The scenario of a case once, above the first of the questions in a row that share it.
 */
static void put_case(struct bank_page *p, size_t i)
{
    const struct case_study *c = p->bank->questions[i].case_study;
    if (c == NULL || (i > 0 && p->bank->questions[i - 1].case_study == c))
        return;
    size_t last = i;
    while (last + 1 < p->bank->question_count &&
           p->bank->questions[last + 1].case_study == c)
        last++;
    html_open(&p->html, "section", "class", "case", NULL);
    html_leaf(&p->html, "h2", c->title, NULL);
    html_open(&p->html, "p", "class", "quiet", NULL);
    if (last > i)
        html_printf(&p->html, "For questions %zu to %zu", i + 1, last + 1);
    else
        html_printf(&p->html, "For question %zu", i + 1);
    html_close(&p->html);
    put_blocks(&p->html, c->scenario);
    html_close(&p->html);
}

static void put_question(struct bank_page *p, size_t i)
{
    const struct question *q = &p->bank->questions[i];
    struct html *h = &p->html;
    put_case(p, i);
    html_open(h, "section", "class", "question", "id", anchor('q', i + 1).id, NULL);
    html_open(h, "h2", NULL);
    put_title(h, i, q);
    html_close(h);
    put_blocks(h, q->scenario);
    html_open(h, "p", "class", "prompt", NULL);
    html_markup(h, q->prompt);
    html_close(h);
    put_task(h, q);
    put_prompts(h, q);
    put_options(h, q);
    html_close(h);
}

/* --- the key --- */

static void put_key(struct html *h, const struct question *q)
{
    struct buf key = {0};
    for (size_t i = 0; i < q->option_count && q->kind == QUESTION_CHOICE; i++)
        if (q->options[i].is_key)
            buf_printf(&key, "%s%c", key.len > 0 ? ", " : "", (int)('A' + i));
    size_t placed = q->kind == QUESTION_CHOICE ? 0 : q->select;
    for (size_t i = 0; i < placed; i++)
        buf_printf(&key, "%s%c", key.len > 0 ? ", " : "", (int)('A' + q->solution[i]));
    html_leaf(h, "b", buf_str(&key), "class", "good", NULL);
    buf_release(&key);
}

static void put_key_list(struct bank_page *p)
{
    struct html *h = &p->html;
    html_open(h, "ol", "class", "key", NULL);
    for (size_t i = 0; i < p->bank->question_count; i++) {
        html_open(h, "li", NULL);
        put_key(h, &p->bank->questions[i]);
        html_close(h);
    }
    html_close(h);
}

/* --- notes --- */

/* The number of the note with the URL of R; a new one when there is none. NUMBERS is a
 * table by hash, at most half full. */
struct note_table {
    size_t *slots; /* number of a note; 0: free */
    size_t size;   /* a power of two */
};

static size_t note_of(struct bank_page *p, struct note_table *t,
                      const struct reference *r)
{
    size_t at = (size_t)text_hash(r->url, strlen(r->url)) & (t->size - 1);
    while (t->slots[at] != 0 && strcmp(p->notes[t->slots[at] - 1]->url, r->url) != 0)
        at = (at + 1) & (t->size - 1);
    if (t->slots[at] == 0) {
        MEM_ROOM(p->notes, p->note_count, p->note_cap);
        p->notes[p->note_count++] = r;
        t->slots[at] = p->note_count;
    }
    return t->slots[at];
}

static struct note_table note_table(const struct bank *bank)
{
    size_t references = 0;
    struct note_table t = {NULL, 16};
    for (size_t i = 0; i < bank->question_count; i++)
        references += bank->questions[i].reference_count;
    while (t.size < references * 2)
        t.size *= 2;
    t.slots = mem_get(t.size * sizeof *t.slots);
    return t;
}

static void put_marks(struct bank_page *p, struct note_table *t, const struct question *q)
{
    struct html *h = &p->html;
    if (q->reference_count == 0)
        return;
    html_open(h, "p", "class", "quiet", NULL);
    html_text(h, "See");
    for (size_t i = 0; i < q->reference_count; i++) {
        size_t n = note_of(p, t, &q->references[i]);
        char mark[24];
        snprintf(mark, sizeof mark, "[%zu]", n);
        html_text(h, " ");
        html_leaf(h, "a", mark, "href", anchor('n', n).link, NULL);
    }
    html_close(h);
}

/* Only what a browser would open as a page of the web is a link. */
static void put_notes(struct bank_page *p)
{
    struct html *h = &p->html;
    if (p->note_count == 0)
        return;
    html_leaf(h, "h2", "References", NULL);
    html_open(h, "ol", "class", "notes", NULL);
    for (size_t i = 0; i < p->note_count; i++) {
        const struct reference *r = p->notes[i];
        bool is_web =
            strncmp(r->url, "https://", 8) == 0 || strncmp(r->url, "http://", 7) == 0;
        html_open(h, "li", "id", anchor('n', i + 1).id, NULL);
        html_text(h, r->title);
        html_empty(h, "br", NULL);
        if (is_web)
            html_leaf(h, "a", r->url, "href", r->url, "class", "url", NULL);
        else
            html_leaf(h, "span", r->url, "class", "url", NULL);
        html_close(h);
    }
    html_close(h);
}

/* --- explanations --- */

static void put_part(struct html *h, const char *title, const char *text)
{
    if (*text == '\0')
        return;
    html_leaf(h, "h4", title, NULL);
    put_blocks(h, text);
}

static void put_list(struct html *h, const char *title, const char *tag,
                     const struct text_list *list)
{
    if (list->count == 0)
        return;
    html_leaf(h, "h4", title, NULL);
    html_open(h, tag, NULL);
    for (size_t i = 0; i < list->count; i++)
        put_entry(h, "li", NULL, list->text[i]);
    html_close(h);
}

static void put_reason(struct html *h, const char *sign, bool is_good, size_t letter,
                       const char *text, const char *why)
{
    html_open(h, "li", "class", is_good ? "good" : NULL, NULL);
    html_leaf(h, "span", sign, "class", is_good ? "sign good" : "sign bad", NULL);
    if (letter < LIMIT_OPTIONS)
        put_letter(h, letter);
    put_entry(h, "div", "text", text);
    if (*why != '\0')
        put_entry(h, "div", "why", why);
    html_close(h);
}

static bool is_part_of_key(const struct question *q, size_t option)
{
    return (q->key >> option & 1) != 0;
}

static void put_reasons(struct html *h, const struct question *q)
{
    html_open(h, "ul", "class", "reasons", NULL);
    for (size_t i = 0; i < q->prompt_count; i++) {
        struct buf sign = {0};
        buf_printf(&sign, "%c", (int)('A' + q->solution[i]));
        put_reason(h, sign.bytes, true, LIMIT_OPTIONS, q->prompts[i].text,
                   q->prompts[i].why);
        buf_release(&sign);
    }
    for (size_t i = 0; i < q->option_count && q->kind != QUESTION_MATCHING; i++) {
        bool is_good = is_part_of_key(q, i);
        put_reason(h, is_good ? "\u2713" : "\u2717", is_good, i, q->options[i].text,
                   q->options[i].why);
    }
    html_close(h);
}

/* "Data preparation, skill 1.1.2, medium" */
static void put_place(struct bank_page *p, const struct question *q)
{
    struct buf line = {0};
    long place = bank_domain(p->bank, q->domain);
    buf_text(&line, place >= 0 ? p->bank->exam.domains[place].title : q->domain);
    if (*q->skill != '\0')
        buf_printf(&line, "%sskill %s", line.len > 0 ? ", " : "", q->skill);
    if (q->difficulty != DIFFICULTY_NONE)
        buf_printf(&line, "%s%s", line.len > 0 ? ", " : "",
                   difficulty_name(q->difficulty));
    if (line.len > 0)
        html_leaf(&p->html, "p", line.bytes, "class", "quiet", NULL);
    buf_release(&line);
}

static void put_answer(struct bank_page *p, struct note_table *t, size_t i)
{
    const struct question *q = &p->bank->questions[i];
    const struct explanation *e = &q->explanation;
    struct html *h = &p->html;
    html_open(h, "section", "class", "answer", "id", anchor('k', i + 1).id, NULL);
    html_open(h, "h3", NULL);
    html_open(h, "a", "href", anchor('q', i + 1).link, NULL);
    put_title(h, i, q);
    html_close(h);
    html_text(h, ": ");
    put_key(h, q);
    html_close(h);
    put_place(p, q);
    put_reasons(h, q);
    put_part(h, "What the workload needs", e->need);
    put_part(h, "Why this fits", e->why);
    put_list(h, "How to set it up for real", "ol", &e->practice);
    put_part(h, "In the exam's outline", e->exam);
    for (size_t k = 0; k < e->section_count; k++)
        put_part(h, e->sections[k].title, e->sections[k].text);
    put_list(h, "Take away", "ul", &e->takeaways);
    put_marks(p, t, q);
    html_close(h);
}

static void put_answers(struct bank_page *p)
{
    struct note_table notes = note_table(p->bank);
    html_open(&p->html, "section", "class", "answers", NULL);
    html_leaf(&p->html, "h2", "Key", "id", "key", NULL);
    put_key_list(p);
    html_leaf(&p->html, "h2", "Explanations", NULL);
    for (size_t i = 0; i < p->bank->question_count; i++)
        put_answer(p, &notes, i);
    put_notes(p);
    html_close(&p->html);
    free(notes.slots);
}

/* --- the page --- */

static void put_head(struct bank_page *p, bool with_key)
{
    struct html *h = &p->html;
    size_t count = p->bank->question_count;
    html_open(h, "p", "class", "quiet", NULL);
    html_printf(h, "%zu question%s", count, count == 1 ? "" : "s");
    if (*p->bank->exam.title != '\0')
        html_printf(h, " for %s", p->bank->exam.title);
    if (*p->bank->license != '\0')
        html_printf(h, ". License: %s", p->bank->license);
    html_text(h, ".");
    if (with_key) {
        html_text(h, " ");
        html_leaf(h, "a", "Key and explanations", "href", "#key", "class", "screen",
                  NULL);
    }
    html_close(h);
    html_open(h, "p", "class", "fill", NULL);
    html_leaf(h, "span", "Name", NULL);
    html_leaf(h, "span", "Date", NULL);
    html_close(h);
}

static const char *const lacks[] = {
    "id",         "topics",   "keep_order", "options.id", "options.subject",
    "prompts.id", "requires", "unproved",   "prefer",     "bank.id",
    "exam",       "profiles", "facts",      NULL};

static int write(const struct bank *bank, const struct format_plan *plan, struct buf *out,
                 struct err *err)
{
    (void)err;
    const struct carry carry = {"a page", lacks};
    struct bank_page p = {.html = {.out = out}, .bank = bank};
    html_begin(&p.html, &(struct html_head){.title = bank->title,
                                            .style = bank_page_style,
                                            .language = bank->language});
    put_head(&p, plan->with_key);
    for (size_t i = 0; i < bank->question_count; i++)
        put_question(&p, i);
    if (plan->with_key)
        put_answers(&p);
    html_end(&p.html);
    carry_tell(&carry, bank, plan->losses);
    free(p.notes);
    return 0;
}

static const char *const exts[] = {".html", ".htm", NULL};

const struct format format_html = {
    .name = "html",
    .title = "a page to print",
    .exts = exts,
    .is_text = true,
    .write = write,
    .hides_key = true,
};
