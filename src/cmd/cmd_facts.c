/*
 * cmd_facts.c - `quizctl facts`: what is known, where that was read, and when.
 *
 * The pages are in report/report_facts.c and report_stale.c.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "filter_opts.h"
#include "load_bank.h"
#include "quizctl/format.h"
#include "quizctl/report.h"
#include "quizctl/stamp.h"
#include "quizctl/text.h"

/* --- names --- */

static const char *subject_name(const struct fact_table *table, size_t i)
{
    return table->subjects[i].id;
}

static const char *property_name(const struct fact_table *table, size_t i)
{
    return table->properties[i].id;
}

/* WORD names no NOUN; say so, with the nearest of COUNT names. */
static int unknown(const struct fact_table *table, const char *noun, const char *word,
                   const char *(*name)(const struct fact_table *table, size_t i),
                   size_t count, struct err *err)
{
    const char **names = mem_get(count * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = name(table, i);
    const char *near = text_nearest(word, names, count);
    free(names);
    return err_set(err, ERR_USAGE, "", "the bank has no %s '%s'%s%s%s", noun, word,
                   near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}

static int check_names(const struct fact_table *table, const struct facts_query *q,
                       struct err *err)
{
    for (size_t i = 0; i < q->subjects.count; i++)
        if (facts_subject(table, q->subjects.text[i]) < 0)
            return unknown(table, "subject", q->subjects.text[i], subject_name,
                           table->subject_count, err);
    if (q->property != NULL && facts_property(table, q->property) < 0)
        return unknown(table, "property", q->property, property_name,
                       table->property_count, err);
    return 0;
}

/* --- ages --- */

/* "180d", "26w" or "6m" (of 30 days) as days; 0 when it is none of these. */
static int64_t days_of(const char *text)
{
    int64_t days = 0;
    for (; *text >= '0' && *text <= '9' && days < 100000; text++)
        days = days * 10 + (*text - '0');
    if (days == 0 || days >= 100000 || *text == '\0' || text[1] != '\0')
        return 0;
    return *text == 'd' ? days : *text == 'w' ? days * 7 : *text == 'm' ? days * 30 : 0;
}

/* What was read before *BEFORE_MS is stale; 0 when nobody asks. */
static int read_stale(const struct opts *o, int64_t *before_ms, struct err *err)
{
    static const int64_t day_ms = INT64_C(24) * 60 * 60 * 1000;
    const char *text = opts_value(o, OPT_STALE);
    *before_ms = 0;
    if (text == NULL)
        return 0;
    int64_t days = days_of(text);
    if (days == 0)
        return err_set(
            err, ERR_USAGE, "",
            "--stale cannot be '%s'; give days, weeks or months: 180d, 26w, 6m", text);
    *before_ms = (stamp_now() / day_ms - days) * day_ms;
    return 0;
}

/* --- pages --- */

struct wish {
    struct facts_query query;
    bool is_stale, is_json;
    int64_t before_ms;
};

/* 1 when stale facts were asked for and there are some. */
static int set_json(struct page *p, const struct bank *bank, const struct wish *w)
{
    char digest[DIGEST_HEX];
    format_digest(bank, digest);
    if (w->is_stale)
        return report_stale_json(&p->out, bank, &w->query, w->before_ms, digest) > 0;
    report_facts_json(&p->out, bank, &w->query, digest);
    return 0;
}

static int set_text(struct page *p, const struct bank *bank, const struct wish *w)
{
    if (w->is_stale)
        return report_stale(p, bank, &w->query, w->before_ms) > 0;
    if (w->query.subjects.count == 0 && w->query.property == NULL)
        report_subjects(p, bank);
    else
        report_facts(p, bank, &w->query);
    return 0;
}

static int run(const struct call *call, struct err *err)
{
    struct bank bank = {0};
    struct arena arena = {0};
    struct page p = cmd_page(call);
    const char *format = opts_value(&call->opts, OPT_FORMAT);
    struct wish w = {
        .query = {.subjects = filter_operands(&call->opts, &arena),
                  .property = opts_value(&call->opts, OPT_PROPERTY)},
        .is_stale = opts_has(&call->opts, OPT_STALE),
        .is_json = format != NULL && strcmp(format, "json") == 0,
    };
    int rc = -1;

    if (read_stale(&call->opts, &w.before_ms, err) != 0 ||
        load_bank(&bank, call, err) != 0 || check_names(&bank.facts, &w.query, err) != 0)
        goto done;
    int answer = w.is_json ? set_json(&p, &bank, &w) : set_text(&p, &bank, &w);
    rc = cmd_put(call, &p.out, err);
    if (rc == 0)
        rc = answer;
done:
    page_release(&p);
    arena_release(&arena);
    bank_release(&bank);
    return rc;
}

static const struct opt options[] = {
    OPT_ROW_BANK,
    {
      .id = OPT_PROPERTY,
      .name = "property",
      .arg = "PROPERTY",
      .help = "only this property; of every subject that has it when none is named",
      },
    {
      .id = OPT_STALE,
      .name = "stale",
      .arg = "AGE",
      .help = "what was read longer ago than 180d (days), 26w (weeks) or 6m (months of "
                "30 days), and the questions that rest on it", },
    {
      .id = OPT_FORMAT,
      .name = "format",
      .arg = "FORMAT",
      .help = "text (default) or json",
      .value = text_or_json_value,
      },
    OPT_ROW_OUTPUT,
    {0   },
};

static const struct cmd_example examples[] = {
    {"quizctl facts",                                "every subject, with the number of its facts"},
    {"quizctl facts fsx-lustre",                                              "what is known of one, and where it was read"},
    {"quizctl facts --property latency","one property, of all that have it"},
    {"quizctl facts --stale 180d",             "what should be read again"},
    {0                                             },
};

const struct cmd cmd_facts = {
    .name = "facts",
    .args = "[OPTION...] [SUBJECT...]",
    .summary = "show what is known of services, with sources",
    .details = "A fact has a source and the day on which it was read. A subject can take "
               "over the facts of another. What is not listed is unknown, never false.",
    .options = options,
    .examples = examples,
    .no = "with --stale: there are such facts",
    .see_also = "quizctl help prove",
    .operands_max = CMD_ANY,
    .run = run,
};
