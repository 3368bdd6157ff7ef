/*
 * markdown_label.c - which option a text speaks of, by how it begins.
 *
 * In:   a line of an explanation.
 * Out:  the options that it names, and where the reason begins.
 *
 * By a letter, by a name in bold, by a name before a colon or a verb.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "markdown_parts.h"
#include "markdown_scan.h"
#include "markdown_text.h"

static size_t skip_symbols(const char *text, size_t len)
{
    size_t at = 0, symbol;
    while (at < len) {
        symbol = markdown_symbol(text + at, len - at);
        if (symbol == 0 && text[at] != ' ')
            break;
        at += symbol > 0 ? symbol : 1;
    }
    return at;
}

/* Behind ":" or a dash, and what signs and stars stand there. 0: no such joint. */
static size_t joint(const char *text, size_t len)
{
    size_t at = 0;
    bool is_joint = false;
    for (;;) {
        at += skip_symbols(text + at, len - at);
        size_t dash = len - at > 2 && memcmp(text + at, "\xe2\x80", 2) == 0 ? 3 : 0;
        dash = dash == 0 && at < len && text[at] == '-' ? 1 : dash;
        if (at < len && (text[at] == ':' || text[at] == '.')) {
            at++;
            is_joint = true;
        } else if (dash > 0) {
            at += dash;
            is_joint = true;
        } else if (at < len && (text[at] == '*' || text[at] == '_') && is_joint) {
            break;
        } else {
            break;
        }
    }
    while (is_joint && len - at > 1 && memcmp(text + at, "**", 2) == 0 &&
           (at + 2 == len || text[at + 2] == ' '))
        at += 2;
    at += skip_symbols(text + at, len - at);
    return is_joint || at == len ? at : 0;
}

uint32_t note_key_so_far(const struct note *n)
{
    return n->key != 0 ? n->key : n->marked;
}

static uint32_t allowed_in(const struct note *n, enum role role)
{
    uint32_t key = note_key_so_far(n);
    return role == ROLE_WRONG ? ~key : role == ROLE_RIGHT ? key : UINT32_MAX;
}

/* "Why Amazon EFS does not fit", "1. Amazon EFS (B)": without what is no name. */
static long find_name(const struct note *n, const char *text, size_t len, enum role role)
{
    struct buf plain = {0};
    const char *at = text;
    markdown_take_mark(&at, &len);
    while (len > 0 && (isdigit((unsigned char)*at) || strchr(".) *", *at) != NULL)) {
        at++;
        len--;
    }
    buf_add(&plain, at, len);
    const char *t = buf_str(&plain);
    long found =
        names_find(&n->names, t, strlen(t), allowed_in(n, role), role != ROLE_WRONG);
    buf_release(&plain);
    return found;
}

/* **Name** at the start of TEXT: where the name and its stars end; 0: there is none. */
static size_t bold_end(const char *text, size_t len, size_t *name, size_t *name_len)
{
    size_t open = skip_symbols(text, len);
    if (len - open < 5 || memcmp(text + open, "**", 2) != 0)
        return 0;
    for (size_t i = open + 2; i + 1 < len; i++)
        if (memcmp(text + i, "**", 2) == 0) {
            *name = open + 2;
            *name_len = i - open - 2;
            while (*name_len > 0 && strchr(":. ", text[*name + *name_len - 1]) != NULL)
                --*name_len;
            return i + 2;
        }
    return 0;
}

static bool ends_in_colon(const char *text, size_t bold)
{
    return bold > 3 && (text[bold - 3] == ':' || text[bold - 3] == '.');
}

static struct label bold_label(const struct note *n, const char *text, size_t len,
                               enum role role)
{
    struct label l = {0};
    size_t name, name_len, bold = bold_end(text, len, &name, &name_len), used;
    if (bold == 0)
        return l;
    uint32_t letters = markdown_letters(text + name, name_len, n->letters, &used);
    long found = letters == 0 ? find_name(n, text + name, name_len, role) : -1;
    uint32_t names = 0; /* "**EFS and FSx for Lustre**" is the reason of both */
    if (letters == 0 &&
        (found < 0 || !names_spell(&n->names, (size_t)found, text + name, name_len)))
        names = note_names_list(n, text + name, name_len, allowed_in(n, role));
    found = names != 0 ? -1 : found;
    size_t digits = 0;
    while (digits < name_len && isdigit((unsigned char)text[name + digits]))
        digits++;
    if (n->d.q.kind == QUESTION_MATCHING && digits > 0 && digits < 3 &&
        (digits == name_len || text[name + digits] == '.')) {
        long number = strtol(text + name, NULL, 10);
        found = number >= 1 && (size_t)number <= n->d.prompts_met ? number - 1 : found;
    }
    l.options = letters != 0 ? letters : found >= 0 ? 1u << found : names;
    size_t behind = joint(text + bold, len - bold);
    bool is_joined = behind > 0 || ends_in_colon(text, bold) || bold == len;
    l.is_only = bold + behind >= len;
    l.rest = is_joined ? bold + behind : 0;
    l.is_letter = letters != 0;
    if (letters != 0) { /* "**B** is slow": options are shuffled, so no letter stays */
        l.options = note_places(n, letters);
        l.rest = is_joined ? l.rest : bold + strspn(text + bold, " ");
    }
    return l;
}

static struct label letter_label(const struct note *n, const char *text, size_t len,
                                 enum role role)
{
    struct label l = {.is_letter = true};
    size_t used, at = skip_symbols(text, len);
    if (len - at > 9 && strncasecmp(text + at, "why not ", 8) == 0)
        at += 8;
    uint32_t letters = markdown_letters(text + at, len - at, n->letters, &used);
    if (letters == 0)
        return l;
    l.options = note_places(n, letters);
    used += at;
    bool is_joined =
        used >= len || (used > 0 && strchr(".):]*-_ ", text[used - 1]) != NULL);
    size_t behind = joint(text + used, len - used);
    l.rest = is_joined ? used + behind : 0;
    /* "A. Amazon EFS: too slow": the name says no more than the letter */
    struct label more = bold_label(n, text + used, len - used, role);
    const char *colon = memchr(text + used, ':', len - used < 120 ? len - used : 120);
    if (more.options != 0 && more.rest > 0) {
        l.rest = used + more.rest;
        l.options = more.options;
    } else if (colon != NULL &&
               names_find(&n->names, text + used, (size_t)(colon - text) - used,
                          l.options, true) >= 0) {
        l.rest = (size_t)(colon - text) + 1;
    } else if (names_cover(&n->names, text + used, len - used, l.options)) {
        l.rest = len;
    }
    l.rest += l.rest < len ? markdown_verdict(text + l.rest, len - l.rest) : 0;
    l.is_only = l.rest >= len;
    return l;
}

/* "Amazon EFS: too slow", "Amazon EFS - too slow", "Amazon EFS is too slow". */
static struct label plain_label(const struct note *n, const char *text, size_t len,
                                enum role role)
{
    static const char *const joints[] = {":", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 "};
    static const char verbs[][12] = {
        " is ",       " are ",    " does ",  " do ",      " cannot ", " can ",
        " has ",      " would ",  " isn't ", " doesn't ", " lacks ",  " offers ",
        " provides ", " stores ", " was ",   " only ",    " needs ",  " requires ",
        " uses ",     " (",       ", "};
    enum { FAR = 100 };
    struct label l = {0};
    size_t from = skip_symbols(text, len), near = len < FAR ? len : FAR;
    for (size_t i = from; i < near && l.options == 0; i++) {
        size_t rest = 0;
        bool is_end = false;
        if (text[i] != ' ' && text[i] != ':' && text[i] != ',')
            continue; /* all of them begin so */
        size_t joint = word_at_start(text + i, len - i, joints, COUNT(joints));
        if (joint > 0)
            rest = i + joint;
        for (size_t k = 0; k < COUNT(verbs) && rest == 0 && !is_end; k++)
            is_end = text[i] == verbs[k][0] && text[i + 1] == verbs[k][1] &&
                     strncmp(text + i, verbs[k], strlen(verbs[k])) == 0;
        if (rest == 0 && !is_end)
            continue;
        long found =
            names_find(&n->names, text + from, i - from, allowed_in(n, role), true);
        /* outside of reasons a word that an option has, too, may be any subject */
        if (found >= 0 && is_end && role == ROLE_EXPLANATION &&
            !names_spell(&n->names, (size_t)found, text + from, i - from))
            found = -1;
        l.options = found >= 0 ? 1u << found : 0;
        l.rest = rest + (rest > 0 ? skip_symbols(text + rest, len - rest) : 0);
        l.is_only = rest > 0 && l.rest >= len;
        if (rest > 0)
            break;
    }
    return l;
}

struct label note_label_of(const struct note *n, const char *text, size_t len,
                           enum role role, bool has_more)
{
    struct label l = bold_label(n, text, len, role);
    if (l.options == 0)
        l = letter_label(n, text, len, role);
    if (l.options == 0)
        l = plain_label(n, text, len, role);
    if (l.options != 0 || !has_more)
        return l;
    long found = names_find(&n->names, text, len, allowed_in(n, role), true);
    if (found < 0)
        found = len < 120 ? find_name(n, text, len, role) : -1;
    return found < 0 ? l : (struct label){1u << found, len, true, false};
}

bool note_names_option(const struct note *n, const char *text, size_t len)
{
    if (len > 0 && *text == '<')
        markdown_take_bold(&text, &len);
    struct label l = note_label_of(n, text, len, ROLE_EACH, true);
    return l.options != 0 && l.is_only;
}
