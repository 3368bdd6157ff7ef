/*
 * fuzz_summary.c - the reader of summaries, and figures of whatever it takes.
 *
 *  - what is read is written so that it reads back as the same bytes;
 *  - no figure is NaN or infinite, correlations lie from -1 to 1;
 *  - a summary added to itself, where there is room, is still one of sheets.
 */
#include <math.h>
#include <string.h>

#include "fuzz.h"
#include "quizctl/report.h"
#include "quizctl/stats.h"

static const struct place start = {"x", 1, 1};

static struct buf bytes_of(const struct summary *s)
{
    struct buf out = {0};
    report_summary(&out, s);
    return out;
}

static void is_number(struct figure f)
{
    MUST(isfinite(f.value));
    MUST(f.why == NULL || f.value == 0);
}

static void is_correlation(struct figure f)
{
    is_number(f);
    MUST(f.value >= -1 && f.value <= 1);
}

static void has_figures(const struct summary *s)
{
    struct stats_test t = stats_test(s);
    is_number(t.mean);
    is_number(t.sd);
    is_number(t.alpha);
    is_number(t.sem);
    for (size_t i = 0; i < s->question_count; i++) {
        struct stats_question q = stats_question(s, i);
        is_number(q.facility);
        is_number(q.discrimination);
        is_correlation(q.item_rest);
        is_correlation(q.item_total);
        for (size_t k = 0; k < s->questions[i].option_count; k++) {
            is_number(stats_option(s, i, k).mean_total);
            is_correlation(stats_option(s, i, k).rest);
        }
    }
}

static void is_written(const struct summary *s)
{
    for (const struct stats_format *f = stats_formats; f->name != NULL; f++) {
        struct page p = {.columns = 40};
        const struct stats_view view = {s, true, true};
        f->write(&p, &view);
        page_release(&p);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct summary s = {0}, again = {0};
    struct diag_sink sink = {0};
    char *text = mem_get(len + 1);
    memcpy(text, bytes, len);
    if (report_summary_read(&s, start, text, len, &sink) == 0) {
        struct buf first = bytes_of(&s);
        MUST(report_summary_read(&again, start, first.bytes, first.len, &sink) == 0);
        struct buf second = bytes_of(&again);
        MUST(strcmp(first.bytes, second.bytes) == 0);
        buf_release(&first);
        buf_release(&second);
        has_figures(&s);
        is_written(&s);
        if (summary_has_room(&s, s.graded) && summary_has_room(&s, s.rejected)) {
            summary_merge(&again, &s);
            MUST(summary_fault(&again) == NULL);
            has_figures(&again);
        }
    } else {
        MUST(sink.errors > 0 && s.questions == NULL);
    }
    summary_release(&s);
    summary_release(&again);
    free(text);
    return 0;
}
