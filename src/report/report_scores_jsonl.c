/*
 * report_scores_jsonl.c - JSON Lines, one candidate each: graded sheets at the speed at
 * which they are graded.
 *
 * A sheet's line is written front to back into room made beforehand. It is the same,
 * byte for byte, as scores_json_line() in report_scores_json.c writes with a
 * json_writer; that one serves everything else, and the tests hold the two together.
 */
#include <string.h>

#include "quizctl/mem.h"
#include "report_scores.h"

/* Append a text of ours; there is room. */
#define PUT(to, text) put(to, text, sizeof text - 1)

static inline char *put(char *to, const char *text, size_t len)
{
    memcpy(to, text, len);
    return to + len;
}

enum { FIGURES_ROOM = 9 * DECIMAL_BYTES + 256 }; /* between two texts from outside */

/* The end of OUT, with room for figures behind it. */
static char *end_of(struct buf *out)
{
    buf_room(out, FIGURES_ROOM);
    return out->bytes + out->len;
}

static void set_end(struct buf *out, char *to)
{
    out->len = (size_t)(to - out->bytes);
    *to = '\0';
}

/* A text from outside, between quotes; room for figures again. */
static char *put_string(struct buf *out, char *to, const char *text)
{
    struct json_writer w = {.out = out, .after_key = true};
    set_end(out, to);
    json_put_string(&w, text);
    return end_of(out);
}

/* N as count_put() has it. Most are small: these take no branch on how many digits. */
static inline char *put_count(char *to, uint64_t n)
{
    if (n >= 1000)
        return count_put(to, n);
    uint32_t few = (uint32_t)n, tens = few / 10, hundreds = few / 100;
    uint32_t digits =
        0x303030 + (hundreds | (tens - hundreds * 10) << 8 | (few - tens * 10) << 16);
    uint32_t skip = (few < 100) + (few < 10);
    digits >>= 8 * skip;
    to[0] = (char)digits;
    to[1] = (char)(digits >> 8); /* with what is behind, which the next text covers */
    to[2] = (char)(digits >> 16);
    return to + 3 - skip;
}

/* N thousandths as decimal_put() has them. */
static inline char *put_marks(char *to, int64_t n)
{
    uint64_t whole = (uint64_t)n / MARK;
    if (n < 0 || whole * MARK != (uint64_t)n)
        return decimal_put(to, n, 3);
    return put_count(to, whole);
}

/* N hundredths, from 0 to 100.00. */
static inline char *put_percent(char *to, int32_t n)
{
    uint32_t whole = (uint32_t)n / 100, rest = (uint32_t)n % 100;
    to = put_count(to, whole);
    to[0] = '.';
    to[1] = (char)('0' + rest / 10);
    to[2] = (char)('0' + rest % 10);
    return to + (rest == 0 ? 0 : rest % 10 == 0 ? 2 : 3);
}

static inline char *put_points(char *to, const struct tally *t)
{
    to = put_marks(PUT(to, ",\"points\":"), t->points);
    to = put_marks(PUT(to, ",\"possible\":"), t->possible);
    return put_percent(PUT(to, ",\"percent\":"), tally_percent(t));
}

static inline char *put_counts(char *to, const struct tally *t)
{
    to = put_count(PUT(to, ",\"right\":"), t->right);
    to = put_count(PUT(to, ",\"wrong\":"), t->wrong);
    return put_count(PUT(to, ",\"blank\":"), t->blank);
}

/* What comes before the figures of each domain is the same in every sheet. */
static void put_domain_head(struct buf *out, const char *id, const char *title)
{
    char *to = put_string(out, PUT(end_of(out), "{\"domain\":"), id);
    set_end(out, put_string(out, PUT(to, ",\"title\":"), title));
}

static char *put_domain(struct scores_state *s, char *to, const struct result *r,
                        size_t i)
{
    struct buf *out = &s->page->out;
    const struct result_domain *d = &r->domains[i];
    set_end(out, to);
    if (s->domains != NULL && i < s->head->exam->domain_count)
        buf_add(out, s->domains[i].bytes, s->domains[i].len);
    else
        put_domain_head(out, d->id, d->title);
    to = put_counts(end_of(out), &d->tally);
    return PUT(put_points(to, &d->tally), "}");
}

static char *put_passed(char *to, struct scores_state *s, const struct result *r)
{
    to = PUT(to, ",\"passed\":");
    if (!scores_has_mark(s))
        return PUT(to, "null");
    return scores_passed(s, r) ? PUT(to, "true") : PUT(to, "false");
}

static void put_sheet(struct scores_state *s, const struct result *r)
{
    struct buf *out = &s->page->out;
    char *to = PUT(end_of(out), "{\"candidate\":");
    to = put_string(out, to, r->candidate);
    to = PUT(to, ",\"status\":\"graded\",\"file\":");
    to = put_string(out, to, r->at.path);
    to = PUT(to, ",\"line\":");
    to = r->at.line > 0 ? count_put(to, r->at.line) : PUT(to, "null");
    to = put_passed(put_points(to, &r->tally), s, r);
    to = PUT(put_counts(to, &r->tally), ",\"domains\":[");
    for (size_t i = 0; i < r->domain_count; i++) {
        if (i > 0)
            *to++ = ',';
        to = put_domain(s, to, r, i);
    }
    set_end(out, PUT(to, "]}\n"));
}

void scores_jsonl_begin(struct scores_state *s)
{
    const struct exam *exam = s->head->exam;
    if (exam == NULL)
        return;
    s->domains = mem_get(exam->domain_count * sizeof *s->domains);
    for (size_t i = 0; i < exam->domain_count; i++)
        put_domain_head(&s->domains[i], exam->domains[i].id, exam->domains[i].title);
}

void scores_jsonl_result(struct scores_state *s, const struct result *r)
{
    bool is_sheet = r->at.path != NULL && r->attempt == NULL;
    if (r->status == RESULT_GRADED && is_sheet)
        put_sheet(s, r);
    else
        scores_json_line(s, r);
}

void scores_jsonl_end(struct scores_state *s)
{
    (void)s;
}
