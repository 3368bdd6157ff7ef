/*
 * format_moodle.c - Moodle XML: its row, and the way in.
 *
 * In:   <quiz> of <question type="...">, or one <question> alone.
 * Out:  drafts. The way out is moodle_write.c, which also tells how what Moodle has no
 *       place for stands there: as tags ("domain: ..."), attributes that Moodle passes
 *       over, and the parts of the general feedback (feedback.h).
 *
 * What Moodle's own import takes is taken: question/format/xml/format.php. A text that is
 * there twice is the last of them; its markup is HTML where it does not say.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "feedback.h"
#include "formats.h"
#include "moodle.h"
#include "moodle_text.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"
#include "stem.h"
#include "xml.h"

struct moodle {
    struct xml_taker taker;
    struct import *in;
    struct draft draft;
    struct buf category; /* in force */
    struct buf text;     /* for one text at a time */
    char fault[160];     /* of the question at hand; "": none */
    struct place fault_at;
};

/* --- texts --- */

static const struct xml_node *last_child(const struct xml_node *node, const char *name)
{
    const struct xml_node *last = NULL, *c = xml_child(node, name);
    for (; c != NULL; c = xml_sibling(c, name))
        last = c;
    return last;
}

/* What stands in NODE's <text>, or in itself; elements in it are HTML that forgot to be
 * escaped. */
static void raw_text(const struct xml_node *node, struct buf *out)
{
    const struct xml_node *text = last_child(node, "text");
    bool has_elements = false;
    buf_clear(out);
    buf_text(out, "");
    if (text == NULL)
        text = node;
    for (const struct xml_node *c = text != NULL ? text->first : NULL; c != NULL;
         c = c->next)
        has_elements |= c->name != NULL;
    if (has_elements)
        xml_inner(text, out);
    else
        xml_text(text, out);
}

static enum moodle_format format_of_text(const struct xml_node *node)
{
    static const struct {
        const char *name;
        enum moodle_format format;
    } formats[] = {
        {"moodle_auto_format", MOODLE_AUTO    },
        {"plain_text",         MOODLE_PLAIN   },
        {"markdown",           MOODLE_MARKDOWN},
        {"wiki_like",          MOODLE_PLAIN   },
    };
    const char *name = xml_attr(node, "format");
    for (size_t i = 0; i < COUNT(formats) && name != NULL; i++)
        if (strcmp(formats[i].name, name) == 0)
            return formats[i].format;
    return MOODLE_HTML;
}

/* The text of NODE as Markdown, in m->text until the next call. */
static const struct buf *text_in(struct moodle *m, const struct xml_node *node,
                                 enum moodle_format format, enum html_shape shape,
                                 const char *field)
{
    struct buf raw = {0};
    buf_clear(&m->text);
    buf_text(&m->text, "");
    if (node == NULL)
        return &m->text;
    raw_text(node, &raw);
    moodle_text(&m->text, format, buf_str(&raw), raw.len, shape, &m->draft, node->at,
                field);
    for (const struct xml_node *f = xml_child(node, "file"); f != NULL;
         f = xml_sibling(f, "file")) {
        const char *name = xml_attr(f, "name");
        name = name != NULL ? name : "";
        draft_left_out(&m->draft, f->at, field, "a bank has no files: '%s'",
                       text_excerpt(name, strlen(name)).text);
    }
    buf_release(&raw);
    return &m->text;
}

static const struct buf *html_in(struct moodle *m, const struct xml_node *node,
                                 enum html_shape shape, const char *field)
{
    return text_in(m, node, format_of_text(node), shape, field);
}

static const struct buf *plain_in(struct moodle *m, const struct xml_node *node,
                                  enum html_shape shape, const char *field)
{
    return text_in(m, node, MOODLE_PLAIN, shape, field);
}

static void set(struct moodle *m, const char **field, const struct buf *text)
{
    draft_set(&m->draft, field, text->bytes, text->len);
}

/* A word without markup: "true", "100", an id. */
static void word_in(const struct xml_node *node, struct buf *out)
{
    raw_text(node, out);
    while (out->len > 0 && strchr(" \t\r\n", out->bytes[out->len - 1]) != NULL)
        out->bytes[--out->len] = '\0';
    size_t skip = strspn(buf_str(out), " \t\r\n");
    memmove(out->bytes, out->bytes + skip, out->len - skip + 1);
    out->len -= skip;
}

/* Does <NAME> of the question say yes? IF_MISSING when it is not there. */
static bool says(const struct xml_node *question, const char *name, bool if_missing)
{
    const struct xml_node *node = last_child(question, name);
    struct buf word = {0};
    if (node == NULL)
        return if_missing;
    word_in(node, &word);
    bool is_yes = strcmp(buf_str(&word), "1") == 0 || strcmp(buf_str(&word), "true") == 0;
    buf_release(&word);
    return is_yes;
}

/* Digits of TEXT as hundred-thousandths, with a point or a comma, into VALUE. False when
 * something else is there. */
static bool to_weight(const char *text, long *value)
{
    static const char space[] = " \t\r\n";
    long unit = 100000;
    *value = 0;
    text += strspn(text, space);
    bool is_minus = *text == '-';
    text += is_minus || *text == '+';
    const char *digits = text;
    for (; *text >= '0' && *text <= '9' && *value < 1000L * 100000; text++)
        *value = *value * 10 + (*text - '0') * 100000L;
    bool is_number = text > digits;
    if (is_number && (*text == '.' || *text == ','))
        for (text++; *text >= '0' && *text <= '9'; text++)
            *value += (*text - '0') * (unit /= 10);
    *value = is_minus ? -*value : *value;
    return is_number && text[strspn(text, space)] == '\0';
}

/* The weight of ANSWER in hundred-thousandths of a percent: 0 where it has none, as in
 * Moodle. What is no number leaves the question out. */
static long weight_of(struct moodle *m, const struct xml_node *answer)
{
    const char *text = xml_attr(answer, "fraction");
    long weight = 0;
    if (text != NULL && !to_weight(text, &weight) && *m->fault == '\0') {
        snprintf(m->fault, sizeof m->fault, "the fraction '%s' of an answer is no number",
                 text_excerpt(text, strlen(text)).text);
        m->fault_at = answer->at;
    }
    return weight;
}

/* --- options --- */

static struct option *add_option(struct moodle *m, const struct xml_node *answer,
                                 const struct buf *text)
{
    struct option *o = draft_option(&m->draft, answer->at, text->bytes, text->len);
    const char *id = xml_attr(answer, "id");
    if (id != NULL)
        o->id = draft_slug(m->in, id, strlen(id));
    return o;
}

static void add_why(struct moodle *m, struct option *o, const struct xml_node *answer)
{
    set(m, &o->why, html_in(m, last_child(answer, "feedback"), HTML_ENTRY, "why"));
}

/* What the weights of a choice say beyond right and wrong. */
struct weights {
    bool is_single;
    bool is_set; /* all or nothing: each right one is worth all */
    long full;   /* of a choice of one: what the best option is worth */
    size_t right;
    long least, most, sum; /* of the right ones */
    bool has_parts, has_fines;
};

enum { ALL = 100 * 100000 };

static void weigh(struct weights *w, struct option *o, long weight)
{
    enum { ROUNDED = 10 };
    o->is_key = w->is_single ? weight > 0 && weight == w->full : weight > 0;
    w->has_parts |= weight > 0 && !o->is_key;
    w->has_fines |= weight < 0 && (w->is_single || weight > -ALL + ROUNDED);
    if (!o->is_key)
        return;
    w->least = w->right == 0 || weight < w->least ? weight : w->least;
    w->most = weight > w->most ? weight : w->most;
    w->sum += weight;
    w->right++;
}

static void tell_weights(struct moodle *m, const struct weights *w)
{
    struct draft *d = &m->draft;
    enum { ROUNDED = 1000 }; /* 33.33333 and 33.34 are the same to their authors */
    if (w->is_single && w->right > 1)
        draft_changed(d, d->q.at, "options",
                      "%zu options are right there, each alone; here all of them are to "
                      "be picked",
                      w->right);
    if (w->has_parts)
        draft_changed(d, d->q.at, "options",
                      "an option that is worth a part of the mark is wrong here");
    long whole = w->is_single ? w->full : w->sum;
    bool is_whole = w->is_set || labs(whole - ALL) <= ROUNDED * (long)w->right;
    if (w->has_fines || w->most - w->least > ROUNDED || (w->right > 0 && !is_whole))
        draft_changed(d, d->q.at, "options",
                      "the weights of its options are gone; marks are given by policy");
}

static void read_weighed(struct moodle *m, const struct xml_node *question,
                         struct weights w)
{
    const struct xml_node *a;
    for (a = xml_child(question, "answer"); a != NULL; a = xml_sibling(a, "answer"))
        w.full = weight_of(m, a) > w.full ? weight_of(m, a) : w.full;
    for (a = xml_child(question, "answer"); a != NULL; a = xml_sibling(a, "answer")) {
        struct option *o = add_option(m, a, html_in(m, a, HTML_ENTRY, "options"));
        add_why(m, o, a);
        weigh(&w, o, weight_of(m, a));
        if (xml_attr(a, "fraction") == NULL)
            draft_changed(&m->draft, a->at, "options",
                          "an answer without a fraction is wrong here, as in Moodle");
    }
    tell_weights(m, &w);
}

static void read_choice(struct moodle *m, const struct xml_node *question)
{
    read_weighed(m, question,
                 (struct weights){.is_single = says(question, "single", true)});
}

static void read_set(struct moodle *m, const struct xml_node *question)
{
    read_weighed(m, question, (struct weights){.is_set = true});
}

/* The answers stand in any order; here True is first. */
static void read_true_false(struct moodle *m, const struct xml_node *question)
{
    struct buf word = {0};
    for (int i = 0; i < 2; i++) {
        const char *want = i == 0 ? "true" : "false";
        for (const struct xml_node *a = xml_child(question, "answer"); a != NULL;
             a = xml_sibling(a, "answer")) {
            word_in(a, &word);
            if (strcmp(buf_str(&word), want) != 0)
                continue;
            struct option *o =
                draft_option(&m->draft, a->at, i == 0 ? "True" : "False", i == 0 ? 4 : 5);
            o->id = want;
            o->is_key = weight_of(m, a) > 0;
            add_why(m, o, a);
        }
    }
    m->draft.q.keep_order = true;
    if (m->draft.options_met != 2 && *m->fault == '\0') {
        snprintf(m->fault, sizeof m->fault,
                 "the answers of a true or false question have to be 'true' and 'false'");
        m->fault_at = question->at;
    }
    buf_release(&word);
}

/* --- steps and pairs --- */

/* The fraction of a step is its place; where these are not 1 to n, the steps stand in
 * their order, which Moodle writes. */
static void read_ordering(struct moodle *m, const struct xml_node *question)
{
    enum { ONE = 100000 };
    struct draft *d = &m->draft;
    struct buf type = {0};
    uint32_t taken = 0;
    long last = 0;
    bool is_rising = true, has_places = false;
    d->q.kind = QUESTION_ORDERING;
    for (const struct xml_node *a = xml_child(question, "answer"); a != NULL;
         a = xml_sibling(a, "answer")) {
        struct option *o = add_option(m, a, html_in(m, a, HTML_ENTRY, "options"));
        long weight = weight_of(m, a), place = weight / ONE;
        add_why(m, o, a);
        if (place >= 1 && place <= LIMIT_OPTIONS)
            taken |= 1u << (place - 1);
        o->position = (int)place;
        has_places |= xml_attr(a, "fraction") != NULL;
        is_rising &= d->options_met == 1 || weight > last;
        last = weight;
    }
    bool is_said = d->options_met <= LIMIT_OPTIONS && taken == (1u << d->options_met) - 1;
    for (size_t i = 0; i < d->options_met && i < LIMIT_OPTIONS && !is_said; i++)
        d->options[i].position = (int)i + 1;
    if (!is_said && has_places && !is_rising)
        draft_changed(d, d->q.at, "options",
                      "the fractions of its steps are no places; the order in the file "
                      "is the right one here");
    word_in(last_child(question, "selecttype"), &type);
    if (type.len > 0 && strcasecmp(type.bytes, "ALL") != 0 &&
        strcmp(type.bytes, "0") != 0)
        draft_changed(d, d->q.at, "options",
                      "some of its steps are asked for there, and all of them here");
    buf_release(&type);
}

/* One option for all pairs that match it. */
static struct option *find_or_add(struct moodle *m, const struct xml_node *answer)
{
    struct draft *d = &m->draft;
    const struct buf *text = plain_in(m, answer, HTML_ENTRY, "options");
    const char *id = xml_attr(answer, "id");
    const char *wanted = draft_text(m->in, text->bytes, text->len);
    id = id != NULL ? draft_slug(m->in, id, strlen(id)) : NULL;
    for (size_t i = 0; i < d->options_met && i < LIMIT_OPTIONS; i++)
        if (strcmp(d->options[i].text, wanted) == 0 &&
            (id == NULL || strcmp(d->options[i].id, id) == 0))
            return &d->options[i];
    struct option *o = draft_option(d, answer->at, wanted, strlen(wanted));
    char letter[] = {(char)('a' + (o - d->options)), '\0'};
    o->id = id != NULL ? id : draft_text(m->in, letter, 1);
    return o;
}

/* "Step 3" where a matching stands for an ordering: 3; 0 for none. */
static int step_of(const char *text)
{
    if (strncmp(text, "Step ", 5) != 0)
        return 0;
    long step = strtol(text + 5, NULL, 10);
    return step > 0 && step <= LIMIT_OPTIONS ? (int)step : 0;
}

/* In a matching the options stand in the order of their pairs; `place` is where they
 * stood. Nothing is moved unless each place is taken once. */
static void reorder(struct draft *d, const size_t places[])
{
    struct option sorted[LIMIT_OPTIONS];
    uint32_t taken = 0;
    for (size_t i = 0; i < d->options_met; i++) {
        if (places[i] < 1 || places[i] > d->options_met)
            return;
        taken |= 1u << (places[i] - 1);
        sorted[places[i] - 1] = d->options[i];
    }
    if (taken == (1u << d->options_met) - 1)
        memcpy(d->options, sorted, d->options_met * sizeof *sorted);
}

static void read_pair(struct moodle *m, const struct xml_node *pair, bool is_ordering,
                      size_t places[])
{
    struct draft *d = &m->draft;
    const struct xml_node *answer = last_child(pair, "answer");
    const char *id = xml_attr(pair, "id"), *place = xml_attr(answer, "place");
    if (answer == NULL) {
        draft_left_out(d, pair->at, "prompts", "a pair of it has no <answer>");
        return;
    }
    struct option *o = find_or_add(m, answer);
    if (place != NULL)
        places[o - d->options] = strtoul(place, NULL, 10);
    const struct buf *text = html_in(m, pair, HTML_ENTRY, "prompts");
    const char *left = draft_text(m->in, text->bytes, text->len);
    if (is_ordering) {
        o->position = step_of(left);
    } else if (*left != '\0') {
        struct prompt *p = draft_prompt(d, pair->at, left, strlen(left));
        p->match = o->id;
        p->id = id != NULL ? draft_slug(m->in, id, strlen(id)) : "";
    }
}

static void read_matching(struct moodle *m, const struct xml_node *question)
{
    struct draft *d = &m->draft;
    size_t places[LIMIT_OPTIONS] = {0};
    const char *stands_for = xml_attr(question, "stands-for");
    bool is_ordering = stands_for != NULL && strcmp(stands_for, "ordering") == 0;
    d->q.kind = is_ordering ? QUESTION_ORDERING : QUESTION_MATCHING;
    for (const struct xml_node *pair = xml_child(question, "subquestion"); pair != NULL;
         pair = xml_sibling(pair, "subquestion"))
        if (d->options_met <= LIMIT_OPTIONS && d->prompts_met <= LIMIT_OPTIONS)
            read_pair(m, pair, is_ordering, places);
    if (d->options_met <= LIMIT_OPTIONS)
        reorder(d, places);
}

/* --- types --- */

static const struct type {
    const char *name;
    void (*read)(struct moodle *m, const struct xml_node *question);
    const char *noun; /* of those that a bank has not */
} types[] = {
    {"multichoice",      read_choice,     NULL                 },
    {"multichoiceset",   read_set,        NULL                 },
    {"truefalse",        read_true_false, NULL                 },
    {"matching",         read_matching,   NULL                 },
    {"ddmatch",          read_matching,   NULL                 },
    {"ordering",         read_ordering,   NULL                 },
    {"shortanswer",      NULL,            "short answer"       },
    {"numerical",        NULL,            "numerical"          },
    {"essay",            NULL,            "essay"              },
    {"cloze",            NULL,            "cloze"              },
    {"multianswer",      NULL,            "cloze"              },
    {"calculated",       NULL,            "calculated"         },
    {"calculatedsimple", NULL,            "calculated"         },
    {"calculatedmulti",  NULL,            "calculated"         },
    {"gapselect",        NULL,            "missing words"      },
    {"ddwtos",           NULL,            "drag and drop"      },
    {"ddimageortext",    NULL,            "drag and drop"      },
    {"ddmarker",         NULL,            "drag and drop"      },
    {"randomsamatch",    NULL,            "random short answer"},
};

static const struct type *type_of(const char *name)
{
    for (size_t i = 0; i < COUNT(types) && name != NULL; i++)
        if (strcmp(types[i].name, name) == 0)
            return &types[i];
    return NULL;
}

/* Why a question of this type is left out. */
static void tell_type(struct moodle *m, const char *name, const struct type *type)
{
    struct draft *d = &m->draft;
    if (name == NULL)
        draft_left_out(d, d->q.at, "question", "it does not say its type");
    else if (strcmp(name, "description") == 0)
        draft_left_out(d, d->q.at, "question", "it is a description, which asks nothing");
    else if (type == NULL)
        draft_left_out(d, d->q.at, "question", "a bank has no questions of type '%s'",
                       text_excerpt(name, strlen(name)).text);
    else
        draft_left_out(d, d->q.at, "question", "a bank has no %s questions", type->noun);
}

/* --- what stands around the answers --- */

static void take_tag(struct moodle *m, const char *tag)
{
    struct draft *d = &m->draft;
    const char *colon = strstr(tag, ": "), *value = colon != NULL ? colon + 2 : "";
    size_t name = colon != NULL ? (size_t)(colon - tag) : 0;
    long difficulty = difficulty_find(value);
    if (name == 6 && memcmp(tag, "domain", 6) == 0)
        draft_domain(d, value, strlen(value));
    else if (name == 5 && memcmp(tag, "skill", 5) == 0)
        draft_set(d, &d->q.skill, value, strlen(value));
    else if (name == 10 && memcmp(tag, "difficulty", 10) == 0 && difficulty > 0)
        d->q.difficulty = (enum difficulty)difficulty;
    else
        draft_topic(d, tag, strlen(tag));
}

static void read_tags(struct moodle *m, const struct xml_node *question)
{
    struct buf tag = {0};
    const struct xml_node *t = xml_child(xml_child(question, "tags"), "tag");
    for (; t != NULL; t = xml_sibling(t, "tag")) {
        word_in(t, &tag);
        take_tag(m, buf_str(&tag));
    }
    moodle_category(&m->draft, buf_str(&m->category), m->category.len);
    buf_release(&tag);
}

static void read_head(struct moodle *m, const struct xml_node *question)
{
    struct draft *d = &m->draft;
    struct buf id = {0};
    word_in(last_child(question, "idnumber"), &id);
    if (id.len > 0)
        draft_id(d, id.bytes, id.len);
    set(m, &d->q.title, plain_in(m, last_child(question, "name"), HTML_INLINE, "title"));
    if (id.len > 0 && strcmp(d->q.title, id.bytes) == 0)
        d->q.title = ""; /* Moodle wants a name, so it was written as one */
    buf_release(&id);
    const struct buf *text =
        html_in(m, last_child(question, "questiontext"), HTML_BLOCKS, "prompt");
    stem_read(d, text->bytes, text->len);
}

/* What every question of Moodle has and says nothing of its author. */
static bool is_stock(const char *text)
{
    static const char *const stock[] = {"", "Your answer is correct.",
                                        "Your answer is partially correct.",
                                        "Your answer is incorrect."};
    for (size_t i = 0; i < COUNT(stock); i++)
        if (strcmp(text, stock[i]) == 0)
            return true;
    return false;
}

static void tell_rest(struct moodle *m, const struct xml_node *question)
{
    static const char *const combined[] = {"correctfeedback", "partiallycorrectfeedback",
                                           "incorrectfeedback"};
    struct draft *d = &m->draft;
    struct buf word = {0};
    const struct xml_node *hint = xml_child(question, "hint");
    if (hint != NULL)
        draft_left_out(d, hint->at, "hint", "a bank has no hints");
    for (size_t i = 0; i < COUNT(combined); i++) {
        const struct xml_node *node = last_child(question, combined[i]);
        const struct buf *text = html_in(m, node, HTML_INLINE, combined[i]);
        if (!is_stock(buf_str(text)))
            draft_left_out(d, node->at, combined[i],
                           "feedback of a bank belongs to an option or to all");
    }
    if (says(question, "hidden", false))
        draft_changed(d, d->q.at, "question", "it is hidden in Moodle, and is not here");
    const struct xml_node *grade = last_child(question, "defaultgrade");
    word_in(grade, &word);
    if (grade != NULL && strtod(buf_str(&word), NULL) != 1.0)
        draft_changed(d, grade->at, "question", "it is worth %s there, and one mark here",
                      text_excerpt(buf_str(&word), word.len).text);
    buf_release(&word);
}

/* --- a question --- */

static void read_question(struct moodle *m, const struct xml_node *question)
{
    struct draft *d = &m->draft;
    const char *name = xml_attr(question, "type");
    const struct type *type = type_of(name);
    draft_begin(d, m->in, question->at);
    read_head(m, question);
    if (type == NULL || type->read == NULL) {
        tell_type(m, name, type);
        draft_drop(d);
        return;
    }
    read_tags(m, question);
    d->q.keep_order = !says(question, "shuffleanswers", true);
    *m->fault = '\0';
    type->read(m, question);
    if (*m->fault != '\0') {
        draft_left_out(d, m->fault_at, "question", "%s", m->fault);
        draft_drop(d);
        return;
    }
    const struct xml_node *general = last_child(question, "generalfeedback");
    const struct buf *text = html_in(m, general, HTML_BLOCKS, "explanation.why");
    feedback_read(d, general != NULL ? general->at : d->q.at, text->bytes, text->len);
    tell_rest(m, question);
    draft_end(d);
}

static void take(struct xml_taker *taker, const struct xml_node *question)
{
    struct moodle *m = (struct moodle *)taker;
    const char *type = xml_attr(question, "type");
    if (type != NULL && strcmp(type, "category") == 0)
        word_in(last_child(question, "category"), &m->category);
    else
        read_question(m, question);
}

static bool is_moodle(const char *root)
{
    return strcmp(root, "quiz") == 0 || strcmp(root, "question") == 0;
}

static void read(struct import *in, char *text, size_t len)
{
    struct moodle m = {
        .taker = {"question", take},
          .in = in
    };
    char root[64];
    if (xml_root_name(text, len, root) && !is_moodle(root)) {
        diag_error(in->sink, (struct place){in->path, 1, 1}, "format",
                   "the root of Moodle XML is <quiz>, not <%s>",
                   text_excerpt(root, strlen(root)).text);
        return;
    }
    xml_each(&m.taker, in->path, text, len, in->sink);
    buf_release(&m.category);
    buf_release(&m.text);
}

static bool recognise(const char *text, size_t len)
{
    char root[64];
    return xml_root_name(text, len, root) && is_moodle(root);
}

static const char *const exts[] = {".xml", NULL};

const struct format format_moodle = {
    .name = "moodle",
    .title = "Moodle XML",
    .exts = exts,
    .recognise = recognise,
    .read = read,
    .write = moodle_write,
};
