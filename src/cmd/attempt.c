/*
 * attempt.c - from a session's places to the store's ids and back; see attempt.h.
 *
 * Records name questions and options by id, because a bank changes between two runs:
 * what is gone or edited shows here.
 */
#include "attempt.h"

#include <string.h>

#include "cmd.h"
#include "quizctl/answer.h"
#include "quizctl/format.h"

static const char *kept(struct arena *arena, struct buf *text)
{
    const char *copy = arena_text(arena, buf_str(text), text->len);
    buf_release(text);
    return copy;
}

static const char *shown_ids(struct arena *arena, const struct question *q,
                             const uint8_t *shown)
{
    struct buf ids = {0};
    for (size_t i = 0; i < q->option_count; i++)
        buf_printf(&ids, "%s%s", i > 0 ? " " : "", q->options[shown[i]].id);
    return kept(arena, &ids);
}

struct store_item attempt_item(struct arena *arena, const struct question *q,
                               const uint8_t *shown)
{
    char digest[DIGEST_HEX];
    struct buf key = {0};
    format_question_digest(q, digest);
    answer_ids(&key, q, answer_key(q), " ");
    return (struct store_item){
        .question = q->id,
        .domain = q->domain,
        .digest = arena_text(arena, digest, DIGEST_HEX - 1),
        .shown = shown_ids(arena, q, shown),
        .key = kept(arena, &key),
    };
}

int attempt_shown(const struct question *q, const char *recorded, uint8_t *shown)
{
    uint8_t fresh[LIMIT_OPTIONS];
    uint32_t seen = 0;
    size_t count = 0;
    for (; *recorded != '\0'; count++) {
        size_t len = strcspn(recorded, " ");
        long option = question_option_id(q, recorded, len);
        if (option < 0 || (seen >> option & 1) != 0)
            return -1;
        seen |= (uint32_t)1 << option;
        fresh[count] = (uint8_t)option;
        recorded += len + (recorded[len] == ' ');
    }
    if (count != q->option_count)
        return -1;
    memcpy(shown, fresh, count);
    return 0;
}

void attempt_command(struct buf *line, const char *name, const struct call *call)
{
    const char *bank = opts_value(&call->opts, OPT_BANK);
    buf_printf(line, "quizctl %s", name);
    if (bank == NULL)
        return;
    buf_text(line, " --bank ");
    buf_shell_word(line, bank);
}
