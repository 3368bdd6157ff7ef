/*
 * report_facts.h - how facts and sources are named, for every report on them.
 */
#ifndef QUIZCTL_REPORT_FACTS_H
#define QUIZCTL_REPORT_FACTS_H

#include "quizctl/report.h"

/* Is PROPERTY of SUBJECT (ids) among what Q asks for? */
bool facts_asked_for(const struct facts_query *q, const char *subject,
                     const char *property);

/* The subject that states the fact S has on PROPERTY: S, or one that it extends. */
const struct subject *facts_owner(const struct fact_table *table, const struct subject *s,
                                  size_t property);

/* Sources by number, in the order of their first use. Free `sources`. */
struct cited {
    const struct fact_table *table;
    size_t *sources; /* places in table->sources */
    size_t count, cap;
};
size_t cited_number(struct cited *c, const struct fact *f);

/* "[2] title, read 2026-11-23" with its URL. */
void facts_source(struct page *p, const struct source *s, size_t number);

/* The object of quizctl.facts/1 up to its own members. */
void facts_json_open(struct json_writer *w, const struct bank *bank, const char *digest);

#endif
