/*
 * anki_foreign.c - see anki_foreign.h.
 *
 * These ways are known in which people ask multiple choice with Anki:
 *
 *  - fields called as the columns of a table are: Question, A, B, C, D, Answer. They are
 *    read by the rules of a table (csv_row.h).
 *  - the add-on "Multiple Choice for Anki" by zjosua: Q_1 to Q_6, and "1 0 0 1" for which
 *    of them are right.
 *  - a front and a back whose back is "True" or "False".
 *  - a front with lettered options and a back that begins with the key. They are read by
 *    the rules of notes in Markdown (format_markdown.c).
 *
 * A field that says something else is a section of the explanation, with its own name.
 */
#include "anki_foreign.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "csv_row.h"
#include "formats.h"
#include "html_token.h"
#include "markdown_text.h"
#include "quizctl/mem.h"
#include "stem.h"

struct foreign {
    struct csv_row row;
    struct draft *draft; /* that of the row */
    struct import *in;
    const struct anki_fields *note;
    struct place at;
    struct foreign_field {
        enum csv_member member; /* what its name says; CSV_NONE: nothing, or a double */
        const char *text;       /* NULL: not converted yet */
    } * fields;
};

/* Has the HTML some text, or a picture? */
static bool is_filled(const char *html)
{
    struct html_tokens tokens;
    struct html_token token;
    html_tokens_init(&tokens, html, strlen(html));
    while (html_next(&tokens, &token)) {
        bool is_shown = token.kind == HTML_START && strcmp(token.name, "img") == 0;
        for (size_t i = 0; token.kind == HTML_TEXT && i < token.len; i++)
            is_shown |= isspace((unsigned char)token.text[i]) == 0;
        if (is_shown)
            return true;
    }
    return false;
}

static void add_section(struct draft *d, const char *name, const char *html)
{
    if (!is_filled(html))
        return;
    const char *text =
        anki_text(d, "explanation.sections", html, strlen(html), HTML_BLOCKS);
    draft_section(d, name, strlen(name), text, strlen(text));
}

/* --- topics --- */

/* The next name of the path of a deck, LEN bytes; NULL past the last. */
static const char *next_deck(const char **path, size_t *len)
{
    const char *name = *path + strspn(*path, ":\x1f");
    *len = strcspn(name, ":\x1f");
    *path = name + *len;
    return *len > 0 ? name : NULL;
}

/* Tags, and the decks that it is in, where its domain is not said. */
static void add_topics(struct draft *d, const struct anki_fields *note)
{
    const char *name, *path = note->deck;
    size_t len;
    anki_tags(d, note->tags);
    while (*d->q.domain == '\0' && (name = next_deck(&path, &len)) != NULL)
        draft_topic(d, name, len);
}

/* --- references --- */

static bool is_link(const struct html_token *token)
{
    return token->kind != HTML_TEXT && strcmp(token->name, "a") == 0;
}

/* Each link of HTML is a reference. True when there is some text that is no link. */
static bool add_links(struct draft *d, const char *html)
{
    struct html_tokens tokens;
    struct html_token token;
    struct buf url = {0}, title = {0};
    bool has_text = false;
    html_tokens_init(&tokens, html, strlen(html));
    while (html_next(&tokens, &token)) {
        if (is_link(&token) && url.len > 0) {
            const char *plain = anki_plain(d, NULL, buf_str(&title));
            draft_reference(d, d->q.at, plain, strlen(plain), url.bytes, url.len);
        }
        if (is_link(&token)) {
            buf_clear(&url);
            buf_clear(&title);
        }
        if (is_link(&token) && token.kind == HTML_START)
            html_attribute(&token, "href", &url);
        if (token.kind == HTML_TEXT && url.len > 0)
            buf_add(&title, token.text, token.len);
        for (size_t i = 0; token.kind == HTML_TEXT && url.len == 0 && i < token.len; i++)
            has_text |= isalnum((unsigned char)token.text[i]) != 0;
    }
    buf_release(&url);
    buf_release(&title);
    return has_text;
}

/* A field that is no member; what is said of sources beside their links is a section. */
static void add_other(struct draft *d, const char *name, const char *html)
{
    if (csv_column_of(name).member != CSV_REFERENCES || add_links(d, html))
        add_section(d, name, html);
}

/* --- a note whose fields are called as columns are --- */

static const char *member_name(enum csv_member member)
{
    switch (member) {
    case CSV_OPTION:
    case CSV_WRONG:
        return "options";
    case CSV_WHY:
        return "why";
    case CSV_CORRECT:
        return "options.correct";
    case CSV_PROMPT:
        return "prompt";
    case CSV_SCENARIO:
        return "scenario";
    default:
        return "explanation";
    }
}

static enum html_shape shape_of(enum csv_member member)
{
    switch (member) {
    case CSV_PROMPT:
    case CSV_SCENARIO:
    case CSV_NEED:
    case CSV_EXPLANATION:
    case CSV_PRACTICE:
    case CSV_EXAM:
    case CSV_SECTIONS:
    case CSV_TAKEAWAYS:
        return HTML_BLOCKS;
    case CSV_ITEM:
    case CSV_OPTION:
    case CSV_WRONG:
    case CSV_WHY:
    case CSV_ITEM_WHY:
        return HTML_ENTRY;
    default:
        return HTML_INLINE;
    }
}

/* What the report knows it by until its prompt is read: the first line. */
static void name_it(const struct foreign *f)
{
    struct draft *d = f->draft;
    size_t column = f->row.at[CSV_PROMPT][0];
    if (*d->q.prompt != '\0' || f->note->count == 0)
        return;
    const char *text = anki_plain(d, NULL, f->note->values[column > 0 ? column - 1 : 0]);
    d->q.prompt = draft_text(d->in, text, strcspn(text, "\n"));
}

static const char *cell_of(const struct csv_row *row, size_t column);

/* The text of an option has its marks; else "<b>B</b>" is "B". */
static const char *key_text(const struct foreign *f, const char *html)
{
    const char *text =
        anki_text(f->draft, "options.correct", html, strlen(html), HTML_ENTRY);
    for (size_t i = 0; i < f->note->count; i++)
        if (f->fields[i].member == CSV_OPTION &&
            strcasecmp(cell_of(&f->row, i), text) == 0)
            return text;
    return anki_plain(f->draft, NULL, html);
}

static const char *convert(const struct foreign *f, size_t field)
{
    struct draft *d = f->draft;
    name_it(f);
    const char *html = f->note->values[field];
    enum csv_member member = f->fields[field].member;
    switch (member) {
    case CSV_CORRECT:
        return key_text(f, html);
    case CSV_ID:
    case CSV_DOMAIN:
    case CSV_SKILL:
    case CSV_TOPICS:
    case CSV_DIFFICULTY:
    case CSV_TYPE:
        return anki_plain(d, csv_column_name(member, 0).text, html);
    default:
        return anki_text(d, member_name(member), html, strlen(html), shape_of(member));
    }
}

/* Converted once, so that a loss is told once. */
static const char *cell_of(const struct csv_row *row, size_t column)
{
    const struct foreign *f = (const struct foreign *)row;
    struct foreign_field *field = &f->fields[column];
    if (field->text == NULL)
        field->text = convert(f, column);
    return field->text;
}

static struct place place_of(const struct csv_row *row, size_t column)
{
    (void)column;
    return ((const struct foreign *)row)->at;
}

/* Sources are read here, but for lines of text with a URL in them. */
static bool says_member(enum csv_member member, const char *html)
{
    bool is_plain_url = strstr(html, "http") != NULL && strstr(html, "href") == NULL;
    return member != CSV_NONE && (member != CSV_REFERENCES || is_plain_url);
}

static void place_fields(struct foreign *f)
{
    for (size_t i = 0; i < f->note->count; i++) {
        struct csv_column c = csv_column_of(f->note->names[i]);
        if (says_member(c.member, f->note->values[i]) && csv_row_place(&f->row, c, i))
            f->fields[i].member = c.member;
    }
    /* Anki's own rule: the first field is what is asked. */
    if (f->row.at[CSV_PROMPT][0] == 0 && f->note->count > 0 &&
        f->fields[0].member == CSV_NONE) {
        f->row.at[CSV_PROMPT][0] = 1;
        f->fields[0].member = CSV_PROMPT;
    }
}

static size_t count_filled(const struct foreign *f, enum csv_member member)
{
    size_t count = 0;
    for (size_t i = 0; i < f->note->count; i++)
        count += f->fields[i].member == member && is_filled(f->note->values[i]);
    return count;
}

/* No options, and a back that is one of two words: a choice of these. */
static bool is_true_false(const struct foreign *f)
{
    struct draft silent = {.in = f->in};
    size_t column = f->row.at[CSV_CORRECT][0];
    if (column == 0)
        return false;
    const char *answer = anki_plain(&silent, NULL, f->note->values[column - 1]);
    return strcasecmp(answer, "true") == 0 || strcasecmp(answer, "false") == 0;
}

static void read_fields(struct foreign *f)
{
    struct draft *d = f->draft;
    csv_row_begin(&f->row, f->in);
    add_topics(d, f->note);
    for (size_t i = 0; i < f->note->count; i++)
        if (f->fields[i].member == CSV_NONE)
            add_other(d, f->note->names[i], f->note->values[i]);
    csv_row_end(&f->row);
}

/* --- the add-on's notes --- */

static const char kind_name[] = "QType"; /* "QType (0=kprim,1=mc,2=sc)" */
enum { KIND_JUDGE = '0', KIND_SINGLE = '2' };

static const char *kind_of(const struct anki_fields *note)
{
    for (size_t i = 0; i < note->count; i++)
        if (strncmp(note->names[i], kind_name, strlen(kind_name)) == 0)
            return note->values[i];
    return NULL;
}

static bool is_add_on(const struct anki_fields *note)
{
    return kind_of(note) != NULL && is_filled(anki_field(note, "Q_1"));
}

/* The options Q_1, Q_2, ..., and "1" for each right one in the words of ANSWERS. False
 * when these say nothing of some option. */
static bool add_options(struct draft *d, const struct anki_fields *note,
                        const char *answers)
{
    bool is_told = true;
    for (unsigned i = 1; i <= LIMIT_OPTIONS; i++) {
        char name[8];
        snprintf(name, sizeof name, "Q_%u", i);
        const char *html = anki_field(note, name);
        answers += strspn(answers, " ");
        size_t len = strcspn(answers, " ");
        if (is_filled(html)) {
            const char *text = anki_text(d, "options", html, strlen(html), HTML_ENTRY);
            draft_option(d, d->q.at, text, strlen(text))->is_key =
                len == 1 && *answers == '1';
            is_told &= len == 1 && (*answers == '0' || *answers == '1');
        }
        answers += len;
    }
    return is_told;
}

static size_t count_keys(const struct draft *d)
{
    size_t count = 0;
    for (size_t i = 0; i < d->options_met && i < LIMIT_OPTIONS; i++)
        count += d->options[i].is_key;
    return count;
}

static bool is_option_name(const char *name)
{
    return strncmp(name, "Q_", 2) == 0 && isdigit((unsigned char)name[2]);
}

/* What stands in a field that is no option and no key. */
static void add_rest(struct draft *d, const char *name, const char *html)
{
    if (strcmp(name, "Question") == 0 || strcmp(name, "Answers") == 0 ||
        is_option_name(name) || strncmp(name, kind_name, strlen(kind_name)) == 0)
        return;
    if (strcmp(name, "Title") == 0)
        d->q.title = anki_text(d, "title", html, strlen(html), HTML_INLINE);
    else if (strcmp(name, "Extra 1") == 0)
        d->q.explanation.why =
            anki_text(d, "explanation.why", html, strlen(html), HTML_BLOCKS);
    else
        add_other(d, name, html);
}

static void read_add_on(struct foreign *f)
{
    const struct anki_fields *note = f->note;
    struct draft *d = f->draft;
    const char *question = anki_field(note, "Question");
    draft_begin(d, f->in, f->at);
    name_it(f);
    add_topics(d, note);
    const char *stem = anki_text(d, "prompt", question, strlen(question), HTML_BLOCKS);
    stem_read(d, stem, strlen(stem));
    for (size_t i = 0; i < note->count; i++)
        add_rest(d, note->names[i], note->values[i]);
    const char *answers = anki_plain(d, "options.correct", anki_field(note, "Answers"));
    if (!add_options(d, note, answers)) {
        draft_left_out(d, f->at, "question",
                       "it has no key: its answers do not say 1 or 0 for each option");
        draft_drop(d);
        return;
    }
    const char kind = *anki_plain(d, "type", kind_of(note));
    if (kind == KIND_SINGLE && count_keys(d) > 1) {
        draft_left_out(d, f->at, "question",
                       "its key is not clear: one is to be picked, and %zu are right",
                       count_keys(d));
        draft_drop(d);
        return;
    }
    if (draft_end(d) && kind == KIND_JUDGE)
        loss_changed(f->in->losses, f->at, f->in->questions[f->in->question_count - 1].id,
                     "type",
                     "each of its statements was to be judged; now the true ones are to "
                     "be picked");
}

/* --- a front with options in its text --- */

/* The label of an option, as the lines of notes have it: "A.", "(A)", "**a)". */
static bool is_labelled(const char *line, char letter)
{
    line += strspn(line, " *(-_");
    return toupper((unsigned char)*line) == letter && line[1] != '\0' &&
           strchr(".):*\\", line[1]) != NULL;
}

/* Does a line of TEXT begin an option A, and a later one an option B? */
static bool has_lettered(const char *text)
{
    char next = 'A';
    while (next <= 'B' && text != NULL) {
        next = (char)(next + is_labelled(text, next));
        text = strchr(text, '\n');
        text = text != NULL ? text + 1 : NULL;
    }
    return next > 'B';
}

/* The fields that are the front and the back: those called so, else the first two. */
static size_t front_of(const struct foreign *f)
{
    return f->row.at[CSV_PROMPT][0] > 0 ? f->row.at[CSV_PROMPT][0] - 1 : 0;
}

static size_t back_of(const struct foreign *f)
{
    return f->row.at[CSV_CORRECT][0] > 0 ? f->row.at[CSV_CORRECT][0] - 1 : 1;
}

static bool has_options_in_text(const struct foreign *f)
{
    struct draft silent = {.in = f->in};
    if (f->note->count < 2 || front_of(f) == back_of(f))
        return false;
    const char *html = f->note->values[front_of(f)];
    return has_lettered(anki_text(&silent, NULL, html, strlen(html), HTML_BLOCKS));
}

static void put_part(struct buf *out, const char *title, const char *text)
{
    buf_printf(out, "## %s\n\n", title);
    markdown_write_blocks(text, 0, 3, out);
    buf_text(out, "\n\n");
}

/* The note as one in Markdown. */
static void put_note(const struct foreign *f, struct buf *out)
{
    struct draft *d = f->draft;
    const struct anki_fields *note = f->note;
    draft_begin(d, f->in, f->at);
    name_it(f);
    const char *html = note->values[front_of(f)];
    put_part(out, "Question", anki_text(d, "prompt", html, strlen(html), HTML_BLOCKS));
    html = note->values[back_of(f)];
    put_part(out, "Correct answer",
             anki_text(d, "explanation.why", html, strlen(html), HTML_BLOCKS));
    for (size_t i = 0; i < note->count; i++) {
        html = note->values[i];
        if (i == front_of(f) || i == back_of(f) || !is_filled(html))
            continue;
        put_part(out, note->names[i],
                 anki_text(d, "explanation.sections", html, strlen(html), HTML_BLOCKS));
    }
    buf_text(out, "## Tags\n\n");
    for (const char *c = note->tags; *c != '\0'; c++)
        if (*c == ' ')
            buf_text(out, ", ");
        else
            buf_char(out, *c);
    const char *name, *path = note->deck;
    size_t len;
    while ((name = next_deck(&path, &len)) != NULL)
        buf_printf(out, ", %.*s", (int)len, name);
    draft_drop(d);
}

/* Losses of a note have its place, and no line: it has none. */
struct note_losses {
    struct loss_sink sink;
    struct foreign *f;
};

static void pass_on(struct loss_sink *sink, const struct loss *loss)
{
    struct foreign *f = ((struct note_losses *)sink)->f;
    if (loss->kind == LOSS_CHANGED)
        loss_changed(f->in->losses, f->at, loss->question, loss->field, "%s", loss->what);
    else
        loss_left_out(f->in->losses, f->at, loss->question, loss->field, "%s",
                      loss->what);
}

static void read_text(struct foreign *f)
{
    struct import *in = f->in;
    struct import inner = *in;
    struct note_losses losses = {{.take = pass_on}, f};
    struct diag_sink quiet = {0};
    struct buf text = {0};
    put_note(f, &text);
    inner.path = f->at.path;
    inner.losses = &losses.sink;
    inner.sink = &quiet;
    format_markdown.read(&inner, text.bytes, text.len);
    if (quiet.errors > 0)
        loss_left_out(in->losses, f->at, "", "question", "its text cannot be read");
    inner.path = in->path;
    inner.losses = in->losses;
    inner.sink = in->sink;
    *in = inner;
    buf_release(&text);
}

/* --- what is no multiple choice --- */

/* Why a note of its kind asks nothing that a bank has; NULL when it may. */
static const char *fault_of_kind(const struct anki_fields *note)
{
    if (strstr(note->model, "cclusion") != NULL)
        return "it hides parts of a picture; a bank has no such questions";
    for (size_t i = 0; i < note->count; i++) {
        const char *at = strstr(note->values[i], "{{c");
        if (at != NULL && isdigit((unsigned char)at[3]))
            return "it hides words of a text; a bank has no cloze questions";
    }
    return NULL;
}

static void leave_out(struct foreign *f, const char *why)
{
    struct draft *d = f->draft;
    draft_begin(d, f->in, f->at);
    name_it(f);
    draft_left_out(d, f->at, "question", "%s", why);
    draft_drop(d);
}

static void read(struct foreign *f)
{
    const char *fault = fault_of_kind(f->note);
    place_fields(f);
    if (fault != NULL)
        leave_out(f, fault);
    else if (is_add_on(f->note))
        read_add_on(f);
    else if (count_filled(f, CSV_OPTION) > 0 || count_filled(f, CSV_WRONG) > 0 ||
             is_true_false(f))
        read_fields(f);
    else if (has_options_in_text(f))
        read_text(f);
    else
        leave_out(f, "it has no options to choose from");
}

void anki_foreign_read(struct import *in, const struct anki_fields *note, struct place at)
{
    struct foreign f = {
        .row = {.cell = cell_of, .place = place_of},
        .in = in,
        .note = note,
        .at = at,
    };
    f.draft = &f.row.draft;
    f.fields = mem_get((note->count + 1) * sizeof *f.fields);
    read(&f);
    free(f.fields);
}
