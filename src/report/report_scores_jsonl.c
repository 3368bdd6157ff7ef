/*
 * report_scores_jsonl.c - JSON Lines, one candidate each: graded sheets at the speed at
 * which they are graded.
 *
 * A sheet's line is written front to back into room made beforehand. It is the same,
 * byte for byte, as scores_json_line() in report_scores_json.c writes with a
 * json_writer; that one serves everything else, and the tests hold the two together.
 */
#include <string.h>

#include "report_scores.h"

/* Append a text of ours; there is room. */
#define PUT(to, text) (memcpy(to, text, sizeof text - 1), (to) + sizeof text - 1)

enum { FIGURES_ROOM = 9 * DECIMAL_BYTES + 160 }; /* of a tally with its keys */

static char *end_of(struct buf *out, size_t room)
{
    buf_room(out, room);
    return out->bytes + out->len;
}

static void set_end(struct buf *out, char *to)
{
    out->len = (size_t)(to - out->bytes);
    *to = '\0';
}

static void put_string(struct buf *out, const char *text)
{
    struct json_writer w = {.out = out, .after_key = true};
    json_put_string(&w, text);
}

static char *put_points(char *to, const struct tally *t)
{
    to = decimal_put(PUT(to, ",\"points\":"), t->points, 3);
    to = decimal_put(PUT(to, ",\"possible\":"), t->possible, 3);
    return decimal_put(PUT(to, ",\"percent\":"), tally_percent(t), 2);
}

static char *put_counts(char *to, const struct tally *t)
{
    to = count_put(PUT(to, ",\"right\":"), t->right);
    to = count_put(PUT(to, ",\"wrong\":"), t->wrong);
    return count_put(PUT(to, ",\"blank\":"), t->blank);
}

static void put_place(struct buf *out, const struct place *at)
{
    buf_text(out, ",\"file\":");
    put_string(out, at->path);
    char *to = PUT(end_of(out, FIGURES_ROOM), ",\"line\":");
    set_end(out, at->line > 0 ? count_put(to, at->line) : PUT(to, "null"));
}

static void put_domain(struct buf *out, const struct result_domain *d)
{
    buf_text(out, "{\"domain\":");
    put_string(out, d->id);
    buf_text(out, ",\"title\":");
    put_string(out, d->title);
    char *to = put_counts(end_of(out, FIGURES_ROOM), &d->tally);
    set_end(out, PUT(put_points(to, &d->tally), "}"));
}

static void put_sheet(struct scores_state *s, const struct result *r)
{
    struct buf *out = &s->page->out;
    buf_text(out, "{\"candidate\":");
    put_string(out, r->candidate);
    buf_text(out, ",\"status\":\"graded\"");
    put_place(out, &r->at);

    char *to = put_points(end_of(out, FIGURES_ROOM), &r->tally);
    to = PUT(to, ",\"passed\":");
    if (!scores_has_mark(s))
        to = PUT(to, "null");
    else if (scores_passed(s, r))
        to = PUT(to, "true");
    else
        to = PUT(to, "false");
    to = put_counts(to, &r->tally);
    set_end(out, PUT(to, ",\"domains\":["));
    for (size_t i = 0; i < r->domain_count; i++) {
        if (i > 0)
            buf_char(out, ',');
        put_domain(out, &r->domains[i]);
    }
    buf_text(out, "]}\n");
}

void scores_jsonl_begin(struct scores_state *s)
{
    (void)s;
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
