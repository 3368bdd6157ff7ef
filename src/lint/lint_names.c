/*
 * lint_names.c - names of services: old ones, and ones that come from nowhere.
 *
 * Old names stand in a table with their sources. Which services there are is taken from
 * the titles of the bank's fact subjects: "Amazon EBS gp3" is about Amazon EBS, in short
 * EBS. A title that does not begin with Amazon or AWS names no service but a way to use
 * one.
 */
#include <stdlib.h>
#include <string.h>

#include "lint_rules.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"
#include "words.h"

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_word_byte(char c)
{
    return is_capital(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

/* Does NAME (LEN bytes) stand at AT as whole words? BEFORE is the byte before it. */
static bool stands_at(const char *at, char before, const char *name, size_t len)
{
    return strncmp(at, name, len) == 0 && !is_word_byte(before) && !is_word_byte(at[len]);
}

/* --- old names --- */

/* To add one: a row, with the page that says so in a comment. */
static const struct {
    const char *old, *now;
    bool is_start; /* of other names too: old only where no word in capitals follows */
} old_names[] = {
  /* "Amazon Data Firehose was previously known as Amazon Kinesis Data Firehose":
  * https://docs.aws.amazon.com/cli/latest/reference/firehose/ */
    {"Kinesis Data Firehose",  "Amazon Data Firehose",                    false},
    {"Kinesis Firehose",       "Amazon Data Firehose",                    false},
 /* "was previously known as Amazon Kinesis Data Analytics for Apache Flink":
  * https://docs.aws.amazon.com/managed-flink/latest/java/api-link.html */
    {"Kinesis Data Analytics", "Amazon Managed Service for Apache Flink", false},
 /* "renamed to Amazon OpenSearch Service":
  * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/rename.html */
    {"Elasticsearch Service",  "Amazon OpenSearch Service",               false},
 /* "Amazon SageMaker AI (formerly Amazon SageMaker)":
  * https://docs.aws.amazon.com/sagemaker/latest/dg/whatis.html
  * Its parts keep their names: Amazon SageMaker Feature Store, HyperPod, Studio. */
    {"Amazon SageMaker",       "Amazon SageMaker AI",                     true },
 /* https://docs.aws.amazon.com/quicksight/latest/APIReference/Welcome.html */
    {"QuickSight",             "Amazon Quick Sight",                      false},
 /* "AWS Single Sign-On (AWS SSO) renamed to AWS IAM Identity Center":
  * https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/
  * document_history.html */
    {"AWS Single Sign-On",     "AWS IAM Identity Center",                 false},
    {"AWS SSO",                "AWS IAM Identity Center",                 false},
};

/* "Amazon Data Firehose (formerly Amazon Kinesis Data Firehose)" is right. */
static bool is_told_as_old(const char *text, const char *at)
{
    static const char *const sign[] = {"formerly", "previously", "once",  "earlier",
                                       "renamed",  "called",     "former"};
    struct buf before = {0};
    const char *start = at;
    bool found = false;
    while (start > text && at - start < 40 && strchr(";.?!", start[-1]) == NULL)
        start--;
    buf_add(&before, start, (size_t)(at - start));
    for (struct word w = {.rest = buf_str(&before)}; word_next(&w);)
        found |= word_is_any(&w, sign, COUNT(sign));
    buf_release(&before);
    return found;
}

static bool has_old_name(const char *text, size_t row)
{
    const char *name = old_names[row].old;
    size_t len = strlen(name);
    for (const char *at = text; (at = strstr(at, name)) != NULL; at += len) {
        char before = at > text ? at[-1] : ' ';
        bool goes_on = at[len] == ' ' && is_capital(at[len + 1]);
        if (stands_at(at, before, name, len) && !(old_names[row].is_start && goes_on) &&
            !is_told_as_old(text, at))
            return true;
    }
    return false;
}

/* Where a question or case stands, and which old names it was already told of. */
struct naming {
    struct lint *l;
    uint32_t told;
};

static void old_names_in(struct naming *n, struct place at, const char *text)
{
    for (size_t i = 0; i < COUNT(old_names); i++) {
        if ((n->told >> i & 1) != 0 || !has_old_name(text, i))
            continue;
        n->told |= (uint32_t)1 << i;
        lint_found(n->l, at, "%s is now %s", old_names[i].old, old_names[i].now);
    }
}

static void old_names_in_list(struct naming *n, struct place at,
                              const struct text_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        old_names_in(n, at, list->text[i]);
}

static void old_names_of_question(struct lint *l, const struct question *q)
{
    struct naming n = {l, 0};
    old_names_in(&n, q->at, q->title);
    old_names_in(&n, q->at, q->scenario);
    old_names_in(&n, q->at, q->prompt);
    for (size_t i = 0; i < q->option_count; i++) {
        old_names_in(&n, q->options[i].at, q->options[i].text);
        old_names_in(&n, q->options[i].at, q->options[i].why);
    }
    for (size_t i = 0; i < q->prompt_count; i++) {
        old_names_in(&n, q->prompts[i].at, q->prompts[i].text);
        old_names_in(&n, q->prompts[i].at, q->prompts[i].why);
    }
    old_names_in(&n, q->at, q->explanation.need);
    old_names_in(&n, q->at, q->explanation.why);
    old_names_in_list(&n, q->at, &q->explanation.practice);
    old_names_in(&n, q->at, q->explanation.exam);
    old_names_in_list(&n, q->at, &q->explanation.takeaways);
    old_names_in(&n, q->at, q->unproved);
}

void lint_old_name(struct lint *l)
{
    for (size_t i = 0; i < l->bank->case_count; i++) {
        struct naming n = {l, 0};
        old_names_in(&n, l->bank->cases[i].at, l->bank->cases[i].title);
        old_names_in(&n, l->bank->cases[i].at, l->bank->cases[i].scenario);
    }
    for (size_t i = 0; i < l->bank->question_count; i++)
        old_names_of_question(l, &l->bank->questions[i]);
}

/* --- services --- */

/* "FSx for Lustre", with the bytes of its title that name it. */
struct service {
    const char *name;
    size_t len;
};

struct services {
    struct service *all; /* long names first */
    size_t count;
};

/* The bytes of the service's name at the start of TITLE, without Amazon or AWS, in *NAME;
 * 0 when it names none. Words in capitals belong to it, and "for" between them. */
static size_t service_of(const char *title, const char **name)
{
    size_t len = 0, vendor = 0;
    if (strncmp(title, "Amazon ", 7) == 0)
        vendor = 7;
    if (strncmp(title, "AWS ", 4) == 0)
        vendor = 4;
    *name = title + vendor;
    if (vendor == 0)
        return 0;
    for (struct word w = {.rest = *name}; word_next(&w);) {
        bool is_joined = w.at == *name + len || w.at[-1] == ' ';
        if (!is_joined || !(is_capital(*w.at) || word_is(&w, "for")))
            break;
        if (is_capital(*w.at))
            len = (size_t)(w.rest - *name);
    }
    return len;
}

static int by_length_then_name(const void *a, const void *b)
{
    const struct service *x = a, *y = b;
    if (x->len != y->len)
        return x->len > y->len ? -1 : 1;
    return memcmp(x->name, y->name, x->len);
}

static void services_make(struct services *s, const struct fact_table *facts)
{
    *s = (struct services){.all = mem_get((facts->subject_count + 1) * sizeof *s->all)};
    for (size_t i = 0; i < facts->subject_count; i++) {
        struct service found = {0};
        found.len = service_of(facts->subjects[i].title, &found.name);
        if (found.len >= 2)
            s->all[s->count++] = found;
    }
    if (s->count == 0)
        return;
    qsort(s->all, s->count, sizeof *s->all, by_length_then_name);
    size_t kept = 1;
    for (size_t i = 1; i < s->count; i++)
        if (by_length_then_name(&s->all[i], &s->all[kept - 1]) != 0)
            s->all[kept++] = s->all[i];
    s->count = kept;
}

/* The longest service named at AT, or -1. */
static long service_at(const struct services *s, const char *at, char before)
{
    for (size_t i = 0; i < s->count; i++)
        if (stands_at(at, before, s->all[i].name, s->all[i].len))
            return (long)i;
    return -1;
}

/* Mark the services that the first LEN bytes of TEXT name; the first one, or -1. */
static long mark_services(const struct services *s, const char *text, size_t len,
                          bool *marks)
{
    long first = -1;
    for (size_t i = 0; i < len;) {
        long found =
            is_capital(text[i]) ? service_at(s, text + i, i > 0 ? text[i - 1] : ' ') : -1;
        if (found >= 0)
            marks[found] = true;
        if (found >= 0 && first < 0)
            first = found;
        i += found >= 0 ? s->all[found].len : 1;
    }
    return first;
}

/* Mark what the question and its options name. */
static void mark_offered(const struct services *s, const struct bank *bank,
                         const struct question *q, bool *marks)
{
    struct buf text = {0};
    lint_stem(&text, q);
    for (size_t i = 0; i < q->option_count; i++) {
        buf_printf(&text, "\n%s", q->options[i].text);
        long at = facts_subject(&bank->facts, q->options[i].subject);
        for (; at >= 0; at = bank->facts.subjects[at].base)
            buf_printf(&text, "\n%s", bank->facts.subjects[at].title);
    }
    for (size_t i = 0; i < q->prompt_count; i++)
        buf_printf(&text, "\n%s", q->prompts[i].text);
    mark_services(s, buf_str(&text), text.len, marks);
    buf_release(&text);
}

static size_t first_sentence(const char *text)
{
    const char *end = text;
    while (*end != '\0' && !(*end == '.' && (end[1] == ' ' || end[1] == '\0')))
        end++;
    return (size_t)(end - text);
}

/* Does TEXT share a word that carries meaning with what it is about? */
static bool speaks_of(const char *text, size_t len, const char *about)
{
    struct buf start = {0};
    struct word_set said, known;
    buf_add(&start, text, len);
    word_set_make(&said, buf_str(&start));
    word_set_make(&known, about);
    bool shares = word_set_shared(&said, &known) > 0;
    word_set_release(&said);
    word_set_release(&known);
    buf_release(&start);
    return shares;
}

/* A reason whose first sentence has no word of what it is ABOUT and names services, none
 * of them offered. */
static void stray(struct lint *l, const struct services *s, const bool *offered,
                  struct place at, const char *about, const char *text)
{
    bool *named = mem_get((s->count + 1) * sizeof *named);
    size_t len = first_sentence(text);
    long first = mark_services(s, text, len, named);
    bool is_known = first < 0 || speaks_of(text, len, about);
    for (size_t i = 0; i < s->count; i++)
        is_known |= named[i] && offered[i];
    if (!is_known)
        lint_found(l, at, "the reason of \"%s\" begins with %.*s",
                   text_excerpt(about, strlen(about)).text, (int)s->all[first].len,
                   s->all[first].name);
    free(named);
}

/* What the key says: the texts of the right options. */
static void key_text(struct buf *out, const struct question *q)
{
    buf_clear(out);
    for (size_t i = 0; i < q->option_count; i++)
        if ((q->key >> i & 1) != 0)
            buf_printf(out, "%s%s", out->len > 0 ? ", " : "", q->options[i].text);
}

void lint_stray_service(struct lint *l)
{
    struct services s;
    struct buf key = {0};
    services_make(&s, &l->bank->facts);
    bool *offered = mem_get((s.count + 1) * sizeof *offered);
    for (size_t i = 0; i < l->bank->question_count && s.count > 0; i++) {
        const struct question *q = &l->bank->questions[i];
        memset(offered, 0, s.count * sizeof *offered);
        mark_offered(&s, l->bank, q, offered);
        for (size_t o = 0; o < q->option_count; o++) {
            const struct option *option = &q->options[o];
            stray(l, &s, offered, option->at, option->text, option->why);
        }
        key_text(&key, q);
        stray(l, &s, offered, q->at, buf_str(&key), q->explanation.why);
    }
    free(offered);
    buf_release(&key);
    free(s.all);
}
