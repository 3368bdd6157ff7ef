/*
 * format_json.c - a bank as JSON: its tables, and how a file is told to be one.
 *
 * In:   a file's text; or a bank.
 * Out:  the bank it adds to; or text.
 *
 * How a table is read and written is in fields.c, rules across members in check_bank.c.
 * What a member may hold is told in questions/FORMAT.md.
 */
#include "format_json.h"

#include <string.h>

#include "check_bank.h"
#include "draft.h"
#include "fields.h"
#include "link_facts.h"
#include "quizctl/format.h"
#include "quizctl/text.h"

static const char bank_format[] = "quizctl.bank/1";

static const char *kind_word(unsigned nth)
{
    return nth < question_kind_count() ? question_kind_name((enum question_kind)nth)
                                       : NULL;
}

static const char *difficulty_word(unsigned nth)
{
    return nth <= DIFFICULTY_HARD ? difficulty_name((enum difficulty)nth) : NULL;
}

static const char *property_kind_word(unsigned nth)
{
    return nth <= PROPERTY_QUANTITY ? property_kind_name((enum property_kind)nth) : NULL;
}

static const char *operator_word(unsigned nth)
{
    return nth <= OPERATOR_AT_MOST ? operator_name((enum operator_kind)nth) : NULL;
}

static const char *order_word(unsigned nth)
{
    return nth <= PREFER_LEAST ? preference_order_name((enum preference_order)nth) : NULL;
}

/* --- the tables --- */

/* clang-format off */
static const struct field reference_fields[] = {
    FIELD(reference, title, "title", FIELD_TEXT, REQUIRED),
    FIELD(reference, url,   "url",   FIELD_URL,  REQUIRED, .doubt = DOUBT_LINKS),
};
static const struct object_type reference_type = TYPE("reference", reference, reference_fields, .check = NULL);

static const struct field option_fields[] = {
    FIELD(option, id,      "id",      FIELD_ID,   REQUIRED),
    FIELD(option, text,    "text",    FIELD_TEXT, REQUIRED),
    FIELD(option, is_key,  "correct", FIELD_BOOL, OPTIONAL, .doubt = DOUBT_KEY),
    FIELD(option, position, "position", FIELD_INT, OPTIONAL, .doubt = DOUBT_KEY),
    FIELD(option, subject, "subject", FIELD_ID,   OPTIONAL),
    FIELD(option, why,     "why",     FIELD_TEXT, OPTIONAL),
};
static const struct object_type option_type = TYPE("option", option, option_fields, AT(option));

static const struct field prompt_fields[] = {
    FIELD(prompt, id,    "id",    FIELD_ID,   REQUIRED),
    FIELD(prompt, text,  "text",  FIELD_TEXT, REQUIRED),
    FIELD(prompt, match, "match", FIELD_ID,   REQUIRED),
    FIELD(prompt, why,   "why",   FIELD_TEXT, OPTIONAL),
};
static const struct object_type prompt_type = TYPE("prompt", prompt, prompt_fields, AT(prompt));

static const struct field section_fields[] = {
    FIELD(section, title, "title", FIELD_TEXT, REQUIRED),
    FIELD(section, text,  "text",  FIELD_TEXT, REQUIRED),
};
static const struct object_type section_type = TYPE("section", section, section_fields, .check = NULL);

static const struct field explanation_fields[] = {
    FIELD(explanation, need,      "need",      FIELD_TEXT,  OPTIONAL),
    FIELD(explanation, why,       "why",       FIELD_TEXT,  OPTIONAL),
    FIELD(explanation, practice,  "practice",  FIELD_TEXTS, OPTIONAL),
    FIELD(explanation, exam,      "exam",      FIELD_TEXT,  OPTIONAL),
    FIELD(explanation, takeaways, "takeaways", FIELD_TEXTS, OPTIONAL),
    FIELD(explanation, sections,  "sections",  FIELD_OBJECTS, OPTIONAL, .type = &section_type,
          .count_offset = offsetof(struct explanation, section_count)),
};
static const struct object_type explanation_type = TYPE("explanation", explanation, explanation_fields, .check = NULL);

static const struct field requirement_fields[] = {
    FIELD(requirement, clue,     "clue",     FIELD_TEXT,  REQUIRED),
    FIELD(requirement, property, "property", FIELD_ID,    REQUIRED),
    FIELD(requirement, op,       "operator", FIELD_NAME,  REQUIRED, .word = operator_word, .doubt = DOUBT_WHOLE),
    FIELD(requirement, raw,      "value",    FIELD_VALUE, REQUIRED),
};
const struct object_type requirement_type = TYPE("requirement", requirement, requirement_fields, AT(requirement));

static const struct field preference_fields[] = {
    FIELD(preference, clue,     "clue",     FIELD_TEXT, REQUIRED),
    FIELD(preference, property, "property", FIELD_ID,   REQUIRED),
    FIELD(preference, order,    "order",    FIELD_NAME, REQUIRED, .word = order_word, .doubt = DOUBT_WHOLE),
};
const struct object_type preference_type = TYPE("preference", preference, preference_fields, AT(preference));

static const struct field question_fields[] = {
    FIELD(question, id,          "id",          FIELD_ID,      REQUIRED),
    FIELD(question, kind,        "type",        FIELD_NAME,    OPTIONAL, .word = kind_word, .doubt = DOUBT_KIND),
    FIELD(question, title,       "title",       FIELD_TEXT,    OPTIONAL),
    FIELD(question, domain,      "domain",      FIELD_ID,      OPTIONAL),
    FIELD(question, skill,       "skill",       FIELD_TEXT,    OPTIONAL),
    FIELD(question, topics,      "topics",      FIELD_IDS,     OPTIONAL),
    FIELD(question, difficulty,  "difficulty",  FIELD_NAME,    OPTIONAL, .word = difficulty_word),
    FIELD(question, case_id,     "case",        FIELD_ID,      OPTIONAL),
    FIELD(question, is_draft,    "draft",       FIELD_BOOL,    OPTIONAL, .doubt = DOUBT_DRAFT),
    FIELD(question, keep_order,  "keep_order",  FIELD_BOOL,    OPTIONAL),
    FIELD(question, scenario,    "scenario",    FIELD_TEXT,    OPTIONAL),
    FIELD(question, prompt,      "prompt",      FIELD_TEXT,    REQUIRED),
    FIELD(question, prompts,     "prompts",     FIELD_OBJECTS, OPTIONAL, .type = &prompt_type,
          .count_offset = offsetof(struct question, prompt_count), .doubt = DOUBT_KEY),
    FIELD(question, options,     "options",     FIELD_OBJECTS, REQUIRED, .type = &option_type,
          .count_offset = offsetof(struct question, option_count), .doubt = DOUBT_OPTIONS | DOUBT_KEY),
    FIELD(question, requirements, "requires",   FIELD_OBJECTS, OPTIONAL, .type = &requirement_type,
          .count_offset = offsetof(struct question, requirement_count)),
    FIELD(question, preferences, "prefer",      FIELD_OBJECTS, OPTIONAL, .type = &preference_type,
          .count_offset = offsetof(struct question, preference_count)),
    FIELD(question, unproved,    "unproved",    FIELD_TEXT,    OPTIONAL),
    FIELD(question, explanation, "explanation", FIELD_OBJECT,  OPTIONAL, .type = &explanation_type),
    FIELD(question, references,  "references",  FIELD_OBJECTS, OPTIONAL, .type = &reference_type,
          .count_offset = offsetof(struct question, reference_count), .doubt = DOUBT_LINKS),
};
static const struct object_type question_type = TYPE("question", question, question_fields, AT(question), .check = check_question);

static const struct field domain_fields[] = {
    FIELD(domain, id,     "id",     FIELD_ID,   REQUIRED),
    FIELD(domain, title,  "title",  FIELD_TEXT, REQUIRED),
    FIELD(domain, weight, "weight", FIELD_INT,  OPTIONAL, .doubt = DOUBT_WEIGHTS),
};
static const struct object_type domain_type = TYPE("domain", domain, domain_fields, AT(domain));

static const struct field scale_fields[] = {
    FIELD(scale, min, "min", FIELD_INT, REQUIRED, .doubt = DOUBT_SCALE),
    FIELD(scale, max, "max", FIELD_INT, REQUIRED, .doubt = DOUBT_SCALE),
};
static const struct object_type scale_type = TYPE("scale", scale, scale_fields, .check = NULL);

static const struct field exam_fields[] = {
    FIELD(exam, code,      "code",      FIELD_TEXT,    OPTIONAL),
    FIELD(exam, title,     "title",     FIELD_TEXT,    OPTIONAL),
    FIELD(exam, types,     "types",     FIELD_NAMES,   OPTIONAL, .word = kind_word),
    FIELD(exam, questions, "questions", FIELD_INT,     OPTIONAL, .doubt = DOUBT_COUNTS),
    FIELD(exam, scored,    "scored",    FIELD_INT,     OPTIONAL, .doubt = DOUBT_COUNTS),
    FIELD(exam, minutes,   "minutes",   FIELD_INT,     OPTIONAL),
    FIELD(exam, scale,     "scale",     FIELD_OBJECT,  OPTIONAL, .type = &scale_type, .doubt = DOUBT_SCALE),
    FIELD(exam, pass,      "pass",      FIELD_INT,     OPTIONAL, .doubt = DOUBT_SCALE),
    FIELD(exam, domains,   "domains",   FIELD_OBJECTS, REQUIRED, .type = &domain_type,
          .count_offset = offsetof(struct exam, domain_count), .doubt = DOUBT_WEIGHTS),
    FIELD(exam, source,    "source",    FIELD_OBJECT,  OPTIONAL, .type = &reference_type),
};
static const struct object_type exam_type = TYPE("exam", exam, exam_fields, AT(exam), .check = check_exam);
static const struct object_type profile_type = TYPE("profile", exam, exam_fields, AT(exam), .check = check_exam);

static const struct field source_fields[] = {
    FIELD(source, id,    "id",    FIELD_ID,   REQUIRED, .doubt = DOUBT_WHOLE),
    FIELD(source, title, "title", FIELD_TEXT, REQUIRED),
    FIELD(source, url,   "url",   FIELD_URL,  REQUIRED),
    FIELD(source, read,  "read",  FIELD_TEXT, REQUIRED),
};
static const struct object_type source_type = TYPE("source", source, source_fields, AT(source), .check = check_source);

static const struct field property_fields[] = {
    FIELD(property, id,     "id",     FIELD_ID,   REQUIRED, .doubt = DOUBT_WHOLE),
    FIELD(property, kind,   "kind",   FIELD_NAME, REQUIRED, .word = property_kind_word, .doubt = DOUBT_WHOLE),
    FIELD(property, unit,   "unit",   FIELD_TEXT, OPTIONAL),
    FIELD(property, text,   "text",   FIELD_TEXT, REQUIRED),
    FIELD(property, values, "values", FIELD_IDS,  OPTIONAL),
};
static const struct object_type property_type = TYPE("property", property, property_fields, AT(property));

static const struct field fact_fields[] = {
    FIELD(fact, property, "property", FIELD_ID,    REQUIRED),
    FIELD(fact, raw,      "value",    FIELD_VALUE, REQUIRED),
    FIELD(fact, source,   "source",   FIELD_ID,    REQUIRED),
    FIELD(fact, note,     "note",     FIELD_TEXT,  OPTIONAL),
};
static const struct object_type fact_type = TYPE("fact", fact, fact_fields, AT(fact));

static const struct field subject_fields[] = {
    FIELD(subject_entry, id,      "id",      FIELD_ID,      REQUIRED, .doubt = DOUBT_WHOLE),
    FIELD(subject_entry, title,   "title",   FIELD_TEXT,    OPTIONAL),
    FIELD(subject_entry, text,    "text",    FIELD_TEXT,    OPTIONAL),
    FIELD(subject_entry, extends, "extends", FIELD_ID,      OPTIONAL),
    FIELD(subject_entry, facts,   "facts",   FIELD_OBJECTS, OPTIONAL, .type = &fact_type,
          .count_offset = offsetof(struct subject_entry, fact_count)),
};
static const struct object_type subject_type = TYPE("subject", subject_entry, subject_fields, AT(subject_entry));

static const struct field facts_fields[] = {
    FIELD(fact_table, sources,    "sources",    FIELD_OBJECTS, OPTIONAL, .type = &source_type,
          .count_offset = offsetof(struct fact_table, source_count)),
    FIELD(fact_table, properties, "properties", FIELD_OBJECTS, OPTIONAL, .type = &property_type,
          .count_offset = offsetof(struct fact_table, property_count)),
    FIELD(fact_table, entries,    "subjects",   FIELD_OBJECTS, OPTIONAL, .type = &subject_type,
          .count_offset = offsetof(struct fact_table, entry_count)),
};
static const struct object_type facts_type = TYPE("table of facts", fact_table, facts_fields, .check = NULL);

static const struct field case_fields[] = {
    FIELD(case_study, id,       "id",       FIELD_ID,   REQUIRED),
    FIELD(case_study, title,    "title",    FIELD_TEXT, REQUIRED),
    FIELD(case_study, scenario, "scenario", FIELD_TEXT, REQUIRED),
};
static const struct object_type case_type = TYPE("case", case_study, case_fields, AT(case_study));

static const struct field bank_fields[] = {
    {.name = "format", .what = "\"format\"", .kind = FIELD_FORMAT, .fixed = bank_format},
    FIELD(bank, id,        "id",        FIELD_ID,      OPTIONAL),
    FIELD(bank, title,     "title",     FIELD_TEXT,    OPTIONAL),
    FIELD(bank, language,  "language",  FIELD_TEXT,    OPTIONAL),
    FIELD(bank, license,   "license",   FIELD_TEXT,    OPTIONAL),
    FIELD(bank, exam,      "exam",      FIELD_OBJECT,  OPTIONAL, .type = &exam_type, .doubt = DOUBT_WHOLE),
    FIELD(bank, profiles,  "profiles",  FIELD_OBJECTS, OPTIONAL, .type = &profile_type,
          .count_offset = offsetof(struct bank, profile_count), .doubt = DOUBT_WHOLE),
    FIELD(bank, facts,     "facts",     FIELD_OBJECT,  OPTIONAL, .type = &facts_type, .doubt = DOUBT_WHOLE),
    FIELD(bank, cases,     "cases",     FIELD_OBJECTS, OPTIONAL, .type = &case_type,
          .count_offset = offsetof(struct bank, case_count), .doubt = DOUBT_WHOLE),
    FIELD(bank, questions, "questions", FIELD_OBJECTS, OPTIONAL, .type = &question_type,
          .count_offset = offsetof(struct bank, question_count), .doubt = DOUBT_WHOLE),
};
static const struct object_type bank_type = TYPE("bank", bank, bank_fields, .check = NULL);
/* clang-format on */

/* --- in: a file, then all of them --- */

/* Is it one of ours, by its "format"? A file without is read when it has questions. */
static bool is_bank(struct reader *r, const struct json *root)
{
    const struct json *format = json_get(root, "format");
    if (format == NULL) {
        diag_error(r->sink, json_place(r->doc, root), "format",
                   "this file does not say \"format\": \"%s\"; add it%s", bank_format,
                   json_get(root, "questions") ? "" : ", if this is a part of a bank");
        return json_get(root, "questions") != NULL;
    }
    if (!fields_has_kind(r, format, JSON_STRING, "\"format\""))
        return false;
    const char *text = json_string(format);
    if (strcmp(text, bank_format) == 0)
        return true;
    size_t stem = sizeof "quizctl.bank/" - 1, digits;
    bool is_ours = strncmp(text, bank_format, stem) == 0 &&
                   (digits = strspn(text + stem, "0123456789")) > 0 &&
                   text[stem + digits] == '\0';
    diag_error(r->sink, json_place(r->doc, format), "format",
               is_ours ? "this quizctl reads \"%s\", not \"%s\"; update quizctl"
                       : "a bank's format is \"%s\", not \"%s\"",
               bank_format, text_excerpt(text, strlen(text)).text);
    return false;
}

/* It begins as JSON does, and no other format of ours. */
static bool recognise(const char *text, size_t len)
{
    size_t i = 0;
    while (i < len && strchr(" \t\r\n", text[i]) != NULL && text[i] != '\0')
        i++;
    return i < len && text[i] == '{' && memchr(text + i, '"', len - i) != NULL;
}

static bool read_file(struct import *in, struct place start, const char *text, size_t len)
{
    struct json_doc doc = {0};
    struct bank *bank = in->bank;
    struct reader r = {.arena = &bank->arena, .doc = &doc, .sink = in->sink};

    if (json_parse(&doc, start, text, len, in->sink) != 0)
        return false;
    bool is_read =
        fields_is_object(&r, doc.root, bank_type.noun) && is_bank(&r, doc.root);
    if (is_read)
        fields_read(&r, &bank_type, doc.root, bank);
    json_keep_strings(&doc, &bank->arena);
    return is_read && (r.doubts & DOUBT_WHOLE) == 0;
}

void format_json_read(struct import *in, const char *text, size_t len)
{
    in->is_whole &= read_file(in, (struct place){in->path, 1, 1}, text, len);
}

static void read(struct import *in, char *text, size_t len)
{
    format_json_read(in, text, len);
}

void format_json_read_part(struct import *in, struct place start, const char *text,
                           size_t len)
{
    const char *copy = arena_text(&in->bank->arena, text, len);
    in->is_whole &= read_file(in, start, copy, len);
}

void format_json_finish(struct bank *bank, const char *path, bool is_whole,
                        struct diag_sink *sink)
{
    check_bank(bank, path, is_whole, sink);
    fields_fill(&bank_type, bank);
    if (is_whole)
        link_facts(bank, sink);
}

/* --- out --- */

void format_write_json(const struct bank *bank, int indent, struct buf *out)
{
    struct json_writer w = {.out = out, .indent = indent};
    fields_write(&w, &bank_type, bank);
}

void format_write_question(const struct question *q, int indent, struct buf *out)
{
    struct json_writer w = {.out = out, .indent = indent};
    fields_write(&w, &question_type, q);
}

static int write(const struct bank *bank, const struct format_plan *plan, struct buf *out,
                 struct err *err)
{
    struct json_writer w = {.out = out, .drain = plan->drain, .indent = 2};
    (void)err;
    fields_write(&w, &bank_type, bank);
    buf_char(out, '\n');
    return 0;
}

static const char *const exts[] = {".json", NULL};

const struct format format_json = {
    .name = "json",
    .title = "quizctl's own format",
    .exts = exts,
    .recognise = recognise,
    .read = read,
    .write = write,
};
