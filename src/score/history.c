/*
 * history.c - the names of confidence, and the end of a history. What it is: history.h.
 */
#include "quizctl/history.h"

#include <stdlib.h>
#include <string.h>

static const char *const confidence_table[] = {
    [CONFIDENCE_NONE] = "",
    [CONFIDENCE_GUESS] = "guess",
    [CONFIDENCE_UNSURE] = "unsure",
    [CONFIDENCE_SURE] = "sure",
};

const char *confidence_name(enum confidence c)
{
    return confidence_table[c];
}

long confidence_find(const char *name)
{
    for (size_t i = CONFIDENCE_GUESS; i < COUNT(confidence_table); i++)
        if (strcmp(confidence_table[i], name) == 0)
            return (long)i;
    return -1;
}

void history_release(struct history *h)
{
    free(h->answers);
    arena_release(&h->texts);
    *h = (struct history){0};
}
