/*
 * fuzz_qti.c - QTI of any bytes; what must hold is said in fuzz_format.h.
 *
 * What begins with '<' is an item. Other bytes are the files of a package, with a line
 * "===" between them: manifest, item, test.
 *
 * -DQUIZCTL_FUZZ_PLANT damages what is written, to see that the target finds it.
 */
#include "format/formats.h"
#include "format/package.h"
#include "fuzz_format.h"

static int write(const struct bank *bank, const struct format_plan *plan, struct buf *out,
                 struct err *err)
{
    int rc = format_qti.write(bank, plan, out, err);
#ifdef QUIZCTL_FUZZ_PLANT
    out->bytes[out->len / 2] ^= 1;
#endif
    return rc;
}

/* DATA cut into the members of a package. */
static void pack(struct buf *zip, const char *data, size_t size)
{
    static const char cut[] = "\n===\n";
    struct package_member members[3] = {
        {"imsmanifest.xml", "", 0},
        {"item.xml",        "", 0},
        {"test.xml",        "", 0}
    };
    const char *end = data + size;
    for (size_t i = 0; i < 3 && data < end; i++) {
        const char *stop = data;
        while (stop < end && ((size_t)(end - stop) < sizeof cut - 1 ||
                              memcmp(stop, cut, sizeof cut - 1) != 0))
            stop++;
        members[i].bytes = data;
        members[i].len = (size_t)(stop - data);
        data = stop < end ? stop + sizeof cut - 1 : end;
    }
    MUST(package_write(zip, members, 3, NULL) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct format qti = format_qti;
    struct bank bank = {0};
    struct buf zip = {0};
    qti.write = write;
    if (size > 0 && *data == '<') {
        fuzz_format(&qti, data, size);
        return 0;
    }
    pack(&zip, (const char *)data, size);
    MUST(qti.recognise(zip.bytes, zip.len));
    fuzz_read(&bank, &qti, &zip);
    if (bank.question_count > 0)
        fuzz_there_and_back(&qti, &bank);
    bank_release(&bank);
    buf_release(&zip);
    return 0;
}
