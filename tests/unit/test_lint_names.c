/*
 * test_lint_names.c - old names of services, and services that nothing else names.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lint_seen.h"

static struct option options[] = {
    {.id = "x", .text = "X", .why = "", .subject = "", .at = {"b", 2, 1}},
    {.id = "y", .text = "Y", .why = "", .subject = "", .at = {"b", 3, 1}},
};

static void lint_old_name__knows_names_from_their_parts(void **state)
{
    (void)state;
    static const struct {
        const char *why, *text, *want;
    } row[] = {
        {"an old name",             "Amazon Kinesis Data Firehose delivers",
         "Kinesis Data Firehose is now Amazon Data Firehose"                                                                 },
        {"at the end",              "It goes through AWS SSO",                                      "AWS SSO is now"         },
        {"its new name",            "Amazon Data Firehose, Amazon Kinesis Data Streams",            NULL                     },
        {"told as old",             "Amazon Data Firehose (formerly Amazon Kinesis Data Firehose)",
         NULL                                                                                                                },
        {"told as old in capitals", "Previously AWS Single Sign-On",                                NULL                     },
        {"part of a word",          "a QuickSightings file, unQuickSight",                          NULL                     },
        {"in small letters",        "aws quicksight list-users",                                    NULL                     },
        {"the service",             "Amazon SageMaker training jobs",                               "Amazon SageMaker is now"},
        {"the service, at the end", "with Amazon SageMaker.",                                       "Amazon SageMaker is now"},
        {"its new name goes on",    "Amazon SageMaker AI",                                          NULL                     },
        {"a part of it",            "Amazon SageMaker HyperPod",                                    NULL                     },
        {"one of two",
         "Amazon SageMaker AI, once Amazon SageMaker; Amazon SageMaker jobs of last year "
         "and the year before",                                                                     "Amazon SageMaker is now"},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct question q = seen_question("q", row[i].text, options, 2, 1);
        struct bank bank = seen_bank(&q, 1);
        struct seen s = seen_in(&bank, "old-name");
        if (row[i].want == NULL ? s.text.len > 0
                                : strstr(buf_str(&s.text), row[i].want) == NULL)
            fail_msg("%s: got '%s'", row[i].why, buf_str(&s.text));
        seen_release(&s);
    }
}

static void lint_old_name__is_told_once_a_question(void **state)
{
    (void)state;
    struct question q =
        seen_question("q", "Kinesis Firehose, Kinesis Firehose", options, 2, 1);
    q.explanation.need = "Kinesis Firehose";
    struct bank bank = seen_bank(&q, 1);
    struct seen s = seen_in(&bank, "old-name");
    assert_int_equal(s.sink.warnings, 1);
    seen_release(&s);
}

static void lint_stray_service__takes_services_from_the_subjects(void **state)
{
    (void)state;
    static struct subject subjects[] = {
        {.id = "efs",      .title = "Amazon EFS with Bursting throughput", .base = -1},
        {.id = "lustre",   .title = "Amazon FSx for Lustre on HDD",        .base = -1},
        {.id = "s3",       .title = "Amazon S3",                           .base = -1},
        {.id = "s3-files", .title = "Amazon S3 Files",                     .base = -1},
        {.id = "shards",   .title = "TFRecord files",                      .base = -1},
    };
    static const struct {
        const char *why, *text, *subject, *reason, *want;
    } row[] = {
        {"neither option nor question", "A disk",         "",    "EFS has no block access.",
         "begins with EFS"                                                                                                     },
        {"a name of several words",     "A disk",         "",    "Amazon FSx for Lustre is faster.",
         "begins with FSx for Lustre"                                                                                          },
        {"the longest name",            "A disk",         "",    "S3 Files mounts it.",                  "begins with S3 Files"},
        {"a longer name is another",    "Amazon S3",      "",    "S3 Files mounts it.",                  NULL                  },
        {"the option names it",         "Amazon EFS",     "",    "EFS is shared.",                       NULL                  },
        {"the question names it",       "A disk",         "",    "FSx for OpenZFS or Windows is meant.",
         NULL                                                                                                                  },
        {"the subject names it",        "One file share", "efs", "EFS is it.",                           NULL                  },
        {"it speaks of the option too", "A disk",         "",    "A disk is no EFS.",                    NULL                  },
        {"in the second sentence",      "A disk",         "",    "Blocks have no names. EFS has.",       NULL                  },
        {"a way, not a service",        "A disk",         "",    "TFRecord files are read in a row.",    NULL                  },
        {"part of a word",              "A disk",         "",    "MYEFS and S3A are something else.",    NULL                  },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct option o[] = {options[0], options[1]};
        o[0].text = row[i].text;
        o[0].subject = row[i].subject;
        o[0].why = row[i].reason;
        struct question q = seen_question("q", "Which one?", o, 2, 1);
        struct bank bank = seen_bank(&q, 1);
        bank.facts.subjects = subjects;
        bank.facts.subject_count = COUNT(subjects);
        struct seen s = seen_in(&bank, "stray-service");
        if (row[i].want == NULL ? s.text.len > 0
                                : strstr(buf_str(&s.text), row[i].want) == NULL)
            fail_msg("%s: got '%s'", row[i].why, buf_str(&s.text));
        seen_release(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lint_old_name__knows_names_from_their_parts),
        cmocka_unit_test(lint_old_name__is_told_once_a_question),
        cmocka_unit_test(lint_stray_service__takes_services_from_the_subjects),
    };
    return cmocka_run_group_tests_name("lint_names", tests, NULL, NULL);
}
