/*
 * markdown_lines.c - Markdown laid out flat, with md4c.
 *
 * In:   a text.
 * Out:  its lines in their order; see markdown_lines.h.
 *
 * md4c tells blocks and texts but no places. Every text that it tells of a paragraph, a
 * heading or a fence lies in the input, so that a block reaches from the line of the
 * first to the line of the last; what lies outside is passed over. What it parses was
 * made ready in markdown_source.c.
 *
 * A long text is laid out in pieces on all cores. Each begins where the source may be
 * cut: there nothing goes on, for Markdown, but a fence or HTML. Where a piece ends in
 * one after all, the text is laid out as one.
 */
#include "markdown_lines.h"

#include <ctype.h>
#include <md4c.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "markdown_source.h"
#include "markdown_text.h"
#include "quizctl/limits.h"
#include "quizctl/mem.h"
#include "quizctl/parallel.h"

enum { LONGEST_TAG = 512 }; /* nobody writes longer ones */

struct layout {
    struct markdown *m;
    const struct source *source;
    uint32_t items[LIMIT_MARKDOWN_DEPTH]; /* open ones, outermost first */
    struct open_list {
        uint32_t id, number, count;
        char marker;
    } lists[LIMIT_MARKDOWN_DEPTH];
    size_t task_at[LIMIT_MARKDOWN_DEPTH]; /* offset of a task's mark */
    size_t base;                          /* offset of what md4c reads */
    unsigned depth, list_depth, quote;
    uint32_t list_count, block_count;
    bool is_open; /* a leaf is open */
    MD_BLOCKTYPE type;
    unsigned level;
    size_t from, to; /* the input that it covers; from > to: none yet */
    size_t cursor;   /* line behind the last one laid out */
};

/* --- lines of the input --- */

/* The number of the line, from 0, that byte OFFSET is in; most often it is one of the
 * next few to be laid out. */
static size_t line_of(const struct layout *l, size_t offset)
{
    enum { FEW = 8 };
    size_t low = l->cursor > 0 ? l->cursor - 1 : 0, high = l->source->start_count;
    size_t near = low < high && l->source->starts[low] <= offset ? low : high;
    for (size_t stop = near + FEW; near + 1 < high && near < stop; near++)
        if (offset < l->source->starts[near + 1])
            return near;
    low = near < high ? near : 0;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (l->source->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* --- lines that come out --- */

/* The innermost entry of a list has the number that is written before FROM, where its
 * text begins; Markdown would count on from the first. "1. 1. 1." are 1, 2 and 3. */
static void take_written_number(struct layout *l, struct list_item *item, size_t from)
{
    const char *text = l->m->text;
    size_t end = from, at;
    uint32_t number = 0;
    while (end > 0 && text[end - 1] == ' ')
        end--;
    if (end == 0 || (text[end - 1] != '.' && text[end - 1] != ')'))
        return;
    for (at = --end; at > 0 && end - at < 9 && isdigit((unsigned char)text[at - 1]);)
        at--;
    for (; at < end; at++)
        number = number * 10 + (uint32_t)(text[at] - '0');
    if (number <= item->number)
        return;
    item->number = number;
    l->lists[l->list_depth - 1].number = number + 1;
}

static struct md_line *add_line(struct layout *l, enum line_kind kind, size_t from,
                                size_t to)
{
    struct markdown *m = l->m;
    size_t line = line_of(l, from);
    MEM_ROOM(m->lines, m->count, m->cap);
    struct md_line *added = &m->lines[m->count++];
    *added = (struct md_line){
        .kind = kind,
        .depth = (uint8_t)l->depth,
        .quote = (uint8_t)l->quote,
        .text = m->text + from,
        .len = (uint32_t)(to - from),
        .line = (uint32_t)line + 1,
        .col = (uint32_t)(from - l->source->starts[line]) + 1,
        .block = l->block_count,
        .item = l->depth > 0 ? l->items[l->depth - 1] : NO_ITEM,
    };
    for (unsigned i = 0; i < l->depth; i++) {
        struct list_item *item = &m->items[l->items[i]];
        if (item->first != UINT32_MAX)
            continue;
        item->first = (uint32_t)(m->count - 1);
        if (i + 1 == l->depth && (item->marker == '.' || item->marker == ')'))
            take_written_number(l, item, from);
    }
    if (kind == LINE_TEXT && to - from > 3 && memcmp(m->text + from, "{:", 2) == 0 &&
        m->text[to - 1] == '}')
        added->kind = LINE_COMMENT; /* kramdown's attributes */
    bool is_one = line + 1 == l->source->start_count || to <= l->source->starts[line + 1];
    l->cursor = (is_one ? line : line_of(l, to - 1)) + 1;
    return added;
}

/* Items that have no line yet: their markers stand before the next one. */
static unsigned items_pending(const struct layout *l)
{
    unsigned count = 0;
    for (unsigned i = 0; i < l->depth; i++)
        count += l->m->items[l->items[i]].first == UINT32_MAX;
    return count;
}

/* Where the text of LINE begins, behind what quotes and lists put before it. */
static size_t text_start(const struct layout *l, size_t line, size_t stop)
{
    const char *text = l->m->text;
    size_t end = line_end(l->source, line), at = l->source->starts[line];
    unsigned quotes = l->quote, markers = items_pending(l);
    for (;;) {
        at = skip_blanks(text, at, end);
        size_t behind = at;
        if (at >= stop)
            return at;
        if (quotes > 0 && text[at] == '>') {
            quotes--;
            behind = at + 1;
        } else if (markers > 0) {
            markers--;
            behind = skip_marker(text, at, end);
        }
        if (behind == at || behind > stop)
            break;
        at = behind;
    }
    bool is_task = l->depth > 0 && l->m->items[l->items[l->depth - 1]].task != 0 &&
                   items_pending(l) > 0;
    if (is_task && at + 3 <= stop && text[at] == '[' && text[at + 2] == ']')
        at = skip_blanks(text, at + 3, end);
    return at;
}

/* Behind "[!question]- ", which begins a call-out: what stands there is its title. */
static size_t skip_callout(const char *text, size_t from, size_t to)
{
    size_t at = from + 2;
    if (to - from < 4 || memcmp(text + from, "[!", 2) != 0)
        return from;
    while (at < to && isalpha((unsigned char)text[at]))
        at++;
    if (at == from + 2 || at == to || text[at] != ']')
        return from;
    at++;
    at += at < to && (text[at] == '-' || text[at] == '+');
    return skip_blanks(text, at, to);
}

/* The title of these is the question; of others it names what stands below. */
static bool asks_callout(const char *text)
{
    static const char *const kinds[] = {"question", "quiz", "help", "faq", "exercise"};
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strncasecmp(text + 2, kinds[i], strlen(kinds[i])) == 0)
            return true;
    return false;
}

static void add_text_line(struct layout *l, size_t line, size_t stop, bool is_last)
{
    const char *text = l->m->text;
    size_t end = line_end(l->source, line), from = text_start(l, line, stop);
    size_t to = trimmed_end(text, from, end);
    bool may_call = l->quote > 0 || l->depth == 0; /* else "[!x]" is an entry's text */
    size_t callout = may_call ? skip_callout(text, from, to) : from;
    bool is_title = callout > from && callout < to && !asks_callout(text + from);
    enum line_kind kind = is_title ? LINE_SUMMARY : LINE_TEXT;
    from = callout;
    bool is_hard = end >= to + 2 && is_blank(text[to]);
    if (!is_last && markdown_ends_in_escape(text + from, to - from)) {
        is_hard = true;
        to = trimmed_end(text, from, to - 1);
    }
    if (to > from && kind == LINE_SUMMARY)
        l->block_count++;
    if (to > from)
        add_line(l, kind, from, to)->is_hard = is_hard;
    if (to > from && kind == LINE_SUMMARY)
        l->block_count++;
}

static void lay_paragraph(struct layout *l)
{
    size_t first = line_of(l, l->from), last = line_of(l, l->to - 1);
    for (size_t line = first; line <= last; line++)
        add_text_line(l, line, line == first ? l->from : line_end(l->source, line),
                      line == last);
}

/* Does TEXT begin with three of one of MARKS, with blanks between? */
static bool is_marked(const char *text, size_t len, const char *marks)
{
    size_t count = 0;
    if (len == 0 || strchr(marks, *text) == NULL)
        return false;
    for (size_t i = 0; i < len && (text[i] == *text || is_blank(text[i])); i++)
        count += text[i] == *text;
    return count >= 3;
}

/* The first line from the cursor on, behind quotes and lists, that begins with MARKS;
 * else the cursor's. Before it stand only lines that say nothing: "##", "3.". */
static size_t find_marked(const struct layout *l, const char *marks)
{
    enum { FAR = 64 };
    for (size_t i = l->cursor; i < l->source->start_count && i < l->cursor + FAR; i++) {
        size_t end = line_end(l->source, i), at = text_start(l, i, end);
        if (is_marked(l->m->text + at, end - at, marks))
            return i;
    }
    return l->cursor;
}

static void lay_rule(struct layout *l, size_t line)
{
    if (line < l->source->start_count)
        add_line(l, LINE_RULE, l->source->starts[line], line_end(l->source, line));
}

/* "===" below its text, or "---", or no such line: '='  '-'  0. */
static char underline_of(const struct layout *l, size_t first, size_t last)
{
    size_t at = text_start(l, first, line_end(l->source, first));
    if (l->m->text[at] == '#' || last + 1 >= l->source->start_count)
        return 0;
    at = text_start(l, last + 1, line_end(l->source, last + 1));
    return l->m->text[at] == '=' || l->m->text[at] == '-' ? l->m->text[at] : 0;
}

static void lay_heading(struct layout *l)
{
    const char *text = l->m->text;
    if (l->from > l->to)
        return;
    size_t first = line_of(l, l->from), last = line_of(l, l->to - 1);
    char underline = underline_of(l, first, last);
    /* "D. Amazon EFS" with "---" below: whoever writes headings with '#' meant a rule. */
    if (underline == '-' && (l->source->has_atx || last > first)) {
        lay_paragraph(l);
        l->block_count++;
        lay_rule(l, last + 1);
        return;
    }
    size_t from = text_start(l, first, l->from), end = line_end(l->source, last);
    while (from < l->from && text[from] == '#')
        from++;
    from = skip_blanks(text, from, l->from);
    end = trimmed_end(text, from, end);
    size_t to = end;
    while (to > l->to && text[to - 1] == '#')
        to--;
    if (to < end && to > from && !is_blank(text[to - 1]))
        to = end;
    add_line(l, LINE_HEADING, from, trimmed_end(text, from, to))->level =
        (uint8_t)l->level;
    if (underline != 0)
        l->cursor++;
}

static size_t back_to_fence(const struct layout *l, size_t line)
{
    for (size_t i = line; i > l->cursor && i > 0; i--) {
        size_t end = line_end(l->source, i - 1), at = text_start(l, i - 1, end);
        if (at + 3 <= end && (l->m->text[at] == '`' || l->m->text[at] == '~'))
            return i - 1;
        if (at < end)
            break;
    }
    return line;
}

/* The line that closes the fence whose first line is OPEN; the last content line, where
 * none does. */
static size_t close_of_fence(const struct layout *l, size_t open, size_t last)
{
    const char *text = l->m->text;
    size_t at = text_start(l, open, line_end(l->source, open)), run = 0;
    while (text[at + run] == text[at])
        run++;
    for (size_t i = last > open ? last : open + 1; i < l->source->start_count; i++) {
        size_t end = line_end(l->source, i), to = l->source->starts[i], count = 0;
        while (to < end && (is_blank(text[to]) || text[to] == '>'))
            to++;
        while (to + count < end && text[to + count] == text[at])
            count++;
        if (count >= run && to + count + strspn(text + to + count, " ") >= end)
            return i;
        if (i > last && to < end)
            break;
    }
    return last;
}

static void lay_code(struct layout *l)
{
    const char *text = l->m->text;
    bool is_empty = l->from > l->to;
    size_t first = is_empty ? l->cursor : line_of(l, l->from);
    size_t open = is_empty ? find_marked(l, "`~") : back_to_fence(l, first);
    if (open >= l->source->start_count)
        return;
    size_t last = is_empty ? open : line_of(l, l->to - 1);
    size_t from = text_start(l, open, line_end(l->source, open));
    size_t close = close_of_fence(l, open, last);
    if (text[from] != '`' && text[from] != '~')
        return;
    size_t indent = from - l->source->starts[open];
    add_line(l, LINE_CODE, from, trimmed_end(text, from, line_end(l->source, close)))
        ->indent = (uint32_t)indent;
}

static void lay_table(struct layout *l)
{
    if (l->from > l->to)
        return;
    size_t first = line_of(l, l->from), last = line_of(l, l->to - 1);
    size_t from = text_start(l, first, l->from);
    uint32_t indent = (uint32_t)(from - l->source->starts[first]);
    if (last == first)
        last++; /* the line below the head */
    size_t end = line_end(l->source, last < l->source->start_count ? last : first);
    add_line(l, LINE_TABLE, from, trimmed_end(l->m->text, from, end))->indent = indent;
}

/* --- HTML --- */

struct tag {
    size_t name, name_len, end; /* end: behind the '>' */
    bool is_close;
};

/* The tag at AT, if there is one before END. */
static bool read_tag(const char *text, size_t at, size_t end, struct tag *tag)
{
    size_t room = end - at < LONGEST_TAG ? end - at : LONGEST_TAG;
    const char *close = memchr(text + at, '>', room);
    size_t name = at + 1;
    if (close == NULL)
        return false;
    tag->is_close = name < end && text[name] == '/';
    name += tag->is_close;
    tag->name = name;
    while (name < end && isalnum((unsigned char)text[name]))
        name++;
    tag->name_len = name - tag->name;
    tag->end = (size_t)(close - text) + 1;
    return tag->name_len > 0;
}

static bool is_tag(const char *text, const struct tag *tag, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strlen(*names) == tag->name_len &&
            strncasecmp(text + tag->name, *names, tag->name_len) == 0)
            return true;
    return false;
}

static const char *const details_tags[] = {"details", NULL};
static const char *const summary_tags[] = {"summary", NULL};
static const char *const heading_tags[] = {"h1", "h2", "h3", "h4", "h5", "h6", NULL};
/* What begins a new line in a browser, too. Other tags belong to the text. */
static const char *const block_tags[] = {
    "p",  "div",     "center",  "ul",         "ol",    "li",    "br",
    "hr", "section", "article", "blockquote", "dl",    "dt",    "dd",
    "tr", "td",      "th",      "table",      "tbody", "thead", NULL};

struct html {
    struct layout *l;
    enum line_kind kind; /* of the text that is being gathered */
    unsigned level;
    size_t from; /* where it begins */
};

static void flush_html(struct html *h, size_t to)
{
    const char *text = h->l->m->text;
    size_t from = h->from;
    while (from < to && (isspace((unsigned char)text[from]) || text[from] == '>'))
        from++;
    to = trimmed_end(text, from, to);
    if (to > from)
        add_line(h->l, h->kind, from, to)->level = (uint8_t)h->level;
    h->l->block_count++;
}

static size_t take_comment(struct html *h, size_t at, size_t end)
{
    const char *text = h->l->m->text;
    size_t to = at + 4;
    while (to < end && strncmp(text + to, "-->", 3) != 0)
        to++;
    flush_html(h, at);
    size_t from = at + 4, last = to;
    while (from < last && isspace((unsigned char)text[from]))
        from++;
    add_line(h->l, LINE_COMMENT, from, trimmed_end(text, from, last));
    h->l->block_count++;
    return to < end ? to + 3 : end;
}

/* A tag that means something to us ends the text before it. */
static void take_tag(struct html *h, const struct tag *tag, size_t at)
{
    const char *text = h->l->m->text;
    bool is_details = is_tag(text, tag, details_tags);
    bool is_summary = is_tag(text, tag, summary_tags);
    bool is_heading = is_tag(text, tag, heading_tags);
    if (!is_details && !is_summary && !is_heading && !is_tag(text, tag, block_tags))
        return;
    flush_html(h, at);
    h->from = tag->end;
    h->kind = LINE_TEXT;
    h->level = 0;
    if (is_details)
        add_line(h->l, tag->is_close ? LINE_DETAILS_END : LINE_DETAILS, at, tag->end);
    if (is_summary && !tag->is_close)
        h->kind = LINE_SUMMARY;
    if (is_heading && !tag->is_close) {
        h->kind = LINE_HEADING;
        h->level = (unsigned)(text[tag->name + 1] - '0');
    }
}

static void lay_html(struct layout *l)
{
    const char *text = l->m->text;
    if (l->from > l->to)
        return;
    size_t first = line_of(l, l->from);
    struct html h = {.l = l, .kind = LINE_TEXT, .from = text_start(l, first, l->from)};
    for (size_t at = h.from; at < l->to;) {
        struct tag tag;
        if (text[at] == '\n' && h.kind == LINE_TEXT) {
            flush_html(&h, at);
            h.from = ++at;
        } else if (strncmp(text + at, "<!--", 4) == 0) {
            h.from = take_comment(&h, at, l->to);
            at = h.from;
        } else if (text[at] == '<' && read_tag(text, at, l->to, &tag)) {
            take_tag(&h, &tag, at);
            at = tag.end;
        } else {
            at++;
        }
    }
    flush_html(&h, l->to);
}

/* --- what md4c tells --- */

static void begin_leaf(struct layout *l, MD_BLOCKTYPE type, unsigned level)
{
    l->is_open = true;
    l->type = type;
    l->level = level;
    l->from = SIZE_MAX;
    l->to = 0;
    l->block_count++;
}

static void end_leaf(struct layout *l)
{
    if (!l->is_open)
        return;
    l->is_open = false;
    switch (l->type) {
    case MD_BLOCK_H:
        lay_heading(l);
        break;
    case MD_BLOCK_CODE:
        lay_code(l);
        break;
    case MD_BLOCK_HTML:
        lay_html(l);
        break;
    case MD_BLOCK_TABLE:
        lay_table(l);
        break;
    default:
        if (l->from <= l->to)
            lay_paragraph(l);
    }
}

/* A text of md4c, if it lies in the input. */
static void cover(struct layout *l, const char *text, size_t len)
{
    const char *all = l->m->text;
    if (text == NULL || text < all || text > all + l->m->len || len == 0 ||
        len > (size_t)(all + l->m->len - text))
        return;
    if (!l->is_open)
        begin_leaf(l, MD_BLOCK_P, 0);
    size_t from = (size_t)(text - all);
    l->from = from < l->from ? from : l->from;
    l->to = from + len > l->to ? from + len : l->to;
}

static int open_item(struct layout *l, const MD_BLOCK_LI_DETAIL *detail)
{
    struct markdown *m = l->m;
    struct open_list *list = &l->lists[l->list_depth - 1];
    if (l->depth == LIMIT_MARKDOWN_DEPTH)
        return -1;
    MEM_ROOM(m->items, m->item_count, m->item_cap);
    m->items[m->item_count] = (struct list_item){
        .parent = l->depth > 0 ? l->items[l->depth - 1] : NO_ITEM,
        .list = list->id,
        .nth = list->count++,
        .first = UINT32_MAX,
        .number = list->number++,
        .marker = list->marker,
        .task = detail->is_task ? (detail->task_mark == ' ' ? ' ' : 'x') : 0,
    };
    l->task_at[l->depth] = l->base + detail->task_mark_offset;
    l->items[l->depth++] = (uint32_t)m->item_count++;
    return 0;
}

static int open_list(struct layout *l, uint32_t number, char marker)
{
    if (l->list_depth == LIMIT_MARKDOWN_DEPTH)
        return -1;
    l->lists[l->list_depth++] = (struct open_list){++l->list_count, number, 0, marker};
    return 0;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct layout *l = user;
    if (l->is_open && l->type == MD_BLOCK_TABLE)
        return 0;
    end_leaf(l); /* the text of an item in a tight list has no block of its own */
    switch (type) {
    case MD_BLOCK_QUOTE:
        return ++l->quote > LIMIT_MARKDOWN_DEPTH ? -1 : 0; /* md4c goes on after a 1 */
    case MD_BLOCK_UL:
        return open_list(l, 0, ((MD_BLOCK_UL_DETAIL *)detail)->mark);
    case MD_BLOCK_OL:
        return open_list(l, ((MD_BLOCK_OL_DETAIL *)detail)->start,
                         ((MD_BLOCK_OL_DETAIL *)detail)->mark_delimiter);
    case MD_BLOCK_LI:
        return open_item(l, detail);
    case MD_BLOCK_HR:
        l->block_count++;
        lay_rule(l, find_marked(l, "-*_"));
        break;
    case MD_BLOCK_H:
        begin_leaf(l, type, ((MD_BLOCK_H_DETAIL *)detail)->level);
        break;
    case MD_BLOCK_CODE:
    case MD_BLOCK_HTML:
    case MD_BLOCK_P:
    case MD_BLOCK_TABLE:
        begin_leaf(l, type, 0);
        break;
    default:
        break;
    }
    return 0;
}

/* A task without text is an option all the same: what it says may stand below. */
static void close_item(struct layout *l)
{
    const struct list_item *item = &l->m->items[l->items[l->depth - 1]];
    size_t at = l->task_at[l->depth - 1] + 2;
    if (item->task != 0 && item->first == UINT32_MAX && at <= l->m->len) {
        l->block_count++;
        add_line(l, LINE_TEXT, at, at);
    }
    l->depth--;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct layout *l = user;
    (void)detail;
    if (l->is_open && l->type == MD_BLOCK_TABLE && type != MD_BLOCK_TABLE)
        return 0;
    end_leaf(l);
    if (type == MD_BLOCK_QUOTE)
        l->quote--;
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
        l->list_depth--;
    if (type == MD_BLOCK_LI)
        close_item(l);
    return 0;
}

/* The address of a link, unless it stands elsewhere, in a definition: before the link or
 * below an empty line. */
static void cover_address(struct layout *l, const MD_ATTRIBUTE *address)
{
    const char *text = l->m->text, *end = text + l->m->len;
    const char *at =
        text + (l->from <= l->to                     ? l->to
                : l->cursor < l->source->start_count ? l->source->starts[l->cursor]
                                                     : 0);
    if (l->from > l->to)
        at += strspn(at, " \t\n>");
    if (address->text < at || address->text > end)
        return;
    while ((at = memchr(at, '\n', (size_t)(address->text - at))) != NULL) {
        at++;
        at += strspn(at, " \t>");
        if (*at == '\n' || at >= address->text)
            break;
    }
    if (at == NULL || at >= address->text)
        cover(l, address->text, address->size);
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    (void)type, (void)detail, (void)user;
    return 0;
}

/* Behind what a link is called stands its address. */
static int leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    if (type == MD_SPAN_IMG)
        cover_address(user, &((MD_SPAN_IMG_DETAIL *)detail)->src);
    if (type == MD_SPAN_A)
        cover_address(user, &((MD_SPAN_A_DETAIL *)detail)->href);
    return 0;
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user)
{
    (void)type;
    cover(user, text, size);
    return 0;
}

/* --- pieces --- */

enum { PIECES = 16 }; /* that are laid out and not joined */

struct pieces {
    struct markdown *m;
    const struct source *source;
    size_t count;
    struct piece {
        struct markdown m; /* lines and items of its own, counted from 0 */
        uint32_t list_count, block_count;
        bool is_done, is_open; /* is_open: what it ends in may go on */
    } of[PIECES];
    uint32_t lists, blocks; /* of those that are joined */
    bool is_done;           /* each of them */
};

/* May the last leaf go on below an empty line: a fence that is not closed, or one of the
 * kinds of HTML that end with their tag? */
static bool is_leaf_open(const struct layout *l)
{
    static const char *const openings[] = {"<!",     "<?",        "<script", "<pre",
                                           "<style", "<textarea", NULL};
    const struct markdown *m = l->m;
    const struct md_line *last = m->count > 0 ? &m->lines[m->count - 1] : NULL;
    if (l->type == MD_BLOCK_CODE)
        return last == NULL || last->block != l->block_count || last->kind != LINE_CODE ||
               !markdown_is_closed(last) ||
               strchr("\n",
                      last->text[last->len + strspn(last->text + last->len, " ")]) ==
                   NULL; /* only spaces may follow, for md4c */
    if (l->type != MD_BLOCK_HTML)
        return false;
    bool is_open = l->from > l->to;
    for (size_t i = 0; openings[i] != NULL && !is_open; i++) {
        const char *html = m->text + skip_blanks(m->text, l->from, l->to);
        is_open = strncasecmp(html, openings[i], strlen(openings[i])) == 0;
    }
    return is_open;
}

static void lay_piece(void *user, size_t nth)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_PERMISSIVEATXHEADERS | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH |
                 MD_FLAG_TASKLISTS | MD_FLAG_NOINDENTEDCODEBLOCKS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = take_text,
    };
    struct pieces *all = user;
    struct piece *p = &all->of[nth % PIECES];
    const struct source *s = all->source;
    size_t from = nth > 0 ? s->cuts[nth - 1] : s->from;
    size_t to = nth + 1 < all->count ? s->cuts[nth] : s->len;
    struct markdown *m = &p->m;
    struct layout l = {.m = m, .source = s, .base = from};
    m->text = all->m->text;
    m->len = all->m->len;
    m->count = m->item_count = 0;
    MEM_ROOM(m->items, m->item_count, m->item_cap);
    m->items[m->item_count++] = (struct list_item){.first = UINT32_MAX};
    l.cursor = from < m->len ? line_of(&l, from) : 0;
    p->is_done = md_parse(m->text + from, (MD_SIZE)(to - from), &parser, &l) == 0;
    p->is_open = is_leaf_open(&l);
    p->list_count = l.list_count;
    p->block_count = l.block_count;
}

static void more_room(struct markdown *m, size_t lines, size_t items)
{
    size_t cap = m->cap, item_cap = m->item_cap;
    while (m->cap < m->count + lines)
        m->cap = m->cap > 0 ? 2 * m->cap : lines;
    while (m->item_cap < m->item_count + items)
        m->item_cap = m->item_cap > 0 ? 2 * m->item_cap : items;
    if (m->cap > cap)
        m->lines = mem_more(m->lines, m->cap, sizeof *m->lines);
    if (m->item_cap > item_cap)
        m->items = mem_more(m->items, m->item_cap, sizeof *m->items);
}

/* Lines and items of a piece go behind those of the pieces before. */
static void join_piece(void *user, size_t nth)
{
    struct pieces *all = user;
    const struct piece *p = &all->of[nth % PIECES];
    struct markdown *m = all->m;
    all->is_done &= p->is_done && (nth + 1 == all->count || !p->is_open);
    if (!all->is_done)
        return;
    size_t skip = nth > 0; /* NO_ITEM is that of the first piece */
    uint32_t lines = (uint32_t)m->count, items = (uint32_t)(m->item_count - skip);
    more_room(m, p->m.count, p->m.item_count);
    for (size_t i = 0; i < p->m.count; i++) {
        struct md_line *line = &m->lines[m->count++];
        *line = p->m.lines[i];
        line->block += all->blocks;
        line->item += line->item != NO_ITEM ? items : 0;
    }
    for (size_t i = skip; i < p->m.item_count; i++) {
        struct list_item *item = &m->items[m->item_count++];
        *item = p->m.items[i];
        item->parent += item->parent != NO_ITEM ? items : 0;
        item->list += i > 0 ? all->lists : 0;
        item->first += item->first != UINT32_MAX ? lines : 0;
    }
    all->lists += p->list_count;
    all->blocks += p->block_count;
}

/* Lay it out, cut at the first COUNT of the cuts. False: it nests too deep, or it can't
 * be cut so. */
static bool lay_pieces(struct markdown *m, const struct source *s, size_t count)
{
    struct pieces all = {.m = m, .source = s, .count = count + 1, .is_done = true};
    m->count = m->item_count = 0;
    parallel_in_order(all.count, PIECES, lay_piece, join_piece, &all);
    for (size_t i = 0; i < PIECES; i++) {
        free(all.of[i].m.lines);
        free(all.of[i].m.items);
    }
    return all.is_done;
}

bool markdown_lay_out(struct markdown *m, char *text, size_t len, size_t shortest_piece)
{
    struct source s;
    *m = (struct markdown){.text = text, .len = len};
    if (len > UINT32_MAX / 2)
        return false;
    source_read(&s, m, shortest_piece);
    bool is_done =
        (s.cut_count > 0 && lay_pieces(m, &s, s.cut_count)) || lay_pieces(m, &s, 0);
    source_mend(&s, m);
    return is_done;
}

void markdown_release(struct markdown *m)
{
    free(m->lines);
    free(m->items);
    free(m->defs);
    free(m->by_label);
    *m = (struct markdown){0};
}

uint32_t markdown_item_at(const struct markdown *m, const struct md_line *line,
                          unsigned depth)
{
    uint32_t item = line->item;
    if (depth == 0 || depth > line->depth)
        return NO_ITEM;
    for (unsigned up = line->depth; up > depth; up--)
        item = m->items[item].parent;
    return item;
}

bool markdown_begins_item(const struct markdown *m, const struct md_line *line)
{
    return line->item != NO_ITEM && m->items[line->item].first == line - m->lines;
}

const struct link_def *markdown_definition(const struct markdown *m,
                                           const struct md_line *line)
{
    size_t low = 0, high = m->def_count;
    while (low < high) { /* they stand in the order of their lines */
        size_t middle = low + (high - low) / 2;
        if (m->defs[middle].last < line->line)
            low = middle + 1;
        else
            high = middle;
    }
    const struct link_def *def = low < m->def_count ? &m->defs[low] : NULL;
    bool is_def = def != NULL && def->line <= line->line && line->kind == LINE_TEXT;
    return is_def && !def->is_text ? def : NULL;
}

bool markdown_is_closed(const struct md_line *line)
{
    const char *text = line->text;
    size_t run = 0, last = 0, before = line->len;
    while (run < line->len && text[run] == *text)
        run++;
    while (before > 0 && text[before - 1] == *text)
        before--;
    last = line->len - before;
    while (before > 0 && (text[before - 1] == ' ' || text[before - 1] == '>'))
        before--;
    return last >= run && before > 0 && text[before - 1] == '\n';
}
