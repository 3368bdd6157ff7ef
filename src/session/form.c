/*
 * form.c - draw the form of an exam; the rules are in form.h.
 *
 * In:   a bank, a filter, a profile, a seed.
 * Out:  places in the order asked, which of them count, and what each domain got.
 *
 * Each domain has a heap of candidates, shuffled by a seed of its own, so that one more
 * question in one domain leaves the draw of the others alone. How a sitting goes on from
 * here: sitting.c.
 */
#include "quizctl/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "order.h"
#include "quizctl/mem.h"

/* --- shares --- */

/* Share COUNT out by WEIGHTS with the method of largest remainders. */
static void share_out(size_t count, const size_t *weights, size_t places, size_t *shares)
{
    size_t total = 0, left = count;
    for (size_t i = 0; i < places; i++)
        total += weights[i];
    for (size_t i = 0; i < places; i++) {
        shares[i] = count * weights[i] / total;
        left -= shares[i];
    }
    bool has_more[LIMIT_DOMAINS] = {false};
    for (; left > 0; left--) {
        size_t best = places;
        for (size_t i = 0; i < places; i++)
            if (!has_more[i] && (best == places || count * weights[i] % total >
                                                       count * weights[best] % total))
                best = i;
        has_more[best] = true;
        shares[best]++;
    }
}

size_t form_scored(size_t count, size_t of, size_t whole)
{
    return whole == 0 ? count : (2 * count * of + whole) / (2 * whole);
}

/* --- heaps --- */

/* The questions of one domain that may be asked, the first of them drawn. */
struct heap {
    struct form_domain row;
    size_t weight;
    uint32_t *places;
    size_t scored_wanted;
};

struct draw {
    const struct bank *bank;
    const struct form_plan *plan;
    struct heap heaps[LIMIT_DOMAINS];
    size_t heap_count;
};

/* Does the filter let this domain through? Asked of its words, not of what it finds: a
 * domain in which it finds nothing has its share all the same. */
static bool is_wanted(const struct bank *bank, const struct session_filter *f,
                      const char *id)
{
    for (size_t i = 0; i < f->domains.count; i++) {
        const char *word = f->domains.text[i];
        char number[24];
        snprintf(number, sizeof number, "%ld", bank_domain(bank, id) + 1);
        if (strcmp(word, id) == 0 || strcmp(word, number) == 0)
            return true;
    }
    return f->domains.count == 0;
}

static void make_heaps(struct draw *d, const struct session_filter *f, size_t room)
{
    const struct exam *profile = d->plan->profile;
    size_t total = 0;
    for (size_t i = 0; i < profile->domain_count; i++) {
        const struct domain *domain = &profile->domains[i];
        if (!is_wanted(d->bank, f, domain->id))
            continue;
        total += (size_t)domain->weight;
        d->heaps[d->heap_count++] =
            (struct heap){.row.domain = domain, .weight = (size_t)domain->weight};
    }
    if (profile->domain_count == 0)
        d->heap_count = 1;
    for (size_t i = 0; i < d->heap_count; i++) {
        if (total == 0) /* no weights: all alike */
            d->heaps[i].weight = 1;
        d->heaps[i].places = mem_get(room * sizeof *d->heaps[i].places);
    }
}

static struct heap *heap_of(struct draw *d, const struct question *q)
{
    for (size_t i = 0; i < d->heap_count; i++) {
        const struct domain *domain = d->heaps[i].row.domain;
        if (domain == NULL || strcmp(domain->id, q->domain) == 0)
            return &d->heaps[i];
    }
    return NULL;
}

static void fill_heaps(struct draw *d, const uint32_t *places, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct question *q = &d->bank->questions[places[i]];
        struct heap *heap = heap_of(d, q);
        if (heap != NULL && exam_asks(d->plan->profile, q->kind))
            heap->places[heap->row.found++] = places[i];
    }
}

static void set_shares(struct draw *d)
{
    size_t weights[LIMIT_DOMAINS], scored[LIMIT_DOMAINS], unscored[LIMIT_DOMAINS];
    for (size_t i = 0; i < d->heap_count; i++)
        weights[i] = d->heaps[i].weight;
    share_out(d->plan->scored, weights, d->heap_count, scored);
    share_out(d->plan->questions - d->plan->scored, weights, d->heap_count, unscored);
    for (size_t i = 0; i < d->heap_count; i++) {
        d->heaps[i].row.wanted = scored[i] + unscored[i];
        d->heaps[i].scored_wanted = scored[i];
    }
}

/* --- drawing --- */

/* How many of HEAP from place FROM on belong to the case of that question; 1 without. */
static size_t case_size(const struct draw *d, const struct heap *heap, size_t from)
{
    const struct case_study *c = d->bank->questions[heap->places[from]].case_study;
    size_t size = 1;
    while (c != NULL && from + size < heap->row.found &&
           d->bank->questions[heap->places[from + size]].case_study == c)
        size++;
    return size;
}

/* Bring SIZE places at FROM to the front, where what is drawn ends. */
static void take(struct heap *heap, size_t from, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        uint32_t moved = heap->places[from + i];
        memmove(heap->places + heap->row.drawn + 1, heap->places + heap->row.drawn,
                (from + i - heap->row.drawn) * sizeof *heap->places);
        heap->places[heap->row.drawn++] = moved;
    }
}

static void draw_heap(const struct draw *d, struct heap *heap)
{
    struct buf label = {0};
    buf_printf(&label, "form %s", heap->row.domain ? heap->row.domain->id : "");
    order_shuffle(heap->places, heap->row.found, d->plan->seed, label.bytes);
    order_gather_cases(d->bank, heap->places, heap->row.found);
    size_t wanted =
        heap->row.found < heap->row.wanted ? heap->row.found : heap->row.wanted;
    for (size_t i = 0, size; i < heap->row.found; i += size) {
        size = case_size(d, heap, i);
        if (size <= wanted - heap->row.drawn)
            take(heap, i, size);
    }
    /* Only cases that are too large are left: a part of one. */
    while (heap->row.drawn < wanted)
        take(heap, heap->row.drawn, 1);

    /* Which of them count is another throw: a case may be in part unscored. */
    buf_printf(&label, ", scored");
    order_shuffle(heap->places, heap->row.drawn, d->plan->seed, label.bytes);
    heap->row.scored =
        form_scored(heap->row.drawn, heap->scored_wanted, heap->row.wanted);
    buf_release(&label);
}

/* What the heaps gave, in the order in which it is asked. */
static void put_together(struct form *form, const struct draw *d)
{
    bool *counts = mem_get(d->bank->question_count * sizeof *counts);
    form->places = mem_get(d->plan->questions * sizeof *form->places);
    form->is_scored = mem_get(d->plan->questions * sizeof *form->is_scored);
    form->wanted = d->plan->questions;
    for (size_t i = 0; i < d->heap_count; i++) {
        const struct heap *heap = &d->heaps[i];
        form->domains[form->domain_count++] = heap->row;
        form->scored += heap->row.scored;
        for (size_t k = 0; k < heap->row.drawn; k++) {
            form->places[form->count++] = heap->places[k];
            counts[heap->places[k]] = k < heap->row.scored;
        }
    }
    order_shuffle(form->places, form->count, d->plan->seed, "form");
    order_gather_cases(d->bank, form->places, form->count);
    for (size_t i = 0; i < form->count; i++)
        form->is_scored[i] = counts[form->places[i]];
    free(counts);
}

int form_draw(struct form *form, const struct bank *bank, const struct session_filter *f,
              const struct form_plan *plan, struct err *err)
{
    struct draw d = {.bank = bank, .plan = plan};
    struct form fresh = {0};
    uint32_t *places;
    size_t count;

    if (session_filter_apply(bank, f, &places, &count, err) != 0)
        return -1;
    make_heaps(&d, f, count);
    fill_heaps(&d, places, count);
    free(places);
    if (d.heap_count > 0)
        set_shares(&d);
    for (size_t i = 0; i < d.heap_count; i++)
        draw_heap(&d, &d.heaps[i]);
    put_together(&fresh, &d);
    for (size_t i = 0; i < d.heap_count; i++)
        free(d.heaps[i].places);
    if (fresh.count == 0) {
        form_release(&fresh);
        return err_set(err, ERR_USAGE, NULL,
                       "the bank has no question for such a form; drop a condition, or "
                       "choose another --profile");
    }
    *form = fresh;
    return 0;
}

void form_release(struct form *form)
{
    free(form->places);
    free(form->is_scored);
    *form = (struct form){0};
}
