/*
 * grade_batch.c - cut a file into batches of records, and have threads grade them.
 *
 * In:   a reader, and a way to read its records.
 * Out:  results to the taker, in the order of the file, from the thread that called.
 *
 * Each thread reads a batch, one at a time, and grades it: so the bytes lie where they
 * will be used. It takes the short way with each record and has the taker render the
 * result. When a batch's turn has come, the first thread looks each candidate up, which
 * only works in order, and gives the results away; records that the short way left, it
 * reads the careful way. So a batch needs no lock while it is worked on: it belongs to
 * one thread at a time. With one thread all is the same, but nothing waits.
 */
#include "grade_batch.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/json.h"
#include "quizctl/limits.h"

enum {
    PAYS_BYTES = 32 * 1024,
    ALONE_BATCHES =
        4, /* before other threads are started: small files are done by then */
};

/* One record of a batch. */
struct row {
    size_t at, len; /* in the batch's text */
    struct place place;
    bool is_careful;   /* the short way left it; what follows is empty */
    uint16_t name_len; /* of the candidate */
    size_t name_at;
    uint64_t hash;
    struct tally tally;
    size_t rendered_at, rendered_len; /* in the batch's `out` */
};

struct batch {
    bool is_graded; /* under the lock of the crew */
    struct buf text;
    size_t at, end; /* its records in the text */
    struct place place;
    size_t done; /* up to where they could be cut: */
    struct place done_place;
    struct row *rows;
    size_t row_count, row_cap;
    struct buf out;
};

struct crew {
    struct grader *grader;
    const struct batch_way *way;
    pthread_mutex_t lock;
    pthread_cond_t more, news; /* there may be more to take; for the first thread */
    bool is_over;              /* nobody takes more */
    bool is_reading;           /* somebody does: the reader and `next` are theirs */
    bool has_more;             /* until the reader says no, or fails: */
    struct err err;
    size_t untold; /* bytes read */
    pthread_t threads[GRADE_MOST_THREADS];
    size_t thread_count;     /* besides the first one */
    struct fast_sheet sheet; /* of the first one */
    struct batch *batches;   /* a ring: */
    size_t batch_count;
    size_t first, next;      /* the batch whose turn it is, and the one to fill */
    struct place next_place; /* where that one begins */
    bool has_given;          /* a result of the short way */
};

static struct batch *batch_at(struct crew *c, size_t i)
{
    return &c->batches[i % c->batch_count];
}

static bool is_too_long(const char *text, const char *end)
{
    return (size_t)(end - text) > LIMIT_RECORD_BYTES;
}

/* --- in any thread --- */

static void grade_sheet(const struct crew *c, struct batch *b, struct fast_sheet *s,
                        struct row *row)
{
    const struct grader *g = c->grader;
    struct result r = {.at = row->place, .candidate = s->name};
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

/* Up to where the record at TEXT is to be read the careful way: the end of its line, or
 * NULL when it may not end there. */
static const char *careful_end(const struct crew *c, const char *text, const char *end)
{
    const char *line_end = memchr(text, '\n', (size_t)(end - text));
    line_end = line_end != NULL ? line_end : end;
    bool is_record =
        c->way->is_record != NULL && c->way->is_record(text, (size_t)(line_end - text));
    return is_record ? line_end : NULL;
}

static void grade_batch(const struct crew *c, struct batch *b, struct fast_sheet *s)
{
    const char *text = b->text.bytes + b->at, *end = b->text.bytes + b->end;
    struct place place = b->place;
    b->row_count = 0;
    buf_clear(&b->out);
    while (text < end) {
        struct row row = {.at = (size_t)(text - b->text.bytes), .place = place};
        const char *at = c->way->sheet(c->way, c->grader->fast, s, text, end, &place);
        row.is_careful = at == NULL || at > end || is_too_long(text, at);
        if (!row.is_careful) {
            grade_sheet(c, b, s, &row);
        } else if ((at = careful_end(c, text, end)) == NULL) {
            place = row.place;
            break;
        }
        row.len = (size_t)(at - text);
        MEM_ROOM(b->rows, b->row_count, b->row_cap);
        b->rows[b->row_count++] = row;
        text = c->way->next(at, end, &place);
    }
    b->done = (size_t)(text - b->text.bytes);
    b->done_place = place;
}

/* Read on while there is room, but do not wait for what has not come yet. */
static bool can_take(const struct crew *c)
{
    return c->has_more && !c->is_over && !c->is_reading &&
           c->next - c->first < c->batch_count && reader_is_ready(&c->grader->reader);
}

/* Fill the next batch and grade it. The lock is held, but not while that is done. */
static void take_batch(struct crew *c, struct fast_sheet *s)
{
    struct batch *b = batch_at(c, c->next++);
    b->is_graded = false;
    c->is_reading = true;
    pthread_mutex_unlock(&c->lock);
    int rc = reader_take(&c->grader->reader, c->way->whole, &b->text, &b->at, &b->end,
                         &c->err);
    b->place = c->next_place;
    if (rc > 0 && c->thread_count > 0) /* with one thread, grading finds out */
        c->next_place = json_locate(b->place, b->text.bytes + b->at, b->end - b->at);
    pthread_mutex_lock(&c->lock);
    c->untold += c->grader->reader.untold;
    c->grader->reader.untold = 0;
    c->is_reading = false;
    c->has_more = rc > 0;
    pthread_cond_signal(&c->more);
    pthread_cond_signal(&c->news);
    if (rc > 0) {
        pthread_mutex_unlock(&c->lock);
        grade_batch(c, b, s);
        pthread_mutex_lock(&c->lock);
    } else {
        c->next--;
    }
    b->is_graded = true;
    pthread_cond_signal(&c->news);
}

static void *work(void *crew)
{
    struct crew *c = crew;
    struct fast_sheet sheet;
    fast_sheet_init(&sheet, c->grader->fast);
    pthread_mutex_lock(&c->lock);
    while (!c->is_over) {
        if (can_take(c))
            take_batch(c, &sheet);
        else
            pthread_cond_wait(&c->more, &c->lock);
    }
    pthread_mutex_unlock(&c->lock);
    fast_sheet_release(&sheet);
    return NULL;
}

/* The batch whose turn it is, graded; NULL: there are no more. The first thread helps,
 * and waits for input when there is nothing else to do. */
static struct batch *await_first(struct crew *c)
{
    struct batch *b;
    pthread_mutex_lock(&c->lock);
    for (;;) {
        b = c->first < c->next ? batch_at(c, c->first) : NULL;
        if (b != NULL ? b->is_graded : !c->has_more)
            break;
        if (can_take(c) || (b == NULL && !c->is_reading))
            take_batch(c, &c->sheet);
        else
            pthread_cond_wait(&c->news, &c->lock);
    }
    pthread_mutex_unlock(&c->lock);
    return b;
}

/* The bytes read meanwhile, once. */
static size_t free_first(struct crew *c)
{
    pthread_mutex_lock(&c->lock);
    size_t untold = c->untold;
    c->untold = 0;
    c->first++;
    pthread_cond_signal(&c->more);
    pthread_mutex_unlock(&c->lock);
    return untold;
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
        .place = row->place,
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
    uint64_t line = g->first_line[g->path] + row->place.line;
    if (row->is_careful || seen_add_hash(&g->seen, row->hash, line) != 0)
        return give_careful(c, g, b, row, err);
    const struct result r = {
        .at = row->place,
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
        if (i + 2 * AHEAD < b->row_count)
            seen_prefetch_start(&g->seen, b->rows[i + 2 * AHEAD].hash);
        if (i + AHEAD < b->row_count)
            seen_prefetch(&g->seen, b->rows[i + AHEAD].hash);
        if (give_row(c, g, b, &b->rows[i], err) != 0)
            return -1;
    }
    g->reader.place.line = b->done_place.line; /* others may read its path */
    g->reader.place.col = b->done_place.col;
    if (c->thread_count == 0)
        c->next_place = b->done_place;
    return 0;
}

static void tell_watch(const struct grader *g, size_t bytes)
{
    if (g->job->watch != NULL)
        g->job->watch->read(g->job->watch, bytes);
}

/* A record that ends at no line end: what was read from there on goes back. */
static void put_back(struct crew *c, struct grader *g, struct batch *broken)
{
    struct buf all = {0};
    buf_add(&all, broken->text.bytes + broken->done, broken->end - broken->done);
    pthread_mutex_lock(&c->lock);
    c->is_over = true;
    while (c->is_reading)
        pthread_cond_wait(&c->news, &c->lock);
    for (size_t i = c->first + 1; i < c->next; i++) {
        struct batch *b = batch_at(c, i);
        while (!b->is_graded)
            pthread_cond_wait(&c->news, &c->lock);
        buf_add(&all, b->text.bytes + b->at, b->end - b->at);
    }
    pthread_mutex_unlock(&c->lock);
    reader_put_back(&g->reader, &all);
}

/* --- the crew comes and goes --- */

static void crew_open(struct crew *c, struct grader *g, const struct batch_way *way)
{
    *c = (struct crew){.grader = g,
                       .way = way,
                       .has_more = true,
                       .batch_count = g->job->threads > 1 ? g->job->threads + 1 : 1,
                       .next_place = g->reader.place};
    c->batches = mem_get(c->batch_count * sizeof *c->batches);
    fast_sheet_init(&c->sheet, g->fast);
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->more, NULL);
    pthread_cond_init(&c->news, NULL);
    g->reader.watch = NULL; /* it is told by the first thread */
}

/* Nobody reads meanwhile: places are found out in advance from now on. */
static void start_threads(struct crew *c)
{
    pthread_mutex_lock(&c->lock);
    while (c->thread_count + 1 < c->grader->job->threads &&
           pthread_create(&c->threads[c->thread_count], NULL, work, c) == 0)
        c->thread_count++; /* with fewer it takes longer, no more */
    pthread_mutex_unlock(&c->lock);
}

static void crew_close(struct crew *c)
{
    pthread_mutex_lock(&c->lock);
    c->is_over = true;
    pthread_cond_broadcast(&c->more);
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
    pthread_cond_destroy(&c->news);
    pthread_cond_destroy(&c->more);
    pthread_mutex_destroy(&c->lock);
    c->grader->reader.watch = c->grader->job->watch;
    tell_watch(c->grader, c->untold);
}

static int run(struct crew *c, struct grader *g, struct err *err)
{
    struct batch *b;
    while ((b = await_first(c)) != NULL) {
        if (give_batch(c, g, b, err) != 0)
            return -1;
        if (b->done < b->end) {
            put_back(c, g, b);
            break;
        }
        tell_watch(g, free_first(c)); /* from now on B may be somebody else's */
        if (c->first == ALONE_BATCHES)
            start_threads(c);
    }
    *err = c->err;
    return err->code == ERR_NONE ? 0 : -1;
}

/* Much lies ahead, and the taker wants no more than can be had here. */
static bool batch_pays(const struct grader *g)
{
    const struct reader *s = &g->reader;
    return g->fast != NULL && g->taker->render != NULL &&
           g->job->detail == GRADE_TOTALS && !s->is_end &&
           s->text.len - s->at >= PAYS_BYTES;
}

int grade_batches(struct grader *g, const struct batch_way *way, bool *is_alone,
                  struct err *err)
{
    struct crew c;
    bool has_tried = *is_alone;
    reader_settle(&g->reader);
    *is_alone = batch_pays(g);
    if (has_tried || !*is_alone)
        return 0;
    crew_open(&c, g, way);
    int rc = run(&c, g, err);
    crew_close(&c);
    return rc == 0 ? c.has_given : -1;
}

int grade_alone(struct grader *g, const struct batch_way *way, struct err *err)
{
    struct reader *s = &g->reader;
    bool are_lines = way->is_record != NULL;
    if (g->fast == NULL)
        return 0;
    reader_settle(s);
    for (;;) {
        const char *text = s->text.bytes + s->at, *end = s->text.bytes + s->text.len;
        struct place place = s->place;
        const char *at = way->sheet(way, g->fast, &g->fast_sheet, text, end, &place);
        if (at != NULL && (at < end || s->is_end)) {
            if (is_too_long(text, at))
                return 0;
            int rc = sheet_end_fast(g, s->place, err);
            at = way->next(at, end, &place);
            if (rc == 1)
                reader_go(s, (size_t)(at - text), place);
            return rc;
        }
        if (!are_lines || s->is_end || is_too_long(text, end) ||
            memchr(text, '\n', (size_t)(end - text)) != NULL)
            return 0; /* it is all there */
        if (reader_more(s, err) != 0)
            return -1;
    }
}
