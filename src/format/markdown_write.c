/*
 * markdown_write.c - a bank as study notes, one below the other, for people first.
 *
 * In:   a bank.
 * Out:  for each question a title, the question, its answer, the explanation part by
 * part, takeaways and references, as any viewer of Markdown shows them. What has no place
 *       there (ids, topics, requirements) stands in a comment: markdown_meta.h.
 *
 * Headings are those that markdown_announce.c knows; a section whose own title would be
 * taken for one of them, or for the name of an option, has "<!-- section -->" behind it.
 */
#include "markdown_write.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "markdown_meta.h"
#include "markdown_names.h"
#include "markdown_signs.h"
#include "markdown_text.h"

enum { SECTION_LEVEL = 3 }; /* headings within a text are below it */

struct writer {
    const struct bank *bank;
    const struct question *q;
    const struct format_plan *plan;
    struct buf *out;
};

static void heading(struct writer *w, const char *title)
{
    buf_printf(w->out, "%s\n\n", title);
}

/* TEXT with its blocks, further lines behind INDENT spaces. Ends its line. */
static void put_text(struct writer *w, const char *text, unsigned indent)
{
    if (strchr(text, '\n') == NULL && !markdown_is_block(text))
        markdown_write_inline(text, indent, w->out);
    else
        markdown_write_blocks(text, indent, SECTION_LEVEL + 1, w->out);
    buf_char(w->out, '\n');
}

static void part(struct writer *w, const char *title, const char *text)
{
    if (*text == '\0')
        return;
    heading(w, title);
    put_text(w, text, 0);
    buf_char(w->out, '\n');
}

/* Entries behind numbers, or behind dashes. */
static void list(struct writer *w, const char *title, const struct text_list *entries,
                 bool is_numbered)
{
    if (entries->count == 0)
        return;
    heading(w, title);
    for (size_t i = 0; i < entries->count; i++) {
        size_t from = w->out->len;
        if (is_numbered)
            buf_printf(w->out, "%zu. ", i + 1);
        else
            buf_text(w->out, "- ");
        put_text(w, entries->text[i], (unsigned)(w->out->len - from));
    }
    buf_char(w->out, '\n');
}

/* --- the question --- */

static const char *domain_title(const struct bank *bank, const char *id)
{
    long place = bank_domain(bank, id);
    return place >= 0 ? bank->exam.domains[place].title : "";
}

static void title(struct writer *w)
{
    const char *domain = domain_title(w->bank, w->q->domain);
    buf_text(w->out, "# ");
    if (*domain != '\0') {
        markdown_write_inline(domain, 0, w->out);
        buf_text(w->out, ": ");
    }
    markdown_write_inline(*w->q->title != '\0' ? w->q->title : w->q->id, 0, w->out);
    buf_text(w->out, "\n\n");
}

static const char *number_word(size_t n, char digits[24])
{
    static const char *const words[] = {"TWO", "THREE", "FOUR", "FIVE", "SIX"};
    if (n >= 2 && n - 2 < COUNT(words))
        return words[n - 2];
    snprintf(digits, 24, "%zu", n);
    return digits;
}

/* One entry of a list: a label, then the text beside or below it. */
static void labelled(struct writer *w, const char *label, const char *text,
                     unsigned indent)
{
    /* below a number alone no paragraph may follow an empty line */
    bool is_below = markdown_is_block(text) && *label == '-';
    buf_text(w->out, label);
    if (is_below) {
        buf_text(w->out, "\n\n");
        buf_fill(w->out, ' ', indent);
    } else {
        buf_char(w->out, ' ');
    }
    if (markdown_is_block(text) || strchr(text, '\n') != NULL)
        markdown_write_blocks(text, indent, SECTION_LEVEL + 1, w->out);
    else
        markdown_write_inline(text, indent, w->out);
    buf_char(w->out, '\n');
}

static void options(struct writer *w)
{
    const struct question *q = w->q;
    for (size_t i = 0; i < q->prompt_count; i++) {
        char number[24];
        int width = snprintf(number, sizeof number, "%zu.", i + 1);
        labelled(w, number, q->prompts[i].text, (unsigned)width + 1);
    }
    if (q->prompt_count > 0)
        buf_char(w->out, '\n');
    for (size_t i = 0; i < q->option_count; i++) {
        char letter[] = "- A.";
        letter[2] = (char)('A' + i);
        labelled(w, letter, q->options[i].text, 2);
    }
    buf_char(w->out, '\n');
}

static void question(struct writer *w)
{
    const struct question *q = w->q;
    char digits[24];
    heading(w, "## Question");
    if (*q->scenario != '\0') {
        put_text(w, q->scenario, 0);
        buf_char(w->out, '\n');
    }
    markdown_write_inline(q->prompt, 0, w->out);
    if (q->kind == QUESTION_CHOICE && q->select >= 2)
        buf_printf(w->out, " (Select %s.)", number_word(q->select, digits));
    buf_text(w->out, "\n\n");
    options(w);
}

/* --- the answer --- */

static bool is_one_line(const char *text)
{
    return strchr(text, '\n') == NULL && !markdown_is_block(text);
}

static void answer(struct writer *w, const char *marker, size_t option)
{
    const char *text = w->q->options[option].text;
    buf_printf(w->out, "%s**%c**", marker, (char)('A' + option));
    if (is_one_line(text)) {
        buf_text(w->out, ": ");
        markdown_write_inline(text, 0, w->out);
    }
    buf_char(w->out, '\n');
}

static void answers(struct writer *w)
{
    const struct question *q = w->q;
    heading(w, "## Correct Answer");
    for (size_t i = 0; i < q->option_count && q->kind == QUESTION_CHOICE; i++)
        if (q->options[i].is_key)
            answer(w, q->select > 1 ? "- " : "", i);
    size_t places = q->kind == QUESTION_MATCHING ? q->prompt_count : q->select;
    for (size_t i = 0; i < places && q->kind != QUESTION_CHOICE; i++) {
        char number[32];
        snprintf(number, sizeof number, "%zu. ", i + 1);
        answer(w, number, q->solution[i]);
    }
    buf_char(w->out, '\n');
}

/* --- reasons --- */

/* The start of an entry of reasons: "**A. Amazon EFS**", or the letter where the text
 * would not stand in bold. */
static void name(struct writer *w, const char *letter, const char *text)
{
    enum { LONGEST = 120 };
    bool is_short =
        is_one_line(text) && strlen(text) <= LONGEST && strpbrk(text, "*_\\") == NULL;
    buf_text(w->out, "**");
    buf_text(w->out, letter);
    if (is_short && *letter != '\0')
        buf_text(w->out, ". ");
    if (is_short)
        markdown_write_inline(text, 0, w->out);
    buf_text(w->out, "**");
}

static void reason(struct writer *w, const char *marker, const char *letter,
                   const char *text, const char *why)
{
    unsigned indent = (unsigned)strlen(marker);
    /* beside the name, but for what a joint would swallow */
    bool is_beside =
        is_one_line(why) &&
        (isalnum((unsigned char)*why) || *why == '`' ||
         ((unsigned char)*why >= 0x80 && markdown_symbol(why, strlen(why)) == 0));
    buf_text(w->out, marker);
    name(w, letter, text);
    if (is_beside) {
        buf_text(w->out, ": ");
    } else {
        buf_text(w->out, "\n\n");
        buf_fill(w->out, ' ', indent);
    }
    put_text(w, why, indent);
}

static void option_reason(struct writer *w, const char *marker, size_t i)
{
    const char letter[] = {(char)('A' + i), '\0'};
    reason(w, marker, letter, w->q->options[i].text, w->q->options[i].why);
}

/* Is WHY how TEXT begins: its first paragraph, or the first entry of its list? */
static bool begins_with(const char *text, const char *why)
{
    size_t len = strlen(why);
    bool is_entry = strncmp(text, "- ", 2) == 0;
    text += is_entry ? 2 : 0;
    return len > 0 && strncmp(text, why, len) == 0 &&
           (text[len] == '\0' ||
            strncmp(text + len, is_entry ? "\n" : "\n\n", is_entry ? 1 : 2) == 0);
}

static void right(struct writer *w)
{
    const struct question *q = w->q;
    const char *why = q->explanation.why;
    bool has_own = false, has_any = false;
    for (size_t i = 0; i < q->option_count; i++) {
        if (!q->options[i].is_key)
            continue;
        has_any |= *q->options[i].why != '\0';
        has_own |= !begins_with(why, q->options[i].why);
    }
    if (!has_any) /* it explains the question, not the option */
        return;
    heading(w, "### Why the right answer fits");
    for (size_t i = 0; i < q->option_count && has_own; i++)
        if (q->options[i].is_key && *q->options[i].why != '\0')
            option_reason(w, "- ", i);
    if (has_own && *why != '\0')
        buf_char(w->out, '\n');
    if (*why != '\0')
        put_text(w, why, 0);
    buf_char(w->out, '\n');
}

static void wrong(struct writer *w)
{
    size_t nth = 0;
    for (size_t i = 0; i < w->q->option_count; i++) {
        char number[32];
        if (w->q->options[i].is_key || *w->q->options[i].why == '\0')
            continue;
        if (nth == 0)
            heading(w, "### Why the others do not fit");
        snprintf(number, sizeof number, "%zu. ", ++nth);
        option_reason(w, number, i);
    }
    if (nth > 0)
        buf_char(w->out, '\n');
}

/* The prompts of a matching by number, options by letter. */
static void each(struct writer *w)
{
    const struct question *q = w->q;
    if (!question_has_reasons(q))
        return;
    heading(w, "### Option by option");
    for (size_t i = 0; i < q->prompt_count; i++) {
        char number[32];
        snprintf(number, sizeof number, "%zu", i + 1);
        if (*q->prompts[i].why != '\0')
            reason(w, "- ", number, q->prompts[i].text, q->prompts[i].why);
    }
    for (size_t i = 0; i < q->option_count; i++)
        if (*q->options[i].why != '\0')
            option_reason(w, "- ", i);
    buf_char(w->out, '\n');
}

/* --- the rest of the explanation --- */

/* Would a reader take this title for a part, or for an option's name? */
static bool has_meaning(const struct question *q, const char *text)
{
    struct names names = {0};
    size_t used;
    for (size_t i = 0; i < q->option_count; i++)
        names_add(&names, q->options[i].text, strlen(q->options[i].text));
    const struct markdown m = {0};
    const struct md_line line = {
        .kind = LINE_HEADING, .level = 3, .text = text, .len = (uint32_t)strlen(text)};
    struct sign sign;
    markdown_sign(&m, &line, &sign);
    return sign.role != ROLE_NONE || sign.number > 0 ||
           markdown_letters(text, strlen(text), LIMIT_OPTIONS, &used) != 0 ||
           names_find(&names, text, strlen(text), UINT32_MAX, false) >= 0;
}

static void sections(struct writer *w)
{
    const struct explanation *e = &w->q->explanation;
    for (size_t i = 0; i < e->section_count; i++) {
        buf_text(w->out, "### ");
        markdown_write_inline(e->sections[i].title, 0, w->out);
        if (has_meaning(w->q, e->sections[i].title))
            buf_text(w->out, " " MARKDOWN_SECTION);
        buf_text(w->out, "\n\n");
        put_text(w, e->sections[i].text, 0);
        buf_char(w->out, '\n');
    }
}

static bool has_key_reason(const struct question *q)
{
    for (size_t i = 0; i < q->option_count; i++)
        if (q->options[i].is_key && *q->options[i].why != '\0')
            return true;
    return false;
}

static void explanation(struct writer *w)
{
    const struct question *q = w->q;
    const struct explanation *e = &q->explanation;
    bool is_choice = q->kind == QUESTION_CHOICE;
    bool has_any = *e->need != '\0' || *e->why != '\0' || *e->exam != '\0' ||
                   e->practice.count > 0 || e->section_count > 0 ||
                   question_has_reasons(q);
    if (!has_any)
        return;
    heading(w, "## Explanation");
    if (*e->why != '\0' && !(is_choice && has_key_reason(q))) {
        put_text(w, e->why, 0);
        buf_char(w->out, '\n');
    }
    part(w, "### What the workload needs", e->need);
    if (is_choice) {
        right(w);
        wrong(w);
    } else {
        each(w);
    }
    list(w, "### How to set it up for real", &e->practice, true);
    part(w, "### In the exam", e->exam);
    sections(w);
}

static void references(struct writer *w)
{
    if (w->q->reference_count == 0)
        return;
    heading(w, "## References");
    for (size_t i = 0; i < w->q->reference_count; i++) {
        const struct reference *r = &w->q->references[i];
        buf_printf(w->out, "%zu. ", i + 1);
        if (strcmp(r->title, r->url) == 0) {
            buf_printf(w->out, "<%s>\n", r->url);
            continue;
        }
        buf_char(w->out, '[');
        markdown_write_inline(r->title, 0, w->out);
        buf_printf(w->out, "](%s)\n", r->url);
    }
    buf_char(w->out, '\n');
}

/* --- losses --- */

static const char *lone_break(const char *text)
{
    return strstr(text, "\n\n");
}

/* Few: what a paragraph cannot hold, and a title that stands for none. */
static void tell(struct writer *w)
{
    const struct question *q = w->q;
    const struct place nowhere = {0};
    if (lone_break(q->prompt) != NULL)
        loss_changed(w->plan->losses, nowhere, q->id, "prompt",
                     "its paragraphs become lines of one");
    if (strcmp(q->title, q->id) == 0)
        loss_left_out(w->plan->losses, nowhere, q->id, "title", "it is the id once more");
}

static void note(struct writer *w)
{
    title(w);
    if (w->plan->with_key) {
        tell(w);
        meta_write_question(w->q, w->out);
        buf_char(w->out, '\n');
    }
    question(w);
    if (!w->plan->with_key)
        return;
    answers(w);
    explanation(w);
    list(w, "## Key Takeaways", &w->q->explanation.takeaways, false);
    references(w);
}

void markdown_write(const struct bank *bank, const struct format_plan *plan,
                    struct buf *out)
{
    for (size_t i = 0; i < bank->question_count; i++) {
        struct writer w = {bank, &bank->questions[i], plan, out};
        if (i > 0)
            buf_text(out, "---\n\n");
        note(&w);
    }
    if (plan->with_key)
        meta_write_bank(bank, out);
}
