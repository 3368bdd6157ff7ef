/*
 * format_aiken.c - Aiken, read and written: a question on one line, choices "A) ..." or
 * "A. ...", a line "ANSWER: A".
 *
 * In:   lines.
 * Out:  drafts; and the same from a bank: its choices with one right option, as plain
 * text.
 *
 * Moodle reads it line by line (question/format/aiken/format.php), and so do we, but
 * more kindly: small letters, texts of several lines, and several letters behind ANSWER.
 * A letter stands for the choice that bears it, so they have to run from A without a gap.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "carry.h"
#include "draft.h"
#include "formats.h"
#include "html_text.h"
#include "inline.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"
#include "stem.h"

/* --- lines --- */

enum line_kind {
    LINE_EMPTY,
    LINE_CHOICE,
    LINE_TIGHT,
    LINE_ANSWER,
    LINE_REASON,
    LINE_TEXT
};

struct line {
    enum line_kind kind;
    const char *start; /* less the white space before it */
    const char *text;  /* behind its mark */
    size_t len;
    int letter; /* of a choice, from 0 */
    struct place at;
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static void skip(struct line *line, size_t count)
{
    line->text += count;
    line->len -= count;
    while (line->len > 0 && is_space(*line->text)) {
        line->text++;
        line->len--;
    }
}

/* "A) text", "b. text"; tight without the space behind it. "U.S. law" is text, "A.x" too.
 */
static bool is_choice(struct line *line)
{
    const char *t = line->text;
    if (line->len < 2 || !isalpha((unsigned char)t[0]) || (t[1] != ')' && t[1] != '.'))
        return false;
    bool is_tight = line->len > 2 && !is_space(t[2]);
    if (is_tight && t[1] == '.')
        return false;
    line->kind = is_tight ? LINE_TIGHT : LINE_CHOICE;
    line->letter = toupper((unsigned char)t[0]) - 'A';
    skip(line, 2);
    return true;
}

static bool has_word(struct line *line, const char *word)
{
    size_t len = strlen(word);
    if (line->len < len || strncasecmp(line->text, word, len) != 0)
        return false;
    skip(line, len);
    return true;
}

/* Is it text that begins as choice LETTER would without its space: "A.x", "A.M. is"? */
static bool is_dotted(const struct line *line, size_t letter)
{
    return line->kind == LINE_TEXT && line->len > 2 && line->text[1] == '.' &&
           (size_t)(toupper((unsigned char)*line->text) - 'A') == letter;
}

/* Words that some programs write behind an answer. */
static bool is_reason(struct line *line)
{
    static const char *const words[] = {
        "FEEDBACK:", "EXPLANATION:", "RATIONALE:", "REASON:"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (has_word(line, words[i]))
            return true;
    return false;
}

/* What the line at TEXT is. LEN is without its newline. */
static struct line line_of(const char *text, size_t len, struct place at)
{
    struct line line = {.kind = LINE_TEXT, .text = text, .len = len, .at = at};
    skip(&line, 0);
    line.start = line.text;
    line.at.col = (uint32_t)(line.text - text) + 1;
    while (line.len > 0 && is_space(line.text[line.len - 1]))
        line.len--;
    if (line.len < 2)
        line.kind = LINE_EMPTY;
    else if (has_word(&line, "ANSWER:"))
        line.kind = LINE_ANSWER;
    else if (is_reason(&line))
        line.kind = LINE_REASON;
    else
        is_choice(&line);
    return line;
}

/* Take the first line off TEXT. */
static bool next_line(const char **text, const char *end, uint32_t *number,
                      struct import *in, struct line *line)
{
    if (*text >= end)
        return false;
    const char *newline = memchr(*text, '\n', (size_t)(end - *text));
    const char *stop = newline != NULL ? newline : end;
    const char *path = in != NULL ? in->path : NULL;
    *line = line_of(*text, (size_t)(stop - *text), (struct place){path, ++*number, 1});
    *text = newline != NULL ? newline + 1 : end;
    return true;
}

/* --- reading --- */

struct aiken {
    struct import *in;
    struct draft draft;
    bool is_open;    /* the draft was begun: a choice was met */
    bool is_bad;     /* an error of it was told */
    struct buf stem; /* lines before the choices */
    struct place stem_at;
    struct buf pending; /* lines behind a choice: the rest of it, or the next question */
    struct place pending_at;
    bool has_gap;          /* an empty line before `pending` */
    struct place dotted;   /* a line of the stem that may be choice A, "A.x" */
    struct buf text;       /* for one text at a time */
    bool may_explain;      /* the question is over; what explains it may follow */
    struct question *last; /* that question; NULL when it was left out */
    struct buf reason;     /* its explanation so far */
    bool is_explained;     /* lines behind the explanation go on with it */
};

static void add_line(struct buf *to, struct place *at, const struct line *line,
                     bool is_paragraph)
{
    if (to->len == 0)
        *at = line->at;
    else
        buf_text(to, is_paragraph ? "\n\n" : "\n");
    buf_add(to, line->text, line->len);
}

static const struct buf *plain(struct aiken *a, const char *text, size_t len,
                               enum html_shape shape)
{
    buf_clear(&a->text);
    buf_text(&a->text, "");
    html_plain(&a->text, text, len, shape);
    return &a->text;
}

static void tell_missing_space(struct aiken *a, const struct place *at)
{
    diag_error(a->in->sink, *at, "aiken-syntax",
               "a space is missing behind the letter of this choice: write \"A. text\"");
}

/* Begin the question whose text is in a->stem. */
static void begin(struct aiken *a, const struct line *choice)
{
    bool has_stem = a->stem.len > 0;
    draft_begin(&a->draft, a->in, has_stem ? a->stem_at : choice->at);
    a->is_open = true;
    a->is_bad = !has_stem;
    if (!has_stem)
        diag_error(a->in->sink, choice->at, "aiken-syntax",
                   "a choice stands here without a question before it");
    const struct buf *text = plain(a, buf_str(&a->stem), a->stem.len, HTML_BLOCKS);
    stem_read(&a->draft, text->bytes, text->len);
    buf_clear(&a->stem);
    a->dotted = (struct place){0};
}

/* The question is over. One with an error was told already. */
static void end(struct aiken *a)
{
    size_t before = a->in->question_count;
    a->last = NULL;
    if (a->is_bad)
        draft_drop(&a->draft);
    else if (draft_end(&a->draft) && a->in->question_count > before)
        a->last = &a->in->questions[before];
    a->is_open = a->is_bad = a->has_gap = a->is_explained = false;
    a->may_explain = true;
    buf_clear(&a->reason);
    buf_clear(&a->pending);
}

/* What stands behind the last choice belongs to it, unless an empty line is between. */
static void settle_pending(struct aiken *a)
{
    struct draft *d = &a->draft;
    if (a->pending.len > 0 && a->has_gap) {
        draft_left_out(d, a->pending_at, "options", "a line that is no choice: \"%s\"",
                       text_excerpt(a->pending.bytes, a->pending.len).text);
    } else if (a->pending.len > 0 && d->options_met <= LIMIT_OPTIONS) {
        struct option *o = &d->options[d->options_met - 1];
        const struct buf *text = plain(a, a->pending.bytes, a->pending.len, HTML_ENTRY);
        struct buf both = {0};
        buf_printf(&both, "%s\n%s", o->text, text->bytes);
        draft_set(d, &o->text, both.bytes, both.len);
        buf_release(&both);
    }
    buf_clear(&a->pending);
    a->has_gap = false;
}

/* A question ends without a key; what stood behind its choices is the next one. */
static void leave_open(struct aiken *a)
{
    struct buf next = a->pending;
    struct place at = a->pending_at;
    a->pending = (struct buf){0};
    if (!a->is_bad)
        draft_left_out(&a->draft, a->draft.q.at, "question",
                       "it has no key: no line \"ANSWER: \" is behind its choices");
    a->is_bad = true;
    end(a);
    buf_release(&a->stem);
    a->stem = next;
    a->stem_at = at;
}

/* A further line of the explanation; of a question that was left out it is, too. */
static void explain(struct aiken *a, const struct line *line, bool is_paragraph)
{
    struct place ignored;
    add_line(&a->reason, &ignored, line, is_paragraph);
    const struct buf *text = plain(a, a->reason.bytes, a->reason.len, HTML_BLOCKS);
    if (a->last != NULL)
        a->last->explanation.why = draft_text(a->in, text->bytes, text->len);
}

/* The explanation is over. It has the lines behind it. */
static void settle_reason(struct aiken *a)
{
    const struct line more = {.text = buf_str(&a->pending), .len = a->pending.len};
    if (more.len > 0)
        explain(a, &more, false);
    a->is_explained = false;
    buf_clear(&a->pending);
}

/* A choice right behind an explanation: the lines between ask for it. */
static void ask_pending(struct aiken *a)
{
    struct buf stem = a->pending;
    a->pending = a->stem;
    a->stem = stem;
    a->stem_at = a->pending_at;
    a->is_explained = false;
}

static void take_choice(struct aiken *a, const struct line *line)
{
    if (a->is_open && line->letter == 0)
        leave_open(a);
    if (a->is_explained)
        ask_pending(a);
    a->may_explain = false;
    if (!a->is_open)
        begin(a, line);
    else
        settle_pending(a);
    struct draft *d = &a->draft;
    if (line->kind == LINE_TIGHT) {
        tell_missing_space(a, &line->at);
        a->is_bad = true;
    } else if ((size_t)line->letter != d->options_met && !a->is_bad) {
        diag_error(a->in->sink, line->at, "aiken-syntax",
                   "choice %c stands where %c is due; letter the choices from A on",
                   'A' + line->letter, (int)('A' + d->options_met % LIMIT_OPTIONS));
        a->is_bad = true;
    }
    const struct buf *text = plain(a, line->text, line->len, HTML_ENTRY);
    draft_option(d, line->at, text->bytes, text->len);
}

/* Has "B) the text of it" the text of another choice than its letter's? */
static bool has_text_of_other(const struct draft *d, const struct line *line)
{
    if (line->len < 3 || strchr(").", line->text[1]) == NULL)
        return false;
    struct line text = *line;
    skip(&text, 2);
    size_t letter = (size_t)(toupper((unsigned char)*line->text) - 'A');
    bool is_other = false;
    for (size_t i = 0; i < d->options_met && i < LIMIT_OPTIONS; i++) {
        const char *option = d->options[i].text;
        bool is_it =
            strlen(option) == text.len && strncasecmp(option, text.text, text.len) == 0;
        if (is_it && i == letter)
            return false;
        is_other |= is_it;
    }
    return is_other;
}

/* Mark the options that the letters of LINE name: "B", "b)", "A, C", "A and C". What
 * stands behind is no letter and not read. False when the first is none. */
static bool mark_keys(struct draft *d, const struct line *line)
{
    size_t at = 0;
    bool has_key = false;
    while (at < line->len) {
        size_t end = at;
        while (end < line->len && isalpha((unsigned char)line->text[end]))
            end++;
        bool is_and = end - at == 3 && strncasecmp(line->text + at, "and", 3) == 0;
        size_t letter = (size_t)(toupper((unsigned char)line->text[at]) - 'A');
        if (end - at == 1 && letter < d->options_met && letter < LIMIT_OPTIONS)
            has_key = d->options[letter].is_key = true;
        else if (!is_and || !has_key)
            return has_key;
        while (end < line->len && strchr(",;&+ \t", line->text[end]) != NULL)
            end++;
        if (end < line->len && strchr(").", line->text[end]) != NULL)
            return has_key; /* "B) the text of it" */
        at = end;
    }
    return has_key;
}

/* An answer without choices: it ends what could have been a question. */
static void take_lone_answer(struct aiken *a, const struct line *line)
{
    if (a->dotted.line > 0)
        tell_missing_space(a, &a->dotted);
    else
        diag_error(a->in->sink, line->at, "aiken-syntax",
                   "an answer stands here without choices before it");
    a->dotted = (struct place){0};
    a->last = NULL;
    a->may_explain = true;
    a->is_explained = false;
    buf_clear(&a->stem);
    buf_clear(&a->pending);
}

static void take_answer(struct aiken *a, const struct line *line)
{
    if (!a->is_open) {
        take_lone_answer(a, line);
        return;
    }
    settle_pending(a);
    if (!a->is_bad && !mark_keys(&a->draft, line)) {
        if (line->len == 0)
            diag_error(a->in->sink, line->at, "aiken-syntax",
                       "no letter stands behind \"ANSWER:\"");
        else
            diag_error(a->in->sink, line->at, "aiken-syntax",
                       "\"%s\" is not the letter of one of its choices",
                       text_excerpt(line->text, line->len).text);
        a->is_bad = true;
    }
    if (!a->is_bad && has_text_of_other(&a->draft, line)) {
        draft_left_out(&a->draft, line->at, "question",
                       "its key is not clear: '%s' has the letter of one choice and the "
                       "text of another",
                       text_excerpt(line->text, line->len).text);
        a->is_bad = true;
    }
    end(a);
}

static void take_text(struct aiken *a, const struct line *line)
{
    if (a->is_open && is_dotted(line, a->draft.options_met)) {
        struct line choice = *line;
        choice.kind = LINE_TIGHT;
        choice.letter = (int)a->draft.options_met;
        take_choice(a, &choice);
        return;
    }
    if (a->is_open || a->is_explained) {
        add_line(&a->pending, &a->pending_at, line, false);
        return;
    }
    if (is_dotted(line, 0))
        a->dotted = line->at;
    add_line(&a->stem, &a->stem_at, line, a->has_gap);
    a->has_gap = false;
}

/* Behind a question that is over it is the explanation, of one that was left out, too;
 * anywhere else a line like any other. */
static void take_reason(struct aiken *a, const struct line *line)
{
    if (a->is_open || a->stem.len > 0 || !a->may_explain) {
        take_text(a, line);
        return;
    }
    settle_reason(a);
    explain(a, line, true);
    a->is_explained = true;
}

static void take_line(struct aiken *a, const struct line *line)
{
    switch (line->kind) {
    case LINE_EMPTY:
        if (a->is_explained)
            settle_reason(a);
        a->has_gap |= a->is_open ? a->pending.len == 0 : a->stem.len > 0;
        break;
    case LINE_CHOICE:
    case LINE_TIGHT:
        take_choice(a, line);
        break;
    case LINE_ANSWER:
        take_answer(a, line);
        break;
    case LINE_REASON:
        take_reason(a, line);
        break;
    case LINE_TEXT:
        take_text(a, line);
        break;
    }
}

static void read(struct import *in, char *text, size_t len)
{
    struct aiken a = {.in = in};
    struct line line;
    uint32_t number = 0;
    const char *from = text;
    while (next_line(&from, text + len, &number, in, &line))
        take_line(&a, &line);
    if (a.is_explained)
        settle_reason(&a);
    if (a.is_open)
        leave_open(&a);
    if (a.stem.len > 0) {
        draft_begin(&a.draft, in, a.stem_at);
        draft_set(&a.draft, &a.draft.q.prompt, a.stem.bytes, a.stem.len);
        draft_left_out(&a.draft, a.stem_at, "question", "no choices stand behind it");
        draft_drop(&a.draft);
    }
    buf_release(&a.stem);
    buf_release(&a.pending);
    buf_release(&a.text);
    buf_release(&a.reason);
}

/* Its first question has text, choices from A on, and ANSWER in capitals. A heading of
 * Markdown is none of it. */
static bool recognise(const char *text, size_t len)
{
    enum { LOOKED_AT = 64 * 1024 };
    const char *end = text + (len < LOOKED_AT ? len : LOOKED_AT);
    struct line line;
    uint32_t number = 0;
    int choices = 0;
    bool has_text = false;
    for (const char *from = text; next_line(&from, end, &number, NULL, &line);) {
        if (line.kind == LINE_ANSWER)
            return choices >= 2 && memcmp(line.start, "ANSWER", 6) == 0;
        if (line.kind == LINE_CHOICE && has_text && line.letter == choices)
            choices++;
        else if (line.kind == LINE_TEXT && strchr("#{<", *line.text) != NULL)
            return false;
        has_text |= line.kind == LINE_TEXT;
    }
    return false;
}

/* --- writing --- */

/* All but the stem and the options; a case is told by stem_write. */
static const char *const lacks[] = {"id",
                                    "title",
                                    "domain",
                                    "skill",
                                    "topics",
                                    "difficulty",
                                    "keep_order",
                                    "options.id",
                                    "options.subject",
                                    "prompts.id",
                                    "why",
                                    "requires",
                                    "prefer",
                                    "unproved",
                                    "explanation.need",
                                    "explanation.why",
                                    "explanation.practice",
                                    "explanation.exam",
                                    "explanation.takeaways",
                                    "explanation.sections",
                                    "references",
                                    "bank.id",
                                    "bank.title",
                                    "language",
                                    "license",
                                    "exam",
                                    "profiles",
                                    "facts",
                                    NULL};
static const struct carry carry = {"Aiken", lacks};

struct aiken_out {
    struct loss_sink *losses;
    struct buf *out;
};

static int letter_of_key(const struct question *q)
{
    for (size_t i = 0; i < q->option_count; i++)
        if (q->options[i].is_key)
            return (int)('A' + i);
    return 'A';
}

/* Why Q is no question of Aiken; NULL when it is. */
static const char *fault_of(const struct question *q, const struct buf *stem)
{
    struct line line = line_of(stem->bytes, stem->len, (struct place){0});
    if (q->kind != QUESTION_CHOICE)
        return "Aiken has choices only";
    if (q->select > 1)
        return "Aiken has one right answer";
    if (line.kind != LINE_TEXT)
        return "its text would be read as a choice or an answer";
    return NULL;
}

static void lose(struct aiken_out *a, const struct question *q, const char *field)
{
    loss_changed(a->losses, (struct place){0}, q->id, field,
                 "it is plain text on one line there");
}

static void put_question(struct aiken_out *a, const struct question *q)
{
    struct buf stem = {0}, line = {0};
    struct loss_sink none = {0};
    bool is_changed = false;
    stem_write(q, &stem, &none);
    bool is_stem_changed = inline_plain_line(&line, buf_str(&stem), HTML_BLOCKS);
    const char *fault = fault_of(q, &line);
    if (fault != NULL) {
        loss_left_out(a->losses, (struct place){0}, q->id, "question", "%s", fault);
    } else {
        buf_printf(a->out, "%s\n", line.bytes);
        for (size_t i = 0; i < q->option_count; i++) {
            buf_printf(a->out, "%c) ", (int)('A' + i));
            is_changed |= inline_plain_line(a->out, q->options[i].text, HTML_ENTRY);
            buf_char(a->out, '\n');
        }
        buf_printf(a->out, "ANSWER: %c\n\n", letter_of_key(q));
        carry_tell_question(&carry, q, a->losses);
        if (is_stem_changed)
            lose(a, q, "prompt");
        if (*q->scenario != '\0' || q->case_study != NULL)
            lose(a, q, "scenario");
        if (q->case_study != NULL)
            lose(a, q, "case");
        if (is_changed)
            lose(a, q, "options");
    }
    buf_release(&stem);
    buf_release(&line);
}

static int write(const struct bank *bank, const struct format_plan *plan, struct buf *out,
                 struct err *err)
{
    (void)err;
    struct aiken_out a = {plan->losses, out};
    for (size_t i = 0; i < bank->question_count; i++)
        put_question(&a, &bank->questions[i]);
    carry_tell_head(&carry, bank, plan->losses);
    return 0;
}

static const char *const exts[] = {".aiken", NULL};

const struct format format_aiken = {
    .name = "aiken",
    .title = "Aiken",
    .exts = exts,
    .is_text = true,
    .recognise = recognise,
    .read = read,
    .write = write,
};
