/*
 * typed.c - what a learner typed, read as an answer to the question on the screen.
 *
 * In:   a line, the question, and the order in which its options are shown.
 * Out:  an answer by the bank's places, or a friendly sentence. Letters are translated
 *       here, with the shuffle, and nowhere else.
 */
#include <ctype.h>
#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/session.h"

/* One line on its way to an answer. */
struct typed {
    const struct question *question;
    const uint8_t *shown;
    struct answer answer;
    size_t picks;
    struct buf *complaint;
};

static const char *number_word(size_t n)
{
    static const char *const words[] = {"none", "one",   "two",   "three", "four", "five",
                                        "six",  "seven", "eight", "nine",  "ten"};
    return n < COUNT(words) ? words[n] : "that many";
}

static int refuse(struct typed *t, const char *fmt, ...) QUIZCTL_PRINTF(2, 3);

static int refuse(struct typed *t, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(t->complaint, fmt, ap);
    va_end(ap);
    return -1;
}

/* What an answer looks like, for a line that looks like nothing. */
static int not_an_answer(struct typed *t)
{
    switch (t->question->kind) {
    case QUESTION_ORDERING:
        return refuse(t, "Answer with letters in their order, as in B D A.");
    case QUESTION_MATCHING:
        return refuse(t, "Answer with a letter for each number, as in 1c 2a.");
    default:
        return refuse(t, "Answer with letters, as in A%s.",
                      t->question->select > 1 ? " C" : "");
    }
}

/* The option shown at LETTER, or -1 after a complaint. */
static int option_of(struct typed *t, char letter)
{
    size_t count = t->question->option_count;
    int upper = toupper((unsigned char)letter);
    if (upper < 'A' || upper > 'Z')
        return not_an_answer(t);
    if ((size_t)(upper - 'A') >= count)
        return refuse(t, "There is no option %c; the letters go from A to %c.", upper,
                      (char)('A' + count - 1));
    return t->shown[upper - 'A'];
}

/* The next letter of a choice or an ordering. */
static int take_letter(struct typed *t, char letter)
{
    int option = option_of(t, letter);
    if (option < 0)
        return -1;
    uint32_t bit = (uint32_t)1 << option;
    if (t->answer.picked & bit)
        return refuse(t, "%c stands there twice; give each letter once.",
                      toupper((unsigned char)letter));
    t->answer.picked |= bit;
    if (t->picks < LIMIT_OPTIONS)
        answer_put(&t->answer, t->picks, (size_t)option);
    t->picks++;
    return 0;
}

static bool is_separator(char c)
{
    return c != '\0' && strchr(" \t,;.:=/+&>()[]-", c) != NULL;
}

/* "A and C": the word between two answers is no letters. */
static bool is_and(const char *word, size_t len, bool is_first, const char *rest)
{
    return len == 3 && !is_first && *rest != '\0' &&
           tolower((unsigned char)word[0]) == 'a' &&
           tolower((unsigned char)word[1]) == 'n' &&
           tolower((unsigned char)word[2]) == 'd';
}

static int take_letters(struct typed *t, const char *line)
{
    bool is_first = true;
    while (*line != '\0') {
        if (is_separator(*line)) {
            line++;
            continue;
        }
        size_t len = 0;
        while (line[len] != '\0' && !is_separator(line[len]))
            len++;
        if (!is_and(line, len, is_first, line + len))
            for (size_t i = 0; i < len; i++)
                if (take_letter(t, line[i]) != 0)
                    return -1;
        is_first = false;
        line += len;
    }
    return 0;
}

/* "1c 2a 3b" in any order and separation; without numbers, a letter for each prompt in
 * turn: "cab". */
static int take_pairs(struct typed *t, const char *line)
{
    const struct question *q = t->question;
    bool has_numbers = line[strcspn(line, "0123456789")] != '\0';
    for (size_t next = 0; *line != '\0';) {
        size_t digits = strspn(line, "0123456789");
        if (is_separator(*line)) {
            line++;
            continue;
        }
        long prompt = has_numbers ? question_prompt(q, line, digits) : (long)next++;
        if (has_numbers && digits == 0)
            return not_an_answer(t);
        if (prompt < 0 || (size_t)prompt >= q->prompt_count)
            return refuse(t, "The numbers go from 1 to %zu.", q->prompt_count);
        for (line += digits; is_separator(*line); line++)
            ;
        int option = option_of(t, *line);
        if (option < 0)
            return -1;
        if ((size_t)prompt < t->answer.count && t->answer.place[prompt] != ANSWER_OPEN)
            return refuse(t, "%ld stands there twice; give each number once.",
                          prompt + 1);
        answer_put(&t->answer, (size_t)prompt, (size_t)option);
        t->picks++;
        line++;
    }
    return 0;
}

static int check_count(struct typed *t)
{
    const struct question *q = t->question;
    const char *noun = q->kind == QUESTION_MATCHING ? "pair" : "letter";
    if (t->picks == q->select)
        return 0;
    return refuse(t, "This question wants %s %s%s; you gave %s.", number_word(q->select),
                  noun, q->select == 1 ? "" : "s", number_word(t->picks));
}

int session_read(const struct question *q, const uint8_t *shown, const char *typed,
                 struct answer *answer, struct buf *complaint)
{
    struct typed t = {.question = q, .shown = shown, .complaint = complaint};

    if ((q->kind == QUESTION_MATCHING ? take_pairs : take_letters)(&t, typed) != 0 ||
        check_count(&t) != 0)
        return -1;
    if (q->kind == QUESTION_CHOICE) {
        *answer = (struct answer){.picked = t.answer.picked};
    } else {
        *answer = t.answer;
        answer->picked = 0;
    }
    return 0;
}
