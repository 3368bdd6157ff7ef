/*
 * test_format_json.c - a bank from JSON and back. What each bad bank is told stands in
 * tests/cases/bank/; here is what a program, not a person, relies on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "quizctl/format.h"
#include "quizctl/mem.h"

static const char head[] = "\"format\":\"quizctl.bank/1\",\"id\":\"b\",\"title\":\"T\","
                           "\"exam\":{\"code\":\"X\",\"title\":\"X\",\"domains\":["
                           "{\"id\":\"d1\",\"title\":\"One\",\"weight\":100}]}";
#define OPTIONS                                                                          \
    "\"options\":[{\"id\":\"efs\",\"text\":\"EFS\",\"correct\":true,\"why\":\"y\"},"     \
    "{\"id\":\"s3\",\"text\":\"S3\",\"why\":\"n\"}]"
#define REFERENCES "\"references\":[{\"title\":\"t\",\"url\":\"https://example.org/\"}]"

struct folder {
    char path[64];
};

static void make_folder(struct folder *f)
{
    snprintf(f->path, sizeof f->path, "/tmp/quizctl-test-XXXXXX");
    assert_non_null(mkdtemp(f->path));
}

static void put(const struct folder *f, const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", f->path, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void drop(const struct folder *f, const char *const *names, size_t count)
{
    char path[128];
    for (size_t i = 0; i < count; i++) {
        snprintf(path, sizeof path, "%s/%s", f->path, names[i]);
        unlink(path);
    }
    rmdir(f->path);
}

static void load(struct bank *bank, const char *path)
{
    struct diag_sink sink = {0};
    struct err err = {0};
    if (format_load(bank, path, &sink, NULL, &err) != 0)
        fail_msg("%s: %s", err.where, err.what);
    assert_int_equal(sink.warnings, 0);
}

static void format_load__reads_the_bank_that_is_built_in(void **state)
{
    (void)state;
    struct bank bank = {0};
    load(&bank, NULL);
    assert_string_equal(bank.id, "aws-ml-storage");
    assert_true(bank.question_count >= 12);
    long place = bank_find(&bank, "lustre-satellite", strlen("lustre-satellite"));
    assert_true(place >= 0);
    const struct question *q = &bank.questions[place];
    assert_int_equal(q->select, 1);
    for (size_t i = 0; i < q->option_count; i++)
        assert_int_equal(q->options[i].is_key,
                         strstr(q->options[i].id, "lustre") != NULL);
    bank_release(&bank);
}

static void format_load__gives_the_built_in_bank_the_digest_of_its_folder(void **state)
{
    (void)state;
    struct bank inside = {0}, folder = {0};
    char one[DIGEST_HEX], two[DIGEST_HEX];
    load(&inside, NULL);
    load(&folder, TEST_SOURCE_DIR "/questions/aws-ml-storage");
    format_digest(&inside, one);
    format_digest(&folder, two);
    assert_string_equal(one, two);
    bank_release(&inside);
    bank_release(&folder);
}

/* What was written is read back equal: the canonical text of both is the same. */
static void format_write_json__is_read_back_equal(void **state)
{
    (void)state;
    static const int indents[] = {0, 2};
    struct bank bank = {0};
    struct buf first = {0};
    load(&bank, NULL);
    format_write_json(&bank, 0, &first);
    for (size_t i = 0; i < COUNT(indents); i++) {
        struct folder f;
        struct buf text = {0}, second = {0};
        struct bank again = {0};
        char path[96];
        make_folder(&f);
        format_write_json(&bank, indents[i], &text);
        put(&f, "bank.json", text.bytes);
        snprintf(path, sizeof path, "%s/bank.json", f.path);
        load(&again, path);
        format_write_json(&again, 0, &second);
        assert_string_equal(first.bytes, second.bytes);
        drop(&f, (const char *const[]){"bank.json"}, 1);
        bank_release(&again);
        buf_release(&text);
        buf_release(&second);
    }
    buf_release(&first);
    bank_release(&bank);
}

static void format_digest__does_not_see_how_a_folder_is_cut(void **state)
{
    (void)state;
    static const char q1[] =
        "{\"id\":\"q1\",\"domain\":\"d1\",\"prompt\":\"p\"," OPTIONS "," REFERENCES "}";
    static const char q2[] = "{" REFERENCES ", \"prompt\" : \"p\",\n" OPTIONS
                             ",\"domain\":\"d1\",\"id\":\"q2\"}";
    struct folder whole, cut;
    struct bank one = {0}, two = {0};
    char text[2048], a[DIGEST_HEX], b[DIGEST_HEX];
    make_folder(&whole);
    make_folder(&cut);
    snprintf(text, sizeof text, "{%s,\"questions\":[%s,%s]}", head, q1, q2);
    put(&whole, "bank.json", text);
    snprintf(text, sizeof text, "{%s}", head);
    put(&cut, "00.json", text);
    snprintf(text, sizeof text, "{\"questions\":[%s],\"format\":\"quizctl.bank/1\"}", q1);
    put(&cut, "10.json", text);
    snprintf(text, sizeof text, "{\"questions\":[%s],\"format\":\"quizctl.bank/1\"}", q2);
    put(&cut, "20.json", text);
    put(&cut, "readme.txt", "not read");
    load(&one, whole.path);
    load(&two, cut.path);
    format_digest(&one, a);
    format_digest(&two, b);
    assert_string_equal(a, b);
    assert_int_equal(two.question_count, 2);
    assert_string_equal(two.questions[1].id, "q2");
    two.questions[1].prompt = "another word";
    format_digest(&two, b);
    assert_string_not_equal(a, b);
    bank_release(&one);
    bank_release(&two);
    drop(&whole, (const char *const[]){"bank.json"}, 1);
    drop(&cut, (const char *const[]){"00.json", "10.json", "20.json", "readme.txt"}, 4);
}

static void format_load__leaves_the_bank_alone_when_it_fails(void **state)
{
    (void)state;
    struct bank bank = {0};
    struct diag_sink sink = {0};
    struct err err = {0};
    struct folder f;
    load(&bank, NULL);
    size_t before = bank.question_count;
    make_folder(&f);
    put(&f, "bad.json", "{\"format\":\"quizctl.bank/1\",\"id\":\"x\",\"title\":\"\"}");
    assert_int_equal(format_load(&bank, f.path, &sink, NULL, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_int_equal(sink.errors, 2);
    assert_int_equal(bank.question_count, before);
    assert_string_equal(bank.id, "aws-ml-storage");
    bank_release(&bank);
    drop(&f, (const char *const[]){"bad.json"}, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(format_load__reads_the_bank_that_is_built_in),
        cmocka_unit_test(format_load__gives_the_built_in_bank_the_digest_of_its_folder),
        cmocka_unit_test(format_write_json__is_read_back_equal),
        cmocka_unit_test(format_digest__does_not_see_how_a_folder_is_cut),
        cmocka_unit_test(format_load__leaves_the_bank_alone_when_it_fails),
    };
    return cmocka_run_group_tests_name("format_json", tests, NULL, NULL);
}
