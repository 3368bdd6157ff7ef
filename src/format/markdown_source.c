/*
 * markdown_source.c - a Markdown text made ready for md4c: see markdown_source.h.
 *
 * In:   a text.
 * Out:  its lines, its definitions, where it may be cut; and the text again.
 */
#include "markdown_source.h"

#include <stdlib.h>

#include "quizctl/limits.h"
#include "quizctl/mem.h"

enum { DEFINITION_MARK = ';' }; /* what a definition's colon is while md4c reads */

static void find_starts(struct source *s, const struct markdown *m)
{
    const char *text = m->text, *at = text;
    while (at != NULL && at < text + m->len) {
        MEM_ROOM(s->starts, s->start_count, s->start_cap);
        s->starts[s->start_count++] = (uint32_t)(at - text);
        at = memchr(at, '\n', m->len - (size_t)(at - text));
        at = at != NULL ? at + 1 : NULL;
    }
}

/* "---", lines, "---" at the very start: blank it, remember where it was. */
static void blank_front(struct markdown *m)
{
    if (strncmp(m->text, "---\n", 4) != 0 || m->text[4] == '\n')
        return;
    char *end = strstr(m->text + 3, "\n---");
    while (end != NULL && end[4] != '\n' && end[4] != '\0')
        end = strstr(end + 1, "\n---");
    if (end == NULL || memchr(m->text + 4, ':', (size_t)(end - m->text)) == NULL)
        return;
    m->front = m->text + 4;
    m->front_len = end > m->front ? (size_t)(end - m->front) : 0;
}

static size_t next_line(const struct markdown *m, size_t at)
{
    const char *end = memchr(m->text + at, '\n', m->len - at);
    return end != NULL ? (size_t)(end - m->text) + 1 : m->len;
}

/* Does every line but blank ones, rules and top headings begin with '>'? */
static bool is_all_quoted(const struct markdown *m, size_t from)
{
    size_t quoted = 0;
    for (size_t at = from; at < m->len; at = next_line(m, at)) {
        const char *line = m->text + skip_blanks(m->text, at, m->len);
        if (*line == '>')
            quoted++;
        else if (*line != '\n' && *line != '\0' && strncmp(line, "# ", 2) != 0 &&
                 strncmp(line, "---", 3) != 0)
            return false;
    }
    return quoted > 0;
}

static void blank_quote(struct markdown *m, size_t from)
{
    for (size_t at = from; at < m->len; at = next_line(m, at)) {
        size_t mark = skip_blanks(m->text, at, m->len);
        if (mark < m->len && m->text[mark] == '>')
            m->text[mark] = ' ';
    }
}

/* [label]: url "title" from AT to END: a definition, noted. */
static bool note_definition(struct markdown *m, size_t at, size_t end, uint32_t line,
                            bool is_split)
{
    const char *text = m->text;
    const char *close = memchr(text + at, ']', end - at);
    if (close == NULL || close == text + at + 1 || text[at + 1] == '^' || close[1] != ':')
        return false;
    size_t url = skip_blanks(text, (size_t)(close - text) + 2, end), to = url;
    url += url < end && text[url] == '<';
    for (to = url; to < end && !is_blank(text[to]) && text[to] != '>'; to++)
        ;
    size_t title = skip_blanks(text, to + (to < end && text[to] == '>'), end);
    size_t title_end = trimmed_end(text, title, end);
    if (to == url || (title < title_end && strchr("\"'(", text[title]) == NULL))
        return false;
    MEM_ROOM(m->defs, m->def_count, m->def_cap);
    m->defs[m->def_count++] = (struct link_def){
        .label = text + at + 1,
        .label_len = (size_t)(close - text) - at - 1,
        .url = text + url,
        .url_len = to - url,
        .title = text + title + (title < title_end),
        .title_len = title + 2 <= title_end ? title_end - title - 2 : 0,
        .line = line,
        .last = line + is_split,
        .is_text = strcspn(text + url, "/.:#") >= to - url,
    };
    return true;
}

/* "[label]:" in line I, from AT to END, whose address stands in the next line. */
static bool goes_on_below(const struct source *s, size_t i, size_t at, size_t end)
{
    size_t to = trimmed_end(s->text, at, end);
    if (i + 1 == s->start_count || to < at + 4 || memcmp(s->text + to - 2, "]:", 2) != 0)
        return false;
    size_t last = line_end(s, i + 1);
    size_t url = skip_blanks(s->text, s->starts[i + 1], last);
    url += s->text[url] == '<';
    return strncmp(s->text + url, "http://", 7) == 0 ||
           strncmp(s->text + url, "https://", 8) == 0;
}

/* A fence that is open: its mark and how many of them; none when RUN is 0. */
struct fence {
    char mark;
    size_t run;
};

/* Open or close F if LINE, behind what lists put before it, does so. True: it closes. */
static bool take_fence(struct fence *f, const char *line, size_t len)
{
    size_t run = 0;
    while (run < len && (*line == '`' || *line == '~') && line[run] == *line)
        run++;
    if (f->run > 0) {
        bool is_close =
            run >= f->run && *line == f->mark && run + strspn(line + run, " ") >= len;
        if (is_close)
            f->run = 0;
        return is_close;
    }
    bool is_open =
        run >= 3 && (*line == '~' || memchr(line + run, '`', len - run) == NULL);
    *f = (struct fence){*line, is_open ? run : 0};
    return false;
}

/* "|---|---|", below the head of a table: what follows up to an empty line are rows. */
static bool is_delimiter_row(const char *line, size_t len)
{
    bool may = *line == '|' || *line == ':' || *line == '-';
    return may && memchr(line, '|', len) != NULL && strspn(line, "|:- \t") >= len;
}

/* A heading or a comment that is one line. */
static bool is_line_block(const char *line, size_t len)
{
    if (*line == '#')
        return strspn(line, "#") < 7;
    return *line == '<' && len > 6 && memcmp(line, "<!--", 4) == 0 &&
           memcmp(line + len - 3, "-->", 3) == 0;
}

/* A line begins at FROM, below an empty one: may the text be cut there? */
static void note_cut(struct source *s, size_t from, size_t shortest_piece)
{
    size_t last = s->cut_count > 0 ? s->cuts[s->cut_count - 1] : s->from;
    size_t marks = strspn(s->text + from, "#"); /* more than six are text */
    if (marks < 1 || marks > 6 || from < last || from - last < shortest_piece)
        return;
    MEM_ROOM(s->cuts, s->cut_count, s->cut_cap);
    s->cuts[s->cut_count++] = (uint32_t)from;
}

/*
 * Look at each line once: link definitions, whether headings begin with '#', and where
 * the text may be cut.
 *
 * md4c 0.4 takes the place of a text for the kind of a block when, in a list, an empty
 * line follows where no block is open: one in 256 times it ends the list there. Such an
 * empty line says nothing, so md4c does not see it.
 */
static void look_over(struct source *s, struct markdown *m, size_t shortest_piece)
{
    struct fence fence = {0};
    bool is_ended = false; /* no block is open */
    bool is_below_empty = false, is_table = false;
    for (size_t i = 0; i < s->start_count; i++) {
        size_t from = s->starts[i], end = line_end(s, i);
        size_t at = skip_blanks(m->text, from, end), was;
        bool was_open = fence.run > 0, is_empty = at == end;
        if (is_below_empty && !was_open)
            note_cut(s, from, shortest_piece);
        is_below_empty = is_empty && (is_below_empty || !is_ended); /* for md4c */
        if (is_empty && is_ended)
            m->text[from - 1] = ' ';
        do {
            was = at;
            at = was_open ? at : skip_marker(m->text, at, end);
            at = skip_blanks(m->text, at, end);
        } while (at > was);
        const char *text = m->text + at;
        bool ends = take_fence(&fence, text, end - at) || is_line_block(text, end - at);
        is_table = !is_empty && (is_table || is_delimiter_row(text, end - at));
        ends = ends && !is_table;
        is_ended = fence.run == 0 && (is_empty || (ends && at > from));
        if (was_open || fence.run > 0)
            continue;
        s->has_atx |= *text == '#';
        bool is_split = *text == '[' && goes_on_below(s, i, at, end);
        if (is_split) {
            m->text[end] = ' ';
            end = line_end(s, i + 1);
        }
        if (*text == '[' && note_definition(m, at, end, (uint32_t)i + 1, is_split))
            *strchr(m->text + at, ':') = DEFINITION_MARK;
    }
}

static int compare_defs(const void *a, const void *b)
{
    const struct link_def *x = *(struct link_def *const *)a;
    const struct link_def *y = *(struct link_def *const *)b;
    size_t shorter = x->label_len < y->label_len ? x->label_len : y->label_len;
    int order = strncasecmp(x->label, y->label, shorter);
    if (order == 0 && x->label_len != y->label_len)
        order = x->label_len < y->label_len ? -1 : 1;
    return order != 0 ? order : x->line < y->line ? -1 : x->line > y->line;
}

static void sort_definitions(struct markdown *m)
{
    if (m->def_count == 0)
        return;
    m->by_label = mem_get(m->def_count * sizeof(struct link_def *));
    for (size_t i = 0; i < m->def_count; i++)
        m->by_label[i] = &m->defs[i];
    qsort(m->by_label, m->def_count, sizeof(struct link_def *), compare_defs);
}

/* --- there and back --- */

void source_read(struct source *s, struct markdown *m, size_t shortest_piece)
{
    blank_front(m);
    *s = (struct source){.text = m->text, .len = m->len};
    s->from = m->front != NULL ? (size_t)(m->front - m->text) + m->front_len + 4 : 0;
    s->from += s->from > 0 && m->text[s->from] == '\n';
    for (int i = 0; i < LIMIT_MARKDOWN_DEPTH && is_all_quoted(m, s->from); i++)
        blank_quote(m, s->from);
    find_starts(s, m);
    look_over(s, m, shortest_piece);
    sort_definitions(m);
}

void source_mend(struct source *s, struct markdown *m)
{
    for (size_t i = 0; i < m->def_count; i++) {
        size_t colon = (size_t)(m->defs[i].label - m->text) + m->defs[i].label_len + 1;
        m->text[colon] = ':';
    }
    for (size_t i = 1; i < s->start_count; i++)
        m->text[s->starts[i] - 1] = '\n';
    free(s->starts);
    free(s->cuts);
    *s = (struct source){0};
}
