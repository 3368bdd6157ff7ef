/*
 * diag.c - hand one finding to a sink and count it.
 */
#include "quizctl/diag.h"

#include <stdarg.h>
#include <stdio.h>

static void QUIZCTL_PRINTF(5, 0)
    report(struct diag_sink *sink, enum diag_level level, struct place at,
           const char *rule, const char *fmt, va_list ap)
{
    struct diag d = {.level = level, .at = at, .rule = rule};
    vsnprintf(d.what, sizeof d.what, fmt, ap);
    if (level == DIAG_ERROR)
        sink->errors++;
    else
        sink->warnings++;
    if (sink->take != NULL)
        sink->take(sink, &d);
}

void diag_error(struct diag_sink *sink, struct place at, const char *rule,
                const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    report(sink, DIAG_ERROR, at, rule, fmt, ap);
    va_end(ap);
}

void diag_warning(struct diag_sink *sink, struct place at, const char *rule,
                  const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    report(sink, DIAG_WARNING, at, rule, fmt, ap);
    va_end(ap);
}
