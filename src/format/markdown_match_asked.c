/*
 * markdown_match_asked.c - does a stem ask to match, or for an order?
 *
 * In:   the lines of a stem.
 * Out:  what its words ask for.
 */
#include <string.h>

#include "markdown_match.h"
#include "markdown_text.h"

/* All words of the stem, a space around each. */
static void stem_words(const struct note *n, size_t to, struct buf *text)
{
    buf_char(text, ' ');
    for (size_t i = n->from; i < to; i++) {
        const struct md_line *line = note_line(n, i);
        if (line->depth > n->depth ||
            (line->kind != LINE_TEXT && line->kind != LINE_HEADING))
            continue;
        markdown_words(line->text, line->len, text);
        buf_char(text, ' ');
    }
    for (char *at = text->bytes; (at = strstr(at, " in order to ")) != NULL;)
        memset(at, '_', 12); /* that is no order */
}

/* By their first letter; an empty one ends them. */
/* clang-format off */
static const struct phrase {
    char words[20];
    unsigned asked;
} phrases[26][7] = {
    ['a' - 'a'] = {{"arrange ", ASKED_ORDER}},
    ['c' - 'a'] = {{"correct order ", ASKED_ORDER}, {"correct sequence ", ASKED_ORDER},
                   {"choose two ", ASKED_CHOICE}, {"choose three ", ASKED_CHOICE},
                   {"choose 2 ", ASKED_CHOICE}, {"choose 3 ", ASKED_CHOICE}},
    ['f' - 'a'] = {{"for each ", ASKED_MATCH}, {"first ", ASKED_STEPS}},
    ['i' - 'a'] = {{"in order ", ASKED_ORDER}, {"in sequence ", ASKED_ORDER}},
    ['m' - 'a'] = {{"match ", ASKED_MATCH}, {"matches ", ASKED_MATCH},
                   {"matching ", ASKED_MATCH}, {"map each ", ASKED_MATCH}},
    ['o' - 'a'] = {{"order the ", ASKED_ORDER}, {"order of the ", ASKED_ORDER},
                   {"order of these ", ASKED_ORDER}, {"order ", ASKED_STEPS},
                   {"ordne ", ASKED_MATCH}},
    ['p' - 'a'] = {{"pair ", ASKED_MATCH}, {"proper order ", ASKED_ORDER}},
    ['r' - 'a'] = {{"right order ", ASKED_ORDER}, {"right sequence ", ASKED_ORDER},
                   {"reihenfolge ", ASKED_ORDER}},
    ['s' - 'a'] = {{"sequence ", ASKED_STEPS}, {"steps ", ASKED_STEPS},
                   {"select two ", ASKED_CHOICE}, {"select three ", ASKED_CHOICE},
                   {"select 2 ", ASKED_CHOICE}, {"select 3 ", ASKED_CHOICE}},
    ['w' - 'a'] = {{"what order ", ASKED_ORDER}, {"which order ", ASKED_ORDER},
                   {"which sequence ", ASKED_ORDER}, {"which two ", ASKED_CHOICE},
                   {"which three ", ASKED_CHOICE}},
};
/* clang-format on */

/* What the first words of TEXT ask for. */
static unsigned asked_at(const char *text)
{
    unsigned asked = 0;
    for (const struct phrase *p = phrases[*text - 'a']; *p->words != '\0'; p++)
        if (text[1] == p->words[1] && strncmp(text, p->words, strlen(p->words)) == 0)
            asked |= p->asked;
    return asked;
}

unsigned match_asked(const struct note *n, size_t to)
{
    char room[1024];
    struct buf stem = buf_in(room, sizeof room);
    unsigned asked = 0;
    stem_words(n, to, &stem);
    for (const char *at = strchr(stem.bytes, ' '); at != NULL; at = strchr(at + 1, ' '))
        if (at[1] >= 'a' && at[1] <= 'z')
            asked |= asked_at(at + 1);
    buf_release(&stem);
    return (asked & ASKED_CHOICE) != 0 ? 0 : asked;
}
