/*
 * summary_json.c - a summary to and from a file: quizctl.summary/1.
 *
 * The fields are described in questions/schema/summary.schema.json. A summary has one
 * way to be written, so equal sums are equal bytes. Every number is whole. Sums of
 * products are strings of digits, for they may pass 2^53, which not every JSON reader
 * gets past; bins are strings too, "3:12 4:20" is 12 in bin 3 and 20 in bin 4, for there
 * may be a million of them.
 *
 * Reading is strict: a member that is missing, unknown or of another kind, and sums that
 * no sheets can have, are refused. Two files that are refused differ from two that are
 * merged wrongly by a message.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "quizctl/json.h"
#include "quizctl/json_write.h"
#include "quizctl/report.h"

static const char format_name[] = "quizctl.summary/1";

/* --- writing --- */

enum { INDENT = 2 };

static void put_wide(struct json_writer *w, const char *key, wide n)
{
    char digits[48], *at = digits + sizeof digits;
    *--at = '\0';
    do
        *--at = (char)('0' + (int)(n % 10));
    while ((n /= 10) != 0);
    json_member_string(w, key, at);
}

/* Appends "BIN:N" when N is not 0. */
static void put_bin(struct buf *out, size_t bin, uint64_t n)
{
    if (n != 0)
        buf_printf(out, "%s%zu:%" PRIu64, out->len > 0 ? " " : "", bin, n);
}

static void put_option(struct json_writer *w, const struct summary_option *o)
{
    int indent = w->indent;
    json_open(w, '{');
    w->indent = 0;
    json_member_string(w, "option", o->id);
    json_member_bool(w, "key", o->is_key);
    json_member_int(w, "picked", (int64_t)o->picked);
    json_member_int(w, "total", o->total);
    json_member_int(w, "own", o->own);
    json_close(w, '}');
    w->indent = indent;
}

static void put_question(struct json_writer *w, const struct summary *s,
                         const struct summary_question *q)
{
    struct buf bins = {0};
    for (size_t b = 0; b < s->bin_count; b++)
        put_bin(&bins, b, (uint64_t)q->by_bin[b]);
    json_open(w, '{');
    json_member_string(w, "question", q->id);
    json_member_string(w, "type", question_kind_name(q->kind));
    json_member_int(w, "blank", (int64_t)q->blank);
    json_member_int(w, "right", (int64_t)q->right);
    json_member_int(w, "points", q->points);
    put_wide(w, "squares", (wide)q->squares);
    put_wide(w, "products", (wide)q->products);
    json_member_string(w, "bins", buf_str(&bins));
    json_put_key(w, "options");
    json_open(w, '[');
    for (size_t i = 0; i < q->option_count; i++)
        put_option(w, &q->options[i]);
    json_close(w, ']');
    json_close(w, '}');
    buf_release(&bins);
}

static void put_totals(struct json_writer *w, const struct summary *s)
{
    struct buf bins = {0};
    for (size_t b = 0; b < s->bin_count; b++)
        put_bin(&bins, b, s->bins[b]);
    json_put_key(w, "totals");
    json_open(w, '{');
    json_member_int(w, "points", s->total);
    put_wide(w, "squares", s->squares);
    json_member_int(w, "step", s->step);
    json_member_string(w, "bins", buf_str(&bins));
    json_close(w, '}');
    buf_release(&bins);
}

static void put_seen(struct json_writer *w, const struct summary *s)
{
    json_put_key(w, "seen");
    json_open(w, '[');
    for (size_t i = 0; i < s->seen_count; i++) {
        char hex[17];
        snprintf(hex, sizeof hex, "%016" PRIx64, s->seen[i]);
        json_put_string(w, hex);
    }
    json_close(w, ']');
}

void report_summary(struct buf *out, const struct summary *s)
{
    struct json_writer w = {.out = out, .indent = INDENT};
    json_open(&w, '{');
    json_member_string(&w, "format", format_name);
    json_put_key(&w, "bank");
    json_open(&w, '{');
    json_member_string(&w, "id", s->bank_id);
    json_member_string(&w, "title", s->bank_title);
    json_member_string(&w, "digest", s->bank_digest);
    json_close(&w, '}');
    json_member_string(&w, "policy", policy_name(s->policy));
    json_member_int(&w, "graded", (int64_t)s->graded);
    json_member_int(&w, "rejected", (int64_t)s->rejected);
    put_totals(&w, s);
    json_put_key(&w, "questions");
    json_open(&w, '[');
    for (size_t i = 0; i < s->question_count; i++)
        put_question(&w, s, &s->questions[i]);
    json_close(&w, ']');
    put_seen(&w, s);
    json_close(&w, '}');
    buf_char(out, '\n');
}

/* --- reading --- */

struct reading {
    struct json_doc doc;
    struct diag_sink *sink;
    struct summary *summary;
    bool is_bad; /* a problem was told; what comes after it does not matter */
};

QUIZCTL_PRINTF(3, 4)
static void bad(struct reading *r, const struct json *at, const char *fmt, ...)
{
    struct buf what = {0};
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(&what, fmt, ap);
    va_end(ap);
    if (!r->is_bad)
        diag_error(r->sink, json_place(&r->doc, at), "bad-summary", "%s", buf_str(&what));
    r->is_bad = true;
    buf_release(&what);
}

/* Is V an object with exactly these members? */
static bool is_object(struct reading *r, const struct json *v, const char *const *names,
                      size_t count)
{
    if (json_kind(v) != JSON_OBJECT)
        bad(r, v, "an object stands here in a summary, not %s",
            json_kind_name(json_kind(v)));
    for (const struct json *c = json_first(v); c != NULL && !r->is_bad;
         c = json_next(c)) {
        bool is_known = false;
        for (size_t i = 0; i < count; i++)
            is_known = is_known || strcmp(names[i], json_key(c)) == 0;
        if (!is_known)
            bad(r, c, "a summary has no \"%s\" here", json_key(c));
    }
    for (size_t i = 0; i < count && !r->is_bad; i++)
        if (json_get(v, names[i]) == NULL)
            bad(r, v, "\"%s\" is missing", names[i]);
    return !r->is_bad;
}

static const char *text_of(struct reading *r, const struct json *object, const char *key)
{
    const struct json *v = json_get(object, key);
    const char *text = json_string(v);
    if (text == NULL)
        bad(r, v, "\"%s\" is a string", key);
    return text != NULL ? arena_text(&r->summary->arena, text, strlen(text)) : "";
}

static int64_t count_of(struct reading *r, const struct json *object, const char *key)
{
    const struct json *v = json_get(object, key);
    double n = json_number(v);
    if (json_kind(v) != JSON_NUMBER || n < 0 || n > SUMMARY_SUM ||
        n != (double)(int64_t)n) {
        bad(r, v, "\"%s\" is a whole number from 0 to 2^53 - 1", key);
        return 0;
    }
    return (int64_t)n;
}

static wide wide_of(struct reading *r, const struct json *object, const char *key,
                    size_t most_digits)
{
    const struct json *v = json_get(object, key);
    const char *digits = json_string(v);
    wide n = 0;
    size_t len = digits != NULL ? strspn(digits, "0123456789") : 0;
    if (len == 0 || len > most_digits || digits[len] != '\0' ||
        (digits[0] == '0' && len > 1)) {
        bad(r, v, "\"%s\" is a string of digits", key);
        return 0;
    }
    for (size_t i = 0; i < len; i++)
        n = n * 10 + (unsigned)(digits[i] - '0');
    return n;
}

/* The number at *AT, which is used up, followed by END. Written in the one way there is.
 */
static bool take_number(const char **at, char end, int64_t *n)
{
    const char *first = *at;
    for (*n = 0; **at >= '0' && **at <= '9' && *n <= SUMMARY_SUM; (*at)++)
        *n = *n * 10 + (**at - '0');
    return *at != first && (*first != '0' || *at == first + 1) && *n <= SUMMARY_SUM &&
           **at == end;
}

/* "3:12 4:20" into COUNT bins. */
static bool take_bins(const char *at, int64_t *bins, size_t count)
{
    int64_t last = -1, bin, n;
    while (*at != '\0') {
        const char *end = at + strcspn(at, " ");
        if (!take_number(&at, ':', &bin) || bin <= last || (size_t)bin >= count)
            return false;
        at++;
        if (!take_number(&at, *end, &n) || n == 0 || (*end == ' ' && end[1] == '\0'))
            return false;
        bins[bin] = n;
        last = bin;
        at = *end == ' ' ? end + 1 : end;
    }
    return true;
}

static void bins_of(struct reading *r, const struct json *object, int64_t *bins,
                    size_t count)
{
    const struct json *v = json_get(object, "bins");
    if (json_string(v) == NULL || !take_bins(json_string(v), bins, count))
        bad(r, v, "\"bins\" holds pairs such as 3:12 4:20, bins ascending");
}

static void read_option(struct reading *r, const struct json *v,
                        struct summary_option *into)
{
    static const char *const names[] = {"option", "key", "picked", "total", "own"};
    if (!is_object(r, v, names, COUNT(names)))
        return;
    if (json_kind(json_get(v, "key")) != JSON_BOOL)
        bad(r, v, "\"key\" is true or false");
    *into = (struct summary_option){
        .id = text_of(r, v, "option"),
        .is_key = json_bool(json_get(v, "key")),
        .picked = (uint64_t)count_of(r, v, "picked"),
        .total = count_of(r, v, "total"),
        .own = count_of(r, v, "own"),
    };
}

static void read_options(struct reading *r, const struct json *v, size_t question)
{
    size_t i = 0;
    if (json_kind(v) != JSON_ARRAY || json_count(v) > LIMIT_OPTIONS) {
        bad(r, v, "\"options\" is a list of at most %d", LIMIT_OPTIONS);
        return;
    }
    summary_shape_options(r->summary, question, json_count(v));
    for (const struct json *c = json_first(v); c != NULL && !r->is_bad; c = json_next(c))
        read_option(r, c, &r->summary->questions[question].options[i++]);
}

static void read_question(struct reading *r, const struct json *v, size_t i)
{
    static const char *const names[] = {"question", "type",   "blank",
                                        "right",    "points", "squares",
                                        "products", "bins",   "options"};
    enum { MOST = 19 }; /* digits of 1000 * 2^53 */
    struct summary_question *q = &r->summary->questions[i];
    if (!is_object(r, v, names, COUNT(names)))
        return;
    long kind = question_kind_find(text_of(r, v, "type"));
    if (kind < 0)
        bad(r, json_get(v, "type"), "this is no type of a question");
    q->id = text_of(r, v, "question");
    q->kind = kind >= 0 ? (enum question_kind)kind : QUESTION_CHOICE;
    q->blank = (uint64_t)count_of(r, v, "blank");
    q->right = (uint64_t)count_of(r, v, "right");
    q->points = count_of(r, v, "points");
    wide squares = wide_of(r, v, "squares", MOST);
    wide products = wide_of(r, v, "products", MOST);
    if (squares > INT64_MAX || products > INT64_MAX)
        bad(r, v, "the squares and products are too large");
    q->squares = (int64_t)squares;
    q->products = (int64_t)products;
    bins_of(r, v, q->by_bin, r->summary->bin_count);
    read_options(r, json_get(v, "options"), i);
}

static void read_questions(struct reading *r, const struct json *v)
{
    size_t i = 0;
    for (const struct json *c = json_first(v); c != NULL && !r->is_bad; c = json_next(c))
        read_question(r, c, i++);
}

static void read_totals(struct reading *r, const struct json *v,
                        const struct json *questions)
{
    enum { LEAST_QUESTION = 100 }; /* bytes it takes in a summary */
    static const char *const names[] = {"points", "squares", "step", "bins"};
    struct summary *s = r->summary;
    if (!is_object(r, v, names, COUNT(names)))
        return;
    size_t count = json_count(questions);
    if (count > r->doc.len / LEAST_QUESTION) {
        bad(r, questions, "these are no questions");
        return;
    }
    int64_t step = count_of(r, v, "step");
    if (step != summary_step(count, true) && step != summary_step(count, false)) {
        bad(r, json_get(v, "step"), "%zu questions have no such step", count);
        return;
    }
    summary_shape(s, count, step);
    s->total = count_of(r, v, "points");
    s->squares = wide_of(r, v, "squares", 32);
    int64_t *bins = arena_get(&s->arena, s->bin_count * sizeof *bins);
    bins_of(r, v, bins, s->bin_count);
    for (size_t b = 0; b < s->bin_count; b++)
        s->bins[b] = (uint64_t)bins[b];
}

/* 16 hexadecimal digits in lower case. */
static bool hash_of(const char *hex, uint64_t *hash)
{
    static const char digits[] = "0123456789abcdef";
    *hash = 0;
    if (hex == NULL || strlen(hex) != 16 || strspn(hex, digits) != 16)
        return false;
    for (; *hex != '\0'; hex++)
        *hash = *hash << 4 | (uint64_t)(strchr(digits, *hex) - digits);
    return true;
}

static void read_seen(struct reading *r, const struct json *v)
{
    struct summary *s = r->summary;
    if (json_kind(v) != JSON_ARRAY || json_count(v) > SUMMARY_SEEN) {
        bad(r, v, "\"seen\" is a list of at most %d hashes", SUMMARY_SEEN);
        return;
    }
    for (const struct json *c = json_first(v); c != NULL && !r->is_bad;
         c = json_next(c)) {
        uint64_t hash;
        if (!hash_of(json_string(c), &hash) ||
            (s->seen_count > 0 && hash <= s->seen[s->seen_count - 1]))
            bad(r, c, "a hash has 16 digits and is greater than the one before");
        else
            s->seen[s->seen_count++] = hash;
    }
}

static void read_bank(struct reading *r, const struct json *v)
{
    static const char *const names[] = {"id", "title", "digest"};
    struct summary *s = r->summary;
    if (!is_object(r, v, names, COUNT(names)))
        return;
    s->bank_id = text_of(r, v, "id");
    s->bank_title = text_of(r, v, "title");
    s->bank_digest = text_of(r, v, "digest");
    if (strlen(s->bank_digest) != DIGEST_HEX - 1)
        bad(r, json_get(v, "digest"), "a digest has 64 digits");
}

static void read_summary(struct reading *r, const struct json *v)
{
    static const char *const names[] = {"format",   "bank",   "policy",    "graded",
                                        "rejected", "totals", "questions", "seen"};
    const char *format = json_string(json_get(v, "format"));
    if (format == NULL || strcmp(format, format_name) != 0) {
        bad(r, v, "this is no summary of this version: its \"format\" is not \"%s\"",
            format_name);
        return;
    }
    if (!is_object(r, v, names, COUNT(names)))
        return;
    const struct json *questions = json_get(v, "questions");
    if (json_kind(questions) != JSON_ARRAY)
        bad(r, questions, "\"questions\" is a list");
    read_bank(r, json_get(v, "bank"));
    long policy = policy_find(text_of(r, v, "policy"));
    if (policy < 0)
        bad(r, json_get(v, "policy"), "there is no such policy");
    r->summary->policy = policy >= 0 ? (enum policy)policy : POLICY_AWS;
    r->summary->graded = (uint64_t)count_of(r, v, "graded");
    r->summary->rejected = (uint64_t)count_of(r, v, "rejected");
    if (!r->is_bad)
        read_totals(r, json_get(v, "totals"), questions);
    if (!r->is_bad)
        read_questions(r, questions);
    read_seen(r, json_get(v, "seen"));
    if (!r->is_bad && summary_fault(r->summary) != NULL)
        bad(r, v, "these are no sums of sheets: %s", summary_fault(r->summary));
}

int report_summary_read(struct summary *s, struct place start, const char *text,
                        size_t len, struct diag_sink *sink)
{
    struct summary fresh = {0};
    struct reading r = {.sink = sink, .summary = &fresh};
    if (json_parse(&r.doc, start, text, len, sink) != 0)
        return -1;
    read_summary(&r, r.doc.root);
    json_release(&r.doc);
    if (r.is_bad) {
        summary_release(&fresh);
        return -1;
    }
    summary_release(s);
    *s = fresh;
    return 0;
}
