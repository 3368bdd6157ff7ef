/*
 * link_facts.h - make names in facts and requirements into places and values.
 */
#ifndef QUIZCTL_LINK_FACTS_H
#define QUIZCTL_LINK_FACTS_H

#include "quizctl/bank.h"
#include "quizctl/diag.h"

/* Link the facts of BANK and the requirements of its questions, whatever format they came
 * from. Each name that names nothing, each value outside its kind, each contradiction is
 * an error in SINK, with its place and the nearest known name. */
void link_facts(struct bank *bank, struct diag_sink *sink);

#endif
