/*
 * parallel.c - work in pieces, on all cores; see parallel.h.
 *
 * Whoever is free takes the next piece, so that a slow core delays one piece only.
 */
#include "quizctl/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum { MOST_THREADS = 16 };

struct crew {
    size_t count;
    void (*work)(void *user, size_t nth);
    void *user;
    atomic_size_t next;
};

static void *help(void *data)
{
    struct crew *crew = data;
    for (size_t nth; (nth = atomic_fetch_add(&crew->next, 1)) < crew->count;)
        crew->work(crew->user, nth);
    return NULL;
}

void parallel_run(size_t count, void (*work)(void *user, size_t nth), void *user)
{
    struct crew crew = {.count = count, .work = work, .user = user};
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    pthread_t helpers[MOST_THREADS];
    size_t wanted = cores > MOST_THREADS ? MOST_THREADS : cores > 1 ? (size_t)cores : 1;
    size_t started = 0;
    wanted = wanted < count ? wanted : count;
    while (started + 1 < wanted &&
           pthread_create(&helpers[started], NULL, help, &crew) == 0)
        started++;
    help(&crew);
    while (started > 0)
        pthread_join(helpers[--started], NULL);
}
