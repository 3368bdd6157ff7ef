/*
 * report_stale.c - facts whose source was read too long ago, and what rests on them.
 *
 * Told by source, since a source is what a person reads again. A question rests on a
 * fact when one of its requirements or preferences asks for the fact's property, and one
 * of its options stands for the subject; a fact that a subject takes over counts too.
 */
#include <stdio.h>
#include <string.h>

#include "quizctl/stamp.h"
#include "report_facts.h"

struct stale {
    const struct bank *bank;
    const struct facts_query *query;
    int64_t before_ms;
};

static bool is_stale(const struct stale *s, size_t source)
{
    int64_t read_ms;
    return stamp_read(s->bank->facts.sources[source].read, &read_ms) == 0 &&
           read_ms < s->before_ms;
}

/* Is what SUBJECT says itself on PROPERTY asked for, and from SOURCE? */
static bool is_from(const struct stale *s, const struct subject *subject, size_t property,
                    size_t source)
{
    const struct fact_table *table = &s->bank->facts;
    const struct fact *f = subject->fact[property];
    bool is_named = s->query->subjects.count > 0; /* then what it takes over counts too */
    return f != NULL && f->source_at == source &&
           facts_asked_for(s->query, subject->id, table->properties[property].id) &&
           (is_named || facts_owner(table, subject, property) == subject);
}

static size_t count_facts(const struct stale *s, size_t source)
{
    size_t count = 0;
    for (size_t i = 0; i < s->bank->facts.subject_count; i++)
        for (size_t p = 0; p < s->bank->facts.property_count; p++)
            count += is_from(s, &s->bank->facts.subjects[i], p, source);
    return count;
}

/* Does a stale fact of SOURCE on PROPERTY decide an option of Q? */
static bool decides(const struct stale *s, const struct question *q, size_t property,
                    size_t source)
{
    const struct fact_table *table = &s->bank->facts;
    for (size_t o = 0; o < q->option_count; o++) {
        long at = facts_subject(table, q->options[o].subject);
        const struct fact *f = at >= 0 ? table->subjects[at].fact[property] : NULL;
        if (f != NULL && f->source_at == source &&
            facts_asked_for(s->query, q->options[o].subject,
                            table->properties[property].id))
            return true;
    }
    return false;
}

static bool rests_on(const struct stale *s, const struct question *q, size_t source)
{
    for (size_t r = 0; r < q->requirement_count; r++)
        if (decides(s, q, q->requirements[r].property_at, source))
            return true;
    for (size_t i = 0; i < q->preference_count; i++)
        if (decides(s, q, q->preferences[i].property_at, source))
            return true;
    return false;
}

/* "efs (latency, clients), s3 (latency)" */
static void stale_facts(struct page *p, const struct stale *s, size_t source)
{
    const struct fact_table *table = &s->bank->facts;
    struct buf list = {0};
    for (size_t i = 0; i < table->subject_count; i++) {
        size_t count = 0;
        for (size_t k = 0; k < table->property_count; k++) {
            if (!is_from(s, &table->subjects[i], k, source))
                continue;
            if (count++ == 0)
                buf_printf(&list, "%s%s (", list.len > 0 ? ", " : "",
                           table->subjects[i].id);
            else
                buf_text(&list, ", ");
            buf_text(&list, table->properties[k].id);
        }
        buf_text(&list, count > 0 ? ")" : "");
    }
    page_words(p, PAGE_PLAIN, "      Facts: ", 8, buf_str(&list));
    buf_release(&list);
}

static void stale_questions(struct page *p, const struct stale *s, size_t source)
{
    struct buf list = {0};
    for (size_t i = 0; i < s->bank->question_count; i++)
        if (rests_on(s, &s->bank->questions[i], source))
            buf_printf(&list, "%s%s", list.len > 0 ? ", " : "", s->bank->questions[i].id);
    page_words(p, PAGE_PLAIN, "      Questions: ", 8, list.len > 0 ? list.bytes : "none");
    buf_release(&list);
}

/* The questions that rest on some stale fact, each once. */
static size_t count_questions(const struct stale *s)
{
    size_t count = 0;
    for (size_t i = 0; i < s->bank->question_count; i++) {
        size_t source = 0;
        while (source < s->bank->facts.source_count &&
               !(is_stale(s, source) && rests_on(s, &s->bank->questions[i], source)))
            source++;
        count += source < s->bank->facts.source_count;
    }
    return count;
}

static void closing_line(struct page *p, const struct stale *s, size_t sources,
                         size_t facts)
{
    char day[STAMP_TEXT];
    struct buf line = {0};
    stamp_text(day, s->before_ms);
    if (sources == 0)
        buf_printf(&line, "Nothing was read before %.10s.", day);
    else
        buf_printf(&line,
                   "Read before %.10s: %zu source%s with %zu fact%s. Questions that rest "
                   "on them: %zu.",
                   day, sources, sources == 1 ? "" : "s", facts, facts == 1 ? "" : "s",
                   count_questions(s));
    page_words(p, PAGE_PLAIN, "", 0, line.bytes);
    buf_release(&line);
}

size_t report_stale(struct page *p, const struct bank *bank, const struct facts_query *q,
                    int64_t before_ms)
{
    const struct stale s = {bank, q, before_ms};
    size_t sources = 0, facts = 0;
    for (size_t i = 0; i < bank->facts.source_count; i++) {
        size_t count = is_stale(&s, i) ? count_facts(&s, i) : 0;
        if (count == 0)
            continue;
        facts += count;
        facts_source(p, &bank->facts.sources[i], ++sources);
        stale_facts(p, &s, i);
        stale_questions(p, &s, i);
    }
    if (sources > 0)
        page_blank(p);
    closing_line(p, &s, sources, facts);
    return sources;
}

/* --- JSON --- */

static void put_facts(struct json_writer *w, const struct stale *s, size_t source)
{
    const struct fact_table *table = &s->bank->facts;
    json_put_key(w, "facts");
    json_open(w, '[');
    for (size_t i = 0; i < table->subject_count; i++)
        for (size_t k = 0; k < table->property_count; k++)
            if (is_from(s, &table->subjects[i], k, source)) {
                json_open(w, '{');
                json_member_string(w, "subject", table->subjects[i].id);
                json_member_string(w, "property", table->properties[k].id);
                json_close(w, '}');
            }
    json_close(w, ']');
}

static void put_questions(struct json_writer *w, const struct stale *s, size_t source)
{
    json_put_key(w, "questions");
    json_open(w, '[');
    for (size_t i = 0; i < s->bank->question_count; i++)
        if (rests_on(s, &s->bank->questions[i], source))
            json_put_string(w, s->bank->questions[i].id);
    json_close(w, ']');
}

size_t report_stale_json(struct buf *out, const struct bank *bank,
                         const struct facts_query *q, int64_t before_ms,
                         const char *digest)
{
    const struct stale s = {bank, q, before_ms};
    struct json_writer w = {.out = out, .indent = 2};
    char day[STAMP_TEXT];
    size_t sources = 0;
    stamp_text(day, before_ms);
    facts_json_open(&w, bank, digest);
    json_member_string(&w, "before", day);
    json_put_key(&w, "stale");
    json_open(&w, '[');
    for (size_t i = 0; i < bank->facts.source_count; i++) {
        if (!is_stale(&s, i) || count_facts(&s, i) == 0)
            continue;
        sources++;
        json_open(&w, '{');
        report_source_json(&w, &bank->facts.sources[i]);
        put_facts(&w, &s, i);
        put_questions(&w, &s, i);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    json_close(&w, '}');
    buf_char(out, '\n');
    return sources;
}
