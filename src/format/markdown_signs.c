/*
 * markdown_signs.c - the signs that questions in Markdown are made of: see the header.
 *
 * In:   one line.
 * Out:  what it is a sign of.
 */
#include "markdown_signs.h"

#include "markdown_scan.h"
#include "markdown_text.h"
#include "quizctl/limits.h"

/* --- the label of an option --- */

/* "[ ]", "[x]", "[]", "( )", "(x)" before the text. */
static bool skip_box(struct scan *s, bool *is_right)
{
    size_t i = 1;
    char open = at(s, 0), close = open == '[' ? ']' : ')';
    if (open != '[' && open != '(')
        return false;
    while (at(s, i) == ' ')
        i++;
    char c = at(s, i);
    *is_right = c == 'x' || c == 'X' || c == '*';
    i += *is_right;
    while (at(s, i) == ' ')
        i++;
    bool is_call = open == '(' && (i == 1 || at(s, i + 1) != ' '); /* "() => 1" */
    if (at(s, i) != close || at(s, i + 1) == '(' || i > 4 || is_call)
        return false;
    s->at += i + 1;
    skip_spaces(s);
    return true;
}

/* Behind the letter: what makes it a label. */
static bool skip_label_end(struct scan *s, bool was_open)
{
    size_t stars = skip_stars(s), mark = s->at;
    if (at(s, 0) == '\\')
        s->at++;
    char c = at(s, 0);
    if (was_open ? c == ')' || c == ']' : c != '\0' && strchr(".):]", c) != NULL)
        s->at++;
    else if (!was_open && colon(s) + wide_end(s) > 0)
        s->at += colon(s) + wide_end(s);
    else if (!was_open && c == ' ' && stars == 0) {
        skip_spaces(s);
        if (dash(s) == 0 || at(s, dash(s)) != ' ')
            return false;
        s->at += dash(s);
    } else if (stars < 2 || c != ' ' || was_open)
        return false;
    if (was_open && (at(s, 0) == '.' || at(s, 0) == ':'))
        s->at++;
    char delimiter = s->text[s->at - 1];
    bool is_wide = (unsigned char)delimiter >= 0x80;
    bool is_tight = s->at > mark && is_alnum(at(s, 0)) && !is_wide;
    skip_stars(s);
    /* "A.b" and "e.g" are words, "D:`code`" is a label */
    return !is_tight || (delimiter == ')' && isupper((unsigned char)at(s, 0)));
}

/* "A.", "a)", "(B)", "**C.**", "Option D:" at the start. Leaves S behind it. */
static char take_letter(struct scan *s)
{
    struct scan was = *s;
    skip_spaces(s);
    skip_stars(s);
    bool has_word = skip_word(s, "option ") || skip_word(s, "choice ");
    if (has_word)
        skip_spaces(s);
    skip_stars(s);
    bool was_open = at(s, 0) == '(' || at(s, 0) == '[';
    s->at += was_open;
    char letter = at(s, 0);
    if (is_letter(letter)) {
        s->at++;
        bool is_word = is_alnum(at(s, 0)) && colon(s) + wide_end(s) == 0;
        if (!is_word && skip_label_end(s, was_open))
            return (char)toupper((unsigned char)letter);
    }
    *s = was;
    return 0;
}

/* "*b) Amazon EFS": a star of its own before the letter of the right one. */
static bool is_starred(const struct scan *s)
{
    return at(s, 0) == '*' && is_letter(at(s, 1)) &&
           (at(s, 2) == ')' || at(s, 2) == '.') && at(s, 3) == ' ' &&
           memchr(s->text + s->at + 1, '*', s->len - s->at - 1) == NULL;
}

static void sign_option(const struct markdown *m, const struct md_line *line,
                        struct sign *sign)
{
    struct scan s = {line->text, line->len, 0};
    const struct list_item *item = &m->items[line->item];
    bool is_first = markdown_begins_item(m, line);
    bool is_right = false;
    sign->is_task = is_first && item->task != 0;
    if (sign->is_task)
        is_right = item->task == 'x';
    else if ((is_first || line->depth == 0 || line->col == 1) && skip_box(&s, &is_right))
        sign->is_task = true;
    const char *text = s.text + s.at;
    size_t len = s.len - s.at;
    enum mark mark = markdown_take_first(&text, &len);
    s.at = (size_t)(text - s.text);
    skip_spaces(&s);
    mark = mark == MARK_NONE && is_starred(&s) ? MARK_RIGHT : mark;
    sign->letter = take_letter(&s);
    skip_spaces(&s);
    sign->option_at = (uint32_t)s.at;
    text = s.text + s.at;
    len = s.len - s.at;
    enum mark behind = markdown_take_mark(&text, &len);
    sign->mark = (uint8_t)(behind != MARK_NONE ? behind : mark);
    if (sign->is_task && is_right)
        sign->mark = MARK_RIGHT;
}

/* --- headings and labels --- */

/* What stands before a number. A sure word makes it the start of a question anywhere,
 * the others only where that number is due: "Task 1" may be a step. */
static const struct {
    char word[20];
    bool is_sure;
} number_words[] = {
    {"exam question",     true },
    {"practice question", true },
    {"sample question",   true },
    {"new question",      true },
    {"mcq",               true },
    {"scenario",          true },
    {"question",          true },
    {"frage",             true },
    {"pregunta",          true },
    {"pergunta",          true },
    {"domanda",           true },
    {"вопрос",      true },
    {"Вопрос",      true },
    {"ВОПРОС",      true },
    {"問題",            true },
    {"问题",            true },
    {"문제",            true },
    {"exercise",          true },
    {"problem",           true },
    {"quiz",              true },
    {"ques",              false},
    {"que",               false},
    {"q",                 true },
    {"aufgabe",           false},
    {"task",              false},
    {"no.",               false},
    {"第",               false},
};

/* The first of WORDS (NULL at their end) that S goes on with is skipped. */
static bool skip_one(struct scan *s, const char *const *words)
{
    for (; *words != NULL; words++)
        if (skip_word(s, *words))
            return true;
    return false;
}

/* Between the word and its number: " No. ", " #", "-". */
static void skip_number_sign(struct scan *s)
{
    static const char *const signs[] = {" ",   ".",   "#",   "№", "nº", "n°",
                                        "no.", "no:", "no ", "-", NULL};
    while (skip_one(s, signs))
        ;
}

/* Behind the digits: ".", ")", ":", " -", a few of them, wide ones too. */
static bool skip_number_end(struct scan *s)
{
    struct scan was = *s;
    size_t used;
    skip_spaces(s);
    size_t from = s->at;
    do {
        char c = at(s, 0);
        used = colon(s) + dash(s) + wide_end(s);
        if (used == 0 && c != '\0' && strchr(".)]", c) != NULL)
            used = 1;
        if (c == '\\' && at(s, 1) != '\0' && strchr(".)]", at(s, 1)) != NULL)
            used = 2;
        s->at += used;
    } while (used > 0);
    if (s->at > from)
        return true;
    *s = was;
    return false;
}

/* "Question 3 of 65", "Q3/65": how many there are is not told. */
static void skip_total(struct scan *s)
{
    static const char *const joints[] = {"/", " of ", " von ", " de ", NULL};
    struct scan was = *s;
    size_t digits = 0;
    bool is_joined = skip_one(s, joints);
    for (; isdigit((unsigned char)at(s, digits)); digits++)
        ;
    s->at += digits;
    if (!is_joined || digits == 0)
        *s = was;
}

/* "Topic 1" alone behind the number is where the question was published. */
static void skip_topic(struct scan *s)
{
    struct scan was = *s;
    bool has_word = skip_word(s, "topic ");
    while (isdigit((unsigned char)at(s, 0)))
        s->at++;
    if (!has_word || s->at < s->len)
        *s = was;
}

/* "Question 12", "Q3.", "12)", "[Q4]": the number; S is behind it and what follows it.
 * HAS_SIGN: "#" stands before it; *IS_WORD: a sure word does. */
static uint32_t take_number(struct scan *s, bool has_sign, bool *is_word)
{
    static const char *const units[] = {"題", "题", "问", "問", NULL};
    enum { FAR = 40 }; /* most lines have no digit in the first words: be quick */
    struct scan was = *s;
    uint32_t number = 0;
    size_t symbol, left = s->len - s->at;
    const char *first = s->text + s->at, *far = first + (left < FAR ? left : FAR);
    while (first < far && (*first < '0' || *first > '9'))
        first++;
    if (first == far)
        return 0;
    while ((symbol = markdown_symbol(s->text + s->at, s->len - s->at)) > 0) {
        s->at += symbol;
        skip_spaces(s);
    }
    size_t stars = skip_stars(s);
    *is_word = false;
    s->at += at(s, 0) == '\\';
    bool was_open = at(s, 0) == '[' || at(s, 0) == '(';
    s->at += was_open;
    size_t word = 0;
    char letter = small(at(s, 0));
    while (word < COUNT(number_words) &&
           (*number_words[word].word != letter || !skip_word(s, number_words[word].word)))
        word++;
    bool has_word = word < COUNT(number_words), has_colon = false;
    struct scan sign = *s;
    if (has_word) {
        skip_number_sign(s);
        has_colon = colon(s) > 0;
        s->at += colon(s);
        skip_spaces(s);
    } else if (skip_word(s, "#") || skip_word(s, "№")) {
        skip_spaces(s);
    }
    has_sign |= s->at > sign.at;
    size_t digits = 0;
    for (; isdigit((unsigned char)at(s, 0)) && digits < 7; digits++, s->at++)
        number = number * 10 + (uint32_t)(at(s, 0) - '0');
    bool has_unit = skip_one(s, units);
    if (has_word)
        skip_total(s);
    stars += skip_stars(s);
    struct scan behind = *s;
    bool has_end = skip_number_end(s);
    bool is_alone = s->at == s->len;
    bool is_version =
        has_end && s->text[s->at - 1] == '.' && isdigit((unsigned char)at(s, 0));
    bool is_link = was_open && at(s, 0) == '(';
    bool is_marked = has_end || has_word || has_sign || (stars > 0 && is_alone);
    bool is_good = digits > 0 && number > 0 && is_marked && !is_version && !is_link &&
                   (has_end || !is_alnum(at(&behind, 0))) &&
                   (!has_colon || s->at + skip_stars(s) >= s->len);
    if (!is_good) {
        *s = was;
        return 0;
    }
    *is_word = (has_word && number_words[word].is_sure) || has_unit;
    skip_stars(s);
    skip_spaces(s);
    skip_topic(s);
    return number;
}

static bool is_bold_at(const struct scan *s)
{
    char c = at(s, 0);
    if (c == '*' || c == '_')
        return at(s, 1) == c;
    struct scan tag = *s;
    return c == '<' && (skip_word(&tag, "<b>") || skip_word(&tag, "<strong>"));
}

/* The colon that ends a label in the first few words; LEN when there is none. */
static size_t label_colon(const struct scan *from)
{
    enum { LONGEST = 64 };
    struct scan s = *from;
    const char *c = s.text + s.at;
    const char *stop = c + (s.len - s.at < LONGEST ? s.len - s.at : LONGEST);
    for (; c < stop; c++) {
        if (*c != ':' && (unsigned char)*c < 0x80)
            continue;
        s.at = (size_t)(c - s.text);
        bool is_other = *c == ':' && (at(&s, 1) == '/' || (s.at > 0 && c[-1] == '\\'));
        if (colon(&s) > 0 && !is_other)
            return s.at;
    }
    return from->len;
}

/* Is all that is left one bold text? */
static bool is_bold_line(const struct scan *from)
{
    const char *text = from->text + from->at;
    size_t len = from->len - from->at;
    enum mark mark = markdown_take_mark(&text, &len);
    (void)mark;
    if (len > 0 && text[len - 1] == ':') /* "**Explanation**:" */
        len--;
    if (len > 7 && strncasecmp(text, "<b>", 3) == 0)
        return strncasecmp(text + len - 4, "</b>", 4) == 0;
    return markdown_take_bold(&text, &len);
}

static bool has_only_letters(const char *text, size_t len)
{
    size_t used;
    uint32_t letters = markdown_letters(text, len, LIMIT_OPTIONS, &used);
    while (used < len && strchr(" .*_)", text[used]) != NULL)
        used++;
    return letters != 0 && used == len;
}

/* The words before a colon, or the whole line: does it announce something? */
static void sign_label(const struct md_line *line, struct sign *sign)
{
    struct scan s = {line->text, line->len, 0};
    size_t symbol;
    while ((symbol = markdown_symbol(s.text + s.at, s.len - s.at)) > 0) {
        s.at += symbol;
        skip_spaces(&s);
    }
    bool is_bold = is_bold_at(&s), is_whole = is_bold && is_bold_line(&s);
    bool is_heading = line->kind == LINE_HEADING || line->kind == LINE_SUMMARY;
    size_t stop = label_colon(&s);
    if (!is_bold && !is_heading && stop == s.len) { /* only text */
        sign->rest_at = line->len;
        return;
    }
    char room[128];
    struct buf words = buf_in(room, sizeof room);
    size_t end = stop < s.len ? stop : is_whole || is_heading ? s.len : s.at;
    end = end - s.at < 120 ? end : s.at;
    markdown_words(s.text + s.at, end - s.at, &words);
    const struct announcement *a =
        markdown_announced(buf_str(&words), sign->is_asking && stop == s.len);
    size_t spaces = 0;
    for (size_t i = 0; i < words.len; i++)
        spaces += words.bytes[i] == ' ';
    bool may = is_heading || is_whole || (is_bold && spaces < 8) ||
               (a != NULL && a->is_label && stop < s.len && spaces < 5);
    struct scan rest = {s.text, s.len, stop};
    rest.at += stop < s.len ? colon(&rest) : 0;
    skip_stars(&rest);
    const char *close = at(&rest, 0) == '<' && at(&rest, 1) == '/'
                            ? memchr(rest.text + rest.at, '>', rest.len - rest.at)
                            : NULL;
    if (close != NULL) /* "<b>Answer:</b> A" */
        rest.at = (size_t)(close - rest.text) + 1;
    skip_spaces(&rest);
    if (a == NULL && stop < s.len && spaces < 4 && words.len > 0 &&
        (is_heading || is_bold) &&
        has_only_letters(rest.text + rest.at, rest.len - rest.at)) {
        sign->role = ROLE_KEY; /* a word that we do not know, and letters alone */
        sign->rest_at = (uint32_t)rest.at;
        sign->level = LEVEL_LABEL;
    } else if (a != NULL && may && a->role != ROLE_NONE) {
        sign->role = (uint8_t)a->role;
        sign->level = LEVEL_LABEL;
        sign->rest_at = stop < s.len ? (uint32_t)rest.at : line->len;
    } else {
        sign->rest_at = line->len;
    }
    if (is_whole && sign->rest_at == line->len)
        sign->level = LEVEL_BOLD;
    buf_release(&words);
}

/* A heading whose words before its colon mean nothing may mean something as a whole:
 * "Step 4: why the others do not fit". */
static void sign_whole(const struct md_line *line, struct sign *sign)
{
    if (sign->role != ROLE_NONE)
        return;
    if (line->level == 1 && memchr(line->text, ':', line->len) != NULL)
        return;
    enum role role = markdown_role(line->text, line->len);
    bool is_part = role >= ROLE_EXPLANATION && role <= ROLE_REFERENCES;
    if (is_part) {
        sign->role = (uint8_t)role;
        sign->rest_at = line->len;
    }
}

static bool ends_asking(const struct md_line *line)
{
    size_t len = line->len;
    while (len > 0 && strchr("*_ )\"'", line->text[len - 1]) != NULL)
        len--;
    return len > 0 && (line->text[len - 1] == '?' ||
                       (len > 2 && memcmp(line->text + len - 3, "\xef\xbc\x9f", 3) == 0));
}

static bool sign_key(struct sign *sign, size_t rest_at)
{
    sign->role = ROLE_KEY;
    sign->level = LEVEL_LABEL;
    sign->rest_at = (uint32_t)rest_at;
    return true;
}

/* "The correct answer is B because": a key in a sentence. */
static bool sign_sentence(const struct md_line *line, struct sign *sign)
{
    static const char *const openings[] = {"the correct answer is ",
                                           "the correct answers are ",
                                           "the correct option is ",
                                           "the right answer is ",
                                           "the answer is ",
                                           "correct answer is ",
                                           "the correct options are ",
                                           "the answers are ",
                                           "answer is ",
                                           "\u6b63\u786e\u7b54\u6848\u662f",
                                           "\u7b54\u6848\u662f"};
    /* here letters have to be all that comes */
    static const char *const short_openings[] = {
        "answer = ",         "answer - ", "ans - ", "ans = ",
        "correct answer - ", "ans. ",     "answer "};
    struct scan s = {line->text, line->len, 0};
    skip_stars(&s);
    char first = small(at(&s, 0)), second = small(at(&s, 1));
    bool may = (first == 't' && second == 'h') || (first == 'c' && second == 'o') ||
               (first == 'a' && second == 'n') || (unsigned char)first >= 0x80;
    if (!may)
        return false; /* all of them begin so */
    for (size_t i = 0; i < COUNT(openings); i++) {
        if (!skip_word(&s, openings[i]))
            continue;
        size_t used;
        skip_stars(&s);
        if (markdown_letters(s.text + s.at, s.len - s.at, LIMIT_OPTIONS, &used) == 0)
            return false;
        return sign_key(sign, s.at);
    }
    for (size_t i = 0; i < COUNT(short_openings); i++)
        if (skip_word(&s, short_openings[i]))
            return has_only_letters(s.text + s.at, s.len - s.at) && sign_key(sign, s.at);
    return false;
}

size_t markdown_domain(const struct md_line *line)
{
    struct scan s = {line->text, line->len, 0};
    if (line->kind != LINE_HEADING || !skip_word(&s, "domain "))
        return 0;
    size_t digits = s.at;
    while (isdigit((unsigned char)at(&s, 0)))
        s.at++;
    if (s.at == digits || !skip_number_end(&s))
        return 0;
    skip_spaces(&s);
    for (size_t i = s.at; i + 2 < s.len; i++) /* "Domain 2: Security - Keys at rest" */
        if (memcmp(s.text + i, " - ", 3) == 0 || memcmp(s.text + i, ": ", 2) == 0)
            return 0;
    return s.at < s.len ? s.at : 0;
}

static bool is_marked_section(const struct md_line *line)
{
    const size_t size = sizeof MARKDOWN_SECTION - 1;
    return line->len > size &&
           memcmp(line->text + line->len - size, MARKDOWN_SECTION, size) == 0;
}

/* "[Reference](address)" alone in its line. */
static bool sign_link(const struct md_line *line, struct sign *sign)
{
    const char *close =
        line->len > 4 && *line->text == '[' ? memchr(line->text, ']', line->len) : NULL;
    if (close == NULL || close[1] != '(' || line->text[line->len - 1] != ')' ||
        markdown_role(line->text + 1, (size_t)(close - line->text) - 1) !=
            ROLE_REFERENCES)
        return false;
    sign->role = ROLE_REFERENCES;
    sign->level = LEVEL_LABEL;
    sign->rest_at = 0;
    return true;
}

/* "Q. Which one?": outside of lists nobody has so many options. */
static bool sign_q(const struct md_line *line, struct sign *sign)
{
    if (sign->letter != 'Q' || sign->is_task || line->depth > 0)
        return false;
    sign->role = ROLE_QUESTION;
    sign->level = LEVEL_LABEL;
    sign->rest_at = sign->option_at;
    sign->letter = 0;
    return true;
}

void markdown_sign(const struct markdown *m, const struct md_line *line,
                   struct sign *sign)
{
    *sign = (struct sign){.rest_at = line->len};
    bool is_heading = line->kind == LINE_HEADING;
    bool is_text = line->kind == LINE_TEXT;
    if (!is_heading && !is_text && line->kind != LINE_SUMMARY &&
        line->kind != LINE_COMMENT)
        return;
    sign->is_asking = ends_asking(line);
    if (is_heading && is_marked_section(line)) {
        sign->is_section = true;
        sign->level = line->level;
        return;
    }
    if (is_text)
        sign_option(m, line, sign);
    if (is_text &&
        (sign_sentence(line, sign) || sign_link(line, sign) || sign_q(line, sign)))
        return;
    sign_label(line, sign);
    /* "# Exam preparation: Storage" is a title, "## Exam: look for Linux" is a part */
    bool is_title = is_heading && line->level == 1 && sign->rest_at < line->len &&
                    sign->role >= ROLE_NEED;
    if (is_title) {
        sign->role = ROLE_NONE;
        sign->rest_at = line->len;
    } else if (is_heading || line->kind == LINE_SUMMARY) {
        sign_whole(line, sign);
    }
    if (is_heading || line->kind == LINE_SUMMARY) {
        sign->level = is_heading ? line->level : LEVEL_LABEL;
    }
    if (line->kind == LINE_COMMENT && sign->role != ROLE_KEY)
        sign->role = ROLE_NONE, sign->level = 0;
    struct scan s = {line->text, line->len, 0};
    bool has_sharp = is_heading && line->col > 1 && line->text[-1] == '#'; /* "#1 Why" */
    uint32_t number = take_number(&s, has_sharp, &sign->is_word);
    bool may_number = is_heading || sign->is_word || (is_text && line->depth == 0);
    if (number == 0 || !may_number)
        return;
    sign->number = number;
    if (sign->role == ROLE_NONE || sign->is_word) {
        sign->role = sign->is_word ? ROLE_QUESTION : ROLE_NONE;
        sign->rest_at = (uint32_t)s.at;
        if (sign->is_word && sign->level == 0)
            sign->level = LEVEL_LABEL;
    }
}
