/*
 * markdown_references.c - addresses that a note refers to, with what they are called.
 *
 * In:   a section of references, or one that has nothing but addresses.
 * Out:  the draft's references; an entry without an address is told.
 *
 * What a link is called stands in its brackets, before its address, or behind it.
 */
#include <ctype.h>
#include <string.h>

#include "markdown_entries.h"
#include "markdown_parts.h"
#include "markdown_text.h"
#include "quizctl/text.h"

/* Up to what cannot stand in an address, or a bracket that closes none of its own. */
static size_t address_len(const char *text)
{
    size_t len = 0, open = 0;
    for (; text[len] != '\0' && strchr(" \n\t<>\"`|]", text[len]) == NULL; len++) {
        if (text[len] == ')' && open == 0)
            break;
        open += text[len] == '(';
        open -= text[len] == ')';
    }
    return len;
}

/* The address at or behind AT of TEXT: its start, *TO its end; NULL: none. */
static const char *find_url(const char *text, const char **to)
{
    for (const char *at = strstr(text, "http"); at != NULL; at = strstr(at + 1, "http")) {
        size_t scheme = strncmp(at, "https://", 8) == 0  ? 8
                        : strncmp(at, "http://", 7) == 0 ? 7
                                                         : 0;
        if (scheme == 0)
            continue;
        size_t len = address_len(at);
        while (len > scheme && strchr(".,;:*_", at[len - 1]) != NULL)
            len--;
        if (len <= scheme)
            continue;
        *to = at + len;
        return at;
    }
    return NULL;
}

/* What stands before an address, without the marks that join the two. */
static void trim_title(const char **text, size_t *len)
{
    static const char edge[] = " \n\t*_[]()<>:-|,;.";
    for (;;) {
        size_t symbol = markdown_symbol(*text, *len);
        size_t dash = *len > 2 && memcmp(*text, "\xe2\x80", 2) == 0 ? 3 : 0;
        if (symbol > 0 || dash > 0) {
            *text += symbol > 0 ? symbol : dash;
            *len -= symbol > 0 ? symbol : dash;
        } else if (*len > 0 && strchr(edge, **text) != NULL) {
            ++*text;
            --*len;
        } else {
            size_t number = *len > 1 ? strspn(*text, "0123456789") : 0;
            if (number == 0 || number >= *len || strchr("])", (*text)[number]) == NULL)
                break; /* "[1] AWS Blog" is no title with a number */
            *text += number + 1;
            *len -= number + 1;
        }
    }
    while (*len > 0 && (strchr(" \n\t*_[(<:-|,;.", (*text)[*len - 1]) != NULL ||
                        (*len > 2 && memcmp(*text + *len - 3, "\xe2\x80", 2) == 0)))
        *len -= (unsigned char)(*text)[*len - 1] >= 0x80 ? 3 : 1;
}

/* The brackets of a link around what it is called, whose address is at URL: their text,
 * which begins behind FROM; NULL: it is no link. */
static const char *link_text(const char *from, const char *url, size_t *len)
{
    const char *close = url - (url > from && url[-1] == '<');
    if (close - from < 2 || close[-1] != '(' || close[-2] != ']')
        return NULL;
    close -= 2;
    size_t depth = 1;
    for (const char *k = close; k > from; k--) {
        depth += k[-1] == ']';
        depth -= k[-1] == '[';
        *len = (size_t)(close - k);
        if (depth == 0)
            return k;
    }
    return NULL;
}

/* Behind the address that ends at TO: what closes its link. */
static const char *link_end(const char *to)
{
    to += *to == '>';
    const char *quote = to + strspn(to, " ");
    const char *end = quote > to && *quote == '"' ? strchr(quote + 1, '"') : NULL;
    to = end != NULL && end[1] == ')' ? end + 1 : to;
    return to + strspn(to, ")>");
}

/* What the line says behind its last link: " - Developer Guide, chapter 3". */
static size_t tail_len(const char *text)
{
    size_t len = strcspn(text, "\n");
    const char *to, *url = find_url(text, &to);
    if (url != NULL && (size_t)(url - text) < len)
        return 0;
    while (len > 0 && strchr(" .,;*_", text[len - 1]) != NULL)
        len--;
    bool has_word = false;
    for (size_t i = 0; i < len; i++)
        has_word = has_word || isalpha((unsigned char)text[i]);
    return has_word ? len : 0;
}

static size_t put_references(struct note *n, const char *text, size_t line)
{
    size_t count = 0;
    const char *url, *to = text;
    for (const char *at = text; (url = find_url(at, &to)) != NULL; at = to, count++) {
        struct buf title = {0};
        size_t len = (size_t)(url - at), size = (size_t)(to - url);
        const char *name = link_text(at, url, &len);
        if (name == NULL) {
            name = at;
            len = (size_t)(url - at);
            trim_title(&name, &len);
        }
        if (len < 16 && markdown_role(name, len) == ROLE_REFERENCES)
            len = 0; /* "Reference" says nothing */
        buf_add(&title, name, len);
        to = link_end(to);
        const char *tail = to;
        size_t tail_size = tail_len(to);
        to += tail_size;
        if (len == 0)
            trim_title(&tail, &tail_size);
        buf_add(&title, tail, tail_size);
        draft_reference(&n->d, note_place(n->file, line), buf_str(&title), title.len, url,
                        size);
        buf_release(&title);
    }
    return count;
}

/* [label]: address "title", as it stands in a line. */
static bool put_definition(struct note *n, size_t i)
{
    const struct link_def *def = markdown_definition(n->file->m, note_line(n, i));
    if (def == NULL)
        return false;
    for (size_t k = 0; k < n->d.reference_count; k++)
        if (strlen(n->d.references[k].url) == def->url_len &&
            memcmp(n->d.references[k].url, def->url, def->url_len) == 0)
            return true; /* a link above has named it */
    bool is_named =
        def->title_len > 0 || strspn(def->label, "0123456789") < def->label_len;
    const char *title = def->title_len > 0 ? def->title : def->label;
    draft_reference(&n->d, note_place(n->file, i), title,
                    def->title_len > 0 ? def->title_len
                    : is_named         ? def->label_len
                                       : 0,
                    def->url, def->url_len);
    return true;
}

static void entry_text(const struct note *n, const struct note_section *s, size_t i,
                       size_t end, struct buf *out)
{
    note_blocks(n, i, end, skip_of(s, i), is_entry(n, s, i) ? s->depth + 1 : s->depth,
                out);
}

void note_read_references(struct note *n, const struct note_section *s)
{
    for (size_t i = first_of(n, s); i < s->to;) {
        size_t end = note_chunk_end(n, i, s->to, s->depth);
        char room[512];
        struct buf text = buf_in(room, sizeof room);
        if (is_silent(n, i) || is_lead_in(n, s, i, end) || put_definition(n, i)) {
            i = is_silent(n, i) || is_lead_in(n, s, i, end) ? end : i + 1;
            continue;
        }
        entry_text(n, s, i, end, &text);
        if (text.len > 0 && put_references(n, text.bytes, i) == 0)
            draft_left_out(&n->d, note_place(n->file, i), "references",
                           "\"%s\" has no address",
                           text_excerpt(text.bytes, text.len).text);
        buf_release(&text);
        i = end;
    }
}

/* Nothing but addresses? Then an explanation is a reference. */
bool note_is_only_addresses(const struct note *n, const struct note_section *s)
{
    size_t count = 0;
    for (size_t i = first_of(n, s); i < s->to; i++) {
        const struct md_line *line = note_line(n, i);
        if (is_silent(n, i))
            continue;
        if (line->kind != LINE_TEXT || memchr(line->text, ':', line->len) == NULL)
            return false;
        struct buf text = {0};
        const char *to = "";
        markdown_inline(n->file->m, line->text + skip_of(s, i), line->len - skip_of(s, i),
                        &text);
        const char *url = find_url(buf_str(&text), &to);
        bool is_url = url == buf_str(&text) && *to == '\0';
        buf_release(&text);
        if (!is_url)
            return false;
        count++;
    }
    return count > 0;
}
