/*
 * markdown_scan.h - small steps along a line. For the files that look for signs and
 * phrases: beyond the end all bytes are NUL, so that nobody has to count.
 */
#ifndef QUIZCTL_MARKDOWN_SCAN_H
#define QUIZCTL_MARKDOWN_SCAN_H

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

struct scan {
    const char *text;
    size_t len, at;
};

static inline char at(const struct scan *s, size_t ahead)
{
    return s->at + ahead < s->len ? s->text[s->at + ahead] : '\0';
}

static inline void skip_spaces(struct scan *s)
{
    for (;;) {
        if (at(s, 0) == ' ' || at(s, 0) == '\t')
            s->at++;
        else if (at(s, 0) == '&' && s->len - s->at > 6 &&
                 memcmp(s->text + s->at, "&nbsp;", 6) == 0)
            s->at += 6;
        else
            break;
    }
}

/* Stars, underscores, a backslash before punctuation: how many bytes of marks. */
static inline size_t skip_stars(struct scan *s)
{
    size_t from = s->at;
    while (at(s, 0) == '*' || at(s, 0) == '_')
        s->at++;
    return s->at - from;
}

static inline char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Skip WORD, whose letters of ASCII are small; those of the text may be large. */
static inline bool skip_word(struct scan *s, const char *word)
{
    const char *text = s->text + s->at;
    size_t len = 0, left = s->len - s->at;
    while (len < left && word[len] != '\0' && small(text[len]) == word[len])
        len++;
    if (word[len] != '\0')
        return false;
    s->at += len;
    return true;
}

/* The bytes of the first of COUNT WORDS that TEXT begins with; 0: with none. */
static inline size_t word_at_start(const char *text, size_t len, const char *const *words,
                                   size_t count)
{
    for (size_t i = 0; i < count && len > 0; i++) {
        size_t size = *words[i] == *text ? strlen(words[i]) : 0;
        if (size > 0 && size <= len && memcmp(text, words[i], size) == 0)
            return size;
    }
    return 0;
}

static inline bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static inline bool is_alnum(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* "–" and "—" and "-" */
static inline size_t dash(const struct scan *s)
{
    if (at(s, 0) == '-')
        return 1;
    bool is_long = at(s, 0) == '\xe2' && at(s, 1) == '\x80' &&
                   (at(s, 2) == '\x93' || at(s, 2) == '\x94');
    return is_long ? 3 : 0;
}

/* ':' or its wide form, or what closes a label in lenticular brackets. */
static inline size_t colon(const struct scan *s)
{
    if (at(s, 0) == ':')
        return 1;
    bool is_wide = s->len - s->at > 2 && (memcmp(s->text + s->at, "\uff1a", 3) == 0 ||
                                          memcmp(s->text + s->at, "\u3011", 3) == 0);
    return is_wide ? 3 : 0;
}

/* What ends a number or a letter in wide characters: "．", "、", "）". */
static inline size_t wide_end(const struct scan *s)
{
    static const char *const ends[] = {"．", "、", "）"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (at(s, 0) == *ends[i] && at(s, 1) == ends[i][1] && at(s, 2) == ends[i][2])
            return 3;
    return 0;
}

#endif
