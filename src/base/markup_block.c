/*
 * markup_block.c - tell by its beginning what block of Markdown a line begins: see
 * markup.h.
 *
 * That is enough for what a bank holds: what reads other formats writes it so. The one
 * place that knows; pages and writers ask it.
 */
#include "quizctl/markup.h"

static size_t run_of(const char *line, size_t len)
{
    size_t run = 0;
    while (run < len && line[run] == *line)
        run++;
    return run;
}

/* Bytes of "2. "; 0: there is none. */
static size_t number_of(const char *line, size_t len)
{
    size_t digits = 0;
    while (digits < len && digits < 10 && line[digits] >= '0' && line[digits] <= '9')
        digits++;
    bool is_number = digits > 0 && digits < 10 && digits + 1 < len &&
                     (line[digits] == '.' || line[digits] == ')') &&
                     line[digits + 1] == ' ';
    return is_number ? digits + 2 : 0;
}

enum markup_block markup_block(const char *line, size_t len, size_t *mark)
{
    *mark = 0;
    if (len == 0)
        return BLOCK_TEXT;
    size_t run = run_of(line, len);
    bool is_line = run == len && run >= 3, has_gap = run < len && line[run] == ' ';
    enum markup_block block = BLOCK_TEXT;
    switch (*line) {
    case '`':
    case '~':
        block = run >= 3 ? BLOCK_FENCE : BLOCK_TEXT;
        break;
    case '#':
        block = run <= 6 && has_gap ? BLOCK_HEADING : BLOCK_TEXT;
        run++;
        break;
    case '-':
    case '*':
    case '_':
    case '+':
        if (is_line && *line != '+')
            block = BLOCK_RULE;
        else if (run == 1 && has_gap && *line != '_')
            block = BLOCK_ENTRY;
        run += block == BLOCK_ENTRY;
        break;
    case '>':
        block = run == 1 && has_gap ? BLOCK_QUOTE : BLOCK_TEXT;
        run++;
        break;
    case '|':
        block = BLOCK_ROW;
        run = 1;
        break;
    default:
        run = number_of(line, len);
        block = run > 0 ? BLOCK_NUMBER : BLOCK_TEXT;
    }
    *mark = block == BLOCK_TEXT ? 0 : run;
    return block;
}
