/*
 * test_answer.c - answers as ids, out and back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "quizctl/answer.h"
#include "quizctl/mem.h"

static const struct option options[] = {{.id = "efs"}, {.id = "s3"}, {.id = "ebs"}};
static const struct prompt prompts[] = {{.id = "fast"}, {.id = "cheap"}};

static struct question question(enum question_kind kind)
{
    return (struct question){.kind = kind,
                             .options = options,
                             .option_count = COUNT(options),
                             .prompts = prompts,
                             .prompt_count = COUNT(prompts)};
}

static void answer_read__reads_what_answer_ids_wrote(void **state)
{
    (void)state;
    static const struct {
        enum question_kind kind;
        const char *ids;
    } row[] = {
        {QUESTION_CHOICE,   ""                 },
        {QUESTION_CHOICE,   "s3"               },
        {QUESTION_CHOICE,   "efs ebs"          },
        {QUESTION_CHOICE,   "efs s3 ebs"       },
        {QUESTION_ORDERING, ""                 },
        {QUESTION_ORDERING, "ebs efs s3"       },
        {QUESTION_MATCHING, "fast:ebs cheap:s3"},
        {QUESTION_MATCHING, "fast:s3 cheap:s3" },
        {QUESTION_MATCHING, "cheap:efs"        },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        const struct question q = question(row[i].kind);
        struct answer a = {.picked = 0xFF};
        struct buf ids = {0};
        if (answer_read(&a, &q, row[i].ids) != 0)
            fail_msg("\"%s\" was refused", row[i].ids);
        answer_ids(&ids, &q, a, " ");
        assert_string_equal(ids.bytes, row[i].ids);
        assert_int_equal(answer_is_blank(&a), row[i].ids[0] == '\0');
        buf_release(&ids);
    }
}

static void answer_read__refuses_what_the_question_does_not_have(void **state)
{
    (void)state;
    static const struct {
        enum question_kind kind;
        const char *ids;
    } row[] = {
        {QUESTION_CHOICE,   "fsx"             },
        {QUESTION_CHOICE,   "B"               },
        {QUESTION_MATCHING, "1:s3"            },
        {QUESTION_CHOICE,   "s3 s3"           },
        {QUESTION_CHOICE,   "s3  efs"         },
        {QUESTION_CHOICE,   "fast:s3"         },
        {QUESTION_ORDERING, "efs nothing"     },
        {QUESTION_MATCHING, "s3"              },
        {QUESTION_MATCHING, "slow:s3"         },
        {QUESTION_MATCHING, "fast:fsx"        },
        {QUESTION_MATCHING, "fast:s3 fast:efs"},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        const struct question q = question(row[i].kind);
        struct answer a = {.picked = 0xFF};
        if (answer_read(&a, &q, row[i].ids) == 0)
            fail_msg("\"%s\" was taken", row[i].ids);
        assert_int_equal(a.picked, 0xFF);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answer_read__reads_what_answer_ids_wrote),
        cmocka_unit_test(answer_read__refuses_what_the_question_does_not_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
