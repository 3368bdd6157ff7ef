/*
 * markdown_key.c - the key of a choice: what a section that announces it says.
 *
 * In:   the section of a key; marks on options.
 * Out:  the options that are right, or why that cannot be said.
 *
 * A key is said in statements: "B", "D: Amazon FSx", "B) and D)", "Amazon EFS and Amazon
 * S3". A row of them, line by line or entry by entry, says all of it; what comes behind
 * explains. A statement that says two things, that marks an option as wrong, or that
 * another one contradicts, makes the question one without a key: nothing is guessed.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "markdown_parts.h"
#include "markdown_scan.h"
#include "markdown_text.h"

/* Letters of the file to places of the draft. */
uint32_t note_places(const struct note *n, uint32_t letters)
{
    uint32_t places = 0;
    for (size_t i = 0; i < LIMIT_OPTIONS; i++)
        if ((letters >> i & 1) != 0 && n->place_of[i] >= 0)
            places |= 1u << n->place_of[i];
    return places;
}

/* --- one statement --- */

struct statement {
    uint32_t options;  /* 0: it says nothing that we know */
    bool is_excluded;  /* it only marks an option as wrong: "\u274c A", "- [ ] C" */
    const char *fault; /* why it cannot be believed; NULL: it can */
    const char *rest;  /* what stands behind the options */
    size_t rest_len;   /* 0: it says no more than they do */
};

/* Between two options of a statement. */
static bool skip_and(struct scan *s)
{
    static const char *const words[] = {"and ", "und ",    "et ",          "y ",
                                        "e ",   "i ",      "og ",          "en ",
                                        "ve ",  "\u0438 ", "\u0442\u0430 "};
    static const char *const signs[] = {",",      ";",      "&",      "+",     "/",
                                        "\u3001", "\uff0c", "\u548c", "\u3068"};
    size_t from = s->at;
    for (bool goes_on = true; goes_on;) {
        skip_spaces(s);
        goes_on = false;
        for (size_t i = 0; i < COUNT(signs) && !goes_on; i++)
            goes_on = skip_word(s, signs[i]);
        bool is_word = s->at == 0 || !is_alnum(s->text[s->at - 1]);
        for (size_t i = 0; i < COUNT(words) && !goes_on && is_word; i++)
            goes_on = skip_word(s, words[i]);
    }
    skip_word(s, "then ");
    skip_stars(s);
    return s->at > from;
}

/* A letter with what makes it a label: "B)", "B:", "**B**", "B" at the end. */
static bool skip_label(struct scan *s, size_t letters, uint32_t *set)
{
    struct scan was = *s;
    skip_word(s, "option ");
    bool was_open = at(s, 0) == '(' || at(s, 0) == '`';
    s->at += was_open;
    char c = at(s, 0);
    bool is_one = is_letter(c) && !is_alnum(at(s, 1)) &&
                  (size_t)(toupper((unsigned char)c) - 'A') < letters;
    if (is_one) {
        s->at++;
        size_t from = s->at;
        while (at(s, 0) != '\0' && strchr("`.):]*", at(s, 0)) != NULL)
            s->at++;
        bool is_label = s->at > from || at(s, 0) == '\0';
        skip_spaces(s);
        is_label |= isupper((unsigned char)c) &&
                    (at(s, 0) == '(' || dash(s) > 0 || at(s, 0) == '\0');
        if (is_label) {
            *set = 1u << (toupper((unsigned char)c) - 'A');
            return true;
        }
    }
    *s = was;
    return false;
}

static void trim_marks(const char **text, size_t *len)
{
    while (*len > 0 && strchr(" *_:.-", **text) != NULL) {
        ++*text;
        --*len;
    }
    while (*len > 0 && strchr(" *_.", (*text)[*len - 1]) != NULL)
        --*len;
}

/* Does TEXT say nothing but the name of one of OPTIONS, or something in parentheses? */
static bool is_own_name(const struct note *n, const char *text, size_t len,
                        uint32_t options)
{
    for (size_t i = 0; i < len; i++)
        if (markdown_symbol(text + i, len - i) > 0)
            return false; /* a cross takes it back */
    trim_marks(&text, &len);
    if (len == 0 || (*text == '(' && text[len - 1] == ')'))
        return true;
    return names_cover(&n->names, text, len, options);
}

/* "B: Amazon EFS and D: Amazon S3", "b) and d)": behind the first letters further ones,
 * as long as nothing stands between that is no name. */
static void extend(const struct note *n, struct statement *st)
{
    uint32_t last = st->options;
    struct scan s = {st->rest, st->rest_len, 0};
    for (size_t i = 0; i < s.len; i++) {
        uint32_t set = 0;
        s.at = i;
        if (i > 0 && isalnum((unsigned char)st->rest[i]) && is_alnum(st->rest[i - 1]))
            continue; /* within a word */
        if (!skip_and(&s) || !skip_label(&s, n->letters, &set))
            continue;
        uint32_t options = note_places(n, set);
        if (options == 0 || !is_own_name(n, st->rest, i, last))
            return;
        st->options |= options;
        st->rest += s.at;
        st->rest_len -= s.at;
        last = options;
        s = (struct scan){st->rest, st->rest_len, 0};
        i = SIZE_MAX; /* from the start of what is left */
    }
}

/* Options by their names, one after the other. All of them, or none. */
uint32_t note_names_list(const struct note *n, const char *text, size_t len,
                         uint32_t allowed)
{
    static const char *const joints[] = {", and ", ", ",   " and ", " & ",
                                         " + ",    "; ",   " / ",   " und ",
                                         " y ",    " et ", "\u3001"};
    uint32_t options = 0;
    size_t count = 0;
    while (len > 0) {
        size_t end = 0, joint = 0;
        while (end < len &&
               (joint = word_at_start(text + end, len - end, joints, COUNT(joints))) == 0)
            end++;
        if (count == 0 && joint == 0)
            return 0; /* one name is no list */
        const char *name = text;
        size_t size = end;
        trim_marks(&name, &size);
        long found = names_find(&n->names, name, size, allowed, true);
        if (found < 0)
            return 0;
        options |= 1u << found;
        count++;
        text += end + joint;
        len -= end + joint;
    }
    return count > 1 && options_in(options) == count ? options : 0;
}

/* "1", "1) and 3)": numbers of options that have no letters. */
static uint32_t numbers_of(const struct note *n, const char *text, size_t len)
{
    struct scan s = {text, len, 0};
    uint32_t options = 0;
    for (;;) {
        size_t number = 0, from = s.at;
        skip_stars(&s);
        while (isdigit((unsigned char)at(&s, 0)) && number < 100)
            number = number * 10 + (size_t)(s.text[s.at++] - '0');
        if (s.at == from || number < 1 || number > n->d.options_met)
            return options;
        options |= 1u << (number - 1);
        bool is_label = at(&s, 0) == '\0' || strchr(".):*", at(&s, 0)) != NULL;
        while (at(&s, 0) != '\0' && strchr(".):*", at(&s, 0)) != NULL)
            s.at++;
        if (!is_label || !skip_and(&s))
            return is_label ? options : 0;
    }
}

static uint32_t options_by_name(struct note *n, const char *text, size_t len)
{
    markdown_take_bold(&text, &len);
    if (len >= 2 && *text == '`' && text[len - 1] == '`')
        text++, len -= 2;
    long found = names_find(&n->names, text, len, UINT32_MAX, true);
    uint32_t options = note_names_list(n, text, len, UINT32_MAX);
    if (found >= 0 && !names_is(&n->names, (size_t)found, text, len) && options != 0)
        return 0; /* "EFS and S3" where a third option is "S3 with EFS" */
    if (found >= 0)
        return 1u << found;
    while (len > 1 && (*text == '*' || *text == '#')) {
        text++;
        len--;
    }
    return options == 0 && n->is_numbered ? numbers_of(n, text, len) : options;
}

/* Does REST, behind letters, name another option than those of KEY? */
static bool names_another(const struct note *n, const char *rest, size_t len,
                          uint32_t key)
{
    markdown_take_bold(&rest, &len);
    trim_marks(&rest, &len);
    long found = len > 2 ? names_find(&n->names, rest, len, key, true) : -1;
    return found >= 0 && (key >> found & 1) == 0;
}

/* What behind letters takes them back: "is wrong", "\u274c", "or C". */
static const char *fault_behind(const struct note *n, const char *rest, size_t len,
                                uint32_t options)
{
    static const char *const denials[] = {"is wrong",      "are wrong", "is incorrect",
                                          "are incorrect", "is not",    "are not",
                                          "isn't",         "\u274c",    NULL};
    struct scan s = {rest, len, 0};
    uint32_t other;
    skip_spaces(&s);
    skip_stars(&s);
    for (size_t i = 0; denials[i] != NULL; i++)
        if (skip_word(&s, denials[i]))
            return "its answer says of an option that it is wrong";
    skip_and(&s);
    if (skip_word(&s, "or ") && skip_label(&s, n->letters, &other))
        return "its answer leaves a choice";
    if (names_another(n, rest, len, options))
        return "its key names one option by letter and another by text";
    return NULL;
}

/* "<b>A</b>": without the tags around it. */
static void trim_tags(const char **text, size_t *len)
{
    const char *end = *len > 2 && **text == '<' ? memchr(*text, '>', *len) : NULL;
    while (end != NULL) {
        *len -= (size_t)(end - *text) + 1;
        *text = end + 1;
        end = *len > 2 && **text == '<' ? memchr(*text, '>', *len) : NULL;
    }
    while (*len > 3 && (*text)[*len - 1] == '>') {
        size_t from = *len;
        while (from > 0 && (*text)[from - 1] != '<')
            from--;
        if (from == 0)
            break;
        *len = from - 1;
    }
}

/* "**Amazon EFS** - it is shared": the option, and what is said of it. */
static void read_bold_name(const struct note *n, const char *text, size_t len,
                           struct statement *st)
{
    const char *close = NULL;
    if (len < 5 || memcmp(text, "**", 2) != 0)
        return;
    for (const char *at = text + 2; at + 1 < text + len && close == NULL; at++)
        close = memcmp(at, "**", 2) == 0 ? at : NULL;
    size_t name = close != NULL ? (size_t)(close - text) - 2 : 0;
    const char *inner = text + 2;
    trim_marks(&inner, &name);
    long found = name > 0 ? names_find(&n->names, inner, name, UINT32_MAX, true) : -1;
    if (found < 0)
        return;
    st->options = 1u << found;
    st->rest = close + 2;
    st->rest_len = len - (size_t)(st->rest - text);
    st->fault = fault_behind(n, st->rest, st->rest_len, st->options);
}

static struct statement read_statement(struct note *n, const char *text, size_t len,
                                       bool is_task)
{
    struct statement st = {0};
    if (!n->has_meta)
        trim_tags(&text, &len);
    enum mark mark = markdown_take_mark(&text, &len);
    struct scan s = {text, len, 0};
    bool is_pair = skip_stars(&s) == 2 && len > 4 && !n->has_meta;
    for (size_t i = 2; i + 2 < len && is_pair; i++)
        is_pair = text[i] != '*';
    if (is_pair && memcmp(text + len - 2, "**", 2) == 0)
        len -= 2; /* "**D: Amazon S3**": the stars at the end belong to none of it */
    if (skip_word(&s, "both ")) {
        text += s.at;
        len -= s.at;
    }
    size_t used;
    uint32_t letters = markdown_letters(text, len, n->letters, &used);
    st.rest = text + used;
    st.rest_len = len - used;
    n->lost_right |= (letters & n->lost_letters) != 0;
    st.options = letters != 0 ? note_places(n, letters) : options_by_name(n, text, len);
    if (letters == 0 || n->has_meta)
        st.rest_len = 0;
    if (st.options == 0 && !n->has_meta)
        read_bold_name(n, text, len, &st);
    st.is_excluded = st.options != 0 && !n->has_meta &&
                     (mark == MARK_WRONG || (is_task && mark != MARK_RIGHT));
    if (letters == 0 || n->has_meta)
        return st;
    extend(n, &st);
    st.fault = fault_behind(n, st.rest, st.rest_len, st.options);
    if (is_own_name(n, st.rest, st.rest_len, st.options))
        st.rest_len = 0;
    return st;
}

/* --- a section of them --- */

static void doubt(struct note *n, const char *fault, size_t line)
{
    if (n->fault != NULL)
        return;
    n->fault = fault;
    n->fault_at = line;
}

/* What a statement says beyond its options explains. */
static void explain(struct note *n, const struct statement *st)
{
    struct buf more = {0};
    if (st->rest_len == 0 || n->has_meta)
        return;
    size_t joint = strspn(st->rest, " :.-)");
    joint = joint < st->rest_len ? joint : 0;
    size_t verdict = markdown_verdict(st->rest + joint, st->rest_len - joint);
    joint += verdict;
    markdown_inline(n->file->m, st->rest + joint, st->rest_len - joint, &more);
    if (verdict > 0 && more.len > 0)
        *more.bytes = (char)toupper((unsigned char)*more.bytes);
    draft_more(&n->d, &n->d.q.explanation.why, buf_str(&more), more.len);
    buf_release(&more);
}

/* A row of statements. */
struct key_row {
    struct note *n;
    uint32_t options;
    size_t count;           /* of statements */
    unsigned depth;         /* of their lines */
    uint32_t list;          /* whose entries they are; 0: lines of text */
    size_t at, last;        /* the lines of the first and the last one */
    struct statement first; /* what it says beyond its options is kept until we know
                               whether the others do so, too */
    bool has_more;          /* something stands below an entry, or beside its options */
    bool is_stopped;        /* an entry of another kind, or none, ended the row */
};

static uint32_t list_of(const struct note *n, const struct md_line *line)
{
    return line->item != NO_ITEM ? n->file->m->items[line->item].list : 0;
}

/* Does a further statement belong to the row? One that explains is the reason of an
 * option, unless all do, as entries of one list or as many as are asked for. */
static bool goes_on(const struct key_row *r, const struct statement *st,
                    const struct md_line *line)
{
    bool is_beside = line->depth == r->depth && list_of(r->n, line) == r->list;
    bool says_more = st->rest_len > 0, said_more = r->first.rest_len > 0;
    unsigned many = options_in(r->options | st->options), select = r->n->select_said;
    if (!is_beside || (select > 0 && many > select))
        return false;
    return (!says_more && !said_more) || (select > 1 && many <= select) ||
           (says_more && said_more && r->list != 0 && select == 0);
}

static void take_statement(struct key_row *r, const struct statement *st, size_t i)
{
    const struct md_line *line = note_line(r->n, i);
    if (r->count == 0) {
        r->first = *st;
        r->at = i;
        r->depth = line->depth;
        r->list = list_of(r->n, line);
    }
    r->last = i;
    r->has_more |= st->rest_len > 0;
    if (st->fault != NULL)
        doubt(r->n, st->fault, i);
    r->options |= st->is_excluded ? 0 : st->options;
    r->count++;
}

/* Line I of the section; false: the row ends before it. */
static bool take_line(struct key_row *r, size_t i)
{
    struct note *n = r->n;
    const struct md_line *line = note_line(n, i);
    bool is_below = r->count > 0 && r->list != 0 && line->depth > r->depth;
    if (is_below) {
        r->has_more = true;
        return true;
    }
    if (line->kind != LINE_TEXT)
        return r->count == 0;
    const struct sign *s = note_sign(n, i);
    struct statement st =
        read_statement(n, line->text, line->len, s->is_task && s->mark != MARK_RIGHT);
    if (st.is_excluded && (r->count == 0 || list_of(n, line) == r->list)) {
        take_statement(r, &st, i);
        return true;
    }
    if (r->count > 0 && r->first.rest_len == 0 && !n->has_meta &&
        is_own_name(n, line->text, line->len, r->options))
        return true; /* the name below the letter */
    if (st.options == 0 || (r->count > 0 && !n->has_meta && !goes_on(r, &st, line)))
        return false;
    take_statement(r, &st, i);
    return true;
}

/* More are asked for than the row says: statements further down, paragraphs between
 * them, that make up the number. */
static void look_further(struct key_row *r, size_t i, size_t to)
{
    struct note *n = r->n;
    uint32_t options = r->options;
    if (n->select_said < 2 || options_in(options) >= n->select_said || n->has_meta)
        return;
    for (; i < to; i++) {
        const struct md_line *line = note_line(n, i);
        if (line->kind != LINE_TEXT || line->depth != r->depth)
            continue;
        struct statement st = read_statement(n, line->text, line->len, false);
        if (st.options != 0 && st.rest_len == 0 && st.fault == NULL && !st.is_excluded)
            options |= st.options;
    }
    if (options_in(options) != n->select_said)
        return;
    r->options = options;
    r->has_more = true;
}

/* The key that is said has to be the same everywhere, or to add up to what is asked. */
static void add_key(struct note *n, uint32_t options, size_t at)
{
    bool is_again = n->key == 0 || options == 0 || n->key == options;
    if (!is_again && options_in(n->key | options) != n->select_said)
        doubt(n, "it has two answers that differ", at);
    n->key |= options;
}

/* "### D: Amazon S3" right below the heading that announces the key. */
static void take_heading_below(struct key_row *r, const struct note_section *s)
{
    const struct note *n = r->n;
    const struct note_section *next = s + 1;
    if (n->has_meta || next == n->sections + n->section_count ||
        next->role != ROLE_NONE || next->level <= s->level ||
        note_line(n, next->title)->kind != LINE_HEADING)
        return;
    const struct md_line *line = note_line(n, next->title);
    struct statement st = read_statement(r->n, line->text, line->len, false);
    if (st.options != 0 && st.rest_len == 0)
        take_statement(r, &st, next->title);
}

/* Statements in paragraphs of their own, and then text: the last one may only be what
 * the text explains. */
static bool is_open(const struct key_row *r, size_t behind, size_t to)
{
    const struct note *n = r->n;
    bool is_spread = r->list == 0 && r->last > r->at &&
                     note_line(n, r->at)->block != note_line(n, r->last)->block;
    return is_spread && behind < to && n->select_said == 0 && !n->has_meta &&
           note_line(n, behind)->kind == LINE_TEXT;
}

size_t note_read_key(struct note *n, const struct note_section *s)
{
    const struct md_line *title = note_line(n, s->title);
    struct key_row r = {.n = n};
    size_t i = s->from;
    n->has_key_section = true;
    n->key_at = s->title;
    if (s->skip < title->len) {
        struct statement st =
            read_statement(n, title->text + s->skip, title->len - s->skip, false);
        if (st.options != 0)
            take_statement(&r, &st, s->title);
        else if (n->key == 0)
            n->unread_key = s->title;
    }
    while (i < s->to && take_line(&r, i))
        i++;
    if (s->from == s->to && r.count == 0)
        take_heading_below(&r, s);
    if (r.options == 0 && i < s->to && n->unread_key == 0 && n->key == 0)
        n->unread_key = i;
    if (r.count == 0)
        return i;
    look_further(&r, i, s->to);
    if (is_open(&r, i, s->to))
        doubt(n, "its answer may be one option or several", r.last);
    n->key_at = r.at;
    add_key(n, r.options, r.at);
    bool has_reasons =
        r.has_more && r.at >= s->from &&
        (r.count > 1 || (options_in(r.options) > 1 && r.first.rest_len == 0));
    if (has_reasons)
        return s->from; /* each statement is followed by its own */
    explain(n, &r.first);
    return i;
}

/* --- all of it --- */

/* What an answer key apart from the questions says of this one. */
static void read_shared_key(struct note *n)
{
    const struct answer_key *k = &n->file->keys[n->nth];
    struct buf why = {0};
    if (k->text == NULL)
        return;
    struct statement st = read_statement(n, k->text, k->len, false);
    if (st.options == 0)
        n->unread_key = k->line;
    if (st.fault != NULL)
        doubt(n, st.fault, k->line);
    n->key = st.options;
    n->key_at = k->line;
    explain(n, &st);
    if (k->why != NULL)
        markdown_inline(n->file->m, k->why, k->why_len, &why);
    else if (k->end > k->line + 1)
        markdown_blocks(n->file->m,
                        (struct markdown_cut){k->line + 1, k->end, 0,
                                              note_line(n, k->line)->depth,
                                              note_line(n, k->line)->quote},
                        &why);
    draft_more(&n->d, &n->d.q.explanation.why, buf_str(&why), why.len);
    buf_release(&why);
}

/* "B is correct because ...", somewhere behind the options, where nothing else says it.
 */
static void read_sentences(struct note *n)
{
    static const char *const verdicts[] = {"is correct",     "is right",
                                           "is the correct", "is the right",
                                           "are correct",    "are right"};
    for (size_t i = n->tail; i < n->to; i++) {
        const struct md_line *line = note_line(n, i);
        size_t used;
        uint32_t letters =
            line->kind == LINE_TEXT
                ? markdown_letters(line->text, line->len, n->letters, &used)
                : 0;
        struct scan s = {line->text, line->len, letters != 0 ? used : 0};
        bool is_said = false;
        skip_spaces(&s);
        skip_stars(&s);
        for (size_t k = 0; k < COUNT(verdicts) && letters != 0 && !is_said; k++)
            is_said = skip_word(&s, verdicts[k]);
        if (is_said)
            add_key(n, note_places(n, letters), i);
    }
}

/* Marks on options and a key that is said have to agree. */
void note_settle_key(struct note *n)
{
    uint32_t all = n->d.options_met >= 32 ? UINT32_MAX : (1u << n->d.options_met) - 1;
    if (n->key == 0 && n->marked == 0)
        read_shared_key(n);
    if (n->key == 0 && n->marked == 0 && n->unread_key == 0)
        read_sentences(n);
    if (n->key == 0 && n->marked == 0 && !n->has_key_section && n->bold != 0 &&
        n->bold != all)
        n->marked = n->bold;
    if (n->key != 0 && n->marked != 0 && n->key != n->marked) {
        n->fault = "the marks on its options and its answer disagree";
        n->fault_at = n->key_at;
    }
    uint32_t key = n->key != 0 ? n->key : n->marked;
    if (key == 0 && n->unread_key != 0 && n->fault == NULL) {
        n->fault = "its answer names none of its options";
        n->fault_at = n->unread_key;
    }
    for (size_t i = 0; i < n->d.options_met && i < LIMIT_OPTIONS; i++)
        n->d.options[i].is_key = (key >> i & 1) != 0;
    n->key = key;
    if (n->select_said > 0 && key != 0 && n->select_said != options_in(key) &&
        !n->has_meta)
        doubt(n, "it asks for another number of options than its key has", n->key_at);
}
