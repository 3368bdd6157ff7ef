/*
 * qti_write.c - a bank as a package of QTI 3.0.
 *
 * Out:  a zip file: imsmanifest.xml, test.xml with the items in their order, and
 *       items/<id>.xml each.
 *
 * Reasons are modal feedback named like their option, the explanation is one named
 * EXPLANATION (feedback.h); all of it shows after an answer, because the outcome FEEDBACK
 * holds every name from the start. Topics, domain, skill and difficulty stand in the
 * manifest as LOM, where other programs look for them, too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "carry.h"
#include "feedback.h"
#include "html_text.h"
#include "inline.h"
#include "package.h"
#include "qti.h"
#include "quizctl/mem.h"

#define ITEM_NS     "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
#define MANIFEST_NS "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
#define LOM_NS      "http://ltsc.ieee.org/xsd/LOM"
#define MATCH_RULES                                                                      \
    "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"

static const char explanation_name[] = "EXPLANATION";

struct qti_out {
    const struct bank *bank;
    struct loss_sink *losses;
    struct xml_writer xml;
    const struct question *q; /* at hand */
};

static void lose(struct qti_out *w, const char *field, const char *what)
{
    loss_changed(w->losses, (struct place){0}, w->q->id, field, "%s", what);
}

/* An identifier begins with a letter or '_'; those of a bank may begin with a digit. */
struct name {
    char text[LIMIT_ID + 2];
};

static struct name name_of(const char *id)
{
    struct name name;
    bool is_letter = *id >= 'a' && *id <= 'z';
    snprintf(name.text, sizeof name.text, "%s%s", is_letter ? "" : "_", id);
    return name;
}

/* Prompts and options of a matching share their names in an item. */
static struct name option_name(const struct question *q, size_t option)
{
    struct name name = name_of(q->options[option].id);
    for (size_t p = 0; p < q->prompt_count; p++)
        if (strcmp(q->prompts[p].id, q->options[option].id) == 0)
            snprintf(name.text, sizeof name.text, "_%zu", option + 1);
    return name;
}

/* <ELEMENT> with TEXT, Markdown. What does not come back as it is now is told. */
static void put_text(struct qti_out *w, const char *element, const char *text,
                     enum html_shape shape, const char *field)
{
    struct buf html = {0};
    if (!html_write_checked(&html, text, shape))
        lose(w, field, "its Markdown is written in another way");
    xml_markup(&w->xml, element, buf_str(&html));
    buf_release(&html);
}

/* --- declarations --- */

static void put_pair_value(struct qti_out *w, size_t prompt)
{
    struct buf pair = {0};
    buf_printf(&pair, "%s %s", name_of(w->q->prompts[prompt].id).text,
               option_name(w->q, w->q->solution[prompt]).text);
    xml_value(&w->xml, "qti-value", pair.bytes);
    buf_release(&pair);
}

static size_t step_count(const struct question *q)
{
    size_t steps = 0;
    for (size_t i = 0; i < q->option_count; i++)
        steps += q->options[i].position > 0;
    return steps;
}

static void put_key(struct qti_out *w)
{
    const struct question *q = w->q;
    xml_open(&w->xml, "qti-correct-response", NULL);
    for (size_t i = 0; i < q->option_count && q->kind == QUESTION_CHOICE; i++)
        if (q->options[i].is_key)
            xml_value(&w->xml, "qti-value", option_name(q, i).text);
    for (size_t i = 0; i < step_count(q) && q->kind == QUESTION_ORDERING; i++)
        xml_value(&w->xml, "qti-value", option_name(q, q->solution[i]).text);
    for (size_t i = 0; i < q->prompt_count; i++)
        put_pair_value(w, i);
    xml_close(&w->xml);
}

static void put_response(struct qti_out *w)
{
    const struct question *q = w->q;
    xml_open(&w->xml, "qti-response-declaration", "identifier", "RESPONSE", "cardinality",
             q->kind == QUESTION_ORDERING                   ? "ordered"
             : q->kind == QUESTION_CHOICE && q->select == 1 ? "single"
                                                            : "multiple",
             "base-type", q->kind == QUESTION_MATCHING ? "directedPair" : "identifier",
             NULL);
    put_key(w);
    xml_close(&w->xml);
}

static bool explains(const struct question *q)
{
    struct buf text = {0};
    feedback_write(q, false, &text);
    bool is_there = text.len > 0;
    buf_release(&text);
    return is_there;
}

static void put_score(struct qti_out *w)
{
    xml_open(&w->xml, "qti-outcome-declaration", "identifier", "SCORE", "cardinality",
             "single", "base-type", "float", NULL);
    xml_open(&w->xml, "qti-default-value", NULL);
    xml_value(&w->xml, "qti-value", "0");
    xml_close(&w->xml);
    xml_close(&w->xml);
}

/* Every feedback that there is shows after an answer. */
static void put_shown(struct qti_out *w)
{
    const struct question *q = w->q;
    xml_open(&w->xml, "qti-outcome-declaration", "identifier", "FEEDBACK", "cardinality",
             "multiple", "base-type", "identifier", NULL);
    xml_open(&w->xml, "qti-default-value", NULL);
    for (size_t i = 0; i < q->option_count; i++)
        if (*q->options[i].why != '\0')
            xml_value(&w->xml, "qti-value", option_name(q, i).text);
    for (size_t i = 0; i < q->prompt_count; i++)
        if (*q->prompts[i].why != '\0')
            xml_value(&w->xml, "qti-value", name_of(q->prompts[i].id).text);
    if (explains(q))
        xml_value(&w->xml, "qti-value", explanation_name);
    xml_close(&w->xml);
    xml_close(&w->xml);
}

static bool has_feedback(const struct question *q)
{
    bool is_there = explains(q);
    for (size_t i = 0; i < q->option_count; i++)
        is_there |= *q->options[i].why != '\0';
    for (size_t i = 0; i < q->prompt_count; i++)
        is_there |= *q->prompts[i].why != '\0';
    return is_there;
}

/* --- the body --- */

static void put_scenario(struct qti_out *w)
{
    const struct question *q = w->q;
    struct buf all = {0};
    if (q->case_study != NULL) {
        lose(w, "case", "the scenario of its case stands in its own");
        lose(w, "scenario", "the scenario of its case stands in it");
        buf_printf(&all, "%s\n\n", q->case_study->scenario);
    }
    buf_text(&all, q->scenario);
    while (all.len > 0 && all.bytes[all.len - 1] == '\n')
        all.bytes[--all.len] = '\0';
    if (all.len > 0)
        put_text(w, "div", all.bytes, HTML_BLOCKS, "scenario");
    buf_release(&all);
}

/* A choice of an interaction; ATTRIBUTE may be NULL. */
static void put_choice(struct qti_out *w, const char *element, const char *identifier,
                       const char *attribute, const char *value, const char *text,
                       enum html_shape shape, const char *field)
{
    xml_open(&w->xml, element, "identifier", identifier, attribute, value, NULL);
    put_text(w, shape == HTML_INLINE ? "span" : "div", text, shape, field);
    xml_close(&w->xml);
}

static void put_options(struct qti_out *w, const char *element, const char *attribute,
                        const char *value)
{
    for (size_t i = 0; i < w->q->option_count; i++)
        put_choice(w, element, option_name(w->q, i).text, attribute, value,
                   w->q->options[i].text, HTML_ENTRY, "options");
}

static void put_sets(struct qti_out *w)
{
    const struct question *q = w->q;
    xml_open(&w->xml, "qti-simple-match-set", NULL);
    for (size_t i = 0; i < q->prompt_count; i++)
        put_choice(w, "qti-simple-associable-choice", name_of(q->prompts[i].id).text,
                   "match-max", "1", q->prompts[i].text, HTML_ENTRY, "prompts");
    xml_close(&w->xml);
    xml_open(&w->xml, "qti-simple-match-set", NULL);
    put_options(w, "qti-simple-associable-choice", "match-max", "0");
    xml_close(&w->xml);
    for (size_t i = 0; i < q->option_count; i++)
        if (strcmp(option_name(q, i).text, name_of(q->options[i].id).text) != 0)
            lose(w, "options.id", "a prompt has the same; it has another there");
}

static void put_interaction(struct qti_out *w)
{
    const struct question *q = w->q;
    const char *shuffle = q->keep_order ? "false" : "true";
    char most[16];
    snprintf(most, sizeof most, "%zu",
             q->kind == QUESTION_CHOICE     ? q->select
             : q->kind == QUESTION_ORDERING ? step_count(q)
                                            : q->prompt_count);
    if (q->kind == QUESTION_MATCHING)
        xml_open(&w->xml, "qti-match-interaction", "response-identifier", "RESPONSE",
                 "shuffle", shuffle, "max-associations", most, NULL);
    else if (q->kind == QUESTION_ORDERING)
        xml_open(&w->xml, "qti-order-interaction", "response-identifier", "RESPONSE",
                 "shuffle", shuffle, "min-choices", most, "max-choices", most, NULL);
    else
        xml_open(&w->xml, "qti-choice-interaction", "response-identifier", "RESPONSE",
                 "shuffle", shuffle, "max-choices", most, NULL);
    put_text(w, "qti-prompt", q->prompt, HTML_INLINE, "prompt");
    if (q->kind == QUESTION_MATCHING)
        put_sets(w);
    else
        put_options(w, "qti-simple-choice", NULL, NULL);
    xml_close(&w->xml);
}

/* --- feedback --- */

static void put_modal(struct qti_out *w, const char *identifier, const char *text,
                      enum html_shape shape, const char *field)
{
    if (*text == '\0')
        return;
    xml_open(&w->xml, "qti-modal-feedback", "outcome-identifier", "FEEDBACK",
             "identifier", identifier, "show-hide", "show", NULL);
    xml_open(&w->xml, "qti-content-body", NULL);
    put_text(w, "div", text, shape, field);
    xml_close(&w->xml);
    xml_close(&w->xml);
}

static void put_feedback(struct qti_out *w)
{
    const struct question *q = w->q;
    struct buf text = {0};
    for (size_t i = 0; i < q->option_count; i++)
        put_modal(w, option_name(q, i).text, q->options[i].why, HTML_ENTRY, "why");
    for (size_t i = 0; i < q->prompt_count; i++)
        put_modal(w, name_of(q->prompts[i].id).text, q->prompts[i].why, HTML_ENTRY,
                  "why");
    feedback_write(q, false, &text);
    put_modal(w, explanation_name, buf_str(&text), HTML_BLOCKS, "explanation");
    buf_release(&text);
}

/* --- files --- */

static void put_item(struct qti_out *w, struct buf *out)
{
    const struct question *q = w->q;
    struct buf title = {0};
    buf_text(&title, "");
    if (inline_plain(&title, *q->title != '\0' ? q->title : q->id, HTML_INLINE))
        lose(w, "title", "it is plain text there");
    xml_begin(&w->xml, out);
    xml_open(&w->xml, "qti-assessment-item", "xmlns", ITEM_NS, "identifier",
             name_of(q->id).text, "title", title.bytes, "adaptive", "false",
             "time-dependent", "false", "xml:lang",
             *w->bank->language != '\0' ? w->bank->language : NULL, NULL);
    put_response(w);
    put_score(w);
    if (has_feedback(q))
        put_shown(w);
    xml_open(&w->xml, "qti-item-body", NULL);
    put_scenario(w);
    put_interaction(w);
    xml_close(&w->xml);
    xml_empty(&w->xml, "qti-response-processing", "template", MATCH_RULES, NULL);
    put_feedback(w);
    xml_close(&w->xml);
    buf_release(&title);
}

static void put_test(struct qti_out *w, struct buf *out)
{
    struct buf href = {0};
    xml_begin(&w->xml, out);
    xml_open(&w->xml, "qti-assessment-test", "xmlns", ITEM_NS, "identifier", "TEST",
             "title", w->bank->title, NULL);
    xml_open(&w->xml, "qti-test-part", "identifier", "PART", "navigation-mode",
             "nonlinear", "submission-mode", "individual", NULL);
    xml_open(&w->xml, "qti-assessment-section", "identifier", "SECTION", "title",
             w->bank->title, "visible", "true", NULL);
    for (size_t i = 0; i < w->bank->question_count; i++) {
        const char *id = w->bank->questions[i].id;
        buf_clear(&href);
        buf_printf(&href, "items/%s.xml", id);
        xml_empty(&w->xml, "qti-assessment-item-ref", "identifier", name_of(id).text,
                  "href", href.bytes, NULL);
    }
    xml_close(&w->xml);
    xml_close(&w->xml);
    xml_close(&w->xml);
    buf_release(&href);
}

/* --- the manifest --- */

/* <NAME><string>TEXT</string></NAME> */
static void put_string(struct qti_out *w, const char *name, const char *text)
{
    xml_open(&w->xml, name, NULL);
    xml_value(&w->xml, "string", text);
    xml_close(&w->xml);
}

static void put_class(struct qti_out *w, const char *purpose, const char *entry)
{
    if (*entry == '\0')
        return;
    xml_open(&w->xml, "classification", NULL);
    xml_open(&w->xml, "purpose", NULL);
    xml_value(&w->xml, "source", "LOMv1.0");
    xml_value(&w->xml, "value", purpose);
    xml_close(&w->xml);
    xml_open(&w->xml, "taxonPath", NULL);
    xml_open(&w->xml, "taxon", NULL);
    put_string(w, "entry", entry);
    xml_close(&w->xml);
    xml_close(&w->xml);
    xml_close(&w->xml);
}

static const char *domain_title(const struct bank *bank, const char *id)
{
    long place = bank_domain(bank, id);
    return place >= 0 ? bank->exam.domains[place].title : id;
}

static void put_meta(struct qti_out *w)
{
    static const char *const words[] = {"", "easy", "medium", "difficult"};
    const struct question *q = w->q;
    xml_open(&w->xml, "metadata", NULL);
    xml_open(&w->xml, "lom", "xmlns", LOM_NS, NULL);
    if (q->topics.count > 0) {
        xml_open(&w->xml, "general", NULL);
        for (size_t i = 0; i < q->topics.count; i++)
            put_string(w, "keyword", q->topics.text[i]);
        xml_close(&w->xml);
    }
    if (q->difficulty != DIFFICULTY_NONE) {
        xml_open(&w->xml, "educational", NULL);
        xml_open(&w->xml, "difficulty", NULL);
        xml_value(&w->xml, "source", "LOMv1.0");
        xml_value(&w->xml, "value", words[q->difficulty]);
        xml_close(&w->xml);
        xml_close(&w->xml);
    }
    put_class(w, "discipline", domain_title(w->bank, q->domain));
    put_class(w, "educational objective", q->skill);
    xml_close(&w->xml);
    xml_close(&w->xml);
}

static void put_resource(struct qti_out *w)
{
    struct buf href = {0};
    buf_printf(&href, "items/%s.xml", w->q->id);
    xml_open(&w->xml, "resource", "identifier", name_of(w->q->id).text, "type",
             "imsqti_item_xmlv3p0", "href", href.bytes, NULL);
    put_meta(w);
    xml_empty(&w->xml, "file", "href", href.bytes, NULL);
    xml_close(&w->xml);
    buf_release(&href);
}

static void put_test_resource(struct qti_out *w)
{
    xml_open(&w->xml, "resource", "identifier", "TEST", "type", "imsqti_test_xmlv3p0",
             "href", "test.xml", NULL);
    xml_empty(&w->xml, "file", "href", "test.xml", NULL);
    for (size_t i = 0; i < w->bank->question_count; i++)
        xml_empty(&w->xml, "dependency", "identifierref",
                  name_of(w->bank->questions[i].id).text, NULL);
    xml_close(&w->xml);
}

static void put_manifest(struct qti_out *w, struct buf *out)
{
    xml_begin(&w->xml, out);
    xml_open(&w->xml, "manifest", "xmlns", MANIFEST_NS, "identifier", "MANIFEST", NULL);
    xml_open(&w->xml, "metadata", NULL);
    xml_value(&w->xml, "schema", "QTI Package");
    xml_value(&w->xml, "schemaversion", "3.0.0");
    xml_close(&w->xml);
    xml_empty(&w->xml, "organizations", NULL);
    xml_open(&w->xml, "resources", NULL);
    put_test_resource(w);
    for (size_t i = 0; i < w->bank->question_count; i++) {
        w->q = &w->bank->questions[i];
        put_resource(w);
    }
    xml_close(&w->xml);
    xml_close(&w->xml);
}

/* --- the package --- */

static const char *item_path(struct arena *paths, const char *id)
{
    struct buf path = {0};
    buf_printf(&path, "items/%s.xml", id);
    const char *kept = arena_text(paths, path.bytes, path.len);
    buf_release(&path);
    return kept;
}

static int put_package(struct buf *out, struct package_member *members,
                       const struct buf *texts, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        members[i].bytes = buf_str(&texts[i]);
        members[i].len = texts[i].len;
    }
    return package_write(out, members, count, err);
}

int qti_write(const struct bank *bank, const struct format_plan *plan, struct buf *out,
              struct err *err)
{
    struct qti_out w = {.bank = bank, .losses = plan->losses};
    const struct carry carry = {"QTI", carry_no_proof};
    struct arena paths = {0};
    size_t count = bank->question_count + 2;
    if (count > LIMIT_PACKAGE_FILES)
        return err_set(
            err, ERR_INPUT, "",
            "a package has at most %d files, and this bank makes %zu; divide it",
            LIMIT_PACKAGE_FILES, count);
    struct package_member *members = mem_get(count * sizeof *members);
    struct buf *texts = mem_get(count * sizeof *texts);
    members[0].name = "imsmanifest.xml";
    put_manifest(&w, &texts[0]);
    members[1].name = "test.xml";
    put_test(&w, &texts[1]);
    for (size_t i = 0; i < bank->question_count; i++) {
        w.q = &bank->questions[i];
        members[i + 2].name = item_path(&paths, w.q->id);
        put_item(&w, &texts[i + 2]);
    }
    int rc = put_package(out, members, texts, count, err);
    for (size_t i = 0; i < count; i++)
        buf_release(&texts[i]);
    free(members);
    free(texts);
    arena_release(&paths);
    carry_tell(&carry, bank, plan->losses);
    return rc;
}
