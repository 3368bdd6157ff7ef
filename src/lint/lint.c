/*
 * lint.c - the table of rules, and the walk over a bank.
 *
 * In:   a loaded bank, the names of rules to leave out.
 * Out:  warnings to a sink, rule by rule; whoever shows them sorts them.
 *
 * What a rule looks for stands in the file named in lint_rules.h.
 */
#include "quizctl/lint.h"

#include <stdarg.h>
#include <string.h>

#include "lint_rules.h"

static bool is_english(const struct bank *bank)
{
    const char *tag = bank->language;
    return *tag == '\0' || strcmp(tag, "en") == 0 || strncmp(tag, "en-", 3) == 0;
}

static bool runs(const struct lint *l, const struct lint_rule *rule)
{
    for (size_t i = 0; i < l->off->count; i++)
        if (strcmp(l->off->text[i], rule->name) == 0)
            return false;
    return !rule->is_english || is_english(l->bank);
}

bool lint_is_on(const struct lint *l, const char *name)
{
    return runs(l, lint_find(name));
}

void lint_found(struct lint *l, struct place at, const char *fmt, ...)
{
    struct buf what = {0};
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(&what, fmt, ap);
    va_end(ap);
    diag_warning(l->sink, at, l->rule->name, "%s; %s", buf_str(&what), l->rule->mend);
    buf_release(&what);
}

void lint_stem(struct buf *out, const struct question *q)
{
    if (q->case_study != NULL)
        buf_printf(out, "%s\n", q->case_study->scenario);
    buf_printf(out, "%s\n%s", q->scenario, q->prompt);
}

void lint_bank(const struct bank *bank, const char *path, const struct text_list *off,
               struct diag_sink *sink)
{
    struct lint l = {.bank = bank, .path = path, .off = off, .sink = sink};
    for (l.rule = lint_table; l.rule->name != NULL; l.rule++) {
        if (!runs(&l, l.rule))
            continue;
        if (l.rule->bank != NULL)
            l.rule->bank(&l);
        for (size_t i = 0; i < bank->question_count && l.rule->question != NULL; i++)
            l.rule->question(&l, &bank->questions[i]);
    }
}

const struct lint_rule *lint_find(const char *name)
{
    for (const struct lint_rule *r = lint_table; r->name != NULL; r++)
        if (strcmp(r->name, name) == 0)
            return r;
    return NULL;
}

const struct lint_rule lint_table[] = {
    {
     .name = "key-place",
     .summary = "the right option stands at one place too often",
     .mend = "put the options of some questions in another order",
     .bank = lint_key_place,
     },
    {
     .name = "key-length",
     .summary = "the right option is the longest or the shortest too often",
     .mend = "write right and wrong options at the same length",
     .bank = lint_key_length,
     },
    {
     .name = "guesser",
     .summary = "words shared with the question, or absolute ones, give keys away",
     .mend = "give wrong options the same marks as right ones",
     .is_english = true,
     .bank = lint_guesser,
     },
    {
     .name = "near-duplicate",
     .summary = "two questions are worded almost alike",
     .mend = "keep one of them, or ask for something else",
     .bank = lint_near_duplicate,
     },
    {
     .name = "contradiction",
     .summary = "two questions have the same words and different keys",
     .mend = "find out which key is right, and keep one question",
     .bank = lint_contradiction,
     },
    {
     .name = "all-of-the-above",
     .summary = "an option is \"all of the above\", \"none of the above\" or the like",
     .mend = "write an option that says something: options are shuffled",
     .is_english = true,
     .question = lint_all_of_the_above,
     },
    {
     .name = "same-option",
     .summary = "two options of a question say the same",
     .mend = "write another one, or leave it out",
     .question = lint_same_option,
     },
    {
     .name = "letter-reference",
     .summary = "a text speaks of an option by its letter",
     .mend = "say it in words: options are shuffled",
     .is_english = true,
     .question = lint_letter_reference,
     },
    {
     .name = "quiet-negative",
     .summary = "the prompt has a negative that is easily read over",
     .mend = "write it in capitals or **strong**, or ask without it",
     .is_english = true,
     .question = lint_quiet_negative,
     },
    {
     .name = "stem-in-option",
     .summary = "most of an option's words stand in the question already",
     .mend = "say it in other words, or say it of every option",
     .is_english = true,
     .question = lint_stem_in_option,
     },
    {
     .name = "empty-reason",
     .summary = "a reason says no more than its option",
     .mend = "say why the option is right, or what it lacks",
     .is_english = true,
     .question = lint_empty_reason,
     },
    {
     .name = "stray-service",
     .summary = "a reason begins with a service that nothing else names",
     .mend = "speak of the option first, or offer the service as one",
     .is_english = true,
     .bank = lint_stray_service,
     },
    {
     .name = "old-name",
     .summary = "a service is called by a name that it no longer has",
     .mend = "use the name that it has now",
     .bank = lint_old_name,
     },
    {
     .name = "missing-part",
     .summary = "title, domain, difficulty or a part of the explanation is missing",
     .mend = "write it",
     .question = lint_missing_part,
     },
    {
     .name = "draft",
     .summary = "a question is a draft: a reason or a reference is missing",
     .mend = "write what is missing and remove \"draft\"",
     .question = lint_draft,
     },
    {
     .name = "not-proved",
     .summary = "a key does not follow from the facts, nor says \"unproved\" why",
     .mend = "mend \"requires\" or the facts, or say why in \"unproved\"",
     .question = lint_not_proved,
     },
    {
     .name = "thin-support",
     .summary = "a key that is not proved rests on one page alone",
     .mend = "give a reference to a second page that says the same",
     .question = lint_thin_support,
     },
    {
     .name = "reference-twice",
     .summary = "a question gives the same reference twice",
     .mend = "drop one",
     .question = lint_reference_twice,
     },
    {
     .name = "reference-not-https",
     .summary = "a reference is not an https URL",
     .mend = "give the https URL",
     .question = lint_reference_not_https,
     },
    {
     .name = "order-as-written",
     .summary = "the steps of an ordering are written in the right order",
     .mend = "write them in another order: a letter names a place",
     .question = lint_order_as_written,
     },
    {0                                     },
};
