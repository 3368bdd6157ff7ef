/*
 * report_scores_junit.c - scores as JUnit XML, for CI services that show test results.
 *
 * A testcase is a candidate, or a question of one (--per-question). Below the pass mark,
 * or not right, is a failure; a rejected sheet is an error. There is no schema of JUnit
 * that all agree on: elements and attributes are those that Surefire writes and Jenkins
 * reads.
 *
 * The counts of a suite stand before its cases, so cases are held back: those of at most
 * SUITE_SHEETS sheets, so memory stays bounded. Text from outside passes text_clean,
 * which leaves nothing that XML 1.0 forbids, and every sign of markup is escaped; there
 * is no CDATA to break out of.
 */
#include <inttypes.h>
#include <string.h>

#include "quizctl/text.h"
#include "report_scores.h"

enum { SUITE_SHEETS = 1000 };

static void put_xml(struct buf *out, const char *text)
{
    struct buf clean = {0};
    text_clean(&clean, text, strlen(text), TEXT_LINE);
    for (const char *c = buf_str(&clean); *c != '\0'; c++) {
        static const char markup[] = "&<>\"'";
        if (strchr(markup, *c) != NULL)
            buf_printf(out, "&#%d;", *c);
        else
            buf_char(out, *c);
    }
    buf_release(&clean);
}

static void put_attribute(struct buf *out, const char *name, const char *value)
{
    buf_printf(out, " %s=\"", name);
    put_xml(out, value);
    buf_char(out, '"');
}

/* "<testcase classname=... name=... file=... line=..." up to its '>'. */
static void open_case(struct scores_state *s, const struct result *r, const char *class,
                      const char *name)
{
    struct buf *out = &s->suite.cases;
    buf_text(out, "    <testcase");
    put_attribute(out, "classname", class);
    put_attribute(out, "name", name);
    put_attribute(out, "file", r->at.path != NULL ? r->at.path : "");
    if (r->at.line > 0)
        buf_printf(out, " line=\"%" PRIu32 "\"", r->at.line);
    buf_text(out, ">\n");
    s->suite.tests++;
}

static void close_case(struct scores_state *s)
{
    buf_text(&s->suite.cases, "    </testcase>\n");
}

static void put_failure(struct scores_state *s, const char *type, const char *message)
{
    struct buf *out = &s->suite.cases;
    buf_text(out, "      <failure");
    put_attribute(out, "type", type);
    put_attribute(out, "message", message);
    buf_text(out, "/>\n");
    s->suite.failures++;
}

static void put_graded(struct scores_state *s, const struct result *r)
{
    struct buf words = {0};
    scores_words(&words, s, r);
    open_case(s, r, s->head->bank_id, r->candidate);
    if (scores_has_mark(s) && !scores_passed(s, r)) {
        put_failure(s, "below-pass-mark", buf_str(&words));
    } else {
        buf_text(&s->suite.cases, "      <system-out>");
        put_xml(&s->suite.cases, buf_str(&words));
        buf_text(&s->suite.cases, "</system-out>\n");
    }
    close_case(s);
    buf_release(&words);
}

static void put_questions(struct scores_state *s, const struct result *r)
{
    struct buf words = {0};
    for (size_t i = 0; i < r->item_count; i++) {
        const struct result_item *item = &r->items[i];
        open_case(s, r, r->candidate, item->question);
        if (!item->verdict.is_right) {
            buf_clear(&words);
            scores_item_words(&words, s, item);
            put_failure(s, item->verdict.is_blank ? "blank" : "wrong", buf_str(&words));
        }
        close_case(s);
    }
    buf_release(&words);
}

static void put_rejected(struct scores_state *s, const struct result *r)
{
    struct buf *out = &s->suite.cases, words = {0};
    scores_rejected_name(&words, r);
    open_case(s, r, s->head->bank_id, buf_str(&words));
    buf_text(out, "      <error type=\"rejected\"");
    put_attribute(out, "message", r->problem_count > 0 ? r->problems[0].what : "");
    buf_text(out, ">\n");
    for (size_t i = 0; i < r->problem_count; i++) {
        buf_clear(&words);
        scores_problem_words(&words, &r->problems[i]);
        put_xml(out, buf_str(&words));
        buf_char(out, '\n');
    }
    buf_text(out, "      </error>\n");
    s->suite.errors++;
    close_case(s);
    buf_release(&words);
}

/* Write the suite that is held. */
static void put_suite(struct scores_state *s)
{
    struct buf *out = &s->page->out;
    struct scores_suite *suite = &s->suite;
    struct buf name = {0};
    if (suite->tests == 0)
        return;
    buf_printf(&name, "%s, sheets %" PRIu64 " to %" PRIu64, s->head->bank_id,
               suite->first_sheet, s->totals.given);
    buf_text(out, "  <testsuite");
    put_attribute(out, "name", buf_str(&name));
    buf_printf(out,
               " tests=\"%" PRIu64 "\" failures=\"%" PRIu64 "\" errors=\"%" PRIu64
               "\" skipped=\"0\">\n",
               suite->tests, suite->failures, suite->errors);
    buf_add(out, suite->cases.bytes, suite->cases.len);
    buf_text(out, "  </testsuite>\n");
    buf_release(&name);
    buf_release(&suite->cases);
    *suite = (struct scores_suite){0};
}

void scores_junit_begin(struct scores_state *s)
{
    buf_text(&s->page->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                            "<testsuites name=\"quizctl grade\">\n");
}

void scores_junit_result(struct scores_state *s, const struct result *r)
{
    if (s->suite.first_sheet == 0)
        s->suite.first_sheet = s->totals.given;
    if (r->status == RESULT_REJECTED)
        put_rejected(s, r);
    else if (s->head->per_question)
        put_questions(s, r);
    else
        put_graded(s, r);
    if (s->totals.given - s->suite.first_sheet + 1 >= SUITE_SHEETS)
        put_suite(s);
}

void scores_junit_end(struct scores_state *s)
{
    put_suite(s);
    buf_text(&s->page->out, "</testsuites>\n");
}
