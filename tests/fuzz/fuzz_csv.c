/*
 * fuzz_csv.c - tables of any bytes; what must hold is said in fuzz_format.h.
 *
 * -DQUIZCTL_FUZZ_PLANT loses a quote, to see that the target finds it.
 */
#include "format/formats.h"
#include "fuzz_format.h"

#ifdef QUIZCTL_FUZZ_PLANT
static int planted(const struct bank *bank, const struct format_plan *plan,
                   struct buf *out, struct err *err)
{
    int rc = format_csv.write(bank, plan, out, err);
    for (size_t i = 1; i + 1 < out->len; i++)
        if (out->bytes[i] == '"' && out->bytes[i - 1] == '"' && out->bytes[i + 1] == ',')
            out->bytes[i] = ' ';
    return rc;
}
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct format csv = format_csv;
#ifdef QUIZCTL_FUZZ_PLANT
    csv.write = planted;
#endif
    fuzz_format(&csv, data, size);
    return 0;
}
