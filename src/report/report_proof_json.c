/*
 * report_proof_json.c - proofs for programs: quizctl.proofs/1.
 *
 * The fields are described in questions/schema/proofs.schema.json, which the tests hold
 * against what is written here. A value is written as a bank writes it: true or false, a
 * list for a set, else a text; null where nothing is known.
 */
#include "quizctl/proof.h"
#include "quizctl/report.h"

enum { INDENT = 2 };

void report_value_json(struct json_writer *w, const char *key,
                       const struct property *property, const struct value *value)
{
    struct buf text = {0};
    json_put_key(w, key);
    if (property->kind == PROPERTY_FLAG) {
        json_put_bool(w, value->number != 0);
    } else if (property->kind == PROPERTY_SET) {
        json_open(w, '[');
        for (size_t i = 0; i < property->values.count; i++)
            if ((value->set >> i & 1) != 0)
                json_put_string(w, property->values.text[i]);
        json_close(w, ']');
    } else {
        proof_value_text(&text, property, value);
        json_put_string(w, text.bytes);
    }
    buf_release(&text);
}

void report_source_json(struct json_writer *w, const struct source *s)
{
    json_put_key(w, "source");
    json_open(w, '{');
    json_member_string(w, "title", s->title);
    json_member_string(w, "url", s->url);
    json_member_string(w, "read", s->read);
    json_close(w, '}');
}

/* Value, source and note of fact F on PROPERTY; nulls when nothing is known. */
static void put_fact(struct json_writer *w, const struct proof *p, const struct fact *f,
                     size_t property)
{
    const struct fact_table *facts = &p->bank->facts;
    if (f == NULL) {
        json_member_string(w, "value", NULL);
        json_member_string(w, "source", NULL);
        json_member_string(w, "note", NULL);
        return;
    }
    report_value_json(w, "value", &facts->properties[property], &f->value);
    report_source_json(w, &facts->sources[f->source_at]);
    json_member_string(w, "note", *f->note != '\0' ? f->note : NULL);
}

static void put_cells(struct json_writer *w, const struct proof *p, size_t option)
{
    const struct question *q = p->question;
    json_put_key(w, "cells");
    json_open(w, '[');
    for (size_t r = 0; p->cells != NULL && r < q->requirement_count; r++) {
        const struct requirement *want = &q->requirements[r];
        json_open(w, '{');
        json_member_string(w, "clue", want->clue);
        json_member_string(w, "property", want->property);
        json_member_string(w, "operator", operator_name(want->op));
        report_value_json(w, "needed", &p->bank->facts.properties[want->property_at],
                          &want->value);
        json_member_string(w, "holds", truth_name(proof_cell(p, option, r)));
        put_fact(w, p, proof_fact(p, option, r), want->property_at);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_preferred(struct json_writer *w, const struct proof *p, size_t option)
{
    const struct question *q = p->question;
    json_put_key(w, "preferences");
    json_open(w, '[');
    for (size_t i = 0; p->cells != NULL && i < q->preference_count; i++) {
        const struct preference *want = &q->preferences[i];
        json_open(w, '{');
        json_member_string(w, "clue", want->clue);
        json_member_string(w, "property", want->property);
        json_member_string(w, "order", preference_order_name(want->order));
        put_fact(w, p, proof_option_fact(p, option, want->property_at),
                 want->property_at);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_option(struct json_writer *w, const struct proof *p, size_t i)
{
    const struct option *o = &p->question->options[i];
    long lost = p->lost_by[i];
    json_open(w, '{');
    json_member_string(w, "option", o->id);
    json_member_string(w, "subject", *o->subject != '\0' ? o->subject : NULL);
    json_member_bool(w, "key", (p->question->key >> i & 1) != 0);
    json_member_string(w, "holds", p->cells != NULL ? truth_name(p->option[i]) : NULL);
    json_member_string(w, "lost_by",
                       lost >= 0 ? p->question->preferences[lost].property : NULL);
    put_cells(w, p, i);
    put_preferred(w, p, i);
    json_close(w, '}');
}

static void put_counterfactuals(struct json_writer *w, const struct proof *p)
{
    json_put_key(w, "counterfactuals");
    json_open(w, '[');
    for (size_t o = 0; o < p->question->option_count; o++) {
        struct counterfactual c;
        struct buf text = {0};
        if ((p->question->key >> o & 1) != 0)
            continue;
        counterfactual_find(&c, p, o);
        counterfactual_text(&text, p, &c);
        if (c.is_found) {
            json_open(w, '{');
            json_member_string(w, "option", p->question->options[o].id);
            json_member_string(w, "text", text.bytes);
            json_close(w, '}');
        }
        buf_release(&text);
    }
    json_close(w, ']');
}

static void put_proof(struct json_writer *w, const struct proof *p)
{
    struct buf reason = {0};
    proof_reason(p, &reason);
    json_open(w, '{');
    json_member_string(w, "id", p->question->id);
    json_member_bool(w, "proved", p->state == PROOF_PROVED);
    json_member_string(w, "state", proof_state_name(p->state));
    json_member_string(w, "reason", reason.bytes);
    json_put_key(w, "options");
    json_open(w, '[');
    for (size_t i = 0; i < p->question->option_count; i++)
        put_option(w, p, i);
    json_close(w, ']');
    put_counterfactuals(w, p);
    json_close(w, '}');
    buf_release(&reason);
}

void report_bank_json(struct json_writer *w, const struct bank *bank, const char *digest)
{
    json_put_key(w, "bank");
    json_open(w, '{');
    json_member_string(w, "id", bank->id);
    json_member_string(w, "title", bank->title);
    json_member_string(w, "digest", digest);
    json_close(w, '}');
}

static void put_totals(struct json_writer *w, const struct proof_list *list)
{
    json_put_key(w, "totals");
    json_open(w, '{');
    json_member_int(w, "questions", (int64_t)list->count);
    json_member_int(w, "proved", (int64_t)report_proof_count(list, PROOF_PROVED));
    json_member_int(w, "given_up", (int64_t)report_proof_count(list, PROOF_GIVEN_UP));
    json_member_int(w, "unknown", (int64_t)report_proof_count(list, PROOF_UNKNOWN));
    json_member_int(w, "refuted", (int64_t)report_proof_count(list, PROOF_REFUTED));
    json_member_int(w, "missing", (int64_t)report_proof_count(list, PROOF_MISSING));
    json_close(w, '}');
}

void report_proofs_json(struct buf *out, const struct proof_list *list,
                        const char *digest)
{
    struct json_writer w = {.out = out, .indent = INDENT};
    json_open(&w, '{');
    json_member_string(&w, "format", "quizctl.proofs/1");
    report_bank_json(&w, list->bank, digest);
    json_put_key(&w, "questions");
    json_open(&w, '[');
    for (size_t i = 0; i < list->count; i++)
        put_proof(&w, &list->proofs[i]);
    json_close(&w, ']');
    put_totals(&w, list);
    json_close(&w, '}');
    buf_char(out, '\n');
}
