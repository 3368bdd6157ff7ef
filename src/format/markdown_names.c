/*
 * markdown_names.c - names of options: see markdown_names.h.
 *
 * In:   the options' texts; a name.
 * Out:  the option that it means.
 */
#include "markdown_names.h"

#include <ctype.h>
#include <string.h>

#include "markdown_text.h"

static uint32_t hash_of(const char *word, size_t len)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)word[i]) * 16777619u;
    return hash;
}

/* Words that say nothing about which one it is. */
static bool is_filler(const char *word, size_t len)
{
    static const char *const by_letter[] = {
        ['a' - 'a'] = "a an amazon aws and as at ",
        ['b' - 'a'] = "by ",
        ['c' - 'a'] = "choice ",
        ['f' - 'a'] = "for from ",
        ['i' - 'a'] = "in its is ",
        ['o' - 'a'] = "of on or option ",
        ['t' - 'a'] = "the to that ",
        ['u' - 'a'] = "using use ",
        ['w' - 'a'] = "with ",
    };
    size_t letter = (size_t)(*word - 'a');
    const char *at = len <= 6 && letter < COUNT(by_letter) ? by_letter[letter] : NULL;
    while (at != NULL && (strncmp(at, word, len) != 0 || at[len] != ' ')) {
        at = strchr(at, ' ') + 1;
        at = *at != '\0' ? at : NULL;
    }
    return at != NULL;
}

static uint64_t bit_of(uint32_t hash)
{
    return (uint64_t)1 << (hash & 63);
}

static bool has_word(const struct name *name, uint32_t word)
{
    if ((name->bits & bit_of(word)) == 0)
        return false;
    for (size_t i = 0; i < name->len; i++)
        if (name->words[i] == word)
            return true;
    return false;
}

static void add_word(struct name *name, uint32_t hash)
{
    if (name->len == NAME_WORDS || has_word(name, hash))
        return;
    name->words[name->len++] = hash;
    name->bits |= bit_of(hash);
}

/* Words of TEXT into NAME. Only fillers: they are its words then. */
static void add_words(struct name *name, const char *text, size_t len)
{
    char room[256];
    struct buf words = buf_in(room, sizeof room);
    markdown_words(text, len, &words);
    for (int pass = 0; pass < 2 && name->len == 0; pass++) {
        name->whole = 0;
        for (const char *at = buf_str(&words), *end; *at != '\0'; at = end) {
            for (end = at; *end != '\0' && *end != ' ';)
                end++;
            uint32_t hash = hash_of(at, (size_t)(end - at));
            if (pass == 1 || !is_filler(at, (size_t)(end - at)))
                add_word(name, hash);
            name->whole = (name->whole ^ hash) * 1099511628211u;
            end += *end == ' ';
        }
    }
    buf_release(&words);
}

/* "Elastic File System" is EFS, and with a number for what repeats: S3, EC2. */
static void add_initials(struct name *name, const char *initials, size_t len)
{
    char shorter[16];
    size_t to = 0;
    if (len < 2 || len > 8)
        return;
    add_word(name, hash_of(initials, len));
    for (size_t i = 0; i < len;) {
        size_t run = 1;
        while (i + run < len && initials[i + run] == initials[i])
            run++;
        shorter[to++] = initials[i];
        if (run > 1)
            shorter[to++] = (char)('0' + (char)run);
        i += run;
    }
    if (to != len || memcmp(shorter, initials, len) != 0)
        add_word(name, hash_of(shorter, to));
}

static bool is_owner(const char *word, size_t len)
{
    return (len == 6 && memcmp(word, "Amazon", 6) == 0) ||
           (len == 3 && memcmp(word, "AWS", 3) == 0);
}

/* Initials of each row of words with a capital. */
static void add_all_initials(struct name *name, const char *text, size_t len)
{
    char initials[16];
    size_t count = 0;
    for (size_t i = 0; i <= len;) {
        size_t from = i;
        while (i < len && isalnum((unsigned char)text[i]))
            i++;
        bool is_word = i > from,
             has_capital = is_word && isupper((unsigned char)text[from]);
        if (has_capital && !is_owner(text + from, i - from) && count < sizeof initials)
            initials[count++] = (char)tolower((unsigned char)text[from]);
        bool goes_on = i < len && text[i] == ' ' && (has_capital || !is_word);
        if (!goes_on) {
            add_initials(name, initials, count);
            count = 0;
        }
        i++;
    }
}

void names_add(struct names *n, const char *text, size_t len)
{
    if (n->count == LIMIT_OPTIONS)
        return;
    struct name *name = &n->of[n->count++];
    *name = (struct name){0};
    add_words(name, text, len);
    name->spelled = name->len;
    add_all_initials(name, text, len);
}

static size_t words_shared(const struct name *option, const struct name *name)
{
    size_t shared = 0;
    for (size_t i = 0; i < name->len; i++)
        shared += has_word(option, name->words[i]);
    return shared;
}

/* The one option of SET that has every word of NAME; one that has no others before it. */
static long find_holding(const struct names *n, const struct name *name, uint32_t set)
{
    long found = -1;
    size_t holding = 0;
    for (size_t i = 0; i < n->count; i++) {
        if ((set >> i & 1) == 0 || (name->bits & ~n->of[i].bits) != 0 ||
            words_shared(&n->of[i], name) < name->len)
            continue;
        if (n->of[i].spelled == name->len)
            return (long)i;
        found = (long)i;
        holding++;
    }
    return holding == 1 ? found : -1;
}

/* A shared word counts less the more options have it. In 1/60 so that it stays whole. */
static unsigned likeness(const struct names *n, size_t option, const struct name *name)
{
    unsigned sum = 0;
    for (size_t i = 0; i < name->len; i++) {
        unsigned having = 0;
        for (size_t k = 0; k < n->count; k++)
            having += has_word(&n->of[k], name->words[i]);
        if (has_word(&n->of[option], name->words[i]))
            sum += 60 / having;
    }
    return sum;
}

/* The option that is far more like NAME than the next, and shares half of its words. */
static long find_like(const struct names *n, const struct name *name, uint32_t set)
{
    unsigned best = 0, next = 0;
    long found = -1;
    for (size_t i = 0; i < n->count; i++) {
        unsigned like = (set >> i & 1) != 0 ? likeness(n, i, name) : 0;
        if (like > best) {
            next = best;
            best = like;
            found = (long)i;
        } else if (like > next) {
            next = like;
        }
    }
    bool is_clear = found >= 0 && best >= 2 * next && best >= 60 &&
                    2 * words_shared(&n->of[found], name) >= name->len;
    return is_clear ? found : -1;
}

static uint32_t all_of(const struct names *n)
{
    return n->count == 0 ? 0 : UINT32_MAX >> (32 - n->count);
}

long names_find(const struct names *n, const char *text, size_t len, uint32_t allowed,
                bool is_exact)
{
    enum { LONGEST = 400 };
    struct name name = {0};
    if (len > LONGEST && is_exact)
        return -1;
    add_words(&name, text, len < LONGEST ? len : LONGEST);
    if (name.len == 0)
        return -1;
    for (size_t i = 0; i < n->count; i++)
        if (n->of[i].whole == name.whole)
            return (long)i;
    uint32_t sets[] = {allowed & all_of(n), all_of(n)};
    for (size_t i = 0; i < COUNT(sets); i++) {
        long found = find_holding(n, &name, sets[i]);
        if (found < 0 && !is_exact)
            found = find_like(n, &name, sets[i]);
        if (found >= 0 || sets[0] == sets[1])
            return found;
    }
    return -1;
}

bool names_is(const struct names *n, size_t option, const char *text, size_t len)
{
    struct name name = {0};
    add_words(&name, text, len);
    return name.whole == n->of[option].whole;
}

bool names_spell(const struct names *n, size_t option, const char *text, size_t len)
{
    struct name name = {0};
    add_words(&name, text, len);
    add_all_initials(&name, text, len);
    for (size_t i = 0; i < n->of[option].spelled; i++)
        if (!has_word(&name, n->of[option].words[i]))
            return false;
    return true;
}

bool names_cover(const struct names *n, const char *text, size_t len, uint32_t set)
{
    struct name name = {0};
    add_words(&name, text, len);
    for (size_t i = 0; i < name.len; i++) {
        bool is_there = false;
        for (size_t k = 0; k < n->count; k++)
            is_there |= (set >> k & 1) != 0 && has_word(&n->of[k], name.words[i]);
        if (!is_there)
            return false;
    }
    return true;
}
