/*
 * fuzz_anki.c - Anki's packages, databases and notes of any bytes; what must hold is said
 * in fuzz_format.h.
 *
 * The first byte says what the others are: a package, the database in one, or the fields
 * of a note with 0x1f between, of a kind whose fields are called as in `kinds`.
 *
 * -DQUIZCTL_FUZZ_PLANT forgets a field's end, to see that the target finds it.
 */
#include "format/anki_foreign.h"
#include "format/formats.h"
#include "fuzz_format.h"

enum { FIELDS = 12 };

static const struct {
    const char *model;
    const char *names[FIELDS];
} kinds[] = {
    {"quizctl question",
     {"Id", "Prompt", "Type", "Domain", "Options", "Option ids", "Prompts", "Prompt ids",
      "Key", "Reasons", "Prompt reasons", "Explanation"}                                            },
    {"MCQ",
     {"Question", "A", "B", "C", "D", "Answer", "Explanation", "Reference", "Topic",
      "Why A", "Notes", "Id"}                                                                       },
    {"AllInOne (kprim, mc, sc)",
     {"Question", "Title", "QType (0=kprim,1=mc,2=sc)", "Q_1", "Q_2", "Q_3", "Q_4", "Q_5",
      "Q_6", "Answers", "Sources", "Extra 1"}                                                       },
    {"Basic",                    {"Front", "Back", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"}},
};

struct fuzz_taker {
    struct anki_taker taker;
    struct import *in;
};

static void take(struct anki_taker *self, const struct anki_fields *note)
{
    struct import *in = ((struct fuzz_taker *)self)->in;
    struct draft d;
    const struct place at = {"x", 0, 0};
    if (note->fault != NULL)
        return;
    for (size_t i = 0; i < note->count; i++) {
        MUST(text_bad_byte(note->names[i], strlen(note->names[i])) ==
             strlen(note->names[i]));
        MUST(strchr(note->values[i], 0x1f) == NULL);
    }
    if (!anki_note_is_ours(note)) {
        anki_foreign_read(in, note, at);
        return;
    }
    draft_begin(&d, in, at);
    anki_note_read(&d, note);
    draft_end(&d);
}

static void read_database(struct import *in, const char *data, size_t size)
{
    struct fuzz_taker taker = {{take}, in};
    struct buf bytes = {0};
    buf_add(&bytes, data, size);
    anki_collection_read("x", &bytes, &taker.taker, in->sink);
    buf_release(&bytes);
}

/* Cut TEXT at each 0x1f into COUNT values; false when it has more. */
static bool cut(char *text, const char **values, size_t count)
{
    char *at = text;
    for (size_t i = 0; i < count; i++) {
        values[i] = at != NULL ? at : "";
        at = at != NULL ? strchr(at, 0x1f) : NULL;
        if (at != NULL)
            *at++ = '\0';
#ifdef QUIZCTL_FUZZ_PLANT
        if (at != NULL && *at == 'B')
            at[-1] = 0x1f;
#endif
    }
    return at == NULL;
}

static void read_note(struct import *in, const char *data, size_t size, size_t kind)
{
    struct fuzz_taker taker = {{take}, in};
    const char *values[FIELDS];
    struct buf text = {0};
    fuzz_text(&text, (const uint8_t *)data, size);
    if (cut(text.bytes, values, FIELDS)) {
        const struct anki_fields note = {
            .model = kinds[kind].model,
            .tags = "a b",
            .deck = "::a\x1f:b c",
            .names = kinds[kind].names,
            .values = values,
            .count = FIELDS,
        };
        take(&taker.taker, &note);
    }
    buf_release(&text);
}

/* What a note of ours is written as, it is read as; a package of them would say no more,
 * and takes a hundred times as long. */
static void note_there_and_back(const struct bank *bank)
{
    struct bank again = {0};
    struct diag_sink sink = {0};
    struct loss_sink losses = {0};
    struct import in = {
        .bank = &again, .path = "x", .sink = &sink, .losses = &losses, .is_whole = true};
    struct fuzz_taker taker = {{take}, &in};
    struct arena texts = {0};
    const char *values[32];
    for (size_t i = 0; i < bank->question_count; i++) {
        struct anki_note note;
        struct anki_fields fields = {
            .model = anki_model, .deck = "", .names = anki_field_names, .values = values};
        while (anki_field_names[fields.count] != NULL)
            fields.count++;
        anki_note_write(&note, &texts, bank, &bank->questions[i]);
        fields.tags = note.tags;
        struct buf text = {0};
        buf_text(&text, note.fields);
        MUST(fields.count <= COUNT(values));
        MUST(cut(text.bytes, values, fields.count));
        take(&taker.taker, &fields);
        buf_release(&text);
    }
    MUST(in.question_count == bank->question_count);
    import_finish(&in, "x");
    format_json_finish(&again, "x", in.is_whole, &sink);
    import_release(&in);
    MUST(sink.errors == 0);
    arena_release(&texts);
    bank_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bank bank = {0};
    struct diag_sink sink = {0};
    struct loss_sink losses = {0};
    struct import in = {
        .bank = &bank, .path = "x", .sink = &sink, .losses = &losses, .is_whole = true};
    if (size == 0)
        return 0;
    const char *rest = (const char *)data + 1;
    struct buf package = {0};
    buf_add(&package, rest, size - 1);
    if (*data == 'p')
        format_anki.read(&in, package.bytes, package.len);
    else if (*data == 'd')
        read_database(&in, rest, size - 1);
    else
        read_note(&in, rest, size - 1, *data % COUNT(kinds));
    buf_release(&package);
    import_finish(&in, "x");
    format_json_finish(&bank, "x", in.is_whole, &sink);
    import_release(&in);
    MUST(bank.question_count == 0 || *data == 'p' || *data == 'd' || sink.errors == 0);
    if (bank.question_count > 0 && sink.errors == 0) {
        fuzz_there_and_back(&format_json, &bank);
        note_there_and_back(&bank);
    }
    bank_release(&bank);
    return 0;
}
