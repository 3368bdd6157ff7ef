/*
 * grading.h - what the tests of grade have in common: a small bank, and one call that
 * grades a text and gives back a transcript of all that came of it.
 */
#ifndef TESTS_GRADING_H
#define TESTS_GRADING_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "quizctl/grade.h"
#include "quizctl/limits.h"
#include "quizctl/mem.h"

static const struct domain domains[] = {
    {.id = "data",   .title = "Data",   .weight = 60},
    {.id = "safety", .title = "Safety", .weight = 40},
};

/* A question whose options are called IDS ("s3 efs"), those in KEY right. */
static struct question *add_question(struct bank *bank, const char *id,
                                     const char *domain, const char *ids, uint32_t key)
{
    struct question *q = &bank->questions[bank->question_count++];
    struct option *options = arena_get(&bank->arena, LIMIT_OPTIONS * sizeof *options);
    q->id = id;
    q->domain = domain;
    q->key = key;
    for (; key != 0; key &= key - 1)
        q->select++;
    while (*ids != '\0') {
        size_t len = strcspn(ids, " ");
        options[q->option_count++].id = arena_text(&bank->arena, ids, len);
        ids += len + strspn(ids + len, " ");
    }
    q->options = options;
    return q;
}

/* One of four (C), two of four (A C), one of two (A); two of three steps in order (B A);
 * two pairs (1:A 2:B). */
static struct bank small_bank(void)
{
    static struct prompt prompts[] = {{.id = "hpc"}, {.id = "smb"}};
    struct bank bank = {.id = "small", .title = "Small"};
    bank.exam.domains = domains;
    bank.exam.domain_count = COUNT(domains);
    bank.questions = arena_get(&bank.arena, 5 * sizeof *bank.questions);

    add_question(&bank, "where", "data", "s3 efs fsx-lustre fsx-windows", 0x4);
    add_question(&bank, "two-of-four", "safety", "kms iam sse acl", 0x5);
    add_question(&bank, "true", "data", "yes no", 0x1);
    struct question *order =
        add_question(&bank, "order", "data", "mount create reboot", 0x3);
    order->kind = QUESTION_ORDERING;
    order->solution[0] = 1;
    struct question *match = add_question(&bank, "match", "data", "lustre windows", 0x3);
    match->kind = QUESTION_MATCHING;
    match->prompts = prompts;
    match->prompt_count = COUNT(prompts);
    match->solution[1] = 1;
    bank_seal(&bank);
    return bank;
}

/* What a run said, as text. */
struct transcript {
    struct result_taker taker;
    struct diag_sink sink;
    struct buf text, problems, warnings;
    struct result_totals totals;
    struct grade_watch watch;
    size_t read; /* bytes, as the watch was told */
};

static void note_problem(struct diag_sink *sink, const struct diag *d)
{
    struct transcript *t =
        (struct transcript *)((char *)sink - offsetof(struct transcript, sink));
    buf_printf(d->level == DIAG_ERROR ? &t->problems : &t->warnings, "%s:%u:%u: %s: %s\n",
               d->at.path, (unsigned)d->at.line, (unsigned)d->at.col, d->rule, d->what);
}

static int note_result(struct result_taker *taker, const struct result *r,
                       struct err *err)
{
    static const struct pass_mark none = {PASS_NONE, 0};
    struct transcript *t = (struct transcript *)taker;
    const char *who = r->candidate != NULL ? r->candidate : "?";
    (void)err;
    result_count(&t->totals, r, &none);
    if (r->status == RESULT_REJECTED) {
        buf_printf(&t->text, "%u rejected %s\n", (unsigned)r->at.line, who);
        for (size_t i = 0; i < r->problem_count; i++)
            buf_printf(&t->text, "  %u:%u %s: %s\n", (unsigned)r->problems[i].at.line,
                       (unsigned)r->problems[i].at.col, r->problems[i].rule,
                       r->problems[i].what);
        return 0;
    }
    buf_printf(&t->text, "%u %s %d", (unsigned)r->at.line, who, (int)r->tally.points);
    for (size_t i = 0; i < r->item_count; i++)
        if (!r->items[i].verdict.is_blank)
            buf_printf(&t->text, " %s=%s", r->items[i].question, r->items[i].given);
    buf_char(&t->text, '\n');
    return 0;
}

static void transcript_release(struct transcript *t)
{
    buf_release(&t->text);
    buf_release(&t->problems);
    buf_release(&t->warnings);
}

/* Grade PATHS. Afterwards given == graded + rejected is known to hold. */
static struct transcript grade_paths(const char *const *paths, size_t count)
{
    struct transcript t = {.taker = {.take = note_result},
                           .sink = {.take = note_problem}};
    struct bank bank = small_bank();
    struct grade_job job = {.bank = &bank, .paths = paths, .path_count = count};
    struct err err = {0};
    if (grade_run(&job, &t.taker, &t.sink, &err) != 0)
        fail_msg("%s: %s", err.where, err.what);
    assert_int_equal(t.totals.given, t.totals.graded + t.totals.rejected);
    bank_release(&bank);
    buf_text(&t.text, buf_str(&t.warnings));
    return t;
}

static void write_file(const char *path, const char *text, size_t len)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

static struct transcript grade_text(const char *path, const char *text, size_t len)
{
    write_file(path, text, len);
    return grade_paths(&path, 1);
}

struct grade_row {
    const char *why;
    const char *text; /* with ' for " */
    const char *said;
};

/* Inline: not every test has rows. */
static inline void check_rows(const char *path, const struct grade_row *row, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *text = mem_text(row[i].text);
        for (char *quote = strchr(text, '\''); quote != NULL; quote = strchr(quote, '\''))
            *quote = '"';
        struct transcript t = grade_text(path, text, strlen(text));
        if (strcmp(t.text.bytes, row[i].said) != 0)
            fail_msg("%s: %s\nsaid:\n%swanted:\n%s", row[i].why, text, t.text.bytes,
                     row[i].said);
        transcript_release(&t);
        free(text);
    }
}

/* Tests write their files into a folder of their own and name them without it. */
static int enter_folder(void **state)
{
    static char folder[] = "/tmp/quizctl-grade-XXXXXX";
    *state = folder;
    return mkdtemp(folder) != NULL ? chdir(folder) : -1;
}

static int leave_folder(void **state)
{
    char command[64];
    snprintf(command, sizeof command, "rm -rf '%s'", (const char *)*state);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

#endif
