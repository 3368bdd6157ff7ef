/*
 * opts_values.c - what an option's value may be, where another layer's table says it.
 *
 * Apart from opts.c because getopt.h and bank.h both have a struct option.
 */
#include "opts.h"

#include "quizctl/bank.h"
#include "quizctl/findings.h"
#include "quizctl/format.h"
#include "quizctl/lint.h"
#include "quizctl/report.h"
#include "quizctl/score.h"
#include "quizctl/stats.h"

const char *policy_value(size_t i)
{
    return i < POLICY_COUNT ? policy_name((enum policy)i) : NULL;
}

const char *format_read_value(size_t i)
{
    for (const struct format *const *f = format_table;; f++) {
        if (*f == NULL)
            return NULL;
        if ((*f)->read != NULL && i-- == 0)
            return (*f)->name;
    }
}

const char *format_write_value(size_t i)
{
    for (const struct format *const *f = format_table;; f++) {
        if (*f == NULL)
            return NULL;
        if ((*f)->write != NULL && i-- == 0)
            return (*f)->name;
    }
}

const char *difficulty_value(size_t i)
{
    return i < DIFFICULTY_HARD ? difficulty_name((enum difficulty)(i + 1)) : NULL;
}

const char *findings_format_value(size_t i)
{
    return findings_formats[i].name;
}

const char *lint_rule_value(size_t i)
{
    return lint_table[i].name;
}

const char *scores_format_value(size_t i)
{
    return scores_formats[i].name;
}

const char *attempts_format_value(size_t i)
{
    const struct scores_format *f = scores_formats;
    for (;; f++) {
        if (f->name == NULL || (!f->of_sheets && i-- == 0))
            return f->name;
    }
}

const char *progress_format_value(size_t i)
{
    return progress_formats[i].name;
}

const char *stats_format_value(size_t i)
{
    return stats_formats[i].name;
}

const char *stats_finding_value(size_t i)
{
    return i < STATS_FINDINGS ? stats_finding_name((enum stats_finding)i) : NULL;
}

const char *text_or_json_value(size_t i)
{
    static const char *const names[] = {"text", "json"};
    return i < COUNT(names) ? names[i] : NULL;
}
