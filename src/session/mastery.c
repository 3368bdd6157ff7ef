/*
 * mastery.c - what the recorded answers say of a learner: days and confidence.
 *
 * In:   a history, a schedule, a day.
 * Out:  streak, calendar, forecast; how far what was said of an answer held. The groups
 *       are made in mastery_groups.c. The formulas and their sources: mastery.h.
 */
#include "quizctl/mastery.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mastery_groups.h"
#include "quizctl/mem.h"

/* --- days --- */

int mastery_weekday(int64_t day)
{
    return (int)(((day + 3) % WEEK_DAYS + WEEK_DAYS) % WEEK_DAYS); /* day 0: a Thursday */
}

/* The local days of the answers that are no blanks, in order; a clock that went back does
 * not. */
struct days {
    int64_t *day;
    size_t count;
};

static struct days days_of(const struct history *h, int64_t (*day_of)(int64_t at_ms),
                           int64_t today)
{
    struct days d = {.day = mem_get((h->count + 1) * sizeof *d.day)};
    for (size_t i = 0; i < h->count; i++) {
        if (h->answers[i].verdict.is_blank)
            continue;
        int64_t day = day_of(h->answers[i].at_ms);
        if (d.count > 0 && day < d.day[d.count - 1])
            day = d.day[d.count - 1];
        d.day[d.count++] = day < today ? day : today;
    }
    return d;
}

static void count_streaks(struct mastery *m, const struct days *d)
{
    size_t run = 0;
    for (size_t i = 0; i < d->count; i++) {
        if (i > 0 && d->day[i] == d->day[i - 1])
            continue;
        run = i > 0 && d->day[i] == d->day[i - 1] + 1 ? run + 1 : 1;
        m->active_days++;
        m->longest_streak = run > m->longest_streak ? run : m->longest_streak;
    }
    if (d->count > 0 && d->day[d->count - 1] >= m->today - 1)
        m->streak = run;
}

static void fill_calendar(struct mastery *m, const struct days *d)
{
    m->first_day = m->today - mastery_weekday(m->today) -
                   (int64_t)(MASTERY_CALENDAR - 1) * WEEK_DAYS;
    for (size_t i = 0; i < d->count; i++)
        if (d->day[i] >= m->first_day)
            m->calendar[d->day[i] - m->first_day]++;
}

static void fill_forecast(struct mastery *m, const struct schedule *s)
{
    for (size_t i = 0; i < s->bank->question_count; i++) {
        if (s->cards[i].met == 0)
            continue;
        int64_t wait = s->cards[i].due_day - m->today;
        if (wait >= MASTERY_FORECAST)
            m->later++;
        else
            m->forecast[wait > 0 ? wait : 0]++;
    }
}

/* --- confidence --- */

double mastery_said(enum confidence c)
{
    static const double said[] = {
        [CONFIDENCE_GUESS] = 0.25, [CONFIDENCE_UNSURE] = 0.6, [CONFIDENCE_SURE] = 0.95};
    return said[c];
}

double mastery_share(struct mastery_count c)
{
    return c.answers > 0 ? (double)c.right / (double)c.answers : -1;
}

static void put_interval(struct mastery_level *l)
{
    static const double z = 1.959963984540054; /* 97.5 % of the normal distribution */
    double n = (double)l->count.answers, share = mastery_share(l->count);
    if (l->count.answers == 0)
        return;
    double middle = share + z * z / (2 * n);
    double half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    l->low = fmax(0, (middle - half) / (1 + z * z / n));
    l->high = fmin(1, (middle + half) / (1 + z * z / n));
}

static void count_said(struct mastery *m, const struct history *h)
{
    for (size_t i = 0; i < h->count; i++) {
        const struct history_answer *a = &h->answers[i];
        if (a->confidence == CONFIDENCE_NONE || a->verdict.is_blank)
            continue;
        m->levels[a->confidence].count.answers++;
        m->levels[a->confidence].count.right += a->verdict.is_right;
        m->said.answers++;
        m->said.right += a->verdict.is_right;
    }
}

static void hold_against(struct mastery *m)
{
    double n = (double)m->said.answers, o = mastery_share(m->said);
    for (int c = CONFIDENCE_GUESS; c <= CONFIDENCE_SURE; c++) {
        struct mastery_level *l = &m->levels[c];
        double of = (double)l->count.answers, right = (double)l->count.right;
        double share = mastery_share(l->count), p = mastery_said((enum confidence)c);
        l->said = p;
        put_interval(l);
        if (l->count.answers == 0)
            continue;
        m->brier += (right * (p - 1) * (p - 1) + (of - right) * p * p) / n;
        m->reliability += of * (p - share) * (p - share) / n;
        m->resolution += of * (share - o) * (share - o) / n;
    }
    m->uncertainty = m->said.answers > 0 ? o * (1 - o) : 0;
}

/* --- surprises --- */

/* Of the clues that the options of the question at PLACE go past the one that most do:
 * what a lucky guess should have seen. */
static const char *deciding_clue(const char *const *clues, size_t place, size_t options)
{
    const char *const *of = clues + place * LIMIT_OPTIONS;
    const char *best = "";
    size_t most = 0;
    for (size_t i = 0; i < options; i++) {
        size_t same = 0;
        for (size_t k = 0; k < options; k++)
            same += *of[i] != '\0' && strcmp(of[i], of[k]) == 0;
        if (same > most) {
            most = same;
            best = of[i];
        }
    }
    return best;
}

/* The last answer to each question of the bank that is no blank, the latest first. */
static void find_surprises(struct mastery *m, const struct bank *bank,
                           const struct history *h, const char *const *clues)
{
    size_t room = (bank->question_count + 1) * sizeof *m->lucky;
    bool *is_done = mem_get(bank->question_count + 1);
    m->lucky = arena_get(&m->arena, room);
    m->misconceptions = arena_get(&m->arena, room);
    for (size_t i = h->count; i-- > 0;) {
        const struct history_answer *a = &h->answers[i];
        long place = bank_find(bank, a->question, strlen(a->question));
        if (place < 0 || a->verdict.is_blank || is_done[place])
            continue;
        is_done[place] = true;
        if (a->verdict.is_right && a->confidence == CONFIDENCE_GUESS)
            m->lucky[m->lucky_count++] = (struct mastery_surprise){
                a,
                deciding_clue(clues, (size_t)place, bank->questions[place].option_count)};
        if (!a->verdict.is_right && a->confidence == CONFIDENCE_SURE)
            m->misconceptions[m->misconception_count++] =
                (struct mastery_surprise){a, a->missed};
    }
    free(is_done);
}

void mastery_init(struct mastery *m, const struct bank *bank, const struct history *h,
                  const struct schedule *s, const char *const *clues,
                  int64_t (*day_of)(int64_t at_ms), int64_t today)
{
    *m = (struct mastery){.today = today};
    struct days days = days_of(h, day_of, today);
    count_streaks(m, &days);
    fill_calendar(m, &days);
    free(days.day);
    fill_forecast(m, s);
    count_said(m, h);
    hold_against(m);
    find_surprises(m, bank, h, clues);
    mastery_group_all(m, bank, h, s, day_of);
}

void mastery_release(struct mastery *m)
{
    arena_release(&m->arena);
    *m = (struct mastery){0};
}
