/*
 * moodle_write.c - a bank as Moodle XML.
 *
 * What Moodle has no place for stands where it does no harm and can be read again: the
 * domain, skill and difficulty as tags, ids as attributes that Moodle passes over, the
 * explanation in the general feedback, with the reasons where the type has no feedback
 * beside its answers. An ordering with steps that do not belong is a matching of "Step 1"
 * and so on, because Moodle's ordering has none.
 */
#include "moodle.h"

#include <stdio.h>
#include <string.h>

#include "carry.h"
#include "feedback.h"
#include "html_text.h"
#include "inline.h"
#include "moodle_text.h"
#include "stem.h"
#include "xml.h"

struct moodle_out {
    const struct bank *bank;
    struct loss_sink *losses;
    struct xml_writer xml;
    const struct question *q; /* at hand */
};

static void lose(struct moodle_out *m, const char *field, const char *what)
{
    loss_changed(m->losses, (struct place){0}, m->q->id, field, "%s", what);
}

static const char *domain_title(const struct bank *bank, const char *id)
{
    long place = bank_domain(bank, id);
    return place >= 0 ? bank->exam.domains[place].title : id;
}

/* --- texts --- */

static void put_plain(struct moodle_out *m, const char *text, enum html_shape shape,
                      const char *field)
{
    struct buf plain = {0};
    buf_text(&plain, "");
    if (inline_plain(&plain, text, shape))
        lose(m, field, "it is plain text there");
    xml_value(&m->xml, "text", plain.bytes);
    buf_release(&plain);
}

/* <text> of HTML. What does not come back as it is now is told. */
static void put_html(struct moodle_out *m, const char *text, enum html_shape shape,
                     const char *field)
{
    struct buf html = {0};
    if (!html_write_checked(&html, text, shape))
        lose(m, field, "its Markdown is written in another way");
    xml_cdata(&m->xml, "text", buf_str(&html));
    buf_release(&html);
}

static void put_feedback(struct moodle_out *m, const char *why)
{
    if (*why == '\0')
        return;
    xml_open(&m->xml, "feedback", "format", "html", NULL);
    put_html(m, why, HTML_ENTRY, "why");
    xml_close(&m->xml);
}

/* --- answers --- */

static void put_answer(struct moodle_out *m, const struct option *o, const char *fraction,
                       bool with_feedback)
{
    xml_open(&m->xml, "answer", "fraction", fraction, "format", "html", "id", o->id,
             NULL);
    put_html(m, o->text, HTML_ENTRY, "options");
    if (with_feedback)
        put_feedback(m, o->why);
    xml_close(&m->xml);
}

/* A right option is worth its share, a wrong one of several takes all: what is not
 * exactly right earns nothing. */
static void put_choice(struct moodle_out *m)
{
    const struct question *q = m->q;
    struct buf share = {0};
    moodle_weight(&share, q->select);
    xml_value(&m->xml, "single", q->select == 1 ? "true" : "false");
    xml_value(&m->xml, "answernumbering", "ABCD");
    for (size_t i = 0; i < q->option_count; i++)
        put_answer(m, &q->options[i],
                   q->options[i].is_key ? share.bytes
                   : q->select > 1      ? "-100"
                                        : "0",
                   true);
    buf_release(&share);
}

static void put_true_false(struct moodle_out *m)
{
    for (size_t i = 0; i < 2; i++) {
        const struct option *o = &m->q->options[i];
        xml_open(&m->xml, "answer", "fraction", o->is_key ? "100" : "0", "format",
                 "moodle_auto_format", NULL);
        xml_value(&m->xml, "text", o->id);
        put_feedback(m, o->why);
        xml_close(&m->xml);
    }
}

static void put_steps(struct moodle_out *m)
{
    char fraction[32];
    for (size_t i = 0; i < m->q->option_count; i++) {
        snprintf(fraction, sizeof fraction, "%d.0000000", m->q->options[i].position);
        put_answer(m, &m->q->options[i], fraction, false);
    }
}

/* LEFT is Markdown; "" for what matches nothing. */
static void put_pair(struct moodle_out *m, const char *left, const char *left_id,
                     size_t option)
{
    const struct option *o = &m->q->options[option];
    char place[32];
    snprintf(place, sizeof place, "%zu", option + 1);
    xml_open(&m->xml, "subquestion", "format", "html", "id", left_id, NULL);
    put_html(m, left, HTML_ENTRY, "prompts");
    xml_open(&m->xml, "answer", "id", o->id, "place", place, NULL);
    put_plain(m, o->text, HTML_ENTRY, "options");
    xml_close(&m->xml);
    xml_close(&m->xml);
}

static void put_pairs(struct moodle_out *m)
{
    const struct question *q = m->q;
    uint32_t used = 0;
    for (size_t p = 0; p < q->prompt_count; p++) {
        put_pair(m, q->prompts[p].text, q->prompts[p].id, q->solution[p]);
        used |= 1u << q->solution[p];
    }
    for (size_t i = 0; i < q->option_count; i++)
        if (!(used >> i & 1))
            put_pair(m, "", NULL, i);
}

static void put_numbered_steps(struct moodle_out *m)
{
    char left[32];
    lose(m, "type",
         "Moodle's ordering has no steps that do not belong; it is a matching "
         "of numbered steps");
    for (size_t i = 0; i < m->q->option_count; i++) {
        snprintf(left, sizeof left, "Step %d", m->q->options[i].position);
        put_pair(m, m->q->options[i].position > 0 ? left : "", NULL, i);
    }
}

/* --- types --- */

static bool is_true_false(const struct question *q)
{
    return q->kind == QUESTION_CHOICE && q->option_count == 2 && q->select == 1 &&
           q->keep_order && strcmp(q->options[0].id, "true") == 0 &&
           strcmp(q->options[1].id, "false") == 0 &&
           strcmp(q->options[0].text, "True") == 0 &&
           strcmp(q->options[1].text, "False") == 0;
}

static bool has_foreign_steps(const struct question *q)
{
    for (size_t i = 0; i < q->option_count; i++)
        if (q->options[i].position == 0)
            return true;
    return false;
}

static const struct type {
    const char *name, *stands_for;
    void (*put)(struct moodle_out *m);
} choice = {"multichoice", NULL, put_choice},
  true_false = {"truefalse", NULL, put_true_false},
  ordering = {"ordering", NULL, put_steps}, matching = {"matching", NULL, put_pairs},
  numbered = {"matching", "ordering", put_numbered_steps};

static const struct type *type_of(const struct question *q)
{
    if (q->kind == QUESTION_MATCHING)
        return &matching;
    if (q->kind == QUESTION_ORDERING)
        return has_foreign_steps(q) ? &numbered : &ordering;
    return is_true_false(q) ? &true_false : &choice;
}

/* --- what stands around the answers --- */

static void put_tag(struct moodle_out *m, const char *name, const char *value)
{
    struct buf tag = {0};
    if (*value == '\0')
        return;
    buf_printf(&tag, "%s%s", name, value);
    xml_open(&m->xml, "tag", NULL);
    xml_value(&m->xml, "text", tag.bytes);
    xml_close(&m->xml);
    buf_release(&tag);
}

static void put_tags(struct moodle_out *m)
{
    const struct question *q = m->q;
    xml_open(&m->xml, "tags", NULL);
    for (size_t i = 0; i < q->topics.count; i++)
        put_tag(m, "", q->topics.text[i]);
    put_tag(m, "domain: ", domain_title(m->bank, q->domain));
    put_tag(m, "skill: ", q->skill);
    put_tag(m, "difficulty: ", difficulty_name(q->difficulty));
    xml_close(&m->xml);
}

static void put_head(struct moodle_out *m)
{
    const struct question *q = m->q;
    struct buf text = {0};
    xml_open(&m->xml, "name", NULL);
    put_plain(m, *q->title != '\0' ? q->title : q->id, HTML_INLINE, "title");
    xml_close(&m->xml);
    xml_open(&m->xml, "questiontext", "format", "html", NULL);
    stem_write(q, &text, m->losses);
    put_html(m, buf_str(&text), HTML_BLOCKS,
             *q->scenario != '\0' || q->case_study != NULL ? "scenario" : "prompt");
    xml_close(&m->xml);
    buf_clear(&text);
    feedback_write(q, q->kind != QUESTION_CHOICE, &text);
    xml_open(&m->xml, "generalfeedback", "format", "html", NULL);
    put_html(m, buf_str(&text), HTML_BLOCKS, "explanation");
    xml_close(&m->xml);
    buf_release(&text);
    xml_value(&m->xml, "defaultgrade", "1.0000000");
    xml_value(&m->xml, "penalty", "0.3333333");
    xml_value(&m->xml, "hidden", "0");
    xml_value(&m->xml, "idnumber", q->id);
}

static void put_question(struct moodle_out *m)
{
    const struct type *type = type_of(m->q);
    xml_open(&m->xml, "question", "type", type->name, "stands-for", type->stands_for,
             NULL);
    put_head(m);
    if (type != &true_false)
        xml_value(&m->xml, "shuffleanswers", m->q->keep_order ? "false" : "true");
    type->put(m);
    put_tags(m);
    xml_close(&m->xml);
}

static void put_category(struct moodle_out *m, const char *title)
{
    struct buf path = {0};
    buf_text(&path, "$course$/top/");
    moodle_category_name(&path, title);
    xml_open(&m->xml, "question", "type", "category", NULL);
    xml_open(&m->xml, "category", NULL);
    xml_value(&m->xml, "text", path.bytes);
    xml_close(&m->xml);
    xml_close(&m->xml);
    buf_release(&path);
}

int moodle_write(const struct bank *bank, const struct format_plan *plan, struct buf *out,
                 struct err *err)
{
    (void)err;
    struct moodle_out m = {.bank = bank, .losses = plan->losses};
    const struct carry carry = {"Moodle XML", carry_no_proof};
    const char *domain = "";
    xml_begin(&m.xml, out);
    xml_open(&m.xml, "quiz", NULL);
    for (size_t i = 0; i < bank->question_count; i++) {
        m.q = &bank->questions[i];
        if (strcmp(m.q->domain, domain) != 0 && *m.q->domain != '\0')
            put_category(&m, domain_title(bank, m.q->domain));
        domain = m.q->domain;
        put_question(&m);
    }
    xml_close(&m.xml);
    carry_tell(&carry, bank, plan->losses);
    return 0;
}
