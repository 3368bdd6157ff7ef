/*
 * report_scores_text.c - scores for a person: a line for each candidate, then what they
 * add up to and what that leaves out.
 *
 *   PASS       75.00 %     9 of 12    ada
 *   REJECTED  answers.json:3: 2 problems  bob
 *
 *   2 sheets: 1 graded, 1 rejected (not in the figures). 1 passed, 0 failed at 72 %.
 *
 * A line begins with our word, so no name from outside stands where a CI runner reads a
 * command; the name stands last, so a long one moves nothing. The problems of a rejected
 * sheet are told by whoever has the sink of grade_run.
 */
#include <inttypes.h>
#include <string.h>

#include "quizctl/stamp.h"
#include "quizctl/text.h"
#include "report_scores.h"

enum {
    WORD_COLUMNS = 8,
    PERCENT_COLUMNS = 6, /* 100.00 */
    POINTS_COLUMNS = 4,  /* whole marks; 999.999 under policies that give shares */
    SHARES_COLUMNS = 7,
    POSSIBLE_COLUMNS = 3,
};

/* In running text the sign is held to its figure. */
#define HELD_PERCENT "\u00a0%"

/* TEXT up to END on the right or (COLUMNS < 0) on the left of the column. */
static void put_column(struct buf *out, const char *text, const char *end, int columns)
{
    size_t len = (size_t)(end - text), width = (size_t)(columns < 0 ? -columns : columns);
    size_t pad = len < width ? width - len : 0;
    buf_fill(out, ' ', columns > 0 ? pad : 0);
    buf_add(out, text, len);
    buf_fill(out, ' ', columns < 0 ? pad : 0);
}

/* "85.00 %", with SIGN behind the figure. */
static void put_percent(struct buf *out, const struct tally *t, int columns,
                        const char *sign)
{
    char text[DECIMAL_BYTES + 3];
    int32_t percent = tally_percent(t);
    char *end = count_put(text, (uint64_t)(percent / 100));
    *end++ = '.';
    *end++ = (char)('0' + percent / 10 % 10);
    *end++ = (char)('0' + percent % 10);
    put_column(out, text, end, columns);
    buf_text(out, sign);
}

/* N thousandths as marks. */
static void put_marks(struct buf *out, int64_t n, int columns)
{
    char text[DECIMAL_BYTES];
    put_column(out, text, decimal_put(text, n, 3), columns);
}

static void put_word(struct page *p, enum page_style style, const char *word)
{
    page_part(p, style, word);
    buf_fill(&p->out, ' ', WORD_COLUMNS - strlen(word) + 2);
}

static bool gives_shares(const struct scores_state *s)
{
    const char *policy = s->head->policy;
    return policy != NULL && strcmp(policy, policy_name(POLICY_AWS)) != 0;
}

static void put_graded(struct scores_state *s, const struct result *r)
{
    struct page *p = s->page;
    int columns = gives_shares(s) ? SHARES_COLUMNS : POINTS_COLUMNS;
    bool is_left = r->attempt != NULL && r->attempt->finished_ms == 0;

    if (scores_has_mark(s) && scores_passed(s, r))
        put_word(p, PAGE_GOOD, "PASS");
    else if (scores_has_mark(s))
        put_word(p, PAGE_BAD, "FAIL");
    else
        put_word(p, PAGE_PLAIN, is_left ? "LEFT" : "DONE");
    put_percent(&p->out, &r->tally, PERCENT_COLUMNS, " %");
    buf_text(&p->out, "  ");
    put_marks(&p->out, r->tally.points, columns);
    buf_text(&p->out, " of ");
    put_marks(&p->out, r->tally.possible, -POSSIBLE_COLUMNS);
}

static void put_rejected(struct scores_state *s, const struct result *r)
{
    struct page *p = s->page;
    put_word(p, PAGE_WARN, "REJECTED");
    page_part(p, PAGE_PLAIN, r->at.path);
    if (r->at.line > 0)
        buf_printf(&p->out, ":%" PRIu32, r->at.line);
    buf_printf(&p->out, ": %zu %s", r->problem_count,
               r->problem_count == 1 ? "problem" : "problems");
}

void scores_text_begin(struct scores_state *s)
{
    (void)s;
}

void scores_text_result(struct scores_state *s, const struct result *r)
{
    struct page *p = s->page;
    if (r->status == RESULT_REJECTED)
        put_rejected(s, r);
    else
        put_graded(s, r);
    if (r->attempt != NULL) {
        char started[STAMP_TEXT];
        stamp_text(started, r->attempt->started_ms);
        buf_printf(&p->out, "  %s  attempt %" PRId64, started, r->attempt->id);
    }
    if (r->candidate != NULL) {
        buf_text(&p->out, "  ");
        page_part(p, PAGE_PLAIN, r->candidate);
    }
    buf_char(&p->out, '\n');
}

/* "2 sheets: 1 graded, 1 rejected (not in the figures)." Export has attempts instead:
 * it names no bank, and nothing of it is ever rejected. */
static void put_accounts(struct buf *out, const struct scores_state *s)
{
    const struct result_totals *t = &s->totals;
    const char *what = s->head->bank_id != NULL ? "sheet" : "attempt";
    buf_printf(out, "%" PRIu64 " %s%s: %" PRIu64 " graded", t->given, what,
               t->given == 1 ? "" : "s", t->graded);
    if (t->rejected > 0)
        buf_printf(out, ", %" PRIu64 " rejected (not in the figures)", t->rejected);
    buf_char(out, '.');
}

static void put_verdicts(struct buf *out, const struct scores_state *s)
{
    const struct pass_mark *pass = &s->head->pass;
    if (!scores_has_mark(s) || s->totals.graded == 0)
        return;
    buf_printf(out, " %" PRIu64 " passed, %" PRIu64 " failed at ", s->totals.passed,
               s->totals.failed);
    put_marks(out, pass->value, 0);
    buf_text(out, pass->kind == PASS_PERCENT ? HELD_PERCENT "." : " marks.");
}

static void put_sum(struct buf *out, const struct scores_state *s)
{
    const struct tally *t = &s->totals.tally;
    if (s->totals.graded == 0)
        return;
    buf_text(out, " In all ");
    put_marks(out, t->points, 0);
    buf_text(out, " of ");
    put_marks(out, t->possible, 0);
    buf_text(out, " marks, ");
    put_percent(out, t, 0, HELD_PERCENT);
    buf_char(out, '.');
}

void scores_text_end(struct scores_state *s)
{
    struct page *p = s->page;
    struct buf text = {0};
    long policy = gives_shares(s) ? policy_find(s->head->policy) : -1;

    put_accounts(&text, s);
    put_verdicts(&text, s);
    put_sum(&text, s);
    if (s->totals.given > 0) /* not page_blank: the lines above may be gone already */
        buf_char(&p->out, '\n');
    page_words(p, PAGE_PLAIN, "", 0, text.bytes);
    if (policy >= 0) {
        buf_clear(&text);
        buf_printf(&text, "Policy %s: %s.", s->head->policy,
                   policy_summary((enum policy)policy));
        page_words(p, PAGE_PLAIN, "", 0, text.bytes);
    }
    buf_release(&text);
}
