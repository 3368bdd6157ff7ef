/*
 * anki_note.c - see anki_note.h.
 *
 * Our kind of note has a field for each member, or group of members; the table at the end
 * says how each is written and read. Options, prompts and reasons are lists of HTML, so
 * that a person can change them in Anki. What is explained is one text (feedback.h).
 * Notes of other kinds: anki_foreign.c.
 */
#include "anki_note.h"

#include <ctype.h>
#include <string.h>

#include "carry.h"
#include "feedback.h"
#include "html_token.h"
#include "inline.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"

const char anki_model[] = "quizctl question";

/* --- out: parts of a field --- */

static void put_html(struct buf *out, const char *text, enum html_shape shape)
{
    html_write(out, text, strlen(text), shape);
}

static void put_plain(struct buf *out, const char *text)
{
    html_escape(out, text, strlen(text));
}

static void put_item(struct buf *out, const char *text)
{
    buf_text(out, "<li>");
    put_html(out, text, HTML_ENTRY);
    buf_text(out, "</li>");
}

/* Lettered, as people write options. */
static const char letters[] = "<ol type=\"A\">", numbers[] = "<ol>", list_end[] = "</ol>";

/* --- in: parts of a field --- */

struct html_losses {
    struct html_sink sink;
    struct draft *draft;
    const char *member;
};

static void take_loss(struct html_sink *sink, enum loss_kind kind, const char *what)
{
    struct html_losses *l = (struct html_losses *)sink;
    if (kind == LOSS_CHANGED)
        draft_changed(l->draft, l->draft->q.at, l->member, "%s", what);
    else
        draft_left_out(l->draft, l->draft->q.at, l->member, "%s", what);
}

const char *anki_field(const struct anki_fields *note, const char *name)
{
    for (size_t i = 0; i < note->count; i++)
        if (strcmp(note->names[i], name) == 0)
            return note->values[i];
    return "";
}

/* Append HTML without what Anki plays, "[sound:a.mp3]", and tell it. */
static void put_silent(struct buf *out, const char *html, size_t len,
                       struct html_losses *losses)
{
    static const char mark[] = "[sound:";
    const char *end = html + len;
    bool may_close = true; /* there may be a ']' to come */
    for (const char *at = html; at < end;) {
        bool is_mark =
            (size_t)(end - at) > strlen(mark) && memcmp(at, mark, strlen(mark)) == 0;
        const char *close =
            is_mark && may_close ? memchr(at, ']', (size_t)(end - at)) : NULL;
        may_close &= !is_mark || close != NULL;
        if (close == NULL) {
            buf_char(out, *at++);
            continue;
        }
        at += strlen(mark);
        if (losses->member != NULL)
            draft_left_out(losses->draft, losses->draft->q.at, losses->member,
                           "a bank has no sounds: '%s'",
                           text_excerpt(at, (size_t)(close - at)).text);
        at = close + 1;
    }
}

const char *anki_text(struct draft *d, const char *member, const char *html, size_t len,
                      enum html_shape shape)
{
    struct html_losses losses = {{take_loss}, d, member};
    struct buf silent = {0}, text = {0};
    put_silent(&silent, html, len, &losses);
    html_read(&text, buf_str(&silent), silent.len, shape,
              member != NULL ? &losses.sink : NULL);
    const char *copy = draft_text(d->in, buf_str(&text), text.len);
    buf_release(&silent);
    buf_release(&text);
    return copy;
}

const char *anki_plain(struct draft *d, const char *member, const char *html)
{
    struct buf plain = {0};
    inline_plain(&plain, anki_text(d, member, html, strlen(html), HTML_INLINE),
                 HTML_INLINE);
    const char *copy = draft_text(d->in, buf_str(&plain), plain.len);
    buf_release(&plain);
    return copy;
}

static bool is_tag(const struct html_token *token, enum html_token_kind kind,
                   const char *name)
{
    return token->kind == kind && strcmp(token->name, name) == 0;
}

static bool is_list(const struct html_token *token, enum html_token_kind kind)
{
    return is_tag(token, kind, "ol") || is_tag(token, kind, "ul");
}

/* The inside of the next item of a list, LEN bytes; NULL past the last. Lists in an item
 * are part of it. */
static const char *next_item(struct html_tokens *tokens, size_t *len)
{
    struct html_token token;
    const char *item = NULL, *before = tokens->at;
    size_t depth = 0;
    for (; html_next(tokens, &token); before = tokens->at) {
        bool is_start = depth == 0 && is_tag(&token, HTML_START, "li");
        bool is_end =
            depth == 0 && (is_tag(&token, HTML_END, "li") || is_list(&token, HTML_END));
        if (item != NULL && (is_start || is_end)) {
            if (is_start) /* the end tag of the one before may be missing */
                tokens->at = before;
            break;
        }
        if (is_start)
            item = tokens->at;
        else if (item != NULL && is_list(&token, HTML_START))
            depth++;
        else if (depth > 0 && is_list(&token, HTML_END))
            depth--;
    }
    *len = item != NULL ? (size_t)(before - item) : 0;
    return item;
}

/* Each item of the list HTML to TAKE, with its place from 0. */
static void each_item(struct draft *d, const char *member, const char *html,
                      void (*take)(struct draft *d, size_t place, const char *text))
{
    struct html_tokens tokens;
    const char *item;
    size_t len;
    html_tokens_init(&tokens, html, strlen(html));
    for (size_t i = 0; (item = next_item(&tokens, &len)) != NULL; i++)
        take(d, i, anki_text(d, member, item, len, HTML_ENTRY));
}

/* The next word of *AT, LEN bytes; NULL past the last. */
static const char *next_word(const char **at, size_t *len)
{
    const char *word = *at + strspn(*at, " \t\n");
    *len = strcspn(word, " \t\n");
    *at = word + *len;
    return *len > 0 ? word : NULL;
}

void anki_tags(struct draft *d, const char *tags)
{
    const char *word;
    size_t len;
    while ((word = next_word(&tags, &len)) != NULL)
        draft_topic(d, word, len);
}

static size_t at_most(size_t count)
{
    return count < LIMIT_OPTIONS ? count : LIMIT_OPTIONS;
}

/* --- the fields --- */

static void write_id(struct buf *out, const struct bank *bank, const struct question *q)
{
    (void)bank;
    put_plain(out, q->id);
}

static void read_id(struct draft *d, const char *html)
{
    const char *id = anki_plain(d, "id", html);
    draft_id(d, id, strlen(id));
}

static void write_title(struct buf *out, const struct bank *bank,
                        const struct question *q)
{
    (void)bank;
    put_html(out, q->title, HTML_INLINE);
}

static void read_title(struct draft *d, const char *html)
{
    d->q.title = anki_text(d, "title", html, strlen(html), HTML_INLINE);
}

static void write_type(struct buf *out, const struct bank *bank, const struct question *q)
{
    (void)bank;
    put_plain(out, question_kind_name(q->kind));
}

static void read_type(struct draft *d, const char *html)
{
    long kind = question_kind_find(anki_plain(d, "type", html));
    if (kind >= 0)
        d->q.kind = (enum question_kind)kind;
}

static void write_domain(struct buf *out, const struct bank *bank,
                         const struct question *q)
{
    long place = bank_domain(bank, q->domain);
    put_plain(out, place >= 0 ? bank->exam.domains[place].title : q->domain);
}

static void read_domain(struct draft *d, const char *html)
{
    const char *title = anki_plain(d, "domain", html);
    draft_domain(d, title, strlen(title));
}

static void write_skill(struct buf *out, const struct bank *bank,
                        const struct question *q)
{
    (void)bank;
    put_plain(out, q->skill);
}

static void read_skill(struct draft *d, const char *html)
{
    d->q.skill = anki_plain(d, "skill", html);
}

static void write_difficulty(struct buf *out, const struct bank *bank,
                             const struct question *q)
{
    (void)bank;
    put_plain(out, difficulty_name(q->difficulty));
}

static void read_difficulty(struct draft *d, const char *html)
{
    long difficulty = difficulty_find(anki_plain(d, "difficulty", html));
    if (difficulty >= 0)
        d->q.difficulty = (enum difficulty)difficulty;
}

static void write_scenario(struct buf *out, const struct bank *bank,
                           const struct question *q)
{
    (void)bank;
    if (q->case_study != NULL)
        put_html(out, q->case_study->scenario, HTML_BLOCKS);
    put_html(out, q->scenario, HTML_BLOCKS);
}

static void read_scenario(struct draft *d, const char *html)
{
    d->q.scenario = anki_text(d, "scenario", html, strlen(html), HTML_BLOCKS);
}

static void write_prompt(struct buf *out, const struct bank *bank,
                         const struct question *q)
{
    (void)bank;
    put_html(out, q->prompt, HTML_BLOCKS);
}

static void read_prompt(struct draft *d, const char *html)
{
    d->q.prompt = anki_text(d, "prompt", html, strlen(html), HTML_BLOCKS);
}

/* What is to be done, where it is more than to pick one. It follows from the key. */
static void write_task(struct buf *out, const struct bank *bank, const struct question *q)
{
    (void)bank;
    if (q->kind == QUESTION_MATCHING)
        buf_text(out, "Give each number a letter.");
    else if (q->kind == QUESTION_ORDERING)
        buf_printf(out, "Put %zu in order.", q->select);
    else if (q->select > 1)
        buf_printf(out, "Select %zu.", q->select);
}

static void write_options(struct buf *out, const struct bank *bank,
                          const struct question *q)
{
    (void)bank;
    buf_text(out, letters);
    for (size_t i = 0; i < q->option_count; i++)
        put_item(out, q->options[i].text);
    buf_text(out, list_end);
}

static void add_option(struct draft *d, size_t place, const char *text)
{
    (void)place;
    draft_option(d, d->q.at, text, strlen(text));
}

static void read_options(struct draft *d, const char *html)
{
    each_item(d, "options", html, add_option);
}

static void write_option_ids(struct buf *out, const struct bank *bank,
                             const struct question *q)
{
    (void)bank;
    for (size_t i = 0; i < q->option_count; i++)
        buf_printf(out, "%s%s", i > 0 ? " " : "", q->options[i].id);
}

static void read_option_ids(struct draft *d, const char *html)
{
    const char *word, *at = anki_plain(d, "options.id", html);
    size_t len;
    for (size_t i = 0; i < at_most(d->options_met); i++) {
        const char letter = (char)('a' + i);
        word = next_word(&at, &len);
        d->options[i].id =
            word != NULL ? draft_slug(d->in, word, len) : draft_slug(d->in, &letter, 1);
    }
}

static void write_prompts(struct buf *out, const struct bank *bank,
                          const struct question *q)
{
    (void)bank;
    if (q->prompt_count == 0)
        return;
    buf_text(out, numbers);
    for (size_t i = 0; i < q->prompt_count; i++)
        put_item(out, q->prompts[i].text);
    buf_text(out, list_end);
}

static void add_prompt(struct draft *d, size_t place, const char *text)
{
    (void)place;
    if (d->q.kind == QUESTION_MATCHING)
        draft_prompt(d, d->q.at, text, strlen(text));
    else
        draft_left_out(d, d->q.at, "prompts", "only a matching has prompts");
}

static void read_prompts(struct draft *d, const char *html)
{
    each_item(d, "prompts", html, add_prompt);
}

static void write_prompt_ids(struct buf *out, const struct bank *bank,
                             const struct question *q)
{
    (void)bank;
    for (size_t i = 0; i < q->prompt_count; i++)
        buf_printf(out, "%s%s", i > 0 ? " " : "", q->prompts[i].id);
}

static void read_prompt_ids(struct draft *d, const char *html)
{
    const char *word, *at = anki_plain(d, "prompts.id", html);
    size_t len;
    for (size_t i = 0; i < at_most(d->prompts_met); i++)
        if ((word = next_word(&at, &len)) != NULL)
            d->prompts[i].id = draft_slug(d->in, word, len);
}

/* "C", "A, D"; of an ordering in its order; of a matching "1C, 2A". */
static void write_key(struct buf *out, const struct bank *bank, const struct question *q)
{
    (void)bank;
    for (size_t i = 0; i < q->option_count && q->kind == QUESTION_CHOICE; i++)
        if (q->options[i].is_key)
            buf_printf(out, "%s%c", out->len > 0 ? ", " : "", (char)('A' + i));
    for (size_t i = 0; i < q->select && q->kind != QUESTION_CHOICE; i++) {
        buf_text(out, i > 0 ? ", " : "");
        if (q->kind == QUESTION_MATCHING)
            buf_printf(out, "%zu", i + 1);
        buf_char(out, (char)('A' + q->solution[i]));
    }
}

/* The option of the letter C, or NULL. */
static struct option *option_at_letter(struct draft *d, char c)
{
    int place = toupper((unsigned char)c) - 'A';
    return place >= 0 && (size_t)place < at_most(d->options_met) ? &d->options[place]
                                                                 : NULL;
}

static void read_key(struct draft *d, const char *html)
{
    int step = 0;
    size_t prompt = 0;
    for (const char *c = anki_plain(d, "options.correct", html); *c != '\0'; c++) {
        struct option *o = option_at_letter(d, *c);
        if (isdigit((unsigned char)*c) && prompt <= LIMIT_OPTIONS)
            prompt = prompt * 10 + (size_t)(*c - '0');
        if (o == NULL)
            continue;
        if (d->q.kind == QUESTION_CHOICE)
            o->is_key = true;
        else if (d->q.kind == QUESTION_ORDERING && o->position == 0)
            o->position = ++step;
        else if (prompt >= 1 && prompt <= at_most(d->prompts_met))
            d->prompts[prompt - 1].match = o->id;
        prompt = 0;
    }
}

/* The list LIST of OPEN, where some item of it says something. */
static void put_reasons(struct buf *out, const char *open, const struct buf *list,
                        bool has_one)
{
    if (has_one)
        buf_printf(out, "%s%s%s", open, buf_str(list), list_end);
}

static void write_reasons(struct buf *out, const struct bank *bank,
                          const struct question *q)
{
    (void)bank;
    struct buf list = {0};
    bool has_one = false;
    for (size_t i = 0; i < q->option_count; i++) {
        has_one |= *q->options[i].why != '\0';
        put_item(&list, q->options[i].why);
    }
    put_reasons(out, letters, &list, has_one);
    buf_release(&list);
}

static void set_reason(struct draft *d, size_t place, const char *why)
{
    if (place < at_most(d->options_met))
        d->options[place].why = why;
}

static void read_reasons(struct draft *d, const char *html)
{
    each_item(d, "why", html, set_reason);
}

static void write_prompt_reasons(struct buf *out, const struct bank *bank,
                                 const struct question *q)
{
    (void)bank;
    struct buf list = {0};
    bool has_one = false;
    for (size_t i = 0; i < q->prompt_count; i++) {
        has_one |= *q->prompts[i].why != '\0';
        put_item(&list, q->prompts[i].why);
    }
    put_reasons(out, numbers, &list, has_one);
    buf_release(&list);
}

static void set_prompt_reason(struct draft *d, size_t place, const char *why)
{
    if (place < at_most(d->prompts_met))
        d->prompts[place].why = why;
}

static void read_prompt_reasons(struct draft *d, const char *html)
{
    each_item(d, "why", html, set_prompt_reason);
}

static void write_explanation(struct buf *out, const struct bank *bank,
                              const struct question *q)
{
    (void)bank;
    struct buf text = {0};
    feedback_write(q, false, &text);
    html_write(out, buf_str(&text), text.len, HTML_BLOCKS);
    buf_release(&text);
}

static void read_explanation(struct draft *d, const char *html)
{
    const char *text = anki_text(d, "explanation.why", html, strlen(html), HTML_BLOCKS);
    feedback_read(d, d->q.at, text, strlen(text));
}

/* --- the table --- */

/* In the order of the note: its first field is what Anki sorts by and finds doubles by.
 * The type stands before what depends on it, options before their ids, key and reasons.
 */
static const struct {
    const char *name;
    void (*write)(struct buf *out, const struct bank *bank, const struct question *q);
    void (*read)(struct draft *d, const char *html); /* NULL: it says nothing new */
} fields[] = {
    {"Id",             write_id,             read_id            },
    {"Prompt",         write_prompt,         read_prompt        },
    {"Task",           write_task,           NULL               },
    {"Title",          write_title,          read_title         },
    {"Type",           write_type,           read_type          },
    {"Domain",         write_domain,         read_domain        },
    {"Skill",          write_skill,          read_skill         },
    {"Difficulty",     write_difficulty,     read_difficulty    },
    {"Scenario",       write_scenario,       read_scenario      },
    {"Options",        write_options,        read_options       },
    {"Option ids",     write_option_ids,     read_option_ids    },
    {"Prompts",        write_prompts,        read_prompts       },
    {"Prompt ids",     write_prompt_ids,     read_prompt_ids    },
    {"Key",            write_key,            read_key           },
    {"Reasons",        write_reasons,        read_reasons       },
    {"Prompt reasons", write_prompt_reasons, read_prompt_reasons},
    {"Explanation",    write_explanation,    read_explanation   },
};

const char *const anki_field_names[COUNT(fields) + 1] = {
    "Id",         "Prompt",     "Task",     "Title",          "Type",        "Domain",
    "Skill",      "Difficulty", "Scenario", "Options",        "Option ids",  "Prompts",
    "Prompt ids", "Key",        "Reasons",  "Prompt reasons", "Explanation", NULL,
};

/* --- a note --- */

/* The title of the bank is that of the deck. */
static const char *const lacks[] = {
    "keep_order", "options.subject", "requires", "prefer",   "unproved", "bank.id",
    "language",   "license",         "exam",     "profiles", "facts",    NULL};

static bool is_kept(const char *text, enum html_shape shape)
{
    struct buf html = {0};
    bool is_it = html_write_checked(&html, text, shape);
    buf_release(&html);
    return is_it;
}

static void tell_markdown(struct loss_sink *losses, const struct question *q,
                          const char *field, bool is_kept)
{
    if (!is_kept)
        loss_changed(losses, (struct place){0}, q->id, field,
                     "its Markdown is written in another way");
}

/* Texts are HTML in a note: tell those whose Markdown does not come back as it is. */
static void tell_texts(struct loss_sink *losses, const struct question *q)
{
    struct buf explanation = {0};
    bool options = true, prompts = true, why = true;
    for (size_t i = 0; i < q->option_count; i++) {
        options &= is_kept(q->options[i].text, HTML_ENTRY);
        why &= is_kept(q->options[i].why, HTML_ENTRY);
    }
    for (size_t i = 0; i < q->prompt_count; i++) {
        prompts &= is_kept(q->prompts[i].text, HTML_ENTRY);
        why &= is_kept(q->prompts[i].why, HTML_ENTRY);
    }
    feedback_write(q, false, &explanation);
    tell_markdown(losses, q, "title", is_kept(q->title, HTML_INLINE));
    tell_markdown(losses, q, "scenario", is_kept(q->scenario, HTML_BLOCKS));
    tell_markdown(losses, q, "prompt", is_kept(q->prompt, HTML_BLOCKS));
    tell_markdown(losses, q, "options", options);
    tell_markdown(losses, q, "prompts", prompts);
    tell_markdown(losses, q, "why", why);
    tell_markdown(losses, q, "explanation", is_kept(buf_str(&explanation), HTML_BLOCKS));
    buf_release(&explanation);
}

void anki_note_losses(const struct bank *bank, struct loss_sink *losses)
{
    static const struct place nowhere = {0};
    static const struct carry carry = {"Anki", lacks};
    for (size_t i = 0; i < bank->question_count; i++) {
        const struct question *q = &bank->questions[i];
        tell_texts(losses, q);
        if (q->case_study == NULL)
            continue;
        loss_changed(losses, nowhere, q->id, "case",
                     "the scenario of its case stands in its own");
        loss_changed(losses, nowhere, q->id, "scenario",
                     "the scenario of its case stands in it");
    }
    carry_tell(&carry, bank, losses);
}

void anki_note_write(struct anki_note *note, struct arena *texts, const struct bank *bank,
                     const struct question *q)
{
    struct buf all = {0}, one = {0}, tags = {0};
    for (size_t i = 0; i < COUNT(fields); i++) {
        buf_clear(&one);
        fields[i].write(&one, bank, q);
        if (i > 0)
            buf_char(&all, '\x1f');
        buf_add(&all, buf_str(&one), one.len);
    }
    for (size_t i = 0; i < q->topics.count; i++)
        buf_printf(&tags, " %s%s", q->topics.text[i],
                   i + 1 == q->topics.count ? " " : "");
    note->fields = arena_text(texts, buf_str(&all), all.len);
    note->tags = arena_text(texts, buf_str(&tags), tags.len);
    buf_release(&all);
    buf_release(&one);
    buf_release(&tags);
}

/* Anki puts something behind the name where two kinds of one name meet. */
bool anki_note_is_ours(const struct anki_fields *note)
{
    return strncmp(note->model, anki_model, strlen(anki_model)) == 0;
}

void anki_note_read(struct draft *d, const struct anki_fields *note)
{
    for (size_t i = 0; i < COUNT(fields); i++)
        if (fields[i].read != NULL)
            fields[i].read(d, anki_field(note, fields[i].name));
}
