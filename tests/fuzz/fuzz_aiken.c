/*
 * fuzz_aiken.c - Aiken of any bytes; what must hold is said in fuzz_format.h.
 *
 * -DQUIZCTL_FUZZ_PLANT forgets who is right, to see that the target finds it.
 */
#include "format/formats.h"
#include "fuzz_format.h"

#ifdef QUIZCTL_FUZZ_PLANT
static int planted(const struct bank *bank, const struct format_plan *plan,
                   struct buf *out, struct err *err)
{
    int rc = format_aiken.write(bank, plan, out, err);
    char *answer = out->len > 0 ? strstr(out->bytes, "ANSWER: C") : NULL;
    if (answer != NULL)
        answer[8] = '-';
    return rc;
}
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct format aiken = format_aiken;
#ifdef QUIZCTL_FUZZ_PLANT
    aiken.write = planted;
#endif
    fuzz_format(&aiken, data, size);
    return 0;
}
