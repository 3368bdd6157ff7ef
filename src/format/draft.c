/*
 * draft.c - what the readers of other people's formats share: see draft.h.
 *
 * In:   texts as a reader finds them.
 * Out:  questions that keep the rules of a bank, or a loss that says why there is none.
 */
#include "draft.h"

#include <ctype.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check_bank.h"
#include "fields.h"
#include "quizctl/markup.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"

/* --- texts --- */

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Does a line at TEXT open or close a fence of code? */
static bool is_fence(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len && text[at] == ' ')
        at++;
    return len - at >= 3 &&
           (memcmp(text + at, "```", 3) == 0 || memcmp(text + at, "~~~", 3) == 0);
}

/* Append TEXT to OUT, without spaces before a newline and without two empty lines; but
 * code stays as it is. */
static void add_tidied(struct buf *out, const char *text, size_t len)
{
    bool is_code = false, was_empty = false;
    for (const char *at = text, *stop = text + len; at < stop;) {
        const char *end = memchr(at, '\n', (size_t)(stop - at));
        end = end != NULL ? end : stop;
        size_t size = (size_t)(end - at);
        bool is_edge = is_fence(at, size);
        while (!is_code && !is_edge && size > 0 &&
               (at[size - 1] == ' ' || at[size - 1] == '\t'))
            size--;
        is_code = is_code != is_edge;
        if (size > 0 || !was_empty || is_code) {
            buf_add(out, at, size);
            if (end < stop)
                buf_char(out, '\n');
        }
        was_empty = size == 0;
        at = end + 1;
    }
}

const char *draft_text(struct import *in, const char *text, size_t len)
{
    while (len > 0 && is_space(text[len - 1]))
        len--;
    while (len > 0 && is_space(*text)) {
        text++;
        len--;
    }
    if (len == 0)
        return "";
    if (memchr(text, '\n', len) == NULL)
        return arena_text(&in->bank->arena, text, len);
    struct buf tidy = {0};
    add_tidied(&tidy, text, len);
    const char *copy = arena_text(&in->bank->arena, tidy.bytes, tidy.len);
    buf_release(&tidy);
    return copy;
}

void draft_set(struct draft *d, const char **field, const char *text, size_t len)
{
    *field = draft_text(d->in, text, len);
}

void draft_more(struct draft *d, const char **field, const char *text, size_t len)
{
    const char *more = draft_text(d->in, text, len);
    struct buf both = {0};
    if (*more == '\0')
        return;
    if (**field == '\0') {
        *field = more;
        return;
    }
    buf_text(&both, *field);
    buf_text(&both, "\n\n");
    buf_text(&both, more);
    draft_set(d, field, both.bytes, both.len);
    buf_release(&both);
}

/* --- ids --- */

/* TEXT as an id of at most ROOM bytes; "" when nothing is left. */
static void slug(char *id, size_t room, const char *text, size_t len)
{
    size_t to = 0;
    bool is_gap = false;
    for (size_t i = 0; i < len && to < room; i++) {
        unsigned char c = (unsigned char)text[i];
        bool is_word = c < 0x80 && isalnum(c);
        if (c == '\\' && i + 1 < len && markup_is_punctuation(text[i + 1]))
            continue; /* it only says that what follows is text */
        if (!is_word && !(to > 0 && (c == '.' || c == '_'))) {
            is_gap = to > 0;
            continue;
        }
        if (is_gap && to + 1 >= room)
            break;
        if (is_gap)
            id[to++] = '-';
        is_gap = false;
        id[to++] = (char)tolower(c);
    }
    while (to > 0 && strchr("-._", id[to - 1]) != NULL)
        to--;
    id[to] = '\0';
}

const char *draft_slug(struct import *in, const char *text, size_t len)
{
    char id[LIMIT_ID + 1];
    slug(id, LIMIT_ID, text, len);
    return arena_text(&in->bank->arena, id, strlen(id));
}

bool draft_makes_id(const char *text, const char *id)
{
    char made[LIMIT_ID + 1];
    slug(made, LIMIT_ID, text, strlen(text));
    return strcmp(made, id) == 0;
}

void draft_id(struct draft *d, const char *text, size_t len)
{
    slug(d->id, LIMIT_ID, text, len);
}

/* --- parts --- */

void draft_begin(struct draft *d, struct import *in, struct place at)
{
    *d = (struct draft){.in = in, .q = {.at = at}};
    struct question *q = &d->q;
    const char **texts[] = {&q->id,
                            &q->title,
                            &q->domain,
                            &q->skill,
                            &q->scenario,
                            &q->prompt,
                            &q->case_id,
                            &q->unproved,
                            &q->explanation.need,
                            &q->explanation.why,
                            &q->explanation.exam};
    for (size_t i = 0; i < COUNT(texts); i++)
        *texts[i] = "";
}

static void add(struct draft_list *list, const char *text)
{
    if (*text == '\0')
        return;
    MEM_ROOM(list->text, list->len, list->cap);
    list->text[list->len++] = text;
}

void draft_topic(struct draft *d, const char *text, size_t len)
{
    const char *topic = draft_slug(d->in, text, len);
    for (size_t i = 0; i < d->topics.len; i++)
        if (strcmp(d->topics.text[i], topic) == 0)
            return;
    if (d->topics.len == LIMIT_TOPICS) {
        draft_left_out(d, d->q.at, "topics", "'%s' is one more than %d", topic,
                       LIMIT_TOPICS);
        return;
    }
    add(&d->topics, topic);
}

void draft_practice(struct draft *d, const char *text, size_t len)
{
    add(&d->practice, draft_text(d->in, text, len));
}

void draft_takeaway(struct draft *d, const char *text, size_t len)
{
    add(&d->takeaways, draft_text(d->in, text, len));
}

void draft_section(struct draft *d, const char *title, size_t title_len, const char *text,
                   size_t len)
{
    const char *body = draft_text(d->in, text, len);
    const char *name = draft_text(d->in, title, title_len);
    if (*body == '\0')
        return;
    MEM_ROOM(d->sections, d->section_count, d->section_cap);
    d->sections[d->section_count++] =
        (struct section){*name != '\0' ? name : "Explanation", body};
}

void draft_reference(struct draft *d, struct place at, const char *title,
                     size_t title_len, const char *url, size_t url_len)
{
    struct reference r = {draft_text(d->in, title, title_len),
                          draft_text(d->in, url, url_len)};
    if (url_fault(r.url) != NULL) {
        draft_left_out(
            d, at, "references", "\"%s\" is no URL; %s",
            text_excerpt(*r.url ? r.url : r.title, strlen(*r.url ? r.url : r.title)).text,
            url_fault(r.url));
        return;
    }
    if (*r.title == '\0')
        r.title = r.url;
    MEM_ROOM(d->references, d->reference_count, d->reference_cap);
    d->references[d->reference_count++] = r;
}

struct option *draft_option(struct draft *d, struct place at, const char *text,
                            size_t len)
{
    size_t i = d->options_met < LIMIT_OPTIONS ? d->options_met : LIMIT_OPTIONS - 1;
    d->options_met++;
    d->options[i] = (struct option){.id = "",
                                    .text = draft_text(d->in, text, len),
                                    .why = "",
                                    .subject = "",
                                    .at = at};
    return &d->options[i];
}

struct prompt *draft_prompt(struct draft *d, struct place at, const char *text,
                            size_t len)
{
    size_t i = d->prompts_met < LIMIT_OPTIONS ? d->prompts_met : LIMIT_OPTIONS - 1;
    d->prompts_met++;
    d->prompts[i] = (struct prompt){
        .id = "", .text = draft_text(d->in, text, len), .match = "", .why = "", .at = at};
    return &d->prompts[i];
}

void draft_domain(struct draft *d, const char *text, size_t len)
{
    const char *id = draft_slug(d->in, text, len);
    if (*id == '\0')
        return;
    struct buf line = {0}; /* a title is one */
    buf_add(&line, text, len);
    for (char *at = line.bytes; (at = strchr(at, '\n')) != NULL;)
        *at = ' ';
    d->domain = draft_text(d->in, line.bytes, line.len);
    d->q.domain = id;
    buf_release(&line);
}

/* --- losses --- */

/* What a reader of the report knows the question by. */
static const char *name_of(const struct draft *d)
{
    return *d->q.id != '\0'      ? d->q.id
           : *d->id != '\0'      ? d->id
           : *d->q.title != '\0' ? d->q.title
                                 : d->q.prompt;
}

void draft_changed(struct draft *d, struct place at, const char *field, const char *fmt,
                   ...)
{
    va_list ap;
    va_start(ap, fmt);
    loss_tell(d->in->losses, LOSS_CHANGED, at, name_of(d), field, fmt, ap);
    va_end(ap);
}

void draft_left_out(struct draft *d, struct place at, const char *field, const char *fmt,
                    ...)
{
    va_list ap;
    va_start(ap, fmt);
    loss_tell(d->in->losses, LOSS_LEFT_OUT, at, name_of(d), field, fmt, ap);
    va_end(ap);
}

/* --- the end of a draft --- */

/* The letter of another option of COUNT, which would mislead. */
static bool is_other_letter(const char *id, size_t place, size_t count)
{
    size_t letter = (size_t)(id[0] - 'a');
    return id[0] >= 'a' && id[0] <= 'z' && id[1] == '\0' && letter < count &&
           letter != place;
}

/* Ids of the format stay where they are ids and differ; else all get letters. */
static void give_option_ids(struct draft *d, size_t count)
{
    bool are_good = true;
    for (size_t i = 0; i < count; i++) {
        const char *id = d->options[i].id;
        are_good = are_good && text_is_id(id) && !is_other_letter(id, i, count);
        for (size_t k = 0; k < i && are_good; k++)
            are_good = strcmp(d->options[k].id, id) != 0;
    }
    for (size_t i = 0; i < count && !are_good; i++) {
        char letter[] = {(char)('a' + i), '\0'};
        const char *old = d->options[i].id;
        d->options[i].id = arena_text(&d->in->bank->arena, letter, 1);
        for (size_t p = 0; p < d->prompts_met && p < LIMIT_OPTIONS && *old != '\0'; p++)
            if (d->prompts[p].match == old)
                d->prompts[p].match = d->options[i].id;
    }
}

/* The same for prompts: "p1", "p2". */
static void give_prompt_ids(struct draft *d, size_t count)
{
    bool are_good = true;
    for (size_t i = 0; i < count; i++) {
        are_good = are_good && text_is_id(d->prompts[i].id);
        for (size_t k = 0; k < i && are_good; k++)
            are_good = strcmp(d->prompts[k].id, d->prompts[i].id) != 0;
    }
    for (size_t i = 0; i < count && !are_good; i++) {
        char id[32];
        snprintf(id, sizeof id, "p%zu", i + 1);
        d->prompts[i].id = arena_text(&d->in->bank->arena, id, strlen(id));
    }
}

/* Are COUNT of the options numbered from 1, each number once? */
static bool are_steps(const struct draft *d, size_t options, size_t count)
{
    uint32_t taken = 0;
    for (size_t i = 0; i < options; i++)
        if (d->options[i].position > 0 && (size_t)d->options[i].position <= count)
            taken |= 1u << (d->options[i].position - 1);
    return taken == (1u << count) - 1;
}

/* Why the options make no question; NULL when they do. */
static const char *fault_of_key(const struct draft *d, size_t options, size_t prompts)
{
    size_t keys = 0, steps = 0, matched = 0;
    for (size_t i = 0; i < options; i++) {
        keys += d->options[i].is_key;
        steps += d->options[i].position > 0;
    }
    for (size_t i = 0; i < prompts; i++)
        matched += *d->prompts[i].match != '\0';
    switch (d->q.kind) {
    case QUESTION_CHOICE:
        if (keys == 0)
            return "it has no key: no option is marked as right";
        return keys == options ? "every option is right; a choice needs a wrong one"
                               : NULL;
    case QUESTION_ORDERING:
        if (steps < 2)
            return "it has no key: fewer than two steps have a place";
        return are_steps(d, options, steps)
                   ? NULL
                   : "its steps are not numbered from 1 on, each number once";
    case QUESTION_MATCHING:
        if (prompts < 2)
            return "a matching needs two prompts or more";
        return matched < prompts ? "it has no key: a prompt has no match" : NULL;
    }
    return NULL;
}

static const char *fault_of(const struct draft *d)
{
    if (*d->q.prompt == '\0')
        return "it has no text that asks for something";
    if (d->options_met < 2)
        return d->options_met == 0 ? "it has no options" : "it has only one option";
    if (d->options_met > LIMIT_OPTIONS)
        return "it has more options than the letters A to Z";
    if (d->prompts_met > LIMIT_OPTIONS)
        return "it has more prompts than a question has room for";
    for (size_t i = 0; i < d->options_met; i++)
        if (*d->options[i].text == '\0')
            return "an option of it has no text";
    for (size_t i = 0; i < d->prompts_met; i++)
        if (*d->prompts[i].text == '\0')
            return "a prompt of it has no text";
    return fault_of_key(d, d->options_met, d->prompts_met);
}

static void *kept(struct draft *d, const void *items, size_t count, size_t size)
{
    void *copy = arena_get(&d->in->bank->arena, count * size);
    if (count > 0)
        memcpy(copy, items, count * size);
    return copy;
}

static struct text_list kept_list(struct draft *d, const struct draft_list *list)
{
    return (struct text_list){kept(d, list->text, list->len, sizeof *list->text),
                              list->len};
}

/* Is a reason or a reference still to be written? */
static bool is_unfinished(const struct question *q)
{
    for (size_t i = 0; i < q->option_count && q->kind != QUESTION_MATCHING; i++)
        if (*q->options[i].why == '\0')
            return true;
    for (size_t i = 0; i < q->prompt_count; i++)
        if (*q->prompts[i].why == '\0')
            return true;
    for (size_t i = 0; i < q->reference_count; i++)
        if (strncmp(q->references[i].url, "https://", 8) == 0)
            return false;
    return true;
}

/* From the title, else from the prompt. */
static void make_id(struct draft *d)
{
    enum { WORDS = 40 };
    slug(d->id, WORDS, d->q.title, strlen(d->q.title));
    if (*d->id == '\0')
        slug(d->id, WORDS, d->q.prompt, strlen(d->q.prompt));
    if (*d->id == '\0')
        strcpy(d->id, "question");
}

static struct drafted finished(struct draft *d)
{
    struct question *q = &d->q;
    give_option_ids(d, d->options_met);
    give_prompt_ids(d, d->prompts_met);
    q->options = kept(d, d->options, d->options_met, sizeof *d->options);
    q->option_count = d->options_met;
    q->prompts = kept(d, d->prompts, d->prompts_met, sizeof *d->prompts);
    q->prompt_count = d->prompts_met;
    q->topics = kept_list(d, &d->topics);
    q->explanation.practice = kept_list(d, &d->practice);
    q->explanation.takeaways = kept_list(d, &d->takeaways);
    q->explanation.sections = kept(d, d->sections, d->section_count, sizeof *d->sections);
    q->explanation.section_count = d->section_count;
    q->references = kept(d, d->references, d->reference_count, sizeof *d->references);
    q->reference_count = d->reference_count;
    q->is_draft = is_unfinished(q);
    struct reader r = {.arena = &d->in->bank->arena, .sink = d->in->sink};
    check_question(&r, q, q->at);
    bool is_id_made = *d->id == '\0';
    if (is_id_made)
        make_id(d);
    const char *id = arena_text(&d->in->bank->arena, d->id, strlen(d->id));
    return (struct drafted){*q, id, d->domain, is_id_made};
}

bool draft_end(struct draft *d)
{
    const char *fault = fault_of(d);
    if (fault == NULL) {
        struct drafted done = finished(d);
        if (d->in->take != NULL)
            d->in->take(d->in, &done);
        else
            import_settle(d->in, &done);
    } else {
        draft_left_out(d, d->q.at, "question", "%s", fault);
    }
    draft_drop(d);
    return fault == NULL;
}

void draft_drop(struct draft *d)
{
    free(d->topics.text);
    free(d->practice.text);
    free(d->takeaways.text);
    free(d->references);
    free(d->sections);
    memset(d, 0, offsetof(struct draft, options)); /* all that may lead to memory */
}
