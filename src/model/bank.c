/*
 * bank.c - a bank's index and its end. What a bank is: bank.h.
 */
#include "quizctl/bank.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Places of the questions, sorted by id. */
struct bank_index {
    struct entry {
        const char *id;
        uint32_t place;
    } * entries;
};

static int compare(const char *a, size_t a_len, const char *b, size_t b_len)
{
    int order = memcmp(a, b, a_len < b_len ? a_len : b_len);
    return order != 0 ? order : (a_len > b_len) - (a_len < b_len);
}

static int by_id_then_place(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = compare(x->id, strlen(x->id), y->id, strlen(y->id));
    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

void bank_seal(struct bank *bank)
{
    size_t count = bank->question_count;
    struct bank_index *index = arena_get(&bank->arena, sizeof *index);
    index->entries = arena_get(&bank->arena, count * sizeof *index->entries);
    for (size_t i = 0; i < count; i++)
        index->entries[i] = (struct entry){bank->questions[i].id, (uint32_t)i};
    qsort(index->entries, count, sizeof *index->entries, by_id_then_place);
    bank->index = index;
}

long bank_find(const struct bank *bank, const char *id, size_t len)
{
    size_t low = 0, high = bank->index != NULL ? bank->question_count : 0;
    while (low < high) { /* the first entry not before ID */
        size_t middle = low + (high - low) / 2;
        const char *there = bank->index->entries[middle].id;
        if (compare(there, strlen(there), id, len) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (bank->index == NULL || low == bank->question_count)
        return -1;
    const struct entry *e = &bank->index->entries[low];
    return compare(e->id, strlen(e->id), id, len) == 0 ? (long)e->place : -1;
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
