/*
 * fuzz_moodle.c - Moodle XML of any bytes; what must hold is said in fuzz_format.h.
 *
 * -DQUIZCTL_FUZZ_PLANT forgets an escape, to see that the target finds it.
 */
#include "format/formats.h"
#include "fuzz_format.h"

#ifdef QUIZCTL_FUZZ_PLANT
static int planted(const struct bank *bank, const struct format_plan *plan,
                   struct buf *out, struct err *err)
{
    int rc = format_moodle.write(bank, plan, out, err);
    char *name = out->bytes != NULL ? strstr(out->bytes, "<name>") : NULL;
    if (name != NULL)
        name[strlen("<name>")] = '<';
    return rc;
}
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct format moodle = format_moodle;
#ifdef QUIZCTL_FUZZ_PLANT
    moodle.write = planted;
#endif
    fuzz_format(&moodle, data, size);
    return 0;
}
