/*
 * grade_fast.c - compare bytes by templates; what is taken stands in grade_fast.h.
 *
 * The bytes `"<id>":` of each question are laid out as templates. Answers are expected in
 * the bank's order: the template of the next question is compared with the bytes at the
 * cursor, 48 of them at once, and only on a miss the id is looked up by its hash. A
 * pick is cut at the byte that ends it and compared with all options at once, without a
 * branch on the data; what each set of options is worth was asked of score() beforehand.
 *
 * A byte is passed only where it was compared: whatever is not named here ends in NULL,
 * and the sheet is read again, the careful way.
 */
#include "grade_fast.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/limits.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"
#include "word.h"

/* What stands in the loop over answers; the compiler would rather call it. */
#define INLINE static inline __attribute__((always_inline))

enum {
    WORD = 8,
    KEY_BYTES = 48, /* of a template that are compared at once */
    PICK_WORDS = 3,
    SHORT_PICK = 23,   /* bytes of a pick that fit so many words, with its length */
    TABLE_OPTIONS = 8, /* with so many, several picks have their worth in a table */
    MOST_QUESTIONS = UINT16_MAX, /* so that their sums fit */
};

/* What an answer adds to a domain: points, and 1 each for right and not blank. */
#define SUM_RIGHT ((uint64_t)1 << 32)
#define SUM_GIVEN ((uint64_t)1 << 48)

/* An option by its id, of up to SHORT_PICK bytes, the last byte its length; one that is
 * longer matches nothing here. */
struct fast_option {
    uint64_t id[PICK_WORDS];
    uint64_t worth; /* of picking it alone */
};

struct fast_question {
    char key[KEY_BYTES], mask[KEY_BYTES]; /* the template, 0xFF where it must fit; */
    size_t key_bytes;
    const char *key_rest; /* what did not fit in there */
    size_t domain;        /* domain_count: none */
    uint32_t options_mask;
    bool is_choice;
    const struct fast_option *options; /* the last one is a blank, the id "" */
    size_t option_count;
    const uint8_t *by_hash; /* the option at an id's hash, or that last one */
    uint64_t factor;        /* makes the hashes of the ids differ */
    unsigned shift;
    const uint64_t *worth; /* per set of options; NULL: ask score() for several */
    const struct question *question;
};

struct fast {
    const struct bank *bank;
    enum policy policy;
    struct fast_question *questions;
    size_t count;
    uint32_t *by_hash; /* place of a question + 1, or 0 */
    uint64_t hash_mask;
    size_t domain_count;
    size_t *domain_questions; /* per domain and one more */
    struct arena arena;
};

/* --- what is made once --- */

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

static uint64_t worth_of(const struct fast *f, const struct question *q, struct answer a)
{
    struct verdict v = score(q, a, f->policy);
    return (uint64_t)v.points + (v.is_right ? SUM_RIGHT : 0) +
           (v.is_blank ? 0 : SUM_GIVEN);
}

static void lay_key(struct fast *f, struct fast_question *to, const char *id)
{
    size_t len = strlen(id), bytes = len + 3;
    char *key = arena_get(&f->arena, bytes + KEY_BYTES);
    key[0] = '"';
    memcpy(key + 1, id, len);
    memcpy(key + 1 + len, "\":", 2);
    memcpy(to->key, key, KEY_BYTES);
    memset(to->mask, 0xFF, bytes < KEY_BYTES ? bytes : KEY_BYTES);
    to->key_bytes = bytes;
    to->key_rest = key + KEY_BYTES;
}

static struct fast_option lay_option(const char *id, uint64_t worth)
{
    struct fast_option to = {.worth = worth};
    char bytes[PICK_WORDS * WORD] = {0};
    size_t len = strlen(id);
    if (len <= SHORT_PICK)
        memcpy(bytes, id, len);
    bytes[SHORT_PICK] = (char)(len <= SHORT_PICK ? len : 0x7F);
    for (size_t i = 0; i < PICK_WORDS; i++)
        to.id[i] = word_at(bytes + i * WORD);
    return to;
}

INLINE size_t hash_pick(const struct fast_question *q, uint64_t first, uint64_t second,
                        uint64_t third)
{
    uint64_t sum = first + (second << 13 | second >> 51) + (third << 29 | third >> 35);
    return (size_t)(sum * q->factor >> q->shift);
}

/* Try FACTOR: false when two ids meet, or one and the blank. */
static bool try_factor(struct fast_question *q, uint8_t *by_hash, uint64_t factor)
{
    q->factor = factor;
    memset(by_hash, (int)q->option_count, (size_t)1 << (64 - q->shift));
    for (size_t i = 0; i < q->option_count; i++) {
        const uint64_t *id = q->options[i].id;
        size_t hash = hash_pick(q, id[0], id[1], id[2]);
        if (id[0] == 0) /* a long one */
            continue;
        if (hash == 0 || by_hash[hash] != q->option_count) /* 0 is that of a blank */
            return false;
        by_hash[hash] = (uint8_t)i;
    }
    return true;
}

/* False when there is no such factor, as for two options with one id. */
static bool lay_hashes(struct fast *f, struct fast_question *q)
{
    enum { TRIES = 10000 };
    uint64_t factor = 0x9E3779B97F4A7C15u;
    q->shift = 64 - 4;
    while ((size_t)1 << (64 - q->shift) < 4 * q->option_count)
        q->shift--;
    uint8_t *by_hash = arena_get(&f->arena, (size_t)1 << (64 - q->shift));
    q->by_hash = by_hash;
    for (int i = 0; i < TRIES; i++, factor = factor * 0xD1342543DE82EF95u + 2)
        if (try_factor(q, by_hash, factor | 1))
            return true;
    return false;
}

static bool lay_options(struct fast *f, struct fast_question *to,
                        const struct question *q)
{
    size_t count = q->option_count;
    struct fast_option *options = arena_get(&f->arena, (count + 1) * sizeof *options);
    to->options = options;
    to->option_count = count;
    to->options_mask = ((uint32_t)1 << count) - 1;
    to->is_choice = q->kind == QUESTION_CHOICE;
    for (size_t i = 0; i < count; i++) {
        struct answer alone = {.picked = (uint32_t)1 << i};
        options[i] =
            lay_option(q->options[i].id, to->is_choice ? worth_of(f, q, alone) : 0);
    }
    options[count] = lay_option("", worth_of(f, q, (struct answer){0}));
    if (to->is_choice && q->select > 1 && count <= TABLE_OPTIONS) {
        size_t sets = (size_t)1 << count;
        uint64_t *worth = arena_get(&f->arena, sets * sizeof *worth);
        for (uint32_t set = 0; set < sets; set++)
            worth[set] = worth_of(f, q, (struct answer){.picked = set});
        to->worth = worth;
    }
    return lay_hashes(f, to);
}

static bool has_plain_ids(const struct question *q)
{
    bool is_plain = text_is_id(q->id);
    for (size_t i = 0; i < q->option_count; i++)
        is_plain = is_plain && text_is_id(q->options[i].id);
    return is_plain;
}

static uint64_t hash_id(const char *id)
{
    uint64_t hash = 0;
    char bytes[LIMIT_ID + WORD] = {0};
    size_t len = strlen(id);
    memcpy(bytes, id, len);
    for (size_t i = 0; i <= len; i += WORD) /* one more, empty, behind a whole word */
        hash = mix(hash, word_at(bytes + i));
    return hash;
}

/* False when the id is there already. */
static bool enter(struct fast *f, size_t i)
{
    const char *id = f->bank->questions[i].id;
    uint64_t slot = hash_id(id) & f->hash_mask;
    for (; f->by_hash[slot] != 0; slot = (slot + 1) & f->hash_mask)
        if (strcmp(f->bank->questions[f->by_hash[slot] - 1].id, id) == 0)
            return false;
    f->by_hash[slot] = (uint32_t)i + 1;
    return true;
}

/* Whether no sheet can hold more values than strict JSON may have. */
static bool has_few_values(const struct bank *bank)
{
    size_t values = 3; /* the sheet, its candidate, its answers */
    for (size_t i = 0; i < bank->question_count; i++)
        values += 1 + bank->questions[i].select + bank->questions[i].prompt_count;
    return values <= LIMIT_JSON_VALUES;
}

struct fast *fast_new(const struct bank *bank, enum policy policy)
{
    size_t slots = 4;
    if (bank->question_count > MOST_QUESTIONS || !has_few_values(bank))
        return NULL;
    while (slots < 4 * bank->question_count)
        slots *= 2;
    struct fast *f = mem_get(sizeof *f);
    *f = (struct fast){.bank = bank,
                       .policy = policy,
                       .count = bank->question_count,
                       .hash_mask = slots - 1,
                       .domain_count = bank->exam.domain_count};
    f->questions = mem_get(f->count * sizeof *f->questions);
    f->by_hash = mem_get(slots * sizeof *f->by_hash);
    f->domain_questions = mem_get((f->domain_count + 1) * sizeof *f->domain_questions);
    for (size_t i = 0; i < f->count; i++) {
        const struct question *q = &bank->questions[i];
        struct fast_question *to = &f->questions[i];
        long domain = bank_domain(bank, q->domain);
        to->question = q;
        to->domain = domain >= 0 ? (size_t)domain : f->domain_count;
        f->domain_questions[to->domain]++;
        if (!has_plain_ids(q) || !enter(f, i) || !lay_options(f, to, q)) {
            fast_free(f);
            return NULL;
        }
        lay_key(f, to, q->id);
    }
    return f;
}

void fast_free(struct fast *f)
{
    if (f == NULL)
        return;
    arena_release(&f->arena);
    free(f->questions);
    free(f->by_hash);
    free(f->domain_questions);
    free(f);
}

void fast_sheet_init(struct fast_sheet *s, const struct fast *f)
{
    *s = (struct fast_sheet){
        .picked = mem_get(f->count * sizeof *s->picked),
        .places = mem_get(f->count * sizeof *s->places),
        .sums = mem_get((f->domain_count + 1) * sizeof *s->sums),
        .domains = mem_get(f->domain_count * sizeof *s->domains),
    };
    for (size_t i = 0; i < f->domain_count; i++)
        s->domains[i] = (struct result_domain){.id = f->bank->exam.domains[i].id,
                                               .title = f->bank->exam.domains[i].title};
}

void fast_sheet_release(struct fast_sheet *s)
{
    free(s->picked);
    free(s->places);
    free(s->sums);
    free(s->domains);
    *s = (struct fast_sheet){0};
}

static void clear(const struct fast *f, struct fast_sheet *s)
{
    memset(s->picked, 0, f->count * sizeof *s->picked);
    memset(s->sums, 0, (f->domain_count + 1) * sizeof *s->sums);
}

/* --- bytes --- */

/* Over the space behind a ':' or ',', where this sheet has one. To a text that nothing
 * fits when it should be there and is not; when it should not be there and is, nothing
 * fits either. So what stands there is checked, and P does not wait for it. */
INLINE const char *over_gap(size_t gap, const char *p)
{
    static const char nothing[FAST_SLACK];
#ifndef QUIZCTL_FUZZ_PLANT /* without this: a mistake for the differential fuzz to find  \
                            */
    if (gap != 0 && *p != ' ')
        return nothing;
#endif
    (void)nothing;
    return p + gap;
}

/* Bytes of the name at P, up to one that ends it: END, or one that needs a closer look
 * than there is here. -1: such a one. */
static long name_bytes(struct fast_sheet *s, const char *p, char end)
{
    size_t len = 0;
    s->continued = 0;
    while (len <= LIMIT_CANDIDATE) {
        uint64_t word = word_at(p + len), odd;
        uint32_t code_point;
        odd = (word & word_of(0x80)) | bytes_below(word, ' ') |
              bytes_that_are(word, '"') | bytes_that_are(word, (unsigned char)end);
        if (end == '"')
            odd |= bytes_that_are(word, '\\');
        if (odd == 0) {
            len += WORD;
            continue;
        }
        len += first_byte(odd);
        if (p[len] == end)
            return (long)len;
        size_t bytes =
            (unsigned char)p[len] < 0x80 ? 0 : text_utf8(p + len, 4, &code_point);
        if (bytes == 0)
            return -1;
        s->continued += bytes - 1;
        len += bytes;
    }
    return -1;
}

/* The candidate's name at P, up to END; NULL: not mine. */
static const char *read_name(struct fast_sheet *s, const char *p, char end)
{
    long len = name_bytes(s, p, end);
    if (len <= 0 || len > LIMIT_CANDIDATE || p[0] == ' ' || p[len - 1] == ' ')
        return NULL;
    s->name = p;
    s->name_len = (size_t)len;
    if (s->seen != NULL) {
        s->hash = seen_hash(s->seen->key, p, s->name_len);
        seen_prefetch(s->seen, s->hash);
    }
    return p + len;
}

/* --- picks --- */

/* The option of Q at P, LEN bytes, that is no short id: by a long one or by letter; -1:
 * none. */
static long other_option(const struct fast_question *q, const char *p, size_t len)
{
    const struct option *options = q->question->options;
    for (size_t i = 0; i < q->option_count && len > SHORT_PICK; i++)
        if (strlen(options[i].id) == len && memcmp(options[i].id, p, len) == 0)
            return (long)i;
    unsigned place = ((unsigned char)*p | 0x20u) - 'a';
    return len == 1 && *p >= 'A' && place < q->option_count ? (long)place : -1;
}

/*
 * The option that the LEN bytes at P mean: by id, else by letter; option_count for an
 * empty pick, -1 for none. No branch asks which one it is, for that cannot be predicted.
 */
INLINE long find_option(const struct fast_question *q, const char *p, size_t len)
{
    static const uint8_t ones[2 * PICK_WORDS * WORD] = {
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    };
    if (len > SHORT_PICK)
        return other_option(q, p, len);
    const uint8_t *mask = ones + PICK_WORDS * WORD - len;
    uint64_t first = word_at(p) & word_at(mask);
    uint64_t second = word_at(p + WORD) & word_at(mask + WORD);
    uint64_t third = (word_at(p + 2 * WORD) & word_at(mask + 2 * WORD)) | (uint64_t)len
                                                                              << 56;
    size_t found = q->by_hash[hash_pick(q, first, second, third)];
    const uint64_t *id = q->options[found].id;
    if (((first ^ id[0]) | (second ^ id[1]) | (third ^ id[2])) == 0)
        return (long)found;
    return other_option(q, p, len);
}

/* Note one option, or a blank, as the answer to question I; false when it was given
 * before. */
INLINE bool note_option(const struct fast *f, struct fast_sheet *s, size_t i, long option)
{
    const struct fast_question *q = &f->questions[i];
    if (s->picked[i] != 0)
        return false;
    s->picked[i] = ((uint32_t)1 << option & q->options_mask) | FAST_ANSWERED;
    s->sums[q->domain] += q->options[option].worth;
    return true;
}

/* What a set of options of a choice is worth. */
static uint64_t worth_of_set(const struct fast *f, const struct fast_question *q,
                             uint32_t picked)
{
    if ((picked & (picked - 1)) == 0)
        return q->options[picked != 0 ? (size_t)__builtin_ctz(picked) : q->option_count]
            .worth;
    if (q->worth != NULL)
        return q->worth[picked];
    return worth_of(f, q->question, (struct answer){.picked = picked});
}

/* The same for a set of options. */
static inline bool note_picked(const struct fast *f, struct fast_sheet *s, size_t i,
                               uint32_t picked)
{
    const struct fast_question *q = &f->questions[i];
    if (s->picked[i] != 0)
        return false;
    s->picked[i] = picked | FAST_ANSWERED;
    s->sums[q->domain] += worth_of_set(f, q, picked);
    return true;
}

/* The same for an ordering or a matching. */
static bool note_places(const struct fast *f, struct fast_sheet *s, size_t i,
                        const struct answer *a)
{
    if (s->picked[i] != 0)
        return false;
    s->picked[i] = FAST_ANSWERED;
    s->places[i] = *a;
    s->sums[f->questions[i].domain] += worth_of(f, f->questions[i].question, *a);
    return true;
}

/* Picks of one question, as they come. */
struct picks_of {
    const struct fast_question *q;
    struct answer answer;
    uint32_t picked;
    size_t count;
};

/* False for a second one, for more than are asked for, and for an empty pick. */
static inline bool add_pick(struct picks_of *now, long option)
{
    uint32_t bit = (uint32_t)1 << option & now->q->options_mask & ~now->picked;
    if (bit == 0 || now->count == now->q->question->select)
        return false;
    if (!now->q->is_choice)
        answer_put(&now->answer, now->count, (size_t)option);
    now->picked |= bit;
    now->count++;
    return true;
}

static inline bool note_picks(const struct fast *f, struct fast_sheet *s, size_t i,
                              const struct picks_of *now)
{
    return now->q->is_choice ? note_picked(f, s, i, now->picked)
                             : note_places(f, s, i, &now->answer);
}

/* --- JSON --- */

/* The pick in quotes that begins at P: its option in *OPTION as find_option() has it; the
 * closing quote, or NULL. */
INLINE const char *read_pick(const struct fast_question *q, const char *p, long *option)
{
    uint64_t quotes = bits_of(p, '"', false);
    size_t len = quotes != 0 ? (size_t)__builtin_ctzll(quotes) : 32;
    while (quotes == 0 && len <= LIMIT_ID && p[len] != '"')
        len++;
    *option = find_option(q, p, len);
    return *option >= 0 ? p + len : NULL;
}

INLINE bool has_key(const struct fast_question *q, const char *p)
{
    word_pair differ = pair_differs(p, q->key, q->mask) |
                       pair_differs(p + 16, q->key + 16, q->mask + 16) |
                       pair_differs(p + 32, q->key + 32, q->mask + 32);
    return (differ[0] | differ[1]) == 0 &&
           (q->key_bytes <= KEY_BYTES ||
            memcmp(p + KEY_BYTES, q->key_rest, q->key_bytes - KEY_BYTES) == 0);
}

/* The question whose key stands at P, by its hash; f->count when there is none. */
static size_t find_key(const struct fast *f, const char *p)
{
    uint64_t hash = 0, end = 0;
    if (*p != '"')
        return f->count;
    for (size_t at = 1; at <= LIMIT_ID + 1 && end == 0; at += WORD) {
        uint64_t word = word_at(p + at);
        end = bytes_that_are(word, '"');
        hash = mix(hash, end != 0 ? word & (((end & (0 - end)) >> 7) - 1) : word);
    }
    if (end == 0)
        return f->count;
    for (uint64_t slot = hash & f->hash_mask; f->by_hash[slot] != 0;
         slot = (slot + 1) & f->hash_mask)
        if (has_key(&f->questions[f->by_hash[slot] - 1], p))
            return f->by_hash[slot] - 1;
    return f->count;
}

/* ["a", "b"] */
static const char *read_list(const struct fast *f, struct fast_sheet *s, size_t i,
                             const char *p, size_t gap)
{
    struct picks_of now = {.q = &f->questions[i]};
    if (now.q->question->kind == QUESTION_MATCHING)
        return NULL;
    for (p++; *p != ']' || now.count > 0; p = over_gap(gap, p + 1)) {
        long option;
        if (*p != '"')
            return NULL;
        p = read_pick(now.q, p + 1, &option);
        if (p == NULL || !add_pick(&now, option))
            return NULL;
        p++; /* it ended at a quote */
        if (*p == ']')
            break;
        if (*p != ',')
            return NULL;
    }
    return note_picks(f, s, i, &now) ? p + 1 : NULL;
}

/* {"1": "a", "2": "b"} */
static const char *read_pairs(const struct fast *f, struct fast_sheet *s, size_t i,
                              const char *p, size_t gap)
{
    const struct fast_question *q = &f->questions[i];
    struct answer a = {0};
    for (p++;; p = over_gap(gap, p + 1)) {
        long option;
        if (*p != '"')
            return NULL;
        const char *prompt = p + 1;
        size_t len = 0;
        while (len <= LIMIT_ID && prompt[len] > ' ' && prompt[len] != '"')
            len++;
        if (prompt[len] != '"' || prompt[len + 1] != ':')
            return NULL;
        long place = question_prompt(q->question, prompt, len);
        if (place < 0 || ((size_t)place < a.count && a.place[place] != ANSWER_OPEN))
            return NULL;
        p = over_gap(gap, prompt + len + 2);
        if (*p != '"')
            return NULL;
        p = read_pick(q, p + 1, &option);
        if (p == NULL || (size_t)option == q->option_count)
            return NULL;
        answer_put(&a, (size_t)place, (size_t)option);
        p++;
        if (*p == '}')
            return note_places(f, s, i, &a) ? p + 1 : NULL;
        if (*p != ',')
            return NULL;
    }
}

/* The answer to question I at P. */
INLINE const char *read_answer(const struct fast *f, struct fast_sheet *s, size_t i,
                               const char *p, size_t gap)
{
    const struct fast_question *q = &f->questions[i];
    if (*p == '"' && q->is_choice) {
        long option;
        p = read_pick(q, p + 1, &option);
        return p != NULL && note_option(f, s, i, option) ? p + 1 : NULL;
    }
    if (*p == '[')
        return read_list(f, s, i, p, gap);
    if (*p == '{' && q->question->kind == QUESTION_MATCHING)
        return read_pairs(f, s, i, p, gap);
    struct picks_of none = {.q = q};
    return memcmp(p, "null", 4) == 0 && note_picks(f, s, i, &none) ? p + 4 : NULL;
}

/* At the first byte behind the brace of the answers; ends behind the closing one. */
INLINE const char *read_answers(const struct fast *f, struct fast_sheet *s, const char *p,
                                size_t gap)
{
    if (*p == '}')
        return p + 1;
    for (size_t next = 0;; next++) {
        if (next >= f->count || !has_key(&f->questions[next], p)) {
            next = find_key(f, p);
            if (next == f->count)
                return NULL;
        }
        p = over_gap(gap, p + f->questions[next].key_bytes);
        p = read_answer(f, s, next, p, gap);
        if (p == NULL)
            return NULL;
        if (*p == '}')
            return p + 1;
        if (*p != ',')
            return NULL;
        p = over_gap(gap, p + 1);
    }
}

/* P behind TEXT when it stands there, else NULL. */
#define BEHIND(p, text) behind(p, text, sizeof text - 1)

static inline const char *behind(const char *p, const char *text, size_t len)
{
    return memcmp(p, text, len) == 0 ? p + len : NULL;
}

const char *fast_object(const struct fast *f, struct fast_sheet *s, const char *text)
{
    const char *p = BEHIND(text, "{\"candidate\":");
    if (p == NULL)
        return NULL;
    size_t gap = *p == ' ';
    p += gap;
    if (*p != '"')
        return NULL;
    p = read_name(s, p + 1, '"');
    if (p == NULL || p[1] != ',')
        return NULL;
    p = BEHIND(over_gap(gap, p + 2), "\"answers\":");
    if (p == NULL || *(p = over_gap(gap, p)) != '{')
        return NULL;
    clear(f, s);
    /* A loop for each style: a gap that is a constant costs nothing. */
    p = gap != 0 ? read_answers(f, s, p + 1, 1) : read_answers(f, s, p + 1, 0);
    return p != NULL && *p == '}' ? p + 1 : NULL;
}

/* --- CSV --- */

/* Where cells and picks may end: at bytes below '-', which ids do not hold. They are
 * looked for in a whole window at once, so one cell need not wait for the one before. */
struct ends {
    const char *window;
    uint64_t left; /* bits of those in the window, behind those used */
};

static void open_window(struct ends *ends, const char *p)
{
    ends->window = p;
    ends->left = bits_of(p, '-', true) | bits_of(p + 32, '-', true) << 32;
}

/* There is one before the text ends, and at its end. */
INLINE const char *next_end(struct ends *ends)
{
    while (ends->left == 0)
        open_window(ends, ends->window + 64);
    const char *end = ends->window + __builtin_ctzll(ends->left);
    ends->left &= ends->left - 1;
    return end;
}

/* A cell which holds several picks, or stands in quotes; its first pick ends at END and
 * is OPTION. */
static const char *read_picks(const struct fast *f, struct fast_sheet *s, size_t i,
                              struct ends *ends, const char *end, long option)
{
    struct picks_of now = {.q = &f->questions[i]};
    const long blank = (long)now.q->option_count;
    bool is_quoted = *end == '"' && option == blank;
    if (is_quoted) {
        const char *p = end + 1;
        end = next_end(ends);
        option = find_option(now.q, p, (size_t)(end - p));
    }
    if (option != blank && (option < 0 || now.q->question->kind == QUESTION_MATCHING ||
                            !add_pick(&now, option)))
        return NULL;
    while (option != blank && (*end == ' ' || (is_quoted && *end == ','))) {
        const char *p = end + 1;
        end = next_end(ends);
        option = find_option(now.q, p, (size_t)(end - p));
        if (option < 0 || !add_pick(&now, option))
            return NULL;
    }
    if (is_quoted && (*end != '"' || next_end(ends) != ++end))
        return NULL;
    return note_picks(f, s, i, &now) ? end : NULL;
}

/* The cell at P, the answer to question I; its end. Most are one pick, and bare. */
INLINE const char *read_cell(const struct fast *f, struct fast_sheet *s, size_t i,
                             struct ends *ends, const char *p)
{
    const struct fast_question *q = &f->questions[i];
    const char *end = next_end(ends);
    long option = find_option(q, p, (size_t)(end - p));
    if (option < 0)
        return NULL;
    if (*end == ' ' || *end == '"' || !q->is_choice)
        return read_picks(f, s, i, ends, end, option);
    return note_option(f, s, i, option) ? end : NULL;
}

const char *fast_row(const struct fast *f, struct fast_sheet *s, const long *question,
                     size_t columns, const char *text)
{
    bool is_quoted = *text == '"';
    const char *p = read_name(s, text + is_quoted, is_quoted ? '"' : ',');
    struct ends ends;
    if (p == NULL)
        return NULL;
    p += is_quoted;
    clear(f, s);
    open_window(&ends, p);
    if (next_end(&ends) != p)
        return NULL;
    for (size_t i = 1; i < columns; i++) {
        if (*p != ',')
            return NULL;
        p = read_cell(f, s, (size_t)question[i], &ends, p + 1);
        if (p == NULL)
            return NULL;
    }
    return p;
}

/* --- what came of it --- */

static void add_sum(struct tally *t, uint64_t sum, size_t questions)
{
    uint64_t given = sum >> 48, right = sum >> 32 & UINT16_MAX;
    *t = (struct tally){.points = (int64_t)(sum & UINT32_MAX),
                        .possible = (int64_t)questions * MARK,
                        .questions = questions,
                        .right = right,
                        .wrong = given - right,
                        .blank = questions - given};
}

void fast_result(const struct fast *f, struct fast_sheet *s, struct result *r)
{
    uint64_t sum = 0;
    for (size_t i = 0; i <= f->domain_count; i++)
        sum += s->sums[i];
    add_sum(&r->tally, sum, f->count);
    for (size_t i = 0; i < f->domain_count; i++)
        add_sum(&s->domains[i].tally, s->sums[i], f->domain_questions[i]);
    r->domains = s->domains;
    r->domain_count = f->domain_count;
}

struct answer fast_answer(const struct fast *f, const struct fast_sheet *s, size_t q)
{
    if (f->questions[q].is_choice)
        return (struct answer){.picked = s->picked[q] & ~FAST_ANSWERED};
    return (s->picked[q] & FAST_ANSWERED) != 0 ? s->places[q] : (struct answer){0};
}

struct verdict fast_verdict(const struct fast *f, const struct fast_sheet *s, size_t q)
{
    if (!f->questions[q].is_choice)
        return score(f->questions[q].question, fast_answer(f, s, q), f->policy);
    uint64_t sum = worth_of_set(f, &f->questions[q], s->picked[q] & ~FAST_ANSWERED);
    return (struct verdict){.points = (int32_t)(sum & UINT32_MAX),
                            .is_right = (sum & SUM_RIGHT) != 0,
                            .is_blank = (sum & SUM_GIVEN) == 0};
}
