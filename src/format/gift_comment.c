/*
 * gift_comment.c - what stands around a question of GIFT: the comment before it and the
 * category in force.
 *
 * Moodle takes the id number and the tags of a question from its comment, as in
 * "// [id:shared-folder] [tag:efs]". What else of ours has no place stands there in the
 * same way, is nothing to Moodle, and is read again here: see token_table.
 */
#include "gift.h"

#include <string.h>

#include "quizctl/mem.h"

typedef void token_taker(struct gift *g, struct gift_span value);

static void take_id(struct gift *g, struct gift_span value)
{
    draft_id(&g->draft, value.text, value.len);
}

static void take_tag(struct gift *g, struct gift_span value)
{
    draft_topic(&g->draft, value.text, value.len);
}

static void take_domain(struct gift *g, struct gift_span value)
{
    draft_domain(&g->draft, value.text, value.len);
}

static void take_skill(struct gift *g, struct gift_span value)
{
    draft_set(&g->draft, &g->draft.q.skill, value.text, value.len);
}

static void take_difficulty(struct gift *g, struct gift_span value)
{
    const char *name = draft_text(g->in, value.text, value.len);
    long found = difficulty_find(name);
    if (found > 0)
        g->draft.q.difficulty = (enum difficulty)found;
}

static void take_type(struct gift *g, struct gift_span value)
{
    if (gift_is(value, question_kind_name(QUESTION_ORDERING)))
        g->draft.q.kind = QUESTION_ORDERING;
}

static void take_keep_order(struct gift *g, struct gift_span value)
{
    g->draft.q.keep_order = gift_is(value, "true");
}

static const struct token {
    const char *name;
    token_taker *take; /* NULL: read with the answers */
} token_table[] = {
    {"id",         take_id        },
    {"tag",        take_tag       },
    {"domain",     take_domain    },
    {"skill",      take_skill     },
    {"difficulty", take_difficulty},
    {"type",       take_type      },
    {"keep_order", take_keep_order},
    {"options",    NULL           },
    {"prompts",    NULL           },
};

/* Take the next "[name:value]" off FROM. A ']' in the value has a backslash. */
static bool next_token(struct gift_span *from, struct gift_span *name,
                       struct gift_span *value)
{
    for (size_t at = 0; at < from->len; at++) {
        if (from->text[at] != '[')
            continue;
        size_t colon = at + 1, end;
        while (colon < from->len && strchr("[]:\n", from->text[colon]) == NULL)
            colon++;
        if (colon == from->len || from->text[colon] != ':') {
            at = colon - 1;
            continue;
        }
        for (end = colon + 1; end < from->len && from->text[end] != '\n'; end++)
            if (from->text[end] == ']' && from->text[end - 1] != '\\')
                break;
        if (end < from->len && from->text[end] == ']') {
            *name = gift_part(*from, at + 1, colon);
            *value = gift_part(*from, colon + 1, end);
            *from = gift_behind(*from, end + 1);
            return true;
        }
        at = end - 1;
    }
    return false;
}

static struct gift_span comment_of(const struct gift *g)
{
    return (struct gift_span){buf_str(&g->block.comment), g->block.comment.len};
}

/* The value of the token NAME; empty when there is none. */
struct gift_span gift_token(const struct gift *g, const char *wanted)
{
    struct gift_span left = comment_of(g), name, value;
    while (next_token(&left, &name, &value))
        if (gift_is(name, wanted))
            return value;
    return (struct gift_span){"", 0};
}

static void read_tokens(struct gift *g)
{
    struct gift_span left = comment_of(g), name, value;
    struct buf plain = {0};
    while (next_token(&left, &name, &value)) {
        buf_clear(&plain);
        for (size_t i = 0; i < value.len; i++)
            if (value.text[i] != '\\' || i + 1 == value.len || value.text[i + 1] != ']')
                buf_char(&plain, value.text[i]);
        for (size_t i = 0; i < COUNT(token_table); i++)
            if (token_table[i].take != NULL && gift_is(name, token_table[i].name))
                token_table[i].take(g, (struct gift_span){buf_str(&plain), plain.len});
    }
    buf_release(&plain);
}

void gift_read_comment(struct gift *g)
{
    read_tokens(g);
    moodle_category(&g->draft, buf_str(&g->category), g->category.len);
}
