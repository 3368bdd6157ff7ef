/*
 * fuzz_format.h - what must be true of the reader of any format, whatever it is given:
 *
 *  - what it makes of it, our own format can write and read without an error;
 *  - what the format itself writes of that, it reads again: no error, no question gone
 *    but those it said are lost;
 *  - that twice gives the same bytes.
 */
#ifndef QUIZCTL_TESTS_FUZZ_FORMAT_H
#define QUIZCTL_TESTS_FUZZ_FORMAT_H

#include <string.h>

#include "format/check_bank.h"
#include "format/draft.h"
#include "format/format_json.h"
#include "fuzz.h"
#include "quizctl/text.h"

/* A text as format.c hands it on: UTF-8 without NUL, lines that end in \n. */
static inline void fuzz_text(struct buf *text, const uint8_t *data, size_t size)
{
    uint32_t code_point;
    buf_text(text, "");
    for (size_t i = 0, step; i < size; i += step) {
        const char *at = (const char *)data + i;
        step = text_utf8(at, size - i, &code_point);
        if (step == 0 || *at == '\0' || *at == '\r')
            buf_char(text, *at == '\r' ? '\n' : '?');
        else
            buf_add(text, at, step);
        step = step == 0 ? 1 : step;
    }
}

/* Read TEXT into BANK; the errors there are. */
static inline size_t fuzz_read(struct bank *bank, const struct format *f,
                               const struct buf *text)
{
    struct diag_sink sink = {0};
    struct loss_sink losses = {0};
    struct import in = {
        .bank = bank, .path = "x", .sink = &sink, .losses = &losses, .is_whole = true};
    f->read(&in, text->bytes, text->len);
    size_t errors = sink.errors;
    import_finish(&in, "x");
    format_json_finish(bank, "x", in.is_whole, &sink);
    import_release(&in);
    MUST(bank->question_count == 0 || errors > 0 || sink.errors == 0);
    return sink.errors;
}

struct fuzz_losses {
    struct loss_sink sink;
    size_t questions; /* that are lost whole */
};

static inline void fuzz_take(struct loss_sink *sink, const struct loss *loss)
{
    struct fuzz_losses *l = (struct fuzz_losses *)sink;
    l->questions += loss->kind == LOSS_LEFT_OUT && strcmp(loss->field, "question") == 0;
}

static inline void fuzz_write(const struct format *f, const struct bank *bank,
                              struct buf *out, size_t *lost)
{
    struct fuzz_losses losses = {.sink.take = fuzz_take};
    const struct format_plan plan = {.with_key = true, .losses = &losses.sink};
    MUST(f->write(bank, &plan, out, NULL) == 0);
    *lost = losses.questions;
}

static inline void fuzz_there_and_back(const struct format *f, const struct bank *bank)
{
    struct bank again = {0};
    struct buf one = {0}, two = {0};
    size_t lost, lost_again;
    fuzz_write(f, bank, &one, &lost);
    fuzz_write(f, bank, &two, &lost_again);
    MUST(one.len == two.len && memcmp(buf_str(&one), buf_str(&two), one.len) == 0);
    if (lost < bank->question_count) {
        MUST(fuzz_read(&again, f, &one) == 0);
        MUST(again.question_count == bank->question_count - lost);
    }
    bank_release(&again);
    buf_release(&one);
    buf_release(&two);
}

static inline void fuzz_format(const struct format *f, const uint8_t *data, size_t size)
{
    struct buf text = {0};
    struct bank bank = {0};
    fuzz_text(&text, data, size);
    if (f->recognise != NULL)
        f->recognise(text.bytes, text.len);
    fuzz_read(&bank, f, &text);
    if (bank.question_count > 0) {
        fuzz_there_and_back(&format_json, &bank);
        if (f->write != NULL)
            fuzz_there_and_back(f, &bank);
    }
    bank_release(&bank);
    buf_release(&text);
}

#endif
