/*
 * store.h - attempts between runs, in SQLite. An answer is recorded once store_answer
 * returned 0: it survives a kill and a power cut from then on.
 *
 *  place   $XDG_DATA_HOME/quizctl/progress.db (~/.local/share when unset or relative);
 *          folder 0700, file 0600 whatever the umask
 *  modes   WAL with synchronous=FULL; DELETE with EXTRA on a network file system;
 *          BEGIN IMMEDIATE; busy_timeout 5 s: several quizctl at once are safe
 *  version PRAGMA user_version; older files migrate forward, newer ones are refused
 *
 * A recorded verdict is never judged again: what was told is what is stored.
 */
#ifndef QUIZCTL_STORE_H
#define QUIZCTL_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/buf.h"
#include "quizctl/err.h"
#include "quizctl/result.h"

struct store;

/* Where the store stands. -1 when neither XDG_DATA_HOME nor HOME says. */
int store_path(struct buf *path, struct err *err);

/* Open, and create or migrate where needed. With MUST_EXIST a store that is not there yet
 * gives 0 and *STORE NULL: nothing was recorded. */
int store_open(struct store **store, const char *path, bool must_exist, struct err *err);
void store_close(struct store *store);

/* One question of an attempt, as it was asked. */
struct store_item {
    const char *question, *domain;
    const char *digest; /* format_question_digest at the time */
    const char *shown;  /* option ids in the order shown, a space between */
    const char *key;    /* option ids that are right */
};

struct store_attempt {
    int64_t started_ms;
    const char *mode; /* "practice" */
    const char *seed, *policy;
    const char *bank_id, *bank_title, *bank_digest;
    const struct store_item *items;
    size_t item_count;
};

/* Record that an attempt began. *ID names it from now on. */
int store_begin(struct store *store, const struct store_attempt *attempt, int64_t *id,
                struct err *err);
/* Record the answer to item PLACE (from 0) and the clue that it MISSED ("" for none). The
 * first one stands: a second is ERR_INPUT. */
int store_answer(struct store *store, int64_t attempt, size_t place, const char *given,
                 const char *missed, struct verdict verdict, int64_t at_ms,
                 struct err *err);
int store_flag(struct store *store, int64_t attempt, size_t place, bool is_flagged,
               struct err *err);
int store_finish(struct store *store, int64_t attempt, int64_t at_ms, struct err *err);

struct store_query {
    int64_t since_ms; /* attempts begun at or after it; 0: all */
    int64_t attempt;  /* this one only; 0: all */
};

/*
 * Give attempts to TAKER, oldest first: candidate is NAME, items are the questions
 * answered, result.attempt is filled, domains are in the order first met and have their
 * id as title. *SEEN counts.
 */
int store_each(struct store *store, const struct store_query *query, const char *name,
               struct result_taker *taker, size_t *seen, struct err *err);

/* Append the ids of the questions of bank BANK_ID whose last recorded answer was not
 * right, a newline behind each, in the order of that answer. */
int store_missed(struct store *store, const char *bank_id, struct buf *ids,
                 struct err *err);

#endif
