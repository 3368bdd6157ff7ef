/*
 * store.h - attempts between runs, in SQLite. What a function recorded survives a kill
 * and a power cut once it returned 0: show feedback after that, never before.
 *
 *  place   $QUIZCTL_HOME/progress.db, else $XDG_DATA_HOME/quizctl/progress.db
 *          (~/.local/share when unset or relative); folder 0700, file 0600 whatever the
 *          umask
 *  modes   WAL with synchronous=FULL; DELETE with EXTRA on a network file system;
 *          BEGIN IMMEDIATE; 5 s of patience: several quizctl at once are safe
 *  version PRAGMA user_version; older files migrate forward, newer ones are refused
 *
 * A practice goes  begin, then answer, flag, skip ...   then finish.
 * An exam goes     begin, then respond, flag, spent ... then submit.
 * Both can stop anywhere and go on later: unfinished, hold, load, then as before.
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
#include "quizctl/history.h"
#include "quizctl/mem.h"
#include "quizctl/result.h"

struct store;

/* Where the store stands. -1 when nothing in the environment says. */
int store_path(struct buf *path, struct err *err);

/* Open, and create or migrate where needed. With MUST_EXIST a store that is not there yet
 * gives 0 and *STORE NULL: nothing was recorded. */
int store_open(struct store **store, const char *path, bool must_exist, struct err *err);
void store_close(struct store *store);

/* --- an attempt begins --- */

/* One question of an attempt, as it is asked. */
struct store_item {
    const char *question, *domain;
    const char *digest; /* format_question_digest at the time */
    const char *shown;  /* option ids in the order shown, a space between */
    const char *key;    /* option ids that are right */
    bool is_unscored;   /* asked, and left out of the score */
};

struct store_attempt {
    int64_t started_ms;
    const char *mode; /* "practice" or "exam" */
    const char *seed, *policy;
    const char *conditions; /* what chose the questions, as options: "--topic s3 -n 5" */
    const char *bank_id, *bank_title, *bank_digest;
    const char *profile; /* of an exam: its code; else "" */
    int64_t limit_ms;    /* of an exam: the time there is; 0: no limit */
    bool starts_over;    /* earlier ones of this mode and bank are not gone on with */
    const struct store_item *items;
    size_t item_count;
};

/* Record that an attempt began. *ID names it from now on. It is held, too. */
int store_begin(struct store *store, const struct store_attempt *attempt, int64_t *id,
                struct err *err);

/*
 * Hold ATTEMPT, so that no other quizctl goes on with it at the same time. *IS_HELD is
 * false when another one does. Ends with store_close, and with the process however it
 * ends.
 */
int store_hold(struct store *store, int64_t attempt, bool *is_held, struct err *err);

/* --- practice --- */

/* An answer and what it was worth. Places count from 0. */
struct store_answer {
    size_t place;
    const char *given;  /* option ids, a space between; "" is blank */
    const char *missed; /* the clue that it went past, or "" */
    struct verdict verdict;
    int64_t at_ms;
    int64_t took_ms; /* from the question on the screen to the answer; -1: not known */
    enum confidence confidence;
};

/* Record an answer. The first one stands: a second is ERR_INPUT. */
int store_answer(struct store *store, int64_t attempt, const struct store_answer *answer,
                 struct err *err);
int store_flag(struct store *store, int64_t attempt, size_t place, bool is_flagged,
               struct err *err);
/* How often this question was left for later. */
int store_skip(struct store *store, int64_t attempt, size_t place, int skips,
               struct err *err);
/* The question at a place not answered yet is asked as ITEM from now on: it was edited.
 * ERR_INPUT when it is answered. */
int store_reask(struct store *store, int64_t attempt, size_t place,
                const struct store_item *item, struct err *err);
int store_finish(struct store *store, int64_t attempt, int64_t at_ms, struct err *err);

/* --- exam --- */

/* What is answered at a place for now. It may be answered again until the exam is
 * submitted: each response is kept, the last one counts. "" takes it back. */
struct store_response {
    size_t place;
    const char *given;
    int64_t at_ms;
    int64_t took_ms; /* spent on this question so far, all visits; -1: not known */
};

/* Record a response, and that SPENT_MS of the time have gone by, in one. ERR_INPUT when
 * the exam is submitted already. */
int store_respond(struct store *store, int64_t attempt, const struct store_response *r,
                  int64_t spent_ms, struct err *err);
/* Record the time gone by, alone. */
int store_spent(struct store *store, int64_t attempt, int64_t spent_ms, struct err *err);
/* The exam is over: an answer for every place (blank ones too), the time and the end, in
 * one. ERR_INPUT when it is submitted already. */
int store_submit(struct store *store, int64_t attempt, const struct store_answer *answers,
                 size_t count, int64_t spent_ms, int64_t at_ms, struct err *err);

/* --- going on --- */

/*
 * The last attempt of MODE at bank BANK_ID that was left in the middle: neither finished
 * nor followed by one that starts over. CONDITIONS NULL: whatever they were. *ATTEMPT is
 * 0 when there is none.
 */
int store_unfinished(struct store *store, const char *mode, const char *bank_id,
                     const char *conditions, int64_t *attempt, struct err *err);

/* How far one place is. */
struct store_place {
    bool is_answered;  /* `answer` is what was recorded */
    bool is_responded; /* not submitted: given, at_ms, took_ms are the last response's */
    bool is_flagged;
    int skips;
    struct store_answer answer;
};

/* An attempt with all that was recorded of it. All-zero is empty. */
struct store_past {
    int64_t id;
    struct store_attempt begun; /* as it was given to store_begin, and store_reask */
    struct store_item *items;   /* those of `begun` */
    struct store_place *places; /* one for each item */
    int64_t spent_ms;
    int64_t finished_ms; /* 0: it is not finished */
    struct arena texts;
};

/* ERR_INPUT when there is no such attempt. */
int store_load(struct store *store, int64_t attempt, struct store_past *past,
               struct err *err);
void store_past_release(struct store_past *past);

/* --- looking back --- */

/* All recorded answers to bank BANK_ID, the oldest first. Unscored ones are in it: they
 * were learned from. H is empty before. */
int store_history(struct store *store, const char *bank_id, struct history *h,
                  struct err *err);

/* One line of a list of attempts. */
struct store_line {
    int64_t id;
    const char *mode, *bank_id, *bank_title, *conditions;
    int64_t started_ms, finished_ms; /* finished 0: left in the middle */
    bool is_given_up;                /* left, and a later one started over */
    size_t asked;
    size_t answered;      /* recorded answers and responses, blank ones not counted */
    size_t right, scored; /* right ones of those scored; a response is not judged yet */
};

struct store_list {
    struct store_line *lines;
    size_t count, cap;
    struct arena texts;
};

/* All attempts, the oldest first. LIST is empty before. */
int store_list(struct store *store, struct store_list *list, struct err *err);
void store_list_release(struct store_list *list);

/* Forget an attempt and its answers: nothing of it stays in the file. ERR_INPUT when
 * there is no such attempt, or another quizctl holds it. */
int store_delete(struct store *store, int64_t attempt, struct err *err);

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
