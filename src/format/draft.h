/*
 * draft.h - a question on its way into a bank, from whatever format.
 *
 * A reader begins a draft, gives it what it finds, and ends it. Here is what all readers
 * share: where texts live, ids made from titles, the bounds, and the rules that make it a
 * question. What is none is left out, with the reason, and never guessed.
 *
 *   struct draft d;
 *   draft_begin(&d, in, at);
 *   draft_set(&d, &d.q.prompt, text, len);
 *   draft_option(&d, at, text, len)->is_key = true;
 *   draft_end(&d);
 */
#ifndef QUIZCTL_DRAFT_H
#define QUIZCTL_DRAFT_H

#include "import.h"
#include "quizctl/format.h"
#include "quizctl/limits.h"

/* What a draft gathers. Everything in `q` lives in the bank's arena; a text that was not
 * given is "". Lists are added to by the functions below, never by hand. */
struct draft {
    struct import *in;
    struct question q;
    char id[LIMIT_ID + 1]; /* wanted; "": made from the title */
    const char *domain;    /* its title; NULL: the question's own domain is the bank's */
    size_t options_met, prompts_met; /* with those there was no room for */
    struct draft_list {
        const char **text;
        size_t len, cap;
    } topics, practice, takeaways;
    struct reference *references;
    size_t reference_count, reference_cap;
    struct section *sections;
    size_t section_count, section_cap;
    struct option options[LIMIT_OPTIONS];
    struct prompt prompts[LIMIT_OPTIONS];
};

void draft_begin(struct draft *d, struct import *in, struct place at);

/* A copy of TEXT in the bank's arena, without white space around it and without empty
 * lines in a row; "" for nothing. */
const char *draft_text(struct import *in, const char *text, size_t len);
/* The same into FIELD, a text of d->q or of an option. */
void draft_set(struct draft *d, const char **field, const char *text, size_t len);
/* The same behind what FIELD holds, with an empty line between. */
void draft_more(struct draft *d, const char **field, const char *text, size_t len);

/* The id of the question, where the format has one: what of it is no id is made one. */
void draft_id(struct draft *d, const char *text, size_t len);
/* The domain by its title, "Data Preparation": the bank's, or a new one of an exam
 * without a name. By the id, where TEXT is one that the bank has. The last one said is
 * the question's. */
void draft_domain(struct draft *d, const char *text, size_t len);
void draft_topic(struct draft *d, const char *text, size_t len);

/* A further option. Never NULL; one past LIMIT_OPTIONS is counted and forgotten. Set its
 * id (draft_slug) where the format has ids; else it gets a letter. */
struct option *draft_option(struct draft *d, struct place at, const char *text,
                            size_t len);
/* MATCHING: a further prompt. `match` is the id of an option, set before draft_end. Ids
 * of prompts that are given, are ids, and differ stay; else they are made. */
struct prompt *draft_prompt(struct draft *d, struct place at, const char *text,
                            size_t len);
void draft_practice(struct draft *d, const char *text, size_t len); /* a step */
void draft_takeaway(struct draft *d, const char *text, size_t len);
/* A section of the explanation that has no member of its own, in its order; without a
 * title it is "Explanation". */
void draft_section(struct draft *d, const char *title, size_t title_len, const char *text,
                   size_t len);
/* A reference. What is no http or https URL is told as a loss; a TITLE that is empty
 * becomes the URL. */
void draft_reference(struct draft *d, struct place at, const char *title,
                     size_t title_len, const char *url, size_t url_len);

/* Make TEXT an id, in the bank's arena: lower case, a '-' for what is none; "" when
 * nothing is left. */
const char *draft_slug(struct import *in, const char *text, size_t len);
/* Is that id ID? */
bool draft_makes_id(const char *text, const char *id);

/* Tell a loss about the question being drafted. */
void draft_changed(struct draft *d, struct place at, const char *field, const char *fmt,
                   ...) QUIZCTL_PRINTF(4, 5);
void draft_left_out(struct draft *d, struct place at, const char *field, const char *fmt,
                    ...) QUIZCTL_PRINTF(4, 5);

/*
 * The question is complete: give it an id and what follows from its key, and add it to
 * the bank. It is a draft (question.is_draft) where a reason or a reference is missing.
 * False when it is no question: then it was told as left out, with the reason.
 */
bool draft_end(struct draft *d);
void draft_drop(struct draft *d); /* forget it, silently */

#endif
