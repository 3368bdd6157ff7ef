/*
 * filter_opts.h - the options that choose questions, the same in every command.
 */
#ifndef FILTER_OPTS_H
#define FILTER_OPTS_H

#include "opts.h"
#include "quizctl/session.h"

/* Rows for a command's table. */
#define FILTER_OPT_ROWS                                                                  \
    {.id = OPT_TOPIC,                                                                    \
     .name = "topic",                                                                    \
     .arg = "TOPIC[,...]",                                                               \
     .help = "questions with one of these topics",                                       \
     .is_list = true},                                                                   \
        {.id = OPT_DOMAIN,                                                               \
         .name = "domain",                                                               \
         .arg = "DOMAIN[,...]",                                                          \
         .help = "questions of these domains of the exam",                               \
         .is_list = true},                                                               \
        {.id = OPT_DIFFICULTY,                                                           \
         .name = "difficulty",                                                           \
         .arg = "LEVEL[,...]",                                                           \
         .help = "easy, medium or hard questions",                                       \
         .value = difficulty_value,                                                      \
         .is_list = true},                                                               \
        {.id = OPT_SERVICE,                                                              \
         .name = "service",                                                              \
         .arg = "SERVICE[,...]",                                                         \
         .help = "questions whose key is one of these services",                         \
         .is_list = true},                                                               \
        {.id = OPT_CLUE,                                                                 \
         .name = "clue",                                                                 \
         .arg = "PROPERTY[,...]",                                                        \
         .help = "questions that ask for one of these properties",                       \
         .is_list = true},                                                               \
    {                                                                                    \
        .id = OPT_ID, .name = "id", .arg = "ID[,...]", .help = "these questions",        \
        .is_list = true                                                                  \
    }

/* The filter that OPTS asks for. Its lists live in ARENA. */
struct session_filter filter_opts(const struct opts *o, struct arena *arena);

/* The operands as a list of ids, in ARENA. */
struct text_list filter_operands(const struct opts *o, struct arena *arena);

#endif
