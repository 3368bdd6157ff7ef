/*
 * anki_foreign.c - see anki_foreign.h.
 */
#include "anki_foreign.h"

#include <string.h>

const char *anki_foreign_read(struct draft *d, const struct anki_fields *note)
{
    if (note->count > 0)
        d->q.prompt = anki_plain(d, "prompt", note->values[0]);
    return "it has no options to choose from";
}
