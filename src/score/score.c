/*
 * score.c - the policies, and one entry to judge any question.
 *
 * In:   counts of what there is and what was picked, or a question and an answer.
 * Out:  thousandths of a mark; the rules stand in words in score.h.
 *
 * Each formula is one fraction of whole numbers, divided once at the end: so nothing
 * is rounded twice and no floating point is in sight. How picks are counted is the
 * business of the kind of question: score_choice.c, score_places.c.
 */
#include "quizctl/score.h"

#include <assert.h>
#include <string.h>

#include "quizctl/mem.h"
#include "score_policy.h"

/* num/den of a mark, cut to whole thousandths; below zero is zero. */
static int32_t share(int num, int den)
{
    return num > 0 ? (int32_t)((int64_t)MARK * num / den) : 0;
}

static int32_t aws(struct picks n)
{
    return n.right == n.right_of && n.wrong == 0 ? MARK : 0;
}

static int32_t partial(struct picks n)
{
    int penalty_of = n.wrong_of > 2 ? n.wrong_of : 2;
    return share(n.right * penalty_of - n.wrong * n.right_of, n.right_of * penalty_of);
}

static int32_t net(struct picks n)
{
    return share(n.right - n.wrong, n.right_of);
}

static int32_t coverage(struct picks n)
{
    return share(n.right * n.right, n.right_of * (n.right + n.wrong));
}

static const struct {
    const char *name;
    const char *summary;
    int32_t (*points)(struct picks n); /* at least one picked, at least one right */
} policy_table[POLICY_COUNT] = {
    [POLICY_AWS] = {"aws",      "all or nothing: exactly the right options earn the mark",
                    aws                                                                            },
    [POLICY_PARTIAL] = {"partial",
                    "each right pick earns its share, each wrong one costs a share",       partial },
    [POLICY_NET] = {"net",
                    "right picks minus wrong ones, as a share of the right options",       net     },
    [POLICY_COVERAGE] = {"coverage",
                    "share of the right options picked times share of picks right",        coverage},
};

int32_t policy_points(enum policy p, struct picks n)
{
    assert(p < POLICY_COUNT);
    if (n.right + n.wrong == 0 || n.right_of == 0)
        return 0;
    return policy_table[p].points(n);
}

const char *policy_name(enum policy p)
{
    assert(p < POLICY_COUNT);
    return policy_table[p].name;
}

const char *policy_summary(enum policy p)
{
    assert(p < POLICY_COUNT);
    return policy_table[p].summary;
}

long policy_find(const char *name)
{
    for (size_t i = 0; i < COUNT(policy_table); i++)
        if (strcmp(policy_table[i].name, name) == 0)
            return (long)i;
    return -1;
}

struct verdict score(const struct question *q, struct answer a, enum policy p)
{
    static struct verdict (*const kind_table[])(const struct question *, struct answer,
                                                enum policy) = {
        [QUESTION_CHOICE] = score_choice,
        [QUESTION_ORDERING] = score_places,
        [QUESTION_MATCHING] = score_places,
    };
    assert(q->kind < COUNT(kind_table));
    return kind_table[q->kind](q, a, p);
}
