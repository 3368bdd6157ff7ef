/*
 * facts_world.h - banks of one question for the tests of proofs: by hand, or by chance.
 *
 * Two properties of each kind, five subjects that may extend one another, and facts with
 * holes. Everything is raw, as a file would give it; world_link makes it what the solver
 * takes. Texts of a world live in its bank's arena.
 */
#ifndef TESTS_FACTS_WORLD_H
#define TESTS_FACTS_WORLD_H

#include <stdio.h>
#include <string.h>

#include "format/link_facts.h"
#include "quizctl/bank.h"
#include "quizctl/mem.h"
#include "quizctl/rng.h"

enum {
    WORLD_PROPERTIES = 10,
    WORLD_SUBJECTS = 5,
    WORLD_ENTRIES = 10, /* each subject may be spoken of in two places */
    WORLD_REQUIREMENTS = 4,
    WORLD_PREFERENCES = 2,
};

struct world {
    struct bank bank;
    struct question question;
    struct source source;
    struct property properties[WORLD_PROPERTIES];
    struct subject_entry entries[WORLD_ENTRIES];
    struct fact facts[WORLD_ENTRIES][WORLD_PROPERTIES];
    struct option options[LIMIT_OPTIONS];
    struct requirement requirements[WORLD_REQUIREMENTS];
    struct preference preferences[WORLD_PREFERENCES];
};

static const char *const world_names[] = {"v0", "v1", "v2", "v3"};
static const char *const world_subjects[] = {"s0", "s1", "s2", "s3", "s4"};

static void world_declare(struct world *w)
{
    static const char *const ids[WORLD_PROPERTIES] = {
        "flag-0", "one-0", "set-0", "scale-0", "quantity-0",
        "flag-1", "one-1", "set-1", "scale-1", "quantity-1"};
    static const char *const reps[] = {"flag", "one", "set", "scale", "quantity"};
    for (size_t i = 0; i < WORLD_PROPERTIES; i++) {
        enum property_kind kind = (enum property_kind)(i % COUNT(reps));
        w->properties[i] =
            (struct property){.id = ids[i], .text = reps[kind], .kind = kind, .unit = ""};
        if (kind == PROPERTY_QUANTITY)
            w->properties[i].unit = "MB/s";
        else if (kind != PROPERTY_FLAG)
            w->properties[i].values = (struct text_list){
                (const char **)(uintptr_t)world_names, COUNT(world_names)};
    }
    w->source =
        (struct source){"page", "A page", "https://example.org/", "2026-11-23", {0}};
}

/* Everything in its place but facts, options and requirements. */
static void world_init(struct world *w)
{
    *w = (struct world){0};
    world_declare(w);
    for (size_t i = 0; i < WORLD_ENTRIES; i++)
        w->entries[i] = (struct subject_entry){.id = world_subjects[i % WORLD_SUBJECTS],
                                               .title = "A subject",
                                               .text = "",
                                               .extends = "",
                                               .facts = w->facts[i]};
    w->bank.facts = (struct fact_table){.sources = &w->source,
                                        .source_count = 1,
                                        .properties = w->properties,
                                        .property_count = WORLD_PROPERTIES,
                                        .entries = w->entries,
                                        .entry_count = WORLD_ENTRIES};
    w->question = (struct question){.id = "q",
                                    .scenario = "the clue",
                                    .prompt = "",
                                    .unproved = "",
                                    .options = w->options,
                                    .requirements = w->requirements,
                                    .preferences = w->preferences,
                                    .reference_count = 2};
    w->bank.questions = &w->question;
    w->bank.question_count = 1;
}

static struct raw_value world_flag(bool flag)
{
    return (struct raw_value){.kind = RAW_FLAG, .flag = flag};
}

static struct raw_value world_text(struct world *w, const char *text)
{
    return (struct raw_value){.kind = RAW_TEXT,
                              .text = arena_text(&w->bank.arena, text, strlen(text))};
}

static struct raw_value world_list(struct world *w, unsigned bits)
{
    struct raw_value raw = {.kind = RAW_LIST};
    raw.list.text = arena_get(&w->bank.arena, COUNT(world_names) * sizeof *raw.list.text);
    for (size_t i = 0; i < COUNT(world_names); i++)
        if ((bits >> i & 1) != 0)
            raw.list.text[raw.list.count++] = world_names[i];
    return raw;
}

static void world_fact(struct world *w, size_t entry, size_t property,
                       struct raw_value raw)
{
    struct subject_entry *e = &w->entries[entry];
    e->facts[e->fact_count++] = (struct fact){
        .property = w->properties[property].id, .source = "page", .raw = raw, .note = ""};
}

static void world_require(struct world *w, size_t property, enum operator_kind op,
                          struct raw_value raw)
{
    w->requirements[w->question.requirement_count++] = (struct requirement){
        .clue = "the clue", .property = w->properties[property].id, .op = op, .raw = raw};
}

static void world_prefer(struct world *w, size_t property, enum preference_order order)
{
    w->preferences[w->question.preference_count++] = (struct preference){
        .clue = "the clue", .property = w->properties[property].id, .order = order};
}

static void world_option(struct world *w, const char *subject)
{
    struct option *o = &w->options[w->question.option_count];
    static const char *const ids[] = {"a", "b", "c", "d", "e"};
    *o = (struct option){.id = ids[w->question.option_count], .subject = subject};
    w->question.option_count++;
}

static void world_key(struct world *w, uint32_t key)
{
    w->question.key = key;
    w->question.select = 0;
    for (; key != 0; key &= key - 1)
        w->question.select++;
}

/* The number of errors. */
static size_t world_link(struct world *w)
{
    struct diag_sink sink = {0};
    link_facts(&w->bank, &sink);
    return sink.errors;
}

static void world_release(struct world *w)
{
    arena_release(&w->bank.arena);
}

/* --- by chance --- */

static struct raw_value random_value(struct world *w, struct rng *r,
                                     enum property_kind kind)
{
    char text[32];
    unsigned whole;
    switch (kind) {
    case PROPERTY_FLAG:
        return world_flag(rng_below(r, 2) != 0);
    case PROPERTY_SET:
        return world_list(w, rng_below(r, 16));
    case PROPERTY_QUANTITY:
        if (rng_below(r, 8) == 0)
            return world_text(w, "unlimited");
        whole = rng_below(r, 4);
        snprintf(text, sizeof text, "%u%s MB/s", whole, rng_below(r, 3) == 0 ? ".5" : "");
        return world_text(w, text);
    default:
        return world_text(w, world_names[rng_below(r, COUNT(world_names))]);
    }
}

/* One rng call in a statement: compilers differ in which of two comes first. */
static void random_facts(struct world *w, struct rng *r, uint32_t percent)
{
    for (size_t s = 0; s < WORLD_SUBJECTS; s++) {
        /* Of the two places that speak of a subject one may extend an earlier one. */
        struct subject_entry *e = &w->entries[s + rng_below(r, 2) * WORLD_SUBJECTS];
        if (s > 0 && rng_below(r, 3) == 0)
            e->extends = world_subjects[rng_below(r, (uint32_t)s)];
        for (size_t p = 0; p < WORLD_PROPERTIES; p++) {
            size_t entry = s + rng_below(r, 2) * WORLD_SUBJECTS;
            struct raw_value raw = random_value(w, r, w->properties[p].kind);
            if (rng_below(r, 100) < percent)
                world_fact(w, entry, p, raw);
        }
        if (w->entries[s].fact_count + w->entries[s + WORLD_SUBJECTS].fact_count == 0)
            /* a subject of a proof has some fact */
            world_fact(w, s, s % 5, random_value(w, r, w->properties[s % 5].kind));
    }
}

static enum operator_kind random_operator(struct rng *r, enum property_kind kind)
{
    static const enum operator_kind fitting[][3] = {
        [PROPERTY_FLAG] = {OPERATOR_IS,  OPERATOR_NOT,      OPERATOR_IS     },
        [PROPERTY_ONE] = {OPERATOR_IS,  OPERATOR_NOT,      OPERATOR_NOT    },
        [PROPERTY_SET] = {OPERATOR_HAS, OPERATOR_NOT,      OPERATOR_HAS    },
        [PROPERTY_SCALE] = {OPERATOR_IS,  OPERATOR_AT_LEAST, OPERATOR_AT_MOST},
        [PROPERTY_QUANTITY] = {OPERATOR_IS,  OPERATOR_AT_LEAST, OPERATOR_AT_MOST},
    };
    return fitting[kind][rng_below(r, 3)];
}

static void random_question(struct world *w, struct rng *r)
{
    uint32_t requirements = rng_below(r, WORLD_REQUIREMENTS + 1);
    uint32_t preferences = rng_below(r, WORLD_PREFERENCES + 1);
    for (uint32_t i = 2 + rng_below(r, WORLD_SUBJECTS - 1); i > 0; i--)
        world_option(w, world_subjects[rng_below(r, WORLD_SUBJECTS)]);
    for (uint32_t i = 0; i < requirements; i++) {
        size_t p = rng_below(r, WORLD_PROPERTIES);
        enum property_kind kind = w->properties[p].kind;
        struct raw_value raw = kind == PROPERTY_SET ? world_list(w, 1 + rng_below(r, 15))
                                                    : random_value(w, r, kind);
        world_require(w, p, random_operator(r, kind), raw);
    }
    for (uint32_t i = 0; i < preferences; i++) {
        static const size_t ordered[] = {3, 4, 8, 9};
        size_t p = ordered[rng_below(r, COUNT(ordered))];
        world_prefer(w, p, rng_below(r, 2) == 0 ? PREFER_MOST : PREFER_LEAST);
    }
    world_key(w, 1 + rng_below(r, (1u << w->question.option_count) - 2));
}

/* The world of number N; the same number, the same world. */
static void world_random(struct world *w, unsigned n, uint32_t percent)
{
    struct rng r;
    char seed[16];
    snprintf(seed, sizeof seed, "%u", n);
    rng_init(&r, seed, "facts_world");
    world_init(w);
    random_facts(w, &r, percent);
    random_question(w, &r);
}

#endif
