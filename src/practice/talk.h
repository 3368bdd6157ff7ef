/*
 * talk.h - a talk with a learner, on a terminal or over a pipe: pages that are told
 * screen by screen, and words that may be typed. Practice and exam share it; what their
 * words do is theirs.
 */
#ifndef QUIZCTL_TALK_H
#define QUIZCTL_TALK_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/buf.h"
#include "quizctl/err.h"
#include "quizctl/page.h"
#include "quizctl/term.h"

struct talk {
    struct term *term;
    int signal; /* that ended it, else 0 */
    struct page page;
    struct page told; /* a long text; behind `told_bytes` it is not shown yet */
    size_t told_bytes;
};
void talk_release(struct talk *t);

/* A fresh page as wide as the terminal is now. */
struct page *talk_page(struct talk *t);
int talk_show(struct talk *t, struct err *err); /* the page, all at once */
int talk_say(struct talk *t, const char *text, struct err *err);

/* The page from its start, as much as a screen holds; the rest waits. What is said in
 * between goes on a page of its own. */
int talk_tell(struct talk *t, struct err *err);
bool talk_has_more(const struct talk *t);
int talk_more(struct talk *t, struct err *err); /* the next screen of it */
int talk_rest(struct talk *t, struct err *err); /* all of it, asking screen by screen */
void talk_drop(struct talk *t);                 /* the rest is not told any more */

extern const char talk_more_prompt[];

/* A word that may be typed in place of an answer. */
struct talk_word {
    const char *word, *help;
};

/* The word that TYPED begins with, in any case; ARGUMENT is what stands behind it ("" for
 * nothing). -1: none of them. "?" is "help". */
long talk_word(const struct talk_word *words, size_t count, const char *typed,
               const char **argument);
/* INTRODUCTION, then each word with its help. */
int talk_help(struct talk *t, const char *introduction, const struct talk_word *words,
              size_t count, struct err *err);
/* TYPED is neither answer nor word: say which word it is near to, else COMPLAINT. */
int talk_complain(struct talk *t, const char *typed, const struct talk_word *words,
                  size_t count, const char *complaint, struct err *err);

/* The command that practises these questions again, on a line of its own; nothing for
 * none. AGAIN is its start, "quizctl practice --bank my.json". */
void talk_again(struct page *page, const char *again, const char *const *ids,
                size_t count);

void talk_trim(struct buf *line); /* white space at both ends goes */

#endif
