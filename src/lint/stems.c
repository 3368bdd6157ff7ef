/*
 * stems.c - questions that ask the same: nearly the same words, or the same words with
 * another key.
 *
 * A stem is the set of its runs of three words (shingles; Broder 1997). Two stems are
 * near duplicates when at least 60 percent of the shingles that one of them has are in
 * both (Jaccard similarity): one word of fourteen changed.
 *
 * Comparing all pairs would take a day for a large bank. Instead each stem's shingles are
 * sorted from rare to common. Two stems can be similar enough only if they share one of
 * the first (1 - 0.6) * n + 1 of them, so only stems that meet there are compared (prefix
 * filtering; Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant 2007). No pair is
 * missed, but for a shingle that is among the rare ones of more than MEETING_MOST stems:
 * later stems meet only the first of those.
 */
#include <stdlib.h>
#include <string.h>

#include "lint_rules.h"
#include "quizctl/mem.h"
#include "words.h"

enum { SHINGLE = 3, SIMILAR_PERCENT = 60, MEETING_MOST = 64 };

static uint64_t mixed(uint64_t into, uint64_t more)
{
    uint64_t h = (into ^ more) * 0x9E3779B97F4A7C15;
    return h ^ h >> 32;
}

/* --- a stem as a set --- */

struct shingle {
    uint64_t hash;
    uint32_t stem;
    uint32_t rank; /* the rarest is 0 */
};

/* Stems, and their shingles one stem after the other. */
struct stems {
    struct shingle *all;
    size_t count, cap;
    size_t *first;   /* of stem i; one more behind the last */
    uint64_t *words; /* stem i: a hash of all its words in order */
    uint64_t *key;   /* stem i: a hash of its key */
};

/* Add the shingles of TEXT, and give a hash of all its words. A text of fewer words than
 * a shingle is one. */
static uint64_t add_shingles(struct stems *s, const char *text, uint32_t stem)
{
    uint64_t last[SHINGLE] = {0}, all = 0;
    size_t words = 0;
    for (struct word w = {.rest = text}; word_next(&w); words++) {
        memmove(last, last + 1, sizeof last - sizeof *last);
        last[SHINGLE - 1] = word_hash(&w);
        all = mixed(all, last[SHINGLE - 1]);
        if (words + 1 < SHINGLE)
            continue;
        MEM_ROOM(s->all, s->count, s->cap);
        s->all[s->count++] = (struct shingle){
            .hash = mixed(mixed(mixed(0, last[0]), last[1]), last[2]), .stem = stem};
    }
    if (words < SHINGLE) {
        MEM_ROOM(s->all, s->count, s->cap);
        s->all[s->count++] = (struct shingle){.hash = all, .stem = stem};
    }
    return all;
}

static uint64_t text_hash(const char *text)
{
    uint64_t all = 0;
    for (struct word w = {.rest = text}; word_next(&w);)
        all = mixed(all, word_hash(&w));
    return all;
}

/* What is right, by its words: the same for options in another order. */
static uint64_t key_hash(const struct question *q)
{
    uint64_t key = 0;
    if (q->kind == QUESTION_CHOICE)
        for (size_t i = 0; i < q->option_count; i++)
            key += (q->key >> i & 1) != 0 ? text_hash(q->options[i].text) : 0;
    if (q->kind == QUESTION_ORDERING)
        for (size_t i = 0; i < q->select; i++)
            key = mixed(key, text_hash(q->options[q->solution[i]].text));
    if (q->kind == QUESTION_MATCHING)
        for (size_t i = 0; i < q->prompt_count; i++)
            key += mixed(text_hash(q->prompts[i].text),
                         text_hash(q->options[q->solution[i]].text));
    return key;
}

static int by_hash(const void *a, const void *b)
{
    const struct shingle *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->stem > y->stem) - (x->stem < y->stem);
}

static int by_stem_then_rank(const void *a, const void *b)
{
    const struct shingle *x = a, *y = b;
    if (x->stem != y->stem)
        return x->stem < y->stem ? -1 : 1;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

/* A run of one hash in the sorted shingles. */
struct run {
    size_t first, count;
};

static int by_count_then_place(const void *a, const void *b)
{
    const struct run *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

/* Each shingle once a stem, sorted by stem, its rare ones first. */
static void rank_shingles(struct stems *s)
{
    size_t kept = 0, runs = 0;
    if (s->count == 0)
        return;
    qsort(s->all, s->count, sizeof *s->all, by_hash);
    for (size_t i = 0; i < s->count; i++)
        if (i == 0 || by_hash(&s->all[i], &s->all[kept - 1]) != 0)
            s->all[kept++] = s->all[i];
    s->count = kept;

    struct run *run = mem_get((kept + 1) * sizeof *run);
    for (size_t i = 0; i < kept; i++) {
        if (i == 0 || s->all[i].hash != s->all[i - 1].hash)
            run[runs++].first = i;
        run[runs - 1].count++;
    }
    qsort(run, runs, sizeof *run, by_count_then_place);
    for (size_t r = 0; r < runs; r++)
        for (size_t i = 0; i < run[r].count; i++)
            s->all[run[r].first + i].rank = (uint32_t)r;
    free(run);
    qsort(s->all, s->count, sizeof *s->all, by_stem_then_rank);
}

static void stems_make(struct stems *s, const struct bank *bank)
{
    struct buf text = {0};
    size_t count = bank->question_count;
    *s = (struct stems){
        .first = mem_get((count + 1) * sizeof *s->first),
        .words = mem_get((count + 1) * sizeof *s->words),
        .key = mem_get((count + 1) * sizeof *s->key),
    };
    for (size_t i = 0; i < count; i++) {
        buf_clear(&text);
        lint_stem(&text, &bank->questions[i]);
        s->words[i] = add_shingles(s, buf_str(&text), (uint32_t)i);
        s->key[i] = key_hash(&bank->questions[i]);
    }
    rank_shingles(s);
    size_t at = 0;
    for (size_t i = 0; i <= count; i++) {
        while (at < s->count && s->all[at].stem < i)
            at++;
        s->first[i] = at;
    }
    buf_release(&text);
}

static void stems_release(struct stems *s)
{
    free(s->all);
    free(s->first);
    free(s->words);
    free(s->key);
}

/* --- comparing two --- */

/* Of A and B shingles, how many percent of those that one has are in both? Cut. */
static unsigned percent(size_t shared, size_t a, size_t b)
{
    return (unsigned)(shared * 100 / (a + b - shared));
}

static unsigned similarity(const struct stems *s, size_t a, size_t b)
{
    size_t i = s->first[a], j = s->first[b], shared = 0;
    while (i < s->first[a + 1] && j < s->first[b + 1]) {
        uint32_t x = s->all[i].rank, y = s->all[j].rank;
        shared += x == y;
        i += x <= y;
        j += y <= x;
    }
    return percent(shared, s->first[a + 1] - s->first[a], s->first[b + 1] - s->first[b]);
}

/* The same without what two questions of one case share. */
static unsigned similarity_beside_case(const struct question *a, const struct question *b)
{
    struct bank two = {.question_count = 2};
    struct question alone[2] = {*a, *b};
    struct stems s;
    alone[0].case_study = alone[1].case_study = NULL;
    two.questions = alone;
    stems_make(&s, &two);
    unsigned similar = similarity(&s, 0, 1);
    stems_release(&s);
    return similar;
}

static unsigned similarity_of(const struct bank *bank, const struct stems *s, size_t a,
                              size_t b)
{
    const struct question *x = &bank->questions[a], *y = &bank->questions[b];
    unsigned similar = similarity(s, a, b);
    bool same_case = x->case_study != NULL && x->case_study == y->case_study;
    return same_case && similar >= SIMILAR_PERCENT ? similarity_beside_case(x, y)
                                                   : similar;
}

/* --- finding those to compare --- */

/* Which stems have a shingle among their rare ones: by rank, then stem. */
struct meeting {
    uint32_t rank, stem;
};

static int by_rank_then_stem(const void *a, const void *b)
{
    const struct meeting *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->stem > y->stem) - (x->stem < y->stem);
}

/* How many of a stem's N shingles are its rare ones. */
static size_t rare_count(size_t n)
{
    return n - (n * SIMILAR_PERCENT + 99) / 100 + 1;
}

struct meetings {
    struct meeting *all;
    size_t count;
};

static struct meetings meetings_make(const struct stems *s, size_t stems)
{
    struct meetings m = {.all = mem_get((s->count + 1) * sizeof *m.all)};
    for (size_t q = 0; q < stems; q++) {
        size_t n = s->first[q + 1] - s->first[q];
        for (size_t i = 0; i < rare_count(n) && i < n; i++)
            m.all[m.count++] =
                (struct meeting){s->all[s->first[q] + i].rank, (uint32_t)q};
    }
    qsort(m.all, m.count, sizeof *m.all, by_rank_then_stem);
    return m;
}

static size_t first_meeting(const struct meetings *m, uint32_t rank)
{
    size_t low = 0, high = m->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (m->all[middle].rank < rank)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct nearest {
    size_t stem;
    unsigned similar; /* percent; 0: there is none */
};

/* The stem before Q that is most like it. SEEN[i] is Q + 1 where i was compared. */
static struct nearest nearest_before(const struct bank *bank, const struct stems *s,
                                     const struct meetings *m, size_t q, size_t *seen)
{
    struct nearest best = {0};
    size_t n = s->first[q + 1] - s->first[q];
    for (size_t i = 0; i < rare_count(n) && i < n; i++) {
        uint32_t rank = s->all[s->first[q] + i].rank;
        size_t at = first_meeting(m, rank), end = at + MEETING_MOST;
        for (; at < end && at < m->count && m->all[at].rank == rank; at++) {
            size_t other = m->all[at].stem;
            if (other >= q)
                break;
            if (seen[other] == q + 1)
                continue;
            seen[other] = q + 1;
            unsigned similar = similarity_of(bank, s, other, q);
            if (similar >= SIMILAR_PERCENT && similar > best.similar)
                best = (struct nearest){other, similar};
        }
    }
    return best;
}

/* --- the rules --- */

static bool contradict(const struct stems *s, size_t a, size_t b)
{
    return s->words[a] == s->words[b] && s->key[a] != s->key[b];
}

void lint_near_duplicate(struct lint *l)
{
    size_t count = l->bank->question_count;
    bool tells_contradictions = !lint_is_on(l, "contradiction");
    struct stems s;
    stems_make(&s, l->bank);
    struct meetings m = meetings_make(&s, count);
    size_t *seen = mem_get((count + 1) * sizeof *seen);
    for (size_t q = 0; q < count; q++) {
        struct nearest near = nearest_before(l->bank, &s, &m, q, seen);
        if (near.similar == 0 || (contradict(&s, near.stem, q) && !tells_contradictions))
            continue;
        const struct question *other = &l->bank->questions[near.stem];
        lint_found(l, l->bank->questions[q].at,
                   "this question is worded like '%s': they share %u %% of their runs of "
                   "%d words",
                   other->id, near.similar, SHINGLE);
    }
    free(seen);
    free(m.all);
    stems_release(&s);
}

/* A question by its words and its key. */
struct hashed {
    uint64_t words, key;
    size_t place;
};

static int by_words_then_place(const void *a, const void *b)
{
    const struct hashed *x = a, *y = b;
    if (x->words != y->words)
        return x->words < y->words ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

void lint_contradiction(struct lint *l)
{
    size_t count = l->bank->question_count, first = 0;
    struct hashed *list = mem_get((count + 1) * sizeof *list);
    struct buf text = {0};
    for (size_t i = 0; i < count; i++) {
        buf_clear(&text);
        lint_stem(&text, &l->bank->questions[i]);
        list[i].words = text_hash(buf_str(&text));
        list[i].key = key_hash(&l->bank->questions[i]);
        list[i].place = i;
    }
    qsort(list, count, sizeof *list, by_words_then_place);
    for (size_t i = 0; i < count; i++) {
        if (list[i].words != list[first].words)
            first = i;
        if (list[i].key != list[first].key)
            lint_found(l, l->bank->questions[list[i].place].at,
                       "this question has the words of '%s' and another key",
                       l->bank->questions[list[first].place].id);
    }
    buf_release(&text);
    free(list);
}
