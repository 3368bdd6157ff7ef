/*
 * markdown_meta.c - comments of ours in Markdown: see markdown_meta.h.
 *
 * In:   a comment; or a question, a bank.
 * Out:  the members it holds; or the comment.
 */
#include "markdown_meta.h"

#include <string.h>

#include "fields.h"
#include "format_json.h"
#include "markdown_parts.h"
#include "quizctl/text.h"

static const char question_mark[] = "quizctl {", bank_mark[] = "quizctl bank {";

static const char *kind_word(unsigned nth)
{
    return nth < question_kind_count() ? question_kind_name((enum question_kind)nth)
                                       : NULL;
}

static const char *difficulty_word(unsigned nth)
{
    return nth <= DIFFICULTY_HARD ? difficulty_name((enum difficulty)nth) : NULL;
}

/* clang-format off */
static const struct field option_fields[] = {
    FIELD(option, id,      "id",      FIELD_ID, REQUIRED),
    FIELD(option, subject, "subject", FIELD_ID, OPTIONAL),
};
static const struct object_type option_type = TYPE("option", option, option_fields, .check = NULL);

static const struct field prompt_fields[] = {
    FIELD(prompt, id, "id", FIELD_ID, REQUIRED),
};
static const struct object_type prompt_type = TYPE("prompt", prompt, prompt_fields, .check = NULL);

static const struct field meta_fields[] = {
    FIELD(question, id,           "id",         FIELD_ID,      REQUIRED),
    FIELD(question, kind,         "type",       FIELD_NAME,    OPTIONAL, .word = kind_word),
    FIELD(question, domain,       "domain",     FIELD_ID,      OPTIONAL),
    FIELD(question, skill,        "skill",      FIELD_TEXT,    OPTIONAL),
    FIELD(question, topics,       "topics",     FIELD_IDS,     OPTIONAL),
    FIELD(question, difficulty,   "difficulty", FIELD_NAME,    OPTIONAL, .word = difficulty_word),
    FIELD(question, case_id,      "case",       FIELD_ID,      OPTIONAL),
    FIELD(question, keep_order,   "keep_order", FIELD_BOOL,    OPTIONAL),
    FIELD(question, prompts,      "prompts",    FIELD_OBJECTS, OPTIONAL, .type = &prompt_type,
          .count_offset = offsetof(struct question, prompt_count)),
    FIELD(question, options,      "options",    FIELD_OBJECTS, OPTIONAL, .type = &option_type,
          .count_offset = offsetof(struct question, option_count)),
    FIELD(question, requirements, "requires",   FIELD_OBJECTS, OPTIONAL, .type = &requirement_type,
          .count_offset = offsetof(struct question, requirement_count)),
    FIELD(question, preferences,  "prefer",     FIELD_OBJECTS, OPTIONAL, .type = &preference_type,
          .count_offset = offsetof(struct question, preference_count)),
    FIELD(question, unproved,     "unproved",   FIELD_TEXT,    OPTIONAL),
};
static const struct object_type meta_type = TYPE("comment of a question", question, meta_fields, .check = NULL);
/* clang-format on */

static bool is_marked(const char *text, size_t len, const char *mark)
{
    size_t size = strlen(mark);
    return len > size && strncmp(text, mark, size) == 0;
}

/* --- in --- */

void meta_read_bank(struct import *in, const struct markdown *m)
{
    const size_t skip = sizeof bank_mark - 2;
    for (size_t i = 0; i < m->count; i++) {
        const struct md_line *line = &m->lines[i];
        if (line->kind != LINE_COMMENT || !is_marked(line->text, line->len, bank_mark))
            continue;
        const struct place at = {in->path, line->line, line->col + (uint32_t)skip};
        format_json_read_part(in, at, line->text + skip, line->len - skip);
    }
}

bool note_meta_read(struct note *n, const char *text, size_t len, size_t line)
{
    const size_t skip = sizeof question_mark - 2;
    struct import *in = n->file->in;
    struct json_doc doc = {0};
    struct reader r = {.arena = &in->bank->arena, .doc = &doc, .sink = in->sink};
    if (!is_marked(text, len, question_mark))
        return false;
    struct place at = note_place(n->file, line);
    at.col += (uint32_t)skip;
    const char *copy = arena_text(&in->bank->arena, text + skip, len - skip);
    if (json_parse(&doc, at, copy, len - skip, in->sink) != 0)
        return false;
    bool is_read = fields_is_object(&r, doc.root, meta_type.noun);
    if (is_read)
        fields_read(&r, &meta_type, doc.root, &n->meta);
    fields_fill(&meta_type, &n->meta);
    json_keep_strings(&doc, &in->bank->arena);
    return is_read && n->meta.id != NULL && *n->meta.id != '\0';
}

/* Ids and subjects by place; where somebody took away an option, they say nothing. */
static void apply_options(struct note *n, bool has_facts)
{
    if (n->meta.option_count == n->d.options_met)
        for (size_t i = 0; i < n->d.options_met; i++) {
            n->d.options[i].id = n->meta.options[i].id;
            n->d.options[i].subject = has_facts ? n->meta.options[i].subject : "";
        }
    if (n->meta.prompt_count == n->d.prompts_met)
        for (size_t i = 0; i < n->d.prompts_met; i++)
            n->d.prompts[i].id = n->meta.prompts[i].id;
}

static void apply_domain(struct note *n)
{
    const struct exam *exam = &n->file->in->bank->exam;
    const char *id = n->meta.domain;
    struct question *q = &n->d.q;
    for (size_t i = 0; i < exam->domain_count; i++) {
        const char *title = exam->domains[i].title;
        if (title == NULL || exam->domains[i].id == NULL ||
            strcmp(exam->domains[i].id, id) != 0)
            continue;
        size_t len = strlen(title);
        draft_domain(&n->d, title, len);
        if (strncmp(q->title, title, len) == 0 && strncmp(q->title + len, ": ", 2) == 0)
            q->title += len + 2;
        return;
    }
    const char *colon = strstr(q->title, ": ");
    if (*id == '\0' || colon == NULL)
        return;
    draft_domain(&n->d, q->title, (size_t)(colon - q->title));
    q->title = colon + 2;
}

static bool has_case(const struct bank *bank, const char *id)
{
    for (size_t i = 0; i < bank->case_count; i++)
        if (bank->cases[i].id != NULL && strcmp(bank->cases[i].id, id) == 0)
            return true;
    return false;
}

/* What needs the bank's facts stays only where they are, too. */
static void apply_proof(struct note *n, bool has_facts)
{
    struct question *q = &n->d.q;
    if (has_facts) {
        q->requirements = n->meta.requirements;
        q->requirement_count = n->meta.requirement_count;
        q->preferences = n->meta.preferences;
        q->preference_count = n->meta.preference_count;
        q->unproved = n->meta.unproved;
    } else if (n->meta.requirement_count > 0 || *n->meta.unproved != '\0') {
        draft_left_out(&n->d, q->at, "requires",
                       "the facts that it needs are not in this file");
    }
}

void note_meta_apply(struct note *n)
{
    const struct bank *bank = n->file->in->bank;
    bool has_facts = bank->facts.property_count > 0;
    struct question *q = &n->d.q;
    if (!n->has_meta)
        return;
    draft_id(&n->d, n->meta.id, strlen(n->meta.id));
    apply_domain(n);
    if (strcmp(q->title, n->meta.id) == 0)
        q->title = "";
    q->skill = n->meta.skill;
    q->difficulty = n->meta.difficulty;
    q->keep_order = n->meta.keep_order;
    for (size_t i = 0; i < n->meta.topics.count; i++)
        draft_topic(&n->d, n->meta.topics.text[i], strlen(n->meta.topics.text[i]));
    if (has_case(bank, n->meta.case_id))
        q->case_id = n->meta.case_id;
    else if (*n->meta.case_id != '\0')
        draft_left_out(&n->d, q->at, "case", "the case '%s' is not in this file",
                       n->meta.case_id);
    apply_options(n, has_facts);
    apply_proof(n, has_facts);
}

/* --- out --- */

/* No "-->" may stand in a comment: '>' stands only in strings, where it has an escape. */
static void put_comment(const char *mark, const struct buf *json, struct buf *out)
{
    buf_text(out, "<!-- ");
    buf_add(out, mark, strlen(mark) - 1);
    for (size_t i = 0; i < json->len; i++)
        if (json->bytes[i] == '>')
            buf_text(out, "\\u003e");
        else
            buf_char(out, json->bytes[i]);
    buf_text(out, " -->\n");
}

void meta_write_question(const struct question *q, struct buf *out)
{
    struct buf json = {0};
    struct json_writer w = {.out = &json};
    fields_write(&w, &meta_type, q);
    put_comment(question_mark, &json, out);
    buf_release(&json);
}

void meta_write_bank(const struct bank *bank, struct buf *out)
{
    struct bank head = *bank;
    struct buf json = {0};
    head.questions = NULL;
    head.question_count = 0;
    format_write_json(&head, 1, &json);
    put_comment(bank_mark, &json, out);
    buf_release(&json);
}
