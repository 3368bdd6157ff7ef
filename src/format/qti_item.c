/*
 * qti_item.c - one item of QTI into questions.
 *
 * In:   an <assessmentItem> in the names of QTI 2.x.
 * Out:  a draft for each interaction that a bank has a place for: choice, order, match.
 *
 * The key is <correctResponse>, else what the mapping gives points for. The rules of
 * responseProcessing are not run. Feedback that is named like a choice is its reason, the
 * rest is the explanation.
 */
#include "qti.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "feedback.h"
#include "moodle_text.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"
#include "stem.h"

struct item {
    struct import *in;
    const struct xml_node *node, *meta;
    struct draft draft;
    struct buf html, text;          /* for one text at a time */
    const char *raw[LIMIT_OPTIONS]; /* identifiers of the options, as written */
    const char *raw_prompts[LIMIT_OPTIONS];
    size_t interactions, nth;
    char fault[160]; /* of the key of the question at hand; "": none */
};

/* --- which interactions there are --- */

typedef void interaction_reader(struct item *item, const struct xml_node *node);
static interaction_reader read_choice, read_order, read_match;

static const struct interaction {
    const char *name;
    interaction_reader *read;
    const char *noun; /* of those that a bank has not */
} interactions[] = {
    {"choiceInteraction",           read_choice, NULL           },
    {"orderInteraction",            read_order,  NULL           },
    {"matchInteraction",            read_match,  NULL           },
    {"textEntryInteraction",        NULL,        "short answer" },
    {"extendedTextInteraction",     NULL,        "essay"        },
    {"inlineChoiceInteraction",     NULL,        "missing words"},
    {"gapMatchInteraction",         NULL,        "missing words"},
    {"hottextInteraction",          NULL,        "marking"      },
    {"associateInteraction",        NULL,        "association"  },
    {"hotspotInteraction",          NULL,        "picture"      },
    {"selectPointInteraction",      NULL,        "picture"      },
    {"graphicOrderInteraction",     NULL,        "picture"      },
    {"graphicAssociateInteraction", NULL,        "picture"      },
    {"graphicGapMatchInteraction",  NULL,        "picture"      },
    {"positionObjectInteraction",   NULL,        "picture"      },
    {"sliderInteraction",           NULL,        "numerical"    },
    {"mediaInteraction",            NULL,        "media"        },
    {"drawingInteraction",          NULL,        "drawing"      },
    {"uploadInteraction",           NULL,        "upload"       },
    {"customInteraction",           NULL,        "custom"       },
    {"portableCustomInteraction",   NULL,        "custom"       },
};

static const struct interaction *interaction_of(const struct xml_node *node)
{
    for (size_t i = 0; i < COUNT(interactions); i++)
        if (xml_is(node, interactions[i].name))
            return &interactions[i];
    return NULL;
}

static size_t count_interactions(const struct xml_node *node)
{
    size_t count = 0;
    if (interaction_of(node) != NULL)
        return 1;
    for (const struct xml_node *c = node->first; c != NULL; c = c->next)
        count += count_interactions(c);
    return count;
}

/* --- texts --- */

static const char *identifier(const struct xml_node *node)
{
    const char *id = xml_attr(node, "identifier");
    return id != NULL ? id : "";
}

static bool is_feedback(const struct xml_node *node)
{
    const char *view = xml_attr(node, "view");
    bool is_hidden =
        xml_is(node, "rubricBlock") && view != NULL && strstr(view, "candidate") == NULL;
    return is_hidden || xml_is(node, "feedbackBlock") || xml_is(node, "feedbackInline") ||
           xml_is(node, "modalFeedback");
}

/* An element of QTI around HTML, which is none itself. */
static bool is_wrapper(const struct xml_node *node)
{
    return xml_is(node, "contentBody") || xml_is(node, "rubricBlock");
}

static void begin_element(const struct xml_node *node, struct buf *out)
{
    if (is_wrapper(node))
        buf_text(out, "<div>");
    else
        xml_start_tag(node, out);
}

static void end_element(const struct xml_node *node, struct buf *out)
{
    buf_printf(out, "</%s>", is_wrapper(node) ? "div" : node->name);
}

/* Append what stands in NODE as markup, without feedback, prompt and interactions. */
static void add_content(const struct xml_node *node, struct buf *out)
{
    for (const struct xml_node *c = node->first; c != NULL; c = c->next) {
        if (c->name == NULL) {
            xml_outer(c, out);
            continue;
        }
        if (is_feedback(c) || xml_is(c, "prompt") || interaction_of(c) != NULL)
            continue;
        begin_element(c, out);
        add_content(c, out);
        end_element(c, out);
    }
}

/* What stands in NODE as Markdown, in item->text until the next call. */
static const struct buf *text_in(struct item *item, const struct xml_node *node,
                                 enum html_shape shape, const char *field)
{
    struct buf html = {0};
    buf_clear(&item->text);
    buf_text(&item->text, "");
    if (node == NULL)
        return &item->text;
    add_content(node, &html);
    moodle_html(&item->text, buf_str(&html), html.len, shape, &item->draft, node->at,
                field);
    buf_release(&html);
    return &item->text;
}

/* --- the key --- */

static const struct xml_node *declaration_of(const struct item *item,
                                             const struct xml_node *interaction)
{
    const char *wanted = xml_attr(interaction, "responseIdentifier");
    const struct xml_node *d = xml_child(item->node, "responseDeclaration");
    while (d != NULL && (wanted == NULL || strcmp(identifier(d), wanted) != 0))
        d = xml_sibling(d, "responseDeclaration");
    return d;
}

/* Take the next word off *TEXT into WORD. */
static bool next_word(const char **text, struct buf *word)
{
    static const char space[] = " \t\r\n";
    *text += strspn(*text, space);
    size_t len = strcspn(*text, space);
    buf_clear(word);
    buf_add(word, *text, len);
    *text += len;
    return len > 0;
}

typedef void value_taker(struct item *item, const char *value, size_t nth);

static size_t take_values(struct item *item, const struct xml_node *correct,
                          value_taker *take)
{
    struct buf value = {0};
    size_t nth = 0;
    for (const struct xml_node *v = xml_child(correct, "value"); v != NULL;
         v = xml_sibling(v, "value")) {
        buf_clear(&value);
        xml_text(v, &value);
        take(item, buf_str(&value), nth++);
    }
    buf_release(&value);
    return nth;
}

static double points_of(const struct xml_node *entry)
{
    const char *value = xml_attr(entry, "mappedValue");
    return value != NULL ? strtod(value, NULL) : 0;
}

static void fail(struct item *item, const char *fmt, ...) QUIZCTL_PRINTF(2, 3);

/* The key of the question at hand cannot be trusted. */
static void fail(struct item *item, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(item->fault, sizeof item->fault, fmt, ap);
    va_end(ap);
}

/* What the mapping gives points for; of a choice of one, the most. */
static size_t take_mapped(struct item *item, const struct xml_node *mapping,
                          bool is_single, value_taker *take)
{
    double most = 0;
    size_t nth = 0;
    const struct xml_node *e;
    for (e = xml_child(mapping, "mapEntry"); e != NULL; e = xml_sibling(e, "mapEntry"))
        most = points_of(e) > most ? points_of(e) : most;
    for (e = xml_child(mapping, "mapEntry"); e != NULL; e = xml_sibling(e, "mapEntry")) {
        const char *key = xml_attr(e, "mapKey");
        if (key != NULL && points_of(e) > 0 && (!is_single || points_of(e) >= most))
            take(item, key, nth++);
    }
    return nth;
}

/* Does CORRECT name KEY? */
static bool has_value(const struct xml_node *correct, const char *key)
{
    struct buf value = {0}, a = {0}, b = {0};
    bool is_there = false;
    const struct xml_node *v;
    for (v = xml_child(correct, "value"); v != NULL; v = xml_sibling(v, "value")) {
        buf_clear(&value);
        xml_text(v, &value);
        const char *x = buf_str(&value), *y = key;
        bool is_same = true;
        while (is_same) {
            bool has_x = next_word(&x, &a), has_y = next_word(&y, &b);
            if (!has_x && !has_y)
                break;
            is_same = strcmp(buf_str(&a), buf_str(&b)) == 0;
        }
        is_there |= is_same;
    }
    buf_release(&value);
    buf_release(&a);
    buf_release(&b);
    return is_there;
}

/* What MAPPING (may be NULL) says beside the key, which has VALUES. */
static void tell_mapping(struct item *item, const struct xml_node *mapping,
                         const struct xml_node *correct, size_t values)
{
    const char *otherwise = xml_attr(mapping, "defaultValue");
    double most = 0, least = 0, fine = otherwise != NULL ? strtod(otherwise, NULL) : 0;
    size_t paid = 0, shared = 0;
    const struct xml_node *e;
    for (e = xml_child(mapping, "mapEntry"); e != NULL; e = xml_sibling(e, "mapEntry")) {
        double points = points_of(e);
        fine = points < fine ? points : fine;
        if (points <= 0)
            continue;
        const char *key = xml_attr(e, "mapKey");
        most = points > most ? points : most;
        least = paid == 0 || points < least ? points : least;
        shared += key != NULL && has_value(correct, key);
        paid++;
    }
    const char *what = NULL;
    if (correct != NULL && paid > 0 && (shared != paid || paid != values))
        what = "its mapping gives points for other answers than its correct response, "
               "which is the key here";
    else if (paid > values)
        what = "an option that is worth a part of the mark is wrong here";
    else if (least < most || fine < 0)
        what = "the weights of its options are gone; marks are given by policy";
    if (what != NULL)
        draft_changed(&item->draft, mapping->at, "options", "%s", what);
}

/* How many values an answer may have, by what INTERACTION and D say; 0: any number. */
static size_t most_values(const struct xml_node *interaction, const struct xml_node *d)
{
    const char *cardinality = xml_attr(d, "cardinality");
    const char *most = xml_attr(interaction, "maxChoices");
    if (most == NULL)
        most = xml_attr(interaction, "maxAssociations");
    if (cardinality != NULL && strcmp(cardinality, "single") == 0)
        return 1;
    return most != NULL ? strtoul(most, NULL, 10) : 0;
}

static bool is_declared_twice(const struct xml_node *declaration)
{
    const struct xml_node *d = declaration;
    while ((d = xml_sibling(d, "responseDeclaration")) != NULL)
        if (strcmp(identifier(d), identifier(declaration)) == 0)
            return true;
    return false;
}

static void read_key(struct item *item, const struct xml_node *interaction,
                     value_taker *take)
{
    const struct xml_node *d = declaration_of(item, interaction);
    const struct xml_node *correct = xml_child(d, "correctResponse");
    const struct xml_node *mapping = xml_child(d, "mapping");
    size_t most = most_values(interaction, d);
    size_t values = correct != NULL ? take_values(item, correct, take)
                                    : take_mapped(item, mapping, most == 1, take);
    tell_mapping(item, mapping, correct, values);
    if (d != NULL && is_declared_twice(d))
        fail(item, "its response '%s' is declared twice",
             text_excerpt(identifier(d), strlen(identifier(d))).text);
    else if (most > 0 && values > most)
        fail(item, "its key has %zu values, and an answer may have %zu", values, most);
}

/* The option with this identifier, or NULL. */
static struct option *option_of(struct item *item, const char *id)
{
    struct draft *d = &item->draft;
    for (size_t i = 0; i < d->options_met && i < LIMIT_OPTIONS; i++)
        if (strcmp(item->raw[i], id) == 0)
            return &d->options[i];
    return NULL;
}

static struct prompt *prompt_of(struct item *item, const char *id)
{
    struct draft *d = &item->draft;
    for (size_t i = 0; i < d->prompts_met && i < LIMIT_OPTIONS; i++)
        if (strcmp(item->raw_prompts[i], id) == 0)
            return &d->prompts[i];
    return NULL;
}

/* ID is one of its choices more. */
static void meet(struct item *item, const char *id)
{
    if (option_of(item, id) != NULL || prompt_of(item, id) != NULL)
        fail(item, "two choices of it have the identifier '%s'",
             text_excerpt(id, strlen(id)).text);
}

/* The option that VALUE, with white space around it, names. */
static struct option *named(struct item *item, const char *value)
{
    struct buf word = {0};
    next_word(&value, &word);
    struct option *o = option_of(item, buf_str(&word));
    if (o == NULL)
        fail(item, "its key names '%s', which is no choice of it",
             text_excerpt(buf_str(&word), word.len).text);
    buf_release(&word);
    return o;
}

/* --- choices --- */

/* What is shown until an outcome is met says nothing of the answer. */
static bool is_hidden(struct item *item, const struct xml_node *feedback)
{
    const char *shows = xml_attr(feedback, "showHide");
    if (shows == NULL || strcmp(shows, "hide") != 0)
        return false;
    draft_left_out(&item->draft, feedback->at, "explanation",
                   "feedback that is hidden by an answer has no place in a bank");
    return true;
}

/* The feedback in NODE, a choice, however deep. */
static void add_why(struct item *item, const struct xml_node *node, const char **why)
{
    for (const struct xml_node *c = node->first; c != NULL; c = c->next) {
        if (!is_feedback(c)) {
            add_why(item, c, why);
        } else if (!is_hidden(item, c)) {
            const struct buf *text = text_in(item, c, HTML_ENTRY, "why");
            draft_more(&item->draft, why, text->bytes, text->len);
        }
    }
}

static void add_option(struct item *item, const struct xml_node *choice)
{
    const struct buf *text = text_in(item, choice, HTML_ENTRY, "options");
    const char *id = identifier(choice);
    meet(item, id);
    struct option *o = draft_option(&item->draft, choice->at, text->bytes, text->len);
    item->raw[o - item->draft.options] = id;
    o->id = draft_slug(item->in, id, strlen(id));
    add_why(item, choice, &o->why);
}

static bool is_true(const struct xml_node *node, const char *name)
{
    const char *value = xml_attr(node, name);
    return value != NULL && (strcmp(value, "true") == 0 || strcmp(value, "1") == 0);
}

/* Choices that keep their place among others that do not keep all theirs. */
static void read_shuffle(struct item *item, const struct xml_node *interaction)
{
    struct draft *d = &item->draft;
    d->q.keep_order = !is_true(interaction, "shuffle");
    for (const struct xml_node *c = interaction->first; c != NULL; c = c->next)
        if (!d->q.keep_order && is_true(c, "fixed")) {
            draft_changed(d, c->at, "keep_order",
                          "a choice of it has a fixed place, so all have");
            d->q.keep_order = true;
        }
}

static void add_options(struct item *item, const struct xml_node *parent,
                        const char *name)
{
    for (const struct xml_node *c = xml_child(parent, name); c != NULL;
         c = xml_sibling(c, name))
        add_option(item, c);
}

static void take_right(struct item *item, const char *value, size_t nth)
{
    (void)nth;
    struct option *o = named(item, value);
    if (o != NULL)
        o->is_key = true;
}

static void read_choice(struct item *item, const struct xml_node *node)
{
    item->draft.q.kind = QUESTION_CHOICE;
    add_options(item, node, "simpleChoice");
    read_shuffle(item, node);
    read_key(item, node, take_right);
}

static void take_step(struct item *item, const char *value, size_t nth)
{
    struct option *o = named(item, value);
    if (o != NULL && o->position == 0)
        o->position = (int)nth + 1;
}

static void read_order(struct item *item, const struct xml_node *node)
{
    item->draft.q.kind = QUESTION_ORDERING;
    add_options(item, node, "simpleChoice");
    read_shuffle(item, node);
    read_key(item, node, take_step);
}

/* --- matches --- */

static void add_prompts(struct item *item, const struct xml_node *set)
{
    for (const struct xml_node *c = xml_child(set, "simpleAssociableChoice"); c != NULL;
         c = xml_sibling(c, "simpleAssociableChoice")) {
        const struct buf *text = text_in(item, c, HTML_ENTRY, "prompts");
        const char *id = identifier(c);
        meet(item, id);
        struct prompt *p = draft_prompt(&item->draft, c->at, text->bytes, text->len);
        item->raw_prompts[p - item->draft.prompts] = id;
        p->id = draft_slug(item->in, id, strlen(id));
        add_why(item, c, &p->why);
    }
}

/* "prompt option", in either order. */
static void take_pair(struct item *item, const char *value, size_t nth)
{
    (void)nth;
    struct buf a = {0}, b = {0};
    next_word(&value, &a);
    next_word(&value, &b);
    bool is_forward = prompt_of(item, buf_str(&a)) != NULL;
    struct prompt *p = prompt_of(item, buf_str(is_forward ? &a : &b));
    struct option *o = option_of(item, buf_str(is_forward ? &b : &a));
    const struct buf *stray = is_forward || p == NULL ? &b : &a;
    if (p == NULL || o == NULL)
        fail(item, "its key names '%s', which is no choice of it",
             text_excerpt(buf_str(stray), stray->len).text);
    else if (*p->match != '\0' && p->match != o->id)
        fail(item, "a prompt of it has several matches; here each has one");
    else
        p->match = o->id;
    buf_release(&a);
    buf_release(&b);
}

/* How often does each element of SET stand in the key, at most? */
static size_t most_matches(const struct item *item, const struct xml_node *interaction,
                           const struct xml_node *set, bool is_first)
{
    const struct xml_node *d = declaration_of(item, interaction);
    const struct xml_node *correct = xml_child(d, "correctResponse");
    struct buf value = {0}, a = {0}, b = {0};
    size_t most = 0;
    for (const struct xml_node *c = xml_child(set, "simpleAssociableChoice"); c != NULL;
         c = xml_sibling(c, "simpleAssociableChoice")) {
        size_t count = 0;
        for (const struct xml_node *v = xml_child(correct, "value"); v != NULL;
             v = xml_sibling(v, "value")) {
            buf_clear(&value);
            xml_text(v, &value);
            const char *rest = buf_str(&value);
            next_word(&rest, &a);
            next_word(&rest, &b);
            count += strcmp(buf_str(is_first ? &a : &b), identifier(c)) == 0;
        }
        most = count > most ? count : most;
    }
    buf_release(&value);
    buf_release(&a);
    buf_release(&b);
    return most;
}

static size_t count_choices(const struct xml_node *set)
{
    size_t count = 0;
    for (const struct xml_node *c = xml_child(set, "simpleAssociableChoice"); c != NULL;
         c = xml_sibling(c, "simpleAssociableChoice"))
        count++;
    return count;
}

/* The first set holds the prompts, unless one of them has several matches and none of
 * the second has. */
static void read_match(struct item *item, const struct xml_node *node)
{
    const struct xml_node *first = xml_child(node, "simpleMatchSet");
    const struct xml_node *second =
        first != NULL ? xml_sibling(first, "simpleMatchSet") : NULL;
    bool is_small =
        count_choices(first) <= LIMIT_OPTIONS && count_choices(second) <= LIMIT_OPTIONS;
    bool is_turned = is_small && most_matches(item, node, first, true) > 1 &&
                     most_matches(item, node, second, false) <= 1;
    item->draft.q.kind = QUESTION_MATCHING;
    add_prompts(item, is_turned ? second : first);
    add_options(item, is_turned ? first : second, "simpleAssociableChoice");
    read_shuffle(item, node);
    read_key(item, node, take_pair);
}

/* --- feedback --- */

/* A reason, where it is named like an option or a prompt that has none yet. */
static const char **why_of(struct item *item, const struct xml_node *feedback)
{
    const char *id = identifier(feedback);
    struct option *o = option_of(item, id);
    struct prompt *p = prompt_of(item, id);
    if (o != NULL && *o->why == '\0')
        return &o->why;
    return p != NULL && *p->why == '\0' ? &p->why : NULL;
}

static void read_feedback(struct item *item, const struct xml_node *node,
                          struct buf *general)
{
    if (is_hidden(item, node))
        return;
    const char **why = why_of(item, node);
    const struct buf *text = text_in(item, node, why != NULL ? HTML_ENTRY : HTML_BLOCKS,
                                     why != NULL ? "why" : "explanation.why");
    if (why != NULL)
        draft_set(&item->draft, why, text->bytes, text->len);
    else if (text->len > 0)
        buf_printf(general, "%s%s", general->len > 0 ? "\n\n" : "", text->bytes);
}

/* All feedback in NODE that stands in no choice. */
static void gather_feedback(struct item *item, const struct xml_node *node,
                            struct buf *general)
{
    for (const struct xml_node *c = node->first; c != NULL; c = c->next) {
        if (is_feedback(c))
            read_feedback(item, c, general);
        else if (interaction_of(c) == NULL)
            gather_feedback(item, c, general);
    }
}

static void read_explanation(struct item *item)
{
    struct buf general = {0};
    gather_feedback(item, item->node, &general);
    feedback_read(&item->draft, item->node->at, buf_str(&general), general.len);
    buf_release(&general);
}

/* --- an item --- */

static void tell_rules(struct item *item)
{
    const struct xml_node *rules = xml_child(item->node, "responseProcessing");
    for (const struct xml_node *c = rules != NULL ? rules->first : NULL; c != NULL;
         c = c->next)
        if (c->name != NULL) {
            draft_changed(&item->draft, rules->at, "question",
                          "its own rules of scoring are not run; marks are given by "
                          "policy");
            return;
        }
}

/* Texts in files of their own; those of a package stand in their place by now. */
static void tell_stimulus(struct item *item)
{
    const struct xml_node *ref = xml_child(item->node, "assessmentStimulusRef");
    for (; ref != NULL; ref = xml_sibling(ref, "assessmentStimulusRef")) {
        const char *href = xml_attr(ref, "href");
        href = href != NULL ? href : "";
        draft_left_out(&item->draft, ref->at, "scenario",
                       "its stimulus '%s' stands in a file that is not there",
                       text_excerpt(href, strlen(href)).text);
    }
}

static void read_head(struct item *item)
{
    struct draft *d = &item->draft;
    const char *id = identifier(item->node), *title = xml_attr(item->node, "title");
    struct buf name = {0}, plain = {0};
    buf_text(&name, id);
    if (item->interactions > 1)
        buf_printf(&name, "-%zu", item->nth);
    draft_id(d, buf_str(&name), name.len);
    if (title != NULL && strcmp(title, id) != 0) {
        html_plain(&plain, title, strlen(title), HTML_INLINE);
        draft_set(d, &d->q.title, buf_str(&plain), plain.len);
    }
    buf_release(&name);
    buf_release(&plain);
}

/* The text around the interaction, and its prompt. */
static void read_stem(struct item *item, const struct xml_node *interaction)
{
    struct draft *d = &item->draft;
    struct buf body = {0};
    moodle_html(&body, buf_str(&item->html), item->html.len, HTML_BLOCKS, d, d->q.at,
                "scenario");
    const struct buf *prompt =
        text_in(item, xml_child(interaction, "prompt"), HTML_INLINE, "prompt");
    if (prompt->len > 0) {
        draft_set(d, &d->q.scenario, buf_str(&body), body.len);
        draft_set(d, &d->q.prompt, prompt->bytes, prompt->len);
    } else {
        stem_read(d, buf_str(&body), body.len);
    }
    buf_clear(&item->html);
    buf_release(&body);
}

static void read_interaction(struct item *item, const struct xml_node *node)
{
    const struct interaction *kind = interaction_of(node);
    struct draft *d = &item->draft;
    item->nth++;
    draft_begin(d, item->in, node->at);
    read_head(item);
    read_stem(item, node);
    *item->fault = '\0';
    if (xml_child(item->node, "templateDeclaration") != NULL)
        fail(item, "it has values that are made up for each candidate");
    else if (kind->read == NULL)
        fail(item, "a bank has no %s questions", kind->noun);
    else
        kind->read(item, node);
    if (*item->fault != '\0') {
        draft_left_out(d, node->at, "question", "%s", item->fault);
        draft_drop(d);
        return;
    }
    qti_read_meta(d, item->meta);
    read_explanation(item);
    tell_rules(item);
    tell_stimulus(item);
    draft_end(d);
}

/* Gather the text of NODE in item->html. With several interactions each gets what stands
 * before it. */
static void walk(struct item *item, const struct xml_node *node)
{
    for (const struct xml_node *c = node->first; c != NULL; c = c->next) {
        if (c->name == NULL) {
            xml_outer(c, &item->html);
        } else if (interaction_of(c) != NULL) {
            if (item->interactions > 1)
                read_interaction(item, c);
        } else if (!is_feedback(c)) {
            begin_element(c, &item->html);
            walk(item, c);
            end_element(c, &item->html);
        }
    }
}

static const struct xml_node *find_interaction(const struct xml_node *node)
{
    const struct xml_node *found = NULL;
    for (const struct xml_node *c = node->first; c != NULL && found == NULL; c = c->next)
        found = interaction_of(c) != NULL ? c : find_interaction(c);
    return found;
}

static void tell_alone(struct item *item, const char *what)
{
    draft_begin(&item->draft, item->in, item->node->at);
    read_head(item);
    draft_left_out(&item->draft, item->node->at, "question", "%s", what);
    draft_drop(&item->draft);
}

void qti_read_item(struct import *in, const struct xml_node *node,
                   const struct xml_node *meta)
{
    struct item item = {.in = in, .node = node, .meta = meta};
    const struct xml_node *body = xml_child(node, "itemBody");
    if (!xml_is(node, "assessmentItem")) {
        diag_error(in->sink, node->at, "format", "this is no QTI item");
        return;
    }
    qti_set_head(in, &in->bank->language, xml_attr(node, "lang"));
    item.interactions = body != NULL ? count_interactions(body) : 0;
    for (const struct xml_node *c = node->first; c != NULL; c = c->next)
        if (xml_is(c, "stimulusBody"))
            add_content(c, &item.html);
    if (item.interactions == 0) {
        tell_alone(&item, "it has no interaction: it asks nothing");
        return;
    }
    walk(&item, body);
    if (item.interactions == 1)
        read_interaction(&item, find_interaction(body));
    buf_release(&item.html);
    buf_release(&item.text);
}
