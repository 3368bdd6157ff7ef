/*
 * fuzz_markdown.c - Markdown of any bytes; what must hold is said in fuzz_format.h.
 *
 * -DQUIZCTL_FUZZ_PLANT forgets an escape, to see that the target finds it.
 */
#include "format/formats.h"
#include "fuzz_format.h"

#ifdef QUIZCTL_FUZZ_PLANT
static int planted(const struct bank *bank, const struct format_plan *plan,
                   struct buf *out, struct err *err)
{
    int rc = format_markdown.write(bank, plan, out, err);
    for (size_t i = 0; i + 1 < out->len; i++)
        if (out->bytes[i] == '\\' && out->bytes[i + 1] == '<')
            out->bytes[i] = '<';
    return rc;
}
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct format markdown = format_markdown;
#ifdef QUIZCTL_FUZZ_PLANT
    markdown.write = planted;
#endif
    fuzz_format(&markdown, data, size);
    return 0;
}
