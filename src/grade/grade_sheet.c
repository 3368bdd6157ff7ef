/*
 * grade_sheet.c - picks to a result: one sheet at a time, whole or not at all.
 *
 * In:   what a reader found: the candidate, questions, picks, each with its place.
 * Out:  a graded result with an item for every question of the bank, in its order; or a
 *       rejected one with every problem of the sheet.
 *
 * A sheet with any problem is rejected whole. Nothing is guessed: a pick that names no
 * option never counts as blank, and of two sheets by one candidate the second never
 * counts, whatever became of the first. Reading is in grade_json.c and grade_csv.c, what
 * an answer is worth in score.h.
 */
#include "grade_sheet.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quizctl/answer.h"
#include "quizctl/digest.h"
#include "quizctl/limits.h"
#include "quizctl/text.h"

/* --- words for messages --- */

struct quote quote(const char *text, size_t len)
{
    struct quote q;
    size_t shown = len <= QUOTE_BYTES ? len : QUOTE_BYTES - 3;
    while (shown < len && shown > 0 && ((unsigned char)text[shown] & 0xC0) == 0x80)
        shown--;
    snprintf(q.text, sizeof q.text, "'%.*s%s'", (int)shown, text,
             shown < len ? "..." : "");
    return q;
}

struct quote quote_id(const char *text, size_t len)
{
    struct quote q = quote(text, len);
    uint32_t stranger = text_beyond_ascii(text, len);
    size_t end = strlen(q.text);
    if (stranger != 0)
        snprintf(q.text + end, sizeof q.text - end, ", which holds U+%04X",
                 (unsigned)stranger);
    return q;
}

/* "; did you mean 'x'?", or "" when no name is near WORD. */
static struct quote did_you_mean(const char *word, size_t len, const char *const *names,
                                 size_t count)
{
    char copy[LIMIT_ID + 1];
    struct quote advice = {""};
    if (len > LIMIT_ID)
        return advice;
    memcpy(copy, word, len);
    copy[len] = '\0';
    const char *near = text_nearest(copy, names, count);
    if (near != NULL && strlen(near) <= QUOTE_BYTES - 16)
        snprintf(advice.text, sizeof advice.text, "; did you mean '%s'?", near);
    return advice;
}

/* --- problems --- */

/* List a problem with the sheet, and tell the caller of grade_run. */
static void list(struct grader *g, const struct diag *d)
{
    struct sheet *s = &g->sheet;
    MEM_ROOM(s->problems, s->problem_count, s->problem_cap);
    s->problems[s->problem_count++] = *d;
    diag_error(g->out, d->at, d->rule, "%s", d->what);
}

static void collect(struct diag_sink *sink, const struct diag *d)
{
    struct grader *g = (struct grader *)((char *)sink - offsetof(struct grader, sheet) -
                                         offsetof(struct sheet, sink));
    if (g->sheet.problem_count < LIMIT_SHEET_PROBLEMS)
        list(g, d);
    else
        g->sheet.unlisted++;
}

void sheet_problem(struct grader *g, struct place at, const char *rule, const char *fmt,
                   ...)
{
    char what[sizeof((struct diag *)NULL)->what];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    diag_error(&g->sheet.sink, at, rule, "%s", what);
}

void sheet_too_long(struct grader *g)
{
    sheet_problem(
        g, g->sheet.at, "too-long",
        "this sheet is longer than %zu KiB, the most that is read; split it, or "
        "look for a bracket or quote that is never closed",
        LIMIT_RECORD_BYTES / 1024);
}

/* --- one run --- */

void grader_init(struct grader *g, const struct grade_job *job,
                 struct result_taker *taker, struct diag_sink *out)
{
    enum { MOST_NAMES = 5000 }; /* "did you mean" looks at each, once a problem */
    const struct bank *bank = job->bank;
    size_t count = bank->question_count, domains = bank->exam.domain_count;
    struct buf key = {0};

    *g = (struct grader){.job = job, .taker = taker, .out = out};
    g->sheet.sink.take = collect;
    g->reader.watch = job->watch;
    digest_random(g->seen.key, sizeof g->seen.key);
    g->first_line = mem_get((job->path_count + 1) * sizeof *g->first_line);
    g->sheet.answers = mem_get(count * sizeof *g->sheet.answers);
    g->items = mem_get(count * sizeof *g->items);
    g->domains = mem_get(domains * sizeof *g->domains);
    g->domain_of = mem_get(count * sizeof *g->domain_of);
    g->key_of = mem_get(count * sizeof *g->key_of);
    g->name_count = count < MOST_NAMES ? count : MOST_NAMES;
    g->names = mem_get(g->name_count * sizeof *g->names);
    for (size_t i = 0; i < count; i++) {
        const struct question *q = &bank->questions[i];
        buf_clear(&key);
        answer_ids(&key, q, answer_key(q), " ");
        g->key_of[i] = arena_text(&g->keys, buf_str(&key), key.len);
        g->domain_of[i] = bank_domain(bank, q->domain);
        g->items[i] = (struct result_item){.question = q->id,
                                           .domain = q->domain,
                                           .given = "",
                                           .key = g->key_of[i],
                                           .missed = ""};
        if (i < g->name_count)
            g->names[i] = q->id;
    }
    for (size_t i = 0; i < domains; i++)
        g->domains[i] = (struct result_domain){.id = bank->exam.domains[i].id,
                                               .title = bank->exam.domains[i].title};
    buf_release(&key);
    if (!job->is_careful)
        g->fast = fast_new(bank, job->policy);
    if (g->fast != NULL)
        fast_sheet_init(&g->fast_sheet, g->fast);
    g->fast_sheet.seen = &g->seen;
}

void grader_next_file(struct grader *g)
{
    for (size_t i = 0; i < g->unknown_count; i++)
        free(g->unknown[i]);
    g->unknown_count = 0;
}

void grader_release(struct grader *g)
{
    grader_next_file(g);
    reader_release(&g->reader);
    seen_release(&g->seen);
    buf_release(&g->sheet.candidate);
    buf_release(&g->given);
    buf_release(&g->table_head);
    arena_release(&g->keys);
    free(g->unknown);
    free(g->sheet.answers);
    free(g->sheet.problems);
    free(g->first_line);
    free(g->items);
    free(g->domains);
    free(g->domain_of);
    free(g->key_of);
    free(g->names);
    fast_sheet_release(&g->fast_sheet);
    fast_free(g->fast);
    *g = (struct grader){0};
}

/* --- one sheet --- */

void sheet_begin(struct grader *g, struct place at)
{
    struct sheet *s = &g->sheet;
    s->at = at;
    s->raw = (struct span){0};
    s->has_candidate = false;
    s->problem_count = s->unlisted = 0;
    buf_clear(&s->candidate);
    memset(s->answers, 0, g->job->bank->question_count * sizeof *s->answers);
}

void sheet_begin_record(struct grader *g, const struct record *r)
{
    sheet_begin(g, r->place);
    if (!r->is_too_long)
        g->sheet.raw = (struct span){r->text, r->len};
}

/* The place of line LINE, counted over all files. The column is not kept. */
static struct place place_of_line(const struct grader *g, uint64_t line)
{
    size_t i = g->path;
    while (i > 0 && g->first_line[i] >= line)
        i--;
    return (struct place){g->job->paths[i], (uint32_t)(line - g->first_line[i]), 0};
}

static void check_seen(struct grader *g, struct place at, const char *name, size_t len)
{
    uint64_t line = seen_add(&g->seen, name, len, g->first_line[g->path] + at.line);
    if (line == 0)
        return;
    struct place first = place_of_line(g, line);
    sheet_problem(g, at, "candidate-twice",
                  "candidate %s has a sheet already, at %s:%u; remove one of them",
                  quote(name, len).text, first.path, (unsigned)first.line);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void sheet_candidate(struct grader *g, struct place at, const char *name, size_t len)
{
    size_t blanks = 0;
    while (blanks < len && is_blank(name[blanks]))
        blanks++;
    if (blanks == len) {
        sheet_problem(g, at, "candidate-empty",
                      "the candidate's name is empty; write who gave these answers");
        return;
    }
    if (len > LIMIT_CANDIDATE) {
        sheet_problem(g, at, "candidate-long",
                      "the candidate's name %s has %zu bytes; at most %d are allowed",
                      quote(name, len).text, len, LIMIT_CANDIDATE);
        return;
    }
    buf_add(&g->sheet.candidate, name, len);
    g->sheet.has_candidate = true;
    if (blanks != 0 || is_blank(name[len - 1])) {
        sheet_problem(g, at, "candidate-space",
                      "white space stands around the candidate's name %s; remove it",
                      quote(name, len).text);
        return;
    }
    check_seen(g, at, name, len);
}

long sheet_question(struct grader *g, struct place at, const char *id, size_t len)
{
    long q = bank_find(g->job->bank, id, len);
    if (q < 0) {
        struct quote hint = did_you_mean(id, len, g->names, g->name_count);
        sheet_problem(g, at, "unknown-question", "the bank has no question %s%s",
                      quote_id(id, len).text,
                      hint.text[0] != '\0' ? hint.text
                                           : "; `quizctl list` shows the ids it has");
    }
    return q;
}

/* --- picks --- */

/* The letters of PICK when it holds nothing else (but separators) and each is an option
 * of Q: "AC" is A and C. 0 when it is not so. */
static size_t glued_letters(const struct question *q, const char *pick, size_t len,
                            char letters[LIMIT_OPTIONS])
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++) {
        char small = (char)(pick[i] | 0x20);
        if (pick[i] != '\0' && strchr(" \t,;", pick[i]) != NULL)
            continue;
        if (small < 'a' || small > 'z' || question_option(q, pick + i, 1) < 0 ||
            count == LIMIT_OPTIONS)
            return 0;
        letters[count++] = pick[i];
    }
    return count;
}

/* "; write A C" or `; write ["A", "C"]`. */
static void advise_letters(struct buf *advice, bool is_table, const char *letters,
                           size_t count)
{
    bool is_list = !is_table && count > 1;
    buf_text(advice, is_list ? "; write [" : "; write ");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_text(advice, is_table ? " " : ", ");
        buf_printf(advice, is_table ? "%c" : "\"%c\"", letters[i]);
    }
    if (is_list)
        buf_char(advice, ']');
}

/* "; did you mean 'x'?", or "; it has x, y, z" when nothing is near. */
static void advise_names(struct buf *advice, const char *word, size_t len,
                         const char *const *names, size_t count)
{
    buf_text(advice, did_you_mean(word, len, names, count).text);
    if (advice->len != 0)
        return;
    buf_text(advice, "; it has");
    for (size_t i = 0; i < count; i++)
        buf_printf(advice, "%s %s", i > 0 ? "," : "", names[i]);
}

static void unknown_option(struct grader *g, const struct question *q, struct place at,
                           const char *pick, size_t len)
{
    const char *names[LIMIT_OPTIONS];
    char letters[LIMIT_OPTIONS];
    struct buf advice = {0};
    size_t glued = glued_letters(q, pick, len, letters);

    for (size_t i = 0; i < q->option_count; i++)
        names[i] = q->options[i].id;
    if (glued > 0)
        advise_letters(&advice, g->sheet.is_table, letters, glued);
    else
        advise_names(&advice, pick, len, names, q->option_count);
    sheet_problem(g, at, "unknown-option", "question '%s' has no option %s%s", q->id,
                  quote_id(pick, len).text, buf_str(&advice));
    buf_release(&advice);
}

/* Has A picked OPTION already? */
static bool has_picked(const struct answer *a, long option)
{
    bool has = (a->picked >> option & 1) != 0;
    for (size_t i = 0; i < a->count; i++)
        has = has || a->place[i] == option;
    return has;
}

/* The option that PICK means; -1 when there is none, which is a problem. */
static long find_option(struct grader *g, const struct question *q, struct place at,
                        const char *pick, size_t len)
{
    long option = question_option(q, pick, len);
    if (len == 0)
        sheet_problem(g, at, "pick-empty",
                      "an empty pick stands in the answer to '%s'; remove it", q->id);
    else if (option < 0)
        unknown_option(g, q, at, pick, len);
    return len != 0 ? option : -1;
}

void sheet_pick(struct grader *g, long q, struct place at, const char *pick, size_t len)
{
    const struct question *question = &g->job->bank->questions[q];
    struct answer *a = &g->sheet.answers[q];
    long option = find_option(g, question, at, pick, len);
    if (option < 0)
        return;
    if (has_picked(a, option))
        sheet_problem(g, at, "pick-twice",
                      "%s picks option '%s' of question '%s' a second time; remove it",
                      quote(pick, len).text, question->options[option].id, question->id);
    else if (question->kind == QUESTION_ORDERING)
        answer_put(a, a->count, (size_t)option);
    else
        a->picked |= (uint32_t)1 << option;
}

void sheet_picked(struct grader *g, long q, struct place at)
{
    const struct question *question = &g->job->bank->questions[q];
    size_t count = g->sheet.answers[q].count;
    for (uint32_t left = g->sheet.answers[q].picked; left != 0; left &= left - 1)
        count++;
    if (count > question->select)
        sheet_problem(g, at, "too-many-picks", "question '%s': picks %zu where %zu %s",
                      question->id, count, question->select,
                      question->select == 1 ? "is asked for" : "are asked for");
}

/* The prompt that NAME means; -1 when there is none, which is a problem. */
static long find_prompt(struct grader *g, const struct question *q, struct place at,
                        struct span name)
{
    const char *names[LIMIT_OPTIONS];
    struct buf advice = {0};
    long prompt = question_prompt(q, name.text, name.len);
    if (prompt >= 0)
        return prompt;
    for (size_t i = 0; i < q->prompt_count; i++)
        names[i] = q->prompts[i].id;
    advise_names(&advice, name.text, name.len, names, q->prompt_count);
    sheet_problem(g, at, "unknown-prompt", "question '%s' has no prompt %s%s", q->id,
                  quote(name.text, name.len).text, buf_str(&advice));
    buf_release(&advice);
    return -1;
}

void sheet_pair(struct grader *g, long q, struct place at, struct span prompt,
                struct place pick_at, struct span pick)
{
    const struct question *question = &g->job->bank->questions[q];
    struct answer *a = &g->sheet.answers[q];
    long place = find_prompt(g, question, at, prompt);
    if (place < 0 || pick.len == 0)
        return;
    long option = find_option(g, question, pick_at, pick.text, pick.len);
    if (option < 0)
        return;
    if ((size_t)place < a->count && a->place[place] != ANSWER_OPEN)
        sheet_problem(g, at, "pick-twice",
                      "%s matches prompt '%s' of question '%s' a second time; remove it",
                      quote(prompt.text, prompt.len).text, question->prompts[place].id,
                      question->id);
    else
        answer_put(a, (size_t)place, (size_t)option);
}

/* --- members that no sheet has --- */

void sheet_unknown_member(struct grader *g, struct place at, const char *name)
{
    enum { MOST = 20 }; /* a file of ever new names must not make ever more warnings */
    static const char *const known[] = {"candidate", "answers"};
    for (size_t i = 0; i < g->unknown_count; i++)
        if (strcmp(g->unknown[i], name) == 0)
            return;
    if (g->unknown_count > MOST)
        return;
    MEM_ROOM(g->unknown, g->unknown_count, g->unknown_cap);
    g->unknown[g->unknown_count++] = mem_text(name);
    if (g->unknown_count > MOST)
        diag_warning(g->out, at, "unknown-member",
                     "more members that a sheet does not have; they are ignored too");
    else
        diag_warning(g->out, at, "unknown-member", "a sheet has no member %s, ignored%s",
                     quote(name, strlen(name)).text,
                     did_you_mean(name, strlen(name), known, COUNT(known)).text);
}

/* --- the result --- */

/* The picks of every question as text, one behind the other in g->given. */
static void write_given(struct grader *g)
{
    const struct bank *bank = g->job->bank;
    buf_clear(&g->given);
    for (size_t i = 0; i < bank->question_count; i++) {
        answer_ids(&g->given, &bank->questions[i], g->sheet.answers[i], " ");
        buf_add(&g->given, "", 1);
    }
}

/* The clue that the first wrong pick of question I goes past. */
static const char *missed_clue(const struct grader *g, size_t i)
{
    uint32_t wrong = g->sheet.answers[i].picked & ~g->job->bank->questions[i].key;
    for (size_t o = 0; g->job->clues != NULL && wrong != 0; o++, wrong >>= 1)
        if ((wrong & 1) != 0 && *g->job->clues[i * LIMIT_OPTIONS + o] != '\0')
            return g->job->clues[i * LIMIT_OPTIONS + o];
    return "";
}

static void add_texts(struct grader *g)
{
    write_given(g);
    const char *given = buf_str(&g->given);
    for (size_t i = 0; i < g->job->bank->question_count; i++) {
        g->items[i].given = given;
        g->items[i].missed = missed_clue(g, i);
        given += strlen(given) + 1;
    }
}

/* As much of g->sheet.answers and the verdicts in g->items as the job asks for. */
static void tell_items(struct grader *g, struct result *r)
{
    if (g->job->detail == GRADE_TOTALS)
        return;
    if (g->job->detail == GRADE_TEXTS)
        add_texts(g);
    r->answers = g->sheet.answers;
    r->items = g->items;
    r->item_count = g->job->bank->question_count;
}

static void judge(struct grader *g, struct result *r)
{
    const struct bank *bank = g->job->bank;
    for (size_t i = 0; i < bank->exam.domain_count; i++)
        g->domains[i].tally = (struct tally){0};
    for (size_t i = 0; i < bank->question_count; i++) {
        const struct question *q = &bank->questions[i];
        struct verdict v = score(q, g->sheet.answers[i], g->job->policy);
        g->items[i].verdict = v;
        tally_add(&r->tally, v);
        if (g->domain_of[i] >= 0)
            tally_add(&g->domains[g->domain_of[i]].tally, v);
    }
    r->domains = g->domains;
    r->domain_count = bank->exam.domain_count;
    tell_items(g, r);
}

int sheet_end(struct grader *g, struct err *err)
{
    struct sheet *s = &g->sheet;
    struct result r = {.at = s->at,
                       .candidate = s->has_candidate ? buf_str(&s->candidate) : NULL};
    if (s->unlisted > 0) {
        struct diag more = {DIAG_ERROR, s->at, "more-problems", ""};
        snprintf(more.what, sizeof more.what, "this sheet has %zu more problems",
                 s->unlisted);
        list(g, &more);
    }
    if (s->problem_count > 0) {
        r.status = RESULT_REJECTED;
        r.problems = s->problems;
        r.problem_count = s->problem_count;
        r.raw = s->raw.text;
        r.raw_len = s->raw.len;
        r.raw_head = s->is_table ? buf_str(&g->table_head) : NULL;
    } else {
        judge(g, &r);
    }
    return g->taker->take(g->taker, &r, err);
}

/* What the short way found. */
static void judge_fast(struct grader *g, struct result *r)
{
    const struct fast_sheet *s = &g->fast_sheet;
    fast_result(g->fast, &g->fast_sheet, r);
    for (size_t i = 0; g->job->detail != GRADE_TOTALS && i < g->job->bank->question_count;
         i++) {
        g->sheet.answers[i] = fast_answer(g->fast, s, i);
        g->items[i].verdict = fast_verdict(g->fast, s, i);
    }
    tell_items(g, r);
}

int sheet_end_fast(struct grader *g, struct place at, struct err *err)
{
    const struct fast_sheet *s = &g->fast_sheet;
    uint64_t line = g->first_line[g->path] + at.line;
    if (seen_add_hash(&g->seen, s->hash, line) != 0)
        return 0;
    struct result r = {.at = at, .candidate = s->name};
    judge_fast(g, &r);
    char *end = g->reader.text.bytes + (s->name - g->reader.text.bytes) + s->name_len;
    char hidden = *end;
    *end = '\0';
    int rc = g->taker->take(g->taker, &r, err);
    *end = hidden;
    return rc == 0 ? 1 : -1;
}

int sheet_reject(struct grader *g, struct place at, const char *rule, const char *what,
                 struct err *err)
{
    sheet_begin(g, at);
    sheet_problem(g, at, rule, "%s", what);
    return sheet_end(g, err);
}
