/*
 * markdown_list.c - a Markdown text cut into questions: see markdown_list.h.
 *
 * In:   lines and their signs.
 * Out:  for each question its lines, and which of them are its options.
 *
 * First the groups of options are found. Then each group looks back for where its
 * question begins, not further than the group before it. A group that stands in the
 * explanation of the one before (its reasons, option by option) is none. What looks like
 * the start of a question and has no group is a question without options: it is told.
 */
#include "markdown_list.h"

#include <stdlib.h>
#include <string.h>

#include "markdown_text.h"

struct cutter {
    const struct markdown *m;
    const struct sign *signs;
    struct question_list *l;
    size_t next_group, found_groups;   /* of those found, the next to look at */
    bool was_marked;                   /* the question before has boxes */
    size_t questions[LEVEL_LABEL + 1]; /* that say so, by level */
    size_t titled[LEVEL_LABEL + 1];    /* those with a title right above */
};

static const struct md_line *line_at(const struct cutter *c, size_t i)
{
    return &c->m->lines[i];
}

bool sign_ends_question(const struct sign *s)
{
    return s->level > 0 && s->role >= ROLE_KEY && s->role <= ROLE_REFERENCES &&
           s->role != ROLE_NEED;
}

static bool is_break(const struct cutter *c, size_t i)
{
    enum line_kind kind = line_at(c, i)->kind;
    return kind == LINE_HEADING || kind == LINE_RULE || kind == LINE_SUMMARY ||
           kind == LINE_DETAILS || kind == LINE_DETAILS_END ||
           sign_ends_question(&c->signs[i]) ||
           (c->signs[i].number > 0 && c->signs[i].is_word);
}

static uint32_t list_of(const struct cutter *c, const struct md_line *line)
{
    return c->m->items[line->item].list;
}

static bool is_ordered(const struct cutter *c, const struct md_line *line)
{
    char marker = c->m->items[line->item].marker;
    return marker == '.' || marker == ')';
}

/* --- groups of options --- */

static void add_member(struct option_group *g, size_t i)
{
    if (g->count < LIMIT_OPTIONS)
        g->members[g->count++] = (uint32_t)i;
    g->met++;
    g->end = i + 1;
}

/* Does line I begin an entry of a list that the options stand in? Where they are no
 * entries themselves, that is the one of their own depth. */
static bool is_entry_around(const struct cutter *c, const struct option_group *g,
                            size_t i)
{
    const struct md_line *first = line_at(c, g->first), *line = line_at(c, i);
    unsigned depth = first->depth - markdown_begins_item(c->m, first);
    return line->depth <= depth && markdown_begins_item(c->m, line);
}

/* Is line I the next option of the group? */
static bool is_member(const struct cutter *c, const struct option_group *g, size_t i)
{
    size_t last = g->members[g->count - 1];
    const struct md_line *first = line_at(c, g->first), *line = line_at(c, i);
    const struct sign *s = &c->signs[i], *before = &c->signs[last];
    if (line->kind != LINE_TEXT || line->depth != first->depth ||
        line->quote != first->quote || is_entry_around(c, g, i))
        return false;
    bool begins = markdown_begins_item(c->m, line);
    bool is_same_list = begins && list_of(c, line) == list_of(c, first);
    bool is_beside = first->depth < 2 ||
                     c->m->items[line->item].parent == c->m->items[first->item].parent;
    if (!is_beside)
        return false; /* an entry of the list around them has options of its own */
    if (g->is_lettered) {
        bool is_near = is_same_list || line->block == line_at(c, last)->block;
        char letter = before->letter != 0 ? before->letter : (char)('A' + g->count - 1);
        return s->letter == letter + 1 || (is_near && s->letter > letter) ||
               (s->letter == 0 && s->is_task && before->is_task);
    }
    if (g->is_task)
        return s->is_task || is_same_list;
    return is_same_list;
}

/* Is line I, deeper than the options, a numbered question: it asks, or options from the
 * first letter on follow? */
static bool is_next_numbered(const struct cutter *c, const struct option_group *g,
                             size_t i)
{
    enum { FEW = 12 };
    const struct md_line *line = line_at(c, i);
    unsigned depth = line_at(c, g->first)->depth;
    if (line->depth != depth + 1 || !markdown_begins_item(c->m, line) ||
        !is_ordered(c, line))
        return false;
    for (size_t k = i + 1; k < c->m->count && k < i + FEW && !is_break(c, k); k++)
        if (line_at(c, k)->depth == depth && c->signs[k].letter != 0)
            return c->signs[k].letter == 'A';
    return c->signs[i].is_asking;
}

/* Does line I go on with the last option? */
static bool goes_on(const struct cutter *c, const struct option_group *g, size_t i)
{
    const struct md_line *first = line_at(c, g->first), *line = line_at(c, i);
    const struct md_line *last = line_at(c, g->members[g->count - 1]);
    if (line->kind == LINE_COMMENT || line->depth > first->depth)
        return !is_next_numbered(c, g, i);
    if (c->signs[i].letter == 'A' && g->is_lettered)
        return false;
    return line->block == last->block ||
           (line->item != NO_ITEM && line->item == last->item);
}

/* Does line I ask, between the entries of two task lists? */
static bool asks_between(const struct cutter *c, const struct option_group *g, size_t i)
{
    const struct sign *s = &c->signs[i];
    return g->is_task && s->is_asking && !s->is_task && line_at(c, i)->kind == LINE_TEXT;
}

/* Does a further option stand within a few lines? */
static bool has_next(const struct cutter *c, const struct option_group *g, size_t i)
{
    enum { FEW = 6 };
    for (size_t k = i; k < c->m->count && k < i + FEW; k++) {
        if (is_entry_around(c, g, k) || is_break(c, k) || asks_between(c, g, k) ||
            (c->signs[k].letter == 'A' && g->is_lettered))
            return false;
        if (k > i && is_member(c, g, k))
            return g->is_lettered || g->is_task;
    }
    return false;
}

/* A fence or a table that is the option: nothing or only its letter stands in its first
 * line. */
static bool is_body(const struct cutter *c, const struct option_group *g, size_t i)
{
    size_t last = g->members[g->count - 1];
    enum line_kind kind = line_at(c, i)->kind;
    return (kind == LINE_CODE || kind == LINE_TABLE) && i == last + 1 &&
           c->signs[last].option_at + 4 > line_at(c, last)->len;
}

/* A heading that stands in the last option, whose entry of a list it is in. */
static bool is_inner_heading(const struct cutter *c, const struct option_group *g,
                             size_t i)
{
    const struct md_line *line = line_at(c, i);
    const struct md_line *last = line_at(c, g->members[g->count - 1]);
    return line->kind == LINE_HEADING && c->signs[i].role == ROLE_NONE &&
           c->signs[i].number == 0 && markdown_begins_item(c->m, last) &&
           markdown_item_at(c->m, line, last->depth) == last->item;
}

static void grow_group(const struct cutter *c, struct option_group *g)
{
    for (size_t i = g->first + 1; i < c->m->count; i++) {
        if (is_break(c, i) && !is_inner_heading(c, g, i))
            break;
        if (is_member(c, g, i))
            add_member(g, i);
        else if (goes_on(c, g, i) || is_body(c, g, i))
            g->end = i + 1;
        else if (!has_next(c, g, i))
            break;
    }
}

static bool is_bold_entry(const struct cutter *c, size_t i)
{
    const char *text = line_at(c, i)->text;
    size_t len = line_at(c, i)->len;
    return markdown_take_bold(&text, &len);
}

/* Does a list that begins at I look like options, although they have neither letters nor
 * boxes: some are marked as right and some are not, or an answer follows at once? */
static bool is_bare_group(const struct cutter *c, const struct option_group *g)
{
    size_t right = 0, wrong = 0, bold = 0, before = g->first;
    for (size_t i = 0; i < g->count; i++) {
        right += c->signs[g->members[i]].mark == MARK_RIGHT;
        wrong += c->signs[g->members[i]].mark == MARK_WRONG;
        bold += is_bold_entry(c, g->members[i]);
    }
    while (before > 0 && line_at(c, before - 1)->kind == LINE_COMMENT)
        before--;
    if (before == 0)
        return false;
    const struct sign *s = &c->signs[before - 1];
    const struct md_line *stem = line_at(c, before - 1);
    bool is_asked = s->is_asking || s->role == ROLE_OPTIONS || s->role == ROLE_QUESTION ||
                    (stem->len > 0 && stem->text[stem->len - 1] == ':');
    size_t behind = g->end;
    while (behind < c->m->count && line_at(c, behind)->kind == LINE_DETAILS)
        behind++;
    bool is_answered = behind < c->m->count && c->signs[behind].role == ROLE_KEY;
    size_t len = stem->len;
    unsigned select = markdown_take_select(stem->text, &len);
    bool is_marked_bold = bold == 1 || (s->number > 0 && bold > 0 && bold < g->count);
    return (is_asked || select > 0) && g->count == g->met &&
           (is_answered || (s->is_asking && is_marked_bold) ||
            (right > 0 && right < g->count && (wrong == 0 || right + wrong == g->count)));
}

/* The options that begin at line I; false when none do. */
static bool find_group(const struct cutter *c, size_t i, struct option_group *g)
{
    const struct sign *s = &c->signs[i];
    const struct md_line *line = line_at(c, i);
    bool begins = line->kind == LINE_TEXT && markdown_begins_item(c->m, line);
    bool is_list = begins && c->m->items[line->item].nth == 0;
    if (s->letter != 'A' && !s->is_task && !is_list)
        return false;
    if (sign_ends_question(s) && !s->is_task)
        return false;
    *g = (struct option_group){.first = i, .is_lettered = s->letter == 'A'};
    g->is_task = s->is_task && !g->is_lettered;
    add_member(g, i);
    grow_group(c, g);
    if (g->is_lettered && g->count < 2 && s->is_task) {
        g->is_lettered = false; /* "- [ ] A ..." of which only one has a letter */
        g->is_task = true;
        g->count = g->met = 0;
        add_member(g, i);
        grow_group(c, g);
    }
    return g->count >= 2 && (g->is_lettered || g->is_task || is_bare_group(c, g));
}

/* --- where a question begins --- */

/* The entry of a list that line I stands in and that begins before it, or SIZE_MAX. */
static size_t entry_around(const struct cutter *c, size_t i)
{
    const struct md_line *line = line_at(c, i);
    for (unsigned depth = line->depth; depth > 0; depth--) {
        size_t first = c->m->items[markdown_item_at(c->m, line, depth)].first;
        if (first < i)
            return first;
    }
    return SIZE_MAX;
}

/* A heading with words of its own: a title, a numbered question, a question. */
static bool is_title(const struct cutter *c, size_t i)
{
    const struct sign *s = &c->signs[i];
    return line_at(c, i)->kind == LINE_HEADING && s->role != ROLE_OPTIONS &&
           !sign_ends_question(s);
}

/* "Question 12", "Q3: ..." "## Question" "7. ..." in its place. */
static bool is_start(const struct cutter *c, size_t i, uint32_t expected)
{
    const struct sign *s = &c->signs[i];
    const struct md_line *line = line_at(c, i);
    if (line->kind != LINE_TEXT && line->kind != LINE_HEADING)
        return false;
    if (s->role == ROLE_QUESTION && s->level > 0)
        return line->kind == LINE_HEADING || line->depth == 0 || s->number > 0;
    return s->number > 0 && line->kind == LINE_TEXT &&
           (expected == 0 || s->number == expected);
}

/* "## Question 12" has a title of its own above it where there is one for each of its
 * level; else the title is that of the whole text. */
static bool has_own_title(const struct cutter *c, unsigned level)
{
    return c->titled[level] == c->questions[level];
}

static void count_titles(struct cutter *c)
{
    unsigned above = 0; /* the level of the heading before, where it is a title */
    for (size_t i = 0; i < c->m->count; i++) {
        const struct sign *s = &c->signs[i];
        bool is_question = s->role == ROLE_QUESTION && s->level > 0;
        c->questions[s->level] += is_question;
        c->titled[s->level] += is_question && above > 0 && above < s->level;
        if (is_question || line_at(c, i)->kind == LINE_HEADING)
            above = s->role == ROLE_NONE && markdown_domain(line_at(c, i)) == 0 ? s->level
                                                                                : 0;
    }
}

static bool is_bare_question(const struct cutter *c, size_t i)
{
    const struct sign *s = &c->signs[i];
    return s->role == ROLE_QUESTION && s->number == 0 && s->rest_at >= line_at(c, i)->len;
}

/* "## Scenario" above "## Question": two parts of one. */
static bool is_part_above(const struct cutter *c, size_t above, size_t start)
{
    const struct md_line *a = line_at(c, above), *b = line_at(c, start);
    bool is_same = a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
    return is_bare_question(c, above) && is_bare_question(c, start) && !is_same &&
           a->kind == b->kind && c->signs[above].level == c->signs[start].level;
}

/* Above "## Question" may stand the title that belongs to it, or "## Scenario". */
static size_t with_title(const struct cutter *c, size_t start, size_t lower)
{
    enum { FEW = 8, MANY = 200 };
    const struct sign *s = &c->signs[start];
    unsigned level = s->level;
    bool is_one_of_many = s->number > 0 || level == LEVEL_LABEL;
    if (s->role != ROLE_QUESTION || (is_one_of_many && !has_own_title(c, level)))
        return start;
    for (size_t i = start; i > lower && i + MANY > start; i--) {
        size_t above = i - 1;
        if (is_part_above(c, above, start))
            return with_title(c, above, lower);
        if (line_at(c, above)->kind == LINE_HEADING) {
            bool is_above = i + FEW > start && is_title(c, above) &&
                            c->signs[above].level < level &&
                            markdown_domain(line_at(c, above)) == 0;
            return is_above ? with_title(c, above, lower) : start;
        }
        if (sign_ends_question(&c->signs[above]))
            return start;
    }
    return start;
}

struct looking_back {
    uint32_t list;    /* that the options are entries of; 0: of none */
    size_t start;     /* the best so far; SIZE_MAX: none */
    bool is_sure;     /* look no further */
    bool is_reason;   /* it stands in an explanation */
    bool is_numbered; /* it is an entry of a list that asks, right above the options */
    bool has_text;
    bool has_more; /* of it stands in no list */
};

/* What line I says about where the question of the group below begins. */
static void look_at(const struct cutter *c, struct looking_back *b, size_t i,
                    size_t lower, uint32_t expected)
{
    const struct md_line *line = line_at(c, i);
    const struct sign *s = &c->signs[i];
    bool is_ours = line->item != NO_ITEM && list_of(c, line) == b->list;
    if (is_ours && !is_start(c, i, expected))
        return; /* an entry of the list that the options stand in */
    if (is_start(c, i, expected)) {
        b->start = with_title(c, i, lower);
        b->is_sure = true;
    } else if (markdown_domain(line) > 0) {
        b->start = b->start == SIZE_MAX ? i + 1 : b->start;
        b->is_sure = true;
    } else if (is_title(c, i)) {
        bool is_below = b->is_numbered && !s->is_asking && s->role != ROLE_QUESTION;
        b->start = is_below ? b->start : i;
        b->is_sure = true;
    } else if (sign_ends_question(s)) {
        if (lower > 0) {
            b->is_sure = true;
            b->is_reason = b->start == SIZE_MAX && (s->role != ROLE_KEY || !b->has_text);
        }
    } else if (line->kind == LINE_TEXT && line->depth == 1 && is_ordered(c, line) &&
               markdown_begins_item(c->m, line)) {
        bool is_due = c->m->items[line->item].number == (expected > 0 ? expected : 1);
        b->is_numbered |=
            b->start == SIZE_MAX && !b->has_more && (s->is_asking || is_due);
        b->start = b->start == SIZE_MAX ? i : b->start;
    } else if (line->kind == LINE_RULE && b->has_text) {
        b->start = b->start == SIZE_MAX ? i + 1 : b->start;
    } else if (line->kind == LINE_TEXT) {
        b->has_text = true;
        b->has_more |= line->depth == 0;
    }
}

/* Without any sign: the last paragraph before the options, or all of them behind a key.
 */
static size_t paragraphs_before(const struct cutter *c, size_t first, size_t lower)
{
    size_t start = first;
    uint32_t block = 0;
    bool was_text = false;
    for (size_t i = first; i > lower; i--) {
        const struct md_line *line = line_at(c, i - 1);
        if (sign_ends_question(&c->signs[i - 1])) {
            const struct sign *s = &c->signs[i - 1];
            if (s->role != ROLE_KEY)
                break;                              /* it explains */
            bool is_bare = s->rest_at >= line->len; /* its answer stands below */
            for (size_t k = i; is_bare && k < first; k++)
                if (line_at(c, k)->block == line_at(c, i)->block && start <= k)
                    start = k + 1;
            return start;
        }
        if (line->kind == LINE_RULE || line->kind == LINE_DETAILS_END ||
            line->kind == LINE_SUMMARY)
            return start;
        if (line->kind != LINE_TEXT && line->kind != LINE_CODE &&
            line->kind != LINE_TABLE)
            continue;
        if (line->kind == LINE_TEXT)
            was_text = true;
        start = i - 1;
    }
    if (lower == 0 || !was_text)
        return start;
    for (size_t i = first; i > lower; i--) { /* only the last paragraph is surely ours */
        const struct md_line *line = line_at(c, i - 1);
        if (line->kind != LINE_TEXT || line->depth > line_at(c, first)->depth)
            continue;
        if (block != 0 && line->block != block)
            break;
        block = line->block;
        start = i - 1;
    }
    return start;
}

/* Does an answer follow group G, or is an option of it marked? */
static bool is_keyed(const struct cutter *c, const struct option_group *g)
{
    size_t behind = g->end;
    while (behind < c->m->count && line_at(c, behind)->kind == LINE_DETAILS)
        behind++;
    bool is_keyed = behind < c->m->count && c->signs[behind].role == ROLE_KEY;
    for (size_t i = 0; i < g->count && !is_keyed; i++)
        is_keyed = g->is_task && c->signs[g->members[i]].mark == MARK_RIGHT;
    return is_keyed;
}

/* Does an answer stand between the options before group G, which end at LOWER, and it? */
static bool was_keyed(const struct cutter *c, const struct option_group *g, size_t lower)
{
    bool was_keyed = lower > 0 && c->was_marked;
    for (size_t i = lower; i < g->first && !was_keyed; i++)
        was_keyed = c->signs[i].role == ROLE_KEY && c->signs[i].level > 0;
    return was_keyed;
}

/* Does a line from FROM to TO ask for something? */
static bool is_asked(const struct cutter *c, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        size_t len = line_at(c, i)->len;
        if (c->signs[i].is_asking || markdown_take_select(line_at(c, i)->text, &len) > 0)
            return true;
    }
    return false;
}

/* Where the question of group G begins, or SIZE_MAX: it is no question's. */
static size_t find_start(const struct cutter *c, const struct option_group *g,
                         size_t lower, uint32_t expected)
{
    enum { FAR = 2000 }; /* lines; nobody writes a longer question */
    size_t entry = entry_around(c, g->first);
    const struct md_line *first = line_at(c, g->first);
    struct looking_back b = {
        .list = markdown_begins_item(c->m, first) ? list_of(c, first) : 0,
        .start = SIZE_MAX,
    };
    if (entry != SIZE_MAX && entry >= lower)
        return entry;
    if (g->first - lower > FAR)
        lower = g->first - FAR;
    for (size_t i = g->first; i > lower && !b.is_sure; i--)
        look_at(c, &b, i - 1, lower, expected);
    bool was = was_keyed(c, g, lower), is = is_keyed(c, g);
    if (b.is_reason && !(was && is))
        return SIZE_MAX;
    if (b.start != SIZE_MAX)
        return b.start;
    if (was && !is && !is_asked(c, lower, g->first))
        return SIZE_MAX; /* nothing asks, nothing answers: reasons, option by option */
    if (lower > 0 && g->first == lower)
        return SIZE_MAX; /* right behind other options: their key, option by option */
    size_t start = paragraphs_before(c, g->first, lower);
    bool is_bare = start == g->first && line_at(c, start)->block != 0 && lower > 0;
    return is_bare ? SIZE_MAX : start;
}

/* --- all of them --- */

static void add_range(struct cutter *c, size_t from, long group, uint32_t number)
{
    struct question_list *l = c->l;
    MEM_ROOM(l->ranges, l->count, l->cap);
    l->ranges[l->count++] = (struct question_range){
        .from = from, .to = from, .group = group, .number = number, .domain = SIZE_MAX};
}

static uint32_t number_of(const struct cutter *c, size_t start)
{
    const struct md_line *line = line_at(c, start);
    if (c->signs[start].number > 0)
        return c->signs[start].number;
    bool is_entry =
        line->item != NO_ITEM && is_ordered(c, line) && markdown_begins_item(c->m, line);
    return is_entry ? c->m->items[line->item].number : 0;
}

/* Does line I look as the starts of the questions around it do? */
static bool looks_alike(const struct cutter *c, size_t i, size_t start)
{
    const struct md_line *line = line_at(c, i), *like = line_at(c, start);
    const struct sign *s = &c->signs[i], *is = &c->signs[start];
    if (line->kind != like->kind)
        return false;
    if (line->kind == LINE_HEADING)
        return s->level == is->level && !sign_ends_question(s) &&
               s->role != ROLE_OPTIONS &&
               (s->is_asking || (s->number > 0 && is->number > 0));
    return markdown_begins_item(c->m, line) && markdown_begins_item(c->m, like) &&
           list_of(c, line) == list_of(c, like) && line->depth == like->depth;
}

/* "3." that begins a list, where question 2 stands before it as an entry does, too: what
 * stands between ended that list. */
static bool begins_next(const struct cutter *c, size_t i)
{
    const struct question_list *l = c->l;
    const struct md_line *line = line_at(c, i);
    if (l->count == 0 || line->item == NO_ITEM || !markdown_begins_item(c->m, line))
        return false;
    const struct list_item *item = &c->m->items[line->item];
    const struct question_range *last = &l->ranges[l->count - 1];
    const struct md_line *before = line_at(c, last->from);
    return item->nth == 0 && last->number > 0 && item->number == last->number + 1 &&
           is_ordered(c, line) && line->depth == before->depth &&
           markdown_begins_item(c->m, before);
}

/* Questions without options between FROM and TO. LIKE: the start of a question nearby. */
static void add_lonely(struct cutter *c, size_t from, size_t to, size_t like)
{
    for (size_t i = from; i < to; i++) {
        const struct sign *s = &c->signs[i];
        bool is_word = s->role == ROLE_QUESTION && s->level > 0 &&
                       line_at(c, i)->depth == 0 && line_at(c, i)->kind != LINE_COMMENT;
        bool is_next = begins_next(c, i);
        like = is_next ? i : like;
        if (is_word || is_next || (like != SIZE_MAX && looks_alike(c, i, like)))
            add_range(c, with_title(c, i, from), -1, number_of(c, i));
    }
}

static void find_groups(struct cutter *c)
{
    struct question_list *l = c->l;
    for (size_t i = 0; i < c->m->count;) {
        struct option_group g;
        if (!find_group(c, i, &g)) {
            i++;
            continue;
        }
        MEM_ROOM(l->groups, l->group_count, l->group_cap);
        l->groups[l->group_count++] = g;
        i = g.end;
    }
}

/* Groups between FROM and TO that are questions get ranges, in order; lonely ones stand
 * between. */
static void find_ranges(struct cutter *c, size_t from, size_t to)
{
    struct question_list *l = c->l;
    size_t lower = from, like = SIZE_MAX;
    uint32_t number = 0;
    for (; c->next_group < c->found_groups; c->next_group++) {
        const struct option_group *g = &l->groups[c->next_group];
        if (g->first < from)
            continue;
        if (g->first >= to)
            break;
        size_t start = find_start(c, g, lower, number > 0 ? number + 1 : 0);
        if (start == SIZE_MAX)
            continue;
        add_lonely(c, lower, start, like != SIZE_MAX ? like : start);
        number = number_of(c, start);
        add_range(c, start, (long)c->next_group, number);
        lower = g->end < to ? g->end : to;
        c->was_marked = g->is_task;
        like = start;
    }
    add_lonely(c, lower, to, like);
}

/* --- notes of our own --- */

/* "# Title" with a comment of ours below. */
static bool is_own(const struct cutter *c, size_t i)
{
    static const char mark[] = "quizctl {";
    const struct md_line *line = line_at(c, i);
    return line->kind == LINE_HEADING && line->level == 1 && i + 1 < c->m->count &&
           line[1].kind == LINE_COMMENT && line[1].len > sizeof mark &&
           strncmp(line[1].text, mark, sizeof mark - 1) == 0;
}

/* Where the note of ours that begins at START ends: at a heading that we do not write. */
static size_t own_end(const struct cutter *c, size_t start)
{
    enum role open = ROLE_NONE;
    size_t i = start + 1;
    for (; i < c->m->count; i++) {
        const struct sign *s = &c->signs[i];
        if (line_at(c, i)->kind != LINE_HEADING || s->level > 3)
            continue;
        bool is_part = s->role == ROLE_KEY || s->role == ROLE_EXPLANATION ||
                       s->role == ROLE_TAKEAWAYS || s->role == ROLE_REFERENCES ||
                       (s->role == ROLE_QUESTION && open == ROLE_NONE);
        bool is_ours =
            s->level == 2 ? is_part : s->level == 3 && open == ROLE_EXPLANATION;
        if (!is_ours)
            break;
        open = s->level == 2 ? (enum role)s->role : open;
    }
    return i;
}

/* The options of a note of ours are the list right above its answer. */
static bool own_options(const struct cutter *c, size_t start, size_t end,
                        struct option_group *g)
{
    size_t key = start;
    while (key < end && !(line_at(c, key)->kind == LINE_HEADING &&
                          c->signs[key].level == 2 && c->signs[key].role == ROLE_KEY))
        key++;
    if (key == end || key == start + 1)
        return false;
    uint32_t item = markdown_item_at(c->m, line_at(c, key - 1), 1);
    size_t first = key;
    while (item != NO_ITEM && first > start &&
           c->m->items[markdown_item_at(c->m, line_at(c, first - 1), 1)].list ==
               c->m->items[item].list)
        first--;
    *g = (struct option_group){.first = first, .is_lettered = true};
    for (size_t i = first; i < key; i++)
        if (c->m->items[markdown_item_at(c->m, line_at(c, i), 1)].first == i)
            add_member(g, i);
    g->end = key;
    for (size_t i = 0; i < g->count; i++)
        if (c->signs[g->members[i]].letter != (char)('A' + i))
            return false; /* somebody has changed them */
    return g->count > 0;
}

/* The note of ours at START; where it ends. */
static size_t add_own(struct cutter *c, size_t start)
{
    struct question_list *l = c->l;
    struct option_group g;
    size_t end = own_end(c, start);
    if (!own_options(c, start, end, &g)) {
        find_ranges(c, start, end);
        return end;
    }
    MEM_ROOM(l->groups, l->group_count, l->group_cap);
    l->groups[l->group_count++] = g;
    add_range(c, start, (long)l->group_count - 1, 0);
    l->ranges[l->count - 1].to = end;
    return end;
}

static void close_ranges(struct cutter *c)
{
    struct question_list *l = c->l;
    for (size_t i = 0; i < l->count; i++)
        if (l->ranges[i].to == l->ranges[i].from)
            l->ranges[i].to = i + 1 < l->count ? l->ranges[i + 1].from : c->m->count;
}

/* --- headings above several questions --- */

/* Where the headings right above the next question begin. */
static size_t headings_before(const struct cutter *c, size_t from, size_t to)
{
    size_t start = to;
    while (to < c->m->count && start > from &&
           (line_at(c, start - 1)->kind == LINE_HEADING ||
            line_at(c, start - 1)->kind == LINE_RULE))
        start--;
    return start;
}

/* Is line I the heading of what comes behind question R: above the questions' own, or,
 * where those are none, one of those right above the next, from NEAR on? */
static bool is_chapter(const struct cutter *c, const struct question_range *r, size_t i,
                       size_t near)
{
    const struct sign *s = &c->signs[i];
    const struct md_line *line = line_at(c, i), *like = line_at(c, r->from);
    if (line->kind != LINE_HEADING || s->role != ROLE_NONE || s->number > 0 ||
        s->is_asking || s->is_section)
        return false;
    return like->kind == LINE_HEADING ? s->level < c->signs[r->from].level
                                      : i >= near || markdown_domain(line) > 0;
}

static void end_at_chapters(struct cutter *c)
{
    for (size_t n = 0; n < c->l->count; n++) {
        struct question_range *r = &c->l->ranges[n];
        size_t i = r->group >= 0 ? c->l->groups[r->group].end : r->from + 1;
        size_t near = headings_before(c, i, r->to);
        while (i < r->to && !is_chapter(c, r, i, near))
            i++;
        r->to = i < r->to ? i : r->to;
    }
}

/* A heading that names a domain does so for all questions below it, up to the next
 * heading between questions that is none below it. */
static void find_domains(struct cutter *c)
{
    size_t domain = SIZE_MAX, i = 0;
    for (size_t n = 0; n < c->l->count; n++) {
        struct question_range *r = &c->l->ranges[n];
        for (; i < r->from; i++) {
            const struct md_line *line = line_at(c, i);
            bool is_domain = markdown_domain(line) > 0;
            if (is_domain)
                domain = i;
            else if (domain != SIZE_MAX && line->kind == LINE_HEADING &&
                     line->level <= line_at(c, domain)->level)
                domain = SIZE_MAX;
        }
        r->domain = domain;
        i = r->to > i ? r->to : i;
    }
}

void question_list_find(struct question_list *l, const struct markdown *m,
                        const struct sign *signs)
{
    struct cutter c = {.m = m, .signs = signs, .l = l};
    count_titles(&c);
    find_groups(&c);
    c.found_groups = l->group_count;
    for (size_t at = 0; at < m->count;) {
        size_t own = at;
        while (own < m->count && !is_own(&c, own))
            own++;
        find_ranges(&c, at, own);
        at = own < m->count ? add_own(&c, own) : own;
    }
    close_ranges(&c);
    end_at_chapters(&c);
    find_domains(&c);
}

void question_list_take(struct question_list *l, size_t at, size_t to)
{
    MEM_ROOM(l->read, l->read_count, l->read_cap);
    l->read[l->read_count++] = (struct line_span){at, to};
    size_t low = 0, high = l->count;
    while (low < high) { /* ranges stand in their order: the last that begins before AT */
        size_t middle = low + (high - low) / 2;
        if (l->ranges[middle].from < at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low > 0 && l->ranges[low - 1].to > at)
        l->ranges[low - 1].to = at;
}

void question_list_release(struct question_list *l)
{
    free(l->groups);
    free(l->ranges);
    free(l->read);
    *l = (struct question_list){0};
}
