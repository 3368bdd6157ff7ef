/*
 * report_attempt_html.c - one attempt as a page: how it went, by domain, what to look at
 * again, then every question with the answer, the key, the reasons and the clue.
 *
 * In:   a result as it was recorded, and the bank as it is now.
 * Out:  the page. Verdicts are those of that day; texts are the bank's of today, and a
 *       question that was edited since, or is gone, says so.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chart.h"
#include "html_style.h"
#include "quizctl/html.h"
#include "quizctl/mem.h"
#include "quizctl/report.h"
#include "quizctl/scaled.h"
#include "quizctl/stamp.h"

struct attempt_page {
    struct html html;
    const struct attempt_view *view;
    const struct result *result;
};

/* --- words --- */

/* The place of a question in the page, for links: "#q12". */
struct anchor {
    char link[24];
};

static struct anchor anchor(size_t item)
{
    struct anchor a;
    snprintf(a.link, sizeof a.link, "#q%zu", item + 1);
    return a;
}

static const struct question *question_of(const struct attempt_page *p, size_t item)
{
    const struct bank *bank = p->view->bank;
    const char *id = p->result->items[item].question;
    long place = bank_find(bank, id, strlen(id));
    return place >= 0 ? &bank->questions[place] : NULL;
}

/* A sign and a word; a class for its colour. */
struct verdict_words {
    const char *sign, *word, *class;
};

static struct verdict_words words_of(struct verdict v)
{
    if (v.is_right)
        return (struct verdict_words){"\u2713", "right", "good"};
    if (v.is_blank)
        return (struct verdict_words){"\u2013", "blank", "warn"};
    return (struct verdict_words){"\u2717", v.points > 0 ? "partly right" : "wrong",
                                  "bad"};
}

static void put_badge(struct html *h, const char *text, const char *class)
{
    html_text(h, " ");
    html_leaf(h, "b", text, "class", class, NULL);
}

/* "1 h 5 min", "12 min", "40 s". */
static void put_time(struct buf *out, int64_t ms)
{
    int64_t minutes = ms / 60000;
    if (minutes >= 60)
        buf_printf(out, "%" PRId64 "\u00a0h ", minutes / 60);
    if (minutes > 0)
        buf_printf(out, "%" PRId64 "\u00a0min", minutes % 60);
    else
        buf_printf(out, "%" PRId64 "\u00a0s", ms / 1000);
}

/* --- head --- */

static void put_head(struct attempt_page *p)
{
    const struct result_attempt *a = p->result->attempt;
    bool is_exam = strcmp(a->mode, "exam") == 0;
    char at[STAMP_LOCAL];
    stamp_local(at, a->started_ms);
    html_open(&p->html, "p", "class", "quiet", NULL);
    html_printf(&p->html, "%s%s%s, attempt %" PRId64 ", begun %s",
                is_exam ? "Exam" : "Practice", is_exam && *a->profile != '\0' ? " " : "",
                is_exam ? a->profile : "", a->id, at);
    if (a->finished_ms == 0)
        html_text(&p->html, ", not finished");
    html_text(&p->html, ".");
    html_close(&p->html);
}

static void put_tile(struct attempt_page *p, const char *what, struct buf *value)
{
    html_open(&p->html, "div", NULL);
    html_leaf(&p->html, "dt", what, NULL);
    html_leaf(&p->html, "dd", buf_str(value), NULL);
    html_close(&p->html);
    buf_clear(value);
}

static void put_percent(struct buf *out, const struct tally *t)
{
    buf_decimal(out, tally_percent(t), 2);
    buf_text(out, "\u00a0%");
}

static int64_t time_taken(const struct result *r)
{
    int64_t ms = 0;
    if (r->attempt->limit_ms > 0)
        return r->attempt->spent_ms;
    for (size_t i = 0; i < r->item_count; i++)
        if (r->items[i].asked != NULL && r->items[i].asked->took_ms > 0)
            ms += r->items[i].asked->took_ms;
    return ms;
}

/* The estimate of an exam's scaled score, where it has a scale. */
static void put_scaled(struct attempt_page *p)
{
    const struct exam *exam = p->view->exam;
    if (exam == NULL || exam->scale.max <= exam->scale.min)
        return;
    struct scaled s = scaled_estimate(&exam->scale, &p->result->tally);
    struct buf value = {0};
    buf_printf(&value, "%d", s.estimate);
    put_tile(p, "scaled score, estimated", &value);
    buf_printf(&value, "%d to %d", s.low, s.high);
    put_tile(p, "its 95 % interval", &value);
    buf_release(&value);
}

static void put_tiles(struct attempt_page *p)
{
    const struct tally *t = &p->result->tally;
    int64_t taken = time_taken(p->result);
    struct buf value = {0};
    html_open(&p->html, "dl", "class", "tiles", NULL);
    put_percent(&value, t);
    put_tile(p, "of the marks", &value);
    buf_printf(&value, "%" PRIu64 " of %" PRIu64, t->right, t->questions);
    put_tile(p, "right", &value);
    if (taken > 0) {
        put_time(&value, taken);
        if (p->result->attempt->limit_ms > 0) {
            buf_text(&value, " of ");
            put_time(&value, p->result->attempt->limit_ms);
        }
        put_tile(p, "time", &value);
    }
    put_scaled(p);
    html_close(&p->html);
    buf_release(&value);
}

/* Is the estimate at the pass mark of the profile; and what an estimate is. Whether the
 * exam had another mark to reach (exam --pass) is not recorded. */
static void put_estimate_words(struct attempt_page *p)
{
    static const char aws[] = "https://docs.aws.amazon.com/";
    const struct exam *exam = p->view->exam;
    if (exam == NULL || exam->scale.max <= exam->scale.min)
        return;
    struct pass_mark mark = scaled_pass(exam, p->result->tally.possible);
    bool is_reached = pass_reached(&mark, &p->result->tally);
    bool is_of_aws = strncmp(exam->source.url, aws, sizeof aws - 1) == 0;
    html_open(&p->html, "p", NULL);
    if (mark.kind != PASS_NONE)
        html_leaf(&p->html, "b",
                  is_reached ? "\u2713 At the pass mark" : "\u2717 Below the pass mark",
                  "class", is_reached ? "good" : "bad", NULL);
    if (mark.kind != PASS_NONE)
        html_printf(&p->html, " of %d, by this estimate. ", exam->pass);
    html_printf(
        &p->html,
        "%sIt lies on a straight line from %d to %d; the interval (Wilson's) says "
        "only how far chance goes with so few questions.",
        is_of_aws ? "AWS does not publish how right answers become a scaled score. " : "",
        exam->scale.min, exam->scale.max);
    html_close(&p->html);
}

/* --- by domain --- */

static const char *domain_title(const struct attempt_page *p, const char *id)
{
    long at = bank_domain(p->view->bank, id);
    return at >= 0 ? p->view->bank->exam.domains[at].title : "";
}

static void put_domains(struct attempt_page *p)
{
    static const char *const heads[] = {"domain", "right", "", "of"};
    struct html_table t;
    html_leaf(&p->html, "h2", "By domain", NULL);
    html_table_begin(&t, &p->html, "Right answers by domain", "lrbr", heads);
    for (size_t i = 0; i < p->result->domain_count; i++) {
        const struct result_domain *d = &p->result->domains[i];
        uint64_t asked = d->tally.questions;
        html_table_cell_begin(&t);
        html_text(&p->html, *d->id != '\0' ? d->id : "none");
        if (*domain_title(p, d->id) != '\0')
            html_leaf(&p->html, "small", domain_title(p, d->id), "class", "title", NULL);
        html_table_cell_end(&t);
        html_table_cell(&t, html_count(d->tally.right).text);
        html_table_cell_begin(&t);
        chart_bar(&p->html, asked > 0 ? (double)d->tally.right / (double)asked : 0,
                  CHART_DOT);
        html_table_cell_end(&t);
        html_table_cell(&t, html_count(asked).text);
    }
    html_table_end(&t);
}

/* --- what to look at again --- */

static void put_again(struct attempt_page *p)
{
    size_t found = 0;
    html_leaf(&p->html, "h2", "To look at again", NULL);
    html_open(&p->html, "ul", "class", "findings", NULL);
    for (size_t i = 0; i < p->result->item_count; i++) {
        const struct result_item *item = &p->result->items[i];
        const struct question *q = question_of(p, i);
        if (item->verdict.is_right)
            continue;
        html_open(&p->html, "li", "class", item->verdict.is_blank ? NULL : "bad", NULL);
        html_printf(&p->html, "%zu. ", i + 1);
        html_leaf(&p->html, "a",
                  q != NULL && *q->title != '\0' ? q->title : item->question, "href",
                  anchor(i).link, NULL);
        put_badge(&p->html, words_of(item->verdict).word, words_of(item->verdict).class);
        if (*item->missed != '\0') {
            html_open(&p->html, "p", NULL);
            html_text(&p->html, "The clue that was missed: ");
            html_leaf(&p->html, "q", item->missed, NULL);
            html_close(&p->html);
        }
        html_close(&p->html);
        found++;
    }
    if (found == 0)
        html_leaf(&p->html, "li", "Nothing: every answer is right.", NULL);
    html_close(&p->html);
}

/* --- one question --- */

/* Is ID one of the words of LIST? */
static bool has_word(const char *list, const char *id)
{
    size_t len = strlen(id);
    for (const char *at = list; (at = strstr(at, id)) != NULL; at++)
        if ((at == list || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
            return true;
    return false;
}

static void put_paragraph(struct attempt_page *p, const char *head, const char *text)
{
    if (*text == '\0')
        return;
    if (head != NULL)
        html_leaf(&p->html, "h4", head, NULL);
    html_open(&p->html, "p", NULL);
    html_markup(&p->html, text);
    html_close(&p->html);
}

static void put_option(struct attempt_page *p, const struct result_item *item,
                       const struct option *o)
{
    static const char *const badges[2][2] = {
        {"",             "\u2717 wrong, your answer"},
        {"\u2713 right", "\u2713 right, your answer"},
    };
    bool is_key = has_word(item->key, o->id), is_picked = has_word(item->given, o->id);
    html_open(&p->html, "li", "class",
              is_key      ? "key"
              : is_picked ? "picked"
                          : NULL,
              NULL);
    html_markup(&p->html, o->text);
    if (is_key || is_picked)
        put_badge(&p->html, badges[is_key][is_picked], is_key ? "good" : "bad");
    if (*o->why != '\0') {
        html_open(&p->html, "p", "class", "note", NULL);
        html_markup(&p->html, o->why);
        html_close(&p->html);
    }
    html_close(&p->html);
}

/* TEXT with its Markdown; where there is none, the id of LEN bytes that names it. */
static void put_named(struct attempt_page *p, const char *text, const char *id,
                      size_t len)
{
    struct buf name = {0};
    buf_add(&name, id, len);
    if (text != NULL)
        html_markup(&p->html, text);
    else
        html_text(&p->html, buf_str(&name));
    buf_release(&name);
}

static void put_option_named(struct attempt_page *p, const struct question *q,
                             const char *id, size_t len)
{
    long at = question_option_id(q, id, len);
    put_named(p, at >= 0 ? q->options[at].text : NULL, id, len);
}

/* An order as a list; of pairs each with its prompt before it. */
static void put_sequence(struct attempt_page *p, const struct question *q,
                         const char *head, const char *ids)
{
    html_leaf(&p->html, "h4", head, NULL);
    if (*ids == '\0')
        html_leaf(&p->html, "p", "Nothing.", NULL);
    else
        html_open(&p->html, "ol", NULL);
    bool is_list = *ids != '\0';
    while (*ids != '\0') {
        size_t len = strcspn(ids, " "), prompt = strcspn(ids, ": ");
        html_open(&p->html, "li", NULL);
        if (prompt < len) {
            long at = question_prompt_id(q, ids, prompt);
            put_named(p, at >= 0 ? q->prompts[at].text : NULL, ids, prompt);
            html_text(&p->html, " \u2192 ");
            put_option_named(p, q, ids + prompt + 1, len - prompt - 1);
        } else {
            put_option_named(p, q, ids, len);
        }
        html_close(&p->html);
        ids += len + strspn(ids + len, " ");
    }
    if (is_list)
        html_close(&p->html);
}

static void put_answers(struct attempt_page *p, const struct question *q,
                        const struct result_item *item)
{
    if (q->kind != QUESTION_CHOICE) {
        put_sequence(p, q, "Your answer", item->given);
        put_sequence(p, q, "Right", item->key);
    }
    html_open(&p->html, "ul", "class", "options", NULL);
    for (size_t i = 0; i < q->option_count; i++) {
        if (q->kind == QUESTION_CHOICE)
            put_option(p, item, &q->options[i]);
        else if (*q->options[i].why != '\0')
            put_option(p, &(struct result_item){.key = "", .given = ""}, &q->options[i]);
    }
    html_close(&p->html);
}

static bool is_web(const char *url)
{
    return strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0;
}

static void put_explanation(struct attempt_page *p, const struct question *q,
                            bool is_open)
{
    const struct explanation *e = &q->explanation;
    html_open(&p->html, "details", "class", "printed", "open", is_open ? "" : NULL, NULL);
    html_leaf(&p->html, "summary", "Explanation", NULL);
    put_paragraph(p, "What the workload needs", e->need);
    put_paragraph(p, "Why this fits", e->why);
    if (e->takeaways.count > 0) {
        html_leaf(&p->html, "h4", "To take away", NULL);
        html_open(&p->html, "ul", NULL);
        for (size_t i = 0; i < e->takeaways.count; i++) {
            html_open(&p->html, "li", NULL);
            html_markup(&p->html, e->takeaways.text[i]);
            html_close(&p->html);
        }
        html_close(&p->html);
    }
    html_leaf(&p->html, "h4", "References", NULL);
    html_open(&p->html, "ul", NULL);
    for (size_t i = 0; i < q->reference_count; i++) {
        const struct reference *r = &q->references[i];
        html_open(&p->html, "li", NULL);
        if (is_web(r->url))
            html_leaf(&p->html, "a", *r->title != '\0' ? r->title : r->url, "href",
                      r->url, "rel", "noreferrer", NULL);
        else
            html_text(&p->html, r->title);
        html_close(&p->html);
    }
    html_close(&p->html);
    html_close(&p->html);
}

/* "d1, 40 s, sure, not scored" */
static void put_standing(struct attempt_page *p, const struct result_item *item)
{
    const struct result_asked *a = item->asked;
    struct buf line = {0};
    buf_printf(&line, "%s", item->question);
    if (*item->domain != '\0')
        buf_printf(&line, ", domain %s", item->domain);
    if (a != NULL && a->took_ms >= 0) {
        buf_text(&line, ", ");
        put_time(&line, a->took_ms);
    }
    if (a != NULL && a->confidence != CONFIDENCE_NONE)
        buf_printf(&line, ", said: %s", confidence_name(a->confidence));
    if (a != NULL && a->is_unscored)
        buf_text(&line, ", not scored");
    html_leaf(&p->html, "p", buf_str(&line), "class", "note", NULL);
    buf_release(&line);
}

static void put_text_of(struct attempt_page *p, const struct question *q,
                        const struct result_item *item)
{
    put_paragraph(p, NULL, q->case_study != NULL ? q->case_study->scenario : "");
    put_paragraph(p, NULL, q->scenario);
    put_paragraph(p, NULL, q->prompt);
    if (*item->missed != '\0') {
        html_open(&p->html, "p", NULL);
        html_leaf(&p->html, "b", "The clue that was missed:", "class", "bad", NULL);
        html_text(&p->html, " ");
        html_leaf(&p->html, "q", item->missed, NULL);
        html_close(&p->html);
    }
    put_answers(p, q, item);
    put_explanation(p, q, !item->verdict.is_right);
}

/* Of a question that the bank no longer has, only what was recorded. */
static void put_record(struct attempt_page *p, const struct result_item *item)
{
    html_leaf(&p->html, "p", "This question is gone from the bank.", NULL);
    html_open(&p->html, "p", NULL);
    html_printf(&p->html, "Your answer: %s. Right: %s.",
                *item->given != '\0' ? item->given : "none", item->key);
    html_close(&p->html);
}

static void put_question(struct attempt_page *p, size_t i)
{
    const struct result_item *item = &p->result->items[i];
    const struct question *q = question_of(p, i);
    struct verdict_words words = words_of(item->verdict);
    html_open(&p->html, "section", "class", "question", "id", anchor(i).link + 1, NULL);
    html_open(&p->html, "h3", NULL);
    html_printf(&p->html, "%zu. %s", i + 1,
                q != NULL && *q->title != '\0' ? q->title : item->question);
    html_text(&p->html, " ");
    html_open(&p->html, "span", "class", words.class, NULL);
    html_printf(&p->html, "%s %s", words.sign, words.word);
    html_close(&p->html);
    html_close(&p->html);
    put_standing(p, item);
    if (q != NULL && p->view->is_edited[i])
        html_leaf(&p->html, "p",
                  "This question was edited since; below is what it says now.", "class",
                  "warn", NULL);
    if (q != NULL)
        put_text_of(p, q, item);
    else
        put_record(p, item);
    html_close(&p->html);
}

void report_attempt_html(struct page *out, const struct attempt_view *view)
{
    struct attempt_page p = {
        .html = {.out = &out->out}, .view = view, .result = view->result};
    html_begin(&p.html, &(struct html_head){.title = p.result->attempt->bank_title,
                                            .style = html_style});
    put_head(&p);
    put_tiles(&p);
    put_estimate_words(&p);
    put_domains(&p);
    put_again(&p);
    html_leaf(&p.html, "h2", "Every question", NULL);
    for (size_t i = 0; i < p.result->item_count; i++)
        put_question(&p, i);
    html_end(&p.html);
}
