/*
 * test_markdown_key.c - keys as people write them below a question in Markdown: all of
 * them is read, or there is none. NULL: the question has to be left out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "format/draft.h"
#include "format/format_json.h"
#include "format/formats.h"
#include "quizctl/mem.h"

#define ANY "Which services fit?"
#define TWO "Which two fit? (Select TWO.)"
#define ONE "Which one fits?"

/* The right options of the one question in TEXT, "BD"; "" when it is left out. */
static void read_key(const char *text, char key[LIMIT_OPTIONS + 1])
{
    struct bank bank = {0};
    struct diag_sink sink = {0};
    struct loss_sink losses = {0};
    struct import in = {
        .bank = &bank, .path = "x", .sink = &sink, .losses = &losses, .is_whole = true};
    size_t count = 0;
    struct buf copy = {0};
    buf_text(&copy, text);
    format_markdown.read(&in, copy.bytes, copy.len);
    import_finish(&in, "x");
    assert_true(bank.question_count <= 1);
    for (size_t i = 0; bank.question_count > 0 && i < bank.questions[0].option_count; i++)
        if (bank.questions[0].options[i].is_key)
            key[count++] = (char)('A' + i);
    key[count] = '\0';
    import_release(&in);
    bank_release(&bank);
    buf_release(&copy);
}

static void assert_key(const char *text, const char *shown, const char *want)
{
    char key[LIMIT_OPTIONS + 1];
    read_key(text, key);
    if (strcmp(key, want != NULL ? want : "") != 0)
        fail_msg("%s: the key is \"%s\", not \"%s\"", shown, key,
                 want != NULL ? want : "");
}

static void note_read_key__reads_all_of_a_section_or_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *prompt, *key, *want;
    } row[] = {
        {ANY, "1. Amazon EFS\n2. Amazon FSx for Lustre",                               "BD"},
        {TWO, "1. Amazon EFS\n2. Amazon FSx for Lustre",                               "BD"},
        {ANY, "- Amazon EFS\n- Amazon FSx for Lustre",                                 "BD"},
        {ANY, "Amazon EFS\nAmazon FSx for Lustre",                                     "BD"},
        {TWO, "1. **Amazon EFS**\n2. **Amazon FSx for Lustre**",                       "BD"},
        {TWO, "B: Amazon EFS and D: Amazon FSx for Lustre",                            "BD"},
        {TWO, "B: Amazon EFS, D: Amazon FSx for Lustre",                               "BD"},
        {TWO, "**B: Amazon EFS** and **D: Amazon FSx for Lustre**",                    "BD"},
        {ANY, "B (shared files) and D (HPC)",                                          "BD"},
        {ONE, "D\n\nB: too slow",                                                      "D" },
        {TWO,
         "- ✅ B. Amazon EFS\n- ✅ D. Amazon FSx for Lustre\n- ❌ A. Amazon S3 with Amazon "
         "EFS",                                                                        "BD"},
        {TWO, "- [x] B\n- [ ] C\n- [x] D",                                             "BD"},
        {TWO, "**B: Amazon EFS**\n\nShared.\n\n**D: Amazon FSx for Lustre**\n\nFast.",
         "BD"                                                                              },
        {TWO,
         "1. **B** - Amazon EFS\n   - shared\n2. **D** - Amazon FSx for Lustre\n   - "
         "fast",                                                                       "BD"},
        {ANY, "B:\nAmazon EFS\n\nD:\nAmazon FSx for Lustre",                           "BD"},
        {ANY, "Both B and D",                                                          "BD"},
        {ANY, "B D",                                                                   "BD"},
        {ONE, "D, because B and C have too much latency",                              "D" },
        {ANY, "**Amazon EFS** and **Amazon FSx for Lustre**",                          "BD"},
        {ANY, "Amazon EFS, Amazon FSx for Lustre",                                     "BD"},
        {ONE, "D: Amazon FSx for Lustre",                                              "D" },
        {ONE, "**D. Amazon FSx for Lustre**",                                          "D" },
        {ONE, "Amazon FSx for Lustre",                                                 "D" },
        {TWO, "B and D",                                                               "BD"},
        {TWO, "B, D",                                                                  "BD"},
        {TWO, "BD",                                                                    "BD"},
        {TWO, "B/D",                                                                   "BD"},
        {ONE, "D: Amazon FSx for Lustre. It is fast.",                                 "D" },
        {ONE, "B is wrong, D is right",                                                NULL},
        {ONE, "D ✅",                                                                 "D" },
        {ONE, "B ❌ D ✅",                                                           NULL},
        {ANY, "BD is wrong",                                                           NULL},
        {ONE, "B, C, or D",                                                            NULL},
        {ONE, "B or D",                                                                NULL},
        {ONE, "D. Amazon EFS",                                                         NULL},
        {ANY, "b) and d)",                                                             "BD"},
        {ANY, "B. and D.",                                                             "BD"},
        {ANY, "B) and then D)",                                                        "BD"},
        {ANY, "B) Amazon EFS and D) Amazon FSx",                                       "BD"},
        {ANY, "B. Amazon EFS, D. Amazon FSx for Lustre",                               "BD"},
        {ANY, "B (Amazon EFS), D (FSx)",                                               "BD"},
        {ANY, "B - Amazon EFS; D - Amazon FSx for Lustre",                             "BD"},
        {ANY, "`B`, `D`",                                                              "BD"},
        {ONE, "`D`",                                                                   "D" },
        {ANY, "B、D",                                                                 "BD"},
        {ANY, "B和D",                                                                 "BD"},
        {ANY, "B и D",                                                                "BD"},
        {ANY, "B y D",                                                                 "BD"},
        {ANY, "Options B and D",                                                       "BD"},
        {ONE, "Option D",                                                              "D" },
        {ONE, "D (not B)",                                                             "D" },
        {ONE, "Option D is correct; option B is not.",                                 "D" },
        {TWO, "- **B**: shared\n- **D**: fast",                                        "BD"},
        {TWO, "B: shared\nD: fast",                                                    "BD"},
        {ONE, "~~B~~ D",                                                               NULL},
        {ONE, "**D**\n\n**B: Amazon EFS**\n\nNot fast.",                               NULL},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf text = {0};
        buf_printf(&text,
                   "# D: S\n\n## Question\n\n%s\n\nA. Amazon S3 with Amazon EFS\n"
                   "B. Amazon EFS\nC. Amazon S3\nD. Amazon FSx for Lustre\n"
                   "E. Amazon EBS\n\n## Correct Answer\n\n%s\n\n## Explanation\n\n"
                   "Because.\n",
                   row[i].prompt, row[i].key);
        assert_key(text.bytes, row[i].key, row[i].want);
        buf_release(&text);
    }
}

static void note_read_key__knows_labels_and_sentences(void **state)
{
    (void)state;
    static const struct {
        const char *key, *want;
    } row[] = {
        {"Falsche Antwort: A",                                                        NULL},
        {"Respuesta incorrecta: A",                                                   NULL},
        {"Mauvaise réponse : A",                                                     NULL},
        {"错误答案：A",                                                          NULL},
        {"Falsche Antworten: A, C\n\nRichtige Antwort: B",                            "B" },
        {"Wrong answer: A",                                                           NULL},
        {"Answer: A",                                                                 "A" },
        {"ANSWER = B",                                                                "B" },
        {"Answer - B",                                                                "B" },
        {"Answer B",                                                                  "B" },
        {"Option B is correct.",                                                      "B" },
        {"B is correct.",                                                             "B" },
        {"Answer: `B`, `C`",                                                          "BC"},
        {"Answer: B C",                                                               "BC"},
        {"Answer: B, because A is slow",                                              "B" },
        {"Answer: eins, drei",                                                        "AC"},
        {"Correcta: B",                                                               "B" },
        {"Richtig: B",                                                                "B" },
        {"Solución: B",                                                              "B" },
        {"Gabarito: B",                                                               "B" },
        {"Đáp án: B",                                                              "B" },
        {"解答：B",                                                                "B" },
        {"正答：B",                                                                "B" },
        {"【答案】AC",                                                            "AC"},
        {"正确答案是 B",                                                         "B" },
        {"答案：A、C",                                                            "AC"},
        {"正解：A、C",                                                            "AC"},
        {"Ответ: A и C",                                                        "AC"},
        {"Réponses : a), c)",                                                        "AC"},
        {"**Respuestas correctas: a) y c)**",                                         "AC"},
        {"Answer: A is wrong, B is right",                                            NULL},
        {"**Answer:** A ❌ B ✅",                                                   NULL},
        {"Answer: AB is wrong",                                                       NULL},
        {"Suggested answer: B\n\nCommunity answer: C",                                NULL},
        {"**Answer: A**\n\n_Explanation: it is one._",                                "A" },
        {"Correct Option: B",                                                         "B" },
        {"Ans: B",                                                                    "B" },
        {"Ans - C",                                                                   "C" },
        {"Correct answer: B, C",                                                      "BC"},
        {"Answer: A - because",                                                       "A" },
        {"<details><summary>Answer</summary>\n\n<b>A</b>\n\nIt works.\n\n</details>",
         "A"                                                                              },
        {"<details>\n<summary>Show answer</summary>\n<p><strong>Correct answer:</strong> "
         "A</p>\n</details>",                                                "A" },
        {"**Correct option:**\n\n**eins** - It is one.\n\n**Incorrect "
         "options:**\n\n**zwei** - It is two.",                              "A" },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct buf text = {0};
        buf_printf(&text,
                   "### 1. Welche passt?\n\n- A. eins\n- B. zwei\n- C. drei\n\n%s\n",
                   row[i].key);
        assert_key(text.bytes, row[i].key, row[i].want);
        buf_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(note_read_key__reads_all_of_a_section_or_nothing),
        cmocka_unit_test(note_read_key__knows_labels_and_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
