/*
 * lint_seen.h - run the lint over a bank made in a test, and look at what it found.
 */
#ifndef LINT_SEEN_H
#define LINT_SEEN_H

#include <stdio.h>
#include <string.h>

#include "quizctl/buf.h"
#include "quizctl/lint.h"
#include "quizctl/mem.h"

/* Lines "rule: what". */
struct seen {
    struct diag_sink sink;
    struct buf text;
};

static void seen_take(struct diag_sink *sink, const struct diag *d)
{
    buf_printf(&((struct seen *)sink)->text, "%s: %s\n", d->rule, d->what);
}

/* What is found in BANK when only RULE (NULL: every rule) is on. */
static struct seen seen_in(const struct bank *bank, const char *rule)
{
    struct seen s = {.sink.take = seen_take};
    const char *off[64];
    struct text_list list = {off, 0};
    for (const struct lint_rule *r = lint_table; r->name != NULL; r++)
        if (rule != NULL && strcmp(r->name, rule) != 0)
            off[list.count++] = r->name;
    lint_bank(bank, "bank.json", &list, &s.sink);
    return s;
}

static void seen_release(struct seen *s)
{
    buf_release(&s->text);
}

/* A choice of COUNT options, bit i of KEY: option i is right. All else is "". */
static struct question seen_question(const char *id, const char *prompt,
                                     const struct option *options, size_t count,
                                     uint32_t key)
{
    struct question q = {
        .id = id,
        .title = "",
        .domain = "",
        .skill = "",
        .scenario = "",
        .prompt = prompt,
        .options = options,
        .option_count = count,
        .key = key,
        .case_id = "",
        .unproved = "",
        .explanation = {.need = "",  .why = "", .exam = ""},
        .at = {"bank.json", 1,         1         },
    };
    for (size_t i = 0; i < count; i++)
        q.select += key >> i & 1;
    return q;
}

static struct bank seen_bank(struct question *questions, size_t count)
{
    return (struct bank){.id = "b",
                         .title = "B",
                         .language = "",
                         .questions = questions,
                         .question_count = count};
}

#endif
