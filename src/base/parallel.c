/*
 * parallel.c - work in pieces, on all cores; see parallel.h.
 *
 * Whoever is free takes the next piece, so that a slow core delays one piece only.
 */
#include "quizctl/parallel.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "quizctl/mem.h"

enum { MOST_THREADS = 16 };

struct crew {
    size_t count, ahead;
    void (*work)(void *user, size_t nth);
    void (*take)(void *user, size_t nth);
    void *user;
    pthread_mutex_t lock;   /* over what follows */
    pthread_cond_t is_news; /* a piece is done, or was taken */
    size_t begun, taken;    /* pieces */
    bool *is_done;          /* piece i, at i % AHEAD, and not taken yet */
};

/* A piece is there and has room. */
static bool may_begin(const struct crew *crew)
{
    return crew->begun < crew->count && crew->begun < crew->taken + crew->ahead;
}

/* The lock is held before and after, not meanwhile. */
static void work_on_next(struct crew *crew)
{
    size_t nth = crew->begun++;
    pthread_mutex_unlock(&crew->lock);
    crew->work(crew->user, nth);
    pthread_mutex_lock(&crew->lock);
    crew->is_done[nth % crew->ahead] = true;
    pthread_cond_broadcast(&crew->is_news);
}

static void take_next(struct crew *crew)
{
    size_t nth = crew->taken;
    pthread_mutex_unlock(&crew->lock);
    crew->take(crew->user, nth);
    pthread_mutex_lock(&crew->lock);
    crew->is_done[nth % crew->ahead] = false;
    crew->taken++;
    pthread_cond_broadcast(&crew->is_news);
}

static void *help(void *data)
{
    struct crew *crew = data;
    pthread_mutex_lock(&crew->lock);
    while (crew->begun < crew->count) {
        if (may_begin(crew))
            work_on_next(crew);
        else
            pthread_cond_wait(&crew->is_news, &crew->lock);
    }
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

static void lead(struct crew *crew)
{
    pthread_mutex_lock(&crew->lock);
    while (crew->taken < crew->count) {
        if (crew->is_done[crew->taken % crew->ahead])
            take_next(crew);
        else if (may_begin(crew))
            work_on_next(crew);
        else
            pthread_cond_wait(&crew->is_news, &crew->lock);
    }
    pthread_mutex_unlock(&crew->lock);
}

void parallel_in_order(size_t count, size_t ahead, void (*work)(void *user, size_t nth),
                       void (*take)(void *user, size_t nth), void *user)
{
    struct crew crew = {.count = count,
                        .ahead = ahead < count ? ahead : count,
                        .work = work,
                        .take = take,
                        .user = user,
                        .lock = PTHREAD_MUTEX_INITIALIZER,
                        .is_news = PTHREAD_COND_INITIALIZER};
    long cores = count > 1 ? sysconf(_SC_NPROCESSORS_ONLN) : 1; /* it opens files */
    pthread_t helpers[MOST_THREADS];
    size_t wanted = cores > MOST_THREADS ? MOST_THREADS : cores > 1 ? (size_t)cores : 1;
    size_t started = 0;
    wanted = wanted < count ? wanted : count;
    crew.is_done = mem_get(crew.ahead * sizeof *crew.is_done);
    while (started + 1 < wanted &&
           pthread_create(&helpers[started], NULL, help, &crew) == 0)
        started++;
    lead(&crew);
    while (started > 0)
        pthread_join(helpers[--started], NULL);
    free(crew.is_done);
}

static void leave(void *user, size_t nth)
{
    (void)user, (void)nth;
}

void parallel_run(size_t count, void (*work)(void *user, size_t nth), void *user)
{
    parallel_in_order(count, count, work, leave, user);
}
