/*
 * bank.c - a bank's index and its end. What a bank is: bank.h.
 */
#include "quizctl/bank.h"

#include <string.h>
#include <strings.h>

#include "quizctl/text.h"

/* Places of the questions by the hash of their ids: open addressing, at most half full.
 */
struct bank_index {
    struct id_slot {
        uint32_t nth; /* a place and 1; 0: it is free */
        uint32_t hash;
    } * slots;
    size_t size; /* a power of two */
};

/* The slot that holds ID, or the free one where it would stand. */
static struct id_slot *slot_of(const struct bank *bank, const char *id, size_t len,
                               uint32_t hash)
{
    const struct bank_index *index = bank->index;
    size_t at = hash & (index->size - 1);
    for (; index->slots[at].nth != 0; at = (at + 1) & (index->size - 1)) {
        if (index->slots[at].hash != hash)
            continue;
        const char *there = bank->questions[index->slots[at].nth - 1].id;
        if (strncmp(there, id, len) == 0 && there[len] == '\0')
            break;
    }
    return &index->slots[at];
}

bool bank_seal(struct bank *bank)
{
    struct bank_index *index = arena_get(&bank->arena, sizeof *index);
    bool are_different = true;
    index->size = 8;
    while (index->size < 2 * bank->question_count)
        index->size *= 2;
    index->slots = arena_get(&bank->arena, index->size * sizeof *index->slots);
    bank->index = index;
    for (size_t i = 0; i < bank->question_count; i++) {
        const char *id = bank->questions[i].id;
        size_t len = strlen(id);
        uint32_t hash = (uint32_t)text_hash(id, len);
        struct id_slot *slot = slot_of(bank, id, len, hash);
        if (slot->nth == 0)
            *slot = (struct id_slot){(uint32_t)i + 1, hash};
        else
            are_different = false;
    }
    return are_different;
}

long bank_find(const struct bank *bank, const char *id, size_t len)
{
    if (bank->index == NULL)
        return -1;
    return (long)slot_of(bank, id, len, (uint32_t)text_hash(id, len))->nth - 1;
}

long exam_domain(const struct exam *exam, const char *id)
{
    for (size_t i = 0; i < exam->domain_count; i++)
        if (strcmp(exam->domains[i].id, id) == 0)
            return (long)i;
    return -1;
}

long bank_domain(const struct bank *bank, const char *id)
{
    return exam_domain(&bank->exam, id);
}

const struct exam *bank_profile(const struct bank *bank, const char *code)
{
    if (bank->exam.domain_count > 0 && strcasecmp(bank->exam.code, code) == 0)
        return &bank->exam;
    for (size_t i = 0; i < bank->profile_count; i++)
        if (strcasecmp(bank->profiles[i].code, code) == 0)
            return &bank->profiles[i];
    return NULL;
}

bool exam_asks(const struct exam *exam, enum question_kind kind)
{
    return exam->types == 0 || (exam->types >> kind & 1) != 0;
}

void bank_release(struct bank *bank)
{
    arena_release(&bank->arena);
    *bank = (struct bank){0};
}
