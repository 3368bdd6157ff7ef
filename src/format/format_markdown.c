/*
 * format_markdown.c - study notes and collections of questions in Markdown.
 *
 * In:   a text of any number of notes or questions; or a bank.
 * Out:  questions; or notes, one after the other.
 *
 * Reading: the text is laid out in lines (markdown_lines.c), each line gets its signs
 * (markdown_signs.c), the lines are cut into questions (markdown_list.c), each of which
 * becomes a draft (markdown_note.c and what it names). The same rules read a note with
 * every part and a collection with none. Writing: markdown_write.c.
 */
#include "formats.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "markdown_list.h"
#include "markdown_meta.h"
#include "markdown_note.h"
#include "markdown_signs.h"
#include "markdown_write.h"

/* --- in --- */

static struct sign *find_signs(const struct markdown *m)
{
    struct sign *signs = mem_get((m->count + 1) * sizeof *signs);
    bool is_first = true;
    for (size_t i = 0; i < m->count; i++) {
        markdown_sign(m, &m->lines[i], &signs[i]);
        bool is_title =
            m->lines[i].kind == LINE_HEADING && is_first && m->lines[i].level == 1;
        is_title |= m->lines[i].kind == LINE_HEADING && i + 1 < m->count &&
                    m->lines[i + 1].kind == LINE_COMMENT && !signs[i].is_section &&
                    m->lines[i].level == 1;
        if (is_title && signs[i].role >= ROLE_KEY)
            signs[i].role = ROLE_NONE; /* "# Exam notes" names the text, it is no part */
        is_first = is_first && m->lines[i].kind != LINE_HEADING;
    }
    return signs;
}

static void read_notes(struct import *in, const struct markdown *m)
{
    struct question_list list = {0};
    struct sign *signs = find_signs(m);
    struct note_file file = {.in = in, .m = m, .signs = signs, .list = &list};
    meta_read_bank(in, m);
    question_list_find(&list, m, signs);
    for (size_t i = 0; i < list.count; i++)
        note_read(&file, i);
    if (list.count == 0)
        diag_error(in->sink, (struct place){in->path, 0, 0}, "no-question",
                   "no question was found; options are lines such as \"A. text\" or "
                   "\"- [ ] text\", below a question");
    question_list_release(&list);
    free(signs);
}

static void read(struct import *in, const char *text, size_t len)
{
    struct markdown m;
    if (markdown_lay_out(&m, text, len))
        read_notes(in, &m);
    else
        diag_error(in->sink, (struct place){in->path, 0, 0}, "depth",
                   "lists and quotes are nested deeper than %d", LIMIT_MARKDOWN_DEPTH);
    markdown_release(&m);
}

static int write(const struct bank *bank, const struct format_plan *plan, struct buf *out,
                 struct err *err)
{
    (void)err;
    markdown_write(bank, plan, out);
    return 0;
}

/* --- how it is told --- */

/* A heading and options, or a task list: no other text has them. */
static bool recognise(const char *text, size_t len)
{
    enum { START = 16384 };
    const char *end = text + (len < START ? len : START);
    bool has_heading = false, has_option = false;
    for (const char *at = text; at != NULL && at < end;) {
        size_t marks = strspn(at, "#");
        has_heading |= marks > 0 && marks < 7 && at[marks] == ' ';
        const char *item = at + strspn(at, " ");
        item += strspn(item, "-*+") == 1 && item[1] == ' ' ? 2 : 0;
        if (strncmp(item, "[ ] ", 4) == 0 || strncmp(item, "[x] ", 4) == 0)
            has_option = item > at;
        while (*item == '*' || *item == '(')
            item++;
        has_option |= (*item == 'A' || *item == 'a') && item[1] != '\0' &&
                      strchr(".):*", item[1]) != NULL;
        if (has_heading && has_option)
            return true;
        at = memchr(at, '\n', (size_t)(end - at));
        at = at != NULL ? at + 1 : NULL;
    }
    return false;
}

static const char *const exts[] = {".md", ".markdown", ".mdown", ".mkd", NULL};

const struct format format_markdown = {
    .name = "markdown",
    .title = "study notes in Markdown",
    .exts = exts,
    .is_text = true,
    .recognise = recognise,
    .read = read,
    .write = write,
    .hides_key = true,
};
