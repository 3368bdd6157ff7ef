/*
 * grade_diff.c - the short way of grading and the careful one say the same of any bytes.
 *
 *     grade_diff [--lines N] [--seconds N] [--seed N] [--must-differ]
 *
 * Makes files of sheets (JSON Lines, an array, CSV; three styles of spacing; questions of
 * every kind, ids of 1 to 64 bytes), changes bytes in most of the lines, and grades each
 * file the careful way, the short way, and with threads. What is compared is all that a
 * caller can see: results, places, tallies, picks, problems, warnings. The same seed
 * makes the same files. A difference is printed, and the file stays for a look at it.
 *
 * It ends after N lines (or N seconds, whichever is first) with status 0, at the first
 * difference with 1; with --must-differ it is the other way round, for the program whose
 * short way has a mistake planted in it (see CMakeLists.txt).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "quizctl/grade.h"
#include "quizctl/limits.h"
#include "quizctl/mem.h"

enum { LINES = 300, MANY_LINES = 4000, QUESTIONS = 14 }; /* many: threads are started */

/* --- chance --- */

/* SplitMix64. Source: Steele, Lea, Flood (2014). */
static uint64_t chance(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static size_t below(uint64_t *state, size_t bound)
{
    return (size_t)((chance(state) >> 32) * bound >> 32);
}

static bool one_in(uint64_t *state, size_t count)
{
    return below(state, count) == 0;
}

/* --- the bank --- */

static const struct {
    const char *id, *options;
    uint32_t key;
    enum question_kind kind;
    int domain;
} shapes[QUESTIONS] = {
    {"q",                                                                "a b c d",                                      0x1,  QUESTION_CHOICE,   0 },
    {"q2",                                                               "d c b a",                                      0x2,  QUESTION_CHOICE,   0 },
    {"lustre-satellite",                                                 "efs s3 fsx-lustre fsx-windows",                0x4,  QUESTION_CHOICE,   1 },
    {"windows",                                                          "yes no",                                       0x1,  QUESTION_CHOICE,   -1},
    {"five5",                                                            "s3-file-mode feature-store-offline efs io2 a", 0x2,  QUESTION_CHOICE,   1 },
    {"two-of-four-options",                                              "kms iam sse acl",                              0x5,  QUESTION_CHOICE,   2 },
    {"a-question-whose-id-has-more-than-thirty-two-bytes",               "x y zz zzz",                                   0x3,
     QUESTION_CHOICE,                                                                                                                             2 },
    {"sixty-four-bytes-is-the-longest-id-that-a-question-may-have-0001",
     "sixty-four-bytes-is-the-longest-id-that-an-option-may-have-00001 "
     "sixty-four-bytes-is-the-longest-id-that-an-option-may-have-00002 "
     "fifteen-bytes-a sixteen-bytes-ab seventeen-bytes-a",                                                               0x9,  QUESTION_CHOICE,   0 },
    {"ten-options",                                                      "a0 a1 a2 a3 a4 a5 a6 a7 a8 a9",                0x70, QUESTION_CHOICE,   1 },
    {"steps",                                                            "mount create reboot wait",                     0x7,  QUESTION_ORDERING, 1 },
    {"match",                                                            "lustre windows ontap",                         0x3,  QUESTION_MATCHING, 2 },
    {"lustre-satellitf",                                                 "efs s3 fsx-lustre fsx-windows",                0x8,  QUESTION_CHOICE,   0 },
    {"lustre-satellite-2",                                               "efs s3",                                       0x1,  QUESTION_CHOICE,   0 },
    {"id.with_all-marks.9",                                              "a.b a_b a-b 9",                                0x6,  QUESTION_CHOICE,   2 },
};
static const struct domain domains[] = {{.id = "d1"}, {.id = "d2"}, {.id = "d3"}};
static const struct prompt prompts[] = {{.id = "hpc"}, {.id = "smb"}};

static void make_question(struct bank *bank, size_t i)
{
    struct question *q = &bank->questions[bank->question_count++];
    struct option *options = arena_get(&bank->arena, LIMIT_OPTIONS * sizeof *options);
    const char *ids = shapes[i].options;
    q->id = shapes[i].id;
    q->kind = shapes[i].kind;
    q->domain = shapes[i].domain >= 0 ? domains[shapes[i].domain].id : "none";
    q->key = shapes[i].key;
    for (uint32_t left = q->key; left != 0; left &= left - 1)
        q->select++;
    q->solution[0] = 1; /* of an ordering or a matching, whose select is 3 or 2 */
    q->solution[2] = 2;
    while (*ids != '\0') {
        size_t len = strcspn(ids, " ");
        options[q->option_count++].id = arena_text(&bank->arena, ids, len);
        ids += len + strspn(ids + len, " ");
    }
    q->options = options;
    if (q->kind == QUESTION_MATCHING) {
        q->prompts = prompts;
        q->prompt_count = COUNT(prompts);
    }
}

static void make_bank(struct bank *bank)
{
    bank->exam.domains = domains;
    bank->exam.domain_count = COUNT(domains);
    bank->questions = arena_get(&bank->arena, QUESTIONS * sizeof *bank->questions);
    for (size_t i = 0; i < QUESTIONS; i++)
        make_question(bank, i);
    bank_seal(bank);
}

/* --- sheets --- */

struct style {
    enum { LINE, ARRAY, TABLE } kind;
    const char *colon, *comma, *line_end;
};

static void put_pick(struct buf *out, uint64_t *state, const struct question *q)
{
    size_t option = below(state, q->option_count);
    if (one_in(state, 4))
        buf_char(out, (char)((one_in(state, 2) ? 'A' : 'a') + option));
    else
        buf_text(out, q->options[option].id);
}

static void put_name(struct buf *out, uint64_t *state, size_t number)
{
    static const char *const odd[] = {
        "J\xC3\xB6rg",     "\xE6\x9D\x8E\xE5\x9B\x9B", "O'Neil, A", " x", "",
        "\xF0\x9F\x98\x80"};
    if (one_in(state, 12))
        buf_text(out, odd[below(state, COUNT(odd))]);
    if (!one_in(state, 40)) /* else it may be there twice */
        buf_printf(out, "c%zu", number);
    if (one_in(state, 200))
        buf_fill(out, 'n', 180 + below(state, 30));
}

static void put_list(struct buf *out, uint64_t *state, const struct style *style,
                     const struct question *q)
{
    buf_char(out, '[');
    for (size_t n = 1 + below(state, q->select + one_in(state, 6)); n > 0; n--) {
        buf_char(out, '"');
        put_pick(out, state, q);
        buf_text(out, "\"");
        if (n > 1)
            buf_text(out, style->comma);
    }
    buf_char(out, ']');
}

static void put_answer(struct buf *out, uint64_t *state, const struct style *style,
                       const struct question *q)
{
    if (q->kind == QUESTION_MATCHING) {
        for (size_t i = 0; i < COUNT(prompts); i++) {
            buf_text(out, i == 0 ? "{\"" : style->comma);
            buf_text(out, i == 0 ? "" : "\"");
            buf_printf(out, "%s\"%s\"",
                       one_in(state, 3) ? (i == 0 ? "1" : "2") : prompts[i].id,
                       style->colon);
            put_pick(out, state, q);
            buf_char(out, '"');
        }
        buf_char(out, '}');
    } else if (q->select > 1 || q->kind == QUESTION_ORDERING || one_in(state, 20)) {
        put_list(out, state, style, q);
    } else if (one_in(state, 20)) {
        buf_text(out, one_in(state, 2) ? "null" : "\"\"");
    } else {
        buf_char(out, '"');
        put_pick(out, state, q);
        buf_char(out, '"');
    }
}

static void put_object(struct buf *out, uint64_t *state, const struct style *style,
                       const struct bank *bank, size_t number)
{
    bool is_first = true, is_shuffled = one_in(state, 3);
    buf_printf(out, "{\"candidate\"%s\"", style->colon);
    put_name(out, state, number);
    buf_printf(out, "\"%s\"answers\"%s{", style->comma, style->colon);
    for (size_t i = 0; i < QUESTIONS; i++) {
        size_t at = is_shuffled ? below(state, QUESTIONS) : i;
        if (one_in(state, is_shuffled ? 2 : 8))
            continue;
        buf_text(out, is_first ? "" : style->comma);
        buf_printf(out, "\"%s\"%s", bank->questions[at].id, style->colon);
        put_answer(out, state, style, &bank->questions[at]);
        is_first = false;
    }
    buf_text(out, "}}");
}

static void put_row(struct buf *out, uint64_t *state, const struct bank *bank,
                    size_t number)
{
    const char *quote = one_in(state, 5) ? "\"" : "";
    buf_text(out, quote);
    put_name(out, state, number);
    buf_text(out, quote);
    for (size_t i = 0; i < QUESTIONS; i++) {
        const struct question *q = &bank->questions[i];
        size_t count = one_in(state, 8) ? 0 : 1 + below(state, q->select);
        quote = one_in(state, 10) ? "\"" : "";
        buf_printf(out, ",%s", quote);
        for (size_t n = 0; n < count && q->kind != QUESTION_MATCHING; n++) {
            buf_text(out, n == 0 ? "" : *quote != '\0' && one_in(state, 2) ? "," : " ");
            put_pick(out, state, q);
        }
        if (q->kind == QUESTION_MATCHING && one_in(state, 8))
            buf_text(out, "1:lustre 2:B");
        buf_text(out, quote);
    }
}

/* --- changes --- */

/* Change bytes from AT on. What is inserted comes from the line, or from where formats
 * and readers have their edges. */
static void mutate(struct buf *text, size_t at, uint64_t *state)
{
    static const char edges[] =
        "{}[]\",:\\ \n\r\t;#'0129aAbCqz-._/u\x01\x1f\x7f\x80\xC3\xA9\xE2\xFF\0";
    size_t len = text->len - at;
    if (len < 2)
        return;
    char *from = text->bytes + at, *where = from + below(state, len);
    size_t left = (size_t)(text->bytes + text->len - where);
    size_t span = 1 + below(state, one_in(state, 3) ? 30 : 3);
    span = span < left ? span : left;
    switch (below(state, 6)) {
    case 0:
        *where = edges[below(state, sizeof edges - 1)];
        break;
    case 1: /* drop */
        memmove(where, where + span, left - span);
        text->len -= span;
        break;
    case 2: { /* insert */
        char byte = edges[below(state, sizeof edges - 1)];
        size_t offset = (size_t)(where - text->bytes);
        buf_char(text, ' ');
        memmove(text->bytes + offset + 1, text->bytes + offset, text->len - offset - 1);
        text->bytes[offset] = byte;
        break;
    }
    case 3: { /* say it again */
        size_t offset = (size_t)(where - text->bytes);
        buf_fill(text, ' ', span);
        memmove(text->bytes + offset + span, text->bytes + offset,
                text->len - offset - span);
        break;
    }
    case 4: /* one bit */
        *where = (char)(*where ^ 1 << below(state, 8));
        break;
    default: /* from elsewhere in the line */
        memmove(where, from + below(state, len - span + 1), span);
        break;
    }
    text->bytes[text->len] = '\0';
}

static void make_header(struct buf *out, const struct bank *bank)
{
    buf_text(out, "candidate");
    for (size_t i = 0; i < QUESTIONS; i++)
        buf_printf(out, ",%s", bank->questions[i].id);
}

/* A file of so many lines; how many of them were changed. Few are in a long one: what
 * threads read ahead is put back at most of them. */
static size_t make_file(struct buf *out, uint64_t *state, const struct bank *bank,
                        size_t lines)
{
    const char *space = one_in(state, 2) ? " " : "";
    const struct style style = {
        .kind = (int)below(state, 3),
        .colon = *space != '\0' ? ": " : ":",
        .comma = *space != '\0' ? ", " : ",",
        .line_end = one_in(state, 5) ? "\r\n" : "\n",
    };
    size_t changed = 0;
    buf_clear(out);
    if (style.kind == ARRAY)
        buf_char(out, '[');
    if (style.kind == TABLE) {
        make_header(out, bank);
        buf_text(out, style.line_end);
    }
    for (size_t i = 1; i <= lines; i++) {
        size_t at = out->len;
        if (style.kind == TABLE)
            put_row(out, state, bank, i);
        else
            put_object(out, state, &style, bank, i);
        if (lines == LINES ? !one_in(state, 4) : one_in(state, 400)) {
            changed++;
            for (size_t n = 1 + below(state, 3); n > 0; n--)
                mutate(out, at, state);
        }
        if (style.kind == ARRAY)
            buf_text(out, i < lines ? style.comma : "]");
        if (i < lines ? !(style.kind == ARRAY && one_in(state, 2)) : !one_in(state, 3))
            buf_text(out, style.line_end);
    }
    return changed;
}

/* --- what a caller sees --- */

struct account {
    struct result_taker taker;
    struct diag_sink sink;
    struct buf text;
};

static void note_diag(struct diag_sink *sink, const struct diag *d)
{
    struct account *a = (struct account *)((char *)sink - offsetof(struct account, sink));
    buf_printf(&a->text, "%s:%u:%u %d %s %s\n", d->at.path, (unsigned)d->at.line,
               (unsigned)d->at.col, (int)d->level, d->rule, d->what);
}

static void put_count(struct buf *out, uint64_t n)
{
    buf_count(out, n);
    buf_char(out, ' ');
}

static void note_tally(struct buf *out, const struct tally *t)
{
    put_count(out, (uint64_t)t->points);
    put_count(out, (uint64_t)t->possible);
    put_count(out, t->questions);
    put_count(out, t->right);
    put_count(out, t->wrong);
    put_count(out, t->blank);
    buf_char(out, '|');
}

static void render(const struct result_taker *self, const struct result *r,
                   struct buf *out)
{
    (void)self;
    put_count(out, r->at.line);
    put_count(out, r->at.col);
    buf_text(out, r->candidate != NULL ? r->candidate : "?");
    note_tally(out, &r->tally);
    for (size_t i = 0; i < r->domain_count; i++)
        note_tally(out, &r->domains[i].tally);
    for (size_t i = 0; i < r->item_count; i++) {
        buf_text(out, r->items[i].given);
        buf_char(out, r->items[i].verdict.is_right ? '+' : '-');
        buf_char(out, r->items[i].verdict.is_blank ? '_' : ' ');
        put_count(out, (uint64_t)r->items[i].verdict.points);
        put_count(out, r->answers[i].picked);
    }
    for (size_t i = 0; i < r->problem_count; i++)
        buf_printf(out, "%u:%u %s %s\n", (unsigned)r->problems[i].at.line,
                   (unsigned)r->problems[i].at.col, r->problems[i].rule,
                   r->problems[i].what);
    buf_char(out, '\n');
}

static int take(struct result_taker *taker, const struct result *r, struct err *err)
{
    struct account *a = (struct account *)taker;
    (void)err;
    if (r->rendered != NULL)
        buf_add(&a->text, r->rendered, r->rendered_len);
    else
        render(taker, r, &a->text);
    return 0;
}

static void grade(struct account *a, const struct grade_job *job)
{
    struct err err = {0};
    a->taker = (struct result_taker){take, render};
    a->sink.take = note_diag;
    buf_clear(&a->text);
    if (grade_run(job, &a->taker, &a->sink, &err) != 0) {
        fprintf(stderr, "%s: %s\n", err.where, err.what);
        exit(1);
    }
}

static bool differs(const struct account *a, const struct account *b, const char *how)
{
    size_t at = 0, line = 0;
    if (a->text.len == b->text.len &&
        (a->text.len == 0 || memcmp(a->text.bytes, b->text.bytes, a->text.len) == 0))
        return false;
    for (; at < a->text.len && at < b->text.len && a->text.bytes[at] == b->text.bytes[at];
         at++)
        if (a->text.bytes[at] == '\n')
            line = at + 1;
    printf("careful: %.300s\n%s: %.300s\n", buf_str(&a->text) + line, how,
           buf_str(&b->text) + line);
    return true;
}

/* Does any way say something else than the careful one? */
static bool finds_difference(const char *path, const struct bank *bank, uint64_t *state)
{
    static struct account careful, other;
    struct grade_job job = {
        .bank = bank,
        .policy = (enum policy)below(state, POLICY_COUNT),
        .paths = &path,
        .path_count = 1,
        .is_careful = true,
    };
    bool is_different;
    grade(&careful, &job);
    job.is_careful = false;
    grade(&other, &job);
    is_different = differs(&careful, &other, "short");

    job.detail = GRADE_TOTALS;
    job.threads = 1 + below(state, 3);
    grade(&other, &job);
    job.is_careful = true;
    grade(&careful, &job);
    is_different = is_different || differs(&careful, &other, "short, totals only");
    return is_different;
}

static void write_file(const char *path, const struct buf *text)
{
    FILE *f = fopen(path, "wb");
    if (f == NULL || fwrite(text->bytes, 1, text->len, f) != text->len ||
        fclose(f) != 0) {
        perror(path);
        exit(1);
    }
}

int main(int argc, char **argv)
{
    uint64_t lines = UINT64_MAX, seconds = UINT64_MAX, seed = 1, changed = 0, made = 0;
    bool must_differ = false, is_different = false;
    char path[] = "/tmp/quizctl-diff-XXXXXX";
    struct bank bank = {0};
    struct buf text = {0};

    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : "0";
        if (strcmp(argv[i], "--must-differ") == 0)
            must_differ = true;
        else if (strcmp(argv[i], "--lines") == 0)
            lines = strtoull(value, NULL, 10);
        else if (strcmp(argv[i], "--seconds") == 0)
            seconds = strtoull(value, NULL, 10);
        else if (strcmp(argv[i], "--seed") == 0)
            seed = strtoull(value, NULL, 10);
    }
    int fd = mkstemp(path);
    if (fd < 0) {
        perror(path);
        return 1;
    }
    close(fd);
    make_bank(&bank);
    time_t start = time(NULL);
    for (uint64_t file = 0;
         changed < lines && !is_different && (uint64_t)(time(NULL) - start) < seconds;
         file++) {
        uint64_t state = seed * 0x9E3779B97F4A7C15u + file;
        size_t count = one_in(&state, 50) ? MANY_LINES : LINES;
        changed += make_file(&text, &state, &bank, count);
        made += count;
        write_file(path, &text);
        is_different = finds_difference(path, &bank, &state);
        if (is_different)
            printf("seed %llu, file %llu: %s\n", (unsigned long long)seed,
                   (unsigned long long)file, path);
    }
    printf("%llu lines, %llu of them changed: %s\n", (unsigned long long)made,
           (unsigned long long)changed, is_different ? "a difference" : "no difference");
    if (!is_different || must_differ)
        unlink(path);
    buf_release(&text);
    bank_release(&bank);
    return is_different != must_differ;
}
