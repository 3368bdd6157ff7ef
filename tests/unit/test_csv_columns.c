/*
 * test_csv_columns.c - names of columns, ours and other people's.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "format/csv_columns.h"
#include "quizctl/limits.h"
#include "quizctl/mem.h"

static void csv_column_of__knows_what_people_write(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum csv_member member;
        size_t place;
    } row[] = {
        {"prompt",                                                               CSV_PROMPT,      0 },
        {" Question Text ",                                                      CSV_PROMPT,      0 },
        {"A",                                                                    CSV_OPTION,      0 },
        {"OptionD",                                                              CSV_OPTION,      3 },
        {"option_b",                                                             CSV_OPTION,      1 },
        {"answer 12",                                                            CSV_OPTION,      11},
        {"choice-Z",                                                             CSV_OPTION,      25},
        {"Answer",                                                               CSV_CORRECT,     0 },
        {"CorrectAnswer(s)",                                                     CSV_CORRECT,     0 },
        {"Explanation",                                                          CSV_EXPLANATION, 0 },
        {"explanation c",                                                        CSV_WHY,         2 },
        {"Answer1Feedback",                                                      CSV_WHY,         0 },
        {"Option B Explanation",                                                 CSV_WHY,         1 },
        {"incorrect_answer_2",                                                   CSV_WRONG,       1 },
        {"option 27",                                                            CSV_NONE,        0 },
        {"1",                                                                    CSV_NONE,        0 },
        {"",                                                                     CSV_NONE,        0 },
        {"points",                                                               CSV_NONE,        0 },
        {"a name far too long to be one of those that any table ever had in it", CSV_NONE,
         0                                                                                          },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct csv_column c = csv_column_of(row[i].name);
        if (c.member != row[i].member ||
            (c.member != CSV_NONE && c.place != row[i].place))
            fail_msg("'%s' is member %d, place %zu", row[i].name, (int)c.member, c.place);
    }
}

static void csv_column_name__is_known_again(void **state)
{
    (void)state;
    for (int member = CSV_ID; member <= CSV_ITEM_IDS; member++) {
        bool has_place = member == CSV_OPTION || member == CSV_WHY ||
                         member == CSV_ITEM || member == CSV_ITEM_WHY ||
                         member == CSV_WRONG;
        for (size_t place = 0; place < (has_place ? LIMIT_OPTIONS : 1); place++) {
            struct csv_name name = csv_column_name((enum csv_member)member, place);
            struct csv_column c = csv_column_of(name.text);
            int want = member == CSV_ITEM_WHY ? CSV_WHY : member;
            if ((int)c.member != want || c.place != place)
                fail_msg("'%s' is member %d, place %zu", name.text, (int)c.member,
                         c.place);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_column_of__knows_what_people_write),
        cmocka_unit_test(csv_column_name__is_known_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
