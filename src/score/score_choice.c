/*
 * score_choice.c - judge the picks of a choice question.
 *
 * In:   a question with its key as bits, the picks as bits, a policy.
 * Out:  a verdict. score_choice() counts bits and lets the policy's formula speak;
 *       score_choice_plain() says the same option by option, in other words, so that
 *       a slip in one of them shows. What a policy pays is in score.c.
 */
#include <assert.h>

#include "quizctl/limits.h"
#include "quizctl/score.h"
#include "score_policy.h"

struct verdict score_choice(const struct question *q, struct answer a, enum policy p)
{
    assert(q->option_count <= LIMIT_OPTIONS);
    uint32_t all = ((uint32_t)1 << q->option_count) - 1;
    uint32_t picked = a.picked & all;
    uint32_t key = q->key & all;
    struct picks n = {
        .right_of = (int)options_in(key),
        .wrong_of = (int)options_in(all & ~key),
        .right = (int)options_in(picked & key),
        .wrong = (int)options_in(picked & ~key),
    };
    return (struct verdict){
        .points = policy_points(p, n),
        .is_right = picked == key && picked != 0,
        .is_blank = picked == 0,
    };
}

/* Is K thousandths of a mark no more than what the counts earn under P? Each formula
 * of score.h multiplied out, so that nothing is divided at all. */
static bool is_earned(long k, enum policy p, long c, long w, long t, long f)
{
    long m = w > 2 ? w : 2;
    switch (p) {
    case POLICY_PARTIAL:
        return k * c * m <= MARK * (t * m - f * c);
    case POLICY_NET:
        return k * c <= MARK * (t - f);
    case POLICY_COVERAGE:
        return k * c * (t + f) <= MARK * t * t;
    default:
        return t == c && f == 0;
    }
}

struct verdict score_choice_plain(const struct question *q, struct answer a,
                                  enum policy p)
{
    struct verdict v = {.is_right = true, .is_blank = true};
    long c = 0, w = 0, t = 0, f = 0;
    for (size_t i = 0; i < q->option_count; i++) {
        bool is_key = (q->key >> i & 1) != 0;
        bool is_picked = (a.picked >> i & 1) != 0;
        if (is_key)
            c++;
        else
            w++;
        if (is_picked && is_key)
            t++;
        if (is_picked && !is_key)
            f++;
        if (is_picked)
            v.is_blank = false;
        if (is_picked != is_key)
            v.is_right = false;
    }
    if (v.is_blank || c == 0) {
        v.is_right = false;
        return v;
    }
    while (v.points < MARK && is_earned(v.points + 1, p, c, w, t, f))
        v.points++;
    return v;
}
