/*
 * markdown_front.c - see markdown_front.h.
 *
 * In:   the lines between "---" and "---" at the start of a text.
 * Out:  one entry for each value.
 *
 * This is the small part of YAML that people write there; what is nested deeper than a
 * list is passed over.
 */
#include "markdown_front.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "quizctl/mem.h"

size_t front_value(const char **text, size_t len)
{
    while (len > 0 && strchr(" \t\"'[", **text) != NULL) {
        ++*text;
        len--;
    }
    while (len > 0 && strchr(" \t\"']", (*text)[len - 1]) != NULL)
        len--;
    return len;
}

static void add(struct front *f, const char *key, size_t key_len, const char *value,
                const char *end, uint32_t line)
{
    MEM_ROOM(f->entries, f->count, f->cap);
    struct front_entry *e = &f->entries[f->count++];
    *e = (struct front_entry){
        .key = key, .key_len = key_len, .value = value, .line = line};
    e->len = front_value(&e->value, (size_t)(end - value));
}

void front_read(struct front *f, const struct markdown *m)
{
    const char *stop = m->front != NULL ? m->front + m->front_len : NULL;
    uint32_t line = 2; /* behind "---" */
    for (const char *at = m->front; at < stop; line++) {
        const char *end = memchr(at, '\n', (size_t)(stop - at));
        end = end != NULL ? end : stop;
        const char *colon = memchr(at, ':', (size_t)(end - at));
        size_t blanks = strspn(at, " ");
        struct front_entry *last = f->count > 0 ? &f->entries[f->count - 1] : NULL;
        if (at[blanks] == '-' && last != NULL)
            add(f, last->key, last->key_len, at + blanks + 1, end, line);
        else if (blanks == 0 && *at != '#' && colon != NULL)
            add(f, at, (size_t)(colon - at), colon + 1, end, line);
        at = end + 1;
    }
}

bool front_is(const struct front_entry *e, const char *name)
{
    return e->key_len == strlen(name) && strncasecmp(e->key, name, e->key_len) == 0;
}

void front_release(struct front *f)
{
    free(f->entries);
    *f = (struct front){0};
}
