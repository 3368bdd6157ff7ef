/*
 * report.h - results and questions to text, JSON, JSON Lines and CSV.
 *
 * Nothing here prints: bytes go into a buffer or a page, and the caller writes them.
 */
#ifndef QUIZCTL_REPORT_H
#define QUIZCTL_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/answer.h"
#include "quizctl/bank.h"
#include "quizctl/buf.h"
#include "quizctl/json_write.h"
#include "quizctl/mastery.h"
#include "quizctl/page.h"
#include "quizctl/plan.h"
#include "quizctl/proof.h"
#include "quizctl/regrade.h"
#include "quizctl/result.h"
#include "quizctl/summary.h"

/* --- scores: quizctl.scores/1, questions/schema/scores.schema.json --- */

struct scores_head {
    const char *version;                            /* of quizctl */
    const char *bank_id, *bank_title, *bank_digest; /* NULL: several banks (export) */
    const struct exam *exam;                        /* of the bank; NULL: several */
    const char *policy;                             /* NULL: several (export) */
    bool of_attempts; /* results are attempts (export), not sheets */
    struct pass_mark pass;
    bool show_key; /* print what is right; off by default: logs are read by candidates */
    bool per_question; /* junit, tap: a test is a question of a sheet */
};

/* What is held back or counted by a format that writes tests. All-zero is empty. */
struct scores_suite {
    struct buf cases;
    uint64_t first_sheet;
    uint64_t tests, failures, errors;
};

struct scores_state {
    const struct scores_head *head;
    struct page
        *page; /* the buffer of every format; only text uses its width and colour */
    struct result_totals totals; /* the caller's: result_count first, then `result` */
    struct json_writer json;     /* the format's own */
    struct scores_suite suite;   /* the same */
    struct buf *domains;         /* the same: texts about each domain of head->exam */
    struct buf beside;           /* what the format writes for the file of `beside` ... */
    size_t beside_room;          /* ... and how much of it there is room for */
};
void scores_state_release(struct scores_state *s);

/* A way to write scores: begin, a result at a time, end. The bytes gather in the page;
 * the caller may move them on after each call. To add one: report_scores_<name>.c, a row
 * in scores_formats, tests/cli/grade/. Help, completion and tests walk the table. */
struct scores_format {
    const char *name;
    void (*begin)(struct scores_state *s);
    void (*result)(struct scores_state *s, const struct result *r);
    void (*end)(struct scores_state *s);
    bool
        stands_alone; /* a result's bytes follow from the result, the head and the page's
                         looks, and no item is looked at: they may be made in any order */
    bool of_sheets;   /* for sheets only: `export` has attempts and no bank */
    bool has_tests;   /* it can write a test for each question */
    const char *beside; /* the environment variable that names a file to append to */
};

extern const struct scores_format
    scores_formats[]; /* ends with a NULL name; text first */
const struct scores_format *scores_format_find(const char *name); /* or NULL */

/* --- summaries and item statistics --- */

/* quizctl.summary/1, questions/schema/summary.schema.json. It tells the key: it is for
 * those who give marks, not for those who get them. */
void report_summary(struct buf *out, const struct summary *s);
/* The same read, strictly: what no sheets can add up to is refused. TEXT begins at START,
 * and TEXT[LEN] is NUL. 0, or -1 with a problem in SINK. */
int report_summary_read(struct summary *s, struct place start, const char *text,
                        size_t len, struct diag_sink *sink);

struct stats_view {
    const struct summary *summary;
    bool show_key;    /* say which options are right */
    bool all_options; /* text: list options of every question, not only of findings */
};

/* A way to write statistics. To add one: report_stats_<name>.c, a row in stats_formats,
 * tests/cli/stats/. */
struct stats_format {
    const char *name;
    void (*write)(struct page *p, const struct stats_view *view);
};
extern const struct stats_format stats_formats[]; /* ends with a NULL name; text first */
const struct stats_format *stats_format_find(const char *name); /* or NULL */

/* --- progress: quizctl.progress/1, questions/schema/progress.schema.json --- */

struct progress_view {
    const struct bank *bank;
    const char *digest; /* of the bank */
    const struct mastery *mastery;
    const char *bank_path; /* for the commands shown; NULL: the built-in one */
    bool is_whole;         /* text: every topic, service and clue, not the weakest */
};

/* A way to write it. To add one: report_progress_<name>.c, a row in progress_formats. */
struct progress_format {
    const char *name;
    void (*write)(struct page *p, const struct progress_view *view);
};
extern const struct progress_format progress_formats[]; /* ends with a NULL name */
const struct progress_format *progress_format_find(const char *name); /* or NULL */

/* --- one attempt as a page --- */

struct attempt_view {
    const struct bank *bank;     /* as it is now */
    const struct result *result; /* of an attempt, as it was recorded */
    const bool *is_edited;       /* of each item: its question reads otherwise today */
    const struct exam *exam;     /* the profile of an exam, for its scale; or NULL */
};
void report_attempt_html(struct page *out, const struct attempt_view *view);

/* --- regrading --- */

struct regrade_head {
    const struct regrade *regrade;
    const char *old_digest, *new_digest;
    struct pass_mark pass;
    bool show_key; /* say what was right, and what is */
};

/* A sheet whose marks changed; of the others, only the totals know. */
struct regraded {
    const char *candidate;
    struct place at;
    struct tally before, after;
};

struct regrade_totals {
    uint64_t given, graded, rejected;
    uint64_t changed;            /* of the graded: those that are listed */
    uint64_t better, worse;      /* by their share of the marks */
    uint64_t now_pass, now_fail; /* of these; both 0 without a pass mark */
};

struct regrade_state {
    const struct regrade_head *head;
    struct page *page;
    struct regrade_totals totals; /* the caller's: regrade_count first, then `sheet` */
    struct json_writer json;      /* the format's own */
};

/* Count a graded sheet; true when its marks changed, and it is to be reported. */
bool regrade_count(struct regrade_state *s, const struct regraded *r);

/* A way to write it: begin, each sheet that changed, end. To add one: a row. */
struct regrade_format {
    const char *name;
    void (*begin)(struct regrade_state *s);
    void (*sheet)(struct regrade_state *s, const struct regraded *r);
    void (*end)(struct regrade_state *s);
};
extern const struct regrade_format regrade_formats[]; /* ends with a NULL name */
const struct regrade_format *regrade_format_find(const char *name); /* or NULL */

/* --- a plan until the exam --- */

struct plan_view {
    const struct bank *bank;
    const char *digest; /* of the bank */
    const struct plan *plan;
    const char *practice; /* the command line that practises this bank */
    double retention;
};

void report_plan(struct page *p, const struct plan_view *view);
/* quizctl.plan/1, questions/schema/plan.schema.json. */
void report_plan_json(struct buf *out, const struct plan_view *view);

/* --- questions, for show and practice ---
 *
 * SHOWN[i] is the option at letter i; NULL: as written. */

/* Domain, skill and difficulty in a line, the title, scenario, prompt, "Select TWO." */
void report_stem(struct page *p, const struct bank *bank, const struct question *q);
/* The same without what an exam does not tell: scenario, prompt, how many. */
void report_task(struct page *p, const struct question *q);
void report_options(struct page *p, const struct question *q, const uint8_t *shown);

/* All that is told after an answer: a reason for every option (ANSWER's picks first, then
 * the key; ANSWER may be NULL), what the workload needs, why the key fits, how to set it
 * up, where it stands in the exam, takeaways, references. */
void report_explanation(struct page *p, const struct bank *bank, const struct question *q,
                        const uint8_t *shown, const struct answer *answer);

/* An answer in the letters of the screen: "C", "A and D"; "B, D, A" in order; "1c 2a". */
void report_answer(struct buf *out, const struct question *q, const uint8_t *shown,
                   const struct answer *answer);

/* "Wrong ✗  You answered A; right is D." The word first, then a sign, then the rest. The
 * verdict is the one that was recorded, under POLICY. */
void report_verdict(struct page *p, const struct question *q, const uint8_t *shown,
                    const struct answer *answer, struct verdict verdict,
                    enum policy policy);

/* "d1: Data Preparation for ML and AI"; the id alone when the bank's exam has no such
 * domain. */
void report_domain(struct buf *out, const struct bank *bank, const char *domain);

/* --- proofs and facts --- */

struct proof_list {
    const struct bank *bank;
    const struct proof *proofs;
    size_t count;
};

size_t report_proof_count(const struct proof_list *list, enum proof_state state);

/* One question: the table of options by requirements (a block of lines for each option
 * where the page is too narrow for it), the facts used with their sources, the verdict,
 * and what would have to change for each distractor. */
void report_proof(struct page *p, const struct proof *proof);
/* A line for each question, then "60 proved, 4 given up, ...". */
void report_proofs(struct page *p, const struct proof_list *list);
/* quizctl.proofs/1, questions/schema/proofs.schema.json. */
void report_proofs_json(struct buf *out, const struct proof_list *list,
                        const char *digest);

/* Members of an object: "bank", "source", and KEY with a value as a bank writes it. */
void report_bank_json(struct json_writer *w, const struct bank *bank, const char *digest);
void report_source_json(struct json_writer *w, const struct source *s);
void report_value_json(struct json_writer *w, const char *key,
                       const struct property *property, const struct value *value);

/* Which facts are asked for. */
struct facts_query {
    struct text_list subjects; /* ids that the bank knows; empty: all */
    const char *property;      /* an id that the bank knows; NULL: all */
};

/* Every subject with the number of its facts. */
void report_subjects(struct page *p, const struct bank *bank);
/* Values, notes and sources: a block for each subject, or (no subject given) a line for
 * each subject that has the property. */
void report_facts(struct page *p, const struct bank *bank, const struct facts_query *q);
/* quizctl.facts/1: the same for a program. */
void report_facts_json(struct buf *out, const struct bank *bank,
                       const struct facts_query *q, const char *digest);

/* What was read before BEFORE_MS: by source, its facts and the questions whose proof
 * rests on them. The number of such sources is returned. */
size_t report_stale(struct page *p, const struct bank *bank, const struct facts_query *q,
                    int64_t before_ms);
size_t report_stale_json(struct buf *out, const struct bank *bank,
                         const struct facts_query *q, int64_t before_ms,
                         const char *digest);

#endif
