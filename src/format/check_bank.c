/*
 * check_bank.c - the rules of a bank that one member alone cannot break.
 *
 * In:   a question, an exam, a source as it was read, with what could not be read
 * (doubts); at the end the whole bank. Out:  a message for each rule that is broken; the
 * key of each question.
 *
 * A rule keeps silent about what is in doubt: one slip makes one message. Rules about
 * facts are in link_facts.c, rules about good writing in the lint.
 */
#include "check_bank.h"

#include <string.h>

#include "quizctl/limits.h"
#include "quizctl/stamp.h"
#include "quizctl/text.h"

/* --- one object --- */

static void check_option_ids(struct reader *r, const struct question *q)
{
    for (size_t i = 0; i < q->option_count; i++) {
        const struct option *o = &q->options[i];
        size_t first = 0;
        while (strcmp(o->id, q->options[first].id) != 0)
            first++;
        if (*o->id != '\0' && first < i)
            diag_error(r->sink, o->at, "duplicate-id",
                       "option id '%s' is used twice in this question; rename one",
                       o->id);
        bool is_letter = o->id[0] >= 'a' && o->id[0] <= 'z' && o->id[1] == '\0';
        size_t place = (size_t)(o->id[0] - 'a');
        if (is_letter && place < q->option_count && place != i)
            diag_error(r->sink, o->at, "letter-id",
                       "option id '%s' is the letter of another option; use a word, or "
                       "'%c'",
                       o->id, (char)('a' + i));
    }
}

/* A draft is not finished: it may leave out its reasons and references. */
static bool may_miss(const struct reader *r, const struct question *q)
{
    return q->is_draft || (r->doubts & DOUBT_DRAFT) != 0;
}

/* Every option says why; of a matching the prompts do. */
static void check_whys(struct reader *r, const struct question *q)
{
    if (may_miss(r, q))
        return;
    for (size_t i = 0; i < q->option_count && q->kind != QUESTION_MATCHING; i++) {
        const char *why = q->options[i].why;
        if (*why == '\0' && why != field_unread)
            diag_error(r->sink, q->options[i].at, "missing-field",
                       "this option has no \"why\"; say why it is right, or why not");
    }
    for (size_t i = 0; i < q->prompt_count && q->kind == QUESTION_MATCHING; i++) {
        const char *why = q->prompts[i].why;
        if (*why == '\0' && why != field_unread)
            diag_error(r->sink, q->prompts[i].at, "missing-field",
                       "this prompt has no \"why\"; say why its match is right");
    }
}

static void check_choice(struct reader *r, struct question *q, struct place at)
{
    for (size_t i = 0; i < q->option_count; i++)
        q->key |= (uint32_t)q->options[i].is_key << i;
    for (uint32_t rest = q->key; rest != 0; rest &= rest - 1)
        q->select++;
    if (q->select == 0)
        diag_error(r->sink, at, "no-key",
                   "no option of this question is right; give one \"correct\": true");
    if (q->select == q->option_count)
        diag_error(r->sink, at, "no-distractor",
                   "every option of this question is right; one must be wrong");
}

/* The options of the steps 1, 2, ... each once. */
static void check_ordering(struct reader *r, struct question *q, struct place at)
{
    for (size_t i = 0; i < q->option_count; i++)
        q->select += q->options[i].position > 0;
    if (q->select < 2)
        diag_error(r->sink, at, "no-key",
                   "this question orders fewer than two options; give them "
                   "\"position\": 1, 2, ...");
    for (size_t i = 0; i < q->option_count; i++) {
        const struct option *o = &q->options[i];
        size_t step = (size_t)o->position, first = 0;
        if (step == 0)
            continue;
        while (q->options[first].position != o->position)
            first++;
        if (first < i)
            diag_error(r->sink, o->at, "position",
                       "position %zu is given twice; number the options 1 to %zu", step,
                       q->select);
        if (step > q->select) {
            diag_error(r->sink, o->at, "position",
                       "position %zu leaves a gap; number the options 1 to %zu", step,
                       q->select);
            continue;
        }
        q->solution[step - 1] = (uint8_t)i;
        q->key |= (uint32_t)1 << i;
    }
}

static void check_matching(struct reader *r, struct question *q, struct place at)
{
    if (q->prompt_count < 2 || q->prompt_count > LIMIT_OPTIONS) {
        diag_error(r->sink, at, "prompt-count",
                   "this question has %zu prompt%s; a matching needs 2 to %d",
                   q->prompt_count, q->prompt_count == 1 ? "" : "s", LIMIT_OPTIONS);
        return;
    }
    q->select = q->prompt_count;
    for (size_t i = 0; i < q->prompt_count; i++) {
        const struct prompt *p = &q->prompts[i];
        long option = question_option(q, p->match, strlen(p->match));
        size_t first = 0;
        while (strcmp(p->id, q->prompts[first].id) != 0)
            first++;
        if (*p->id != '\0' && first < i)
            diag_error(r->sink, p->at, "duplicate-id",
                       "prompt id '%s' is used twice in this question; rename one",
                       p->id);
        if (option < 0) {
            if (*p->match != '\0')
                diag_error(r->sink, p->at, "unknown-option",
                           "\"match\" names option '%s', which this question does not "
                           "have",
                           p->match);
            continue;
        }
        q->solution[i] = (uint8_t)option;
        q->key |= (uint32_t)1 << option;
    }
}

/* A member that belongs to another kind of question would be silently without effect. */
static void check_strangers(struct reader *r, const struct question *q, struct place at)
{
    const char *kind = question_kind_name(q->kind);
    if (q->kind != QUESTION_MATCHING && q->prompt_count > 0)
        diag_error(r->sink, at, "wrong-kind", "%s %s has no \"prompts\"; remove them",
                   words_article(kind), kind);
    for (size_t i = 0; i < q->option_count; i++) {
        const struct option *o = &q->options[i];
        if (q->kind != QUESTION_ORDERING && o->position != 0)
            diag_error(r->sink, o->at, "wrong-kind",
                       "an option of %s %s has no \"position\"; remove it",
                       words_article(kind), kind);
        if (q->kind != QUESTION_CHOICE && o->is_key)
            diag_error(r->sink, o->at, "wrong-kind",
                       "an option of %s %s has no \"correct\"; remove it",
                       words_article(kind), kind);
    }
}

static void check_key(struct reader *r, struct question *q, struct place at)
{
    static void (*const by_kind[])(struct reader *, struct question *, struct place) = {
        [QUESTION_CHOICE] = check_choice,
        [QUESTION_ORDERING] = check_ordering,
        [QUESTION_MATCHING] = check_matching,
    };
    if ((r->doubts & DOUBT_KIND) != 0)
        return;
    check_strangers(r, q, at);
    check_whys(r, q);
    if ((r->doubts & DOUBT_KEY) == 0)
        by_kind[q->kind](r, q, at);
}

/* Are there as many options as the arrays of a question have room for? */
static bool check_option_count(struct reader *r, const struct question *q,
                               struct place at)
{
    bool is_good = q->option_count >= 2 && q->option_count <= LIMIT_OPTIONS;
    if (!is_good && (r->doubts & DOUBT_OPTIONS) == 0)
        diag_error(r->sink, at, "option-count",
                   "this question has %zu option%s; it needs 2 to %d", q->option_count,
                   q->option_count == 1 ? "" : "s", LIMIT_OPTIONS);
    return is_good;
}

static void check_references(struct reader *r, const struct question *q, struct place at)
{
    for (size_t i = 0; i < q->reference_count; i++)
        if (strncmp(q->references[i].url, "https://", 8) == 0)
            return;
    if ((r->doubts & DOUBT_LINKS) == 0 && !may_miss(r, q))
        diag_error(r->sink, at, "no-reference",
                   "this question has no reference with an https URL; add one");
}

void check_question(struct reader *r, void *object, struct place at)
{
    struct question *q = object;
    if (check_option_count(r, q, at)) {
        check_option_ids(r, q);
        check_key(r, q, at);
    }
    check_references(r, q, at);
}

static void check_domains(struct reader *r, const struct exam *exam, struct place at)
{
    int weight = 0;
    if (exam->domain_count > LIMIT_DOMAINS) {
        diag_error(r->sink, at, "domain-count", "this exam has more than %d domains",
                   LIMIT_DOMAINS);
        return;
    }
    for (size_t i = 0; i < exam->domain_count; i++) {
        const struct domain *d = &exam->domains[i];
        size_t first = 0;
        weight += d->weight;
        while (strcmp(d->id, exam->domains[first].id) != 0)
            first++;
        if (*d->id != '\0' && first < i)
            diag_error(r->sink, d->at, "duplicate-id",
                       "domain id '%s' is used twice; rename one", d->id);
    }
    if (weight != 0 && weight != 100 && (r->doubts & DOUBT_WEIGHTS) == 0)
        diag_error(r->sink, at, "weights",
                   "the weights of the domains add up to %d; they must make 100", weight);
}

static void check_counts(struct reader *r, const struct exam *exam, struct place at)
{
    if ((r->doubts & DOUBT_COUNTS) != 0 || exam->scored <= exam->questions)
        return;
    if (exam->questions == 0)
        diag_error(r->sink, at, "exam-count",
                   "\"scored\" counts some of the \"questions\"; say how many these are");
    else
        diag_error(r->sink, at, "exam-count",
                   "\"scored\" is %d, and \"questions\" only %d; mend one", exam->scored,
                   exam->questions);
}

static void check_scale(struct reader *r, const struct exam *exam, struct place at)
{
    const struct scale *scale = &exam->scale;
    if ((r->doubts & DOUBT_SCALE) != 0)
        return;
    if (scale->min > scale->max)
        diag_error(r->sink, at, "exam-scale",
                   "the scale begins at %d and ends at %d; \"min\" must be the smaller",
                   scale->min, scale->max);
    else if (exam->pass != 0 && scale->max == 0)
        diag_error(r->sink, at, "exam-scale",
                   "\"pass\" is a mark on a scale; add \"scale\" with \"min\" and "
                   "\"max\"");
    else if (exam->pass != 0 && (exam->pass < scale->min || exam->pass > scale->max))
        diag_error(r->sink, at, "exam-scale",
                   "\"pass\" is %d; it must lie on the scale, from %d to %d", exam->pass,
                   scale->min, scale->max);
}

void check_exam(struct reader *r, void *object, struct place at)
{
    check_domains(r, object, at);
    check_counts(r, object, at);
    check_scale(r, object, at);
}

void check_source(struct reader *r, void *object, struct place at)
{
    const struct source *s = object;
    int64_t day;
    if (*s->read != '\0' && (strlen(s->read) != 10 || stamp_read(s->read, &day) != 0))
        diag_error(r->sink, at, "bad-date", "\"%s\" is no day; write it as 2026-11-23",
                   text_excerpt(s->read, strlen(s->read)).text);
}

/* --- the whole bank --- */

/* Is ID a domain of the exam? If not, say so at AT, in the words of NOUN. */
static void check_is_domain(const struct bank *bank, const char *id, struct place at,
                            const char *noun, struct diag_sink *sink)
{
    const char *names[LIMIT_DOMAINS];
    size_t count = 0;
    if (bank->exam.domain_count == 0 || id == field_unread || bank_domain(bank, id) >= 0)
        return;
    if (*id == '\0' && (bank->exam.code == NULL || *bank->exam.code == '\0'))
        return; /* an outline that was gathered from questions: some may stand outside */
    for (; count < bank->exam.domain_count && count < COUNT(names); count++)
        names[count] = bank->exam.domains[count].id;
    const char *near = text_nearest(id, names, count);
    if (*id == '\0')
        diag_error(sink, at, "missing-field",
                   "this %s has no \"domain\"; the exam has %s", noun,
                   words_listed(names, count).text);
    else
        diag_error(sink, at, "unknown-domain", "the exam has no domain '%s'; %s%s%s", id,
                   near ? "did you mean '" : "it has ",
                   near ? near : words_listed(names, count).text, near ? "'?" : "");
}

/* A profile goes by its code, in any case, and shares the domains of the exam: that is
 * where the questions stand. */
static void check_profile(const struct bank *bank, const struct exam *profile,
                          struct diag_sink *sink)
{
    if (*profile->code == '\0' && profile->code != field_unread)
        diag_error(sink, profile->at, "missing-field",
                   "this profile has no \"code\"; add it: it goes by that");
    if (*profile->code != '\0' && bank_profile(bank, profile->code) != profile)
        diag_error(sink, profile->at, "duplicate-id",
                   "profile code '%s' is used twice; rename one", profile->code);
    for (size_t i = 0; i < profile->domain_count; i++)
        if (*profile->domains[i].id != '\0')
            check_is_domain(bank, profile->domains[i].id, profile->domains[i].at,
                            "profile", sink);
}

static void check_profiles(const struct bank *bank, struct diag_sink *sink)
{
    if (bank->profile_count == 0)
        return;
    if (bank->profile_count > LIMIT_PROFILES)
        diag_error(sink, bank->profiles[LIMIT_PROFILES].at, "profile-count",
                   "this bank has more than %d profiles", LIMIT_PROFILES);
    else if (bank->exam.title == NULL)
        diag_error(sink, bank->profiles[0].at, "missing-field",
                   "this bank has profiles and no \"exam\"; make the first one that");
    else
        for (size_t i = 0; i < bank->profile_count; i++)
            check_profile(bank, &bank->profiles[i], sink);
}

/* Find the case that Q names. */
static void link_case(const struct bank *bank, struct question *q, struct diag_sink *sink)
{
    const char *names[32];
    size_t count = 0;
    if (*q->case_id == '\0')
        return;
    for (size_t i = 0; i < bank->case_count; i++) {
        if (strcmp(bank->cases[i].id, q->case_id) == 0) {
            q->case_study = &bank->cases[i];
            return;
        }
        if (count < COUNT(names))
            names[count++] = bank->cases[i].id;
    }
    const char *near = text_nearest(q->case_id, names, count);
    diag_error(sink, q->at, "unknown-case", "the bank has no case '%s'; %s%s%s",
               q->case_id, near ? "did you mean '" : "describe it in \"cases\"",
               near ? near : "", near ? "'?" : "");
}

static void check_cases(const struct bank *bank, struct diag_sink *sink)
{
    if (bank->case_count > LIMIT_CASES)
        diag_error(sink, bank->cases[LIMIT_CASES].at, "case-count",
                   "this bank has more than %d cases", LIMIT_CASES);
    for (size_t i = 0; i < bank->case_count && i < LIMIT_CASES; i++) {
        const struct case_study *c = &bank->cases[i];
        size_t first = 0;
        while (strcmp(bank->cases[first].id, c->id) != 0)
            first++;
        if (*c->id != '\0' && first < i)
            diag_error(sink, c->at, "duplicate-id",
                       "case id '%s' is used twice; rename one", c->id);
    }
}

static void check_head(const struct bank *bank, const char *path, struct diag_sink *sink)
{
    struct place whole = {path, 0, 0};
    if (bank->id == NULL)
        diag_error(sink, whole, "missing-field", "this bank has no \"id\"; add it");
    if (bank->title == NULL)
        diag_error(sink, whole, "missing-field", "this bank has no \"title\"; add it");
    if (bank->question_count == 0)
        diag_error(sink, whole, "no-questions",
                   "this bank has no questions; add \"questions\"");
}

static void tell_same_ids(const struct bank *bank, struct diag_sink *sink)
{
    for (size_t i = 0; i < bank->question_count; i++) {
        const struct question *q = &bank->questions[i];
        long first = bank_find(bank, q->id, strlen(q->id));
        if (*q->id == '\0' || (size_t)first == i)
            continue;
        const struct place *at = &bank->questions[first].at;
        diag_error(sink, q->at, "duplicate-id",
                   "question id '%s' is used twice, first at %s:%u:%u; rename one", q->id,
                   at->path, at->line, at->col);
    }
}

void check_bank(struct bank *bank, const char *path, bool is_whole,
                struct diag_sink *sink)
{
    if (is_whole)
        check_head(bank, path, sink);
    if (!bank_seal(bank))
        tell_same_ids(bank, sink);
    check_cases(bank, sink);
    if (!is_whole)
        return;
    check_profiles(bank, sink);
    for (size_t i = 0; i < bank->question_count; i++) {
        if (bank->case_count <= LIMIT_CASES)
            link_case(bank, &bank->questions[i], sink);
        const struct question *q = &bank->questions[i];
        check_is_domain(bank, q->domain, q->at, "question", sink);
    }
}
