/*
 * format_csv.c - tables of questions, CSV and TSV: a header, then a question a row.
 *
 * In:   cells. What separates them is seen in the header: commas, semicolons (continental
 *       Excel) or tabs; a first line "sep=;" says it.
 * Out:  drafts. Names of columns are in csv_columns.c, answers in csv_key.c; the way out
 * is csv_write.c.
 *
 * Sheets of answers are CSV, too; their first column is `candidate`, and they are no
 * bank.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "csv_columns.h"
#include "csv_key.h"
#include "csv_write.h"
#include "draft.h"
#include "feedback.h"
#include "formats.h"
#include "quizctl/csv.h"
#include "quizctl/json.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"
#include "stem.h"

enum { CSV_MEMBERS = CSV_ITEM_IDS + 1 };

struct table {
    struct import *in;
    struct draft draft;
    struct csv_record record;
    const char *raw; /* the record in the text */
    size_t raw_len;
    uint32_t line; /* that it begins on */
    size_t columns;
    size_t at[CSV_MEMBERS][LIMIT_OPTIONS]; /* its column, counted from 1; 0: none */
};

/* --- places --- */

/* Bytes of the cell at the start of TEXT, without what separates it from the next. */
static size_t cell_len(const char *text, size_t len, char separator)
{
    size_t i = 0;
    if (len > 0 && *text == '"')
        for (i = 1; i < len && (text[i] != '"' || (i + 1 < len && text[i + 1] == '"'));)
            i += text[i] == '"' ? 2 : 1;
    while (i < len && text[i] != separator && text[i] != '\n')
        i++;
    return i;
}

static struct place cell_place(const struct table *t, size_t column)
{
    size_t at = 0;
    for (size_t i = 0; i < column && at < t->raw_len; i++) {
        size_t len = cell_len(t->raw + at, t->raw_len - at, t->record.separator);
        if (at + len >= t->raw_len)
            break;
        at += len + 1;
    }
    return json_locate((struct place){t->in->path, t->line, 1}, t->raw, at);
}

/* --- cells --- */

static const char *cell_at(const struct table *t, enum csv_member member, size_t place)
{
    size_t column = t->at[member][place];
    return column > 0 ? csv_bare(csv_cell(&t->record, column - 1)) : "";
}

static const char *cell(const struct table *t, enum csv_member member)
{
    return cell_at(t, member, 0);
}

static struct place place_of(const struct table *t, enum csv_member member, size_t place)
{
    size_t column = t->at[member][place];
    return cell_place(t, column > 0 ? column - 1 : 0);
}

static bool has(const struct table *t, enum csv_member member)
{
    for (size_t i = 0; i < LIMIT_OPTIONS; i++)
        if (t->at[member][i] > 0)
            return true;
    return false;
}

static void set(struct table *t, const char **field, enum csv_member member)
{
    const char *text = cell(t, member);
    draft_set(&t->draft, field, text, strlen(text));
}

/* --- a row's members --- */

static void read_topics(struct table *t)
{
    const char *text = cell(t, CSV_TOPICS);
    while (*text != '\0') {
        size_t len = strcspn(text, ",;|\n");
        draft_topic(&t->draft, text, len);
        text += len + (text[len] != '\0');
    }
}

static void read_difficulty(struct table *t)
{
    const char *word =
        draft_text(t->in, cell(t, CSV_DIFFICULTY), strlen(cell(t, CSV_DIFFICULTY)));
    for (int d = DIFFICULTY_EASY; d <= DIFFICULTY_HARD; d++)
        if (strcasecmp(word, difficulty_name((enum difficulty)d)) == 0)
            t->draft.q.difficulty = (enum difficulty)d;
    if (*word != '\0' && t->draft.q.difficulty == DIFFICULTY_NONE)
        draft_left_out(&t->draft, place_of(t, CSV_DIFFICULTY, 0), "difficulty",
                       "'%s' is not easy, medium or hard",
                       text_excerpt(word, strlen(word)).text);
}

/* "title <url>", or a URL with its title before it, or a URL. */
static void read_reference(struct table *t, const char *text, size_t len)
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
        draft_reference(&t->draft, place_of(t, CSV_REFERENCES, 0), text, title,
                        text + url, end - url);
}

static void read_references(struct table *t)
{
    const char *text = cell(t, CSV_REFERENCES);
    while (*text != '\0') {
        size_t len = strcspn(text, "\n");
        read_reference(t, text, len);
        text += len + (text[len] != '\0');
    }
}

static void read_explanation(struct table *t)
{
    struct draft *d = &t->draft;
    const char *practice = cell(t, CSV_PRACTICE), *takeaways = cell(t, CSV_TAKEAWAYS);
    const char *sections = cell(t, CSV_SECTIONS);
    feedback_read(d, place_of(t, CSV_SECTIONS, 0), sections, strlen(sections));
    set(t, &d->q.explanation.need, CSV_NEED);
    if (has(t, CSV_EXPLANATION))
        set(t, &d->q.explanation.why, CSV_EXPLANATION);
    set(t, &d->q.explanation.exam, CSV_EXAM);
    feedback_read_list(d, practice, strlen(practice), draft_practice);
    feedback_read_list(d, takeaways, strlen(takeaways), draft_takeaway);
    read_references(t);
}

static void read_head(struct table *t)
{
    struct draft *d = &t->draft;
    const char *id = cell(t, CSV_ID), *domain = cell(t, CSV_DOMAIN);
    draft_id(d, id, strlen(id));
    set(t, &d->q.title, CSV_TITLE);
    set(t, &d->q.prompt, CSV_PROMPT);
    set(t, &d->q.scenario, CSV_SCENARIO);
    if (!has(t, CSV_SCENARIO))
        stem_read(d, d->q.prompt, strlen(d->q.prompt));
    draft_domain(d, domain, strlen(domain));
    set(t, &d->q.skill, CSV_SKILL);
    read_topics(t);
    read_difficulty(t);
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

static bool read_type(struct table *t)
{
    char word[32];
    size_t len = 0;
    const char *text = cell(t, CSV_TYPE);
    for (const char *c = text; *c != '\0' && len + 1 < sizeof word; c++)
        if (isalpha((unsigned char)*c))
            word[len++] = (char)tolower((unsigned char)*c);
    word[len] = '\0';
    for (size_t i = 0; i < COUNT(kind_table); i++)
        if (strcmp(kind_table[i].name, word) == 0) {
            t->draft.q.kind = kind_table[i].kind;
            return true;
        }
    draft_left_out(&t->draft, place_of(t, CSV_TYPE, 0), "question",
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
static void add_with_wrong(struct table *t)
{
    struct draft *d = &t->draft;
    const char *right = cell(t, CSV_CORRECT);
    draft_option(d, place_of(t, CSV_CORRECT, 0), right, strlen(right))->is_key = true;
    for (size_t i = 0; i < LIMIT_OPTIONS; i++) {
        const char *wrong = cell_at(t, CSV_WRONG, i);
        if (*wrong != '\0')
            draft_option(d, place_of(t, CSV_WRONG, i), wrong, strlen(wrong));
    }
}

/* No options, and "TRUE" or "F" for an answer. */
static bool add_true_false(struct table *t)
{
    struct draft *d = &t->draft;
    const char *answer =
        draft_text(t->in, cell(t, CSV_CORRECT), strlen(cell(t, CSV_CORRECT)));
    bool is_true = is_word(answer, "true") || is_word(answer, "t");
    if (!is_true && !is_word(answer, "false") && !is_word(answer, "f"))
        return false;
    struct place at = place_of(t, CSV_CORRECT, 0);
    struct option *yes = draft_option(d, at, "True", 4);
    yes->id = "true";
    yes->is_key = is_true;
    struct option *no = draft_option(d, at, "False", 5);
    no->id = "false";
    no->is_key = !is_true;
    d->q.keep_order = !has(t, CSV_KEEP_ORDER) || d->q.keep_order;
    return true;
}

static void add_options(struct table *t, struct csv_options *o)
{
    struct draft *d = &t->draft;
    for (size_t i = 0; i < LIMIT_OPTIONS; i++) {
        const char *text = cell_at(t, CSV_OPTION, i), *why = cell_at(t, CSV_WHY, i);
        o->column[i] = -1;
        if (text[strspn(text, " \t\n")] == '\0')
            continue;
        o->column[i] = (int)d->options_met;
        struct option *option =
            draft_option(d, place_of(t, CSV_OPTION, i), text, strlen(text));
        draft_set(d, &option->why, why, strlen(why));
    }
    o->options = d->options;
    o->count = d->options_met;
}

static void add_items(struct table *t)
{
    for (size_t i = 0; i < LIMIT_OPTIONS; i++) {
        const char *text = cell_at(t, CSV_ITEM, i), *why = cell_at(t, CSV_ITEM_WHY, i);
        if (text[strspn(text, " \t\n")] == '\0')
            continue;
        struct prompt *p =
            draft_prompt(&t->draft, place_of(t, CSV_ITEM, i), text, strlen(text));
        draft_set(&t->draft, &p->why, why, strlen(why));
    }
}

static bool take_picks(struct table *t, const struct csv_picks *picks)
{
    struct draft *d = &t->draft;
    if (d->q.kind == QUESTION_MATCHING && picks->count != d->prompts_met) {
        draft_left_out(d, place_of(t, CSV_CORRECT, 0), "question",
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

static bool read_key(struct table *t, const struct csv_options *o)
{
    struct csv_picks picks;
    const char *answer = cell(t, CSV_CORRECT);
    if (answer[strspn(answer, " \t\n")] == '\0') {
        draft_left_out(&t->draft, place_of(t, CSV_CORRECT, 0), "question",
                       "it has no key: the cell of the answer is empty");
        return false;
    }
    if (csv_key_read(o, answer, &picks))
        return take_picks(t, &picks);
    draft_left_out(&t->draft, place_of(t, CSV_CORRECT, 0), "question",
                   "it has no key: '%s' is neither a letter nor the text of an option",
                   text_excerpt(answer, strlen(answer)).text);
    return false;
}

/* "efs s3", in the order of the options. */
static void read_ids(struct table *t)
{
    struct draft *d = &t->draft;
    const char *options = cell(t, CSV_OPTION_IDS), *items = cell(t, CSV_ITEM_IDS);
    for (size_t i = 0; i < d->options_met && i < LIMIT_OPTIONS; i++) {
        size_t len = strcspn(options, " ");
        char letter = (char)('a' + i);
        if (*d->options[i].id == '\0')
            d->options[i].id =
                len > 0 ? draft_slug(t->in, options, len) : draft_text(t->in, &letter, 1);
        options += len + (options[len] != '\0');
    }
    for (size_t i = 0; i < d->prompts_met; i++) {
        size_t len = strcspn(items, " ");
        d->prompts[i].id = draft_slug(t->in, items, len);
        items += len + (items[len] != '\0');
    }
}

static bool read_options(struct table *t)
{
    struct csv_options o;
    add_options(t, &o);
    add_items(t);
    bool is_known = o.count > 0 ? false : has(t, CSV_WRONG);
    if (is_known)
        add_with_wrong(t);
    else if (o.count == 0)
        is_known = add_true_false(t);
    read_ids(t);
    return is_known || o.count == 0 || read_key(t, &o);
}

/* --- rows --- */

static bool is_empty(const struct csv_record *r)
{
    for (size_t i = 0; i < r->count; i++)
        if (csv_cell(r, i)[strspn(csv_cell(r, i), " \t\n")] != '\0')
            return false;
    return true;
}

/* A cell behind the last column: what stands in this row is not where it belongs. */
static bool has_surplus(struct table *t)
{
    for (size_t i = t->columns; i < t->record.count; i++) {
        if (*csv_cell(&t->record, i) == '\0')
            continue;
        draft_left_out(&t->draft, cell_place(t, i), "question",
                       "a cell stands behind the last column; put texts with a separator "
                       "in quotes");
        return true;
    }
    return false;
}

static void read_row(struct table *t)
{
    struct draft *d = &t->draft;
    if (is_empty(&t->record))
        return;
    draft_begin(d, t->in, place_of(t, CSV_PROMPT, 0));
    const char *keep = cell(t, CSV_KEEP_ORDER);
    d->q.keep_order = is_word(keep, "true") || is_word(keep, "yes") || is_word(keep, "1");
    read_head(t);
    if (has_surplus(t) || !read_type(t) || !read_options(t)) {
        draft_drop(d);
        return;
    }
    read_explanation(t);
    draft_end(d);
}

/* --- the header --- */

static void tell_column(struct table *t, size_t i, const char *what)
{
    const char *name = csv_cell(&t->record, i);
    loss_left_out(t->in->losses, cell_place(t, i), "", "column", "'%s' %s",
                  text_excerpt(name, strlen(name)).text, what);
}

/* Numbers behind "why" are those of items, where there are items. */
static void place_columns(struct table *t, bool has_items)
{
    for (size_t i = 0; i < t->columns; i++) {
        const char *name = csv_cell(&t->record, i);
        struct csv_column c = csv_column_of(name);
        if (c.member == CSV_WHY && c.is_number && has_items)
            c.member = CSV_ITEM_WHY;
        if (c.member == CSV_NONE && name[strspn(name, " \t\n")] != '\0')
            tell_column(t, i, "is no member of a question");
        else if (c.member != CSV_NONE && t->at[c.member][c.place] > 0)
            tell_column(t, i, "says what a column before it says");
        else if (c.member != CSV_NONE)
            t->at[c.member][c.place] = i + 1;
    }
}

static bool is_answer_sheet(const struct csv_record *r)
{
    return strcasecmp(csv_cell(r, 0), "candidate") == 0;
}

static bool names(const struct csv_record *r, enum csv_member member)
{
    for (size_t i = 0; i < r->count && i < LIMIT_TABLE_COLUMNS; i++)
        if (csv_column_of(csv_cell(r, i)).member == member)
            return true;
    return false;
}

static const char *fault_of_header(const struct csv_record *r)
{
    if (is_answer_sheet(r))
        return "this is a sheet of answers, not of questions; see quizctl help grade";
    if (r->count > LIMIT_TABLE_COLUMNS)
        return "the header has more columns than a question could need";
    if (!names(r, CSV_PROMPT))
        return "no column of the header is the question; call it \"prompt\"";
    if (!names(r, CSV_CORRECT))
        return "no column of the header is the answer; call it \"correct\"";
    return NULL;
}

static bool read_header(struct table *t)
{
    const char *fault = fault_of_header(&t->record);
    if (fault != NULL) {
        diag_error(t->in->sink, cell_place(t, 0), "csv-header", "%s", fault);
        return false;
    }
    t->columns = t->record.count;
    place_columns(t, names(&t->record, CSV_ITEM));
    return true;
}

/* --- the text --- */

/* What separates the cells of the first line: of three signs the most frequent outside
 * quotes. */
static char separator_of(const char *text, size_t len)
{
    static const char signs[] = ",;\t";
    size_t count[3] = {0}, best = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < len && (is_quoted || text[i] != '\n'); i++) {
        const char *sign = text[i] != '\0' ? strchr(signs, text[i]) : NULL;
        is_quoted ^= text[i] == '"';
        if (sign != NULL && !is_quoted)
            count[sign - signs]++;
    }
    for (size_t i = 1; i < 3; i++)
        if (count[i] > count[best])
            best = i;
    return signs[best];
}

/* "sep=;" as a line of its own, for Excel. Its length with the newline, else 0. */
static size_t take_separator(const char *text, size_t len, char *separator)
{
    if (len < 6 || strncasecmp(text, "sep=", 4) != 0 || text[5] != '\n')
        return 0;
    *separator = text[4];
    return 6;
}

static void tell_fault(struct table *t, enum csv_fault fault, size_t at)
{
    struct place place = json_locate((struct place){t->in->path, t->line, 1}, t->raw, at);
    diag_error(t->in->sink, place, "csv-quote",
               fault == CSV_OPEN_QUOTE
                   ? "this quote is not closed; all behind it is unread"
                   : "a quote inside a cell: put the cell in quotes, and double it");
}

/* The next record; false at the end. */
static bool next_record(struct table *t, const char **from, const char *end,
                        enum csv_fault *fault)
{
    size_t fault_at;
    for (size_t i = 0; i < t->raw_len; i++)
        t->line += t->raw[i] == '\n';
    t->raw = *from;
    t->raw_len =
        csv_read(&t->record, *from, (size_t)(end - *from), true, fault, &fault_at);
    *from += t->raw_len;
    if (*fault != CSV_OK)
        tell_fault(t, *fault, fault_at);
    return t->raw_len > 0;
}

static void read(struct import *in, const char *text, size_t len)
{
    struct table t = {.in = in, .line = 1};
    const char *from = text, *end = text + len;
    enum csv_fault fault;
    bool is_header = true;
    t.record.separator = separator_of(text, len);
    size_t first = take_separator(text, len, &t.record.separator);
    t.line += first > 0;
    from += first;
    while (next_record(&t, &from, end, &fault)) {
        if (fault != CSV_OK && is_header)
            break;
        if (fault != CSV_OK || (is_header && is_empty(&t.record)))
            continue;
        if (is_header && !read_header(&t))
            break;
        if (!is_header)
            read_row(&t);
        is_header = false;
    }
    csv_release(&t.record);
}

/* Its header names a question and an answer. */
static bool is_table(const char *text, size_t len, bool has_tabs)
{
    enum { LOOKED_AT = 16 * 1024 };
    struct csv_record r = {.separator =
                               separator_of(text, len < LOOKED_AT ? len : LOOKED_AT)};
    enum csv_fault fault;
    size_t at, first = take_separator(text, len, &r.separator);
    csv_read(&r, text + first, (len < LOOKED_AT ? len : LOOKED_AT) - first, true, &fault,
             &at);
    bool is_it = fault == CSV_OK && fault_of_header(&r) == NULL &&
                 has_tabs == (r.separator == '\t');
    csv_release(&r);
    return is_it;
}

static bool recognise_csv(const char *text, size_t len)
{
    return is_table(text, len, false);
}

static bool recognise_tsv(const char *text, size_t len)
{
    return is_table(text, len, true);
}

static int write_csv(const struct bank *bank, const struct format_plan *plan,
                     struct buf *out, struct err *err)
{
    (void)err;
    csv_write(bank, ',', plan, out);
    return 0;
}

static int write_tsv(const struct bank *bank, const struct format_plan *plan,
                     struct buf *out, struct err *err)
{
    (void)err;
    csv_write(bank, '\t', plan, out);
    return 0;
}

static const char *const csv_exts[] = {".csv", NULL};
static const char *const tsv_exts[] = {".tsv", ".tab", NULL};

const struct format format_csv = {
    .name = "csv",
    .title = "CSV with a header",
    .exts = csv_exts,
    .is_text = true,
    .recognise = recognise_csv,
    .read = read,
    .write = write_csv,
};

const struct format format_tsv = {
    .name = "tsv",
    .title = "a table between tabs, with a header",
    .exts = tsv_exts,
    .is_text = true,
    .recognise = recognise_tsv,
    .read = read,
    .write = write_tsv,
};
