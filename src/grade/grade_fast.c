/*
 * grade_fast.c - compare bytes by templates; what is taken stands in grade_fast.h.
 *
 * The bytes `"<id>":` of each question are laid out as words. Answers are expected in the
 * bank's order: the template of the next question is compared with the bytes at the
 * cursor, four words at a time, and only on a miss the id is looked up by its hash. A
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

enum {
    WORD = 8,
    KEY_WORDS = 4,     /* of a template that are compared at once */
    SHORT_PICK = 15,   /* bytes of a pick that fit two words, with its length */
    TABLE_OPTIONS = 8, /* questions with so many have the worth of each set in a table */
    MOST_QUESTIONS = UINT16_MAX, /* so that their sums fit */
};

/* What an answer adds to a domain: points, and 1 each for right and not blank. */
#define SUM_RIGHT ((uint64_t)1 << 32)
#define SUM_GIVEN ((uint64_t)1 << 48)

/* An id of up to SHORT_PICK bytes, the last byte its length; one that is longer matches
 * nothing here. */
struct word_pair {
    uint64_t low, high;
};

struct fast_question {
    uint64_t key[KEY_WORDS]; /* words of the template, */
    uint8_t key_at[KEY_WORDS];
    uint8_t key_bytes;
    uint64_t key_mask; /* of the first word; a template may be shorter */
    const char *key_text;
    const struct word_pair *options;
    size_t option_count;
    const uint64_t *worth; /* per set of options; NULL: ask score() */
    size_t domain;         /* domain_count: none */
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

static uint64_t low_bytes(size_t count)
{
    return count < WORD ? ((uint64_t)1 << 8 * count) - 1 : ~(uint64_t)0;
}

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
    char *key = arena_get(&f->arena, bytes + KEY_WORDS * WORD);
    key[0] = '"';
    memcpy(key + 1, id, len);
    memcpy(key + 1 + len, "\":", 2);
    to->key_text = key;
    to->key_bytes = (uint8_t)bytes;
    to->key_mask = low_bytes(bytes);
    /* From the front and from the end: they meet up to 32 bytes. */
    to->key_at[1] = bytes >= 2 * WORD ? WORD : 0;
    to->key_at[2] = (uint8_t)(bytes >= 2 * WORD ? bytes - 2 * WORD : 0);
    to->key_at[3] = (uint8_t)(bytes >= WORD ? bytes - WORD : 0);
    for (size_t i = 0; i < KEY_WORDS; i++)
        to->key[i] = word_at(key + to->key_at[i]);
    if (bytes < WORD)
        for (size_t i = 0; i < KEY_WORDS; i++)
            to->key[i] &= to->key_mask;
}

static struct word_pair short_id(const char *id)
{
    size_t len = strlen(id);
    char bytes[2 * WORD] = {0};
    if (len <= SHORT_PICK)
        memcpy(bytes, id, len);
    bytes[SHORT_PICK] = (char)(len <= SHORT_PICK ? len : 0x7F);
    return (struct word_pair){word_at(bytes), word_at(bytes + WORD)};
}

static void lay_options(struct fast *f, struct fast_question *to,
                        const struct question *q)
{
    struct word_pair *options = arena_get(&f->arena, q->option_count * sizeof *options);
    for (size_t i = 0; i < q->option_count; i++)
        options[i] = short_id(q->options[i].id);
    to->options = options;
    to->option_count = q->option_count;
    if (q->kind != QUESTION_CHOICE || q->option_count > TABLE_OPTIONS)
        return;
    size_t sets = (size_t)1 << q->option_count;
    uint64_t *worth = arena_get(&f->arena, sets * sizeof *worth);
    for (uint32_t set = 0; set < sets; set++)
        worth[set] = worth_of(f, q, (struct answer){.picked = set});
    to->worth = worth;
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
        if (!has_plain_ids(q) || !enter(f, i)) {
            fast_free(f);
            return NULL;
        }
        to->question = q;
        to->domain = domain >= 0 ? (size_t)domain : f->domain_count;
        f->domain_questions[to->domain]++;
        lay_key(f, to, q->id);
        lay_options(f, to, q);
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

static const char *over_space(const char *p)
{
#ifdef QUIZCTL_FUZZ_PLANT /* a mistake for the differential fuzz to find */
    return p + (*p == ' ' || p[1] == '"');
#else
    return p + (*p == ' ');
#endif
}

/* The high bit of each byte of WORD that is C. Above the lowest one it may err. */
static uint64_t bytes_that_are(uint64_t word, unsigned char c)
{
    uint64_t x = word ^ word_of(c);
    return (x - word_of(1)) & ~x & word_of(0x80);
}

/* The same for bytes below C (at most 128). */
static uint64_t bytes_below(uint64_t word, unsigned char c)
{
    return (word - word_of(c)) & ~word & word_of(0x80);
}

static size_t first_byte(uint64_t high_bits)
{
    return (size_t)__builtin_ctzll(high_bits) / 8;
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
    return p + len;
}

/* --- picks --- */

/* The option of Q at P, LEN bytes, which did not fit in two words; -1: none. */
static long long_option(const struct fast_question *q, const char *p, size_t len)
{
    const struct option *options = q->question->options;
    for (size_t i = 0; i < q->option_count; i++)
        if (strncmp(options[i].id, p, len) == 0 && options[i].id[len] == '\0')
            return (long)i;
    return -1;
}

/* The option whose id or letter WORDS is, as question_option() has it; -1: none. */
static inline long short_option(const struct fast_question *q, struct word_pair words,
                                size_t len)
{
    uint32_t hits = 0;
    for (size_t i = 0; i < q->option_count; i++) {
        uint64_t differ =
            (words.low ^ q->options[i].low) | (words.high ^ q->options[i].high);
        hits |= (uint32_t)(differ == 0) << i;
    }
    if (hits != 0)
        return __builtin_ctz(hits);
    if (len != 1)
        return -1;
    unsigned letter = (unsigned)(words.low & 0xFF);
    unsigned place = (letter | 0x20) - 'a';
    bool is_letter = (letter | 0x20) >= 'a' && (letter | 0x20) <= 'z';
    return is_letter && place < q->option_count ? (long)place : -1;
}

/* Where a pick ends: at a quote, or in CSV at what stands before '-'; ids hold neither.
 */
static inline uint64_t ends_of_pick(uint64_t word, bool is_table)
{
    return is_table ? bytes_below(word, '-') : bytes_that_are(word, '"');
}

/* The pick at P: its option in *OPTION, -1 for an empty one; its end, or NULL. */
static inline const char *read_pick(const struct fast_question *q, const char *p,
                                    bool is_table, long *option)
{
    uint64_t low = word_at(p), high = word_at(p + WORD);
    uint64_t low_end = ends_of_pick(low, is_table),
             high_end = ends_of_pick(high, is_table);
    if ((low_end | high_end) == 0) {
        size_t len = 2 * WORD;
        uint64_t end = 0;
        for (; len <= LIMIT_ID && end == 0; len += WORD)
            end = ends_of_pick(word_at(p + len), is_table);
        if (end == 0)
            return NULL;
        len += first_byte(end) - WORD;
        *option = long_option(q, p, len);
        return *option >= 0 ? p + len : NULL;
    }
    /* Branchless: which of the two it is cannot be predicted. */
    uint64_t low_only = (uint64_t)0 - (low_end != 0);
    uint64_t end = (low_end & low_only) | (high_end & ~low_only);
    uint64_t before = ((end & (0 - end)) >> 7) - 1; /* ones in the bytes before it */
    size_t len = first_byte(end) + (WORD & ~low_only);
    struct word_pair words = {
        low & (before | ~low_only),
        (high & before & ~low_only) | (uint64_t)len << 56,
    };
    *option = -1;
    if (len != 0 && (*option = short_option(q, words, len)) < 0)
        return NULL;
    return p + len;
}

/* Note the answer to question I; false when it was given before. */
static inline bool note(const struct fast *f, struct fast_sheet *s, size_t i,
                        uint32_t picked)
{
    const struct fast_question *q = &f->questions[i];
    if (s->picked[i] != 0)
        return false;
    s->picked[i] = picked | FAST_ANSWERED;
    s->sums[q->domain] +=
        q->worth != NULL ? q->worth[picked]
                         : worth_of(f, q->question, (struct answer){.picked = picked});
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

/* False for a second one, and for more than are asked for. */
static inline bool add_pick(struct picks_of *now, long option)
{
    uint32_t bit = (uint32_t)1 << option;
    if ((now->picked & bit) != 0 || now->count == now->q->question->select)
        return false;
    if (now->q->question->kind == QUESTION_ORDERING)
        answer_put(&now->answer, now->count, (size_t)option);
    now->picked |= bit;
    now->count++;
    return true;
}

static inline bool note_picks(const struct fast *f, struct fast_sheet *s, size_t i,
                              const struct picks_of *now)
{
    return now->q->question->kind == QUESTION_CHOICE ? note(f, s, i, now->picked)
                                                     : note_places(f, s, i, &now->answer);
}

/* --- JSON --- */

static inline bool has_key(const struct fast_question *q, const char *p)
{
    uint64_t differ = (word_at(p) ^ q->key[0]) & q->key_mask;
    if (q->key_bytes < WORD)
        return differ == 0;
    for (size_t i = 1; i < KEY_WORDS; i++)
        differ |= word_at(p + q->key_at[i]) ^ q->key[i];
    if (differ != 0)
        return false;
    return q->key_bytes <= KEY_WORDS * WORD || memcmp(p, q->key_text, q->key_bytes) == 0;
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
                             const char *p)
{
    struct picks_of now = {.q = &f->questions[i]};
    if (now.q->question->kind == QUESTION_MATCHING)
        return NULL;
    for (p++; *p != ']'; p = over_space(p + 1)) {
        long option;
        if (*p != '"')
            return NULL;
        p = read_pick(now.q, p + 1, false, &option);
        if (p == NULL || option < 0 || !add_pick(&now, option))
            return NULL;
        p++; /* it ended at a quote */
        if (*p == ']')
            break;
        if (*p != ',' || *over_space(p + 1) == ']')
            return NULL;
    }
    return note_picks(f, s, i, &now) ? p + 1 : NULL;
}

/* {"1": "a", "2": "b"} */
static const char *read_pairs(const struct fast *f, struct fast_sheet *s, size_t i,
                              const char *p)
{
    const struct fast_question *q = &f->questions[i];
    struct answer a = {0};
    do {
        long option;
        p = over_space(p + 1);
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
        p = over_space(prompt + len + 2);
        if (*p != '"')
            return NULL;
        p = read_pick(q, p + 1, false, &option);
        if (p == NULL || option < 0)
            return NULL;
        answer_put(&a, (size_t)place, (size_t)option);
        p++;
    } while (*p == ',');
    return *p == '}' && note_places(f, s, i, &a) ? p + 1 : NULL;
}

/* The answer to question I at P. */
static inline const char *read_answer(const struct fast *f, struct fast_sheet *s,
                                      size_t i, const char *p)
{
    const struct fast_question *q = &f->questions[i];
    if (*p == '"') {
        long option;
        if (q->question->kind != QUESTION_CHOICE)
            return NULL;
        p = read_pick(q, p + 1, false, &option);
        if (p == NULL || !note(f, s, i, option >= 0 ? (uint32_t)1 << option : 0))
            return NULL;
        return p + 1;
    }
    if (*p == '[')
        return read_list(f, s, i, p);
    if (*p == '{' && q->question->kind == QUESTION_MATCHING && p[1] != ' ')
        return read_pairs(f, s, i, p);
    struct picks_of none = {.q = q};
    return memcmp(p, "null", 4) == 0 && note_picks(f, s, i, &none) ? p + 4 : NULL;
}

/* At the first byte behind the brace of the answers; ends behind the closing one. */
static const char *read_answers(const struct fast *f, struct fast_sheet *s, const char *p)
{
    if (*p == '}')
        return p + 1;
    for (size_t next = 0;; next++) {
        if (next >= f->count || !has_key(&f->questions[next], p)) {
            next = find_key(f, p);
            if (next == f->count)
                return NULL;
        }
        p = over_space(p + f->questions[next].key_bytes);
        p = read_answer(f, s, next, p);
        if (p == NULL)
            return NULL;
        if (*p == '}')
            return p + 1;
        if (*p != ',')
            return NULL;
        p = over_space(p + 1);
    }
}

/* P behind TEXT when it stands there, else NULL. */
#define BEHIND(p, text)                                                                  \
    (memcmp(p, text, sizeof text - 1) == 0 ? (p) + sizeof text - 1 : NULL)

const char *fast_object(const struct fast *f, struct fast_sheet *s, const char *text)
{
    const char *p = BEHIND(text, "{\"candidate\":");
    if (p == NULL || *(p = over_space(p)) != '"')
        return NULL;
    p = read_name(s, p + 1, '"');
    if (p == NULL || p[1] != ',')
        return NULL;
    p = over_space(p + 2);
    p = BEHIND(p, "\"answers\":");
    if (p == NULL || *(p = over_space(p)) != '{')
        return NULL;
    clear(f, s);
    p = read_answers(f, s, p + 1);
    return p != NULL && *p == '}' ? p + 1 : NULL;
}

/* --- CSV --- */

/* Picks up to the end of the cell, which is the quote when it is in quotes. */
static const char *read_more_picks(struct picks_of *now, const char *p, bool is_quoted)
{
    while (*p == ' ' || (is_quoted && *p == ',')) {
        long option;
        p = read_pick(now->q, p + 1, true, &option);
        if (p == NULL || option < 0 || !add_pick(now, option))
            return NULL;
    }
    return p;
}

/* The cell at P, the answer to question I; its end. */
static inline const char *read_cell(const struct fast *f, struct fast_sheet *s, size_t i,
                                    const char *p)
{
    struct picks_of now = {.q = &f->questions[i]};
    bool is_quoted = *p == '"';
    long option;

    p = read_pick(now.q, p + is_quoted, true, &option);
    if (p == NULL)
        return NULL;
    if (option >= 0) {
        if (now.q->question->kind == QUESTION_MATCHING || !add_pick(&now, option))
            return NULL;
        p = read_more_picks(&now, p, is_quoted);
        if (p == NULL)
            return NULL;
    }
    if (is_quoted && *p++ != '"')
        return NULL;
    return note_picks(f, s, i, &now) ? p : NULL;
}

const char *fast_row(const struct fast *f, struct fast_sheet *s, const long *question,
                     size_t columns, const char *text)
{
    bool is_quoted = *text == '"';
    const char *p = read_name(s, text + is_quoted, is_quoted ? '"' : ',');
    if (p == NULL)
        return NULL;
    p += is_quoted;
    clear(f, s);
    for (size_t i = 1; i < columns; i++) {
        if (*p != ',')
            return NULL;
        p = read_cell(f, s, (size_t)question[i], p + 1);
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
    if (f->questions[q].question->kind == QUESTION_CHOICE)
        return (struct answer){.picked = s->picked[q] & ~FAST_ANSWERED};
    return (s->picked[q] & FAST_ANSWERED) != 0 ? s->places[q] : (struct answer){0};
}
