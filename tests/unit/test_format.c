/*
 * test_format.c - every format of the table that is read and written gives the shipped
 * bank back, save for what its own report of losses says. So no loss is silent.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "quizctl/format.h"
#include "quizctl/losses.h"

static void load_builtin(struct bank *bank)
{
    struct diag_sink sink = {0};
    struct err err = {0};
    assert_int_equal(format_load(bank, NULL, &sink, NULL, &err), 0);
}

/* Of the question ID; "" for the bank. */
static bool is_lost(const struct losses *l, const char *id, const char *field)
{
    for (size_t i = 0; i < l->count; i++)
        if (strcmp(l->found[i].question, id) == 0 &&
            strcmp(l->found[i].field, field) == 0)
            return true;
    return false;
}

/* --- a question without what was lost --- */

/* A copy whose members may be blanked. */
struct copy {
    struct question q;
    struct option options[LIMIT_OPTIONS];
    struct prompt prompts[LIMIT_OPTIONS];
};

static const char *domain_title(const struct bank *bank, const char *id)
{
    long place = bank_domain(bank, id);
    return place >= 0 ? bank->exam.domains[place].title : id;
}

/* What may differ although nothing is lost: whether it is a draft follows from the rest.
 */
static void copy_question(struct copy *c, const struct bank *bank,
                          const struct question *q, const struct losses *losses)
{
    c->q = *q;
    memcpy(c->options, q->options, q->option_count * sizeof *c->options);
    if (q->prompt_count > 0)
        memcpy(c->prompts, q->prompts, q->prompt_count * sizeof *c->prompts);
    c->q.options = c->options;
    c->q.prompts = c->prompts;
    if (is_lost(losses, "", "domains"))
        c->q.domain = domain_title(bank, q->domain);
    c->q.is_draft = false;
}

static void blank_options(struct copy *c, const char *field)
{
    for (size_t i = 0; i < c->q.option_count; i++) {
        struct option *o = &c->options[i];
        if (strcmp(field, "options.id") == 0)
            o->id = "";
        if (strcmp(field, "options.subject") == 0)
            o->subject = "";
        if (strcmp(field, "options") == 0)
            o->text = "";
        if (strcmp(field, "why") == 0)
            o->why = "";
    }
    for (size_t i = 0; i < c->q.prompt_count; i++) {
        struct prompt *p = &c->prompts[i];
        if (strcmp(field, "options.id") == 0)
            p->match = "";
        if (strcmp(field, "prompts.id") == 0)
            p->id = "";
        if (strcmp(field, "why") == 0)
            p->why = "";
    }
}

static void blank(struct copy *c, const char *field)
{
    struct question *q = &c->q;
    struct explanation *e = &q->explanation;
    const struct {
        const char *name;
        const char **text;
        size_t *count;
    } members[] = {
        {"id",                    &q->id,       NULL                 },
        {"title",                 &q->title,    NULL                 },
        {"domain",                &q->domain,   NULL                 },
        {"skill",                 &q->skill,    NULL                 },
        {"topics",                NULL,         &q->topics.count     },
        {"case",                  &q->case_id,  NULL                 },
        {"scenario",              &q->scenario, NULL                 },
        {"prompt",                &q->prompt,   NULL                 },
        {"unproved",              &q->unproved, NULL                 },
        {"requires",              NULL,         &q->requirement_count},
        {"prefer",                NULL,         &q->preference_count },
        {"explanation.need",      &e->need,     NULL                 },
        {"explanation.why",       &e->why,      NULL                 },
        {"explanation.exam",      &e->exam,     NULL                 },
        {"explanation.practice",  NULL,         &e->practice.count   },
        {"explanation.takeaways", NULL,         &e->takeaways.count  },
        {"explanation.sections",  NULL,         &e->section_count    },
        {"references",            NULL,         &q->reference_count  },
    };
    for (size_t i = 0; i < COUNT(members); i++) {
        if (strcmp(members[i].name, field) != 0)
            continue;
        if (members[i].text != NULL)
            *members[i].text = "";
        if (members[i].count != NULL)
            *members[i].count = 0;
    }
    if (strcmp(field, "difficulty") == 0)
        q->difficulty = DIFFICULTY_NONE;
    if (strcmp(field, "keep_order") == 0)
        q->keep_order = false;
    blank_options(c, field);
}

static void blank_lost(struct copy *c, const struct losses *l, const char *id)
{
    for (size_t i = 0; i < l->count; i++)
        if (strcmp(l->found[i].question, id) == 0)
            blank(c, l->found[i].field);
}

/* --- a bank without its questions and without what was lost --- */

static void write_head(const struct bank *bank, const struct losses *losses,
                       struct buf *out)
{
    struct bank head = *bank;
    const struct {
        const char *name;
        const char **text;
    } texts[] = {
        {"id",       &head.id      },
        {"title",    &head.title   },
        {"language", &head.language},
        {"license",  &head.license },
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        if (is_lost(losses, "", texts[i].name))
            *texts[i].text = "";
    if (is_lost(losses, "", "exam"))
        head.exam = (struct exam){
            .code = "", .title = "", .source = {.title = "", .url = ""}
        };
    if (is_lost(losses, "", "profiles"))
        head.profile_count = 0;
    if (is_lost(losses, "", "facts"))
        head.facts = (struct fact_table){.source_count = 0};
    head.question_count = head.case_count = 0; /* they are looked at one by one */
    format_write_json(&head, 1, out);
}

static void compare_heads(const struct format *f, const struct bank *old,
                          const struct bank *new, const struct losses *losses)
{
    struct buf was = {0}, is = {0};
    write_head(old, losses, &was);
    write_head(new, losses, &is);
    if (strcmp(buf_str(&was), buf_str(&is)) != 0)
        fail_msg("%s: the bank came back otherwise:\n%s\n%s", f->name, was.bytes,
                 is.bytes);
    buf_release(&was);
    buf_release(&is);
}

/* --- there and back --- */

static void write_file(char path[64], const struct format *f, const struct buf *bytes)
{
    snprintf(path, 64, "/tmp/quizctl-test-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes->bytes, bytes->len), bytes->len);
    close(fd);
    (void)f;
}

static void read_back(struct bank *bank, const struct format *f, const struct buf *bytes)
{
    char path[64], *paths[] = {path};
    struct diag_sink sink = {0};
    struct losses losses;
    struct err err = {0};
    size_t unread;
    losses_init(&losses);
    write_file(path, f, bytes);
    int rc = format_import(bank, paths, 1, f, &sink, &losses.sink, &unread, &err);
    unlink(path);
    if (rc != 0)
        fail_msg("%s: %s", f->name, err.what);
    if (losses.count > 0)
        fail_msg("%s: reading what was written loses %s of '%s': %s", f->name,
                 losses.found[0].field, losses.found[0].question, losses.found[0].what);
    assert_int_equal(sink.errors, 0);
    losses_release(&losses);
}

static void compare(const struct format *f, const struct bank *old,
                    const struct bank *new, const struct losses *losses)
{
    size_t at = 0;
    for (size_t i = 0; i < old->question_count; i++) {
        const struct question *q = &old->questions[i];
        struct copy a = {0}, b = {0};
        struct buf was = {0}, is = {0};
        if (is_lost(losses, q->id, "question"))
            continue;
        if (at >= new->question_count)
            fail_msg("%s: '%s' did not come back", f->name, q->id);
        copy_question(&a, old, q, losses);
        copy_question(&b, new, &new->questions[at++], losses);
        blank_lost(&a, losses, q->id);
        blank_lost(&b, losses, q->id);
        format_write_question(&a.q, 1, &was);
        format_write_question(&b.q, 1, &is);
        if (strcmp(buf_str(&was), buf_str(&is)) != 0)
            fail_msg("%s: '%s' came back otherwise:\n%s\n%s", f->name, q->id, was.bytes,
                     is.bytes);
        buf_release(&was);
        buf_release(&is);
    }
    assert_int_equal(at, new->question_count);
}

static void format_table__gives_the_bank_back_but_for_what_it_reports(void **state)
{
    (void)state;
    struct bank bank = {0};
    load_builtin(&bank);
    for (const struct format *const *f = format_table; *f != NULL; f++) {
        struct bank again = {0};
        struct losses losses;
        struct buf bytes = {0};
        struct err err = {0};
        if ((*f)->read == NULL || (*f)->write == NULL)
            continue;
        losses_init(&losses);
        const struct format_plan plan = {.with_key = true, .losses = &losses.sink};
        if ((*f)->write(&bank, &plan, &bytes, &err) != 0)
            fail_msg("%s: %s", (*f)->name, err.what);
        read_back(&again, *f, &bytes);
        compare_heads(*f, &bank, &again, &losses);
        compare(*f, &bank, &again, &losses);
        buf_release(&bytes);
        losses_release(&losses);
        bank_release(&again);
    }
    bank_release(&bank);
}

static void format_table__gives_the_same_bytes_twice(void **state)
{
    (void)state;
    struct bank bank = {0};
    load_builtin(&bank);
    for (const struct format *const *f = format_table; *f != NULL; f++) {
        struct loss_sink none = {0};
        const struct format_plan plan = {.with_key = true, .losses = &none};
        struct buf one = {0}, two = {0};
        struct err err = {0};
        if ((*f)->write == NULL)
            continue;
        assert_int_equal((*f)->write(&bank, &plan, &one, &err), 0);
        assert_int_equal((*f)->write(&bank, &plan, &two, &err), 0);
        assert_int_equal(one.len, two.len);
        assert_memory_equal(one.bytes, two.bytes, one.len);
        buf_release(&one);
        buf_release(&two);
    }
    bank_release(&bank);
}

static void format_of__knows_what_the_table_writes(void **state)
{
    (void)state;
    struct bank bank = {0};
    load_builtin(&bank);
    for (const struct format *const *f = format_table; *f != NULL; f++) {
        struct loss_sink none = {0};
        const struct format_plan plan = {.with_key = true, .losses = &none};
        struct buf bytes = {0};
        struct err err = {0};
        if ((*f)->read == NULL || (*f)->write == NULL || (*f)->recognise == NULL)
            continue;
        assert_int_equal((*f)->write(&bank, &plan, &bytes, &err), 0);
        const struct format *found = format_of("questions", bytes.bytes, bytes.len);
        if (found != *f)
            fail_msg("%s is taken for %s", (*f)->name,
                     found != NULL ? found->name : "nothing");
        buf_release(&bytes);
    }
    bank_release(&bank);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(format_table__gives_the_bank_back_but_for_what_it_reports),
        cmocka_unit_test(format_table__gives_the_same_bytes_twice),
        cmocka_unit_test(format_of__knows_what_the_table_writes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
