/*
 * wording.c - options, prompts and reasons that are worded so that they mislead, or give
 * something away.
 *
 * The rules look for English words and know nothing of grammar. Each is narrow on
 * purpose: a warning that is wrong teaches authors to read none.
 */
#include <string.h>
#include <strings.h>

#include "lint_rules.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"
#include "words.h"

/* Does TEXT have these words (small letters, spaces between) one after the other? */
static bool has_words(const char *text, const char *words)
{
    for (struct word start = {.rest = text}; word_next(&start);) {
        struct word here = start, want = {.rest = words};
        bool is_same = true;
        for (bool is_more = word_next(&want); is_more && is_same;) {
            is_same = here.len == want.len && word_hash(&here) == word_hash(&want);
            is_more = word_next(&want);
            if (is_same && is_more)
                is_same = word_next(&here);
        }
        if (is_same)
            return true;
    }
    return false;
}

void lint_all_of_the_above(struct lint *l, const struct question *q)
{
    static const char *const phrase[] = {
        "all of the above",
        "none of the above",
        "both of the above",
        "any of the above",
        "all the above",
        "all of these options",
        "none of these options",
        "all of the options",
        "none of the options",
        "all other options",
        "none of the other options",
    };
    for (size_t i = 0; i < q->option_count; i++) {
        const struct option *o = &q->options[i];
        for (size_t p = 0; p < COUNT(phrase); p++) {
            if (!has_words(o->text, phrase[p]))
                continue;
            lint_found(l, o->at, "option '%s' is \"%s\"", o->id, phrase[p]);
            break;
        }
    }
}

/* Word by word would not do: "a < b" is no "a > b". */
void lint_same_option(struct lint *l, const struct question *q)
{
    for (size_t i = 1; i < q->option_count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcasecmp(q->options[i].text, q->options[k].text) == 0) {
                lint_found(l, q->options[i].at, "option '%s' says the same as '%s'",
                           q->options[i].id, q->options[k].id);
                break;
            }
}

/* --- letters --- */

static bool is_letter(const struct word *w, const struct question *q)
{
    return w->len == 1 && w->at[0] >= 'A' && (size_t)(w->at[0] - 'A') < q->option_count;
}

/* Where TEXT speaks of Q's options by letter: "option B", "A and C". Empty: nowhere. */
static struct excerpt letter_in(const char *text, const struct question *q)
{
    static const char *const noun[] = {"option",  "options", "answer",
                                       "answers", "choice",  "choices"};
    static const char *const joint[] = {"and", "or"};
    struct word before = {0}, now = {.rest = text};
    while (word_next(&now)) {
        struct word joined = now, other;
        bool is_pair = is_letter(&now, q) && word_next(&joined) &&
                       word_is_any(&joined, joint, COUNT(joint)) &&
                       (other = joined, word_next(&other)) && is_letter(&other, q);
        if (is_pair)
            return text_excerpt(now.at, (size_t)(other.rest - now.at));
        if (before.len > 0 && word_is_any(&before, noun, COUNT(noun)) &&
            is_letter(&now, q) && now.at == before.rest + 1)
            return text_excerpt(before.at, (size_t)(now.rest - before.at));
        before = now;
    }
    return (struct excerpt){""};
}

static void letters(struct lint *l, const struct question *q, struct place at,
                    const char *what, const char *text)
{
    struct excerpt found = letter_in(text, q);
    if (found.text[0] != '\0')
        lint_found(l, at, "%s says \"%s\"", what, found.text);
}

void lint_letter_reference(struct lint *l, const struct question *q)
{
    struct buf what = {0};
    letters(l, q, q->at, "the prompt", q->prompt);
    for (size_t i = 0; i < q->option_count; i++) {
        const struct option *o = &q->options[i];
        buf_clear(&what);
        buf_printf(&what, "option '%s'", o->id);
        letters(l, q, o->at, buf_str(&what), o->text);
        buf_clear(&what);
        buf_printf(&what, "the reason of option '%s'", o->id);
        letters(l, q, o->at, buf_str(&what), o->why);
    }
    letters(l, q, q->at, "the explanation", q->explanation.need);
    letters(l, q, q->at, "the explanation", q->explanation.why);
    for (size_t i = 0; i < q->explanation.takeaways.count; i++)
        letters(l, q, q->at, "a takeaway", q->explanation.takeaways.text[i]);
    buf_release(&what);
}

/* --- negatives --- */

static bool is_negative(const struct word *w)
{
    static const char *const negative[] = {"not",     "except", "never", "cannot",
                                           "neither", "nor",    "false", "incorrect"};
    bool is_short = w->len > 3 && memcmp(w->at + w->len - 3, "n't", 3) == 0;
    return is_short || word_is_any(w, negative, COUNT(negative));
}

static bool is_in_capitals(const struct word *w)
{
    for (size_t i = 0; i < w->len; i++)
        if (w->at[i] >= 'a' && w->at[i] <= 'z')
            return false;
    return true;
}

/* Is W of TEXT within **strong** signs: an odd number of them stands before it? */
static bool is_strong(const char *text, const struct word *w)
{
    size_t signs = 0;
    for (const char *at = text; (at = strstr(at, "**")) != NULL && at < w->at; at += 2)
        signs++;
    return signs % 2 == 1;
}

void lint_quiet_negative(struct lint *l, const struct question *q)
{
    /* "One of the steps does not belong" is how an ordering is put. */
    if (q->kind != QUESTION_CHOICE)
        return;
    for (struct word w = {.rest = q->prompt}; word_next(&w);) {
        if (!is_negative(&w) || is_in_capitals(&w) || is_strong(q->prompt, &w))
            continue;
        lint_found(l, q->at, "the prompt says \"%.*s\" in small letters", (int)w.len,
                   w.at);
        return;
    }
}

/* --- what is said twice --- */

enum { REPEATED_PERCENT = 75, REPEATED_WORDS = 6 };

void lint_stem_in_option(struct lint *l, const struct question *q)
{
    struct buf text = {0};
    struct word_set stem, option;
    lint_stem(&text, q);
    word_set_make(&stem, buf_str(&text));
    for (size_t i = 0; i < q->option_count && q->kind == QUESTION_CHOICE; i++) {
        const struct option *o = &q->options[i];
        word_set_make(&option, o->text);
        size_t shared = word_set_shared(&option, &stem);
        if (option.count >= REPEATED_WORDS &&
            shared * 100 >= option.count * REPEATED_PERCENT)
            lint_found(l, o->at,
                       "%zu of the %zu words of option '%s' that carry meaning stand in "
                       "the question",
                       shared, option.count, o->id);
        word_set_release(&option);
    }
    word_set_release(&stem);
    buf_release(&text);
}

static void reason(struct lint *l, struct place at, const char *id, const char *why,
                   const char *text)
{
    struct word_set said, known;
    word_set_make(&said, why);
    word_set_make(&known, text);
    if (word_set_shared(&said, &known) == said.count)
        lint_found(l, at, "the reason of '%s' adds no word to it", id);
    word_set_release(&said);
    word_set_release(&known);
}

void lint_empty_reason(struct lint *l, const struct question *q)
{
    for (size_t i = 0; i < q->option_count; i++) {
        const struct option *o = &q->options[i];
        if (*o->why != '\0')
            reason(l, o->at, o->id, o->why, o->text);
    }
    for (size_t i = 0; i < q->prompt_count; i++) {
        const struct prompt *p = &q->prompts[i];
        long match = question_option(q, p->match, strlen(p->match));
        struct buf pair = {0};
        buf_printf(&pair, "%s %s", p->text, match >= 0 ? q->options[match].text : "");
        if (*p->why != '\0')
            reason(l, p->at, p->id, p->why, buf_str(&pair));
        buf_release(&pair);
    }
}
