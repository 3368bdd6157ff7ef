/*
 * score_places.c - judge an ordering or a matching: what stands at each place.
 *
 * In:   a question whose key says which option belongs to each step or prompt.
 * Out:  a verdict. Both kinds are one question here: does place i hold what the key
 * holds? What a policy makes of the counts is in score.c.
 */
#include "quizctl/score.h"
#include "score_policy.h"

struct verdict score_places(const struct question *q, struct answer a, enum policy p)
{
    struct picks n = {.right_of = (int)q->select, .wrong_of = (int)q->select};
    for (size_t i = 0; i < a.count; i++) {
        if (a.place[i] == ANSWER_OPEN)
            continue;
        if (i < q->select && a.place[i] == q->solution[i])
            n.right++;
        else
            n.wrong++;
    }
    return (struct verdict){
        .points = policy_points(p, n),
        .is_right = n.right == n.right_of && n.wrong == 0 && n.right > 0,
        .is_blank = n.right + n.wrong == 0,
    };
}
