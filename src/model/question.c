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

long question_option(const struct question *q, const char *pick, size_t len)
{
    for (size_t i = 0; i < q->option_count; i++)
        if (strlen(q->options[i].id) == len && memcmp(q->options[i].id, pick, len) == 0)
            return (long)i;
    if (len != 1)
        return -1;
    long place = pick[0] >= 'a' && pick[0] <= 'z' ? pick[0] - 'a' : pick[0] - 'A';
    return place >= 0 && (size_t)place < q->option_count ? place : -1;
}

long question_prompt(const struct question *q, const char *prompt, size_t len)
{
    long number = 0;
    for (size_t i = 0; i < q->prompt_count; i++)
        if (strlen(q->prompts[i].id) == len && memcmp(q->prompts[i].id, prompt, len) == 0)
            return (long)i;
    if (len == 0 || len > 2)
        return -1;
    for (size_t i = 0; i < len; i++) {
        if (prompt[i] < '0' || prompt[i] > '9')
            return -1;
        number = number * 10 + (prompt[i] - '0');
    }
    return number >= 1 && (size_t)number <= q->prompt_count ? number - 1 : -1;
}
