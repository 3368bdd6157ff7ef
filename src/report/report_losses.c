/*
 * report_losses.c - keep what a conversion lost, and write the report of it.
 *
 * What is lost is found by the readers and writers of format/. Whatever else a question
 * has was carried: that follows from the bank and need not be told by anyone.
 */
#include <stdlib.h>
#include <string.h>

#include "quizctl/json_write.h"
#include "quizctl/losses.h"
#include "quizctl/text.h"

/* --- keeping --- */

static void take(struct loss_sink *sink, const struct loss *loss)
{
    struct losses *l = (struct losses *)sink;
    struct loss kept = *loss;
    kept.question = arena_text(&l->arena, loss->question, strlen(loss->question));
    kept.field = arena_text(&l->arena, loss->field, strlen(loss->field));
    if (loss->at.path != NULL)
        kept.at.path = arena_text(&l->arena, loss->at.path, strlen(loss->at.path));
    MEM_ROOM(l->found, l->count, l->cap);
    l->found[l->count++] = kept;
}

void losses_init(struct losses *l)
{
    *l = (struct losses){.sink.take = take};
}

void losses_release(struct losses *l)
{
    free(l->found);
    arena_release(&l->arena);
    *l = (struct losses){0};
}

static const char *kind_name(enum loss_kind kind)
{
    return kind == LOSS_CHANGED ? "changed" : "left out";
}

/* --- what a question has --- */

enum { MEMBERS = 18 };

struct member {
    const char *name;
    bool
        is_asked; /* it is part of what is asked, so it is written without the key, too */
    bool is_there;
};

/* The members of Q that somebody may miss, in the order of FORMAT.md. */
static void members_of(const struct question *q, struct member member[MEMBERS])
{
    const struct explanation *e = &q->explanation;
    const struct member all[MEMBERS] = {
        {"title",                 true,  *q->title != '\0'                            },
        {"domain",                false, *q->domain != '\0'                           },
        {"skill",                 false, *q->skill != '\0'                            },
        {"topics",                false, q->topics.count > 0                          },
        {"difficulty",            false, q->difficulty != DIFFICULTY_NONE             },
        {"scenario",              true,  *q->scenario != '\0' || q->case_study != NULL},
        {"prompt",                true,  *q->prompt != '\0'                           },
        {"options",               true,  q->option_count > 0                          },
        {"why",                   false, question_has_reasons(q)                      },
        {"requires",              false, q->requirement_count > 0                     },
        {"prefer",                false, q->preference_count > 0                      },
        {"explanation.need",      false, *e->need != '\0'                             },
        {"explanation.why",       false, *e->why != '\0'                              },
        {"explanation.practice",  false, e->practice.count > 0                        },
        {"explanation.exam",      false, *e->exam != '\0'                             },
        {"explanation.takeaways", false, e->takeaways.count > 0                       },
        {"explanation.sections",  false, e->section_count > 0                         },
        {"references",            false, q->reference_count > 0                       },
    };
    memcpy(member, all, sizeof all);
}

/* The names of what some question has and is not written without the key, on purpose. */
static size_t hidden(const struct losses_report *r, const char *name[MEMBERS])
{
    bool is_hidden[MEMBERS] = {false};
    struct member member[MEMBERS];
    size_t count = 0;
    for (size_t i = 0; r->is_without_key && i < r->bank->question_count; i++) {
        members_of(&r->bank->questions[i], member);
        for (size_t k = 0; k < MEMBERS; k++)
            is_hidden[k] |= member[k].is_there && !member[k].is_asked;
    }
    for (size_t k = 0; k < MEMBERS; k++)
        if (is_hidden[k])
            name[count++] = member[k].name;
    return count;
}

/* --- as text --- */

enum { NAMED_MOST = 3 }; /* questions named in a line for many */

static bool is_same(const struct loss *a, const struct loss *b)
{
    bool is_bank = *a->question == '\0';
    return a->kind == b->kind && a->at.path == NULL && b->at.path == NULL &&
           is_bank == (*b->question == '\0') && strcmp(a->field, b->field) == 0 &&
           strcmp(a->what, b->what) == 0;
}

static int by_likeness(const void *a, const void *b)
{
    const struct loss *const *x = a, *const *y = b;
    int order = strcmp((*x)->field, (*y)->field);
    if (order == 0)
        order = strcmp((*x)->what, (*y)->what);
    if (order == 0)
        order = ((*x)->kind > (*y)->kind) - ((*x)->kind < (*y)->kind);
    if (order == 0)
        order = (*(*y)->question == '\0') - (*(*x)->question == '\0');
    return order != 0 ? order : (*x > *y) - (*x < *y);
}

/* Two texts of one question that lose the same are said once. */
static size_t once_each(const struct loss **sorted, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || !is_same(sorted[kept - 1], sorted[i]) ||
            strcmp(sorted[kept - 1]->question, sorted[i]->question) != 0)
            sorted[kept++] = sorted[i];
    return kept;
}

static void where(struct page *p, const struct loss *loss, const char *to)
{
    struct buf place = {0};
    buf_text(&place, loss->at.path != NULL ? loss->at.path : to);
    if (loss->at.path != NULL && loss->at.line > 0)
        buf_printf(&place, ":%u", loss->at.line);
    if (loss->at.path != NULL && loss->at.line > 0 && loss->at.col > 0)
        buf_printf(&place, ":%u", loss->at.col);
    text_clean_path(&p->out, buf_str(&place));
    buf_text(&p->out, ": ");
    page_part(p, PAGE_WARN, kind_name(loss->kind));
    buf_text(&p->out, ": ");
    buf_release(&place);
}

/* "lustre-satellite, efs-home and 88 more" */
static void names(struct buf *out, const struct loss *const *same, size_t count)
{
    for (size_t i = 0; i < count && i < NAMED_MOST; i++)
        buf_printf(out, "%s'%s'",
                   i == 0           ? ""
                   : i + 1 == count ? " and "
                                    : ", ",
                   text_excerpt(same[i]->question, strlen(same[i]->question)).text);
    if (count > NAMED_MOST)
        buf_printf(out, " and %zu more", count - NAMED_MOST);
}

/* One line for COUNT questions that lose the same. */
static void one_line(struct page *p, const char *to, const struct loss *const *same,
                     size_t count)
{
    struct buf line = {0};
    where(p, same[0], to);
    buf_text(&line, same[0]->field);
    if (*same[0]->question != '\0') {
        buf_text(&line, " of ");
        names(&line, same, count);
    } else if (same[0]->at.path == NULL) {
        buf_text(&line, " of the bank");
    }
    buf_printf(&line, ": %s", same[0]->what);
    text_clean(&p->out, line.bytes, line.len, TEXT_LINE);
    buf_char(&p->out, '\n');
    buf_release(&line);
}

/* First what was read, in the order of the files; then what was written, like by like. */
static void all_lines(struct page *p, const struct losses_report *r)
{
    const struct losses *l = r->losses;
    const struct loss **written = mem_get((l->count + 1) * sizeof *written);
    size_t count = 0;
    for (size_t i = 0; i < l->count; i++) {
        const struct loss *loss = &l->found[i];
        if (loss->at.path == NULL)
            written[count++] = loss;
        else
            one_line(p, r->to, &loss, 1);
    }
    qsort(written, count, sizeof *written, by_likeness);
    count = once_each(written, count);
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && is_same(written[i], written[next]); next++)
            continue;
        one_line(p, r->to, written + i, next - i);
    }
    free(written);
}

static void hidden_line(struct page *p, const struct losses_report *r)
{
    const char *name[MEMBERS];
    size_t count = hidden(r, name);
    struct buf line = {0};
    if (!r->is_without_key)
        return;
    buf_printf(&line, "%s: without the key, as asked", r->to);
    for (size_t i = 0; i < count; i++)
        buf_printf(&line, "%s%s", i == 0 ? "; nor " : ", ", name[i]);
    buf_char(&line, '\n');
    buf_text(&p->out, line.bytes);
    buf_release(&line);
}

static void plural(struct buf *out, size_t count, const char *noun)
{
    buf_printf(out, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

void losses_write_text(const struct losses_report *r, struct page *p)
{
    const struct loss_sink *lost = &r->losses->sink;
    size_t options = 0, reasons = 0, references = 0;
    struct buf line = {0};
    for (size_t i = 0; i < r->bank->question_count; i++) {
        const struct question *q = &r->bank->questions[i];
        options += q->option_count;
        references += q->reference_count;
        for (size_t k = 0; k < q->option_count; k++)
            reasons += *q->options[k].why != '\0';
        for (size_t k = 0; k < q->prompt_count; k++)
            reasons += *q->prompts[k].why != '\0';
    }
    all_lines(p, r);
    hidden_line(p, r);
    plural(&line, r->bank->question_count, "question");
    buf_text(&line, ": ");
    plural(&line, options, "option");
    buf_text(&line, ", ");
    plural(&line, reasons, "reason");
    buf_text(&line, ", ");
    plural(&line, references, "reference");
    buf_printf(&line, ". %zu changed, %zu left out.", lost->changed, lost->left_out);
    page_words(p, PAGE_PLAIN, "", 0, line.bytes);
    buf_release(&line);
}

/* --- as JSON --- */

static void put_place(struct json_writer *w, const char *key, uint32_t n)
{
    json_put_key(w, key);
    if (n == 0)
        json_put_null(w);
    else
        json_put_int(w, n);
}

static void put_loss(struct json_writer *w, const struct loss *loss)
{
    bool is_read = loss->at.path != NULL;
    json_open(w, '{');
    json_member_string(w, "kind", loss->kind == LOSS_CHANGED ? "changed" : "left-out");
    json_member_string(w, "path", loss->at.path);
    put_place(w, "line", is_read ? loss->at.line : 0);
    put_place(w, "col", is_read ? loss->at.col : 0);
    json_member_string(w, "question", *loss->question != '\0' ? loss->question : NULL);
    json_member_string(w, "field", loss->field);
    json_member_string(w, "message", loss->what);
    json_close(w, '}');
}

/* What was left out in writing, sorted by question. */
struct dropped {
    const struct loss **of;
    size_t count;
};

static int by_question(const void *a, const void *b)
{
    const struct loss *const *x = a, *const *y = b;
    return strcmp((*x)->question, (*y)->question);
}

static struct dropped find_dropped(const struct losses *l)
{
    struct dropped d = {mem_get((l->count + 1) * sizeof *d.of), 0};
    for (size_t i = 0; i < l->count; i++)
        if (l->found[i].kind == LOSS_LEFT_OUT && l->found[i].at.path == NULL)
            d.of[d.count++] = &l->found[i];
    qsort(d.of, d.count, sizeof *d.of, by_question);
    return d;
}

static bool is_dropped(const struct dropped *d, const char *id, const char *field)
{
    size_t low = 0, high = d->count;
    while (low < high) { /* the first loss of question ID */
        size_t middle = low + (high - low) / 2;
        if (strcmp(d->of[middle]->question, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < d->count && strcmp(d->of[low]->question, id) == 0; low++)
        if (strcmp(d->of[low]->field, field) == 0 ||
            strcmp(d->of[low]->field, "question") == 0)
            return true;
    return false;
}

static void put_hidden(struct json_writer *w, const struct losses_report *r)
{
    const char *name[MEMBERS];
    size_t count = hidden(r, name);
    json_put_key(w, "hidden");
    json_open(w, '[');
    for (size_t i = 0; i < count; i++)
        json_put_string(w, name[i]);
    json_close(w, ']');
}

static void put_carried(struct json_writer *w, const struct losses_report *r,
                        const struct dropped *dropped, const struct question *q)
{
    struct member member[MEMBERS];
    members_of(q, member);
    json_open(w, '{');
    json_member_string(w, "id", q->id);
    json_put_key(w, "carried");
    json_open(w, '[');
    for (size_t i = 0; i < MEMBERS; i++)
        if (member[i].is_there && (member[i].is_asked || !r->is_without_key) &&
            !is_dropped(dropped, q->id, member[i].name))
            json_put_string(w, member[i].name);
    json_close(w, ']');
    json_close(w, '}');
}

void losses_write_json(const struct losses_report *r, struct page *p)
{
    struct json_writer w = {.out = &p->out, .indent = 2};
    json_open(&w, '{');
    json_member_string(&w, "format", "quizctl.losses/1");
    json_put_key(&w, "tool");
    json_open(&w, '{');
    json_member_string(&w, "name", "quizctl");
    json_member_string(&w, "version", r->version);
    json_close(&w, '}');
    json_member_string(&w, "to", r->to);
    json_member_int(&w, "changed", (int64_t)r->losses->sink.changed);
    json_member_int(&w, "left_out", (int64_t)r->losses->sink.left_out);
    json_put_key(&w, "losses");
    json_open(&w, '[');
    for (size_t i = 0; i < r->losses->count; i++)
        put_loss(&w, &r->losses->found[i]);
    json_close(&w, ']');
    if (r->is_without_key)
        put_hidden(&w, r);
    struct dropped dropped = find_dropped(r->losses);
    json_put_key(&w, "questions");
    json_open(&w, '[');
    for (size_t i = 0; i < r->bank->question_count; i++)
        put_carried(&w, r, &dropped, &r->bank->questions[i]);
    json_close(&w, ']');
    free(dropped.of);
    json_close(&w, '}');
    buf_char(&p->out, '\n');
}
