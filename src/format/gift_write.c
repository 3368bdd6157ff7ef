/*
 * gift_write.c - a bank as GIFT.
 *
 * An ordering, which GIFT does not have, is a matching of "Step 1", "Step 2" to the
 * steps. What has no place stands in the comment before a question (gift_comment.c) or in
 * its general feedback (feedback.h), so that it can be read again.
 */
#include <string.h>

#include "carry.h"
#include "feedback.h"
#include "gift.h"
#include "inline.h"
#include "quizctl/mem.h"
#include "stem.h"

struct gift_out {
    const struct bank *bank;
    struct loss_sink *losses;
    struct buf *out;
    bool has_stripped; /* the question at hand lost its marks somewhere */
};

static void lose(struct gift_out *g, const struct question *q, const char *field,
                 const char *what)
{
    loss_changed(g->losses, (struct place){0}, q->id, field, "%s", what);
}

/* " [name:value]" */
static void put_token(struct buf *out, const char *name, const char *value)
{
    if (*value == '\0')
        return;
    buf_printf(out, " [%s:", name);
    for (; *value != '\0'; value++) {
        if (*value == ']')
            buf_char(out, '\\');
        buf_char(out, *value == '\n' ? ' ' : *value);
    }
    buf_char(out, ']');
}

static const char *domain_title(const struct bank *bank, const char *id)
{
    long place = bank_domain(bank, id);
    return place >= 0 ? bank->exam.domains[place].title : id;
}

/* The place of option I in the order of the pairs; see put_pairs. */
static void put_option_ids(struct buf *out, const struct question *q)
{
    struct buf ids = {0};
    uint32_t seen = 0;
    if (q->kind != QUESTION_MATCHING) {
        for (size_t i = 0; i < q->option_count; i++)
            buf_printf(&ids, "%s%s", i > 0 ? " " : "", q->options[i].id);
    }
    for (size_t p = 0; p < q->prompt_count; p++) {
        size_t i = q->solution[p];
        if (seen >> i & 1)
            continue;
        buf_printf(&ids, "%s%s/%zu", seen != 0 ? " " : "", q->options[i].id, i + 1);
        seen |= 1u << i;
    }
    for (size_t i = 0; i < q->option_count && q->kind == QUESTION_MATCHING; i++)
        if (!(seen >> i & 1))
            buf_printf(&ids, " %s/%zu", q->options[i].id, i + 1);
    put_token(out, "options", buf_str(&ids));
    buf_release(&ids);
}

/* Is it what GIFT writes as {TRUE}? */
static bool is_true_false(const struct question *q)
{
    return q->kind == QUESTION_CHOICE && q->option_count == 2 && q->select == 1 &&
           strcmp(q->options[0].text, "True") == 0 &&
           strcmp(q->options[1].text, "False") == 0;
}

static void put_comment(struct gift_out *g, const struct question *q)
{
    struct buf prompts = {0};
    buf_text(g->out, "//");
    put_token(g->out, "id", q->id);
    for (size_t i = 0; i < q->topics.count; i++)
        put_token(g->out, "tag", q->topics.text[i]);
    put_token(g->out, "domain", domain_title(g->bank, q->domain));
    put_token(g->out, "skill", q->skill);
    put_token(g->out, "difficulty", difficulty_name(q->difficulty));
    if (q->kind == QUESTION_ORDERING)
        put_token(g->out, "type", question_kind_name(q->kind));
    if (q->keep_order != is_true_false(q))
        put_token(g->out, "keep_order", q->keep_order ? "true" : "false");
    if (q->kind == QUESTION_MATCHING || !carry_has_letters(q))
        put_option_ids(g->out, q);
    for (size_t i = 0; i < q->prompt_count; i++)
        buf_printf(&prompts, "%s%s", i > 0 ? " " : "", q->prompts[i].id);
    put_token(g->out, "prompts", buf_str(&prompts));
    buf_char(g->out, '\n');
    buf_release(&prompts);
}

/* TEXT behind the mark of its format where it would be read as one. */
static void put_text(struct buf *out, const char *text)
{
    for (size_t i = 0; i < COUNT(gift_format_names); i++)
        if (strncmp(text, gift_format_names[i], strlen(gift_format_names[i])) == 0)
            buf_text(out, gift_format_names[MOODLE_MARKDOWN]);
    gift_escape(out, text);
}

static void put_why(struct buf *out, const char *why)
{
    if (*why == '\0')
        return;
    buf_char(out, '#');
    put_text(out, why);
}

static void put_true_false(struct gift_out *g, const struct question *q)
{
    bool is_true = q->options[0].is_key;
    const char *right = q->options[is_true ? 0 : 1].why;
    const char *wrong = q->options[is_true ? 1 : 0].why;
    buf_text(g->out, is_true ? "\n\tTRUE" : "\n\tFALSE");
    put_why(g->out, wrong);
    if (*wrong == '\0' && *right != '\0')
        buf_char(g->out, '#');
    put_why(g->out, right);
}

/* A right option is worth its share, a wrong one takes all: what is not exactly right
 * earns nothing. Moodle knows 33.33333 and its like by their five places. */
static void put_weight(struct gift_out *g, const struct question *q,
                       const struct option *o)
{
    if (o->is_key) {
        buf_text(g->out, "~%");
        moodle_weight(g->out, q->select);
        buf_char(g->out, '%');
    } else {
        buf_text(g->out, "~%-100%");
    }
}

static void put_options(struct gift_out *g, const struct question *q)
{
    for (size_t i = 0; i < q->option_count; i++) {
        const struct option *o = &q->options[i];
        buf_text(g->out, "\n\t");
        if (q->select > 1)
            put_weight(g, q, o);
        else if (o->is_key)
            buf_char(g->out, '=');
        else
            buf_text(g->out, *o->text == '%' ? "~%0%" : "~");
        put_text(g->out, o->text);
        put_why(g->out, o->why);
    }
}

/* The right side of a pair, which is plain text there. */
static void put_plain(struct gift_out *g, const struct option *o)
{
    struct buf plain = {0};
    g->has_stripped |= inline_plain(&plain, o->text, HTML_ENTRY);
    gift_escape(g->out, buf_str(&plain));
    buf_release(&plain);
}

/* The left side of a pair; an arrow in it would end it. */
static void put_left(struct gift_out *g, const struct question *q, const char *text)
{
    struct buf left = {0};
    const char *arrow;
    for (; (arrow = strstr(text, "->")) != NULL; text = arrow + 2) {
        lose(g, q, "prompts", "an arrow in it is written as \xe2\x86\x92");
        buf_add(&left, text, (size_t)(arrow - text));
        buf_text(&left, "\xe2\x86\x92");
    }
    buf_text(&left, text);
    put_text(g->out, left.bytes);
    buf_release(&left);
}

/* Pairs in the order of the prompts; then what matches none, with an empty left side. */
static void put_pairs(struct gift_out *g, const struct question *q)
{
    uint32_t used = 0;
    for (size_t p = 0; p < q->prompt_count; p++) {
        buf_text(g->out, "\n\t=");
        put_left(g, q, q->prompts[p].text);
        buf_text(g->out, " -> ");
        put_plain(g, &q->options[q->solution[p]]);
        used |= 1u << q->solution[p];
    }
    for (size_t i = 0; i < q->option_count; i++) {
        if (used >> i & 1)
            continue;
        buf_text(g->out, "\n\t= -> ");
        put_plain(g, &q->options[i]);
    }
}

static void put_steps(struct gift_out *g, const struct question *q)
{
    lose(g, q, "type", "GIFT has no ordering; it is a matching of numbered steps");
    for (size_t i = 0; i < q->option_count; i++) {
        int step = q->options[i].position;
        if (step > 0)
            buf_printf(g->out, "\n\t=Step %d -> ", step);
        else
            buf_text(g->out, "\n\t= -> ");
        put_plain(g, &q->options[i]);
    }
}

static void put_answers(struct gift_out *g, const struct question *q)
{
    g->has_stripped = false;
    if (q->kind == QUESTION_MATCHING)
        put_pairs(g, q);
    else if (q->kind == QUESTION_ORDERING)
        put_steps(g, q);
    else if (is_true_false(q))
        put_true_false(g, q);
    else
        put_options(g, q);
    if (g->has_stripped)
        lose(g, q, "options", "what a pair is matched with is plain text there");
}

static void put_question(struct gift_out *g, const struct question *q)
{
    struct buf text = {0};
    put_comment(g, q);
    if (*q->title != '\0') {
        buf_text(g->out, "::");
        gift_escape(g->out, q->title);
        buf_text(g->out, "::");
    }
    buf_text(g->out, gift_format_names[MOODLE_MARKDOWN]);
    stem_write(q, &text, g->losses);
    gift_escape(g->out, text.bytes);
    buf_text(g->out, " {");
    put_answers(g, q);
    buf_clear(&text);
    feedback_write(q, q->kind != QUESTION_CHOICE, &text);
    if (text.len > 0) {
        buf_text(g->out, "\n\t####");
        put_text(g->out, text.bytes);
    }
    buf_text(g->out, "\n}\n\n");
    buf_release(&text);
}

static void put_category(struct gift_out *g, const char *title)
{
    buf_text(g->out, "$CATEGORY: ");
    moodle_category_name(g->out, title);
    buf_text(g->out, "\n\n");
}

int gift_write(const struct bank *bank, const struct format_plan *plan, struct buf *out,
               struct err *err)
{
    (void)err;
    struct gift_out g = {.bank = bank, .losses = plan->losses, .out = out};
    const struct carry carry = {"GIFT", carry_no_proof};
    const char *domain = "";
    for (size_t i = 0; i < bank->question_count; i++) {
        const struct question *q = &bank->questions[i];
        if (strcmp(q->domain, domain) != 0 && *q->domain != '\0')
            put_category(&g, domain_title(bank, q->domain));
        domain = q->domain;
        put_question(&g, q);
    }
    carry_tell(&carry, bank, plan->losses);
    return 0;
}
