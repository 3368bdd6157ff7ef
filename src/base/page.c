/*
 * page.c - text set in lines: wrapping, inline Markdown, colour, links.
 *
 * In:   text from anywhere, one paragraph per call.
 * Out:  lines in p->out that each stand alone: what is switched on in a line is
 *       switched off at its end, and no line ends in a space.
 *
 * Three steps. text_clean takes out what could steer a terminal. The inline Markdown
 * becomes a struct run: the bytes to show and, byte by byte, how they look. The run
 * flows into lines, by words and measured in clusters, and turn() writes the escapes
 * where the look changes. Escapes are written in turn() and nowhere else in quizctl;
 * whether colour and links are wanted is found out in term. Tables are in page_table.c.
 * What a CI runner would take for a command is known only where a line begins and the
 * Markdown is gone: so put_bytes() makes it harmless, not text_clean.
 */
#include "quizctl/page.h"

#include <stdint.h>
#include <string.h>

#include "quizctl/markup.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"

enum { LEAST_COLUMNS = 10 }; /* a narrower text is no use */

#define HELD_SPACE "\xC2\xA0" /* U+00A0 */
#define NOWHERE    SIZE_MAX

/* How a byte looks. Bits, so that Markdown and a style of ours can meet in one byte. */
enum look {
    LOOK_BOLD = 1 << 0,
    LOOK_DIM = 1 << 1,
    LOOK_UNDER = 1 << 2, /* not italic: some terminals show that as reverse video */
    LOOK_RED = 1 << 3,
    LOOK_GREEN = 1 << 4,
    LOOK_YELLOW = 1 << 5,
    LOOK_CYAN = 1 << 6,
    LOOK_LINK = 1 << 7,
};

static const struct {
    unsigned look;
    const char *parameter;
} sgr_table[] = {
    {LOOK_BOLD,   "1" },
    {LOOK_DIM,    "2" },
    {LOOK_UNDER,  "4" },
    {LOOK_RED,    "31"},
    {LOOK_GREEN,  "32"},
    {LOOK_YELLOW, "33"},
    {LOOK_CYAN,   "36"},
};

static const unsigned style_table[] = {
    [PAGE_PLAIN] = 0,
    [PAGE_TITLE] = LOOK_BOLD,
    [PAGE_GOOD] = LOOK_GREEN | LOOK_BOLD,
    [PAGE_BAD] = LOOK_RED | LOOK_BOLD,
    [PAGE_WARN] = LOOK_YELLOW,
    [PAGE_QUIET] = LOOK_DIM,
    [PAGE_CODE] = LOOK_CYAN,
};

/* Clean text and the look of each of its bytes. */
struct run {
    struct buf text;
    struct buf looks; /* as many bytes */
};

static void run_add(struct run *run, const char *bytes, size_t len, unsigned look)
{
    buf_add(&run->text, bytes, len);
    buf_fill(&run->looks, (char)look, len);
}

static unsigned run_look(const struct run *run, size_t at)
{
    return (unsigned char)run->looks.bytes[at];
}

static void run_release(struct run *run)
{
    buf_release(&run->text);
    buf_release(&run->looks);
}

/* A paragraph on its way into lines. */
struct flow {
    struct page *p;
    const char *url; /* where LOOK_LINK leads */

    struct buf first; /* clean; what the first line starts with, then empty */
    unsigned first_look;
    int rest; /* spaces before the other lines */

    int column;    /* taken on the line, the indent included; not kept without wrapping */
    bool has_word; /* the line has begun; until then its indent is not written */
    bool is_full;  /* nothing more goes on this line */
    unsigned look; /* what is switched on */
};

/* Switch from the look that is on to LOOK. */
static void turn(struct flow *f, unsigned look)
{
    struct buf *out = &f->p->out;
    if (look == f->look)
        return;
    if ((f->look & ~(unsigned)LOOK_LINK) != 0)
        buf_text(out, "\033[0m");
    if ((f->look & LOOK_LINK) != 0)
        buf_text(out, "\033]8;;\033\\");
    if ((look & LOOK_LINK) != 0)
        buf_printf(out, "\033]8;;%s\033\\", f->url);

    const char *before = "\033[";
    for (size_t i = 0; i < COUNT(sgr_table); i++) {
        if ((look & sgr_table[i].look) != 0) {
            buf_printf(out, "%s%s", before, sgr_table[i].parameter);
            before = ";";
        }
    }
    if (*before == ';')
        buf_char(out, 'm');
    f->look = look;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t trimmed(const char *text, size_t len)
{
    while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\n'))
        len--;
    return len;
}

static void begin_line(struct flow *f)
{
    f->has_word = true;
    if (f->first.bytes == NULL) {
        buf_fill(&f->p->out, ' ', (size_t)f->rest);
        return;
    }
    turn(f, f->first_look);
    buf_add(&f->p->out, f->first.bytes, f->first.len);
    buf_release(&f->first);
}

static void end_line(struct flow *f)
{
    if (!f->has_word && f->first.bytes != NULL) {
        f->first.len = trimmed(f->first.bytes, f->first.len);
        begin_line(f);
    }
    turn(f, 0);
    buf_char(&f->p->out, '\n');
    f->has_word = false;
    f->is_full = false;
    f->column = f->rest;
}

/* Where the start of the first line leaves too little: it keeps the line for itself, a
 * blank one shrinks to the indent of the others. */
static void give_up_first(struct flow *f)
{
    if (trimmed(f->first.bytes, f->first.len) != 0) {
        end_line(f);
    } else {
        buf_release(&f->first);
        f->column = f->rest;
    }
}

static bool fits(const struct flow *f, int width)
{
    return f->p->columns == 0 || (!f->is_full && width <= f->p->columns - f->column);
}

/* Where in RUN, from FROM on, a "::command::" stands that a CI runner would obey at the
 * start of a line; NOWHERE when none does. */
static size_t find_command(const struct run *run, size_t from)
{
    const char *text = buf_str(&run->text);
    size_t at = from + strspn(text + from, " ");
    bool is_command = strncmp(text + at, "::", 2) == 0 && is_letter(text[at + 2]);
    return is_command ? at : NOWHERE;
}

/* The bytes as they are, but the one at COMMAND, a runner's marks and held spaces. */
static void put_bytes(struct buf *out, const struct run *run, size_t from, size_t end,
                      size_t command)
{
    const char *text = buf_str(&run->text);
    size_t plain = from;
    for (size_t at = from; at < end; at++) {
        bool is_held = strncmp(text + at, HELD_SPACE, 2) == 0;
        bool is_mark = at == command || text_is_runner_mark(text, run->text.len, at);
        if (!is_held && !is_mark)
            continue;
        buf_add(out, text + plain, at - plain);
        if (is_held)
            buf_char(out, ' ');
        else
            buf_printf(out, "\\u{%x}", (unsigned)text[at]);
        at += is_held;
        plain = at + 1;
    }
    buf_add(out, text + plain, end - plain);
}

static void put(struct flow *f, const struct run *run, size_t from, size_t end, int width)
{
    bool is_start = !f->has_word && trimmed(buf_str(&f->first), f->first.len) == 0;
    size_t command = is_start ? find_command(run, from) : NOWHERE;
    if (!f->has_word)
        begin_line(f);
    while (from < end) {
        size_t to = from + 1;
        while (to < end && run_look(run, to) == run_look(run, from))
            to++;
        turn(f, run_look(run, from));
        put_bytes(&f->p->out, run, from, to, command);
        from = to;
    }
    if (f->p->columns != 0)
        f->column += width;
}

/* A word wider than a line: as many clusters on each as fit, one at least. */
static void put_cut(struct flow *f, const struct run *run, size_t word, size_t end)
{
    while (word < end) {
        int width;
        size_t used = text_cluster(run->text.bytes + word, end - word, &width);
        if (f->has_word && !fits(f, width))
            end_line(f);
        put(f, run, word, word + used, width);
        word += used;
    }
    f->is_full = true;
}

/* The word from WORD to END with the spaces from GAP on before it. */
static void put_word(struct flow *f, const struct run *run, size_t gap, size_t word,
                     size_t end)
{
    int both = text_width(run->text.bytes + gap, end - gap);
    if (fits(f, both)) {
        put(f, run, gap, end, both);
        return;
    }
    if (f->has_word)
        end_line(f);
    int width = text_width(run->text.bytes + word, end - word);
    if (f->column > f->rest && !fits(f, width) &&
        (width <= f->p->columns - f->rest || !fits(f, LEAST_COLUMNS)))
        give_up_first(f);
    if (fits(f, width))
        put(f, run, word, end, width);
    else
        put_cut(f, run, word, end);
}

static void put_run(struct flow *f, const struct run *run)
{
    const char *text = buf_str(&run->text);
    size_t len = trimmed(text, run->text.len);
    for (size_t at = 0; at < len;) {
        if (text[at] == '\n') {
            end_line(f);
            at++;
            continue;
        }
        size_t gap = at;
        while (at < len && text[at] == ' ')
            at++;
        size_t word = at;
        while (at < len && text[at] != ' ' && text[at] != '\n')
            at++;
        if (word < at)
            put_word(f, run, gap, word, at);
    }
    end_line(f);
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* REST, or less where REST would leave too little of a line. */
static int indent(const struct page *p, int rest)
{
    if (p->columns == 0)
        return rest;
    return least(rest, p->columns > LEAST_COLUMNS ? p->columns - LEAST_COLUMNS : 0);
}

/* One paragraph. RUN is released. */
static void set_run(struct page *p, struct run *run, unsigned first_look,
                    const char *first, int rest, const char *url)
{
    struct flow f = {
        .p = p, .url = url, .first_look = first_look, .rest = indent(p, rest)};
    buf_text(&f.first, ""); /* there, even when empty */
    text_clean(&f.first, first, strlen(first), TEXT_LINE);
    f.column = text_width(f.first.bytes, f.first.len);
    put_run(&f, run);
    buf_release(&f.first);
    run_release(run);
}

static struct buf cleaned(const char *text, enum text_clean_mode mode)
{
    struct buf clean = {0};
    text_clean(&clean, text, strlen(text), mode);
    for (size_t i = 0; i < clean.len; i++)
        if (clean.bytes[i] == '\t') /* how wide it is depends on what shows it */
            clean.bytes[i] = ' ';
    return clean;
}

/* Inline Markdown becomes looks: see markup.h. */
static void run_markdown(struct run *run, const struct buf *text, bool has_color)
{
    struct buf parts = {0};
    buf_fill(&parts, MARKUP_TEXT, text->len);
    markup_find(buf_str(text), text->len, parts.bytes);

    static const unsigned part_look[] = {[MARKUP_STRONG] = LOOK_BOLD,
                                         [MARKUP_EMPHASIS] = LOOK_UNDER,
                                         [MARKUP_CODE] = LOOK_CYAN};
    unsigned look = 0;
    for (size_t i = 0; i < text->len; i++) {
        char part = parts.bytes[i];
        bool is_shown = part == MARKUP_TEXT || (part == MARKUP_CODE && !has_color);
        if (is_shown)
            run_add(run, text->bytes + i, 1, has_color ? look : 0);
        if (part != MARKUP_TEXT)
            look ^= part_look[(size_t)part];
    }
    buf_release(&parts);
}

void page_release(struct page *p)
{
    buf_release(&p->out);
    *p = (struct page){0};
}

void page_text(struct page *p, const char *first, int rest, const char *text)
{
    struct buf clean = cleaned(text, TEXT_BLOCK);
    struct run run = {0};
    run_markdown(&run, &clean, p->has_color);
    buf_release(&clean);
    set_run(p, &run, 0, first, rest, NULL);
}

void page_words(struct page *p, enum page_style style, const char *first, int rest,
                const char *text)
{
    struct buf clean = cleaned(text, TEXT_BLOCK);
    unsigned look = p->has_color ? style_table[style] : 0;
    bool is_quoted = style == PAGE_CODE && !p->has_color;
    struct run run = {0};
    run_add(&run, "`", is_quoted, look);
    run_add(&run, buf_str(&clean), clean.len, look);
    run_add(&run, "`", is_quoted, look);
    buf_release(&clean);
    set_run(p, &run, look, first, rest, NULL);
}

void page_part(struct page *p, enum page_style style, const char *text)
{
    struct flow f = {.p = p};
    turn(&f, p->has_color ? style_table[style] : 0);
    text_clean(&p->out, text, strlen(text), TEXT_LINE);
    turn(&f, 0);
}

/* At the start, or behind an empty line. */
static bool is_after_blank(const struct page *p)
{
    const struct buf *out = &p->out;
    return out->len == 0 || (out->bytes[out->len - 1] == '\n' &&
                             (out->len == 1 || out->bytes[out->len - 2] == '\n'));
}

void page_blank(struct page *p)
{
    if (p->out.len == 0 || !is_after_blank(p))
        buf_char(&p->out, '\n');
}

void page_heading(struct page *p, const char *text)
{
    if (!is_after_blank(p))
        page_blank(p);
    page_words(p, PAGE_TITLE, "", 0, text);
}

/* Bytes of the escape sequence at TEXT; 0 when there is none. As turn() writes them. */
static size_t escape_len(const char *text)
{
    const char *end = NULL;
    if (strncmp(text, "\033[", 2) == 0)
        end = strchr(text, 'm');
    else if (strncmp(text, "\033]", 2) == 0)
        end = strstr(text, "\033\\");
    return end == NULL ? 0 : (size_t)(end - text) + (*end == 'm' ? 1 : 2);
}

/* Rows that the line at LINE takes where the terminal wraps it. */
static int line_rows(const struct page *p, const char *line, size_t len)
{
    int columns = 0, width;
    for (size_t at = 0; at < len;) {
        size_t escape = escape_len(line + at);
        at += escape != 0 ? escape : text_cluster(line + at, len - at, &width);
        columns += escape != 0 ? 0 : width;
    }
    return p->columns == 0 || columns == 0 ? 1 : (columns + p->columns - 1) / p->columns;
}

size_t page_screen(const struct page *p, size_t from, int rows)
{
    const char *text = buf_str(&p->out);
    size_t at = from, gap = from;
    int used = 0;
    while (at < p->out.len) {
        size_t len = strcspn(text + at, "\n");
        used += line_rows(p, text + at, len);
        if (used > rows && at > from)
            return gap > from ? gap : at;
        at += len + 1;
        if (len == 0 && used > rows / 2)
            gap = at;
    }
    return p->out.len;
}

/* Whether URL may stand inside an escape sequence, and leads to the web. */
static bool is_web(const char *url)
{
    if (strncmp(url, "https://", 8) != 0 && strncmp(url, "http://", 7) != 0)
        return false;
    for (; *url != '\0'; url++)
        if (*url <= ' ' || *url > '~')
            return false;
    return true;
}

void page_link(struct page *p, const char *first, int rest, const char *title,
               const char *url)
{
    bool is_link = p->has_links && is_web(url) && *title != '\0';
    struct buf clean = cleaned(title, TEXT_LINE);
    struct run run = {0};
    run_add(&run, buf_str(&clean), clean.len, is_link ? LOOK_LINK : 0);
    buf_release(&clean);
    set_run(p, &run, 0, first, rest, url);
    if (is_link || *url == '\0')
        return;

    buf_fill(&p->out, ' ', (size_t)indent(p, rest));
    text_clean(&p->out, url, strlen(url), TEXT_LINE);
    buf_char(&p->out, '\n');
}

const char *page_sign(const struct page *p, const char *utf8, const char *ascii)
{
    return p->has_utf8 ? utf8 : ascii;
}
