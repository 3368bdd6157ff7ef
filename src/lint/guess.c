/*
 * guess.c - does the bank give its keys away to who knows nothing of the subject?
 *
 * In:   the questions, their options as written, and which one is right.
 * Out:  a finding for each habit that is more than chance.
 *
 * The null hypothesis: the key is any of a question's options, each as likely, whatever
 * they look like. A guesser looks at the texts only and narrows a question of n options
 * down to t of them; then the key is among the t with probability t/n, independently for
 * each question. So the number of hits is Poisson-binomial, and chance_tail gives its
 * tail exactly. Questions where all options look alike to the guesser say nothing and
 * are left out.
 *
 * Several habits are tested at once (each place, longest and shortest). Their tails are
 * not independent, so each is multiplied by the number of tests: the union bound
 * (Bonferroni), under which a bank without habits is blamed in at most 1 of 100 cases.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "lint_rules.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"
#include "words.h"

#define SIGNIFICANT 0.01

/* One habit over all questions. */
struct trials {
    double *chance;
    size_t count, cap;
    size_t hits;
    double expected;
};

static void trials_add(struct trials *t, size_t picks, size_t options, bool is_hit)
{
    double chance = (double)picks / (double)options;
    MEM_ROOM(t->chance, t->count, t->cap);
    t->chance[t->count++] = chance;
    t->expected += chance;
    t->hits += is_hit;
}

/* "9 of 12 questions, where chance gives 3.0 (p at most 0.0008)" when that is significant
 * among so many TESTS; else false. Releases T. */
static bool is_habit(struct trials *t, size_t tests, struct buf *out)
{
    double p = 1;
    if ((double)t->hits > t->expected)
        p = chance_tail(t->chance, t->count, t->hits) * (double)tests;
    buf_clear(out);
    buf_printf(out, "%zu of %zu questions, where chance gives %.1f ", t->hits, t->count,
               t->expected);
    if (p < 0.0001)
        buf_text(out, "(p under 0.0001)");
    else
        buf_printf(out, "(p at most %.4f)", p);
    free(t->chance);
    *t = (struct trials){0};
    return p < SIGNIFICANT;
}

static struct place whole(const struct lint *l)
{
    return (struct place){l->path, 0, 0};
}

static bool is_single(const struct question *q)
{
    return q->kind == QUESTION_CHOICE && q->select == 1;
}

/* --- places --- */

static size_t most_options(const struct bank *bank)
{
    size_t most = 0;
    for (size_t i = 0; i < bank->question_count; i++) {
        const struct question *q = &bank->questions[i];
        if (q->kind == QUESTION_CHOICE && q->option_count > most)
            most = q->option_count;
    }
    return most;
}

/* Is the key at PLACE? With several right options each stands there with chance select /
 * options. */
static struct trials at_place(const struct bank *bank, size_t place, bool only_single)
{
    struct trials t = {0};
    for (size_t i = 0; i < bank->question_count; i++) {
        const struct question *q = &bank->questions[i];
        bool counts = only_single ? is_single(q) : q->kind == QUESTION_CHOICE;
        if (counts && place < q->option_count)
            trials_add(&t, q->select, q->option_count, (q->key >> place & 1) != 0);
    }
    return t;
}

void lint_key_place(struct lint *l)
{
    size_t places = most_options(l->bank);
    struct buf numbers = {0};
    for (size_t place = 0; place < places; place++) {
        struct trials t = at_place(l->bank, place, false);
        if (is_habit(&t, places, &numbers))
            lint_found(l, whole(l), "a right option stands at place %c in %s",
                       (char)('A' + place), buf_str(&numbers));
    }
    buf_release(&numbers);
}

/* --- looks --- */

/* How a guesser looks at a question: a mark for each option; it picks the highest. */
typedef void marks_fn(const struct question *q, long *marks);

static void by_length(const struct question *q, long *marks)
{
    for (size_t i = 0; i < q->option_count; i++)
        marks[i] = text_width(q->options[i].text, strlen(q->options[i].text));
}

static void by_shortness(const struct question *q, long *marks)
{
    by_length(q, marks);
    for (size_t i = 0; i < q->option_count; i++)
        marks[i] = -marks[i];
}

static void by_shared_words(const struct question *q, long *marks)
{
    struct buf text = {0};
    struct word_set stem, option;
    lint_stem(&text, q);
    word_set_make(&stem, buf_str(&text));
    for (size_t i = 0; i < q->option_count; i++) {
        word_set_make(&option, q->options[i].text);
        marks[i] = (long)word_set_shared(&option, &stem);
        word_set_release(&option);
    }
    word_set_release(&stem);
    buf_release(&text);
}

static void by_few_absolutes(const struct question *q, long *marks)
{
    static const char *const absolute[] = {
        "absolutely", "all",  "always", "any", "completely", "entirely",
        "every",      "must", "never",  "no",  "none",       "only",
    };
    for (size_t i = 0; i < q->option_count; i++) {
        marks[i] = 0;
        for (struct word w = {.rest = q->options[i].text}; word_next(&w);)
            marks[i] -= word_is_any(&w, absolute, COUNT(absolute));
    }
}

/* The options with the highest mark, as bits. */
static uint32_t picks_of(const struct question *q, marks_fn *look)
{
    long marks[LIMIT_OPTIONS], best;
    uint32_t picks = 0;
    look(q, marks);
    best = marks[0];
    for (size_t i = 1; i < q->option_count; i++)
        best = marks[i] > best ? marks[i] : best;
    for (size_t i = 0; i < q->option_count; i++)
        picks |= (uint32_t)(marks[i] == best) << i;
    return picks;
}

static struct trials by_look(const struct bank *bank, marks_fn *look)
{
    struct trials t = {0};
    for (size_t i = 0; i < bank->question_count; i++) {
        const struct question *q = &bank->questions[i];
        if (!is_single(q))
            continue;
        uint32_t picks = picks_of(q, look);
        size_t count = options_in(picks);
        if (count < q->option_count)
            trials_add(&t, count, q->option_count, (picks & q->key) != 0);
    }
    return t;
}

void lint_key_length(struct lint *l)
{
    static const struct {
        const char *what;
        marks_fn *look;
    } row[] = {
        {"longest",  by_length   },
        {"shortest", by_shortness}
    };
    struct buf numbers = {0};
    for (size_t i = 0; i < COUNT(row); i++) {
        struct trials t = by_look(l->bank, row[i].look);
        if (is_habit(&t, COUNT(row), &numbers))
            lint_found(l, whole(l), "the right option is the %s in %s", row[i].what,
                       buf_str(&numbers));
    }
    buf_release(&numbers);
}

/* --- the guesser --- */

/* To add a strategy: a row. What another rule tests already is left to that rule. */
static const struct {
    const char *who;
    marks_fn *look;
    const char *told_by;
} strategies[] = {
    {"picks the longest option",                                  by_length,        "key-length"},
    {"picks the option that shares most words with the question", by_shared_words,  NULL        },
    {"picks the option with the fewest absolute words",           by_few_absolutes, NULL        },
};

static void guessed(struct lint *l, const char *who, struct trials *t, size_t tests)
{
    struct buf numbers = {0};
    if (is_habit(t, tests, &numbers))
        lint_found(l, whole(l), "a guesser who %s has the right one in %s", who,
                   buf_str(&numbers));
    buf_release(&numbers);
}

void lint_guesser(struct lint *l)
{
    size_t places = most_options(l->bank), tests = COUNT(strategies) + places;
    for (size_t i = 0; i < COUNT(strategies); i++) {
        if (strategies[i].told_by != NULL && lint_is_on(l, strategies[i].told_by))
            continue;
        struct trials t = by_look(l->bank, strategies[i].look);
        guessed(l, strategies[i].who, &t, tests);
    }
    for (size_t place = 0; place < places && !lint_is_on(l, "key-place"); place++) {
        char who[] = "always picks A";
        who[sizeof who - 2] = (char)('A' + place);
        struct trials t = at_place(l->bank, place, true);
        guessed(l, who, &t, tests);
    }
}
