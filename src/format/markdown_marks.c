/*
 * markdown_marks.c - see markdown_marks.h.
 *
 * In:   a text.
 * Out:  the text without the mark.
 */
#include "markdown_marks.h"

#include <string.h>
#include <strings.h>

#include "quizctl/mem.h"

static const struct {
    const char *sign;
    enum mark mark;
} mark_signs[] = {
    {"\u2705",     MARK_RIGHT},
    {"\u2714",     MARK_RIGHT},
    {"\u2713",     MARK_RIGHT},
    {"\u2611",     MARK_RIGHT},
    {"\U0001f7e2", MARK_RIGHT},
    {"\u274c",     MARK_WRONG},
    {"\u274e",     MARK_WRONG},
    {"\u2717",     MARK_WRONG},
    {"\u2718",     MARK_WRONG},
    {"\u2715",     MARK_WRONG},
    {"\u2716",     MARK_WRONG},
    {"\u2610",     MARK_WRONG},
    {"\U0001f6ab", MARK_WRONG},
    {"\u26d4",     MARK_WRONG},
    {"\U0001f534", MARK_WRONG},
};

#define SIZED(words) words, sizeof(words) - 1

static const struct {
    const char *words;
    size_t size;
    enum mark mark;
} mark_words[] = {
    {SIZED("(correct answer)"),      MARK_RIGHT},
    {SIZED("(correct)"),             MARK_RIGHT},
    {SIZED("[correct]"),             MARK_RIGHT},
    {SIZED("(right)"),               MARK_RIGHT},
    {SIZED("(right answer)"),        MARK_RIGHT},
    {SIZED("(answer)"),              MARK_RIGHT},
    {SIZED("<-- correct"),           MARK_RIGHT},
    {SIZED("<- correct"),            MARK_RIGHT},
    {SIZED("<-- correct answer"),    MARK_RIGHT},
    {SIZED("\u2190 correct"),        MARK_RIGHT},
    {SIZED("\u2190 correct answer"), MARK_RIGHT},
    {SIZED("- correct"),             MARK_RIGHT},
    {SIZED("\u2013 correct"),        MARK_RIGHT},
    {SIZED("\u2014 correct"),        MARK_RIGHT},
    {SIZED("(incorrect)"),           MARK_WRONG},
    {SIZED("(wrong)"),               MARK_WRONG},
    {SIZED("[incorrect]"),           MARK_WRONG},
    {SIZED("- incorrect"),           MARK_WRONG},
    {SIZED("\u2013 incorrect"),      MARK_WRONG},
    {SIZED("\u2014 incorrect"),      MARK_WRONG},
};

static bool is_gap(const char *text, size_t len)
{
    return len > 0 && (*text == ' ' || *text == '\t');
}

static void trim(const char **text, size_t *len)
{
    while (is_gap(*text, *len)) {
        ++*text;
        --*len;
    }
    while (*len > 0 && is_gap(*text + *len - 1, 1))
        --*len;
}

/* VS16 behind a sign belongs to it. */
static size_t with_selector(const char *text, size_t len, size_t used)
{
    bool has = len >= used + 3 && memcmp(text + used, "\xef\xb8\x8f", 3) == 0;
    return used + (has ? 3 : 0);
}

enum mark markdown_take_first(const char **text, size_t *len)
{
    if (*len == 0 || (unsigned char)**text < 0x80)
        return MARK_NONE; /* every sign is beyond ASCII */
    for (size_t i = 0; i < COUNT(mark_signs); i++) {
        size_t size = strlen(mark_signs[i].sign);
        if (*len < size || memcmp(*text, mark_signs[i].sign, size) != 0)
            continue;
        size = with_selector(*text, *len, size);
        *text += size;
        *len -= size;
        return mark_signs[i].mark;
    }
    return MARK_NONE;
}

static enum mark take_last_sign(const char *text, size_t *len)
{
    size_t end = *len;
    if (end >= 3 && memcmp(text + end - 3, "\xef\xb8\x8f", 3) == 0)
        end -= 3;
    for (size_t i = 0; i < COUNT(mark_signs); i++) {
        size_t size = strlen(mark_signs[i].sign);
        if (end >= size && memcmp(text + end - size, mark_signs[i].sign, size) == 0) {
            *len = end - size;
            return mark_signs[i].mark;
        }
    }
    return MARK_NONE;
}

/* "(correct)", also in stars of its own. */
static enum mark take_last_words(const char *text, size_t *len)
{
    size_t stop = *len, stars;
    while (stop > 0 && (text[stop - 1] == '*' || text[stop - 1] == '_'))
        stop--;
    char last = stop > 1 ? (char)(text[stop - 1] | 0x20) : 0;
    char next = stop > 1 ? (char)(text[stop - 2] | 0x20) : 0;
    bool may = last == (')' | 0x20) || last == (']' | 0x20) ||
               (last == 't' && next == 'c') ||
               (last == 'r' && next == 'e'); /* "correct", "answer" */
    for (size_t i = 0; i < COUNT(mark_words) && may; i++) {
        const char *words = mark_words[i].words;
        size_t size = mark_words[i].size;
        if (stop <= size || text[stop - size] != *words ||
            strncasecmp(text + stop - size, words, size) != 0)
            continue;
        size_t start = stop - size;
        for (stars = *len - stop;
             stars > 0 && start > 0 && (text[start - 1] == '*' || text[start - 1] == '_');
             stars--)
            start--;
        *len = start;
        return mark_words[i].mark;
    }
    return MARK_NONE;
}

static enum mark take_last(const char *text, size_t *len)
{
    if (*len == 0)
        return MARK_NONE;
    bool is_ascii = (unsigned char)text[*len - 1] < 0x80; /* no sign is */
    return is_ascii ? take_last_words(text, len) : take_last_sign(text, len);
}

enum mark markdown_take_mark(const char **text, size_t *len)
{
    enum mark mark = MARK_NONE, found;
    trim(text, len);
    while ((found = markdown_take_first(text, len)) != MARK_NONE) {
        mark = found;
        trim(text, len);
    }
    while ((found = take_last(*text, len)) != MARK_NONE) {
        mark = found;
        trim(text, len);
    }
    return mark;
}

/* "<b>Amazon EFS</b>" */
static bool take_tags(const char **text, size_t *len)
{
    static const char *const tags[][2] = {
        {"<b>",      "</b>"     },
        {"<strong>", "</strong>"}
    };
    for (size_t i = 0; i < COUNT(tags); i++) {
        size_t open = strlen(tags[i][0]), close = strlen(tags[i][1]);
        if (*len <= open + close || strncasecmp(*text, tags[i][0], open) != 0 ||
            strncasecmp(*text + *len - close, tags[i][1], close) != 0)
            continue;
        *text += open;
        *len -= open + close;
        return true;
    }
    return false;
}

bool markdown_take_bold(const char **text, size_t *len)
{
    const char *t = *text;
    size_t n = *len;
    if (n > 0 && *t == '<')
        return take_tags(text, len);
    bool is_open = n > 4 && (memcmp(t, "**", 2) == 0 || memcmp(t, "__", 2) == 0);
    if (!is_open || memcmp(t, t + n - 2, 2) != 0 || t[n - 3] == '\\')
        return false;
    for (size_t i = 2; i + 4 < n; i++)
        if (memcmp(t + i, t, 2) == 0)
            return false; /* "**A** and **B**" */
    *text += 2;
    *len -= 4;
    trim(text, len);
    return true;
}
