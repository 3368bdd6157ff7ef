/*
 * schedule_opts.c - from options, environment and store to a schedule. What it is:
 * schedule.h.
 */
#include "schedule_opts.h"

#include <stdlib.h>
#include <string.h>

#include "quizctl/stamp.h"
#include "quizctl/store.h"

/* A number that an option gives, or else the environment. */
struct setting {
    enum opt_id id;
    const char *option, *variable;
    int64_t min, max;
    bool is_percent; /* a % may stand behind it */
};

static const struct setting retention = {
    OPT_RETENTION, "--retention", "QUIZCTL_RETENTION", 70, 99, true};
static const struct setting slow = {OPT_SLOW, "--slow", "QUIZCTL_SLOW", 5, 3600, false};

static int read_setting(const struct setting *setting, const struct opts *o, int64_t *n,
                        struct err *err)
{
    const char *given = opts_value(o, setting->id), *name = setting->option;
    char digits[24] = "";
    if (given == NULL) {
        given = getenv(setting->variable);
        name = setting->variable;
    }
    if (given == NULL || *given == '\0')
        return 0;
    size_t len = strlen(given);
    if (setting->is_percent && given[len - 1] == '%' && len <= sizeof digits) {
        memcpy(digits, given, len - 1);
        given = digits;
    }
    return opts_whole(given, name, setting->min, setting->max, n, err);
}

int schedule_opts(struct schedule_rule *rule, const struct opts *o, struct err *err)
{
    int64_t percent = 0, seconds = 0;
    struct schedule_rule fresh = schedule_default_rule();
    if (read_setting(&retention, o, &percent, err) != 0 ||
        read_setting(&slow, o, &seconds, err) != 0)
        return -1;
    if (percent != 0)
        fresh.fsrs.retention = (double)percent / 100;
    if (seconds != 0)
        fresh.slow_ms = seconds * 1000;
    *rule = fresh;
    return 0;
}

int schedule_store(struct store **store, struct err *err)
{
    struct buf path = {0};
    int rc = store_path(&path, err);
    if (rc == 0)
        rc = store_open(store, buf_str(&path), true, err);
    buf_release(&path);
    return rc;
}

int schedule_load(struct schedule *s, const struct bank *bank, struct store *store,
                  const struct schedule_rule *rule, struct err *err)
{
    struct history h = {0};
    int rc = store != NULL ? store_history(store, bank->id, &h, err) : 0;
    if (rc == 0)
        schedule_init(s, bank, &h, rule, stamp_day);
    history_release(&h);
    return rc;
}
