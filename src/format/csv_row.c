/*
 * csv_row.c - a question from texts that are called as columns of a table are; see
 * csv_row.h.
 *
 * Which name stands for what: csv_columns.c. Which options an answer names: csv_key.c.
 */
#include "csv_row.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "csv_key.h"
#include "feedback.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"
#include "stem.h"

/* --- cells --- */

static const char *cell_at(const struct csv_row *r, enum csv_member member, size_t place)
{
    size_t column = r->at[member][place];
    return column > 0 ? r->cell(r, column - 1) : "";
}

static const char *cell(const struct csv_row *r, enum csv_member member)
{
    return cell_at(r, member, 0);
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\n")] == '\0';
}

/* Of the columns for the answer the first that says something; else 0. */
static size_t first_answer(const struct csv_row *r)
{
    for (size_t i = 0; i < LIMIT_OPTIONS; i++)
        if (!is_blank(cell_at(r, CSV_CORRECT, i)))
            return i;
    return 0;
}

static struct place place_of(const struct csv_row *r, enum csv_member member,
                             size_t place)
{
    size_t column = r->at[member][place];
    return r->place(r, column > 0 ? column - 1 : 0);
}

static bool has(const struct csv_row *r, enum csv_member member)
{
    for (size_t i = 0; i < LIMIT_OPTIONS; i++)
        if (r->at[member][i] > 0)
            return true;
    return false;
}

static void set(struct csv_row *r, const char **field, enum csv_member member)
{
    const char *text = cell(r, member);
    draft_set(&r->draft, field, text, strlen(text));
}

/* --- a row's members --- */

static void read_topics(struct csv_row *r)
{
    const char *text = cell(r, CSV_TOPICS);
    while (*text != '\0') {
        size_t len = strcspn(text, ",;|\n");
        draft_topic(&r->draft, text, len);
        text += len + (text[len] != '\0');
    }
}

static void read_difficulty(struct csv_row *r)
{
    const char *word =
        draft_text(r->draft.in, cell(r, CSV_DIFFICULTY), strlen(cell(r, CSV_DIFFICULTY)));
    for (int d = DIFFICULTY_EASY; d <= DIFFICULTY_HARD; d++)
        if (strcasecmp(word, difficulty_name((enum difficulty)d)) == 0)
            r->draft.q.difficulty = (enum difficulty)d;
    if (*word != '\0' && r->draft.q.difficulty == DIFFICULTY_NONE)
        draft_left_out(&r->draft, place_of(r, CSV_DIFFICULTY, 0), "difficulty",
                       "'%s' is not easy, medium or hard",
                       text_excerpt(word, strlen(word)).text);
}

/* "title <url>", or a URL with its title before it, or a URL. */
static void read_reference(struct csv_row *r, const char *text, size_t len)
{
    size_t url = len;
    for (size_t i = 0; i < len && url == len; i++)
        if (strncmp(text + i, "http", 4) == 0 || text[i] == '<')
            url = i;
    size_t title = url < len ? url : 0, end = len;
    url = url < len ? url : 0;
    while (title > 0 && strchr(" :-|(", text[title - 1]) != NULL)
        title--;
    while (end > url && strchr(" >)", text[end - 1]) != NULL)
        end--;
    url += text[url] == '<' && url < end;
    if (end > url)
        draft_reference(&r->draft, place_of(r, CSV_REFERENCES, 0), text, title,
                        text + url, end - url);
}

static void read_references(struct csv_row *r)
{
    const char *text = cell(r, CSV_REFERENCES);
    while (*text != '\0') {
        size_t len = strcspn(text, "\n");
        read_reference(r, text, len);
        text += len + (text[len] != '\0');
    }
}

static void read_explanation(struct csv_row *r)
{
    struct draft *d = &r->draft;
    const char *practice = cell(r, CSV_PRACTICE), *takeaways = cell(r, CSV_TAKEAWAYS);
    const char *sections = cell(r, CSV_SECTIONS);
    feedback_read(d, place_of(r, CSV_SECTIONS, 0), sections, strlen(sections));
    set(r, &d->q.explanation.need, CSV_NEED);
    if (has(r, CSV_EXPLANATION))
        set(r, &d->q.explanation.why, CSV_EXPLANATION);
    set(r, &d->q.explanation.exam, CSV_EXAM);
    feedback_read_list(d, practice, strlen(practice), draft_practice);
    feedback_read_list(d, takeaways, strlen(takeaways), draft_takeaway);
    read_references(r);
}

static void read_head(struct csv_row *r)
{
    struct draft *d = &r->draft;
    const char *id = cell(r, CSV_ID), *domain = cell(r, CSV_DOMAIN);
    draft_id(d, id, strlen(id));
    set(r, &d->q.title, CSV_TITLE);
    set(r, &d->q.prompt, CSV_PROMPT);
    set(r, &d->q.scenario, CSV_SCENARIO);
    if (!has(r, CSV_SCENARIO))
        stem_read(d, d->q.prompt, strlen(d->q.prompt));
    draft_domain(d, domain, strlen(domain));
    set(r, &d->q.skill, CSV_SKILL);
    read_topics(r);
    read_difficulty(r);
}

/* --- a row's type --- */

/* The words people have for a kind, in small letters and nothing else. */
static const struct {
    const char *name;
    enum question_kind kind;
} kind_table[] = {
    {"",                 QUESTION_CHOICE  },
    {"choice",           QUESTION_CHOICE  },
    {"multiplechoice",   QUESTION_CHOICE  },
    {"mc",               QUESTION_CHOICE  },
    {"mcq",              QUESTION_CHOICE  },
    {"single",           QUESTION_CHOICE  },
    {"singlechoice",     QUESTION_CHOICE  },
    {"singleselect",     QUESTION_CHOICE  },
    {"multiple",         QUESTION_CHOICE  },
    {"multipleresponse", QUESTION_CHOICE  },
    {"multipleselect",   QUESTION_CHOICE  },
    {"multiselect",      QUESTION_CHOICE  },
    {"checkbox",         QUESTION_CHOICE  },
    {"truefalse",        QUESTION_CHOICE  },
    {"tf",               QUESTION_CHOICE  },
    {"boolean",          QUESTION_CHOICE  },
    {"ordering",         QUESTION_ORDERING},
    {"order",            QUESTION_ORDERING},
    {"sequence",         QUESTION_ORDERING},
    {"matching",         QUESTION_MATCHING},
    {"match",            QUESTION_MATCHING},
};

/* Is there an item in this row? */
static bool has_item(const struct csv_row *r)
{
    for (size_t i = 0; i < LIMIT_OPTIONS; i++) {
        const char *text = cell_at(r, CSV_ITEM, i);
        if (!is_blank(text))
            return true;
    }
    return false;
}

/* Items make a matching; of another type they have no place. */
static bool fits_items(struct csv_row *r, bool is_said)
{
    if (!has_item(r) || r->draft.q.kind == QUESTION_MATCHING)
        return true;
    r->draft.q.kind = QUESTION_MATCHING;
    if (is_said)
        draft_left_out(&r->draft, place_of(r, CSV_TYPE, 0), "question",
                       "it has items, and its type is not matching");
    return !is_said;
}

static bool read_type(struct csv_row *r)
{
    char word[32];
    size_t len = 0;
    const char *text = cell(r, CSV_TYPE);
    for (const char *c = text; *c != '\0' && len + 1 < sizeof word; c++)
        if (isalpha((unsigned char)*c))
            word[len++] = (char)tolower((unsigned char)*c);
    word[len] = '\0';
    for (size_t i = 0; i < COUNT(kind_table); i++)
        if (strcmp(kind_table[i].name, word) == 0) {
            r->draft.q.kind = kind_table[i].kind;
            return fits_items(r, *word != '\0');
        }
    draft_left_out(&r->draft, place_of(r, CSV_TYPE, 0), "question",
                   "a bank has no questions of the type '%s'",
                   text_excerpt(text, strlen(text)).text);
    return false;
}

/* --- a row's options and answer --- */

static bool is_word(const char *text, const char *word)
{
    return strcasecmp(text, word) == 0;
}

/* A table with columns for wrong answers alone: the right one is an option, too. */
static void add_with_wrong(struct csv_row *r)
{
    struct draft *d = &r->draft;
    size_t column = first_answer(r);
    const char *right = cell_at(r, CSV_CORRECT, column);
    draft_option(d, place_of(r, CSV_CORRECT, column), right, strlen(right))->is_key =
        true;
    for (size_t i = 0; i < LIMIT_OPTIONS; i++) {
        const char *wrong = cell_at(r, CSV_WRONG, i);
        if (*wrong != '\0')
            draft_option(d, place_of(r, CSV_WRONG, i), wrong, strlen(wrong));
    }
}

/* No options, and "TRUE" or "F" for an answer. */
static bool add_true_false(struct csv_row *r)
{
    struct draft *d = &r->draft;
    size_t column = first_answer(r);
    const char *cell = cell_at(r, CSV_CORRECT, column);
    const char *answer = draft_text(r->draft.in, cell, strlen(cell));
    bool is_true = is_word(answer, "true") || is_word(answer, "t");
    if (!is_true && !is_word(answer, "false") && !is_word(answer, "f"))
        return false;
    struct place at = place_of(r, CSV_CORRECT, column);
    struct option *yes = draft_option(d, at, "True", 4);
    yes->id = "true";
    yes->is_key = is_true;
    struct option *no = draft_option(d, at, "False", 5);
    no->id = "false";
    no->is_key = !is_true;
    d->q.keep_order = !has(r, CSV_KEEP_ORDER) || d->q.keep_order;
    return true;
}

static void add_options(struct csv_row *r, struct csv_options *o)
{
    struct draft *d = &r->draft;
    for (size_t i = 0; i < LIMIT_OPTIONS; i++) {
        const char *text = cell_at(r, CSV_OPTION, i), *why = cell_at(r, CSV_WHY, i);
        o->column[i] = -1;
        if (is_blank(text))
            continue;
        o->column[i] = (int)d->options_met;
        struct option *option =
            draft_option(d, place_of(r, CSV_OPTION, i), text, strlen(text));
        draft_set(d, &option->why, why, strlen(why));
    }
    o->options = d->options;
    o->count = d->options_met;
}

static void add_items(struct csv_row *r)
{
    for (size_t i = 0; i < LIMIT_OPTIONS; i++) {
        const char *text = cell_at(r, CSV_ITEM, i), *why = cell_at(r, CSV_ITEM_WHY, i);
        if (is_blank(text))
            continue;
        struct prompt *p =
            draft_prompt(&r->draft, place_of(r, CSV_ITEM, i), text, strlen(text));
        draft_set(&r->draft, &p->why, why, strlen(why));
    }
}

static bool take_picks(struct csv_row *r, const struct csv_picks *picks)
{
    struct draft *d = &r->draft;
    if (d->q.kind == QUESTION_MATCHING && picks->count != d->prompts_met) {
        draft_left_out(d, place_of(r, CSV_CORRECT, 0), "question",
                       "it has %zu items and %zu answers", d->prompts_met, picks->count);
        return false;
    }
    for (size_t i = 0; i < picks->count; i++) {
        struct option *o = &d->options[picks->option[i]];
        if (d->q.kind == QUESTION_CHOICE)
            o->is_key = true;
        else if (d->q.kind == QUESTION_MATCHING)
            d->prompts[i].match = o->id;
        else if (o->position == 0)
            o->position = (int)i + 1;
    }
    return true;
}

static void leave_out(struct csv_row *r, size_t column, const char *fault,
                      const char *what)
{
    const char *answer = cell_at(r, CSV_CORRECT, column);
    draft_left_out(&r->draft, place_of(r, CSV_CORRECT, column), "question", "%s: '%s' %s",
                   fault, text_excerpt(answer, strlen(answer)).text, what);
}

static const char unclear[] = "its key is not clear";
static const char contradicts[] = "contradicts the answer before it";

/* A further column for the answer: it has to say the same, or be no answer at all. */
static bool is_confirmed(struct csv_row *r, const struct csv_options *o, size_t column,
                         const struct csv_picks *picks)
{
    struct csv_picks again;
    const char *answer = cell_at(r, CSV_CORRECT, column);
    enum csv_sense sense = csv_key_read(o, answer, &again);
    bool is_same = sense == CSV_SENSE_WHOLE && csv_key_is_same(picks, &again);
    if (sense == CSV_SENSE_NONE)
        draft_left_out(&r->draft, place_of(r, CSV_CORRECT, column), "options.correct",
                       "'%s' %s", text_excerpt(answer, strlen(answer)).text,
                       csv_key_fault(sense));
    else if (!is_same)
        leave_out(r, column, unclear, contradicts);
    return is_same || sense == CSV_SENSE_NONE;
}

static bool read_key(struct csv_row *r, const struct csv_options *o)
{
    struct csv_picks picks;
    size_t first = first_answer(r);
    const char *answer = cell_at(r, CSV_CORRECT, first);
    enum csv_sense sense = csv_key_read(o, answer, &picks);
    if (is_blank(answer))
        draft_left_out(&r->draft, place_of(r, CSV_CORRECT, first), "question",
                       "it has no key: its answer is empty");
    else if (sense != CSV_SENSE_WHOLE)
        leave_out(r, first, sense == CSV_SENSE_NONE ? "it has no key" : unclear,
                  csv_key_fault(sense));
    if (sense != CSV_SENSE_WHOLE)
        return false;
    for (size_t i = first + 1; i < LIMIT_OPTIONS; i++)
        if (!is_blank(cell_at(r, CSV_CORRECT, i)) && !is_confirmed(r, o, i, &picks))
            return false;
    return take_picks(r, &picks);
}

/* Without options to hold them against, all columns for the answer say the same words. */
static bool is_one_answer(struct csv_row *r)
{
    size_t first = first_answer(r);
    for (size_t i = first + 1; i < LIMIT_OPTIONS; i++) {
        const char *more = cell_at(r, CSV_CORRECT, i);
        if (is_blank(more) || is_word(more, cell_at(r, CSV_CORRECT, first)))
            continue;
        leave_out(r, i, unclear, contradicts);
        return false;
    }
    return true;
}

/* "efs s3", in the order of the options. */
static void read_ids(struct csv_row *r)
{
    struct draft *d = &r->draft;
    const char *options = cell(r, CSV_OPTION_IDS), *items = cell(r, CSV_ITEM_IDS);
    for (size_t i = 0; i < d->options_met && i < LIMIT_OPTIONS; i++) {
        size_t len = strcspn(options, " ");
        char letter = (char)('a' + i);
        if (*d->options[i].id == '\0')
            d->options[i].id = len > 0 ? draft_slug(r->draft.in, options, len)
                                       : draft_text(r->draft.in, &letter, 1);
        options += len + (options[len] != '\0');
    }
    for (size_t i = 0; i < d->prompts_met; i++) {
        size_t len = strcspn(items, " ");
        d->prompts[i].id = draft_slug(r->draft.in, items, len);
        items += len + (items[len] != '\0');
    }
}

static bool read_options(struct csv_row *r)
{
    struct csv_options o;
    add_options(r, &o);
    add_items(r);
    if (o.count == 0 && !is_one_answer(r))
        return false;
    bool is_known = o.count == 0 && has(r, CSV_WRONG);
    if (is_known)
        add_with_wrong(r);
    else if (o.count == 0)
        is_known = add_true_false(r);
    read_ids(r);
    return is_known || o.count == 0 || read_key(r, &o);
}

/* --- the row --- */

bool csv_row_place(struct csv_row *r, struct csv_column c, size_t column)
{
    size_t place = c.place;
    while (c.member == CSV_CORRECT && place + 1 < LIMIT_OPTIONS &&
           r->at[c.member][place] > 0)
        place++;
    if (r->at[c.member][place] > 0)
        return false;
    r->at[c.member][place] = column + 1;
    return true;
}

void csv_row_begin(struct csv_row *r, struct import *in)
{
    draft_begin(&r->draft, in, place_of(r, CSV_PROMPT, 0));
    const char *keep = cell(r, CSV_KEEP_ORDER);
    r->draft.q.keep_order =
        is_word(keep, "true") || is_word(keep, "yes") || is_word(keep, "1");
    read_head(r);
}

void csv_row_end(struct csv_row *r)
{
    if (!read_type(r) || !read_options(r)) {
        draft_drop(&r->draft);
        return;
    }
    read_explanation(r);
    draft_end(&r->draft);
}
