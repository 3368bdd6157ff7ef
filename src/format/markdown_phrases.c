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
    static const char *const joints[] = {", and ",
                                         " and ",
                                         " & ",
                                         " und ",
                                         " et ",
                                         " y ",
                                         " e ",
                                         " i ",
                                         " og ",
                                         " en ",
                                         " ve ",
                                         " + ",
                                         " / ",
                                         ", ",
                                         ",",
                                         "/",
                                         "&",
                                         "+",
                                         "; ",
                                         ";",
                                         " -> ",
                                         " \u2192 ",
                                         " > ",
                                         "\u3001",
                                         "\uff0c",
                                         "\u548c",
                                         "\u3068",
                                         " \u0438 ",
                                         " \u0442\u0430 ",
                                         "->",
                                         "\u2192"};
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
    if (c == ',') /* "B, because" */
        s->at++;
    if (c == '\\')
        c = at(s, 1);
    if ((c != '\0' && strchr(".):]", c) != NULL) || colon(s) > 0) {
        s->at += at(s, 0) == '\\';
        s->at += colon(s) > 0 ? colon(s) : 1;
        skip_stars(s);
        skip_spaces(s);
        return true;
    }
    bool has_gap = c == ' ' || c == '\t' || c == '\n' || c == ',';
    skip_spaces(s);
    if ((stars > 0 || was_marked) && c != ',')
        return has_gap || at(s, 0) == '\0';
    if (c != ',' && (at(s, 0) == '(' || at(s, 0) == '\n' ||
                     markdown_symbol(s->text + s->at, s->len - s->at) > 0))
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

/* "B D": nothing but letters, rising. */
static uint32_t spaced_letters(struct scan *s, size_t count)
{
    uint32_t set = 0;
    char last = 0;
    for (size_t i = 0; s->at + i < s->len; i += 2) {
        char c = at(s, i);
        if (c <= last || !isupper((unsigned char)c) || (size_t)(c - 'A') >= count ||
            (at(s, i + 1) != ' ' && at(s, i + 1) != '\0'))
            return 0;
        last = c;
        set |= 1u << (c - 'A');
    }
    s->at = s->len;
    return (set & (set - 1)) != 0 ? set : 0;
}

/* The first of WORDS (NULL at their end) that S goes on with is skipped. */
static bool skip_one(struct scan *s, const char *const *words)
{
    for (; *words != NULL; words++)
        if (skip_word(s, *words))
            return true;
    return false;
}

/* Is the letter at S no beginning of a word? */
static bool is_alone(const struct scan *s)
{
    struct scan behind = *s;
    behind.at++;
    if (!is_letter(at(s, 0)) || isalnum((unsigned char)at(s, 1)))
        return false;
    return !is_alnum(at(s, 1)) || skip_joint(&behind);
}

static bool is_opening(char c)
{
    return c == '(' || c == '[' || c == '`' || c == '"';
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
        bool was_open = is_opening(at(s, 0));
        s->at += was_open;
        char c = (char)toupper((unsigned char)at(s, 0));
        if (!is_alone(s) || (size_t)(c - 'A') >= count) {
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
        if (!skip_joint(s))
            return *s = behind, len;
        /* "A and the rest": no further letter */
        struct scan next = *s;
        skip_stars(&next);
        next.at += is_opening(at(&next, 0));
        if (!skip_word(&next, "option ") && !is_alone(&next))
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
    struct scan spaced = start;
    uint32_t all = spaced_letters(&spaced, count), packed = packed_letters(&start, count);
    if (all != 0)
        return *used = spaced.at, all;
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
    struct scan alone = s; /* "Correct.", "(incorrect):" */
    bool was_open = at(&alone, 0) == '(';
    alone.at += was_open;
    if (skip_one(&alone, verdicts)) {
        alone.at += was_open && at(&alone, 0) == ')';
        skip_stars(&alone);
        size_t from = alone.at;
        skip_spaces(&alone);
        size_t joint = colon(&alone) > 0 ? colon(&alone) : dash(&alone);
        joint = joint == 0 && (at(&alone, 0) == '.' || at(&alone, 0) == ',') ? 1 : joint;
        alone.at += joint;
        skip_stars(&alone);
        skip_spaces(&alone);
        if (joint > 0 || alone.at >= alone.len || (was_open && alone.at > from))
            return alone.at;
    }
    if (!skip_one(&s, verbs))
        return 0;
    skip_stars(&s);
    if (!skip_one(&s, verdicts))
        return 0;
    skip_stars(&s);
    return skip_one(&s, joints) ? s.at : 0;
}

/* --- "(Select TWO.)" --- */

/* What cannot stand within "Select TWO". */
static bool is_before_select(char c)
{
    return c == '.' || c == '(' || c == '[' || c == '?' || c == '!' || c == '\n';
}

unsigned markdown_take_select(const char *text, size_t *len)
{
    static const char *const verbs[] = {"select", "choose", "pick"};
    static const char *const counts[] = {"",     "one",  "two", "three",
                                         "four", "five", "six"};
    size_t end = *len, from;
    while (end > 0 && strchr(" .)*_]:", text[end - 1]) != NULL)
        end--;
    from = end;
    while (from > 0 && end - from < 48 && !is_before_select(text[from - 1]))
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
