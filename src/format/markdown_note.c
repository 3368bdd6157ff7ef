/*
 * markdown_note.c - one question of a Markdown text: its parts, each into its field.
 *
 * In:   a range of lines and the options in it, from markdown_list.c.
 * Out:  a draft, ended.
 *
 * What stands before the options is the title, the scenario and the prompt; what stands
 * behind them is cut into sections by what headings and labels announce. The key comes
 * from marks on the options or from a section that announces it, and where the two
 * disagree there is none. Reasons are in markdown_reasons.c, orders and matches in
 * markdown_match.c.
 */
#include "markdown_note.h"

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "markdown_parts.h"
#include "markdown_scan.h"
#include "markdown_text.h"
#include "quizctl/text.h"

/* --- lines and texts of a note --- */

struct place note_place(const struct note_file *file, size_t line)
{
    const struct md_line *at = &file->m->lines[line];
    return (struct place){file->in->path, at->line, at->col};
}

const struct md_line *note_line(const struct note *n, size_t i)
{
    return &n->file->m->lines[i];
}

const struct sign *note_sign(const struct note *n, size_t i)
{
    return &n->file->signs[i];
}

void note_text(const struct note *n, size_t from, size_t to, size_t skip, struct buf *out)
{
    const struct md_line *first = note_line(n, from);
    unsigned depth = markdown_begins_item(n->file->m, first) ? first->depth : n->depth;
    const struct markdown_cut cut = {from, to, skip, depth, first->quote};
    markdown_blocks(n->file->m, cut, out);
}

/* Lines as they stand in a section: the marks of its lists stay. */
void note_blocks(const struct note *n, size_t from, size_t to, size_t skip,
                 unsigned depth, struct buf *out)
{
    const struct markdown_cut cut = {from, to, skip, depth, n->quote};
    markdown_blocks(n->file->m, cut, out);
}

/* The end of the chunk that begins at I: an entry of a list below DEPTH with all it
 * holds, or one block. */
size_t note_chunk_end(const struct note *n, size_t i, size_t end, unsigned depth)
{
    const struct markdown *m = n->file->m;
    const struct md_line *first = note_line(n, i);
    uint32_t item = markdown_item_at(m, first, depth + 1);
    size_t to = i + 1;
    for (; to < end; to++) {
        const struct md_line *line = note_line(n, to);
        bool is_same = item != NO_ITEM
                           ? markdown_item_at(m, line, depth + 1) == item
                           : line->block == first->block && line->depth <= depth;
        if (!is_same)
            break;
    }
    return to;
}

/* --- the head and the stem --- */

bool note_is_navigation(const struct md_line *line)
{
    const char *text = line->text, *end = text + line->len;
    while (text < end && (*text == '*' || *text == '_' || *text == ' '))
        text++;
    const char *link =
        text < end && *text == '[' ? memchr(text, ']', (size_t)(end - text)) : NULL;
    bool is_link = link != NULL && end - link > 3 && strncmp(link, "](#", 3) == 0;
    while (end > text && (end[-1] == '*' || end[-1] == '_' || end[-1] == ' '))
        end--;
    return is_link && end[-1] == ')';
}

static bool is_image(const char *text, size_t len)
{
    const char *close =
        len > 4 && memcmp(text, "![", 2) == 0 ? memchr(text, ')', len) : NULL;
    return close != NULL && (size_t)(close - text) + 1 == len;
}

/* The first ": " or dash with spaces around it: its bytes; 0: none. *AT: before it. */
static size_t find_gap(const char *text, size_t len, size_t *at)
{
    static const char *const gaps[] = {": ", " - ", " \u2013 ", " \u2014 "};
    size_t gap = 0;
    for (*at = 0; *at < len; ++*at)
        if ((gap = word_at_start(text + *at, len - *at, gaps, COUNT(gaps))) > 0)
            break;
    return gap;
}

/* "AWS MLA-C01": capitals, a dash, a capital and two digits are an exam's code. */
static bool has_exam_code(const char *text, size_t len)
{
    for (size_t i = 2; i + 3 < len; i++)
        if (text[i] == '-' && isupper((unsigned char)text[i - 1]) &&
            isupper((unsigned char)text[i - 2]) && isupper((unsigned char)text[i + 1]) &&
            isdigit((unsigned char)text[i + 2]) && isdigit((unsigned char)text[i + 3]))
            return true;
    return false;
}

/* "Domain", "Domain 2" */
static bool is_title_label(const char *text, size_t len, const char *word)
{
    size_t size = strlen(word);
    if (len < size || strncasecmp(text, word, size) != 0)
        return false;
    return size + strspn(text + size, " 0123456789") >= len;
}

/* "# Domain: Subject": both. "# Domain 2: Security - Keys at rest", too. "# Topic: Keys"
 * is the title alone. */
static void take_title(struct note *n, const char *text, size_t len)
{
    size_t symbol;
    if (n->has_meta) { /* markdown_meta.c knows the domain */
        struct buf whole = {0};
        markdown_heading(n->file->m, text, len, &whole);
        draft_set(&n->d, &n->d.q.title, buf_str(&whole), whole.len);
        buf_release(&whole);
        return;
    }
    while (len > 0 && ((symbol = markdown_symbol(text, len)) > 0 || *text == ' ')) {
        symbol = symbol > 0 ? symbol : 1;
        text += symbol;
        len -= symbol;
    }
    markdown_take_bold(&text, &len);
    struct buf title = {0};
    markdown_heading(n->file->m, text, len, &title);
    const char *at = buf_str(&title);
    size_t size, gap = find_gap(at, strlen(at), &size);
    if (gap > 0 && has_exam_code(at, size)) {
        at += size + gap;
        gap = find_gap(at, strlen(at), &size);
    }
    bool is_domain = is_title_label(at, size, "domain");
    bool is_title =
        is_title_label(at, size, "topic") || is_title_label(at, size, "title");
    if (gap > 0 && (is_domain || is_title))
        at += size + gap;
    const char *colon = strstr(at, ": ");
    gap = is_title        ? 0
          : is_domain     ? find_gap(at, strlen(at), &size)
          : colon != NULL ? 2
                          : 0;
    size = !is_domain && colon != NULL ? (size_t)(colon - at) : size;
    if (is_domain || gap > 0)
        draft_domain(&n->d, at, gap > 0 ? size : strlen(at));
    if (gap > 0)
        at += size + gap;
    else if (is_domain)
        at = "";
    draft_set(&n->d, &n->d.q.title, at, strlen(at));
    buf_release(&title);
}

/* "# Domain: Storage", "**Domain: Storage**": where the domain begins; 0: it names none.
 */
size_t note_domain_at(const struct md_line *line)
{
    const char *text = line->text;
    if (line->kind != LINE_HEADING && (line->kind != LINE_TEXT || *text != '*'))
        return 0;
    size_t stars = strspn(text, "*"), size;
    if (line->kind == LINE_TEXT && stars != 2)
        return 0;
    if ((text[stars] | 0x20) != 'd')
        return 0; /* most lines need no second look */
    size_t gap = find_gap(text + stars, line->len - stars, &size);
    return gap > 0 && is_title_label(text + stars, size, "domain") ? stars + size + gap
                                                                   : 0;
}

static void take_difficulty(struct note *n, const char *text, size_t len)
{
    n->d.q.difficulty = (enum difficulty)markdown_difficulty(text, len);
    if (n->d.q.difficulty == DIFFICULTY_NONE)
        draft_left_out(&n->d, n->d.q.at, "difficulty",
                       "\"%s\" is none of easy, medium and hard",
                       text_excerpt(text, len).text);
}

void note_label(struct note *n, enum role role, const char *text, size_t len)
{
    struct buf words = {0};
    markdown_inline(n->file->m, text, len, &words);
    if (role == ROLE_DOMAIN)
        draft_domain(&n->d, buf_str(&words), words.len);
    if (role == ROLE_DIFFICULTY)
        take_difficulty(n, text, len);
    for (const char *at = buf_str(&words); role == ROLE_TOPICS && *at != '\0';) {
        size_t size = strcspn(at, ",;\n");
        draft_topic(&n->d, at, size);
        at += size + (at[size] != '\0');
    }
    buf_release(&words);
}

/* A text of the stem: a paragraph, a list, a fence. */
struct stem {
    struct buf scenario, prompt;
    size_t prompt_at;                         /* where in the scenario it stands */
    enum { ASKS_NOT, ASKS_TO_DO, ASKS } asks; /* "Match them.", "Which one?" */
};

static void add_paragraph(struct buf *text, const char *more, size_t len)
{
    if (len == 0)
        return;
    if (text->len > 0)
        buf_text(text, "\n\n");
    buf_add(text, more, len);
}

/* What stands in the prompt before its question, where the prompt stands. */
static void add_before(struct stem *stem, const char *more, size_t len)
{
    struct buf text = {0};
    const char *all = buf_str(&stem->scenario);
    size_t behind = stem->prompt_at + strspn(all + stem->prompt_at, "\n");
    add_paragraph(&text, all, stem->prompt_at);
    add_paragraph(&text, more, len);
    add_paragraph(&text, all + behind, stem->scenario.len - behind);
    buf_release(&stem->scenario);
    stem->scenario = text;
}

static bool is_asking_text(const struct buf *text)
{
    size_t len = text->len;
    markdown_take_select(buf_str(text), &len);
    while (len > 0 && strchr("*_ )\"'.", text->bytes[len - 1]) != NULL)
        len--;
    return len > 0 &&
           (text->bytes[len - 1] == '?' ||
            (len > 2 && memcmp(text->bytes + len - 3, "\xef\xbc\x9f", 3) == 0));
}

/* Does it only say how many to select? We always write that behind the prompt. */
static bool is_select_line(const struct note *n, const struct buf *text)
{
    size_t len = text->len;
    return !n->has_meta && text->len > 0 && markdown_take_select(text->bytes, &len) > 0 &&
           len == 0;
}

static bool is_note_label(const struct sign *s)
{
    return s->level > 0 && s->role >= ROLE_DOMAIN && s->role <= ROLE_TOPICS;
}

/* "Services:" or "**Services**" above one of the lists of a matching. */
static bool is_list_label(const struct note *n, const char *text, size_t len)
{
    size_t spaces = 0;
    if (n->d.q.kind == QUESTION_CHOICE)
        return false;
    for (size_t i = 0; i < len; i++)
        spaces += text[i] == ' ';
    return spaces < 3 && len > 0 &&
           (markdown_take_bold(&text, &len) || text[len - 1] == ':');
}

static bool is_label_line(const struct note *n, size_t i)
{
    const struct md_line *line = note_line(n, i);
    return line->kind == LINE_TEXT && line->depth <= n->depth &&
           is_list_label(n, line->text, line->len);
}

/* Headings and labels of the stem that only announce it, its metadata, and keys. */
static bool is_left_out_of_stem(struct note *n, size_t i)
{
    const struct md_line *line = note_line(n, i);
    const struct sign *s = note_sign(n, i);
    if (line->kind == LINE_COMMENT || line->kind == LINE_RULE ||
        line->kind == LINE_DETAILS || line->kind == LINE_DETAILS_END ||
        (line->kind == LINE_TEXT && note_is_navigation(line)))
        return true;
    bool is_bare = s->level > 0 && s->rest_at >= line->len;
    if (n->has_meta)
        return line->kind == LINE_HEADING && line->level == 2;
    if (is_bare && (s->role == ROLE_QUESTION || s->role == ROLE_OPTIONS))
        return true;
    if (is_note_label(s) && !is_bare && !n->has_meta) {
        note_label(n, s->role, line->text + s->rest_at, line->len - s->rest_at);
        return true;
    }
    return false;
}

static const char *const verbs[] = {"Select ",    "Choose ",  "Identify ", "Match ",
                                    "Put ",       "Arrange ", "Order ",    "Pick ",
                                    "Determine ", "Drag ",    NULL};
static const char *const askers[] = {"Which ", "What ", "How ", NULL};

static bool begins_with(const char *text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strncmp(text, *words, strlen(*words)) == 0)
            return true;
    return false;
}

/* Where the last sentence of TEXT that asks begins; 0: all of it does. */
static size_t last_sentence(const char *text, size_t len)
{
    size_t stop = len, start = 0;
    while (stop > 0 && text[stop - 1] != '?')
        stop--;
    size_t end = stop > 0 ? stop - 1 : len;
    for (size_t i = 2; i + 1 < end; i++) {
        i += strcspn(text + i, ".!?\n");
        if (i + 1 >= end)
            break;
        bool ends = (isalnum((unsigned char)text[i - 1]) ||
                     strchr(")`*%\"", text[i - 1]) != NULL) &&
                    isalnum((unsigned char)text[i - 2]);
        size_t next = i + 1;
        while (next < end && strchr("*\")", text[next]) != NULL)
            next++;
        if (text[i] == '\n')
            ends = true;
        if (!ends || (text[next] != ' ' && text[next] != '\n' && text[i] != '\n'))
            continue;
        while (next < end && (text[next] == ' ' || text[next] == '\n'))
            next++;
        bool is_good = isupper((unsigned char)text[next]) ||
                       (unsigned char)text[next] >= 0x80 || text[next] == '*';
        if (is_good && (stop > 0 || begins_with(text + next, verbs) ||
                        begins_with(text + next, askers)))
            start = next;
    }
    return start;
}

/* How the paragraph TEXT, lines FROM to TO, asks. */
static unsigned asks_of(const struct note *n, size_t from, size_t to,
                        const struct buf *text)
{
    bool asks = is_asking_text(text);
    for (size_t i = from; i < to && !asks; i++)
        asks = note_sign(n, i)->is_asking;
    const char *last = buf_str(text) + last_sentence(buf_str(text), text->len);
    return asks ? ASKS : begins_with(last, verbs) ? ASKS_TO_DO : ASKS_NOT;
}

/* The lines from FROM to TO: the last paragraph that asks is the prompt, else the last;
 * what else there is is the scenario. */
static void read_stem(struct note *n, size_t from, size_t to, size_t skip,
                      struct stem *stem)
{
    size_t prompt = SIZE_MAX, prompt_end = from;
    for (size_t i = from; i < to;) {
        size_t end = note_chunk_end(n, i, to, n->depth);
        const struct md_line *line = note_line(n, i);
        if (!is_left_out_of_stem(n, i) && line->kind == LINE_TEXT &&
            line->depth <= n->stem_depth) {
            struct buf text = {0};
            note_text(n, i, end, i == from ? skip : 0, &text);
            unsigned asks = n->has_meta ? stem->asks : asks_of(n, i, end, &text);
            bool is_other =
                !is_select_line(n, &text) && !is_list_label(n, buf_str(&text), text.len);
            if (prompt == SIZE_MAX || (asks >= stem->asks && is_other)) {
                prompt = i;
                prompt_end = end;
                stem->asks = asks;
            }
            buf_release(&text);
        }
        i = end;
    }
    for (size_t i = from; i < to;) {
        size_t end = i == prompt ? prompt_end : note_chunk_end(n, i, to, n->depth);
        if (i != prompt && is_left_out_of_stem(n, i)) {
            i++;
            continue;
        }
        while (i != prompt && !is_label_line(n, i) && end < to && end != prompt &&
               !is_left_out_of_stem(n, end) && !is_label_line(n, end))
            end++;
        struct buf text = {0};
        const struct sign *s = note_sign(n, i);
        bool is_label = !n->has_meta && s->level > 0 && s->role == ROLE_QUESTION;
        size_t first = is_label ? s->rest_at : 0;
        if (i == from)
            first = skip;
        if (i == prompt)
            note_text(n, i, end, first, &text);
        else
            note_blocks(n, i, end, first, n->depth, &text);
        if (i == prompt)
            stem->prompt_at = stem->scenario.len;
        if (is_select_line(n, &text))
            n->select_said = markdown_take_select(text.bytes, &(size_t){text.len});
        else if (i == prompt || !is_list_label(n, buf_str(&text), text.len))
            add_paragraph(i == prompt ? &stem->prompt : &stem->scenario, buf_str(&text),
                          text.len);
        buf_release(&text);
        i = end;
    }
}

/* "Amazon EFS**", whose stars began before the letter. */
static bool mend_stars(const char **text, size_t *len)
{
    size_t pairs = 0;
    if (*len < 2 || memcmp(*text + *len - 2, "**", 2) != 0 ||
        markdown_ends_in_escape(*text, *len - 2))
        return false;
    for (size_t i = 0; i + 1 < *len; i++)
        if ((*text)[i] == '*' && (*text)[i + 1] == '*') {
            pairs++;
            i++;
        }
    if (pairs != 1)
        return false;
    *len -= 2;
    return true;
}

/* "(Select TWO.)" in the middle of a text, taken out. */
static unsigned cut_select(struct buf *text)
{
    for (const char *open = strchr(buf_str(text), '('); open != NULL;
         open = strchr(open + 1, '(')) {
        size_t i = (size_t)(open - text->bytes);
        const char *close = strchr(open, ')');
        if (close == NULL || close - open > 40)
            continue;
        size_t end = (size_t)(close - text->bytes) + 1, len = end;
        unsigned many = markdown_take_select(text->bytes, &len);
        if (many == 0 || len > i)
            continue;
        end += len == 0 && text->bytes[end] == ' ';
        memmove(text->bytes + len, text->bytes + end, text->len - end + 1);
        text->len -= end - len;
        return many;
    }
    return 0;
}

/* A sign for "question" before the prompt and stars around all of it say nothing. */
static void trim_prompt(struct buf *prompt)
{
    const char *text = prompt->bytes;
    size_t len = prompt->len, symbol;
    while ((symbol = markdown_symbol(text, len)) > 0 || *text == ' ') {
        text += symbol > 0 ? symbol : 1;
        len -= symbol > 0 ? symbol : 1;
    }
    mend_stars(&text, &len); /* "**12. Which one?**" without its number */
    bool is_open =
        len > 2 && memcmp(text, "**", 2) == 0 && strstr(text + 2, "**") == NULL;
    if (is_open || markdown_take_bold(&text, &len)) {
        text += is_open ? 2 : 0;
        len -= is_open ? 2 : 0;
    }
    memmove(prompt->bytes, text, len);
    prompt->bytes[len] = '\0';
    prompt->len = len;
}

/* What stands before the " (Select TWO.)" that markdown_write.c adds; LEN: nothing. */
static size_t before_select(const char *prompt, size_t len)
{
    static const char added[] = " (Select ";
    const char *last = NULL;
    for (const char *at = prompt; (at = strstr(at, added)) != NULL; at++)
        last = at;
    return last != NULL ? (size_t)(last - prompt) : len;
}

static void split_prompt(struct note *n, struct stem *stem)
{
    size_t len = stem->prompt.len;
    unsigned said = markdown_take_select(buf_str(&stem->prompt), &len);
    if (n->has_meta)
        len = said < 2 ? 0 : before_select(buf_str(&stem->prompt), stem->prompt.len);
    if (said > 0 && len > 0) {
        n->select_said = said;
        stem->prompt.len = len;
        stem->prompt.bytes[len] = '\0';
    }
    if (n->has_meta || stem->prompt.len == 0)
        return;
    if (n->select_said == 0)
        n->select_said = cut_select(&stem->prompt);
    trim_prompt(&stem->prompt);
    size_t at = last_sentence(stem->prompt.bytes, stem->prompt.len), before = at;
    while (before > 0 && isspace((unsigned char)stem->prompt.bytes[before - 1]))
        before--;
    add_before(stem, stem->prompt.bytes, before);
    if (n->select_said == 0)
        n->select_said = cut_select(&stem->scenario);
    memmove(stem->prompt.bytes, stem->prompt.bytes + at, stem->prompt.len - at + 1);
    stem->prompt.len -= at;
}

/* The first line of the note, when it is a heading: a title, or the question itself. */
static void settle_head(struct note *n, struct stem *stem)
{
    const char *text = n->head;
    size_t len = n->head_len;
    bool is_prompt =
        stem->prompt.len == 0 || (n->head_asks && stem->asks == ASKS_NOT && !n->has_meta);
    if (len == 0)
        return;
    if (!is_prompt) {
        take_title(n, text, len);
        return;
    }
    struct buf head = {0};
    markdown_take_bold(&text, &len);
    markdown_inline(n->file->m, text, len, &head);
    add_before(stem, buf_str(&stem->prompt), stem->prompt.len);
    buf_release(&stem->prompt);
    stem->prompt = head;
    stem->prompt_at = 0;
}

/* Lines at the start that only name the note: its title, "## Question". */
static size_t read_head(struct note *n)
{
    size_t i = n->from;
    const struct md_line *line = note_line(n, i);
    const struct sign *s = note_sign(n, i);
    bool is_label = !n->has_meta && (s->role == ROLE_QUESTION || s->number > 0);
    size_t skip = is_label ? s->rest_at : 0;
    if (is_label && line->kind != LINE_SUMMARY && s->rest_at >= line->len)
        return i + 1;
    if (line->kind != LINE_HEADING && s->level != LEVEL_BOLD)
        return i;
    n->head = line->text + skip;
    n->head_len = line->len - skip;
    n->head_asks = s->is_asking;
    return i + 1;
}

enum { FEEDBACK_MARK = 4 };

/* "... One zone only.": what a learner sees after the answer. */
static bool is_feedback(const struct note *n, size_t i)
{
    const struct md_line *line = note_line(n, i);
    return !n->has_meta && line->kind == LINE_TEXT && line->len > FEEDBACK_MARK &&
           memcmp(line->text, "... ", FEEDBACK_MARK) == 0;
}

/* The line of the stem, up to TO, from which on it is feedback: it explains. What asks is
 * none, it goes on with the question. */
static size_t take_feedback(struct note *n, size_t to)
{
    struct buf text = {0};
    size_t from = n->from + 1;
    bool is_asking = false;
    while (from < to && !is_feedback(n, from))
        from++;
    for (size_t i = from; i < to; i++)
        is_asking |= note_sign(n, i)->is_asking;
    if (from >= to || n->marked == 0 || is_asking)
        return to;
    note_blocks(n, from, to, FEEDBACK_MARK, n->depth, &text);
    draft_more(&n->d, &n->d.q.explanation.why, buf_str(&text), text.len);
    buf_release(&text);
    return from;
}

static void read_front(struct note *n, size_t to)
{
    struct stem stem = {0};
    to = take_feedback(n, to);
    size_t from = read_head(n), skip = 0;
    for (size_t i = from; i < to; i++) { /* the last "Question" before the text */
        const struct sign *s = note_sign(n, i);
        if (note_line(n, i)->kind == LINE_HEADING && s->role == ROLE_QUESTION &&
            s->rest_at < note_line(n, i)->len && n->head_len == 0) {
            n->head = note_line(n, i)->text + s->rest_at;
            n->head_len = note_line(n, i)->len - s->rest_at;
            n->head_asks = s->is_asking;
            from = i + 1;
            break;
        }
        if (note_line(n, i)->kind == LINE_TEXT)
            break;
    }
    if (from < to && !n->has_meta) {
        const struct sign *s = note_sign(n, from);
        bool is_label = s->role == ROLE_QUESTION && s->level > 0;
        bool is_number = s->number > 0 && from == n->from;
        skip = is_label || is_number ? s->rest_at : 0;
    }
    n->stem_depth = n->depth;
    if (from < to && markdown_begins_item(n->file->m, note_line(n, from)) &&
        from == n->from)
        n->stem_depth = note_line(n, from)->depth;
    read_stem(n, from, to, skip, &stem);
    settle_head(n, &stem);
    split_prompt(n, &stem);
    draft_set(&n->d, &n->d.q.scenario, buf_str(&stem.scenario), stem.scenario.len);
    draft_set(&n->d, &n->d.q.prompt, buf_str(&stem.prompt), stem.prompt.len);
    buf_release(&stem.scenario);
    buf_release(&stem.prompt);
}

/* --- options --- */

/* A fence of one line is code within the line. */
static void inline_fence(struct buf *text)
{
    const char *t = buf_str(text);
    size_t run = strspn(t, "`");
    const char *first = strchr(t, '\n');
    const char *last = first != NULL ? strchr(first + 1, '\n') : NULL;
    if (run < 3 || last == NULL || strspn(last + 1, "`") < run ||
        last[1 + strspn(last + 1, "`")] != '\0' ||
        memchr(first, '`', (size_t)(last - first)) != NULL)
        return;
    struct buf code = {0};
    buf_char(&code, '`');
    buf_add(&code, first + 1, (size_t)(last - first) - 1);
    buf_char(&code, '`');
    buf_release(text);
    *text = code;
}

/* "`A`" above a fence: the fence is the option. */
static bool is_only_letter(const struct note *n, size_t i, size_t skip, size_t end)
{
    const struct md_line *line = note_line(n, i);
    size_t letters = 0;
    for (size_t k = skip; k < line->len; k++)
        letters += isalnum((unsigned char)line->text[k]) != 0;
    return i + 1 < end && note_line(n, i + 1)->kind == LINE_CODE && letters < 2 &&
           line->len < skip + 4;
}

/* The marks of an option, taken off: of right and wrong, and whether all of it is bold.
 */
static enum mark take_marks(const char **text, size_t *len, enum mark of_line,
                            bool *is_bold)
{
    enum mark outer = markdown_take_mark(text, len);
    *is_bold = markdown_take_bold(text, len) || mend_stars(text, len);
    enum mark inner = markdown_take_mark(text, len);
    return outer != MARK_NONE ? outer : inner != MARK_NONE ? inner : of_line;
}

/* Where options are marked, a list, a quote or feedback below one says why; else it
 * belongs to the option. */
static size_t text_end(const struct note *n, const struct option_group *g, size_t from,
                       size_t end)
{
    bool is_marked = g->is_task;
    for (size_t i = 0; i < g->count && !is_marked; i++)
        is_marked = note_sign(n, g->members[i])->mark != MARK_NONE;
    for (size_t i = from + 1; i < end && is_marked && !n->has_meta; i++)
        if (note_line(n, i)->quote > note_line(n, from)->quote || is_feedback(n, i) ||
            (note_line(n, i)->depth > note_line(n, from)->depth &&
             markdown_begins_item(n->file->m, note_line(n, i))))
            return i;
    return end;
}

/* The reason of option O, whose text is in LINE, stands from FROM to TO. */
static void read_why(struct note *n, struct option *o, size_t line, size_t from,
                     size_t to)
{
    struct buf why = {0};
    unsigned quote = n->quote;
    n->quote = note_line(n, from)->quote;
    note_blocks(n, from, to, is_feedback(n, from) ? FEEDBACK_MARK : 0,
                note_line(n, line)->depth, &why);
    n->quote = quote;
    note_unwrap(&why);
    draft_set(&n->d, &o->why, buf_str(&why), why.len);
    buf_release(&why);
}

static void read_option(struct note *n, const struct option_group *g, size_t nth)
{
    size_t line = g->members[nth], skip = note_sign(n, line)->option_at;
    size_t last = nth + 1 < g->count ? g->members[nth + 1] : g->end;
    size_t end = text_end(n, g, line, last);
    bool is_numbered = !g->is_lettered && !g->is_task;
    struct buf text = {0};
    skip = is_numbered && note_sign(n, line)->letter != 0 ? 0 : skip;
    if (!n->has_meta && is_only_letter(n, line, skip, end))
        skip = note_line(n, line)->len;
    note_text(n, line, end, skip, &text);
    if (!n->has_meta) /* else it is to the letter what we wrote */
        inline_fence(&text);
    const char *t = buf_str(&text);
    size_t len = text.len;
    bool is_bold = false;
    enum mark mark = n->has_meta
                         ? MARK_NONE
                         : take_marks(&t, &len, note_sign(n, line)->mark, &is_bold);
    char letter = g->is_lettered ? note_sign(n, line)->letter : 0;
    letter = letter != 0 ? letter : (char)('A' + nth);
    if (is_image(t, len) && !n->has_meta) {
        draft_left_out(&n->d, note_place(n->file, line), "options",
                       "option %c is only an image; a bank has no images", letter);
        n->lost_letters |= 1u << (letter - 'A');
        n->lost_right |= mark == MARK_RIGHT;
    } else {
        struct option *o = draft_option(&n->d, note_place(n->file, line), t, len);
        names_add(&n->names, t, len);
        if (end < last)
            read_why(n, o, line, end, last);
        uint32_t bit = 1u << (o - n->d.options);
        n->place_of[letter - 'A'] = (int8_t)(o - n->d.options);
        n->letters =
            letter - 'A' + 1 > (char)n->letters ? (size_t)(letter - 'A' + 1) : n->letters;
        n->marked |= mark == MARK_RIGHT ? bit : 0;
        n->bold |= is_bold ? bit : 0;
    }
    buf_release(&text);
}

static void read_options(struct note *n, const struct option_group *g)
{
    for (size_t i = 0; i < g->count; i++)
        read_option(n, g, i);
    n->d.options_met += g->met - g->count;
}

/* "True or false: ..." with no options is a choice of the two. */
static void read_true_false(struct note *n, const struct option_group *g)
{
    static const char *const words[] = {"True", "False"};
    struct buf prompt = {0};
    if (g != NULL || n->d.options_met > 0)
        return;
    markdown_words(n->d.q.prompt, strlen(n->d.q.prompt), &prompt);
    bool asks = strstr(buf_str(&prompt), "true or false") != NULL;
    buf_release(&prompt);
    if (!asks)
        return;
    for (size_t i = 0; i < COUNT(words); i++) {
        n->place_of[i] = (int8_t)n->d.options_met;
        draft_option(&n->d, n->d.q.at, words[i], strlen(words[i]));
        names_add(&n->names, words[i], strlen(words[i]));
    }
    n->letters = 2;
}

/* --- sections --- */

/* Does line I begin a section? */
static bool begins_section(const struct note *n, size_t i,
                           const struct note_section *open)
{
    const struct md_line *line = note_line(n, i);
    const struct sign *s = note_sign(n, i);
    bool is_text_sign = s->level > 0 && s->role >= ROLE_KEY && s->role != ROLE_NONE;
    if (n->has_meta)
        return line->kind == LINE_HEADING && line->level < 4;
    if (line->kind == LINE_HEADING || line->kind == LINE_SUMMARY)
        return true;
    if (line->kind != LINE_TEXT && line->kind != LINE_COMMENT)
        return false;
    bool is_last_entry = markdown_begins_item(n->file->m, line) && n->option_list != 0 &&
                         n->file->m->items[line->item].list == n->option_list;
    if (s->level == LEVEL_LABEL)
        return is_text_sign && (line->depth <= n->depth || is_last_entry) &&
               (open == NULL || open->role != ROLE_REFERENCES ||
                s->role != ROLE_REFERENCES);
    if (s->level != LEVEL_BOLD || line->depth > n->depth)
        return false;
    return !note_names_option(n, line->text, line->len);
}

/* A heading below one that has a meaning belongs to it, unless it has its own. */
static bool belongs_to(const struct note *n, size_t i, const struct note_section *open)
{
    const struct sign *s = note_sign(n, i);
    if (open == NULL || s->role != ROLE_NONE || open->level == 0)
        return false;
    bool is_below = s->level > open->level;
    return is_below && open->role != ROLE_EXPLANATION && open->role != ROLE_KEY;
}

static void add_section(struct note *n, size_t i)
{
    const struct sign *s = note_sign(n, i);
    const struct md_line *line = note_line(n, i);
    MEM_ROOM(n->sections, n->section_count, n->section_cap);
    n->sections[n->section_count++] = (struct note_section){
        .role = (enum role)s->role,
        .level = s->level,
        .title = i,
        .skip = s->role == ROLE_NONE ? line->len : s->rest_at,
        .from = i + 1,
        .to = i + 1,
        .depth = line->depth,
    };
}

/* Behind a quote that began a section, line I goes on with the section OUTER. */
static void resume_section(struct note *n, size_t outer, size_t i)
{
    struct note_section s = n->sections[outer];
    MEM_ROOM(n->sections, n->section_count, n->section_cap);
    if (s.role == ROLE_KEY) /* it was read */
        s.role = ROLE_EXPLANATION;
    s.level = s.level > 0 ? s.level : LEVEL_LABEL;
    s.role = s.title == SIZE_MAX ? ROLE_EXPLANATION : s.role;
    s.skip = s.title != SIZE_MAX ? note_line(n, s.title)->len : 0;
    s.from = i;
    s.to = i;
    n->sections[n->section_count++] = s;
}

static void find_sections(struct note *n, size_t from)
{
    struct note_section *open = NULL;
    size_t outer = 0; /* the last that is no deeper in quotes than the note */
    MEM_ROOM(n->sections, n->section_count, n->section_cap);
    n->sections[n->section_count++] = (struct note_section){
        .title = SIZE_MAX, .from = from, .to = from, .depth = n->depth};
    for (size_t i = from; i < n->to; i++) {
        const struct md_line *line = note_line(n, i);
        size_t last = n->section_count - 1;
        if (begins_section(n, i, open) && !belongs_to(n, i, open)) {
            add_section(n, i);
            open = &n->sections[n->section_count - 1];
            outer = line->quote <= n->quote ? n->section_count - 1 : outer;
        } else if (!n->has_meta && last != outer && line->quote <= n->quote &&
                   line->kind != LINE_RULE) {
            resume_section(n, outer, i);
            outer = n->section_count - 1;
            open = &n->sections[outer];
        } else if (line->kind == LINE_DETAILS_END && open != NULL &&
                   open->role == ROLE_KEY) {
            open = NULL;
        }
        if (line->kind != LINE_RULE)
            n->sections[n->section_count - 1].to = i + 1;
    }
}

/* --- front matter --- */

/* "difficulty: hard" above the note; what the note says itself comes first. */
static void take_front(struct note *n, enum role role, const struct front_entry *e)
{
    struct question *q = &n->d.q;
    bool is_said = (role == ROLE_DOMAIN && *q->domain != '\0') ||
                   (role == ROLE_DIFFICULTY && q->difficulty != DIFFICULTY_NONE);
    for (size_t at = 0, end; role == ROLE_TOPICS && at < e->len; at = end + 1) {
        const char *topic = e->value + at;
        for (end = at; end < e->len && strchr(",;", e->value[end]) == NULL;)
            end++;
        draft_topic(&n->d, topic, front_value(&topic, end - at));
    }
    if (e->len > 0 && !is_said && (role == ROLE_DOMAIN || role == ROLE_DIFFICULTY))
        note_label(n, role, e->value, e->len);
}

/* "# Domain: Storage" above all questions. */
static void take_domain_of_all(struct note *n)
{
    const struct note_file *f = n->file;
    if (f->domain == NULL || n->has_meta || *n->d.q.domain != '\0')
        return;
    size_t skip = note_domain_at(f->domain);
    const char *text = f->domain->text + skip;
    size_t len = f->domain->len - skip;
    mend_stars(&text, &len);
    note_label(n, ROLE_DOMAIN, text, len);
}

/* "## Domain 2: Security" above this and other questions. */
static void read_domain(struct note *n)
{
    size_t at = n->file->list->ranges[n->nth].domain;
    if (n->has_meta || *n->d.q.domain != '\0' || at == SIZE_MAX)
        return;
    const struct md_line *line = note_line(n, at);
    size_t skip = markdown_domain(line);
    note_label(n, ROLE_DOMAIN, line->text + skip, line->len - skip);
}

static void read_front_matter(struct note *n)
{
    const struct front *f = n->file->front;
    for (size_t i = 0; i < f->count && !n->has_meta; i++) {
        const struct front_entry *e = &f->entries[i];
        take_front(n, markdown_role(e->key, e->key_len), e);
        if (front_is(e, "title") && *n->d.q.title == '\0' && n->file->list->count == 1)
            draft_set(&n->d, &n->d.q.title, e->value, e->len);
    }
}

/* --- all of it --- */

static void read_comment(struct note *n, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (note_line(n, i)->kind == LINE_COMMENT &&
            note_meta_read(n, note_line(n, i)->text, note_line(n, i)->len, i))
            n->has_meta = true;
}

static void begin(struct note *n, const struct note_file *file, size_t nth)
{
    const struct question_range *range = &file->list->ranges[nth];
    memset(n, 0, offsetof(struct note, names.of));
    n->file = file;
    n->nth = nth;
    n->from = range->from;
    n->to = range->to;
    memset(n->place_of, -1, sizeof n->place_of);
    const struct md_line *first = &file->m->lines[n->from];
    n->depth = first->depth;
    n->quote = first->quote;
    if (markdown_begins_item(file->m, first) && range->group >= 0 &&
        first->kind == LINE_TEXT)
        n->depth = first->depth;
    draft_begin(&n->d, file->in, note_place(file, n->from));
}

/* Where the stem of a question without options ends. */
static size_t stem_end(const struct note *n)
{
    for (size_t i = n->from + 1; i < n->to; i++)
        if (sign_ends_question(note_sign(n, i)) && note_line(n, i)->kind != LINE_COMMENT)
            return i;
    return n->to;
}

static void end(struct note *n)
{
    draft_set(&n->d, &n->d.q.title, n->d.q.title, strlen(n->d.q.title));
    if (n->fault == NULL && n->lost_right)
        n->fault = "its right option is only an image";
    if (n->d.options_met == 0 && n->lost_letters == 0) {
        n->fault = "fewer than two options were found below it";
        n->fault_at = n->from;
    }
    if (n->fault != NULL) {
        draft_left_out(&n->d, note_place(n->file, n->fault_at ? n->fault_at : n->from),
                       "question", "%s", n->fault);
        draft_drop(&n->d);
    } else {
        read_domain(n);
        take_domain_of_all(n);
        read_front_matter(n);
        note_meta_apply(n);
        note_settle_match(n);
        draft_end(&n->d);
    }
    free(n->sections);
}

/* Text between the lists of a matching belongs to its scenario. */
static void keep_between(struct note *n, size_t from, size_t to)
{
    for (size_t i = from; i < to;) {
        size_t end = note_chunk_end(n, i, to, n->depth);
        struct buf text = {0};
        if (note_line(n, i)->kind == LINE_TEXT && note_line(n, i)->depth <= n->depth &&
            !is_left_out_of_stem(n, i))
            note_text(n, i, end, 0, &text);
        if (text.len > 0 && !is_list_label(n, buf_str(&text), text.len))
            draft_more(&n->d, &n->d.q.scenario, text.bytes, text.len);
        buf_release(&text);
        i = end;
    }
}

/* Quotes around all of the stem are no part of it. */
static unsigned stem_quote(const struct note *n, size_t to)
{
    unsigned least = UINT32_MAX;
    for (size_t i = n->from; i < to; i++) {
        const struct md_line *line = note_line(n, i);
        bool is_text = line->kind == LINE_TEXT || line->kind == LINE_CODE ||
                       line->kind == LINE_TABLE;
        least = is_text && line->quote < least ? line->quote : least;
    }
    return least < UINT32_MAX ? least : n->quote;
}

void note_read(const struct note_file *file, size_t nth)
{
    struct note n;
    begin(&n, file, nth);
    long group = file->list->ranges[nth].group;
    const struct option_group *g = group >= 0 ? &file->list->groups[group] : NULL;
    size_t stop = g != NULL ? g->first : stem_end(&n), tail = g != NULL ? g->end : stop;
    n.is_numbered = g != NULL && !g->is_lettered;
    if (g != NULL && markdown_begins_item(file->m, &file->m->lines[g->first]))
        n.option_list = file->m->items[file->m->lines[g->first].item].list;
    n.tail = tail;
    read_comment(&n, n.from, tail);
    if (g != NULL)
        read_options(&n, g);
    find_sections(&n, tail);
    if (g != NULL)
        n.quote = file->m->lines[g->first].quote;
    if (!n.has_meta)
        n.quote = stem_quote(&n, stop);
    size_t between, lists = note_read_match(&n, stop, g, &between);
    read_front(&n, lists);
    keep_between(&n, between, stop);
    n.quote = file->m->lines[n.from].quote;
    read_true_false(&n, g);
    note_read_sections(&n);
    if (n.d.q.kind == QUESTION_CHOICE)
        note_settle_key(&n);
    note_settle_reasons(&n);
    end(&n);
}
