/*
 * bank.h - a bank of questions: pure data, read by everyone, changed by nobody.
 *
 * Texts are UTF-8 and live in the bank's arena, so one bank_release frees it all.
 * A text that a bank leaves out is "", never NULL; a list that it leaves out is empty.
 * How a bank stands in a file: format.h and questions/FORMAT.md.
 */
#ifndef QUIZCTL_BANK_H
#define QUIZCTL_BANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/diag.h"
#include "quizctl/facts.h"
#include "quizctl/limits.h"
#include "quizctl/mem.h"

/* To add a kind: a row in question_kind_table (question.c), score_<kind>.c, a section
 * in FORMAT.md, tests/cases/question_<kind>/. */
enum question_kind { QUESTION_CHOICE, QUESTION_ORDERING, QUESTION_MATCHING };

enum difficulty { DIFFICULTY_NONE, DIFFICULTY_EASY, DIFFICULTY_MEDIUM, DIFFICULTY_HARD };

struct option {
    const char *id;
    const char *text;
    const char *why;     /* the rationale: why it is right, or why it is not */
    const char *subject; /* the fact-table entry it stands for */
    bool is_key;
    int position; /* ORDERING: 1 is the first step; 0: a step that does not belong */
    struct place at;
};

/* MATCHING: what an option is to be matched with. */
struct prompt {
    const char *id;
    const char *text;
    const char *match; /* the id of the right option */
    const char *why;
    struct place at;
};

struct reference {
    const char *title;
    const char *url;
};

/* Part of an explanation that has no member of its own: an analogy, a comparison. */
struct section {
    const char *title;
    const char *text; /* Markdown with blocks: lists, tables, fences */
};

struct explanation {
    const char *need;          /* what the workload needs */
    const char *why;           /* why the key fits */
    struct text_list practice; /* how to set it up for real, step by step */
    const char *exam;          /* where it stands in the exam's outline */
    struct text_list takeaways;
    const struct section *sections; /* what else there is, in its order */
    size_t section_count;
};

struct question {
    const char *id;
    enum question_kind kind;
    const char *title;
    const char *domain; /* the id of a domain of the bank's exam */
    const char *skill;  /* the outline's number for it: "1.1.2" */
    struct text_list topics;
    enum difficulty difficulty;
    const char *scenario;
    const char *prompt;
    const struct option *options;
    size_t option_count;
    const struct prompt *prompts; /* MATCHING */
    size_t prompt_count;
    uint32_t key;  /* bit i: option i is right, or belongs to the right order or match */
    size_t select; /* how many picks the key has: "Select TWO" */
    uint8_t
        solution[LIMIT_OPTIONS]; /* ORDERING: option of step i; MATCHING: of prompt i */
    bool keep_order;             /* its options are never shuffled */
    const struct case_study *case_study; /* NULL: it stands alone */
    const char *case_id;                 /* questions that share a scenario share it */
    struct requirement *requirements;
    size_t requirement_count;
    struct preference *preferences;
    size_t preference_count;
    const char *unproved; /* why its key cannot be proved, where it cannot */
    bool is_draft;        /* reasons and references may still be missing */
    struct explanation explanation;
    const struct reference *references;
    size_t reference_count;
    struct place at;
};

/* A scenario that several questions share. */
struct case_study {
    const char *id;
    const char *title;
    const char *scenario;
    struct place at;
};

struct domain {
    const char *id;
    const char *title;
    int weight; /* percent of the scored questions */
    struct place at;
};

/* The profile of an exam: what a form of it looks like. */
struct exam {
    const char *code; /* "MLA-C02" */
    const char *title;
    unsigned types; /* bit k: it asks questions of kind k; 0: not said, so any */
    int questions, scored, minutes; /* 0: not said */
    struct scale {
        int min, max;
    } scale;  /* of the scaled score; 0: not said */
    int pass; /* on that scale */
    const struct domain *domains;
    size_t domain_count;
    struct reference source;
    struct place at;
};

struct bank {
    const char *id, *title, *language, *license;
    bool is_id_made, is_title_made; /* from the name of a file that gave none */
    struct exam exam;
    const struct exam *profiles; /* of other exams that the questions serve */
    size_t profile_count;
    struct fact_table facts;
    const struct case_study *cases;
    size_t case_count;
    struct question *questions;
    size_t question_count;
    struct bank_index *index; /* id to place; built by bank_seal */
    struct arena arena;
};

/* Build the index that bank_find uses. Call once, when the questions are in. False: some
 * have one id; of these bank_find gives the first. */
bool bank_seal(struct bank *bank);
void bank_release(struct bank *bank);

/* The place of the question with this id (LEN bytes), or -1. */
long bank_find(const struct bank *bank, const char *id, size_t len);
/* The place of the domain with this id in bank->exam.domains, or -1. */
long bank_domain(const struct bank *bank, const char *id);
/* The exam or profile with this code, in any case ("mla-c01"), or NULL. */
const struct exam *bank_profile(const struct bank *bank, const char *code);
/* Does a form of EXAM hold questions of this kind? */
bool exam_asks(const struct exam *exam, enum question_kind kind);
/* The place of the domain with this id in exam->domains, or -1. */
long exam_domain(const struct exam *exam, const char *id);

/* The place of the option, or of the prompt, with this very id (LEN bytes), or -1. */
long question_option_id(const struct question *q, const char *id, size_t len);
long question_prompt_id(const struct question *q, const char *id, size_t len);

/* The place of option id PICK (LEN bytes) of Q, else of the letter PICK ("B", "b": the
 * option at that place in the bank as written), or -1. */
long question_option(const struct question *q, const char *pick, size_t len);

/* The place of the prompt PROMPT (LEN bytes): an id, or its number ("2"); or -1. */
long question_prompt(const struct question *q, const char *prompt, size_t len);

/* The service that the NTH option stands for where it is right, "" where it is not or
 * stands for nothing; NULL past the last option. */
const char *question_service(const struct bank *bank, const struct question *q,
                             size_t nth);
/* The property that the NTH requirement asks for, or behind these the NTH preference;
 * NULL past the last. Questions with one in common share a clue. */
const char *question_clue(const struct question *q, size_t nth);

/* Does an option or a prompt of Q say why? */
bool question_has_reasons(const struct question *q);

/* How many options SET (bit i: option i) has; without the builtin that only some
 * compilers have. */
static inline unsigned options_in(uint32_t set)
{
    unsigned count = 0;
    for (; set != 0; set &= set - 1)
        count++;
    return count;
}

const char *question_kind_name(enum question_kind kind); /* "choice" */
long question_kind_find(const char *name);               /* or -1 */
const char *difficulty_name(enum difficulty d);          /* "easy"; "" for none */
long difficulty_find(const char *name);                  /* or -1 */
size_t question_kind_count(void);

#endif
