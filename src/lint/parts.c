/*
 * parts.c - what a question should have: the parts of its explanation, a proof or the
 * reason why there is none, references.
 *
 * What it must have, or is no question, is checked when it is read: format_json.c.
 */
#include <string.h>

#include "lint_rules.h"
#include "quizctl/mem.h"
#include "quizctl/proof.h"
#include "quizctl/text.h"

void lint_missing_part(struct lint *l, const struct question *q)
{
    const struct explanation *e = &q->explanation;
    bool has_exam = l->bank->exam.domain_count > 0;
    const struct {
        const char *name;
        bool is_there;
    } part[] = {
        {"title",      *q->title != '\0'               },
        {"domain",     *q->domain != '\0' || !has_exam },
        {"difficulty", q->difficulty != DIFFICULTY_NONE},
        {"need",       *e->need != '\0'                },
        {"why",        *e->why != '\0'                 },
        {"practice",   e->practice.count > 0           },
        {"exam",       *e->exam != '\0' || !has_exam   },
        {"takeaways",  e->takeaways.count > 0          },
    };
    struct buf missing = {0};
    for (size_t i = 0; i < COUNT(part); i++)
        if (!part[i].is_there)
            buf_printf(&missing, "%s\"%s\"", missing.len > 0 ? ", " : "", part[i].name);
    if (missing.len > 0)
        lint_found(l, q->at, "this question has no %s", buf_str(&missing));
    buf_release(&missing);
}

/* How many options, of a matching prompts, have no reason. */
static size_t reasons_missing(const struct question *q)
{
    size_t missing = 0;
    for (size_t i = 0; i < q->option_count && q->kind != QUESTION_MATCHING; i++)
        missing += *q->options[i].why == '\0';
    for (size_t i = 0; i < q->prompt_count; i++)
        missing += *q->prompts[i].why == '\0';
    return missing;
}

void lint_draft(struct lint *l, const struct question *q)
{
    size_t reasons = reasons_missing(q);
    if (q->is_draft)
        lint_found(l, q->at, "this question is a draft: it lacks %zu reason%s%s", reasons,
                   reasons == 1 ? "" : "s",
                   q->reference_count == 0 ? " and a reference" : "");
}

void lint_not_proved(struct lint *l, const struct question *q)
{
    struct proof p;
    proof_make(&p, l->bank, q);
    if (p.state != PROOF_PROVED && p.state != PROOF_GIVEN_UP) {
        struct buf why = {0};
        proof_reason(&p, &why);
        lint_found(l, q->at, "the key is not proved: %s", buf_str(&why));
        buf_release(&why);
    }
    proof_release(&p);
}

/* Do the two URLs name one page, be it another part of it? */
static bool is_same_page(const char *a, const char *b)
{
    size_t len = strcspn(a, "#");
    return len == strcspn(b, "#") && memcmp(a, b, len) == 0;
}

void lint_thin_support(struct lint *l, const struct question *q)
{
    bool has_second = false;
    for (size_t i = 1; i < q->reference_count; i++)
        has_second |= !is_same_page(q->references[i].url, q->references[0].url);
    if (*q->unproved != '\0' && !has_second)
        lint_found(l, q->at, "the key is not proved and rests on one page");
}

static bool is_given_before(const struct question *q, size_t reference)
{
    for (size_t i = 0; i < reference; i++)
        if (strcmp(q->references[i].url, q->references[reference].url) == 0)
            return true;
    return false;
}

void lint_reference_twice(struct lint *l, const struct question *q)
{
    for (size_t i = 0; i < q->reference_count; i++) {
        const char *url = q->references[i].url;
        if (is_given_before(q, i))
            lint_found(l, q->at, "reference %zu was given before: %s", i + 1,
                       text_excerpt(url, strlen(url)).text);
    }
}

void lint_reference_not_https(struct lint *l, const struct question *q)
{
    for (size_t i = 0; i < q->reference_count; i++) {
        const char *url = q->references[i].url;
        if (strncmp(url, "https://", 8) != 0)
            lint_found(l, q->at, "reference %zu is \"%s\"", i + 1,
                       text_excerpt(url, strlen(url)).text);
    }
}

void lint_order_as_written(struct lint *l, const struct question *q)
{
    if (q->kind != QUESTION_ORDERING)
        return;
    for (size_t i = 1; i < q->select; i++)
        if (q->solution[i] < q->solution[i - 1])
            return;
    lint_found(l, q->at, "the %zu steps stand in the right order as written", q->select);
}
