/*
 * import_parts.c - see import_parts.h.
 *
 * In:   a reader of some of the questions of a file.
 * Out:  all of them in the import, with messages and losses, in their order.
 */
#include "import_parts.h"

#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/parallel.h"

enum {
    THINGS_OF_A_PART = 128,
    PARTS = 16 /* that are read and not joined: what they hold apart is bounded */
};

struct part {
    struct import in; /* first: keep_drafted goes from it to the part */
    struct bank bank; /* it sees the exam, the facts and the cases of the whole one */
    struct kept_diags {
        struct diag_sink sink;
        struct diag *of;
        size_t count, cap;
    } diags;
    struct kept_losses {
        struct loss_sink sink;
        struct arena *arena;
        struct loss *of;
        size_t count, cap;
    } losses;
    struct ended {
        struct drafted done;
        size_t diags, losses; /* that were told by then */
    } * ended;
    size_t count, cap;
};

static void keep_diag(struct diag_sink *sink, const struct diag *d)
{
    struct kept_diags *kept = (struct kept_diags *)sink;
    MEM_ROOM(kept->of, kept->count, kept->cap);
    kept->of[kept->count++] = *d;
}

static void keep_loss(struct loss_sink *sink, const struct loss *loss)
{
    struct kept_losses *kept = (struct kept_losses *)sink;
    MEM_ROOM(kept->of, kept->count, kept->cap);
    struct loss *copy = &kept->of[kept->count++];
    *copy = *loss;
    copy->question = arena_text(kept->arena, loss->question, strlen(loss->question));
}

static void keep_drafted(struct import *in, const struct drafted *done)
{
    struct part *part = (struct part *)in;
    MEM_ROOM(part->ended, part->count, part->cap);
    part->ended[part->count++] =
        (struct ended){*done, part->diags.count, part->losses.count};
}

/* --- reading --- */

struct job {
    struct import *in;
    struct bank seen; /* of the bank, as it was before the first part */
    struct part parts[PARTS];
    size_t count; /* of things */
    read_part *read;
    const void *user;
};

static void begin(struct part *part, const struct job *job)
{
    *part = (struct part){
        .in = {.bank = &part->bank,
               .path = job->in->path,
               .sink = &part->diags.sink,
               .losses = &part->losses.sink,
               .take = keep_drafted},
        .bank = job->seen,
        .diags = {.sink = {.take = keep_diag}},
        .losses = {.sink = {.take = keep_loss},  .arena = &part->bank.arena },
    };
}

static void read_nth(void *user, size_t nth)
{
    struct job *job = user;
    struct part *part = &job->parts[nth % PARTS];
    size_t from = nth * THINGS_OF_A_PART, left = job->count - from;
    begin(part, job);
    job->read(&part->in, from, from + (left < THINGS_OF_A_PART ? left : THINGS_OF_A_PART),
              job->user);
}

/* --- joining --- */

static void tell_diags(struct import *in, const struct part *part, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct diag *d = &part->diags.of[i];
        if (d->level == DIAG_ERROR)
            diag_error(in->sink, d->at, d->rule, "%s", d->what);
        else
            diag_warning(in->sink, d->at, d->rule, "%s", d->what);
    }
}

static void tell_losses(struct import *in, const struct part *part, size_t from,
                        size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct loss *l = &part->losses.of[i];
        if (l->kind == LOSS_CHANGED)
            loss_changed(in->losses, l->at, l->question, l->field, "%s", l->what);
        else
            loss_left_out(in->losses, l->at, l->question, l->field, "%s", l->what);
    }
}

static void join_nth(void *user, size_t nth)
{
    struct job *job = user;
    struct import *in = job->in;
    struct part *part = &job->parts[nth % PARTS];
    size_t diags = 0, losses = 0;
    arena_adopt(&in->bank->arena, &part->bank.arena);
    for (size_t i = 0; i < part->count; i++) {
        const struct ended *e = &part->ended[i];
        tell_diags(in, part, diags, e->diags);
        tell_losses(in, part, losses, e->losses);
        import_settle(in, &e->done);
        diags = e->diags;
        losses = e->losses;
    }
    tell_diags(in, part, diags, part->diags.count);
    tell_losses(in, part, losses, part->losses.count);
    free(part->diags.of);
    free(part->losses.of);
    free(part->ended);
}

void import_in_parts(struct import *in, size_t count, read_part *read, const void *user)
{
    const struct bank *whole = in->bank;
    struct job job = {
        .in = in,
        .seen = {.exam = whole->exam,
                 .facts = whole->facts,
                 .cases = whole->cases,
                 .case_count = whole->case_count},
        .count = count,
        .read = read,
        .user = user
    };
    import_room(in, count);
    parallel_in_order((count + THINGS_OF_A_PART - 1) / THINGS_OF_A_PART, PARTS, read_nth,
                      join_nth, &job);
}
