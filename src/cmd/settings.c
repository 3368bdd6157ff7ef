/*
 * settings.c - options that stand for an environment variable; see settings.h.
 */
#include "settings.h"

#include <stdlib.h>

#include "quizctl/mem.h"
#include "quizctl/stamp.h"

/* A setting. To add one: a row here, its option in settings.h, a line in quizctl.1 at the
 * options and under ENVIRONMENT. */
static const struct {
    enum opt_id id;
    const char *option, *variable;
    bool (*may_be)(const char *text); /* NULL: anything */
    const char *advice;
} setting_table[] = {
    {OPT_PROFILE_DIR, "--profile-dir", "QUIZCTL_HOME",      NULL,               ""   },
    {OPT_DAY_START,   "--day-start",   "QUIZCTL_DAY_START", stamp_is_day_start,
     "give a time of day such as 04:00"                                              },
    {OPT_NOW,         "--now",         "QUIZCTL_NOW",       stamp_is_clock,
     "give a time such as 2026-11-23T09:00:00Z, with a + behind it if it is to go on"},
};

int settings_apply(const struct opts *opts, struct err *err)
{
    for (size_t i = 0; i < COUNT(setting_table); i++) {
        const char *given = opts_value(opts, setting_table[i].id);
        const char *name =
            given != NULL ? setting_table[i].option : setting_table[i].variable;
        if (given != NULL && setenv(setting_table[i].variable, given, 1) != 0)
            mem_out();
        const char *value = getenv(setting_table[i].variable);
        if (value == NULL || *value == '\0' || setting_table[i].may_be == NULL ||
            setting_table[i].may_be(value))
            continue;
        return err_set(err, ERR_USAGE, "", "%s cannot be '%s'; %s", name, value,
                       setting_table[i].advice);
    }
    return 0;
}
