/*
 * err.c - fill a struct err. See err.h for who does and who prints.
 */
#include "quizctl/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int err_set(struct err *err, enum err_code code, const char *where, const char *fmt, ...)
{
    if (err == NULL)
        return -1;
    err->code = code;
    snprintf(err->where, sizeof err->where, "%s", where ? where : "");
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(err->what, sizeof err->what, fmt, ap);
    va_end(ap);
    return -1;
}

int err_errno(struct err *err, int errnum, const char *where, const char *what)
{
    char reason[128];
    if (strerror_r(errnum, reason, sizeof reason) != 0)
        snprintf(reason, sizeof reason, "error %d", errnum);
    if (reason[0] >= 'A' && reason[0] <= 'Z')
        reason[0] = (char)(reason[0] - 'A' + 'a');
    return err_set(err, ERR_MACHINE, where, "%s: %s", what, reason);
}
