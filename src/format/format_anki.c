/*
 * format_anki.c - an Anki package (.apkg): its row; a bank as a deck of cards with the
 * explanation on the back, and the notes of a package as drafts.
 *
 * In:   a package of any kind; or a bank.
 * Out:  drafts; or a package that every Anki imports. A question has the same guid each
 *       time, so a second import updates its note.
 *
 * A question as a note: anki_note.c; notes of others: anki_foreign.c. The zip file:
 * anki_package.c; the database in it: anki_collection.c (in), anki_deck.c (out).
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "anki_foreign.h"
#include "anki_note.h"
#include "anki_package.h"
#include "formats.h"
#include "quizctl/digest.h"
#include "quizctl/mem.h"

/* --- out --- */

/* Ids are times in milliseconds. One for what TEXT names, between 2001 and 2019: 39 bits,
 * so that two banks hardly meet. */
static int64_t id_of(const char *text)
{
    enum { BITS = 39 };
    static const int64_t from_ms = 1000000000000;
    uint8_t digest[32];
    uint64_t n = 0;
    digest_bytes(digest, text, strlen(text));
    for (int i = 0; i < 8; i++)
        n = n << 8 | digest[i];
    return from_ms + (int64_t)(n >> (64 - BITS));
}

/* Ten characters of a base of 91, as Anki makes them. */
static void make_guid(char guid[ANKI_GUID], const char *text)
{
    static const char digits[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        "!#$%&()*+,-./:;<=>?@[]^_`{|}~";
    uint8_t digest[32];
    uint64_t n = 0;
    digest_bytes(digest, text, strlen(text));
    for (int i = 8; i < 16; i++)
        n = n << 8 | digest[i];
    for (int i = 0; i < ANKI_GUID - 1; i++, n /= sizeof digits - 1)
        guid[i] = digits[n % (sizeof digits - 1)];
    guid[ANKI_GUID - 1] = '\0';
}

static const char front[] =
    "<div class=\"quiet\">{{Domain}} {{Skill}}</div>\n"
    "{{Scenario}}\n{{Prompt}}\n"
    "{{#Task}}<p><b>{{Task}}</b></p>{{/Task}}\n{{Prompts}}\n{{Options}}\n";

static const char back[] =
    "{{FrontSide}}\n<hr id=\"answer\">\n<p class=\"key\">{{Key}}</p>\n"
    "{{Prompt reasons}}{{Reasons}}\n"
    "{{Explanation}}\n<div class=\"quiet\">{{Title}} ({{Id}})</div>\n";

static const char css[] =
    ".card { font-family: sans-serif; font-size: 18px; text-align: left; max-width: 44em;"
    " margin: auto; }\n"
    "h2 { font-size: 1em; margin-bottom: 0.2em; }\n"
    ".quiet { color: #666; font-size: 0.8em; }\n.nightMode .quiet { color: #aaa; }\n"
    ".key { font-weight: bold; }\n";

/* A note for each question, its texts in TEXTS. Ids go up in the order of the bank. */
static struct anki_note *make_notes(struct arena *texts, const struct bank *bank,
                                    int64_t first_id)
{
    struct anki_note *notes = mem_get((bank->question_count + 1) * sizeof *notes);
    struct buf name = {0};
    for (size_t i = 0; i < bank->question_count; i++) {
        const struct question *q = &bank->questions[i];
        buf_clear(&name);
        buf_printf(&name, "%s/%s", bank->id, q->id);
        notes[i].id = first_id + (int64_t)i;
        make_guid(notes[i].guid, name.bytes);
        anki_note_write(&notes[i], texts, bank, q);
    }
    buf_release(&name);
    return notes;
}

static int write(const struct bank *bank, const struct format_plan *plan, struct buf *out,
                 struct err *err)
{
    struct arena texts = {0};
    struct buf database = {0};
    int64_t id = id_of(bank->id);
    struct anki_note *notes = make_notes(&texts, bank, id);
    const struct anki_deck deck = {
        .id = id,
        .model_id = id_of(anki_model),
        .title = bank->title,
        .model = anki_model,
        .field_names = anki_field_names,
        .front = front,
        .back = back,
        .css = css,
        .notes = notes,
        .note_count = bank->question_count,
        .now_ms = plan->now_ms,
    };
    anki_note_losses(bank, plan->losses);
    int rc = anki_deck_write(&database, &deck, err);
    if (rc == 0)
        rc = anki_package_write(out, &database, err);
    free(notes);
    buf_release(&database);
    arena_release(&texts);
    return rc;
}

/* --- in --- */

struct taker {
    struct anki_taker taker;
    struct import *in;
};

/* "deck.apkg:note 1700000000000" */
static struct place place_of(struct import *in, int64_t id)
{
    struct buf text = {0};
    buf_printf(&text, "%s:note %" PRId64, in->path, id);
    struct place at = {arena_text(&in->bank->arena, text.bytes, text.len), 0, 0};
    buf_release(&text);
    return at;
}

static void read_own(struct import *in, const struct anki_fields *note, struct place at)
{
    struct draft d;
    if (in->heading == NULL)
        import_heading(in, note->deck, strlen(note->deck));
    draft_begin(&d, in, at);
    anki_tags(&d, note->tags);
    anki_note_read(&d, note);
    draft_end(&d);
}

static void take(struct anki_taker *self, const struct anki_fields *note)
{
    struct import *in = ((struct taker *)self)->in;
    struct place at = place_of(in, note->id);
    if (note->fault != NULL)
        loss_left_out(in->losses, at, "", "question", "%s", note->fault);
    else if (anki_note_is_ours(note))
        read_own(in, note, at);
    else
        anki_foreign_read(in, note, at);
}

static void read(struct import *in, char *bytes, size_t len)
{
    struct taker taker = {{take}, in};
    struct buf database = {0};
    if (anki_package_read(&database, in->path, bytes, len, in->sink) == 0)
        anki_collection_read(in->path, &database, &taker.taker, in->sink);
    buf_release(&database);
}

static const char *const exts[] = {".apkg", ".colpkg", NULL};

const struct format format_anki = {
    .name = "anki",
    .title = "Anki package",
    .exts = exts,
    .recognise = anki_package_is_one,
    .read = read,
    .write = write,
};
