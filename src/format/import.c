/*
 * import.c - a bank on its way in: see import.h.
 *
 * In:   questions that are drafted, one after the other.
 * Out:  a bank of them, with what depends on those before: ids that differ, domains.
 */
#include "import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "quizctl/text.h"

/* --- ids --- */

/* Open addressing; at most half full. The ids live in the bank's arena. As many are taken
 * as there are questions. */
struct id_set {
    struct id_slot {
        const char *id; /* NULL: it is free */
        uint32_t hash;
        unsigned next; /* the number that the next of its stem may try; 0: none did */
    } * slots;
    size_t size; /* a power of two */
};

static struct id_slot *slot_of(struct id_set *set, const char *id, uint32_t hash)
{
    size_t at = hash & (set->size - 1);
    while (set->slots[at].id != NULL &&
           (set->slots[at].hash != hash || strcmp(set->slots[at].id, id) != 0))
        at = (at + 1) & (set->size - 1);
    return &set->slots[at];
}

/* Where ID stands, or the free slot where it would; its hash is there by then. */
static struct id_slot *find_id(struct id_set *set, const char *id)
{
    uint32_t hash = (uint32_t)text_hash(id, strlen(id));
    struct id_slot *slot = slot_of(set, id, hash);
    slot->hash = hash;
    return slot;
}

/* Room for COUNT ids in all. */
static void id_room(struct import *in, size_t count)
{
    if (in->ids == NULL)
        in->ids = mem_get(sizeof *in->ids);
    struct id_set old = *in->ids;
    if (2 * count < old.size)
        return;
    size_t size = old.size != 0 ? old.size : 256;
    while (size <= 2 * count)
        size *= 2;
    in->ids->size = size;
    in->ids->slots = mem_get(size * sizeof *old.slots);
    for (size_t i = 0; i < old.size; i++)
        if (old.slots[i].id != NULL)
            *slot_of(in->ids, old.slots[i].id, old.slots[i].hash) = old.slots[i];
    free(old.slots);
}

/* 2, 3, 4, ... for a stem that is taken: so that a thousand alike cost a thousand steps.
 */
static unsigned next_number(struct id_set *ids, const char *stem)
{
    struct id_slot *slot = find_id(ids, stem);
    slot->next = slot->next == 0 ? 2 : slot->next + 1;
    return slot->next;
}

/* The wanted id, with a number where it is taken. */
static const char *id_of(struct import *in, const struct drafted *done)
{
    enum { NUMBER = 8 };
    char numbered[LIMIT_ID + NUMBER + 1];
    id_room(in, in->question_count + 1);
    struct id_slot *slot = find_id(in->ids, done->id);
    const char *id = done->id;
    while (slot->id != NULL) {
        snprintf(numbered, sizeof numbered, "%.*s-%u", LIMIT_ID - NUMBER, done->id,
                 next_number(in->ids, done->id));
        slot = find_id(in->ids, numbered);
        id = numbered;
    }
    if (id == numbered && !done->is_id_made)
        loss_changed(in->losses, done->q.at, done->id, "id",
                     "the id '%s' is taken; this one is '%s'", done->id, id);
    if (id == numbered)
        id = arena_text(&in->bank->arena, id, strlen(id));
    slot->id = id;
    slot->next = 0;
    return id;
}

/* --- domains and topics --- */

static void settle_topic(struct import *in, struct question *q, const char *topic)
{
    for (size_t i = 0; i < q->topics.count; i++)
        if (strcmp(q->topics.text[i], topic) == 0)
            return;
    const char **all = arena_get(&in->bank->arena, (q->topics.count + 1) * sizeof *all);
    if (q->topics.count > 0)
        memcpy(all, q->topics.text, q->topics.count * sizeof *all);
    all[q->topics.count] = topic;
    q->topics = (struct text_list){all, q->topics.count + 1};
}

/* The bank's domain of that title or id, or a new one. */
static void settle_domain(struct import *in, const struct drafted *done,
                          struct question *q)
{
    struct exam *exam = &in->bank->exam;
    const char *id = q->domain;
    for (size_t i = 0; i < exam->domain_count; i++)
        if (strcmp(exam->domains[i].title, done->domain) == 0 ||
            strcmp(exam->domains[i].id, id) == 0) {
            q->domain = exam->domains[i].id;
            return;
        }
    if (exam->domain_count == LIMIT_DOMAINS) {
        const char *name = !done->is_id_made ? done->id
                           : *q->title       ? q->title
                                             : q->prompt;
        loss_changed(in->losses, q->at, name, "domain",
                     "there are more than %d domains; this one is a topic",
                     LIMIT_DOMAINS);
        q->domain = "";
        settle_topic(in, q, id);
        return;
    }
    struct domain *all =
        arena_get(&in->bank->arena, (exam->domain_count + 1) * sizeof *all);
    if (exam->domain_count > 0)
        memcpy(all, exam->domains, exam->domain_count * sizeof *all);
    all[exam->domain_count++] =
        (struct domain){.id = id, .title = done->domain, .at = q->at};
    exam->domains = all;
}

/* --- questions --- */

void import_room(struct import *in, size_t more)
{
    size_t need = in->question_count + more;
    if (need <= in->question_cap)
        return;
    id_room(in, need);
    size_t cap = need > 2 * in->question_cap ? need : 2 * in->question_cap;
    struct question *grown = arena_raw(&in->bank->arena, cap * sizeof *grown);
    if (in->question_count > 0)
        memcpy(grown, in->questions, in->question_count * sizeof *grown);
    in->questions = grown;
    in->question_cap = cap;
}

void import_settle(struct import *in, const struct drafted *done)
{
    import_room(in, 1);
    struct question *q = &in->questions[in->question_count++];
    *q = done->q;
    q->id = id_of(in, done);
    if (done->domain != NULL)
        settle_domain(in, done, q);
    in->has_draft = true;
}

/* --- the end of an import --- */

/* Questions of JSON files stand first; ids that a draft took before are told by
 * check_bank. */
static void join(struct import *in)
{
    struct bank *bank = in->bank;
    size_t count = bank->question_count + in->question_count;
    if (bank->question_count == 0) {
        bank->questions = in->questions;
        bank->question_count = count;
        return;
    }
    struct question *all = arena_get(&bank->arena, count * sizeof *all);
    memcpy(all, bank->questions, bank->question_count * sizeof *all);
    memcpy(all + bank->question_count, in->questions, in->question_count * sizeof *all);
    bank->questions = all;
    bank->question_count = count;
}

void import_heading(struct import *in, const char *text, size_t len)
{
    in->heading = in->heading == NULL ? draft_text(in, text, len) : "";
}

void import_finish(struct import *in, const char *path)
{
    struct bank *bank = in->bank;
    if (in->question_count > 0)
        join(in);
    if (!in->has_draft)
        return;
    const char *name = strrchr(path, '/');
    name = name != NULL ? name + 1 : path;
    size_t stem = strcspn(name, ".");
    bank->is_id_made = bank->id == NULL || *bank->id == '\0';
    if (bank->is_id_made) {
        bank->id = draft_slug(in, name, stem > 0 ? stem : strlen(name));
        if (*bank->id == '\0')
            bank->id = "imported";
    }
    bool has_title = bank->title != NULL && *bank->title != '\0';
    if (!has_title && in->heading != NULL && *in->heading != '\0')
        bank->title = in->heading;
    bank->is_title_made = bank->title == NULL || *bank->title == '\0';
    if (bank->is_title_made)
        bank->title = draft_text(in, name, stem > 0 ? stem : strlen(name));
    if (*bank->title == '\0')
        bank->title = "Imported questions";
}

void import_release(struct import *in)
{
    if (in->ids != NULL)
        free(in->ids->slots);
    free(in->ids);
    *in = (struct import){0};
}
