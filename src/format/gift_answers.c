/*
 * gift_answers.c - what stands in the braces of a GIFT question.
 *
 * In:   the text between them, without the general feedback.
 * Out:  the options and prompts of the draft; what of their weights is not carried.
 *
 * The order in which types are told apart is Moodle's.
 */
#include "gift.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "quizctl/mem.h"
#include "quizctl/text.h"

/* --- a choice --- */

/* Bytes of a weight ("%50%", "%-33.33333%") at the start of SPAN, 0 when there is none;
 * *WEIGHT in thousandths of a percent. */
static size_t take_weight(struct gift_span span, long *weight)
{
    size_t at = 1, digits = 0;
    long value = 0, unit = 1000;
    bool is_minus = span.len > 1 && span.text[1] == '-';
    if (!gift_begins(span, "%"))
        return 0;
    at += is_minus;
    bool has_point = false;
    for (; at < span.len && span.text[at] != '%'; at++) {
        char c = span.text[at];
        if (c == '.' && !has_point && digits > 0) {
            has_point = true;
        } else if (c >= '0' && c <= '9') {
            digits++;
            if (has_point)
                unit /= 10;
            value = has_point             ? value + (c - '0') * unit
                    : value < 1000 * 1000 ? value * 10 + (c - '0') * 1000
                                          : value;
        } else {
            return 0;
        }
    }
    *weight = is_minus ? -value : value;
    return at < span.len && digits > 0 ? at + 1 : 0;
}

/* Bytes of "%...%" at the start of SPAN, or 0. */
static size_t percents(struct gift_span span)
{
    size_t end = gift_find(span, 1, "%#");
    return gift_begins(span, "%") && end < span.len && span.text[end] == '%' ? end + 1
                                                                             : 0;
}

void gift_cut_feedback(struct gift_span answer, struct gift_span *text,
                       struct gift_span *why)
{
    size_t at = gift_find(answer, 0, "#");
    *text = gift_part(answer, 0, at);
    *why = gift_behind(answer, at + 1);
}

static struct option *add_option(struct gift *g, struct gift_span text)
{
    struct place at = gift_place(g, text.text);
    enum moodle_format format = gift_format(&text, g->format);
    const struct buf *markdown = gift_text(g, text, at, format, "options");
    return draft_option(&g->draft, at, markdown->bytes, markdown->len);
}

/* What the weights of a choice say beyond right and wrong. */
struct weights {
    bool is_single;        /* some answer begins with '=' */
    size_t alone;          /* answers that are right on their own */
    bool has_parts;        /* a wrong answer is worth something */
    bool has_fines;        /* a wrong one takes less than all */
    long least, most, sum; /* of the right ones */
};

static void add_choice(struct gift *g, struct gift_span answer, struct weights *w)
{
    struct gift_span text, why;
    long weight = 0;
    bool is_equal = gift_begins(answer, "=");
    answer = gift_trim(gift_behind(answer, is_equal));
    size_t skip = take_weight(answer, &weight);
    if (is_equal ? skip > 0 : skip == 0 && percents(answer) > 0)
        draft_changed(&g->draft, gift_place(g, answer.text), "options",
                      "'%s' is text here as in Moodle, and no weight",
                      text_excerpt(answer.text, percents(answer)).text);
    if (is_equal)
        weight = 0;
    else
        answer = gift_behind(answer, skip);
    gift_cut_feedback(answer, &text, &why);

    struct option *o = add_option(g, text);
    gift_set(g, &o->why, why, "why");
    o->is_key = is_equal || (weight > 0 && !w->is_single);
    w->alone += is_equal;
    w->has_parts |= !o->is_key && weight > 0;
    w->has_fines |= weight < 0 && (w->is_single || weight > -100 * 1000);
    if (o->is_key && !is_equal) {
        w->least = w->most == 0 || weight < w->least ? weight : w->least;
        w->most = weight > w->most ? weight : w->most;
        w->sum += weight;
    }
}

static void tell_weights(struct gift *g, const struct weights *w)
{
    struct draft *d = &g->draft;
    if (w->alone > 1)
        draft_changed(d, d->q.at, "options",
                      "%zu options are right there, each alone; here all of them are to "
                      "be picked",
                      w->alone);
    if (w->has_parts)
        draft_changed(d, d->q.at, "options",
                      "an option that is worth a part of the mark is wrong here");
    enum { ALL = 100 * 1000, ROUNDED = 10 }; /* three times 33.33 */
    bool is_whole = w->sum == 0 || labs(w->sum - ALL) <= ROUNDED;
    if (w->has_fines || w->most - w->least > 1 || !is_whole)
        draft_changed(d, d->q.at, "options",
                      "the weights of its options are gone; marks are given by policy");
}

/* Take the first answer off ANSWERS: up to the next mark. Its own mark stays on it. */
static bool next_answer(struct gift_span *answers, const char *marks,
                        struct gift_span *answer)
{
    if (answers->len == 0)
        return false;
    size_t end = gift_find(*answers, strchr(marks, *answers->text) != NULL, marks);
    *answer = gift_part(*answers, 0, end);
    *answers = gift_behind(*answers, end);
    return true;
}

static void read_choice(struct gift *g, struct gift_span answers)
{
    struct weights w = {.is_single = gift_find(answers, 0, "=") < answers.len};
    struct gift_span answer;
    while (g->draft.options_met <= LIMIT_OPTIONS &&
           next_answer(&answers, "~=", &answer)) {
        answer = gift_trim(gift_behind(answer, *answer.text == '~'));
        if (answer.len > 0 || !gift_begins(answers, "=")) /* "~=" is "=" */
            add_choice(g, answer, &w);
    }
    tell_weights(g, &w);
}

/* --- true or false --- */

static void read_true_false(struct gift *g, struct gift_span answers)
{
    struct draft *d = &g->draft;
    struct gift_span answer, whys, wrong, right;
    gift_cut_feedback(answers, &answer, &whys);
    gift_cut_feedback(whys, &wrong, &right);
    bool is_true = gift_begins(answer, "T");
    for (int i = 0; i < 2; i++) {
        struct option *o = draft_option(d, gift_place(g, answers.text),
                                        i == 0 ? "True" : "False", i == 0 ? 4 : 5);
        o->id = i == 0 ? "true" : "false";
        o->is_key = (i == 0) == is_true;
        gift_set(g, &o->why, o->is_key ? right : wrong, "why");
    }
    d->q.keep_order = gift_token(g, "keep_order").len == 0 || d->q.keep_order;
}

/* --- pairs --- */

static struct option *add_plain(struct gift *g, const struct buf *text, struct place at)
{
    struct draft *d = &g->draft;
    struct option *o = draft_option(d, at, text->bytes, text->len);
    char letter[] = {(char)('a' + (o - d->options)), '\0'};
    o->id = draft_text(g->in, letter, 1);
    return o;
}

/* What a pair is matched with, which is plain text: one option for all that are alike. */
static struct option *find_or_add(struct gift *g, struct gift_span span)
{
    struct draft *d = &g->draft;
    struct place at = gift_place(g, span.text);
    const struct buf *text = gift_text(g, span, at, MOODLE_PLAIN, "match");
    for (size_t i = 0; i < d->options_met && i < LIMIT_OPTIONS; i++)
        if (d->q.kind == QUESTION_MATCHING &&
            strcmp(d->options[i].text, text->bytes) == 0)
            return &d->options[i];
    return add_plain(g, text, at);
}

/* The first "->" of SPAN; span.len when there is none. */
static size_t find_arrow(struct gift_span span)
{
    for (size_t i = 0; i + 1 < span.len; i++)
        if (span.text[i] == '-' && span.text[i + 1] == '>')
            return i;
    return span.len;
}

/* "left -> right". False when there is no arrow. */
static bool cut_pair(struct gift_span pair, struct gift_span *left,
                     struct gift_span *right)
{
    pair = gift_trim(gift_behind(pair, gift_begins(pair, "=")));
    size_t at = find_arrow(pair);
    *left = gift_trim(gift_part(pair, 0, at));
    *right = gift_trim(gift_behind(pair, at + 2));
    return at < pair.len;
}

/* "Step 3": 3; 0 for nothing, which is a step that does not belong; else -1. */
static int step_of(struct gift_span left)
{
    int n = 0;
    if (left.len == 0)
        return 0;
    if (!gift_begins(left, "Step ") || left.len < 6 || left.len > 7)
        return -1;
    for (size_t i = 5; i < left.len; i++) {
        if (left.text[i] < '0' || left.text[i] > '9')
            return -1;
        n = n * 10 + (left.text[i] - '0');
    }
    return n;
}

static bool are_steps(struct gift_span answers)
{
    struct gift_span pair, left, right;
    while (next_answer(&answers, "=", &pair))
        if (!cut_pair(pair, &left, &right) || step_of(left) < 0)
            return false;
    return true;
}

static bool add_pair(struct gift *g, struct gift_span pair)
{
    struct draft *d = &g->draft;
    struct gift_span left, right;
    if (!cut_pair(pair, &left, &right)) {
        diag_error(g->in->sink, gift_place(g, pair.text), "gift-syntax",
                   "this pair of a matching has no '->'");
        return false;
    }
    struct option *o = find_or_add(g, right);
    if (d->q.kind == QUESTION_ORDERING) {
        o->position = step_of(left);
    } else if (left.len > 0) {
        struct prompt *p = draft_prompt(d, gift_place(g, left.text), "", 0);
        gift_set(g, &p->text, left, "prompts");
        p->match = o->id;
    }
    return true;
}

static bool read_matching(struct gift *g, struct gift_span answers)
{
    struct draft *d = &g->draft;
    struct gift_span pair;
    if (d->q.kind != QUESTION_ORDERING || !are_steps(answers))
        d->q.kind = QUESTION_MATCHING;
    while (d->options_met <= LIMIT_OPTIONS && d->prompts_met <= LIMIT_OPTIONS &&
           next_answer(&answers, "=", &pair))
        if (!add_pair(g, pair))
            return false;
    return true;
}

/* --- the ids of options and prompts: "[options:efs s3]", "[options:efs/2 s3/1]" --- */

static bool next_word(struct gift_span *from, struct gift_span *word)
{
    *from = gift_trim(*from);
    size_t len = 0;
    while (len < from->len && from->text[len] != ' ')
        len++;
    *word = gift_part(*from, 0, len);
    *from = gift_behind(*from, len);
    return len > 0;
}

/* In a matching the options stand in the order of their pairs; this is the order they
 * had. Nothing is moved unless each place is taken once. */
static void reorder(struct gift *g, const size_t places[])
{
    struct draft *d = &g->draft;
    struct option sorted[LIMIT_OPTIONS];
    uint32_t taken = 0;
    for (size_t i = 0; i < d->options_met; i++) {
        if (places[i] >= d->options_met)
            return;
        taken |= 1u << places[i];
        sorted[places[i]] = d->options[i];
    }
    if (taken == (1u << d->options_met) - 1)
        memcpy(d->options, sorted, d->options_met * sizeof *sorted);
}

static void name_option(struct draft *d, size_t i, const char *id)
{
    for (size_t p = 0; p < d->prompts_met && p < LIMIT_OPTIONS; p++)
        if (d->prompts[p].match == d->options[i].id)
            d->prompts[p].match = id;
    d->options[i].id = id;
}

static void name_options(struct gift *g)
{
    struct draft *d = &g->draft;
    struct gift_span left = gift_token(g, "options"), word;
    size_t places[LIMIT_OPTIONS], count = 0;
    if (d->options_met > LIMIT_OPTIONS)
        return;
    while (count < d->options_met && next_word(&left, &word)) {
        size_t slash = 0;
        while (slash < word.len && word.text[slash] != '/')
            slash++;
        name_option(d, count, draft_slug(g->in, word.text, slash));
        places[count] = count;
        if (slash + 1 < word.len)
            places[count] = (size_t)strtoul(word.text + slash + 1, NULL, 10) - 1;
        count++;
    }
    if (count > 0 && count == d->options_met)
        reorder(g, places);
}

static void name_prompts(struct gift *g)
{
    struct draft *d = &g->draft;
    struct gift_span left = gift_token(g, "prompts"), word;
    for (size_t i = 0; i < d->prompts_met && i < LIMIT_OPTIONS; i++)
        if (next_word(&left, &word))
            d->prompts[i].id = draft_slug(g->in, word.text, word.len);
}

/* --- which type --- */

/* A word that is an answer, but for its case. */
static bool is_small(struct gift_span text)
{
    static const char *const words[] = {"t", "f", "true", "false"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (text.len == strlen(words[i]) &&
            strncasecmp(text.text, words[i], text.len) == 0)
            return true;
    return false;
}

/* As Moodle decides, in its order. */
const char *gift_foreign_type(struct gift_span a)
{
    struct gift_span text, why;
    gift_cut_feedback(a, &text, &why);
    text = gift_trim(text);
    if (a.len == 0)
        return "a bank has no essay questions";
    if (*a.text == '#')
        return "a bank has no numerical questions";
    if (gift_find(a, 0, "~") < a.len)
        return NULL;
    if (gift_find(a, 0, "=") < a.len && find_arrow(a) < a.len)
        return NULL;
    if (gift_is(text, "T") || gift_is(text, "TRUE") || gift_is(text, "F") ||
        gift_is(text, "FALSE"))
        return NULL;
    if (is_small(text))
        return "its answer is no word of GIFT; write TRUE or FALSE, in capitals";
    return "a bank has no short answer questions";
}

bool gift_read_answers(struct gift *g, struct gift_span a)
{
    if (gift_find(a, 0, "~") < a.len) {
        g->draft.q.kind = QUESTION_CHOICE;
        read_choice(g, a);
    } else if (gift_find(a, 0, "=") < a.len) {
        if (!read_matching(g, a))
            return false;
    } else {
        g->draft.q.kind = QUESTION_CHOICE;
        read_true_false(g, a);
    }
    name_options(g);
    name_prompts(g);
    return true;
}
