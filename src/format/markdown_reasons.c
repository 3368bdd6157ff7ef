/*
 * markdown_reasons.c - what stands behind the options: each section into its field, each
 * reason to the option that it speaks of.
 *
 * In:   the sections of a note.
 * Out:  the draft's explanation, its references, and the options' reasons.
 *
 * A reason names its option by a letter, by the name in bold, by the name before a colon
 * or a verb, or stands below a line that does. What names none is kept: in the
 * explanation where it may stand, else in a section of its own, and told.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "markdown_entries.h"
#include "markdown_parts.h"
#include "markdown_text.h"
#include "quizctl/text.h"

/* --- entries --- */

static void whole_text(const struct note *n, const struct note_section *s,
                       struct buf *out)
{
    size_t i = first_of(n, s);
    if (i < s->to)
        note_blocks(n, i, s->to, skip_of(s, i), s->depth, out);
}

/* "Step 2: ...", or a sign before its text, in a paragraph: each such line is an entry.
 */
static bool is_entry_line(const struct note *n, size_t i)
{
    const struct md_line *line = note_line(n, i);
    const char *text = line->text + strspn(line->text, "*_");
    bool is_step = strncasecmp(text, "step ", 5) == 0 && isdigit((unsigned char)text[5]);
    return line->kind == LINE_TEXT &&
           (is_step || markdown_symbol(line->text, line->len) > 0);
}

static size_t entry_end(const struct note *n, const struct note_section *s, size_t i)
{
    if (is_entry(n, s, i) || !is_entry_line(n, i))
        return note_chunk_end(n, i, s->to, s->depth);
    size_t end = i + 1;
    while (end < s->to && note_line(n, end)->block == note_line(n, i)->block &&
           !is_entry_line(n, end))
        end++;
    return end;
}

/* Bytes before the text of the entry at I: a mark, of a line that is one. */
static size_t entry_skip(const struct note *n, const struct note_section *s, size_t i)
{
    const struct md_line *line = note_line(n, i);
    const char *text = line->text + skip_of(s, i);
    size_t len = line->len - skip_of(s, i);
    if (!n->has_meta && !is_entry(n, s, i) && line->kind == LINE_TEXT)
        markdown_take_first(&text, &len);
    while (len > 0 && *text == ' ') {
        text++;
        len--;
    }
    return (size_t)(text - line->text);
}

/* Entries of a list, and what stands between: a heading begins one, and a line that leads
 * in to a fence belongs to it. */
static void read_entries(struct note *n, const struct note_section *s,
                         void (*take)(struct draft *, const char *, size_t))
{
    struct buf text = {0};
    bool is_open = false; /* what comes belongs to the entry in TEXT */
    for (size_t i = first_of(n, s); i < s->to;) {
        size_t end = entry_end(n, s, i);
        const struct md_line *line = note_line(n, i);
        if (is_silent(n, i) || is_lead_in(n, s, i, end)) {
            i = end;
            continue;
        }
        bool is_heading = line->kind == LINE_HEADING && !is_entry(n, s, i);
        bool goes_on = is_open && !is_heading;
        if (!goes_on && text.len > 0) {
            take(&n->d, text.bytes, text.len);
            buf_clear(&text);
        }
        if (text.len > 0)
            buf_text(&text, "\n\n");
        if (is_heading)
            buf_text(&text, "**");
        if (is_heading)
            markdown_inline(n->file->m, line->text, line->len, &text);
        else
            note_blocks(n, i, end, entry_skip(n, s, i),
                        is_entry(n, s, i) && !(goes_on && text.len > 2) ? s->depth + 1
                                                                        : s->depth,
                        &text);
        if (is_heading)
            buf_text(&text, "**");
        bool leads =
            line->kind == LINE_TEXT && text.len > 0 && text.bytes[text.len - 1] == ':';
        is_open = is_heading || (goes_on && is_open && !leads) || leads;
        if (goes_on && leads)
            is_open = true;
        i = end;
    }
    take(&n->d, buf_str(&text), text.len);
    buf_release(&text);
}

/* --- reasons --- */

static const char **why_of(struct note *n, size_t i, bool is_prompt)
{
    return is_prompt ? &n->d.prompts[i].why : &n->d.options[i].why;
}

/* A list of one entry is its entry. */
void note_unwrap(struct buf *text)
{
    bool is_one =
        text->len > 2 && strchr("-*+", text->bytes[0]) != NULL && text->bytes[1] == ' ';
    for (const char *at = strchr(buf_str(text), '\n'); at != NULL && is_one;
         at = strchr(at + 1, '\n'))
        is_one = at[1] == ' ' || at[1] == '\n';
    if (!is_one)
        return;
    struct buf out = {0};
    for (const char *at = text->bytes + 2;;) {
        size_t len = strcspn(at, "\n");
        buf_add(&out, at, len);
        if (at[len] == '\0')
            break;
        buf_char(&out, '\n');
        at += len + 1;
        at += strspn(at, " ") < 2 ? strspn(at, " ") : 2;
    }
    buf_release(text);
    *text = out;
}

/* A cross or a check mark at the start of a line only says again what the key says. */
static void drop_marks(struct buf *text, enum mark mark)
{
    struct buf out = {0};
    for (const char *at = buf_str(text); *at != '\0';) {
        size_t len = strcspn(at, "\n"), blanks = strspn(at, " ");
        blanks += strspn(at + blanks, "-*+") == 1 && at[blanks + 1] == ' ' ? 2 : 0;
        const char *rest = at + blanks;
        size_t left = len - (blanks < len ? blanks : len), was = left;
        enum mark found = blanks < len ? markdown_take_first(&rest, &left) : MARK_NONE;
        bool is_said = found == mark;
        buf_add(&out, at, is_said ? blanks : len);
        if (is_said && was > left)
            buf_add(&out, rest + strspn(rest, " "), left - strspn(rest, " "));
        at += len;
        if (*at == '\n')
            buf_char(&out, *at++);
    }
    buf_release(text);
    *text = out;
}

static void give_reason(struct note *n, uint32_t options, bool is_letter,
                        bool is_sentence, struct buf *reason)
{
    bool is_match = n->d.q.kind == QUESTION_MATCHING && !is_letter;
    size_t count = is_match ? n->d.prompts_met : n->d.options_met;
    bool is_wrong = !is_match && (options & note_key_so_far(n)) == 0;
    drop_marks(reason, is_wrong ? MARK_WRONG : MARK_RIGHT);
    if (is_sentence && reason->len > 0) /* what stood before its first word is gone */
        *reason->bytes = (char)toupper((unsigned char)*reason->bytes);
    note_unwrap(reason);
    for (size_t i = 0; i < count && i < LIMIT_OPTIONS; i++)
        if ((options >> i & 1) != 0)
            draft_more(&n->d, why_of(n, i, is_match), buf_str(reason), reason->len);
}

struct reasons {
    struct note *n;
    const struct note_section *s;
    bool is_letter, is_sentence;
    uint32_t open;     /* options that a line named alone: what comes is theirs */
    struct buf reason; /* of the open ones */
    struct buf loose;  /* what names no option */
    size_t loose_at;
    bool is_whole; /* it speaks of all right options together */
};

static void close_reason(struct reasons *r)
{
    if (r->reason.len > 0)
        give_reason(r->n, r->open, r->is_letter, r->is_sentence, &r->reason);
    buf_release(&r->reason);
    r->open = 0;
}

/* ". C is an object store": where in TEXT a sentence begins that speaks of an option by
 * its letter; the end when none does. */
static size_t next_letter(const struct note *n, const char *text, uint32_t *options)
{
    static const char *const verbs[] = {" is ",     " are ",   " has ",     " does ",
                                        " cannot ", " can ",   " would ",   " needs ",
                                        " lacks ",  " gives ", " stores ",  " keeps ",
                                        " only ",   " isn't ", " doesn't ", " requires "};
    for (const char *at = strstr(text, ". "); at != NULL; at = strstr(at + 1, ". ")) {
        size_t place = (size_t)(at[2] - 'A');
        bool is_verb = false;
        for (size_t i = 0; i < COUNT(verbs) && place < n->letters && !is_verb; i++)
            is_verb = strncmp(at + 3, verbs[i], strlen(verbs[i])) == 0;
        *options = is_verb ? note_places(n, 1u << place) : 0;
        if (*options != 0)
            return (size_t)(at - text) + 2;
    }
    return strlen(text);
}

/* "B is slow. C is an object store." is a reason of each. */
static void close_sentences(struct reasons *r)
{
    uint32_t options = 0;
    size_t end;
    while (r->reason.len > 0 && r->is_letter && !r->n->has_meta &&
           (end = next_letter(r->n, r->reason.bytes, &options)) < r->reason.len) {
        struct buf rest = {0};
        buf_text(&rest, r->reason.bytes + end + 2); /* behind the letter */
        r->reason.len = end - 1;
        r->reason.bytes[end - 1] = '\0';
        close_reason(r);
        r->open = options;
        r->is_letter = true;
        r->reason = rest;
    }
    close_reason(r);
}

/* --- a table of reasons --- */

/* The cell at AT of a row that ends at END: its text; AT goes behind it. */
static void take_cell(const struct note *n, const char **at, const char *end,
                      struct buf *out)
{
    const char *from = *at, *to = from;
    while (to < end && (*to != '|' || (to > from && to[-1] == '\\')))
        to++;
    *at = to < end ? to + 1 : end;
    while (from < to && *from == ' ')
        from++;
    while (to > from && to[-1] == ' ')
        to--;
    markdown_inline(n->file->m, from, (size_t)(to - from), out);
}

/* "| EFS | too slow |": a row that names an option is its reason. How many there are. */
static size_t take_table(struct reasons *r, const struct md_line *line)
{
    struct note *n = r->n;
    const char *at = line->text, *end = at + line->len;
    size_t count = 0;
    for (size_t row = 0; at < end; row++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop != NULL ? stop : end;
        at += strspn(at, " >");
        at += at < stop && *at == '|';
        struct buf name = {0}, why = {0};
        take_cell(n, &at, stop, &name);
        while (at < stop) {
            struct buf cell = {0};
            take_cell(n, &at, stop, &cell);
            if (cell.len > 0 && why.len > 0)
                buf_text(&why, "; ");
            buf_add(&why, buf_str(&cell), cell.len);
            buf_release(&cell);
        }
        struct label l = note_label_of(n, buf_str(&name), name.len, r->s->role, true);
        if (row >= 2 && l.options != 0 && l.is_only &&
            why.len > 0) { /* behind the head */
            give_reason(n, l.options, l.is_letter, false, &why);
            count++;
        }
        buf_release(&name);
        buf_release(&why);
        at = stop < end ? stop + 1 : end;
    }
    return count;
}

/* Bytes of the marker that TEXT, an entry of a list, begins with; 0: it is none. */
static size_t marker_of(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    bool is_marker = digits > 0
                         ? digits < 10 && (text[digits] == '.' || text[digits] == ')')
                         : *text != '\0' && strchr("-*+", *text) != NULL;
    return is_marker && text[digits + 1] == ' ' ? digits + 2 : 0;
}

static void add_blocks(struct buf *out, const struct note *n, size_t i, size_t end,
                       size_t skip, unsigned depth)
{
    char room[512];
    struct buf text = buf_in(room, sizeof room);
    note_blocks(n, i, end, skip, depth, &text);
    const char *last = out->len > 0 ? strrchr(out->bytes, '\n') : NULL;
    last = last != NULL ? last + 1 : buf_str(out);
    bool was_entry = marker_of(last) > 0 || *last == ' ';
    if (text.len > 0 && out->len > 0)
        buf_text(out, was_entry && marker_of(text.bytes) > 0 ? "\n" : "\n\n");
    buf_add(out, buf_str(&text), text.len);
    buf_release(&text);
}

/* Options without letters: entry 2 of a list, "2. Incorrect: ...", speaks of the second.
 */
static struct label numbered_label(const struct reasons *r, size_t i)
{
    const struct note *n = r->n;
    const struct md_line *line = note_line(n, i);
    const struct list_item *item = &n->file->m->items[line->item];
    bool is_numbered = n->is_numbered && line->depth == r->s->depth + 1 &&
                       markdown_begins_item(n->file->m, line) &&
                       (item->marker == '.' || item->marker == ')');
    size_t verdict = is_numbered ? markdown_verdict(line->text, line->len) : 0;
    if (verdict == 0 || item->number < 1 || item->number > n->d.options_met)
        return (struct label){0};
    return (struct label){1u << (item->number - 1), verdict, verdict >= line->len, false};
}

/* One chunk: the reason of an option, more of the one before, or neither. */
static void take_chunk(struct reasons *r, size_t i, size_t end)
{
    struct note *n = r->n;
    const struct md_line *line = note_line(n, i);
    size_t skip = skip_of(r->s, i);
    unsigned depth = is_entry(n, r->s, i) ? r->s->depth + 1 : r->s->depth;
    struct label l = {0};
    if (line->kind == LINE_TABLE && !n->has_meta && r->s->role >= ROLE_WRONG &&
        r->s->role <= ROLE_EACH && take_table(r, line) > 0)
        return;
    bool is_named = line->kind == LINE_TEXT || line->kind == LINE_HEADING;
    if (is_named)
        l = numbered_label(r, i);
    if (is_named && l.options == 0)
        l = note_label_of(n, line->text + skip, line->len - skip, r->s->role,
                          end > i + 1 || line->kind == LINE_HEADING);
    bool is_ours = n->has_meta && l.rest > 0 && is_entry(n, r->s, i);
    bool is_free = r->s->role == ROLE_RIGHT || r->s->role == ROLE_EXPLANATION;
    bool is_whole = n->has_meta && is_free ? !is_ours : r->is_whole;
    if (is_whole && l.options != 0 && l.is_only && end == i + 1)
        return;
    if (l.options != 0 && !is_whole) {
        close_reason(r);
        r->open = l.options;
        r->is_letter = l.is_letter;
        r->is_sentence = l.rest > 2 && line->text[skip + l.rest - 1] == ' ' &&
                         isalpha((unsigned char)line->text[skip + l.rest - 2]);
        add_blocks(&r->reason, n, i, end, skip + l.rest, depth);
        if (!l.is_only || end > i + 1)
            close_sentences(r);
    } else if (r->open != 0) {
        add_blocks(&r->reason, n, i, end, skip, r->s->depth);
    } else {
        if (r->loose.len == 0)
            r->loose_at = i;
        add_blocks(&r->loose, n, i, end, skip, r->s->depth);
        if (r->s->role == ROLE_RIGHT && n->right_lead.len == 0)
            note_blocks(n, i, end, skip, depth, &n->right_lead);
    }
}

static void section_title(const struct note *n, const struct note_section *s,
                          struct buf *out)
{
    if (s->title == SIZE_MAX) {
        buf_text(out, "Explanation");
        return;
    }
    const struct md_line *line = note_line(n, s->title);
    const char *text = line->text;
    size_t len = s->skip < line->len && s->role != ROLE_NONE ? s->skip : line->len;
    while (len > 0 && strchr(": ", text[len - 1]) != NULL)
        len--;
    markdown_take_bold(&text, &len);
    if (len > 1 && text[len - 1] == ':')
        len--;
    struct buf title = {0};
    markdown_heading(n->file->m, text, len, &title);
    buf_text(out, title.len > 0 ? title.bytes : "Explanation");
    buf_release(&title);
}

static void keep_loose(struct reasons *r)
{
    struct note *n = r->n;
    enum role role = r->s->role;
    if (r->loose.len == 0)
        return;
    if (role == ROLE_WRONG || role == ROLE_EACH) {
        struct buf title = {0};
        section_title(n, r->s, &title);
        draft_section(&n->d, buf_str(&title), title.len, r->loose.bytes, r->loose.len);
        draft_changed(&n->d, note_place(n->file, r->loose_at), "why",
                      "this names no option; it is kept in the section '%s'",
                      text_excerpt(buf_str(&title), title.len).text);
        buf_release(&title);
    } else {
        draft_more(&n->d, &n->d.q.explanation.why, r->loose.bytes, r->loose.len);
    }
}

/* A section on why the right ones are right has a reason for each where it names each;
 * of one right option all of it speaks. */
static bool speaks_of_all(const struct note *n, const struct note_section *s)
{
    uint32_t key = note_key_so_far(n), named = 0;
    if (s->role != ROLE_RIGHT)
        return false;
    for (size_t i = first_of(n, s); i < s->to && (key & (key - 1)) != 0;) {
        size_t end = note_chunk_end(n, i, s->to, s->depth);
        const struct md_line *line = note_line(n, i);
        size_t skip = skip_of(s, i);
        if (line->kind == LINE_TEXT || line->kind == LINE_HEADING)
            named |= note_label_of(n, line->text + skip, line->len - skip, s->role,
                                   end > i + 1 || line->kind == LINE_HEADING)
                         .options;
        i = end;
    }
    return (named & key) != key || (key & (key - 1)) == 0;
}

/* Lines of one paragraph that each name an option are a reason each. */
static size_t reason_end(const struct note *n, const struct note_section *s, size_t i)
{
    size_t end = note_chunk_end(n, i, s->to, s->depth);
    if (end == i + 1 || is_entry(n, s, i) || note_line(n, i)->kind != LINE_TEXT ||
        n->has_meta)
        return end;
    for (size_t k = i + 1; k < end; k++) {
        const struct md_line *line = note_line(n, k);
        struct label l = note_label_of(n, line->text, line->len, s->role, false);
        if (l.options != 0 && l.rest > 0)
            return k;
    }
    return end;
}

static void read_reasons(struct note *n, const struct note_section *s, uint32_t open)
{
    struct reasons r = {.n = n, .s = s, .open = open, .is_whole = speaks_of_all(n, s)};
    if (note_is_only_addresses(n, s)) {
        note_read_references(n, s);
        return;
    }
    for (size_t i = first_of(n, s); i < s->to;) {
        size_t end = reason_end(n, s, i);
        if (!is_silent(n, i) &&
            !(is_lead_in(n, s, i, end) && r.open == 0 && !r.is_whole &&
              s->role >= ROLE_RIGHT && s->role <= ROLE_EACH))
            take_chunk(&r, i, end);
        i = end;
    }
    close_reason(&r);
    keep_loose(&r);
    buf_release(&r.loose);
}

/* --- one function for each role --- */

/* "Why not Amazon EFS?", "Why not A": the options that the last words name. */
static uint32_t options_at_end(const struct note *n, const char *text, size_t len)
{
    while (len > 0 && strchr("?*_ :", text[len - 1]) != NULL)
        len--;
    for (size_t i = 4; i < len; i++) {
        if (text[i - 1] != ' ')
            continue;
        size_t used;
        uint32_t letters = isupper((unsigned char)text[i])
                               ? markdown_letters(text + i, len - i, n->letters, &used)
                               : 0;
        if (letters != 0 && i + used == len)
            return note_places(n, letters);
        long found = names_find(&n->names, text + i, len - i, ~note_key_so_far(n), true);
        if (found >= 0)
            return 1u << found;
    }
    return 0;
}

static void read_explanation(struct note *n, const struct note_section *s)
{
    uint32_t open = 0;
    if (s->title != SIZE_MAX && s->skip >= note_line(n, s->title)->len) {
        const struct md_line *title = note_line(n, s->title);
        struct label l = s->role == ROLE_RIGHT
                             ? (struct label){0}
                             : note_label_of(n, title->text, title->len, ROLE_EACH, true);
        open = l.options;
        if (open == 0 && s->role == ROLE_WRONG)
            open = options_at_end(n, title->text, title->len);
    }
    read_reasons(n, s, open);
}

static void read_need(struct note *n, const struct note_section *s)
{
    struct buf text = {0};
    whole_text(n, s, &text);
    draft_more(&n->d, &n->d.q.explanation.need, buf_str(&text), text.len);
    buf_release(&text);
}

/* "Domain 1: Data Preparation" somewhere in the text. */
static void find_domain(struct note *n, const char *text)
{
    for (const char *at = strstr(text, "Domain "); at != NULL;
         at = strstr(at + 1, "Domain ")) {
        const char *number = at + 7, *title = number + strspn(number, "0123456789");
        if (title == number)
            continue;
        size_t gap = strspn(title, " :(*-");
        if (strncmp(title + gap, "\xe2\x80\x93", 3) == 0 ||
            strncmp(title + gap, "\xe2\x80\x94", 3) == 0)
            gap += 3 + strspn(title + gap + 3, " ");
        size_t len = gap > 0 ? strcspn(title + gap, ".,;)(*\n\"") : 0;
        bool is_title = len > 2 && isupper((unsigned char)title[gap]);
        draft_domain(&n->d, is_title ? title + gap : at,
                     is_title ? len : (size_t)(title - at));
        return;
    }
}

static void read_exam(struct note *n, const struct note_section *s)
{
    struct buf text = {0};
    whole_text(n, s, &text);
    draft_more(&n->d, &n->d.q.explanation.exam, buf_str(&text), text.len);
    if (*n->d.q.domain == '\0' && !n->has_meta)
        find_domain(n, buf_str(&text));
    buf_release(&text);
}

static void read_practice(struct note *n, const struct note_section *s)
{
    read_entries(n, s, draft_practice);
}

static void read_takeaways(struct note *n, const struct note_section *s)
{
    read_entries(n, s, draft_takeaway);
}

static void read_other(struct note *n, const struct note_section *s)
{
    struct buf title = {0}, text = {0};
    if (s->title != SIZE_MAX && note_sign(n, s->title)->role == ROLE_NONE &&
        !note_sign(n, s->title)->is_section) {
        const struct md_line *line = note_line(n, s->title);
        struct label l = note_label_of(n, line->text, line->len, ROLE_EACH, true);
        if (l.options != 0 && l.is_only) {
            struct note_section each = *s;
            each.role = ROLE_EACH;
            each.skip = line->len;
            read_reasons(n, &each, l.options);
            return;
        }
    }
    section_title(n, s, &title);
    whole_text(n, s, &text);
    draft_section(&n->d, buf_str(&title), title.len, buf_str(&text), text.len);
    buf_release(&title);
    buf_release(&text);
}

static void read_labels(struct note *n, const struct note_section *s)
{
    struct buf text = {0};
    whole_text(n, s, &text);
    const char *t = buf_str(&text);
    size_t first = strcspn(t, "\n");
    note_label(n, s->role, t + (strncmp(t, "- ", 2) == 0 ? 2 : 0), first);
    buf_release(&text);
}

/* Does LINE look like a pair or a step: an arrow, a colon, a letter, a number? */
static bool is_step_text(const struct note *n, size_t i)
{
    enum { NEAR = 60 };
    const struct md_line *line = note_line(n, i);
    const struct sign *sign = note_sign(n, i);
    bool is_step = sign->letter != 0 || sign->number > 0 ||
                   memchr(line->text, ':', line->len < NEAR ? line->len : NEAR) != NULL;
    for (size_t k = 1; k < line->len && !is_step; k++)
        is_step = (line->text[k] == '>' && strchr("-=", line->text[k - 1]) != NULL) ||
                  (k + 2 < line->len && memcmp(line->text + k, "\u2192", 3) == 0);
    return is_step;
}

/* The line behind the pairs or the steps of key S: behind its list or table, else behind
 * its first paragraph and those that look alike. */
size_t note_steps_end(const struct note *n, const struct note_section *s)
{
    size_t i = s->from, first = i;
    if (s->skip < note_line(n, s->title)->len)
        return i; /* they stand in the title */
    while (first < s->to && (is_silent(n, first) || is_lead_in(n, s, first, first + 1)))
        first++;
    bool is_list = first < s->to &&
                   (is_entry(n, s, first) || note_line(n, first)->kind == LINE_TABLE);
    for (i = first; i < s->to; i++) {
        const struct md_line *line = note_line(n, i);
        bool is_step = is_list ? is_entry(n, s, i) || line->kind == LINE_TABLE
                               : line->kind == LINE_TEXT && is_step_text(n, i);
        bool goes_on = i == first || is_silent(n, i) ||
                       (!is_list && line->block == note_line(n, i - 1)->block);
        if (!is_step && !goes_on)
            break;
    }
    return i;
}

/* What stands behind the key in its section explains. */
static void read_key(struct note *n, const struct note_section *s)
{
    struct note_section rest = *s;
    bool is_choice = n->d.q.kind == QUESTION_CHOICE;
    rest.from = is_choice ? note_read_key(n, s) : note_steps_end(n, s);
    rest.title = SIZE_MAX;
    rest.role = ROLE_EXPLANATION;
    if (rest.from < rest.to)
        read_reasons(n, &rest, 0);
}

/* Right behind the options: letters alone are a key, all else explains. */
static void read_lead(struct note *n, const struct note_section *s)
{
    struct note_section rest = *s;
    rest.role = ROLE_EXPLANATION;
    while (rest.from < rest.to && is_silent(n, rest.from))
        rest.from++;
    if (rest.from < rest.to && n->letters > 0 && n->marked == 0) {
        const struct md_line *line = note_line(n, rest.from);
        size_t used;
        uint32_t letters =
            line->kind == LINE_TEXT
                ? markdown_letters(line->text, line->len, n->letters, &used)
                : 0;
        if (letters != 0 && used == line->len && isupper((unsigned char)line->text[0])) {
            n->key = note_places(n, letters);
            n->key_at = rest.from++;
        }
    }
    if (rest.from < rest.to)
        read_reasons(n, &rest, 0);
}

static void (*const readers[])(struct note *, const struct note_section *) = {
    [ROLE_NONE] = read_other,
    [ROLE_QUESTION] = read_other,
    [ROLE_OPTIONS] = read_other,
    [ROLE_KEY] = read_key,
    [ROLE_EXPLANATION] = read_explanation,
    [ROLE_NEED] = read_need,
    [ROLE_RIGHT] = read_explanation,
    [ROLE_WRONG] = read_explanation,
    [ROLE_EACH] = read_explanation,
    [ROLE_PRACTICE] = read_practice,
    [ROLE_EXAM] = read_exam,
    [ROLE_TAKEAWAYS] = read_takeaways,
    [ROLE_REFERENCES] = note_read_references,
    [ROLE_DOMAIN] = read_labels,
    [ROLE_DIFFICULTY] = read_labels,
    [ROLE_TOPICS] = read_labels,
};

/* Quotes around all of a section are no part of it. */
static unsigned quote_of(const struct note *n, const struct note_section *s,
                         unsigned quote)
{
    unsigned least = UINT32_MAX;
    for (size_t i = first_of(n, s); i < s->to; i++)
        if (!is_silent(n, i) && note_line(n, i)->quote < least)
            least = note_line(n, i)->quote;
    return least == UINT32_MAX ? quote : least;
}

/* The key first: reasons are told apart by it. */
void note_read_sections(struct note *n)
{
    unsigned quote = n->quote;
    for (size_t i = 0; i < n->section_count; i++)
        if (n->sections[i].role == ROLE_KEY) {
            n->quote = quote_of(n, &n->sections[i], quote);
            read_key(n, &n->sections[i]);
        }
    for (size_t i = 0; i < n->section_count; i++) {
        const struct note_section *s = &n->sections[i];
        n->quote = quote_of(n, s, quote);
        if (s->level == 0)
            read_lead(n, s);
        else if (s->role != ROLE_KEY)
            readers[s->role](n, s);
    }
}

/* A right option without a reason of its own has the one that the note gives. */
void note_settle_reasons(struct note *n)
{
    bool has_own = false, has_wrong = false;
    for (size_t i = 0; i < n->d.options_met && i < LIMIT_OPTIONS; i++)
        if (*n->d.options[i].why != '\0')
            *(n->d.options[i].is_key ? &has_own : &has_wrong) = true;
    if (n->right_lead.len == 0 && has_wrong &&
        !n->has_meta) { /* what explains is its reason */
        const char *why = n->d.q.explanation.why;
        bool is_list = marker_of(why) > 0;
        why += marker_of(why);
        const char *end = strstr(why, is_list ? "\n" : "\n\n");
        buf_add(&n->right_lead, why, end != NULL ? (size_t)(end - why) : strlen(why));
    }
    for (size_t i = 0; i < n->d.options_met && i < LIMIT_OPTIONS; i++)
        if (n->d.options[i].is_key && *n->d.options[i].why == '\0' &&
            !(n->has_meta && has_own))
            draft_set(&n->d, &n->d.options[i].why, buf_str(&n->right_lead),
                      n->right_lead.len);
    buf_release(&n->right_lead);
}
