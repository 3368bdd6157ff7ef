/*
 * question.c - the names of kinds and difficulties, and which option a pick means.
 */
#include <string.h>

#include "quizctl/bank.h"

/* One row a kind, in the order of enum question_kind. */
static const char *const question_kind_table[] = {
    [QUESTION_CHOICE] = "choice",
    [QUESTION_ORDERING] = "ordering",
    [QUESTION_MATCHING] = "matching",
};

static const char *const difficulty_table[] = {
    [DIFFICULTY_NONE] = "",
    [DIFFICULTY_EASY] = "easy",
    [DIFFICULTY_MEDIUM] = "medium",
    [DIFFICULTY_HARD] = "hard",
};

static long find(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return (long)i;
    return -1;
}

const char *question_kind_name(enum question_kind kind)
{
    return question_kind_table[kind];
}

long question_kind_find(const char *name)
{
    return find(question_kind_table, COUNT(question_kind_table), name);
}

size_t question_kind_count(void)
{
    return COUNT(question_kind_table);
}

const char *difficulty_name(enum difficulty d)
{
    return difficulty_table[d];
}

long difficulty_find(const char *name)
{
    return *name != '\0' ? find(difficulty_table, COUNT(difficulty_table), name) : -1;
}

const char *question_service(const struct bank *bank, const struct question *q,
                             size_t nth)
{
    if (nth >= q->option_count)
        return NULL;
    const struct option *o = &q->options[nth];
    bool is_told = o->is_key && *o->subject != '\0';
    return is_told ? facts_service(&bank->facts, o->subject) : "";
}

const char *question_clue(const struct question *q, size_t nth)
{
    if (nth < q->requirement_count)
        return q->requirements[nth].property;
    nth -= q->requirement_count;
    return nth < q->preference_count ? q->preferences[nth].property : NULL;
}

static bool is_same(const char *id, const char *text, size_t len)
{
    return strlen(id) == len && memcmp(id, text, len) == 0;
}

long question_option_id(const struct question *q, const char *id, size_t len)
{
    for (size_t i = 0; i < q->option_count; i++)
        if (is_same(q->options[i].id, id, len))
            return (long)i;
    return -1;
}

long question_prompt_id(const struct question *q, const char *id, size_t len)
{
    for (size_t i = 0; i < q->prompt_count; i++)
        if (is_same(q->prompts[i].id, id, len))
            return (long)i;
    return -1;
}

long question_option(const struct question *q, const char *pick, size_t len)
{
    long option = question_option_id(q, pick, len);
    if (option >= 0 || len != 1)
        return option;
    long place = pick[0] >= 'a' && pick[0] <= 'z' ? pick[0] - 'a' : pick[0] - 'A';
    return place >= 0 && (size_t)place < q->option_count ? place : -1;
}

long question_prompt(const struct question *q, const char *prompt, size_t len)
{
    long number = 0, place = question_prompt_id(q, prompt, len);
    if (place >= 0 || len == 0 || len > 2)
        return place;
    for (size_t i = 0; i < len; i++) {
        if (prompt[i] < '0' || prompt[i] > '9')
            return -1;
        number = number * 10 + (prompt[i] - '0');
    }
    return number >= 1 && (size_t)number <= q->prompt_count ? number - 1 : -1;
}

bool question_has_reasons(const struct question *q)
{
    for (size_t i = 0; i < q->option_count; i++)
        if (*q->options[i].why != '\0')
            return true;
    for (size_t i = 0; i < q->prompt_count; i++)
        if (*q->prompts[i].why != '\0')
            return true;
    return false;
}
