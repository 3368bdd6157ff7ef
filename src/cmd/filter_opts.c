/*
 * filter_opts.c - from options to a session's filter. What it does: session/filter.c.
 */
#include "filter_opts.h"

static struct text_list list(const struct opts *o, enum opt_id id, struct arena *arena)
{
    struct text_list l;
    l.text = opts_list(o, id, arena, &l.count);
    return l;
}

struct session_filter filter_opts(const struct opts *o, struct arena *arena)
{
    return (struct session_filter){
        .domains = list(o, OPT_DOMAIN, arena),
        .topics = list(o, OPT_TOPIC, arena),
        .difficulties = list(o, OPT_DIFFICULTY, arena),
        .ids = list(o, OPT_ID, arena),
        .services = list(o, OPT_SERVICE, arena),
        .clues = list(o, OPT_CLUE, arena),
    };
}

struct text_list filter_operands(const struct opts *o, struct arena *arena)
{
    struct text_list ids = {0};
    ids.text = arena_get(arena, (o->operand_count + 1) * sizeof *ids.text);
    for (; ids.count < o->operand_count; ids.count++)
        ids.text[ids.count] = o->operands[ids.count];
    return ids;
}
