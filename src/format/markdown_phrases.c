/*
 * markdown_phrases.c - see markdown_phrases.h.
 *
 * In:   a text that begins, or ends, with a phrase.
 * Out:  what it says.
 */
#include "markdown_phrases.h"

#include "markdown_scan.h"
#include "markdown_text.h"
#include "quizctl/limits.h"
#include "quizctl/mem.h"

/* --- letters of a key --- */

/* Between two letters: ", ", " and ", "/", " & ", "+", ";". */
static bool skip_joint(struct scan *s)
{
    static const char *const joints[] = {
        ", and ", " and ", ", or ", " & ", " und ", " et ", " y ", " e ", " und ",
        " + ",    " / ",   ", ",    ",",   "/",     "&",    "+",   "; ",  ";",
        " -> ",   " → ",   " > ",   "、",  "，",    "->",   "→"};
    struct scan was = *s;
    skip_stars(s);
    for (size_t i = 0; i < COUNT(joints); i++)
        if (skip_word(s, joints[i])) {
            skip_spaces(s);
            return true;
        }
    *s = was;
    return false;
}

/* What may stand behind the last letter, for it to be no word of a sentence. */
static bool ends_letters(struct scan *s, bool was_marked)
{
    static const char *const words[] = {"because", "since",  "as ", "is ",
                                        "are ",    "would ", "-"};
    size_t stars = skip_stars(s);
    char c = at(s, 0);
    if (c == '\0')
        return true;
    if (c == '\\')
        c = at(s, 1);
    if ((c != '\0' && strchr(".):]", c) != NULL) || colon(s) > 0) {
        s->at += at(s, 0) == '\\';
        s->at += colon(s) > 0 ? colon(s) : 1;
        skip_stars(s);
        skip_spaces(s);
        return true;
    }
    bool has_gap = c == ' ' || c == '\t' || c == '\n';
    skip_spaces(s);
    if (stars > 0 || was_marked)
        return has_gap || at(s, 0) == '\0';
    if (at(s, 0) == '(' || at(s, 0) == '\n' ||
        markdown_symbol(s->text + s->at, s->len - s->at) > 0)
        return true;
    size_t behind = dash(s);
    if (behind > 0 && has_gap) {
        s->at += behind;
        skip_spaces(s);
        return true;
    }
    for (size_t i = 0; i < COUNT(words); i++) {
        struct scan t = *s;
        if (has_gap && skip_word(&t, words[i]))
            return true;
    }
    return false;
}

/* "BD", "ACE": letters of options side by side, rising. */
static uint32_t packed_letters(struct scan *s, size_t count)
{
    uint32_t set = 0;
    size_t len = 0;
    char last = 0;
    while (isupper((unsigned char)at(s, len)) && at(s, len) > last && len < count) {
        last = at(s, len);
        if ((size_t)(last - 'A') >= count)
            return 0;
        set |= 1u << (last - 'A');
        len++;
    }
    if (len < 2 || is_alnum(at(s, len)))
        return 0;
    s->at += len;
    return set;
}

/* The first of WORDS (NULL at their end) that S goes on with is skipped. */
static bool skip_one(struct scan *s, const char *const *words)
{
    for (; *words != NULL; words++)
        if (skip_word(s, *words))
            return true;
    return false;
}

static size_t read_letters(struct scan *s, size_t count, uint8_t *order, uint32_t *set)
{
    static const char *const nouns[] = {"options ", "option ", "choice ", "letter ",
                                        NULL};
    size_t len = 0;
    *set = 0;
    for (;;) {
        struct scan was = *s;
        size_t symbol;
        while ((symbol = markdown_symbol(s->text + s->at, s->len - s->at)) > 0) {
            s->at += symbol;
            skip_spaces(s);
        }
        skip_stars(s);
        skip_one(s, nouns);
        skip_stars(s);
        bool was_open =
            at(s, 0) == '(' || at(s, 0) == '[' || at(s, 0) == '`' || at(s, 0) == '"';
        s->at += was_open;
        char c = (char)toupper((unsigned char)at(s, 0));
        if (!is_letter(c) || is_alnum(at(s, 1)) || (size_t)(c - 'A') >= count) {
            *s = was;
            return len;
        }
        s->at++;
        if (was_open && at(s, 0) != '\0' && strchr(")]`\"", at(s, 0)) != NULL)
            s->at++;
        if (len < LIMIT_OPTIONS)
            order[len++] = (uint8_t)(c - 'A');
        *set |= 1u << (c - 'A');
        struct scan behind = *s;
        if (!skip_joint(s) || !is_letter(at(s, at(s, 0) == '*' ? 2 : at(s, 0) == '(')))
            return *s = behind, len;
        /* "A and the rest": no further letter */
        struct scan next = *s;
        skip_stars(&next);
        next.at += at(&next, 0) == '(';
        bool is_next = skip_word(&next, "option ") ||
                       (is_letter(at(&next, 0)) && !is_alnum(at(&next, 1)));
        if (!is_next)
            return *s = behind, len;
    }
}

uint32_t markdown_letters(const char *text, size_t len, size_t count, size_t *used)
{
    struct scan s = {text, len, 0};
    uint8_t order[LIMIT_OPTIONS];
    uint32_t set;
    *used = 0;
    skip_spaces(&s);
    struct scan start = s;
    size_t stars = skip_stars(&start);
    uint32_t packed = packed_letters(&start, count);
    if (packed != 0 && ends_letters(&start, stars > 0)) {
        *used = start.at;
        return packed;
    }
    bool was_marked =
        at(&s, 0) == '*' || at(&s, 0) == '(' || at(&s, 0) == '_' ||
        strncasecmp(text + s.at, "option", len - s.at < 6 ? len - s.at : 6) == 0;
    size_t found = read_letters(&s, count, order, &set);
    if (found == 0 || (!ends_letters(&s, was_marked) && found < 2))
        return 0;
    *used = s.at;
    return set;
}

size_t markdown_letter_list(const char *text, size_t len, size_t count, uint8_t *order)
{
    struct scan s = {text, len, 0};
    uint32_t set;
    skip_spaces(&s);
    return read_letters(&s, count, order, &set);
}

size_t markdown_verdict(const char *text, size_t len)
{
    static const char *const verbs[] = {"is ", "are ", NULL};
    static const char *const verdicts[] = {"the correct answer",
                                           "the right answer",
                                           "not correct",
                                           "not right",
                                           "not suitable",
                                           "incorrect",
                                           "wrong",
                                           "correct",
                                           "right",
                                           NULL};
    static const char *const joints[] = {" because ", " since ", ", because ",
                                         ", since ",  ": ",      ". ",
                                         ", as ",     " as ",    NULL};
    static const char *const bare[] = {"because ", "since ", NULL};
    struct scan s = {text, len, 0};
    skip_spaces(&s);
    skip_stars(&s);
    if (skip_one(&s, bare))
        return s.at;
    if (!skip_one(&s, verbs))
        return 0;
    skip_stars(&s);
    if (!skip_one(&s, verdicts))
        return 0;
    skip_stars(&s);
    return skip_one(&s, joints) ? s.at : 0;
}

/* --- "(Select TWO.)" --- */

unsigned markdown_take_select(const char *text, size_t *len)
{
    static const char *const verbs[] = {"select", "choose", "pick"};
    static const char *const counts[] = {"",     "one",  "two", "three",
                                         "four", "five", "six"};
    size_t end = *len, from;
    while (end > 0 && strchr(" .)*_]:", text[end - 1]) != NULL)
        end--;
    from = end;
    while (from > 0 && end - from < 48 && strchr("([.?!\n", text[from - 1]) == NULL)
        from--;
    struct scan s = {text, end, from};
    skip_spaces(&s);
    skip_stars(&s);
    bool is_good = false;
    for (size_t i = 0; i < COUNT(verbs); i++)
        is_good |= skip_word(&s, verbs[i]);
    if (!is_good)
        return 0;
    skip_spaces(&s);
    skip_stars(&s);
    unsigned many = 0;
    if (isdigit((unsigned char)at(&s, 0)))
        many = (unsigned)(s.text[s.at++] - '0');
    for (unsigned i = 1; i < COUNT(counts) && many == 0; i++)
        if (skip_word(&s, counts[i]))
            many = i;
    skip_stars(&s);
    skip_spaces(&s);
    bool has_rest = s.at < end && !skip_word(&s, "answer") && !skip_word(&s, "option") &&
                    !skip_word(&s, "that apply");
    if (many == 0 || has_rest || s.at + 2 < end)
        return 0;
    while (from > 0 && strchr("([ \n*_", text[from - 1]) != NULL)
        from--;
    *len = from;
    return many;
}
