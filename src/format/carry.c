/*
 * carry.c - what of a bank a format has a place for; see carry.h.
 *
 * In:   the members that a format lacks.
 * Out:  a loss for each that is there.
 */
#include "carry.h"

#include <stdio.h>
#include <string.h>

#include "draft.h"
#include "quizctl/mem.h"

/* --- what a question has --- */

static bool has_id(const struct question *q)
{
    return *q->id != '\0';
}

static bool has_title(const struct question *q)
{
    return *q->title != '\0';
}

static bool has_domain(const struct question *q)
{
    return *q->domain != '\0';
}

static bool has_skill(const struct question *q)
{
    return *q->skill != '\0';
}

static bool has_topics(const struct question *q)
{
    return q->topics.count > 0;
}

static bool has_difficulty(const struct question *q)
{
    return q->difficulty != DIFFICULTY_NONE;
}

static bool has_case(const struct question *q)
{
    return *q->case_id != '\0';
}

static bool has_fixed_order(const struct question *q)
{
    return q->keep_order;
}

static bool has_scenario(const struct question *q)
{
    return *q->scenario != '\0';
}

bool carry_has_letters(const struct question *q)
{
    for (size_t i = 0; i < q->option_count; i++)
        if (q->options[i].id[0] != (char)('a' + i) || q->options[i].id[1] != '\0')
            return false;
    return true;
}

static bool has_option_ids(const struct question *q)
{
    return !carry_has_letters(q);
}

static bool has_prompt_ids(const struct question *q)
{
    for (size_t i = 0; i < q->prompt_count; i++) {
        char made[32];
        snprintf(made, sizeof made, "p%zu", i + 1);
        if (strcmp(q->prompts[i].id, made) != 0)
            return true;
    }
    return false;
}

static bool has_subject(const struct question *q)
{
    for (size_t i = 0; i < q->option_count; i++)
        if (*q->options[i].subject != '\0')
            return true;
    return false;
}

static bool has_requires(const struct question *q)
{
    return q->requirement_count > 0;
}

static bool has_prefer(const struct question *q)
{
    return q->preference_count > 0;
}

static bool has_unproved(const struct question *q)
{
    return *q->unproved != '\0';
}

static bool has_need(const struct question *q)
{
    return *q->explanation.need != '\0';
}

static bool has_main_why(const struct question *q)
{
    return *q->explanation.why != '\0';
}

static bool has_practice(const struct question *q)
{
    return q->explanation.practice.count > 0;
}

static bool has_exam(const struct question *q)
{
    return *q->explanation.exam != '\0';
}

static bool has_takeaways(const struct question *q)
{
    return q->explanation.takeaways.count > 0;
}

static bool has_sections(const struct question *q)
{
    return q->explanation.section_count > 0;
}

static bool has_references(const struct question *q)
{
    return q->reference_count > 0;
}

/* clang-format off */
static const struct {
    const char *name;
    bool (*is_there)(const struct question *q);
} member_table[] = {
    {"id",                    has_id},
    {"title",                 has_title},
    {"domain",                has_domain},
    {"skill",                 has_skill},
    {"topics",                has_topics},
    {"difficulty",            has_difficulty},
    {"case",                  has_case},
    {"keep_order",            has_fixed_order},
    {"scenario",              has_scenario},
    {"options.id",            has_option_ids},
    {"options.subject",       has_subject},
    {"prompts.id",            has_prompt_ids},
    {"why",                   question_has_reasons},
    {"requires",              has_requires},
    {"prefer",                has_prefer},
    {"unproved",              has_unproved},
    {"explanation.need",      has_need},
    {"explanation.why",       has_main_why},
    {"explanation.practice",  has_practice},
    {"explanation.exam",      has_exam},
    {"explanation.takeaways", has_takeaways},
    {"explanation.sections",  has_sections},
    {"references",            has_references},
};
/* clang-format on */

/* --- telling --- */

const char *const carry_no_proof[] = {
    "options.subject", "requires", "prefer", "unproved", "bank.id", "bank.title",
    "language",        "license",  "exam",   "profiles", "facts",   NULL};

static bool is_lacking(const struct carry *carry, const char *name)
{
    for (const char *const *m = carry->lacks; *m != NULL; m++)
        if (strcmp(*m, name) == 0)
            return true;
    return false;
}

void carry_tell_question(const struct carry *carry, const struct question *q,
                         struct loss_sink *losses)
{
    for (size_t i = 0; i < COUNT(member_table); i++)
        if (is_lacking(carry, member_table[i].name) && member_table[i].is_there(q))
            loss_left_out(losses, (struct place){0}, q->id, member_table[i].name,
                          "%s has no place for it", carry->format);
}

/* Is there a domain whose id its title does not give? */
static bool has_domain_ids(const struct bank *bank)
{
    for (size_t i = 0; i < bank->exam.domain_count; i++)
        if (!draft_makes_id(bank->exam.domains[i].title, bank->exam.domains[i].id))
            return true;
    return false;
}

void carry_tell_head(const struct carry *carry, const struct bank *bank,
                     struct loss_sink *losses)
{
    const struct {
        const char *name, *field;
        bool is_there;
    } head[] = {
        {"bank.id",    "id",       *bank->id != '\0' && !bank->is_id_made      },
        {"bank.title", "title",    *bank->title != '\0' && !bank->is_title_made},
        {"language",   "language", *bank->language != '\0'                     },
        {"license",    "license",  *bank->license != '\0'                      },
        {"exam",       "exam",     *bank->exam.code != '\0'                    },
        {"profiles",   "profiles", bank->profile_count > 0                     },
        {"facts",      "facts",    bank->facts.entry_count > 0                 },
    };
    for (size_t i = 0; i < COUNT(head); i++)
        if (head[i].is_there && is_lacking(carry, head[i].name))
            loss_left_out(losses, (struct place){0}, "", head[i].field,
                          "%s has no place for it", carry->format);
    if (is_lacking(carry, "exam") && !is_lacking(carry, "domain") && has_domain_ids(bank))
        loss_changed(losses, (struct place){0}, "", "domains",
                     "they go by their titles, without their ids");
}

void carry_tell(const struct carry *carry, const struct bank *bank,
                struct loss_sink *losses)
{
    carry_tell_head(carry, bank, losses);
    for (size_t i = 0; i < bank->question_count; i++)
        carry_tell_question(carry, &bank->questions[i], losses);
}
