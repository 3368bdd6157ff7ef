/*
 * facts.h - what is known of services, and what a question requires of them: pure data.
 *
 * A fact says that a SUBJECT (a service, a class of it, a way to use it) has a value for
 * a PROPERTY, and where that was read. A property that a subject has no fact for is
 * unknown, never false. How it stands in a file: questions/FORMAT.md "Facts"; what
 * follows from it: proof.h.
 */
#ifndef QUIZCTL_FACTS_H
#define QUIZCTL_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/diag.h"

struct text_list {
    const char **text;
    size_t count;
};

enum property_kind {
    PROPERTY_FLAG,     /* true or false */
    PROPERTY_ONE,      /* one of named values */
    PROPERTY_SET,      /* some of named values; what a fact does not name is not so */
    PROPERTY_SCALE,    /* one of named values that go from worst to best */
    PROPERTY_QUANTITY, /* a number with a unit */
};

/* A value as the file has it. */
struct raw_value {
    enum { RAW_NONE, RAW_FLAG, RAW_TEXT, RAW_LIST } kind;
    bool flag;
    const char *text;
    struct text_list list;
};

/* A value as the solver takes it, by the kind of its property. */
struct value {
    int64_t
        number;   /* FLAG 0 or 1; ONE, SCALE the place; QUANTITY billionths of the unit */
    uint64_t set; /* SET: bit i is value i */
};

#define VALUE_PLACES    9         /* decimal places of a quantity: 99.999999999 % fits */
#define VALUE_UNLIMITED INT64_MAX /* of a quantity: more than any number */

struct property {
    const char *id;
    const char *text; /* what it says, for a reader */
    enum property_kind kind;
    const char *unit;        /* QUANTITY */
    struct text_list values; /* ONE, SET, SCALE */
    struct place at;
};

/* Where a fact was read. */
struct source {
    const char *id, *title, *url;
    const char *read; /* "2026-11-23" */
    struct place at;
};

struct fact {
    const char *property, *source; /* ids, as the file has them */
    struct raw_value raw;
    const char *note; /* the condition under which it holds */
    struct place at;
    /* linked: */
    struct value value;
    size_t source_at; /* place in fact_table.sources */
};

/* What one place of a file says of a subject. */
struct subject_entry {
    const char *id, *title, *text, *extends;
    struct fact *facts;
    size_t fact_count;
    struct place at;
};

/* All that is known of a subject, from every entry and what it extends. */
struct subject {
    const char *id, *title, *text;
    const struct fact **fact; /* by place of the property; NULL: unknown */
    size_t fact_count;        /* how many are known */
    long base;                /* the place of the subject that it extends, or -1 */
};

struct fact_table {
    struct source *sources;
    size_t source_count;
    struct property *properties;
    size_t property_count;
    struct subject_entry *entries;
    size_t entry_count;
    struct subject *subjects; /* linked; sorted by id */
    size_t subject_count;
};

enum operator_kind {
    OPERATOR_IS,
    OPERATOR_HAS,
    OPERATOR_NOT,
    OPERATOR_AT_LEAST,
    OPERATOR_AT_MOST
};

/* Something that the scenario says, with the words that say it. */
struct requirement {
    const char *clue;
    const char *property;
    enum operator_kind op;
    struct raw_value raw;
    struct place at;
    /* linked: */
    size_t property_at;
    struct value value;
};

enum preference_order { PREFER_MOST, PREFER_LEAST };

/* How to choose among those that meet every requirement. */
struct preference {
    const char *clue;
    const char *property;
    enum preference_order order;
    struct place at;
    size_t property_at; /* linked */
};

/* The place of the subject with this id in table->subjects, or -1. Logarithmic time. */
long facts_subject(const struct fact_table *table, const char *id);
/* The service that subject ID belongs to: what it extends in the end, often itself. An id
 * that the table does not know is its own service. */
const char *facts_service(const struct fact_table *table, const char *id);
/* The place of the property with this id, or -1. */
long facts_property(const struct fact_table *table, const char *id);

const char *property_kind_name(enum property_kind kind);  /* "flag" */
const char *operator_name(enum operator_kind op);         /* "at least" */
const char *preference_order_name(enum preference_order); /* "most" */

#endif
