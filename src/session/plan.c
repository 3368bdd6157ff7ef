/*
 * plan.c - the days until the exam, played forward. The rule in words: plan.h.
 *
 * In:   a schedule, today, the day of the exam.
 * Out:  expected reviews and recall. How it is written down: report_plan.c.
 */
#include "quizctl/plan.h"

#include <stdlib.h>

#include "quizctl/mem.h"

/* The least share of a question that is followed both ways. */
static const double share_min = 0.01;

/* Questions of one domain that go the same way from here on. */
struct crowd {
    struct plan *plan;
    const struct fsrs *fsrs;
    double size;    /* how many */
    double *recall; /* their sum, on the day of the exam */
    double owed;    /* small shares that should have been forgotten and were not yet */
};

/* Is a share too small for both ways one that is forgotten? As many are as should be. */
static bool is_forgotten(struct crowd *crowd, double share, double lost)
{
    crowd->owed += lost;
    if (crowd->owed < share / 2)
        return false;
    crowd->owed -= share;
    return true;
}

/* Play on with SHARE of CROWD, who have CARD since LAST_DAY. */
static void play(struct crowd *crowd, struct fsrs_card card, int64_t last_day,
                 double share)
{
    const struct fsrs *f = crowd->fsrs;
    const struct plan_query *query = &crowd->plan->query;
    for (;;) {
        int64_t day = last_day + card.days;
        if (day < query->today)
            day = query->today;
        if (day >= query->exam_day)
            break;
        crowd->plan->days[day - query->today].reviews += crowd->size * share;

        int gone = (int)(day - last_day);
        double lost = share * (1 - fsrs_recall(f, gone, card.stability));
        enum fsrs_rating g = FSRS_GOOD;
        if (share >= 2 * share_min) {
            play(crowd, fsrs_review(f, card, FSRS_AGAIN, gone), day, lost);
            share -= lost;
        } else if (is_forgotten(crowd, share, lost)) {
            g = FSRS_AGAIN;
        }
        card = fsrs_review(f, card, g, gone);
        last_day = day;
    }
    double gone = (double)(query->exam_day - last_day);
    *crowd->recall += crowd->size * share * fsrs_recall(f, gone, card.stability);
}

/* SIZE new questions are met on DAY. */
static void play_new(struct crowd *crowd, int64_t day)
{
    const struct fsrs *f = crowd->fsrs;
    double right = crowd->plan->first_share;
    play(crowd, fsrs_review(f, (struct fsrs_card){0}, FSRS_GOOD, 0), day, right);
    play(crowd, fsrs_review(f, (struct fsrs_card){0}, FSRS_AGAIN, 0), day, 1 - right);
}

/* --- the parts --- */

/* Sums by domain, in schedule_domain's order. */
struct sums {
    size_t *met, *left;
    double *now, *then;
};

static size_t domain_room(const struct schedule *s)
{
    return s->bank->exam.domain_count + 1;
}

static void play_met(struct plan *plan, const struct schedule *s, struct sums *sums)
{
    const int64_t today = plan->query.today, exam_day = plan->query.exam_day;
    for (size_t i = 0; i < s->bank->question_count; i++) {
        const struct schedule_card *card = &s->cards[i];
        size_t d = schedule_domain(s->bank, &s->bank->questions[i]);
        sums->now[d] += schedule_recall(s, i, today);
        if (card->met == 0) {
            sums->left[d]++;
            continue;
        }
        sums->met[d]++;
        plan->done_today += card->last_day == today;
        plan->reviews_today += schedule_is_due(s, i, today);
        if (exam_day <= today)
            sums->then[d] += schedule_recall(s, i, today);
        else
            play(&(struct crowd){plan, &s->rule.fsrs, 1, &sums->then[d], 0}, card->memory,
                 card->last_day, 1);
    }
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t share_of_day(size_t left, size_t days)
{
    return (left + days - 1) / days;
}

/* Spread what is LEFT over the days, by domain. */
static void play_unmet(struct plan *plan, const struct schedule *s, struct sums *sums,
                       size_t left)
{
    size_t met_today = schedule_met_on(s, plan->query.today), domains = domain_room(s);
    size_t *fresh = mem_get(domains * sizeof *fresh);
    for (size_t k = 0; k < plan->day_count; k++) {
        size_t before = k == 0 ? met_today : 0;
        size_t part = share_of_day(left + before, plan->day_count - k);
        if (k == 0)
            plan->wanted = part;
        part = smaller(part, plan->query.new_limit);
        if (k == 0)
            plan->new_today = part > before ? part : before;
        part = smaller(left, part > before ? part - before : 0);
        plan->days[k].fresh = part;
        left -= part;
        for (; part > 0; part--) {
            size_t d = (size_t)schedule_turn(&s->bank->exam, sums->met, sums->left);
            sums->met[d]++;
            sums->left[d]--;
            fresh[d]++;
        }
        for (size_t d = 0; d < domains; fresh[d++] = 0)
            if (fresh[d] > 0)
                play_new(&(struct crowd){plan, &s->rule.fsrs, (double)fresh[d],
                                         &sums->then[d], 0},
                         plan->query.today + (int64_t)k);
    }
    plan->unseen = left;
    free(fresh);
}

/* --- the whole --- */

static int by_weakness(const void *a, const void *b)
{
    const struct plan_domain *x = a, *y = b;
    if (x->then != y->then)
        return x->then < y->then ? -1 : 1;
    return x->domain == NULL || (y->domain != NULL && x->domain > y->domain) ? 1 : -1;
}

/* The mean of the domains by their weight; of all questions where none has a weight. */
static void weigh(struct plan *plan)
{
    double weights = 0, now = 0, then = 0;
    for (int by_weight = 1; by_weight >= 0 && weights == 0; by_weight--) {
        for (size_t i = 0; i < plan->domain_count; i++) {
            const struct plan_domain *d = &plan->domains[i];
            double weight = !by_weight          ? (double)d->questions
                            : d->domain != NULL ? d->domain->weight
                                                : 0;
            weights += weight;
            now += weight * d->now;
            then += weight * d->then;
        }
    }
    plan->now = weights > 0 ? now / weights : 0;
    plan->then = weights > 0 ? then / weights : 0;
}

static void add_domains(struct plan *plan, const struct schedule *s,
                        const struct sums *sums, const size_t *met_before)
{
    size_t room = domain_room(s);
    plan->domains = mem_get(room * sizeof *plan->domains);
    for (size_t d = 0; d < room; d++) {
        size_t count = sums->met[d] + sums->left[d];
        double unseen = (double)sums->left[d] * plan->first_share;
        if (count == 0)
            continue;
        plan->domains[plan->domain_count++] = (struct plan_domain){
            .domain = d + 1 < room ? &s->bank->exam.domains[d] : NULL,
            .questions = count,
            .met = met_before[d],
            .unseen = sums->left[d],
            .now = sums->now[d] / (double)count,
            .then = (sums->then[d] + unseen) / (double)count,
        };
    }
    qsort(plan->domains, plan->domain_count, sizeof *plan->domains, by_weakness);
    weigh(plan);
}

void plan_make(struct plan *plan, const struct schedule *s,
               const struct plan_query *query)
{
    size_t room = domain_room(s);
    struct sums sums = {
        .met = mem_get(room * sizeof *sums.met),
        .left = mem_get(room * sizeof *sums.left),
        .now = mem_get(room * sizeof *sums.now),
        .then = mem_get(room * sizeof *sums.then),
    };
    size_t *met_before = mem_get(room * sizeof *met_before);
    int64_t ahead = query->exam_day - query->today;

    *plan = (struct plan){.query = *query,
                          .questions = s->bank->question_count,
                          .first_share = s->first_share,
                          .day_count = ahead > 0 ? (size_t)ahead : 0};
    plan->days = mem_get((plan->day_count + 1) * sizeof *plan->days);
    play_met(plan, s, &sums);
    for (size_t d = 0; d < room; d++)
        plan->met += met_before[d] = sums.met[d];
    play_unmet(plan, s, &sums, plan->questions - plan->met);
    add_domains(plan, s, &sums, met_before);

    free(met_before);
    free(sums.met);
    free(sums.left);
    free(sums.now);
    free(sums.then);
}

void plan_release(struct plan *plan)
{
    free(plan->days);
    free(plan->domains);
    *plan = (struct plan){0};
}

struct plan_day plan_sum(const struct plan *plan, size_t from, size_t count)
{
    struct plan_day sum = {0};
    for (size_t i = from; i < plan->day_count && i < from + count; i++) {
        sum.fresh += plan->days[i].fresh;
        sum.reviews += plan->days[i].reviews;
    }
    return sum;
}
