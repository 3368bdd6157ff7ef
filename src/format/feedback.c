/*
 * feedback.c - an explanation as one Markdown text and back; see feedback.h.
 *
 * Reading goes line by line and is linear. A heading inside a fence is none.
 */
#include "feedback.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"

/* --- lines --- */

struct line {
    const char *text;
    size_t len; /* without its newline */
};

/* Take the first line off the text at *FROM. False at the end. */
static bool next_line(const char **from, const char *end, struct line *line)
{
    if (*from >= end)
        return false;
    const char *newline = memchr(*from, '\n', (size_t)(end - *from));
    line->text = *from;
    line->len = (size_t)((newline != NULL ? newline : end) - *from);
    *from = newline != NULL ? newline + 1 : end;
    return true;
}

/* Does it open or close a fence? */
static bool is_fence(struct line line)
{
    size_t i = 0;
    while (i < line.len && line.text[i] == ' ')
        i++;
    return i + 3 <= line.len &&
           (memcmp(line.text + i, "```", 3) == 0 || memcmp(line.text + i, "~~~", 3) == 0);
}

static size_t backslashes(struct line line)
{
    size_t n = 0;
    while (n < line.len && line.text[n] == '\\')
        n++;
    return n;
}

static bool is_heading(struct line line)
{
    return line.len > 3 && memcmp(line.text, "## ", 3) == 0;
}

/* Is it a heading behind any number of backslashes? */
static bool is_hidden_heading(struct line line)
{
    size_t n = backslashes(line);
    return is_heading((struct line){line.text + n, line.len - n});
}

/* --- out --- */

/* TEXT, each line but the first behind INDENT spaces. */
static void put_indented(struct buf *out, const char *text, size_t indent)
{
    const char *from = text, *end = text + strlen(text);
    struct line line;
    while (next_line(&from, end, &line)) {
        if (line.text != text && line.len > 0)
            buf_fill(out, ' ', indent);
        buf_add(out, line.text, line.len);
        buf_char(out, '\n');
    }
}

/* A text with its headings hidden and its last fence closed. */
static void put_text(struct buf *out, const char *text)
{
    const char *from = text, *end = text + strlen(text);
    struct line line;
    bool is_code = false;
    while (next_line(&from, end, &line)) {
        is_code ^= is_fence(line);
        if (!is_code && is_hidden_heading(line))
            buf_char(out, '\\');
        buf_add(out, line.text, line.len);
        buf_char(out, '\n');
    }
    if (is_code)
        buf_text(out, "```\n");
}

static void put_heading(struct buf *out, const char *title)
{
    buf_printf(out, "%s## ", out->len > 0 ? "\n" : "");
    for (; *title != '\0'; title++)
        buf_char(out, *title == '\n' ? ' ' : *title);
    buf_text(out, "\n\n");
}

static void put_item(struct buf *out, size_t number, const char *text)
{
    char mark[32];
    int width = number > 0 ? snprintf(mark, sizeof mark, "%zu. ", number)
                           : snprintf(mark, sizeof mark, "- ");
    buf_text(out, mark);
    put_indented(out, text, (size_t)width);
}

static void put_reference(struct buf *out, const struct reference *r)
{
    bool is_bare = strpbrk(r->url, "() ") == NULL;
    buf_text(out, "- [");
    for (const char *c = r->title; *c != '\0'; c++) {
        if (*c == '[' || *c == ']' || *c == '\\')
            buf_char(out, '\\');
        buf_char(out, *c == '\n' ? ' ' : *c);
    }
    buf_printf(out, is_bare ? "](%s)\n" : "](<%s>)\n", r->url);
}

/* --- the parts that have a heading of their own --- */

static void put_part(struct buf *out, const char *title, const char *text)
{
    if (*text == '\0')
        return;
    put_heading(out, title);
    put_text(out, text);
}

static void put_list(struct buf *out, const char *title, const struct text_list *list,
                     bool is_numbered)
{
    if (list->count == 0)
        return;
    put_heading(out, title);
    for (size_t i = 0; i < list->count; i++)
        put_item(out, is_numbered ? i + 1 : 0, list->text[i]);
}

static void put_reason(struct buf *out, const char *title, bool *has_title, size_t number,
                       const char *why)
{
    if (*why == '\0')
        return;
    if (!*has_title)
        put_heading(out, title);
    *has_title = true;
    put_item(out, number, why);
}

static const char options_title[] = "Option by option";
static const char prompts_title[] = "Pair by pair";

static void put_reasons(struct buf *out, const struct question *q)
{
    bool has_options = false, has_prompts = false;
    for (size_t i = 0; i < q->option_count; i++)
        put_reason(out, options_title, &has_options, i + 1, q->options[i].why);
    for (size_t i = 0; i < q->prompt_count; i++)
        put_reason(out, prompts_title, &has_prompts, i + 1, q->prompts[i].why);
}

static const char need_title[] = "What the workload needs";
static const char why_title[] = "Why this fits";
static const char practice_title[] = "How to set it up for real";
static const char exam_title[] = "In the exam's outline";
static const char takeaways_title[] = "Take away";
static const char references_title[] = "References";

/* A section's title that is one of ours, or begins with a backslash, gets a backslash. */
static bool is_ours(const char *title)
{
    const char *const ours[] = {
        need_title,      why_title,        practice_title, exam_title,
        takeaways_title, references_title, options_title,  prompts_title,
    };
    for (size_t i = 0; i < COUNT(ours); i++)
        if (strcmp(ours[i], title) == 0)
            return true;
    return false;
}

static void put_section(struct buf *out, const struct section *s)
{
    struct buf title = {0};
    buf_printf(&title, "%s%s", is_ours(s->title) || *s->title == '\\' ? "\\" : "",
               s->title);
    put_part(out, title.bytes, s->text);
    buf_release(&title);
}

void feedback_write(const struct question *q, bool with_reasons, struct buf *out)
{
    const struct explanation *e = &q->explanation;
    struct buf all = {0};
    put_text(&all, e->why);
    if (with_reasons)
        put_reasons(&all, q);
    put_part(&all, need_title, e->need);
    put_list(&all, practice_title, &e->practice, true);
    put_part(&all, exam_title, e->exam);
    for (size_t i = 0; i < e->section_count; i++)
        put_section(&all, &e->sections[i]);
    put_list(&all, takeaways_title, &e->takeaways, false);
    if (q->reference_count > 0)
        put_heading(&all, references_title);
    for (size_t i = 0; i < q->reference_count; i++)
        put_reference(&all, &q->references[i]);
    while (all.len > 0 && all.bytes[all.len - 1] == '\n')
        all.bytes[--all.len] = '\0';
    buf_text(out, buf_str(&all));
    buf_release(&all);
}

/* --- in: lists --- */

/* Bytes of the mark of an item at the start of LINE, 0 when there is none; *NUMBER is 0
 * without one. */
static size_t item_mark(struct line line, size_t *number)
{
    size_t i = 0;
    *number = 0;
    if (line.len >= 2 && (line.text[0] == '-' || line.text[0] == '*') &&
        line.text[1] == ' ')
        return 2;
    for (; i < line.len && i < 4 && line.text[i] >= '0' && line.text[i] <= '9'; i++)
        *number = *number * 10 + (size_t)(line.text[i] - '0');
    bool is_mark = i > 0 && i + 1 < line.len &&
                   (line.text[i] == '.' || line.text[i] == ')') &&
                   line.text[i + 1] == ' ';
    return is_mark ? i + 2 : 0;
}

/* A line of an item, less its MARK or its indent. */
static void add_item_line(struct buf *item, struct line line, size_t mark, size_t indent)
{
    size_t skip = mark;
    while (mark == 0 && skip < line.len && skip < indent && line.text[skip] == ' ')
        skip++;
    buf_add(item, line.text + skip, line.len - skip);
    buf_char(item, '\n');
}

typedef void item_taker(struct draft *d, struct place at, size_t number, const char *text,
                        size_t len);

/* Each item of the list TEXT to TAKE. Text before the first mark is an item, too. */
static void take_items(struct draft *d, struct place at, const char *text, size_t len,
                       item_taker *take)
{
    const char *from = text, *end = text + len;
    struct buf item = {0};
    size_t indent = 0, number = 0, next;
    struct line line;
    while (next_line(&from, end, &line)) {
        size_t mark = item_mark(line, &next);
        if (mark > 0) {
            take(d, at, number, buf_str(&item), item.len);
            buf_clear(&item);
            indent = mark;
            number = next;
        }
        add_item_line(&item, line, mark, indent);
    }
    take(d, at, number, buf_str(&item), item.len);
    buf_release(&item);
}

static void take_step(struct draft *d, struct place at, size_t number, const char *text,
                      size_t len)
{
    (void)at, (void)number;
    draft_practice(d, text, len);
}

static void take_takeaway(struct draft *d, struct place at, size_t number,
                          const char *text, size_t len)
{
    (void)at, (void)number;
    draft_takeaway(d, text, len);
}

/* A number that nothing has makes a section. */
static void take_reason(struct draft *d, const char *title, const char **why,
                        const char *text, size_t len)
{
    if (why != NULL)
        draft_set(d, why, text, len);
    else
        draft_section(d, title, strlen(title), text, len);
}

static bool is_among(size_t number, size_t count)
{
    return number >= 1 && number <= count && number <= LIMIT_OPTIONS;
}

static void take_option(struct draft *d, struct place at, size_t number, const char *text,
                        size_t len)
{
    (void)at;
    bool is_one = is_among(number, d->options_met);
    take_reason(d, options_title, is_one ? &d->options[number - 1].why : NULL, text, len);
}

static void take_prompt(struct draft *d, struct place at, size_t number, const char *text,
                        size_t len)
{
    (void)at;
    bool is_one = is_among(number, d->prompts_met);
    take_reason(d, prompts_title, is_one ? &d->prompts[number - 1].why : NULL, text, len);
}

/* "[title](url)", else the whole is a URL, or none. */
static void take_reference(struct draft *d, struct place at, size_t number,
                           const char *text, size_t len)
{
    (void)number;
    struct buf title = {0};
    size_t i = 1;
    while (len > 0 && (text[len - 1] == '\n' || text[len - 1] == ' '))
        len--;
    if (len == 0)
        return;
    for (; i < len && *text == '[' && text[i] != ']'; i++) {
        if (text[i] == '\\' && i + 1 < len)
            i++;
        buf_char(&title, text[i]);
    }
    if (i + 2 < len && text[i] == ']' && text[i + 1] == '(' && text[len - 1] == ')') {
        const char *url = text + i + 2;
        size_t url_len = len - i - 3;
        bool is_quoted = url_len >= 2 && url[0] == '<' && url[url_len - 1] == '>';
        draft_reference(d, at, buf_str(&title), title.len, url + is_quoted,
                        url_len - 2 * (size_t)is_quoted);
    } else {
        draft_reference(d, at, "", 0, text, len);
    }
    buf_release(&title);
}

/* Is every item one line that has no mark? */
static bool are_lines(const struct text_list *list)
{
    size_t number;
    for (size_t i = 0; i < list->count; i++)
        if (strchr(list->text[i], '\n') != NULL ||
            item_mark((struct line){list->text[i], strlen(list->text[i])}, &number) > 0)
            return false;
    return true;
}

void feedback_write_list(const struct text_list *list, struct buf *out)
{
    bool is_bare = are_lines(list);
    struct buf all = {0};
    for (size_t i = 0; i < list->count; i++) {
        if (is_bare)
            buf_printf(&all, "%s\n", list->text[i]);
        else
            put_item(&all, 0, list->text[i]);
    }
    if (all.len > 0)
        buf_add(out, all.bytes, all.len - 1);
    buf_release(&all);
}

void feedback_read_list(struct draft *d, const char *text, size_t len,
                        void (*take)(struct draft *d, const char *item, size_t len))
{
    const char *from = text, *end = text + len;
    struct buf item = {0};
    struct line line;
    size_t indent = 0, number;
    while (next_line(&from, end, &line)) {
        size_t mark = item_mark(line, &number);
        if (mark > 0 || indent == 0) {
            take(d, buf_str(&item), item.len);
            buf_clear(&item);
            indent = mark;
        }
        add_item_line(&item, line, mark, indent);
    }
    take(d, buf_str(&item), item.len);
    buf_release(&item);
}

/* --- in: parts --- */

static bool is_title(struct line title, const char *name)
{
    return title.len == strlen(name) && memcmp(title.text, name, title.len) == 0;
}

static void take_part(struct draft *d, struct place at, struct line title,
                      const struct buf *text)
{
    struct explanation *e = &d->q.explanation;
    const char *body = buf_str(text);
    const struct {
        const char *name;
        const char **text;
        item_taker *take;
    } parts[] = {
        {why_title,        &e->why,  NULL          },
        {need_title,       &e->need, NULL          },
        {exam_title,       &e->exam, NULL          },
        {practice_title,   NULL,     take_step     },
        {takeaways_title,  NULL,     take_takeaway },
        {references_title, NULL,     take_reference},
        {options_title,    NULL,     take_option   },
        {prompts_title,    NULL,     take_prompt   },
    };
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (!is_title(title, parts[i].name))
            continue;
        if (parts[i].text != NULL)
            draft_more(d, parts[i].text, body, text->len);
        else
            take_items(d, at, body, text->len, parts[i].take);
        return;
    }
    bool is_hidden = title.len > 0 && *title.text == '\\';
    draft_section(d, title.text + is_hidden, title.len - is_hidden, body, text->len);
}

void feedback_read(struct draft *d, struct place at, const char *text, size_t len)
{
    const char *from = text, *end = text + len;
    struct line line, title = {why_title, strlen(why_title)};
    struct buf part = {0};
    bool is_code = false;
    while (next_line(&from, end, &line)) {
        is_code ^= is_fence(line);
        if (!is_code && is_heading(line)) {
            take_part(d, at, title, &part);
            buf_clear(&part);
            title = (struct line){line.text + 3, line.len - 3};
            continue;
        }
        size_t skip = !is_code && backslashes(line) > 0 && is_hidden_heading(line);
        buf_add(&part, line.text + skip, line.len - skip);
        buf_char(&part, '\n');
    }
    take_part(d, at, title, &part);
    buf_release(&part);
}
