/*
 * mastery_groups.c - what is known by domain, topic, service and clue.
 *
 * In:   a bank, a history, a schedule.
 * Out:  for each kind its groups, counted.
 *
 * Of each kind the names of all questions are listed, sorted, and given numbers; then
 * every question knows its groups, and one pass over the answers counts. So it takes
 * n log n, however many groups a bank has.
 */
#include "mastery_groups.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"

/* --- the kinds --- */

/* The Nth name of Q, or NULL past the last; "" is none. */
typedef const char *name_of(const struct bank *bank, const struct question *q,
                            size_t nth);

static const char *domain_of(const struct bank *bank, const struct question *q,
                             size_t nth)
{
    (void)bank;
    return nth == 0 ? q->domain : NULL;
}

static const char *topic_of(const struct bank *bank, const struct question *q, size_t nth)
{
    (void)bank;
    return nth < q->topics.count ? q->topics.text[nth] : NULL;
}

static const char *clue_of(const struct bank *bank, const struct question *q, size_t nth)
{
    (void)bank;
    return question_clue(q, nth);
}

static const char *domain_title(const struct bank *bank, const char *id)
{
    long at = bank_domain(bank, id);
    return at >= 0 ? bank->exam.domains[at].title : "";
}

static const char *no_title(const struct bank *bank, const char *id)
{
    (void)bank;
    (void)id;
    return "";
}

static const char *service_title(const struct bank *bank, const char *id)
{
    long at = facts_subject(&bank->facts, id);
    return at >= 0 ? bank->facts.subjects[at].title : "";
}

static const char *clue_title(const struct bank *bank, const char *id)
{
    long at = facts_property(&bank->facts, id);
    return at >= 0 ? bank->facts.properties[at].text : "";
}

static const struct {
    const char *name, *plural, *option;
    name_of *name_of;
    const char *(*title)(const struct bank *bank, const char *id);
} kind_table[MASTERY_KINDS] = {
    [MASTERY_DOMAIN] = {"domain",  "domains",  "--domain",  domain_of,        domain_title},
    [MASTERY_TOPIC] = {"topic",   "topics",   "--topic",   topic_of,         no_title    },
    [MASTERY_SERVICE] = {"service", "services", "--service", question_service,
                        service_title                                                     },
    [MASTERY_CLUE] = {"clue",    "clues",    "--clue",    clue_of,          clue_title  },
};

const char *mastery_kind_name(enum mastery_kind kind)
{
    return kind_table[kind].name;
}

const char *mastery_kind_plural(enum mastery_kind kind)
{
    return kind_table[kind].plural;
}

const char *mastery_kind_option(enum mastery_kind kind)
{
    return kind_table[kind].option;
}

/* --- who belongs where --- */

/* A question has this name; later, belongs to this group. */
struct member {
    const char *id;
    size_t question, group;
};

struct members {
    struct member *list;
    size_t count, cap;
};

static int by_id(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order != 0 ? order : (x->question > y->question) - (x->question < y->question);
}

static int by_question(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    if (x->question != y->question)
        return x->question < y->question ? -1 : 1;
    return (x->group > y->group) - (x->group < y->group);
}

/* Every question with each of its names, once, sorted by name. */
static struct members list_members(const struct bank *bank, enum mastery_kind kind)
{
    struct members m = {0};
    for (size_t q = 0; q < bank->question_count; q++) {
        const char *id;
        for (size_t n = 0;
             (id = kind_table[kind].name_of(bank, &bank->questions[q], n)) != NULL; n++) {
            if (*id == '\0')
                continue;
            MEM_ROOM(m.list, m.count, m.cap);
            m.list[m.count++] = (struct member){.id = id, .question = q};
        }
    }
    if (m.count > 0)
        qsort(m.list, m.count, sizeof *m.list, by_id);
    size_t kept = 0;
    for (size_t i = 0; i < m.count; i++)
        if (i == 0 || by_id(&m.list[i], &m.list[kept - 1]) != 0)
            m.list[kept++] = m.list[i];
    m.count = kept;
    return m;
}

/* A group for each name. */
static void found_groups(struct mastery *m, const struct bank *bank,
                         enum mastery_kind kind, struct members *members)
{
    struct mastery_group *groups =
        arena_get(&m->arena, (members->count + 1) * sizeof *groups);
    size_t count = 0;
    for (size_t i = 0; i < members->count; i++) {
        struct member *member = &members->list[i];
        if (i == 0 || strcmp(member->id, members->list[i - 1].id) != 0)
            groups[count++] = (struct mastery_group){
                .id = member->id, .title = kind_table[kind].title(bank, member->id)};
        member->group = count - 1;
    }
    m->groups[kind] = groups;
    m->group_count[kind] = count;
}

/* --- counting --- */

static void add_question(struct mastery_group *g, const struct schedule *s, size_t place,
                         int64_t today)
{
    g->questions++;
    if (s->cards[place].met == 0)
        return;
    g->recall = g->seen++ == 0 ? 0 : g->recall;
    g->recall += schedule_recall(s, place, today);
}

/* The sum of recalls becomes their mean. */
static void finish(struct mastery_group *g)
{
    g->recall = g->seen > 0 ? g->recall / (double)g->seen : -1;
}

/* WEEK: of the trend, or -1 when it is older. */
static void add_answer(struct mastery_group *g, const struct history_answer *a, long week)
{
    struct mastery_count *counts[] = {&g->all, week >= 0 ? &g->trend[week] : NULL};
    for (size_t i = 0; i < COUNT(counts) && counts[i] != NULL; i++) {
        counts[i]->answers++;
        counts[i]->right += a->verdict.is_right;
    }
}

/* Do WORDS of Q's scenario ask for PROPERTY? */
static bool words_ask_for(const struct question *q, const char *words,
                          const char *property)
{
    for (size_t i = 0; i < q->requirement_count; i++)
        if (strcmp(q->requirements[i].property, property) == 0 &&
            strcmp(q->requirements[i].clue, words) == 0)
            return true;
    for (size_t i = 0; i < q->preference_count; i++)
        if (strcmp(q->preferences[i].property, property) == 0 &&
            strcmp(q->preferences[i].clue, words) == 0)
            return true;
    return false;
}

static void add_answer_to(struct mastery *m, enum mastery_kind kind, size_t group,
                          const struct question *q, const struct history_answer *a,
                          long week)
{
    struct mastery_group *g = &m->groups[kind][group];
    if (kind == MASTERY_CLUE && !a->verdict.is_right) {
        if (!words_ask_for(q, a->missed, g->id))
            return;
        g->missed = a;
    }
    add_answer(g, a, week);
}

static long week_of(const struct mastery *m, int64_t day)
{
    int64_t ago = (m->today - (day < m->today ? day : m->today)) / WEEK_DAYS;
    return ago < MASTERY_WEEKS ? (long)(MASTERY_WEEKS - 1 - ago) : -1;
}

/* Where the members of each question begin in a list sorted by question. */
static size_t *index_members(const struct members *members, size_t questions)
{
    size_t *from = mem_get((questions + 1) * sizeof *from);
    for (size_t i = 0; i < members->count; i++)
        from[members->list[i].question + 1]++;
    for (size_t q = 0; q < questions; q++)
        from[q + 1] += from[q];
    return from;
}

static void count_kind(struct mastery *m, enum mastery_kind kind, const struct bank *bank,
                       const struct history *h, const struct schedule *s,
                       int64_t (*day_of)(int64_t at_ms))
{
    struct members members = list_members(bank, kind);
    found_groups(m, bank, kind, &members);
    if (members.count > 0)
        qsort(members.list, members.count, sizeof *members.list, by_question);
    size_t *from = index_members(&members, bank->question_count);
    for (size_t i = 0; i < members.count; i++)
        add_question(&m->groups[kind][members.list[i].group], s, members.list[i].question,
                     m->today);
    for (size_t i = 0; i < h->count; i++) {
        const struct history_answer *a = &h->answers[i];
        long place = bank_find(bank, a->question, strlen(a->question));
        if (place < 0 || a->verdict.is_blank)
            continue;
        for (size_t k = from[place]; k < from[place + 1]; k++)
            add_answer_to(m, kind, members.list[k].group, &bank->questions[place], a,
                          week_of(m, day_of(a->at_ms)));
    }
    for (size_t i = 0; i < m->group_count[kind]; i++)
        finish(&m->groups[kind][i]);
    free(from);
    free(members.list);
}

static void count_bank(struct mastery *m, const struct bank *bank,
                       const struct history *h, const struct schedule *s,
                       int64_t (*day_of)(int64_t at_ms))
{
    m->all = (struct mastery_group){.id = "", .title = ""};
    for (size_t i = 0; i < bank->question_count; i++)
        add_question(&m->all, s, i, m->today);
    finish(&m->all);
    for (size_t i = 0; i < h->count; i++) {
        const struct history_answer *a = &h->answers[i];
        if (!a->verdict.is_blank &&
            bank_find(bank, a->question, strlen(a->question)) >= 0)
            add_answer(&m->all, a, week_of(m, day_of(a->at_ms)));
    }
}

/* --- order --- */

struct mastery_count mastery_recent(const struct mastery_group *g)
{
    struct mastery_count sum = {0};
    for (size_t i = 0; i < MASTERY_WEEKS; i++) {
        sum.answers += g->trend[i].answers;
        sum.right += g->trend[i].right;
    }
    return sum;
}

double mastery_weakness(const struct mastery_group *g)
{
    struct mastery_count c = mastery_recent(g);
    return (double)(c.answers - c.right + 1) / (double)(c.answers + 2);
}

/* Answered lately; seen, but long ago; not seen. */
static int rank(const struct mastery_group *g)
{
    return mastery_recent(g).answers > 0 ? 0 : g->seen > 0 ? 1 : 2;
}

static int by_weakness(const void *a, const void *b)
{
    const struct mastery_group *x = a, *y = b;
    double difference = mastery_weakness(y) - mastery_weakness(x);
    if (rank(x) != rank(y))
        return rank(x) - rank(y);
    if (difference != 0)
        return difference > 0 ? 1 : -1;
    return strcmp(x->id, y->id);
}

/* Domains of the exam in its order, others behind them by name. */
static void order_domains(struct mastery *m, const struct bank *bank)
{
    struct mastery_group *groups = m->groups[MASTERY_DOMAIN];
    size_t count = m->group_count[MASTERY_DOMAIN], done = 0;
    for (size_t d = 0; d < bank->exam.domain_count; d++) {
        size_t at = done;
        while (at < count && strcmp(groups[at].id, bank->exam.domains[d].id) != 0)
            at++;
        if (at == count)
            continue;
        struct mastery_group found = groups[at];
        memmove(&groups[done + 1], &groups[done], (at - done) * sizeof *groups);
        groups[done++] = found;
    }
}

const struct mastery_group *mastery_weakest_clue(const struct mastery *m)
{
    for (size_t i = 0; i < m->group_count[MASTERY_CLUE]; i++) {
        const struct mastery_group *g = &m->groups[MASTERY_CLUE][i];
        struct mastery_count c = mastery_recent(g);
        if (c.right < c.answers)
            return g;
    }
    return NULL;
}

void mastery_group_all(struct mastery *m, const struct bank *bank,
                       const struct history *h, const struct schedule *s,
                       int64_t (*day_of)(int64_t at_ms))
{
    count_bank(m, bank, h, s, day_of);
    for (int k = 0; k < MASTERY_KINDS; k++) {
        count_kind(m, (enum mastery_kind)k, bank, h, s, day_of);
        if (k == MASTERY_DOMAIN)
            order_domains(m, bank);
        else if (m->group_count[k] > 0)
            qsort(m->groups[k], m->group_count[k], sizeof *m->groups[k], by_weakness);
    }
}
