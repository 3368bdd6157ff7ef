/*
 * facts.c - the names of kinds and operators, and where a subject or property stands.
 */
#include "quizctl/facts.h"

#include <assert.h>
#include <string.h>

static const char *const property_kinds[] = {
    [PROPERTY_FLAG] = "flag",   [PROPERTY_ONE] = "one",           [PROPERTY_SET] = "set",
    [PROPERTY_SCALE] = "scale", [PROPERTY_QUANTITY] = "quantity",
};

static const char *const operators[] = {
    [OPERATOR_IS] = "is",           [OPERATOR_HAS] = "has",
    [OPERATOR_NOT] = "not",         [OPERATOR_AT_LEAST] = "at least",
    [OPERATOR_AT_MOST] = "at most",
};

static const char *const orders[] = {[PREFER_MOST] = "most", [PREFER_LEAST] = "least"};

const char *property_kind_name(enum property_kind kind)
{
    return property_kinds[kind];
}

const char *operator_name(enum operator_kind op)
{
    return operators[op];
}

const char *preference_order_name(enum preference_order order)
{
    return orders[order];
}

long facts_subject(const struct fact_table *table, const char *id)
{
    size_t low = 0, high = table->subject_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(table->subjects[middle].id, id);
        if (order == 0)
            return (long)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

const char *facts_service(const struct fact_table *table, const char *id)
{
    long at = facts_subject(table, id);
    if (at < 0)
        return id;
    for (size_t steps = 0; table->subjects[at].base >= 0; steps++) {
        assert(steps < table->subject_count); /* checked when it was linked: no circle */
        at = table->subjects[at].base;
    }
    return table->subjects[at].id;
}

long facts_property(const struct fact_table *table, const char *id)
{
    for (size_t i = 0; i < table->property_count; i++)
        if (strcmp(table->properties[i].id, id) == 0)
            return (long)i;
    return -1;
}
