/*
 * grade_batch.c - cut a file into batches of lines, and have threads grade them.
 *
 * In:   a reader, and a way to read its lines.
 * Out:  results to the taker, in the order of the file, from the thread that called.
 *
 * That thread reads, and hands each batch to whoever is free; it grades one itself where
 * it would have to wait. A thread takes the short way with each line and has the taker
 * render the result. When a batch's turn has come, the first thread looks each candidate
 * up, which only works in order, and gives the results away; lines that the short way
 * left, it reads the careful way. So a batch needs no lock while it is worked on: it
 * belongs to one thread at a time.
 */
#include "grade_batch.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/limits.h"

enum { PAYS_BYTES = 32 * 1024 };

/* One line of a batch. */
struct row {
    size_t at, len;    /* in the batch's text */
    uint32_t line;     /* of the file */
    bool is_careful;   /* the short way left it; what follows is empty */
    uint16_t name_len; /* of the candidate */
    size_t name_at;
    uint64_t hash;
    struct tally tally;
    size_t rendered_at, rendered_len; /* in the batch's `out` */
};

struct batch {
    enum { FREE, READY, TAKEN, GRADED } state; /* under the lock of the crew */
    struct buf text;
    size_t at, end; /* its lines in the text */
    uint32_t line;  /* of the file, where they begin; */
    size_t done;    /* up to where they could be cut: */
    uint32_t done_line;
    struct row *rows;
    size_t row_count, row_cap;
    struct buf out;
};

struct crew {
    const struct grader *grader; /* what does not change while the crew works */
    const struct batch_way *way;
    pthread_mutex_t lock;
    pthread_cond_t ready, graded; /* there is a batch that is */
    bool is_over;
    pthread_t threads[GRADE_MOST_THREADS];
    size_t thread_count;
    struct fast_sheet sheet; /* of the first thread */
    struct batch *batches;   /* a ring: */
    size_t batch_count;
    size_t first, next; /* the batch whose turn it is, and the one to fill */
    uint32_t next_line; /* where that one begins */
    bool has_given;     /* a result of the short way */
};

static struct batch *batch_at(struct crew *c, size_t i)
{
    return &c->batches[i % c->batch_count];
}

/* --- in any thread --- */

static void grade_sheet(const struct crew *c, struct batch *b, struct fast_sheet *s,
                        struct row *row)
{
    const struct grader *g = c->grader;
    struct result r = {
        .at = {g->reader.place.path, row->line, 1},
          .candidate = s->name
    };
    char *name_end = b->text.bytes + (s->name - b->text.bytes) + s->name_len;
    char hidden = *name_end;

    row->name_at = (size_t)(s->name - b->text.bytes);
    row->name_len = (uint16_t)s->name_len;
    row->hash = seen_hash(g->seen.key, s->name, s->name_len);
    fast_result(g->fast, s, &r);
    row->tally = r.tally;
    row->rendered_at = b->out.len;
    *name_end = '\0';
    g->taker->render(g->taker, &r, &b->out);
    *name_end = hidden;
    row->rendered_len = b->out.len - row->rendered_at;
}

static void grade_batch(const struct crew *c, struct batch *b, struct fast_sheet *s)
{
    const char *text = b->text.bytes + b->at, *end = b->text.bytes + b->end;
    b->row_count = 0;
    buf_clear(&b->out);
    for (b->done_line = b->line; text < end; b->done_line++) {
        struct row row = {.at = (size_t)(text - b->text.bytes), .line = b->done_line};
        const char *line_end = c->way->sheet(c->way, c->grader->fast, s, text);
        row.is_careful = line_end == NULL || (*line_end != '\n' && line_end != end) ||
                         (size_t)(line_end - text) > LIMIT_RECORD_BYTES;
        if (row.is_careful) {
            line_end = memchr(text, '\n', (size_t)(end - text));
            line_end = line_end != NULL ? line_end : end;
            if (!c->way->is_record(text, (size_t)(line_end - text)))
                break;
        } else {
            grade_sheet(c, b, s, &row);
        }
        row.len = (size_t)(line_end - text);
        MEM_ROOM(b->rows, b->row_count, b->row_cap);
        b->rows[b->row_count++] = row;
        text = line_end;
        if (text == end)
            break; /* the last line of a file may lack its end */
        text++;
    }
    b->done = (size_t)(text - b->text.bytes);
}

/* --- handing out; with the lock held --- */

static struct batch *take_ready(struct crew *c)
{
    for (size_t i = c->first; i < c->next; i++)
        if (batch_at(c, i)->state == READY) {
            batch_at(c, i)->state = TAKEN;
            return batch_at(c, i);
        }
    return NULL;
}

/* Grade B without the lock. */
static void work_on(struct crew *c, struct batch *b, struct fast_sheet *s)
{
    pthread_mutex_unlock(&c->lock);
    grade_batch(c, b, s);
    pthread_mutex_lock(&c->lock);
    b->state = GRADED;
}

static void *work(void *crew)
{
    struct crew *c = crew;
    struct fast_sheet sheet;
    fast_sheet_init(&sheet, c->grader->fast);
    pthread_mutex_lock(&c->lock);
    while (!c->is_over) {
        struct batch *b = take_ready(c);
        if (b == NULL) {
            pthread_cond_wait(&c->ready, &c->lock);
            continue;
        }
        work_on(c, b, &sheet);
        pthread_cond_signal(&c->graded);
    }
    pthread_mutex_unlock(&c->lock);
    fast_sheet_release(&sheet);
    return NULL;
}

/* Until the batch whose turn it is has been graded: help. */
static void await_first(struct crew *c)
{
    pthread_mutex_lock(&c->lock);
    while (batch_at(c, c->first)->state != GRADED) {
        struct batch *b = take_ready(c);
        if (b != NULL)
            work_on(c, b, &c->sheet);
        else
            pthread_cond_wait(&c->graded, &c->lock);
    }
    pthread_mutex_unlock(&c->lock);
}

static void free_first(struct crew *c)
{
    pthread_mutex_lock(&c->lock);
    batch_at(c, c->first++)->state = FREE;
    pthread_mutex_unlock(&c->lock);
}

/* --- in the first thread --- */

/* A NUL at AT; what stood there. */
static char hide(struct batch *b, size_t at)
{
    char hidden = b->text.bytes[at];
    b->text.bytes[at] = '\0';
    return hidden;
}

static int give_careful(struct crew *c, struct grader *g, struct batch *b,
                        const struct row *row, struct err *err)
{
    struct record r = {
        .text = b->text.bytes + row->at,
        .len = row->len,
        .place = {g->reader.place.path, row->line, 1},
        .ended_by = '\n',
        .is_too_long = row->len > LIMIT_RECORD_BYTES,
    };
    if (r.is_too_long)
        r.len = 0;
    char hidden = hide(b, row->at + row->len);
    if (r.is_too_long)
        r.text = "";
    int rc = c->way->careful(c->way, g, &r, err);
    b->text.bytes[row->at + row->len] = hidden;
    return rc;
}

static int give_row(struct crew *c, struct grader *g, struct batch *b,
                    const struct row *row, struct err *err)
{
    uint64_t line = g->first_line[g->path] + row->line;
    if (row->is_careful || seen_add_hash(&g->seen, row->hash, line) != 0)
        return give_careful(c, g, b, row, err);
    const struct result r = {
        .at = {g->reader.place.path, row->line, 1},
        .candidate = b->text.bytes + row->name_at,
        .tally = row->tally,
        .rendered = b->out.bytes + row->rendered_at,
        .rendered_len = row->rendered_len,
    };
    char hidden = hide(b, row->name_at + row->name_len);
    c->has_given = true;
    int rc = g->taker->take(g->taker, &r, err);
    b->text.bytes[row->name_at + row->name_len] = hidden;
    return rc;
}

static int give_batch(struct crew *c, struct grader *g, struct batch *b, struct err *err)
{
    enum { AHEAD = 4 };
    for (size_t i = 0; i < b->row_count; i++) {
        if (i + AHEAD < b->row_count)
            seen_prefetch(&g->seen, b->rows[i + AHEAD].hash);
        if (give_row(c, g, b, &b->rows[i], err) != 0)
            return -1;
    }
    return 0;
}

static uint32_t count_lines(const char *text, size_t len)
{
    const char *end = text + len, *at = text;
    uint32_t lines = 0;
    while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        lines++;
        at++;
    }
    return lines;
}

/* Fill the next batch. 1; 0 when there are no more lines to take; -1 with ERR. */
static int fill(struct crew *c, struct grader *g, struct err *err)
{
    struct batch *b = batch_at(c, c->next);
    int rc = reader_take_lines(&g->reader, &b->text, &b->at, &b->end, err);
    if (rc <= 0)
        return rc;
    b->line = c->next_line;
    c->next_line += count_lines(b->text.bytes + b->at, b->end - b->at);
    pthread_mutex_lock(&c->lock);
    b->state = READY;
    c->next++;
    pthread_cond_signal(&c->ready);
    pthread_mutex_unlock(&c->lock);
    return 1;
}

/* Read on while there is room, but do not keep results back for what has not come yet. */
static int fill_ring(struct crew *c, struct grader *g, bool *has_more, struct err *err)
{
    while (*has_more && c->next - c->first < c->batch_count) {
        if (c->next > c->first && !reader_is_ready(&g->reader))
            break;
        int rc = fill(c, g, err);
        if (rc < 0)
            return -1;
        *has_more = rc > 0;
    }
    return 0;
}

/* A record that ends at no line end: what was read from there on goes back. */
static void put_back(struct crew *c, struct grader *g, struct batch *broken)
{
    struct buf all = {0};
    buf_add(&all, broken->text.bytes + broken->done, broken->end - broken->done);
    pthread_mutex_lock(&c->lock);
    for (; c->first < c->next; c->first++) {
        struct batch *b = batch_at(c, c->first);
        while (b->state == TAKEN)
            pthread_cond_wait(&c->graded, &c->lock);
        b->state = FREE;
        buf_add(&all, b->text.bytes + b->at, b->end - b->at);
    }
    pthread_mutex_unlock(&c->lock);
    reader_put_back(&g->reader, &all);
}

static int run(struct crew *c, struct grader *g, struct err *err)
{
    bool has_more = true;
    for (;;) {
        if (fill_ring(c, g, &has_more, err) != 0)
            return -1;
        if (c->first == c->next)
            return 0;
        await_first(c);
        struct batch *b = batch_at(c, c->first);
        if (give_batch(c, g, b, err) != 0)
            return -1;
        g->reader.place.line = b->done_line;
        g->reader.place.col = 1;
        free_first(c);
        if (b->done < b->end) {
            put_back(c, g, b);
            return 0;
        }
    }
}

/* --- the crew comes and goes --- */

static void crew_open(struct crew *c, const struct grader *g, const struct batch_way *way)
{
    size_t wanted = g->job->threads - 1;
    *c = (struct crew){.grader = g,
                       .way = way,
                       .batch_count = 2 * g->job->threads,
                       .next_line = g->reader.place.line};
    c->batches = mem_get(c->batch_count * sizeof *c->batches);
    fast_sheet_init(&c->sheet, g->fast);
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->ready, NULL);
    pthread_cond_init(&c->graded, NULL);
    while (c->thread_count < wanted && c->thread_count < GRADE_MOST_THREADS &&
           pthread_create(&c->threads[c->thread_count], NULL, work, c) == 0)
        c->thread_count++; /* with fewer it takes longer, no more */
}

static void crew_close(struct crew *c)
{
    pthread_mutex_lock(&c->lock);
    c->is_over = true;
    pthread_cond_broadcast(&c->ready);
    pthread_mutex_unlock(&c->lock);
    for (size_t i = 0; i < c->thread_count; i++)
        pthread_join(c->threads[i], NULL);
    for (size_t i = 0; i < c->batch_count; i++) {
        buf_release(&c->batches[i].text);
        buf_release(&c->batches[i].out);
        free(c->batches[i].rows);
    }
    free(c->batches);
    fast_sheet_release(&c->sheet);
    pthread_cond_destroy(&c->graded);
    pthread_cond_destroy(&c->ready);
    pthread_mutex_destroy(&c->lock);
}

bool batch_pays(const struct grader *g)
{
    const struct reader *s = &g->reader;
    return g->job->threads > 1 && g->fast != NULL && g->taker->render != NULL &&
           g->job->detail == GRADE_TOTALS && !s->is_end && s->place.col == 1 &&
           s->text.len - s->at >= PAYS_BYTES;
}

int grade_batches(struct grader *g, const struct batch_way *way, struct err *err)
{
    struct crew c;
    reader_settle(&g->reader);
    crew_open(&c, g, way);
    int rc = run(&c, g, err);
    crew_close(&c);
    return rc == 0 ? c.has_given : -1;
}
