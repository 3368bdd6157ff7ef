/*
 * talk.c - pages told screen by screen, and words that may be typed; see talk.h.
 *
 * In:   a page to show; a line that was typed.
 * Out:  the page on the terminal; which word it is.
 *
 * What is asked and what an answer does: practice.c and exam.c. Keys and signals: term.c.
 */
#include "talk.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "quizctl/mem.h"
#include "quizctl/text.h"

const char talk_more_prompt[] = "More> ";

void talk_release(struct talk *t)
{
    page_release(&t->page);
    page_release(&t->told);
}

/* --- pages --- */

struct page *talk_page(struct talk *t)
{
    struct term_looks looks = term_now(t->term);
    buf_clear(&t->page.out);
    t->page = (struct page){.out = t->page.out,
                            .columns = looks.columns,
                            .has_color = looks.has_color,
                            .has_links = looks.has_links,
                            .has_utf8 = looks.has_utf8};
    return &t->page;
}

int talk_show(struct talk *t, struct err *err)
{
    return term_write(t->term, buf_str(&t->page.out), t->page.out.len, err);
}

int talk_say(struct talk *t, const char *text, struct err *err)
{
    page_words(talk_page(t), PAGE_PLAIN, "", 0, text);
    return talk_show(t, err);
}

bool talk_has_more(const struct talk *t)
{
    return t->told_bytes < t->told.out.len;
}

void talk_drop(struct talk *t)
{
    t->told_bytes = t->told.out.len;
}

/* All of it where nobody can be asked to go on. */
int talk_more(struct talk *t, struct err *err)
{
    int rows = term_rows(t->term);
    size_t from = t->told_bytes;
    t->told_bytes = rows > 1 ? page_screen(&t->told, from, rows - 1) : t->told.out.len;
    return term_write(t->term, t->told.out.bytes + from, t->told_bytes - from, err);
}

int talk_tell(struct talk *t, struct err *err)
{
    page_release(&t->told);
    t->told = t->page;
    t->page = (struct page){0};
    t->told_bytes = 0;
    return talk_more(t, err);
}

int talk_rest(struct talk *t, struct err *err)
{
    struct buf line = {0};
    int rc = 0;
    while (rc == 0 && talk_has_more(t) && t->signal == 0) {
        enum term_event event = term_pause(t->term, talk_more_prompt, &line, &t->signal);
        if (event == TERM_LINE && line.len == 0)
            term_unprompt(t->term);
        if (event != TERM_SIGNAL)
            rc = talk_more(t, err);
    }
    buf_release(&line);
    return rc;
}

/* --- words --- */

long talk_word(const struct talk_word *words, size_t count, const char *typed,
               const char **argument)
{
    size_t len = strcspn(typed, " \t");
    *argument = typed + len + strspn(typed + len, " \t");
    for (size_t i = 0; i < count; i++) {
        if ((strlen(words[i].word) == len &&
             strncasecmp(words[i].word, typed, len) == 0) ||
            (strcmp(typed, "?") == 0 && strcmp(words[i].word, "help") == 0))
            return (long)i;
    }
    return -1;
}

int talk_help(struct talk *t, const char *introduction, const struct talk_word *words,
              size_t count, struct err *err)
{
    struct page *page = talk_page(t);
    size_t width = 0;
    for (size_t i = 0; i < count; i++)
        width = strlen(words[i].word) > width ? strlen(words[i].word) : width;
    page_words(page, PAGE_PLAIN, "", 0, introduction);
    for (size_t i = 0; i < count; i++) {
        struct buf first = {0};
        buf_printf(&first, "  %-*s  ", (int)width, words[i].word);
        page_words(page, PAGE_PLAIN, first.bytes, (int)first.len, words[i].help);
        buf_release(&first);
    }
    return talk_show(t, err);
}

int talk_complain(struct talk *t, const char *typed, const struct talk_word *words,
                  size_t count, const char *complaint, struct err *err)
{
    const char *names[32], *near = NULL;
    size_t len = 0;
    for (; len < count && len < COUNT(names); len++)
        names[len] = words[len].word;
    if (strlen(typed) > 2)
        near = text_nearest(typed, names, len);
    if (near == NULL)
        return talk_say(t, complaint, err);
    struct buf line = {0};
    buf_printf(&line, "Did you mean %s? Type help for the list.", near);
    int rc = talk_say(t, line.bytes, err);
    buf_release(&line);
    return rc;
}

void talk_again(struct page *page, const char *again, const char *const *ids,
                size_t count)
{
    struct buf line = {0};
    if (count == 0)
        return;
    buf_printf(&line, "%s --id ", again);
    for (size_t i = 0; i < count; i++)
        buf_printf(&line, "%s%s", i > 0 ? "," : "", ids[i]);
    page_heading(page, "Practise just these again");
    int columns = page->columns;
    page->columns = 0; /* to be copied: a command in two lines is two commands */
    page_words(page, PAGE_PLAIN, "  ", 4, line.bytes);
    page->columns = columns;
    buf_release(&line);
}

void talk_trim(struct buf *line)
{
    size_t start = 0;
    while (line->len > 0 && isspace((unsigned char)line->bytes[line->len - 1]))
        line->bytes[--line->len] = '\0';
    while (start < line->len && isspace((unsigned char)line->bytes[start]))
        start++;
    if (start > 0) {
        memmove(line->bytes, line->bytes + start, line->len - start + 1);
        line->len -= start;
    }
}
