/*
 * filter.c - which questions of a bank are meant.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/session.h"
#include "quizctl/text.h"

/* What a list of a filter is held against. */
struct criterion {
    const char *noun;
    const struct text_list *(*wanted)(const struct session_filter *f);
    bool (*holds)(const struct bank *bank, const struct question *q, const char *word);
    /* A name that the question would answer to, for "did you mean"; NULL past the last.
     */
    const char *(*name)(const struct bank *bank, const struct question *q, size_t nth);
};

static const struct text_list *wanted_domains(const struct session_filter *f)
{
    return &f->domains;
}

static const struct text_list *wanted_topics(const struct session_filter *f)
{
    return &f->topics;
}

static const struct text_list *wanted_difficulties(const struct session_filter *f)
{
    return &f->difficulties;
}

static const struct text_list *wanted_ids(const struct session_filter *f)
{
    return &f->ids;
}

static const struct text_list *wanted_services(const struct session_filter *f)
{
    return &f->services;
}

static const struct text_list *wanted_clues(const struct session_filter *f)
{
    return &f->clues;
}

static bool has_domain(const struct bank *bank, const struct question *q,
                       const char *word)
{
    char number[24];
    snprintf(number, sizeof number, "%ld", bank_domain(bank, q->domain) + 1);
    return strcmp(q->domain, word) == 0 ||
           (strcmp(number, word) == 0 && strcmp(number, "0") != 0);
}

static bool has_topic(const struct bank *bank, const struct question *q, const char *word)
{
    (void)bank;
    for (size_t i = 0; i < q->topics.count; i++)
        if (strcmp(q->topics.text[i], word) == 0)
            return true;
    return false;
}

static bool has_difficulty(const struct bank *bank, const struct question *q,
                           const char *word)
{
    (void)bank;
    return strcmp(difficulty_name(q->difficulty), word) == 0;
}

static bool has_id(const struct bank *bank, const struct question *q, const char *word)
{
    (void)bank;
    return strcmp(q->id, word) == 0;
}

static const char *domain_name(const struct bank *bank, const struct question *q,
                               size_t nth)
{
    (void)bank;
    return nth == 0 ? q->domain : NULL;
}

static const char *topic_name(const struct bank *bank, const struct question *q,
                              size_t nth)
{
    (void)bank;
    return nth < q->topics.count ? q->topics.text[nth] : NULL;
}

static const char *own_difficulty_name(const struct bank *bank, const struct question *q,
                                       size_t nth)
{
    (void)bank;
    return nth == 0 ? difficulty_name(q->difficulty) : NULL;
}

static const char *id_name(const struct bank *bank, const struct question *q, size_t nth)
{
    (void)bank;
    return nth == 0 ? q->id : NULL;
}

static const char *service_name(const struct bank *bank, const struct question *q,
                                size_t nth)
{
    return question_service(bank, q, nth);
}

static const char *clue_name(const struct bank *bank, const struct question *q,
                             size_t nth)
{
    (void)bank;
    return question_clue(q, nth);
}

/* Is WORD one of the names that NAME gives? */
static bool is_named(const struct bank *bank, const struct question *q, const char *word,
                     const char *(*name)(const struct bank *bank,
                                         const struct question *q, size_t nth))
{
    const char *own;
    for (size_t i = 0; (own = name(bank, q, i)) != NULL; i++)
        if (strcmp(own, word) == 0)
            return true;
    return false;
}

static bool has_service(const struct bank *bank, const struct question *q,
                        const char *word)
{
    return is_named(bank, q, word, service_name);
}

static bool has_clue(const struct bank *bank, const struct question *q, const char *word)
{
    return is_named(bank, q, word, clue_name);
}

static const struct criterion criteria[] = {
    {"domain",     wanted_domains,      has_domain,     domain_name        },
    {"topic",      wanted_topics,       has_topic,      topic_name         },
    {"difficulty", wanted_difficulties, has_difficulty, own_difficulty_name},
    {"id",         wanted_ids,          has_id,         id_name            },
    {"service",    wanted_services,     has_service,    service_name       },
    {"clue",       wanted_clues,        has_clue,       clue_name          },
};

/* The nearest name to WORD that a question of the bank has, or NULL. */
static const char *nearest(const struct bank *bank, const struct criterion *c,
                           const char *word)
{
    const char **names = NULL;
    size_t len = 0, cap = 0;
    for (size_t i = 0; i < bank->question_count; i++)
        for (size_t nth = 0; c->name(bank, &bank->questions[i], nth) != NULL; nth++) {
            MEM_ROOM(names, len, cap);
            names[len++] = c->name(bank, &bank->questions[i], nth);
        }
    const char *near = text_nearest(word, names, len);
    free(names);
    return near;
}

/* Each word must name something: a typing error is not an empty result. */
static int check_words(const struct bank *bank, const struct criterion *c,
                       const struct text_list *words, struct err *err)
{
    for (size_t w = 0; w < words->count; w++) {
        size_t i = 0;
        while (i < bank->question_count &&
               !c->holds(bank, &bank->questions[i], words->text[w]))
            i++;
        if (i < bank->question_count)
            continue;
        const char *near = nearest(bank, c, words->text[w]);
        return err_set(err, ERR_USAGE, NULL, "no question has the %s '%s'%s%s%s", c->noun,
                       words->text[w], near ? "; did you mean '" : "", near ? near : "",
                       near ? "'?" : "");
    }
    return 0;
}

static bool meets_one(const struct bank *bank, const struct question *q,
                      const struct criterion *c, const struct text_list *words)
{
    for (size_t w = 0; w < words->count; w++)
        if (c->holds(bank, q, words->text[w]))
            return true;
    return words->count == 0;
}

static bool meets_all(const struct bank *bank, const struct question *q,
                      const struct session_filter *f)
{
    for (size_t i = 0; i < COUNT(criteria); i++)
        if (!meets_one(bank, q, &criteria[i], criteria[i].wanted(f)))
            return false;
    return true;
}

int session_filter_apply(const struct bank *bank, const struct session_filter *f,
                         uint32_t **places, size_t *count, struct err *err)
{
    for (size_t i = 0; i < COUNT(criteria); i++)
        if (check_words(bank, &criteria[i], criteria[i].wanted(f), err) != 0)
            return -1;
    uint32_t *found = mem_get(bank->question_count * sizeof *found);
    size_t len = 0;
    for (size_t i = 0; i < bank->question_count; i++)
        if (meets_all(bank, &bank->questions[i], f))
            found[len++] = (uint32_t)i;
    if (len == 0) {
        free(found);
        return err_set(err, ERR_USAGE, NULL,
                       "no question meets all of these conditions; drop one");
    }
    *places = found;
    *count = len;
    return 0;
}
