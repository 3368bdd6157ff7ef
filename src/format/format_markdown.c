/*
 * format_markdown.c - study notes and collections of questions in Markdown.
 *
 * In:   a text of any number of notes or questions; or a bank.
 * Out:  questions; or notes, one after the other.
 *
 * Reading: the text is laid out in lines (markdown_lines.c), each line gets its signs
 * (markdown_signs.c), the lines are cut into questions (markdown_list.c), each of which
 * becomes a draft (markdown_note.c and what it names). Answer keys apart from their
 * questions are read before (markdown_shared_key.c). The same rules read a note with
 * every part and a collection with none. Writing: markdown_write.c.
 */
#include "formats.h"

#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "import_parts.h"
#include "markdown_front.h"
#include "markdown_list.h"
#include "markdown_meta.h"
#include "markdown_note.h"
#include "markdown_shared_key.h"
#include "markdown_signs.h"
#include "markdown_text.h"
#include "markdown_write.h"
#include "quizctl/parallel.h"
#include "quizctl/text.h"

/* --- in --- */

enum { LINES_OF_A_PART = 4096, SHORTEST_PIECE = 256 * 1024 };

struct signing {
    const struct markdown *m;
    struct sign *signs;
};

static void sign_part(void *user, size_t nth)
{
    const struct signing *s = user;
    size_t from = nth * LINES_OF_A_PART, left = s->m->count - from;
    size_t to = from + (left < LINES_OF_A_PART ? left : LINES_OF_A_PART);
    for (size_t i = from; i < to; i++)
        markdown_sign(s->m, &s->m->lines[i], &s->signs[i]);
}

static struct sign *find_signs(const struct markdown *m)
{
    struct sign *signs = mem_more(NULL, m->count + 1, sizeof *signs);
    bool is_first = true, was_q = false;
    markdown_announce_ready();
    parallel_run((m->count + LINES_OF_A_PART - 1) / LINES_OF_A_PART, sign_part,
                 &(struct signing){m, signs});
    for (size_t i = 0; i < m->count; i++) {
        bool is_title =
            m->lines[i].kind == LINE_HEADING && is_first && m->lines[i].level == 1;
        is_title |= m->lines[i].kind == LINE_HEADING && i + 1 < m->count &&
                    m->lines[i + 1].kind == LINE_COMMENT && !signs[i].is_section &&
                    m->lines[i].level == 1;
        if (is_title && signs[i].role >= ROLE_KEY)
            signs[i].role = ROLE_NONE; /* "# Exam notes" names the text, it is no part */
        bool is_a = m->lines[i].kind == LINE_HEADING && m->lines[i].len == 1;
        if (is_a && was_q && *m->lines[i].text == 'A') { /* "### Q", "### A" */
            signs[i].role = ROLE_KEY;
            signs[i].rest_at = 1;
        }
        if (m->lines[i].kind == LINE_HEADING)
            was_q = is_a && *m->lines[i].text == 'Q';
        is_first = is_first && m->lines[i].kind != LINE_HEADING;
    }
    return signs;
}

/* The one top heading of a text names all of it; without any, its front matter does. */
static void read_heading(struct import *in, const struct markdown *m,
                         const struct front *front)
{
    const struct md_line *top = NULL;
    struct buf text = {0};
    for (size_t i = 0; i < m->count; i++) {
        if (m->lines[i].kind != LINE_HEADING || m->lines[i].level != 1)
            continue;
        if (top != NULL) {
            top = NULL;
            break;
        }
        top = &m->lines[i];
    }
    if (top != NULL)
        markdown_heading(m, top->text, top->len, &text);
    for (size_t i = 0; i < front->count && top == NULL; i++)
        if (front_is(&front->entries[i], "title")) {
            buf_clear(&text);
            buf_add(&text, front->entries[i].value, front->entries[i].len);
        }
    import_heading(in, buf_str(&text), text.len);
    buf_release(&text);
}

/* --- what belongs to no question --- */

/* Fields that a bank has no place for: "layout: post". A list is told once. */
static void tell_front(const struct note_file *file)
{
    const struct front *f = file->front;
    for (size_t i = 0; i < f->count; i++) {
        const struct front_entry *e = &f->entries[i];
        enum role role = markdown_role(e->key, e->key_len);
        bool is_known = role == ROLE_DOMAIN || role == ROLE_DIFFICULTY ||
                        role == ROLE_TOPICS || front_is(e, "title");
        bool is_again = i > 0 && f->entries[i - 1].key == e->key;
        if (!is_known && !is_again)
            loss_left_out(file->in->losses, (struct place){file->in->path, e->line, 1},
                          "", "front matter", "a bank has no place for '%s'",
                          text_excerpt(e->key, e->key_len).text);
    }
}

/* The one heading or bold line that names a domain, above the first question: it is the
 * domain of all. */
static const struct md_line *domain_of_all(const struct note_file *file)
{
    const struct md_line *found = NULL;
    size_t stop = file->list->count > 0 ? file->list->ranges[0].from : 0, count = 0;
    for (size_t i = 0; i < file->m->count; i++) {
        const struct md_line *line = &file->m->lines[i];
        if (note_domain_at(line) == 0)
            continue;
        count++;
        found = i < stop ? line : found;
    }
    return count == 1 ? found : NULL;
}

/* Lines FROM to TO, which stand WHERE; each row of blocks below one heading is told once.
 */
static void tell_lines(const struct note_file *file, size_t from, size_t to,
                       const char *where)
{
    const struct markdown *m = file->m;
    bool is_told = false;
    for (size_t i = from; i < to; i++) {
        const struct md_line *line = &m->lines[i];
        bool is_heading = line->kind == LINE_HEADING && from > 0; /* else it is a title */
        bool is_text = line->kind == LINE_TEXT || line->kind == LINE_CODE ||
                       line->kind == LINE_TABLE || line->kind == LINE_SUMMARY;
        is_told = is_told && line->kind != LINE_HEADING;
        if ((!is_text && !is_heading) || is_told || markdown_domain(line) > 0 ||
            line == file->domain || note_is_navigation(line) ||
            markdown_definition(m, line) != NULL)
            continue;
        is_told = true;
        size_t len = strcspn(line->text, "\n");
        loss_left_out(
            file->in->losses, note_place(file, i), "", "text", "\"%s\" stands %s",
            text_excerpt(line->text, len < line->len ? len : line->len).text, where);
    }
}

/* What stands above, between and below the questions, but for what was read. */
static void tell_text(const struct note_file *file)
{
    const struct question_list *l = file->list;
    size_t at = 0, read = 0;
    for (size_t i = 0; i <= l->count; i++) {
        bool is_last = i == l->count;
        size_t stop = is_last ? file->m->count : l->ranges[i].from;
        const char *where = i == 0    ? "above the first question"
                            : is_last ? "below the last question"
                                      : "between two questions";
        for (; read < l->read_count && l->read[read].from < stop; read++) {
            tell_lines(file, at, l->read[read].from, where);
            at = l->read[read].to;
        }
        tell_lines(file, at, stop, where);
        at = is_last ? stop : l->ranges[i].to;
    }
}

static void read_part_of_notes(struct import *in, size_t from, size_t to,
                               const void *user)
{
    struct note_file file = *(const struct note_file *)user;
    file.in = in;
    for (size_t i = from; i < to; i++)
        note_read(&file, i);
}

static void read_notes(struct import *in, const struct markdown *m)
{
    struct question_list list = {0};
    struct front front = {0};
    struct sign *signs = find_signs(m);
    struct note_file file = {
        .in = in, .m = m, .signs = signs, .list = &list, .front = &front};
    front_read(&front, m);
    meta_read_bank(in, m);
    read_heading(in, m, &front);
    question_list_find(&list, m, signs);
    keys_find(&file, &list);
    if (list.count > 0) {
        tell_front(&file);
        file.domain = domain_of_all(&file);
        tell_text(&file);
    }
    import_in_parts(in, list.count, read_part_of_notes, &file);
    if (list.count == 0)
        diag_error(in->sink, (struct place){in->path, 0, 0}, "no-question",
                   "no question was found; options are lines such as \"A. text\" or "
                   "\"- [ ] text\", below a question");
    question_list_release(&list);
    front_release(&front);
    free(file.keys);
    free(signs);
}

static void read(struct import *in, char *text, size_t len)
{
    struct markdown m;
    if (markdown_lay_out(&m, text, len, SHORTEST_PIECE))
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
