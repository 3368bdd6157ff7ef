/*
 * summary.c - count sheets into sums, and add sums to sums; see summary.h.
 *
 * In:   graded sheets one by one, or another summary.
 * Out:  whole numbers from which stats.c makes its figures.
 *
 * The one idea: a sheet is counted without a look at any other, so it does not matter
 * who counts it, when, or in which shard. Its bytes in a file are report's business
 * (summary_json.c).
 */
#include "quizctl/summary.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* --- the shape --- */

/* Wider steps until all cells fit: 1, 2, 5, 10, 20, 50 ... times the first. */
int64_t summary_step(size_t questions, bool has_whole_marks)
{
    int64_t step = has_whole_marks ? MARK : MARK / 10;
    for (size_t i = 0; summary_bins(questions, step) > 1 &&
                       summary_bins(questions, step) > SUMMARY_CELLS / questions;
         i++)
        step = i % 3 == 1 ? step * 5 / 2 : step * 2;
    return step;
}

size_t summary_bins(size_t questions, int64_t step)
{
    return questions * MARK / (size_t)step + 1;
}

/* Can a sheet earn a part of a mark? */
static bool has_whole_marks(const struct bank *bank, enum policy policy)
{
    bool is_whole = true;
    for (size_t i = 0; i < bank->question_count; i++)
        is_whole = is_whole && bank->questions[i].select == 1;
    return is_whole || policy == POLICY_AWS;
}

/* The I-th constant for hashes, odd. Source: Steele, Lea, Flood, "Fast splittable
 * pseudorandom number generators" (2014), SplitMix64. */
static uint64_t mix_constant(uint64_t i)
{
    uint64_t z = (i + 1) * 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (z ^ (z >> 31)) | 1;
}

static const char *copy(struct summary *s, const char *text)
{
    return arena_text(&s->arena, text, strlen(text));
}

void summary_shape(struct summary *s, size_t questions, int64_t step)
{
    s->step = step;
    s->bin_count = summary_bins(questions, step);
    s->bins = arena_get(&s->arena, s->bin_count * sizeof *s->bins);
    s->question_count = questions;
    s->questions = arena_get(&s->arena, questions * sizeof *s->questions);
    for (size_t i = 0; i < questions; i++) {
        struct summary_question *q = &s->questions[i];
        q->mix = mix_constant(i);
        q->by_bin = arena_get(&s->arena, s->bin_count * sizeof *q->by_bin);
    }
}

void summary_shape_options(struct summary *s, size_t question, size_t options)
{
    struct summary_question *q = &s->questions[question];
    q->option_count = options;
    q->options = arena_get(&s->arena, options * sizeof *q->options);
}

static void init_options(struct summary *s, size_t question, const struct question *from)
{
    summary_shape_options(s, question, from->option_count);
    for (size_t i = 0; i < from->option_count; i++)
        s->questions[question].options[i] = (struct summary_option){
            .id = copy(s, from->options[i].id), .is_key = (from->key >> i & 1) != 0};
}

void summary_init(struct summary *s, const struct bank *bank, const char *digest,
                  enum policy policy)
{
    *s = (struct summary){.policy = policy};
    s->bank_id = copy(s, bank->id);
    s->bank_title = copy(s, bank->title);
    s->bank_digest = copy(s, digest);
    summary_shape(s, bank->question_count,
                  summary_step(bank->question_count, has_whole_marks(bank, policy)));
    for (size_t i = 0; i < bank->question_count; i++) {
        const struct question *from = &bank->questions[i];
        s->questions[i].id = copy(s, from->id);
        s->questions[i].kind = from->kind;
        if (from->kind == QUESTION_CHOICE)
            init_options(s, i, from);
    }
}

void summary_release(struct summary *s)
{
    arena_release(&s->arena);
    *s = (struct summary){0};
}

/* --- sheets --- */

/* What was picked, as a number; places count. */
static uint64_t picks_of(const struct answer *a)
{
    uint64_t picks = a->picked;
    for (size_t i = 0; i < a->count; i++)
        picks = picks * 257 + a->place[i] + 1;
    return picks;
}

static void add_options(struct summary_question *q, uint32_t picked, int64_t own,
                        int64_t total)
{
    for (struct summary_option *o = q->options; picked != 0; o++, picked >>= 1) {
        if ((picked & 1) == 0)
            continue;
        o->picked++;
        o->total += total;
        o->own += own;
    }
}

/* Where HASH stands in SEEN, or would. */
static size_t seen_place(const struct summary *s, uint64_t hash)
{
    size_t low = 0, high = s->seen_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->seen[middle] < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void see(struct summary *s, uint64_t hash)
{
    if (s->seen_count == SUMMARY_SEEN && hash >= s->seen[SUMMARY_SEEN - 1])
        return; /* nearly every sheet, once there are many */
    size_t at = seen_place(s, hash);
    if (at < s->seen_count && s->seen[at] == hash)
        return;
    if (s->seen_count < SUMMARY_SEEN)
        s->seen_count++;
    memmove(s->seen + at + 1, s->seen + at, (s->seen_count - at - 1) * sizeof *s->seen);
    s->seen[at] = hash;
}

/* The hash of a sheet: candidate and answers, keyed by the bank, so that who has only
 * the summary cannot find out names without the answers. */
static uint64_t sheet_hash(const struct summary *s, const struct summary_sheet *sheet,
                           uint64_t picks)
{
    char text[LIMIT_CANDIDATE + sizeof picks];
    size_t len =
        sheet->candidate_len < LIMIT_CANDIDATE ? sheet->candidate_len : LIMIT_CANDIDATE;
    memcpy(text, sheet->candidate, len);
    for (size_t i = 0; i < sizeof picks; i++) /* the same on every machine */
        text[len + i] = (char)(picks >> (8 * i));
    return digest_short(s->bank_digest, text, len + sizeof picks);
}

void summary_add(struct summary *s, const struct summary_sheet *sheet)
{
    int64_t total = sheet->total;
    size_t bin = (size_t)(total / s->step);
    uint64_t picks = 0;
    for (size_t i = 0; i < s->question_count; i++) {
        struct summary_question *q = &s->questions[i];
        const struct answer *a = &sheet->answers[i];
        int64_t own = sheet->verdicts[i].points;
        picks += q->mix * picks_of(a);
        q->blank += sheet->verdicts[i].is_blank;
        q->right += sheet->verdicts[i].is_right;
        if (q->option_count > 0)
            add_options(q, a->picked, own, total);
        if (own == 0)
            continue;
        q->points += own;
        q->squares += own * own;
        q->products += own * total;
        q->by_bin[bin] += own;
    }
    s->graded++;
    s->total += total;
    s->squares += (wide)total * (wide)total;
    s->bins[bin]++;
    see(s, sheet_hash(s, sheet, picks));
}

void summary_add_rejected(struct summary *s)
{
    s->rejected++;
}

bool summary_has_room(const struct summary *s, uint64_t more)
{
    uint64_t most =
        s->question_count > 0 ? SUMMARY_SUM / MARK / s->question_count : SUMMARY_SUM;
    return s->graded <= most && more <= most - s->graded &&
           s->rejected <= SUMMARY_SUM - more;
}

/* --- summaries --- */

static void merge_options(struct summary_question *q, const struct summary_question *from)
{
    for (size_t i = 0; i < q->option_count; i++) {
        q->options[i].picked += from->options[i].picked;
        q->options[i].total += from->options[i].total;
        q->options[i].own += from->options[i].own;
    }
}

void summary_merge(struct summary *s, const struct summary *other)
{
    assert(summary_differs(s, other) == NULL);
    s->graded += other->graded;
    s->rejected += other->rejected;
    s->total += other->total;
    s->squares += other->squares;
    for (size_t b = 0; b < s->bin_count; b++)
        s->bins[b] += other->bins[b];
    for (size_t i = 0; i < s->question_count; i++) {
        struct summary_question *q = &s->questions[i];
        const struct summary_question *from = &other->questions[i];
        q->blank += from->blank;
        q->right += from->right;
        q->points += from->points;
        q->squares += from->squares;
        q->products += from->products;
        for (size_t b = 0; b < s->bin_count; b++)
            q->by_bin[b] += from->by_bin[b];
        merge_options(q, from);
    }
    for (size_t i = 0; i < other->seen_count; i++)
        see(s, other->seen[i]);
}

static bool questions_differ(const struct summary_question *a,
                             const struct summary_question *b)
{
    if (strcmp(a->id, b->id) != 0 || a->kind != b->kind ||
        a->option_count != b->option_count)
        return true;
    for (size_t i = 0; i < a->option_count; i++)
        if (strcmp(a->options[i].id, b->options[i].id) != 0 ||
            a->options[i].is_key != b->options[i].is_key)
            return true;
    return false;
}

const char *summary_differs(const struct summary *a, const struct summary *b)
{
    if (strcmp(a->bank_id, b->bank_id) != 0)
        return "they are of different banks";
    if (strcmp(a->bank_digest, b->bank_digest) != 0)
        return "the bank was changed between them; their digests differ";
    if (a->policy != b->policy)
        return "marks were given by different policies";
    bool same = a->question_count == b->question_count && a->step == b->step &&
                strcmp(a->bank_title, b->bank_title) == 0;
    for (size_t i = 0; i < a->question_count && same; i++)
        same = !questions_differ(&a->questions[i], &b->questions[i]);
    return same ? NULL : "they name one bank, and their questions differ";
}

size_t summary_overlap(const struct summary *a, const struct summary *b)
{
    size_t shared = 0;
    for (size_t i = 0, k = 0; i < a->seen_count && k < b->seen_count;) {
        if (a->seen[i] == b->seen[k])
            shared++;
        bool is_behind = a->seen[i] <= b->seen[k];
        k += a->seen[i] >= b->seen[k];
        i += is_behind;
    }
    return shared;
}

/* --- what cannot be --- */

/* sum(x^2) * N >= sum(x)^2, as it is for any numbers (Cauchy, Schwarz). */
static bool is_variance(uint64_t n, wide squares, int64_t sum)
{
    return squares <= (wide)SUMMARY_SUM * SUMMARY_SUM / (n > 0 ? n : 1) &&
           squares * n >= (wide)sum * (wide)sum;
}

static const char *option_fault(const struct summary *s, const struct summary_question *q)
{
    uint64_t answered = s->graded - q->blank;
    wide most = (wide)s->question_count * MARK;
    for (size_t i = 0; i < q->option_count; i++) {
        const struct summary_option *o = &q->options[i];
        if (o->picked > answered)
            return "an option was picked more often than its question was answered";
        if ((wide)o->total > most * o->picked || o->total > s->total ||
            (wide)o->own > (wide)MARK * o->picked || o->own > q->points ||
            o->own > o->total)
            return "those who picked an option earned more than there is";
    }
    return NULL;
}

static const char *question_fault(const struct summary *s,
                                  const struct summary_question *q)
{
    wide in_bins = 0, most = (wide)s->question_count * MARK;
    if (q->blank > s->graded || q->right > s->graded - q->blank)
        return "a question has more answers than there are sheets";
    if ((wide)q->points > (wide)MARK * (s->graded - q->blank) ||
        (wide)q->points < (wide)MARK * q->right)
        return "the points of a question do not go with its answers";
    if ((wide)q->squares > (wide)MARK * (wide)q->points ||
        !is_variance(s->graded, (wide)q->squares, q->points) ||
        q->products < q->squares || (wide)q->products > most * (wide)q->points ||
        (wide)q->products > (wide)MARK * (wide)s->total)
        return "the squares and products of a question do not go with its points";
    for (size_t b = 0; b < s->bin_count; b++) {
        if ((wide)q->by_bin[b] > (wide)MARK * s->bins[b])
            return "a bin of a question earned more than its sheets can";
        in_bins += (wide)q->by_bin[b];
    }
    if (in_bins != (wide)q->points)
        return "the bins of a question do not add up to its points";
    return option_fault(s, q);
}

static const char *bins_fault(const struct summary *s)
{
    wide sheets = 0, least = 0;
    for (size_t b = 0; b < s->bin_count; b++) {
        sheets += s->bins[b];
        least += (wide)s->bins[b] * b * (wide)s->step;
    }
    if (sheets != s->graded)
        return "the bins do not add up to the sheets";
    if ((wide)s->total < least || (wide)s->total > least + sheets * (wide)(s->step - 1))
        return "the sum of totals does not go with the bins";
    return NULL;
}

const char *summary_fault(const struct summary *s)
{
    wide points = 0, products = 0;
    if (!summary_has_room(s, 0))
        return "more sheets than a summary can hold";
    if (s->seen_count > s->graded)
        return "more hashes than sheets";
    const char *fault = bins_fault(s);
    for (size_t i = 0; i < s->question_count && fault == NULL; i++) {
        fault = question_fault(s, &s->questions[i]);
        points += (wide)s->questions[i].points;
        products += (wide)s->questions[i].products;
    }
    if (fault != NULL)
        return fault;
    if (points != (wide)s->total || products != s->squares ||
        !is_variance(s->graded, s->squares, s->total))
        return "the questions do not add up to the totals";
    return NULL;
}

/* --- results --- */

static int take(struct result_taker *self, const struct result *r, struct err *err)
{
    struct summary_taker *t = (struct summary_taker *)self;
    if (!summary_has_room(t->summary, 1))
        return err_set(err, ERR_INPUT, "", "more sheets than one summary can hold");
    if (r->status == RESULT_GRADED) {
        for (size_t i = 0; i < r->item_count; i++)
            t->verdicts[i] = r->items[i].verdict;
        const struct summary_sheet sheet = {
            .candidate = r->candidate,
            .candidate_len = strlen(r->candidate),
            .answers = r->answers,
            .verdicts = t->verdicts,
            .total = r->tally.points,
        };
        summary_add(t->summary, &sheet);
    } else if (r->at.line > 0) { /* line 0: a file, not a sheet */
        summary_add_rejected(t->summary);
    }
    return t->next != NULL ? t->next->take(t->next, r, err) : 0;
}

void summary_taker_init(struct summary_taker *t, struct summary *s,
                        struct result_taker *next)
{
    *t = (struct summary_taker){
        .taker.take = take,
        .next = next,
        .summary = s,
        .verdicts = mem_get(s->question_count * sizeof *t->verdicts),
    };
}

void summary_taker_release(struct summary_taker *t)
{
    free(t->verdicts);
    *t = (struct summary_taker){0};
}
