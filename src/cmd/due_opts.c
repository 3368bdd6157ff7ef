/*
 * due_opts.c - from options and store to what is asked today. The choice itself: due.h.
 */
#include "due_opts.h"

#include <inttypes.h>
#include <stdlib.h>

#include "quizctl/stamp.h"
#include "schedule_opts.h"

enum { NEW_DEFAULT = 10, NEW_MAX = 1000 };

static int new_limit(int64_t *n, const struct opts *o, struct err *err)
{
    const char *given = opts_value(o, OPT_NEW_LIMIT);
    *n = NEW_DEFAULT;
    return given != NULL ? opts_whole(given, "--new-limit", 0, NEW_MAX, n, err) : 0;
}

int due_check(const struct opts *o, struct err *err)
{
    static const struct {
        enum opt_id id;
        const char *name;
    } row[] = {
        {OPT_NEW_LIMIT, "new-limit"},
        {OPT_RETENTION, "retention"},
        {OPT_SLOW,      "slow"     },
    };
    for (size_t i = 0; i < COUNT(row); i++)
        if (opts_has(o, row[i].id) && !opts_has(o, OPT_DUE))
            return err_set(err, ERR_USAGE, "", "--%s is for --due", row[i].name);
    return 0;
}

int due_choose(struct due *due, const struct call *call, const struct bank *bank,
               struct store *store, const struct session_filter *filter, size_t limit,
               struct err *err)
{
    struct schedule_rule rule;
    struct schedule schedule;
    struct due_query query = {.day = stamp_day(stamp_now()), .limit = limit};
    uint32_t *places;
    int64_t fresh;

    if (schedule_opts(&rule, &call->opts, err) != 0 ||
        new_limit(&fresh, &call->opts, err) != 0 ||
        session_filter_apply(bank, filter, &places, &query.place_count, err) != 0)
        return -1;
    query.places = places;
    query.new_limit = (size_t)fresh;
    int rc = schedule_load(&schedule, bank, store, &rule, err);
    if (rc == 0) {
        due_pick(due, &schedule, &query);
        schedule_release(&schedule);
    }
    free(places);
    return rc;
}

void due_line(struct buf *line, const struct due *due)
{
    if (due->reviews > 0)
        buf_printf(line, "%zu to review", due->reviews);
    if (due->fresh > 0)
        buf_printf(line, "%s%zu new", due->reviews > 0 ? ", " : "", due->fresh);
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

int due_say_nothing(const struct due *due, const struct call *call, struct err *err)
{
    struct page p = cmd_page(call);
    struct buf text = {0};
    buf_text(&text, "Nothing is due today.");
    if (due->next_count > 0) {
        char date[STAMP_DAY];
        int64_t days = due->next_day - stamp_day(stamp_now());
        stamp_day_text(date, due->next_day);
        buf_printf(&text, " Next: %zu question%s ", due->next_count,
                   plural(due->next_count));
        if (days == 1)
            buf_printf(&text, "tomorrow, %s.", date);
        else
            buf_printf(&text, "in %" PRId64 " days, on %s.", days, date);
    }
    page_words(&p, PAGE_PLAIN, "", 0, buf_str(&text));
    if (due->unmet > 0) {
        buf_clear(&text);
        buf_printf(&text,
                   "%zu new question%s wait%s for another day; --new-limit lets more of "
                   "them in today.",
                   due->unmet, plural(due->unmet), due->unmet == 1 ? "s" : "");
        page_words(&p, PAGE_PLAIN, "", 0, buf_str(&text));
    }
    int rc = cmd_put(call, &p.out, err);
    buf_release(&text);
    page_release(&p);
    return rc;
}
