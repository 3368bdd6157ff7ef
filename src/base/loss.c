/*
 * loss.c - hand one loss to a sink and count it.
 */
#include "quizctl/loss.h"

#include <stdio.h>

void loss_tell(struct loss_sink *sink, enum loss_kind kind, struct place at,
               const char *question, const char *field, const char *fmt, va_list ap)
{
    struct loss loss = {.kind = kind, .at = at, .question = question, .field = field};
    vsnprintf(loss.what, sizeof loss.what, fmt, ap);
    if (kind == LOSS_CHANGED)
        sink->changed++;
    else
        sink->left_out++;
    if (sink->take != NULL)
        sink->take(sink, &loss);
}

void loss_changed(struct loss_sink *sink, struct place at, const char *question,
                  const char *field, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    loss_tell(sink, LOSS_CHANGED, at, question, field, fmt, ap);
    va_end(ap);
}

void loss_left_out(struct loss_sink *sink, struct place at, const char *question,
                   const char *field, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    loss_tell(sink, LOSS_LEFT_OUT, at, question, field, fmt, ap);
    va_end(ap);
}
